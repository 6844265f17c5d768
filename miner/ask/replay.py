"""The replay of discovery in time: what the links up to a time would have foreseen of the later ones.

It asks how many of the links that were first stated after a year stood in the top of what the graph of that year would
have proposed, by one and by two bridges, beside degree, common neighbours and Adamic-Adar.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import networkx as nx

from miner.errors import BadInput
from miner.model.evidence import EvidenceGraph

Pair = tuple[str, str]


class Link(NamedTuple):
    """One paper's word that two things are linked: its weight, and when it came (a year, or any number that grows)."""

    first: str
    second: str
    weight: float
    time: int
    paper: str


class Replay(NamedTuple):
    """How many of the later links stood in the top k, by method; `expected` is what a random order would give."""

    as_of: int
    known: int
    candidates: int
    later: int
    reachable: int
    hits: Mapping[str, Mapping[int, int]]
    expected: Mapping[int, float]


def iter_links(graph: EvidenceGraph) -> Iterator[Link]:
    """Each sound paper's word on each linked pair, with its weight and year; nulls are no links."""
    for edge in graph.edges:
        if edge.sign == 0:
            continue
        years = {one.paper.id: one.paper.year for one in edge.evidence}
        for weight in edge.belief.weights:
            year = years[weight.paper]
            if year is not None and weight.weight > 0:
                yield Link(edge.subject, edge.object, weight.weight, year, weight.paper)


def replay(links: Iterable[Link], *, as_of: int, top: Sequence[int] = (10, 20, 50, 100)) -> Replay:
    """What the links up to a time foresee of the later ones. Directions are left aside: a later link counts either way.

    Candidates are all pairs that are not linked by then and lie two or three links apart; every method orders the same
    ones. `one bridge` is A-B-C; `two bridges` is A-B-B'-C, scored in the same way (Kovács and others 2019), which alone
    can find links between two kinds of things, as of chemicals with diseases.
    """
    strengths, later = _split(links, as_of)
    if not strengths:
        raise BadInput(f"nothing was known by {as_of}; choose a later time")
    past: nx.Graph[str] = nx.Graph()
    past.add_edges_from((one, two, {"strength": strength}) for (one, two), strength in sorted(strengths.items()))
    targets = {pair for pair in later if pair not in strengths and pair[0] in past and pair[1] in past}
    candidates = sorted(_unlinked(past))
    hits = {}
    for name, score in _METHODS.items():
        scores = score(past, candidates)
        ranked = sorted(candidates, key=lambda pair: (-scores[pair], pair))
        hits[name] = {k: sum(pair in targets for pair in ranked[:k]) for k in top}
    reachable = len(targets.intersection(candidates))
    return Replay(
        as_of=as_of,
        known=len(strengths),
        candidates=len(candidates),
        later=len(targets),
        reachable=reachable,
        hits=hits,
        expected={k: reachable * min(k, len(candidates)) / len(candidates) if candidates else 0.0 for k in top},
    )


def _split(links: Iterable[Link], as_of: int) -> tuple[dict[Pair, float], set[Pair]]:
    # Each paper's surest word on a pair; the strength of a pair is 1 - product of the chances that all are wrong.
    weights: dict[Pair, dict[str, float]] = defaultdict(dict)
    later: set[Pair] = set()
    for link in links:
        if link.first == link.second:
            continue
        pair = (min(link.first, link.second), max(link.first, link.second))
        if link.time > as_of:
            later.add(pair)
        else:
            weights[pair][link.paper] = max(link.weight, weights[pair].get(link.paper, 0.0))
    strengths = {pair: 1 - math.prod(1 - weight for weight in those.values()) for pair, those in weights.items()}
    return strengths, later


def _unlinked(past: "nx.Graph[str]") -> set[Pair]:
    found: set[Pair] = set()
    for middle in past:
        around = sorted(past[middle])
        for place, one in enumerate(around):
            found.update((one, two) for two in around[place + 1 :] if two not in past[one])
    for one, two in past.edges:
        found.update(
            (min(first, last), max(first, last))
            for first in past[one]
            for last in past[two]
            if first not in {last, two} and last != one and last not in past[first]
        )
    return found


Scores = Mapping[Pair, float]


def _bridged(past: "nx.Graph[str]", candidates: Sequence[Pair]) -> Scores:
    return {
        (one, two): sum(
            past[one][middle]["strength"] * past[middle][two]["strength"] / math.log1p(len(past[middle]))
            for middle in sorted(set(past[one]) & set(past[two]))
        )
        for one, two in candidates
    }


def _long_bridged(past: "nx.Graph[str]", candidates: Sequence[Pair]) -> Scores:
    # Chains A-B-B'-C, each by the product of its strengths, every bridge over log(1 + its degree).
    around = {
        node: {other: data["strength"] / math.log1p(len(past[other])) for other, data in past[node].items()}
        for node in past
    }
    return {
        (one, two): sum(
            first * past[middle][other]["strength"] * around[two][other]
            for middle, first in around[one].items()
            for other in past[middle]
            if other in around[two] and other != one and middle != two
        )
        for one, two in candidates
    }


def _by_degree(past: "nx.Graph[str]", candidates: Sequence[Pair]) -> Scores:
    return {(one, two): float(score) for one, two, score in nx.preferential_attachment(past, candidates)}


def _by_common(past: "nx.Graph[str]", candidates: Sequence[Pair]) -> Scores:
    return {(one, two): float(len(set(past[one]) & set(past[two]))) for one, two in candidates}


def _adamic_adar(past: "nx.Graph[str]", candidates: Sequence[Pair]) -> Scores:
    return {(one, two): float(score) for one, two, score in nx.adamic_adar_index(past, candidates)}


_METHODS: Final[Mapping[str, Callable[["nx.Graph[str]", Sequence[Pair]], Scores]]] = {
    "two bridges": _long_bridged,
    "one bridge": _bridged,
    "degree": _by_degree,
    "common neighbours": _by_common,
    "Adamic-Adar": _adamic_adar,
}
