"""Rules: patterns that are run only on the texts that hold what they need, found for all of them in one pass.

A pattern can match only where some of its letters stand ("differ", "compar"): `needed` reads them off the pattern, as
RE2's prefilters do (Cox 2012, "Regular expression matching with a trigram index"). One automaton looks for the needed
words of all rules at once, and what it found in a text is remembered for the next rules that are asked of that text. A
rule answers as its pattern alone would: the gate passes over a pattern only where it cannot match.
"""

from collections.abc import Iterator
from functools import lru_cache

import regex
from ahocorasick_rs import AhoCorasick

_KEPT = 1024  # texts whose words are remembered: the sentences of some documents
_MARKS = frozenset("%<>=≤≥±`?&/")
"""Marks that are rare enough in prose to tell something alone."""

_needs: list[frozenset[str]] = []  # of each rule that was made, in order


class Rule:
    r"""A pattern, with the words of which every match of it holds one (`needs`; empty: it is always run).

    >>> rule = Rule(r"\bno (?:clear )?differences? (?:between|among)", regex.I)
    >>> rule.search("No difference between them")[0], rule.search("Nothing changed")
    ('No difference between', None)
    """

    __slots__ = ("_bit", "needs", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = regex.compile(pattern, flags)
        self.needs = needed(pattern)
        self._bit = 1 << len(_needs)
        _needs.append(self.needs)
        _finder.cache_clear()
        _allowed.cache_clear()

    def search(self, text: str, pos: int = 0) -> regex.Match[str] | None:
        """The first match from `pos` on."""
        return self.pattern.search(text, pos) if _allowed(text) & self._bit else None

    def match(self, text: str) -> regex.Match[str] | None:
        """The match that the text begins with."""
        return self.pattern.match(text) if _allowed(text) & self._bit else None

    def finditer(self, text: str, pos: int = 0) -> Iterator[regex.Match[str]]:
        """All matches from `pos` on, in order."""
        return self.pattern.finditer(text, pos) if _allowed(text) & self._bit else iter(())


@lru_cache(maxsize=1)
def _finder() -> tuple[AhoCorasick, list[int], int]:
    """The automaton over all needed words, the rules of each word, and the rules that are always run, as bits."""
    rules: dict[str, int] = {}
    always = 0
    for number, words in enumerate(_needs):
        if not words:
            always |= 1 << number
        for word in words:
            rules[word] = rules.get(word, 0) | 1 << number
    return AhoCorasick(list(rules)), list(rules.values()), always


@lru_cache(maxsize=_KEPT)
def _allowed(text: str) -> int:
    """The rules that can match in a text, as bits."""
    words, rules, allowed = _finder()
    plain = text.lower() if text.isascii() else _folded(text)
    for word, _, _ in words.find_matches_as_indexes(plain, overlapping=True):
        allowed |= rules[word]
    return allowed


def _folded(text: str) -> str:
    """A text in the case of the needed words; what is left of the Turkish letters that match a plain i becomes one."""
    return text.casefold().replace("\u0131", "i").replace("\u0307", "")


def needed(pattern: str) -> frozenset[str]:
    r"""Words or marks of which every match of a pattern holds one, in lower case; none where nothing is sure.

    >>> sorted(needed(r"\b(?:un)?adjust(?:ed|ing) for\b")), sorted(needed(r"(?:rats|mice) \w+|hens"))
    (['adjust'], ['hens', 'mice', 'rats'])
    >>> sorted(needed(r"[pP]\s?[<>]")), needed(r"\d+ (?:mg)?")
    (['<', '>'], frozenset())
    """
    needs = _PatternReader(pattern).alternatives() or frozenset()
    return frozenset(word for word in needs if not any(other in word and other != word for other in needs))


class _PatternReader:
    """Reads a pattern once, from left to right: of each sequence it keeps the part that tells most."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def alternatives(self) -> frozenset[str] | None:
        """The needs of what stands from here to the closing bracket or the end: those of each branch, or None."""
        branches = [self._branch()]
        while self._next() == "|":
            self.at += 1
            branches.append(self._branch())
        sure = [branch for branch in branches if branch is not None]
        return frozenset().union(*sure) if len(sure) == len(branches) else None

    def _branch(self) -> frozenset[str] | None:
        best: frozenset[str] | None = None
        run = ""
        while (letter := self._next()) and letter not in "|)":
            plain, needs = self._atom()
            least, is_repeated = self._quantifier()
            if plain and least:
                run += plain
            elif least:
                best = _better(best, needs)
            if not plain or not least or is_repeated:
                best = _better(best, frozenset({run}))
                run = ""
        return _better(best, frozenset({run}))

    def _atom(self) -> tuple[str, frozenset[str] | None]:
        """One letter as it stands, or the needs of a bracket."""
        letter = self.pattern[self.at]
        self.at += 1
        if letter == "(":
            return "", self._group()
        if letter == "[":
            return "", self._class()
        if letter == "\\":
            return self._escape(), None
        return ("", None) if letter in ".^$" else (letter.casefold(), None)

    def _group(self) -> frozenset[str] | None:
        opening = _OPENING.match(self.pattern, self.at)
        assert opening is not None
        self.at = opening.end()
        if self.pattern[self.at - 1] == ")":  # flags alone: "(?i)"
            return None
        inside = self.alternatives()
        self.at += 1
        return None if opening["look"] else inside

    def _class(self) -> frozenset[str] | None:
        found = _CLASS.match(self.pattern, self.at)
        assert found is not None
        self.at = found.end()
        return frozenset(found["inside"]) if not found["not"] and _MARKS.issuperset(found["inside"]) else None

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


def _better(one: frozenset[str] | None, two: frozenset[str] | None) -> frozenset[str] | None:
    """Of two sets of needed words the one that tells more: its shortest word is longer, or it has fewer of them."""
    return max(one, two, key=_worth) if _worth(two) > (0, 0) else one


def _worth(needs: frozenset[str] | None) -> tuple[int, int]:
    if not needs:
        return 0, 0
    shortest = min(sum(3 if letter in _MARKS else letter.isalnum() for letter in word) for word in needs)
    return (min(shortest, 6), -len(needs)) if shortest > 1 else (0, 0)
