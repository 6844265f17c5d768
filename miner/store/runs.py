"""The runs of a store, what the graph was after each, and small pieces of state that must survive."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from miner.store.codec import pack, unpack
from miner.store.tables import Tables


@dataclass(frozen=True, slots=True)
class Run:
    """A run: its kind (`run`, `harvest`), when it began and ended (ISO; None: it did not), its facts as JSON."""

    number: int
    kind: str
    started: str
    finished: str | None
    facts: str

    def read_facts(self) -> dict[str, Any]:
        """The facts that were kept of it."""
        found: dict[str, Any] = json.loads(self.facts)
        return found


class RunTables(Tables):
    """Methods on runs, snapshots and state."""

    def start_run(self, kind: str, *, at: str) -> int:
        """The number of a run that begins now; the caller reads the clock."""
        with self.transaction():
            return self._insert("INSERT INTO runs (kind, started) VALUES (?, ?)", (kind, at))

    def finish_run(self, number: int, *, at: str, facts: Mapping[str, Any] | None = None) -> None:
        """Note that a run ended, with what there is to say of it."""
        said = json.dumps(dict(facts or {}), ensure_ascii=False, sort_keys=True)
        with self.transaction():
            self._execute("UPDATE runs SET finished = ?, facts = ? WHERE number = ?", (at, said, number))

    def iter_runs(self) -> Iterator[Run]:
        """All runs, the oldest first."""
        return (
            Run(*row)
            for row in self._iter_rows("SELECT number, kind, started, finished, facts FROM runs ORDER BY number")
        )

    def save_snapshot(self, run: int, content: str) -> None:
        """Keep what the graph was after a run, as text."""
        with self.transaction():
            self._execute("INSERT OR REPLACE INTO snapshots (run, content) VALUES (?, ?)", (run, pack(content)))

    def find_snapshot(self, *, before: int | None = None, until: str | None = None) -> tuple[Run, str] | None:
        """The newest snapshot with its run: of runs with a smaller number, or that began at or before an ISO time."""
        row = self._row(
            "SELECT r.number, r.kind, r.started, r.finished, r.facts, s.content FROM snapshots AS s "
            "JOIN runs AS r ON r.number = s.run "
            "WHERE (?1 IS NULL OR r.number < ?1) AND (?2 IS NULL OR r.started <= ?2) ORDER BY r.number DESC LIMIT 1",
            (before, until),
        )
        return None if row is None else (Run(*row[:5]), unpack(row[5]))

    def revision(self) -> str:
        """What tells one state of the articles and readings from all others; the same while none of them changes."""
        return self.find_state("revision") or ""

    def newest_snapshot(self) -> int:
        """The number of the newest run with a snapshot; 0 where there is none."""
        row = self._row("SELECT coalesce(max(run), 0) FROM snapshots")
        return int(row[0]) if row else 0

    def find_state(self, key: str) -> str | None:
        """The state that is kept under a key, or None."""
        row = self._row("SELECT value FROM state WHERE key = ?", (key,))
        return None if row is None else str(row[0])

    def save_state(self, key: str, value: str | None) -> None:
        """Keep state under a key; None forgets it."""
        with self.transaction():
            if value is None:
                self._execute("DELETE FROM state WHERE key = ?", (key,))
            else:
                self._execute("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (key, value))

    def iter_state(self, prefix: str = "") -> Iterator[tuple[str, str]]:
        """Keys that begin with a prefix, sorted, with their values."""
        rows = self._iter_rows(
            "SELECT key, value FROM state WHERE substr(key, 1, length(?1)) = ?1 ORDER BY key", (prefix,)
        )
        return ((key, value) for key, value in rows)
