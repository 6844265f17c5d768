"""The replay of discovery in time, on a small world worked out by hand."""

import pytest
from graph_builder import graph_of, paper, says

from miner.ask.replay import Link, iter_links, replay
from miner.errors import BadInput


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
    assert found.hits["one bridge"] == {1: 1, 2: 1}
    assert found.hits["common neighbours"][2] == 1
    assert found.expected[2] == pytest.approx(0.4)


def test_replay_of_nothing() -> None:
    """A year before all evidence says so."""
    with pytest.raises(BadInput, match="later time"):
        replay([Link("a", "b", 0.5, 2000, "1")], as_of=1990)
