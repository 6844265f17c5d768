"""Effect estimates: ratios, differences, coefficients and correlations with their intervals and p-values."""

from miner.extract.estimates.finding import estimate_steps, find_estimates

__all__ = ["estimate_steps", "find_estimates"]
