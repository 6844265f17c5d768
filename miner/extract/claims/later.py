"""Estimates that no relation of their sentence holds: they go to a claim of the sentence, or to the one before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from miner.model.article import SectionKind
from miner.model.claim import Claim
from miner.model.concept import EntityType
from miner.model.estimate import RATIOS, Estimate, Measure
from miner.model.reading import Document, Mention, Sentence

_GOES_ON = regex.compile(
    r"\b(?:adjust\w+|association|relation(?:ship)?|remained|persisted|corresponding|dose[s-]"
    r"|(?:this|these|the) (?:effect|result|difference|finding)s?"
    r"|(?:RR|OR|HR|odds ratio|relative risk|hazard ratio)s? (?:comparing|was|were|for))\b",
    regex.I,
)
_ADJUSTED_FOR = regex.compile(r"\b(?:adjust\w*|controll\w+|account\w+|independent\w*|taking)\b[^;()]*", regex.I)
_NEXT = regex.compile(
    r"(?<=[)\]])\s*(?:[,;]|,?\s?\b(?:and|or)\b)(?!\s(?:and\s|or\s)?(?:in|among|by|with|for|at|after|from|under|using|within)\b)"
)  # what goes on a list behind an estimate in brackets, and does not only tell of others or another time
_HEAD = 60  # characters of a sentence that may say that it goes on about the one before
_BACK = 2  # sentences that an estimate may stand behind its claim
_QUIET = {SectionKind.BACKGROUND, SectionKind.OBJECTIVE, SectionKind.METHODS, SectionKind.TITLE, SectionKind.TABLE}
_UNHELD = {Measure.PCT_MEDIATED, Measure.OTHER}
_SAID_IN_WORDS = {Measure.MD, Measure.RD, Measure.PCT_CHANGE}
_THINGS = {EntityType.CHEMICAL, EntityType.GENE, EntityType.DISEASE, EntityType.MEASUREMENT}
_Numbered = tuple[int, Estimate]


def deal_later(
    claims: Sequence[Claim], document: Document, estimates: Sequence[Estimate], *, held: frozenset[int] = frozenset()
) -> list[Claim]:
    """The claims with the estimates that no relation of their sentence holds; those `held` by others stay.

    Where no claim of the sentence holds any, each goes to the claim whose object was named last before it. A sentence
    without claims goes on about the claim before it ("after adjustment the odds ratio was ...").
    """
    dealt = [_without_others(claim, document, estimates) for claim in claims]
    used = {number for claim in claims for number in claim.estimates} | held
    free = [(i, each) for i, each in enumerate(estimates) if i not in used and each.measure not in _UNHELD]
    if not free or not dealt:
        return dealt
    for at, sentence in enumerate(document.sentences):
        inside = [(number, each) for number, each in free if sentence.start <= each.start < sentence.end]
        if not inside or sentence.section in _QUIET:
            continue
        own = [i for i, claim in enumerate(dealt) if claim.start < sentence.end and sentence.start < claim.end]
        shares = _among(dealt, own, inside) if own else _to_host(dealt, document, at, inside)
        for i, number in shares:
            dealt[i] = replace(dealt[i], estimates=(*dealt[i].estimates, number))
    return dealt


def _without_others(claim: Claim, document: Document, estimates: Sequence[Estimate]) -> Claim:
    """The claim without the estimates before which its sentence names another thing: "of A (RR ...), B (RR ...)"."""
    kept: list[int] = []
    last: int | None = None
    for number in claim.estimates:
        start = estimates[number].start
        if last is None or not claim.start <= start < claim.end or not _names_new(claim, document, last, start):
            kept.append(number)
        last = estimates[number].end if claim.start <= start < claim.end else last
    return claim if len(kept) == len(claim.estimates) else replace(claim, estimates=tuple(kept))


def _names_new(claim: Claim, document: Document, start: int, stop: int) -> bool:
    """True where the text between two estimates ends with a list's next thing, of which the claim does not speak."""
    while start < stop and document.text[start] in ")]":
        start += 1
    if not _NEXT.match(document.text, start, stop):
        return False
    between = [each for each in document.mentions if start <= each.start and each.end <= stop and each.type in _THINGS]
    return bool(between) and not any(_is_of(each, claim) for each in between)


def _among(claims: Sequence[Claim], own: Sequence[int], inside: Sequence[_Numbered]) -> Iterator[tuple[int, int]]:
    """To which of the sentence's own claims each estimate goes: in order where they are as many, else by nearness."""
    if any(claims[i].estimates for i in own):
        return
    own = sorted(own, key=lambda i: claims[i].object.end)
    is_list = len(own) == len(inside) and claims[own[-1]].object.end <= inside[0][1].start
    for place, (number, estimate) in enumerate(inside):
        before = [i for i in own if claims[i].object.end <= estimate.start]
        i = own[place] if is_list else before[-1] if before else None
        if i is not None and (claims[i].sign is None or _agrees(claims[i], estimate, is_near=True)):
            yield i, number


def _to_host(
    claims: Sequence[Claim], document: Document, at: int, inside: Sequence[_Numbered]
) -> Iterator[tuple[int, int]]:
    """To the claim that a sentence without one of its own goes on about, what agrees with it."""
    host = _host(claims, document, at, inside[0][1].start)
    if host is not None:
        for number, estimate in inside:
            if _agrees(claims[host], estimate, is_near=False):
                yield host, number


def _host(claims: Sequence[Claim], document: Document, at: int, first: int) -> int | None:
    """The last claim of the sentence just before that has one, which the sentence `at` goes on about.

    It names that claim's object, or says at its head that it goes on; and it names nothing else before its first
    estimate but what was adjusted for.
    """
    sentence = document.sentences[at]
    begin = document.sentences[max(0, at - _BACK)].start
    near = [i for i, c in enumerate(claims) if begin <= c.start < sentence.start and c.section == sentence.section]
    near = [i for i in near if claims[i].start == claims[near[-1]].start and not claims[i].mediators]
    text = document.text[sentence.start : sentence.end].casefold()
    named = [i for i in near if claims[i].object.text.casefold() in text]
    goes_on = _GOES_ON.search(text, 0, _HEAD)
    alone = near[-1:] if goes_on and len({claims[i].object.text.casefold() for i in near}) == 1 else []
    hosts = [i for i in named or alone if not _names_other(claims[i], document, sentence, first)]
    return hosts[-1] if hosts else None


def _names_other(claim: Claim, document: Document, sentence: Sentence, first: int) -> bool:
    """True of a sentence that names, before its first estimate, something that the claim does not speak of."""
    asides = [found.span() for found in _ADJUSTED_FOR.finditer(document.text, sentence.start, sentence.end)]
    for mention in document.mentions:
        if mention.type not in _THINGS or not sentence.start <= mention.start < first:
            continue
        if any(a <= mention.start < b for a, b in asides):
            continue
        if not _is_of(mention, claim):
            return True
    return False


def _is_of(mention: Mention, claim: Claim) -> bool:
    """True of a mention of the claim's subject or object."""
    words = set(mention.text.casefold().split())
    for term in (claim.subject, claim.object):
        if mention.concept is not None and mention.concept == term.concept:
            return True
        if words & set(term.text.casefold().split()):
            return True
    return False


def _agrees(claim: Claim, estimate: Estimate, *, is_near: bool) -> bool:
    """True of an estimate that does not speak against the claim's sign; beside a null finding, of one that is null."""
    null = 1.0 if estimate.measure in RATIOS else 0.0
    if claim.sign == 0:
        if estimate.ci_low is not None and estimate.ci_high is not None:
            return estimate.ci_low <= null <= estimate.ci_high
        return is_near if estimate.p is None else estimate.p >= 0.05
    if claim.sign is None:
        return False
    if estimate.measure in _SAID_IN_WORDS and estimate.value > 0:
        return True
    return claim.subject_state is not None or (estimate.value - null) * claim.sign > 0
