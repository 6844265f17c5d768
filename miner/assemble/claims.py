"""From papers' claims to evidence on the graph's nodes: translations counted with their paper, states rolled up."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from miner.assemble.naming import TEXT_PREFIX, Namer, Place, spell_out
from miner.assemble.papers import to_paper
from miner.extract.grammar.cues import load_cues
from miner.model.article import Article
from miner.model.claim import Claim, Sign, Term
from miner.model.concept import EntityType, State
from miner.model.estimate import Estimate, Measure
from miner.model.evidence import Evidence, MediationEvidence, Paper
from miner.model.reading import Reading

Papers = Iterable[tuple[Article, tuple[Reading, ...]]]

_REVERSED: Final = re.compile(
    r"\b(?:low(?:est|er)?|bottom|first|deficien\w*|Q1|T1)\b.{0,40}?"
    r"\b(?:vs\.?|versus|compared (?:with|to)|than|against)\b.{0,40}?"
    r"\b(?:high(?:est|er)?|top|normal|sufficient|adequate|Q[345]|T3)\b",
    re.IGNORECASE | re.DOTALL,
)
_INDIRECT: Final = re.compile(
    r"\bindirect|\bACME\b|\bmediat(?:ed|ion|ing)\s+effect|natural indirect|\bNIE\b", re.IGNORECASE
)
_REACH: Final = 60  # how far before an estimate the words stand that call it indirect


@dataclass(slots=True)
class Terms:
    """How the papers call a node, of what type, and what rolled up to it."""

    names: Counter[str] = field(default_factory=Counter)
    types: Counter[EntityType] = field(default_factory=Counter)
    members: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Heap:
    """All evidence of a run, as it is gathered, before it is grouped."""

    papers: dict[str, Paper] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    background: list[Evidence] = field(default_factory=list)
    mediations: list[tuple[str, MediationEvidence]] = field(default_factory=list)
    terms: dict[str, Terms] = field(default_factory=lambda: defaultdict(Terms))


def gather(papers: Papers, namer: Namer) -> Heap:
    """All claims of all papers, on their nodes. Of two versions of a paper the later one counts."""
    heap = Heap()
    latest = _latest(papers)
    namer.learn(_linked(latest))
    for article, readings in latest:
        paper = to_paper(article, readings)
        heap.papers[paper.id] = paper
        for reading in sorted(readings, key=lambda one: one.id):
            for claim in dict.fromkeys(reading.claims):
                _add(heap, paper, reading, claim, namer)
    return heap


def _linked(papers: Papers) -> Iterator[tuple[str, str]]:
    for _, readings in papers:
        for reading in readings:
            for claim in reading.claims:
                ends = ((term.text, term.concept) for term in (claim.subject, claim.object))
                between = ((mediator.text, mediator.concept) for mediator in claim.mediators)
                yield from ((text, concept) for text, concept in chain(ends, between) if concept is not None)


def _latest(papers: Papers) -> list[tuple[Article, tuple[Reading, ...]]]:
    latest: dict[str, tuple[Article, tuple[Reading, ...]]] = {}
    for article, readings in papers:
        known = latest.get(article.id)
        if known is None or _age(article, readings) > _age(*known):
            latest[article.id] = (article, tuple(readings))
    return [latest[key] for key in sorted(latest)]


def _age(article: Article, readings: Sequence[Reading]) -> tuple[int, str, str]:
    return article.version, article.revised, repr(readings)


def _add(heap: Heap, paper: Paper, reading: Reading, claim: Claim, namer: Namer) -> None:
    subject = namer.place(claim.subject.text, claim.subject.concept, reading.text)
    object_ = namer.place(claim.object.text, claim.object.concept, reading.text, is_outcome=True)
    if subject is None or object_ is None or subject.node == object_.node:
        return  # nothing is left of a term, or the pair is one thing by now: no edge can hold it
    evidence = _evidence(paper, reading, claim, subject, object_)
    if claim.is_background:
        heap.background.append(evidence)
        return
    heap.evidence.append(evidence)
    _note(heap, subject.node, claim.subject, reading)
    _note(heap, object_.node, claim.object, reading)
    for number, mediator in enumerate(claim.mediators):
        place = namer.place(mediator.text, mediator.concept, reading.text)
        if place is None or place.node in {subject.node, object_.node}:
            continue
        term = Term(mediator.text, mediator.start, mediator.end, mediator.concept, mediator.type)
        _note(heap, place.node, term, reading)
        heap.mediations.append((place.node, _mediation(evidence, number, reading)))


def _evidence(paper: Paper, reading: Reading, claim: Claim, subject: Place, object_: Place) -> Evidence:
    # The sign of a claim on "low X" is turned already; one on a concept that means low X (a depletion score) is not,
    # and where words that name a lack stay a node of their own ("caloric restriction"), the claim is turned back.
    sign: Sign = claim.sign
    says_low, is_lack = claim.subject_state is State.LOW, _is_lack(claim, subject)
    is_low = subject.state is State.LOW and (subject.is_gauge or not says_low)
    if sign and (is_low or is_lack) != (object_.state is State.LOW):
        sign = -sign
    estimates = tuple(reading.estimates[index] for index in claim.estimates)
    speaks_of_less = (says_low and not is_lack) or is_low or _is_reversed(claim, estimates)
    return Evidence(
        paper=paper,
        document=reading.id,
        claim=claim,
        subject=subject.node,
        object=object_.node,
        sign=sign,
        estimates=estimates,
        is_turned=speaks_of_less != (object_.state is State.LOW),
    )


def _is_lack(claim: Claim, subject: Place) -> bool:
    """True where the claim is on little of something, and the words that say so are in its unlinked node."""
    if claim.subject_state is not State.LOW or not subject.node.startswith(TEXT_PREFIX):
        return False
    cues = load_cues()
    words = claim.subject.text.casefold().split()
    falls = (cue.kind == "noun" and cue.sense == -1 for word in words for cue in cues.phrases.get((word,), ()))
    return any(falls) or any(map(cues.is_low, words))


def _is_reversed(claim: Claim, estimates: Sequence[Estimate]) -> bool:
    # "lowest versus highest quartile": the estimate is that of less, whatever the words around it.
    comparisons = [claim.comparison, *(estimate.comparison for estimate in estimates)]
    return any(one is not None and _REVERSED.search(one) for one in comparisons)


def _mediation(evidence: Evidence, number: int, reading: Reading) -> MediationEvidence:
    mediator = evidence.claim.mediators[number]
    percents = [one for one in evidence.estimates if one.measure is Measure.PCT_MEDIATED]
    indirect = [
        one for one in evidence.estimates if one.measure is not Measure.PCT_MEDIATED and _is_indirect(one, reading)
    ]
    many = len(evidence.claim.mediators)
    return MediationEvidence(
        evidence=evidence,
        mediator=mediator,
        percent=mediator.percent,
        percent_estimate=next((one for one in percents if one.value == mediator.percent), None),
        indirect=indirect[number] if len(indirect) == many else None,
    )


def _is_indirect(estimate: Estimate, reading: Reading) -> bool:
    return bool(_INDIRECT.search(reading.text, max(0, estimate.start - _REACH), estimate.start))


def _note(heap: Heap, node: str, term: Term, reading: Reading) -> None:
    terms = heap.terms[node]
    terms.names[" ".join(spell_out(term.text, reading.text).split()) if term.concept is None else term.text] += 1
    if term.type is not None:
        terms.types[term.type] += 1
    if term.concept is not None and term.concept != node:
        terms.members.add(term.concept)
