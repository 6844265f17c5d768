"""The columns of a table by their heads: which hold labels, estimates, their intervals, errors and p-values."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

import regex

from miner.extract.estimates.cues import load_cues
from miner.extract.estimates.tables.cells import MARKS, is_filled, is_reference, read_cell
from miner.model.estimate import RATIOS, Measure
from miner.model.layout import Cell, TableSpan


class Kind(Enum):
    """What the cells of a column hold; OPEN may hold estimates of the measure that the caption or a row names."""

    LABEL = "label"
    ESTIMATE = "estimate"
    OPEN = "open"
    INTERVAL = "interval"
    LOW = "lower limit"
    HIGH = "upper limit"
    ERROR = "standard error"
    P = "p-value"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, of which measure, and the cells of its head from the top down, each once.

    `choices` are the measures of a head that names two, of which each row's label tells its own.
    """

    kind: Kind
    measure: Measure | None
    head: tuple[Cell, ...]
    said: str
    has_error: bool = False
    choices: tuple[Measure, ...] = ()


_P = regex.compile(
    rf"(?i)\s*[(\[]?(?:two-sided\s)?(?:p|pr\s?\(>\s?\|[zt]\|\)|sig\.?|significance)(?:[\s-]?values?|\slevel)?{MARKS}[)\]]?"
    rf"(?:\((?!.*(?:trend|interaction|heterogen))[^()]*\))?{MARKS}\Z"
)
_OTHER_P = regex.compile(r"(?i)\bp[\s-]?(?:values?\s)?(?:for\s|[-–]?\s?)(?:trend|inter\w*|hetero\w*)|\btrend\b")
_INTERVAL = regex.compile(
    r"(?i)\s*[(\[]?(?:(?:bs|bootstrap\w*|bca|wald)\s)*(?:9\d\s?%\s?)?(?:C\.?\s?I\.?s?|CrI|confidence\s(?:interval|limit)s?)\b"
    r"|\s*[(\[]?9\d\s?%\s?(?:C\.?\s?I|CrI|confidence)"
)
_LOW = regex.compile(r"(?i)\b(?:lower|low|LL|LLCI|BootLLCI|2[.·]5\s?%)(?:\b|(?<=%))")
_HIGH = regex.compile(r"(?i)\b(?:upper|high|UL|ULCI|BootULCI|97[.·]5\s?%)(?:\b|(?<=%))")
_LIMIT = regex.compile(
    r"(?i)\b(?:CI|confidence|limit|bound|9\d\s?%|LLCI|ULCI|BootLLCI|BootULCI|2[.·]5\s?%|97[.·]5\s?%)"
)
_ERROR = regex.compile(
    r"(?i)\s*\(?(?:boot\w*\s?)?(?:s\.?e\.?|std\.?\s?err(?:or)?\.?|standard\serrors?)"
    rf"(?:\s?\(?[bβ]\)?)?\)?{MARKS}\Z"
)
_WITH_ERROR = regex.compile(r"(?i)(?<![A-Za-z])(?:s\.?e\.?m?\.?|std\.?\s?err\w*\.?|standard\serrors?)(?![A-Za-z])")
_ESTIMATE = regex.compile(
    rf"(?i)\s*(?:(?:point|effect|parameter|adjusted|unadjusted|crude|fixed)\s)*(?:estimates?|effects?)\b(?:\s?[(±].*)?{MARKS}\Z"
)
_COUNTS = regex.compile(
    r"(?i)(?<![A-Za-z])(?:n|no\.?|numbers?|cases|controls|counts?|person|events?|mean|means|s\.?d\.?|median|IQR|range|total|baseline"
    r"|percent|frequency|weight|follow-up|df|[tzf](?!\d)|χ2|χ²|chi|wald|power|omega|statistics?|rates?|prevalence|incidence|references?|refs?)"
    r"(?![A-Za-z=])(?!\sdifference)|%(?!\s?(?:CI|confidence|C\.I))"
)
_PEOPLE_COUNT = regex.compile(r"[(,]?\s?\b[nN]\s?=\s?[\d,\s]+\)?")
_LETTER = regex.compile(rf"\s*(?:B|b|r|R|β|d|ρ|κ){MARKS}(?:[(\[].*)?")
_SAID = regex.compile(
    r"(?i)\b(?:values|data|numbers|results|figures|estimates|cells)\s(?:in\s\w+\s\w+\s)?(?:are|is|represent|(?:are\s)?(?:given|presented|"
    r"expressed|shown|reported)\sas)\s[^.;]*"
)
_PERCENT = regex.compile(r"(?i)%\s?(?=difference|change|reduction|increase|mediated)")
_PLAIN = frozenset({*RATIOS, Measure.BETA, Measure.R})
_DIFFERENCE = regex.compile(r"(?i)\bdifferences?\b.*(?:\bCIs?\b|confidence)")
_LINEAR = regex.compile(
    r"(?i)\b(?:linear|fixed[-\s]effects?|mixed)\s(?:\w+\s)?(?:regressions?|models?)|\bfixed effects\b"
)
_OF_CAPTION = frozenset({*RATIOS, Measure.BETA, Measure.MD, Measure.SMD, Measure.RD, Measure.R})


@cache
def _names() -> regex.Pattern[str]:
    return regex.compile(rf"(?<![A-Za-zα-ω0-9]){load_cues().pattern}")


def measures_in(words: str) -> list[Measure]:
    """The measures that a head, label or caption names, in order; a letter counts where it stands alone."""
    cues, words = load_cues(), _PERCENT.sub("percent ", words)
    found = [cues.measure_of(each[0]) for each in _names().finditer(words) if len(each[0]) > 1 or each[0] == "β"]
    letter = _LETTER.fullmatch(words)
    if not found and letter:
        found = [cues.measure_of(letter[0].strip()[0])]
    return list(dict.fromkeys(found))


def without_measures(words: str) -> str:
    """The words less the measures that they name."""
    return _names().sub(" ", words)


def table_measure(text: str, table: TableSpan) -> Measure | None:
    """The one measure that the caption, the first column's head or the footnotes name for the whole table."""
    stub = [text[slice(*row[0])] for row in table.header if row]
    said = _SAID.search(text, *table.footnotes)
    for words in (text[slice(*table.caption)], *stub, said[0] if said else ""):
        named = [each for each in measures_in(words) if each in _OF_CAPTION]
        if named and (named[0] in _PLAIN or _DIFFERENCE.search(words)):
            return named[0] if len(named) == 1 else None
    return Measure.BETA if _LINEAR.search(text, *table.caption) else None


def read_columns(text: str, header: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns of a table, or of the part of it over which a header stands."""
    width = max((len(row) for row in (*header, *rows)), default=0)
    columns = [_column(text, _head(text, header, at)) for at in range(width)]
    for at, column in enumerate(columns):
        if not at or (column.kind is Kind.OPEN and _holds_words(text, rows, at)):
            columns[at] = Column(Kind.LABEL, None, column.head, column.said)
        else:
            break
    return _with_limits(columns, text, rows)


def _head(text: str, header: Sequence[Sequence[Cell]], at: int) -> tuple[Cell, ...]:
    cells: dict[str, Cell] = {}
    for row in header:
        if at < len(row) and text[slice(*row[at])].strip():
            cells.setdefault(text[slice(*row[at])], row[at])
    return tuple(cells.values())


def _column(text: str, head: tuple[Cell, ...]) -> Column:
    parts = [text[slice(*cell)] for cell in head]
    said = " ".join(parts)
    last = parts[-1] if parts else ""
    has_error = _WITH_ERROR.search(said) is not None
    kind = _kind_beside(said, last)
    if kind is not None:
        return Column(kind, None, head, said)
    for part in reversed(parts):
        named = measures_in(part)
        if len(named) == 1 and (part == last or not _COUNTS.search(last)):
            return Column(Kind.ESTIMATE, named[0], head, said, has_error)
        if len(named) == 2 and part == last:
            return Column(Kind.ESTIMATE, None, head, said, has_error, tuple(named))
        if named:
            return Column(Kind.OTHER, None, head, said)
    if _ESTIMATE.match(last):
        return Column(Kind.ESTIMATE, Measure.BETA, head, said, has_error)
    is_count = _COUNTS.search(_PEOPLE_COUNT.sub(" ", said)) is not None
    return Column(Kind.OTHER if is_count else Kind.OPEN, None, head, said, has_error)


def _kind_beside(said: str, last: str) -> Kind | None:
    """What a column holds that stands beside an estimate; None where it may hold one itself."""
    if _OTHER_P.search(last):
        return Kind.OTHER
    if _P.match(last):
        return Kind.P
    if _LIMIT.search(said) and not measures_in(last) and (_LOW.search(last) or _HIGH.search(last)):
        return Kind.LOW if _LOW.search(last) else Kind.HIGH
    if _INTERVAL.match(last):
        return Kind.INTERVAL
    return Kind.ERROR if _ERROR.match(last) else None


def _holds_words(text: str, rows: Sequence[Sequence[Cell]], at: int) -> bool:
    cells = [text[slice(*row[at])] for row in rows if at < len(row) and is_filled(text, row[at])]
    named = sum(regex.search(r"\p{L}", cell) is not None for cell in cells)
    return named * 2 > len(cells) and not _holds_numbers(text, rows, at)


def _holds_numbers(text: str, rows: Sequence[Sequence[Cell]], at: int) -> bool:
    """True of a column whose cells are more often numbers and references than words."""
    cells = [row[at] for row in rows if at < len(row) and len({text[slice(*cell)] for cell in row}) > 1]
    filled = [cell for cell in cells if is_filled(text, cell)]
    numbers = sum(read_cell(text, cell) is not None or is_reference(text, cell) for cell in filled)
    return numbers * 2 > len(filled) or not filled


def _with_limits(columns: list[Column], text: str, rows: Sequence[Sequence[Cell]]) -> list[Column]:
    """The columns, two of intervals beside each other under one head being lower and upper limits."""
    at = 0
    while at + 1 < len(columns):
        one, other = columns[at], columns[at + 1]
        if one.kind is other.kind is Kind.INTERVAL and one.said == other.said and _holds_numbers(text, rows, at):
            columns[at] = Column(Kind.LOW, None, one.head, one.said)
            columns[at + 1] = Column(Kind.HIGH, None, other.head, other.said)
            at += 1
        at += 1
    return columns
