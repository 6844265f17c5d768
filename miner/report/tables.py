"""The tables that stand in an article's text, a row a line: with bars between the cells, or copied without them.

Of a table copied from a page only the order of its words is left. Where every line has as many words that begin anew
with a capital as the others, those are its cells; else it is no table that can be read.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

_FEWEST_ROWS: Final = 3  # with the header; two lines alike are no table
_MOST_CELLS: Final = 6
_RULE = regex.compile(r"[\s|:+-]*")
_BAR = regex.compile(r"\s*\|\s*")
# A capital behind a small letter, a digit, a bracket or a short form, with nothing between them but a space.
_CELL = regex.compile(r"(?<=[\p{L}\d)%]) (?=\p{Lu}\p{Ll})")
_SENTENCE = regex.compile(r"[.!?:;]\s*$|[.!?]\s+\p{Lu}")


class Cell(NamedTuple):
    """A cell with its place in the text."""

    text: str
    start: int
    end: int


Row = tuple[Cell, ...]


def find_tables(text: str) -> Iterator[tuple[Row, ...]]:
    """The tables of a text, each with its header as the first row; all rows have as many cells."""
    block: list[Row] = []
    is_barred = False
    for start, line in _lines(text):
        barred = line.count("|") >= 1
        if barred and _RULE.fullmatch(line):
            continue
        row = _barred(line, start) if barred else _plain(line, start)
        if row is None or (block and (barred != is_barred or (barred and len(row) != len(block[0])))):
            yield from _table(block, is_barred=is_barred)
            block = []
        if row is not None:
            block.append(row)
            is_barred = barred
    yield from _table(block, is_barred=is_barred)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def _barred(line: str, start: int) -> Row | None:
    cells, at = [], 0
    for bar in (*_BAR.finditer(line), None):
        end = bar.start() if bar is not None else len(line)
        cells.append(_cell(line, at, end, start))
        at = bar.end() if bar is not None else end
    while cells and not cells[0].text:
        del cells[0]
    while cells and not cells[-1].text:
        del cells[-1]
    return tuple(cells) if 1 < len(cells) <= _MOST_CELLS else None


def _plain(line: str, start: int) -> Row | None:
    """A line as cells, cut wherever a word begins anew with a capital: which cuts hold, the other lines tell."""
    if _SENTENCE.search(line):
        return None
    cells, at = [], 0
    for cut in (*_CELL.finditer(line), None):
        end = cut.start() if cut is not None else len(line)
        cells.append(_cell(line, at, end, start))
        at = cut.end() if cut is not None else end
    return tuple(cells) if len(cells) > 1 else None


def _cell(line: str, at: int, end: int, start: int) -> Cell:
    found = line[at:end]
    text = found.strip()
    first = start + at + (len(found) - len(found.lstrip()))
    return Cell(text, first, first + len(text))


def _table(rows: list[Row], *, is_barred: bool) -> Iterator[tuple[Row, ...]]:
    if is_barred:
        if len(rows) >= _FEWEST_ROWS:
            yield tuple(rows)
        return
    # The header's words may all begin with capitals: it is whatever stands right before rows that are alike.
    for at in range(1, len(rows)):
        width = len(rows[at])
        alike = [row for row in rows[at:] if len(row) == width]
        if width > 2 and len(alike) >= _FEWEST_ROWS - 1 and rows[at:][: len(alike)] == alike:
            yield (_header(rows[at - 1], width), *alike)
            return


def _header(row: Row, width: int) -> Row:
    """The header as wide as its table: its first word heads the labels, the rest is left whole."""
    if len(row) == width:
        return row
    first, *rest = row
    if not rest:
        return (first,)
    text = " ".join(cell.text for cell in rest)
    return (first, Cell(text, rest[0].start, rest[-1].end))
