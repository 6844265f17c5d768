"""A paper as its source gives it, or the reason why it could not be read.

What a paper holds dozens of (authors, headings, references) are named tuples, which are made in a third of the time.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple, Self


class SectionKind(StrEnum):
    """What a section is for, after NLM's categories for structured abstracts; `TITLE` and `TABLE` are ours."""

    TITLE = "TITLE"
    BACKGROUND = "BACKGROUND"
    OBJECTIVE = "OBJECTIVE"
    METHODS = "METHODS"
    RESULTS = "RESULTS"
    CONCLUSIONS = "CONCLUSIONS"
    TABLE = "TABLE"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled piece of text: `label` as printed, `category` as NLM gives it (`NlmCategory`), both optional."""

    text: str
    label: str | None = None
    category: str | None = None


class Author(NamedTuple):
    """A person or, with `collective` set, a group."""

    last_name: str = ""
    fore_name: str = ""
    initials: str = ""
    collective: str | None = None
    orcid: str | None = None
    suffix: str = ""


class MeshHeading(NamedTuple):
    """A MeSH heading of the record: descriptor, whether it is a major topic, and its qualifiers' names."""

    descriptor_id: str | None
    name: str
    major: bool = False
    qualifiers: tuple[str, ...] = ()


class Correction(NamedTuple):
    """A `CommentsCorrections` entry: `kind` is its RefType (`RetractionIn`, `ErratumIn`, ...)."""

    kind: str
    pmid: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a full text: `header` rows and body `rows`, each a tuple of cells, spans filled in."""

    label: str
    caption: str
    header: tuple[tuple[str, ...], ...]
    rows: tuple[tuple[str, ...], ...]
    footnotes: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's label and caption."""

    label: str
    caption: str


class Reference(NamedTuple):
    """An entry of a reference list, with what ids it gives."""

    text: str
    pmid: int | None = None
    doi: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class OtherAbstract:
    """An abstract in another language or of another kind (`Type`), kept apart from the main one."""

    language: str
    sections: tuple[Section, ...]
    kind: str = ""


class Grant(NamedTuple):
    """A grant: its number, agency and country, as printed."""

    number: str = ""
    agency: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A paper. `id` is `PMID:...` where there is one, else `PMCID:...`, `DOI:...` or the source's own.

    `is_digest` marks an abstract that is told in our own words, not the paper's own. `language` is the abstract's, and
    `original_language` the paper's, ISO 639-1 where known. Dates are ISO strings (`2025-04-09`, `2025-04`, `2025`),
    empty where unknown.
    """

    id: str
    title: str
    abstract: tuple[Section, ...] = ()
    pmid: int | None = None
    pmcid: str | None = None
    doi: str | None = None
    pii: str | None = None
    journal: str = ""
    journal_abbreviation: str = ""
    issn: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    year: int | None = None
    published: str = ""
    created: str = ""
    revised: str = ""
    indexed: str = ""
    version: int = 1
    status: str = ""
    language: str = "en"
    vernacular_title: str = ""
    authors: tuple[Author, ...] = ()
    publication_types: tuple[str, ...] = ()
    mesh_headings: tuple[MeshHeading, ...] = ()
    chemicals: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    grants: tuple[Grant, ...] = ()
    corrections: tuple[Correction, ...] = ()
    other_abstracts: tuple[OtherAbstract, ...] = ()
    body: tuple[Section, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    references: tuple[Reference, ...] = ()
    is_book: bool = False
    is_digest: bool = False
    url: str = ""
    original_language: str = ""

    @property
    def is_retracted(self) -> bool:
        """True where the record says that the paper was retracted or withdrawn."""
        return "Retracted Publication" in self.publication_types or any(
            correction.kind in {"RetractionIn", "RetractedandRepublishedIn"} for correction in self.corrections
        )

    def translations(self) -> tuple[Self, ...]:
        """The abstracts in other languages, each as an article of its own with `#language` behind the id."""
        return tuple(
            replace(
                self,
                id=f"{self.id}#{other.language}",
                title=self.vernacular_title,
                abstract=other.sections,
                language=other.language,
                other_abstracts=(),
                body=(),
                tables=(),
            )
            for other in self.other_abstracts
            if other.language != self.language
        )


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that was set aside: which one, from where, and why, in one sentence."""

    id: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """A citation that PubMed deleted."""

    pmid: int


ParsedRecord = Article | Rejected | Deleted


def paper_id(article_id: str) -> str:
    """The id of the paper that an article belongs to: a translation counts as its original.

    >>> paper_id("PMID:1#zh")
    'PMID:1'
    """
    return article_id.partition("#")[0]
