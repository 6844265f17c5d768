"""Rules: patterns that are run only on the texts that hold what they need, found for all of them in one pass.

A pattern can match only where some of its letters stand ("differ", "compar"): `needed` reads them off the pattern, as
RE2's prefilters do (Cox 2012, "Regular expression matching with a trigram index"). One automaton looks for the needed
words of all rules at once, and what it found in a text is remembered for the next rules that are asked of that text. A
rule answers as its pattern alone would: the gate passes over a pattern only where it cannot match.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex
from ahocorasick_rs import AhoCorasick

_KEPT = 1024  # texts whose words are remembered: the sentences of some documents
_MARKS = frozenset("%<>=≤≥±`?&/")
"""Marks that are rare enough in prose to tell something alone."""

_needs: list[frozenset[str]] = []  # of all rules that were made, in order


class Rule:
    r"""A pattern, with the sets of words of each of which every match of it holds one (`needs`; none: always run).

    >>> rule = Rule(r"\bno (?:clear )?differences? (?:between|among)", regex.I)
    >>> rule.search("No difference between them")[0], rule.search("Nothing changed")
    ('No difference between', None)
    """

    __slots__ = ("bits", "needs", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = regex.compile(pattern, flags)
        self.needs = needed(pattern)
        self.bits = 0
        for words in self.needs:
            self.bits |= 1 << len(_needs)
            _needs.append(words)
        _finder.cache_clear()
        _held.cache_clear()

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> regex.Match[str] | None:
        """The first match from `pos` on, before `endpos`."""
        return self.pattern.search(text, pos, endpos) if self.bits & _held(text) == self.bits else None

    def may_match(self, text: str) -> bool:
        """True where a text holds all that a match needs: all there is to ask of a pattern that is words alone."""
        return self.bits & _held(text) == self.bits

    def match(self, text: str) -> regex.Match[str] | None:
        """The match that the text begins with."""
        return self.pattern.match(text) if self.bits & _held(text) == self.bits else None

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[regex.Match[str]]:
        """All matches from `pos` on, before `endpos`, in order."""
        return self.pattern.finditer(text, pos, endpos) if self.bits & _held(text) == self.bits else iter(())


@lru_cache(maxsize=1)
def _finder() -> tuple[AhoCorasick, list[int]]:
    """The automaton over all needed words, and the needs that each word meets, as bits."""
    met: dict[str, int] = {}
    for number, words in enumerate(_needs):
        for word in words:
            met[word] = met.get(word, 0) | 1 << number
    return AhoCorasick(list(met)), list(met.values())


@lru_cache(maxsize=_KEPT)
def _held(text: str) -> int:
    """The needs that a text meets, as bits."""
    words, met = _finder()
    held = 0
    plain = text.lower() if text.isascii() else _folded(text)
    for word, _, _ in words.find_matches_as_indexes(plain, overlapping=True):
        held |= met[word]
    return held


def any_matches(rules: Iterable[Rule], text: str) -> bool:
    """True where one of the rules matches."""
    held = _held(text)
    for rule in rules:  # noqa: SIM110 - a generator would cost more than what it runs
        if rule.bits & held == rule.bits and rule.pattern.search(text) is not None:
            return True
    return False


def _folded(text: str) -> str:
    """A text in the case of the needed words; what is left of the Turkish letters that match a plain i becomes one."""
    return text.casefold().replace("\u0131", "i").replace("\u0307", "")


def needed(pattern: str) -> tuple[frozenset[str], ...]:
    r"""Sets of words or marks, in lower case: every match of a pattern holds one of each; none where nothing is sure.

    >>> [sorted(words) for words in needed(r"\b(?:un)?adjust(?:ed|ing) for\b")]
    [['adjust'], [' for']]
    >>> [sorted(words) for words in needed(r"(?:rats|mice) \w+|hens")], needed(r"\d+ (?:mg)?")
    ([['hens', 'mice', 'rats']], ())
    """
    return tuple(dict.fromkeys(map(_least, _PatternReader(pattern).alternatives())))


def _least(words: frozenset[str]) -> frozenset[str]:
    """The words without those that hold another."""
    return frozenset(word for word in words if not any(other in word and other != word for other in words))


_Needs = list[frozenset[str]]


class _PatternReader:
    """Reads a pattern once, from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def alternatives(self) -> _Needs:
        """The needs of what stands from here to the closing bracket or the end: of branches, the best of each."""
        branches = [self._branch()]
        while self._next() == "|":
            self.at += 1
            branches.append(self._branch())
        if len(branches) == 1:
            return branches[0]
        return [frozenset().union(*(max(branch, key=_worth) for branch in branches))] if all(branches) else []

    def _branch(self) -> _Needs:
        needs: _Needs = []
        run = ""
        while (letter := self._next()) and letter not in "|)":
            plain, inside = self._atom()
            least, is_repeated = self._quantifier()
            if plain and least:
                run += plain
            if not plain or not least or is_repeated:
                needs.append(frozenset({run}))
                run = ""
                needs += inside if least else []
        needs.append(frozenset({run}))
        return [words for words in needs if _worth(words)[0] > 2] or [w for w in needs if _worth(w)[0] > 1]

    def _atom(self) -> tuple[str, _Needs]:
        """One letter as it stands, or the needs of a bracket."""
        letter = self.pattern[self.at]
        self.at += 1
        if letter == "(":
            return "", self._group()
        if letter == "[":
            return "", self._class()
        if letter == "\\":
            return self._escape(), []
        return "" if letter in ".^$" else letter.casefold(), []

    def _group(self) -> _Needs:
        opening = _OPENING.match(self.pattern, self.at)
        assert opening is not None
        self.at = opening.end()
        if self.pattern[self.at - 1] == ")":  # flags alone: "(?i)"
            return []
        inside = self.alternatives()
        self.at += 1
        return [] if opening["look"] else inside

    def _class(self) -> _Needs:
        found = _CLASS.match(self.pattern, self.at)
        assert found is not None
        self.at = found.end()
        return [frozenset(found["inside"])] if not found["not"] and _MARKS.issuperset(found["inside"]) else []

    def _escape(self) -> str:
        letter = self.pattern[self.at]
        self.at += 1
        if letter in "pPN":
            self.at = self.pattern.index("}", self.at) + 1
        elif letter in "ux":
            size = 4 if letter == "u" else 2
            self.at += size
            return chr(int(self.pattern[self.at - size : self.at], 16)).casefold()
        return "" if letter.isalnum() else letter

    def _quantifier(self) -> tuple[int, bool]:
        """How often at least (0, or 1 for more), and whether there is a quantifier at all."""
        found = _QUANTIFIER.match(self.pattern, self.at)
        if found is None:
            return 1, False
        self.at = found.end()
        return int(found[0][0] == "+" or (found["least"] or "0") != "0"), True

    def _next(self) -> str:
        return self.pattern[self.at : self.at + 1]


_OPENING = regex.compile(r"(?P<look>\?<?[=!])|\?P<\w+>|\?[a-z]*[:>]|\?[a-z]+\)|(?!\?)")
_CLASS = regex.compile(r"(?P<not>\^)?(?P<inside>\]?(?:\\.|[^\]\\])*)\]")
_QUANTIFIER = regex.compile(r"(?:[?*+]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")


def _worth(words: frozenset[str]) -> tuple[int, int]:
    """How much a set of needed words tells: by its shortest word, then by how few they are."""
    shortest = min(sum(3 if letter in _MARKS else letter.isalnum() for letter in word) for word in words)
    return min(shortest, 6), -len(words)
