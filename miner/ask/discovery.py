"""Discovery: links that no paper states, proposed by what lies between.

Swanson (1986) found fish oil for Raynaud's syndrome because papers on the one spoke of blood viscosity, and papers on
the other too, and none of both: one bridge, A-B-C. With two, A-B-B'-C, A is like B' in what both are linked with, and
B' is linked with C; Kovács and others (Nature Communications 10:1240, 2019) showed that such chains of three foretell
links better than shared neighbours do. `miner.ask.replay` asks the same of our graphs.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple

from miner.ask.network import Leg, Network
from miner.model.claim import Sign
from miner.model.evidence import Role

Bridges = Literal[1, 2]


class Chain(NamedTuple):
    """One way from the start to the end of a candidate: the nodes between, the edges, and what it adds to the score."""

    nodes: tuple[str, ...]
    edges: tuple[str, ...]
    score: float


class Candidate(NamedTuple):
    """A link that no paper states, with its chains, the best first; `sign` is what they speak for, weighed.

    The sign is None where the chains speak for none, or where none of them has a direction.
    """

    start: str
    end: str
    sign: Sign
    score: float
    chains: tuple[Chain, ...]


class _Sum(NamedTuple):
    """What chains add up to: their scores, and their scores times the product of their signs."""

    score: float = 0.0
    lean: float = 0.0

    def plus(self, leg: Leg, other: "_Sum", share: float) -> "_Sum":
        weight = leg.belief * share
        return _Sum(self.score + weight * other.score, self.lean + weight * (leg.sign or 0) * other.lean)


_Neighbours = Mapping[str, Leg]


def find_candidates(
    network: Network, start: str | None = None, *, bridges: Bridges = 2, limit: int = 50
) -> tuple[Candidate, ...]:
    """Links from a node (or from all exposures) that nothing in the graph states, not even as a null, best first.

    score = sum over chains of the product of belief over its edges / product of log(1 + degree) over its bridges:
    many sure chains count, and a bridge that is linked to everything counts little. One bridge is walked along the
    direction of the edges; two are walked either way, since what A and B' have in common may be cause or effect.
    """
    if start is not None:
        starts = [network.node(start).id]
    else:
        starts = [node.id for node in network.graph.nodes if node.role is Role.EXPOSURE]
    walk = _Walk(network, bridges)
    found = sorted(
        ((one, end, told) for one in starts for end, told in walk.sums(one).items()),
        key=lambda item: (-item[2].score, item[0], item[1]),
    )
    return tuple(
        Candidate(one, end, _sign(told.lean), told.score, tuple(walk.chains(one, end)))
        for one, end, told in found[:limit]
    )


def _sign(lean: float) -> Sign:
    return None if lean == 0 else (1 if lean > 0 else -1)


class _Walk:
    """The chains of a network with one bridge or two."""

    def __init__(self, network: Network, bridges: Bridges) -> None:
        self._network = network
        self._bridges = bridges
        self._around = lru_cache(maxsize=None)(self._find_around)

    def sums(self, start: str) -> dict[str, _Sum]:
        """What the chains to each end add up to, for ends of which nothing is stated with the start."""
        reached = {
            middle: _Sum(leg.belief, leg.belief * (leg.sign or 0)) for middle, leg in self._onward(start).items()
        }
        shut = self._stated(start)  # with all the first bridges: no chain comes back to one
        for left in reversed(range(self._bridges)):
            further: dict[str, _Sum] = defaultdict(_Sum)
            for middle, told in reached.items():
                share = self._share(middle)
                for end, leg in self._onward(middle).items():
                    if end != start and (left or end not in shut):
                        further[end] = further[end].plus(leg, told, share)
            reached = further
        return reached

    def chains(self, start: str, end: str) -> Iterable[Chain]:
        """The chains between two nodes, the best first."""
        found = self._short_chains(start, end) if self._bridges == 1 else self._long_chains(start, end)
        return sorted(found, key=lambda chain: (-chain.score, chain.nodes))

    def _short_chains(self, start: str, end: str) -> Iterator[Chain]:
        for middle, first in self._onward(start).items():
            second = self._onward(middle).get(end)
            if second is not None:
                score = first.belief * second.belief * self._share(middle)
                yield Chain((middle,), (first.edge, second.edge), score)

    def _long_chains(self, start: str, end: str) -> Iterator[Chain]:
        last = self._around(end)
        for middle, first in self._around(start).items():
            for other, second in self._around(middle).items():
                third = last.get(other)
                if third is not None and other != start:
                    share = self._share(middle) * self._share(other)
                    score = first.belief * second.belief * third.belief * share
                    yield Chain((middle, other), (first.edge, second.edge, third.edge), score)

    def _onward(self, node: str) -> _Neighbours:
        return self._network.legs.get(node, {}) if self._bridges == 1 else self._around(node)

    def _share(self, bridge: str) -> float:
        return 1 / math.log1p(len(self._around(bridge)))

    def _find_around(self, node: str) -> _Neighbours:
        # Of a pair that is stated both ways the surer edge; who leads where is left aside.
        legs = dict(self._network.legs.get(node, {}))
        for other, leg in self._network.into.get(node, {}).items():
            if other not in legs or leg.belief > legs[other].belief:
                legs[other] = leg
        return legs

    def _stated(self, start: str) -> frozenset[str]:
        network = self._network
        ends = {edge.object for edge in network.outgoing.get(start, ())}
        return frozenset({start, *ends, *(edge.subject for edge in network.incoming.get(start, ()))})
