"""Graphs for dash-cytoscape: boxes whose shape tells the role, lines whose colour, dash and head tell the sign."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

import dash_cytoscape as cyto
from dash import html

from miner.draw.canvas import shorten
from miner.model.claim import Sign
from miner.web.pages.layout import BOX, Place, height_of
from miner.web.pages.parts import Part, legend, tool
from miner.web.records import address
from miner.web.signs import LOOKS
from miner.web.view import View

_WORD: Final = 22  # characters, the width of a box
_LABEL: Final = 38  # characters, two lines of a box


class Line(NamedTuple):
    """A line between two nodes: `edge` is the id of what it stands for, empty where no paper states it by itself."""

    source: str
    target: str
    sign: Sign
    papers: int
    edge: str
    is_stated: bool = True


def draw_network(
    view: View,
    *,
    name: str,
    label: str,
    places: Mapping[str, Place],
    lines: Iterable[Line],
    is_dark: bool,
    notes: Mapping[str, str] | None = None,
    centre: str = "",
) -> Part:
    """A graph with its legend and its tools; boxes and lines lead to their pages, by mouse and by keyboard."""
    elements = [_box(view, node, place, (notes or {}).get(node, ""), node == centre) for node, place in places.items()]
    elements += [_line(view, line, number, places) for number, line in enumerate(lines)]
    graph = cyto.Cytoscape(
        id=name,
        elements=elements,
        layout={"name": "preset", "fit": True, "padding": 14},
        stylesheet=_styles(is_dark=is_dark),
        style={"width": "100%", "height": f"{min(760, height_of(dict(places)))}px"},
        minZoom=0.2,
        maxZoom=2.5,
        autoungrabify=True,
        boxSelectionEnabled=False,
        userZoomingEnabled=False,  # the wheel scrolls the page; the buttons zoom
        responsive=True,
    )
    tools = [
        tool("Zoom in", "zoom-in", name), tool("Zoom out", "zoom-out", name), tool("Fit", "fit", name),
        tool("PNG", "graph-png", name), tool("SVG", "graph-svg", name),
    ]  # fmt: skip
    return html.Figure(
        [
            html.Div(
                html.Div(graph, className="canvas"),
                className="graph",
                id=f"{name}-frame",
                tabIndex="0",
                role="application",
                **{"aria-label": f"{label}. Arrow keys move between boxes, Enter opens one. The tables have the same."},
            ),
            html.Div(html.Span(className="unseen", id=f"{name}-said"), role="status", **{"aria-live": "polite"}),
            html.Figcaption([legend(), html.Div(tools, className="actions")]),
        ]
    )


def _box(view: View, node: str, place: Place, note: str, is_centre: bool) -> dict[str, Any]:  # noqa: FBT001
    known = view.network.nodes.get(node)
    role = known.role.value if known is not None else "other"
    # Lines are broken between words: a word that is wider than the box would stick out of it.
    words = " ".join(shorten(word, _WORD) for word in view.label(node).split())
    label = shorten(words, _LABEL if not note else _LABEL - 12)
    return {
        "data": {
            "id": node,
            "label": f"{label}\n{note}" if note else label,
            "name": view.label(node),
            "href": address("entity", node),
        },
        "position": place._asdict(),
        "classes": f"{role} centre" if is_centre else role,
    }


def _line(view: View, line: Line, number: int, places: Mapping[str, Place]) -> dict[str, Any]:
    look = LOOKS[line.sign]
    # Lines leave and enter boxes at their sides: heads never lie on words.
    way = "forward" if places[line.source].x < places[line.target].x else "back"
    return {
        "data": {
            "id": f"line-{number}",
            "source": line.source,
            "target": line.target,
            "edge": line.edge,
            "href": address("edge", line.edge) if line.edge else "",
            "name": f"{view.label(line.source)} {look.verb} {view.label(line.target)}",
            "width": min(6.0, 1.4 + 0.7 * line.papers**0.5),
        },
        "classes": f"{look.name.value} {way}" + ("" if line.is_stated else " unstated"),
    }


def _styles(*, is_dark: bool) -> list[dict[str, Any]]:
    ink, ground, faint = ("#e8ecf1", "#1d232b", "#6f7b89") if is_dark else ("#1c2733", "#ffffff", "#8a94a0")
    focus = "#5fd3a6" if is_dark else "#1a7f5a"
    shapes = {
        "exposure": "round-rectangle",
        "mediator": "cut-rectangle",
        "outcome": "rectangle",
        "other": "round-rectangle",
    }
    right, left = f"{BOX[0] / 2 + 1}px 0px", f"-{BOX[0] / 2 + 1}px 0px"
    styles: list[dict[str, Any]] = [
        {
            "selector": "node",
            "style": {
                "label": "data(label)", "width": BOX[0], "height": BOX[1], "color": ink, "font-size": 12,
                "font-family": "system-ui, sans-serif", "text-wrap": "wrap", "text-max-width": f"{BOX[0] - 14:.0f}px",
                "text-valign": "center", "text-halign": "center", "background-color": ground,
                "border-color": faint, "border-width": 1.2,
            },
        },
        *({"selector": f".{role}", "style": {"shape": shape}} for role, shape in shapes.items()),
        {"selector": ".exposure", "style": {"border-width": 2, "border-color": ink}},
        {"selector": ".outcome", "style": {"border-width": 2, "border-color": ink, "border-style": "double"}},
        {"selector": ".other", "style": {"border-style": "dashed"}},
        {"selector": ".centre", "style": {"font-weight": "bold", "border-width": 3, "border-style": "solid"}},
        {"selector": "node.focus", "style": {"border-color": focus, "border-width": 4}},
        {"selector": "edge", "style": {"width": "data(width)", "curve-style": "bezier", "arrow-scale": 1.1}},
        {"selector": "edge.forward", "style": {"source-endpoint": right, "target-endpoint": left}},
        {"selector": "edge.back", "style": {"source-endpoint": left, "target-endpoint": right}},
        {"selector": "edge.focus", "style": {"width": 6, "opacity": 1}},
    ]  # fmt: skip
    for look in LOOKS.values():
        colour = look.dark if is_dark else look.light
        style: dict[str, Any] = {
            "line-color": colour,
            "target-arrow-color": colour,
            "target-arrow-shape": look.head,
            "line-style": look.line,
        }
        if look.name.value == "linked":
            style |= {"line-dash-pattern": [9, 4, 2, 4]}
        styles.append({"selector": f"edge.{look.name.value}", "style": style})
    styles.append(
        {
            "selector": "edge.unstated",
            "style": {"line-color": faint, "target-arrow-color": faint, "line-style": "solid", "width": 1.5},
        }
    )
    return styles
