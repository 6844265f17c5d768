"""Names of sections that stand inside a text: "Results: ...", "RESULTS - ...", "[Results] ...", "【结果】..."."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import regex

from miner.extract.wordlists import read_word_lists
from miner.model.article import SectionKind
from miner.resources import corpora_path

_KINDS = (
    SectionKind.BACKGROUND,
    SectionKind.OBJECTIVE,
    SectionKind.METHODS,
    SectionKind.RESULTS,
    SectionKind.CONCLUSIONS,
)
_ENDS_TEXT = frozenset({SectionKind.RESULTS, SectionKind.CONCLUSIONS})
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Label:
    """A section's name at the head of a sentence: what it says, and where the text behind it begins."""

    kind: SectionKind
    end: int


def find_label(text: str, start: int, end: int) -> Label | None:
    """The name of a section that the sentence at `start:end` begins with or consists of; None where there is none.

    >>> find_label("RESULTS - It rose.", 0, 18)
    Label(kind=<SectionKind.RESULTS: 'RESULTS'>, end=10)
    """
    first = text[start]
    if not (first.isupper() or first in "[【*#" or "\u4e00" <= first <= "\u9fff"):
        return None
    found = _pattern().match(text, start, end)
    if found is None:
        return None
    kinds = [_kinds()[" ".join(name.casefold().split())] for name in found.captures("name")]
    return Label(max(kinds, key=_KINDS.index), found.end())


def are_sections(labels: Sequence[Label]) -> bool:
    """True where the names found in a text lay it out: two kinds at least, or one after which nothing is left out.

    A stray "Objective:" would else hide all that follows.
    """
    kinds = {label.kind for label in labels}
    return len(kinds) >= _FEWEST or (bool(kinds) and kinds <= _ENDS_TEXT)


@cache
def _kinds() -> dict[str, SectionKind]:
    lists = read_word_lists(corpora_path("cues", "sections.toml"), keys=[kind.value for kind in _KINDS])
    return {name: kind for kind in _KINDS for name in lists[kind.value]}


@cache
def _pattern() -> regex.Pattern[str]:
    longest = sorted(_kinds(), key=len, reverse=True)
    names = "|".join(regex.escape(name).replace(r"\ ", r"\s") for name in longest)
    several = rf"(?i:(?P<name>{names}))(?:\s?(?:,\s?(?i:and)|(?i:and)|&|/|,|与)\s?(?i:(?P<name>{names})))*"
    return regex.compile(
        rf"(?:[\[【]\s?{several}\s?[:：]?\s?[\]】]\s?[:：]?"
        rf"|\*\*\s?{several}\s?[:：]?\s?\*\*\s?[:：]?"
        rf"|(?:#{{1,6}}\s?)?{several}(?:\s?[:：]{{1,2}}|\s?[-–—](?=\s)|\s?[.]?(?=\s*\Z)|(?<=[\u4e00-\u9fff])\s))\s*"
    )
