"""The graph of a store, kept in a file beside it: opened where it is of this very state, made anew where it is not."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Final

import miner
from miner.ask.names import NameIndex, entities_of
from miner.assemble.keeping import to_columns
from miner.assemble.kept import KeptGraph
from miner.collecting import without_collecting
from miner.errors import BadInput, BadStore
from miner.model.evidence import EvidenceGraph
from miner.model.topic import Topic
from miner.run.digests import digest_of, library_versions
from miner.settings import read_settings
from miner.store import Store
from miner.store.columns import join_texts, split_texts, write_columns
from miner.vocabulary import load_vocabulary

_KEY: Final = "key"
_ROOMS: Final = ("model", "vocabulary", "weigh", "store", "assemble", "ask")
_DATA: Final = ("vocabulary",)
_WHY: Final = {
    "revision": "papers were added, changed or read again",
    "topic": "the topic's exposures, outcomes or mediators changed",
    "rules": "miner changed",
}
Key = Mapping[str, str]


def graph_path(store: Path) -> Path:
    """Where a store's graph is kept.

    >>> graph_path(Path("d/magnesium.sqlite")).as_posix()
    'd/magnesium.graph.npz'
    """
    return store.with_name(f"{store.stem}.graph.npz")


def load_names(graph: EvidenceGraph) -> NameIndex:
    """The names of a graph's nodes, ready to be searched; as they were kept, where the graph was."""
    if isinstance(graph, KeptGraph):
        return NameIndex(graph.columns)
    return NameIndex.of(entities_of(graph, load_vocabulary()))


def key_of(topic: Topic, store: Store) -> Key:
    """What the graph of a topic's store depends on: the papers with their readings, the topic's roles, and miner."""
    roles = repr((topic.name, topic.title, topic.exposure, topic.outcome, topic.mediator))
    return {
        "revision": store.revision(),
        "topic": sha256(roles.encode()).hexdigest()[:16],
        "rules": _rules(),
    }


def _rules() -> str:
    made_by = (miner.__version__, digest_of(_ROOMS, _DATA), sorted(library_versions().items()))
    return sha256(repr(made_by).encode()).hexdigest()[:16]


def find_kept(topic: Topic, store: Store) -> tuple[KeptGraph | None, str]:
    """The kept graph of this state of the store, or None and why there is none, as the end of a sentence."""
    key, why = key_of(topic, store), ""
    for path in _places(store.path):
        if not path.exists():
            continue
        try:
            graph = KeptGraph.open(path)
            kept: Key = json.loads(split_texts(graph.columns[_KEY])[0])
        except (BadStore, KeyError, ValueError, IndexError):
            why = why or f" ({path} cannot be read)"
            continue
        changed = [what for name, what in _WHY.items() if kept.get(name) != key[name]]
        if not changed:
            return graph, ""
        why = why or f" ({' and '.join(changed)} since it was kept)"
    return None, why


@without_collecting()
def keep_graph(graph: EvidenceGraph, store: Path, key: Key, *, names: NameIndex | None = None) -> Path | None:
    """The file that now holds an assembled graph and its names; None where no file can be written."""
    index = names or NameIndex.of(entities_of(graph, load_vocabulary()))
    columns = {_KEY: join_texts([json.dumps(key)]), **to_columns(graph), **index.columns}
    for path in _places(store):
        try:
            write_columns(path, columns)
        except BadInput:  # read-only, or full: the graph is in memory all the same
            continue
        return path
    return None


def _places(store: Path) -> tuple[Path, ...]:
    """Beside the store; where nothing can be written there, in the user's cache folder."""
    name = sha256(str(store.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return graph_path(store), graph_path(read_settings().cache_folder / "graphs" / f"{name}.sqlite")
