"""Forest plots: every study's estimate with its interval, and the pooled effect with its prediction interval."""

from collections.abc import Sequence
from math import log10
from typing import Any, NamedTuple

from dash import dcc, html

from miner.draw.canvas import shorten
from miner.model.estimate import RATIOS, Measure
from miner.model.evidence import Pool
from miner.web.pages.parts import Part, counted, tool
from miner.web.pages.years import CONFIG, themed
from miner.web.signs import LOOKS
from miner.weigh.forest import ForestGroup, ForestRow, name_of_measure, ratio_ticks

_ROW = 30  # pixels


class _Mark(NamedTuple):
    """What is written at a height of the plot: on its left the label, on its right the numbers; or a title across."""

    at: float
    label: str
    told: str = ""
    title: str = ""


def draw_forest(groups: Sequence[ForestGroup], *, measure: Measure, is_dark: bool, name: str) -> Part:
    """The plot of one pooled group, or of groups that are not pooled, each under what it compares.

    All are for more of the subject; with a sentence that says what is shown.
    """
    pool = groups[0].pool
    rows = [row for group in groups for row in group.rows]
    is_ratio = measure in RATIOS and all(row.low > 0 for row in rows)
    edges = _edges(rows, pool, is_ratio=is_ratio)
    theme = themed(is_dark=is_dark)
    data, marks = _studies(groups, ink=theme["font"]["color"])
    if pool is not None:
        bottom = -len(rows) - 0.2
        data += _pooled(pool, bottom, colour=LOOKS[-1].dark if is_dark else LOOKS[-1].light, edges=edges)
        marks += _tell_pool(pool, bottom)
    # plotly leaves an axis out on which nothing is drawn.
    data.append({"x": [rows[0].value], "y": [0], "yaxis": "y2", "mode": "markers", "opacity": 0, "hoverinfo": "skip"})
    figure = {"data": data, "layout": _layout(marks, theme, measure=measure, edges=edges, is_ratio=is_ratio)}
    said = say_pool(pool) if pool is not None else f"{counted(len(rows), 'estimate')} ({measure.value}), not pooled"
    said += "; * printed for less, turned round" if any(row.is_turned for row in rows) else ""
    return html.Figure(
        [
            html.Div(
                html.Div(dcc.Graph(id=name, figure=figure, config=CONFIG), role="img", **{"aria-label": said}),
                className="scroll plot",
                tabIndex="0",
                role="region",
                **{"aria-label": "Forest plot"},
            ),
            html.Figcaption([html.Span(said, className="note"), html.Div(
                [tool("PNG", "plot-png", name), tool("SVG", "plot-svg", name)], className="actions")]),
        ]
    )  # fmt: skip


def say_pool(pool: Pool) -> str:
    """A pool in a sentence."""
    predicted = (
        f"; a new study is expected between {pool.predicted_low:.3g} and {pool.predicted_high:.3g}"
        if pool.predicted_low is not None and pool.predicted_high is not None
        else ""
    )
    return (
        f"Pooled {pool.measure.value} {pool.value:.3g} (95% CI {pool.low:.3g} to {pool.high:.3g}), "
        f"{len(pool.studies)} studies, I² {pool.i2:.0f}%, τ² {pool.tau2:.3g}{predicted}"
    )


def _studies(groups: Sequence[ForestGroup], *, ink: str) -> tuple[list[dict[str, Any]], list[_Mark]]:
    """The studies from the top down; groups that are not pooled stand each under what it compares."""
    widest = max((row.weight or 0 for group in groups for row in group.rows), default=0)
    data: list[dict[str, Any]] = []
    marks: list[_Mark] = []
    for group in groups:
        if groups[0].pool is None:
            marks.append(_Mark(-len(marks), "", title=f"<i>{_plain(shorten(group.title, 92))}</i>"))
        for row in group.rows:
            data.append(_study(row, -len(marks), ink=ink, widest=widest))
            marks.append(_Mark(-len(marks), _plain(shorten(_label(row), 34)), _tell(row)))
    return data, marks


def _tell_pool(pool: Pool, at: float) -> list[_Mark]:
    marks = [_Mark(at, "<b>Random effects</b>", f"<b>{pool.value:.3g} [{pool.low:.3g}, {pool.high:.3g}]</b>")]
    if pool.predicted_low is not None and pool.predicted_high is not None:
        interval = f"[{pool.predicted_low:.3g}, {pool.predicted_high:.3g}]"
        marks.append(_Mark(at - 0.8, "Prediction interval", interval))
    return marks


def _layout(
    marks: Sequence[_Mark], theme: dict[str, Any], *, measure: Measure, edges: tuple[float, float], is_ratio: bool
) -> dict[str, Any]:
    told = [mark for mark in marks if mark.told]
    none = 1 if is_ratio else 0
    reach = [marks[-1].at - 0.8, 0.8]
    return theme | {
        "height": 90 + _ROW * (len(marks) + 1),
        "margin": {"l": 10, "r": 10, "t": 10, "b": 44},
        "showlegend": False,
        "xaxis": theme["xaxis"]
        | {"title": {"text": f"{name_of_measure(measure)}, confidence interval as printed"}}
        | _axis(edges, is_ratio=is_ratio),
        "yaxis": theme["yaxis"]
        | {
            "tickvals": [mark.at for mark in marks], "ticktext": [mark.label for mark in marks],
            "range": reach, "showgrid": False, "zeroline": False,
        },
        "yaxis2": {
            "overlaying": "y", "side": "right", "tickvals": [mark.at for mark in told],
            "ticktext": [mark.told for mark in told], "range": reach,
            "showgrid": False, "zeroline": False, "automargin": True, "fixedrange": True,
        },
        "annotations": [
            {
                "text": mark.title, "x": 0, "xref": "paper", "xanchor": "left", "y": mark.at, "yanchor": "middle",
                "showarrow": False, "align": "left", "bgcolor": theme["paper_bgcolor"], "borderpad": 3,
            }
            for mark in marks
            if mark.title
        ],
        "shapes": [
            {
                "type": "line", "x0": none, "x1": none, "yref": "paper", "y0": 0, "y1": 1,
                "line": {"color": theme["font"]["color"], "width": 1, "dash": "dot"}, "layer": "below",
            }
        ],
    }  # fmt: skip


def _study(row: ForestRow, at: float, *, ink: str, widest: float) -> dict[str, Any]:
    size = 9.0 if row.weight is None or not widest else 6 + 10 * row.weight / widest
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value],
        "y": [at],
        "error_x": {
            "type": "data", "symmetric": False, "array": [row.high - row.value],
            "arrayminus": [row.value - row.low], "color": ink, "thickness": 1.4, "width": 0,
        },
        "marker": {"symbol": "square", "size": size, "color": ink},
        "opacity": 1 if row.is_sound else 0.45,
        "hovertemplate": f"{_plain(row.label)}: {row.value:.4g} ({row.low:.4g} to {row.high:.4g})<extra></extra>",
    }  # fmt: skip


def _pooled(pool: Pool, at: float, *, colour: str, edges: tuple[float, float]) -> list[dict[str, Any]]:
    data = [_span(pool.low, pool.high, at, colour=colour, edges=edges, width=3)]
    data.append(
        {
            "type": "scatter", "mode": "markers", "x": [pool.value], "y": [at],
            "marker": {"symbol": "diamond-wide", "size": 19, "color": colour}, "hoverinfo": "skip",
        }
    )  # fmt: skip
    if pool.predicted_low is not None and pool.predicted_high is not None:
        data.append(_span(pool.predicted_low, pool.predicted_high, at - 0.8, colour=colour, edges=edges, width=1.5))
    return data


def _span(
    low: float, high: float, at: float, *, colour: str, edges: tuple[float, float], width: float
) -> dict[str, Any]:
    # An interval that is wider than the plot ends in arrows at its edges.
    first, last = max(low, edges[0]), min(high, edges[1])
    symbols = ["triangle-left" if low < edges[0] else "line-ns", "triangle-right" if high > edges[1] else "line-ns"]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [first, last],
        "y": [at, at],
        "line": {"color": colour, "width": width},
        "marker": {"symbol": symbols, "size": 11, "color": colour, "line": {"color": colour, "width": 2}},
        "hoverinfo": "skip",
    }


def _edges(rows: Sequence[ForestRow], pool: Pool | None, *, is_ratio: bool) -> tuple[float, float]:
    # The plot shows every study whole, and of the pool what is not much wider than they are.
    none = 1.0 if is_ratio else 0.0
    low, high = min(none, *(row.low for row in rows)), max(none, *(row.high for row in rows))
    ends = [] if pool is None else [pool.low, pool.high, pool.predicted_low, pool.predicted_high]
    known = [one for one in ends if one is not None]
    if is_ratio:
        known = [one for one in known if low / 3 <= one <= high * 3]
        return min([low, *known]) / 1.12, max([high, *known]) * 1.12
    reach = high - low or 1.0
    known = [one for one in known if low - reach <= one <= high + reach]
    return min([low, *known]) - 0.06 * reach, max([high, *known]) + 0.06 * reach


def _axis(edges: tuple[float, float], *, is_ratio: bool) -> dict[str, Any]:
    low, high = edges
    if not is_ratio:
        return {"type": "linear", "range": [low, high]}
    shown = ratio_ticks(low, high)
    ticks = {"tickvals": shown, "ticktext": [f"{value:g}" for value in shown]}
    return {"type": "log", "range": [log10(low), log10(high)], **ticks}


def _label(row: ForestRow) -> str:
    return f"{row.label} *" if row.is_turned else row.label


def _tell(row: ForestRow) -> str:
    weight = "" if row.weight is None else f"  {100 * row.weight:.0f}%"
    value, low, high = row.printed()
    return f"{value} [{low}, {high}]{weight}".replace("-", "−")


def _plain(text: str) -> str:
    # plotly reads a small part of HTML in labels: what is not ours is escaped.
    return text.replace("&", "&amp;").replace("<", "&lt;")
