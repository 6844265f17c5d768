"""What is said to people, on stderr: notices, what was set aside, progress on a terminal; data go to stdout."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

import click

from miner.model.article import Rejected

Item = TypeVar("Item")


@dataclass(slots=True)
class Talk:
    """One command's voice: how loud it is, and how much it had to set aside."""

    quiet: bool = False
    debug: bool = False
    set_aside: int = 0
    notices: list[str] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        """A notice, unless it should be quiet."""
        if not self.quiet:
            click.echo(sentence, err=True)

    def warn(self, sentence: str) -> None:
        """Something that the user must know, quiet or not."""
        click.echo(sentence, err=True)

    def reject(self, rejected: Rejected) -> None:
        """What was set aside, by name and reason; it is counted, and makes the exit code 1."""
        self.set_aside += 1
        name = rejected.id or "a record"
        source = f" ({rejected.source})" if rejected.source and rejected.source != rejected.id else ""
        click.echo(f"set aside: {name}{source}: {rejected.reason}", err=True)

    @property
    def exit_code(self) -> int:
        """0 when all went well, 1 when something was set aside."""
        return 1 if self.set_aside else 0

    def progress(self, items: Iterable[Item], *, label: str, total: int | None = None) -> Iterator[Item]:
        """The items, counted in a bar where stderr is a terminal, and in silence elsewhere."""
        if self.quiet or not sys.stderr.isatty():
            yield from items
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(label, total=total)
            for item in items:
                yield item
                bar.advance(task)


def get_talk() -> Talk:
    """The voice of the command that is running."""
    talk = click.get_current_context().find_root().obj
    assert isinstance(talk, Talk)
    return talk
