"""Links told from their other end: "Y depends on X", "Y is a complication of X", "patients with Y benefit from X"."""

from collections.abc import Sequence

from miner.extract.claims.acting.themes import sense_in, themes_of
from miner.extract.claims.scene import NO_DIRECTION, Relation, Scene
from miner.extract.grammar.pieces import Clause, Piece
from miner.extract.grammar.rewording.otherend import TURNED

_DEPENDING = frozenset({"depends", "depend", "depended", "dependent", "hinges", "hinged"})
_VARYING = frozenset({"varies", "vary", "varied", "a", "governed", "dictated"})  # "a function of"


def read_turned(clause: Clause, scene: Scene) -> list[Relation] | None:
    """What a link says that is told from its other end; None where the clause has no such link."""
    head = clause.head
    if head is None or head.kind != "link" or head.form != TURNED:
        return None
    return [
        Relation(x, y, sense_in(clause, sense), "X goes with Y", clause, keeps_state=False, at=head.a, is_directed=True)
        for each in clause.objects
        for x in themes_of(each, clause, scene, words={"in", "of"}) or [each]
        if scene.names_thing(x)
        for y, sense in _acted_on(clause, _sense(head, x, scene), scene)
    ]


def _sense(head: Piece, x: Piece, scene: Scene) -> int:
    """The link's sense; what Y depends on has a direction only where there can be more and less of it."""
    if scene.lower[head.a] in _VARYING:
        return NO_DIRECTION
    is_plain = scene.lower[head.a] in _DEPENDING and not scene.is_named(x) and not scene.state_of(x)
    return NO_DIRECTION if is_plain else head.sense


def _acted_on(clause: Clause, sense: int, scene: Scene) -> list[tuple[Piece, int]]:
    """What is acted on, each with the sense: the subject, or what its people have, which falls if they benefit."""
    found: list[tuple[Piece, int]] = []
    for piece in clause.subject:
        is_bare = piece.change is not None and not scene.lowers(piece)  # "the fall in Y was due to X"
        if is_bare or (scene.names_thing(piece) and not scene.are_those(piece)):
            found += [
                (theme, sense)
                for theme in themes_of(piece, clause, scene, words={"in", "of"}) or ([] if is_bare else [piece])
            ]
            continue
        found += [(each, -1 if sense == 2 else sense) for each in had_by([piece], clause, scene)]
    return found


def had_by(people: Sequence[Piece], clause: Clause, scene: Scene) -> list[Piece]:
    """What people have: Y of "patients with Y"."""
    had = (a.group for a in clause.adjuncts if a.word == "with" and any(a.host is piece for piece in people))
    return [each for each in next(had, []) if scene.names_thing(each)]


def diseases_of(pieces: Sequence[Piece], clause: Clause, scene: Scene) -> list[Piece]:
    """The phrases, with the diseases of people in their place: "helps people with asthma" is told of asthma."""
    found: list[Piece] = []
    for piece in pieces:
        had = had_by([piece], clause, scene) if scene.are_those(piece) else []
        found += [each for each in had if any(at in scene.diseases for at in range(*each.core))] or [piece]
    return found
