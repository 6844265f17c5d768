"""What is alike, or better, in terms of something: "X did not differ from Z in Y", "X was superior in terms of Y"."""

from collections.abc import Sequence
from dataclasses import replace

from miner.extract.claims.acting.causes import subjects_of
from miner.extract.claims.scene import IN_TERMS_OF, Relation, Scene
from miner.extract.grammar.pieces import Adjunct, Clause, Piece

_DIFFER = frozenset({"differ", "differed", "differs", "different"})
_ALIKE = frozenset({"similar", "comparable", "identical", "equivalent", "equal", "alike"})
_BETTER = {**dict.fromkeys(["superior", "better", "preferable"], 2), **dict.fromkeys(["inferior", "worse"], -2)}
_OTHER = frozenset({"from", "to", "than", "with"})


def alike(clause: Clause, scene: Scene) -> list[Relation] | None:
    """What a clause says of two that are held against each other in some respect; None where it does no such thing."""
    head = clause.head
    if head is None or head.kind not in {"adjective", "intransitive", "be"} or not clause.subject or clause.objects:
        return None
    words = {*scene.lower[head.a : head.b]}
    sense = next((_BETTER[word] for word in words if word in _BETTER), 0)
    is_null = clause.negated or "not" in words or not words & _DIFFER
    if not words & (_DIFFER | _ALIKE | _BETTER.keys()) or (not sense and not is_null):
        return None
    others = [a for a in clause.adjuncts if not a.is_front and (a.kind == "versus" or a.word in _OTHER)]
    told = _told_of(clause, others, scene, is_of_two=bool(others) or _are_told_apart(clause.subject, scene))
    if not told:
        return [] if others and _is_of_a_kind(clause.subject[0], others[0].group, scene) else None
    against = replace(
        clause,
        adjuncts=[replace(a, kind="versus") if a in others else a for a in clause.adjuncts if a.group is not told],
    )
    who = _who(against, scene)
    if who is None:
        return None
    return [
        Relation(
            who,
            piece,
            0 if is_null and clause.negated else sense,
            "Y is lower with X",
            clause,
            at=head.a,
            is_directed=True,
        )
        for piece in told
        if scene.names_thing(piece)
    ]


def _told_of(clause: Clause, others: Sequence[Adjunct], scene: Scene, *, is_of_two: bool) -> list[Piece]:
    """What they are alike in: "in terms of Y", or "in Y" behind those whom they are held against."""
    assert clause.head is not None
    if not is_of_two and len(clause.subject) < 2:
        return []
    ends = {piece.b for a in others for piece in a.group} or {clause.head.b}
    for adjunct in clause.adjuncts:
        if adjunct.word in IN_TERMS_OF and adjunct.kind == "preposition":
            return adjunct.group
        is_behind = is_of_two and adjunct.word == "in" and adjunct.at in ends
        if is_behind and adjunct.group and not _is_place(adjunct.group[0], scene):
            return adjunct.group
    return []


def _are_told_apart(subjects: Sequence[Piece], scene: Scene) -> bool:
    """True of "patients with and without X", "the A and B groups", "boys and girls"."""
    return scene.are_those(subjects[-1]) or scene.is_kind(subjects[0])


def _is_place(piece: Piece, scene: Scene) -> bool:
    """True of whom or where something is told of, and when."""
    last = scene.lower[piece.b - 1]
    lists = scene.cues.words
    return last in lists["generic.people"] or last in lists["places.words"] or last in lists["generic.times"]


def _who(clause: Clause, scene: Scene) -> Piece | None:
    """The first of those that are held against each other."""
    first = clause.subject[0]
    if scene.is_kind(first) and not any(a.host is first for a in clause.adjuncts):
        return first
    return next((piece for piece in subjects_of(clause, scene) if piece is not None), None)


def _is_of_a_kind(first: Piece, others: Sequence[Piece], scene: Scene) -> bool:
    """True of two groups, two drugs or two like things, which are no ends of one claim."""
    if not others:
        return False
    other = others[0]
    if scene.lowers(first)[-1:] == scene.lowers(other)[-1:]:
        return True
    return all(any(at in scene.chemicals for at in range(*piece.core)) for piece in (first, other))
