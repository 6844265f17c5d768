"""What changed between two states of a graph, and why: new, gone, stronger, weaker, turned; as JSON and as text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any, Final, NamedTuple

from miner.ask.snapshot import EdgeState, Snapshot, read_snapshot, write_snapshot
from miner.model.claim import Sign

__all__ = [
    "Change",
    "ChangeKind",
    "Changes",
    "PaperChange",
    "Reason",
    "find_changes",
    "read_snapshot",
    "write_snapshot",
]

_SAME: Final = 0.005  # belief that moves by less has not changed in any way that matters
_VERBS: Final[dict[Sign, str]] = {1: "raises", -1: "lowers", 0: "does not change", None: "is linked to"}


class ChangeKind(StrEnum):
    """What happened to an edge; `TURNED` is a pair whose most believed direction is another now."""

    TURNED = "turned"
    NEW = "new"
    GONE = "gone"
    STRONGER = "strengthened"
    WEAKER = "weakened"


class Reason(NamedTuple):
    """Why, with the paper where it is one paper's doing.

    Of papers: `new paper`, `retraction`, `revision`, `deletion`, `reinstatement`; of miner: `new vocabulary`,
    `new rules`, `new reading` (the same record, read otherwise).
    """

    kind: str
    paper: str | None = None


class Change(NamedTuple):
    """One change of one edge, or of a pair's direction; belief before and after (None: it was not there)."""

    kind: ChangeKind
    edge: str
    text: str
    before: float | None
    after: float | None
    reasons: tuple[Reason, ...]


class PaperChange(NamedTuple):
    """What happened to a paper itself, and how many edges rested on it before; said even where belief hardly moved.

    `kind` is `retraction`, `reinstatement`, `correction`, `expression of concern` or `deletion`.
    """

    kind: str
    paper: str
    edges: int


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes between two states, turned ones first, then by how much belief moved; and what became of papers."""

    topic: str
    changes: tuple[Change, ...]
    papers: tuple[PaperChange, ...] = ()

    def to_record(self) -> dict[str, Any]:
        """The changes as plain values for JSON."""
        return {
            "topic": self.topic,
            "count": len(self.changes),
            "papers": [one._asdict() for one in self.papers],
            "changes": [
                {
                    "kind": one.kind.value,
                    "edge": one.edge,
                    "text": one.text,
                    "before": one.before,
                    "after": one.after,
                    "reasons": [
                        {"kind": reason.kind} | ({"paper": reason.paper} if reason.paper else {})
                        for reason in one.reasons
                    ],
                }
                for one in self.changes
            ],
        }

    def to_text(self) -> str:
        """The changes as a report in Markdown."""
        lines = [f"# What changed in {self.topic}", ""]
        if not self.changes and not self.papers:
            lines += ["Nothing.", ""]
        if self.papers:
            lines += ["## Papers", ""]
            lines += [f"- {one.kind} of {one.paper}, on which {_edges(one.edges)}" for one in self.papers]
            lines.append("")
        for kind, those in groupby(self.changes, key=lambda one: one.kind):
            lines += [f"## {kind.value.capitalize()}", ""]
            lines += [f"- {one.text}{_moved(one)}: {_why(one.reasons)}" for one in those]
            lines.append("")
        return "\n".join(lines)


def find_changes(before: Snapshot, after: Snapshot) -> Changes:
    """What is new, gone, strengthened, weakened or turned, each with its reasons."""
    found = [*_turned(before, after), *_moves(before, after)]
    order = list(ChangeKind)
    found.sort(key=lambda one: (order.index(one.kind), -abs((one.after or 0) - (one.before or 0)), one.edge))
    return Changes(after.topic or before.topic, tuple(found), tuple(_papers(before, after)))


def _papers(before: Snapshot, after: Snapshot) -> Iterator[PaperChange]:
    rested = Counter(paper for one in before.edges.values() for paper in one.papers)
    for paper, old in sorted(before.papers.items()):
        new = after.papers.get(paper)
        for kind, happened in (
            ("deletion", new is None),
            ("retraction", new is not None and new.retracted and not old.retracted),
            ("reinstatement", new is not None and old.retracted and not new.retracted),
            ("expression of concern", new is not None and new.concern and not old.concern),
            ("correction", new is not None and new.corrected and not old.corrected),
        ):
            if happened:
                yield PaperChange(kind, paper, rested[paper])


def _moves(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    for edge in sorted(before.edges.keys() | after.edges.keys()):
        old, new = before.edges.get(edge), after.edges.get(edge)
        was, now = _belief(old), _belief(new)
        kind = _kind(was, now)
        if kind is not None:
            state = new or old
            assert state is not None
            yield Change(
                kind,
                edge,
                _say(state, {**before.labels, **after.labels}),
                None if old is None else was,
                None if new is None else now,
                tuple(_reasons(old, new, before, after, edge)),
            )


def _belief(state: EdgeState | None) -> float:
    return 0.0 if state is None else state.belief


def _kind(was: float, now: float) -> ChangeKind | None:
    # An edge on which no paper stands any more is gone, though it is kept and marked.
    if was <= 0 < now:
        return ChangeKind.NEW
    if now <= 0 < was:
        return ChangeKind.GONE
    if abs(now - was) < _SAME:
        return None
    return ChangeKind.STRONGER if now > was else ChangeKind.WEAKER


def _turned(before: Snapshot, after: Snapshot) -> Iterator[Change]:
    old, new = _directions(before), _directions(after)
    for pair in sorted(old.keys() & new.keys()):
        (first_id, first), (then_id, then) = old[pair], new[pair]
        if first.sign == then.sign:
            continue
        labels = {**before.labels, **after.labels}
        yield Change(
            ChangeKind.TURNED,
            then_id,
            f"{_say(then, labels)}; before, most spoke for: {_VERBS[first.sign]}",
            _belief(before.edges.get(then_id)),
            then.belief,
            (
                *_reasons(before.edges.get(then_id), then, before, after, then_id),
                *(
                    reason
                    for reason in _reasons(first, after.edges.get(first_id), before, after, first_id)
                    if reason.paper is not None
                ),
            ),
        )


def _directions(state: Snapshot) -> Mapping[tuple[str, str], tuple[str, EdgeState]]:
    # Each pair's most believed answer; links without a direction give none.
    best: dict[tuple[str, str], tuple[str, EdgeState]] = {}
    for edge, one in sorted(state.edges.items()):
        if one.via is not None or one.sign is None or one.belief <= 0:
            continue
        pair = (one.subject, one.object)
        if pair not in best or one.belief > best[pair][1].belief:
            best[pair] = (edge, one)
    return best


def _reasons(
    old: EdgeState | None, new: EdgeState | None, before: Snapshot, after: Snapshot, edge: str
) -> Iterator[Reason]:
    had = set(old.papers) if old is not None else set()
    has = set(new.papers) if new is not None else set()
    found = [
        *(_came(paper, before, after) for paper in sorted(has - had)),
        *(_went(paper, before, after) for paper in sorted(had - has)),
        *(Reason("revision", paper) for paper in sorted(had & has) if _is_revised(paper, before, after)),
    ]
    if not found:
        found = list(_others(before, after, old or new, edge))
    named = [one if one.paper is not None else _version(before, after) for one in found]
    yield from dict.fromkeys(named or [_version(before, after)])


def _came(paper: str, before: Snapshot, after: Snapshot) -> Reason:
    if paper not in before.papers:
        return Reason("new paper", paper)
    if before.papers[paper].retracted and not after.papers[paper].retracted:
        return Reason("reinstatement", paper)
    return Reason("revision", paper) if _is_revised(paper, before, after) else Reason("new reading")


def _went(paper: str, before: Snapshot, after: Snapshot) -> Reason:
    if paper not in after.papers:
        return Reason("deletion", paper)
    if after.papers[paper].retracted and not before.papers[paper].retracted:
        return Reason("retraction", paper)
    return Reason("revision", paper) if _is_revised(paper, before, after) else Reason("new reading")


def _is_revised(paper: str, before: Snapshot, after: Snapshot) -> bool:
    old, new = before.papers.get(paper), after.papers.get(paper)
    return old is not None and new is not None and old.revised != new.revised


def _version(before: Snapshot, after: Snapshot) -> Reason:
    # The same papers read or weighed otherwise: by another vocabulary, by other rules, or by a better reading.
    for name in ("vocabulary", "rules"):
        if before.versions.get(name) != after.versions.get(name):
            return Reason(f"new {name}")
    return Reason("new reading")


def _others(before: Snapshot, after: Snapshot, state: EdgeState | None, edge: str) -> Iterable[Reason]:
    # The edge's own papers are as they were: what moved it stands on the other edges of its pair.
    if state is None:
        return
    for other in sorted(before.edges.keys() | after.edges.keys()):
        old, new = before.edges.get(other), after.edges.get(other)
        one = new or old
        assert one is not None
        if other == edge or one.via != state.via or (one.subject, one.object) != (state.subject, state.object):
            continue
        had = set(old.papers) if old is not None else set()
        has = set(new.papers) if new is not None else set()
        yield from (_came(paper, before, after) for paper in sorted(has - had))
        yield from (_went(paper, before, after) for paper in sorted(had - has))


def _edges(count: int) -> str:
    return "one edge rested" if count == 1 else f"{count} edges rested"


def _say(state: EdgeState, labels: Mapping[str, str]) -> str:
    subject, object_ = (labels.get(node, node) for node in (state.subject, state.object))
    through = "" if state.via is None else f" through {labels.get(state.via, state.via)}"
    return f"{subject} {_VERBS[state.sign]} {object_}{through}"


def _moved(one: Change) -> str:
    before = "" if one.before is None else f"{one.before:.2f}"
    after = "" if one.after is None else f"{one.after:.2f}"
    return f" ({before or 'not there'} → {after or 'not there'})"


def _why(reasons: Iterable[Reason]) -> str:
    # Each kind once: "new paper PMID:1, PMID:2; new rules".
    papers: dict[str, list[str]] = {}
    for reason in reasons:
        papers.setdefault(reason.kind, []).extend([] if reason.paper is None else [reason.paper])
    return "; ".join(f"{kind} {', '.join(those)}".rstrip() for kind, those in papers.items())
