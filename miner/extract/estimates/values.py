"""Which number an interval belongs to."""

from dataclasses import replace

import regex

from miner.extract.estimates.cues import load_cues
from miner.extract.estimates.intervals import Interval
from miner.extract.estimates.scanning import Kind, Piece

_FARTHEST = 170
_MOST_WORDS = 14
_COUNT_BEFORE = regex.compile(
    r"(?:\b[nN]\s?[=:]\s?|±\s?|\+/[-−–]\s?|\bSDs?\s?[=:]?\s?|\bSEM?s?\s?[=:]?\s?|\bdf\s?=\s?|I[²2]\s?=\s?|[χχ][2²]?\s?=\s?"
    r"|[\dA-Za-z]\s?/\s?|\b[Nn]os?\.\s?|\b[Zt]\s?=\s?|\bmargin\s(?:of|was|is)?\s?|[≥≤<>]\s?)\Z"
)
_COUNT_AFTER = regex.compile(
    r"(?![cmk]?m[23²³]?\b)[A-Za-z]{2,}\d|\s?/\s?\d|-?(?:year|month|week|day|hour)s?(?:-old|\sold)"
    r"|\s?(?:years?|months?|weeks?|days?)\sof\sage|(?!-?fold|[-‐–][a-z]\s?=)[-‐–][A-Za-z]"
)
_TURNED = regex.compile(
    r"(?i)\b(?:lower\w*|less|fewer|short\w+|decreas\w*|reduc\w*|declin\w*|loss|lost|lose|fell|drop\w*|improv\w*|differ\w*|smaller|weaker)\b"
)
_UNIT_POWER = regex.compile(r"[A-Za-z]\(\Z")
_STOPS = regex.compile(r"[,;:()\d]")
_UNIT = regex.compile(r"[\s-]?([A-Za-zµμ]+)")
_TO_NAME = regex.compile(r"[\s,;:]*(?:(?:for|with|and)\s(?:an?\s|the\s)?)?(?:adjusted\s|crude\s)?")
_LOOSE = regex.compile(r"[\s,;:()\[\]{}=–—-]|\d+")
_CONTRAST = regex.compile(r"\b(?:vs\.?|versus|and|or|to|than|from|compared|against)\b|[/–-]\s?\Z", regex.IGNORECASE)
_CONNECT = regex.compile(
    r"[\s:=,;()\[\]{}~≈]*(?:(?:of|was|were|is|are|equal(?:s|ed)?(?:\sto)?|approximately|about|as|being|estimated|at|for|"
    r"values?|estimates?|the|by|from|为|是)[\s:=,(\[]*){0,4}"
)


def is_count(text: str, piece: Piece) -> bool:
    """True of a number that counts people, gives a spread, or is part of a word: no value of an estimate."""
    before = text[max(0, piece.start - 12) : piece.start]
    after = text[piece.end : piece.end + 24]
    if piece.number and piece.number.decimals == 0 and _UNIT_POWER.search(before) and after.startswith(")"):
        return True  # a power in a unit: "l(-1)"
    return bool(_COUNT_BEFORE.search(before) or _COUNT_AFTER.match(after))


def is_labelled(text: str, pieces: list[Piece], at: int) -> bool:
    """True where a measure's name stands right before the number at `at`, perhaps with "[95% CI]" between."""
    name = at - 1
    if name > 0 and pieces[name].kind is Kind.LEVEL and _CONNECT.fullmatch(text, pieces[name].end, pieces[at].start):
        at, name = name, name - 1
    return (
        name >= 0
        and pieces[name].kind is Kind.MEASURE
        and _CONNECT.fullmatch(text, pieces[name].end, pieces[at].start) is not None
    )


def find_value(text: str, pieces: list[Piece], interval: Interval, floor: int) -> int | None:
    """The index of the number that an interval belongs to, at or after the piece `floor`, or behind it; or None."""
    ahead = _ahead(text, pieces, interval)
    if ahead is not None and interval.holds(pieces[ahead].number):  # type: ignore[arg-type]
        behind = _behind(text, pieces, interval, floor)
        return behind if behind is not None and _is_inside(pieces, behind, interval) else ahead
    found = _behind(text, pieces, interval, floor)
    return found if found is not None else ahead


def _is_turned(text: str, piece: Piece, interval: Interval) -> bool:
    """True of a value whose sign or scale is said in words: "3.7 lower (95% CI -8.1 to 0.6)", "65% (0.60 to 0.69)"."""
    number = piece.number
    if number is None or not interval.is_marked:
        return False
    limits = [limit.value for limit in (interval.low, interval.high) if limit]
    if number.percent and not (interval.high and interval.high.percent) and all(abs(each) <= 1 for each in limits):
        return interval.holds(replace(number, value=number.value / 100, decimals=number.decimals + 2))
    turned = replace(number, value=-number.value)
    return interval.holds(turned) and _TURNED.search(text[max(0, piece.start - 90) : piece.end + 60]) is not None


def _is_inside(pieces: list[Piece], at: int, interval: Interval) -> bool:
    number = pieces[at].number
    return number is not None and interval.holds(number)


def _behind(text: str, pieces: list[Piece], interval: Interval, floor: int) -> int | None:
    begin = pieces[interval.first].start
    nearest = None
    for at in range(interval.first - 1, floor - 1, -1):
        piece = pieces[at]
        if begin - piece.end > _FARTHEST:
            break
        if piece.kind is not Kind.NUMBER or piece.number is None or is_count(text, piece):
            continue
        gap = text[piece.end : begin]
        if not interval.is_marked and not _is_beside(gap):
            break
        words = _words(gap)
        inside = interval.holds(piece.number) or _is_turned(text, piece, interval)
        if inside and words <= _MOST_WORDS and _may_skip(text, pieces, at, nearest):
            return at
        if nearest is None:
            nearest = at if words <= 3 else None
        if interval.first - at > 6:
            break
    if nearest is None or not interval.is_marked:
        return None
    # A value outside its interval is only believed where it is plainly its value.
    beside = is_labelled(text, pieces, nearest) and _words(text[pieces[nearest].end : begin]) <= 3
    return nearest if beside else None


def _may_skip(text: str, pieces: list[Piece], at: int, nearest: int | None) -> bool:
    """True where a nearer number outside the interval may be passed over."""
    if nearest is None or is_labelled(text, pieces, at):
        return True
    between = text[pieces[at].end : pieces[nearest].start]
    return (len(between.split()) > 8 or not _CONTRAST.search(between)) and not is_labelled(text, pieces, nearest)


def _is_beside(gap: str) -> bool:
    """True of a gap that is only a bracket or comma, perhaps behind a unit or two."""
    head = gap.rstrip().rstrip("([,;:").strip()
    return len(head.split()) <= 4 and not _STOPS.search(head)


def _words(gap: str) -> int:
    return len(_LOOSE.sub(" ", gap).split())


def _ahead(text: str, pieces: list[Piece], interval: Interval) -> int | None:
    """The index of a labelled number right behind the interval: "95% CI 0.4-1.5, odds ratio = 0.75"."""
    at = interval.last + 1
    while at + 1 < len(pieces) and pieces[at].kind is Kind.MEASURE and pieces[at + 1].kind is Kind.MEASURE:
        at += 1
    if at + 1 >= len(pieces) or pieces[at].kind is not Kind.MEASURE or pieces[at + 1].kind is not Kind.NUMBER:
        return None
    if not _TO_NAME.fullmatch(text, pieces[interval.last].end, pieces[interval.last + 1].start):
        return None
    return at + 1 if is_labelled(text, pieces, at + 1) else None


def unit_after(text: str, piece: Piece) -> str | None:
    """The unit right behind a number, or None.

    >>> from miner.extract.estimates.scanning import scan
    >>> text = "by 4.2 mmHg"
    >>> unit_after(text, scan(text, 0, len(text))[0])
    'mmHg'
    """
    found = _UNIT.match(text, piece.end)
    return found[1] if found and found[1] in load_cues().units else None
