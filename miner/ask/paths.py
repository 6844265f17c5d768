"""Paths from an exposure to an outcome: mediations as papers state them, and chains that we put together, apart."""

from heapq import nsmallest
from itertools import pairwise
from typing import Final, NamedTuple

from miner.ask.network import Leg, Network
from miner.errors import BadInput
from miner.model.claim import Sign
from miner.model.evidence import Mediation

MAX_STEPS: Final = 3


class Path(NamedTuple):
    """A chain of edges, put together by us.

    `sign` is the product of the legs', None where one has no direction; `belief` is the product of theirs.
    """

    nodes: tuple[str, ...]
    legs: tuple[Leg, ...]
    sign: Sign
    belief: float

    @property
    def is_direct(self) -> bool:
        """True for a single edge, which papers state as it is."""
        return len(self.legs) == 1


class Paths(NamedTuple):
    """The answer to one question: the stated mediations, the best of the chains, and how many there are."""

    exposure: str
    outcome: str
    stated: tuple[Mediation, ...]
    chains: tuple[Path, ...]
    total: int


def find_paths(network: Network, exposure: str, outcome: str, *, steps: int = MAX_STEPS, limit: int = 50) -> Paths:
    """The mediator paths between two nodes, the strongest first; raises NotFound for a node that is not there.

    All chains of up to `steps` edges are found, each pair by its strongest edge that claims an effect; they are ranked
    by belief, shorter ones first where it is equal. A mediation that papers state is not among the chains of two.
    """
    if not 1 <= steps <= MAX_STEPS:
        raise BadInput(f"paths have 1 to {MAX_STEPS} steps, not {steps}")
    if network.node(exposure).id == network.node(outcome).id:
        raise BadInput(f"{exposure} is both ends of the path; name two nodes")
    stated = network.mediations.get((exposure, outcome), ())
    known = {one.mediator for one in stated if one.belief.score > 0}
    found = _chains(network, exposure, outcome, steps)
    chains = [one for one in found if not (len(one[1]) == 3 and one[1][1] in known)]
    best = nsmallest(limit, chains, key=lambda one: (-one[0], len(one[1]), one[1]))
    return Paths(exposure, outcome, stated, tuple(_path(network, nodes) for _, nodes in best), len(chains))


def _chains(network: Network, start: str, end: str, steps: int) -> list[tuple[float, tuple[str, ...]]]:
    out = network.legs.get(start, {})
    into = network.into.get(end, {})
    found: list[tuple[float, tuple[str, ...]]] = []
    if end in out:
        found.append((out[end].belief, (start, end)))
    if steps >= 2:
        found += [
            (out[middle].belief * into[middle].belief, (start, middle, end))
            for middle in out.keys() & into.keys()
            if middle not in (start, end)
        ]
    if steps >= 3:
        last = into.keys() - {start, end}
        for first, leg in out.items():
            if first in (start, end):
                continue
            onward = network.legs.get(first)
            if onward:
                found += [
                    (leg.belief * onward[second].belief * into[second].belief, (start, first, second, end))
                    for second in onward.keys() & last
                    if second != first
                ]
    return found


def _path(network: Network, nodes: tuple[str, ...]) -> Path:
    legs = tuple(network.legs[one][two] for one, two in pairwise(nodes))
    sign: Sign = 1
    belief = 1.0
    for leg in legs:
        sign = None if sign is None or leg.sign is None else sign * leg.sign
        belief *= leg.belief
    return Path(nodes, legs, sign, belief)
