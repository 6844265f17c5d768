"""Pooling: a random-effects meta-analysis of each pair's estimates, one estimate a study, nothing mixed silently.

Pooled together is only what shares a measure, a comparison and a kind of study. What is left out is kept with its
reason: another comparison or none that is known, reviews (their studies would count twice), estimates without a usable
interval, second estimates of a study.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from miner.model.claim import Certainty
from miner.model.estimate import Estimate, Measure
from miner.model.evidence import Evidence, Pool, PooledStudy, SetAside
from miner.model.study import Design
from miner.weigh.contrasts import Contrast, find_contrast
from miner.weigh.effects import SCALES, Effect, Refusal, back, to_effect

_REVIEWS: Final = frozenset({Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW})
_ORDER: Final = tuple(Measure)
_GIANT: Final = 0.9  # a study of this share of the weight is named
_REFUSED_CHECKS: Final = frozenset({"impossible-value", "outside-ci"})


class Candidate(NamedTuple):
    """An estimate that could be pooled, with its effect for more of the subject, and what it compares."""

    evidence: Evidence
    estimate: Estimate
    effect: Effect
    contrast: Contrast


Key = tuple[Measure, str, str]  # measure, stratum, comparison


class Refused(NamedTuple):
    """An estimate that is pooled with nothing, and why."""

    evidence: Evidence
    estimate: Estimate
    reason: str


def pool_pair(evidence: Sequence[Evidence], *, choices: Mapping[str, str] | None = None) -> tuple[Pool, ...]:
    """The pools of one pair of concepts, by measure; empty where fewer than two studies can be pooled.

    The evidence of all signs goes in, also of "no effect": leaving out what found nothing would bias the mean.
    `choices` changes which of a paper's estimates is taken: paper id to the estimate's text, or to "" for none.
    """
    if len({one.paper.id for one in evidence if one.estimates and not one.paper.is_retracted}) < 2:
        return ()
    candidates, refused = sort_out(evidence)
    pools = []
    for key in sorted(candidates, key=lambda key: (_ORDER.index(key[0]), key[1:])):
        chosen, second = _one_a_study(candidates[key], choices or {})
        if len(chosen) >= 2:
            never = [SetAside(one.paper.id, estimate, reason) for one, estimate, reason in refused.get(key[0], ())]
            aside = (*never, *second, *_elsewhere(key, candidates))
            pools.append(_pool(key, chosen, _distinct(aside)))
    return tuple(pools)


def sort_out(evidence: Iterable[Evidence]) -> tuple[dict[Key, list[Candidate]], dict[Measure, list[Refused]]]:
    """The estimates that can be pooled, by what is pooled together, and by measure those that cannot."""
    candidates: dict[Key, list[Candidate]] = defaultdict(list)
    refused: dict[Measure, list[Refused]] = defaultdict(list)
    for one in evidence:
        for estimate in one.estimates:
            judged = judge(one, estimate)
            if isinstance(judged, Refused):
                refused[estimate.measure].append(judged)
            else:
                candidates[estimate.measure, stratum_of(one), judged.contrast.name].append(judged)
    return candidates, refused


def judge(evidence: Evidence, estimate: Estimate) -> Candidate | Refused:
    """An estimate as one that can be pooled with those that compare the same, or why it is pooled with nothing."""
    effect = _effect(evidence, estimate)
    if isinstance(effect, Refusal):
        return Refused(evidence, estimate, effect.reason)
    contrast = find_contrast(evidence, estimate)
    if contrast.fault is not None:
        return Refused(evidence, estimate, contrast.fault)
    return Candidate(evidence, estimate, effect, contrast)


def _elsewhere(key: Key, candidates: Mapping[Key, Sequence[Candidate]]) -> Iterator[SetAside]:
    # What has the pool's measure, and another contrast or kind of study.
    for other, those in candidates.items():
        if other[0] is key[0] and other != key:
            reason = (
                f"its contrast is another: {other[2]}"
                if other[2] != key[2]
                else f"its kind of study is another: {other[1]}"
            )
            yield from (SetAside(one.evidence.paper.id, one.estimate, reason) for one in those)


def _effect(evidence: Evidence, estimate: Estimate) -> Effect | Refusal:
    if evidence.paper.is_retracted:
        return Refusal("the paper is retracted")
    if evidence.paper.design in _REVIEWS:
        return Refusal("a review or meta-analysis is not pooled with the studies that it may hold")
    if _REFUSED_CHECKS.intersection(estimate.audit):
        return Refusal("it fails the audit: " + ", ".join(estimate.audit))
    if evidence.is_turned and estimate.measure is Measure.PCT_CHANGE:
        return Refusal("a percent change for less of the subject cannot be turned round")
    effect = to_effect(estimate, is_turned=evidence.is_turned)
    if isinstance(effect, Refusal):
        return effect
    if evidence.sign and effect.value * evidence.sign < 0:
        return Refusal("it points the other way than its sentence, so what it compares is not sure")
    return effect


def stratum_of(evidence: Evidence) -> str:
    """The kind of study that an estimate is pooled within: human, mendelian randomization, animal or in vitro."""
    design, species = evidence.paper.design, evidence.paper.species
    if design is Design.IN_VITRO:
        return "in vitro"
    if design is Design.ANIMAL or (species is not None and species.casefold() not in {"human", "humans"}):
        return "animal"
    return "mendelian randomization" if design is Design.MENDELIAN_RANDOMIZATION else "human"


def _one_a_study(
    candidates: Iterable[Candidate], choices: Mapping[str, str]
) -> tuple[list[tuple[Candidate, str]], list[SetAside]]:
    by_paper: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        by_paper[candidate.evidence.paper.id].append(candidate)
    chosen: list[tuple[Candidate, str]] = []
    set_aside: list[SetAside] = []
    studies: dict[str, str] = {}
    for paper_id, those in sorted(by_paper.items(), key=lambda item: (_paper_rank(item[1][0]), item[0])):
        best, why = _choose(those, choices.get(paper_id))
        others = [one for one in those if one is not best]
        if best is not None and (first := studies.setdefault(_study_of(best), paper_id)) != paper_id:
            others, best = those, None
            why = f"the same data set as {first} ({those[0].evidence.paper.data_set})"
        if best is not None:
            chosen.append((best, why))
            why = "another estimate of the study is taken"
        set_aside.extend(SetAside(paper_id, one.estimate, why) for one in others if not _same(one, best))
    chosen.sort(key=lambda item: (item[0].evidence.paper.year or 9999, item[0].evidence.paper.id))
    return chosen, set_aside


def _choose(those: Sequence[Candidate], wanted: str | None) -> tuple[Candidate | None, str]:
    if wanted is not None:
        picked = next((one for one in those if one.estimate.text == wanted), None)
        return picked, "chosen by hand" if picked is not None else "left out by hand"
    best = min(those, key=_rank)
    if len({(one.estimate.value, one.estimate.ci_low, one.estimate.ci_high) for one in those}) == 1:
        return best, "its only estimate"
    kind = "most adjusted" if _is_adjusted(best) else "first printed"
    return best, f"{kind} of {len(those)}"


def _rank(one: Candidate) -> tuple[int, int, int, int, str, int]:
    # Whole study before subgroups, adjusted before unknown before crude, clean before flagged, asserted before hedged.
    adjusted = _is_adjusted(one)
    return (
        0 if one.evidence.claim.subgroup is None else 1,
        1 if adjusted is None else 2 * (not adjusted),
        len(one.estimate.audit),
        1 if one.evidence.claim.certainty is Certainty.HEDGED else 0,
        one.evidence.document,
        one.estimate.start,
    )


def _is_adjusted(one: Candidate) -> bool | None:
    return one.estimate.adjusted if one.estimate.adjusted is not None else one.evidence.claim.adjusted


def _paper_rank(one: Candidate) -> tuple[int, int]:
    # Of papers on one data set the larger, then the later stands for it.
    return -(one.evidence.paper.n or 0), -(one.evidence.paper.year or 0)


def _study_of(one: Candidate) -> str:
    # A data set that is named with its years or waves is one study, however many papers it has.
    paper = one.evidence.paper
    named = paper.data_set is not None and any(character.isdigit() for character in paper.data_set)
    return f"data set {paper.data_set.casefold()}" if named and paper.data_set else paper.id


def _same(one: Candidate, best: Candidate | None) -> bool:
    return best is not None and (one.estimate.value, one.estimate.ci_low, one.estimate.ci_high) == (
        best.estimate.value,
        best.estimate.ci_low,
        best.estimate.ci_high,
    )


def _distinct(aside: Iterable[SetAside]) -> tuple[SetAside, ...]:
    return tuple(dict.fromkeys(sorted(aside, key=lambda one: (one.paper, one.estimate.start, one.reason))))


def _pool(key: Key, chosen: Sequence[tuple[Candidate, str]], set_aside: tuple[SetAside, ...]) -> Pool:
    import numpy as np

    from miner.weigh.random_effects import fit_random_effects

    measure, stratum, comparison = key
    scale = SCALES[measure]
    fitted = fit_random_effects(
        np.array([one.effect.value for one, _ in chosen]), np.array([one.effect.se for one, _ in chosen])
    )
    studies = tuple(
        PooledStudy(
            study=_study_of(one),
            papers=(one.evidence.paper.id,),
            year=one.evidence.paper.year,
            estimate=one.estimate,
            effect=one.effect.value,
            se=one.effect.se,
            weight=weight,
            note=_note(one, why),
            is_turned=one.evidence.is_turned,
            cited=one.evidence.paper.cited,
        )
        for (one, why), weight in zip(chosen, fitted.weights, strict=True)
    )
    return Pool(
        measure=measure,
        comparison=comparison,
        stratum=stratum,
        scale=scale,
        value=back(fitted.mean, scale),
        low=back(fitted.low, scale),
        high=back(fitted.high, scale),
        p=fitted.p,
        tau2=fitted.tau2,
        q=fitted.q,
        i2=fitted.i2,
        predicted_low=None if fitted.predicted_low is None else back(fitted.predicted_low, scale),
        predicted_high=None if fitted.predicted_high is None else back(fitted.predicted_high, scale),
        studies=studies,
        set_aside=set_aside,
        cautions=tuple(_cautions(studies, [one for one, _ in chosen])),
    )


def _note(one: Candidate, why: str) -> str:
    turned = "; turned round: it speaks of less" if one.evidence.is_turned else ""
    return f"{why}{turned}" + (
        f"; what it compares is known from {one.contrast.source}" if one.contrast.source is not None else ""
    )


def _cautions(studies: Sequence[PooledStudy], chosen: Sequence[Candidate]) -> Iterator[str]:
    giant = max(studies, key=lambda one: one.weight)
    if giant.weight > _GIANT:
        yield f"{giant.papers[0]} has {giant.weight:.0%} of the weight; the pool says little beyond it"
    if len(studies) == 2:
        yield "two studies only: the interval is wide, and says little of how studies differ"
    sources = defaultdict(list)
    for one in chosen:
        if one.evidence.paper.data_set:
            sources[one.evidence.paper.data_set.casefold()].append(one.evidence.paper)
    for papers in sources.values():
        if len(papers) > 1:
            names = " and ".join(paper.id for paper in papers)
            yield f"{names} draw on one source ({papers[0].data_set}) and may share participants"
