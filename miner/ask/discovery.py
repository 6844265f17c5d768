"""Discovery: links that no paper states, by what lies between (Swanson's A-B-C), and a replay of how well it foresees.

Swanson (1986) found fish oil for Raynaud's syndrome because papers on the one spoke of blood viscosity, and papers on
the other too, and none of both. The replay asks how many of the links that were first stated after a year stood in the
top of what the graph of that year would have proposed, beside degree, common neighbours and Adamic-Adar.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import networkx as nx

from miner.ask.network import Leg, Network
from miner.errors import BadInput
from miner.model.claim import Sign
from miner.model.evidence import EvidenceGraph, Role

Pair = tuple[str, str]


class Bridge(NamedTuple):
    """One B of an A-B-C: the node between, its two legs, and what it adds to the score."""

    node: str
    first: Leg
    second: Leg
    score: float


class Candidate(NamedTuple):
    """A link that no paper states. `sign` is what its bridges, weighed, speak for; None where that is nothing."""

    start: str
    end: str
    sign: Sign
    score: float
    bridges: tuple[Bridge, ...]


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


def find_candidates(network: Network, start: str | None = None, *, limit: int = 50) -> tuple[Candidate, ...]:
    """Links from a node (or from all exposures) that nothing in the graph states, not even as a null, best first.

    score = sum over bridges B of belief(A, B) x belief(B, C) / log(1 + degree(B)): many sure bridges count, and a
    bridge that is linked to everything counts little.
    """
    if start is not None:
        starts = [network.node(start).id]
    else:
        starts = [node.id for node in network.graph.nodes if node.role is Role.EXPOSURE]
    stated = {(edge.subject, edge.object) for edge in network.graph.edges}
    found = [
        candidate
        for one in starts
        for candidate in _candidates(network, one)
        if (candidate.start, candidate.end) not in stated and (candidate.end, candidate.start) not in stated
    ]
    return tuple(sorted(found, key=lambda one: (-one.score, one.start, one.end))[:limit])


def _candidates(network: Network, start: str) -> Iterator[Candidate]:
    bridges: dict[str, list[Bridge]] = defaultdict(list)
    for middle, first in network.legs.get(start, {}).items():
        degree = len(network.legs.get(middle, ())) + len(network.into.get(middle, ()))
        for end, second in network.legs.get(middle, {}).items():
            if end not in (start, middle):
                bridges[end].append(Bridge(middle, first, second, first.belief * second.belief / math.log1p(degree)))
    for end, those in bridges.items():
        those.sort(key=lambda one: (-one.score, one.node))
        yield Candidate(start, end, _sign(those), sum(one.score for one in those), tuple(those))


def _sign(bridges: Iterable[Bridge]) -> Sign:
    lean = sum(one.score * (one.first.sign or 0) * (one.second.sign or 0) for one in bridges)
    return None if lean == 0 else (1 if lean > 0 else -1)


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
    ones. `bridges` is A-B-C; `long bridges` is A-B-B'-C, scored in the same way (Kovács and others 2019), which alone
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
    "bridges": _bridged,
    "long bridges": _long_bridged,
    "degree": _by_degree,
    "common neighbours": _by_common,
    "Adamic-Adar": _adamic_adar,
}
