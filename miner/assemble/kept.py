"""A graph that was kept in a file: opened at once, read as it is looked at, equal to the one that was assembled."""

import json
from collections.abc import Callable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

import numpy as np

from miner.assemble.keeping import FORMAT
from miner.assemble.kept_values import SIGNS, EdgeRow, KeptBelief, KeptEdge, KeptMediation, MediationRow
from miner.errors import BadStore, NotFound
from miner.model.claim import Claim, Mediator, Sign
from miner.model.estimate import Estimate
from miner.model.evidence import (
    SIGN_WORDS,
    Edge,
    EdgeKind,
    Evidence,
    EvidenceGraph,
    Inference,
    Mediation,
    MediationEvidence,
    Node,
    Paper,
    PaperWeight,
    Pool,
)
from miner.store.columns import Array, Columns, Rows, split_texts
from miner.store.packing import unpacker

_SOME: Final = 4096  # rows that are held as values, for who asks for them again
_BELIEF: Final = ("scores", "consistencies", "strengths", "support", "against", "null")
_VIA: Final = {EdgeKind.MEDIATION: "via", EdgeKind.INFERRED: "perhaps-via"}  # as `edge_id` spells them
Turn = Callable[[Any], Any]


class _Turns(NamedTuple):
    """What makes values of a row's pieces."""

    claim: Turn
    estimates: Turn
    estimate: Turn
    mediator: Turn
    weights: Turn
    pools: Turn
    node: Turn
    paper: Turn


class KeptGraph(EvidenceGraph):
    """An evidence graph in a file. All that an `EvidenceGraph` has is there; whole lists are made when first asked for.

    Nodes, edges, papers and claims have numbers, by which one of them is read without the rest. Any number of threads
    may ask, and processes that were forked from this one share the file's pages.
    """

    columns: Columns
    ids: list[str]
    """The nodes' ids, by number."""
    paper_ids: list[str]
    """The papers' ids, by number."""

    def __new__(cls, *_: object, **fields: Any) -> Self:  # noqa: ANN401
        """A kept graph; a plain one where `dataclasses.replace` made all of its fields."""
        return EvidenceGraph(**fields) if "nodes" in fields else object.__new__(cls)  # type: ignore[return-value]

    def __init__(self, columns: Columns) -> None:
        mine = self.__dict__  # the base is frozen
        mine["columns"] = columns
        try:
            about = json.loads(split_texts(columns["about"])[0])
            if about["format"] != FORMAT:
                raise BadStore(f"{columns.path} is a graph of another version ({about['format']}); remove it")
            object.__setattr__(self, "topic", about["topic"])
            object.__setattr__(self, "title", about["title"])
            object.__setattr__(self, "versions", tuple((name, value) for name, value in about["versions"]))
            mine["ids"] = split_texts(columns["node.ids"])
            mine["paper_ids"] = split_texts(columns["paper.ids"])
            mine["_rows"] = {
                name: Rows(columns[f"{name}.rows"], columns[f"{name}.starts"])
                for name in ("node", "paper", "edge", "mediation", "background")
            }
            mine["_cells"] = {name: array.data for name, array in columns.items()}
        except (KeyError, ValueError, IndexError, TypeError) as error:
            raise BadStore(f"{columns.path} is no kept graph, or damaged ({error}); remove it") from error
        mine["node_at"] = lru_cache(maxsize=2 * _SOME)(lambda number: self._turn.node(self._row("node", number)))
        mine["paper_at"] = lru_cache(maxsize=4 * _SOME)(lambda number: self._turn.paper(self._row("paper", number)))
        mine["edge_row"] = lru_cache(maxsize=_SOME)(self._read_edge)
        mine["mediation_row"] = lru_cache(maxsize=_SOME)(self._read_mediation)

    node_at: Callable[[int], Node]
    """The node of a number."""
    paper_at: Callable[[int], Paper]
    """The paper of a number."""
    edge_row: Callable[[int], EdgeRow]
    """What an edge reads of itself."""
    mediation_row: Callable[[int], MediationRow]
    """What a mediation reads of itself."""
    _rows: dict[str, Rows]
    _cells: dict[str, memoryview]

    @classmethod
    def open(cls, path: Path) -> Self:
        """The graph of a file; BadStore where it is none or is damaged."""
        return cls(Columns.open(path))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The nodes' numbers, by id."""
        return {name: number for number, name in enumerate(self.ids)}

    @cached_property
    def paper_numbers(self) -> dict[str, int]:
        """The papers' numbers, by id."""
        return {name: number for number, name in enumerate(self.paper_ids)}

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes, in order of id."""
        return tuple(self._turn.node(self._row("node", number)) for number in range(len(self.ids)))

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """All stated edges, in order of their pair."""
        return self.edges_at(np.arange(self.count("edge")))

    @cached_property
    def mediations(self) -> tuple[Mediation, ...]:
        """All stated mediations."""
        return tuple(map(self.mediation_at, range(self.count("mediation"))))

    @cached_property
    def inferences(self) -> tuple[Inference, ...]:
        """All inferences, in order of id."""
        return tuple(map(self.inference_at, range(len(self.columns["inference.beliefs"]))))

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """All papers, in order of id."""
        return tuple(map(self.paper_at, range(len(self.paper_ids))))

    @cached_property
    def background(self) -> tuple[Evidence, ...]:
        """The claims about what other papers showed."""
        found = (self._row("background", number) for number in range(len(self._rows["background"])))
        return tuple(self._evidence(rest, subject, object_, sign) for subject, object_, sign, *rest in found)

    def count(self, what: str) -> int:
        """How many rows there are of one kind: `node`, `paper`, `edge`, `mediation` or `background`."""
        return len(self._rows[what])

    def edge_at(self, number: int) -> KeptEdge:
        """The edge of a number."""
        return self.edges_at(np.array([number]))[0]

    def edges_at(self, numbers: Array) -> tuple[KeptEdge, ...]:
        """The edges of numbers: quicker together than one by one."""
        ids, read = self.ids, self.edge_row
        names = ("subjects", "objects", "signs", "background", *_BELIEF)
        cells = (self.columns[f"edge.{name}"][numbers].tolist() for name in names)
        return tuple(
            KeptEdge(
                (ids[subject], ids[object_]),
                SIGNS[sign],
                KeptBelief((score, consistency, strength, support, against, null), read, number),
                background,
                number=number,
                source=self,
            )
            for (
                number, subject, object_, sign, background, score, consistency, strength, support, against, null
            ) in zip(numbers.tolist(), *cells, strict=True)
        )  # fmt: skip

    def mediation_at(self, number: int) -> KeptMediation:
        """The mediation of a number."""
        ends, sign = self._three("mediation", number)
        score, consistency, strength, support, against, null = (
            self._cells[f"mediation.{one}"][number] for one in _BELIEF
        )
        belief = KeptBelief((score, consistency, strength, support, against, null), self.mediation_row, number)
        return KeptMediation(ends, sign, belief, number=number, read=self.mediation_row)

    def inference_at(self, number: int) -> Inference:
        """The inference of a number."""
        ends, sign = self._three("inference", number)
        first, second = (self.edge_at(self._cells[f"inference.{one}"][number]).id for one in ("first", "second"))
        return Inference(*ends, sign, first, second, self._cells["inference.beliefs"][number])

    def claim_at(self, number: int) -> tuple[KeptEdge, Evidence]:
        """The claim of a number, and the edge that it stands on."""
        starts = self.columns["claim.starts"]
        edge = int(np.searchsorted(starts, number, side="right")) - 1
        return self.edge_at(edge), self.edge_row(edge).evidence[number - int(starts[edge])]

    def outgoing(self, node: int) -> Array:
        """The numbers of a node's outgoing edges, the most believed first."""
        return self._cut("edge.outgoing", node)

    def incoming(self, node: int) -> Array:
        """The numbers of a node's incoming edges, the most believed first."""
        return self._cut("edge.incoming", node)

    def claims_of_paper(self, paper: int) -> Array:
        """The numbers of a paper's claims, in their order in its text."""
        return self._cut("claim.by_paper", paper)

    def claims_of_edges(self, edges: Array) -> Array:
        """The numbers of the claims of edges, edge by edge."""
        starts = self.columns["claim.starts"]
        counts = starts[edges + 1] - starts[edges]
        steps = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.asarray(np.repeat(starts[edges], counts) + steps)

    def papers_of_edge(self, number: int, *, sound: bool) -> tuple[str, ...]:
        """The ids of an edge's papers, sorted: those that stand, or those that were retracted."""
        starts, papers, stands = self._cells["claim.starts"], self._cells["claim.papers"], self._cells["paper.sound"]
        those = set(papers[starts[number] : starts[number + 1]])
        if len(those) == 1:
            (paper,) = those
            return (self.paper_ids[paper],) if stands[paper] is sound else ()
        return tuple(sorted(self.paper_ids[paper] for paper in those if stands[paper] is sound))

    def find_edge(self, name: str) -> KeptEdge | None:
        """The edge of an id, or None."""
        for sign, word in SIGN_WORDS.items():
            subject, between, object_ = name.partition(f"--{word}--")
            if between:
                return next((one for one in self.between(subject, object_) if one.sign == sign), None)
        return None

    def find_mediation(self, name: str) -> KeptMediation | None:
        """The mediation of an id, or None."""
        ends, _, mediator = name.rpartition(f"--{_VIA[EdgeKind.MEDIATION]}--")
        those = self._find_three("mediation", ends, mediator)
        return next((one for one in map(self.mediation_at, those) if one.id == name), None)

    def find_inference(self, name: str) -> Inference | None:
        """The inference of an id, or None."""
        ends, _, mediator = name.rpartition(f"--{_VIA[EdgeKind.INFERRED]}--")
        those = self._find_three("inference", ends, mediator)
        return next((one for one in map(self.inference_at, those) if one.id == name), None)

    def mediations_with(self, node: str) -> tuple[Mediation, ...]:
        """The mediations in which a node takes part."""
        return tuple(map(self.mediation_at, self._any_three("mediation", node)))

    def inferences_with(self, node: str) -> tuple[Inference, ...]:
        """The inferences in which a node takes part."""
        return tuple(map(self.inference_at, self._any_three("inference", node)))

    def node(self, node_id: str) -> Node:
        """The node of that id; raises NotFound."""
        number = self.numbers.get(node_id)
        if number is None:
            raise NotFound(f"{node_id} is not in the graph of {self.topic}; `miner search` finds what is")
        return self.node_at(number)

    def edge(self, wanted: str) -> Edge:
        """The stated edge of that id; raises NotFound."""
        found = self.find_edge(wanted)
        if found is None:
            raise NotFound(f"{wanted} is no edge of the graph of {self.topic}; `miner show` lists a node's edges")
        return found

    def between(self, subject: str, object_: str) -> tuple[KeptEdge, ...]:
        """The stated edges of a pair, one a sign."""
        first, second = self.numbers.get(subject), self.numbers.get(object_)
        if first is None or second is None:
            return ()
        subjects, objects = self.columns["edge.subjects"], self.columns["edge.objects"]
        start, end = np.searchsorted(subjects, (first, first + 1))
        low, high = start + np.searchsorted(objects[start:end], (second, second + 1))
        return self.edges_at(np.arange(low, high))

    def __eq__(self, other: object) -> bool:
        names = EvidenceGraph.__dataclass_fields__
        return isinstance(other, EvidenceGraph) and all(getattr(self, name) == getattr(other, name) for name in names)

    __hash__ = EvidenceGraph.__hash__

    def _cut(self, name: str, number: int) -> Array:
        starts = self._cells[f"{name}.starts"]
        return self.columns[name][starts[number] : starts[number + 1]]

    def _any_three(self, name: str, node: str) -> list[int]:
        number = self.numbers.get(node, -1)
        ends = (self.columns[f"{name}.{one}"] == number for one in ("exposures", "mediators", "outcomes"))
        found: list[int] = np.flatnonzero(np.logical_or.reduce(list(ends))).tolist()
        return found

    def _find_three(self, name: str, ends: str, mediator: str) -> list[int]:
        middle = self.numbers.get(mediator, -1)
        exposures, mediators = self.columns[f"{name}.exposures"], self.columns[f"{name}.mediators"]
        exposure = self.numbers.get(ends.partition("--")[0], -1)
        found: list[int] = np.flatnonzero((mediators == middle) & (exposures == exposure)).tolist()
        return found

    def _row(self, name: str, number: int) -> Any:  # noqa: ANN401 - JSON
        content: bytes = self._rows[name][number]
        return json.loads(content.decode("utf-8", "surrogatepass"))

    def _three(self, name: str, number: int) -> tuple[tuple[str, str, str], Sign]:
        cells, ids = self._cells, self.ids
        exposure, mediator, outcome = (
            ids[cells[f"{name}.{one}"][number]] for one in ("exposures", "mediators", "outcomes")
        )
        return (exposure, mediator, outcome), SIGNS[cells[f"{name}.signs"][number]]

    def _read_edge(self, number: int) -> EdgeRow:
        evidence, weights, pools = self._row("edge", number)
        subject, object_ = (self.ids[self._cells[name][number]] for name in ("edge.subjects", "edge.objects"))
        sign = SIGNS[self._cells["edge.signs"][number]]
        those = tuple([self._evidence(one, subject, object_, sign) for one in evidence])
        return EdgeRow(those, self._turn.weights(weights), self._turn.pools(pools))

    def _read_mediation(self, number: int) -> MediationRow:
        stated, weights = self._row("mediation", number)
        (exposure, _, outcome), sign = self._three("mediation", number)
        turn = self._turn
        those = tuple(
            MediationEvidence(
                self._evidence(evidence, exposure, outcome, sign),
                turn.mediator(mediator),
                percent,
                turn.estimate(percent_estimate),
                turn.estimate(indirect),
            )
            for evidence, mediator, percent, percent_estimate, indirect in stated
        )
        return MediationRow(those, turn.weights(weights))

    def _evidence(self, row: list[Any], subject: str, object_: str, sign: Sign) -> Evidence:
        number, document, claim, estimates, is_turned = row
        paper = self.paper_at(number)
        turn = self._turn
        return Evidence(
            paper, document or paper.id, turn.claim(claim), subject, object_, sign, turn.estimates(estimates), is_turned
        )

    @cached_property
    def _turn(self) -> _Turns:
        kinds = (Claim, tuple[Estimate, ...], Estimate | None, Mediator, tuple[PaperWeight, ...], tuple[Pool, ...])
        turns = [unpacker(kind) or (lambda value: value) for kind in (*kinds, Node, Paper)]
        return _Turns(*turns)
