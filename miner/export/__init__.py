"""Exporting: the evidence graph in the formats of other tools, each a pure projection of its rows."""

from miner.export.graphml import write_graphml

__all__ = ["write_graphml"]
