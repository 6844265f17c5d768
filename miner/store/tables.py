"""The connection that all of the store's methods share: statements with parameters only, errors as ours."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from miner.errors import BadStore, Locked, MinerError

Value = str | bytes | int | float | None
Row = tuple[Any, ...]


class Tables:
    """A connection to one store, with transactions that nest: the outermost one counts."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside it is written together, or not at all."""
        if self._connection.in_transaction:
            yield
            return
        with translated(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.rollback()
            raise
        with translated(self.path):
            self._connection.commit()

    @contextmanager
    def unchanging(self) -> Iterator[None]:
        """All that is read inside it is of one state of the store, whatever is written meanwhile."""
        if self._connection.in_transaction:
            yield
            return
        with translated(self.path):
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.rollback()

    def _execute(self, statement: str, parameters: Sequence[Value] = ()) -> int:
        """How many rows the statement changed."""
        with translated(self.path):
            return self._connection.execute(statement, parameters).rowcount

    def _insert(self, statement: str, parameters: Sequence[Value]) -> int:
        """The number of the row that the statement made."""
        with translated(self.path):
            number = self._connection.execute(statement, parameters).lastrowid
        assert number is not None
        return number

    def _insert_many(self, statement: str, rows: Iterable[Sequence[Value]]) -> None:
        with translated(self.path):
            self._connection.executemany(statement, rows)

    def _rows(self, statement: str, parameters: Sequence[Value] = ()) -> list[Row]:
        with translated(self.path):
            return self._connection.execute(statement, parameters).fetchall()

    def _row(self, statement: str, parameters: Sequence[Value] = ()) -> Row | None:
        with translated(self.path):
            row: Row | None = self._connection.execute(statement, parameters).fetchone()
            return row

    def _iter_rows(self, statement: str, parameters: Sequence[Value] = ()) -> Iterator[Row]:
        with translated(self.path):
            cursor = self._connection.execute(statement, parameters)
            while rows := cursor.fetchmany(200):
                yield from rows


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """What goes wrong in SQLite, as one sentence of ours."""
    try:
        yield
    except sqlite3.OperationalError as error:
        said = str(error)
        if "locked" in said or "busy" in said:
            raise Locked(f"{path} is being written by another run; wait for it to end") from error
        if "full" in said:
            raise MinerError(f"{path} cannot grow: the disk is full; what was stored before is kept") from error
        if "readonly" in said:
            raise BadStore(f"{path} cannot be written to; give another --store, or make it writable") from error
        raise BadStore(f"{path} cannot be used ({said})") from error
    except sqlite3.DatabaseError as error:
        raise BadStore(f"{path} is damaged or no store of miner's ({error}); move it away and run again") from error
