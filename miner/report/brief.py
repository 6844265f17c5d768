"""The brief of a topic: what the evidence says, in sentences that each rest on claims of papers.

Which words are chosen, and from what, stands in `docs/pages.md`: the verb from the designs, its strength from the
belief, the numbers from the pool or the paper. A sentence without a claim is never written.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from miner.ask import Network, find_disagreement
from miner.model.claim import Sign
from miner.model.evidence import Edge, Evidence, EvidenceGraph, Mediation, Paper, Role
from miner.report.brief_words import Writer
from miner.report.wording import LABORATORY, REVIEWS, write_design, write_percents

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
    writer = Writer(nodes, is_plain=plain)
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
        key_points=tuple(_stated(edge, writer) for edge in _different(stated) if edge.sign)[:_MOST],
        mechanisms=mechanisms,
        outcomes=outcomes,
        disagreements=disagreements,
        unknowns=tuple(_unknowns(stated, writer)),
        papers=_papers(graph, (*mechanisms, *outcomes, *disagreements)),
        designs=tuple(sorted(designs.items(), key=lambda item: (-item[1], item[0]))),
        retracted=len(graph.papers) - len(sound),
        digests=sum(paper.is_digest for paper in sound),
    )


def _stated(edge: Edge, writer: Writer, *, only_human: bool = False) -> Statement:
    evidence = _ordered(edge, only_human=only_human)
    return Statement(writer.edge(edge, evidence), evidence)


def _mediated(mediation: Mediation, writer: Writer) -> Statement:
    evidence = tuple(one.evidence for one in mediation.evidence if one.evidence.is_sound)
    return Statement(writer.mediation(mediation, evidence), evidence)


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


def _mechanisms(graph: EvidenceGraph, writer: Writer) -> Iterator[Mechanism]:
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
            _mediated(one, writer),
        )


def _outcomes(stated: Sequence[Edge], writer: Writer) -> Iterator[Outcome]:
    by_pair: dict[tuple[str, str], list[Edge]] = {}
    for edge in stated:
        if _ordered(edge, only_human=True):
            by_pair.setdefault((edge.subject, edge.object), []).append(edge)
    for pair, edges in list(by_pair.items())[:_TOP_OUTCOMES]:
        statements = tuple(_stated(edge, writer, only_human=True) for edge in edges)
        yield Outcome(_capital(writer.label(pair[1])), pair, statements, any(edge.pools for edge in edges))


def _disagreements(graph: EvidenceGraph, stated: Sequence[Edge], writer: Writer) -> Iterator[Statement]:
    network = Network(graph)
    for edge in list(_different(stated)):
        found = find_disagreement(network, edge.subject, edge.object)
        if found.is_disputed:
            evidence = tuple(one for camp in found.camps for one in camp.evidence)
            yield Statement(writer.dispute(found), evidence)


def _unknowns(stated: Sequence[Edge], writer: Writer) -> Iterator[Statement]:
    """What rests on one paper, or on no human study: said with that paper."""
    count = 0
    for edge in _different(stated):
        evidence = _ordered(edge)
        papers = {one.paper.id: one.paper for one in evidence}
        if all(paper.design in LABORATORY for paper in papers.values()):
            yield Statement(writer.laboratory_only(edge), evidence)
        elif len(papers) == 1 and not any(paper.design in REVIEWS for paper in papers.values()):
            yield Statement(writer.one_study(edge, *papers.values()), evidence)
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


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
