"""The rows of a table as lines: each with its labels filled down, the headings over it, and the block it stands in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import regex

from miner.extract.estimates.tables.cells import is_reference, read_cell
from miner.extract.estimates.tables.heads import Column, Kind, measures_in, read_columns
from miner.extract.estimates.tables.labels import is_apart, is_level, is_rank
from miner.model.estimate import Measure
from miner.model.layout import Cell, TableSpan

Row = Sequence[Cell]
_SPREAD = regex.compile(r"\b(?:IQR|SD|range|quartiles?|percentiles?|p25)\b|±")
_BESIDE_HEADING = regex.compile(r"\s*(?:\(?[nN]\s?=\s?[\d, ]+\)?|[Pp](?:[\s-]?values?)?\s?[<>=≤≥]\s?[\d.]+)\s*")
_SIZED = regex.compile(r",\s?[nN]\s*\Z")


@dataclass(slots=True)
class Block:
    """What the lines under one heading, or beside one first label, have in common.

    `references` are the labels of the lines that are the reference, by column; `printed` is how often each text stands
    in each column; `are_parts` is true of several levels of which none is the reference: each is a part of the people.
    """

    references: dict[int, Cell] = field(default_factory=dict)
    printed: Counter[tuple[int, str]] = field(default_factory=Counter)
    are_parts: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row that holds numbers; `references` are the columns in which it is the reference."""

    cells: tuple[Cell, ...]
    labels: tuple[Cell, ...]
    groups: tuple[Cell, ...]
    block: Block
    measure: Measure | None
    references: frozenset[int]


@dataclass(slots=True)
class Part:
    """The lines under one header."""

    columns: list[Column]
    lines: list[Line] = field(default_factory=list)


def read_parts(text: str, table: TableSpan) -> list[Part]:
    """The table's rows as lines; a row of heads inside the table begins another part."""
    header, rows = list(table.header), list(table.rows)
    while rows and not any(_is_said(text, row) for row in header) and not _has_values(text, rows[0]):
        header.append(rows.pop(0))
    walk = _Walk(text, Part(read_columns(text, header, rows)))
    heads: list[Row] = []
    for number, row in enumerate(rows):
        if not _is_said(text, row):
            continue
        if walk.is_header(row):
            heads.append(row)
            continue
        if any(measures_in(text[slice(*cell)]) for head in heads for cell in head):
            walk.begin(Part(read_columns(text, heads, rows[number:])))
        heads = []
        walk.take(row)
    for part in walk.parts:
        _compare(text, part)
    return walk.parts


class _Walk:
    """Goes down the rows of a table, and keeps what stands over the next one."""

    def __init__(self, text: str, part: Part) -> None:
        self.text = text
        self.parts = [part]
        self.block = Block()
        self.groups: list[Cell] = []
        self.was_group = False
        self.filled: dict[int, Cell] = {}
        self.above: list[str] = []

    def begin(self, part: Part) -> None:
        """From here on another header stands over the rows."""
        self.parts.append(part)
        self.block, self.groups, self.filled = Block(), [], {}

    def is_header(self, row: Row) -> bool:
        """True of a row inside a table that has no number and no label, or that prints heads again."""
        cells = [self.text[slice(*cell)].strip() for cell in row]
        if len({*cells} - {""}) < 2 or _has_values(self.text, row):
            return False
        if not cells[0]:
            labels = sum(column.kind is Kind.LABEL for column in self.parts[-1].columns)
            return sum(cell != "" for cell in cells) > 1 and labels < 2
        return sum(bool(measures_in(cell)) or cell.lower().startswith(("95%", "95 %", "p")) for cell in cells[1:]) > 1

    def take(self, row: Row) -> None:
        """Takes a row as a heading or as a line."""
        if _is_heading(self.text, row):
            first = next(cell for cell in row if self.text[slice(*cell)].strip())
            self.groups = [*self.groups[-1:], first] if self.was_group else [first]
            self.was_group, self.filled, self.block = True, {}, Block()
            return
        self.was_group = False
        columns = self.parts[-1].columns
        labels = self._labels(row, sum(column.kind is Kind.LABEL for column in columns) or 1)
        above = [self.text[slice(*cell)] for cell in labels[:-1]]
        if above != self.above:
            self.block, self.above = Block(), above
        references = frozenset(
            at
            for at, (cell, column) in enumerate(zip(row, columns, strict=False))
            if column.kind in {Kind.ESTIMATE, Kind.OPEN} and is_reference(self.text, cell)
        )
        self.parts[-1].lines.append(
            Line(tuple(row), tuple(labels), tuple(self.groups), self.block, self._measure(labels), references)
        )

    def _labels(self, row: Row, count: int) -> list[Cell]:
        """The cells that name the row; an empty one says what stood over it, each text once."""
        labels: dict[str, Cell] = {}
        for at, cell in enumerate(row[:count]):
            said = self.text[slice(*cell)]
            if said.strip(" –—-"):
                if said != self.text[slice(*self.filled.get(at, (0, 0)))]:
                    self.filled = {place: kept for place, kept in self.filled.items() if place < at}
                self.filled[at] = cell
            if at in self.filled:
                labels.setdefault(self.text[slice(*self.filled[at])], self.filled[at])
        return list(labels.values())

    def _measure(self, labels: Sequence[Cell]) -> Measure | None:
        """The measure that a label or a heading names."""
        for cell in (*labels[::-1], *self.groups[::-1]):
            named = measures_in(self.text[slice(*cell)])
            if named and not _SPREAD.search(self.text, *cell):
                return named[0]
        return None


def _compare(text: str, part: Part) -> None:
    """Fills in what the lines of each block have in common."""
    lines_of: dict[int, list[Line]] = {}
    for line in part.lines:
        lines_of.setdefault(id(line.block), []).append(line)
    for lines in lines_of.values():
        block = lines[0].block
        for line in lines:
            block.printed.update((at, text[slice(*cell)]) for at, cell in enumerate(line.cells))
            for at in line.references if line.labels else ():
                block.references.setdefault(at, line.labels[-1])
        names = {text[slice(*line.labels[-1])] for line in lines if line.labels}
        is_under = bool(lines[0].groups) or len(lines[0].labels) > 1
        is_free = not any(line.references for line in lines)
        block.are_parts = len(names) > 1 and is_under and is_free and _are_levels(names)


def _are_levels(names: Iterable[str]) -> bool:
    return all(is_level(name) and not is_rank(name) for name in names)


def _is_said(text: str, row: Row) -> bool:
    return any(text[slice(*cell)].strip() for cell in row)


def _has_values(text: str, row: Row) -> bool:
    return any(read_cell(text, cell) is not None or is_reference(text, cell) for cell in row[1:])


def _is_heading(text: str, row: Row) -> bool:
    """True of a label alone, or beside it only numbers of people or a test of them all: "Men | n = 812 | P = 0.03"."""
    cells = [text[slice(*cell)].strip() for cell in row]
    said = {*cells} - {""}
    if len(said) == 1:
        return not _has_values(text, row)
    rest = [cell for cell in cells[1:] if cell]
    if not cells[0] or not rest:
        return False
    if _SIZED.search(cells[0]):
        return all(cell.isdigit() for cell in rest)
    return all(_BESIDE_HEADING.fullmatch(cell) for cell in rest) and not is_apart(cells[0])
