"""A paper's page laid out: as a page of blocks for Markdown and HTML, and as a JSON record."""

from collections.abc import Iterator
from typing import Any

from miner.model.article import Article
from miner.report.blocks import Block, Bullets, Heading, Notice, Page, Paragraph, Span, Spans, Table, linked, plain
from miner.report.language_page import comparison_record, lay_out_comparison
from miner.report.links import address_of, paper_address
from miner.report.names import write_comparative
from miner.report.paper import Entity, PaperPage, Standing
from miner.report.wording import say_audit, write_estimate


def lay_out_paper(page: PaperPage) -> Page:
    """The page's blocks, notices first."""
    return Page(page.article.title or page.article.id, tuple(_blocks(page)), language=page.article.language or "en")


def paper_record(page: PaperPage) -> dict[str, Any]:
    """The page as plain values, in a fixed order."""
    article = page.article
    return {
        "id": article.id,
        "title": article.title,
        "journal": article.journal,
        "year": article.year,
        "doi": article.doi,
        "pmid": article.pmid,
        "pmcid": article.pmcid,
        "retracted": article.is_retracted,
        "digest": article.is_digest,
        "summary": page.summary,
        "contribution": page.contribution,
        "findings": [
            {"text": one.text, "quote": one.quote, "start": one.start, "end": one.end, "audit": list(one.audit)}
            for one in page.findings
        ],
        "study": dict(page.facts),
        "entities": [
            {
                "concept": one.concept,
                "name": one.name,
                "type": one.type,
                "count": one.count,
                "texts": list(one.texts),
                "synonyms": list(one.synonyms),
                "parts": list(one.parts),
                "url": address_of(one.concept, one.name, one.type),
            }
            for one in page.entities
        ],
        "evidence": [
            {
                "edge": one.edge,
                "support": one.support,
                "against": one.against,
                "null": one.null,
                "pooled": one.pooled or None,
            }
            for one in page.standings
        ],
        "languages": [comparison_record(one) for one in page.comparisons],
    }


def _blocks(page: PaperPage) -> Iterator[Block]:
    article = page.article
    yield from _notices(article)
    yield Paragraph(_source(article))
    if page.summary:
        yield Heading("In short")
        yield Paragraph(plain(page.summary))
    if page.contribution:
        yield Heading("What it adds")
        yield Paragraph(plain(page.contribution))
    yield Heading("Key findings")
    if page.findings:
        yield Bullets(tuple((_finding(one.text, one.audit), one.quote) for one in page.findings))
    else:
        yield Paragraph(plain("No claim of this paper's own results was found in what was read of it."))
    if page.standings:
        yield Heading("What other papers say")
        yield Bullets(tuple((_standing(one), "") for one in page.standings))
    if page.facts:
        yield Heading("Study")
        yield Table(("Fact", "As read"), tuple((plain(name), plain(value)) for name, value in page.facts))
    for comparison in page.comparisons:
        yield from lay_out_comparison(comparison)
    yield from _estimates(page)
    yield from _entities(page.entities)
    yield from _text(article)
    yield from _attached(article)


def _notices(article: Article) -> Iterator[Block]:
    if article.is_retracted:
        yield Notice(plain("This paper was retracted. Its claims are kept here and count for nothing in the graph."))
    for correction in article.corrections:
        if correction.kind == "ExpressionOfConcernIn":
            yield Notice(
                plain(f"An expression of concern was published on this paper ({correction.source or 'see PubMed'}).")
            )
        elif correction.kind in {"ErratumIn", "CorrectedandRepublishedIn", "UpdateIn"}:
            yield Notice(plain(f"This paper was corrected ({correction.source or 'see PubMed'})."))
    if article.is_digest:
        yield Notice(plain("The abstract below is a digest in our own words, not the paper's own abstract."))


def _source(article: Article) -> Spans:
    authors = [one.collective or f"{one.last_name} {one.initials or one.fore_name}".strip() for one in article.authors]
    who = ", ".join(authors[:6]) + (" et al." if len(authors) > 6 else "")
    where = " ".join(part for part in (article.journal, str(article.year or "")) if part)
    ids = [
        ("PubMed", article.pmid and f"PMID:{article.pmid}"),
        ("PMC", article.pmcid),
        ("DOI", article.doi and f"DOI:{article.doi}"),
    ]
    told = ". ".join(part for part in (who, where) if part)
    spans = [Span(told)] if told else []
    for name, paper in ids:
        if paper:
            curie = paper if ":" in paper else f"PMCID:{paper}"
            spans += [Span(" · ")] if spans else []
            spans.append(Span(f"{name} {curie.partition(':')[2].removeprefix(name)}", url=paper_address(curie)))
    return tuple(spans)


def _finding(text: str, audit: tuple[str, ...]) -> Spans:
    if not audit:
        return plain(text)
    return (Span(text), Span(f" Fails the audit: {', '.join(say_audit(name) for name in audit)}.", is_strong=True))


def _standing(one: Standing) -> Spans:
    verb = {0: "does not go with", None: "is linked with"}.get(one.sign, "goes with")
    amount = f"{write_comparative(one.sign, one.object, is_thing=one.is_thing)} " if one.sign else ""
    others = one.support + one.against + one.null
    start = Span(f"{one.subject[:1].upper()}{one.subject[1:]} {verb} {amount}{one.object}: ", is_strong=True)
    if not others:
        return (start, Span("no other paper in this graph speaks of the pair."))
    counts = [f"{one.support} other {_papers(one.support)} agree{'s' if one.support == 1 else ''}"]
    if one.against:
        counts.append(f"{one.against} {_say(one.against)} the opposite")
    if one.null:
        counts.append(f"{one.null} found no effect")
    pooled = f" Pooled: {one.pooled}." if one.pooled else ""
    return (start, Span(f"{'; '.join(counts)}.{pooled}"))


def _papers(count: int) -> str:
    return "paper" if count == 1 else "papers"


def _say(count: int) -> str:
    return "says" if count == 1 else "say"


def _estimates(page: PaperPage) -> Iterator[Block]:
    estimates = page.reading.estimates
    if not estimates:
        return
    yield Heading("Effect estimates")
    yield Table(
        ("Estimate", "As printed", "Audit"),
        tuple(
            (plain(write_estimate(one)), plain(one.text), plain(", ".join(one.audit) or "sound")) for one in estimates
        ),
    )


def _entities(entities: tuple[Entity, ...]) -> Iterator[Block]:
    known = [one for one in entities if one.concept]
    if not known:
        return
    yield Heading("Entities")
    rows = []
    for one in known:
        names = [text for text in one.texts if text.casefold() != one.name.casefold()]
        parts = f" (made of {', '.join(one.parts)})" if one.parts else ""
        rows.append(
            (
                plain(one.type),
                linked(one.name, address_of(one.concept, one.name, one.type)),
                plain(f"{one.concept}{parts}"),
                plain("; ".join(names)),
                plain("; ".join(one.synonyms)),
            )
        )
    yield Table(("Type", "Name", "Id", "In the text", "Also known as"), tuple(rows))


def _text(article: Article) -> Iterator[Block]:
    if article.abstract:
        yield Heading("Digest" if article.is_digest else "Abstract")
    for section in article.abstract:
        label = (Span(f"{section.label}: ", is_strong=True),) if section.label else ()
        yield Paragraph((*label, Span(section.text)))
    for other in article.other_abstracts:
        yield Heading(f"Abstract ({other.language})")
        for section in other.sections:
            label = (Span(f"{section.label}: ", is_strong=True),) if section.label else ()
            yield Paragraph((*label, Span(section.text)))


def _attached(article: Article) -> Iterator[Block]:
    if article.figures:
        yield Heading("Figures")
        yield Bullets(
            tuple(((Span(f"{one.label} ", is_strong=True), Span(one.caption)), "") for one in article.figures)
        )
    if article.references:
        yield Heading(f"References ({len(article.references)})")
        yield Bullets(
            tuple(
                (
                    (
                        Span(
                            one.text,
                            url=paper_address(f"PMID:{one.pmid}")
                            if one.pmid
                            else (one.doi and paper_address(f"DOI:{one.doi}")) or "",
                        ),
                    ),
                    "",
                )
                for one in article.references
            )
        )
