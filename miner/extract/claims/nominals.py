"""Relations told by nouns: "an association between X and Y", "no effect of X on Y", "a fall in Y with X"."""

from miner.extract.claims.causes import cause_of, subjects_of, themes_of, with_directions
from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Clause, Piece

_TARGETS = {"on", "with", "to", "in", "for", "upon", "against", "and", "over", "towards", "toward"}


def read_nominal(piece: Piece, clause: Clause, scene: Scene, *, weak: bool = False) -> list[Relation]:  # noqa: C901, PLR0912
    """The shape "an association between X and Y", "no effect of X on Y", "a fall in Y with X"."""
    negated = clause.negated or piece.negated or weak or 0 in piece.dirs
    behind = [a for a in clause.adjuncts if a.kind in {"preposition", "receive"} and a.at >= piece.a] or [
        a for a in clause.adjuncts if a.kind in {"preposition", "receive"}
    ]
    found: list[Relation] = []
    if piece.link is not None:
        between = next((a for a in behind if a.word == "between"), None)
        to = None
        if between is not None and len(between.group) > 1:
            xs: list[Piece | None] = [between.group[0]]
            ys = between.group[1:]
        else:
            of = next((a for a in behind if a.word in {"of", "for"}), None)
            to = next((a for a in behind if a.word in _TARGETS and a is not of), None)
            if to is None:
                return []
            xs = [*of.group] if of else subjects_of(clause, scene)
            ys = to.group
            if scene.lowers(piece) and not of and not scene.is_generic(piece):
                xs = [piece]
        sense = piece.link
        if sense == 9 and piece.dirs and piece.dirs[0] in {2, -2}:  # "more" and "less" say how much, not which way
            sense = piece.dirs[0]
        for x in xs:
            for y in ys:
                if scene.is_generic(y) or (x is not None and scene.is_generic(x)):
                    continue
                found.append(
                    Relation(
                        x, y, 0 if negated else sense, "link of X and Y", clause, at=piece.a,
                        is_directed=to is not None and to.word != "in" and abs(piece.link) in {2, 9},
                    )
                )  # fmt: skip
        return found
    if piece.change is None and not piece.dirs and not negated:
        return []
    themes = [piece] if scene.lowers(piece) else []
    source = None
    if not themes:
        source = next((a for a in behind if a.word in {"in", "of", "for", "on", "to"}), None)
        if source is None:
            return []
        themes = [
            with_directions(t, dirs=piece.dirs + t.dirs, change=piece.change, negated=False) for t in source.group
        ]
    if negated and piece.change is None and not piece.dirs:
        return []
    rest = [a for a in clause.adjuncts if a is not source]
    favoured = next((a.group[0] for a in rest if a.word in {"in favor of", "in favour of"}), None)
    if favoured is not None and piece.change == 9:
        return [
            Relation(
                favoured, t, 0 if negated else 2, "difference in favour of X", clause, keeps_state=True, at=piece.a
            )
            for t in themes
            if not scene.is_generic(t)
        ]
    trimmed = Clause(clause.pieces, adjuncts=rest)
    cause = cause_of(trimmed, scene, themes=themes)
    between = next((a for a in rest if a.word == "between"), None)
    if between is not None and cause is None:
        cause = next(
            (
                p
                for p in between.group
                if not scene.is_control(p) and not scene.is_people(p) and not scene.is_generic(p)
            ),
            None,
        )
    if cause is None:
        cause = next(
            (p for p in clause.subject if p is not piece and not scene.is_generic(p) and not scene.is_people(p)), None
        )
    for theme in themes:
        if scene.is_generic(theme):
            continue
        if not negated and theme.change == 9 and not any(d in {1, -1, 2, -2} for d in theme.dirs):
            continue
        found.append(Relation(cause, theme, 0 if negated else 1, "change of Y with X", clause, at=piece.a))
    if found and not negated:
        for adjunct in rest:
            for other in adjunct.group if adjunct.word in {"with", "and"} else ():
                if other.change in {1, -1} and other is not cause:
                    found += [
                        Relation(cause, t, 1, "change of Y with X", clause, at=other.a)
                        for t in themes_of(other, trimmed, scene)
                        if not scene.is_generic(t)
                    ]
    return found
