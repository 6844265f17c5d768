"""Who is where in a graph: nodes and edges by id, edges and mediations by their ends; at once for a graph in a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, Generic, NamedTuple, TypeVar

from miner.assemble.kept import KeptGraph
from miner.model.evidence import Edge, EvidenceGraph, Mediation, Node
from miner.store.columns import Array

Key = TypeVar("Key")
Value = TypeVar("Value")
Edges = tuple[Edge, ...]
Mediations = tuple[Mediation, ...]
_HELD: Final = 32  # nodes whose edges are held, for who asks for them again


class Lookups(NamedTuple):
    """The ways into a graph; edges and mediations stand in order of belief, the strongest first."""

    nodes: Mapping[str, Node]
    edges: Mapping[str, Edge]
    outgoing: Mapping[str, Edges]
    incoming: Mapping[str, Edges]
    mediations: Mapping[tuple[str, str], Mediations]
    mediates: Mapping[str, Mediations]


class Looked(Mapping[Key, Value], Generic[Key, Value]):
    """A mapping whose values are looked up when they are asked for; None is for what is not there.

    >>> Looked(lambda: ["a", "b"], str.upper)["b"]
    'B'
    """

    def __init__(self, keys: Callable[[], Iterable[Key]], find: Callable[[Key], Value | None]) -> None:
        self._keys = keys
        self._find = find

    def __getitem__(self, key: Key) -> Value:
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: Key, default: Any = None) -> Any:  # noqa: ANN401 - as Mapping has it; this is asked very often
        """The value of a key, or the default."""
        found = self._find(key)
        return default if found is None else found

    def __contains__(self, key: object) -> bool:
        return self._find(key) is not None  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[Key]:
        return (key for key in self._keys() if self._find(key) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def lookups_of(graph: EvidenceGraph) -> Lookups:
    """The ways into a graph; no work is done for one that is in a file before something is asked."""
    if isinstance(graph, KeptGraph):
        return _of_kept(graph)
    return Lookups(
        nodes={node.id: node for node in graph.nodes},
        edges={edge.id: edge for edge in graph.edges},
        outgoing=_grouped(graph.edges, lambda edge: edge.subject),
        incoming=_grouped(graph.edges, lambda edge: edge.object),
        mediations=_grouped(graph.mediations, lambda one: (one.exposure, one.outcome)),
        mediates=_grouped(graph.mediations, lambda one: one.mediator),
    )


Link = TypeVar("Link", Edge, Mediation)


def _grouped(links: Iterable[Link], key_of: Callable[[Link], Key]) -> Mapping[Key, tuple[Link, ...]]:
    found: dict[Key, list[Link]] = {}
    for one in links:
        found.setdefault(key_of(one), []).append(one)
    return {key: tuple(sorted(those, key=_order)) for key, those in found.items()}


def _order(one: Edge | Mediation) -> tuple[float, str]:
    return -one.belief.score, one.id


def _of_kept(graph: KeptGraph) -> Lookups:
    numbers = graph.numbers

    def node(name: str) -> Node | None:
        number = numbers.get(name)
        return None if number is None else graph.node_at(number)

    def edges(find: Callable[[int], Array]) -> Callable[[str], Edges | None]:
        @lru_cache(maxsize=_HELD)
        def found(name: str) -> Edges | None:
            number = numbers.get(name)
            return None if number is None else graph.edges_at(find(number)) or None

        return found

    def mediations(groups: Callable[[], Mapping[Key, Sequence[int]]]) -> Callable[[Key], Mediations | None]:
        def found(key: Key) -> Mediations | None:
            return tuple(sorted(map(graph.mediation_at, groups().get(key, ())), key=_order)) or None

        return found

    by_pair, by_mediator = cache(lambda: _by_pair(graph)), cache(lambda: _by_mediator(graph))
    return Lookups(
        nodes=Looked(lambda: graph.ids, node),
        edges=Looked(lambda: (edge.id for edge in graph.edges), graph.find_edge),
        outgoing=Looked(lambda: graph.ids, edges(graph.outgoing)),
        incoming=Looked(lambda: graph.ids, edges(graph.incoming)),
        mediations=Looked(by_pair, mediations(by_pair)),
        mediates=Looked(by_mediator, mediations(by_mediator)),
    )


def _by_pair(graph: KeptGraph) -> Mapping[tuple[str, str], Sequence[int]]:
    ends = (graph.columns[f"mediation.{name}"].tolist() for name in ("exposures", "outcomes"))
    found: dict[tuple[str, str], list[int]] = {}
    for number, (first, second) in enumerate(zip(*ends, strict=True)):
        found.setdefault((graph.ids[first], graph.ids[second]), []).append(number)
    return found


def _by_mediator(graph: KeptGraph) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for number, mediator in enumerate(graph.columns["mediation.mediators"].tolist()):
        found.setdefault(graph.ids[mediator], []).append(number)
    return found
