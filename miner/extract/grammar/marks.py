"""Commas and conjunctions that part nothing: those between the adjectives of an association or of a predictor."""

from typing import Final

from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import Word

LINK_WORDS: Final = {
    "inverse": {1: -1},
    "negative": {1: -1, 9: -2},
    "protective": {1: -1, 9: -1},
    "inhibitory": {1: -1, 9: -1},
    "suppressive": {1: -1, 9: -1},
    "beneficial": {9: 2},
    "favorable": {9: 2},
    "favourable": {9: 2},
    "positive": {9: 2},
    "adverse": {9: -2},
    "harmful": {9: -2},
    "detrimental": {9: -2},
    "deleterious": {9: -2},
}
"""What a word at some distance before a link noun makes of its sense: "an inverse, dose-dependent association"."""

_JOINING = frozenset({"and", "but", "yet", "although", "albeit", "though", ","})


def without_marks(pieces: list[Piece], words: list[Word], empty: frozenset[str]) -> list[Piece]:
    """The pieces without the marks of "a strong, inverse and graded association", "a positive but weak predictor"."""
    return [piece for at, piece in enumerate(pieces) if not _parts_nothing(pieces, at, words, empty)]


def _parts_nothing(pieces: list[Piece], at: int, words: list[Word], empty: frozenset[str]) -> bool:
    """True of a mark behind an adjective of a link where other such adjectives lead on to the link."""
    if not at or words[pieces[at].a].lower not in _JOINING or not _is_manner(pieces[at - 1], words, empty):
        return False
    for piece in pieces[at + 1 :]:
        if piece.kind in {"link_noun", "factor"}:
            return True
        if words[piece.a].lower not in _JOINING and not _is_manner(piece, words, empty):
            return False
    return False


def _is_manner(piece: Piece, words: list[Word], empty: frozenset[str]) -> bool:
    last = words[piece.b - 1].lower
    return last in empty or last in LINK_WORDS
