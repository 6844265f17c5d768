"""The node of a graph that a person means by an id or a name."""

from miner.assemble.lookups import lookups_of
from miner.model.evidence import EvidenceGraph, Node
from miner.run.kept import load_names
from miner.vocabulary import load_vocabulary


def find_node(graph: EvidenceGraph, name: str) -> Node:
    """The node that a CURIE or a name means, rolled up where it is a form or a state; NotFound tells what is near."""
    nodes = lookups_of(graph).nodes
    vocabulary = load_vocabulary()
    for curie in (name, *(concept.curie for concept in vocabulary.find(name))):
        found = nodes.get(curie) or nodes.get(vocabulary.roll_up(curie)[0])
        if found is not None:
            return found
    return nodes[load_names(graph).get(name).id]
