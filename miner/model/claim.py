"""A claim: what happens to the object when the subject goes up, and the sentence that says so."""

from dataclasses import dataclass
from enum import StrEnum

from miner.errors import BadInput
from miner.model.article import SectionKind
from miner.model.concept import EntityType, State

Sign = int | None
"""1 up, -1 down, 0 looked for and not found, None no single direction."""


class Certainty(StrEnum):
    """How sure the text is; `negated` says that there is no effect or no link, and goes with sign 0."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class Term:
    """A subject or object as the text names it; `concept` is a CURIE, or None where no link is sure."""

    text: str
    start: int
    end: int
    concept: str | None = None
    type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class Mediator:
    """What the text states as lying on the way, with the percent mediated (0-100) where it gives one."""

    text: str
    start: int
    end: int
    concept: str | None = None
    type: EntityType | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim with its verbatim sentence: `quote` is the reading's text at `start:end`.

    `sign` is what happens to the object when the subject goes UP; a sentence on low magnesium is already turned
    round and `subject_state` keeps how it was said. `estimates` index the reading's estimates. `rule` names the rule
    or model that gave the claim, with its reason, for `--explain`. `is_background` marks what other papers showed.
    """

    start: int
    end: int
    quote: str
    subject: Term
    object: Term
    sign: Sign
    subject_state: State | None = None
    certainty: Certainty = Certainty.ASSERTED
    comparison: str | None = None
    adjusted: bool | None = None
    subgroup: str | None = None
    section: SectionKind | None = None
    mediators: tuple[Mediator, ...] = ()
    estimates: tuple[int, ...] = ()
    is_background: bool = False
    rule: str = ""

    def __post_init__(self) -> None:
        if self.sign not in (-1, 0, 1, None):
            raise BadInput(f"a claim's sign is -1, 0, 1 or None, not {self.sign!r}")
        if len(self.quote) != self.end - self.start:
            raise BadInput(f"a claim's quote does not fit its span {self.start}:{self.end}: {self.quote!r}")
