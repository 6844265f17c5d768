"""The sentences of a brief: what papers state of a pair, of a mediator, of a dispute, in plain or technical words.

The verb comes from the designs, its strength from the belief, the numbers from the pool or from one of the papers. An
effect that was looked for and not found is "not clear": that nothing was seen does not show that there is nothing.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from miner.ask.disagreement import Camp, Difference, Disagreement
from miner.model.claim import Sign
from miner.model.estimate import RATIOS
from miner.model.evidence import Edge, Evidence, Mediation, Node, Paper
from miner.model.study import Design
from miner.report.names import (
    count_of,
    is_event,
    is_plural,
    plural_of,
    write_a,
    write_comparative,
    write_label,
    write_list,
    write_measured,
    write_number,
)
from miner.report.wording import (
    EXPERIMENTS,
    FEWEST_POOLED,
    LABORATORY,
    write_design,
    write_estimate,
    write_percents,
    write_pool,
)

SURE: Final = 0.6
PROBABLE: Final = 0.3
"""Belief from which a thing is said without a doubt, and from which with "probably"; below it "may"."""
# What is said of a camp's papers, by the feature in which camps differ; `{}` is how the camp stands to it.
_TRAITS: Final[Mapping[str, str]] = {
    "species": "studied {}",
    "age": "studied mostly {}",
    "sex": "studied mostly {}",
    "state": "studied mostly {}",
    "health": "studied mostly {}",
    "comparison": "compared {}",
    "form": "used {}",
    "country": "came from {}",
    "adjustment": "gave {}",
    "amount": "spoke of {}",
    "year": "dated from {}",
    "dose": "used {}",
    "follow-up": "had {}",
}


class Writer:
    """Puts edges, mediations and disputes in words."""

    def __init__(self, nodes: Mapping[str, Node], *, is_plain: bool) -> None:
        self._nodes = nodes
        self._is_plain = is_plain

    def label(self, node: str) -> str:
        """A node's name as it stands in running text: `Bone Density` becomes `bone density`, `PTH` stays."""
        held = self._nodes.get(node)
        return write_label(held.label if held is not None else node)

    def edge(self, edge: Edge, evidence: Sequence[Evidence]) -> str:
        """What papers state of a pair with one sign; `evidence` are the claims that are told."""
        papers = {one.paper.id: one.paper for one in evidence}
        designs = {paper.design for paper in papers.values()}
        said = self._acted(edge, designs) if designs & EXPERIMENTS or designs <= LABORATORY else self._went(edge)
        numbers = "" if self._is_plain else _numbers(edge, evidence, is_alone=len(papers) == 1)
        return f"{_capital(said)}{_count(papers)}{numbers}."

    def mediation(self, mediation: Mediation, evidence: Sequence[Evidence]) -> str:
        """What papers state as lying on the way."""
        share = f"{write_percents([value for _, value in mediation.percents])} of " if mediation.percents else ""
        verb = "carries" if self._is_plain else "mediates"
        what = f"{verb} {share}the link between {self.label(mediation.exposure)} and {self.label(mediation.outcome)}"
        papers = {one.paper.id: one.paper for one in evidence}
        return f"{_capital(self.label(mediation.mediator))} {what}{_count(papers)}."

    def dispute(self, found: Disagreement) -> str:
        """How many papers say what of a pair, and what tells the two largest camps apart."""
        thing, is_thing = self._thing(found.object), is_event(self._type(found.object))
        said = [_found(camp, thing, is_thing, is_first=not at) for at, camp in enumerate(found.camps)]
        start = f"With more {self.label(found.subject)}, {write_list(said)}"
        # The size differs by design anyway.
        told = [one for one in found.differences if one.feature in _TRAITS or one.feature == "design"]
        if not told:
            return f"{start}. Nothing that the papers tell sets them apart."
        first, second = sorted(
            (camp for camp in found.camps if camp.sign is not None), key=lambda one: -len(one.papers)
        )[:2]
        it = "them" if is_plural(thing) else "it"
        one = _side(first, it, is_thing, [_trait(first, each, each.first) for each in told], noun="paper")
        other = _side(second, it, is_thing, [_trait(second, each, each.second) for each in told], noun="")
        return f"{start}. {_capital(one)}; {other}."

    def laboratory_only(self, edge: Edge) -> str:
        """That a link was seen in no human study."""
        return f"No study here shows whether {self._pair(edge)} hang together in people as they do in the laboratory."

    def one_study(self, edge: Edge, paper: Paper) -> str:
        """That a link rests on one study."""
        return f"Only one study here looked at {self._pair(edge)}, {write_a(write_design(paper.design))}."

    def _pair(self, edge: Edge) -> str:
        return f"{self.label(edge.subject)} and {self._thing(edge.object)}"

    def _type(self, node: str) -> object:
        held = self._nodes.get(node)
        return held.type if held is not None else None

    def _thing(self, node: str) -> str:
        return write_measured(self.label(node))

    def _acted(self, edge: Edge, designs: Collection[Design]) -> str:
        """What an experiment did."""
        belief, thing = edge.belief.score, self._thing(edge.object)
        start = f"{_where(designs)}{self.label(edge.subject)}"
        strength = "" if belief >= SURE else "probably " if belief >= PROBABLE else "may "
        if not edge.sign:
            return f"{start} {strength}{'have' if belief < PROBABLE else 'has'} no clear effect on {thing}"
        up, down = ("increase", "reduce") if is_event(self._type(edge.object)) else ("raise", "lower")
        verb = up if edge.sign == 1 else down
        return f"{start} {strength}{verb}{'' if belief < PROBABLE else 's'} {thing}"

    def _went(self, edge: Edge) -> str:
        """What goes together."""
        belief, start, thing = edge.belief.score, self.label(edge.subject), self._thing(edge.object)
        if not edge.sign:
            if self._is_plain:
                return f"{start} and {thing} do not clearly go together"
            return f"{start} is not clearly associated with {thing}"
        amount = f"{write_comparative(edge.sign, thing, is_thing=is_event(self._type(edge.object)))} {thing}"
        if self._is_plain:
            told = "goes along" if belief >= SURE else "probably goes along" if belief >= PROBABLE else "may go along"
        else:
            told = "is" if belief >= SURE else "is probably" if belief >= PROBABLE else "may be"
            told += " associated"
        return f"more {start} {told} with {amount}"


def _where(designs: Collection[Design]) -> str:
    if not set(designs) <= LABORATORY:
        return ""
    kinds = [word for design, word in ((Design.ANIMAL, "animals"), (Design.IN_VITRO, "cells")) if design in designs]
    return f"in {write_list(kinds)}, "


def _numbers(edge: Edge, evidence: Sequence[Evidence], *, is_alone: bool) -> str:
    """The pooled effect, or the first sound estimate with an interval of one of the papers."""
    pools = [
        one
        for one in edge.pools
        if len(one.studies) >= FEWEST_POOLED and _agrees(one.value, edge.sign, is_ratio=one.measure in RATIOS)
    ]
    if pools:
        return f" (pooled: {write_pool(max(pools, key=lambda one: len(one.studies)))})"
    those = (each for one in evidence if not one.is_turned for each in one.estimates if each.has_ci and not each.audit)
    first = next(those, None)
    if first is None:
        return ""
    return f" ({write_estimate(first)})" if is_alone else f" (in one of them {write_estimate(first)})"


def _agrees(value: float, sign: Sign, *, is_ratio: bool) -> bool:
    """True where the pooled effect points where the edge does."""
    return sign in (0, None) or (value > (1 if is_ratio else 0)) == (sign == 1)


def _found(camp: Camp, thing: str, is_thing: bool, *, is_first: bool) -> str:  # noqa: FBT001 - a fact of the thing
    """Of a camp: `seven papers found higher bone density`, later in the sentence `three lower`."""
    count = write_number(len(camp.papers))
    papers = f"{count} paper{'s' if len(camp.papers) > 1 else ''} found" if is_first else f"{count} found"
    if camp.sign is None:
        return f"{papers} no single direction{f' for {thing}' if is_first else ''}"
    if camp.sign == 0:
        return f"{papers} no difference{f' in {thing}' if is_first else ''}"
    amount = write_comparative(camp.sign, thing, is_thing=is_thing)
    return f"{papers} {amount} {thing}" if is_first else f"{papers} {amount}"


def _side(camp: Camp, it: str, is_thing: bool, traits: Sequence[str], *, noun: str) -> str:  # noqa: FBT001 - as above
    """What sets a camp apart: `the papers that found it higher dated from around 2016`."""
    is_one = len(camp.papers) == 1
    who = (f"the {noun}" if is_one else f"the {noun}s") if noun else ("the one" if is_one else "those")
    words = {1: "more common" if is_thing else "higher", -1: "less common" if is_thing else "lower", 0: "unchanged"}
    return f"{who} that found {it} {words[camp.sign or 0]} {write_list(traits)}"


def _trait(camp: Camp, difference: Difference, told: str) -> str:
    if difference.feature == "design":
        kind, _ = Counter(write_design(paper.design) for paper in camp.papers).most_common(1)[0]
        return f"was {write_a(kind)}" if len(camp.papers) == 1 else f"were mostly {plural_of(kind)}"
    told = told.removeprefix("papers ")
    return _TRAITS[difference.feature].format(told.removeprefix("around ") if len(camp.papers) == 1 else told)


def _count(papers: Mapping[str, Paper]) -> str:
    n = len(papers)
    kinds = Counter(write_design(paper.design) for paper in papers.values())
    if n == 1:
        return f", in one {next(iter(kinds))}"
    most, times = min(kinds.items(), key=lambda item: (-item[1], item[0]))
    if times < 2 or most == write_design(Design.OTHER):
        return f", in {n} papers"
    return f", in {count_of(n, most)}" if times == n else f", in {n} papers, {times} of them {plural_of(most)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
