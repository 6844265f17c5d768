"""The evidence graph for knowledge graphs: KGX node and edge tables with Biolink categories and predicates.

TSV and JSON Lines after https://github.com/biolink/kgx/blob/master/specification/kgx-format.md. What was
read from papers is `text_mining_agent`'s, what was inferred from two edges a `prediction` of a `computational_model`.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from miner.assemble import EDGE_ATTRIBUTES, EdgeRow, iter_edge_rows, iter_node_rows
from miner.export.lines import write_lines
from miner.model.evidence import EdgeKind, EvidenceGraph

SOURCE: Final = "infores:claim-miner"
_LISTS: Final = frozenset({"category", "publications", "synonym", "has_part"})
_NODE_COLUMNS: Final = ("id", "category", "name", "synonym", "has_part", "type", "role", "papers", "provided_by")
_OWN: Final = tuple(
    attribute.name
    for attribute in EDGE_ATTRIBUTES
    if attribute.name not in {"predicate", "negated", "pmids", "sources", "evidence", "weights"}
)
_EDGE_COLUMNS: Final = (
    "id", "subject", "predicate", "object", "category", "negated", "publications", "knowledge_level", "agent_type",
    "primary_knowledge_source", *_OWN,
)  # fmt: skip


def write_kgx(graph: EvidenceGraph, folder: Path) -> None:
    """Write `nodes.tsv`, `edges.tsv`, `nodes.jsonl` and `edges.jsonl` to the folder."""
    write_lines(_tsv(_iter_nodes(graph), _NODE_COLUMNS), folder / "nodes.tsv")
    write_lines(_tsv(_iter_edges(graph), _EDGE_COLUMNS), folder / "edges.tsv")
    write_lines(_jsonl(_iter_nodes(graph)), folder / "nodes.jsonl")
    write_lines(_jsonl(_iter_edges(graph)), folder / "edges.jsonl")


def _iter_nodes(graph: EvidenceGraph) -> Iterator[dict[str, Any]]:
    for node, row in iter_node_rows(graph):
        yield {
            "id": node,
            "category": [row["category"]],
            "name": row["label"],
            "synonym": _split(row.get("names")),
            "has_part": _split(row.get("parts")),
            "type": row["type"],
            "role": row["role"],
            "papers": row["papers"],
            "provided_by": SOURCE,
        }


def _iter_edges(graph: EvidenceGraph) -> Iterator[dict[str, Any]]:
    for edge in iter_edge_rows(graph, evidence=False):
        row = edge.attributes
        is_inferred = row["kind"] == EdgeKind.INFERRED.value
        yield {
            "id": edge.id,
            "subject": edge.source,
            "predicate": row["predicate"],
            "object": edge.target,
            "category": ["biolink:Association"],
            "negated": row["negated"],
            "publications": _publications(edge),
            "knowledge_level": "prediction" if is_inferred else "statistical_association",
            "agent_type": "computational_model" if is_inferred else "text_mining_agent",
            "primary_knowledge_source": SOURCE,
            **{name: row[name] for name in _OWN if name in row},
        }


def _publications(edge: EdgeRow) -> list[str]:
    """The papers as CURIEs; those that have none by a registered prefix are left to the column `quote`'s file."""
    sources = _split(edge.attributes.get("sources"))
    return [source for source in sources if source.startswith(("PMID:", "PMCID:", "DOI:"))]


def _split(value: object) -> list[str]:
    return str(value).split("|") if value else []


def _tsv(records: Iterable[Mapping[str, Any]], columns: tuple[str, ...]) -> Iterator[str]:
    yield "\t".join(columns) + "\n"
    for record in records:
        yield "\t".join(_cell(name, record.get(name)) for name in columns) + "\n"


def _cell(name: str, value: Any) -> str:  # noqa: ANN401 - any scalar, or a list of texts
    if value is None:
        return ""
    if name in _LISTS:
        return "|".join(" ".join(str(one).replace("|", "/").split()) for one in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return " ".join(value.split())
    return repr(value)


def _jsonl(records: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for record in records:
        present = {key: value for key, value in record.items() if value not in (None, [])}
        yield json.dumps(present, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"
