"""Plain words of how much there is: "little X raised Y", "Y was low in patients with X"."""

from dataclasses import replace

from miner.extract.claims.scene import Scene
from miner.extract.grammar.pieces import Clause, Piece

_AMOUNTS = {"low": -1, "high": 1}


def tell_scarce(clause: Clause, scene: Scene) -> None:
    """Little or not enough of something that acts, or not doing it, is a state of it, and denies nothing."""
    is_linked = clause.head is not None and clause.head.kind == "link"  # "related to little X"
    for piece in (*clause.subject, *(clause.objects if is_linked else ())):
        if not piece.negated or piece.link is not None or piece.change is not None:
            continue
        opening = scene.lower[piece.a : piece.a + 2]
        if "little" in opening:
            piece.negated = False
        elif opening == ["not", "enough"]:
            piece.negated, piece.core = False, (piece.a + 2, piece.core[1])
        elif opening[0] in {"not", "never"} and opening[-1].endswith("ing"):  # "never smoking", "not eating breakfast"
            piece.negated = False
            piece.dirs = (-1,)


def amount_told(clause: Clause, scene: Scene) -> Clause | None:
    """The clause "Y was low in patients with X" with the amount as its predicate; None of any other clause."""
    named = clause.objects[0]
    amount = _AMOUNTS.get(" ".join(scene.lowers(named)))
    if amount is None:
        return None
    adjuncts = [replace(a, host=None) if a.host is named else a for a in clause.adjuncts]
    return replace(clause, head=replace(named, kind="adjective", sense=amount), objects=[], adjuncts=adjuncts)


def is_of_people(piece: Piece | None, scene: Scene) -> bool:
    """True of X in "low in patients with X", "low in X women", "low in smokers"."""
    if piece is None:
        return False
    return scene.are_those(piece) or scene.is_kind(piece) or scene.lower[piece.a - 1] == "with"
