"""A graph pooled anew with estimates that a reader chose, where the rules took another of a paper's."""

from collections.abc import Mapping
from dataclasses import replace

from miner.errors import BadInput
from miner.model.evidence import Edge, Evidence, EvidenceGraph
from miner.weigh.pooling import pool_pair


def choose_estimates(graph: EvidenceGraph, choices: Mapping[str, str]) -> EvidenceGraph:
    """The graph with the pools of these choices: paper id to an estimate as printed, or to "" to leave the paper out.

    Whatever else the choice is, an estimate is pooled only with those that compare the same. Raises BadInput where a
    paper is not in the graph, or prints no such estimate.
    """
    if not choices:
        return graph
    _check(graph, choices)
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for edge in graph.edges:
        pairs.setdefault((edge.subject, edge.object), []).append(edge)
    pools = {
        pair: pool_pair([one for edge in edges for one in edge.evidence], choices=choices)
        for pair, edges in pairs.items()
        if any(one.paper.id in choices for edge in edges for one in edge.evidence)
    }
    edges = (
        replace(edge, pools=pools[pair]) if (pair := (edge.subject, edge.object)) in pools else edge
        for edge in graph.edges
    )
    return replace(graph, edges=tuple(edges))


def _check(graph: EvidenceGraph, choices: Mapping[str, str]) -> None:
    papers = {paper.id for paper in graph.papers}
    printed: dict[str, dict[str, None]] = {paper: {} for paper in choices}
    for edge in graph.edges:
        for one in edge.evidence:
            if one.paper.id in printed:
                printed[one.paper.id].update(dict.fromkeys(_texts(one)))
    for paper, text in choices.items():
        if paper not in papers:
            raise BadInput(f"{paper} is no paper of the graph of {graph.topic}; papers are named like PMID:25008857")
        if text and text not in printed[paper]:
            known = "; ".join(printed[paper]) or "none"
            raise BadInput(f"{paper} prints no estimate {text!r} that could be pooled; it prints: {known}")


def _texts(evidence: Evidence) -> tuple[str, ...]:
    return tuple(estimate.text for estimate in evidence.estimates if estimate.has_ci)
