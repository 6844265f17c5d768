"""Ways from X to Y over M: "X lowers M, which in turn raises Y", "X raises M, leading to Y", "..., and thereby Y"."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from miner.extract.claims.acting.themes import with_directions
from miner.extract.claims.scene import ACTS_BY, CHANGES, LINK_OF, Relation, Scene
from miner.extract.grammar.pieces import Adjunct, Clause, Piece
from miner.extract.grammar.rewording.otherend import TURNED
from miner.extract.mediation.cues import load_mediation_cues

_STEPS = frozenset(["thereby", "thus", "hence", "consequently", "ultimately", "subsequently", "eventually"])
_LEADS = frozenset(["leading", "resulting", "causing", "contributing"])
_LEAD = frozenset(["leads", "led", "lead", "results", "resulted", "result"])  # of M: "which leads to Y"
_GIVES = frozenset(["contributes", "contribute", "contributed"])  # "inflammation that contributes to Y"
_MAKES = frozenset(["produces", "produced", "produce"])  # what an enzyme does: "an enzyme, which produces Y"
_CAUSES = _LEAD | _MAKES | {"cause", "causes", "caused", "causing", "brings", "brought"}
_UNSAID = 9  # the sense of "affects", which says no direction
_MEANS = {"by", "through", "via"}
_WITH = {"with", "by", "using"}
_STATED = {1, -1, _UNSAID}
_PARTING = frozenset([",", ";", "and", "which", "that"])
_DEPENDING = frozenset(["depends", "depend", "depended", "dependent"])
_BETTER = {2, -2}  # the senses of "improves" and "worsens"


def add_chains(relations: list[Relation], clauses: Sequence[Clause], scene: Scene) -> list[Relation]:
    """The relations, those at the end of a stated way with what lies on it, and "X to Y" where only "M to Y" is said.

    The sign of X on Y is that of X on M times that of M on Y.
    """
    for clause in clauses:
        _part_results(clause, [r for r in relations if r.clause is clause], scene)
    _give_reasons(relations, clauses, scene)
    _give_later_reasons(relations, clauses, scene)
    added = _with_what(relations, scene)
    for before, clause in itertools.pairwise(clauses):
        first = [
            r
            for r in relations
            if r.clause is before
            and (r.sense in _STATED or (r.sense in _BETTER and r.rule == CHANGES))
            and not _is_turned(before)  # "Y is due to X, leading to Z"
        ]
        later = [r for r in relations if r.clause is clause]
        is_back = _points_back(clause, scene)
        if not first or not later:
            continue
        if not (is_back or _is_step(clause, first, scene) or _is_told_between(before, clause, scene)):
            continue
        is_event = _is_event(clause, scene)
        for relation in later:
            if relation.subject is None and is_back and first[0].subject is not None and first[0].rule == CHANGES:
                relation.subject = first[0].subject
                relation.through = [r.object for r in first if r.subject is relation.subject]
            elif relation.subject is None:  # both are told of what the document is about
                if relation.rule == CHANGES:
                    relation.through = [
                        r.object for r in first if r.subject is None and r.object.core != relation.object.core
                    ]
                continue
            over = [r for r in first if r.object.core == relation.subject.core]
            if over:
                added += [
                    _over(r, relation, scene, is_event=is_event) for r in over if {r.sense, relation.sense} <= _STATED
                ]
                if is_event and over[0].sense == -1 and relation.sense in {1, -1}:
                    relation.sense = -relation.sense
            elif any(r.subject is not None and r.subject.core == relation.subject.core for r in first):
                relation.through = [r.object for r in first if r.object.core != relation.object.core]
    return [*relations, *added]


def _with_what(relations: Sequence[Relation], scene: Scene) -> list[Relation]:
    """Of "inhibition of M with X lowered Y", "lowering M with X lowered Y": X on Y over M."""
    added: list[Relation] = []
    for relation in relations:
        its, clause = relation.subject, relation.clause
        if its is None or relation.sense not in _STATED | _BETTER or not (its.change in {1, -1} or its.dirs):
            continue
        given = (a for a in clause.adjuncts if a.is_front and a.at == its.b and a.word in _WITH)
        for piece in next((a.group for a in given), []):
            if any(at in scene.chemicals for at in range(*piece.core)) and relation.object.core != piece.core:
                way = Relation(piece, relation.object, relation.sense, "X acts on Y over M", clause, at=relation.at)
                added.append(replace(way, through=[its]))
    return added


def _part_results(clause: Clause, relations: Sequence[Relation], scene: Scene) -> None:
    """Of "X induces M leading to Y" Y comes about over M, which stands before."""
    for adjunct in clause.adjuncts:
        if adjunct.kind != "link" or adjunct.is_front or adjunct.word.split(" ", 1)[0] not in _LEADS:
            continue
        means = [r for r in relations if r.object.a < adjunct.at and r.sense in _STATED and r.rule != ACTS_BY]
        for relation in relations if means and _is_cause(clause, means[0], scene) else ():
            if relation.object.a > adjunct.at and relation.rule == means[0].rule:
                relation.through = [r.object for r in means if r.subject is relation.subject]
                relation.sense = 1


def _give_reasons(relations: Sequence[Relation], clauses: Sequence[Clause], scene: Scene) -> None:
    """Of "X raises Y because it raises M", M is what lies between."""
    for before, clause in itertools.pairwise(clauses):
        if not clause.pieces or scene.lower[max(clause.pieces[0].a - 1, 0)] != "because":
            continue
        first = [r for r in relations if r.clause is before and r.rule == CHANGES]
        subject = [scene.lowers(piece) for piece in clause.subject]
        is_same = bool(subject) and all(words in (["it"], ["they"]) for words in subject)
        is_same |= bool(first) and subject == [scene.lowers(r.subject) for r in first[:1] if r.subject is not None]
        means = [r.object for r in relations if r.clause is clause and r.sense in {1, -1}] if is_same else []
        for relation in first if means else ():
            relation.through = [*relation.through, *means]


def _give_later_reasons(relations: Sequence[Relation], clauses: Sequence[Clause], scene: Scene) -> None:
    """Of "X raises Y, which may be explained by M", "..., which was due to M", M is what lies between."""
    for before, clause in itertools.pairwise(clauses):
        if clause.negated or not clause.pieces or scene.lower[max(clause.pieces[0].a - 1, 0)] not in _PARTING:
            continue
        means = _reason(clause, scene)
        first = [r for r in relations if r.clause is before and r.sense in _STATED | _BETTER and not _is_turned(before)]
        for relation in (r for r in first if means and r.subject is not None and r.rule not in {ACTS_BY, LINK_OF}):
            ends = [relation.object.core, relation.subject.core if relation.subject is not None else None]
            relation.through = [*relation.through, *(piece for piece in means if piece.core not in ends)]


def _reason(clause: Clause, scene: Scene) -> list[Piece]:
    """What "which", "this" or "explained" behind a comma is said to come of."""
    head = clause.head
    told = [scene.lowers(piece) for piece in clause.subject]
    if head is None:
        return []
    is_back = clause.role == "relative" or (not clause.inherits and told in ([["this"]], [[]], []))
    if head.kind == "link" and head.form == TURNED:
        return clause.objects if is_back and scene.lower[head.a] not in _DEPENDING else []
    if not is_back and not (clause.inherits and scene.lower[head.a - 1] == ","):
        return []
    by = scene.lower[head.b - 1] in load_mediation_cues()["explained"]
    return next((a.group for a in clause.adjuncts if by and a.word in {"by", "to"} and a.kind != "gerund"), [])


def _is_cause(clause: Clause, relation: Relation, scene: Scene) -> bool:
    """True of "X changes M" and "X causes M", not of "X goes with M"."""
    if relation.rule == CHANGES:
        return True
    return clause.head is not None and scene.words[clause.head.a].lower in _CAUSES


def _is_step(clause: Clause, first: Sequence[Relation], scene: Scene) -> bool:
    """True where a word says that what follows comes of what stands before."""
    if clause.head is None:
        return False
    start = max(r.object.b for r in first)
    is_cause = all(r.rule == CHANGES or _is_cause(r.clause, r, scene) for r in first)
    words = [word.lower for word in scene.words[start : clause.head.b]]
    head = scene.words[clause.head.a].lower
    return (
        _goes_on_plainly(clause, first, scene)
        or bool(_STEPS & set(words))
        or "in turn" in " ".join(words)
        or (is_cause and words[:2] == ["and", "so"])
        or head in (_LEADS | _LEAD if clause.role == "relative" else _LEADS)
        or (is_cause and _is_caused(clause, first, scene))
    )


def _is_caused(clause: Clause, first: Sequence[Relation], scene: Scene) -> bool:
    """True of ", which causes Y", "M that contributes to Y" behind "X raises M"."""
    if clause.head is None or clause.role != "relative" or scene.lower[clause.head.a] not in _CAUSES | _GIVES:
        return False
    return _is_apart(clause, scene) or all(r.sense == 1 for r in first)


def _is_apart(clause: Clause, scene: Scene) -> bool:
    """True of a clause behind ", which"."""
    at = clause.pieces[0].a
    return scene.lower[max(at - 2, 0) : at] == [",", "which"]


def _goes_on_plainly(clause: Clause, first: Sequence[Relation], scene: Scene) -> bool:
    """True of ", which raises Y" behind "X raises M", in the same tense: what M does in general is no finding on X."""
    head, before = clause.head, first[0].clause.head
    if head is None or before is None or clause.role != "relative" or head.kind != "verb" or head.sense not in {1, -1}:
        return False
    is_told = _is_apart(clause, scene) and all(r.rule == CHANGES for r in first)
    return is_told and (head.form == "ed") == (before.form == "ed")


def _is_turned(clause: Clause) -> bool:
    return clause.head is not None and clause.head.form == TURNED


def _points_back(clause: Clause, scene: Scene) -> bool:
    """True of "; this (in turn) raises Y", which tells of what stands before."""
    if clause.head is None or clause.subject or clause.role != "main":
        return False
    return scene.lower[clause.pieces[0].a : clause.head.a] in (["this"], ["this", "in", "turn"], ["this", "then"])


def _is_told_between(before: Clause, clause: Clause, scene: Scene) -> bool:
    """True of "X, causing M, leads to Y"."""
    head, own = before.head, clause.head
    if head is None or own is None or not clause.pieces or own.kind not in {"verb", "link"} or own.form == "ing":
        return False
    is_aside = scene.lower[head.a] in _LEADS and scene.lower[max(head.a - 1, 0)] == ","
    return is_aside and scene.lower[max(own.a - 1, 0)] == ","


def _is_event(clause: Clause, scene: Scene) -> bool:
    """True of ", which leads to Y", ", which reduces Y": it comes of the whole, not of what stands before "which"."""
    assert clause.head is not None
    if clause.role != "relative" or not _is_apart(clause, scene) or "turn" in scene.lower[clause.pieces[0].a :]:
        return False
    return scene.lower[clause.head.a] in _CAUSES - _MAKES or (clause.head.kind == "verb" and clause.head.sense == -1)


def _over(first: Relation, later: Relation, scene: Scene, *, is_event: bool) -> Relation:
    """X on Y over M."""
    assert later.subject is not None
    sense = first.sense * later.sense if _UNSAID not in {first.sense, later.sense} else _UNSAID
    if is_event and first.sense == -1 and later.sense in {1, -1}:
        sense = later.sense
    for direction in [*first.object.dirs[:1], first.object.change]:
        if direction in {1, -1} and sense != _UNSAID and not first.keeps_state:
            sense *= direction
    if scene.state_of(later.subject) == -1 and sense != _UNSAID:
        sense = -sense
    target = with_directions(later.object, dirs=later.object.dirs, change=None, negated=later.object.negated)
    return Relation(
        first.subject, target, sense, "X acts on Y over M", later.clause, at=later.at, through=[first.object]
    )


def give_back_means(clauses: Sequence[Clause]) -> None:
    """Hand the means of a relative clause to the main one, which they tell of.

    "X lowers Y, which is a Z, by reducing M"; "Y is treated with X, which works by reducing M".
    """
    _go_on_with_means(clauses)
    main: Clause | None = None
    for clause in clauses:
        if clause.role == "main" and clause.head is not None:
            main = clause
        if main is None or main is clause:
            continue
        ends = {piece.b for piece in clause.pieces if piece.kind in {"comma", "conjunction"}}
        ends |= {clause.pieces[0].a} if clause.role == "main" else set()
        works = clause.head is not None and clause.head.kind == "other"
        for adjunct in [a for a in clause.adjuncts if a.kind == "gerund" and a.word in _MEANS]:
            if adjunct.at in ends:
                clause.adjuncts.remove(adjunct)
            if adjunct.at in ends or works:
                main.adjuncts.append(replace(adjunct, is_front=False))


def _go_on_with_means(clauses: Sequence[Clause]) -> None:
    """Of "by raising A and suppressing B" the second means too, which is a clause of its own so far."""
    main: Clause | None = None
    for before, clause in itertools.pairwise(clauses):
        last = before.adjuncts[-1] if before.adjuncts else None
        if last is not None and last.kind == "gerund" and last.word in _MEANS:
            main = before
        head = clause.head
        if main is None or not clause.inherits or head is None or head.form != "ing" or not clause.objects:
            main = None
            continue
        main.adjuncts.append(Adjunct("by", "gerund", clause.objects, is_front=False, at=head.a, sense=head.sense))
