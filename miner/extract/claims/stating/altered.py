"""Findings without a direction: "X altered Y", "Y was affected by X", "X plays a role in Y"."""

from typing import Final

from miner.extract.claims.scene import CHANGES, LINK_OF, NO_SIDE, Relation, Scene

PLAYING: Final = frozenset({"play", "plays", "played"})
"""What a role or a part is told by."""
_SEEN = frozenset(
    [
        "found", "observed", "seen", "noted", "detected", "demonstrated", "shown", "confirmed", "documented",
        "reported", "evident", "apparent", "established", "identified",
    ]
)  # fmt: skip
_FAVOURING = frozenset({"in favor of", "in favour of"})
_DETERMINING = frozenset({"determined", "determines", "shaped", "shapes"})


def is_altered(relation: Relation, scene: Scene) -> bool:
    """True of "X altered Y", "Y was affected by X", "X had an effect on Y", which are findings without a direction.

    That X may alter Y, or determines it, is none.
    """
    head = relation.clause.head
    if head is None or scene.is_generic(relation.object) or scene.lower[head.a] in _DETERMINING:
        return False
    if any(piece.kind == "may" for piece in relation.clause.pieces if piece.b <= head.a):
        return False
    if relation.rule == CHANGES:
        return head.form in {"ed", "s"} and scene.lower[head.b : head.b + 1] != ["neither"]
    if relation.subject is None:
        return False
    if relation.rule == LINK_OF:
        is_seen = head.kind == "seen" and (not relation.clause.copula or scene.lower[head.a] in _SEEN)
        is_favouring = any(a.word in _FAVOURING for a in relation.clause.adjuncts)
        is_there = scene.lower[head.a - 1 : head.b] in (["there", "was"], ["there", "were"])
        is_seen |= is_there and not is_favouring
        is_had = head.kind == "have" or scene.lower[head.a] in PLAYING
        return relation.subject.a != relation.at and (is_had or is_seen)  # not in "had a hypotensive effect on"
    by = (piece for a in relation.clause.adjuncts if a.word == "by" and a.kind == "preposition" for piece in a.group)
    return (
        relation.clause.copula
        and head.kind == "verb"
        and head.sense == NO_SIDE
        and any(piece is relation.subject for piece in by)
    )
