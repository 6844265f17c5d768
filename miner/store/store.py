"""The store: one SQLite file (WAL) a topic, its schema brought up to date by migrations when it is opened to write."""

import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Self

from miner.errors import BadStore
from miner.store.articles import ArticleTables
from miner.store.harvests import HarvestTables
from miner.store.migrations import APPLICATION_ID, MIGRATIONS
from miner.store.readings import ReadingTables
from miner.store.runs import RunTables
from miner.store.search import SearchTables
from miner.store.tables import translated

_WAIT = 20.0  # seconds that a writer waits for another one
_SQLITE = b"SQLite format 3\x00"


class Store(ArticleTables, HarvestTables, ReadingTables, RunTables, SearchTables):
    """A topic's store. Open it with `Store.open`, as a context; one connection serves one thread."""

    @classmethod
    def open(cls, path: Path, *, create: bool = False, read_only: bool = False) -> Self:
        """The store at a path; BadStore says what is wrong with it where it cannot be used.

        Opened to write, a store of an older version is brought up to date, each step whole or not at all; opened
        `read_only`, it is refused, for nothing may be written then.
        """
        path = Path(path)
        is_new = _check_file(path, create=create and not read_only)
        with translated(path):
            connection = _connect(path, read_only=read_only)
            try:
                _prepare(connection, path, is_new=is_new, read_only=read_only)
            except BaseException:
                connection.close()
                raise
        return cls(connection, path)

    def close(self) -> None:
        """Close the file; what was written stands."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _check_file(path: Path, *, create: bool) -> bool:
    """True where the store is yet to be made."""
    if path.is_dir():
        raise BadStore(f"{path} is a folder; a store is one file, such as {path / 'magnesium.sqlite'}")
    if not path.exists():
        if not create:
            raise BadStore(f"there is no store at {path}; make one with `miner run TOPIC`, or name it with --store")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadStore(f"{path.parent} cannot be made ({error.strerror}); give another --store") from error
        return True
    try:
        with path.open("rb") as file:
            start = file.read(len(_SQLITE))
    except OSError as error:
        raise BadStore(f"{path} cannot be read ({error.strerror})") from error
    if not start:
        if not create:
            raise BadStore(f"{path} is empty and no store; make one with `miner run TOPIC`")
        return True
    if start != _SQLITE:
        raise BadStore(f"{path} is no store of miner's, nor any SQLite file; name another one with --store")
    return False


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    address = path.absolute().as_uri()
    if not read_only:
        return sqlite3.connect(f"{address}?mode=rwc", uri=True, timeout=_WAIT, isolation_level=None)
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        # On a medium that cannot be written there is no room for WAL's index, and nobody who writes.
        connection.close()
        connection = sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None)
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, is_new: bool, read_only: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -64000")
    if read_only:
        connection.execute("PRAGMA query_only = ON")
    else:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    if not is_new:
        _check_version(connection, path, read_only=read_only)
    if not read_only:
        _migrate(connection)


def _check_version(connection: sqlite3.Connection, path: Path, *, read_only: bool) -> None:
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and tables:
        raise BadStore(f"{path} is an SQLite file of another program; name a store of miner's with --store")
    if version > len(MIGRATIONS):
        raise BadStore(
            f"{path} was written by a newer miner (schema {version}, this one knows {len(MIGRATIONS)}); "
            "update claim-miner"
        )
    if read_only and version < len(MIGRATIONS):
        raise BadStore(
            f"{path} was written by an older miner (schema {version} of {len(MIGRATIONS)}); "
            "run `miner run TOPIC` once to bring it up to date"
        )


def _migrate(connection: sqlite3.Connection) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for number, migration in enumerate(MIGRATIONS[version:], version + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            (now,) = connection.execute("PRAGMA user_version").fetchone()
            if now < number:  # else another process came first
                for statement in migration.statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID:d}")  # pragmas take no parameters
                connection.execute(f"PRAGMA user_version = {number:d}")
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
