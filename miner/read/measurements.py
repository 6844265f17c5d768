"""Measurements by rule: ratios, indices, scores and densities, with what they are made of.

An index is a measurement made of parts, not its first gene. Where the text defines a short form for one, its long form
says where the name begins; else the names known around the joints do.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import regex

from miner.errors import BadData
from miner.model.reading import Abbreviation
from miner.resources import corpora_path

_LAST_WORD = regex.compile(r"[\p{L}\p{N}]+\Z")
_TO = regex.compile(r"\s+to\s+|\s+and\s+")
_BEFORE_BRACKET = regex.compile(r"\(\s*[^()\s]{2,12}\s*\)\s*\Z")


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement found by rule: its span, and the name that it goes by (without a short form in the middle)."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Rules:
    """The words of `corpora/tagger/measurements.toml`."""

    heads: tuple[str, ...]
    part_heads: tuple[str, ...]
    joiners: tuple[str, ...]
    never: tuple[str, ...]
    not_before: tuple[str, ...]
    not_first: tuple[str, ...]

    @classmethod
    def from_file(cls, path: Path) -> "Rules":
        """The rules of a TOML file; an unknown key, a missing one, or a value that is no list of words is refused."""
        try:
            table = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadData(f"this is no TOML file ({error})", path=path) from error
        known = [field.name for field in fields(cls)]
        for key in (*table, *known):
            if key not in known or key not in table:
                raise BadData(
                    f"the key {key!r} is {'missing' if key in known else 'unknown'}; keys are {', '.join(known)}",
                    path=path,
                )
            if not isinstance(table[key], list) or not all(isinstance(word, str) and word for word in table[key]):
                raise BadData(f"{key!r} must be a list of words", path=path)
        return cls(**{key: tuple(words) for key, words in table.items()})


@cache
def load_rules() -> Rules:
    """The shipped rules."""
    return Rules.from_file(corpora_path("tagger", "measurements.toml"))


class MeasurementFinder:
    """Finds measurements in a text in which names are known."""

    def __init__(self, rules: Rules) -> None:
        def words(choices: Iterable[str]) -> str:
            return "|".join(regex.escape(word) for word in sorted(choices, key=len, reverse=True))

        self._head = regex.compile(
            rf"(?<![\p{{L}}\p{{N}}])(?:{words(rules.heads)})(?![\p{{L}}\p{{N}}])(?!\s+(?:{words(rules.not_before)})\b)",
            regex.IGNORECASE,
        )
        self._words = _shortest({word.lower() for word in rules.heads})
        self._joiner = regex.compile(rf"(?:{words(rules.joiners)})\Z")
        self._part_heads = frozenset(rules.part_heads)
        self._never = tuple(rules.never)
        self._not_first = frozenset(rules.not_first)

    def find(
        self, text: str, *, names: Sequence[tuple[int, int]], abbreviations: Iterable[Abbreviation]
    ) -> list[Measured]:
        """The measurements in a text, by start; `names` are the spans of all names known in it."""
        heads = list(self._heads(text))
        if not heads:
            return []
        ending: dict[int, int] = {}
        starting: dict[int, int] = {}
        for start, end in names:
            ending[end] = min(start, ending.get(end, start))
            starting[start] = max(end, starting.get(start, end))
        longs = {each.long_start + len(each.long): each.long_start for each in abbreviations}
        shorts = {each.short for each in abbreviations}
        found: list[Measured] = []
        for head in heads:
            one = self._at(text, head.start(), head.end(), ending, starting, longs, shorts)
            if one is not None and not self._is_never(text[one.start : one.end]):
                if found and one.start < found[-1].end:
                    found.pop()
                found.append(one)
        return found

    def _heads(self, text: str) -> Iterator["regex.Match[str]"]:
        """The heads in a text, the longest at each place, tried only where a word of theirs begins."""
        lowered = text.lower()
        if len(lowered) != len(text):
            yield from self._head.finditer(text)
            return
        places = sorted({at for word in self._words for at in _places(lowered, word)})
        end = 0
        for place in places:
            if place >= end and (head := self._head.match(text, place)):
                yield head
                end = head.end()

    def _is_never(self, name: str) -> bool:
        return name.lower().endswith(self._never)

    def _at(
        self,
        text: str,
        head_start: int,
        head_end: int,
        ending: dict[int, int],
        starting: dict[int, int],
        longs: dict[int, int],
        shorts: set[str],
    ) -> Measured | None:
        if (start := longs.get(head_end)) is not None and start < head_start:
            return Measured(start, head_end, text[start:head_end])
        before = head_start
        if bracket := _BEFORE_BRACKET.search(text, max(0, head_start - 20), head_start):
            long_end = len(text[: bracket.start()].rstrip())
            if (start := longs.get(long_end)) is not None:
                return Measured(start, head_end, f"{text[start:long_end]} {text[head_start:head_end]}")
            return None
        head = text[head_start:head_end]
        if head in self._part_heads and text[head_end : head_end + 4] == " of ":
            inverted = self._of(text, head_start, head_end + 4, starting)
            if inverted is not None:
                return inverted
        before = len(text[:head_start].rstrip(" "))
        start = self._left(text, before, ending, shorts, joined=head in self._part_heads)
        return None if start is None else Measured(start, head_end, text[start:head_end])

    @staticmethod
    def _of(text: str, start: int, at: int, starting: dict[int, int]) -> Measured | None:
        """Where a measurement written as ratio of A to B ends, and that it starts at its head; A, B are known names."""
        if (middle := starting.get(at)) and (joint := _TO.match(text, middle)) and (end := starting.get(joint.end())):
            return Measured(start, end, text[start:end])
        return None

    def _left(self, text: str, end: int, ending: dict[int, int], shorts: set[str], *, joined: bool) -> int | None:
        """Where a name begins that ends before its head at `end`: over known names, and over joints between parts."""
        first = self._part(text, end, ending, shorts)
        at = first if first is not None else self._word(text, end) if joined else None
        if at is None:
            return None
        sure, joints = first is not None, 0
        while joined and (joint := self._joiner.search(text, max(0, at - 4), at)):
            part = self._part(text, joint.start(), ending, shorts)
            sure = sure or part is not None or "to" in joint[0]
            if part is None and joint[0] != " to ":
                part = self._word(text, joint.start())
            if part is None:
                break
            at, joints = part, joints + 1
        if not sure:
            return None
        while at > 1 and text[at - 1] == " " and (further := ending.get(at - 1)) is not None:
            at = further
        return at

    @staticmethod
    def _part(text: str, end: int, ending: dict[int, int], shorts: set[str]) -> int | None:
        if (start := ending.get(end)) is not None:
            return start
        word = _LAST_WORD.search(text[max(0, end - 20) : end])
        return end - len(word[0]) if word and word[0] in shorts else None

    def _word(self, text: str, end: int) -> int | None:
        word = _LAST_WORD.search(text[max(0, end - 40) : end])
        return None if word is None or word[0].lower() in self._not_first else end - len(word[0])


def _shortest(words: Iterable[str]) -> tuple[str, ...]:
    """The words that begin with none of the others: where they stand, one of all may."""
    found: list[str] = []
    for word in sorted(words):
        if not found or not word.startswith(found[-1]):
            found.append(word)
    return tuple(found)


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


@cache
def load_measurements() -> MeasurementFinder:
    """The finder with the shipped rules."""
    return MeasurementFinder(load_rules())


def iter_parts(start: int, end: int, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The longest names inside a measurement that are not the whole of it, by start, none within another."""
    inside = sorted(
        ((one, two) for one, two in names if start <= one and two <= end and (one, two) != (start, end)),
        key=lambda span: (span[0] - span[1], span[0]),
    )
    taken: list[tuple[int, int]] = []
    for one, two in inside:
        if all(two <= low or one >= high for low, high in taken):
            taken.append((one, two))
    yield from sorted(taken)
