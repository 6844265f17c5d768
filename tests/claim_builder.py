"""Documents with mentions, made from a line of text: what the tests of claims read."""

from dataclasses import replace
from functools import cache

from miner.extract.claims import find_claims
from miner.extract.estimates import find_estimates
from miner.model.article import SectionKind
from miner.model.claim import Claim
from miner.model.concept import EntityType
from miner.model.estimate import Estimate
from miner.model.reading import Document, Mention, Sentence
from miner.model.study import Design, Study

THINGS = {
    "magnesium": (EntityType.CHEMICAL, "MESH:D008274"),
    "zinc": (EntityType.CHEMICAL, "MESH:D015032"),
    "calcium": (EntityType.CHEMICAL, "MESH:D002118"),
    "vitamin D": (EntityType.CHEMICAL, "MESH:D014807"),
    "PTH": (EntityType.GENE, "NCBIGene:5741"),
    "CRP": (EntityType.GENE, "NCBIGene:1401"),
    "BMD": (EntityType.MEASUREMENT, "MESH:D015519"),
    "fracture": (EntityType.DISEASE, "MESH:D050723"),
    "fractures": (EntityType.DISEASE, "MESH:D050723"),
    "hypertension": (EntityType.DISEASE, "MESH:D006973"),
    "osteoporosis": (EntityType.DISEASE, "MESH:D010024"),
    "sarcopenia": (EntityType.DISEASE, "MESH:D055948"),
    "pain": (EntityType.DISEASE, "MESH:D010146"),
}


def document(
    text: str, *, title: str = "Magnesium and bone", section: SectionKind | None = SectionKind.RESULTS
) -> Document:
    """A document of a title and one section, a sentence a line, with the things of this module as its mentions."""
    whole = f"{title}\n{text}"
    sentences = [Sentence(0, len(title), SectionKind.TITLE)]
    at = len(title) + 1
    for line in text.split("\n"):
        sentences.append(Sentence(at, at + len(line), section))
        at += len(line) + 1
    mentions = tuple(sorted(_mentions(whole), key=lambda mention: mention.start))
    return Document("1", whole, title_end=len(title), sentences=tuple(sentences), mentions=mentions)


def _mentions(text: str) -> list[Mention]:
    found: list[Mention] = []
    lower = text.casefold()
    for name, (kind, concept) in THINGS.items():
        at = lower.find(name.casefold())
        while at >= 0:
            end = at + len(name)
            alone = not lower[end : end + 1].isalnum() and not lower[max(at - 1, 0) : at].isalnum()
            if alone:
                found.append(Mention(at, end, text[at:end], kind, concept))
            at = lower.find(name.casefold(), end)
    return found


def claims_of(
    text: str, *, title: str = "Magnesium and bone", section: SectionKind | None = SectionKind.RESULTS
) -> tuple[Claim, ...]:
    """The claims of a text, a sentence a line."""
    doc = document(text, title=title, section=section)
    return find_claims(doc, estimates=estimates_of(doc), study=Study(design=Design.COHORT))


@cache
def estimates_of(doc: Document) -> tuple[Estimate, ...]:
    """The estimates of a document."""
    return find_estimates(doc)


def triples(
    text: str, *, title: str = "Magnesium and bone", section: SectionKind | None = SectionKind.RESULTS
) -> set[tuple[str, str, int | None]]:
    """Subject, object and sign of each claim, in lower case."""
    return {
        (c.subject.text.casefold(), c.object.text.casefold(), c.sign)
        for c in claims_of(text, title=title, section=section)
    }


def with_language(doc: Document, language: str) -> Document:
    """The document in another language."""
    return replace(doc, language=language)
