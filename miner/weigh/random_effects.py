"""The random-effects model: REML for the variance between studies, Hartung and Knapp for the interval.

The same choices as Cochrane's RevMan and metafor's `rma(..., test="adhoc")`.
"""

from typing import Any, Final, NamedTuple

import numpy as np

_TOLERANCE: Final = 1e-12
_STEPS: Final = 1_000
Vector = np.ndarray[Any, np.dtype[np.float64]]


class RandomEffects(NamedTuple):
    """A pooled effect on the scale of analysis; `predicted_*` are None below three studies."""

    mean: float
    se: float
    low: float
    high: float
    p: float
    tau2: float
    q: float
    i2: float
    predicted_low: float | None
    predicted_high: float | None
    weights: tuple[float, ...]


def fit_random_effects(effects: Vector, errors: Vector, *, level: float = 0.95) -> RandomEffects:
    """The random-effects mean of k >= 2 independent effects with their standard errors.

    w = 1 / (se^2 + tau2), mean = sum(w y) / sum(w), with tau2 the REML estimate;
    se^2 = max(1, sum(w (y - mean)^2) / (k - 1)) / sum(w)       (Hartung and Knapp 2001, never below the usual one);
    limits = mean -+ t(k - 1) se;  p from the same t;
    q = Cochran's Q with fixed weights;  i2 = 100 max(0, (q - (k - 1)) / q);
    prediction = mean -+ t(k - 2) sqrt(tau2 + se^2), for k >= 3      (Higgins, Thompson and Spiegelhalter 2009).
    """
    from scipy.stats import t
    from statsmodels.regression.linear_model import WLS

    k = len(effects)
    tau2 = fit_tau2(effects, errors)
    weights = 1 / (errors**2 + tau2)
    fitted = WLS(effects, np.ones(k), weights=weights).fit()
    mean = float(fitted.params[0])
    se = float(np.sqrt(max(1.0, float(fitted.scale)) / weights.sum()))
    half = float(t.ppf(0.5 + level / 2, k - 1)) * se
    fixed = 1 / errors**2
    q = float((fixed * (effects - (fixed * effects).sum() / fixed.sum()) ** 2).sum())
    reach = float(t.ppf(0.5 + level / 2, k - 2) * np.sqrt(tau2 + se**2)) if k >= 3 else None
    return RandomEffects(
        mean=mean,
        se=se,
        low=mean - half,
        high=mean + half,
        p=float(2 * t.sf(abs(mean) / se, k - 1)),
        tau2=tau2,
        q=q,
        i2=100 * max(0.0, (q - (k - 1)) / q) if q > 0 else 0.0,
        predicted_low=None if reach is None else mean - reach,
        predicted_high=None if reach is None else mean + reach,
        weights=tuple(float(one) for one in weights / weights.sum()),
    )


def fit_tau2(effects: Vector, errors: Vector) -> float:
    """The REML estimate of the variance between studies, by Fisher scoring (Viechtbauer 2005), at least 0."""
    variances = errors**2
    tau2 = max(0.0, float(np.var(effects, ddof=1) - variances.mean()))
    for _ in range(_STEPS):
        w = 1 / (variances + tau2)
        total = w.sum()
        residuals = effects - (w * effects).sum() / total
        score = (w**2 * residuals**2).sum() - (total - (w**2).sum() / total)
        information = (w**2).sum() - 2 * (w**3).sum() / total + ((w**2).sum() / total) ** 2
        step = float(score / information)
        while tau2 + step < 0:
            if tau2 <= 0:
                return 0.0
            step = -tau2 if step <= -2 * tau2 else step / 2
        tau2 += step
        if abs(step) <= _TOLERANCE * max(tau2, float(variances.min())):
            break
    return tau2
