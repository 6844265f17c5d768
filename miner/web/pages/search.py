"""The page of a search: entities with facets, papers and claims that hold the words."""

from collections.abc import Iterable
from dataclasses import dataclass

from dash import html

from miner.model.evidence import Node
from miner.store.search import ClaimHit, PaperHit
from miner.web.pages.asked import Asked
from miner.web.pages.parts import Part, button, counted, empty, entity_link, page, section, table
from miner.web.records import address
from miner.web.shelf import Shelf, View

_HITS = 15
_MOST = 200


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    type: str
    role: str
    papers: int
    name: str


def make(view: View, shelf: Shelf, asked: Asked) -> Part:
    """The page of a search; without words, all entities of a type or role."""
    q, kind, role = asked.get("q").strip(), asked.get("type"), asked.get("role")
    most = asked.number("show", 25, most=_MOST)
    if q:
        found = view.names.search(q, limit=most, kind=kind, role=role)
        rows = [
            _Row(one.entity.id, one.entity.type, one.entity.role, one.entity.papers, one.name) for one in found.matches
        ]
        total, types, roles = found.total, dict(found.types), dict(found.roles)
    else:
        nodes = view.by_papers
        types, roles = _facets(nodes)
        chosen = [node for node in nodes if kind in {"", _type(node)} and role in {"", node.role.value}]
        total = len(chosen)
        rows = [_Row(node.id, _type(node), node.role.value, node.papers, node.label) for node in chosen[:most]]
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
        _entities(view, rows, total, asked),
        *([_papers(papers)] if papers else []),
        *([_claims(claims, q)] if claims else []),
    )


def _type(node: Node) -> str:
    return node.type.value if node.type is not None else "Other"


def _facets(nodes: Iterable[Node]) -> tuple[dict[str, int], dict[str, int]]:
    types: dict[str, int] = {}
    roles: dict[str, int] = {}
    for node in nodes:
        types[_type(node)] = types.get(_type(node), 0) + 1
        roles[node.role.value] = roles.get(node.role.value, 0) + 1
    return dict(sorted(types.items())), dict(sorted(roles.items()))


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


def _entities(view: View, rows: list[_Row], total: int, asked: Asked) -> Part:
    if not rows:
        return section(
            "Entities", empty("None of this kind.", html.A("Show all kinds", href=asked.but(type="", role="")))
        )
    cells = [
        (
            entity_link(view, row.id),
            row.name if row.name.casefold() != view.label(row.id).casefold() else "",
            row.type,
            row.role,
            f"{row.papers:,}",
        )
        for row in rows
    ]
    more = html.A(f"Show {min(total, _MOST):,} of {total:,}", href=asked.but(show=_MOST), className="more")
    heads = ("Entity", "Found by", "Type", "Role", "Papers")
    return section(
        "Entities",
        table("Entities", heads, cells, numbers=(4,)),
        *([more] if total > len(rows) and len(rows) < _MOST else []),
        note=counted(total, "entity", "entities"),
    )


def _papers(papers: Iterable[PaperHit]) -> Part:
    rows = [
        (html.A(one.title or one.id, href=address("paper", one.id)), one.journal, str(one.year or "")) for one in papers
    ]
    return section("Papers", table("Papers", ("Title", "Journal", "Year"), rows, numbers=(2,)))


def _claims(claims: Iterable[ClaimHit], q: str) -> Part:
    rows = [(html.Q(one.quote), html.A(one.article, href=address("paper", one.article))) for one in claims]
    csv = button("CSV", f"/api/claims.csv?q={q}", download=True, label="All claims with these words as CSV")
    return section("Claims", table("Claims", ("Sentence", "Paper"), rows), actions=[csv])
