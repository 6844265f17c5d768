"""What a sentence is taken apart into: pieces (cues, marks, noun phrases), and clauses with their adjuncts."""

from dataclasses import dataclass, field
from typing import Final

FINITE: Final = frozenset({"be", "have", "verb", "intransitive", "link", "other", "seen", "befall"})
"""The kinds of pieces that may be a predicate."""

PREDICATE_STARTS: Final = frozenset({"be", "have", "verb", "intransitive", "link", "auxiliary", "befall"})
"""The kinds of pieces that a predicate begins with, helping verbs among them."""

NAME_PARTS: Final = frozenset({"word", "noun", "adjective", "determiner", "number", "adverb"})
"""The kinds of pieces that a phrase is made of before it is joined."""

PART_ENDS: Final = frozenset({"comma", "semi", "stop", "colon", "splitter", "relative", "when"})
"""The kinds of pieces at which a part of a sentence ends."""


@dataclass(slots=True)
class Piece:
    """A cue, a mark or a noun phrase: words `a` to `b` (not included).

    `sense` is the cue's; of a noun phrase, `dirs` are its direction words' senses, `change` the sense of a change noun
    at its head ("reduction", "weight gain"), and `negated` says that "no" stands before it.
    """

    kind: str
    a: int
    b: int
    sense: int = 0
    form: str = ""
    dirs: tuple[int, ...] = ()
    change: int | None = None
    negated: bool = False
    link: int | None = None
    joined: bool = False
    core: tuple[int, int] = (0, 0)
    plain_low: bool = False
    definite: bool = False
    indefinite: bool = False


@dataclass(slots=True)
class Adjunct:
    """A prepositional phrase: the preposition, its noun phrases, and whether it stands before the predicate."""

    word: str
    kind: str
    group: list[Piece]
    is_front: bool
    at: int
    sense: int = 0
    host: Piece | None = None


@dataclass(slots=True)
class Clause:
    """A clause taken apart. `head` is its predicate (a cue piece), None for a clause without one."""

    pieces: list[Piece]
    subject: list[Piece] = field(default_factory=list)
    head: Piece | None = None
    copula: bool = False
    objects: list[Piece] = field(default_factory=list)
    adjuncts: list[Adjunct] = field(default_factory=list)
    negated: bool = False
    inherits: bool = False
    role: str = "main"
    antecedent: list[Piece] = field(default_factory=list)
    denied: bool = False

    @property
    def end(self) -> int:
        """The word index behind the clause."""
        return self.pieces[-1].b if self.pieces else 0
