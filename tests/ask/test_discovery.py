"""Discovery: candidates that nothing states, with their bridges, and the replay on a small world worked out by hand."""

import math

import pytest
from graph_builder import MAGNESIUM, PTH, SARCOPENIA, graph_of, paper, says

from miner.ask import Network, find_candidates, replay
from miner.ask.discovery import Link, iter_links
from miner.errors import BadInput


def test_candidates_have_bridges_and_a_sign() -> None:
    """Swanson's case: A lowers B in one paper, B raises C in another, and no paper has A and C."""
    network = Network(
        graph_of(
            paper(1, says(MAGNESIUM, "blood viscosity", -1), says(MAGNESIUM, PTH, -1)),
            paper(2, says("blood viscosity", "raynaud", 1), says(PTH, "raynaud", 1)),
        )
    )
    (found,) = find_candidates(network)
    assert (found.start, found.end, found.sign) == (MAGNESIUM, "TEXT:raynaud", -1)
    assert {bridge.node for bridge in found.bridges} == {"TEXT:blood-viscosity", PTH}
    assert found.score == pytest.approx(
        sum(bridge.first.belief * bridge.second.belief / math.log(3) for bridge in found.bridges)
    )
    assert find_candidates(network, PTH) == ()


@pytest.mark.parametrize("sign", [1, -1, 0, None])
def test_what_is_stated_is_no_candidate(sign: int | None) -> None:
    """A link that any paper speaks of, even to deny it, is not proposed."""
    graph = graph_of(
        paper(1, says(MAGNESIUM, PTH, -1), says(PTH, SARCOPENIA, 1)), paper(2, says(MAGNESIUM, SARCOPENIA, sign))
    )
    assert find_candidates(Network(graph)) == ()


def test_links_are_sound_papers_words() -> None:
    """Nulls, retracted papers and papers without a year give no links."""
    graph = graph_of(
        paper(1, says(sign=-1), year=2001),
        paper(2, says(sign=0)),
        paper(3, says(sign=-1), retracted=True),
        paper(4, says(sign=-1), year=None),
    )
    assert [(link.paper, link.time) for link in iter_links(graph)] == [("PMID:1", 2001)]


def test_replay_by_hand() -> None:
    """Of a-b, b-c, a-d, d-c, d-e the two bridges of b-d, which lead nowhere else, put it first; it comes later."""
    known = [Link(one, two, 0.5, 2000, "1") for one, two in ("ab", "bc", "ad", "dc", "de")]
    later = [Link("d", "b", 0.5, 2016, "2"), Link("a", "z", 0.5, 2016, "2"), Link("a", "b", 0.5, 2016, "2")]
    found = replay([*known, *later], as_of=2015, top=(1, 2))
    assert (found.known, found.later, found.reachable) == (5, 1, 1)
    assert found.candidates == 5  # a-c, b-d, a-e, c-e, and b-e at three links
    assert found.hits["bridges"] == {1: 1, 2: 1}
    assert found.hits["common neighbours"][2] == 1
    assert found.expected[2] == pytest.approx(0.4)


def test_replay_of_nothing() -> None:
    """A year before all evidence says so."""
    with pytest.raises(BadInput, match="later time"):
        replay([Link("a", "b", 0.5, 2000, "1")], as_of=1990)
