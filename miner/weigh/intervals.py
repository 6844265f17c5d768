"""Arithmetic with printed numbers: each stands for all that round to it."""

import math
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Span:
    """All the numbers from `low` to `high`."""

    low: float
    high: float

    @classmethod
    def printed(cls, value: float, decimals: int | None) -> Self:
        """The numbers that print as `value` with so many decimals: value ± 0.5 · 10^-decimals; itself where unknown.

        A whole number without a point may have been cut as well as rounded; it is taken as rounded.

        >>> Span.printed(0.33, 2)
        Span(low=0.325, high=0.335)
        """
        if decimals is None:
            decimals = _decimals(value)
        half = 0.5 * 10.0**-decimals
        return cls(round(value - half, 12), round(value + half, 12))

    def gap(self, other: "Span") -> float:
        """How far two spans are apart; 0 where they touch."""
        return max(0.0, other.low - self.high, self.low - other.high)

    def over(self, scale: str) -> "Span | None":
        """The span on a scale (`log`, `atanh`, `identity`), cut where the scale ends; None where nothing is left."""
        if scale == "log":
            return None if self.high <= 0 else Span(_log(self.low), _log(self.high))
        if scale == "atanh":
            if self.low >= 1 or self.high <= -1:
                return None
            return Span(math.atanh(max(self.low, -1 + 1e-9)), math.atanh(min(self.high, 1 - 1e-9)))
        return self


def _log(value: float) -> float:
    return math.log(value) if value > 1e-12 else math.log(1e-12)


def _decimals(value: float) -> int:
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])
