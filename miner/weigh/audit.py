"""The audit of estimates: does the interval hold the value, is it symmetric, do p-value and wording fit."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import regex

from miner.errors import BadData
from miner.files import read_toml
from miner.model.claim import Claim
from miner.model.estimate import RATIOS, Estimate, Measure
from miner.model.reading import Document
from miner.model.study import Study
from miner.resources import corpora_path
from miner.weigh.checks import is_against_p, is_impossible, is_outside, is_skewed, is_turned

OUTSIDE = "outside-ci"
SKEWED = "ci-asymmetric"
AGAINST_P = "p-against-ci"
WORDING = "wording-against-sign"
IMPOSSIBLE = "impossible-value"
MONOTONE = "monotone-pair"

_WORDING_KEYS = frozenset({"raised", "lowered", "outcomes", "raised_phrases", "lowered_phrases", "little", "unclear"})
_PAIR_KEYS = frozenset({"one", "other", "direction", "why"})
_SIGNED = frozenset({*RATIOS, Measure.BETA, Measure.R})
_CLAUSE = regex.compile(r"[;。；]|,\s(?:and|but|while|whereas|although)\s|\b(?:but|while|whereas|although|however)\b")
_SMALL_N = 60


@dataclass(frozen=True, slots=True)
class MonotonePair:
    """Two measurements that rise together (1) or of which one falls as the other rises (-1)."""

    one: regex.Pattern[str]
    other: regex.Pattern[str]
    direction: int
    why: str


@dataclass(frozen=True, slots=True)
class AuditCues:
    """The wording that tells a sign, and the pairs of measurements that move together."""

    raised: regex.Pattern[str]
    lowered: regex.Pattern[str]
    little: regex.Pattern[str]
    unclear: regex.Pattern[str]
    pairs: tuple[MonotonePair, ...]


def audit_estimates(
    document: Document, *, estimates: tuple[Estimate, ...], claims: tuple[Claim, ...], study: Study
) -> tuple[Estimate, ...]:
    """The estimates in the same order, each with the names of the checks that it fails (none: it is sound).

    >>> estimate = Estimate(0, 27, "OR 0.33, 95% CI: 0.48, 0.60", Measure.OR, 0.33, 0.48, 0.6, 95.0)
    >>> document = Document("1", estimate.text)
    >>> audit_estimates(document, estimates=(estimate,), claims=(), study=Study())[0].audit
    ('outside-ci',)
    """
    in_conflict = {index for claim in monotone_conflicts(claims) for index in claim.estimates}
    starts = [sentence.start for sentence in document.sentences]
    audited = []
    for number, estimate in enumerate(estimates):
        previous = estimates[number - 1].end if number else 0
        failed = tuple(_failed(document, estimate, since=max([previous, *_before(starts, estimate.start)]), n=study.n))
        if number in in_conflict:
            failed = (*failed, MONOTONE)
        audited.append(replace(estimate, audit=failed) if failed != estimate.audit else estimate)
    return tuple(audited)


def _before(starts: list[int], at: int) -> list[int]:
    return [start for start in starts if start <= at][-1:]


def _failed(document: Document, estimate: Estimate, *, since: int, n: int | None) -> Iterator[str]:
    if is_impossible(estimate):
        yield IMPOSSIBLE
    if is_outside(estimate):
        yield OUTSIDE
    elif is_skewed(estimate):
        yield SKEWED
    if is_against_p(estimate, n=n if n is not None and n < _SMALL_N else None):
        yield AGAINST_P
    if is_against_wording(document.text, estimate, since=since):
        yield WORDING


def is_against_wording(text: str, estimate: Estimate, *, since: int) -> bool:
    """True where the clause before an estimate says one direction only and the estimate, beyond rounding, the other.

    The direction of an estimate is that of log(x) for ratios and of x for coefficients and correlations; it is only
    judged where the interval excludes the null, or without one by the value itself.

    >>> said = "Smoking went with an increased risk of fracture (OR 0.70, 95% CI 0.60-0.80)"
    >>> is_against_wording(said, Estimate(50, 75, said[50:75], Measure.OR, 0.7, 0.6, 0.8), since=0)
    True
    """
    if estimate.measure not in _SIGNED or is_turned(estimate):
        return False
    null = 1.0 if estimate.measure in RATIOS else 0.0
    nearest = (estimate.ci_low if estimate.value > null else estimate.ci_high) if estimate.has_ci else estimate.value
    sign = (estimate.value > null) - (estimate.value < null)
    if nearest is None or sign == 0 or (nearest - null) * sign <= 0:
        return False
    cues = _load_cues()
    clause = _CLAUSE.split(text[max(since, estimate.start - 220) : estimate.start])[-1]
    raised, lowered = list(cues.raised.finditer(clause)), list(cues.lowered.finditer(clause))
    if bool(raised) == bool(lowered) or cues.unclear.search(clause):
        return False
    phrase = (raised or lowered)[-1]
    if cues.little.search(clause[: phrase.start()] + " " + clause[phrase.end() :]):
        return False
    return (1 if raised else -1) != sign


def monotone_conflicts(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims that cannot both be: the same subject moves two measurements that only move together apart.

    Seed of the check: "the T-score rises while bone density falls".
    """
    found: dict[int, Claim] = {}
    signed = [(number, claim) for number, claim in enumerate(claims) if claim.sign in {-1, 1}]
    for pair in _load_cues().pairs:
        ones = [(number, claim) for number, claim in signed if pair.one.search(claim.object.text)]
        if not ones:
            continue
        for number, one in ones:
            for at, other in signed:
                same = _names(one) == _names(other) and one.subgroup == other.subgroup
                is_other = pair.other.search(other.object.text) and not pair.one.search(other.object.text)
                if at != number and same and is_other and one.sign != (other.sign or 0) * pair.direction:
                    found |= {number: one, at: other}
    return tuple(found[number] for number in sorted(found))


def _names(claim: Claim) -> str:
    return claim.subject.concept or claim.subject.text.casefold()


@cache
def _load_cues(path: Path | None = None) -> AuditCues:
    path = path or corpora_path("cues", "audit.toml")
    table = read_toml(path)
    wrong = sorted({*(set(table) ^ {"wording", "monotone"}), *(set(table.get("wording", {})) ^ _WORDING_KEYS)})
    wrong += sorted({key for pair in table.get("monotone", ()) for key in set(pair) ^ _PAIR_KEYS})
    if wrong:
        raise BadData(f"unknown or missing key: {', '.join(wrong)}", path=path)
    words = table["wording"]
    outcomes = "|".join(words["outcomes"])

    def said(directions: list[str], phrases: list[str]) -> regex.Pattern[str]:
        return regex.compile(
            rf"(?i)(?<![A-Za-z-])(?:{'|'.join(directions)})\s(?:[a-z-]+\s){{0,3}}?(?:{outcomes})(?![a-z])|{'|'.join(phrases)}"
        )

    return AuditCues(
        raised=said(words["raised"], words["raised_phrases"]),
        lowered=said(words["lowered"], words["lowered_phrases"]),
        little=_any(words["little"]),
        unclear=_any(words["unclear"]),
        pairs=tuple(
            MonotonePair(_any(pair["one"]), _any(pair["other"]), pair["direction"], pair["why"])
            for pair in table["monotone"]
        ),
    )


def _any(names: list[str]) -> regex.Pattern[str]:
    return regex.compile(rf"(?i)(?<![A-Za-z])(?:{'|'.join(map(regex.escape, names))})(?![A-Za-z])")
