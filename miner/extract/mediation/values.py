"""What a sentence of mediation gives: mediators with their percents, and the ends between which they lie."""

from dataclasses import dataclass

from miner.extract.mediation.percents import Percent


@dataclass(frozen=True, slots=True)
class Span:
    """A noun phrase's place in the text."""

    start: int
    end: int

    @property
    def place(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end


Given = tuple[Span, Percent | None]
"""A mediator with its percent."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Exposures (none: not named) with their outcomes, and the place of what names them together.

    `sense` is that of the verb between them, 0 where there is none.
    """

    exposures: tuple[Span, ...]
    outcomes: tuple[Span, ...]
    start: int
    end: int
    sense: int = 0

    @property
    def spans(self) -> tuple[Span, ...]:
        """All that the pair names."""
        return (*self.exposures, *self.outcomes)


@dataclass(frozen=True, slots=True)
class Mediation:
    """A stated mediation: mediators with their percents; the exposures and outcomes where the sentence names them.

    `place` is where the words stand that name exposures and outcomes together, `sense` that of a verb between them,
    else 0; `is_needed` says that the mediator was told as what the effect cannot do without; `theme` is what the
    sentence says is mediated, where it names no ends.
    """

    mediators: tuple[Given, ...]
    exposures: tuple[Span, ...]
    outcomes: tuple[Span, ...]
    is_null: bool = False
    place: int = 0
    is_needed: bool = False
    theme: Span | None = None
    sense: int = 0
