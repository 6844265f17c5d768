"""The page of an entity: what raises and lowers it, what it raises and lowers, through what; by year."""

from collections.abc import Sequence
from heapq import merge

from dash import html

from miner.ask.neighbours import to_neighbour
from miner.model.evidence import Edge, Mediation
from miner.report.links import address_of
from miner.web.finding import get_node
from miner.web.pages.asked import Asked
from miner.web.pages.layout import MOST_NODES, beside
from miner.web.pages.network import Line, draw_network
from miner.web.pages.parts import (
    ROWS,
    Part,
    belief_bar,
    button,
    counted,
    empty,
    entity_link,
    facts,
    more_of,
    page,
    papers_of,
    section,
    sign_badge,
    table,
)
from miner.web.pages.years import draw_years
from miner.web.records import address
from miner.web.shelf import Shelf
from miner.web.view import Around, View

_SHOWN = 16  # nodes of the graph before "more"
_STEPS = (16, 60, MOST_NODES)
_NAMES = 14
_MOST_ROWS = 250  # of a table; the CSV and the API have all


def make(view: View, shelf: Shelf, asked: Asked) -> Part:  # noqa: ARG001 - all pages are made alike
    """The page of the entity that the path names; raises NotFound."""
    node = get_node(view, asked.rest)
    around = view.around(node.id)
    graphml = f"/api/graph.graphml?entity={node.id}"
    claims = f"/api/claims.csv?entity={node.id}"
    return page(
        node.label,
        _about(view, around),
        section(
            "At a glance",
            _graph(view, around, asked),
            actions=[
                button("GraphML", graphml, download=True, label="This neighbourhood as GraphML"),
                button("Claims (CSV)", claims, download=True),
                button("Compare", f"/compare?a={node.id}"),
            ],
        ),
        _edges(view, "What it acts on", around.outgoing, asked, "out"),
        _edges(view, "What acts on it", around.incoming, asked, "in"),
        _between(view, around.mediates, asked),
        section(
            "Papers by year",
            draw_years(around.years, is_dark=asked.is_dark, name="years"),
        ),
        lead=f"{_kind(around)} in claims of {counted(node.papers, 'paper')}",
    )


def _kind(around: Around) -> str:
    node = around.node
    kind = node.type.value if node.type is not None else "Not linked to a concept"
    return f"{kind}, {node.role.value} of this topic," if node.role.value != "other" else f"{kind},"


def _about(view: View, around: Around) -> Part:
    node = around.node
    pairs: list[tuple[str, Part]] = []
    link = address_of(node.id, node.label, node.type.value if node.type else "")
    if not node.id.startswith("TEXT:"):
        pairs.append(("Id", html.A(node.id, href=link, rel="noopener noreferrer external") if link else node.id))
    names = list({name.casefold(): name for name in reversed(node.names)}.values())[::-1]
    if names:
        more = f" and {len(names) - _NAMES} more" if len(names) > _NAMES else ""
        pairs.append(("Papers call it", ", ".join(names[:_NAMES]) + more))
    concept = view.vocabulary.get(node.id)
    known = {name.casefold() for name in names}
    synonyms = [name for name in (concept.synonyms if concept else ()) if name.casefold() not in known]
    if synonyms:
        pairs.append(("Also known as", ", ".join(synonyms[:_NAMES]) + (" …" if len(synonyms) > _NAMES else "")))
    members = [one for one in node.members if one != node.id]
    if members:
        pairs.append(("Counts here", ", ".join(_name(view, one) for one in members)))
    if node.parts:
        pairs.append(("Made of", ", ".join(_name(view, one) for one in node.parts)))
    return html.Div(facts(pairs), className="card") if pairs else html.Div()


def _name(view: View, curie: str) -> str:
    concept = view.vocabulary.get(curie)
    return view.label(curie) if concept is None else concept.name


def _graph(view: View, around: Around, asked: Asked) -> Part:
    everyone = _neighbours(around)
    if not everyone:
        return empty("No paper that still stands states an effect of it or on it.", button("Search", "/search"))
    shown = asked.number("show", _SHOWN, most=MOST_NODES - 1)
    chosen = everyone[: max(1, shown)]
    left = [edge.subject for edge, incoming in chosen if incoming]
    right = [edge.object for edge, incoming in chosen if not incoming]
    places = beside(left, around.node.id, right)
    lines = [
        Line(edge.subject, edge.object, edge.sign, len(edge.papers), edge.id)
        for edge in (*around.outgoing, *around.incoming)
        if edge.subject in places and edge.object in places and edge.papers
    ]
    graph = draw_network(
        view,
        name="graph",
        label=f"{around.node.label} with {counted(len(chosen), 'neighbour')}",
        places=places,
        lines=lines,
        is_dark=asked.is_dark,
        centre=around.node.id,
    )
    rest = len(everyone) - len(chosen)
    following = next((step for step in _STEPS if step > len(chosen)), None)
    parts: list[Part] = [f"{len(chosen):,} of {counted(len(everyone), 'neighbour')}, those most believed first. "]
    if rest and following:
        parts.append(
            html.A(
                f"Show {min(following, len(everyone), MOST_NODES - 1):,}",
                href=asked.but(show=following),
                className="more",
            )
        )
    elif rest:
        parts.append("The tables below have the rest.")
    return html.Div([html.P(parts, className="note"), graph])


def _neighbours(around: Around) -> list[tuple[Edge, bool]]:
    # Each neighbour once, by its most believed edge.
    both = merge(
        ((edge, False) for edge in around.outgoing),
        ((edge, True) for edge in around.incoming),
        key=lambda pair: -pair[0].belief.score,
    )
    best: dict[str, tuple[Edge, bool]] = {}
    for pair in both:
        edge, incoming = pair
        if _stands(edge):
            best.setdefault(edge.subject if incoming else edge.object, pair)
    return list(best.values())


def _edges(view: View, title: str, edges: Sequence[Edge], asked: Asked, side: str) -> Part:
    standing = [edge for edge in edges if _stands(edge)]
    if not standing:
        return section(title, empty("No paper here states anything of the kind."))
    shown = asked.number(side, ROWS, most=_MOST_ROWS)
    rows = [
        (
            sign_badge(one.edge.sign, passive=side == "in"),
            entity_link(view, one.node.id),
            html.Span(_through(view, one.via)),
            belief_bar(one.edge.belief.score),
            papers_of(one.edge),
            html.A("evidence", href=address("edge", one.edge.id), **{"aria-label": f"Evidence: {one.node.label}"}),
        )
        for one in (
            to_neighbour(view.network, edge, edge.subject if side == "in" else edge.object) for edge in standing[:shown]
        )
    ]
    heads = ("", "Entity", "Through", "Belief", "Papers", "Why")
    more = more_of(asked.but(**{side: _MOST_ROWS}), most=_MOST_ROWS, total=len(standing))
    return section(
        title, table(title, heads, rows, numbers=(4,)), *([more] if len(standing) > shown < _MOST_ROWS else [])
    )


def _stands(edge: Edge) -> bool:
    return edge.belief.score > 0 or bool(edge.papers)


def _through(view: View, via: Sequence[Mediation]) -> list[Part]:
    parts: list[Part] = []
    for one in via[:4]:
        percents = [percent for _, percent in one.percents]
        told = (
            f" ({min(percents):g}–{max(percents):g}%)"
            if len(percents) > 1
            else f" ({percents[0]:g}%)"
            if percents
            else ""
        )
        parts += [", " if parts else "", html.A(view.label(one.mediator), href=address("edge", one.id)), told]
    return parts


def _between(view: View, mediates: Sequence[Mediation], asked: Asked) -> Part:
    if not mediates:
        return html.Div()
    shown = asked.number("between", ROWS, most=_MOST_ROWS)
    rows = [
        (
            entity_link(view, one.exposure),
            sign_badge(one.sign),
            entity_link(view, one.outcome),
            ", ".join(f"{percent:g}%" for _, percent in one.percents),
            f"{len(one.papers):,}",
            html.A("evidence", href=address("edge", one.id)),
        )
        for one in mediates[:shown]
    ]
    heads = ("Exposure", "", "Outcome", "Mediated", "Papers", "Why")
    title = "What runs through it"
    more = more_of(asked.but(between=_MOST_ROWS), most=_MOST_ROWS, total=len(mediates))
    return section(
        title, table(title, heads, rows, numbers=(3, 4)), *([more] if len(mediates) > shown < _MOST_ROWS else [])
    )
