"""What the explorer answers from: the evidence of a store, held in memory and read again when the store has changed."""

import gc
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import sha256
from heapq import nlargest
from pathlib import Path
from typing import Final, NamedTuple

import miner
from miner.ask.disagreement import Year, timeline
from miner.ask.names import NameIndex, entities_of
from miner.ask.neighbours import Neighbourhood, get_neighbourhood
from miner.ask.network import Network
from miner.errors import BadInput, MinerError
from miner.model.evidence import Edge, Evidence, EvidenceGraph, Inference, Mediation, Node, Paper
from miner.model.topic import Topic
from miner.run.evidence import load_graph
from miner.store import Store
from miner.vocabulary import Vocabulary, load_vocabulary

_SOME: Final = 20
_KEPT: Final = 64  # neighbourhoods
_LOOK: Final = 3.0  # seconds between looks at the store's files; a store is read again when two looks agree


class NotReady(MinerError):
    """The evidence is still being put together."""


class Stated(NamedTuple):
    """A claim of a paper and the edge that it stands on."""

    edge: str
    evidence: Evidence


class Dispute(NamedTuple):
    """A pair on whose direction papers disagree, and how many papers speak of it."""

    subject: str
    object: str
    papers: int


class Around(NamedTuple):
    """A node's neighbourhood, and its papers by year."""

    neighbourhood: Neighbourhood
    years: tuple[Year, ...]


@dataclass(frozen=True, eq=False)
class View:
    """One state of a store's evidence, with what is needed to answer quickly. Never changed once it is made."""

    revision: str
    topic: Topic
    graph: EvidenceGraph
    network: Network
    names: NameIndex
    vocabulary: Vocabulary
    papers: Mapping[str, Paper]
    stated: Mapping[str, tuple[Stated, ...]]
    mediations: Mapping[str, Mediation]
    inferences: Mapping[str, Inference]
    mediates: Mapping[str, tuple[Mediation, ...]]
    seconds: float = field(default=0.0, compare=False)

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """The disputed pairs, those of most papers first."""
        pairs: dict[tuple[str, str], list[Edge]] = {}
        for edge in self.graph.edges:
            if edge.sign is not None and edge.belief.score > 0:
                pairs.setdefault((edge.subject, edge.object), []).append(edge)
        found = [
            Dispute(*pair, len({paper for edge in edges for paper in edge.papers}))
            for pair, edges in pairs.items()
            if len(edges) > 1
        ]
        return tuple(sorted(found, key=lambda one: (-one.papers, one.subject, one.object)))

    @cached_property
    def strongest(self) -> tuple[Edge, ...]:
        """The most believed edges, a few."""
        some = nlargest(_SOME, self.graph.edges, key=lambda edge: edge.belief.score)
        least = some[-1].belief.score if some else 0.0
        # Who ties with the last of them is judged by id: the same graph gives the same edges.
        tied = [edge for edge in self.graph.edges if edge.belief.score >= least]
        return tuple(sorted(tied, key=lambda edge: (-edge.belief.score, edge.id))[:_SOME])

    @cached_property
    def by_papers(self) -> tuple[Node, ...]:
        """All nodes, those of most papers first."""
        return tuple(sorted(self.graph.nodes, key=lambda node: (-node.papers, node.id)))

    @cached_property
    def claims(self) -> int:
        """How many claims stand in the graph."""
        return sum(len(edge.evidence) for edge in self.graph.edges)

    @cached_property
    def around(self) -> Callable[[str], Around]:
        """What stands around a node, by id; kept for those that were asked for last. Raises NotFound."""

        def find(node: str) -> Around:
            found = get_neighbourhood(self.network, node)
            return Around(found, timeline([one.edge for one in (*found.outgoing, *found.incoming)]))

        return lru_cache(maxsize=_KEPT)(find)

    def label(self, node: str) -> str:
        """What a node is called; its id where it is not in the graph."""
        found = self.network.nodes.get(node)
        return node if found is None else found.label

    def resolve(self, words: str) -> str | None:
        """The id of the node that is meant: `Name (ID)`, an id, a rolled-up id, or a name; None where there is none."""
        words = words.strip()
        inside = words.rpartition("(")[2].rstrip(")")
        for curie in (words, inside, self.vocabulary.roll_up(words)[0]):
            if curie in self.network.nodes:
                return curie
        found = self.names.search(words, limit=1).matches
        return found[0].entity.id if found and found[0].how in {"id", "name"} else None


def make_view(topic: Topic, graph: EvidenceGraph, *, revision: str, vocabulary: Vocabulary) -> View:
    """The view of a graph."""
    stated: dict[str, list[Stated]] = {}
    for edge in graph.edges:
        name = edge.id
        for one in edge.evidence:
            stated.setdefault(one.paper.id, []).append(Stated(name, one))
    mediates: dict[str, list[Mediation]] = {}
    for mediation in graph.mediations:
        mediates.setdefault(mediation.mediator, []).append(mediation)
    return View(
        revision=revision,
        topic=topic,
        graph=graph,
        network=Network(graph),
        names=NameIndex(entities_of(graph, vocabulary)),
        vocabulary=vocabulary,
        papers={paper.id: paper for paper in graph.papers},
        stated={
            paper: tuple(sorted(those, key=lambda one: (one.evidence.document, one.evidence.claim.start, one.edge)))
            for paper, those in stated.items()
        },
        mediations={one.id: one for one in graph.mediations},
        inferences={one.id: one for one in graph.inferences},
        mediates={
            node: tuple(sorted(those, key=lambda one: (-one.belief.score, one.id))) for node, those in mediates.items()
        },
    )


class Shelf:
    """The newest view of one store. It is made in the background, so that the pages are up at once."""

    def __init__(self, topic: Topic, path: Path) -> None:
        self.topic = topic
        self.path = path
        self.trouble = ""
        self._view: View | None = None
        self._began = time.monotonic()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="miner-shelf", daemon=True)

    @classmethod
    def holding(cls, view: View, path: Path) -> "Shelf":
        """A shelf that holds one view and watches nothing: for tests, and for processes that share a view."""
        shelf = cls(view.topic, path)
        shelf._view = view
        return shelf

    def start(self) -> None:
        """Begin to read the store, and to watch it."""
        if not self._thread.is_alive():
            self._thread.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stop.set()

    @property
    def view(self) -> View:
        """The newest view; raises NotReady while the first is being made, and BadInput where none can be made."""
        if self._view is None:
            if self.trouble:
                raise BadInput(self.trouble)
            raise NotReady(
                f"the evidence of {self.topic.title or self.topic.name} is being put together "
                f"({time.monotonic() - self._began:.0f} s so far); try again in a moment"
            )
        return self._view

    @property
    def is_ready(self) -> bool:
        """True once there is a view."""
        return self._view is not None

    @contextmanager
    def open_store(self) -> Iterator[Store]:
        """The store, read-only, for one answer."""
        with Store.open(self.path, read_only=True) as store:
            yield store

    def load(self) -> View:
        """Read the store now."""
        stamp = self._stamp()
        began = time.perf_counter()
        with self.open_store() as store:
            graph = load_graph(self.topic, store)
        view = make_view(self.topic, graph, revision=_revision(stamp, graph), vocabulary=load_vocabulary())
        _ = view.disputes, view.strongest, view.by_papers, view.claims  # before anyone waits for them
        object.__setattr__(view, "seconds", time.perf_counter() - began)
        self._view, self.trouble = view, ""
        # Millions of values that stay: the collector of garbage need not look at them again and again.
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        return view

    def _watch(self) -> None:
        loaded = last = ""
        while not self._stop.is_set():
            now = self._stamp()
            # A store that is being written changes from look to look: what is on the shelf stands until it rests.
            if now != loaded and (now == last or self._view is None):
                loaded = now
                try:
                    self.load()
                except MinerError as error:
                    self.trouble = str(error)
            last = now
            self._stop.wait(_LOOK)

    def _stamp(self) -> str:
        pieces = []
        for suffix in ("", "-wal"):
            try:
                found = Path(f"{self.path}{suffix}").stat()
            except OSError:
                continue
            pieces.append(f"{found.st_size}.{found.st_mtime_ns}" if found.st_size else "")
        return "/".join(piece for piece in pieces if piece)


def _revision(stamp: str, graph: EvidenceGraph) -> str:
    return sha256(repr((stamp, miner.__version__, graph.topic, graph.versions)).encode()).hexdigest()[:16]
