"""Discovery: candidates that nothing states, with the chains that lead to them."""

import math
import random

import pytest
from graph_builder import BONE_DENSITY, CRP, MAGNESIUM, PTH, SARCOPENIA, graph_of, paper, says

from miner.ask import Network, find_candidates
from miner.ask.discovery import Bridges


def test_one_bridge_and_a_sign() -> None:
    """Swanson's case: A lowers B in one paper, B raises C in another, and no paper has A and C."""
    network = Network(
        graph_of(
            paper(1, says(MAGNESIUM, "blood viscosity", -1), says(MAGNESIUM, PTH, -1)),
            paper(2, says("blood viscosity", "raynaud", 1), says(PTH, "raynaud", 1)),
        )
    )
    (found,) = find_candidates(network, bridges=1)
    assert (found.start, found.end, found.sign) == (MAGNESIUM, "TEXT:raynaud", -1)
    assert {chain.nodes for chain in found.chains} == {("TEXT:blood-viscosity",), (PTH,)}
    believed = network.legs[MAGNESIUM][PTH].belief * network.legs[PTH]["TEXT:raynaud"].belief
    assert found.score == pytest.approx(2 * believed / math.log(3))
    assert find_candidates(network, PTH, bridges=1) == ()


def test_two_bridges_and_a_sign() -> None:
    """Magnesium and zinc both lower PTH, and zinc raises bone density: magnesium may raise it too."""
    network = Network(
        graph_of(paper(1, says(MAGNESIUM, PTH, -1)), paper(2, says("zinc", PTH, -1), says("zinc", BONE_DENSITY, 1)))
    )
    (found,) = find_candidates(network, MAGNESIUM)
    assert (found.end, found.sign) == (BONE_DENSITY, 1)
    (chain,) = found.chains
    assert chain.nodes == (PTH, "TEXT:zinc")
    zinc = chain.nodes[1]
    believed = [network.legs[MAGNESIUM][PTH], network.legs[zinc][PTH], network.legs[zinc][BONE_DENSITY]]
    assert found.score == pytest.approx(math.prod(leg.belief for leg in believed) / math.log(3) ** 2)
    assert chain.edges == tuple(leg.edge for leg in believed)


@pytest.mark.parametrize("sign", [1, -1, 0, None])
@pytest.mark.parametrize("bridges", [1, 2])
def test_what_is_stated_is_no_candidate(sign: int | None, bridges: Bridges) -> None:
    """A link that any paper speaks of, even to deny it, and either way round, is not proposed."""
    known = paper(1, says(MAGNESIUM, PTH, -1), says(PTH, SARCOPENIA, 1), says(PTH, CRP, 1), says(CRP, SARCOPENIA, 1))
    for start, end in ((MAGNESIUM, SARCOPENIA), (SARCOPENIA, MAGNESIUM)):
        graph = graph_of(known, paper(2, says(start, end, sign)))
        assert SARCOPENIA not in {one.end for one in find_candidates(Network(graph), MAGNESIUM, bridges=bridges)}


@pytest.mark.parametrize("bridges", [1, 2])
@pytest.mark.parametrize("seed", range(5))
def test_scores_are_the_sums_of_their_chains(bridges: Bridges, seed: int) -> None:
    """In a random world every score is the sum over its chains, which pass no node twice."""
    chance = random.Random(seed)
    things = [f"thing {letter}" for letter in "abcdefghij"]
    pairs = [chance.sample(things, 2) for _ in range(22)]
    said = [says(one, two, chance.choice([1, -1])) for one, two in pairs]
    network = Network(graph_of(*(paper(number, one) for number, one in enumerate(said, 1))))
    found = [one for node in network.graph.nodes for one in find_candidates(network, node.id, bridges=bridges)]
    assert found
    for one in found:
        assert one.score == pytest.approx(math.fsum(chain.score for chain in one.chains))
        assert [chain.score for chain in one.chains] == sorted((chain.score for chain in one.chains), reverse=True)
        assert all(len({one.start, *chain.nodes, one.end}) == bridges + 2 for chain in one.chains)
