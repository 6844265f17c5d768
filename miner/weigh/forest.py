"""What a forest plot shows: a pair's estimates of one measure, like with like, and apart what is not pooled with it."""

from collections.abc import Iterable, Sequence
from math import ceil, floor
from typing import Final, NamedTuple

from miner.model.estimate import Estimate, Measure
from miner.model.evidence import Evidence, Pool, PooledStudy
from miner.weigh.effects import facing_more
from miner.weigh.pooling import sort_out

_MEASURE_NAMES: Final = {
    Measure.OR: "odds ratio", Measure.RR: "risk ratio", Measure.HR: "hazard ratio", Measure.IRR: "rate ratio",
    Measure.PR: "prevalence ratio", Measure.SIR: "standardised incidence ratio",
    Measure.SMR: "standardised mortality ratio",
    Measure.BETA: "regression coefficient", Measure.MD: "mean difference", Measure.SMD: "standardised mean difference",
    Measure.RD: "risk difference", Measure.R: "correlation", Measure.PCT_CHANGE: "change in percent",
}  # fmt: skip

_STEPS: Final = ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0), (1.0, 1.5, 2.0, 3.0, 5.0, 7.0))
"""Where a ratio's axis can be marked within a power of ten, the coarsest first; on a narrow axis, in even steps."""
_EVEN_STEPS: Final = (0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001)
_FEWEST_TICKS: Final = 3


class ForestRow(NamedTuple):
    """One estimate, for more of the subject; `is_turned` where the paper prints it for less.

    `digits` are the decimals that the paper prints, of the value and of its limits; none of what was turned round.
    """

    label: str
    value: float
    low: float
    high: float
    weight: float | None = None
    is_sound: bool = True
    is_turned: bool = False
    digits: tuple[int | None, int | None] = (None, None)

    def printed(self) -> tuple[str, str, str]:
        """Value, low and high with as many decimals as the paper prints: 0.60 stays 0.60.

        >>> ForestRow("Zhu et al. 2025", 0.33, 0.18, 0.6, digits=(2, 2)).printed()
        ('0.33', '0.18', '0.60')
        """
        of_value, of_limits = self.digits
        return _print(self.value, of_value), _print(self.low, of_limits), _print(self.high, of_limits)


class ForestGroup(NamedTuple):
    """Estimates that compare the same, with their pool where there is one; or those set aside for one reason."""

    title: str
    rows: tuple[ForestRow, ...]
    pool: Pool | None = None


def forest_groups(evidence: Sequence[Evidence], pools: Iterable[Pool], measure: Measure) -> tuple[ForestGroup, ...]:
    """The groups of a pair's estimates with an interval: pooled ones first, the largest first, then the others.

    A pooled group holds the estimate that was taken of each study; its pool's `set_aside` has the others. `evidence` is
    that of all signs of the pair.
    """
    by_key = {(pool.stratum, pool.comparison): pool for pool in pools if pool.measure is measure}
    groups = [pooled_group(pool) for pool in sorted(by_key.values(), key=lambda pool: -len(pool.studies))]
    candidates, set_aside = sort_out(one for one in evidence if any(each.has_ci for each in one.estimates))
    rows: dict[str, dict[ForestRow, None]] = {}
    for (kind, stratum, comparison), those in candidates.items():
        if kind is measure and (stratum, comparison) not in by_key:
            found = rows.setdefault(f"{comparison}; {stratum}; not pooled: it takes two studies", {})
            found.update((_row(one.evidence, one.estimate), None) for one in those)
    for one, estimate, reason in set_aside.get(measure, ()):
        if estimate.has_ci:
            rows.setdefault(f"not pooled: {reason}", {})[_row(one, estimate)] = None
    groups += [ForestGroup(title, tuple(sorted(those))) for title, those in sorted(rows.items())]
    return tuple(groups)


def pooled_group(pool: Pool) -> ForestGroup:
    """The group of a pool: the estimate that was taken of each study, the earliest first."""
    return ForestGroup(f"{pool.comparison}; {pool.stratum}", tuple(_row_of_study(one) for one in pool.studies), pool)


def name_of_measure(measure: Measure) -> str:
    """What a plot writes at the axis of a measure.

    >>> name_of_measure(Measure.OR)
    'odds ratio'
    """
    return _MEASURE_NAMES.get(measure, measure.value)


def ratio_ticks(low: float, high: float) -> list[float]:
    """Round numbers along a ratio's axis, 1 among them where it is there: the coarsest that are not too few.

    >>> [[f"{tick:g}" for tick in ratio_ticks(*ends)] for ends in ((0.2, 6), (0.78, 1.05))]
    [['0.3', '1', '3'], ['0.8', '0.9', '1']]
    """
    ticks: list[float] = []
    for steps in _STEPS:
        ticks = [step * 10.0**power for power in range(-6, 7) for step in steps if low <= step * 10.0**power <= high]
        if len(ticks) >= _FEWEST_TICKS:
            return ticks
    for step in _EVEN_STEPS:
        ticks = [number * step for number in range(ceil(low / step), floor(high / step) + 1)]
        if len(ticks) >= _FEWEST_TICKS:
            break
    return ticks


def main_measure(evidence: Iterable[Evidence], pools: Iterable[Pool]) -> Measure | None:
    """The measure that a pair's forest plot shows: that of the largest pool, else that of most estimates."""
    largest = max(pools, key=lambda pool: len(pool.studies), default=None)
    if largest is not None:
        return largest.measure
    printed: dict[Measure, set[tuple[str, float]]] = {}
    for one in evidence:
        for estimate in one.estimates:
            if estimate.has_ci:
                printed.setdefault(estimate.measure, set()).add((one.paper.id, estimate.value))
    return max(printed, key=lambda one: (len(printed[one]), one.value), default=None)


def _row_of_study(study: PooledStudy) -> ForestRow:
    numbers = facing_more(study.estimate, is_turned=study.is_turned)
    label = study.cited or study.study
    return ForestRow(
        label,
        *numbers,
        study.weight,
        is_turned=study.is_turned,
        digits=_digits(study.estimate, is_turned=study.is_turned),
    )


def _row(evidence: Evidence, estimate: Estimate) -> ForestRow:
    paper = evidence.paper
    numbers = facing_more(estimate, is_turned=evidence.is_turned)
    # A paper that has several estimates tells them apart by who they are of.
    label = f"{paper.cited}, {evidence.claim.subgroup}" if evidence.claim.subgroup else paper.cited
    return ForestRow(
        label,
        *numbers,
        None,
        is_sound=evidence.is_sound,
        is_turned=evidence.is_turned,
        digits=_digits(estimate, is_turned=evidence.is_turned),
    )


def _digits(estimate: Estimate, *, is_turned: bool) -> tuple[int | None, int | None]:
    if is_turned:  # no paper prints it so
        return None, None
    value, low, high, _ = estimate.decimals
    return value, max((printed for printed in (low, high) if printed is not None), default=None)


def _print(number: float, digits: int | None) -> str:
    return f"{number:.4g}" if digits is None else f"{number:.{digits}f}"
