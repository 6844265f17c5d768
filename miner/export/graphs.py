"""The evidence graph in the format that a file's name asks for."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import networkx as nx

from miner.assemble import iter_edge_rows, to_networkx
from miner.errors import BadInput
from miner.export.cytoscape import iter_cx2, iter_elements, write_cx2, write_elements
from miner.export.graphml import clean, iter_graph, write_graphml
from miner.export.kgx import write_kgx
from miner.export.lines import iter_encoded, write_lines
from miner.model.evidence import EvidenceGraph

_TODAY: Final = re.compile(r'\s(?:lastmodifieddate|mode)="\d{4}-\d\d-\d\d"|<creator>[^<]*</creator>')


def write_graph(graph: EvidenceGraph, path: Path) -> None:
    """Write the graph; the format follows the suffix: .graphml .gexf .json .cx2 .sif, or a folder (no suffix) of KGX.

    Raises BadInput for a suffix of another format.
    """
    writer = WRITERS.get(path.suffix.lower())
    if writer is None:
        known = " ".join(suffix for suffix in WRITERS if suffix)
        raise BadInput(
            f"{path.name}: no format has the suffix {path.suffix}; use {known}, or a folder's name for KGX tables"
        )
    writer(graph, path)


def stream_graph(graph: EvidenceGraph, suffix: str) -> Iterator[bytes]:
    """The graph in one of the formats of `STREAMED`, as it is made: the first bytes come at once, memory stays flat."""
    return iter_encoded(STREAMED[suffix](graph))


def write_gexf(graph: EvidenceGraph, path: Path) -> None:
    """Write the graph as GEXF 1.2, by networkx; its date of today is taken out, so that the bytes stay the same."""
    write_lines(_iter_gexf(graph), path)


def _iter_gexf(graph: EvidenceGraph) -> Iterator[str]:
    network = to_networkx(graph, evidence=False)
    cleaned: nx.MultiDiGraph[str] = nx.MultiDiGraph(mode="static")
    for node, row in network.nodes(data=True):
        cleaned.add_node(clean(node), **{name: _clean(value) for name, value in row.items()})
    for source, target, key, row in network.edges(keys=True, data=True):
        values = {name: _clean(value) for name, value in row.items()}
        cleaned.add_edge(clean(source), clean(target), clean(key), id=clean(key), **values)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in nx.generate_gexf(cleaned):
        yield _TODAY.sub("", line) + "\n"


def _clean(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def write_sif(graph: EvidenceGraph, path: Path) -> None:
    """Write the graph as SIF, `source predicate target`, tab-separated: its shape alone, with none of the evidence."""
    write_lines(
        (
            "\t".join(" ".join(str(part).split()) for part in (edge.source, edge.attributes["predicate"], edge.target))
            + "\n"
            for edge in iter_edge_rows(graph, evidence=False)
        ),
        path,
    )


STREAMED: Final[dict[str, Callable[[EvidenceGraph], Iterator[str]]]] = {
    ".graphml": iter_graph,
    ".json": iter_elements,
    ".cx2": iter_cx2,
}
WRITERS: Final[dict[str, Callable[[EvidenceGraph, Path], None]]] = {
    ".graphml": write_graphml,
    ".gexf": write_gexf,
    ".json": write_elements,
    ".cx2": write_cx2,
    ".sif": write_sif,
    "": write_kgx,
}
