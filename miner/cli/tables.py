"""Tables on stdout: drawn by Rich on a terminal, plain columns with two spaces between them in a pipe."""

import re
import sys
import unicodedata
from collections.abc import Sequence

import click

MARK = "bold underline"
"""How what was looked for stands out, here and at the prompt."""

_WIDEST = 60  # of a column in a pipe, where nothing is wrapped


def print_table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, marked: Sequence[str] = ()) -> None:
    """The rows under a title, on a terminal with the `marked` words standing out; nothing to show is said in words."""
    click.echo("")
    if not rows:
        click.echo(f"{title}: none.")
    elif sys.stdout.isatty():
        _draw(title, head, rows, marked)
    else:
        _write(title, head, rows)


def _draw(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], marked: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", header_style="bold")
    for name in head:
        table.add_column(name, overflow="fold")
    # Where words begin: "on" is not found in "bone".
    wanted = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(re.escape, marked))})", re.IGNORECASE)
    for row in rows:
        cells = [Text(cell) for cell in row]  # never markup: cells hold text of papers
        for cell in cells if marked else ():
            cell.highlight_regex(wanted, MARK)
        table.add_row(*cells)
    Console().print(table)


def _write(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    cells = [[_line(cell) for cell in row] for row in (head, *rows)]
    widths = [min(_WIDEST, max(_width(row[at]) for row in cells)) for at in range(len(head))]
    click.echo(title)
    for row in cells:
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(padded).rstrip())


def _line(cell: str) -> str:
    # One line, and nothing that a terminal would take for a command.
    return " ".join("".join(each if each.isprintable() else " " for each in cell).split())


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else not unicodedata.combining(each) for each in text)
