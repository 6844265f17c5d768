"""The page of changes: what is new, gone, stronger, weaker or turned, and why."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from dash import html

from miner.ask.changes import Change, ChangeKind
from miner.errors import BadInput
from miner.web.api.changes import find_changes
from miner.web.pages.asked import Asked
from miner.web.pages.parts import Part, button, cited_link, empty, page, section
from miner.web.pages.pickers import field
from miner.web.records import address
from miner.web.shelf import Shelf
from miner.web.view import View

_SHOWN = 40  # of a kind, before "more"
_PAPERS = 4  # of a reason, that are named


def make(view: View, shelf: Shelf, asked: Asked) -> Part:
    """The page of changes since a day, or since the run before the last."""
    since = asked.get("since")
    form = html.Form(
        [
            field("since", "Since (empty: since the run before the last)", since, hint="a day, such as 2026-01-31"),
            html.Button("Show", type="submit", className="button strong"),
        ],
        action="/changes",
        method="GET",
        className="pick card to-page",
    )
    try:
        changes = find_changes(shelf, since).changes
    except BadInput as error:
        return page("Changes", form, empty(str(error)))
    if not changes:
        nothing = empty("Nothing changed. Changes show after the next run:", html.Code(f"miner run {view.topic.name}"))
        return page("Changes", form, nothing)
    kinds = Counter(one.kind for one in changes)
    links = [
        html.A(f"{kind.value.capitalize()} ({kinds[kind]:,})", href=asked.but(kind=kind.value), className="button",
               **({"aria-current": "true"} if asked.get("kind") == kind.value else {}))
        for kind in ChangeKind
        if kinds[kind]
    ]  # fmt: skip
    links.append(html.A("All", href=asked.but(kind=""), className="button"))
    wanted = [one for one in changes if asked.get("kind") in {"", one.kind.value}]
    most = asked.number("show", _SHOWN, most=5000)
    sections = []
    for kind, group in groupby(wanted, key=lambda one: one.kind):
        those = list(group)
        more = html.A(f"Show all {len(those):,}", href=asked.but(kind=kind.value, show=5000), className="more")
        items = html.Ul(change_items(view, those[:most]), className="plain")
        sections.append(section(kind.value.capitalize(), items, more if len(those) > most else None))
    data = button("JSON", f"/api/changes?since={since}" if since else "/api/changes", label="These changes as JSON")
    nav = html.Nav([*links, data], className="actions", **{"aria-label": "Kinds of change"})
    return page("Changes", form, nav, *sections, lead=f"{len(changes):,} edges changed")


def change_items(view: View, changes: Iterable[Change]) -> list[Part]:
    """Changes as list items: what happened, from which belief to which, and why; each kind of reason once."""
    return [
        html.Li(
            [
                html.A(one.text, href=address("edge", one.edge)),
                html.Span(f" {_moved(one)} ", className="note"),
                *_reasons(view, one),
            ]
        )
        for one in changes
    ]


def _moved(one: Change) -> str:
    before = "new" if one.before is None else f"{one.before:.2f}"
    after = "gone" if one.after is None else f"{one.after:.2f}"
    return f"{before} → {after}"


def _reasons(view: View, one: Change) -> list[Part]:
    papers: dict[str, list[str]] = {}
    for reason in one.reasons:
        papers.setdefault(reason.kind, []).extend([reason.paper] if reason.paper else [])
    parts: list[Part] = []
    for kind, those in papers.items():
        parts += [html.Span(kind if len(those) < 2 else f"{len(those)} × {kind}", className="tag"), " "]
        parts += [part for paper in those[:_PAPERS] for part in (cited_link(view, paper), ", ")][:-1]
        parts.append(f" and {len(those) - _PAPERS} more " if len(those) > _PAPERS else " ")
    return parts
