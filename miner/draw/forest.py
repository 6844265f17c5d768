"""The forest plot of a pair: every study's estimate with its interval, and the pooled effect where there is one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from miner.draw.canvas import FAINT, INK, figure, shorten
from miner.errors import BadInput
from miner.model.estimate import RATIOS, Measure
from miner.model.evidence import EvidenceGraph, Pool
from miner.weigh.forest import ForestGroup, ForestRow, forest_groups, main_measure, name_of_measure, ratio_ticks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW: Final = 0.3  # inches


def draw_forest(graph: EvidenceGraph, *, subject: str, object_: str, path: Path, measure: Measure | None = None) -> str:
    """Draw the pair's forest plot and give one sentence that says what it shows.

    One measure is drawn: `measure`, else that of the largest pool, else that of most estimates. Estimates that compare
    the same stand together, with their pooled effect where there is one; the others stand apart, under the reason why
    they are not pooled. All are for more of the subject. Raises BadInput where no estimate has an interval.
    """
    edges = graph.between(subject, object_)
    evidence = [one for edge in edges for one in edge.evidence]
    pools = edges[0].pools if edges else ()
    names = f"{graph.node(subject).label} → {graph.node(object_).label}"
    shown = measure or main_measure(evidence, pools)
    groups = () if shown is None else forest_groups(evidence, pools, shown)
    if shown is None or not groups:
        raise BadInput(f"no paper gives {names} an estimate with a confidence interval: there is nothing to plot")
    _draw(groups, names=names, measure=shown, path=path)
    pool = groups[0].pool
    if pool is None:
        return f"{names}: {sum(len(group.rows) for group in groups)} estimates ({shown.value}), not pooled"
    return (
        f"{names}: {pool.measure.value} {pool.value:.3g} ({pool.low:.3g} to {pool.high:.3g}), {pool.comparison},"
        f" {len(pool.studies)} studies, I² {pool.i2:.0f}%" + (f"; {len(groups) - 1} groups apart" if groups[1:] else "")
    )


def _draw(groups: Sequence[ForestGroup], *, names: str, measure: Measure, path: Path) -> None:
    rows = [row for group in groups for row in group.rows]
    lines = sum(len(group.rows) + 1.4 + (0 if group.pool is None else 2) for group in groups)
    height = 1.4 + _ROW * lines
    with figure(path, width=8.4, height=height) as drawn:
        top, bottom = 1 - 0.75 / height, 0.6 / height
        axes = drawn.add_axes((0.3, bottom, 0.4, top - bottom))
        is_ratio = measure in RATIOS and all(row.low > 0 for row in rows)
        if is_ratio:
            axes.set_xscale("log")
        axes.set_ylim(lines - 0.4, -0.6)
        axes.axvline(1 if is_ratio else 0, color=FAINT, linewidth=0.9, zorder=0)
        at = 0.0
        for group in groups:
            at = _draw_group(axes, group, at)
        _limit_axis(axes, rows, is_ratio=is_ratio)
        axes.set_yticks([])
        axes.spines[["left", "right", "top"]].set_visible(False)
        axes.set_xlabel(f"{name_of_measure(measure)}, confidence interval as printed")
        drawn.text(0.02, 1 - 0.3 / height, shorten(names, 90), fontsize=11, fontweight="bold", va="center")
        drawn.text(0.02, 1 - 0.55 / height, _caption(rows), fontsize=8, color="#4b5563", va="center")


def _draw_group(axes: "Axes", group: ForestGroup, at: float) -> float:
    """Draw a group from a line on, and give the line behind it."""
    axes.text(
        -0.7, at, shorten(_title(group), 130), ha="left", va="center", fontsize=8, fontstyle="italic", clip_on=False,
        transform=axes.get_yaxis_transform(), bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.5},
    )  # fmt: skip
    widest = max((row.weight or 0 for row in group.rows), default=0)
    for number, row in enumerate(group.rows, 1):
        _draw_row(axes, row, at + number, widest=widest)
    at += len(group.rows) + 1.4
    if group.pool is None:
        return at
    _draw_pooled(axes, group.pool, at)
    return at + 2


def _title(group: ForestGroup) -> str:
    if group.pool is None:
        return group.title
    left = len(group.pool.set_aside)
    aside = f"; {left} estimate{'s' if left != 1 else ''} not in the pool" if left else ""
    return f"{group.title}; {len(group.pool.studies)} studies; I² {group.pool.i2:.0f}%, τ² {group.pool.tau2:.3g}{aside}"


def _draw_row(axes: "Axes", row: ForestRow, number: float, *, widest: float) -> None:
    colour = INK if row.is_sound else FAINT
    size = 30.0 if row.weight is None or not widest else 12 + 70 * row.weight / widest
    axes.plot([row.low, row.high], [number, number], color=colour, linewidth=1.3, solid_capstyle="butt", zorder=2)
    axes.scatter([row.value], [number], marker="s", s=size, color=colour, zorder=3)
    label = f"{row.label}{' *' if row.is_turned else ''}{'' if row.is_sound else ' (retracted)'}"
    outside: dict[str, Any] = {
        "transform": axes.get_yaxis_transform(),
        "va": "center",
        "fontsize": 8.5,
        "color": colour,
        "clip_on": False,
    }
    axes.text(-0.7, number, shorten(label, 38), ha="left", **outside)
    value, low, high = row.printed()
    axes.text(1.04, number, f"{value} ({low} to {high})", ha="left", **outside)
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
    axes.text(-0.7, at, "Random effects, Hartung-Knapp", ha="left", fontweight="bold", **outside)
    axes.text(
        1.04, at, f"{pool.value:.3g} ({pool.low:.3g} to {pool.high:.3g})", ha="left", fontweight="bold", **outside
    )
    if pool.predicted_low is not None and pool.predicted_high is not None:
        axes.text(-0.7, at + 0.6, "Prediction interval", ha="left", **outside)
        axes.text(1.04, at + 0.6, f"{pool.predicted_low:.3g} to {pool.predicted_high:.3g}", ha="left", **outside)


def _limit_axis(axes: "Axes", rows: Sequence[ForestRow], *, is_ratio: bool) -> None:
    from matplotlib.ticker import FixedLocator, FuncFormatter, NullFormatter, NullLocator

    low, high = min(row.low for row in rows), max(row.high for row in rows)
    if is_ratio:
        low, high = min(low, 1) / 1.15, max(high, 1) * 1.15
        axes.set_xlim(low, high)
        axes.xaxis.set_major_locator(FixedLocator(ratio_ticks(low, high)))
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        axes.xaxis.set_minor_formatter(NullFormatter())
        axes.xaxis.set_minor_locator(NullLocator())
    else:
        low, high = min(low, 0), max(high, 0)
        margin = 0.06 * (high - low or 1)
        axes.set_xlim(low - margin, high + margin)


def _caption(rows: Sequence[ForestRow]) -> str:
    turned = sum(row.is_turned for row in rows)
    marks = "; * printed for less, turned round" if turned else ""
    return f"for more of it: {len(rows)} estimate{'s' if len(rows) != 1 else ''}{marks}"
