"""The rows of a forest plot: like with like, each other estimate under its reason, all for more of the subject."""

from dataclasses import replace

import pytest
from graph_builder import MAGNESIUM, SARCOPENIA, Paper, estimate, graph_of, paper, says

from miner.model.concept import State
from miner.model.estimate import Measure
from miner.model.study import Design
from miner.weigh.forest import ForestGroup, forest_groups, main_measure, ratio_ticks


def groups_of(*papers: Paper) -> tuple[ForestGroup, ...]:
    edges = graph_of(*papers).between(MAGNESIUM, SARCOPENIA)
    evidence = [one for edge in edges for one in edge.evidence]
    measure = main_measure(evidence, edges[0].pools)
    assert measure is not None
    return forest_groups(evidence, edges[0].pools, measure)


def test_groups_stand_apart() -> None:
    """Two studies of groups are pooled; one per amount, one that says nothing and a review each stand apart."""
    found = groups_of(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8))),
        paper(2, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.6, 0.4, 0.9))),
        paper(3, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.97, 0.95, 0.99), comparison="per 10 mg/day")),
        paper(4, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.7, 0.5, 0.9), comparison=None)),
        paper(5, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.8, 0.7, 0.9)), design=Design.META_ANALYSIS),
    )
    assert [(one.title, [row.label for row in one.rows], one.pool is not None) for one in found] == [
        ("highest vs lowest; human", ["PMID:1, 2020", "PMID:2, 2020"], True),
        (
            "not pooled: a review or meta-analysis is not pooled with the studies that it may hold",
            ["PMID:5, 2020"],
            False,
        ),
        ("not pooled: it does not say what it compares", ["PMID:4, 2020"], False),
        ("per 10 mg/day; human; not pooled: it takes two studies", ["PMID:3, 2020"], False),
    ]


def test_rows_are_for_more() -> None:
    """An odds ratio of 2 for less is drawn as 0.5, marked, beside the pooled effect that it went into."""
    (group,) = groups_of(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(2.0, 1.25, 4.0), state=State.LOW)),
        paper(2, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.25, 0.8))),
    )
    assert [(row.value, row.low, row.high, row.is_turned) for row in group.rows] == [
        (0.5, 0.25, 0.8, True),
        (0.5, 0.25, 0.8, False),
    ]


def test_a_retracted_estimate_is_marked() -> None:
    """It stands apart, with its reason, and is not sound."""
    found = groups_of(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8))),
        paper(2, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.6, 0.4, 0.9)), retracted=True),
    )
    assert [(one.title, one.rows[0].is_sound) for one in found] == [
        ("highest vs lowest; human; not pooled: it takes two studies", True),
        ("not pooled: the paper is retracted", False),
    ]


def test_the_measure_shown() -> None:
    """That of most estimates where nothing is pooled; none where no estimate has an interval."""
    edges = graph_of(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8, measure=Measure.HR), estimate(0.4, 0.3, 0.8)))
    ).edges
    evidence = [one for edge in edges for one in edge.evidence]
    assert main_measure(evidence, ()) in {Measure.OR, Measure.HR}
    assert main_measure([*evidence, *[one._replace(estimates=(estimate(0.5, 0.2, 0.9),)) for one in evidence]], ()) is (
        Measure.OR
    )
    assert main_measure([one._replace(estimates=(estimate(0.5),)) for one in evidence], ()) is None


@pytest.mark.parametrize(("low", "high"), [(0.29, 1.61), (0.84, 1.01), (0.995, 1.004), (0.01, 40.0), (0.97, 5.3)])
def test_a_ratio_axis_has_round_ticks(low: float, high: float) -> None:
    """However narrow the axis, three ticks or more stand on it and not too many, none with many digits, one at 1."""
    ticks = [f"{tick:g}" for tick in ratio_ticks(low, high)]
    assert 3 <= len(ticks) <= 9
    assert "1" in ticks
    assert all(len(tick) <= 5 for tick in ticks)


def test_rows_print_what_the_paper_prints() -> None:
    """An interval to 0.600 is not written 0.6, nor 0.33 as 0.330; two groups of one paper are told apart."""
    limits = replace(estimate(0.33, 0.18, 0.6), decimals=(2, 3, 3, None))
    (group,) = groups_of(
        paper(
            1,
            says(MAGNESIUM, SARCOPENIA, -1, limits, comparison=None, subgroup="women"),
            says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8), comparison=None, subgroup="men"),
        )
    )
    assert [row.label for row in group.rows] == ["PMID:1, 2020, men", "PMID:1, 2020, women"]
    assert group.rows[1].printed() == ("0.33", "0.180", "0.600")


def test_what_is_turned_round_keeps_its_digits() -> None:
    """An odds ratio printed as 2 for less is 0.5 for more, never rounded to what the paper prints of the other."""
    whole = replace(estimate(2.0, 1.0, 4.0), decimals=(0, 0, 0, None))
    (group,) = groups_of(paper(1, says(MAGNESIUM, SARCOPENIA, -1, whole, state=State.LOW)))
    assert group.rows[0].printed() == ("0.5", "0.25", "1")
