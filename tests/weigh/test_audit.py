"""The audit of estimates: each check on its own, its edges, and rounding allowed for."""

import math

import pytest
from scipy import stats

from miner.model.claim import Claim, Term
from miner.model.estimate import Estimate, Measure, POperator
from miner.model.reading import Document
from miner.model.study import Study
from miner.weigh.audit import audit_estimates, is_against_wording, monotone_conflicts
from miner.weigh.checks import is_against_p, is_impossible, is_outside, is_skewed
from miner.weigh.intervals import Span


def estimate(
    measure: Measure,
    value: float,
    low: float | None = None,
    high: float | None = None,
    *,
    p: float | None = None,
    op: POperator = POperator.EQ,
    text: str = "",
    decimals: tuple[int | None, int | None, int | None, int | None] = (2, 2, 2, 3),
) -> Estimate:
    return Estimate(
        0, len(text), text, measure, value, low, high, 95.0, op if p is not None else None, p, decimals=decimals
    )


def test_the_value_must_lie_in_its_interval() -> None:
    """A value beyond a limit by more than both roundings is found; one within them is not."""
    assert is_outside(estimate(Measure.OR, 1.65, 1.84, 3.25))
    assert not is_outside(estimate(Measure.OR, 2.0, 1.84, 3.25))
    assert not is_outside(estimate(Measure.OR, 1.83, 1.84, 3.25))
    assert not is_outside(estimate(Measure.OR, 0.5))


def test_a_sign_or_scale_said_in_words_is_no_error() -> None:
    """Sound are "3.7 lower (-8.1 to 0.6)" and "65% (0.60 to 0.69)"; a coefficient has no such excuse."""
    assert not is_outside(estimate(Measure.MD, 3.7, -8.1, 0.6, decimals=(1, 1, 1, None)))
    assert not is_outside(estimate(Measure.OTHER, 65, 0.6, 0.69, text="65% (0.60 to 0.69)", decimals=(0, 2, 2, None)))
    assert is_outside(estimate(Measure.BETA, 1.53, -2.83, -0.24))
    assert is_outside(estimate(Measure.MD, -3.7, 1.1, 6.3, decimals=(1, 1, 1, None)))


def test_symmetry_is_judged_on_the_scale_of_the_measure() -> None:
    """A ratio is symmetric on the log scale; a slipped decimal is not."""
    assert not is_skewed(estimate(Measure.OR, 0.33, 0.18, 0.60))
    assert is_skewed(estimate(Measure.OR, 0.33, 0.18, 6.0))
    assert not is_skewed(estimate(Measure.R, 0.6, 0.4, 0.75))
    assert is_skewed(estimate(Measure.MD, 1.1, -7.4, 1.2, decimals=(1, 1, 1, None)))
    assert not is_skewed(estimate(Measure.MD, 420, 235, 739, decimals=(0, 0, 0, None)))


def test_the_p_value_must_fit_the_interval() -> None:
    """The p-value of an interval is that of an independent calculation; one that contradicts it is found."""
    value, low, high = 0.70, 0.55, 0.89
    se = (math.log(high) - math.log(low)) / (2 * stats.norm.ppf(0.975))
    p = round(float(2 * stats.norm.sf(abs(math.log(value)) / se)), 3)
    assert not is_against_p(estimate(Measure.HR, value, low, high, p=p))
    assert is_against_p(estimate(Measure.HR, value, low, high, p=0.4))
    assert is_against_p(estimate(Measure.HR, 0.9, 0.7, 1.16, p=0.001, op=POperator.LT))
    assert not is_against_p(estimate(Measure.HR, value, low, high, p=0.05, op=POperator.LT, decimals=(2, 2, 2, 2)))
    assert not is_against_p(estimate(Measure.HR, value, low, high))


def test_a_small_sample_is_judged_by_t() -> None:
    """With eight people an interval from t goes with its own p-value, which the normal one would call wrong."""
    se, degrees, value = 1.0, 6, 2.6
    quantile = float(stats.t.ppf(0.975, degrees))
    low, high = value - quantile * se, value + quantile * se
    p = float(2 * stats.t.sf(value / se, degrees))
    made = estimate(Measure.MD, value, round(low, 2), round(high, 2), p=round(p, 3))
    assert not is_against_p(made, n=8)


def test_impossible_values() -> None:
    """Negative ratios, correlations over 1 and shares over 100% cannot be; an AUC in percent can."""
    assert is_impossible(estimate(Measure.OR, -0.7))
    assert is_impossible(estimate(Measure.R, 1.35))
    assert is_impossible(estimate(Measure.PCT_MEDIATED, 118))
    assert is_impossible(estimate(Measure.AUC, 1.2))
    assert not is_impossible(estimate(Measure.AUC, 83, text="83%"))
    assert not is_impossible(estimate(Measure.R, -1.0))
    assert not is_impossible(estimate(Measure.MD, -500))


@pytest.mark.parametrize(
    ("said", "measure", "value", "expected"),
    [
        ("Smoking went with an increased risk of fracture (", Measure.OR, 0.7, True),
        ("Smoking went with an increased risk of fracture (", Measure.OR, 1.4, False),
        ("Walkers were less likely to fall (", Measure.HR, 1.6, True),
        ("There was no increased risk of fracture (", Measure.OR, 0.7, False),
        ("Lower intake went with a higher risk (", Measure.OR, 0.7, False),
        ("Intake was inversely associated with falls (", Measure.BETA, 0.4, True),
    ],
)
def test_wording_against_the_sign(said: str, measure: Measure, value: float, *, expected: bool) -> None:
    """A clause that says one direction only is held against the estimate; mixed and negated ones are not."""
    made = Estimate(len(said), len(said) + 3, "XXX", measure, value)
    assert is_against_wording(said + "XXX).", made, since=0) is expected


def test_monotone_pairs() -> None:
    """The T-score cannot rise while bone density falls: both claims are named, whoever says them."""

    def claim(thing: str, sign: int) -> Claim:
        term = Term(thing, 0, len(thing))
        return Claim(0, 1, "X", Term("magnesium", 0, 9, "MESH:D008274"), term, sign)

    rising, falling = claim("T-score", 1), claim("bone mineral density", -1)
    assert monotone_conflicts((rising, falling)) == (rising, falling)
    assert monotone_conflicts((rising, claim("bone mineral density", 1))) == ()
    assert monotone_conflicts((claim("eGFR", 1), claim("serum creatinine", 1))) != ()
    assert monotone_conflicts(()) == ()


def test_the_audit_keeps_order_and_says_nothing_of_sound_estimates() -> None:
    """Each estimate comes back at its place with the names of what it fails."""
    sound = estimate(Measure.OR, 0.33, 0.18, 0.60, text="OR 0.33")
    wrong = estimate(Measure.OR, 2.33, 0.18, 0.60, text="OR 2.33")
    document = Document("1", "OR 0.33 and OR 2.33")
    audited = audit_estimates(document, estimates=(sound, wrong), claims=(), study=Study())
    assert [each.audit for each in audited] == [(), ("outside-ci",)]


def test_printed_numbers_are_spans() -> None:
    """A printed number stands for all that round to it; spans that touch have no gap."""
    assert Span.printed(0.3, 1) == Span(0.25, 0.35)
    assert Span(0.0, 1.0).gap(Span(1.0, 2.0)) == 0
    assert Span(0.0, 1.0).gap(Span(1.5, 2.0)) == 0.5
    assert Span(-1.0, -0.5).over("log") is None
