"""Changes that are outcomes of their own: "the decline in Y was less with X" tells of the decline, and not of Y."""

from typing import Final

from miner.extract.claims.acting.manner import is_time
from miner.extract.claims.acting.themes import themes_of
from miner.extract.claims.scene import Scene
from miner.extract.grammar.pieces import Clause, Piece

OWN_COURSE: Final = frozenset({"decline", "declines", "growth"})
"""The changes that are told of as things."""


def course_of(piece: Piece, clause: Clause, scene: Scene) -> list[Piece]:
    """What a change is told of; "the decline in Y", which is more or less, is one thing."""
    themes = themes_of(piece, clause, scene)
    at = piece.b - 1
    if len(themes) != 1 or scene.lower[at] not in OWN_COURSE or themes[0].a != piece.b + 1:
        return themes
    return [Piece("np", piece.a, themes[0].b, core=(at, themes[0].b), joined=True)]


def size_of_change(theme: Piece, clause: Clause, scene: Scene, sense: int) -> int:
    """Of "the fall in Y (and Z) was greater with X": down; without a change noun, what the adjective says."""
    assert clause.head is not None
    if sense in {1, -1} and is_time(theme, clause, scene):  # "time to Y was faster"
        return -sense
    first = clause.subject[0]
    change = first.change if theme.change is None and not theme.dirs and theme in clause.subject else theme.change
    is_told = clause.head.kind == "adjective" or (clause.head.kind == "verb" and clause.copula)  # "was prevented by X"
    if not is_told or change not in {1, -1, 2, -2} or sense not in {1, -1}:
        return sense
    if any(OWN_COURSE & set(scene.lowers(piece, whole=True)) for piece in clause.subject):
        return sense
    return sense * change
