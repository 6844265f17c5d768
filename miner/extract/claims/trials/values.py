"""The numbers of a trial's sentence that may be its arms' results: "9.5%", "35 of 203", "three patients", "none"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import regex

from miner.extract.claims.arms.sides import Label
from miner.extract.grammar.rules import Rule
from miner.extract.study.quantities import COUNT_WORDS, read_count

_NUMBER = regex.compile(r"(?<![\w.·-])[-−–+]?\d+(?:[.·,]\d+)?(?![\w]|[.·]\d|-)(?P<percent>\s?%)?")
_NOT_THIS = regex.compile(
    r"(?:±|plus(?:.|\sor\s)minus\s|\+/[-−]|(?<![A-Za-z])[pPnNrRF]\s?|[=<>≤≥]\s?|(?<![A-Za-z])(?:CI:?|SD|SEM?|at"
    r"|after|within|by|days?|weeks?|months?|years?|until|over|aged?|every|of|\d\s?(?:to|-|–)|[Gg]roups?|[Aa]rms?|cohort|grade|type|phase|stage|through|follow-up|in|first|last|next))\s*$"
)
_TOLD = (" of", " in", "by", "at")
_TIME = regex.compile(r"\s?-?(?:years?|patients|subjects|women|participants|of \d|/\d|-?point)")
_WHEN = regex.compile(
    r"(?<!\b(?:occurred|was|were|began|started|happened|lasted)\s)\b(?:at|in|by|for|over|the|around|about|after|within|before|until|than|first|last)\s$"
)
_RATIO = regex.compile(r"\b(?:[Rr]atios?|odds|RR|OR|HR|aOR|aHR|IRR|NNT)\W{0,3}(?:(?:of|was|is)\s)?$")
_FAR = 20  # characters: the name of a ratio and what stands behind it take fewer
_SPAN = regex.compile(r"\s?(?:h|hours?|days?|weeks?|wks?|months?|mo)\b")
_PEOPLE = regex.compile(r"\s(?:patients|subjects|women|men|participants|cases|children|infants)\b")
_SEEN_IN = regex.compile(r"(?:occurred|observed|seen|reported|found|noted|recorded|detected|developed) (?:in|by)\s$")
_BESIDE = regex.compile(r"\s?%?\s?(?:[-–−]|to )\s?[-−]?\d|%?\s?(?:CI\b|confidence|C\.I)|\)(?<=\(\d+(?:\.\d+)?\))")

_APART, _APART_COUNTS = 1.25, 2.0  # times as much
_MORE = 2  # people more than so many
_COUNT = rf"(?:\d+|{COUNT_WORDS})"
_SHARE = regex.compile(  # "35 of 203", "four (7%) of the 60"; no score of a scale, no date
    rf"(?<![\w.·/-])(?P<some>{_COUNT}|none|no)(?:\s\([^()]*\))?\s?(?:\s(?:out )?of\s(?:the\s|a total of\s)?|/\s?)"
    rf"(?P<all>{_COUNT})(?![\w/]|[.·]\d|-)",
    regex.I,
)
_PERSONS = (
    r"(?:patients?|subjects?|wom[ae]n|m[ae]n|participants?|cases?|children|child|infants?|adults?|people|persons?|events?"
    r"|individuals?|mothers|neonates|babies|boys|girls|animals|rats|mice|deaths?|episodes?|students|volunteers|pigs)\b"
)
_PERCENT = Rule(rf"(?<![\w-])(?P<some>{COUNT_WORDS})\s(?:percent|per cent)\b", regex.I)
_COUNTING = regex.compile(rf"\s{_PERSONS}", regex.I)
_COUNTED = Rule(  # "three patients in", "eleven in", "only one on"
    rf"(?<![\w-])(?:(?P<some>{COUNT_WORDS})|(?P<none>none|nobody|no one|no(?=\s{_PERSONS})))"
    rf"(?:\s\(\d[^()]*\))?(?:\s{_PERSONS}|\s(?=(?:of the |of those )?(?:in|on|with|from|given|taking|receiving"
    r"|treated|assigned|who|after|without)\b))",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class Value:
    """A number that may be an arm's result, with its place in the sentence's text."""

    start: int
    value: float
    is_count: bool = False


def find_values(text: str, start: int, end: int) -> list[Value]:
    """The numbers of a piece of text that may be arms' results.

    Where two or more are percentages, only these; else where two or more are shares ("35 of 203"), only these; else
    the plain ones, and counts in words where no two stand in figures. None of a group goes with all of them.
    """
    percents, plain = _in_figures(text, start, end)
    counts, zeros = _in_words(text, start, end)
    shares = _shares(text, start, end)
    for found in (percents, shares, plain, [*plain, *counts]):
        if found and len(found) + len(zeros) > 1:
            return sorted([*found, *zeros], key=lambda value: value.start)
    return []


def _in_figures(text: str, start: int, end: int) -> tuple[list[Value], list[Value]]:
    """The percentages, and all numbers."""
    percents, found = [], []
    for match in _NUMBER.finditer(text, start, end):
        if _PEOPLE.match(text, match.end()) and _SEEN_IN.search(text, max(start, match.start() - 14), match.start()):
            found.append(Value(match.start(), _read(match[0]), is_count=True))  # "seen in 3 patients with A"
            continue
        if not _may_be_told(text, match, start):
            continue
        value = Value(match.start(), _read(match[0]), is_count=_COUNTING.match(text, match.end()) is not None)
        found.append(value)
        if match["percent"] is not None:
            percents.append(value)
    return percents, found


def _may_be_told(text: str, match: regex.Match[str], start: int) -> bool:
    """False of a time, a size, a bound of an interval and what else is no result."""
    ahead = text[max(start, match.start() - 12) : match.start()]
    if (_NOT_THIS.search(ahead) is not None and not ahead.rstrip().endswith(_TOLD)) or _BESIDE.match(text, match.end()):
        return False
    if _RATIO.search(text, max(start, match.start() - _FAR), match.start()) is not None:
        return False
    if match["percent"] is not None:
        return True
    if _SPAN.match(text, match.end()) and _WHEN.search(ahead):  # "at 12 weeks"
        return False
    return _TIME.match(text, match.end()) is None


def _read(number: str) -> float:
    return float(number.rstrip("% ").replace("·", ".").replace("−", "-").replace("–", "-").replace(",", ""))


def _shares(text: str, start: int, end: int) -> list[Value]:
    """What part of each arm: "35 of 203", "two of the 40"."""
    found = []
    for match in _SHARE.finditer(text, start, end):
        some, of_all = _count(match["some"]), _count(match["all"])
        if some <= of_all > 1:
            found.append(Value(match.start(), some / of_all))
    return found


def _in_words(text: str, start: int, end: int) -> tuple[list[Value], list[Value]]:
    """The counts in words, and where there was none."""
    counts, zeros = [Value(m.start(), _count(m["some"])) for m in _PERCENT.finditer(text, start, end)], []
    for match in _COUNTED.finditer(text, start, end):
        if match["none"] is not None:
            zeros.append(Value(match.start(), 0.0))
        else:
            counts.append(Value(match.start(), _count(match["some"]), is_count=True))
    return counts, zeros


def _count(word: str) -> float:
    return float(word) if word.isdigit() else float(read_count(word) or 0)


_DOSE = regex.compile(r"\s?(?:[mµμ]?g|mcg|IU|m[lL])\b(?!/(?!day|kg|h\b|min)|\sper\s(?!day))")


def told_apart(text: str, values: Sequence[Value], ours: float, theirs: float) -> bool:
    """True of two arms' numbers that lie further apart than rates differ by chance, and that are no doses or years."""
    low, high = sorted((ours, theirs))
    if low < 0 or (low > 1900 and high < 2100) or any(_is_dose(text, value) for value in values):
        return False
    if any(value.is_count for value in values):
        return high >= _APART_COUNTS * low and high - low > _MORE
    return high > low and high >= _APART * low


def _is_dose(text: str, value: Value) -> bool:
    number = _NUMBER.match(text, value.start)
    return number is not None and _DOSE.match(text, number.end()) is not None


def value_of_each(values: Sequence[Value], labels: Sequence[Label]) -> tuple[float, float] | None:
    """The numbers of the treatment and of the control, where numbers and arms stand in one order; else None."""
    marks: list[Value | Label] = sorted([*values, *labels], key=_start)
    runs: list[list[Value | Label]] = [list(run) for _, run in groupby(marks, key=type)]
    for one, other in pairwise(runs):
        arms, told = (one, other) if isinstance(one[0], Label) else (other, one)
        arms = arms[-len(told) :]  # of "A and B groups against the A group" the last as many as there are numbers
        if len(told) >= len(arms) > 1 and (pair := _by_side(zip(arms, told, strict=False))) is not None:
            return pair
    if len(runs) == 3 and isinstance(runs[0][0], Label) and len(runs[1]) > 1:  # "with A 5 days, and 7 days with B"
        return _by_side([(runs[0][-1], runs[1][0]), (runs[2][0], runs[1][-1])])
    if [len(run) for run in runs] == [1, 2, 1] and isinstance(runs[1][0], Label):  # "5 days with A; with B it was 7"
        return _by_side([(runs[1][0], runs[0][0]), (runs[1][1], runs[2][0])])
    ways = [list(pairwise(runs[first:]))[::2] for first in (0, 1)]
    ways = [way for way in ways if len(way) > 1]
    if not ways:
        return None
    way = min(ways, key=lambda way: sum(_start(b[0]) - _start(a[-1]) for a, b in way) / len(way))
    return _by_side((a[-1], b[0]) if isinstance(a[0], Label) else (b[0], a[-1]) for a, b in way)


def _start(mark: Value | Label) -> int:
    return mark.start


def _by_side(pairs: Iterable[tuple[Value | Label, Value | Label]]) -> tuple[float, float] | None:
    sides: dict[int, float] = {}
    for label, value in pairs:
        if isinstance(label, Label) and isinstance(value, Value):
            sides.setdefault(label.side, value.value)
    return (sides[1], sides[-1]) if len(sides) == 2 else None
