"""Participles behind a phrase that opens a sentence, which tell of the subject to come; "followed by" in a row."""

from collections.abc import Sequence
from typing import Final

from miner.extract.grammar.pieces import PREDICATE_STARTS, Piece
from miner.extract.grammar.words import Word

_FINITE = PREDICATE_STARTS | {"may", "no", "seen", "other"}
_NAMED = frozenset({"word", "noun", "adjective", "number"})
_OPENING = frozenset({"preposition", "versus", "when", "gerund", "receive"})
_LIGHT = frozenset({"adverb", "splitter", "mark", "conjunction"})
_BREAKS = frozenset({"semi", "stop", "report"})
_STOPS = _BREAKS | {"colon", "splitter", "relative", "when"}


def tell_participles(pieces: Sequence[Piece], words: Sequence[Word]) -> None:
    """Of "In this cohort, reduced BMD was ..." that BMD is reduced, and nothing reduces it.

    The participle is told by the predicate that follows. Behind another comma it counts only where nothing before the
    participle could be its subject: "Zinc, in this trial, reduced pain, and fever was rare" keeps its verb.
    """
    for at in range(1, len(pieces) - 1):
        piece = pieces[at]
        if piece.form != "ed" or piece.kind not in {"verb", "intransitive"} or words[piece.a - 1].lower != ",":
            continue
        if pieces[at + 1].kind in _NAMED and _is_followed(pieces, at + 1, over_commas=_has_no_subject(pieces, at)):
            piece.kind = "adjective"


def _is_followed(pieces: Sequence[Piece], at: int, *, over_commas: bool) -> bool:
    """True where a predicate stands further on in the clause, which no conjunction joins to the participle."""
    before = ""
    for piece in pieces[at:]:
        if piece.kind in _FINITE and piece.form != "ing":
            return before != "conjunction"  # "lowered A, raised B and had no effect on C"
        before = before if piece.kind == "adverb" else piece.kind
        if piece.kind in _STOPS or (piece.kind == "comma" and not over_commas):
            return False
    return False


def _has_no_subject(pieces: Sequence[Piece], end: int) -> bool:
    """True where only phrases that open a clause stand before, each with its comma: "However, in women, "."""
    begin = max((at for at in range(end) if pieces[at].kind in _BREAKS), default=-1) + 1
    is_open = was_open = False
    for at in range(begin, end):
        kind = pieces[at].kind
        if kind == "comma":
            was_open, is_open = is_open, False
        elif kind in _OPENING:
            is_open = True
        elif not is_open and kind not in _LIGHT:
            if not (was_open and _ends_list(pieces, at, end)):
                return False
            is_open = True
    return True


def _ends_list(pieces: Sequence[Piece], at: int, end: int) -> bool:
    """True of "sex and weight" in "after adjustment for age, sex and weight, "."""
    kinds = [piece.kind for piece in pieces[at:end]]
    return "conjunction" in (kinds[: kinds.index("comma")] if "comma" in kinds else kinds)


FOLLOWED: Final = frozenset({"followed"})
_EXTREMES = frozenset(
    {"highest", "lowest", "greatest", "largest", "smallest", "longest", "shortest", "best", "worst", "most"}
)


def tell_ranked(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Behind "highest in A", "followed by B" tells who comes next, and nothing of what follows from A."""
    for piece in pieces:
        is_link = piece.kind == "link" and words[piece.a].lower == "followed" and words[piece.b - 1].lower == "by"
        if is_link and not _EXTREMES.isdisjoint(word.lower for word in words[: piece.a]):
            piece.kind = "semi"
    return pieces
