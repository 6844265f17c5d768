"""What of a graph must be kept to say later what has changed: a small JSON file beside the graph."""

import json
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from miner.assemble.projection import main_pool
from miner.errors import BadInput
from miner.model.claim import Sign
from miner.model.evidence import Edge, EvidenceGraph, Mediation

FORMAT: Final = "miner-snapshot-1"


@dataclass(frozen=True, slots=True)
class EdgeState:
    """An edge as it stood: what it says, how sure it is, and on which papers it rests."""

    subject: str
    object: str
    sign: Sign
    belief: float
    papers: tuple[str, ...]
    retracted: tuple[str, ...] = ()
    via: str | None = None
    pooled: float | None = None


@dataclass(frozen=True, slots=True)
class PaperState:
    """A paper as it stood: how it stands, its record's revision, and a digest of what was read from it."""

    retracted: bool
    revised: str
    digest: str
    concern: bool = False
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A graph's state, small enough to be kept after every run."""

    topic: str
    versions: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    papers: dict[str, PaperState] = field(default_factory=dict)
    edges: dict[str, EdgeState] = field(default_factory=dict)


def snapshot(graph: EvidenceGraph) -> Snapshot:
    """The state of a graph: its stated edges and mediations, and the papers that they rest on."""
    digests: dict[str, list[str]] = {}
    for edge in graph.edges:
        for one in edge.evidence:
            digests.setdefault(one.paper.id, []).append(repr((one.document, one.claim.quote, one.claim.start)))
    return Snapshot(
        topic=graph.topic,
        versions=dict(graph.versions),
        labels={node.id: node.label for node in graph.nodes},
        papers={
            paper.id: PaperState(
                paper.is_retracted,
                f"{paper.version}/{paper.revised}",
                sha256("".join(sorted(set(digests.get(paper.id, ())))).encode()).hexdigest()[:16],
                paper.has_concern,
                paper.is_corrected,
            )
            for paper in graph.papers
        },
        edges={edge.id: _state(edge) for edge in graph.edges} | {one.id: _state(one) for one in graph.mediations},
    )


def _state(one: Edge | Mediation) -> EdgeState:
    if isinstance(one, Mediation):
        return EdgeState(
            one.exposure, one.outcome, one.sign, _round(one.belief.score), one.papers, one.retracted, one.mediator
        )
    pool = main_pool(one.pools)
    return EdgeState(
        one.subject,
        one.object,
        one.sign,
        _round(one.belief.score),
        one.papers,
        one.retracted,
        pooled=None if pool is None else _round(pool.value),
    )


def _round(number: float) -> float:
    return float(f"{number:.6g}")


def write_snapshot(state: Snapshot) -> str:
    """The snapshot as JSON, the same bytes for the same graph."""
    record = {"format": FORMAT, **asdict(state)}
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def read_snapshot(text: str, *, path: Path | str = "the snapshot") -> Snapshot:
    """The snapshot of a JSON text; raises BadInput where it is none of ours."""
    try:
        record: Any = json.loads(text)
        if record["format"] != FORMAT:
            raise BadInput(f"{path} is from another version ({record['format']}); `miner run` writes it anew")
        return Snapshot(
            topic=record["topic"],
            versions=dict(record["versions"]),
            labels=dict(record["labels"]),
            papers={key: PaperState(**value) for key, value in record["papers"].items()},
            edges={
                key: EdgeState(**{**value, "papers": tuple(value["papers"]), "retracted": tuple(value["retracted"])})
                for key, value in record["edges"].items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f"{path} is no snapshot of a graph ({error}); run `miner run` to write one") from None
