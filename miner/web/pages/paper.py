"""The page of a paper: what it found, each finding with its sentence, and its text with all that was read."""

from collections.abc import Iterable

from dash import html

from miner.model.article import Article
from miner.model.reading import Mention, Reading
from miner.report.findings import Finding
from miner.report.links import paper_address
from miner.report.paper import PaperPage
from miner.report.wording import write_estimate
from miner.web.pages.asked import Asked
from miner.web.pages.marked import mark_text
from miner.web.pages.parts import Part, button, counted, empty, facts, page, say_counts, section, sign_badge, table
from miner.web.reading import OpenPaper, open_paper
from miner.web.records import address
from miner.web.shelf import Shelf
from miner.web.view import View

_AUTHORS = 8


def make(view: View, shelf: Shelf, asked: Asked) -> Part:
    """The page of the paper that the path names; raises NotFound."""
    found = open_paper(shelf, view, asked.rest)
    article = found.article
    parts: list[Part] = [*_notices(article)]
    if found.content is None:
        parts.append(empty("This paper was not read yet.", html.Code(f"miner run {view.topic.name}"), "reads it."))
    else:
        parts += _found(found.content)
        parts.append(_claims(view, found))
        parts += [_text(view, reading) for reading in found.readings]
        parts.append(_estimates(found.content))
    return page(article.title or article.id, *parts, lead=_source(article))


def _source(article: Article) -> list[Part]:
    names = [one.collective or f"{one.last_name} {one.initials or one.fore_name}".strip() for one in article.authors]
    who = ", ".join(names[:_AUTHORS]) + (" et al." if len(names) > _AUTHORS else "")
    where = " ".join(part for part in (article.journal, str(article.year or "")) if part)
    parts: list[Part] = [". ".join(part for part in (who, where) if part)]
    ids = (f"PMID:{article.pmid}" if article.pmid else "", f"PMCID:{article.pmcid}" if article.pmcid else "",
           f"DOI:{article.doi}" if article.doi else "")  # fmt: skip
    for one in ids:
        if one:
            parts += [" · ", html.A(one, href=paper_address(one), rel="noopener noreferrer external")]
    return parts


def _notices(article: Article) -> Iterable[Part]:
    if article.is_retracted:
        yield html.P(
            "This paper was retracted. Its claims are kept here and count for nothing in the graph.", className="alert"
        )
    if any(one.kind == "ExpressionOfConcernIn" for one in article.corrections):
        yield html.P("An expression of concern was published on this paper.", className="caution")
    if article.is_digest:
        yield html.P("The text is a digest in our own words, not the paper's own abstract.", className="caution")


def _found(content: PaperPage) -> list[Part]:
    parts: list[Part] = []
    summary: list[Part] = []
    if content.summary:
        summary.append(html.P(content.summary))
    if content.contribution:
        summary.append(html.P(content.contribution))
    if content.facts:
        summary.append(facts(content.facts))
    if summary:
        parts.append(section("In short", *summary))
    findings = [_finding(one) for one in content.findings]
    nothing = empty("No claim of this paper's own results was found in what was read of it.")
    parts.append(section("Key findings", html.Ul(findings, className="findings") if findings else nothing))
    return parts


def _finding(one: Finding) -> Part:
    failed = [" ", html.Span(f"⚠ fails the audit: {', '.join(one.audit)}", className="tag bad")] if one.audit else []
    return html.Li([one.text, *failed, html.Blockquote(one.quote)])


def _claims(view: View, found: OpenPaper) -> Part:
    if not found.stated:
        return html.Div()
    edges = {one.edge: view.network.edges[one.edge] for one in found.stated if one.edge in view.network.edges}
    rows = []
    for name, edge in edges.items():
        rows.append(
            (
                html.A(view.label(edge.subject), href=address("entity", edge.subject)),
                sign_badge(edge.sign),
                html.A(view.label(edge.object), href=address("entity", edge.object)),
                say_counts(edge),
                html.A("evidence", href=address("edge", name)),
            )
        )
    claims = button(
        "CSV", f"/api/claims.csv?paper={found.article.id}", download=True, label="This paper's claims as CSV"
    )
    data = button("JSON", f"/api/papers/{found.article.id}", label="This paper as JSON")
    heads = ("From", "Says", "To", "All papers", "Why")
    title = "Its claims, beside those of all papers"
    return section(title, table(title, heads, rows), actions=[claims, data])


def _text(view: View, reading: Reading) -> Part:
    def href_of(mention: Mention) -> str:
        if mention.concept is None:
            return ""
        node = mention.concept if mention.concept in view.network.nodes else view.vocabulary.roll_up(mention.concept)[0]
        return address("entity", node) if node in view.network.nodes else ""

    kinds = sorted({mention.type.value for mention in reading.mentions})
    key = html.Ul(
        [html.Li(html.Span(kind, className=f"mention mention-{kind.lower()}")) for kind in kinds]
        + [html.Li(html.Span("a claim's sentence", className="claim claim-linked"))],
        className="legend",
        **{"aria-label": "What the marks mean"},
    )
    told = f"{counted(len(reading.mentions), 'mention')}, {counted(len(reading.claims), 'claim')}"
    title = "Text" if "#" not in reading.id else f"Text ({reading.language})"
    return section(title, key, mark_text(reading, href_of), note=f"{told}; hover over a mark for what it is.")


def _estimates(content: PaperPage) -> Part:
    estimates = content.reading.estimates
    if not estimates:
        return html.Div()
    rows = [
        (
            write_estimate(one),
            one.text,
            html.Span(f"⚠ {', '.join(one.audit)}", className="tag bad") if one.audit else "✓ sound",
        )
        for one in estimates
    ]
    return section("Effect estimates", table("Effect estimates", ("Estimate", "As printed", "Audit"), rows))
