"""The page of a search: entities with facets, papers and claims that hold the words."""

from collections.abc import Iterable

from dash import html

from miner.ask.names import Matches
from miner.store.search import ClaimHit, PaperHit
from miner.web.pages.asked import Asked
from miner.web.pages.parts import Part, button, cited_link, counted, empty, entity_link, more_of, page, section, table
from miner.web.records import address
from miner.web.shelf import Shelf
from miner.web.view import View

_HITS = 15
_MOST = 200


def make(view: View, shelf: Shelf, asked: Asked) -> Part:
    """The page of a search; without words, all entities of a type or role."""
    q, kind, role = asked.get("q").strip(), asked.get("type"), asked.get("role")
    most = asked.number("show", 25, most=_MOST)
    if q:
        found = view.names.search(q, limit=most, kind=kind, role=role)
    else:
        found = view.names.browse(limit=most, kind=kind, role=role)
    rows, types, roles = found.matches, dict(found.types), dict(found.roles)
    papers: tuple[PaperHit, ...] = ()
    claims: tuple[ClaimHit, ...] = ()
    if q:
        with shelf.open_store() as store:
            papers, claims = store.search_papers(q, limit=_HITS), store.search_claims(q, limit=_HITS)
    title = f"Search: {q}" if q else "All entities"
    if not (rows or papers or claims):
        ways = (button("All entities", "/search"), button("Start", "/"))
        return page(title, empty("Nothing here matches. Try fewer letters, another name, or an id.", *ways))
    return page(
        title,
        html.Div([_facet("Type", "type", types, asked), _facet("Role", "role", roles, asked)], className="facets"),
        _entities(view, found, asked),
        *([_papers(papers)] if papers else []),
        *([_claims(view, claims, q)] if claims else []),
    )


def _facet(title: str, name: str, counts: dict[str, int], asked: Asked) -> Part:
    chosen = asked.get(name)
    links = [
        html.A(f"{value} ({count:,})", href=asked.but(**{name: "" if value == chosen else value}), className="button",
               **({"aria-current": "true"} if value == chosen else {}))
        for value, count in counts.items()
    ]  # fmt: skip
    return html.Nav(
        [html.Span(f"{title}:"), *links], className="actions", **{"aria-label": f"Narrow by {title.lower()}"}
    )


def _entities(view: View, found: Matches, asked: Asked) -> Part:
    if not found.matches:
        return section(
            "Entities", empty("None of this kind.", html.A("Show all kinds", href=asked.but(type="", role="")))
        )
    cells = [
        (
            entity_link(view, one.entity.id),
            one.name if one.name.casefold() != one.entity.label.casefold() else "",
            one.entity.type,
            one.entity.role,
            f"{one.entity.papers:,}",
        )
        for one in found.matches
    ]
    most = more_of(asked.but(show=_MOST), most=_MOST, total=found.total)
    heads = ("Entity", "Found by", "Type", "Role", "Papers")
    return section(
        "Entities",
        table("Entities", heads, cells, numbers=(4,)),
        *([most] if len(found.matches) < min(found.total, _MOST) else []),
        note=counted(found.total, "entity", "entities"),
    )


def _papers(papers: Iterable[PaperHit]) -> Part:
    rows = [
        (html.A(one.title or one.id, href=address("paper", one.id)), one.journal, str(one.year or "")) for one in papers
    ]
    return section("Papers", table("Papers", ("Title", "Journal", "Year"), rows, numbers=(2,)))


def _claims(view: View, claims: Iterable[ClaimHit], q: str) -> Part:
    rows = [(html.Q(one.quote), cited_link(view, one.article)) for one in claims]
    csv = button("CSV", f"/api/claims.csv?q={q}", download=True, label="All claims with these words as CSV")
    return section("Claims", table("Claims", ("Sentence", "Paper"), rows), actions=[csv])
