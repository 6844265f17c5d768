"""One claim of an article against the evidence graph: what the papers say of it, and whether it says more than they do.

The verdict is made by rule from the weights of the papers on each side, which the graph keeps; `docs/pages.md` has the
rules and their thresholds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final, Self

import regex

from miner.extract.wordlists import read_word_lists
from miner.model.claim import Certainty, Claim
from miner.model.estimate import Measure
from miner.model.evidence import Edge, Evidence, EvidenceGraph
from miner.model.study import Design
from miner.report.names import write_a, write_list
from miner.report.questions import Exposure, exposure_of, is_extreme
from miner.report.wording import EXPERIMENTS, LABORATORY, REVIEWS, write_design
from miner.resources import corpora_path

_MIXED: Final = (
    1 / 3,
    2 / 3,
)  # the share of the weight that agrees: below contradicted, between mixed, above supported
_FEWEST_AGAINST: Final = 2  # papers, for a claim to count as contradicted by what they observed
_CUES: Final = ("causal", "associative", "settled", "laboratory", "experimental", "unproven")
_CAUSAL_DESIGNS: Final = EXPERIMENTS | {Design.MENDELIAN_RANDOMIZATION}
_OBSERVED: Final = frozenset({Design.COHORT, Design.CASE_CONTROL, Design.CROSS_SECTIONAL, Design.CASE_SERIES})
_STRONG: Final = _CAUSAL_DESIGNS | {Design.META_ANALYSIS}  # one such paper is enough
_NUMBERS: Final = {Measure.PCT_CHANGE, Measure.PCT_MEDIATED}


class Verdict(StrEnum):
    """What the graph says of a claim."""

    SUPPORTED = "supported"
    OVERSTATED = "overstated"
    MIXED = "mixed"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with its verdict and the reasons for it, and the best evidence on each side.

    `agree`, `oppose` and `null` count sound papers; `share` is the weight of those that agree among all that give a
    direction, None without any.
    """

    evidence: Evidence
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    agree: int = 0
    oppose: int = 0
    null: int = 0
    share: float | None = None
    best_for: Evidence | None = None
    best_against: Evidence | None = None

    @property
    def claim(self) -> Claim:
        """The article's claim."""
        return self.evidence.claim


class Judge:
    """Holds the graph's edges by pair, and judges one claim after the other."""

    def __init__(self, graph: EvidenceGraph) -> None:
        self._nodes = {node.id for node in graph.nodes}
        self._by_pair: dict[tuple[str, str], list[Edge]] = {}
        for edge in graph.edges:
            self._by_pair.setdefault((edge.subject, edge.object), []).append(edge)

    def knows(self, node: str) -> bool:
        """True where the graph has the node."""
        return node in self._nodes

    def judge(self, evidence: Evidence) -> Checked:
        """The verdict on one claim of an article, which is already on the graph's nodes."""
        edges = self._by_pair.get((evidence.subject, evidence.object), [])
        is_turned = False
        if not any(edge.papers for edge in edges):  # what goes together may be told from the other side
            edges, is_turned = self._by_pair.get((evidence.object, evidence.subject), []), True
        edges = [edge for edge in edges if edge.papers]
        if not edges:
            return Checked(evidence, Verdict.NOT_FOUND, (self._why_not_found(evidence),))
        sides = _Sides.of(evidence, edges)
        reasons = ["the papers tell the pair the other way round"] if is_turned else []
        verdict = _direction(evidence, sides)
        if verdict is Verdict.CONTRADICTED:
            verdict, why = _contradiction(evidence, sides)
            reasons += why
        if verdict is Verdict.SUPPORTED:
            said_more = tuple(overstatements(evidence, sides.mine))
            verdict = Verdict.OVERSTATED if said_more else verdict
            reasons += said_more
        exposure = exposure_of(evidence.claim)
        reasons += _other_exposure(exposure, sides)
        opposed = [edge for edge in sides.others if edge.sign != 0]
        return Checked(
            evidence,
            verdict,
            tuple(reasons),
            agree=_count(sides.mine),
            oppose=_count(opposed),
            null=_count(edge for edge in sides.others if edge.sign == 0),
            share=sides.share,
            best_for=_best(sides.mine, exposure),
            best_against=_best(opposed, exposure) or _best(sides.others, exposure),
        )

    def _why_not_found(self, evidence: Evidence) -> str:
        unknown = [
            term.text
            for term, node in ((evidence.claim.subject, evidence.subject), (evidence.claim.object, evidence.object))
            if not self.knows(node)
        ]
        if unknown:
            return f"no paper of the graph makes a claim on {' or '.join(unknown)}"
        return "no paper of the graph relates the two"


@dataclass(frozen=True, slots=True)
class _Sides:
    """The edges that agree with a claim and those that do not, and the shares of all weight on each side.

    A claim without a direction ("affects") is agreed with by whoever found one.
    """

    mine: tuple[Edge, ...]
    others: tuple[Edge, ...]
    share: float | None
    opposed: float

    @classmethod
    def of(cls, evidence: Evidence, edges: Sequence[Edge]) -> Self:
        agrees = {1, -1, None} if evidence.sign is None else {evidence.sign}
        mine = tuple(edge for edge in edges if edge.sign in agrees)
        others = tuple(edge for edge in edges if edge.sign not in agrees and edge.sign is not None)
        total = sum(_weight(edge) for edge in (*mine, *others))
        against = {0} if evidence.sign is None else {-evidence.sign} if evidence.sign else {1, -1}
        opposed = sum(_weight(edge) for edge in others if edge.sign in against)
        return cls(
            mine,
            others,
            sum(_weight(edge) for edge in mine) / total if total else None,
            opposed / total if total else 1.0,
        )


def _weight(edge: Edge) -> float:
    return sum(weight.weight for weight in edge.belief.weights if weight.sign == edge.sign)


def _direction(evidence: Evidence, sides: _Sides) -> Verdict:
    if sides.share is None:  # the papers give no direction
        return Verdict.SUPPORTED if evidence.sign is None or sides.mine else Verdict.MIXED
    low, high = _MIXED
    if sides.share >= high:
        return Verdict.SUPPORTED
    # What some found and others looked for in vain is mixed; what turns out the other way is contradicted.
    is_lost = not sides.mine or (sides.share < low and sides.opposed > sides.share)
    return Verdict.CONTRADICTED if is_lost else Verdict.MIXED


def _contradiction(evidence: Evidence, sides: _Sides) -> tuple[Verdict, list[str]]:
    """The verdict where no paper to speak of agrees, and how much that means."""
    if is_extreme(evidence.claim) and not any(
        is_extreme(one.claim) for edge in sides.others for one in edge.evidence if one.is_sound
    ):
        return Verdict.NOT_FOUND, ["it speaks of extreme amounts; the papers do not"]
    papers = {one.paper.id: one.paper for edge in sides.others for one in edge.evidence if one.is_sound}
    opposed = [edge for edge in sides.others if edge.sign != 0]
    if not opposed and evidence.sign:
        if len(papers) < _FEWEST_AGAINST:
            return Verdict.NOT_FOUND, ["one paper looked for it and found no effect, which settles nothing"]
        return Verdict.CONTRADICTED, [f"{len(papers)} papers looked for it and found no effect"]
    if len(papers) < _FEWEST_AGAINST:
        (paper,) = papers.values()
        said = f"one paper finds otherwise, {write_a(write_design(paper.design))}"
        if paper.design not in _STRONG:
            return Verdict.NOT_FOUND, [f"{said}, which settles nothing"]
        return Verdict.CONTRADICTED, [said]
    return Verdict.CONTRADICTED, []


def _other_exposure(exposure: Exposure | None, sides: _Sides) -> list[str]:
    """Says so where the article speaks of food and the papers that agree of blood, or the like."""
    found = {exposure_of(one.claim) for edge in sides.mine for one in edge.evidence if one.is_sound}
    others = [kind.value for kind in Exposure if kind in found]
    if exposure is None or exposure in found or not others:
        return []
    return [f"it speaks of {exposure.value}; the papers that agree, of {write_list(others)}"]


def overstatements(evidence: Evidence, edges: Sequence[Edge]) -> list[str]:
    """In what an article's claim says more than the papers that agree with it; empty where it does not."""
    sound = [one for edge in edges for one in edge.evidence if one.is_sound]
    papers = {one.paper.id: one.paper for one in sound}
    designs = {paper.design for paper in papers.values()}
    cues = _cues()
    quote = evidence.claim.quote
    found = []
    human = [paper for paper in papers.values() if paper.design not in LABORATORY and paper.species in {None, "human"}]
    if not human and not cues["laboratory"].search(quote):
        kinds = (
            "cells"
            if designs == {Design.IN_VITRO}
            else "animals"
            if designs == {Design.ANIMAL}
            else "animals and cells"
        )
        found.append(f"the evidence is from {kinds}, and the article does not say so")
    is_causal = cues["causal"].search(quote) and not (
        cues["associative"].search(quote) or cues["experimental"].search(quote)
    )
    if (
        is_causal
        and designs & _OBSERVED
        and not designs & (_CAUSAL_DESIGNS | REVIEWS)
        and evidence.claim.certainty is Certainty.ASSERTED
    ):
        found.append("it is told as cause and effect; the papers observed an association")
    if len(papers) == 1 and cues["settled"].search(quote):
        found.append("it is told as settled; one paper says so")
    found += _other_numbers(evidence, sound)
    return found


def is_unproven(quote: str) -> bool:
    """True where the sentence itself says that there is no evidence: it states no effect.

    >>> is_unproven("There is no definitive evidence that zinc reverses it."), is_unproven("Zinc reverses it.")
    (True, False)
    """
    return _cues()["unproven"].search(quote) is not None


def _other_numbers(evidence: Evidence, sound: Sequence[Evidence]) -> list[str]:
    """Effect sizes of the article that no paper on the pair prints."""
    printed = {(one.measure, round(one.value, 4)) for each in sound for one in each.estimates}
    measures = {measure for measure, _ in printed}
    return [
        f"no paper on the pair prints {one.text}"
        for one in evidence.estimates
        if one.measure in measures | _NUMBERS and printed and (one.measure, round(one.value, 4)) not in printed
    ]


def _count(edges: Iterable[Edge]) -> int:
    return len({paper for edge in edges for paper in edge.papers})


def _best(edges: Sequence[Edge], exposure: Exposure | None) -> Evidence | None:
    """The claim of the paper that weighs most; among a paper's claims one with an interval.

    Papers on the same kind of exposure come first where the article says which.
    """
    weights = {
        weight.paper: weight.weight for edge in edges for weight in edge.belief.weights if weight.sign == edge.sign
    }
    sound = [one for edge in edges for one in edge.evidence if one.is_sound]
    return max(
        sound,
        key=lambda one: (
            exposure is not None and exposure_of(one.claim) is exposure,
            weights.get(one.paper.id, 0.0),
            any(estimate.has_ci for estimate in one.estimates),
            one.paper.id,
            -one.claim.start,
        ),
        default=None,
    )


@cache
def _cues() -> Mapping[str, regex.Pattern[str]]:
    lists = read_word_lists(corpora_path("cues", "overstatement.toml"), keys=_CUES)
    return {key: regex.compile(rf"\b(?:{'|'.join(words)})\b", regex.IGNORECASE) for key, words in lists.items()}
