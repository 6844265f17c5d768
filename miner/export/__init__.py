"""Exporting: the evidence graph in the formats of other tools, each a pure projection of its rows."""

from miner.export.annotations import write_annotations
from miner.export.citations import write_citations
from miner.export.graphml import write_graphml
from miner.export.graphs import stream_graph, write_graph
from miner.export.tables import write_claims, write_estimates

__all__ = [
    "stream_graph",
    "write_annotations",
    "write_citations",
    "write_claims",
    "write_estimates",
    "write_graph",
    "write_graphml",
]
