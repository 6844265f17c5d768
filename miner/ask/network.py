"""The evidence graph ready for questions: who leads where, by the strongest edge of each pair."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from miner.errors import NotFound
from miner.model.claim import Sign
from miner.model.evidence import Edge, EvidenceGraph, Mediation, Node


class Leg(NamedTuple):
    """One step of a path: the pair's strongest edge, its sign and belief, and whether papers dispute it."""

    edge: str
    sign: Sign
    belief: float
    is_disputed: bool


class Network:
    """A graph's edges by their ends. Edges on which nobody's word stands, and null edges, lead nowhere.

    >>> Network(EvidenceGraph("test")).legs
    {}
    """

    def __init__(self, graph: EvidenceGraph) -> None:
        self.graph = graph
        self.nodes: Mapping[str, Node] = {node.id: node for node in graph.nodes}
        self.edges: Mapping[str, Edge] = {edge.id: edge for edge in graph.edges}
        self.legs: dict[str, dict[str, Leg]] = {}
        self.into: dict[str, dict[str, Leg]] = {}
        for (subject, object_), leg in _legs(graph.edges).items():
            self.legs.setdefault(subject, {})[object_] = leg
            self.into.setdefault(object_, {})[subject] = leg
        self.outgoing = _by_end(graph.edges, incoming=False)
        self.incoming = _by_end(graph.edges, incoming=True)
        self.mediations: Mapping[tuple[str, str], tuple[Mediation, ...]] = _by_pair(graph.mediations)

    def node(self, node_id: str) -> Node:
        """The node of that id; raises NotFound."""
        node = self.nodes.get(node_id)
        if node is None:
            raise NotFound(f"{node_id} is not in the graph of {self.graph.topic}; `miner search` finds what is")
        return node

    def edge(self, edge_id: str) -> Edge:
        """The stated edge of that id; raises NotFound."""
        edge = self.edges.get(edge_id)
        if edge is None:
            raise NotFound(f"{edge_id} is no edge of the graph; `miner show` lists a node's edges")
        return edge


def _legs(edges: Iterable[Edge]) -> dict[tuple[str, str], Leg]:
    best: dict[tuple[str, str], Leg] = {}
    signs: dict[tuple[str, str], set[Sign]] = defaultdict(set)
    for edge in edges:
        if edge.belief.score <= 0:
            continue
        pair = (edge.subject, edge.object)
        if edge.sign is not None:
            signs[pair].add(edge.sign)
        if edge.sign == 0:
            continue
        known = best.get(pair)
        # A direction before none, then more belief.
        if known is None or (edge.sign is not None, edge.belief.score) > (known.sign is not None, known.belief):
            best[pair] = Leg(edge.id, edge.sign, edge.belief.score, is_disputed=False)
    return {pair: leg._replace(is_disputed=len(signs[pair]) > 1) for pair, leg in best.items()}


def _by_end(edges: Iterable[Edge], *, incoming: bool) -> Mapping[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge.object if incoming else edge.subject, []).append(edge)
    return {node: tuple(sorted(those, key=lambda edge: (-edge.belief.score, edge.id))) for node, those in found.items()}


def _by_pair(mediations: Iterable[Mediation]) -> Mapping[tuple[str, str], tuple[Mediation, ...]]:
    found: dict[tuple[str, str], list[Mediation]] = {}
    for one in mediations:
        found.setdefault((one.exposure, one.outcome), []).append(one)
    return {pair: tuple(sorted(those, key=lambda one: (-one.belief.score, one.id))) for pair, those in found.items()}
