"""The evidence of a store: its graph as it stands, and what changed between its runs."""

from collections.abc import Callable
from pathlib import Path

from miner.ask import Changes, find_changes, read_snapshot
from miner.ask.snapshot import Snapshot, snapshot, write_snapshot
from miner.assemble import assemble
from miner.errors import BadInput
from miner.model.evidence import EvidenceGraph
from miner.model.topic import Topic
from miner.run.kept import Key, find_kept, keep_graph, key_of
from miner.store import Store
from miner.topic import argument_of
from miner.vocabulary import load_vocabulary


def load_graph(topic: Topic, store: Store, *, say: Callable[[str], None] = lambda _: None) -> EvidenceGraph:
    """The graph of all papers that the store holds; BadInput where it holds none that was read.

    It is opened where it was kept; where none was, or what was kept is of another state, it is made anew and kept, and
    `say` is told why.
    """
    if not store.count_claims():
        raise BadInput(f"{store.path} holds no claims yet; fill it with `miner run {argument_of(topic)}`")
    found, why = find_kept(topic, store)
    if found is not None:
        return found
    say(f"putting the evidence together{why}; the next command finds it ready")
    graph, key = _assemble(topic, store)
    keep_graph(graph, store.path, key)
    return graph


def keep_anew(topic: Topic, path: Path) -> None:
    """Put the graph of a store together and keep it; BadInput where there is none, or no room for it."""
    with Store.open(path, read_only=True) as store:
        if not store.count_claims():
            raise BadInput(f"{path} holds no claims yet; fill it with `miner run {argument_of(topic)}`")
        graph, key = _assemble(topic, store)
    if keep_graph(graph, path, key) is None:
        raise BadInput(f"no file can be written beside {path}, nor in the cache folder; name another with MINER_CACHE")


def _assemble(topic: Topic, store: Store) -> tuple[EvidenceGraph, Key]:
    with store.unchanging():
        key = key_of(topic, store)
        return assemble(store.iter_papers(), topic=topic, vocabulary=load_vocabulary()), key


def note_changes(store: Store, graph: EvidenceGraph, *, run: int) -> Changes | None:
    """What changed since the run before, None where there was none; the new state is kept with this run."""
    before = store.find_snapshot(before=run)
    after = snapshot(graph)
    store.save_snapshot(run, write_snapshot(after))
    return None if before is None else find_changes(read_snapshot(before[1], path=store.path), after)


def compare_snapshots(store: Store, topic: Topic, *, since: str | None = None) -> Changes:
    """What changed between the newest state and that of the run before, or that which stood on an ISO day."""
    newest = store.find_snapshot()
    if newest is None:
        raise BadInput(f"{store.path} holds no finished run yet; make one with `miner run {argument_of(topic)}`")
    run, after = newest
    before = store.find_snapshot(before=run.number) if since is None else store.find_snapshot(until=since)
    empty = Snapshot(topic=topic.name)
    then = empty if before is None else read_snapshot(before[1], path=store.path)
    return find_changes(then, read_snapshot(after, path=store.path))
