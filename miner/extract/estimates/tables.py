"""Estimates in tables: the header names the measure, a cell holds the value, it or the next the interval."""

from dataclasses import dataclass, replace
from functools import cache

import regex

from miner.extract.estimates.cues import load_cues
from miner.extract.estimates.measures import is_plausible
from miner.extract.estimates.numbers import NUMBER, read_number
from miner.model.estimate import RATIOS, Estimate, Measure, POperator
from miner.model.layout import Cell, TableSpan
from miner.model.reading import Document

_TO = r"\s?(?:-|–|−|—|‐|‑|to|,|;|~)\s?"
_VALUE = regex.compile(
    rf"\s*(?P<value>{NUMBER})\s?[*†‡§a-d]{{0,3}}\s?[(\[]\s?(?:95\s?%\s?CI:?\s?)?"
    rf"(?P<low>{NUMBER}){_TO}(?P<high>{NUMBER})\s?[)\]]"
)
_ALONE = regex.compile(rf"\s*(?P<value>{NUMBER})\s?[*†‡§a-d]{{0,3}}\s*\Z")
_PAIR = regex.compile(rf"\s*[(\[]?\s?(?P<low>{NUMBER}){_TO}(?P<high>{NUMBER})\s?[)\]]?\s*\Z")
_P_CELL = regex.compile(rf"\s*(?:[Pp]\s?)?(?P<op>[<>=≤≥])?\s?(?P<p>{NUMBER})\s?[*†‡§a-d]{{0,3}}\s*\Z")
_P_HEAD = regex.compile(r"(?i)^\s*p(?:[\s-]?values?)?(?:\b|\*|\s*$)(?!\s*for\s*(?:inter|het))")
_CI_HEAD = regex.compile(r"(?i)^\s*\(?(?:95\s?%\s?)?(?:CI|confidence interval)s?\b|^\s*95\s?%\s?CI")
_TREND_ROW = regex.compile(r"(?i)\b(?:p|trend|interaction|heterogeneity)\b\s*(?:for|value|-|$)")
LEVEL = r"[QT]\s?[1-9]\b|(?:quartile|quintile|tertile|decile|category)\s?\d|highest|lowest|(?:top|bottom)\b"
"""A pattern of the levels of an exposure, as rows or columns name them."""
_LEVEL_HEAD = regex.compile(rf"(?i)\s*(?:{LEVEL})")
_LETTER = regex.compile(r"\s*[Bbr]\s*(?:[(\[].*)?")
_ADJUSTED = regex.compile(r"(?i)\badjusted|multivaria|model [2-9]|fully")
_MODEL_HEAD = regex.compile(r"(?i)\bmodel|adjusted|95\s?%\s?CI|crude|multivaria|univaria")
_CRUDE = regex.compile(r"(?i)\bcrude|unadjusted|univaria")
_OP = {
    "<": POperator.LT,
    ">": POperator.GT,
    "≤": POperator.LE,
    "≥": POperator.GE,
    "=": POperator.EQ,
    None: POperator.EQ,
}


@dataclass(frozen=True, slots=True)
class TableRow:
    """An estimate of a table, where its row's label, its column's head and the table stand."""

    estimate: Estimate
    label: Cell
    group: Cell | None
    head: str
    table: TableSpan


@cache
def _names() -> regex.Pattern[str]:
    return regex.compile(rf"(?<![A-Za-zα-ω0-9]){load_cues().pattern}")


def iter_table_rows(document: Document) -> list[TableRow]:
    """Every estimate that the tables of a document hold, in reading order, with its row and column."""
    found = [row for table in document.tables for row in _rows(document.text, table)]
    return sorted(found, key=lambda row: row.estimate.start)


def find_table_estimates(document: Document) -> tuple[Estimate, ...]:
    r"""The estimates in a document's tables; the header names their measure.

    >>> text = "Odds of falls | OR (95% CI)\nMagnesium | 0.70 (0.55-0.89)"
    >>> table = TableSpan(0, len(text), (0, 13), (((0, 13), (16, 27)),), (((28, 37), (40, 56)),))
    >>> find_table_estimates(Document("1", text, tables=(table,)))[0].text
    '0.70 (0.55-0.89)'
    """
    return tuple(row.estimate for row in iter_table_rows(document))


def _rows(text: str, table: TableSpan) -> list[TableRow]:
    width = max((len(row) for row in (*table.header, *table.rows)), default=0)
    heads = [_head(text, table, column) for column in range(width)]
    measures = [_measure(head, text[slice(*table.caption)]) if column else None for column, head in enumerate(heads)]
    group: Cell | None = None
    found: list[TableRow] = []
    for row in table.rows:
        cells = [text[start:end] for start, end in row]
        filled = {cell for cell in cells if cell.strip()}
        if not row or not cells[0].strip() or len(filled) == 1:
            group = row[0] if row and cells[0].strip() else group
            continue
        if _TREND_ROW.search(cells[0]):
            continue
        for column in range(1, len(row)):
            measure = measures[column] if column < width else None
            estimate = measure and _estimate(text, row, column, heads, measure)
            if estimate:
                found.append(TableRow(estimate, row[0], group, heads[column], table))
    return found


def _head(text: str, table: TableSpan, column: int) -> str:
    said = [text[slice(*row[column])] for row in table.header if column < len(row)]
    return " ".join(dict.fromkeys(said))


def _measure(head: str, caption: str) -> Measure | None:
    """The measure that a column's head names, or the caption's where the head says only "adjusted" or "Q4"."""
    cues = load_cues()
    names = [
        found for found in _names().finditer(head) if len(found[0]) > 1 or found[0] == "β" or _LETTER.fullmatch(head)
    ]
    if names:
        return cues.measure_of(names[0][0])
    if (_LEVEL_HEAD.match(head) or _MODEL_HEAD.search(head)) and not _P_HEAD.match(head):
        named = {cues.measure_of(found[0]) for found in _names().finditer(caption) if len(found[0]) > 1} & {
            *RATIOS,
            Measure.BETA,
        }
        return next(iter(named)) if len(named) == 1 else None
    return None


def _estimate(text: str, row: tuple[Cell, ...], column: int, heads: list[str], measure: Measure) -> Estimate | None:
    """The estimate of a cell, its interval in the same cell or the next, its p-value in the next column of p-values."""
    start, end = row[column]
    whole = _VALUE.match(text, start, end)
    alone = None if whole else _ALONE.match(text, start, end)
    found = whole or alone
    if found is None or _CI_HEAD.match(heads[column]) or _P_HEAD.match(heads[column]):
        return None
    value = read_number(found["value"])
    if value is not None and measure is Measure.PCT_MEDIATED and "%" in heads[column]:
        value = replace(value, percent=True)
    low = high = p = None
    p_op = None
    last = found.end() if whole else start + len(text[start:end].rstrip())
    after = column + 1
    if whole:
        low, high = read_number(whole["low"]), read_number(whole["high"])
    elif after < len(row) and _CI_HEAD.match(heads[after]) and (pair := _PAIR.match(text, *row[after])):
        low, high, last = read_number(pair["low"]), read_number(pair["high"]), row[after][1]
        after += 1
    if after < len(row) and _P_HEAD.match(heads[after]) and (cell := _P_CELL.match(text, *row[after])):
        number = read_number(cell["p"])
        if number is not None and 0 <= number.value <= 1:
            p, p_op, last = number, _OP[cell["op"]], row[after][1]
    is_bare = low is None and p is None and measure is not Measure.PCT_MEDIATED
    if value is None or is_bare or (low and high and low.value > high.value):
        return None
    if not is_plausible(measure, value, None, with_interval=low is not None):
        return None
    head = heads[column]
    adjusted = True if _ADJUSTED.search(head) else False if _CRUDE.search(head) else None
    return Estimate(
        start, last, text[start:last], measure, value.value,
        low.value if low else None, high.value if high else None, 95.0 if low else None, p_op, p.value if p else None,
        adjusted=adjusted,
        decimals=tuple(each.decimals if each else None for each in (value, low, high, p)),  # type: ignore[arg-type]
    )  # fmt: skip
