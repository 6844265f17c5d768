"""The page of one paper: what it found and how sure, each finding tied to its sentence, with what others say of it.

Nothing is made up: the summary and the key findings are put together by rule from the paper's own claims, with the
numbers that it prints; `docs/pages.md` has the rules.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from miner.model.article import Article, SectionKind
from miner.model.claim import Certainty, Claim
from miner.model.estimate import Measure
from miner.model.evidence import Edge, EvidenceGraph
from miner.model.reading import Mention, Reading
from miner.model.study import Study
from miner.report.languages import Comparison, compare_languages
from miner.report.names import write_list
from miner.report.wording import (
    FEWEST_POOLED,
    LongForms,
    find_long_forms,
    name_of,
    write_design,
    write_effect,
    write_estimate,
    write_percents,
    write_pool,
    write_subject,
)
from miner.vocabulary import Vocabulary
from miner.weigh.audit import MONOTONE, monotone_conflicts

_MOST_FINDINGS = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in words, the claim that it says, and its verbatim sentence at `start:end` of the reading's text."""

    text: str
    quote: str
    start: int
    end: int
    claim: int
    audit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """A concept that the paper mentions, with how often, and by which names."""

    concept: str | None
    name: str
    type: str
    count: int
    texts: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What all papers of the graph say of a pair that this paper makes a claim on; the counts leave this one out."""

    edge: str
    subject: str
    object: str
    sign: int | None
    support: int
    against: int
    null: int
    pooled: str = ""


@dataclass(frozen=True, slots=True)
class PaperPage:
    """All that a paper's page shows, before it is laid out."""

    article: Article
    reading: Reading
    summary: str
    contribution: str
    findings: tuple[Finding, ...]
    facts: tuple[tuple[str, str], ...]
    entities: tuple[Entity, ...]
    standings: tuple[Standing, ...]
    comparisons: tuple[Comparison, ...] = ()


def make_paper_page(
    article: Article,
    reading: Reading,
    *,
    vocabulary: Vocabulary,
    graph: EvidenceGraph | None = None,
    translations: Sequence[Reading] = (),
) -> PaperPage:
    """The page of a paper from its record and its reading; without a graph it stands alone.

    `translations` are the readings of its abstracts in other languages: each is held beside the main one.
    """
    long_forms = find_long_forms(reading, vocabulary)
    ranked = rank_claims(reading)
    findings = tuple(
        _finding(reading, number, long_forms)
        for number in ranked[:_MOST_FINDINGS]
        if _is_finding(reading.claims[number])
    )
    return PaperPage(
        article,
        reading,
        summary=_summary(reading, ranked, long_forms),
        contribution=_contribution(reading, ranked, long_forms),
        findings=findings,
        facts=tuple(_facts(reading.study)),
        entities=_entities(reading, vocabulary),
        standings=() if graph is None else tuple(_standings(reading, ranked, graph, vocabulary)),
        comparisons=tuple(compare_languages(reading, each, vocabulary=vocabulary) for each in translations),
    )


def rank_claims(reading: Reading) -> tuple[int, ...]:
    """The paper's own claims, the one that it is about first; each subject, object and sign once.

    Ranked by: subject and object named in the title, an estimate with an interval, results and conclusions before the
    rest, asserted before hedged, then order of place. What other papers showed is left out.
    """
    title = reading.title.casefold()
    in_title = {one.concept for one in reading.mentions if one.concept and one.end <= len(reading.title)}

    def score(number: int) -> tuple[float, int]:
        claim = reading.claims[number]
        named = sum(
            term.concept in in_title or term.text.casefold() in title or bool(_words(term.text) & _words(title))
            for term in (claim.subject, claim.object)
        )
        has_interval = any(reading.estimates[one].has_ci for one in claim.estimates)
        placed = claim.section in {SectionKind.RESULTS, SectionKind.CONCLUSIONS}
        asserted = claim.certainty is not Certainty.HEDGED
        total = 2 * named + 1.5 * has_interval + 0.7 * placed + 0.5 * asserted + 0.6 * bool(claim.mediators)
        return -total, claim.start

    own = [number for number, claim in enumerate(reading.claims) if not claim.is_background]
    chosen: dict[tuple[str, str, int | None, bool], int] = {}
    for number in sorted(own, key=score):
        claim = reading.claims[number]
        key = (
            claim.subject.concept or claim.subject.text.casefold(),
            claim.object.concept or claim.object.text.casefold(),
            claim.sign,
            bool(claim.mediators),
        )
        chosen.setdefault(key, number)
    return tuple(chosen.values())


def _is_finding(claim: Claim) -> bool:
    return claim.section not in {SectionKind.TITLE, SectionKind.OBJECTIVE} or bool(claim.mediators)


def _finding(reading: Reading, number: int, long_forms: LongForms) -> Finding:
    claim = reading.claims[number]
    estimates = tuple(reading.estimates[one] for one in claim.estimates)
    names = [name for one in estimates for name in one.audit]
    names += [MONOTONE] if claim in monotone_conflicts(reading.claims) else []
    audit = tuple(dict.fromkeys(names))
    text = write_mediation(claim, long_forms) if claim.mediators else write_claim(reading, claim, long_forms)
    return Finding(text, claim.quote, claim.start, claim.end, number, audit)


def write_claim(reading: Reading, claim: Claim, long_forms: LongForms, *, ends: bool = True) -> str:
    """The claim as a sentence with the estimates that it printed."""
    estimates = [reading.estimates[one] for one in claim.estimates]
    effect = write_effect(claim, design=reading.study.design, long_forms=long_forms, estimates=estimates)
    shown = [write_estimate(one) for one in estimates if one.measure is not Measure.PCT_MEDIATED]
    numbers = f" ({'; '.join(shown)})" if shown else ""
    return f"{write_subject(claim, long_forms)} {effect}{numbers}{'.' if ends else ''}"


def write_mediation(claim: Claim, long_forms: LongForms) -> str:
    """What lies on the way, with the percent mediated where the paper prints it."""
    different = dict.fromkeys(one.text for one in claim.mediators)
    names = write_list([name_of_mediator(text, long_forms) for text in different])
    names = names[:1].upper() + names[1:] if names.split()[0].islower() else names
    percents = [f"{one.percent:g}%" for one in claim.mediators if one.percent is not None]
    link = f"the link between {name_of(claim.subject, long_forms)} and {name_of(claim.object, long_forms)}"
    verb = "may mediate" if claim.certainty is Certainty.HEDGED else "mediated"
    if percents and len(different) < len(claim.mediators):
        values = [one.percent for one in claim.mediators if one.percent is not None]
        return f"{names} {verb} {write_percents(values)} of {link}."
    if len(percents) == len(claim.mediators):
        respectively = ", respectively" if len(percents) > 1 else ""
        return f"{names} {verb} {write_list(percents)} of {link}{respectively}."
    return f"{names} {verb} {link} in part."


def name_of_mediator(text: str, long_forms: LongForms) -> str:
    """A mediator as the paper calls it, with its short form behind where it has one."""
    long = long_forms.get(text)
    return f"{long} ({text})" if long else text


def _summary(reading: Reading, ranked: Sequence[int], long_forms: LongForms) -> str:
    """One or two sentences: the main claim, a second one of the same subject, and how much of them is mediated."""
    plain = [reading.claims[number] for number in ranked if not reading.claims[number].mediators]
    if not plain:
        mediated = [reading.claims[number] for number in ranked]
        return write_mediation(mediated[0], long_forms) if mediated else ""
    main = plain[0]
    sentence = write_claim(reading, main, long_forms, ends=False)
    second = next(
        (
            one
            for one in plain[1:]
            if _same_subject(one, main)
            and one.subject_state == main.subject_state
            and not _same_object(one, main)
            and any(reading.estimates[number].has_ci for number in one.estimates)
        ),
        None,
    )
    if second is not None:
        estimates = [reading.estimates[one] for one in second.estimates]
        effect = write_effect(second, design=reading.study.design, long_forms=long_forms, estimates=estimates)
        for begin in ("was associated with ", "may be associated with "):
            effect = effect.removeprefix(begin) if sentence.find(begin) > 0 else effect
        shown = "; ".join(write_estimate(one) for one in estimates if one.measure is not Measure.PCT_MEDIATED)
        sentence = f"{sentence} and {effect}{f' ({shown})' if shown else ''}"
    return f"{sentence}{_mediated(reading, ranked, main, long_forms)}."


def _mediated(reading: Reading, ranked: Sequence[int], main: Claim, long_forms: LongForms) -> str:
    claims = [reading.claims[number] for number in ranked if reading.claims[number].mediators]
    claims = [one for one in claims if _same_subject(one, main)]
    percents = [mediator.percent for one in claims for mediator in one.mediators if mediator.percent is not None]
    if not claims:
        return ""
    names = list(
        dict.fromkeys(mediator.text for one in claims for mediator in one.mediators if mediator.percent is not None)
    )
    if percents:
        return f", of which {write_percents(percents)} was mediated by {write_list(names)}"
    return (
        f", in part through {write_list([name_of_mediator(one.text, long_forms) for one in claims[0].mediators][:4])}"
    )


def _same_subject(one: Claim, other: Claim) -> bool:
    """Forms and states of one substance share a word of their names or their concept."""
    same_concept = one.subject.concept is not None and one.subject.concept == other.subject.concept
    same_text = one.subject.text.casefold() == other.subject.text.casefold()
    return same_concept or same_text or bool(_words(one.subject.text) & _words(other.subject.text))


def _same_object(one: Claim, other: Claim) -> bool:
    same_concept = one.object.concept is not None and one.object.concept == other.object.concept
    return same_concept or one.object.text.casefold() == other.object.text.casefold()


def _contribution(reading: Reading, ranked: Sequence[int], long_forms: LongForms) -> str:
    """What kind of study adds what: design, size and population, the main pair, and whether mediation was tested."""
    if not ranked:
        return ""
    study = reading.study
    claims = [reading.claims[number] for number in ranked]
    main = next((one for one in claims if not one.mediators), claims[0])
    objects = {
        one.casefold(): one
        for one in (name_of(each.object, long_forms) for each in claims if _same_subject(each, main))
    }
    mediators = dict.fromkeys(mediator.text for one in claims for mediator in one.mediators)
    size = f" of {study.n:,}" if study.n is not None else ""
    people = f" ({study.population})" if study.population else ""
    kind = write_design(study.design)
    begin = f"{'An' if kind[0] in 'aeiou' else 'A'} {kind}{size}{people}"
    pair = f"relates {name_of(main.subject, long_forms)} to {write_list(list(objects.values())[:3])}"
    through = f", and looks at {write_list(list(mediators)[:4])} as mediators" if mediators else ""
    return f"{begin} {pair}{through}."


def _facts(study: Study) -> list[tuple[str, str]]:
    facts = [
        ("Design", write_design(study.design)),
        ("Size", f"{study.n:,}" if study.n is not None else ""),
        ("Population", study.population or ""),
        ("Age", study.age or ""),
        ("Species", study.species or ""),
        ("Country", study.country or ""),
        ("Data set", study.data_set or ""),
        ("Follow-up", study.follow_up or ""),
        ("Dose", study.dose or ""),
        ("Form", study.form or ""),
    ]
    return [(name, value) for name, value in facts if value]


def _entities(reading: Reading, vocabulary: Vocabulary) -> tuple[Entity, ...]:
    groups: dict[tuple[str | None, str], list[Mention]] = {}
    for mention in reading.mentions:
        groups.setdefault((mention.concept, "" if mention.concept else mention.text.casefold()), []).append(mention)
    entities = []
    for (curie, _), mentions in groups.items():
        concept = vocabulary.get(curie) if curie else None
        first = mentions[0]
        entities.append(
            Entity(
                curie,
                concept.name if concept else first.name or first.text,
                first.type.value,
                len(mentions),
                tuple(dict.fromkeys(one.text for one in mentions)),
                tuple(concept.synonyms[:5]) if concept else (),
                next((one.parts for one in mentions if one.parts), ()),
            )
        )
    return tuple(sorted(entities, key=lambda one: (one.type, -one.count, one.name)))


def _standings(reading: Reading, ranked: Sequence[int], graph: EvidenceGraph, vocabulary: Vocabulary) -> list[Standing]:
    labels = {node.id: node.label for node in graph.nodes}
    by_pair: dict[tuple[str, str], list[Edge]] = {}
    for edge in graph.edges:
        by_pair.setdefault((edge.subject, edge.object), []).append(edge)
    found: dict[str, Standing] = {}
    for number in ranked:
        claim = reading.claims[number]
        if claim.subject.concept is None or claim.object.concept is None:
            continue
        pair = (vocabulary.roll_up(claim.subject.concept)[0], vocabulary.roll_up(claim.object.concept)[0])
        for edge in by_pair.get(pair, ()):
            if reading.id in {one.document for one in edge.evidence} and edge.id not in found:
                found[edge.id] = _standing(reading, edge, by_pair[pair], labels)
    return list(found.values())[:6]


def _standing(reading: Reading, edge: Edge, edges: Sequence[Edge], labels: dict[str, str]) -> Standing:
    others = {other.sign: {paper for paper in other.papers if paper != reading.id} for other in edges}
    opposite = {-edge.sign} if edge.sign else {1, -1}
    pools = [one for one in edge.pools if len(one.studies) >= FEWEST_POOLED]
    pool = max(pools, key=lambda one: len(one.studies), default=None)
    pooled = write_pool(pool) if pool is not None else ""
    return Standing(
        edge.id,
        labels.get(edge.subject, edge.subject),
        labels.get(edge.object, edge.object),
        edge.sign,
        len(others.get(edge.sign, ())),
        sum(len(others.get(sign, ())) for sign in opposite),
        len(others.get(0, ())) if edge.sign != 0 else 0,
        pooled,
    )


def _words(text: str) -> set[str]:
    return {word for word in text.casefold().replace("-", " ").split() if len(word) > 4}
