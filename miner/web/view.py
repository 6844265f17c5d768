"""One state of a store's evidence, with all that the pages and the API ask of it; opened, never made, here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from typing import Final, NamedTuple

import numpy as np

from miner.ask.disagreement import Year
from miner.ask.names import NameIndex
from miner.ask.network import Network
from miner.assemble.keeping import NO_SIGN, NO_YEAR
from miner.assemble.kept import KeptGraph
from miner.assemble.lookups import Looked
from miner.model.evidence import Edge, Evidence, Mediation, Node, Paper
from miner.model.topic import Topic
from miner.store.columns import Array
from miner.vocabulary import Vocabulary, load_vocabulary

_SOME: Final = 20


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
    """What stands around a node: its edges, the most believed first, what runs through it, and its papers by year."""

    node: Node
    outgoing: tuple[Edge, ...]
    incoming: tuple[Edge, ...]
    mediates: tuple[Mediation, ...]
    years: tuple[Year, ...]


@dataclass(frozen=True, eq=False)
class View:
    """One state of a store's evidence. Never changed once it is made; any number of threads may ask it."""

    revision: str
    topic: Topic
    graph: KeptGraph
    network: Network
    names: NameIndex
    vocabulary: Vocabulary
    papers: Mapping[str, Paper] = field(repr=False)
    seconds: float = 0.0

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """The disputed pairs, those of most papers first."""
        graph, columns = self.graph, self.graph.columns
        said = np.flatnonzero((columns["edge.signs"] != NO_SIGN) & (columns["edge.scores"] > 0))
        # Edges stand in order of their pair: those of one pair stand together.
        pairs = columns["edge.subjects"][said].astype(np.int64) * len(graph.ids) + columns["edge.objects"][said]
        disputed = np.zeros(pairs.size, dtype=bool)
        disputed[1:] = pairs[1:] == pairs[:-1]
        disputed[:-1] |= disputed[1:]
        found = []
        edges = graph.edges_at(said[disputed])
        for (subject, object_), those in groupby(edges, key=lambda edge: (edge.subject, edge.object)):
            found.append(Dispute(subject, object_, len({paper for edge in those for paper in edge.papers})))
        return tuple(sorted(found, key=lambda one: (-one.papers, one.subject, one.object)))

    @cached_property
    def strongest(self) -> tuple[Edge, ...]:
        """The most believed edges, a few."""
        scores = self.graph.columns["edge.scores"]
        least = np.partition(scores, -_SOME)[-_SOME] if scores.size > _SOME else -1.0
        # Who ties with the last of them is judged by id: the same graph gives the same edges.
        edges = self.graph.edges_at(np.flatnonzero(scores >= least))
        return tuple(sorted(edges, key=lambda edge: (-edge.belief.score, edge.id))[:_SOME])

    @property
    def claims(self) -> int:
        """How many claims stand in the graph."""
        return len(self.graph.columns["claim.papers"])

    def around(self, node: str) -> Around:
        """What stands around a node, by id; raises NotFound."""
        found = self.network.node(node)
        number = self.graph.numbers[node]
        edges = np.concatenate([self.graph.outgoing(number), self.graph.incoming(number)])
        out, into = self.network.outgoing.get(node, ()), self.network.incoming.get(node, ())
        return Around(found, out, into, self.network.mediates.get(node, ()), years_of(self.graph, edges))

    def stated(self, paper: str) -> tuple[Stated, ...]:
        """The claims of a paper, in their order in its text; none for a paper that is not there."""
        number = self.graph.paper_numbers.get(paper)
        return () if number is None else tuple(map(self.claim, self.graph.claims_of_paper(number).tolist()))

    def claim(self, number: int) -> Stated:
        """The claim of a number, with its edge."""
        edge, evidence = self.graph.claim_at(number)
        return Stated(edge.id, evidence)

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


def open_view(topic: Topic, graph: KeptGraph, *, state: str, seconds: float = 0.0) -> View:
    """The view of a kept graph; `state` tells one state of its store from all others."""
    numbers = graph.paper_numbers

    def paper(name: str) -> Paper | None:
        number = numbers.get(name)
        return None if number is None else graph.paper_at(number)

    return View(
        revision=sha256(repr((state, graph.topic, graph.versions)).encode()).hexdigest()[:16],
        topic=topic,
        graph=graph,
        network=Network(graph),
        names=NameIndex(graph.columns),
        vocabulary=load_vocabulary(),
        papers=Looked(lambda: graph.paper_ids, paper),
        seconds=seconds,
    )


def years_of(graph: KeptGraph, edges: Array) -> tuple[Year, ...]:
    """The evidence of edges by year: what `timeline` gives, counted in columns."""
    columns = graph.columns
    claims = graph.claims_of_edges(edges)
    counts = columns["claim.starts"][edges + 1] - columns["claim.starts"][edges]
    of, papers = np.repeat(edges, counts).astype(np.int64), columns["claim.papers"][claims]
    years = columns["paper.years"][papers]
    keep = columns["paper.sound"][papers] & (years != NO_YEAR)
    # Each paper once for each of the edges.
    _, first = np.unique(of[keep] * (len(graph.paper_ids) + 1) + papers[keep], return_index=True)
    if not first.size:
        return ()
    years, signs = years[keep][first], columns["edge.signs"][of[keep][first]]
    earliest, latest = int(years.min()), int(years.max())
    table = np.zeros((latest - earliest + 1, 4), dtype=np.int64)
    np.add.at(table, (years - earliest, signs + 1), 1)  # columns: lowers, no effect, raises, linked
    totals = np.cumsum(table.sum(axis=1)).tolist()
    return tuple(
        Year(earliest + number, up, down, null, linked, totals[number])
        for number, (down, null, up, linked) in enumerate(table.tolist())
    )
