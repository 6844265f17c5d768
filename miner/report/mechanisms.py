"""The mechanisms that an article puts into a table, each held against the paths of the graph.

A table that names what acts, what it acts through and what comes of it makes a claim with each row (or with each
column, where those are the labels of its rows). A row is stated where a paper names the mediator between the two; it is
pieced together where some papers hold its first step and others its second, which proves nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

import regex

from miner.assemble.naming import Namer
from miner.extract.wordlists import read_word_lists
from miner.model.evidence import EvidenceGraph, Role
from miner.model.reading import Reading
from miner.report.tables import Cell, Row, find_tables
from miner.resources import corpora_path

_KEYS: Final = ("exposure", "mediator", "outcome")


class PathVerdict(StrEnum):
    """What the graph says of a mechanism."""

    STATED = "stated"
    PIECED = "only in steps"
    FIRST = "first step only"
    SECOND = "second step only"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A mechanism of an article's table: its cells, the verdict, and the papers behind each part of it.

    `exposure` is None where the table leaves it to the article's topic.
    """

    exposure: Cell | None
    mediator: Cell
    outcome: Cell
    verdict: PathVerdict
    papers: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    second: tuple[str, ...] = ()


def find_mechanisms(reading: Reading, *, graph: EvidenceGraph, namer: Namer) -> tuple[Mechanism, ...]:
    """The mechanisms of all tables of the text, in order."""
    paths = _Paths(graph)
    found = []
    for exposure, mediator, outcome in iter_mechanisms(reading.text):
        ends = [_nodes(cell, reading, namer) if cell is not None else paths.exposures for cell in (exposure, outcome)]
        between = _nodes(mediator, reading, namer)
        found.append(Mechanism(exposure, mediator, outcome, *paths.judge(ends[0], between, ends[1])))
    return tuple(found)


def iter_mechanisms(text: str) -> Iterator[tuple[Cell | None, Cell, Cell]]:
    r"""Exposure, mediator and outcome of each row (or column) of the tables that are about mechanisms.

    >>> table = "Nutrient | Mechanism | Effect\nZinc | Collagen | Wound healing\nIron | Hemoglobin | Less fatigue"
    >>> [tuple(cell and cell.text for cell in row) for row in iter_mechanisms(table)]
    [('Zinc', 'Collagen', 'Wound healing'), ('Iron', 'Hemoglobin', 'Less fatigue')]
    """
    for table in find_tables(text):
        yield from _by_column(table) or _by_row(table)


def mechanism_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the tables on mechanisms stand: what is in them is no sentence."""
    return tuple(
        (table[0][0].start, table[-1][-1].end)
        for table in find_tables(text)
        if _places([cell.text for cell in table[0]]) or _places([row[0].text for row in table])
    )


def _by_column(table: Sequence[Row]) -> list[tuple[Cell | None, Cell, Cell]]:
    places = _places([cell.text for cell in table[0]])
    if places is None:
        return []
    return [_picked(row, places) for row in table[1:] if len(row) > max(places.values())]


def _by_row(table: Sequence[Row]) -> list[tuple[Cell | None, Cell, Cell]]:
    """The columns of a table whose first column names the parts."""
    places = _places([row[0].text for row in table])
    if places is None:
        return []
    width = min(len(table[place]) for place in places.values())
    columns = [tuple(row[at] if at < len(row) else row[-1] for row in table) for at in range(1, width)]
    return [_picked(column, places) for column in columns]


def _picked(cells: Sequence[Cell], places: Mapping[str, int]) -> tuple[Cell | None, Cell, Cell]:
    exposure = cells[places["exposure"]] if "exposure" in places else None
    return exposure, cells[places["mediator"]], cells[places["outcome"]]


def _places(headings: Sequence[str]) -> dict[str, int] | None:
    """Where each part stands; None where no heading names a mediator or none an outcome.

    Of several headings that name an outcome the last counts: an effect is what it does, an outcome what comes of it.
    """
    found: dict[str, int] = {}
    for key in _KEYS:
        named = [at for at, heading in enumerate(headings) if _headings()[key].fullmatch(heading.strip(" *_:"))]
        named = [at for at in named if at not in found.values()]
        if named:
            found[key] = named[-1] if key != "exposure" else named[0]
    return found if {"mediator", "outcome"} <= found.keys() else None


def _nodes(cell: Cell, reading: Reading, namer: Namer) -> frozenset[str]:
    """The nodes of the concepts that a cell names."""
    inside = [one for one in reading.mentions if cell.start <= one.start and one.end <= cell.end and one.concept]
    places = [namer.place(one.text, one.concept, reading.text) for one in inside]
    return frozenset(place.node for place in places if place is not None)


class _Paths:
    """The graph's steps and mediations, to be looked up by their ends."""

    def __init__(self, graph: EvidenceGraph) -> None:
        self._mediations = [
            (one.exposure, one.mediator, one.outcome, one.papers) for one in graph.mediations if one.papers
        ]
        self._steps: dict[tuple[str, str], set[str]] = {}
        for edge in graph.edges:
            if edge.sign != 0:
                self._steps.setdefault((edge.subject, edge.object), set()).update(edge.papers)
        self.exposures = frozenset(node.id for node in graph.nodes if node.role is Role.EXPOSURE)

    def judge(
        self, exposures: Collection[str], mediators: Collection[str], outcomes: Collection[str]
    ) -> tuple[PathVerdict, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """The verdict, the papers that state the whole, and those of each step."""
        stated = {
            paper
            for exposure, mediator, outcome, papers in self._mediations
            if exposure in exposures and mediator in mediators and outcome in outcomes
            for paper in papers
        }
        first, second = self._step(exposures, mediators), self._step(mediators, outcomes)
        verdict = {
            (True, True): PathVerdict.PIECED,
            (True, False): PathVerdict.FIRST,
            (False, True): PathVerdict.SECOND,
            (False, False): PathVerdict.NOT_FOUND,
        }[bool(first), bool(second)]
        return PathVerdict.STATED if stated else verdict, tuple(sorted(stated)), first, second

    def _step(self, subjects: Collection[str], objects: Collection[str]) -> tuple[str, ...]:
        pairs = ((one, other) for one in subjects for other in objects if one != other)
        return tuple(sorted({paper for pair in pairs for paper in self._steps.get(pair, ())}))


@cache
def _headings() -> Mapping[str, regex.Pattern[str]]:
    lists = read_word_lists(corpora_path("cues", "mechanisms.toml"), keys=_KEYS)
    return {key: regex.compile("|".join(words), regex.IGNORECASE) for key, words in lists.items()}
