"""The page that sets two exposures side by side (what does each do?), or two outcomes (what acts on each?)."""

from collections.abc import Mapping

from dash import html

from miner.model.evidence import Edge
from miner.web.pages.asked import Asked
from miner.web.pages.parts import Part, counted, empty, entity_link, page, section, sign_badge, table
from miner.web.pages.pickers import pick_form, resolve, shown
from miner.web.records import address
from miner.web.shelf import Shelf
from miner.web.view import View

_ROWS = 40


def make(view: View, shelf: Shelf, asked: Asked) -> Part:  # noqa: ARG001 - all pages are made alike
    """The page of two entities; without either, a form."""
    one, two = resolve(view, asked.get("a")), resolve(view, asked.get("b"))
    is_outcome = asked.get("as") == "outcome"
    form = pick_form(
        "/compare", [("a", "First", shown(view, one)), ("b", "Second", shown(view, two))], submit="Compare"
    )
    ways = html.Nav(
        [
            html.A(words, href=asked.but(**{"as": way}), className="button",
                   **({"aria-current": "true"} if is_outcome == (way == "outcome") else {}))
            for words, way in (("What do they act on?", "exposure"), ("What acts on them?", "outcome"))
        ],
        className="actions",
        **{"aria-label": "What is compared"},
    )  # fmt: skip
    if not (one and two):
        hint = "Pick two exposures, such as two forms of a mineral, or two outcomes."
        return page("Compare", form, empty(hint), lead="Two entities side by side")
    first, second = (_edges(view, node, incoming=is_outcome) for node in (one, two))
    both = sorted(first.keys() & second.keys(), key=lambda node: (-_weight(first[node], second[node]), node))
    heads = ("Entity", view.label(one), view.label(two), "")
    rows = [
        (entity_link(view, node), _cell(first[node]), _cell(second[node]), _agree(first[node], second[node]))
        for node in both[:_ROWS]
    ]
    title = f"{view.label(one)} and {view.label(two)}"
    shared = section(
        "Both",
        table(f"{title}: both", heads, rows) if rows else empty("They have nothing in common in this store."),
        note=f"{counted(len(both), 'entity', 'entities')}, those most believed first" if rows else None,
    )
    return page(
        title,
        form,
        ways,
        shared,
        html.Div([_only(view, one, first, second), _only(view, two, second, first)], className="two"),
        lead="What acts on them, side by side" if is_outcome else "What they act on, side by side",
    )


def _edges(view: View, node: str, *, incoming: bool) -> dict[str, Edge]:
    # Each pair's most believed edge.
    found: dict[str, Edge] = {}
    for edge in (view.network.incoming if incoming else view.network.outgoing).get(node, ()):
        if edge.papers:
            found.setdefault(edge.subject if incoming else edge.object, edge)
    return found


def _weight(one: Edge, two: Edge) -> float:
    return one.belief.score * two.belief.score


def _cell(edge: Edge) -> Part:
    told = f" {edge.belief.score:.2f}, {counted(len(edge.papers), 'paper')}"
    return html.Span([html.A(sign_badge(edge.sign), href=address("edge", edge.id)), told])


def _agree(one: Edge, two: Edge) -> str:
    if one.sign == two.sign:
        return "the same"
    return "opposite" if one.sign and two.sign else "differ"


def _only(view: View, node: str, mine: Mapping[str, Edge], other: Mapping[str, Edge]) -> Part:
    title = f"Only {view.label(node)}"
    alone = [key for key in mine if key not in other]
    if not alone:
        return section(title, empty("Nothing that the other one does not have."))
    rows = [(entity_link(view, key), _cell(mine[key])) for key in alone[:_ROWS]]
    return section(title, table(title, ("Entity", "Papers say"), rows), note=f"{len(alone):,} in all")
