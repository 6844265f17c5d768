"""Claims told by a ratio alone: "the odds ratio of Y for X was 1.9", "X had a hazard ratio of 1.9 for Y"."""

from dataclasses import replace

from miner.extract.claims.acting.causes import cause_of, is_kind, subjects_of
from miner.extract.claims.scene import Relation, Scene
from miner.extract.claims.stating.gate import RATIO_NAMES
from miner.extract.grammar.pieces import Adjunct, Clause, Piece

_RATIOS = RATIO_NAMES | {"irr", "pr", "odds", "hazard", "hazards", "risk", "risks"}
_CHANCES = frozenset({"odds", "hazard", "hazards", "risk", "risks", "relative"})  # what ratios of effect are ratios of


def ratio_of(clause: Clause, scene: Scene) -> list[Relation]:
    """The shape "The hazard ratio of Y for the highest X was 1.9": the estimate gives the direction."""
    for piece in clause.subject:
        whole = set(scene.lowers(piece, whole=True))
        is_ratio = RATIO_NAMES & whole or ("relative" in whole and _RATIOS & whole)
        if not is_ratio and not (_CHANCES & whole and _is_number(clause, scene) and not piece.dirs):
            continue
        if told := _linked(clause, piece):
            return told
        themes = (
            [piece] if scene.lowers(piece) and not (_RATIOS & set(scene.lowers(piece))) else _behind_of(piece, scene)
        )
        sources: list[Adjunct] = []
        if not themes:
            sources = [
                a for a in clause.adjuncts if a.word in {"of", "for"} and not all(scene.is_generic(p) for p in a.group)
            ]
            sources = [a for a in sources if not a.is_front or a.at > piece.a] or sources[:1]
            fronts = [a for a in sources if a.is_front]
            others = [a for a in clause.adjuncts if a not in sources and (a.is_front or a.kind == "receive")]
            if fronts and cause_of(replace(clause, adjuncts=others), scene) is None:
                sources = fronts  # "for Y was 1.9 for X", but "for Y with X was 1.9, and 2.3 for Z"
            themes = [p for a in sources for p in a.group]
        rest = replace(clause, adjuncts=[a for a in clause.adjuncts if a not in sources])
        if len(themes) == 1 and piece is clause.subject[0]:
            themes = themes + [each for each in clause.subject[1:] if scene.names_thing(each)]  # "the odds of Y and Z"
        cause = cause_of(rest, scene, themes=themes)
        named = _whose(rest, scene)
        causes: list[Piece | None] = (
            [cause] if cause is not None and not any(cause is each for each in named) else [*named]
        )
        return [
            Relation(each, theme, 7, "ratio of Y for X", clause, keeps_state=True, at=piece.a)
            for each in causes or [None]
            for theme in themes
            if not scene.is_generic(theme)
        ]
    return []


def _is_number(clause: Clause, scene: Scene) -> bool:
    """True of "the odds of Y were 1.9" in a sentence with a ratio: a number is all that is said."""
    head = clause.head
    if not scene.has_ratio or head is None or head.kind != "be" or not all(map(scene.is_generic, clause.objects)):
        return False
    return any(piece.kind == "number" and piece.a >= head.b for piece in clause.pieces)


def _linked(clause: Clause, piece: Piece) -> list[Relation]:
    """X and Y of "the odds ratio for the association between X and Y was 1.9", "... of X with Y"."""
    between = next((a.group for a in clause.adjuncts if a.word == "between" and a.at > piece.a), [])
    is_link = any(each.link is not None for a in clause.adjuncts if a.word in {"for", "of"} for each in a.group)
    if not is_link or len(between) < 2:
        return []
    x, *ys = between
    return [Relation(x, y, 7, "ratio of Y for X", clause, keeps_state=True, at=piece.a) for y in ys]


def _behind_of(piece: Piece, scene: Scene) -> list[Piece]:
    """Y of "the odds ratio of Y"."""
    words = scene.lowers(piece, whole=True)
    if not piece.joined or "of" not in words[:-1] or _CHANCES.isdisjoint(words[: words.index("of")]):
        return []
    return [replace(piece, core=(piece.a + words.index("of") + 1, piece.b))]


def _whose(clause: Clause, scene: Scene) -> list[Piece]:
    """Of "the odds ratio of Y for X and Z": what the ratios are for."""
    told = [a for a in clause.adjuncts if a.word == "for" or a.kind == "postlink"]
    return [p for a in told for p in a.group if is_kind(p, clause, scene) or scene.names_thing(p)]


def ratio_had(clause: Clause, scene: Scene) -> list[Relation]:
    """The shape "X had a hazard ratio of 1.9 for Y"."""
    if not any(RATIO_NAMES & words and _CHANCES & words for words in map(set, map(scene.lowers, clause.objects))):
        return []
    found = ratio_of(replace(clause, subject=clause.objects, objects=[]), scene)
    return [
        replace(relation, subject=subject, clause=clause)
        for relation in found
        for subject in subjects_of(clause, scene)
        if subject is not None
    ]
