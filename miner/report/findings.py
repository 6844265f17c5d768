"""What a paper found, put into sentences from its own claims: the summary, what it adds, and its findings in order.

Nothing is made up: the words come from sign, certainty, design and measure, the numbers from the paper; `docs/pages.md`
has the rules.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from miner.model.article import SectionKind
from miner.model.claim import Certainty, Claim
from miner.model.concept import EntityType
from miner.model.estimate import Estimate, Measure
from miner.model.reading import Reading
from miner.model.study import Design, Study
from miner.report.names import write_a, write_list
from miner.report.wording import (
    LongForms,
    in_running_text,
    name_of,
    write_design,
    write_effect,
    write_estimate,
    write_percents,
    write_subject,
)
from miner.weigh.audit import MONOTONE, monotone_conflicts

MOST_FINDINGS: Final = 12
_MOST_NAMED: Final = 4  # mediators, in one sentence
_REVIEWS: Final = frozenset({Design.NARRATIVE_REVIEW, Design.SYSTEMATIC_REVIEW, Design.META_ANALYSIS})
# Where the name of who was studied ends, in the text that it was read from.
_WHO_ENDS = regex.compile(r"\s(?:were|was|had|and in|who underwent)\b|[;:]|,\s(?:and|who|which|we)\b", regex.IGNORECASE)
_OTHER_SIZE = regex.compile(r"\b(?!(?:19|20)\d\d\b)\d{3,}\b")  # of one of several groups
_NO_NAME = regex.compile(r"\b(?:study|studies|identif\w+|suggest\w*|shows?|showed|found|examin\w+)\b", regex.IGNORECASE)
_WHO = regex.compile(
    r"\b(?:adults?|women|men|people|patients?|participants?|subjects?|children|adolescents?|infants?|residents?|individuals|girls|boys"
    r"|persons?|volunteers?|smokers|athletes|students|americans|rats?|mice|dogs?|pigs?|rabbits?|cells?|monkeys?)\b",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding in words, the claim that it says, and its verbatim sentence at `start:end` of the reading's text."""

    text: str
    quote: str
    start: int
    end: int
    claim: int
    audit: tuple[str, ...] = ()


def rank_claims(reading: Reading) -> tuple[int, ...]:
    """The paper's own claims, the one that it is about first; each subject, object and sign once.

    Ranked by: subject and object named in the title, an estimate with an interval, a percent mediated, results and
    conclusions before the rest, asserted before hedged, then order of place. What other papers showed is left out.
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
        mediated = 0.6 * bool(claim.mediators) + 0.9 * any(one.percent is not None for one in claim.mediators)
        total = 2 * named + 1.5 * has_interval + 0.7 * placed + 0.5 * asserted + mediated
        return -total, claim.start

    own = [number for number, claim in enumerate(reading.claims) if not claim.is_background and _is_sentence(claim)]
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


def _is_sentence(claim: Claim) -> bool:
    """False of a claim that makes no sentence: on a mere place of the body, or on what acts itself."""
    if claim.object.type is EntityType.ANATOMY or any(_NO_NAME.search(one.text) for one in claim.mediators):
        return False
    subject, object_ = (set(term.text.casefold().split()) for term in (claim.subject, claim.object))
    return not object_ <= subject


def is_finding(claim: Claim) -> bool:
    """True of a claim that the text makes; the title's counts where it names a mediator."""
    return claim.section not in {SectionKind.TITLE, SectionKind.OBJECTIVE} or bool(claim.mediators)


def write_finding(reading: Reading, number: int, long_forms: LongForms) -> Finding:
    """The finding that a claim is."""
    claim = reading.claims[number]
    estimates = tuple(reading.estimates[one] for one in claim.estimates)
    names = [name for one in estimates for name in one.audit]
    names += [MONOTONE] if claim in monotone_conflicts(reading.claims) else []
    audit = tuple(dict.fromkeys(names))
    text = write_mediation(claim, long_forms) if claim.mediators else write_claim(reading, claim, long_forms)
    return Finding(text, claim.quote, claim.start, claim.end, number, audit)


def write_claim(reading: Reading, claim: Claim, long_forms: LongForms) -> str:
    """The claim as a sentence with the estimates that it printed."""
    estimates = [reading.estimates[one] for one in claim.estimates]
    shown = [one for one in estimates if one.measure is not Measure.PCT_MEDIATED]
    return f"{_told(reading, claim, long_forms, shown=shown)}."


def _told(reading: Reading, claim: Claim, long_forms: LongForms, *, shown: Sequence[Estimate]) -> str:
    effect = write_effect(claim, design=reading.study.design, long_forms=long_forms, estimates=shown)
    return f"{write_subject(claim, long_forms)} {effect}{_bracketed(shown)}"


def _bracketed(estimates: Sequence[Estimate]) -> str:
    return f" ({'; '.join(write_estimate(one) for one in estimates)})" if estimates else ""


def write_mediation(claim: Claim, long_forms: LongForms) -> str:
    """What lies on the way, with the percent mediated where the paper prints it."""
    different = dict.fromkeys(one.text for one in claim.mediators)
    names = write_list([name_of_mediator(text, long_forms) for text in different])
    names = names[:1].upper() + names[1:] if names.split()[0].islower() else names
    percents = [f"{one.percent:g}%" for one in claim.mediators if one.percent is not None]
    subject, object_ = (in_running_text(name_of(one, long_forms)) for one in (claim.subject, claim.object))
    link = f"the link between {subject} and {object_}"
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
    return f"{long} ({text})" if long else in_running_text(text)


def write_summary(reading: Reading, ranked: Sequence[int], long_forms: LongForms) -> str:
    """One sentence: the main claim, a second one of the same subject, and how much of them is mediated."""
    claims = [reading.claims[number] for number in ranked]
    plain = [one for one in claims if not one.mediators]
    mediated = [one for one in claims if one.mediators]
    if not claims:
        return ""
    if not plain or (claims[0].mediators and not any(_same_object(one, claims[0]) for one in plain)):
        return write_mediation(mediated[0], long_forms)
    main = plain[0]
    sentence = _told(reading, main, long_forms, shown=_one(reading, main))
    second = next(
        (
            one
            for one in plain[1:]
            if _same_subject(one, main)
            and one.subject_state == main.subject_state
            and not _same_object(one, main)
            and one.estimates
        ),
        None,
    )
    if second is not None:
        shown = _one(reading, second)
        effect = write_effect(second, design=reading.study.design, long_forms=long_forms, estimates=shown)
        for begin in ("was associated with ", "were associated with ", "may be associated with "):
            effect = effect.removeprefix(begin) if sentence.find(begin) > 0 else effect
        sentence = f"{sentence} and {effect}{_bracketed(shown)}"
    told = [one for one in (main, second) if one is not None]
    return f"{sentence}{_share(mediated, told, long_forms)}."


def _share(mediated: Sequence[Claim], told: Sequence[Claim], long_forms: LongForms) -> str:
    """How much of what was told is mediated, by what; nothing that was told is a mediator itself."""
    claims = [one for one in mediated if any(_same_subject(one, each) and _same_object(one, each) for each in told)]
    names = [
        mediator
        for one in claims
        for mediator in one.mediators
        if not any(mediator.text.casefold() == each.object.text.casefold() for each in told)
    ]
    percents = [one.percent for one in names if one.percent is not None]
    if percents:
        named = [in_running_text(one) for one in _distinct(one.text for one in names if one.percent is not None)]
        return f", of which {write_percents(percents)} was mediated by {write_list(named)}"
    if not names:
        return ""
    named = [name_of_mediator(one, long_forms) for one in _distinct(one.text for one in names)][:_MOST_NAMED]
    return f", in part through {write_list(named)}"


def _one(reading: Reading, claim: Claim) -> list[Estimate]:
    """The estimate that stands for a claim in a summary: adjusted before crude, with an interval before without."""
    told = [reading.estimates[one] for one in claim.estimates]
    told = [one for one in told if one.measure is not Measure.PCT_MEDIATED]
    return sorted(told, key=lambda one: (one.adjusted is not True, not one.has_ci))[:1]


def write_contribution(reading: Reading, ranked: Sequence[int], long_forms: LongForms) -> str:
    """What kind of study adds what: design, size and population, the main pair, and whether mediation was tested."""
    if not ranked:
        return ""
    claims = [reading.claims[number] for number in ranked]
    main = next((one for one in claims if not one.mediators), claims[0])
    objects = _distinct(name_of(one.object, long_forms) for one in claims if _same_subject(one, main))
    subject = in_running_text(name_of(main.subject, long_forms))
    pair = f"relates {subject} to {write_list([in_running_text(one) for one in objects[:3]])}"
    mediators = _distinct(mediator.text for one in claims for mediator in one.mediators)[:_MOST_NAMED]
    noun = "a mediator" if len(mediators) == 1 else "mediators"
    through = f", and looks at {write_list([in_running_text(one) for one in mediators])} as {noun}" if mediators else ""
    kind = write_a(write_design(reading.study.design))
    return f"{kind[:1].upper() + kind[1:]}{_who(reading.study)} {pair}{through}."


def _who(study: Study) -> str:
    """Who was studied, and how many; of a review, whose people are other papers', nothing."""
    if study.design in _REVIEWS:
        return ""
    people = study.population or ""
    if end := _WHO_ENDS.search(people):
        people = people[: end.start()]
    is_whole = people.count("(") == people.count(")") and _WHO.search(people) and not _OTHER_SIZE.search(people)
    # The cases of a case-control study are not all that it looked at.
    people = people.strip(" ,.") if is_whole and study.design is not Design.CASE_CONTROL else ""
    if study.n is not None:
        people = people or ("participants" if study.species == "human" else "")
        return f" of {study.n:,} {in_running_text(people)}".rstrip()
    return f" in {in_running_text(people)}" if people else ""


def _distinct(names: Iterable[str]) -> list[str]:
    """Names without those that differ in capitals alone."""
    return list({name.casefold(): name for name in reversed(list(names))}.values())[::-1]


def _same_subject(one: Claim, other: Claim) -> bool:
    """Forms and states of one substance share a word of their names or their concept."""
    same_concept = one.subject.concept is not None and one.subject.concept == other.subject.concept
    same_text = one.subject.text.casefold() == other.subject.text.casefold()
    return same_concept or same_text or bool(_words(one.subject.text) & _words(other.subject.text))


def _same_object(one: Claim, other: Claim) -> bool:
    same_concept = one.object.concept is not None and one.object.concept == other.object.concept
    return same_concept or one.object.text.casefold() == other.object.text.casefold()


def _words(text: str) -> set[str]:
    return {word for word in text.casefold().replace("-", " ").split() if len(word) > 4}
