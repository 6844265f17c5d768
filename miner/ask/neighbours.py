"""What one node raises and lowers, what raises and lowers it, and through what."""

from typing import NamedTuple

from miner.ask.network import Network
from miner.model.claim import Sign
from miner.model.evidence import Edge, Mediation, Node


class Neighbour(NamedTuple):
    """A node on the other side of an edge, and what papers state as lying between."""

    node: Node
    edge: Edge
    via: tuple[Mediation, ...]


class Neighbourhood(NamedTuple):
    """A node with its neighbours, the strongest edge first; retracted edges come last, with no belief."""

    node: Node
    outgoing: tuple[Neighbour, ...]
    incoming: tuple[Neighbour, ...]
    mediates: tuple[Mediation, ...]

    def that(self, *, sign: Sign, incoming: bool = False) -> tuple[Neighbour, ...]:
        """The neighbours of one sign: what the node raises (1), lowers (-1), leaves as it is (0), goes with (None)."""
        return tuple(one for one in (self.incoming if incoming else self.outgoing) if one.edge.sign == sign)


def get_neighbourhood(network: Network, node_id: str) -> Neighbourhood:
    """All that the graph says of one node; raises NotFound."""
    node = network.node(node_id)
    return Neighbourhood(
        node=node,
        outgoing=tuple(to_neighbour(network, edge, edge.object) for edge in network.outgoing.get(node_id, ())),
        incoming=tuple(to_neighbour(network, edge, edge.subject) for edge in network.incoming.get(node_id, ())),
        mediates=network.mediates.get(node_id, ()),
    )


def to_neighbour(network: Network, edge: Edge, other: str) -> Neighbour:
    """The node at the other end of an edge."""
    between = network.mediations.get((edge.subject, edge.object), ())
    return Neighbour(network.nodes[other], edge, tuple(one for one in between if one.sign == edge.sign))
