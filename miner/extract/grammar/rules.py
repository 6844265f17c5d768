"""Rules: patterns that are run only on the texts that hold what they need, found for all of them in one pass.

A pattern can match only where some of its letters stand ("differ", "compar"): `needed` reads them off the pattern, as
RE2's prefilters do (Cox 2012, "Regular expression matching with a trigram index"). One automaton looks for the needed
words of all rules at once, and what it found in a text is remembered for the next rules that are asked of that text. A
rule answers as its pattern alone would: the gate passes over a pattern only where it cannot match.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache, reduce
from operator import or_

import regex
from ahocorasick_rs import AhoCorasick

from miner.extract.known import Known
from miner.extract.wholewords import folded_text

_KEPT = 1024  # texts whose words are remembered: the sentences of some documents
_MARKS = frozenset("%<>=≤≥±`?&/;()[]")
"""Marks that are rare enough in prose to tell something alone."""

_COMMON = frozenset(["a", "an", "and", "are", "as", "at", "be", "for", "in", "is", "it", "no", "of", "on", "or", "the"])
"""Words that stand in most sentences, or in other words: to need one of them tells nothing."""

_SPELLINGS = 8  # of a run of letters; with more it is cut
_needs: list[frozenset[str]] = [frozenset()]  # of all rules that were made, in order; the first is met by every text


class Rule:
    r"""A pattern, with the words that its matches need: each match meets all needs of one of its `ways`.

    >>> rule = Rule(r"\bno (?:clear )?differences? (?:between|among)", regex.I)
    >>> rule.search("No difference between them")[0], rule.search("Nothing changed")
    ('No difference between', None)
    """

    __slots__ = ("masks", "pattern", "rarest", "ways")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = regex.compile(pattern, flags)
        self.ways = needed(pattern)
        self.masks: list[int] = []
        self.rarest: list[int] = []
        for way in self.ways:
            first = len(_needs)
            _needs.extend(way)
            self.masks.append((1 << first + len(way)) - (1 << first))
            self.rarest.append(1 << first + way.index(max(way, key=_worth)) if way else 1)
        _finder.cache_clear()
        _held.clear()

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> regex.Match[str] | None:
        """The first match from `pos` on, before `endpos`."""
        held = _held[text]
        for way in self.masks:
            if way & held == way:
                return self.pattern.search(text, pos, endpos)
        return None

    def may_match(self, text: str) -> bool:
        """True where a text holds all that a match needs: all there is to ask of a pattern that is words alone."""
        held = _held[text]
        for way in self.masks:  # noqa: SIM110 - a generator would cost more than what it runs
            if way & held == way:
                return True
        return False

    def match(self, text: str) -> regex.Match[str] | None:
        """The match that the text begins with."""
        return self.pattern.match(text) if self.may_match(text) else None

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[regex.Match[str]]:
        """All matches from `pos` on, before `endpos`, in order."""
        return self.pattern.finditer(text, pos, endpos) if self.may_match(text) else iter(())

    def inside(self, text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
        """All matches in a part of a text, which alone must hold what they need."""
        return self.pattern.finditer(text, start, end) if self.may_match(text[start:end]) else iter(())


class Led(Rule):
    r"""A rule of which each match begins with one of some words: in a long text it is tried only where they stand.

    >>> rule = Led(["given", "received"], r"\b(?:given|received)\s(?P<what>\w+)", regex.I)
    >>> [match["what"] for match in rule.finditer("Given zinc; others received iron")]
    ['zinc', 'iron']
    """

    __slots__ = ("first",)

    def __init__(self, first: Iterable[str], pattern: str, flags: int = 0) -> None:
        super().__init__(pattern, flags)
        self.first = tuple(first)

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> regex.Match[str] | None:
        """The first match from `pos` on, before `endpos`."""
        return next(self.finditer(text, pos, endpos), None)

    def finditer(self, text: str, pos: int = 0, endpos: int | None = None) -> Iterator[regex.Match[str]]:
        """All matches from `pos` on, before `endpos`, in order."""
        if not self.may_match(text):
            return
        lower, end = folded_text(text), pos
        for at in sorted(at for word in self.first for at in _places(word, lower, pos)):
            match = self.pattern.match(text, at, endpos) if at >= end else None
            if match is not None:
                end = match.end()
                yield match


def _places(word: str, text: str, at: int) -> Iterator[int]:
    """Where a word stands in a text, from a place on."""
    while (at := text.find(word, at)) >= 0:
        yield at
        at += 1


class Rules:
    """Several rules that are asked at once: most texts meet not even the rarest need of any, and are left at a look."""

    __slots__ = ("rarest", "rules")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self.rarest = reduce(or_, (need for rule in self.rules for need in rule.rarest), 0)

    def may_match(self, text: str) -> bool:
        """True where a text holds all that a match of one of them needs."""
        held = _held[text]
        return bool(held & self.rarest) and any(way & held == way for rule in self.rules for way in rule.masks)

    def any_in(self, text: str) -> bool:
        """True where one of the rules matches."""
        held = _held[text]
        if not held & self.rarest:
            return False
        for rule in self.rules:
            for way in rule.masks:
                if way & held == way and rule.pattern.search(text):
                    return True
        return False


class Branches(Rules):
    r"""A pattern of several branches, each of which is a rule by itself: it answers as the whole pattern would.

    >>> Branches(r"\bno difference|\bdid not (?:differ|change)").search("Y did not differ")[0]
    'did not differ'
    """

    __slots__ = ()

    def __init__(self, pattern: str, flags: int = 0) -> None:
        super().__init__(Rule(branch, flags) for branch in split_branches(pattern))

    def search(self, text: str, pos: int = 0, endpos: int | None = None) -> regex.Match[str] | None:
        """The first match from `pos` on, before `endpos`; of several at one place that of the first branch."""
        held, first = _held[text], None
        if not held & self.rarest:
            return None
        for rule in self.rules:
            for way in rule.masks:
                if way & held == way:
                    match = rule.pattern.search(text, pos, endpos)
                    if match is not None and (first is None or match.start() < first.start()):
                        first = match
                    break
        return first


@lru_cache(maxsize=1)
def _finder() -> tuple[AhoCorasick, dict[str, int]]:
    """The automaton over all needed words, and the needs that each word meets, as bits."""
    met: dict[str, int] = {}
    for number, words in enumerate(_needs):
        for word in words:
            met[word] = met.get(word, 0) | 1 << number
    return AhoCorasick(list(met), store_patterns=True), met


def _find_held(text: str) -> int:
    """The needs that a text meets, as bits."""
    words, met = _finder()
    held = 1
    plain = text.lower() if text.isascii() else _folded(text)
    for word in words.find_matches_as_strings(plain, overlapping=True):
        held |= met[word]
    return held


_held = Known(_find_held, most=_KEPT)


def _folded(text: str) -> str:
    """A text in the case of the needed words; what is left of the Turkish letters that match a plain i becomes one."""
    return text.casefold().replace("\u0131", "i").replace("\u0307", "")


_Need = frozenset[str]


def needed(pattern: str) -> tuple[tuple[_Need, ...], ...]:
    r"""What a match needs: for each way to match sets of words or marks in lower case, of each of which it holds one.

    A way without needs can match anywhere.

    >>> [[sorted(words) for words in way] for way in needed(r"\b(?:un)?adjust(?:ed|ing) twice|rats|(?:hens|mice) \w+")]
    [[['adjust'], [' twice']], [['hens', 'mice', 'rats']]]
    >>> needed(r"\d+ (?:mg)?"), [sorted(words) for words in needed(r"log-?[xy]")[0]]
    (((),), [['log-x', 'log-y', 'logx', 'logy']])
    """
    ways = _PatternReader(pattern).branches()
    if not all(ways):
        return ((),)
    single = [way[0] for way in ways if len(way) == 1]
    several = [tuple(map(_least, way)) for way in ways if len(way) > 1]
    return (*several, (_least(frozenset().union(*single)),)) if single else tuple(several)


def split_branches(pattern: str) -> list[str]:
    r"""The branches of a pattern, without those inside its brackets.

    >>> split_branches(r"a(?:b|c)|[|]d\||e")
    ['a(?:b|c)', '[|]d\\|', 'e']
    """
    reader, branches = _PatternReader(pattern), []
    while reader.at < len(pattern):
        start = reader.at
        reader.branch()
        branches.append(pattern[start : reader.at])
        reader.at += 1
    return branches


def _least(words: _Need) -> _Need:
    """The words without those that hold another."""
    return frozenset(word for word in words if not any(other in word and other != word for other in words))


class _PatternReader:
    """Reads a pattern once, from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def branches(self) -> list[list[_Need]]:
        """The needs of each branch from here to the closing bracket or the end."""
        branches = [self.branch()]
        while self._next() == "|":
            self.at += 1
            branches.append(self.branch())
        return branches

    def branch(self) -> list[_Need]:
        """The needs of the branch that begins here."""
        needs: list[_Need] = []
        run = [""]  # the letters that stand side by side so far, in all their spellings
        while (letter := self._next()) and letter not in "|)":
            letters, inside = self._atom()
            least, is_repeated = self._quantifier()
            if letters and not least and not is_repeated:
                letters = ["", *letters]
            elif not letters or not least or len(run) * len(letters) > _SPELLINGS:
                needs.append(frozenset(run))
                run = [""]
                needs += inside if least else []
            if letters and (least or not is_repeated):
                run = [word + each for word in run for each in letters]
            if is_repeated:
                needs.append(frozenset(run))
                run = [""]
        needs.append(frozenset(run))
        return [words for words in needs if _worth(words)[0] > 2] or [w for w in needs if _worth(w)[0] > 1]

    def _atom(self) -> tuple[list[str], list[_Need]]:
        """The letters that may stand here, if they are few, or else the needs of a bracket."""
        letter = self.pattern[self.at]
        self.at += 1
        if letter == "(":
            return [], self._group()
        if letter == "[":
            return self._class(), []
        if letter == "\\":
            return self._escape(), []
        return [] if letter in ".^$" else [letter.casefold()], []

    def _group(self) -> list[_Need]:
        opening = _OPENING.match(self.pattern, self.at)
        assert opening is not None
        self.at = opening.end()
        if self.pattern[self.at - 1] == ")":  # flags alone, or what stood before: "(?i)", "(?P=x)"
            return []
        branches = self.branches()
        self.at += 1
        if opening["look"] or not all(branches):
            return []
        return branches[0] if len(branches) == 1 else [_Need().union(*(max(each, key=_worth) for each in branches))]

    def _class(self) -> list[str]:
        found = _CLASS.match(self.pattern, self.at)
        assert found is not None
        self.at = found.end()
        inside = _RANGE.sub(_spelled, found["inside"])
        letters = list(dict.fromkeys(inside.casefold()))
        return [] if found["not"] or "\\" in inside or len(letters) > _SPELLINGS else letters

    def _escape(self) -> list[str]:
        letter = self.pattern[self.at]
        self.at += 1
        if letter in "pPN":
            self.at = self.pattern.index("}", self.at) + 1
        elif letter in "ux":
            size = 4 if letter == "u" else 2
            self.at += size
            return [chr(int(self.pattern[self.at - size : self.at], 16)).casefold()]
        return [] if letter.isalnum() else [letter]

    def _quantifier(self) -> tuple[int, bool]:
        """How often at least (0, or 1 for more), and whether it may be more than once."""
        found = _QUANTIFIER.match(self.pattern, self.at)
        if found is None:
            return 1, False
        self.at = found.end()
        return int(found[0][0] == "+" or (found["least"] or "0") != "0"), found[0][0] != "?"

    def _next(self) -> str:
        return self.pattern[self.at : self.at + 1]


_OPENING = regex.compile(r"(?P<look>\?<?[=!])|\?P<\w+>|\?P=\w+\)|\?[a-z]*[:>]|\?[a-z]+\)|(?!\?)")
_CLASS = regex.compile(r"(?P<not>\^)?(?P<inside>\]?(?:\\.|[^\]\\])*)\]")
_RANGE = regex.compile(r"(?<!\\)([^\\])-([^\\])")
_QUANTIFIER = regex.compile(r"(?:[?*+]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")


def _spelled(found: regex.Match[str]) -> str:
    return "".join(map(chr, range(ord(found[1]), ord(found[2]) + 1)))


def _worth(words: _Need) -> tuple[int, int]:
    """How much a set of needed words tells: by its shortest word, then by how few they are."""
    shortest = min(sum(3 if letter in _MARKS else letter.isalnum() for letter in word) for word in words)
    is_common = any(word in _COMMON for word in words)
    return (0 if is_common else min(shortest, 6)), -len(words)
