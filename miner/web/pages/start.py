"""The first page: what the corpus holds, where to begin, who disagrees, what is new."""

from collections import Counter

from dash import html

from miner.ask.changes import ChangeKind
from miner.model.evidence import Role
from miner.web.api.changes import find_changes
from miner.web.pages.asked import Asked
from miner.web.pages.changes import change_items
from miner.web.pages.parts import (
    Part,
    belief_bar,
    button,
    counted,
    empty,
    entity_link,
    page,
    section,
    sign_badge,
    table,
)
from miner.web.records import address
from miner.web.shelf import Shelf
from miner.web.view import View

_SHOWN = 8


def make(view: View, shelf: Shelf, asked: Asked) -> Part:  # noqa: ARG001 - all pages are made alike
    """The start page."""
    graph = view.graph
    return page(
        graph.title or graph.topic,
        html.P(
            [
                "Type in the box above: names, abbreviations, ids, even misspelled. ",
                html.Button("Take the tour", type="button", className="button", **{"data-action": "tour"}),
            ],
            className="hint",
        ),
        _numbers(view),
        html.Div(
            [
                _entities(view, Role.EXPOSURE, "Exposures"),
                _entities(view, Role.MEDIATOR, "Mediators"),
                _entities(view, Role.OUTCOME, "Outcomes"),
            ],
            className="three",
        ),
        _strongest(view),
        html.Div([_disputes(view), _newest(view, shelf)], className="two"),
        lead="What changes what, through what, by how much, and who disagrees: each answer with its sentences.",
    )


def _numbers(view: View) -> Part:
    graph = view.graph
    retracted = graph.count("paper") - int(graph.columns["paper.sound"].sum())
    years = [year for year in graph.columns["paper.years"].tolist() if year]
    told = [
        (f"{graph.count('paper'):,}", f"papers, {min(years)}–{max(years)}" if years else "papers"),
        (f"{view.claims:,}", "claims"),
        (f"{graph.count('node'):,}", "entities"),
        (f"{graph.count('edge'):,}", "edges"),
        (f"{graph.count('mediation'):,}", "stated mediations"),
        (f"{len(view.disputes):,}", "disputed pairs"),
        *([(f"{retracted:,}", "retracted, not counted")] if retracted else []),
    ]
    return html.Ul(
        [html.Li([html.B(number), html.Span(what)]) for number, what in told],
        className="numbers",
        **{"aria-label": "What this store holds"},
    )


def _entities(view: View, role: Role, title: str) -> Part:
    found = view.names.browse(role=role.value, limit=_SHOWN)
    entities = [one.entity for one in found.matches if one.entity.papers]
    if not entities:
        return section(title, empty("None in this store."))
    everything, named = f"/search?role={role.value}", f"All {found.total:,} {title.lower()}"
    return section(
        title,
        html.Ol(
            [html.Li([entity_link(view, one.id), html.Span(f" {counted(one.papers, 'paper')}", className="note")])
             for one in entities],
            className="plain",
        ),
        *([html.A(f"All {found.total:,}", href=everything, className="more", **{"aria-label": named})]
          if found.total > len(entities) else []),
    )  # fmt: skip


def _strongest(view: View) -> Part:
    edges = view.strongest[:_SHOWN]
    rows = [
        (
            entity_link(view, edge.subject),
            sign_badge(edge.sign),
            entity_link(view, edge.object),
            belief_bar(edge.belief.score),
            f"{len(edge.papers):,}",
            html.A("evidence", href=address("edge", edge.id)),
        )
        for edge in edges
    ]
    title = "Most believed"
    if not rows:
        return section(title, empty("No claims yet."))
    return section(
        title,
        table(title, ("From", "", "To", "Belief", "Papers", "Why"), rows, numbers=(4,)),
        actions=[
            button("Paths", "/path"),
            button("GraphML", "/api/graph.graphml", download=True, label="The graph as GraphML"),
        ],
    )


def _disputes(view: View) -> Part:
    title = "Where papers disagree"
    if not view.disputes:
        return section(title, empty("Nowhere yet: no pair has papers that say different things."))
    items = []
    for one in view.disputes[:_SHOWN]:
        edge = next(edge for edge in view.network.outgoing[one.subject] if edge.object == one.object)
        items.append(
            html.Li(
                [
                    html.A([view.label(one.subject), " and ", view.label(one.object)], href=address("edge", edge.id)),
                    html.Span(f" {counted(one.papers, 'paper')}", className="note"),
                ]
            )
        )
    return section(title, html.Ol(items, className="plain"))


def _newest(view: View, shelf: Shelf) -> Part:
    title = "Newest changes"
    changes = find_changes(shelf).changes
    command = html.Code(f"miner run {view.topic.name}")
    if not changes:
        return section(title, empty("None to tell: changes show after the next run.", command))
    kinds = Counter(one.kind for one in changes)
    if kinds[ChangeKind.NEW] == len(changes) == view.graph.count("edge") + view.graph.count("mediation"):
        return section(title, empty("All is new since the first run. What changes shows after the next.", command))
    told = ", ".join(f"{kinds[kind]:,} {kind.value}" for kind in ChangeKind if kinds[kind])
    more = html.A("All changes", href="/changes", className="more")
    return section(title, html.Ul(change_items(view, changes[:6]), className="plain"), more, note=told)
