"""Choosing a paper's estimate by hand: the pools are made anew, and a choice that is not there is refused."""

import pytest
from graph_builder import MAGNESIUM, SARCOPENIA, estimate, graph_of, paper, says

from miner.assemble import choose_estimates, iter_edge_rows
from miner.errors import BadInput

CRUDE, ADJUSTED = estimate(0.3, 0.2, 0.5, adjusted=False), estimate(0.5, 0.3, 0.8, adjusted=True)
GRAPH = graph_of(
    paper(1, says(MAGNESIUM, SARCOPENIA, -1, CRUDE, ADJUSTED)),
    paper(2, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.6, 0.4, 0.9))),
    paper(3, says(MAGNESIUM, SARCOPENIA, 0, estimate(0.9, 0.6, 1.3)), says("tea", "mood", 1)),
)


def pooled(choices: dict[str, str]) -> list[list[tuple[str, float]]]:
    edges = choose_estimates(GRAPH, choices).between(MAGNESIUM, SARCOPENIA)
    return [[(one.study, one.estimate.value) for pool in edge.pools for one in pool.studies] for edge in edges]


def test_another_estimate_is_taken() -> None:
    """The crude estimate in place of the adjusted one, on every edge of the pair."""
    studies = [("PMID:1", 0.3), ("PMID:2", 0.6), ("PMID:3", 0.9)]
    assert pooled({"PMID:1": "OR 0.3 (0.2, 0.5)"}) == [studies, studies]
    assert pooled({}) == [[("PMID:1", 0.5), *studies[1:]]] * 2


def test_a_paper_is_left_out() -> None:
    """An empty choice leaves the paper out, and the rest of the graph is as it was."""
    assert pooled({"PMID:2": ""}) == [[("PMID:1", 0.5), ("PMID:3", 0.9)]] * 2
    made = choose_estimates(GRAPH, {"PMID:2": ""})
    assert made.nodes == GRAPH.nodes
    assert [edge.belief for edge in made.edges] == [edge.belief for edge in GRAPH.edges]
    assert ("PMID:2", "left out by hand") in [
        (one.paper, one.reason) for one in made.between(MAGNESIUM, SARCOPENIA)[0].pools[0].set_aside
    ]


def test_rows_name_what_is_set_aside() -> None:
    """Beside the pooled effect stands what is not in it, with the reason."""
    (row,) = {
        edge.attributes["set_aside"] for edge in iter_edge_rows(GRAPH) if edge.attributes.get("pooled") is not None
    }
    assert row == "PMID:1 OR 0.3: another estimate of the study is taken"


@pytest.mark.parametrize(
    ("choices", "said"),
    [
        ({"PMID:9": ""}, "PMID:9 is no paper of the graph"),
        ({"PMID:2": "OR 0.3"}, r"PMID:2 prints no estimate 'OR 0.3' .* it prints: OR 0.6 \(0.4, 0.9\)"),
    ],
)
def test_a_choice_that_is_not_there_is_refused(choices: dict[str, str], said: str) -> None:
    """With what there is to choose."""
    with pytest.raises(BadInput, match=said):
        choose_estimates(GRAPH, choices)
