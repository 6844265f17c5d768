"""Gerunds that are predicates: "raised X while lowering Y"."""

from miner.extract.grammar.pieces import PART_ENDS, PREDICATE_STARTS, Piece
from miner.extract.grammar.words import Word

_WHILE = frozenset({"while", "whilst"})
_FEWEST = 3  # pieces before the gerund: a name, its predicate, "while"


def goes_with(pieces: list[Piece], at: int, words: list[Word]) -> bool:
    """True of "raised X while lowering Y": the gerund is a predicate, for no other follows in its part."""
    if words[pieces[at - 1].a].lower not in _WHILE or at < _FEWEST:
        return False
    for piece in pieces[at + 1 :]:
        if piece.kind in PART_ENDS:
            return True
        if piece.kind in PREDICATE_STARTS and piece.form != "ed":
            return False
    return True
