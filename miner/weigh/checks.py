"""The checks of an estimate's numbers, one formula each; a printed number stands for all that round to it."""

import math
from functools import lru_cache
from statistics import NormalDist
from typing import Final

from miner.model.estimate import RATIOS, Estimate, Measure, POperator
from miner.weigh.effects import SCALES
from miner.weigh.intervals import Span

LARGEST_SKEW: Final = {"log": 0.38, "atanh": 0.38, "identity": 0.65}
"""How far an estimate may lie from the middle of its interval, in half-widths, by scale: exact, profile and
bootstrapped intervals are skewed. Calibrated on 1,015 ratios of printed abstracts (their 99th percentile)."""

SMALLEST_FACTOR: Final = 0.2
"""How far apart the z-scores of p-value and interval may be: tests differ (Wald, score, likelihood ratio)."""

_NORMAL = NormalDist()
_BOUNDS: Final = {
    **dict.fromkeys(RATIOS, (0.0, math.inf)),
    Measure.R: (-1.0, 1.0),
    Measure.KAPPA: (-1.0, 1.0),
    Measure.ICC: (-1.0, 1.0),
    Measure.AUC: (0.0, 1.0),
    Measure.R2: (0.0, 1.0),
    Measure.PCT_MEDIATED: (0.0, 100.0),
}
_SAID_IN_WORDS: Final = frozenset({Measure.MD, Measure.RD, Measure.PCT_CHANGE, Measure.OTHER})
_MAY_BE_PERCENT: Final = frozenset({Measure.KAPPA, Measure.ICC, Measure.AUC, Measure.R2})


def is_impossible(estimate: Estimate) -> bool:
    """True where value or limit cannot be: a ratio below 0, |r| over 1, AUC or R² outside 0..1, a share over 100%.

    Limits of a correlation, kappa, ICC or share may stick out by normal approximation: only those of ratios are judged.
    Shares printed as percentages (AUC 83%) are judged in 0..100.
    """
    bounds = _BOUNDS.get(estimate.measure)
    if bounds is None:
        return _is_no_level(estimate)
    low, high = bounds
    if estimate.measure in _MAY_BE_PERCENT and "%" in estimate.text:
        low, high = -100.0, 100.0
    numbers = [estimate.value]
    if estimate.measure in RATIOS:
        numbers += [limit for limit in (estimate.ci_low, estimate.ci_high) if limit is not None]
    return any(not low <= number <= high for number in numbers) or _is_no_level(estimate)


def _is_no_level(estimate: Estimate) -> bool:
    return estimate.ci_level is not None and not 50 <= estimate.ci_level < 100


def is_outside(estimate: Estimate) -> bool:
    """True where value ± rounding and [low, high] ± rounding have nothing in common.

    A sign said in words ("3.7 lower, 95% CI -8.1 to 0.6") and a share printed as a percentage (65%, 0.60-0.69) pass; a
    minus before the value is no such sign.
    """
    spans = _printed(estimate)
    if spans is None:
        low, high = estimate.ci_low, estimate.ci_high
        value = _span(estimate, 0)
        return (low is not None and value.high < low) or (high is not None and value.low > high)
    value, low_span, high_span = spans
    limits = Span(low_span.low, high_span.high)
    if value.gap(limits) == 0:
        return False
    turned = Span(-value.high, -value.low)
    if estimate.measure in _SAID_IN_WORDS and turned.gap(limits) == 0 and _same_sign(estimate):
        return False
    percent = Span(value.low / 100, value.high / 100)
    return not ("%" in estimate.text and limits.high <= 1.05 and percent.gap(limits) == 0)


def _same_sign(estimate: Estimate) -> bool:
    return (
        estimate.ci_low is not None
        and estimate.ci_high is not None
        and ((estimate.ci_low <= 0 <= estimate.ci_high) or (estimate.ci_low < 0 < estimate.value))
    )


def is_skewed(estimate: Estimate) -> bool:
    """True where |f(x) - (f(low) + f(high)) / 2| / ((f(high) - f(low)) / 2) exceeds `LARGEST_SKEW` for every rounding.

    f is log for ratios, atanh for correlations (Fisher's z), the identity for differences and coefficients; a positive
    difference may also be symmetric on the log scale (a ratio of geometric means, a cost).
    """
    scale = SCALES.get(estimate.measure)
    spans = _printed(estimate)
    if scale is None or spans is None or is_impossible(estimate):
        return False
    if is_turned(estimate):
        spans = (Span(-spans[0].high, -spans[0].low), spans[1], spans[2])
    scales = (scale, "log") if scale == "identity" and min(span.low for span in spans) > 0 else (scale,)
    return all(_skew(spans, each) > LARGEST_SKEW[scale] for each in scales)


def _skew(spans: tuple[Span, Span, Span], scale: str) -> float:
    value, low, high = (span.over(scale) for span in spans)
    if value is None or low is None or high is None:
        return 0.0
    half = (high.high - low.low) / 2
    middle = Span((low.low + high.low) / 2, (low.high + high.high) / 2)
    return value.gap(middle) / half if half > 0 else 0.0


def is_turned(estimate: Estimate) -> bool:
    """True where value and interval are printed with opposite signs, the sign being said in words."""
    low, high = estimate.ci_low, estimate.ci_high
    if low is None or high is None or estimate.measure not in _SAID_IN_WORDS:
        return False
    return not low <= estimate.value <= high and low <= -estimate.value <= high


def is_against_p(estimate: Estimate, *, n: int | None = None) -> bool:
    """True where the printed p-value fits the interval under no rounding.

    z = |f(x) - f0| / se with se = (f(high) - f(low)) / (2 q), f0 the null (0 on every scale) and q the normal quantile
    of the level; p = 2 (1 - Φ(z)). With a small n (below 60) q and p are taken from Student's t with n - 2 degrees.
    The spans of z from the interval and from the p-value must come nearer than `SMALLEST_FACTOR` (relative) plus 0.25,
    or the interval and the p-value must agree on significance at the interval's level.
    """
    scaled = _scaled(estimate)
    if scaled is None or estimate.p is None or estimate.p_op is None:
        return False
    value, low, high = scaled
    if is_turned(estimate):
        value = Span(-value.high, -value.low)
    level = estimate.ci_level or 95.0
    if not 50 <= level < 100:
        return False
    degrees = n - 2 if n is not None and 4 < n < 60 else None
    z = _z_of_interval(value, low, high, _quantile(0.5 + level / 200, degrees))
    told = _z_of_p(estimate, degrees)
    if z is None or told is None:
        return False
    apart = z.gap(told)
    if apart <= 0.25 + SMALLEST_FACTOR * min(z.high, told.high if math.isfinite(told.high) else z.high):
        return False
    return _disagree(low, high, told, _quantile(0.5 + level / 200, degrees)) or apart > 0.6 + 0.35 * max(
        z.low, told.low
    )


def _disagree(low: Span, high: Span, told: Span, bar: float) -> bool:
    """True where the interval and the p-value differ on significance for every rounding."""
    excludes = low.low > 0 or high.high < 0
    includes = low.high < 0 < high.low
    return (excludes and told.high < bar) or (includes and told.low > bar)


def _z_of_interval(value: Span, low: Span, high: Span, quantile: float) -> Span | None:
    narrow, wide = high.low - low.high, high.high - low.low
    if wide <= 0:
        return None
    nearest = 0.0 if value.low <= 0 <= value.high else min(abs(value.low), abs(value.high))
    farthest = max(abs(value.low), abs(value.high))
    most = math.inf if narrow <= 0 else farthest * 2 * quantile / narrow
    return Span(nearest * 2 * quantile / wide, most)


def _z_of_p(estimate: Estimate, degrees: int | None) -> Span | None:
    assert estimate.p is not None
    span = Span.printed(estimate.p, estimate.decimals[3])
    low, high = max(span.low, 0.0), min(span.high, 1.0)
    one_sided = "one-sided" in estimate.text or "one sided" in estimate.text
    if estimate.p_op in {POperator.LT, POperator.LE}:
        low = 0.0
    if estimate.p_op in {POperator.GT, POperator.GE}:
        high = 1.0
    if one_sided:
        low, high = min(1.0, 2 * low), min(1.0, 2 * high)
    return Span(_quantile(1 - high / 2, degrees), math.inf if low <= 0 else _quantile(1 - low / 2, degrees))


@lru_cache(maxsize=4096)
def _quantile(probability: float, degrees: int | None) -> float:
    """The quantile of the normal distribution, or of Student's t with so many degrees of freedom."""
    probability = min(max(probability, 0.5), 1 - 1e-16)
    if degrees is None:
        return _NORMAL.inv_cdf(probability)
    from scipy.special import stdtrit

    return float(stdtrit(degrees, probability))


def _span(estimate: Estimate, place: int) -> Span:
    numbers = (estimate.value, estimate.ci_low, estimate.ci_high)
    number = numbers[place]
    assert number is not None
    return Span.printed(number, estimate.decimals[place])


def _printed(estimate: Estimate) -> tuple[Span, Span, Span] | None:
    if estimate.ci_low is None or estimate.ci_high is None:
        return None
    return _span(estimate, 0), _span(estimate, 1), _span(estimate, 2)


def _scaled(estimate: Estimate) -> tuple[Span, Span, Span] | None:
    """Value and limits on the scale of analysis, or None where the measure has none or a number cannot be on it."""
    scale = SCALES.get(estimate.measure)
    spans = _printed(estimate)
    if scale is None or spans is None or is_impossible(estimate):
        return None
    value, low, high = (span.over(scale) for span in spans)
    if value is None or low is None or high is None:
        return None
    return value, low, high
