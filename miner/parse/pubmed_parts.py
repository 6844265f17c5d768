"""The parts of a PubMed record, each from its element."""

from collections.abc import Iterator

from lxml import etree

from miner.model.article import Author, Correction, Grant, MeshHeading, Section
from miner.parse.markup import flatten

Element = etree._Element  # noqa: SLF001 - lxml's name for the type of an element


def sections_of(abstract: Element) -> tuple[Section, ...]:
    """The sections of an abstract that hold text, with label and NLM's category."""
    sections = []
    for child in abstract:
        if child.tag == "AbstractText" and (text := flatten(child)):
            label = (child.get("Label") or "").strip().rstrip(":").strip()
            if label == "UNLABELLED":  # NLM's own filler for a piece without a label
                label = ""
            sections.append(Section(text, label or None, child.get("NlmCategory") or None))
    return tuple(sections)


def pages_of(pagination: Element) -> str:
    """The pages of a `Pagination`, as MEDLINE writes them where it does."""
    parts = {child.tag: flatten(child) for child in pagination}
    if medline := parts.get("MedlinePgn"):
        return medline
    start, end = parts.get("StartPage", ""), parts.get("EndPage", "")
    return f"{start}-{end}" if start and end else start


def iter_authors(authors: Element) -> Iterator[Author]:
    """The authors of an `AuthorList` who have a name."""
    for author in authors:
        last = fore = initials = suffix = ""
        collective = orcid = None
        for child in author:
            tag = child.tag
            if tag == "LastName":
                last = flatten(child)
            elif tag == "ForeName":
                fore = flatten(child)
            elif tag == "Initials":
                initials = flatten(child)
            elif tag == "CollectiveName":
                collective = flatten(child)
            elif tag == "Suffix":
                suffix = flatten(child)
            elif tag == "Identifier" and child.get("Source") == "ORCID":
                orcid = _orcid(child.text or "")
        if last or fore or collective:
            yield Author(last, fore, initials, collective, orcid, suffix)


def _orcid(text: str) -> str | None:
    digits = "".join(character for character in text.upper() if character.isdigit() or character == "X")[-16:]
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4)) if len(digits) == 16 else None


def heading_of(heading: Element) -> MeshHeading:
    """A `MeshHeading`; major where its descriptor or a qualifier is."""
    identifier, name, major = None, "", False
    qualifiers = []
    for child in heading:
        if child.tag == "DescriptorName":
            identifier, name = child.get("UI"), flatten(child)
        else:
            qualifiers.append(flatten(child))
        major = major or child.get("MajorTopicYN") == "Y"
    return MeshHeading(identifier, name, major, tuple(qualifiers))


def correction_of(entry: Element) -> Correction:
    """A `CommentsCorrections` entry."""
    pmid = (entry.findtext("PMID") or "").strip()
    return Correction(
        entry.get("RefType", ""), int(pmid) if pmid.isdigit() else None, entry.findtext("RefSource") or ""
    )


def grant_of(grant: Element) -> Grant:
    """A `Grant`."""
    parts = {child.tag: flatten(child) for child in grant}
    return Grant(parts.get("GrantID", ""), parts.get("Agency", ""), parts.get("Country", ""))
