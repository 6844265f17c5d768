"""Relations told by nouns: "an association between X and Y", "no effect of X on Y", "a fall in Y with X"."""

from collections.abc import Sequence
from dataclasses import replace

from miner.extract.claims.acting.causes import cause_of, is_kind, subjects_of
from miner.extract.claims.acting.contrasted import is_between_people, told_apart
from miner.extract.claims.acting.fellows import fellows_of
from miner.extract.claims.acting.themes import themes_of, with_directions
from miner.extract.claims.scene import CHANGE_OF, IN_TERMS_OF, NO_DIRECTION, NO_SIDE, Relation, Scene
from miner.extract.grammar.people import RISKS
from miner.extract.grammar.pieces import Adjunct, Clause, Piece

_TARGETS = {"on", "with", "to", "in", "for", "upon", "against", "and", "over", "towards", "toward"}
_SIDES = {1, -1, 2, -2}  # senses that say which way


_GIVEN = (["age"], ["sex"], ["gender"])
"""What groups differ in from the start, and what nothing changes."""
_SOURCES = frozenset({"in", "of", "for", "on", "to"})
_ALIKE = frozenset({"similar", "same", "comparable", "identical", "equivalent"})


def _is_none(piece: Piece, scene: Scene) -> bool:
    """True of an "insignificant link"; a similar one is a link all the same."""
    is_alike = piece.link is not None and not _ALIKE.isdisjoint(scene.lower[piece.a : piece.b])
    return 0 in piece.dirs and not is_alike


def read_nominal(piece: Piece, clause: Clause, scene: Scene, *, weak: bool = False) -> list[Relation]:
    """What a noun phrase with a noun of relation or change says; `weak` makes it a null finding."""
    negated = clause.negated or piece.negated or weak or _is_none(piece, scene)
    adjuncts = [each for each in clause.adjuncts if each.kind in {"preposition", "receive"} or each.word == "against"]
    behind = [each for each in adjuncts if each.at >= piece.a] or adjuncts
    if benefits := _benefit_of(piece, behind, scene, negated=negated):
        return [
            Relation(piece, y, sense, "link of X and Y", clause, at=piece.a, is_directed=True) for y, sense in benefits
        ]
    if piece.link is not None:
        return _read_link(piece, clause, scene, behind, negated=negated)
    if piece.change is None and not piece.dirs:
        return []
    return _read_change(piece, clause, scene, behind, negated=negated)


def _benefit_of(piece: Piece, behind: Sequence[Adjunct], scene: Scene, *, negated: bool) -> list[tuple[Piece, int]]:
    """Of "a benefit of X in Y" Y, with the sense of the benefit."""
    if not is_benefit(piece, scene):
        return []
    named = next((each.group for each in behind if each.word in {"in", "for", "on"}), [])
    return [(each, 0 if negated else 2) for each in named if scene.names_thing(each)]


def is_benefit(piece: Piece, scene: Scene) -> bool:
    """True of "a benefit of X"."""
    is_of = piece.change == 2 and piece.joined and scene.names_thing(piece)
    return is_of and not _BENEFITS.isdisjoint(scene.lower[piece.a : piece.core[0]])


_BENEFITS = frozenset({"benefit", "benefits"})


def _read_link(
    piece: Piece, clause: Clause, scene: Scene, behind: Sequence[Adjunct], *, negated: bool
) -> list[Relation]:
    """A noun of relation: "a link between X and Y", "an effect of X on Y", "their effect on Y"."""
    sense = piece.link or 0
    if sense in {2, 9} and (doing := _doing(piece, clause, scene)) is not None:
        return doing
    if sense == 9 and piece.dirs and piece.dirs[0] in {2, -2}:  # "more" and "less" say how much, not which way
        sense = piece.dirs[0]
    xs, ys, to = _ends_of_link(piece, clause, scene, behind)
    is_directed = to is not None and to.word != "in" and abs(piece.link or 0) in {2, 9}
    return [
        Relation(x, y, 0 if negated else sense, "link of X and Y", clause, at=piece.a, is_directed=is_directed)
        for x in xs
        for y in ys
        if not scene.is_generic(y) and not (x is not None and scene.is_generic(x))
    ]


def _doing(piece: Piece, clause: Clause, scene: Scene) -> list[Relation] | None:
    """The shape "the efficacy of X in reducing Y", "X plays a role in preventing Y": what X does to Y."""
    to = next(
        (a for a in clause.adjuncts if a.kind == "gerund" and a.word in _DOING and a.at >= piece.a and a.sense), None
    )
    if to is None:
        return None
    of = next((a for a in clause.adjuncts if a.word == "of" and a.kind == "preposition" and a.at >= piece.a), None)
    sense = 0 if clause.negated or piece.negated else to.sense
    return [
        Relation(x, y, sense, "link of X and Y", clause, at=piece.a, is_directed=True)
        for x in (of.group if of is not None else subjects_of(clause, scene))
        for y in to.group
        if not scene.is_generic(y) and not (x is not None and scene.is_generic(x))
    ]


_DOING = frozenset({"in", "for", "at", "on", "against"})


def _ends_of_link(
    piece: Piece, clause: Clause, scene: Scene, behind: Sequence[Adjunct]
) -> tuple[Sequence[Piece | None], Sequence[Piece], Adjunct | None]:
    """What a noun of relation joins, and the phrase that names what is acted on."""
    between = next((each for each in behind if each.word == "between"), None)
    if between is not None and len(between.group) > 1:
        at = _second_list(between.group, scene)
        return between.group[:at], between.group[at:], None
    is_had = clause.head is not None and clause.head.kind == "have"  # "has a protective effect for Y"
    own = [each for each in behind if (each.host is None or each.host is piece) and not _is_time(each, scene)]
    of = next((each for each in own if each.word == "of" or (each.word == "for" and not is_had)), None)
    to = next((each for each in behind if each.word in _TARGETS and each is not of), None)
    is_of = of is not None and of.word == "of" and len(of.group) > 1
    if of is not None and is_of and piece.link in {1, -1} and (to is None or to.word == "in"):
        return of.group[:1], of.group[1:], None  # "the correlation of X and Y in patients"
    if to is None:
        return (), (), None
    if of is None and scene.lowers(piece) and not scene.is_generic(piece):
        return (piece,), to.group, to
    return of.group if of else subjects_of(clause, scene), to.group, to


def _second_list(group: Sequence[Piece], scene: Scene) -> int:
    """Where the second of two lists begins: D of "between A, B, and C and D and E", C of "between A, B and C"."""
    joints = [next((word for word in reversed(scene.lower[: piece.a]) if word not in _ARTICLES), "") for piece in group]
    if len(group) < 3 or joints[1] != ",":
        return 1
    last = next((at for at, joint in enumerate(joints) if at and joint != ","), 0)
    if last and joints[last] == "and":
        return last + 1 if joints[last + 1 : last + 2] == ["and"] else last if last == len(group) - 1 else 1
    return 1


_ARTICLES = frozenset({"the", "a", "an", "both"})


def _is_time(adjunct: Adjunct, scene: Scene) -> bool:
    """True of "of follow-up" in "over 5 years of follow-up"."""
    return adjunct.at > 0 and scene.lower[adjunct.at - 1] in scene.cues.words["generic.times"]


def _read_change(
    piece: Piece, clause: Clause, scene: Scene, behind: Sequence[Adjunct], *, negated: bool
) -> list[Relation]:
    """A noun of change, or a direction: "a fall in Y with X", "lower Y", "no difference in Y between X and Z"."""
    source = None
    is_chance = not RISKS.isdisjoint(scene.lowers(piece)) and scene.is_generic(piece)  # "a higher risk was seen for Y"
    themes = [piece] if scene.lowers(piece) and not is_chance else []
    if not themes:
        words = {"of", "for"} if is_chance else _SOURCES if scene.is_trial else _SOURCES | IN_TERMS_OF
        sources = [each for each in behind if each.word in words]
        if len(sources) > 1 and sources[0].word == "in" and _is_group(sources[0], scene):
            sources = sources[1:]  # "improvements were found in the zinc group for Y"
        own = (each for each in sources if each.host is None or each.host is piece)
        source = next(own, next(iter(sources), None))
        if source is None:
            return []
        themes = [
            with_directions(theme, dirs=piece.dirs + theme.dirs, change=piece.change, negated=False)
            for theme in source.group
        ]
    themes = [theme for theme in themes if not scene.is_generic(theme) and scene.lowers(theme) not in _GIVEN]
    rest = [each for each in clause.adjuncts if each is not source and not _is_of_other(each, piece, clause, scene)]
    favoured = next((each.group[0] for each in rest if each.word in {"in favor of", "in favour of"}), None)
    if favoured is not None and piece.change == 9:
        sense, rule = 0 if negated else 2, "difference in favour of X"
        return [Relation(favoured, each, sense, rule, clause, keeps_state=True, at=piece.a) for each in themes]
    trimmed = Clause(clause.pieces, subject=clause.subject, head=clause.head, objects=clause.objects, adjuncts=rest)
    cause = _cause(piece, clause, trimmed, scene, themes=themes)
    listed = _found_for(clause, rest, scene)
    fellows = fellows_of(cause, trimmed, scene) if not negated else []
    causes = listed if listed and (cause is None or cause in listed) else [cause, *fellows]
    differs = not negated and cause is not None and _differs(piece, clause, scene)
    found = [
        Relation(each, theme, 0 if negated else NO_DIRECTION if differs else 1, CHANGE_OF, clause, at=piece.a)
        for each in causes
        for theme in themes
        if negated or differs or theme.change != 9 or not _SIDES.isdisjoint(theme.dirs)
    ]
    if found and not negated:
        found += _further(cause, clause, trimmed, scene)
    return found


def _is_of_other(adjunct: Adjunct, piece: Piece, clause: Clause, scene: Scene) -> bool:
    """True of "in B" in "a rise in A, a fall in B", which tells what falls and not what A rises with."""
    host = adjunct.host
    if host is None or host is piece or host.change is None or adjunct.word not in _SOURCES:
        return False
    return not scene.lowers(host) and any(host is each for each in (*clause.subject, *clause.objects))


def _is_group(adjunct: Adjunct, scene: Scene) -> bool:
    """True of "in the zinc group", "in patients"."""
    return all(
        scene.lower[each.b - 1] in {"group", "groups", "arm", "arms"} or scene.is_people(each) for each in adjunct.group
    )


def _differs(piece: Piece, clause: Clause, scene: Scene) -> bool:
    """True of "significant differences in Y between patients with X and others", which say no direction."""
    words = scene.lowers(piece, whole=True)
    if scene.is_trial or piece.change != 9 or not _SIDES.isdisjoint(piece.dirs):
        return False
    return "significant" in words and words[-1] in {"difference", "differences"} and is_between_people(clause, scene)


def _cause(piece: Piece, clause: Clause, trimmed: Clause, scene: Scene, *, themes: list[Piece]) -> Piece | None:
    """What a change comes of: who is told apart, as an adjunct tells it, who is compared, the clause's subject."""
    if clause.head is not None and clause.head.kind == "be" and piece in clause.objects:
        apart = [
            told_apart(each, clause, scene) or (each if is_kind(each, clause, scene) else None)
            for each in clause.subject
        ]
        if apart and apart[0] is not None and cause_of(trimmed, scene, fronts_only=True) is None:
            return apart[0]  # "men were more satisfied than women with Z"
    between = next((each.group for each in trimmed.adjuncts if each.word == "between"), [])
    if between and piece.change == NO_SIDE:  # "in women there was no difference between X and Z"
        others = [each for each in trimmed.adjuncts if not (each.is_front and scene.are_those(each.group[0]))]
        trimmed = replace(trimmed, adjuncts=others)
        between = sorted(between, key=lambda each: each.core[1] > each.b)  # "open and laparoscopic surgery"
    cause = cause_of(trimmed, scene, themes=themes)
    if cause is not None:
        return cause
    compared = (each for each in between if not scene.is_control(each))
    is_beside = any(each is piece for each in clause.subject)  # "falls of A and B were seen"
    subjects = () if is_beside else clause.subject
    if len(between) > 1 and is_kind(between[0], clause, scene):  # "between men and women"
        return between[0]
    return next(
        (each for group in (compared, subjects) for each in group if scene.names_thing(each)),
        None,
    )


def _found_for(clause: Clause, rest: Sequence[Adjunct], scene: Scene) -> list[Piece | None]:
    """A and B of "a higher risk of Y was found for A and B"."""
    if clause.head is None or clause.head.kind != "seen":
        return []
    groups = (each.group for each in rest if each.word == "for" and not each.is_front)
    return [each for each in next(groups, ()) if scene.names_thing(each)]


def _further(cause: Piece | None, clause: Clause, trimmed: Clause, scene: Scene) -> list[Relation]:
    """Changes that go along: "a fall in Y, with a rise in Z"."""
    return [
        Relation(cause, theme, 1, CHANGE_OF, clause, at=other.a)
        for adjunct in trimmed.adjuncts
        if adjunct.word in {"with", "and"}
        for other in adjunct.group
        if other.change in {1, -1} and other is not cause
        for theme in themes_of(other, trimmed, scene)
        if not scene.is_generic(theme)
    ]
