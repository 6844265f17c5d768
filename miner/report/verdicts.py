"""One claim of an article against the evidence graph: what the papers say of it, and whether it says more than they do.

The verdict is made by rule from the weights of the papers on each side, which the graph keeps; `docs/pages.md` has the
rules and their thresholds.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import regex

from miner.errors import BadData
from miner.model.claim import Certainty, Claim
from miner.model.estimate import Measure
from miner.model.evidence import Edge, Evidence, EvidenceGraph
from miner.model.study import Design
from miner.report.wording import EXPERIMENTS, LABORATORY, REVIEWS
from miner.resources import corpora_path

_MIXED: Final = (
    1 / 3,
    2 / 3,
)  # the share of the weight that agrees: below contradicted, between mixed, above supported
_FEWEST_IN_VAIN: Final = 2  # papers that found no effect, for a claim to count as contradicted by them alone
_CUES: Final = ("causal", "associative", "settled", "laboratory", "unproven")
_CAUSAL_DESIGNS: Final = EXPERIMENTS | {Design.MENDELIAN_RANDOMIZATION}
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
        weights = {
            edge.sign: sum(weight.weight for weight in edge.belief.weights if weight.sign == edge.sign)
            for edge in edges
        }
        mine = [edge for edge in edges if edge.sign == evidence.sign]
        others = [edge for edge in edges if edge.sign != evidence.sign and edge.sign is not None]
        total = sum(weight for sign, weight in weights.items() if sign is not None or sign == evidence.sign)
        share = weights.get(evidence.sign, 0.0) / total if total else None
        reasons = ["the papers tell the pair the other way round"] if is_turned else []
        opposite = -evidence.sign if evidence.sign else None
        opposed = weights.get(opposite, 0.0) / total if total and opposite is not None else 1.0
        verdict = self._direction(evidence, share, mine, opposed)
        if verdict is Verdict.CONTRADICTED and not any(edge.sign != 0 for edge in others):
            in_vain = _count(others)
            if in_vain < _FEWEST_IN_VAIN:
                verdict = Verdict.NOT_FOUND
                reasons.append("one paper looked for it and found no effect, which settles nothing")
            else:
                reasons.append(f"{in_vain} papers looked for it and found no effect")
        if verdict is Verdict.SUPPORTED:
            said_more = tuple(overstatements(evidence, mine))
            verdict = Verdict.OVERSTATED if said_more else verdict
            reasons += said_more
        return Checked(
            evidence,
            verdict,
            tuple(reasons),
            agree=_count(mine),
            oppose=_count(edge for edge in others if edge.sign != 0),
            null=_count(edge for edge in others if edge.sign == 0),
            share=share,
            best_for=_best(mine),
            best_against=_best([edge for edge in others if edge.sign != 0]) or _best(others),
        )

    def _direction(self, evidence: Evidence, share: float | None, mine: Sequence[Edge], opposed: float) -> Verdict:
        if share is None:  # the papers give no direction
            return Verdict.SUPPORTED if evidence.sign is None or mine else Verdict.MIXED
        low, high = _MIXED
        if share >= high:
            return Verdict.SUPPORTED
        # What some found and others looked for in vain is mixed; what turns out the other way is contradicted.
        return Verdict.CONTRADICTED if not mine or (share < low and opposed > share) else Verdict.MIXED

    def _why_not_found(self, evidence: Evidence) -> str:
        unknown = [
            term.text
            for term, node in ((evidence.claim.subject, evidence.subject), (evidence.claim.object, evidence.object))
            if not self.knows(node)
        ]
        if unknown:
            return f"no paper of the graph makes a claim on {' or '.join(unknown)}"
        return "no paper of the graph relates the two"


def overstatements(evidence: Evidence, edges: Sequence[Edge]) -> list[str]:
    """In what an article's claim says more than the papers that agree with it; empty where it does not."""
    sound = [one for edge in edges for one in edge.evidence if one.is_sound]
    papers = {one.paper.id: one.paper for one in sound}
    designs = {paper.design for paper in papers.values()}
    cues = _cues()
    quote = evidence.claim.quote
    found = []
    human = [paper for paper in papers.values() if paper.design not in LABORATORY]
    if not human and not cues["laboratory"].search(quote):
        kinds = (
            "cells"
            if designs == {Design.IN_VITRO}
            else "animals"
            if designs == {Design.ANIMAL}
            else "animals and cells"
        )
        found.append(f"the evidence is from {kinds}, and the article does not say so")
    is_causal = cues["causal"].search(quote) and not cues["associative"].search(quote)
    if (
        is_causal
        and human
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


def _best(edges: Sequence[Edge]) -> Evidence | None:
    """The claim of the paper that weighs most; among a paper's claims one with an interval."""
    weights = {
        weight.paper: weight.weight for edge in edges for weight in edge.belief.weights if weight.sign == edge.sign
    }
    sound = [one for edge in edges for one in edge.evidence if one.is_sound]
    return max(
        sound,
        key=lambda one: (
            weights.get(one.paper.id, 0.0),
            any(estimate.has_ci for estimate in one.estimates),
            one.paper.id,
            -one.claim.start,
        ),
        default=None,
    )


@cache
def _cues() -> Mapping[str, regex.Pattern[str]]:
    path = corpora_path("cues", "overstatement.toml")
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    for key in words:
        if key not in _CUES:
            raise BadData(f"unknown key {key!r}; known are {', '.join(_CUES)}", path=path)
    return {key: regex.compile(rf"\b(?:{'|'.join(words[key])})\b", regex.IGNORECASE) for key in _CUES}
