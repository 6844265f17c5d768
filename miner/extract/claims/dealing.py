"""Which estimate belongs to which relation of a sentence: by order, by nearness, one to each where they are as many."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from miner.extract.claims.scene import Relation
from miner.extract.grammar.words import Word
from miner.model.article import SectionKind
from miner.model.claim import Claim
from miner.model.estimate import RATIOS, Estimate, Measure
from miner.model.reading import Document, Sentence

_GOES_ON = regex.compile(
    r"\b(?:adjust\w+|association|relation(?:ship)?|remained|persisted|corresponding|dose[s-]"
    r"|(?:this|these|the) (?:effect|result|difference|finding)s?"
    r"|(?:RR|OR|HR|odds ratio|relative risk|hazard ratio)s? (?:comparing|was|were|for))\b",
    regex.I,
)
_BACK = 2  # sentences that an estimate may stand behind its claim
_QUIET = {SectionKind.BACKGROUND, SectionKind.OBJECTIVE, SectionKind.METHODS, SectionKind.TITLE, SectionKind.TABLE}


def deal_estimates(
    relations: Sequence[Relation],
    words: Sequence[Word],
    estimates: Sequence[tuple[int, Estimate]],
) -> list[tuple[int, ...]]:
    """For each relation the indices of its estimates, of those that stand in its sentence.

    As many estimates as relations are dealt in order; otherwise each goes to the last relation whose object or
    predicate stands before it, or to the first where none does.
    """
    shares: list[list[int]] = [[] for _ in relations]
    usable = [(index, e) for index, e in estimates if e.measure != Measure.PCT_MEDIATED]
    if not relations:
        return []
    if len(usable) == len(relations):
        for share, (index, _) in zip(shares, usable, strict=True):
            share.append(index)
        return [tuple(share) for share in shares]
    places = [_place(relation, words) for relation in relations]
    for index, estimate in usable:
        before = [i for i, place in enumerate(places) if place <= estimate.start]
        if before:
            nearest = max(places[i] for i in before)
            shares[next(i for i in before if places[i] == nearest)].append(index)
        else:
            shares[0].append(index)
    return [tuple(share) for share in shares]


def _place(relation: Relation, words: Sequence[Word]) -> int:
    ends = [words[relation.object.b - 1].end, words[min(relation.at, len(words) - 1)].end]
    return max(ends)


def deal_later(claims: Sequence[Claim], document: Document, estimates: Sequence[Estimate]) -> list[Claim]:
    """The claims with the estimates that stand in a sentence without a claim of its own that could hold them.

    Such a sentence goes on about the claim before it ("after adjustment the odds ratio was ..."); one that tells the
    last finding of other things ("the same held for Z") holds their estimates itself, in order.
    """
    dealt = list(claims)
    used = {number for claim in dealt for number in claim.estimates}
    free = [
        (number, each)
        for number, each in enumerate(estimates)
        if number not in used and each.measure not in {Measure.PCT_MEDIATED, Measure.OTHER}
    ]
    if not free or not dealt:
        return dealt
    for at, sentence in enumerate(document.sentences):
        inside = [(number, each) for number, each in free if sentence.start <= each.start < sentence.end]
        if not inside or sentence.section in _QUIET:
            continue
        own = [i for i, claim in enumerate(dealt) if claim.start < sentence.end and sentence.start < claim.end]
        if own:
            pointing = [i for i in own if dealt[i].rule == "the same as before" and not dealt[i].estimates]
            if len(pointing) == len(own) == len(inside):
                for i, (number, _) in zip(pointing, inside, strict=True):
                    dealt[i] = replace(dealt[i], estimates=(number,))
            continue
        host = _host(dealt, document, at, sentence)
        if host is not None:
            fitting = [number for number, each in inside if _agrees(dealt[host], each)]
            dealt[host] = replace(dealt[host], estimates=(*dealt[host].estimates, *fitting))
    return dealt


def _host(claims: Sequence[Claim], document: Document, at: int, sentence: Sentence) -> int | None:
    """The last claim of the sentences just before that the sentence goes on about."""
    first = document.sentences[max(0, at - _BACK)].start
    near = [i for i, c in enumerate(claims) if first <= c.start < sentence.start and c.section == sentence.section]
    if not near:
        return None
    text = document.text[sentence.start : sentence.end]
    named = [i for i in near if claims[i].object.text.casefold() in text.casefold()]
    ends = {claims[i].object.text.casefold() for i in near}
    if named:
        return named[-1]
    return near[-1] if len(ends) == 1 and _GOES_ON.search(text) else None


def _agrees(claim: Claim, estimate: Estimate) -> bool:
    """True unless the estimate points the other way than the claim."""
    if not claim.sign:
        return claim.sign == 0
    middle = 1.0 if estimate.measure in RATIOS else 0.0
    return claim.subject_state is not None or (estimate.value - middle) * claim.sign > 0
