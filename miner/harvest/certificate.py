"""The completeness certificate: what PubMed said it had, what was stored, what was set aside and why."""

import json
import platform
from dataclasses import asdict, dataclass, field
from typing import Any, Self

import miner
from miner.harvest.merge import NOTICES


@dataclass(frozen=True, slots=True)
class SliceResult:
    """One slice: what ESearch counted, how many distinct PMIDs of it were stored, how many set aside.

    `again` counts records that came more than once; they were stored once.
    """

    query: str
    term: str
    count: int
    stored: int
    set_aside: int = 0
    again: int = 0

    @property
    def is_complete(self) -> bool:
        """True where every record that was counted is stored or accounted for."""
        return self.count == self.stored + self.set_aside


@dataclass(frozen=True, slots=True)
class QueryResult:
    """One query: as written, as PubMed translated it, its warnings, and its count before and after the harvest."""

    name: str
    term: str
    mode: str
    translation: str = ""
    warnings: tuple[str, ...] = ()
    count: int = 0
    count_after: int | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A record that could not be stored, and why, in one sentence."""

    pmid: int
    reason: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a harvest proves, slice by slice. Times are ISO in UTC; `requests` and `retries` count HTTP requests.

    `changes` counts the outcomes (new, revised, same, deleted); `notices` what was learnt of retractions and the like,
    as (PMID, kind, PMID of the notice or 0). `notes` are sentences on what else the user must know.
    """

    topic: str
    source: str
    started: str
    finished: str
    queries: tuple[QueryResult, ...] = ()
    slices: tuple[SliceResult, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    changes: dict[str, int] = field(default_factory=dict)
    deleted: tuple[int, ...] = ()
    notices: tuple[tuple[int, str, int], ...] = ()
    notes: tuple[str, ...] = ()
    requests: int = 0
    retries: int = 0
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """What PubMed counted, over all slices; a record that two queries find counts in both."""
        return sum(part.count for part in self.slices)

    @property
    def is_complete(self) -> bool:
        """True where every slice is complete and the slices of each query add up to what the query counts.

        PubMed grows while it is harvested: a sum between the count before and the count after is in order.
        """
        return all(part.is_complete for part in self.slices) and all(map(self._adds_up, self.queries))

    def _adds_up(self, query: QueryResult) -> bool:
        total = sum(part.count for part in self.slices if part.query == query.name)
        ends = (query.count, query.count if query.count_after is None else query.count_after)
        return min(ends) <= total <= max(ends)

    def to_json(self) -> str:
        """The certificate as JSON, keys in a fixed order."""
        said: dict[str, Any] = {"complete": self.is_complete, "count": self.count, **asdict(self)}
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The certificate that `to_json` wrote."""
        said = json.loads(text)
        said.pop("complete", None)
        said.pop("count", None)
        return cls(
            **said
            | {
                "queries": tuple(
                    QueryResult(**each | {"warnings": tuple(each["warnings"])}) for each in said["queries"]
                ),
                "slices": tuple(SliceResult(**each) for each in said["slices"]),
                "set_aside": tuple(SetAside(**each) for each in said["set_aside"]),
                "deleted": tuple(said["deleted"]),
                "notices": tuple((each[0], each[1], each[2]) for each in said["notices"]),
                "notes": tuple(said["notes"]),
            }
        )

    def to_text(self) -> str:
        """The certificate for people."""
        lines = [
            f"Completeness certificate: {self.topic}, from {self.source}",
            "COMPLETE: every record that was counted is stored or named below."
            if self.is_complete
            else "NOT COMPLETE: the lines marked ! do not add up.",
            f"Begun {self.started}, ended {self.finished}; {self.requests} requests, {self.retries} of them again.",
            "",
        ]
        for query in self.queries:
            lines += self._query_lines(query)
        changed = ", ".join(f"{number} {what}" for what, number in self.changes.items()) or "nothing"
        lines += ["", f"Outcome: {changed}."]
        lines += [f"Deleted by PubMed: PMID {pmid}." for pmid in self.deleted]
        lines += [
            f"PMID {pmid}: {NOTICES.get(kind, kind)}" + (f", by PMID {by}." if by else ".")
            for pmid, kind, by in self.notices
        ]
        lines += [f"Set aside: PMID {each.pmid}: {each.reason}." for each in self.set_aside]
        lines += [f"Note: {note}" for note in self.notes]
        lines += ["", "Versions: " + ", ".join(f"{name} {version}" for name, version in self.versions.items())]
        return "\n".join(lines) + "\n"

    def _query_lines(self, query: QueryResult) -> list[str]:
        after = "" if query.count_after in (None, query.count) else f", {query.count_after} at the end"
        lines = [f"Query {query.name} ({query.mode}): {query.count} records{after}", f"  as written: {query.term}"]
        if query.translation:
            lines.append(f"  as PubMed read it: {query.translation}")
        lines += [f"  ! {warning}" for warning in query.warnings]
        for part in self.slices:
            if part.query == query.name and (part.count or not part.is_complete):
                mark = " " if part.is_complete else "!"
                again = f", {part.again} came again" if part.again else ""
                lines.append(
                    f"  {mark} {part.count} counted = {part.stored} stored + {part.set_aside} set aside{again}: "
                    + part.term[-100:]
                )
        return lines


def current_versions() -> dict[str, str]:
    """The versions of what took part."""
    import Bio

    return {"claim-miner": miner.__version__, "biopython": Bio.__version__, "python": platform.python_version()}
