"""Belief: how far an edge can be believed, as one formula that keeps its reasons.

The factors are judgements, set once after the usual hierarchy of evidence (GRADE; the Oxford levels) and the way INDRA
combines independent mentions (1 - product of the chances to be wrong; Gyori et al. 2017): they order edges, and are no
probabilities that anyone has calibrated.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from miner.model.claim import Certainty, Sign
from miner.model.evidence import Belief, Evidence, Paper, PaperWeight
from miner.model.study import Design

DESIGN_FACTORS: Final[Mapping[Design, float]] = {
    Design.META_ANALYSIS: 0.80,
    Design.SYSTEMATIC_REVIEW: 0.70,
    Design.RCT: 0.70,
    Design.CROSSOVER: 0.65,
    Design.MENDELIAN_RANDOMIZATION: 0.60,
    Design.COHORT: 0.55,
    Design.CASE_CONTROL: 0.45,
    Design.CROSS_SECTIONAL: 0.40,
    Design.DIAGNOSTIC: 0.30,
    Design.ANIMAL: 0.30,
    Design.IN_VITRO: 0.25,
    Design.NARRATIVE_REVIEW: 0.25,
    Design.OTHER: 0.25,
    Design.CASE_SERIES: 0.20,
    Design.QUALITATIVE: 0.15,
    Design.PROTOCOL: 0.0,
}
CERTAINTY_FACTORS: Final[Mapping[Certainty, float]] = {
    Certainty.ASSERTED: 1.0,
    Certainty.NEGATED: 1.0,
    Certainty.HEDGED: 0.6,
}
UNKNOWN_SIZE_FACTOR: Final = 0.75  # that of a hundred participants
CONCERN_FACTOR: Final = 0.5  # an expression of concern stands against the paper
NULL_SHARE: Final = (
    0.5  # a study that found nothing speaks half as loud against an effect as one that found the opposite
)

_DIRECTED: Final = frozenset({1, -1, 0})


class _Case(NamedTuple):
    """One paper's say for one sign, before its data set is looked at."""

    paper: Paper
    certainty: float
    share: float


def size_factor(n: int | None) -> float:
    """0.5 + log10(n) / 8, at least 0.5 and at most 1 (ten thousand and more); 0.75 where the size is not known.

    >>> size_factor(100), size_factor(1_000_000), size_factor(None)
    (0.75, 1.0, 0.75)
    """
    if n is None:
        return UNKNOWN_SIZE_FACTOR
    return min(1.0, 0.5 + math.log10(max(n, 1)) / 8)


def standing_factor(paper: Paper) -> float:
    """0 for a retracted paper, 0.5 under an expression of concern, else 1."""
    if paper.is_retracted:
        return 0.0
    return CONCERN_FACTOR if paper.has_concern else 1.0


def weigh_pair(evidence: Mapping[Sign, Sequence[Evidence]]) -> dict[Sign, Belief]:
    """The belief in each sign of one pair of concepts.

    weight = design x size x certainty x standing x independence x share, for each sound paper and sign;
    strength = 1 - product over the sign's papers of (1 - weight);
    consistency = own / (own + contrary + 0.5 x null), each a sum of weights (for sign 0: own / (own + up + down));
    score = consistency x strength.

    `certainty` is that of the paper's surest claim; `independence` is 1/k for the k-th heaviest paper of the sign on
    one data set; `share` is 1/m where the paper says m of up, down and nothing of the pair (subgroups, doses).
    A link without direction (None) neither supports nor opposes up and down, and only nulls stand against it.
    """
    cases = _cases(evidence)
    weights = {sign: _weights(sign, those) for sign, those in cases.items()}
    mass = {sign: sum(one.weight for one in those) for sign, those in weights.items()}
    count = {sign: len(those) for sign, those in weights.items()}
    return {sign: _belief(sign, weights, mass, count) for sign in evidence}


def _cases(evidence: Mapping[Sign, Sequence[Evidence]]) -> dict[Sign, list[_Case]]:
    surest: dict[Sign, dict[str, tuple[Paper, float]]] = {}
    said: dict[str, int] = defaultdict(int)
    for sign, those in evidence.items():
        mine: dict[str, tuple[Paper, float]] = {}
        for one in those:
            paper = one.paper
            if paper.is_retracted:
                continue
            certainty = CERTAINTY_FACTORS[one.claim.certainty]
            known = mine.get(paper.id)
            if known is None or certainty > known[1]:
                mine[paper.id] = (paper, certainty)
        surest[sign] = mine
        if sign in _DIRECTED:
            for paper_id in mine:
                said[paper_id] += 1
    return {
        sign: [
            _Case(paper, certainty, 1.0 if sign is None else 1 / said[paper_id])
            for paper_id, (paper, certainty) in sorted(mine.items())
        ]
        for sign, mine in surest.items()
    }


def _weights(sign: Sign, cases: Iterable[_Case]) -> tuple[PaperWeight, ...]:
    ranked = sorted(((-_alone(case), case.paper.id, case) for case in cases), key=lambda item: item[:2])
    seen: dict[str, int] = defaultdict(int)
    weights = []
    for alone, paper_id, case in ranked:
        independence = 1.0
        if case.paper.data_set:
            key = case.paper.data_set.casefold()
            seen[key] += 1
            independence = 1 / seen[key]
        weights.append(
            PaperWeight(
                paper=paper_id,
                sign=sign,
                design=DESIGN_FACTORS[case.paper.design],
                size=size_factor(case.paper.n),
                certainty=case.certainty,
                standing=standing_factor(case.paper),
                independence=independence,
                share=case.share,
                weight=-alone * independence,
            )
        )
    return tuple(sorted(weights, key=lambda one: one.paper))


def _alone(case: _Case) -> float:
    paper = case.paper
    return DESIGN_FACTORS[paper.design] * size_factor(paper.n) * case.certainty * standing_factor(paper) * case.share


def _belief(
    sign: Sign,
    weights: Mapping[Sign, tuple[PaperWeight, ...]],
    mass: Mapping[Sign, float],
    count: Mapping[Sign, int],
) -> Belief:
    own = mass.get(sign, 0.0)
    if sign == 0:
        contrary = mass.get(1, 0.0) + mass.get(-1, 0.0)
        against = _distinct(weights, (1, -1))
    else:
        contrary = mass.get(-sign, 0.0) if sign is not None else 0.0
        contrary += NULL_SHARE * mass.get(0, 0.0)
        against = count.get(-sign, 0) if sign is not None else 0
    consistency = own / (own + contrary) if own > 0 else 0.0
    strength = 1 - math.prod(1 - one.weight for one in weights[sign])
    return Belief(
        score=consistency * strength,
        consistency=consistency,
        strength=strength,
        support=0 if sign == 0 else count[sign],
        against=against,
        null=count.get(0, 0),
        weights=weights[sign],
    )


def _distinct(weights: Mapping[Sign, tuple[PaperWeight, ...]], signs: tuple[Sign, ...]) -> int:
    return len({one.paper for sign in signs for one in weights.get(sign, ())})
