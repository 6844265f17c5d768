"""The relations that a clause states: what acts, what it acts on, and in which sense."""

from collections.abc import Sequence
from dataclasses import replace

from miner.extract.claims.acting.amounts import amount_told, is_of_people, tell_scarce
from miner.extract.claims.acting.causes import cause_of, subjects_of
from miner.extract.claims.acting.contrasted import first_of_pair, is_only_in
from miner.extract.claims.acting.courses import course_of, size_of_change
from miner.extract.claims.acting.fellows import excepted, fellows_of, is_left_out, is_told_by, left_alone, tell_added
from miner.extract.claims.acting.lacking import share_lack
from miner.extract.claims.acting.manner import manner_of, set_right, tell_partial
from miner.extract.claims.acting.themes import reaches, sense_in, themes_of, with_directions, with_the_first_direction
from miner.extract.claims.ends.examples import with_examples
from miner.extract.claims.extremes import mark_contrast
from miner.extract.claims.relations.befalling import read_befalling
from miner.extract.claims.relations.chains import add_chains, give_back_means
from miner.extract.claims.relations.consequences import consequences
from miner.extract.claims.relations.going_on import gone_on
from miner.extract.claims.relations.headed import headed
from miner.extract.claims.relations.likeness import alike
from miner.extract.claims.relations.links import linked_late, read_having, read_link, says_like_what
from miner.extract.claims.relations.listing import unfold_kinds
from miner.extract.claims.relations.nominals import read_nominal
from miner.extract.claims.relations.omissions import fill_in
from miner.extract.claims.relations.orientation import orient
from miner.extract.claims.relations.pairing import paired
from miner.extract.claims.relations.ratios import ratio_had, ratio_of
from miner.extract.claims.relations.shapes import (
    accompanied,
    are_likely,
    factor_of,
    identified,
    linked_by_others,
    listed,
    none_seen,
    people_more,
    protected_from,
    says_what_is,
    the_more,
)
from miner.extract.claims.relations.turned import diseases_of, read_turned
from miner.extract.claims.relations.usefulness import is_of_use, is_only_of_use, useful
from miner.extract.claims.scene import ACTS_BY, NO_DIRECTION, NO_SIDE, Relation, Scene
from miner.extract.claims.stating.gate import SUPERLATIVES
from miner.extract.grammar.people import RISKS
from miner.extract.grammar.pieces import Clause, Piece


def find_relations(clauses: Sequence[Clause], scene: Scene) -> list[Relation]:
    """All relations of a sentence's clauses, in order."""
    mark_contrast(clauses, scene)
    give_back_means(clauses)
    fill_in(clauses, scene)
    unfold_kinds(clauses, scene)
    share_lack(clauses, scene)
    scene.whens = [clause for clause in clauses if clause.role == "when"]
    found: list[Relation] = []
    for clause in clauses:
        if clause.role in {"when", "report"}:
            continue
        tell_scarce(clause, scene)
        tell_added(clause, scene)
        tell_partial(clause, scene)
        made = gone_on(clause, orient(paired(_relations_of(clause, scene), scene), scene), found, scene)
        found += (
            made
            + accompanied(clause, made, scene)
            + _means(clause, made, scene)
            + left_alone(clause, made, scene)
            + excepted(clause, made, scene)
        )
        subject = next((p for p in clause.subject if scene.names_thing(p)), None)
        scene.last_subject = subject or scene.last_subject
    both = _is_both_ways(scene)
    for relation in found:
        if both and relation.rule in {"X goes with Y", "X changes Y"} and relation.sense in {1, -1}:
            relation.sense = NO_DIRECTION
        # in a trial "but not with the placebo" tells of the arm, whose part it is to be held against
        if is_left_out(relation.subject, relation.clause, scene, is_plain=scene.is_trial) or is_left_out(
            relation.object, relation.clause, scene
        ):
            relation.sense = 0
    return with_examples(add_chains(found, clauses, scene), scene)


def _is_both_ways(scene: Scene) -> bool:
    """True of "both low and high X", which go with Y alike."""
    words = scene.lower
    return "both" in words and any(
        words[at] == "both" and words[at + 2 : at + 3] == ["and"] and {words[at + 1], words[at + 3]} in _OPPOSITES
        for at in range(len(words) - 3)
    )


_OPPOSITES = ({"low", "high"}, {"lower", "higher"}, {"deficient", "excessive"}, {"deficiency", "excess"})


def _relations_of(clause: Clause, scene: Scene) -> list[Relation]:  # noqa: PLR0911 - one predicate a return
    """What the predicate of a clause relates, by its kind."""
    head = clause.head
    if (told := linked_by_others(clause, scene) or alike(clause, scene)) is not None:
        return told
    if head is None:
        return headed(clause, scene) or the_more(clause, scene) or _nominals(clause.subject, clause, scene)
    if (told_of := _told_of_link(clause, head, scene)) is not None:
        return told_of
    if _is_factor(clause, head, scene):
        return factor_of(clause, scene)
    if head.kind in {"verb", "intransitive"}:
        return _told_by_verb(clause, head, scene)
    if head.kind == "adjective":
        told_of_use = useful(clause, scene) if clause.subject and is_of_use(head, scene) else []
        return told_of_use or ([] if _is_no_change(head, scene) else _state(clause, scene, head.sense))
    if head.kind == "befall":
        return read_befalling(clause, scene)
    if (told_from_end := read_turned(clause, scene)) is not None:
        return told_from_end
    if head.kind == "link":
        return ratio_had(clause, scene) or ([] if says_like_what(clause, scene) else read_link(clause, scene))
    if head.kind == "have":
        return ratio_had(clause, scene) or ([] if says_like_what(clause, scene) else read_having(clause, scene))
    if (
        head.kind == "seen"
        and not clause.objects
        and (is_only_in(clause, scene) or (scene.whens and scene.lower[head.a] in _COMES))
    ):
        return [relation for relation in _state(clause, scene, 1) if relation.subject is not None]
    return (
        consequences(clause, scene)
        or ratio_of(clause, scene)
        or headed(clause, scene)
        or identified(clause, scene)
        or _listed(clause, head, scene)
        or linked_late(clause, head, scene)
        or _told_by_be(clause, head, scene)
    )


def _nominals(pieces: Sequence[Piece], clause: Clause, scene: Scene) -> list[Relation]:
    return [relation for piece in pieces for relation in read_nominal(piece, clause, scene)]


def _told_of_link(clause: Clause, head: Piece, scene: Scene) -> list[Relation] | None:
    """What is said of a relation: "an association between X and Y was found"; None where that is not what is said."""
    if head.kind not in {"be", "seen", "other"}:
        return None
    if not any(piece.link is not None and not scene.lowers(piece) for piece in clause.subject[:1]):
        return None
    if clause.negated and scene.lower[head.a] in _MODIFYING:
        return []  # "the relation was not mediated by Z" says nothing against it
    return _nominals(clause.subject, clause, scene) or None


def _is_factor(clause: Clause, head: Piece, scene: Scene) -> bool:
    """True of "X is, emerged as, was identified as a predictor of Y"."""
    if head.kind == "factor":
        return True
    is_told = (head.kind == "seen" and clause.copula) or scene.lower[head.a] in _EMERGING | _CONFERRING
    return (is_told or head.kind in {"be", "other"}) and any(
        adjunct.kind == "factor" and not adjunct.is_front for adjunct in clause.adjuncts
    )


def _told_by_verb(clause: Clause, head: Piece, scene: Scene) -> list[Relation]:
    if head.kind == "intransitive" and head.sense == 9 and not clause.negated:
        return []
    if not clause.copula and clause.objects and head.kind == "verb":
        return _active(clause, scene)
    return ratio_of(clause, scene) or _state(clause, scene, head.sense)


def _listed(clause: Clause, head: Piece, scene: Scene) -> list[Relation]:
    """The shapes "predictors of Y were A and B", "variables associated with Y included A"."""
    is_including = scene.lower[head.a] in _INCLUDING
    if not clause.objects:
        return []
    factors = next((a for a in clause.adjuncts if a.kind == "factor" and a.is_front), None)
    if factors is not None and (head.kind == "be" or is_including or (head.kind == "seen" and clause.copula)):
        named = next((a.group for a in clause.adjuncts if a.word in {"such as", "including"}), clause.objects)
        return [
            Relation(name, y, sense_in(clause, factors.sense or 1), "Y has the factors X", clause, at=factors.at)
            for name in named for y in factors.group if not scene.is_generic(name) and not scene.is_generic(y)
        ]  # fmt: skip
    post = next((a for a in clause.adjuncts if a.kind == "postlink"), None)
    return listed(clause, post, scene) if post is not None and (head.kind == "be" or is_including) else []


def _told_by_be(clause: Clause, head: Piece, scene: Scene) -> list[Relation]:
    """What is, is seen or is told without a verb of its own: "Y was lower with X", "there was less Y"."""
    toward = [piece for a in clause.adjuncts if a.word in {"toward", "towards"} for piece in a.group]
    if head.kind in {"be", "seen"} and toward and not clause.objects:
        return _nominals(toward, clause, scene)
    if head.kind == "seen" and (extreme := _superlative(clause, scene)):
        return _state(clause, scene, extreme)
    if head.kind == "be" and clause.objects:
        if way := SUPERLATIVES.get(" ".join(scene.lowers(clause.objects[0]))):
            adjuncts = [replace(a, host=None) if a.host is clause.objects[0] else a for a in clause.adjuncts]
            return _state(replace(clause, objects=[], adjuncts=adjuncts), scene, way)
        if (amount := amount_told(clause, scene)) is not None:
            told = _state(amount, scene, amount.head.sense if amount.head is not None else 0)
            return [each for each in told if scene.is_named(each.object) and is_of_people(each.subject, scene)]
        if says_what_is(clause, scene):
            return []
        is_risk = not RISKS.isdisjoint(scene.lowers(clause.objects[0], whole=True))  # "at higher risk of A and B"
        objects = with_the_first_direction(clause.objects, scene) if is_risk else clause.objects
        return _nominals(objects, clause, scene) or _late_adjective(clause, scene) or none_seen(clause, scene)
    subjects = clause.subject if head.kind == "other" else _all_so(clause.subject, scene)
    return (
        _nominals(subjects, clause, scene)
        or _nominals(clause.objects, clause, scene)
        or none_seen(clause, scene)
        or _late_adjective(clause, scene)
    )


def _superlative(clause: Clause, scene: Scene) -> int:
    """1 of "the highest Y was seen in X", -1 of the lowest."""
    words = scene.lowers(clause.subject[0], whole=True) if clause.subject else []
    return next((SUPERLATIVES[word] for word in words[:2] if word in SUPERLATIVES), 0)


def _all_so(pieces: Sequence[Piece], scene: Scene) -> list[Piece]:
    """Of "lower A and B were seen" B as low as A."""
    first = pieces[0] if pieces else None
    if first is None or not first.dirs or first.change is not None or first.negated or 0 in first.dirs:
        return list(pieces)
    return [
        each
        if each.dirs
        or each.change is not None
        or each.link is not None
        or each.negated
        or not reaches(first, each, scene)
        else with_directions(each, dirs=first.dirs, change=None, negated=False)
        for each in pieces
    ]


def _late_adjective(clause: Clause, scene: Scene) -> list[Relation]:
    """The shape "CRP was 5% lower with X": the direction word stands behind the amount."""
    for adjunct in clause.adjuncts:
        if adjunct.kind == "adjective" and clause.subject:
            return _state(clause, scene, adjunct.group[0].sense)
    return []


def _active(clause: Clause, scene: Scene) -> list[Relation]:
    """The shape "X reduced Y"."""
    assert clause.head is not None
    objects, late = clause.objects, [a for a in clause.adjuncts if a.kind == "adjective" and not a.is_front]
    sense = clause.head.sense if clause.head.sense != 9 else manner_of(clause, scene) or 9
    if harms := protected_from(clause, scene):
        objects, sense = harms, -1
    if sense in {1, 9}:
        objects = with_the_first_direction(objects, scene)
    elif sense == 2:
        objects = diseases_of(objects, clause, scene)
    found = []
    for subject in subjects_of(clause, scene):
        for piece in objects:
            if piece.link is not None and not scene.lowers(piece):
                if sense in {1, 2, 9}:  # what weakens an association is no claim on its ends
                    found += read_nominal(piece, clause, scene)
                continue
            for theme in themes_of(piece, clause, scene):
                s = sense if sense != 9 or not late else late[0].group[0].sense
                s = set_right(theme, clause, scene, s)
                found.append(Relation(subject, theme, sense_in(clause, s), "X changes Y", clause, at=clause.head.a))
    return found


def _state(clause: Clause, scene: Scene, sense: int) -> list[Relation]:
    """The shape "Y was lower with X", "Y fell after X", "Y was reduced by X"."""
    assert clause.head is not None
    sense = (sense == NO_SIDE and manner_of(clause, scene)) or sense  # "was positively influenced by X"
    themes = [piece for piece in clause.subject if not scene.is_people(piece)]
    if not themes and clause.subject:  # "patients with X were more likely to ..."
        return read_link(clause, scene, sense=sense) if clause.objects else people_more(clause, scene, sense)
    if are_likely(clause, scene):  # "obese children were more likely to have ...", "to die"
        befallen = people_more(clause, scene, sense)
        if befallen:  # "to die and to be readmitted"
            clause.objects = [piece for piece in clause.objects if scene.lower[piece.a - 1] in _GETTING]
        return befallen + (read_link(clause, scene, sense=sense) if clause.objects else [])
    found = []
    themes = [
        t for piece in themes for t in (course_of(piece, clause, scene) if piece.link is None else None) or [piece]
    ]
    cause = cause_of(clause, scene, themes=themes) or first_of_pair(clause, scene)
    other = _turned_round(clause, scene)
    if other is not None and sense in {1, -1, 2, -2}:
        cause, sense = other, -sense
    for theme in themes:
        if scene.is_generic(theme) and theme.link is None:
            continue
        if theme.link is not None:
            if sense == 0 or clause.negated or scene.lower[clause.head.a] in _GONE:
                found += read_nominal(theme, clause, scene, weak=True)
            continue
        told = sense_in(clause, size_of_change(theme, clause, scene, sense))
        found += [
            Relation(each, theme, told, "Y is lower with X", clause, keeps_state=True, at=clause.head.a)
            for each in (cause, *(fellows_of(cause, clause, scene) if told or is_told_by(cause, clause) else ()))
        ]
    return found


def _is_no_change(head: Piece, scene: Scene) -> bool:
    """True of "useful", and of "rare", which says how often a thing is seen, and not that it is more seldom so."""
    return is_only_of_use(head, scene) or scene.lower[head.b - 1] in {"rare", "scarce"}


_GETTING = frozenset({"be", "have", "develop", "experience", "suffer", "receive", "report", "undergo", "get"})
_COMES = frozenset(
    ["follows", "followed", "ensues", "ensued", "occurs", "occurred", "develops", "developed", "arises", "arose"]
)
_INCLUDING = frozenset({"include", "includes", "included", "comprised"})
_CONFERRING = frozenset({"confers", "conferred", "confer", "provides", "provided", "offers", "offered", "affords"})
_EMERGING = frozenset({"emerged", "remained", "revealed", "appeared"})  # as a predictor
_MODIFYING = frozenset({"mediated", "explained", "accounted", "moderated", "confounded"})
_GONE = frozenset({"disappeared", "disappears", "vanished"})


def _turned_round(clause: Clause, scene: Scene) -> Piece | None:
    """Of "lower in the placebo group than with X": X, since the sentence is told of the controls."""
    told = [
        p
        for a in clause.adjuncts
        if a.word in {"in", "with", "for", "among"} and a.kind == "preposition"
        for p in a.group[:1]
    ]
    if not any(scene.is_control(p) and scene.lowers(p) for p in told):
        return None
    return next(
        (
            p
            for a in clause.adjuncts
            if a.kind == "versus"
            for p in a.group[:1]
            if not scene.is_control(p) and not scene.is_generic(p)
        ),
        None,
    )


def _means(clause: Clause, made: Sequence[Relation], scene: Scene) -> list[Relation]:
    """The shape "X lowers Y by reducing M" states that X reduces M."""
    if (made and made[0].sense == 0) or (
        not made and (clause.head is None or clause.head.kind != "other" or not clause.subject or clause.negated)
    ):
        return []
    subjects = [r.subject for r in made] if made else subjects_of(clause, scene)[:1]
    return [
        Relation(subject, piece, adjunct.sense, ACTS_BY, clause, at=piece.a)
        for subject in {id(subject): subject for subject in subjects}.values()
        for adjunct in clause.adjuncts
        if adjunct.kind == "gerund" and adjunct.word in {"by", "through", "via"} and adjunct.sense in {1, -1}
        for piece in adjunct.group
        if not scene.is_generic(piece)
    ]
