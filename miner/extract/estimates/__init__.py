"""Effect estimates: ratios, differences, coefficients and correlations with their intervals and p-values."""

from miner.extract.estimates.finding import find_estimates

__all__ = ["find_estimates"]
