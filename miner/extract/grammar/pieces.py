"""The pieces of a sentence: what stands between them and its clauses."""

from dataclasses import dataclass


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


def copied(pieces: list[Piece]) -> list[Piece]:
    """The pieces made anew: reading clauses changes them."""
    return [
        Piece(
            p.kind, p.a, p.b, p.sense, p.form, p.dirs, p.change, p.negated, p.link, p.joined, p.core, p.plain_low,
            p.definite, p.indefinite,
        )
        for p in pieces
    ]  # fmt: skip
