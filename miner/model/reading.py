"""What one document was read to: the document as the language pipeline leaves it, and the whole reading."""

from dataclasses import dataclass, field

from miner.errors import BadInput
from miner.model.article import Rejected, SectionKind
from miner.model.claim import Claim
from miner.model.concept import EntityType
from miner.model.estimate import Estimate
from miner.model.layout import TableSpan
from miner.model.study import Study


@dataclass(frozen=True, slots=True)
class Mention:
    """A piece of text that names a thing, linked or left.

    `concept` is a CURIE or None; `candidates` are kept, best first, where no link was sure; `parts` are the CURIEs of
    what a composite index is made of; `why` says how the link was made.
    """

    start: int
    end: int
    text: str
    type: EntityType
    concept: str | None = None
    name: str | None = None
    why: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span in the text, and the section that it stands in (None: an abstract without labels)."""

    start: int
    end: int
    section: SectionKind | None = None


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form defined in the document, and where the definition stands."""

    short: str
    long: str
    short_start: int
    long_start: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text after the language pipeline, with nothing of spaCy left in it: what extraction works on.

    `text` is the title, a newline, then the sections, one a line, each as `LABEL: text` where it has a label; `tables`
    says where the cells of a full text's tables stand in it.
    """

    id: str
    text: str
    language: str = "en"
    title_end: int = 0
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    tables: tuple[TableSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document; every span gives back its text, or construction fails."""

    id: str
    title: str
    text: str
    language: str = "en"
    study: Study = field(default_factory=Study)
    mentions: tuple[Mention, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()

    def __post_init__(self) -> None:
        for mention in self.mentions:
            self._check(mention.start, mention.end, mention.text)
        for estimate in self.estimates:
            self._check(estimate.start, estimate.end, estimate.text)
        for claim in self.claims:
            self._check(claim.start, claim.end, claim.quote)
            for term in (claim.subject, claim.object):
                self._check(term.start, term.end, term.text)
            for mediator in claim.mediators:
                self._check(mediator.start, mediator.end, mediator.text)
            if any(not 0 <= index < len(self.estimates) for index in claim.estimates):
                raise BadInput(f"{self.id}: a claim names an estimate that the reading does not hold")

    def _check(self, start: int, end: int, quote: str) -> None:
        if self.text[start:end] != quote:
            raise BadInput(f"{self.id}: the text at {start}:{end} is not {quote!r}")
