"""The evidence graph as a networkx graph: plain, with scalars only, the very attributes that GraphML holds."""

from typing import TYPE_CHECKING, Any

from miner.assemble.projection import iter_edge_rows, iter_node_rows
from miner.model.evidence import EvidenceGraph

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(graph: EvidenceGraph, *, evidence: bool = True) -> "nx.MultiDiGraph[str]":
    """A MultiDiGraph whose edge keys are the edges' ids; `evidence=False` leaves out the long attributes."""
    import networkx as nx

    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    network.graph.update(_about(graph))
    network.add_nodes_from(iter_node_rows(graph))
    for source, target, key, attributes in iter_edge_rows(graph, evidence=evidence):
        network.add_edge(source, target, key, **attributes)
    return network


def _about(graph: EvidenceGraph) -> dict[str, Any]:
    about = {"topic": graph.topic, "title": graph.title, **dict(graph.versions)}
    return {name: value for name, value in about.items() if value}
