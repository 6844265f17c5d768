"""What comes of a thing, told by a noun: "symptoms of X include A and B", "the benefits of X are less A and more B"."""

from dataclasses import replace

from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Clause, Piece

_INCLUDING = frozenset({"include", "includes", "included"})


def consequences(clause: Clause, scene: Scene) -> list[Relation]:
    """The shape "symptoms of X include A and B"; of benefits only what has a direction of its own."""
    head = clause.head
    if head is None or not clause.objects or len(clause.subject) != 1:
        return []
    if head.kind != "be" and scene.lower[head.a] not in _INCLUDING:
        return []
    cause, is_good = _cause(clause.subject[0], scene)
    if cause is None or not scene.names_thing(cause):
        return []
    if head.kind == "be" and (clause.negated or not any(scene.is_named(each) for each in clause.objects)):
        return []  # "the symptoms of X are mild"
    return [
        Relation(cause, each, 0 if clause.negated else _sense(each, scene), "symptoms of X are Y", clause, at=each.a)
        for each in clause.objects
        if scene.names_thing(each) and (not is_good or each.dirs or each.change is not None)
    ]


def _sense(piece: Piece, scene: Scene) -> int:
    """-1 of "loss of Y", which names Y, else 1."""
    is_lost = piece.joined and piece.core[0] > piece.a and not piece.dirs and piece.change is None
    return -1 if is_lost and scene.state_of(piece) == -1 else 1


def _cause(piece: Piece, scene: Scene) -> tuple[Piece | None, bool]:
    """X of "symptoms of X" and "X symptoms", and whether they are benefits."""
    words = scene.lowers(piece, whole=True)
    ill, good = scene.cues.words["coming.ill"], scene.cues.words["coming.good"]
    if "of" in words[1:-1]:
        at = words.index("of", 1)
        told, start, end = words[at - 1], piece.a + at + 1, piece.b
    else:
        told, start, end = words[-1], piece.core[0], piece.b - 1
    if told not in ill | good or start >= end:
        return None, False
    if "of" not in words[1:-1] and scene.named.isdisjoint(range(start, end)):
        return None, False
    core = (max(start, piece.core[0]) if "of" in words else start, end)
    return replace(piece, a=start, b=end, core=core, dirs=(), change=None, link=None, joined=False), told in good
