"""Assembling: from papers with their readings to the evidence graph, as our value and as a networkx graph."""

from miner.assemble.assembling import RULES_VERSION, assemble
from miner.assemble.attributes import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Attribute
from miner.assemble.choosing import choose_estimates
from miner.assemble.network import to_networkx
from miner.assemble.projection import EdgeRow, iter_edge_rows, iter_node_rows

__all__ = [
    "EDGE_ATTRIBUTES",
    "NODE_ATTRIBUTES",
    "RULES_VERSION",
    "Attribute",
    "EdgeRow",
    "assemble",
    "choose_estimates",
    "iter_edge_rows",
    "iter_node_rows",
    "to_networkx",
]
