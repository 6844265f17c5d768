"""The page of paths: exposure, mediators and outcome in three columns; what papers state, and what we put together."""

from collections.abc import Sequence
from heapq import nsmallest
from typing import NamedTuple

from dash import html

from miner.ask.paths import MAX_STEPS, Path, Paths, find_paths
from miner.model.evidence import Edge, Mediation, Role
from miner.report.wording import write_percents
from miner.web.pages.asked import Asked
from miner.web.pages.layout import in_columns
from miner.web.pages.network import Line, draw_network
from miner.web.pages.parts import (
    ROWS,
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
from miner.web.pages.pickers import pick_form, resolve, shown
from miner.web.records import address
from miner.web.shelf import Shelf
from miner.web.view import View

_BOXES = 14  # mediators of a picture before "more"


class _Between(NamedTuple):
    node: str
    note: str
    stated: Mediation | None


def make(view: View, shelf: Shelf, asked: Asked) -> Part:  # noqa: ARG001 - all pages are made alike
    """The page of the paths between two entities; without either, a form with suggestions."""
    exposure, outcome = resolve(view, asked.get("exposure")), resolve(view, asked.get("outcome"))
    form = pick_form(
        "/path",
        [("exposure", "Exposure", shown(view, exposure)), ("outcome", "Outcome", shown(view, outcome))],
        submit="Show paths",
    )
    if not (exposure and outcome):
        return page("Paths", form, _suggestions(view), lead="What lies between an exposure and an outcome?")
    if exposure == outcome:
        return page("Paths", form, empty("Exposure and outcome are the same; pick another one of the two."))
    steps = max(2, asked.number("steps", 2, most=MAX_STEPS))
    found = find_paths(view.network, exposure, outcome, steps=steps, limit=200)
    title = f"From {view.label(exposure)} to {view.label(outcome)}"
    direct = [edge for edge in view.network.outgoing.get(exposure, ()) if edge.object == outcome and edge.papers]
    if not (found.stated or found.chains or direct):
        longer = [html.A("Look for longer chains", href=asked.but(steps=3))] if steps < MAX_STEPS else []
        turned = html.A("or look the other way round", href=f"/path?exposure={outcome}&outcome={exposure}")
        return page(title, form, empty("Nothing in this store leads from the one to the other.", *longer, turned))
    return page(
        title,
        form,
        section("At a glance", *_picture(view, found, asked), actions=_actions(exposure, outcome, asked, steps)),
        html.Div(id="leg", className="leg", **{"aria-live": "polite"}),
        _direct(view, direct),
        _stated(view, found.stated),
        _chains(view, [one for one in found.chains if not one.is_direct], asked),
        lead=f"{counted(len(found.stated), 'path')} as papers state them, "
        f"{counted(sum(not one.is_direct for one in found.chains), 'chain')} put together here",
    )


def _actions(exposure: str, outcome: str, asked: Asked, steps: int) -> list[Part]:
    longer = (
        button("Chains of 3", asked.but(steps=3)) if steps < MAX_STEPS else button("Chains of 2", asked.but(steps=2))
    )
    query = f"exposure={exposure}&outcome={outcome}&steps={steps}"
    return [longer, button("JSON", f"/api/paths?{query}", label="These paths as JSON"),
            button("Other way round", f"/path?exposure={outcome}&outcome={exposure}")]  # fmt: skip


def _picture(view: View, found: Paths, asked: Asked) -> list[Part]:
    between: dict[str, _Between] = {}
    for one in found.stated:
        if one.papers:
            percents = [percent for _, percent in one.percents]
            note = f"{write_percents(percents)} mediated" if percents else "stated"
            between.setdefault(one.mediator, _Between(one.mediator, note, one))
    for chain in found.chains:
        if len(chain.nodes) == 3:
            between.setdefault(chain.nodes[1], _Between(chain.nodes[1], "inferred", None))
    most = max(1, asked.number("show", _BOXES, most=60))
    chosen = list(between.values())[:most]
    if not chosen:
        return [html.P("Papers state the effect, and nothing that it runs through.", className="note")]
    exposure, outcome = found.exposure, found.outcome
    places = in_columns([[exposure], [one.node for one in chosen], [outcome]])
    lines = [_leg(view, exposure, one.node, one.stated) for one in chosen]
    lines += [_leg(view, one.node, outcome, one.stated) for one in chosen]
    note = (
        "Boxes that say “inferred” are ours: two edges that papers state, which no paper joins. "
        "A grey line is part of a stated path that no paper states by itself. Click a line for its evidence."
    )
    more = (
        html.A(f"Show all {len(between)}", href=asked.but(show=60), className="more") if len(between) > most else None
    )
    return [
        html.P([note, " ", more], className="note"),
        draw_network(
            view,
            name="graph",
            label=f"{view.label(exposure)}, {counted(len(chosen), 'mediator')}, {view.label(outcome)}",
            places=places,
            lines=lines,
            is_dark=asked.is_dark,
            notes={one.node: one.note for one in chosen},
        ),
    ]


def _leg(view: View, source: str, target: str, stated: Mediation | None) -> Line:
    leg = view.network.legs.get(source, {}).get(target)
    if leg is not None:
        return Line(source, target, leg.sign, len(view.network.edges[leg.edge].papers), leg.edge)
    return Line(source, target, None, 1, stated.id if stated else "", is_stated=False)


def _direct(view: View, direct: Sequence[Edge]) -> Part:
    if not direct:
        return section("The effect itself", empty("No paper states the effect of the one on the other by itself."))
    rows = [
        (
            sign_badge(edge.sign),
            belief_bar(edge.belief.score),
            f"{len(edge.papers):,}",
            html.A("evidence", href=address("edge", edge.id)),
        )
        for edge in direct
    ]
    title = f"Does {view.label(direct[0].subject)} change {view.label(direct[0].object)}?"
    return section("The effect itself", table(title, ("Papers say", "Belief", "Papers", "Why"), rows, numbers=(2,)))


def _stated(view: View, stated: Sequence[Mediation]) -> Part:
    title = "Paths that papers state"
    if not stated:
        return section(title, empty("No paper here states what it runs through."))
    rows = [
        (
            entity_link(view, one.mediator),
            sign_badge(one.sign),
            ", ".join(f"{percent:g}%" for _, percent in one.percents) or "not printed",
            belief_bar(one.belief.score),
            f"{len(one.papers):,}",
            html.A("evidence", href=address("edge", one.id), **{"aria-label": f"Evidence: {view.label(one.mediator)}"}),
        )
        for one in stated
    ]
    return section(
        title, table(title, ("Through", "Whole effect", "Mediated", "Belief", "Papers", "Why"), rows, numbers=(4,))
    )


def _chains(view: View, chains: Sequence[Path], asked: Asked) -> Part:
    title = "Chains that we put together"
    if not chains:
        return section(title, empty("None: no two edges meet between them."))
    most = asked.number("chains", ROWS, most=200)
    rows = [(_chain(view, one), sign_badge(one.sign), belief_bar(one.belief)) for one in chains[:most]]
    more = (
        [html.A(f"Show all {len(chains)}", href=asked.but(chains=200), className="more")] if len(chains) > most else []
    )
    note = "Inferred from edges that different papers state. A chain's belief is the product of its edges'."
    return section(title, table(title, ("Chain", "Adds up to", "Belief"), rows), *more, note=note)


def _chain(view: View, one: Path) -> Part:
    parts: list[Part] = [entity_link(view, one.nodes[0])]
    for leg, node in zip(one.legs, one.nodes[1:], strict=True):
        disputed = [" ", html.Span("disputed", className="tag")] if leg.is_disputed else []
        parts += [
            " ",
            html.A(sign_badge(leg.sign), href=address("edge", leg.edge)),
            *disputed,
            " ",
            entity_link(view, node),
        ]
    return html.Span(parts, className="chain")


def _suggestions(view: View) -> Part:
    pairs: dict[tuple[str, str], int] = {}
    graph = view.graph
    columns = (graph.columns[f"mediation.{name}"].tolist() for name in ("exposures", "outcomes", "papers"))
    for exposure, outcome, papers in zip(*columns, strict=True):
        ends = (graph.ids[exposure], graph.ids[outcome])
        pairs[ends] = pairs.get(ends, 0) + papers
    exposures = {one.entity.id for one in view.names.browse(role=Role.EXPOSURE.value, limit=len(graph.ids)).matches}
    ranked = nsmallest(8, pairs, key=lambda pair: (pair[0] not in exposures, -pairs[pair], pair))
    if not ranked:
        return empty("No paper here states a mediator. Pick any two entities: chains of their edges are looked for.")
    return section(
        "Where papers state what lies between",
        html.Ul(
            [
                html.Li(html.A([view.label(one), " → ", view.label(two)], href=f"/path?exposure={one}&outcome={two}"))
                for one, two in ranked
            ]
        ),
    )
