"""Pooling: against published and independent results, and what must not be pooled."""

import math
import random
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from graph_builder import MAGNESIUM, SARCOPENIA, Paper, estimate, graph_of, paper, says
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar
from scipy.stats import t
from statsmodels.stats.meta_analysis import combine_effects

from miner.model.concept import State
from miner.model.estimate import Estimate, Measure
from miner.model.evidence import Evidence, Pool
from miner.model.study import Design
from miner.weigh.comparisons import name_comparison
from miner.weigh.effects import Effect, Refusal, to_effect
from miner.weigh.pooling import pool_pair
from miner.weigh.random_effects import fit_random_effects, fit_tau2

# The 13 trials of BCG against tuberculosis (Colditz and others 1994): cases and the rest, vaccinated then not.
BCG = np.array(
    [
        (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619), (33, 5036, 47, 5761),
        (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892), (29, 7470, 45, 7232),
        (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
    ],
    dtype=float,
).T  # fmt: skip


def bcg() -> tuple[Any, Any]:
    a, b, c, d = BCG
    return np.log(a / (a + b)) - np.log(c / (c + d)), np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))


def evidence_of(*papers: Paper) -> list[Evidence]:
    return [one for edge in graph_of(*papers).between(MAGNESIUM, SARCOPENIA) for one in edge.evidence]


def only(*papers: Paper) -> Pool:
    (pool,) = pool_pair(evidence_of(*papers))
    return pool


def test_published_bcg() -> None:
    """The BCG trials give what metafor publishes for REML with Knapp and Hartung's test."""
    fitted = fit_random_effects(*bcg())
    assert fitted.tau2 == pytest.approx(0.3132, abs=5e-5)
    assert fitted.mean == pytest.approx(-0.7145, abs=5e-5)
    assert fitted.se == pytest.approx(0.1808, abs=5e-5)
    assert fitted.low == pytest.approx(-1.1084, abs=5e-5)
    assert fitted.high == pytest.approx(-0.3206, abs=5e-5)
    assert fitted.p == pytest.approx(0.0019, abs=5e-5)
    assert fitted.q == pytest.approx(152.2330, abs=5e-5)


@pytest.mark.parametrize("seed", range(25))
def test_independent_computation(seed: int) -> None:
    """REML against a minimiser of the likelihood itself, the rest against the textbook, to 1e-6."""
    random = np.random.default_rng(seed)
    k = int(random.integers(2, 15))
    errors = random.uniform(0.02, 0.8, k)
    effects = random.normal(0.3, random.uniform(0, 0.6), k) + random.normal(0, errors)
    fitted = fit_random_effects(effects, errors)

    def loss(tau2: float) -> float:
        w = 1 / (errors**2 + tau2)
        mean = (w * effects).sum() / w.sum()
        return float(0.5 * (-np.log(w).sum() + np.log(w.sum()) + (w * (effects - mean) ** 2).sum()))

    best = minimize_scalar(loss, bounds=(0, 10), method="bounded", options={"xatol": 1e-13, "maxiter": 5000}).x
    assert loss(fitted.tau2) <= loss(float(best)) + 1e-12
    assert fitted.tau2 == pytest.approx(best, abs=1e-6)
    w = 1 / (errors**2 + fitted.tau2)
    mean = (w * effects).sum() / w.sum()
    scale = max(1.0, (w * (effects - mean) ** 2).sum() / (k - 1))
    se = math.sqrt(scale / w.sum())
    assert fitted.mean == pytest.approx(mean, abs=1e-9)
    assert fitted.se == pytest.approx(se, abs=1e-9)
    assert fitted.high - fitted.mean == pytest.approx(t.ppf(0.975, k - 1) * se, abs=1e-6)
    if k > 2:
        assert fitted.predicted_high is not None
        reach = t.ppf(0.975, k - 2) * math.sqrt(fitted.tau2 + se**2)
        assert fitted.predicted_high - fitted.mean == pytest.approx(reach, abs=1e-6)


def test_statsmodels_agrees_without_heterogeneity() -> None:
    """Where studies agree, every estimator of the variance gives 0, and the library's mean is ours."""
    effects, errors = np.array([0.10, 0.11, 0.09, 0.105]), np.array([0.1, 0.2, 0.15, 0.3])
    fitted = fit_random_effects(effects, errors)
    theirs = combine_effects(effects, errors**2, method_re="iterated", use_t=True)
    assert fitted.tau2 == 0
    assert fitted.i2 == 0
    assert fitted.mean == pytest.approx(float(theirs.mean_effect_re), abs=1e-9)
    assert fitted.se == pytest.approx(float(theirs.sd_eff_w_re), abs=1e-9)


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e6])
def test_units_do_not_matter(scale: float) -> None:
    """Another unit gives another number and the same finding."""
    effects, errors = bcg()
    assert fit_tau2(effects * scale, errors * scale) == pytest.approx(fit_tau2(effects, errors) * scale**2, rel=1e-6)


def test_the_error_comes_from_the_interval() -> None:
    """On the log scale for ratios, at the printed level, turned round where the estimate speaks of less."""
    one = replace(estimate(0.5, 0.25, 1.0), ci_level=90.0)
    effect = to_effect(one)
    assert isinstance(effect, Effect)
    assert effect.value == pytest.approx(math.log(0.5))
    assert effect.se == pytest.approx((math.log(1.0) - math.log(0.25)) / (2 * 1.6448536269514722), abs=1e-12)
    assert to_effect(one, is_turned=True) == Effect(-effect.value, effect.se)
    difference = to_effect(estimate(2.0, 1.0, 3.0, measure=Measure.MD))
    assert isinstance(difference, Effect)
    assert difference.value == 2
    assert difference.se == pytest.approx(1 / 1.959963984540054)


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        (estimate(0.5, 0.5, 0.5), "width"),
        (estimate(-0.5, -0.9, 0.2), "negative"),
        (estimate(0.5, 0.0, 1.0), "zero"),
        (estimate(3.0, 0.5, 1.0), "outside"),
        (estimate(0.5), "interval"),
        (estimate(0.9, 0.8, 1.2, measure=Measure.R), "correlation"),
        (estimate(0.9, 0.8, 0.95, measure=Measure.AUC), "AUC"),
        (replace(estimate(0.5, 0.3, 0.9), ci_level=0.0), "level"),
        (estimate(float("nan"), 0.1, 0.2), "finite"),
    ],
)
def test_what_cannot_be_pooled_says_why(bad: Estimate, word: str) -> None:
    """Each bad estimate is refused in a sentence."""
    refused = to_effect(bad)
    assert isinstance(refused, Refusal)
    assert word in refused.reason


def test_one_study_is_no_pool() -> None:
    """Fewer than two studies are not pooled, however many estimates they print."""
    assert (
        pool_pair(
            evidence_of(paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8), estimate(0.6, 0.4, 0.9))))
        )
        == ()
    )


def test_the_most_adjusted_estimate_is_taken_and_can_be_changed() -> None:
    """One estimate a study: the adjusted one; the other is set aside by name, and can be chosen instead."""
    crude, adjusted = estimate(0.3, 0.2, 0.5, adjusted=False), estimate(0.5, 0.3, 0.8, adjusted=True)
    papers = (
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, crude, adjusted)),
        paper(2, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.6, 0.4, 0.9))),
    )
    pool = only(*papers)
    assert [(one.study, one.estimate.value) for one in pool.studies] == [("PMID:1", 0.5), ("PMID:2", 0.6)]
    assert [(one.paper, one.estimate.value, one.reason) for one in pool.set_aside] == [
        ("PMID:1", 0.3, "another estimate of the study is taken")
    ]
    assert "most adjusted" in pool.studies[0].note
    (changed,) = pool_pair(evidence_of(*papers), choices={"PMID:1": "OR 0.3 (0.2, 0.5)"})
    assert changed.studies[0].estimate.value == 0.3
    assert pool_pair(evidence_of(*papers), choices={"PMID:1": ""}) == ()


def test_reviews_are_never_pooled_with_primary_studies() -> None:
    """A meta-analysis holds the studies already: it is set aside, and says why."""
    primary = [paper(n, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.4 + n / 10, 0.2, 1.5))) for n in (1, 2)]
    review = paper(3, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.45, 0.55)), design=Design.META_ANALYSIS)
    pool = only(*primary, review)
    assert [one.study for one in pool.studies] == ["PMID:1", "PMID:2"]
    assert "review" in pool.set_aside[0].reason
    assert pool_pair(evidence_of(primary[0], review)) == ()


def test_comparisons_and_measures_are_not_mixed() -> None:
    """Per 100 mg, highest against lowest, and another measure are three pools, or none."""
    papers = [
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8), comparison="highest vs lowest quartile")),
        paper(2, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.9, 0.8, 0.99), comparison="per 100 mg/day")),
        paper(3, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.9, 0.8, 0.99, measure=Measure.HR))),
        paper(4, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.7, 0.5, 0.9), comparison="Q5 versus Q1")),
    ]
    pool = only(*papers)
    assert (pool.measure, pool.comparison) == (Measure.OR, "highest vs lowest")
    assert [one.study for one in pool.studies] == ["PMID:1", "PMID:4"]
    assert [(one.paper, one.reason) for one in pool.set_aside] == [
        ("PMID:2", "its contrast is another: per 100 mg/day")
    ]


def test_an_estimate_of_less_is_turned_round() -> None:
    """Deficiency with OR 2 and intake with OR 0.5 say the same."""
    pool = only(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(2.0, 1.25, 3.2), state=State.LOW)),
        paper(2, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3125, 0.8))),
    )
    assert pool.value == pytest.approx(0.5)
    assert pool.tau2 == 0
    assert "turned round" in pool.studies[0].note


def test_nulls_are_pooled_too() -> None:
    """A study that found nothing stays in the mean: leaving it out would bias it."""
    pool = only(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8))),
        paper(2, says(MAGNESIUM, SARCOPENIA, 0, estimate(1.1, 0.8, 1.5))),
    )
    assert [one.study for one in pool.studies] == ["PMID:1", "PMID:2"]


def test_retracted_and_contradictory_estimates_stay_out() -> None:
    """A retracted paper's estimate, and one that contradicts its own sentence, are set aside by reason."""
    good = [paper(n, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8))) for n in (1, 2)]
    pool = only(
        *good,
        paper(3, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.1, 0.05, 0.2)), retracted=True),
        paper(4, says(MAGNESIUM, SARCOPENIA, -1, estimate(3.0, 2.0, 4.5))),
    )
    assert len(pool.studies) == 2
    assert [one.reason.split(",")[0] for one in pool.set_aside] == [
        "the paper is retracted",
        "it points the other way than its sentence",
    ]


def test_a_data_set_counts_once() -> None:
    """Two papers on the same waves of a survey are one study; the same survey in other years is named."""
    papers = [
        paper(n, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8)), data_set=waves, n=n * 100)
        for n, waves in ((1, "NHANES 2011-2018"), (2, "NHANES 2011-2018"), (3, "KNHANES"), (4, "KNHANES"))
    ]
    pool = only(*papers)
    assert [one.papers[0] for one in pool.studies] == ["PMID:2", "PMID:3", "PMID:4"]
    assert "same data set as PMID:2" in pool.set_aside[0].reason
    assert any("PMID:3 and PMID:4" in caution for caution in pool.cautions)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.floats(0.2, 3), st.floats(1.05, 4)), min_size=2, max_size=8), st.randoms())
def test_order_and_direction_do_not_matter(rows: list[tuple[float, float]], shuffle: random.Random) -> None:
    """Shuffled evidence gives the same pool; the same estimates for less of the subject give its mirror image."""
    said = [estimate(value, value / width, value * width) for value, width in rows]
    papers = [paper(n, says(MAGNESIUM, SARCOPENIA, None, one)) for n, one in enumerate(said, 1)]
    turned = [paper(n, says(MAGNESIUM, SARCOPENIA, None, one, state=State.LOW)) for n, one in enumerate(said, 1)]
    pool = only(*papers)
    evidence = evidence_of(*papers)
    shuffle.shuffle(evidence)
    assert pool_pair(evidence) == (pool,)
    assert pool.low <= pool.value <= pool.high
    assert 0 <= pool.i2 < 100
    assert pool.tau2 >= 0
    mirror = only(*turned)
    assert mirror.value == pytest.approx(1 / pool.value, rel=1e-6)
    assert math.log(mirror.low) == pytest.approx(-math.log(pool.high), rel=1e-6, abs=1e-9)


def test_a_giant_is_named() -> None:
    """Where one study is nearly all of the weight, the pool says so."""
    pool = only(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.8, 0.799, 0.801))),
        paper(2, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.7, 0.4, 1.4))),
    )
    assert any(caution.startswith("PMID:1 has 100% of the weight") for caution in pool.cautions)
    assert 0.79 < pool.value < 0.81


def test_animals_and_people_apart() -> None:
    """Rats are pooled with rats."""
    papers = [
        paper(n, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8)), design=design)
        for n, design in ((1, Design.ANIMAL), (2, Design.ANIMAL), (3, Design.COHORT), (4, Design.RCT))
    ]
    pools = pool_pair(evidence_of(*papers))
    assert [(pool.stratum, len(pool.studies)) for pool in pools] == [("animal", 2), ("human", 2)]
    assert {one.reason for one in pools[0].set_aside} == {"its kind of study is another: human"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("per 100 mg", "per 100 mg"),
        ("for each additional 100 mg/day", "per 100 mg/day"),
        ("per SD increase", "per 1 sd"),
        ("per standard deviation", "per 1 sd"),
        ("top vs. bottom tertile", "highest vs lowest"),
        ("lowest versus highest", "highest vs lowest"),
        ("deficient compared with sufficient", "deficient vs normal"),
        ("versus placebo", "vs control"),
        ("Men  and women", "men and women"),
        ("top fifth of a long score of how people sleep compared with the bottom one", "highest vs lowest"),
        ("per S.D. of intake", "per 1 sd"),
        ("untreated rats", "vs control"),
        ("per 1,000 person-years", "unstated"),
        ("", "unstated"),
    ],
)
def test_comparisons_have_names(text: str, name: str) -> None:
    """The same contrast in other words has the same name."""
    assert name_comparison(text) == name
