"""Belief: the formula against a calculation by hand, and what must never count."""

import math

import pytest
from graph_builder import MAGNESIUM, SARCOPENIA, Paper, graph_of, paper, says, translated
from hypothesis import given, settings
from hypothesis import strategies as st

from miner.model.claim import Certainty, Sign
from miner.model.evidence import Belief
from miner.model.study import Design
from miner.weigh.belief import DESIGN_FACTORS, size_factor


def belief(sign: Sign, *papers: Paper) -> Belief:
    (found,) = (edge.belief for edge in graph_of(*papers).between(MAGNESIUM, SARCOPENIA) if edge.sign == sign)
    return found


def test_the_formula_by_hand() -> None:
    """Two papers for, one against, one null: consistency times strength, as docs/graph.md computes it."""
    found = belief(
        -1,
        paper(1, says(sign=-1), design=Design.RCT, n=100),
        paper(2, says(sign=-1, certainty=Certainty.HEDGED), design=Design.COHORT, n=None),
        paper(3, says(sign=1), design=Design.CROSS_SECTIONAL, n=10_000),
        paper(4, says(sign=0), design=Design.CASE_CONTROL, n=1),
    )
    first, second, contrary, null = 0.70 * 0.75, 0.55 * 0.75 * 0.6, 0.40 * 1.0, 0.45 * 0.5
    consistency = (first + second) / (first + second + contrary + 0.5 * null)
    strength = 1 - (1 - first) * (1 - second)
    assert found.score == pytest.approx(consistency * strength, abs=1e-12)
    assert found.consistency == pytest.approx(consistency)
    assert found.strength == pytest.approx(strength)
    assert (found.support, found.against, found.null) == (2, 1, 1)


def test_weights_give_the_belief_again() -> None:
    """The factors that are kept multiply to the weight, and the weights give the strength."""
    found = belief(-1, paper(1, says(), data_set="NHANES"), paper(2, says(), says(sign=1), data_set="nhanes", n=50))
    for one in found.weights:
        product = one.design * one.size * one.certainty * one.standing * one.independence * one.share
        assert one.weight == pytest.approx(product)
    assert found.strength == pytest.approx(1 - math.prod(1 - one.weight for one in found.weights))
    assert [(one.paper, one.independence, one.share) for one in found.weights] == [
        ("PMID:1", 1.0, 1.0),
        ("PMID:2", 0.5, 0.5),
    ]


def test_a_null_is_never_support() -> None:
    """Papers that found nothing weaken an edge, and a null edge has no support of its own."""
    alone = belief(-1, paper(1, says()))
    with_null = belief(-1, paper(1, says()), *(paper(number, says(sign=0)) for number in range(2, 9)))
    assert with_null.score < alone.score
    assert (with_null.support, with_null.null) == (1, 7)
    null = belief(0, paper(1, says()), paper(2, says(sign=0)))
    assert (null.support, null.against, null.null) == (0, 1, 1)


def test_a_retracted_paper_weighs_nothing() -> None:
    """With its only paper retracted an edge keeps its claim and loses its belief."""
    graph = graph_of(paper(1, says(), retracted=True))
    (edge,) = graph.edges
    assert edge.belief.score == 0
    assert edge.belief.support == 0
    assert (edge.papers, edge.retracted) == ((), ("PMID:1",))
    assert belief(-1, paper(1, says()), paper(2, says(), retracted=True)) == belief(-1, paper(1, says()))


def test_a_concern_halves() -> None:
    """An expression of concern halves a paper's weight."""
    assert belief(-1, paper(1, says(), concern=True)).score == pytest.approx(belief(-1, paper(1, says())).score / 2)


def test_a_translation_is_no_second_paper() -> None:
    """The same paper in Chinese adds claims, and no support."""
    one = paper(1, says())
    assert belief(-1, translated(one, says())) == belief(-1, one)


@pytest.mark.parametrize(("n", "factor"), [(None, 0.75), (0, 0.5), (1, 0.5), (100, 0.75), (10**4, 1.0), (10**9, 1.0)])
def test_sizes(n: int | None, factor: float) -> None:
    """The size's factor at its edges."""
    assert size_factor(n) == pytest.approx(factor)


def test_every_design_has_a_factor() -> None:
    """No design is forgotten, and none is certain by itself."""
    assert set(DESIGN_FACTORS) == set(Design)
    assert all(0 <= factor < 1 for factor in DESIGN_FACTORS.values())


@settings(max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([1, -1, 0, None]),
            st.sampled_from(list(Design)),
            st.none() | st.integers(0, 10**6),
            st.sampled_from([Certainty.ASSERTED, Certainty.HEDGED]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_belief_is_a_share_and_more_support_never_lowers_it(
    claims: list[tuple[Sign, Design, int | None, Certainty]],
) -> None:
    """Belief lies between 0 and 1, and one more paper that agrees does not lower it."""
    papers = [
        paper(number, says(sign=sign, certainty=certainty), design=design, n=n)
        for number, (sign, design, n, certainty) in enumerate(claims, 1)
    ]
    for edge in graph_of(*papers).edges:
        assert 0 <= edge.belief.score < 1
        more = belief(edge.sign, *papers, paper(99, says(sign=edge.sign), design=Design.COHORT))
        assert more.score >= edge.belief.score - 1e-12
