"""The evidence graph of a store, as it stands."""

from miner.assemble import assemble
from miner.errors import BadInput
from miner.model.evidence import EvidenceGraph
from miner.model.topic import Topic
from miner.store import Store
from miner.vocabulary import load_vocabulary


def load_graph(topic: Topic, store: Store) -> EvidenceGraph:
    """The graph of all papers that the store holds; BadInput where it holds none that was read."""
    if not store.count_claims():
        raise BadInput(f"{store.path} holds no claims yet; fill it with `miner run {topic.name}`")
    return assemble(store.iter_papers(), topic=topic, vocabulary=load_vocabulary())
