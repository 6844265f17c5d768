"""Estimates on the scale on which they can be averaged, with the standard error that their interval implies."""

import math
from functools import lru_cache
from typing import Final, NamedTuple

from miner.model.estimate import RATIOS, Estimate, Measure

SCALES: Final[dict[Measure, str]] = {
    **dict.fromkeys(RATIOS, "log"),
    Measure.R: "atanh",
    Measure.BETA: "identity",
    Measure.MD: "identity",
    Measure.SMD: "identity",
    Measure.RD: "identity",
    Measure.PCT_CHANGE: "identity",
}
"""The measures that can be pooled. AUC, kappa, ICC, R2 and percent mediated describe fit or shares, not an effect."""

UNITLESS: Final = frozenset({*RATIOS, Measure.SMD, Measure.R, Measure.RD, Measure.PCT_CHANGE})
_DEFAULT_LEVEL: Final = 95.0


class Effect(NamedTuple):
    """An effect and its standard error on its scale."""

    value: float
    se: float


class Refusal(NamedTuple):
    """Why an estimate has no effect to pool."""

    reason: str


def to_effect(estimate: Estimate, *, is_turned: bool = False) -> Effect | Refusal:
    """The effect of an estimate for MORE of its subject, or why it has none.

    value = f(x), se = (f(high) - f(low)) / (2 z), f being log for ratios, atanh for correlations and the identity for
    differences, z the normal quantile of the printed level (95% where none is printed). `is_turned` tells that the
    estimate speaks of less: the effect changes its sign.

    >>> from miner.model.estimate import Estimate, Measure
    >>> effect = to_effect(Estimate(0, 0, "", Measure.OR, 2.0, 1.0, 4.0))
    >>> round(effect.value, 4), round(effect.se, 4)
    (0.6931, 0.3537)
    """
    scale = SCALES.get(estimate.measure)
    if scale is None:
        return Refusal(f"{estimate.measure.value} is not pooled")
    if estimate.ci_low is None or estimate.ci_high is None:
        return Refusal("it has no confidence interval")
    if reason := _fault(estimate, scale):
        return Refusal(reason)
    value, low, high = (_transform(number, scale) for number in (estimate.value, estimate.ci_low, estimate.ci_high))
    se = (high - low) / (2 * _quantile(estimate.ci_level or _DEFAULT_LEVEL))
    return Effect(-value if is_turned else value, se)


def facing_more(estimate: Estimate, *, is_turned: bool) -> tuple[float, float, float]:
    """Value, low and high for MORE of the subject: as printed, or turned round where the estimate speaks of less.

    A ratio is turned to 1 / x, a difference to -x; an estimate without an interval has its value for both limits.

    >>> from miner.model.estimate import Estimate, Measure
    >>> facing_more(Estimate(0, 0, "", Measure.OR, 2.0, 1.0, 4.0), is_turned=True)
    (0.5, 0.25, 1.0)
    """
    low = estimate.value if estimate.ci_low is None else estimate.ci_low
    high = estimate.value if estimate.ci_high is None else estimate.ci_high
    numbers = estimate.value, low, high
    if not is_turned:
        return numbers
    if SCALES.get(estimate.measure) == "log":
        if min(numbers) <= 0:
            return numbers
        return 1 / estimate.value, 1 / high, 1 / low
    return -estimate.value, -high, -low


def back(value: float, scale: str) -> float:
    """A value of the scale of analysis as it is printed: a log ratio as a ratio."""
    if scale == "log":
        return math.exp(value)
    return math.tanh(value) if scale == "atanh" else value


def _fault(estimate: Estimate, scale: str) -> str | None:
    assert estimate.ci_low is not None
    assert estimate.ci_high is not None
    numbers = (estimate.value, estimate.ci_low, estimate.ci_high)
    if not all(math.isfinite(number) for number in numbers):
        return "it holds a number that is not finite"
    if scale == "log" and min(numbers) <= 0:
        return "a ratio cannot be zero or negative"
    if scale == "atanh" and max(abs(number) for number in numbers) >= 1:
        return "a correlation must lie between -1 and 1"
    if estimate.ci_low >= estimate.ci_high:
        return "its interval has no width"
    if not estimate.ci_low <= estimate.value <= estimate.ci_high:
        return "it lies outside its own interval"
    if estimate.ci_level is not None and not 50 <= estimate.ci_level < 100:
        return f"{estimate.ci_level:g}% is no level of confidence"
    return None


def _transform(number: float, scale: str) -> float:
    if scale == "log":
        return math.log(number)
    return math.atanh(number) if scale == "atanh" else number


@lru_cache(maxsize=64)
def _quantile(level: float) -> float:
    from statistics import NormalDist

    return NormalDist().inv_cdf(0.5 + level / 200)
