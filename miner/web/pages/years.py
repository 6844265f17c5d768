"""Bars of papers by year, parted by what they say."""

from collections.abc import Sequence
from typing import Any, Final

from dash import dcc, html

from miner.ask.disagreement import Year
from miner.web.pages.parts import Part, empty, tool
from miner.web.signs import LOOKS, ORDER

_PATTERNS: Final = {1: "", -1: "/", 0: ".", None: "x"}
CONFIG: Final = {"displayModeBar": False, "responsive": True, "displaylogo": False}


def themed(*, is_dark: bool) -> dict[str, Any]:
    """What all plotly pictures share: fonts and grounds of the theme."""
    ink, line = ("#e8ecf1", "#3a4450") if is_dark else ("#1c2733", "#d9dee4")
    ground = "#1d232b" if is_dark else "#ffffff"
    axis = {"gridcolor": line, "zerolinecolor": line, "linecolor": line, "automargin": True}
    return {
        "font": {"family": "system-ui, sans-serif", "size": 13, "color": ink},
        "paper_bgcolor": ground,
        "plot_bgcolor": ground,
        "xaxis": axis,
        "yaxis": axis,
    }


def draw_years(years: Sequence[Year], *, is_dark: bool, name: str) -> Part:
    """Papers by year; the table below says the same to who cannot see it."""
    if not years:
        return empty("No paper with a year.")
    counts = {1: [one.up for one in years], -1: [one.down for one in years], 0: [one.null for one in years],
              None: [one.undirected for one in years]}  # fmt: skip
    highest = max(one.up + one.down + one.null + one.undirected for one in years)
    step = max(1, 5 * round(highest / 20)) if highest > 5 else 1
    layout = themed(is_dark=is_dark)
    figure = {
        "data": [
            {
                "type": "bar",
                "name": LOOKS[sign].verb,
                "x": [one.year for one in years],
                "y": counts[sign],
                "marker": {
                    "color": LOOKS[sign].dark if is_dark else LOOKS[sign].light,
                    "pattern": {
                        "shape": _PATTERNS[sign],
                        "fgcolor": layout["paper_bgcolor"],
                        "size": 6,
                        "solidity": 0.2,
                        "fillmode": "overlay",
                    },
                },
            }
            for sign in ORDER
            if any(counts[sign])
        ],
        "layout": layout
        | {
            "barmode": "stack",
            "height": 260,
            "margin": {"l": 44, "r": 12, "t": 8, "b": 36},
            "legend": {"orientation": "h", "y": 1.18, "x": 0},
            "showlegend": True,
            "yaxis": layout["yaxis"]
            | {"title": {"text": "papers"}, "rangemode": "tozero", "tickformat": "d", "dtick": step},
            "xaxis": layout["xaxis"] | {"tickformat": "d", "dtick": 1 if len(years) < 12 else None},
            "bargap": 0.25,
        },
    }
    said = f"{years[-1].total:,} statements by papers, from {years[0].year} to {years[-1].year}"
    return html.Figure(
        [
            html.Div(dcc.Graph(id=name, figure=figure, config=CONFIG), role="img", **{"aria-label": said}),
            html.Figcaption([html.Span(said, className="note"), html.Div(
                [tool("PNG", "plot-png", name), tool("SVG", "plot-svg", name)], className="actions")]),
        ]
    )  # fmt: skip
