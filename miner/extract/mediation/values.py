"""What a sentence of mediation gives: mediators with their percents, and the ends between which they lie."""

from dataclasses import dataclass

from miner.extract.mediation.percents import Percent


@dataclass(frozen=True, slots=True)
class Span:
    """A noun phrase's place in the text."""

    start: int
    end: int


Given = tuple[Span, Percent | None]
"""A mediator with its percent."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An exposure (None: not named) with its outcomes, and the place of what names them together."""

    exposure: Span | None
    outcomes: tuple[Span, ...]
    start: int
    end: int

    @property
    def spans(self) -> tuple[Span, ...]:
        """All that the pair names."""
        return self.outcomes if self.exposure is None else (self.exposure, *self.outcomes)


@dataclass(frozen=True, slots=True)
class Mediation:
    """A stated mediation: mediators with their percents; the exposure and outcomes where the sentence names them.

    `place` is where the words stand that name exposure and outcomes together; `is_needed` says that the mediator was
    told as what the effect cannot do without; `theme` is what the sentence says is mediated, where it names no ends.
    """

    mediators: tuple[Given, ...]
    exposure: Span | None
    outcomes: tuple[Span, ...]
    is_null: bool = False
    place: int = 0
    is_needed: bool = False
    theme: Span | None = None
