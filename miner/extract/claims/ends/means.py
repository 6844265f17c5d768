"""The mediators that a clause names beside its predicate: "through M", "by lowering M", "is due to M"."""

import itertools
from collections.abc import Iterable

import regex

from miner.extract.claims.ends.terms import Terms
from miner.extract.claims.scene import ACTS_BY, CHANGES, GOES_WITH, LINK_OF, Relation, Scene
from miner.extract.grammar.pieces import Adjunct, Clause, Piece
from miner.extract.grammar.rewording.otherend import TURNED
from miner.extract.mediation import is_marker, is_no_mediator, is_ruling, is_way
from miner.extract.mediation.cues import load_mediation_cues
from miner.model.claim import Mediator, Term
from miner.model.concept import EntityType

_THROUGH = {"through", "via", "by way of", "by means of", "by virtue of"}
_MEANS = {"by", "through", "via"}
_GIVING = frozenset(
    ["supplementation", "supplements", "supplement", "treatment", "therapy", "administration", "intake"]
)
_MANNERLY = frozenset(["in", "through", "via", "by"])
_MANNERS = frozenset(["manner", "fashion", "way", "mechanism", "pathway"])
_AGAINST = frozenset(["than", "versus", "vs", "compared"])
_QUALITY = regex.compile(r"(?:ic|ive|al|ory|ous|anti\w+|anti-\w+)$", regex.I)
_ITS_EFFECT = regex.compile(r" (?:effects?|actions?|activit(?:y|ies)|properties)\b", regex.I)
_FURTHEST = 12  # words from Y to what explains its change
_NO_VARIABLE = {EntityType.ANATOMY, EntityType.POPULATION, EntityType.ORGANISM}


def mediators_of(relation: Relation, scene: Scene, terms: Terms) -> tuple[Mediator, ...]:
    """What stands behind "through", "via" or "by reducing" in the relation's clause, as far as it is a variable."""
    if relation.sense == 0:
        return ()
    pieces = [(piece, True) for piece in relation.through]
    pieces += _beside(relation, scene) if relation.rule != ACTS_BY else []
    measures = scene.cues.words["portion.words"]
    outcome = " ".join(scene.lowers(relation.object)) if relation.rule == GOES_WITH else ""
    found: dict[Term, bool] = dict.fromkeys(_needed(relation, scene, terms), True)
    for piece, is_acted_on in pieces:
        words = scene.lowers(piece)
        if is_no_mediator(words) or measures.issuperset(words) or is_marker(words, outcome):
            continue  # "tied to inflammation through interleukin-6" tells what it was seen by
        term = terms.term(piece, is_subject=True, keeps_state=False)
        term = term and with_its_effect(term, terms)
        if term is not None and terms.is_thing(term):
            found.setdefault(term, is_acted_on)
    return apart(
        Mediator(t.text, t.start, t.end, t.concept, t.type)
        for t, is_acted_on in found.items()
        if t.type not in _NO_VARIABLE or (is_acted_on and t.type == EntityType.ANATOMY)  # "by suppressing osteoclasts"
    )


def with_its_effect(term: Term, terms: Terms) -> Term:
    """Of "hemodynamic" in "its hemodynamic effects" both words; other terms as they are."""
    noun = _ITS_EFFECT.match(terms.text, term.end) if _QUALITY.search(term.text) else None
    return Term(terms.text[term.start : noun.end()], term.start, noun.end()) if noun is not None else term


def _beside(relation: Relation, scene: Scene) -> list[tuple[Piece, bool]]:
    """The means that stand beside the predicate, each with whether something is done to it."""
    pieces: list[tuple[Piece, bool]] = []
    ends = [_own_words(piece, scene) for piece in (relation.object, relation.subject) if piece is not None]
    for adjunct in relation.clause.adjuncts:
        told = _told(adjunct, relation)
        first = scene.lowers(told[0])
        if not _tells_means(adjunct, relation, scene) or (first and is_no_mediator(first)):
            continue  # "through audit, both national and local"
        for piece in itertools.takewhile(lambda piece: not _is_denied(piece, scene), told):
            if _own_words(piece, scene) not in ends:
                themes = _targets(piece, relation.clause, scene)
                pieces += [(theme, adjunct.kind == "gerund") for theme in themes if not scene.is_generic(theme)]
    return pieces


def _needed(relation: Relation, scene: Scene, terms: Terms) -> list[Term]:
    """Of "X inhibits Y in an M-dependent manner": M."""
    found = []
    for adjunct in relation.clause.adjuncts:
        word = scene.words[adjunct.group[0].b - 1]
        if adjunct.word in _MANNERLY and word.lower in _MANNERS and adjunct.group[0].b - adjunct.group[0].a > 1:
            kind = scene.words[adjunct.group[0].b - 2]
            name, joint, rest = kind.text.rpartition("-")
            if joint and rest == "dependent" and not is_ruling(name.casefold().split()[-1:]):
                first = scene.words[adjunct.group[0].core[0]]
                found.append(terms.spanned(min(first.start, kind.start), kind.start + len(name)))
    ends = [piece for piece in (relation.subject, relation.object) if piece is not None]
    within = [(scene.words[piece.a].start, scene.words[piece.b - 1].end) for piece in ends]
    return [t for t in found if terms.is_thing(t) and not any(a <= t.start < b for a, b in within)]


def _own_words(piece: Piece, scene: Scene) -> frozenset[str]:
    """The words of a noun phrase without those of how it was given: "zinc supplementation" is zinc."""
    return frozenset(scene.lowers(piece)) - _GIVING or frozenset(scene.lowers(piece))


def apart(mediators: Iterable[Mediator]) -> tuple[Mediator, ...]:
    """The mediators without those that stand inside another."""
    found = tuple(mediators)
    return tuple(
        m
        for m in found
        if not any(o.start <= m.start and m.end <= o.end and (o.start, o.end) != (m.start, m.end) for o in found)
    )


def _told(adjunct: Adjunct, relation: Relation) -> list[Piece]:
    """The noun phrases behind a preposition, or the examples that are named in their place ("factors such as M")."""
    end = adjunct.group[-1].b
    named = [a.group for a in relation.clause.adjuncts if a.word in {"such as", "including"} and 0 <= a.at - end < 2]
    return named[0] if named else adjunct.group


def _is_denied(piece: Piece, scene: Scene) -> bool:
    """True of C in "via A and B, but not C"."""
    return scene.lower[max(piece.a - 2, 0) : piece.a] == ["but", "not"]


def _tells_means(adjunct: Adjunct, relation: Relation, scene: Scene) -> bool:
    """True of "through M", "by reducing M" beside the predicate, "is due to M", not of "those treated via M"."""
    clause = relation.clause
    if adjunct.word in load_mediation_cues()["reason"]:
        if _is_reason(adjunct, relation, scene):
            return True
        is_effect = clause.head is not None and clause.head.kind == "be" and 0 <= adjunct.at - clause.head.b < 3
        return is_effect and relation.subject is not None and relation.subject.a < adjunct.at
    if adjunct.word in {"by", "to"} and _is_told_back(adjunct, relation, scene):
        return True
    if adjunct.word == "by" and adjunct.kind != "gerund":  # "by its action on M"
        return _acts_on(adjunct.group[0])
    if adjunct.word not in _THROUGH and not (adjunct.kind == "gerund" and adjunct.word in _MEANS):
        return False
    before = scene.lower[max(adjunct.at - 2, 0) : adjunct.at]
    is_of_another = not _AGAINST.isdisjoint(scene.lower[relation.object.b : adjunct.at])  # "than Z via a needle"
    is_denied = before[-1:] == ["not"] or before in (["rather", "than"], ["instead", "of"])
    if is_of_another or is_denied or not is_way(before):
        return False
    if not adjunct.is_front or not clause.subject or _is_its_own(adjunct, scene):
        return True
    its, is_doing = adjunct.group[0], adjunct.kind == "gerund"
    is_apart = scene.lower[adjunct.at - 1] == "," and (is_doing or its.change in {1, -1} or bool(its.dirs))
    return is_apart or (adjunct.at < clause.subject[0].a and (is_doing or its.definite))


def _is_reason(adjunct: Adjunct, relation: Relation, scene: Scene) -> bool:
    """True of "X raises Y, probably because of M", "due to loss of M", not of "lowers admissions because of M"."""
    its, target, cues = adjunct.group[0], relation.object, load_mediation_cues()
    head = relation.clause.head
    is_effect = head is not None and head.form != TURNED and relation.rule not in {ACTS_BY, LINK_OF}
    if not is_effect or relation.subject is None or adjunct.at < max(target.b, relation.subject.b):
        return False
    if relation.rule in {CHANGES, GOES_WITH} and (its.change in {1, -1} or its.dirs):
        return True
    before = scene.lower[max(target.b, adjunct.at - 3) : adjunct.at]
    if before[-1:] == [","] or not cues["guess"].isdisjoint(before) or _acts_on(its):
        return True
    is_apart = cues["reasoned"].isdisjoint(scene.lower[target.a : target.b])
    return (
        adjunct.word in cues["consequent"] and is_apart and relation.sense == 1
    )  # "relieves Y owing to Z": what Y is of


def _is_told_back(adjunct: Adjunct, relation: Relation, scene: Scene) -> bool:
    """True of "X raises Y, and this may be explained by M", "X raises Y, an effect attributed to M"."""
    between = scene.lower[relation.object.b : adjunct.at]
    cues = load_mediation_cues()
    if not between or between[-1] not in cues["explained"] or relation.subject is None or "not" in between:
        return False
    is_bare = cues["guess"].issuperset(between[:-1])  # "leads to Y mainly explained by M"
    return is_bare or (len(between) < _FURTHEST and not {"this", "effect"}.isdisjoint(between))


def _acts_on(its: Piece) -> bool:
    """True of "its action", "an effect", which tell nothing but what they are on."""
    return its.link is not None and (its.definite or its.indefinite) and its.core[0] >= its.core[1]


def _is_its_own(adjunct: Adjunct, scene: Scene) -> bool:
    """True of "via its action on M" between a subject and its predicate."""
    return adjunct.word in _THROUGH and scene.lower[adjunct.group[0].a] in {"its", "their"}


def _targets(piece: Piece, clause: Clause, scene: Scene) -> list[Piece]:
    """A mediator, or what it acts on where it is only "its action"."""
    if scene.lowers(piece):
        return [piece]
    at = [a for a in clause.adjuncts if a.word in {"on", "of", "in"} and a.at >= piece.a]
    return at[0].group if at else []
