"""Claims of sentences that state a mediation, and the mediators that a clause names."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from miner.extract.claims.certainty import is_hedged
from miner.extract.claims.merging import same_thing
from miner.extract.claims.scene import Relation, Scene
from miner.extract.claims.terms import Terms
from miner.extract.grammar.clauses import Clause
from miner.extract.grammar.phrases import Piece
from miner.extract.mediation import Mediation, read_mediation
from miner.model.article import SectionKind
from miner.model.claim import Certainty, Claim, Mediator, Term
from miner.model.concept import EntityType
from miner.model.estimate import Estimate, Measure

_THROUGH = {"through", "via", "by way of", "by means of", "due to", "due both to"}
_MEDIATE = regex.compile(r"mediat|explain", regex.I)
_INVERSE = regex.compile(r"\b(?:inverse(?:ly)?|negative|protective|positive)\b", regex.I)
_BENEFIT = regex.compile(r"\bbenefi|\bprotect", regex.I)
_Pair = tuple[Term, Term, int | None]


def mediators_of(relation: Relation, scene: Scene, terms: Terms) -> tuple[Mediator, ...]:
    """What stands behind "through", "via" or "by reducing" in the relation's clause."""
    pieces = list(relation.through)
    if relation.rule != "X acts by changing Y":
        for adjunct in relation.clause.adjuncts:
            is_means = adjunct.kind == "gerund" and adjunct.word in {"by", "through", "via"}
            if not is_means and adjunct.word not in _THROUGH:
                continue
            ends = [piece.core for piece in (relation.object, relation.subject) if piece is not None]
            for piece in adjunct.group:
                if piece.core not in ends:
                    pieces += [
                        theme for theme in _targets(piece, relation.clause, scene) if not scene.is_generic(theme)
                    ]
    found = [terms.term(piece, is_subject=True, keeps_state=False) for piece in pieces]
    return tuple(Mediator(t.text, t.start, t.end, t.concept, t.type) for t in found if t is not None)


def _targets(piece: Piece, clause: Clause, scene: Scene) -> list[Piece]:
    """A mediator, or what it acts on where it is only "its action"."""
    if scene.lowers(piece):
        return [piece]
    at = [a for a in clause.adjuncts if a.word in {"on", "of", "in"} and a.at >= piece.a]
    return at[0].group if at else []


def find_mediated(
    terms: Terms, found: Sequence[Claim], own: Sequence[Claim], estimates: Sequence[tuple[int, Estimate]]
) -> list[Claim]:
    """The claims of a sentence that states a mediation.

    `own` are the sentence's claims by other rules: they get the mediators where the mediation names no ends itself.
    Where the sentence has none, the last claim of those `found` before gives the ends.
    """
    sentence, text = terms.sentence, terms.text[terms.sentence.start : terms.sentence.end]
    made: list[Claim] = []
    kept: Sequence[Claim] = ()
    for mediation in read_mediation(terms.text, sentence.start, sentence.end):
        if mediation.is_null:
            continue
        pairs = _pairs(terms, mediation, found)
        if mediation.exposure is None:
            kept = [
                c
                for c in own
                if not any(s.start < c.subject.end and c.subject.start < s.end for s, _ in mediation.mediators)
            ]
            if kept:
                pairs = [(c.subject, c.object, c.sign) for c in kept]
            if not any(percent for _, percent in mediation.mediators) and not _MEDIATE.search(text):
                continue
        mediators = tuple(
            terms.mediator(span.start, span.end, percent.value if percent else None)
            for span, percent in mediation.mediators
        )
        starts = [percent.start for _, percent in mediation.mediators if percent]
        share = tuple(
            i for i, e in estimates if e.measure == Measure.PCT_MEDIATED and any(e.start <= at < e.end for at in starts)
        )
        certainty = Certainty.HEDGED if is_hedged(text) else Certainty.ASSERTED
        made += [
            Claim(
                sentence.start, sentence.end, text, subject, target, sign, certainty=certainty,
                section=sentence.section, mediators=mediators, estimates=share, rule="mediation",
            )
            for subject, target, sign in pairs
        ]  # fmt: skip
    return _joined([*kept, *made])


def _pairs(terms: Terms, mediation: Mediation, found: Sequence[Claim]) -> list[_Pair]:
    """The ends of a mediation, with the sign that earlier claims give them, or that the sentence itself names."""
    if mediation.exposure is None or not mediation.outcomes:
        usable = [c for c in found if c.sign in {1, -1} and c.section != SectionKind.TITLE]
        return [(c.subject, c.object, c.sign) for c in usable[-1:]]
    stated = _INVERSE.search(terms.text, terms.sentence.start, terms.sentence.end)
    aliases = terms.setting.aliases
    subject = terms.spanned(mediation.exposure.start, mediation.exposure.end)
    pairs: list[_Pair] = []
    for outcome in mediation.outcomes:
        target = terms.spanned(outcome.start, outcome.end)
        same = [
            c.sign
            for c in found
            if c.sign is not None and same_thing(c.subject, subject, aliases) and same_thing(c.object, target, aliases)
        ]
        directed = [sign for sign in same if sign]
        sign = directed[-1] if directed else (same[-1] if same else None)
        if sign is None and stated:
            sign = 1 if stated[0].casefold() == "positive" else -1
        if sign is None and _BENEFIT.search(terms.text, terms.sentence.start, terms.sentence.end):
            sign = -1 if target.type == EntityType.DISEASE else 1
        pairs.append((subject, target, sign))
    return pairs


def _joined(claims: Sequence[Claim]) -> list[Claim]:
    """One claim of those with the same pair and sign: their mediators and estimates together."""
    joined: dict[tuple[int, int, int | None], Claim] = {}
    for claim in claims:
        key = (claim.subject.start, claim.object.start, claim.sign)
        if (other := joined.get(key)) is not None:
            estimates = tuple(dict.fromkeys((*other.estimates, *claim.estimates)))
            joined[key] = replace(other, mediators=_united(other.mediators, claim.mediators), estimates=estimates)
        else:
            joined[key] = claim
    return list(joined.values())


def _united(old: Sequence[Mediator], new: Sequence[Mediator]) -> tuple[Mediator, ...]:
    """Both, without those that the other names too, a percent going before none."""
    kept = [o for o in old if not any(o.percent is None and n.percent is not None and _overlap(o, n) for n in new)]
    added = [n for n in new if not any(_overlap(o, n) and n.percent in {None, o.percent} for o in old)]
    return (*kept, *added)


def _overlap(a: Mediator, b: Mediator) -> bool:
    return a.start < b.end and b.start < a.end
