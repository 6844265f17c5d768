"""Confidence intervals in a sentence: two limits beside a mark, in brackets behind a value, or in a list."""

from dataclasses import dataclass

import regex

from miner.extract.estimates.numbers import MINUS, Number
from miner.extract.estimates.scanning import Kind, Piece

_UNIT = (
    r"(?:\s?[A-Za-zµμ%°]{1,12}(?:/[A-Za-zµμ0-9]{1,8})?(?:\s(?:points?|days?|years?|units?|months?|"
    r"m2|min|h|of\stotal))?)?"
)
_TO_LIMITS = regex.compile(
    r"[\s:=,;(\[{)\]~]*(?:(?:of|was|were|from|between|is|are|ranging|ranged|ranges|range|for|the|"
    r"limits?|lower|estimates?|"
    r"being|as|at|为|:)[\s:=,(\[]*){0,4}"
    rf"(?:[£$€]|US\$)?[{MINUS}]?"
)
_SEPARATOR = regex.compile(
    rf"{_UNIT}\s?(?:[{MINUS}～~∼÷]{{1,3}}|\.\.\.?|[,;:|&]|(?:[,;]\s?)?(?:to|and|through|until|up\sto|upper)|至|到|、)\s?"
    r"(?:\+|upper\s(?:limit\s)?|[£$€])?"
)
_TIGHT_SEPARATOR = regex.compile(rf"{_UNIT}\s?(?:[{MINUS}～~∼]{{1,3}}|,|;|to|至)\s?")
_LIST = regex.compile(r"\s?%?\s?[)\]]?\s?(?:[,;]|,?\s?and|,?\s?vs\.?|;\s?and)?\s?[(\[]?\s?")
_TO_MARK_AFTER = regex.compile(r"[\s,;:]*(?:\(|\[)?(?:the\s)?")
_CLOSES = regex.compile(rf"{_UNIT}\s?[)\];,:]")
_ENDS = regex.compile(rf"{_UNIT}\s?[)\];,.]")
_AFTER_COMMA = regex.compile(r"[,;:]\s?\Z")
_LISTED = regex.compile(r"\s?%?\s?[;,(\[]\s?[(\[]?")
_OPENS = regex.compile(r".*[(\[]\s?\Z", regex.DOTALL)


@dataclass(slots=True, eq=False)
class Interval:
    """The limits between pieces `first` and `last` (a mark counts); `is_marked` says that the text calls it a CI."""

    first: int
    last: int
    low: Number | None
    high: Number | None
    level: float | None
    is_marked: bool
    bounds: tuple[int, ...] = ()

    def holds(self, number: Number) -> bool:
        """True where a value lies within the limits, rounding of what is printed allowed for."""
        slack = 0.5 * 10.0**-number.decimals
        low_slack = 0.5 * 10.0**-self.low.decimals if self.low else 0.0
        high_slack = 0.5 * 10.0**-self.high.decimals if self.high else 0.0
        return (self.low is None or number.value >= self.low.value - slack - low_slack) and (
            self.high is None or number.value <= self.high.value + slack + high_slack
        )


def find_intervals(text: str, pieces: list[Piece]) -> list[Interval]:
    """Every interval of a sentence, in order; those without a mark are only candidates."""
    found: list[Interval] = []
    taken = -1
    at = 0
    header: Piece | None = None
    while at < len(pieces):
        interval = _interval_at(text, pieces, at, taken, found)
        if interval is None:
            header = pieces[at] if pieces[at].kind is Kind.LEVEL else header
            at += 1
        else:
            if header is not None and not interval.is_marked:
                # "mean difference [95% CI] 2.6 [1.0, 4.2]": the mark stands at the head of what follows.
                interval.is_marked, interval.level = True, header.level
            found.append(interval)
            taken = interval.last
            at = interval.last + 1
    return found


def _interval_at(text: str, pieces: list[Piece], at: int, taken: int, found: list[Interval]) -> Interval | None:
    kind = pieces[at].kind
    if kind is Kind.LEVEL:
        gap = _gap(text, pieces, at)
        if gap is None or len(gap) > 40 or not _TO_LIMITS.fullmatch(gap):
            return None
        if _is_header(text, pieces, at):
            return None
        limits = _limits(text, pieces, at + 1, _SEPARATOR)
        return limits and Interval(at, at + 2, *limits, pieces[at].level, is_marked=True, bounds=(at + 1, at + 2))
    if kind is not Kind.NUMBER or at + 1 >= len(pieces):
        return None
    limits = _limits(text, pieces, at, _SEPARATOR if _mark_follows(text, pieces, at) else _TIGHT_SEPARATOR)
    if limits is None:
        return None
    if _mark_follows(text, pieces, at) and (at + 3 >= len(pieces) or not _starts_interval(text, pieces, at + 2)):
        return Interval(at, at + 2, *limits, pieces[at + 2].level, is_marked=True, bounds=(at, at + 1))
    if found and taken == at - 1 and _LIST.fullmatch(text, pieces[at - 1].end, pieces[at].start):
        return Interval(at, at + 1, *limits, found[-1].level, is_marked=found[-1].is_marked, bounds=(at, at + 1))
    return (
        Interval(at, at + 1, *limits, None, is_marked=False, bounds=(at, at + 1))
        if _is_set_off(text, pieces, at)
        else None
    )


def _is_set_off(text: str, pieces: list[Piece], at: int) -> bool:
    """True where two numbers stand in brackets of their own, or between commas."""
    before = text[max(0, pieces[at].start - 12) : pieces[at].start]
    after = text[pieces[at + 1].end : pieces[at + 1].end + 30]
    if _OPENS.match(before) and _CLOSES.match(after):
        return True
    return _AFTER_COMMA.search(before) is not None and _ENDS.match(after) is not None


def _is_header(text: str, pieces: list[Piece], at: int) -> bool:
    """True of a mark that heads value and limits: "HR; 95% CI: 1.19; 0.94-1.50"."""
    if at + 3 >= len(pieces) or any(piece.number is None for piece in pieces[at + 1 : at + 4]):
        return False
    value, low, high = (piece.number for piece in pieces[at + 1 : at + 4])
    dashed = _TIGHT_SEPARATOR.fullmatch(text, pieces[at + 2].end, pieces[at + 3].start)
    listed = _LISTED.fullmatch(text, pieces[at + 1].end, pieces[at + 2].start)
    if value is None or low is None or high is None:
        return False
    return bool(dashed and listed and low.value <= value.value <= high.value)


def _mark_follows(text: str, pieces: list[Piece], at: int) -> bool:
    if at + 2 >= len(pieces) or pieces[at + 2].kind is not Kind.LEVEL or pieces[at + 1].kind is not Kind.NUMBER:
        return False
    return _TO_MARK_AFTER.fullmatch(text, pieces[at + 1].end, pieces[at + 2].start) is not None


def _starts_interval(text: str, pieces: list[Piece], at: int) -> bool:
    gap = _gap(text, pieces, at)
    return gap is not None and bool(_TO_LIMITS.fullmatch(gap)) and _limits(text, pieces, at + 1, _SEPARATOR) is not None


def _gap(text: str, pieces: list[Piece], at: int) -> str | None:
    return text[pieces[at].end : pieces[at + 1].start] if at + 1 < len(pieces) else None


def _limits(
    text: str, pieces: list[Piece], at: int, separator: regex.Pattern[str]
) -> tuple[Number | None, Number | None] | None:
    """The two limits at `at` and the next piece, ordered, or None where they are none."""
    if at + 1 >= len(pieces):
        return None
    one, two = pieces[at], pieces[at + 1]
    if Kind.NO_LIMIT in (one.kind, two.kind) and {one.kind, two.kind} == {Kind.NO_LIMIT, Kind.NUMBER}:
        return (one.number, two.number) if separator.fullmatch(text, one.end, two.start) else None
    low, high = one.number, two.number
    if one.kind is not Kind.NUMBER or two.kind is not Kind.NUMBER or low is None or high is None:
        return None
    if not separator.fullmatch(text, one.end, two.start):
        # "0.12 -0.25": the sign is the dash between them.
        if not text[one.end : two.start].isspace() or not high.signed or high.value > 0:
            return None
        high = Number(-high.value, high.decimals, high.percent)
    return (low, high) if low.value <= high.value else (high, low)
