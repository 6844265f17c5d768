"""What a change is told of, and phrases with other direction words than they stand with."""

from collections.abc import Sequence
from dataclasses import replace

from miner.extract.claims.scene import IN_TERMS_OF, Scene
from miner.extract.grammar.pieces import Clause, Piece

_THEMES = frozenset({"in", "of", "for", "on", "at", "to"})


def sense_in(clause: Clause, sense: int) -> int:
    """The sense, or 0 where the clause or its subject is negated."""
    return 0 if clause.negated or any(piece.negated for piece in clause.subject) else sense


def with_directions(piece: Piece, *, dirs: Sequence[int], change: int | None, negated: bool) -> Piece:
    """The phrase with other direction words."""
    return Piece(
        "np",
        piece.a,
        piece.b,
        dirs=tuple(dirs),
        change=change if change is not None else piece.change,
        negated=negated,
        link=piece.link,
        core=piece.core,
        definite=piece.definite,
    )


def uncounted(piece: Piece) -> Piece:
    """Obese women of "more obese women", of whom there are more, and not more of what they have."""
    if not piece.dirs:
        return piece
    return replace(with_directions(piece, dirs=[], change=None, negated=piece.negated), a=piece.core[0])


def reaches(giver: Piece | None, piece: Piece, scene: Scene) -> bool:
    """False of "lower HDL and hypertension", where a disease goes behind a substance: that is not lower, too."""
    if giver is None or giver.joined or giver.dirs[:1] != (-1,):
        return True
    is_ill = any(at in scene.diseases for at in range(*piece.core))
    return not is_ill or all(at not in scene.chemicals for at in range(*giver.core))


def with_the_first_direction(pieces: Sequence[Piece], scene: Scene) -> list[Piece]:
    """Of "induced lower A, B and higher C": B is lower, too."""
    found: list[Piece] = []
    dirs: tuple[int, ...] = ()
    giver = None
    for piece in pieces:
        if piece.dirs or piece.change is not None or piece.link is not None:
            dirs, giver = piece.dirs if piece.change is None else (), piece
        elif not reaches(giver, piece, scene):
            dirs = ()
        found.append(with_directions(piece, dirs=dirs, change=None, negated=piece.negated) if dirs else piece)
    return found


def themes_of(piece: Piece, clause: Clause, scene: Scene, *, words: set[str] | None = None) -> list[Piece]:
    """What a change noun without a name of its own speaks of: "a reduction in Y", "mean reductions in Y"."""
    if scene.lowers(piece) and not (piece.change is not None and scene.is_generic(piece)):
        return _measured(piece, clause, scene) or [piece]
    for adjunct in clause.adjuncts:
        is_theme = adjunct.word in (words or _THEMES) or (piece.change == 2 and adjunct.word in IN_TERMS_OF)
        if adjunct.kind == "preposition" and is_theme and adjunct.at >= piece.a:
            out: list[Piece] = []
            for target in adjunct.group:
                if out and target.dirs:  # "reductions in Y and lower Z"
                    out.append(target)
                    continue
                dirs = piece.dirs + target.dirs
                out.append(
                    with_directions(target, dirs=dirs, change=piece.change, negated=piece.negated or target.negated)
                )
            return out
    return []


def _measured(piece: Piece, clause: Clause, scene: Scene) -> list[Piece]:
    """What a bare measure is told of: "higher scores on the Y scale"."""
    if not piece.dirs or piece.link is not None or not scene.is_generic(piece):
        return []
    for adjunct in clause.adjuncts:
        if adjunct.word in {"on", "for", "in"} and adjunct.kind != "gerund" and adjunct.host is piece:
            return [
                with_directions(target, dirs=piece.dirs, change=None, negated=piece.negated)
                for target in adjunct.group
                if scene.names_thing(target) and not target.dirs
            ]
    return []
