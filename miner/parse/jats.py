"""JATS full texts: front matter, abstracts, body sections, tables with spans filled in, figures, references."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from miner.model.article import (
    Article,
    Author,
    Correction,
    Figure,
    OtherAbstract,
    ParsedRecord,
    Reference,
    Rejected,
    Section,
    SectionKind,
)
from miner.model.layout import kind_of
from miner.parse.dates import join_date, year_of
from miner.parse.jats_tables import read_table
from miner.parse.languages import language_code
from miner.parse.markup import BadMarkup, flatten, local_name, read_document_element
from miner.parse.stream import Broken, Source

Element = etree._Element  # noqa: SLF001 - lxml's name for the type of an element
_LIMIT = 64 << 20
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPES = {"review-article": "Review", "systematic-review": "Systematic Review", "case-report": "Case Reports",
          "retraction": "Retraction of Publication", "editorial": "Editorial", "letter": "Letter",
          "research-article": "Journal Article"}  # fmt: skip
_CITED = re.compile(r"\d{1,3}(?:\s?[-–,]\s?\d{1,3})*")
_GLUED = re.compile(r"[A-Za-z)%][.,;:)]?\Z")
_BACK_MATTER = re.compile(
    r"(?i)(?:competing|conflicts? of|declaration of) interests?.*|(?:authors?['’]*s? |author )?contributions?"
    r"|funding(?: sources?| statement)?|acknowledge?ments?|(?:list of )?abbreviations?(?: used)?"
    r"|pre-publication history|disclosures?|data (?:availability|sharing)(?: statement)?"
    r"|availability of (?:supporting )?data.*|supplementary (?:material|data|information)s?|supporting information"
    r"|author (?:details|information)|financial support"
)
"""Titles of sections that tell nothing of what was studied, which are not read."""
_LIMITS = re.compile(
    r"(?i)(?:study )?(?:strengths? (?:and|&) )?(?:limitations?|weaknesses)(?: and strengths?)?(?: of .*)?"
)
_APART = frozenset({"table-wrap", "table-wrap-group", "fig", "fig-group", "sec", "supplementary-material", "ref-list"})
_OTHER_KINDS = frozenset({"graphical", "toc", "teaser", "web-summary", "editor-summary", "summary", "short", "precis"})


def iter_jats(source: Source) -> Iterator[ParsedRecord]:
    """The articles of a JATS file, which holds one, or several in a set."""
    try:
        root = read_document_element(source.whole(limit=_LIMIT))
    except Broken as error:
        yield Rejected(source.name, source.name, f"the file {error}")
        return
    except (BadMarkup, ValueError) as error:
        yield Rejected(source.name, source.name, f"the file is malformed XML: {str(error).splitlines()[0]}")
        return
    articles = [root] if local_name(root) == "article" else [one for one in root.iter() if local_name(one) == "article"]
    if not articles:
        yield Rejected(source.name, source.name, "the file holds no JATS article")
    for number, element in enumerate(articles, 1):
        _drop_namespaces(element)
        _bracket_citations(element)
        yield _read_article(element, number=number, name=source.name)


def _drop_namespaces(root: Element) -> None:
    # Some sets put JATS itself into a namespace; names are compared without it.
    if "}" in str(root.tag):
        for element in root.iter():
            element.tag = local_name(element) or element.tag


def _bracket_citations(article: Element) -> None:
    # "falls<sup>12</sup>" is not "falls12": a raised citation is written as most papers print it, " [12]".
    # Some journals raise it only when they print it: "falls.<xref>12</xref> Bone" has no space before it.
    is_glued = False
    for cited in article.iter("xref"):
        if cited.get("ref-type") != "bibr" or len(cited) or not _CITED.fullmatch(cited.text or ""):
            continue
        before = cited.getprevious()
        parent = cited.getparent()
        said = before.tail if before is not None else parent.text if parent is not None else None
        follows = before is not None and before.tag == "xref" and (said or "").strip() in {",", "–", "-"}
        is_glued = (is_glued and follows) or _GLUED.search(said or "") is not None
        if is_glued:
            cited.text = f" [{cited.text}]"
    for raised in article.iter("sup"):
        parent = raised.getparent()
        is_cited = any(one.get("ref-type") == "bibr" for one in (*raised, *([] if parent is None else [parent])))
        if is_cited and not flatten(raised).startswith(("[", "(")):
            raised.text = f" [{raised.text or ''}"
            if len(raised):
                raised[-1].tail = f"{raised[-1].tail or ''}]"
            else:
                raised.text += "]"


def _read_article(article: Element, *, number: int, name: str) -> ParsedRecord:
    meta = article.find("front/article-meta")
    if meta is None:
        meta = article.find("front-stub")
    if meta is None:
        return Rejected(f"article {number}", name, "the article has no front matter (article-meta)")
    ids = {one.get("pub-id-type", ""): flatten(one) for one in meta.iterfind("article-id")}
    pmid = ids.get("pmid", "")
    pmc = ids.get("pmc") or ids.get("pmcid") or ids.get("pmcaid") or ""
    pmcid = f"PMC{pmc.upper().removeprefix('PMC')}" if pmc else None
    doi = ids.get("doi")
    title = _title(meta)
    # Before the sections, which take tables and figures out of the paragraphs that they stand in.
    tables = tuple(read_table(one) for one in article.iter("table-wrap"))
    figures = tuple(Figure(flatten(one.find("label")), flatten(one.find("caption"))) for one in article.iter("fig"))
    body = article.find("body")
    sections = _with_introduction(tuple(_iter_sections(body))) if body is not None else ()
    abstract, others = _abstracts(meta, language=language_code(article.get(_LANG)) or "en")
    if not title and not abstract and not sections:
        return Rejected(f"article {number}", name, "the article has neither title nor text")
    article_id = f"PMID:{pmid}" if pmid.isdigit() else f"PMCID:{pmcid}" if pmcid else f"DOI:{doi}" if doi else ""
    return Article(
        id=article_id or f"JATS:{name.rpartition('/')[2]}" + (f"#{number}" if number > 1 else ""),
        title=title,
        abstract=abstract,
        pmid=int(pmid) if pmid.isdigit() else None,
        pmcid=pmcid,
        doi=doi,
        authors=tuple(_iter_authors(meta)),
        keywords=tuple(word for one in meta.iterfind(".//kwd") if (word := flatten(one))),
        publication_types=_types(article),
        corrections=tuple(_iter_corrections(meta)),
        other_abstracts=others,
        body=sections,
        tables=tables,
        figures=figures,
        references=tuple(_iter_references(article)),
        language=language_code(article.get(_LANG)) or "en",
        original_language=language_code(article.get(_LANG)),
        **_journal(article, meta),
    )


def _title(meta: Element) -> str:
    group = meta.find("title-group")
    if group is None:
        return ""
    title, subtitle = flatten(_without_notes(group.find("article-title"))), flatten(group.find("subtitle"))
    return f"{title}: {subtitle}" if title and subtitle else title or subtitle


def _without_notes(element: Element | None) -> Element | None:
    # Footnote marks and footnotes of a title are not its text.
    if element is not None:
        for note in [one for one in element.iter("xref", "fn") if one.get("ref-type") in {None, "fn"}]:
            _take_out(note)
    return element


def _take_out(element: Element) -> None:
    # The text behind it stays.
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _journal(article: Element, meta: Element) -> dict[str, Any]:
    published = ""
    order = {"epub": 0, "electronic": 0, "pub": 1, "ppub": 2, "collection": 3}
    dates = sorted(
        meta.iterfind("pub-date"),
        key=lambda date: order.get(date.get("pub-type") or date.get("publication-format") or "", 4),
    )
    for date in dates:
        parts = {str(child.tag): flatten(child) for child in date}
        if published := join_date(parts.get("year", ""), parts.get("month", ""), parts.get("day", "")):
            break
    pages = "-".join(text for tag in ("fpage", "lpage") if (text := flatten(meta.find(tag))))
    journal = article.find("front/journal-meta")
    find = journal.find if journal is not None else (lambda _: None)
    title = find(".//journal-title")
    return {
        "journal": flatten(title),
        "journal_abbreviation": flatten(find("journal-id[@journal-id-type='nlm-ta']")),
        "issn": flatten(find("issn")),
        "volume": flatten(meta.find("volume")),
        "issue": flatten(meta.find("issue")),
        "pages": pages or flatten(meta.find("elocation-id")),
        "published": published,
        "year": year_of(published),
    }


def _types(article: Element) -> tuple[str, ...]:
    kind = article.get("article-type", "")
    return (_TYPES[kind],) if kind in _TYPES else ()


def _iter_authors(meta: Element) -> Iterator[Author]:
    for person in meta.iterfind(".//contrib"):
        if person.get("contrib-type", "author") != "author":
            continue
        name = person.find("name")
        if name is None:
            name = person.find("name-alternatives/name")
        collective = flatten(person.find("collab"))
        orcid = next((flatten(one)[-19:] for one in person.iterfind("contrib-id") if "orcid" in flatten(one)), None)
        if name is not None:
            last, fore = flatten(name.find("surname")), flatten(name.find("given-names"))
            initials = "".join(word[0] for word in fore.replace("-", " ").split())
            yield Author(last, fore, initials, orcid=orcid, suffix=flatten(name.find("suffix")))
        elif collective:
            yield Author(collective=collective)


def _iter_corrections(meta: Element) -> Iterator[Correction]:
    kinds = {
        "retracted-article": "RetractionOf",
        "corrected-article": "ErratumFor",
        "retraction-forward": "RetractionIn",
    }
    for one in meta.iterfind("related-article"):
        if kind := kinds.get(one.get("related-article-type", "")):
            yield Correction(kind, source=one.get("{http://www.w3.org/1999/xlink}href", ""))


def _abstracts(meta: Element, *, language: str) -> tuple[tuple[Section, ...], tuple[OtherAbstract, ...]]:
    main: tuple[Section, ...] = ()
    others = []
    for element in meta:
        if element.tag not in {"abstract", "trans-abstract"}:
            continue
        sections = tuple(_iter_sections(element))
        kind = element.get("abstract-type", "")
        if sections and element.tag == "abstract" and kind not in _OTHER_KINDS and not main:
            main = sections
        elif sections:
            others.append(OtherAbstract(language_code(element.get(_LANG)) or language, sections, kind))
    return main, tuple(others)


def _iter_sections(part: Element, label: str | None = None, category: str | None = None) -> Iterator[Section]:
    """A part's own paragraphs, then its sections'; a section's title is the label of its first paragraph."""
    for child in part:
        name = local_name(child)
        if name == "sec":
            title = flatten(child.find("title")).rstrip(".:") or None
            if title and _BACK_MATTER.fullmatch(title):
                continue
            yield from _iter_sections(child, title, _category(child, title, category))
            label = None
        elif name == "title" or name in _APART or not name:
            continue
        else:
            for inner in [one for one in child.iter("table-wrap", "fig") if one is not child]:
                _take_out(inner)
            if text := flatten(child):
                yield Section(text, label, category)
                label = None


def _category(section: Element, title: str | None, outer: str | None) -> str | None:
    # A part of the results is results, whatever its own title says; but what a study could not do is no finding.
    if title and _LIMITS.fullmatch(title):
        return "METHODS"
    if outer is not None:
        return outer
    words = f"{section.get('sec-type') or ''} {title or ''}".lower()
    marks = (
        ("result", "RESULTS"), ("finding", "RESULTS"), ("conclusion", "CONCLUSIONS"), ("discussion", "CONCLUSIONS"),
        ("method", "METHODS"), ("objective", "OBJECTIVE"), ("aim", "OBJECTIVE"), ("background", "BACKGROUND"),
        ("intro", "BACKGROUND"),
    )  # fmt: skip
    told = next((category for mark, category in marks if mark in words), None)
    if told is None and title:
        kind = kind_of(Section("", label=title))
        told = None if kind in {None, SectionKind.OTHER} else str(kind)
    return told


def _with_introduction(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    # What stands before the first title of a paper in parts is its introduction, though no title says so.
    if not any(one.category in {"METHODS", "RESULTS"} for one in sections):
        return sections
    first = next(at for at, one in enumerate(sections) if one.label or one.category)
    return (*(replace(one, category="BACKGROUND") for one in sections[:first]), *sections[first:])


def _iter_references(article: Element) -> Iterator[Reference]:
    for entry in article.iter("ref"):
        label = flatten(entry.find("label"))
        for citation in entry:
            if local_name(citation) in {"label", "note", ""}:
                continue
            ids = {one.get("pub-id-type", ""): flatten(one) for one in citation.iter("pub-id")}
            pmid = ids.get("pmid", "")
            text = " ".join(" ".join(map(str, citation.itertext())).split())
            yield Reference(text, int(pmid) if pmid.isdigit() else None, ids.get("doi"), label)
            break
