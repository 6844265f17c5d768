"""What a clause tells of the one before: "but there was no change in Z", "but no association was seen for W"."""

from collections.abc import Sequence

from miner.extract.claims.scene import CHANGE_OF, CHANGES, LINK_OF, STATE, Relation, Scene
from miner.extract.grammar.pieces import Adjunct, Clause, Piece

_JOINTS = frozenset({"but", "and", "while", "whereas", "although", "however", ";"})
_OWN = frozenset({"with", "between", "of", "on", "to", "among"})


def gone_on(clause: Clause, made: list[Relation], found: Sequence[Relation], scene: Scene) -> list[Relation]:
    """The relations of a clause, with what it leaves to the one before it."""
    if not found or not clause.pieces or scene.lower[clause.pieces[0].a - 1] not in _JOINTS:
        return made
    before = [each for each in found if each.clause is found[-1].clause and each.subject is not None]
    if before and made:
        _give_subject(made, before, scene)
        _give_people(clause, made, before, scene)
    if not before or made:
        return made
    return _none_for(clause, before, scene)


def _give_subject(made: Sequence[Relation], before: Sequence[Relation], scene: Scene) -> None:
    """Give "but there was no change in Z", "whereas Z rose" behind "X lowered Y" its X."""
    if scene.is_trial or any(each.subject is not None for each in made):
        return
    is_acting = before[0].rule == CHANGES or before[0].is_directed
    is_acting &= scene.lower[made[0].clause.pieces[0].a - 1] != "and"
    rules = {CHANGE_OF, STATE} if is_acting else {CHANGE_OF}
    if any(each.rule not in rules for each in made):
        return
    if all(each.subject is before[0].subject for each in before):
        for each in made:
            each.subject = before[0].subject


def _give_people(clause: Clause, made: Sequence[Relation], before: Sequence[Relation], scene: Scene) -> None:
    """Give "and they had less Z" behind "patients with X had more Y" its X."""
    is_they = any(scene.lowers(piece) == ["they"] for piece in clause.subject[:1])
    if not is_they or before[0].rule not in _HAVING or any(each.subject is not None for each in made):
        return
    for each in made:
        each.subject = before[0].subject


_HAVING = frozenset({"X has more Y", "people with X are more Y"})


def _none_for(clause: Clause, before: Sequence[Relation], scene: Scene) -> list[Relation]:
    """The shape "X was linked to Y, but no association was seen for Z": Z stands for what is like it, X or Y."""
    head = clause.head
    link = next((piece for piece in (*clause.subject, *clause.objects) if piece.link is not None), None)
    if link is None or head is None or head.kind not in {"seen", "be"} or scene.lowers(link):
        return []
    named = next((a for a in clause.adjuncts if a.word == "for" and not a.is_front and a.kind == "preposition"), None)
    if named is None or not (clause.negated or link.negated) or any(_is_own(a) for a in clause.adjuncts):
        return []
    found = []
    for piece in (each for each in named.group if scene.names_thing(each)):
        first = before[0]
        assert first.subject is not None
        here, x, y = (_looks(each, scene) for each in (piece, first.subject, first.object))
        if abs(here - x) < abs(here - y):
            found += [Relation(piece, each.object, 0, LINK_OF, clause, at=piece.a) for each in before[:1]]
        elif abs(here - x) > abs(here - y):
            found += [Relation(first.subject, piece, 0, LINK_OF, clause, at=piece.a)]
    return found


def _is_own(adjunct: Adjunct) -> bool:
    return adjunct.word in _OWN and not adjunct.is_front and adjunct.kind == "preposition"


def _looks(piece: Piece, scene: Scene) -> float:
    """How much a phrase looks like an outcome, where the diseases are told first."""
    is_disease = any(at in scene.diseases for at in range(*piece.core))
    return scene.outcome_score(piece) + 2 * is_disease
