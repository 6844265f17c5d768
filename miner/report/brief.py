"""The brief of a topic: what the evidence says, in sentences that each rest on claims of papers.

Which words are chosen, and from what, stands in `docs/pages.md`: the verb from the designs, its strength from the
belief, the numbers from the pool or the paper. A sentence without a claim is never written.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from miner.ask import Network, find_disagreement
from miner.ask.disagreement import Disagreement
from miner.model.claim import Sign
from miner.model.concept import EntityType
from miner.model.estimate import RATIOS
from miner.model.evidence import Edge, Evidence, EvidenceGraph, Mediation, Node, Paper, Role
from miner.model.study import Design
from miner.report.wording import (
    EXPERIMENTS,
    FEWEST_POOLED,
    LABORATORY,
    REVIEWS,
    write_design,
    write_estimate,
    write_label,
    write_list,
    write_percents,
    write_pool,
)

_SAID: Final[dict[Sign, str]] = {1: "raised", -1: "lowered", 0: "unchanged", None: "changed in no single direction"}
# Sizes differ by design anyway, and a median of camps mixes animals with people.
_NOT_TOLD: Final = frozenset({"size"})
# Belief from which a thing is said without a doubt, and from which with "probably"; below it "may".
_SURE: Final = 0.6
_PROBABLE: Final = 0.3
_MOST: Final = 6  # key points, and unknowns
_TOP_OUTCOMES: Final = 12


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, and the claims that it rests on; `papers` are theirs, in order of weight."""

    text: str
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"a sentence of a brief rests on claims: {self.text!r}")

    @property
    def papers(self) -> tuple[str, ...]:
        """The papers of its claims, the first to be named first."""
        return tuple(dict.fromkeys(one.paper.id for one in self.evidence))


@dataclass(frozen=True, slots=True)
class Mechanism:
    """One row of the mechanism table."""

    exposure: str
    mediator: str
    outcome: str
    sign: Sign
    percent: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Outcome:
    """What human studies show of one outcome; `pair` names the nodes for a forest plot where there is a pool."""

    label: str
    pair: tuple[str, str]
    statements: tuple[Statement, ...]
    is_pooled: bool


@dataclass(frozen=True, slots=True)
class Brief:
    """All of a brief, before it is laid out."""

    topic: str
    title: str
    is_plain: bool
    key_points: tuple[Statement, ...]
    mechanisms: tuple[Mechanism, ...]
    outcomes: tuple[Outcome, ...]
    disagreements: tuple[Statement, ...]
    unknowns: tuple[Statement, ...]
    papers: tuple[Paper, ...]
    designs: tuple[tuple[str, int], ...]
    retracted: int
    digests: int


def make_brief(graph: EvidenceGraph, *, plain: bool = False) -> Brief:
    """The brief of a graph; in plain language or in technical terms, from the same claims."""
    nodes = {node.id: node for node in graph.nodes}
    writer = _Writer(nodes, is_plain=plain)
    stated = sorted(
        (
            edge
            for edge in graph.edges
            if edge.papers and edge.belief.score > 0 and nodes[edge.subject].role is Role.EXPOSURE
            and nodes[edge.object].role is Role.OUTCOME and edge.sign is not None
        ),
        key=lambda edge: (-edge.belief.score, -len(edge.papers), edge.id),
    )  # fmt: skip
    mechanisms = tuple(_mechanisms(graph, writer))
    outcomes = tuple(_outcomes(stated, writer))
    disagreements = tuple(_disagreements(graph, stated, writer))
    sound = [paper for paper in graph.papers if not paper.is_retracted]
    designs = Counter(write_design(paper.design) for paper in sound)
    return Brief(
        graph.topic,
        graph.title or graph.topic,
        plain,
        key_points=tuple(writer.edge(edge) for edge in _different(stated) if edge.sign)[:_MOST],
        mechanisms=mechanisms,
        outcomes=outcomes,
        disagreements=disagreements,
        unknowns=tuple(_unknowns(stated, writer)),
        papers=_papers(graph, (*mechanisms, *outcomes, *disagreements)),
        designs=tuple(sorted(designs.items(), key=lambda item: (-item[1], item[0]))),
        retracted=len(graph.papers) - len(sound),
        digests=sum(paper.is_digest for paper in sound),
    )


class _Writer:
    """Puts edges and mediations in words, plain or technical."""

    def __init__(self, nodes: dict[str, Node], *, is_plain: bool) -> None:
        self._nodes = nodes
        self._is_plain = is_plain

    def label(self, node: str) -> str:
        """A node's name as it stands in running text: `Bone Density` becomes `bone density`, `PTH` stays."""
        held = self._nodes.get(node)
        name = held.label if held is not None else node
        return write_label(name)

    def edge(self, edge: Edge, *, only_human: bool = False) -> Statement:
        """What papers state of a pair with one sign."""
        evidence = _ordered(edge, only_human=only_human)
        papers = {one.paper.id: one.paper for one in evidence}
        designs = {paper.design for paper in papers.values()}
        start = self.label(edge.subject)
        text = f"{_capital(self._verb_phrase(edge, designs, start))}{self._numbers(edge, evidence)}{_count(papers)}."
        return Statement(text, evidence)

    def _verb_phrase(self, edge: Edge, designs: set[Design], start: str) -> str:
        belief = edge.belief.score
        sure = "" if belief >= _SURE else "probably " if belief >= _PROBABLE else ""
        may = belief < _PROBABLE
        thing = self._amount(edge)
        only_lab = designs <= LABORATORY
        if designs & EXPERIMENTS or only_lab:
            where = ("in cells, " if designs == {Design.IN_VITRO} else "in animals, " if designs == {Design.ANIMAL} else
                     "in animals and cells, ") if only_lab else ""  # fmt: skip
            verb = {1: "raise", -1: "lower", 0: "not change"}[edge.sign or 0]
            if may:
                return f"{where}{start} may {verb} {self.label(edge.object)}"
            verb = {1: "raises", -1: "lowers", 0: "does not change"}[edge.sign or 0]
            return f"{where}{start} {sure}{verb} {self.label(edge.object)}"
        goes = "goes along with" if self._is_plain else "is associated with"
        if edge.sign == 0:
            return f"{start} {'may not be' if may else f'is {sure}not'} associated with {self.label(edge.object)}"
        if may:
            return f"more {start} may {'go along' if self._is_plain else 'be associated'} with {thing}"
        return f"more {start} {sure}{goes} {thing}"

    def _amount(self, edge: Edge) -> str:
        thing = self.label(edge.object)
        node = self._nodes.get(edge.object)
        is_event = node is not None and node.type in {EntityType.DISEASE, EntityType.PROCESS}
        if is_event:
            return f"{'more' if edge.sign == 1 else 'less'} {thing}"
        return f"{'higher' if edge.sign == 1 else 'lower'} {thing}"

    def _numbers(self, edge: Edge, evidence: Sequence[Evidence]) -> str:
        if self._is_plain:
            return ""
        pool = max((one for one in edge.pools if len(one.studies) >= FEWEST_POOLED
                    and _agrees(one.value, one.measure in RATIOS, edge.sign)),
                   key=lambda one: len(one.studies), default=None)  # fmt: skip
        if pool is not None:
            return f" (pooled {write_pool(pool)})"
        first = next(
            (
                each
                for one in evidence
                for each in one.estimates
                if each.has_ci and not each.audit and not one.is_turned
            ),
            None,
        )
        return f" ({write_estimate(first)})" if first is not None else ""

    def mediation(self, mediation: Mediation) -> Statement:
        """What papers state as lying on the way."""
        evidence = tuple(one.evidence for one in mediation.evidence if one.evidence.is_sound)
        share = f"{write_percents([value for _, value in mediation.percents])} of " if mediation.percents else ""
        verb = "carries" if self._is_plain else "mediates"
        what = f"{verb} {share}the link between {self.label(mediation.exposure)} and {self.label(mediation.outcome)}"
        papers = {one.paper.id: one.paper for one in evidence}
        return Statement(f"{_capital(self.label(mediation.mediator))} {what}{_count(papers)}.", evidence)


def _agrees(value: float, is_ratio: bool, sign: Sign) -> bool:  # noqa: FBT001 - a fact of the number beside it
    """True where the pooled effect points where the edge does."""
    return sign in (0, None) or (value > (1 if is_ratio else 0)) == (sign == 1)


def _ordered(edge: Edge, *, only_human: bool = False) -> tuple[Evidence, ...]:
    """The edge's sound claims, those of the weightiest papers first."""
    weights = {one.paper: one.weight for one in edge.belief.weights if one.sign == edge.sign}
    those = [one for one in edge.evidence if one.is_sound and not (only_human and one.paper.design in LABORATORY)]
    return tuple(sorted(those, key=lambda one: (-weights.get(one.paper.id, 0.0), one.paper.id, one.claim.start)))


def _different(edges: Sequence[Edge]) -> Iterator[Edge]:
    """Of each pair its strongest edge."""
    seen: set[tuple[str, str]] = set()
    for edge in edges:
        if (edge.subject, edge.object) not in seen:
            seen.add((edge.subject, edge.object))
            yield edge


def _mechanisms(graph: EvidenceGraph, writer: _Writer) -> Iterator[Mechanism]:
    roles = {node.id: node.role for node in graph.nodes}
    stated = [one for one in graph.mediations if one.papers and roles.get(one.exposure) is Role.EXPOSURE]
    stated.sort(key=lambda one: (not one.percents, -one.belief.score, one.id))
    for one in stated:
        yield Mechanism(
            writer.label(one.exposure),
            writer.label(one.mediator),
            writer.label(one.outcome),
            one.sign,
            write_percents([value for _, value in one.percents]) if one.percents else "",
            writer.mediation(one),
        )


def _outcomes(stated: Sequence[Edge], writer: _Writer) -> Iterator[Outcome]:
    by_pair: dict[tuple[str, str], list[Edge]] = {}
    for edge in stated:
        if _ordered(edge, only_human=True):
            by_pair.setdefault((edge.subject, edge.object), []).append(edge)
    for pair, edges in list(by_pair.items())[:_TOP_OUTCOMES]:
        statements = tuple(writer.edge(edge, only_human=True) for edge in edges)
        yield Outcome(_capital(writer.label(pair[1])), pair, statements, any(edge.pools for edge in edges))


def _disagreements(graph: EvidenceGraph, stated: Sequence[Edge], writer: _Writer) -> Iterator[Statement]:
    network = Network(graph)
    for edge in list(_different(stated)):
        found = find_disagreement(network, edge.subject, edge.object)
        if found.is_disputed:
            evidence = tuple(one for camp in found.camps for one in camp.evidence)
            yield Statement(_dispute(found, writer), evidence)


def _dispute(found: Disagreement, writer: _Writer) -> str:
    """How many papers say what of a pair, and what tells the two largest camps apart."""
    first, *rest = found.camps
    papers = f"{len(first.papers)} paper{'s' if len(first.papers) > 1 else ''}"
    said = [f"{papers} found {writer.label(found.object)} {_SAID[first.sign]}"]
    said += [f"{len(camp.papers)} {_SAID[camp.sign]}" for camp in rest]
    start = f"With more {writer.label(found.subject)}, {write_list(said)}"
    apart = [f"{one.feature} ({one.first}; {one.second})" for one in found.differences if one.feature not in _NOT_TOLD]
    if not apart:
        return f"{start}; nothing that the papers tell sets them apart."
    return f"{start}; the two largest camps differ in {write_list(apart)}."


def _unknowns(stated: Sequence[Edge], writer: _Writer) -> Iterator[Statement]:
    """What rests on one paper, or on no human study: said with that paper."""
    count = 0
    for edge in _different(stated):
        evidence = _ordered(edge)
        papers = {one.paper.id: one.paper for one in evidence}
        pair = f"{writer.label(edge.subject)} and {writer.label(edge.object)}"
        if all(paper.design in LABORATORY for paper in papers.values()):
            yield Statement(f"Whether what links {pair} in the laboratory holds in people is not shown here.", evidence)
        elif len(papers) == 1 and not any(paper.design in REVIEWS for paper in papers.values()):
            yield Statement(f"What links {pair} rests on one study.", evidence)
        else:
            continue
        count += 1
        if count == _MOST:
            return


def _papers(graph: EvidenceGraph, parts: Sequence[Mechanism | Outcome | Statement]) -> tuple[Paper, ...]:
    """The papers that are cited, in order of id; numbers in the text are places in this list."""
    cited: set[str] = set()
    for part in parts:
        statements = (
            part.statements
            if isinstance(part, Outcome)
            else (part.statement,)
            if isinstance(part, Mechanism)
            else (part,)
        )
        cited.update(paper for one in statements for paper in one.papers)
    return tuple(paper for paper in graph.papers if paper.id in cited)


def _count(papers: dict[str, Paper]) -> str:
    n = len(papers)
    kinds = Counter(write_design(paper.design) for paper in papers.values())
    if n == 1:
        kind = next(iter(kinds))
        return f", in one {kind}"
    most, times = min(kinds.items(), key=lambda item: (-item[1], item[0]))
    return f", in {n} papers" if times < 2 or most == "study" else f", in {n} papers, {times} of them {_plural(most)}"


def _plural(kind: str) -> str:
    return {"meta-analysis": "meta-analyses", "case series": "case series"}.get(
        kind, kind[:-1] + "ies" if kind.endswith("y") and kind[-2] not in "aeiou" else f"{kind}s"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
