"""What a claim says, put into words by rule: sign, certainty, design and measure choose them, nothing else.

The rules stand in `docs/pages.md`. Two of them matter most: an odds ratio speaks of odds, never of risk; and only an
experiment "raises" or "lowers", everything else "was associated with".
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from miner.model.claim import Certainty, Claim, Sign, Term
from miner.model.concept import EntityType, State
from miner.model.estimate import RATIOS, Estimate, Measure
from miner.model.evidence import Evidence, Pool
from miner.model.reading import Reading
from miner.model.study import Design
from miner.read.abbreviations import find_abbreviations
from miner.report.names import is_eponym, is_event, is_plural, write_comparative, write_label
from miner.vocabulary import Vocabulary

EXPERIMENTS: Final = frozenset({Design.RCT, Design.CROSSOVER})
REVIEWS: Final = frozenset({Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW})
LABORATORY: Final = frozenset({Design.ANIMAL, Design.IN_VITRO})
_TWO_DECIMALS: Final = 0.1  # below it, a ratio keeps three figures
FEWEST_POOLED: Final = 3
"""Studies from which a pooled effect is told: a pool of two has an interval that says little."""
# What a ratio is a ratio of: https://training.cochrane.org/handbook/current/chapter-06
_RATIO_OF: Final = {
    Measure.OR: "odds", Measure.RR: "risk", Measure.HR: "hazard", Measure.IRR: "rate", Measure.PR: "prevalence",
    Measure.SIR: "incidence", Measure.SMR: "mortality",
}  # fmt: skip
SYMBOLS: Final = {
    Measure.BETA: "β", Measure.R: "r", Measure.R2: "R²", Measure.KAPPA: "κ", Measure.MD: "mean difference",
    Measure.PCT_CHANGE: "change", Measure.PCT_MEDIATED: "mediated", Measure.OTHER: "estimate",
    Measure.RD: "risk difference",
}  # fmt: skip
_DESIGNS: Final = {
    Design.RCT: "randomised controlled trial", Design.CROSSOVER: "crossover trial", Design.COHORT: "cohort study",
    Design.CASE_CONTROL: "case-control study", Design.CROSS_SECTIONAL: "cross-sectional study",
    Design.MENDELIAN_RANDOMIZATION: "Mendelian randomisation study", Design.META_ANALYSIS: "meta-analysis",
    Design.SYSTEMATIC_REVIEW: "systematic review", Design.NARRATIVE_REVIEW: "narrative review",
    Design.ANIMAL: "animal study", Design.IN_VITRO: "cell study", Design.DIAGNOSTIC: "diagnostic study",
    Design.CASE_SERIES: "case series", Design.PROTOCOL: "study protocol", Design.QUALITATIVE: "qualitative study",
    Design.OTHER: "study",
}  # fmt: skip
_CHECKS: Final = {
    "outside-ci": "the value lies outside its own interval",
    "ci-asymmetric": "the interval is not around the value",
    "p-against-ci": "the p-value does not fit the interval",
    "wording-against-sign": "the words say the opposite of the number",
    "impossible-value": "no such value can be",
    "monotone-pair": "two measurements that only move together are said to move apart",
}
# Things that happen, whatever measures them.
_EVENT: Final = re.compile(r"\b(?:fracture|fall|death|stroke|infarction)s?$", re.IGNORECASE)
LongForms = Mapping[str, str]
"""What a text's short forms stand for; in a Chinese text, what its terms are called in English."""


def find_long_forms(reading: Reading, vocabulary: Vocabulary) -> LongForms:
    """The short forms that a text defines, spelled out; a linked Chinese term with its English name before it."""
    found = {one.short: one.long for one in find_abbreviations(reading.text)}
    if reading.language != "zh":
        return found
    for mention in reading.mentions:
        concept = vocabulary.get(mention.concept) if mention.concept else None
        if concept is not None:
            found[mention.text] = f"{write_label(concept.name)} ({mention.text})"
    return found


def say_audit(name: str) -> str:
    """What a failed check means, with the check's name.

    >>> say_audit("outside-ci")
    'the value lies outside its own interval (outside-ci)'
    """
    meaning = _CHECKS.get(name)
    return f"{meaning} ({name})" if meaning else name


def write_design(design: Design) -> str:
    """A design as people call it.

    >>> write_design(Design.RCT)
    'randomised controlled trial'
    """
    return _DESIGNS[design]


def write_estimate(estimate: Estimate) -> str:
    """An estimate with the very digits that were printed: measure, value, interval, p-value.

    >>> printed = Estimate(0, 1, "x", Measure.OR, 0.33, 0.18, 0.6, 95.0, decimals=(2, 2, 2, None))
    >>> write_estimate(printed)
    'OR 0.33, 95% CI 0.18 to 0.60'
    """
    value, low, high, p = estimate.decimals
    unit = "%" if estimate.measure in {Measure.PCT_MEDIATED, Measure.PCT_CHANGE} else ""
    parts = [f"{SYMBOLS.get(estimate.measure, estimate.measure.value)} {_printed(estimate.value, value)}{unit}"]
    if estimate.ci_low is not None and estimate.ci_high is not None:
        level = f"{estimate.ci_level:g}% CI" if estimate.ci_level is not None else "CI"
        parts.append(f"{level} {_printed(estimate.ci_low, low)} to {_printed(estimate.ci_high, high)}")
    if estimate.p is not None and estimate.p_op is not None:
        parts.append(f"p {estimate.p_op.value} {_printed(estimate.p, p)}")
    return ", ".join(parts)


def write_turn(evidence: Evidence, *, subject: str, object: str) -> str:  # noqa: A002 - the claim's own two ends
    """What an estimate of the evidence speaks for where that is the other way round than the edge; else nothing.

    `subject` and `object` are the labels of the edge's ends. Beside "Magnesium lowers fracture risk", a hazard ratio of
    2.56 makes sense only as one for less magnesium.
    """
    if not evidence.is_turned:
        return ""
    claim = evidence.claim
    of_subject = claim.subject_state is State.LOW or claim.object.concept in {None, evidence.object}
    label = subject if of_subject else object
    return f" (for less {label[:1].lower() + label[1:] if label[1:2].islower() else label})"


def write_pool(pool: Pool) -> str:
    """A pooled effect: measure, value, interval, how many studies, what they compare, heterogeneity.

    A ratio has two decimals, as in reports of meta-analyses; any other effect three figures.
    """
    name = SYMBOLS.get(pool.measure, pool.measure.value)
    value, low, high = (_rounded(one, is_ratio=pool.measure in RATIOS) for one in (pool.value, pool.low, pool.high))
    comparison = f", {pool.comparison}" if pool.comparison not in {"", "unstated"} else ""
    studies = f"{len(pool.studies)} studies{comparison}, I² {pool.i2:.0f}%"
    return f"{name} {value}, 95% CI {low} to {high}; {studies}"


def _rounded(number: float, *, is_ratio: bool) -> str:
    return (f"{number:.2f}" if is_ratio and abs(number) >= _TWO_DECIMALS else f"{number:.3g}").replace("-", "−")


def write_percents(percents: Sequence[float]) -> str:
    """Percentages as one range.

    >>> write_percents([18.0, 13.0]), write_percents([21.0])
    ('13–18%', '21%')
    """
    low, high = min(percents), max(percents)
    return f"{low:g}%" if low == high else f"{low:g}–{high:g}%"


def write_papers(papers: Sequence[str], *, shown: int = 3) -> str:
    """Papers by their ids, the first few of them.

    >>> write_papers(("PMID:1", "PMID:2", "PMID:3", "PMID:4"))
    '4 papers (PMID:1, PMID:2, PMID:3, ...)'
    """
    names = ", ".join((*papers[:shown], "...") if len(papers) > shown else papers)
    return f"{len(papers)} paper{'s' if len(papers) != 1 else ''} ({names})"


def name_of(term: Term, long_forms: LongForms) -> str:
    """A term as the text calls it, spelled out where it is a short form that the text defines."""
    return long_forms.get(term.text, term.text).removesuffix("'s").removesuffix("’s")


def write_subject(claim: Claim, long_forms: LongForms) -> str:
    """The subject with the state in which the sentence speaks of it: `Higher magnesium intake`, `Low serum calcium`."""
    name = name_of(claim.subject, long_forms)
    first = name.split()[0].lower() if name.split() else ""
    told = first.startswith(
        ("high", "low", "hypo", "hyper", "increas", "decreas", "reduc", "great", "deficien", "excess")
    )
    if told or "deficien" in name.lower() or "supplement" in name.lower():
        return _capital(name)
    if claim.subject_state is State.LOW:
        return f"Low {in_running_text(name)}"
    return f"Higher {in_running_text(name)}" if claim.subject_state is State.HIGH else _capital(name)


def write_effect(
    claim: Claim, *, design: Design, long_forms: LongForms, estimates: Sequence[Estimate] = (), is_past: bool = True
) -> str:
    """What happens to the object, beginning with the verb: `was associated with lower odds of low muscle mass`.

    The direction is the sentence's own: where it speaks of a lack of the subject, the claim's sign is turned back.
    """
    sign = -claim.sign if claim.subject_state is State.LOW and claim.sign else claim.sign
    amount = _amount(claim, sign=sign, long_forms=long_forms, estimates=estimates)
    thing = name_of(claim.object, long_forms)
    is_hedged = claim.certainty is Certainty.HEDGED
    if design in EXPERIMENTS or design in LABORATORY:
        return _acted(sign, thing, is_hedged=is_hedged, is_past=is_past)
    if claim.subject.type is EntityType.POPULATION:
        had = "may have had" if is_hedged else "had" if is_past else "have"
        return f"{had} {amount}" if sign else f"{had} no clearly different {in_running_text(thing)}"
    is_many = is_plural(name_of(claim.subject, long_forms))
    now, then = ("are", "were") if is_many else ("is", "was")
    be = "may be" if is_hedged else then if is_past else now
    if sign is None:
        return f"{be} linked with {in_running_text(thing)}, in no single direction"
    if sign == 0:
        not_be = "may not be" if is_hedged else f"{be} not"
        return f"{not_be} associated with {in_running_text(thing)}"
    if claim.object.type is None and not any(one.measure in RATIOS for one in estimates):
        # Of what is linked to nothing, nobody knows if there is more of it, or if it is higher.
        return f"{be} {'positively' if sign == 1 else 'inversely'} associated with {in_running_text(thing)}"
    return f"{be} associated with {amount}"


def _acted(sign: Sign, thing: str, *, is_hedged: bool, is_past: bool) -> str:
    thing = in_running_text(thing)
    if sign is None:
        return f"{'may have changed' if is_hedged else 'changed'} {thing}, in no single direction"
    verb = {1: "raise", -1: "lower", 0: "change"}[sign]
    if is_hedged:
        return f"may {'not ' if sign == 0 else ''}{verb} {thing}"
    if sign == 0:
        return f"{'did' if is_past else 'does'} not change {thing}"
    return f"{verb}{('d' if verb.endswith('e') else 'ed') if is_past else 's'} {thing}"


def _amount(claim: Claim, *, sign: Sign, long_forms: LongForms, estimates: Sequence[Estimate]) -> str:
    thing = in_running_text(name_of(claim.object, long_forms))
    direction = "higher" if sign == 1 else "lower"
    ratio = next((one for one in estimates if one.measure in RATIOS), None)
    if ratio is not None:
        of = _RATIO_OF[ratio.measure]
        return f"{direction} {thing}" if thing.startswith(f"{of} of") else f"{direction} {of} of {thing}"
    if is_event(claim.object.type) or _EVENT.search(thing):
        return f"{write_comparative(sign, thing, is_thing=True)} {thing}"
    return f"{direction} {thing}"


def _printed(number: float, decimals: int | None) -> str:
    printed = f"{number:g}" if decimals is None else f"{number:.{decimals}f}"
    return printed.replace("-", "−")


def in_running_text(text: str) -> str:
    """The text with a small first letter, unless its first word is a name, a short form, a formula or a symbol.

    >>> in_running_text("Bone strength"), in_running_text("T-score"), in_running_text("Agatston score")
    ('bone strength', 'T-score', 'Agatston score')
    """
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    is_word = first[1:].replace("-", "").islower() and not is_eponym(first) and first[1:2] != "-"
    return text[0].lower() + text[1:] if is_word else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
