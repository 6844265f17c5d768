"""What the pages are made of: headings, links, signs, tables, empty states."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from dash import html

from miner.model.claim import Sign
from miner.model.evidence import Edge, Evidence, Paper
from miner.report.wording import write_design
from miner.web.records import address
from miner.web.signs import LOOKS
from miner.web.view import View

Part = Any
ROWS: Final = 12  # of a table, before "more"


def page(title: str, *parts: Part, lead: Part = None) -> Part:
    """A page: its one heading, which takes the focus when it is opened, and what stands below."""
    head = [html.H1(title, tabIndex="-1")]
    if lead is not None:
        head.append(html.P(lead, className="lead"))
    return html.Article([html.Header(head, className="page-head"), *parts])


def section(title: str, *parts: Part, note: Part = None, actions: Part = None) -> Part:
    """A part of a page under a heading of its own, with links for what can be done with it."""
    row = [html.H2(title)]
    if actions:
        row.append(html.Div(actions, className="actions"))
    head = [html.Div(row, className="section-head")]
    if note is not None:
        head.append(html.P(note, className="note"))
    return html.Section([*head, *parts], className="card")


def empty(sentence: str, *ways: Part) -> Part:
    """An empty state: what is not there, and what can be done."""
    return html.Div([html.P(sentence), html.P(list(spaced(ways)))] if ways else [html.P(sentence)], className="empty")


def spaced(parts: Iterable[Part]) -> Iterable[Part]:
    """Parts with a space between."""
    for number, part in enumerate(parts):
        if number:
            yield " "
        yield part


def more_of(href: str, *, most: int, total: int) -> Part:
    """The way to more rows of a table that shows a few."""
    told = f"Show all {total:,}" if total <= most else f"Show {most:,} of {total:,}"
    return html.A(told, href=href, className="more")


def entity_link(view: View, node: str) -> Part:
    """A link to an entity's page."""
    return html.A(view.label(node), href=address("entity", node))


def paper_link(paper: Paper) -> Part:
    """A link to a paper's page, by its title, with a mark where it was retracted."""
    title = html.A(paper.title or paper.id, href=address("paper", paper.id))
    return html.Span([title, " ", retracted()]) if paper.is_retracted else title


def cited_link(view: View, paper: str) -> Part:
    """A link to a paper's page, by author and year; by its id where the graph does not hold it."""
    found = view.papers.get(paper)
    if found is None:
        return html.A(paper, href=address("paper", paper))
    return html.A(found.cited, href=address("paper", paper), title=found.title)


def retracted() -> Part:
    """The mark of a retracted paper."""
    return html.Span("retracted", className="tag bad")


def sign_badge(sign: Sign, *, passive: bool = False) -> Part:
    """A sign by symbol, colour and word."""
    look = LOOKS[sign]
    return html.Span(
        [
            html.Span(look.symbol, className="symbol", **{"aria-hidden": "true"}),
            " ",
            look.passive if passive else look.verb,
        ],
        className=f"sign sign-{look.name.value}",
    )


def belief_bar(score: float) -> Part:
    """A belief as a number with a bar."""
    return html.Span(
        [html.Span(style={"width": f"{100 * score:.0f}%"}), html.B(f"{score:.2f}")],
        className="belief",
        title="Belief, 0 to 1: how many papers say so, how good they are, and how far they agree",
    )


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun.

    >>> counted(1, "paper"), counted(1200, "study", "studies")
    ('1 paper', '1,200 studies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Part]], *, numbers: Iterable[int] = ()) -> Part:
    """A table that a screen reader can name; `numbers` are the columns of numbers."""
    right = set(numbers)
    return html.Div(
        html.Table(
            [
                html.Caption(caption, className="unseen"),
                html.Thead(
                    html.Tr(
                        [
                            html.Th(head, scope="col", className="number" if at in right else "")
                            for at, head in enumerate(heads)
                        ]
                    )
                ),
                html.Tbody(
                    [
                        html.Tr(
                            [html.Td(cell, className="number" if at in right else "") for at, cell in enumerate(row)]
                        )
                        for row in rows
                    ]
                ),
            ]
        ),
        className="scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": caption},
    )


def facts(pairs: Iterable[tuple[str, Part]]) -> Part:
    """Names with their values."""
    return html.Dl([part for name, value in pairs for part in (html.Dt(name), html.Dd(value))], className="facts")


def button(words: str, href: str, *, download: bool = False, label: str = "") -> Part:
    """A link that looks like a button."""
    more: dict[str, Any] = {"download": ""} if download else {}
    if label:
        more["aria-label"] = label
    return html.A(words, href=href, className="button", **more)


def tool(words: str, action: str, target: str) -> Part:
    """A button that the page's script answers: `action` on the element `target`."""
    return html.Button(words, type="button", className="button", **{"data-action": action, "data-target": target})


def say_counts(edge: Edge) -> str:
    """How many papers say what of an edge's pair, for it first.

    >>> from miner.model.evidence import Belief
    >>> say_counts(Edge("a", "b", 1, (), Belief(support=7, against=3)))
    '7 agree, 3 say the opposite, none found no effect'
    >>> say_counts(Edge("a", "b", 0, (), Belief(against=3, null=2)))
    '2 found no effect, 3 found one'
    """
    belief = edge.belief
    if edge.sign == 0:
        return f"{belief.null} found no effect, {belief.against or 'none'} found one"
    against, null = belief.against or "none", belief.null or "none"
    opposite = f"{against} say{'s' if belief.against == 1 else ''} the opposite"
    return f"{belief.support} agree{'s' if belief.support == 1 else ''}, {opposite}, {null} found no effect"


def study_of(paper: Paper) -> str:
    """A paper's study in a few words.

    >>> study_of(Paper("PMID:1", n=300))
    'study, n = 300'
    """
    size = f", n = {paper.n:,}" if paper.n is not None else ""
    return f"{write_design(paper.design)}{size}"


def quote_of(one: Evidence) -> Part:
    """A claim's sentence with its source."""
    year = f", {one.paper.year}" if one.paper.year else ""
    return html.Blockquote(
        [
            html.P(one.claim.quote, lang="zh" if "#zh" in one.document else None),
            html.Footer([paper_link(one.paper), f" ({study_of(one.paper)}{year})"]),
        ]
    )


def papers_of(edge: Edge) -> str:
    """How many papers state an edge."""
    gone = f" (+{len(edge.retracted)} retracted)" if edge.retracted else ""
    return f"{len(edge.papers):,}{gone}"


def legend() -> Part:
    """What the signs look like in graphs."""
    return html.Ul(
        [
            html.Li(
                [
                    html.Span(className=f"line line-{LOOKS[sign].name.value}", **{"aria-hidden": "true"}),
                    sign_badge(sign),
                ]
            )
            for sign in (1, -1, 0, None)
        ],
        className="legend",
        **{"aria-label": "Legend"},
    )
