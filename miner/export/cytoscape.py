"""The evidence graph for Cytoscape: CX2 for the desktop and NDEx, elements JSON for cytoscape.js."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from miner.assemble import EDGE_ATTRIBUTES, NODE_ATTRIBUTES, Attribute, iter_edge_rows, iter_node_rows
from miner.export.lines import write_lines
from miner.model.evidence import EvidenceGraph

# CX2 has its own words for types: https://cytoscape.org/cx/cx2/specification/cytoscape-exchange-format-specification-(version-2)/
_CX2_TYPES: Final = {"string": "string", "int": "integer", "double": "double", "boolean": "boolean"}


def write_cx2(graph: EvidenceGraph, path: Path) -> None:
    """Write the graph as CX2, one aspect after the other."""
    write_lines(iter_cx2(graph), path)


def iter_cx2(graph: EvidenceGraph) -> Iterator[str]:
    """The CX2 document piece by piece; nodes and edges are numbered in the graph's order, their ids are attributes."""
    numbers = {node.id: number for number, node in enumerate(graph.nodes)}
    edges = len(graph.edges) + len(graph.mediations) + len(graph.inferences)
    yield '[{"CXVersion":"2.0","hasFragments":false},\n'
    counts = {"attributeDeclarations": 1, "networkAttributes": 1, "nodes": len(numbers), "edges": edges}
    yield _json({"metaData": [{"name": name, "elementCount": count} for name, count in counts.items()]}) + ",\n"
    about = {"name": graph.title or graph.topic, "topic": graph.topic, **dict(graph.versions)}
    declarations = {
        "networkAttributes": {name: {"d": "string"} for name in about},
        "nodes": {"id": {"d": "string"}, "name": {"d": "string"}, **_declared(NODE_ATTRIBUTES)},
        "edges": {"id": {"d": "string"}, "interaction": {"d": "string"}, **_declared(EDGE_ATTRIBUTES)},
    }
    yield _json({"attributeDeclarations": [declarations]}) + ",\n"
    yield _json({"networkAttributes": [about]}) + ",\n"
    yield '{"nodes":[\n'
    yield from _joined(
        {"id": numbers[node], "v": {"id": node, "name": row["label"], **row}} for node, row in iter_node_rows(graph)
    )
    yield ']},\n{"edges":[\n'
    yield from _joined(
        {
            "id": number,
            "s": numbers[edge.source],
            "t": numbers[edge.target],
            "v": {"id": edge.id, "interaction": edge.attributes["predicate"], **edge.attributes},
        }
        for number, edge in enumerate(iter_edge_rows(graph))
    )
    yield ']},\n{"status":[{"success":true}]}]\n'


def write_elements(graph: EvidenceGraph, path: Path) -> None:
    """Write the graph as cytoscape.js elements JSON, which Cytoscape's desktop opens too."""
    write_lines(iter_elements(graph), path)


def iter_elements(graph: EvidenceGraph) -> Iterator[str]:
    """The elements document piece by piece; networkx knows a node by `value`, an edge by `key`."""
    about = {"name": graph.title or graph.topic, "topic": graph.topic, **dict(graph.versions)}
    yield f'{{"directed":true,"multigraph":true,"data":{_json(about)},\n"elements":{{"nodes":[\n'
    yield from _joined(
        {"data": {"id": node, "value": node, "name": row["label"], **row}} for node, row in iter_node_rows(graph)
    )
    yield '],\n"edges":[\n'
    yield from _joined(
        {"data": {"id": edge.id, "key": edge.id, "source": edge.source, "target": edge.target, **edge.attributes}}
        for edge in iter_edge_rows(graph)
    )
    yield "]}}\n"


def _declared(attributes: Iterable[Attribute]) -> dict[str, dict[str, str]]:
    return {attribute.name: {"d": _CX2_TYPES[attribute.type]} for attribute in attributes}


def _joined(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    separator = ""
    for record in records:
        yield separator + _json(record)
        separator = ",\n"
    if separator:
        yield "\n"


def _json(value: Any) -> str:  # noqa: ANN401 - any JSON
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
