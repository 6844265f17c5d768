"""What a phrase is told by: "markers such as IL-6 and TNF" is told of both, "lipids (LDL and HDL cholesterol)" too."""

from collections.abc import Sequence
from dataclasses import replace

from miner.extract.claims.causes import with_directions
from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import Word

_NAMING = frozenset({"including", "such as", "like"})


def with_examples(relations: Sequence[Relation], scene: Scene) -> list[Relation]:
    """The relations, behind each those of what its ends are told to include."""
    found: list[Relation] = []
    for relation in relations:
        found.append(relation)
        found += [replace(relation, object=each, at=each.a) for each in _examples(relation.object, relation, scene)]
        if relation.subject is not None:
            found += [replace(relation, subject=each) for each in _examples(relation.subject, relation, scene)]
    return found


def _examples(piece: Piece, relation: Relation, scene: Scene) -> list[Piece]:
    """A and B of "Y, including A and B"."""
    for adjunct in relation.clause.adjuncts:
        if (
            adjunct.word not in _NAMING
            or adjunct.kind != "preposition"
            or not _is_behind(adjunct.at, piece, scene.words)
        ):
            continue
        return [
            with_directions(each, dirs=each.dirs or piece.dirs, change=piece.change, negated=piece.negated)
            for each in adjunct.group
            if scene.names_thing(each) and each.link is None
        ]
    return []


def _is_behind(at: int, piece: Piece, words: Sequence[Word]) -> bool:
    """True where nothing but a comma stands between a phrase and a word."""
    return at == piece.b or (at == piece.b + 1 and words[piece.b].lower == ",")
