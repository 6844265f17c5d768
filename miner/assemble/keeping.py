"""The evidence graph as columns, to be kept in a file: what is asked of every edge as numbers, the rest as rows.

Nodes, edges, papers and claims are numbered in the graph's own order. `docs/graph.md` lists the columns.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, Final

import numpy as np

from miner.model.claim import Claim, Mediator, Sign
from miner.model.estimate import Estimate
from miner.model.evidence import (
    Belief,
    Edge,
    Evidence,
    EvidenceGraph,
    Inference,
    Mediation,
    MediationEvidence,
    Node,
    Paper,
    PaperWeight,
    Pool,
)
from miner.store.columns import Array, join_rows, join_texts
from miner.store.packing import packer

FORMAT: Final = "miner-graph-1"
NO_SIGN: Final = 2
"""How a sign that is None is kept."""
NO_YEAR: Final = 0
DESIGNS: Final = "designs"
Numbers = Mapping[str, int]
_pack_claim: Final = packer(Claim)
_pack_estimates: Final = packer(tuple[Estimate, ...])
_pack_mediator: Final = packer(Mediator)
_pack_estimate: Final = packer(Estimate | None)
_pack_weights: Final = packer(tuple[PaperWeight, ...])
_pack_pools: Final = packer(tuple[Pool, ...])


def to_columns(graph: EvidenceGraph) -> dict[str, Array]:
    """The columns of a graph as it was assembled: nodes in order of id, edges in order of their pair."""
    nodes = {node.id: number for number, node in enumerate(graph.nodes)}
    papers = {paper.id: number for number, paper in enumerate(graph.papers)}
    about = {"format": FORMAT, "topic": graph.topic, "title": graph.title, "versions": graph.versions}
    return {
        "about": join_texts([json.dumps(about, ensure_ascii=False)]),
        **_nodes(graph.nodes),
        **_papers(graph.papers),
        **_edges(graph.edges, nodes, papers),
        **_claims(graph.edges, papers),
        **_mediations(graph.mediations, nodes, papers),
        **_inferences(graph.inferences, nodes, {edge.id: number for number, edge in enumerate(graph.edges)}),
        **_rows(
            "background", [[one.subject, one.object, one.sign, *_evidence(one, papers)] for one in graph.background]
        ),
    }


def _rows(name: str, values: Iterable[Any]) -> dict[str, Array]:
    written = (json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    content, starts = join_rows([one.encode("utf-8", "surrogatepass") for one in written])
    return {f"{name}.rows": content, f"{name}.starts": starts}


def _ints(numbers: Iterable[int], kind: type = np.int32) -> Array:
    return np.fromiter(numbers, dtype=kind)


def _floats(numbers: Iterable[float]) -> Array:
    return np.fromiter(numbers, dtype=np.float64)


def code_of(sign: Sign) -> int:
    """How a sign is kept."""
    return NO_SIGN if sign is None else sign


def _nodes(nodes: Sequence[Node]) -> dict[str, Array]:
    ids = [node.id for node in nodes]
    assert ids == sorted(ids), "the nodes of an assembled graph stand in order of id"
    pack = packer(Node)
    assert pack is not None
    return {
        "node.ids": join_texts(ids),
        "node.papers": _ints(node.papers for node in nodes),
        **_rows("node", (pack(node) for node in nodes)),
    }


def _papers(papers: Sequence[Paper]) -> dict[str, Array]:
    pack = packer(Paper)
    assert pack is not None
    designs = sorted({paper.design.value for paper in papers})
    return {
        "paper.ids": join_texts([paper.id for paper in papers]),
        "paper.years": _ints((paper.year or NO_YEAR for paper in papers), np.int16),
        "paper.sound": np.fromiter((not paper.is_retracted for paper in papers), dtype=np.bool_),
        "paper.designs": _ints((designs.index(paper.design.value) for paper in papers), np.int8),
        DESIGNS: join_texts(designs),
        **_rows("paper", (pack(paper) for paper in papers)),
    }


def _edges(edges: Sequence[Edge], nodes: Numbers, papers: Numbers) -> dict[str, Array]:
    subjects = _ints(nodes[edge.subject] for edge in edges)
    objects = _ints(nodes[edge.object] for edge in edges)
    scores = _floats(edge.belief.score for edge in edges)
    # The most believed first; who ties is told apart by id.
    by_id = np.empty(len(edges), dtype=np.int64)
    by_id[sorted(range(len(edges)), key=lambda number: edges[number].id)] = np.arange(len(edges))
    incoming = np.lexsort((by_id, -scores, objects)).astype(np.int32)
    outgoing = np.lexsort((by_id, -scores, subjects)).astype(np.int32)
    ends = np.arange(len(nodes) + 1)
    return {
        "edge.subjects": subjects,
        "edge.objects": objects,
        "edge.signs": _ints((code_of(edge.sign) for edge in edges), np.int8),
        "edge.background": _ints(edge.background for edge in edges),
        "edge.outgoing": outgoing,
        "edge.outgoing.starts": np.searchsorted(subjects[outgoing], ends),
        "edge.incoming": incoming,
        "edge.incoming.starts": np.searchsorted(objects[incoming], ends),
        **_beliefs("edge", [edge.belief for edge in edges]),
        **_rows("edge", (_edge_row(edge, papers) for edge in edges)),
    }


def _edge_row(edge: Edge, papers: Numbers) -> list[Any]:
    assert _pack_weights is not None
    assert _pack_pools is not None
    evidence = [_evidence(one, papers) for one in edge.evidence]
    return [evidence, _pack_weights(edge.belief.weights), _pack_pools(edge.pools)]


def _beliefs(name: str, beliefs: Sequence[Belief]) -> dict[str, Array]:
    return {
        f"{name}.scores": _floats(one.score for one in beliefs),
        f"{name}.consistencies": _floats(one.consistency for one in beliefs),
        f"{name}.strengths": _floats(one.strength for one in beliefs),
        f"{name}.support": _ints(one.support for one in beliefs),
        f"{name}.against": _ints(one.against for one in beliefs),
        f"{name}.null": _ints(one.null for one in beliefs),
    }


def _evidence(one: Evidence, papers: Numbers) -> list[Any]:
    assert _pack_claim is not None
    assert _pack_estimates is not None
    document = None if one.document == one.paper.id else one.document
    return [papers[one.paper.id], document, _pack_claim(one.claim), _pack_estimates(one.estimates), one.is_turned]


def _claims(edges: Sequence[Edge], papers: Numbers) -> dict[str, Array]:
    """A number for each claim that stands on an edge, in the edges' order; and two orders to find them by."""
    those = list(chain.from_iterable(edge.evidence for edge in edges))
    starts = np.zeros(len(edges) + 1, dtype=np.int64)
    np.cumsum([len(edge.evidence) for edge in edges], out=starts[1:])
    names = list(chain.from_iterable([edge.id] * len(edge.evidence) for edge in edges))
    places = range(len(those))
    latest = sorted(places, key=lambda at: (-(those[at].paper.year or 0), those[at].document, those[at].claim.start))
    by_paper = sorted(
        places, key=lambda at: (papers[those[at].paper.id], those[at].document, those[at].claim.start, names[at])
    )
    of = _ints(papers[one.paper.id] for one in those)
    in_order = _ints(by_paper)
    return {
        "claim.starts": starts,
        "claim.papers": of,
        "claim.latest": _ints(latest),
        "claim.by_paper": in_order,
        "claim.by_paper.starts": np.searchsorted(of[in_order], np.arange(len(papers) + 1)),
    }


def _mediations(mediations: Sequence[Mediation], nodes: Numbers, papers: Numbers) -> dict[str, Array]:
    return {
        "mediation.exposures": _ints(nodes[one.exposure] for one in mediations),
        "mediation.mediators": _ints(nodes[one.mediator] for one in mediations),
        "mediation.outcomes": _ints(nodes[one.outcome] for one in mediations),
        "mediation.signs": _ints((code_of(one.sign) for one in mediations), np.int8),
        "mediation.papers": _ints(len(one.papers) for one in mediations),
        **_beliefs("mediation", [one.belief for one in mediations]),
        **_rows("mediation", (_mediation_row(one, papers) for one in mediations)),
    }


def _mediation_row(mediation: Mediation, papers: Numbers) -> list[Any]:
    assert _pack_weights is not None
    return [[_stated(one, papers) for one in mediation.evidence], _pack_weights(mediation.belief.weights)]


def _stated(one: MediationEvidence, papers: Numbers) -> list[Any]:
    assert _pack_mediator is not None
    assert _pack_estimate is not None
    pieces = [
        _pack_mediator(one.mediator),
        one.percent,
        _pack_estimate(one.percent_estimate),
        _pack_estimate(one.indirect),
    ]
    return [_evidence(one.evidence, papers), *pieces]


def _inferences(inferences: Sequence[Inference], nodes: Numbers, edges: Numbers) -> dict[str, Array]:
    return {
        "inference.exposures": _ints(nodes[one.exposure] for one in inferences),
        "inference.mediators": _ints(nodes[one.mediator] for one in inferences),
        "inference.outcomes": _ints(nodes[one.outcome] for one in inferences),
        "inference.signs": _ints((code_of(one.sign) for one in inferences), np.int8),
        "inference.first": _ints(edges[one.first] for one in inferences),
        "inference.second": _ints(edges[one.second] for one in inferences),
        "inference.beliefs": _floats(one.belief for one in inferences),
    }
