"""What an estimate compares, from what is printed, its sentence, its study's design: estimates are pooled by that.

A meta-analysis is of studies that ask the same (Cochrane Handbook for Systematic Reviews of Interventions, chapter 10:
whether to combine is a judgement of comparability, made before any number). An odds ratio per milligram and one of the
highest against the lowest quarter of intake are two parameters, whatever their values; a mean difference is pooled only
on the scale that its studies share (chapter 6). What an estimate compares is therefore known, or it is not pooled.
"""

import math
import re
from typing import Final, NamedTuple

from miner.model.concept import EntityType
from miner.model.estimate import Estimate, Measure
from miner.model.evidence import Evidence
from miner.model.study import Design
from miner.weigh.comparisons import CONTROL, DEFICIENT, HIGHEST, UNSTATED, is_deficiency, name_comparison
from miner.weigh.effects import UNITLESS, Effect, to_effect
from miner.weigh.units import find_unit

PRESENT: Final = "with vs without"
_TRIALS: Final = frozenset({Design.RCT, Design.CROSSOVER})
_GROUPS = r"(?:quartile|tertile|quintile|decile|quantile|quarter|third|fifth|categor)(?:s|y|ies)?"
_EXTREME = re.compile(
    rf"\b(?:highest|top|upper(?:most)?|lowest|bottom)\s+(?:[\w-]+\s+){{0,2}}?{_GROUPS}\b"
    r"|\b(?:fourth\s+quartile|fifth\s+quintile|third\s+tertile|quartile\s?4|quintile\s?5|tertile\s?3|Q[45]|T3)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"\b(?:quartiles|tertiles|quintiles|deciles|categories|groups)\s+(\d+(?:,\s*\d+)*,?\s*(?:and|to|through)\s*\d+)",
    re.IGNORECASE,
)
_AMBIGUOUS = re.compile(r"per [\d.]+ (?:unit|log|%)")
_LEAST_ERROR: Final = {Measure.OR: 4.0, Measure.HR: 2.0, Measure.IRR: 2.0}
_ROUNDING: Final = 0.95  # limits are printed with two digits: their error is known to a few percent


class Contrast(NamedTuple):
    """The name of a contrast, with the unit where the measure has one; `fault` says why nothing is pooled with it.

    `source` tells where the name comes from when it is not printed beside the estimate: its sentence, design, exposure.
    """

    name: str
    fault: str | None = None
    source: str | None = None


def find_contrast(evidence: Evidence, estimate: Estimate) -> Contrast:
    """What an estimate of a claim compares.

    Printed beside the estimate; else the groups that its sentence names; else, in a trial, the arms, and of a disease
    or deficiency, those with and without it. An exposure that comes in amounts leaves the contrast unstated.
    """
    if estimate.measure is Measure.R:
        return Contrast("correlation")  # of two things as they vary: it compares no groups
    name, source = _name(evidence, estimate)
    fault = _fault(name, source, evidence, estimate)
    if fault is None and estimate.measure not in UNITLESS:
        unit = find_unit(evidence, estimate)
        if unit is None:
            return Contrast(name, "no unit is printed with it", source)
        name = f"{name}, in {unit}"
    return Contrast(name, fault, source)


def _name(evidence: Evidence, estimate: Estimate) -> tuple[str, str | None]:
    printed = name_comparison(estimate.comparison or evidence.claim.comparison)
    if printed != UNSTATED:
        return printed, None
    if (named := _in_sentence(evidence, estimate)) is not None:
        return named, "its sentence"
    subject = evidence.claim.subject
    if is_deficiency(subject.text) or subject.text.casefold().startswith("low "):
        return DEFICIENT, "its exposure"
    if evidence.paper.design in _TRIALS:
        return CONTROL, "its design"
    return (PRESENT, "its exposure") if subject.type is EntityType.DISEASE else (UNSTATED, None)


def _in_sentence(evidence: Evidence, estimate: Estimate) -> str | None:
    quote, at = evidence.claim.quote, estimate.start - evidence.claim.start
    before = quote[:at] if 0 < at < len(quote) else quote
    if (listed := _LISTED.search(before)) is not None:
        # "quartiles 2, 3 and 4 versus quartile 1 were a, b and c": the last alone is the highest against the lowest.
        groups = re.findall(r"\d+", listed[1])
        after = evidence.claim.start + listed.end()
        row = [one for one in evidence.estimates if one.measure is estimate.measure and one.start >= after]
        if estimate in row and len(row) == len(groups) and estimate is not row[-1]:
            return f"group {groups[row.index(estimate)]} vs lowest"
        return HIGHEST if estimate in row[-1:] and len(row) == len(groups) else "one of several groups"
    return HIGHEST if _EXTREME.search(before) else None


def _fault(name: str, source: str | None, evidence: Evidence, estimate: Estimate) -> str | None:
    if name == UNSTATED:
        return "it does not say what it compares"
    if name == "one of several groups":
        return "it is one of several groups', and which is not sure"
    if _AMBIGUOUS.fullmatch(name) and evidence.claim.subject.type is not EntityType.MEASUREMENT:
        return f"it is {name}, and does not say of what"
    if source is not None and source != "its sentence" and _is_too_narrow(estimate, evidence.paper.n):
        return "its interval is too narrow for two groups of its study: it must be per unit, and does not say so"
    return None


def _is_too_narrow(estimate: Estimate, n: int | None) -> bool:
    """True where no contrast of two groups among n people can have so small a standard error.

    se(log OR)^2 = 1/a + 1/b + 1/c + 1/d >= 16 / n;  se(log HR)^2 and se(log IRR)^2 >= 4 / events >= 4 / n.
    """
    least = _LEAST_ERROR.get(estimate.measure)
    effect = to_effect(estimate)
    if least is None or not n or not isinstance(effect, Effect):
        return False
    return effect.se < _ROUNDING * least / math.sqrt(n)
