"""Every estimate of a table with the labels, groups and heads that stand over it and beside it."""

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from miner.extract.estimates.tables.grid import Part, read_parts
from miner.extract.estimates.tables.heads import Column, Kind, table_measure
from miner.extract.estimates.tables.labels import is_apart, is_level, names_people
from miner.extract.estimates.tables.measured import TableReader
from miner.model.estimate import Estimate
from miner.model.layout import Cell, TableSpan
from miner.model.reading import Document

_ARM = regex.compile(
    r"(?i)\(\s?n\s?=|\b(?:placebo|controls?|intervention|treatments?|group|arm|sham|supplement\w*|usual care)\b"
)


@dataclass(frozen=True, slots=True)
class TableRow:
    """An estimate of a table with what stands over it and beside it.

    `labels` are the cells of its row that name something, from the left, `stub` their columns, `groups` the headings
    over the row, outermost first, `column` its own column. `reference` is the label of what it is compared with, where
    the table prints one, and `reference_head` the head of the column that holds it. `arms` are the heads of the columns
    that hold the groups of a trial. `is_part` is true of one of several levels of which none is the reference.
    `is_clear` is whether the estimate is over 1.96 of its printed standard error, None where none is printed.
    """

    estimate: Estimate
    labels: tuple[Cell, ...]
    groups: tuple[Cell, ...]
    column: Column
    stub: tuple[Column, ...]
    table: TableSpan
    reference: Cell | None = None
    reference_head: str = ""
    arms: tuple[Cell, ...] = ()
    is_part: bool = False
    is_clear: bool | None = None


def iter_table_rows(document: Document) -> list[TableRow]:
    """Every estimate that the tables of a document hold, in reading order, with its row and column."""
    found = [row for table in document.tables for row in _table_rows(document.text, table)]
    return sorted(found, key=lambda row: row.estimate.start)


def find_table_estimates(document: Document) -> tuple[Estimate, ...]:
    r"""The estimates in a document's tables; the header names their measure.

    >>> text = "Odds of falls | OR (95% CI)\nMagnesium | 0.70 (0.55-0.89)"
    >>> table = TableSpan(0, len(text), (0, 13), (((0, 13), (16, 27)),), (((28, 37), (40, 56)),))
    >>> find_table_estimates(Document("1", text, tables=(table,)))[0].text
    '0.70 (0.55-0.89)'
    """
    return tuple(row.estimate for row in iter_table_rows(document))


def _table_rows(text: str, table: TableSpan) -> Iterator[TableRow]:
    reader, shared = TableReader(text, table), table_measure(text, table)
    for part in read_parts(text, table):
        stub = tuple(column for column in part.columns if column.kind is Kind.LABEL)
        arms = _arms(part)
        for line in part.lines:
            if line.labels and is_apart(text[slice(*line.labels[-1])]):
                continue
            reference_head = next((part.columns[at].said for at in sorted(line.references)), "")
            for at, column in enumerate(part.columns[: len(line.cells)]):
                if column.kind not in {Kind.ESTIMATE, Kind.OPEN}:
                    continue
                measure = (line.measure or shared) if column.kind is Kind.OPEN else column.measure
                made = reader.read(line, part.columns, at, measure)
                if made is not None:
                    yield TableRow(
                        made.estimate, line.labels, line.groups, column, stub, table,
                        line.block.references.get(at), reference_head, arms, line.block.are_parts, made.is_clear,
                    )  # fmt: skip


def _arms(part: Part) -> tuple[Cell, ...]:
    return tuple(
        column.head[-1]
        for column in part.columns
        if column.kind in {Kind.OPEN, Kind.OTHER}
        and column.head
        and _ARM.search(column.said)
        and not (is_level(column.said) or names_people(column.said))
    )
