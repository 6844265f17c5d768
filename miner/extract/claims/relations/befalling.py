"""What people did and what befell them: "patients given X died less often", "wounds healed faster with X"."""

from miner.extract.claims.acting.causes import cause_of, subjects_of
from miner.extract.claims.acting.themes import sense_in, uncounted
from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Clause, Piece

_RULE = "people with X are more Y"


def read_befalling(clause: Clause, scene: Scene) -> list[Relation]:
    """The relations of a clause whose predicate tells what people did or what befell them."""
    head = clause.head
    assert head is not None
    way = _way_behind(clause, scene) or _share_of(clause, scene)
    if not way:
        return []
    targets = _done_on(clause, scene) or [Piece("np", head.a, head.b, core=(head.a, head.b))]
    return [
        Relation(subject, target, sense_in(clause, way), _RULE, clause, keeps_state=True, at=head.a)
        for subject in _who(clause, scene)
        for target in targets
        if subject is not None
    ]


def _who(clause: Clause, scene: Scene) -> list[Piece | None]:
    """What tells those apart of whom the clause tells: what they have or were given, else who they are."""
    if any(scene.is_people(piece) or scene.are_those(piece) or scene.is_generic(piece) for piece in clause.subject):
        named = [each for each in subjects_of(clause, scene) if each is not None]
        if named:
            own = [piece.core for piece in clause.subject]
            return [uncounted(each) if each.core in own else each for each in named]
    return [cause_of(clause, scene, themes=clause.subject)]


def _way_behind(clause: Clause, scene: Scene) -> int:
    """1 or -1 where a word behind the predicate says more or less, sooner or later, better or worse; else 0."""
    assert clause.head is not None
    lists = scene.cues.words
    for piece in clause.pieces:
        if piece.a < clause.head.b:
            continue
        if piece.kind == "versus":
            break
        words = scene.lower[piece.a : piece.b]
        if piece.kind == "adjective" and piece.sense in {1, -1, 2, -2}:
            return 1 if piece.sense > 0 else -1
        if not lists["befall.sooner"].isdisjoint(words):
            return 1
        if words == ["later"]:
            return -1
        if piece.kind == "np" and piece.dirs[:1] in {(1,), (-1,)} and scene.is_generic(piece):
            return piece.dirs[0]  # "for a shorter time"
    return 0


def _share_of(clause: Clause, scene: Scene) -> int:
    """1 of "more patients", -1 of "fewer patients", else 0."""
    for piece in clause.subject:
        if piece.dirs[:1] in {(1,), (-1,)} and scene.are_those(piece):
            return piece.dirs[0]
    return 0


def _done_on(clause: Clause, scene: Scene) -> list[Piece]:
    """Y of "performed better on Y"."""
    assert clause.head is not None
    if scene.lower[clause.head.a] not in scene.cues.words["befall.done"]:
        return []
    groups = (each.group for each in clause.adjuncts if each.word in {"on", "in", "at"} and not each.is_front)
    return [piece for piece in next(groups, []) if scene.names_thing(piece)]
