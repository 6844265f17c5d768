"""The forest plot of a pair: every study's estimate with its interval, and the pooled effect where there is one."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from miner.draw.canvas import FAINT, INK, figure, shorten
from miner.errors import BadInput
from miner.model.estimate import RATIOS, Estimate, Measure
from miner.model.evidence import Edge, EvidenceGraph, Pool

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW: Final = 0.3  # inches
_MEASURE_NAMES: Final = {
    Measure.OR: "odds ratio", Measure.RR: "risk ratio", Measure.HR: "hazard ratio", Measure.IRR: "rate ratio",
    Measure.PR: "prevalence ratio", Measure.SIR: "standardised incidence ratio",
    Measure.SMR: "standardised mortality ratio",
    Measure.BETA: "regression coefficient", Measure.MD: "mean difference", Measure.SMD: "standardised mean difference",
    Measure.RD: "risk difference", Measure.R: "correlation", Measure.PCT_CHANGE: "change in percent",
}  # fmt: skip


class _Row(NamedTuple):
    label: str
    value: float
    low: float
    high: float
    weight: float | None
    is_sound: bool = True


def draw_forest(graph: EvidenceGraph, *, subject: str, object_: str, path: Path, measure: Measure | None = None) -> str:
    """Draw the pair's forest plot and give one sentence that says what it shows.

    The pool of most studies is drawn, or that of `measure`. Without a pool, the estimates of the measure that has most
    of them are drawn side by side, and the picture says that they are not pooled. Raises BadInput where the pair has no
    estimate with an interval.
    """
    edges = graph.between(subject, object_)
    names = f"{graph.node(subject).label} → {graph.node(object_).label}"
    pools = [pool for edge in edges for pool in edge.pools if measure in (None, pool.measure)]
    if pools:
        pool = max(pools, key=lambda one: len(one.studies))
        return _draw_pool(pool, names, path)
    rows, shown = _unpooled(edges, measure)
    if not rows:
        raise BadInput(f"no paper gives {names} an estimate with a confidence interval: there is nothing to plot")
    _draw(rows, pool=None, names=names, measure=shown, path=path)
    return f"{names}: {len(rows)} estimates ({shown.value}), not pooled"


def _draw_pool(pool: Pool, names: str, path: Path) -> str:
    rows = [
        _Row(
            f"{study.study}{f', {study.year}' if study.year else ''}{' *' if study.note else ''}",
            study.estimate.value,
            *_limits(study.estimate),
            study.weight,
        )
        for study in sorted(pool.studies, key=lambda one: (one.year or 0, one.study))
    ]
    _draw(rows, pool=pool, names=names, measure=pool.measure, path=path)
    return (
        f"{names}: {pool.measure.value} {pool.value:.3g} ({pool.low:.3g} to {pool.high:.3g}),"
        f" {len(pool.studies)} studies, I² {pool.i2:.0f}%"
    )


def _unpooled(edges: tuple[Edge, ...], measure: Measure | None) -> tuple[list[_Row], Measure]:
    by_measure: dict[Measure, list[_Row]] = {}
    for edge in edges:
        for one in edge.evidence:
            for estimate in one.estimates:
                if estimate.has_ci and measure in (None, estimate.measure):
                    year = f", {one.paper.year}" if one.paper.year else ""
                    row = _Row(f"{one.paper.id}{year}", estimate.value, *_limits(estimate), None, one.is_sound)
                    rows = by_measure.setdefault(estimate.measure, [])
                    if row not in rows:
                        rows.append(row)
    if not by_measure:
        return [], measure or Measure.OTHER
    shown = max(by_measure, key=lambda one: (len(by_measure[one]), one.value))
    return sorted(by_measure[shown]), shown


def _limits(estimate: Estimate) -> tuple[float, float]:
    low = estimate.value if estimate.ci_low is None else estimate.ci_low
    return low, estimate.value if estimate.ci_high is None else estimate.ci_high


def _draw(rows: list[_Row], *, pool: Pool | None, names: str, measure: Measure, path: Path) -> None:
    extra = 0 if pool is None else 2
    height = 1.5 + _ROW * (len(rows) + extra)
    with figure(path, width=8.4, height=height) as drawn:
        top, bottom = 1 - 0.75 / height, 0.6 / height
        axes = drawn.add_axes((0.3, bottom, 0.4, top - bottom))
        is_ratio = measure in RATIOS and all(row.low > 0 for row in rows)
        if is_ratio:
            axes.set_xscale("log")
        axes.set_ylim(len(rows) + extra - 0.4, -0.6)
        axes.axvline(1 if is_ratio else 0, color=FAINT, linewidth=0.9, zorder=0)
        for number, row in enumerate(rows):
            _draw_row(axes, row, number, widest=max((other.weight or 0 for other in rows), default=0))
        if pool is not None:
            _draw_pooled(axes, pool, len(rows) + 0.4)
        _limit_axis(axes, rows, is_ratio=is_ratio)
        axes.set_yticks([])
        axes.spines[["left", "right", "top"]].set_visible(False)
        axes.set_xlabel(f"{_MEASURE_NAMES.get(measure, measure.value)}, 95% confidence interval")
        drawn.text(0.02, 1 - 0.3 / height, shorten(names, 90), fontsize=11, fontweight="bold", va="center")
        drawn.text(0.02, 1 - 0.55 / height, _caption(pool, rows), fontsize=8, color="#4b5563", va="center")


def _draw_row(axes: "Axes", row: _Row, number: int, *, widest: float) -> None:
    colour = INK if row.is_sound else FAINT
    size = 30.0 if row.weight is None or not widest else 12 + 70 * row.weight / widest
    axes.plot([row.low, row.high], [number, number], color=colour, linewidth=1.3, solid_capstyle="butt", zorder=2)
    axes.scatter([row.value], [number], marker="s", s=size, color=colour, zorder=3)
    label = row.label if row.is_sound else f"{row.label} (retracted)"
    outside: dict[str, Any] = {
        "transform": axes.get_yaxis_transform(),
        "va": "center",
        "fontsize": 8.5,
        "color": colour,
        "clip_on": False,
    }
    axes.text(-0.72, number, shorten(label, 36), ha="left", **outside)
    axes.text(1.04, number, f"{row.value:g} ({row.low:g} to {row.high:g})", ha="left", **outside)
    if row.weight is not None:
        axes.text(1.72, number, f"{100 * row.weight:.0f}%", ha="right", **outside)


def _draw_pooled(axes: "Axes", pool: Pool, at: float) -> None:
    diamond = ([pool.low, pool.value, pool.high, pool.value], [at, at - 0.3, at, at + 0.3])
    axes.fill(*diamond, color="#0072B2", zorder=4)
    if pool.predicted_low is not None and pool.predicted_high is not None:
        axes.plot(
            [pool.predicted_low, pool.predicted_high], [at + 0.6, at + 0.6], color="#0072B2", linewidth=1.2, zorder=3
        )
    outside: dict[str, Any] = {
        "transform": axes.get_yaxis_transform(),
        "va": "center",
        "fontsize": 8.5,
        "clip_on": False,
    }
    axes.text(-0.72, at, "Random effects, Hartung-Knapp", ha="left", fontweight="bold", **outside)
    axes.text(
        1.04, at, f"{pool.value:.3g} ({pool.low:.3g} to {pool.high:.3g})", ha="left", fontweight="bold", **outside
    )
    if pool.predicted_low is not None and pool.predicted_high is not None:
        axes.text(-0.72, at + 0.6, "Prediction interval", ha="left", **outside)
        axes.text(1.04, at + 0.6, f"{pool.predicted_low:.3g} to {pool.predicted_high:.3g}", ha="left", **outside)


def _limit_axis(axes: "Axes", rows: list[_Row], *, is_ratio: bool) -> None:
    from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter, NullLocator

    low, high = min(row.low for row in rows), max(row.high for row in rows)
    if is_ratio:
        low, high = min(low, 1) / 1.15, max(high, 1) * 1.15
        axes.set_xlim(low, high)
        axes.xaxis.set_major_locator(LogLocator(base=10, subs=(1, 2, 5) if high / low < 60 else (1,)))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.xaxis.set_minor_locator(NullLocator())
    else:
        low, high = min(low, 0), max(high, 0)
        margin = 0.06 * (high - low or 1)
        axes.set_xlim(low - margin, high + margin)


def _caption(pool: Pool | None, rows: list[_Row]) -> str:
    if pool is None:
        return f"{len(rows)} estimates; not pooled: fewer than two studies of one kind and one comparison"
    comparison = f"{shorten(pool.comparison, 40)}; " if pool.comparison else ""
    marks = "; * see the study's note" if any(study.note for study in pool.studies) else ""
    return f"{comparison}{pool.stratum}; {len(pool.studies)} studies; I² {pool.i2:.0f}%, τ² {pool.tau2:.3g}{marks}"
