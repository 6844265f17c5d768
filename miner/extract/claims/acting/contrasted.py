"""Who is told apart by age, sex or origin, where they are held against others: "older women than younger women"."""

from dataclasses import replace

from miner.extract.claims.scene import Scene
from miner.extract.claims.stating.gate import SUPERLATIVES
from miner.extract.grammar.pieces import Adjunct, Clause, Piece

_ALIKE = frozenset(
    {"differ", "differed", "different", "similar", "comparable", "identical", "equal", "equivalent", "same"}
)
_OTHERS = frozenset({"counterparts", "peers", "others"})


def told_apart(piece: Piece, clause: Clause, scene: Scene) -> Piece | None:
    """The phrase with the word that tells its people apart from those of "than"; None where none does."""
    if not scene.is_people(piece):
        return None
    apart = scene.cues.words["generic.told_apart"]
    own = [at for at in range(piece.a, piece.b) if scene.lower[at] in apart]
    if not own:
        return None
    ours = {scene.lower[at] for at in own}
    for adjunct in clause.adjuncts:
        for other in adjunct.group if adjunct.kind == "versus" else ():
            words = set(scene.lowers(other, whole=True))
            if words & _OTHERS or (scene.is_people(other) and words & apart - ours):
                return replace(piece, core=(own[0], piece.core[1]), dirs=())
    return None


def is_between_people(clause: Clause, scene: Scene) -> bool:
    """True of "between patients with X and controls"."""
    between = [piece for adjunct in clause.adjuncts if adjunct.word == "between" for piece in adjunct.group]
    people = [piece for piece in between if scene.is_people(piece)]
    if any(scene.is_kind(piece) for piece in between):
        return True
    return any(adjunct.host is piece for adjunct in clause.adjuncts for piece in people)


def is_had(adjunct: Adjunct, clause: Clause) -> bool:
    """True of X in "rats exposed to X performed worse": it is what the subject had."""
    return adjunct.kind == "receive" and any(adjunct.host is piece for piece in clause.subject)


def is_comparing(clause: Clause, scene: Scene) -> bool:
    """True of "patients with X fell more", "Y was lowest in patients with X", "women with X had similar Y"."""
    head = clause.head
    if head is None or head.kind == "befall":
        return head is not None
    if head.kind == "have" and any(each.dirs[:1] == (0,) and each.change is None for each in clause.objects):
        return any(scene.is_people(piece) for piece in clause.subject)
    if is_only_in(clause, scene):
        return True
    return head.kind == "be" and any(word in SUPERLATIVES for word in scene.lower[head.b : head.b + 2])


def is_only_in(clause: Clause, scene: Scene) -> bool:
    """True of "Y occurred only in patients with X"."""
    head = clause.head
    if scene.is_trial or head is None or head.kind != "seen" or clause.negated:
        return False
    return scene.lower[head.b : head.b + 1] in (["only"], ["exclusively"])


def are_alike(clause: Clause, scene: Scene) -> bool:
    """True of "was similar in patients with X and controls"."""
    if not _is_alike(clause, scene):
        return False
    groups = [adjunct.group for adjunct in clause.adjuncts if not adjunct.is_front and adjunct.kind == "preposition"]
    is_of_people = any(scene.is_people(piece) for group in groups for piece in group)
    return is_of_people and any(scene.is_control(group[-1]) and scene.lowers(group[-1]) for group in groups)


def _is_alike(clause: Clause, scene: Scene) -> bool:
    head = clause.head
    return head is not None and not _ALIKE.isdisjoint(scene.lower[head.a : head.b])


def first_of_pair(clause: Clause, scene: Scene) -> Piece | None:
    """X of "did not differ between X and Z"."""
    if scene.is_trial or not _is_alike(clause, scene):
        return None
    for adjunct in clause.adjuncts:
        if adjunct.word == "between" and len(adjunct.group) > 1:
            whole = sorted(adjunct.group, key=lambda each: each.core[1] > each.b)  # "open and laparoscopic surgery"
            named = (each for each in whole if not scene.is_control(each))
            return next((each for each in named if scene.names_thing(each) or scene.is_kind(each)), None)
    return None


def held_against_control(clause: Clause, scene: Scene) -> Piece | None:
    """X of "between X and placebo"."""
    for adjunct in clause.adjuncts:
        if adjunct.word == "between" and any(scene.is_control(piece) for piece in adjunct.group):
            for piece in adjunct.group:
                if not scene.is_control(piece) and scene.names_thing(piece):
                    return piece
    return None


def is_of_others(adjunct: Adjunct, clause: Clause) -> bool:
    """True of Z in "compared with patients with Z"."""
    others = (piece for each in clause.adjuncts if each.kind == "versus" for piece in each.group)
    return adjunct.host is not None and any(piece is adjunct.host for piece in others)
