"""The rarer shapes of a clause: usefulness, own changes, factors and lists of them, ratios, nothing seen."""

from collections.abc import Sequence

from miner.extract.claims.acting.causes import cause_of, is_accompaniment, is_kind, subjects_of
from miner.extract.claims.acting.themes import sense_in, themes_of
from miner.extract.claims.ends.names import is_state
from miner.extract.claims.relations.turned import diseases_of, had_by
from miner.extract.claims.scene import CHANGE_OF, Relation, Scene
from miner.extract.grammar.people import RISKS
from miner.extract.grammar.pieces import Adjunct, Clause, Piece


def own_change(clause: Clause, change: Piece, scene: Scene) -> list[Relation]:
    """The shape "Y showed no significant change", "Y had a fall in the X group": the subject is what changes."""
    named = [t for t in themes_of(change, clause, scene) if scene.names_thing(t)]
    subjects = [p for p in clause.subject if scene.names_thing(p)]
    ours = [p for p in subjects if not _acts(p, scene)]
    if named or not ours or (change.change == 9 and not change.negated and not clause.negated):
        return []
    assert clause.head is not None
    sense = 0 if change.negated or clause.negated or change.change is None else change.change
    for direction in change.dirs[:1]:
        sense = sense * direction if direction in {1, -1} else sense
    cause = cause_of(clause, scene, themes=ours)
    return [Relation(cause, p, sense, "Y shows a change", clause, keeps_state=True, at=clause.head.a) for p in ours]


def _acts(piece: Piece, scene: Scene) -> bool:
    """True of a phrase that names what was given."""
    words = scene.lowers(piece, whole=True)
    return words[-1] in scene.cues.words["ends.words"] or words[-1] in {
        "supplementation",
        "supplements",
        "administration",
    }


_ADVERSE = frozenset(["adverse", "side", "toxicity", "events", "complications", "hypercalcemia", "reactions", "toxic"])


def none_seen(clause: Clause, scene: Scene) -> list[Relation]:
    """The shapes "no adverse effects of X were seen" and "there were none": looked for and not found."""
    found = []
    for piece in (*clause.subject, *clause.objects):
        is_object = piece in clause.objects
        words = set(scene.lowers(piece, whole=not is_object))
        is_feared = bool(words & _ADVERSE) or (
            piece.negated and piece.joined and bool(RISKS & set(scene.lower[piece.a : piece.b]))
        )
        if (clause.negated or piece.negated) and is_feared and scene.lowers(piece):
            cause = cause_of(clause, scene, themes=[piece], fronts_only=is_object)
            found.append(Relation(cause, piece, 0, "no Y was seen", clause, keeps_state=True, at=piece.a))
    return found


_PROTECTING = frozenset({"protect", "protects", "protected", "safeguard", "safeguards", "safeguarded"})


def protected_from(clause: Clause, scene: Scene) -> list[Piece]:
    """What a thing is protected from or against: "X protects the aorta from Y"."""
    assert clause.head is not None
    if scene.lower[clause.head.a] not in _PROTECTING:
        return []
    return [p for a in clause.adjuncts if a.word in {"from", "against"} and not a.is_front for p in a.group]


_SHARES = frozenset({"proportion", "percentage", "share", "fraction", "number", "rate", "more", "fewer", "majority"})


def share_of(clause: Clause, scene: Scene) -> int:
    """1 or -1 where more or fewer people of one kind have something than of another, else 0."""
    if scene.is_trial:
        return 0
    for piece in clause.subject:
        whole = scene.lower[piece.a : piece.b]
        if piece.dirs[:1] in {(1,), (-1,)} and not _SHARES.isdisjoint(whole) and scene.are_those(piece):
            return piece.dirs[0]
    return 0


_LIKELY = frozenset(["likely", "likelier", "prone", "susceptible", "apt"])


def are_likely(clause: Clause, scene: Scene) -> bool:
    """True of people of one kind who are more or less likely to have something ("obese women were more likely to")."""
    assert clause.head is not None
    if _LIKELY.isdisjoint(scene.lower[clause.head.a : clause.head.b]):
        return False
    people = scene.cues.words["generic.people"]
    is_to = any(adjunct.word == "to" and not adjunct.is_front for adjunct in clause.adjuncts)  # "diabetics ... to die"
    return is_to or (
        clause.objects != []
        and all(_are_people(piece, scene) or scene.lower[piece.a] in people for piece in clause.subject)  # "users of X"
    )


def _are_people(piece: Piece, scene: Scene) -> bool:
    return scene.are_those(piece) or scene.is_kind(piece)


def people_more(clause: Clause, scene: Scene, sense: int) -> list[Relation]:
    """The shape "people with X were more likely to have Y"."""
    those = (piece for piece in clause.subject if is_kind(piece, clause, scene) or scene.names_thing(piece))
    subject = cause_of(clause, scene, fronts_only=True) or next(those, None)
    for adjunct in clause.adjuncts:
        if not adjunct.is_front and adjunct.kind == "preposition" and adjunct.word in {"in", "of", "for", "to"}:
            return [
                Relation(subject, piece, sense_in(clause, sense), "people with X are more Y", clause, at=adjunct.at)
                for piece in adjunct.group
                if not scene.is_generic(piece)
                and (adjunct.word != "to" or piece is not adjunct.group[0] or _may_befall(piece, scene))
            ]
    return []


def _may_befall(piece: Piece, scene: Scene) -> bool:
    """False of a verb alone that says nothing of health: "more likely to agree"."""
    words = scene.lowers(piece)
    return len(words) > 1 or is_state(words[0])


_FACTORS = frozenset(
    [
        "factor",
        "factors",
        "predictor",
        "predictors",
        "variable",
        "variables",
        "determinants",
        "characteristics",
        "parameters",
    ]
)


def listed(clause: Clause, post: Adjunct, scene: Scene) -> list[Relation]:
    """The shape "Side effects associated with X were A and B", "factors associated with Y were A and B"."""
    names = [p for p in clause.objects if not scene.is_generic(p)]
    is_factors = any(set(scene.lowers(p)) & _FACTORS for p in clause.subject)
    is_denied = "not" in scene.lower[max(post.at - 3, 0) : post.at]  # "variables not significantly associated with"
    return [
        Relation(
            name if is_factors else x,
            x if is_factors else name,
            0 if is_denied else sense_in(clause, 1),
            "listed with X",
            clause,
            at=post.at,
        )
        for x in post.group
        for name in names
        if not scene.is_generic(x)
    ]


def factor_of(clause: Clause, scene: Scene) -> list[Relation]:
    """The shape "X is a risk factor for Y"."""
    factor = (
        clause.head
        if clause.head is not None and clause.head.kind == "factor"
        else next(a.group[0] for a in clause.adjuncts if a.kind == "factor" and not a.is_front)
    )
    objects = [piece for piece in clause.objects if piece.a >= factor.a]
    had = had_by(objects, clause, scene) if factor.sense in {2, -2} and all(map(scene.is_people, objects)) else []
    before = {w.lower for w in scene.words[max(0, factor.a - 3) : factor.a]}
    sense = _sense_of_factor(factor, before, scene)
    if clause.head is factor and (way := gerund_behind(factor, clause)):  # "of benefit in reducing Y"
        sense = way
    if sense == -1:  # "a treatment for women with Y"
        objects = diseases_of(objects, clause, scene)
    return [
        Relation(subject, piece, sense_in(clause, sense), "X is a factor of Y", clause, at=factor.a)
        for subject in subjects_of(clause, scene)
        for each in had or objects
        for piece in themes_of(each, clause, scene)
        if not scene.is_generic(piece)
    ]


def _sense_of_factor(factor: Piece, before: set[str], scene: Scene) -> int:
    """The sense of "a negative predictor of Y", "a poor prognostic factor for Y"."""
    if before & _INSIGNIFICANT:
        return 0
    if factor.sense not in {1, -1}:
        return factor.sense
    if "prognostic" in scene.lower[factor.a : factor.b] and (before & _GOOD_SIGNS or before & _BAD_SIGNS):
        return 2 if before & _GOOD_SIGNS else -2
    return -factor.sense if before & {"negative", "inverse"} else factor.sense


_INSIGNIFICANT = frozenset(["nonsignificant", "non-significant", "insignificant"])
_GOOD_SIGNS = frozenset(["favorable", "favourable", "good", "positive"])
_BAD_SIGNS = frozenset(["unfavorable", "unfavourable", "poor", "bad", "adverse", "negative"])


def gerund_behind(factor: Piece, clause: Clause) -> int:
    """The sense of a gerund right behind a factor; 0 without one."""
    follow = next((piece for piece in clause.pieces if piece.a == factor.b), None)
    return follow.sense if follow is not None and follow.form == "ing" and follow.sense in {1, -1} else 0


def identified(clause: Clause, scene: Scene) -> list[Relation]:
    """The shape "Regression identified A and B as predictors of Y", "... as being associated with Y"."""
    head = clause.head
    if head is None or head.kind != "seen" or clause.copula:
        return []
    told = next((piece for piece in clause.pieces if piece.a >= head.b and piece.kind in {"factor", "link"}), None)
    if told is None:
        return []
    named = [piece for piece in clause.objects if piece.b <= told.a and not scene.is_generic(piece)]
    outcomes = [piece for piece in clause.objects if piece.a >= told.b and not scene.is_generic(piece)]
    if not named or "as" not in scene.lower[named[-1].b : told.a]:
        return []
    return [
        Relation(name, outcome, sense_in(clause, told.sense or 1), "X is a factor of Y", clause, at=told.a)
        for name in named
        for outcome in outcomes
    ]


_LINKING = frozenset(["link", "links", "linked", "tie", "ties", "tied", "connect", "connected", "relate", "related"])


def linked_by_others(clause: Clause, scene: Scene) -> list[Relation]:
    """The shape "Studies link X with Y", "researchers have linked X to Y": who says so is no end."""
    head = clause.head
    if head is None or head.kind != "link" or scene.words[head.b - 1].lower not in _LINKING or not clause.subject:
        return []
    if not all(scene.is_generic(piece) for piece in clause.subject):
        return []
    targets = [p for a in clause.adjuncts if a.word in {"with", "to"} and a.kind != "gerund" for p in a.group]
    return [
        Relation(x, y, sense_in(clause, 1), "X goes with Y", clause, at=y.a)
        for x in clause.objects
        for y in targets
        if not scene.is_generic(x) and not scene.is_generic(y) and y.a > x.a
    ]


def says_what_is(clause: Clause, scene: Scene) -> bool:
    """True of "X is not the best Y": a thing is called one of a kind, and nothing changes it."""
    told = clause.objects[0]
    is_ranked = bool(told.dirs) and set(told.dirs) <= {2, -2} and told.change is None and not told.joined
    has_article = not {"the", "a", "an"}.isdisjoint(scene.lower[told.a : told.core[0]])
    return is_ranked and has_article and any(scene.names_thing(piece) for piece in clause.subject)


_WITH = frozenset({"with", "along with", "together with"})


def accompanied(clause: Clause, made: Sequence[Relation], scene: Scene) -> list[Relation]:
    """The shapes "X did this, with a fall in Y", ", with less Y", ", with no change in Y": told of X, too."""
    if not made or clause.negated:
        return []
    told = [piece.core for relation in made for piece in (relation.subject, relation.object) if piece is not None]
    subjects = {id(each.subject): each.subject for each in made if each.rule == made[0].rule}
    return [
        Relation(subject, theme, 0 if piece.negated else 1, CHANGE_OF, clause, at=piece.a)
        for adjunct in clause.adjuncts
        if adjunct.word in _WITH and adjunct.kind == "preposition" and not adjunct.is_front
        for piece in adjunct.group
        if _goes_along(piece, adjunct, clause, scene)
        for theme in themes_of(piece, clause, scene, words={"in", "of"})
        if scene.names_thing(theme) and theme.core not in told
        for subject in subjects.values()
    ]


def _goes_along(piece: Piece, adjunct: Adjunct, clause: Clause, scene: Scene) -> bool:
    """True of what a clause says that something goes along with: a change, more or less of a thing, or no change."""
    if piece.negated and piece.change not in {9, 1, -1}:
        return False
    is_aside = adjunct.word != "with" or is_accompaniment(adjunct, clause)
    if piece.change is None:
        return is_aside and adjunct.word == "with"
    return (piece.change != 9 or piece.negated) and (is_aside or (not scene.lowers(piece) and not piece.negated))


def the_more(clause: Clause, scene: Scene) -> list[Relation]:
    """The shape "the higher the X, the lower the Y"."""
    told = [
        (word, name)
        for mark, word, name in zip(clause.pieces, clause.pieces[1:], clause.pieces[2:], strict=False)
        if mark.kind == "determiner" and word.kind == "adjective" and name.kind == "np" and word.sense in {1, -1}
    ]
    if len(told) != 2 or any(scene.is_generic(name) for _, name in told):
        return []
    (first, x), (second, y) = told
    return [Relation(x, y, first.sense * second.sense, "X goes with Y", clause, at=y.a)]
