"""A JATS table as rows of cells, with row and column spans filled in and the marks of its footnotes told apart."""

import re

from lxml import etree

from miner.model.article import Table
from miner.parse.markup import flatten

Element = etree._Element  # noqa: SLF001 - lxml's name for the type of an element
_MOST = 1000  # columns or rows that one cell may span: more is a misprint
Rows = tuple[tuple[str, ...], ...]
_LETTERS = re.compile(r"[a-l](?:\s?,?\s?[a-l])*")
_RAISED = str.maketrans("abcdefghijklmnoprstuvwxyz0123456789", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁰¹²³⁴⁵⁶⁷⁸⁹")


def read_table(wrap: Element) -> Table:
    """The table of a `table-wrap`: header rows and body rows, each of the same width."""
    _raise_marks(wrap)
    head: Rows = ()
    rows: Rows = ()
    for table in wrap.iter("table"):
        for part in table:
            if part.tag == "thead":
                head += fill_spans(part)
            elif part.tag in {"tbody", "tfoot"}:
                rows += fill_spans(part)
        if table.find("tr") is not None:
            rows += fill_spans(table)
    if (
        not head
        and rows
        and all(cell.tag == "th" for row in wrap.iter("tr") for cell in row if row is _first_row(wrap))
    ):
        head, rows = rows[:1], rows[1:]
    caption = flatten(wrap.find("caption"))
    return Table(flatten(wrap.find("label")), caption, head, rows, flatten(wrap.find("table-wrap-foot")))


def _raise_marks(wrap: Element) -> None:
    # "OR<sup>a</sup>" is not "ORa": a footnote's mark becomes a raised letter that stands apart. Stars stay.
    for mark in [*wrap.iter("xref"), *wrap.iterfind(".//fn/label"), *wrap.iter("sup")]:
        text = flatten(mark).lower()
        is_note = mark.get("ref-type") in {"table-fn", "fn"} or mark.tag == "label"
        if text and (_LETTERS.fullmatch(text) or (is_note and text.isdigit())):
            for child in list(mark):
                mark.remove(child)
            mark.text = f" {text.translate(_RAISED)} "


def _first_row(wrap: Element) -> Element | None:
    return next(iter(wrap.iter("tr")), None)


def fill_spans(part: Element) -> Rows:
    """The rows of a table part; a cell that spans several stands in each of them.

    >>> fill_spans(etree.fromstring('<tbody><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr></tbody>'))
    (('a', 'b'), ('a', 'c'))
    """
    rows: list[tuple[str, ...]] = []
    hanging: dict[int, tuple[int, str]] = {}  # by column: how many more rows the cell spans, and its text
    for row in part.iterfind("tr"):
        cells: list[str] = []
        later: dict[int, tuple[int, str]] = {}
        for cell in row:
            _fill(cells, hanging, later)
            text, down = flatten(cell), _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    later[len(cells)] = (down - 1, text)
                cells.append(text)
        _fill(cells, hanging, later)
        hanging = later
        rows.append(tuple(cells))
    return tuple(rows)


def _fill(cells: list[str], hanging: dict[int, tuple[int, str]], later: dict[int, tuple[int, str]]) -> None:
    # Puts in the cells that hang down from rows above into the columns that come next.
    while (column := len(cells)) in hanging:
        left, text = hanging.pop(column)
        if left > 1:
            later[column] = (left - 1, text)
        cells.append(text)


def _span(cell: Element, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), _MOST) if text.isdigit() else 1
