"""The evidence graph ready for questions: who leads where, by the strongest edge of each pair."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from miner.assemble.lookups import Looked, lookups_of
from miner.errors import NotFound
from miner.model.claim import Sign
from miner.model.evidence import Edge, EvidenceGraph, Mediation, Node

_HELD: Final = 1 << 15  # nodes whose legs are held


class Leg(NamedTuple):
    """One step of a path: the pair's strongest edge, its sign and belief, and whether papers dispute it."""

    edge: str
    sign: Sign
    belief: float
    is_disputed: bool


class Network:
    """A graph's edges by their ends. Edges on which nobody's word stands, and null edges, lead nowhere.

    >>> dict(Network(EvidenceGraph("test")).legs)
    {}
    """

    def __init__(self, graph: EvidenceGraph) -> None:
        self.graph = graph
        found = lookups_of(graph)
        self.nodes: Mapping[str, Node] = found.nodes
        self.edges: Mapping[str, Edge] = found.edges
        self.outgoing: Mapping[str, tuple[Edge, ...]] = found.outgoing
        self.incoming: Mapping[str, tuple[Edge, ...]] = found.incoming
        self.mediations: Mapping[tuple[str, str], tuple[Mediation, ...]] = found.mediations
        self.mediates: Mapping[str, tuple[Mediation, ...]] = found.mediates
        self.legs = _legs_by_end(found.outgoing, lambda edge: edge.object)
        self.into = _legs_by_end(found.incoming, lambda edge: edge.subject)

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


def _legs_by_end(
    edges: Mapping[str, tuple[Edge, ...]], end_of: Callable[[Edge], str]
) -> Mapping[str, Mapping[str, Leg]]:
    @lru_cache(maxsize=_HELD)
    def find(node: str) -> Mapping[str, Leg] | None:
        return _legs(edges.get(node, ()), end_of) or None

    return Looked(lambda: edges, find)


def _legs(edges: Iterable[Edge], end_of: Callable[[Edge], str]) -> Mapping[str, Leg]:
    # Of the edges between two nodes, a direction before none, then more belief, then "raises" before "lowers".
    best: dict[str, tuple[tuple[bool, float, int], Edge]] = {}
    signs: dict[str, set[Sign]] = {}
    for edge in edges:
        score, sign = edge.belief.score, edge.sign
        if score <= 0:
            continue
        end = end_of(edge)
        if sign is not None:
            signs.setdefault(end, set()).add(sign)
        if sign == 0:
            continue
        rank = (sign is not None, score, sign or 0)
        if end not in best or rank > best[end][0]:
            best[end] = (rank, edge)
    return {
        end: Leg(edge.id, edge.sign, edge.belief.score, is_disputed=len(signs.get(end, ())) > 1)
        for end, (_, edge) in best.items()
    }
