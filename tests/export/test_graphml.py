"""GraphML: valid for any text, and read back without loss by three readers that are not ours."""

import json
import math
import random
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from graph_builder import CRP, MAGNESIUM, PTH, SARCOPENIA, estimate, graph_of, paper, says
from lxml import etree

from miner.assemble import EDGE_ATTRIBUTES, Attribute, EdgeRow, iter_edge_rows, to_networkx
from miner.errors import BadInput
from miner.export import write_graphml
from miner.export.graphml import clean, iter_graphml
from miner.export.lines import write_lines
from miner.model.claim import Certainty
from miner.model.evidence import EvidenceGraph

NAMESPACE = "{http://graphml.graphdrawing.org/xmlns}"
VALUE = (Attribute("value", "string"),)
# One range for each class of code points that XML, or a reader of it, treats in its own way.
CLASSES = (
    (0x00, 0x08), (0x09, 0x0D), (0x0E, 0x1F), (0x20, 0x7E), (0x7F, 0x9F), (0xA0, 0x2FF), (0x300, 0x36F), (0x370, 0x5FF),
    (0x600, 0x6FF), (0x2000, 0x206F), (0x3040, 0x30FF), (0x4E00, 0x9FFF), (0xD800, 0xDFFF), (0xE000, 0xF8FF),
    (0xFDD0, 0xFDEF), (0xFFF0, 0xFFFF), (0x10000, 0x103FF), (0x1F300, 0x1FAFF), (0x1FFFE, 0x1FFFF), (0xE0000, 0xE007F),
    (0x10FFF0, 0x10FFFF),
)  # fmt: skip
MARKUP = ("<", ">", "&", '"', "'", "]]>", "<![CDATA[", "&#0;", "&amp;", "<!--", "\r\n", "\r", "\n", "\t", " ", "|")


def sample() -> EvidenceGraph:
    return graph_of(
        paper(
            1,
            says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8), through=[("NP", 18), (CRP, 20.5)]),
            says(MAGNESIUM, SARCOPENIA, None),
        ),
        paper(
            2, says(MAGNESIUM, PTH, -1), says(PTH, SARCOPENIA, 1, certainty=Certainty.HEDGED), says(sign=0), year=None
        ),
        paper(3, says(sign=1), says('a "<&>" thing', "肌肉"), retracted=True),
        paper(4, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.7, 0.5, 0.99))),
    )


def random_values(count: int) -> list[str]:
    generator = random.Random(7)
    values = []
    for number in range(count):
        first, last = CLASSES[number % len(CLASSES)]
        piece = "".join(chr(generator.randint(first, last)) for _ in range(generator.randint(1, 12)))
        values.append(generator.choice(MARKUP) * (number % 3) + piece + generator.choice(MARKUP) * (number % 2))
    return values


def edges_of(graph: Any) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(source, target, str(key)): data for source, target, key, data in graph.edges(keys=True, data=True)}


def test_networkx_reads_back_the_very_graph(tmp_path: Path) -> None:
    """Nodes, edges, keys, values and types come back from the file as `to_networkx` gives them."""
    graph = sample()
    path = tmp_path / "g.graphml"
    write_graphml(graph, path)
    ours, theirs = to_networkx(graph), nx.read_graphml(path, force_multigraph=True)
    assert {node: theirs.nodes[node] for node in theirs} == {node: ours.nodes[node] for node in ours}
    assert edges_of(theirs) == edges_of(ours)
    for key, data in edges_of(theirs).items():
        assert {name: type(value) for name, value in data.items()} == {
            name: type(value) for name, value in edges_of(ours)[key].items()
        }


def test_ids_are_unique_and_attributes_are_declared(tmp_path: Path) -> None:
    """Every edge has an id of its own, every attribute one key, every value the key's type."""
    path = tmp_path / "g.graphml"
    write_graphml(sample(), path)
    root = etree.parse(str(path)).getroot()
    ids = [element.get("id") for element in root.iter(f"{NAMESPACE}edge", f"{NAMESPACE}node", f"{NAMESPACE}key")]
    assert len(ids) == len(set(ids))
    keys = {key.get("id"): key.get("attr.type") for key in root.iter(f"{NAMESPACE}key")}
    for data in root.iter(f"{NAMESPACE}data"):
        assert len(data) == 0
        assert data.text
        kind = keys[data.get("key")]
        assert kind != "int" or str(int(data.text)) == data.text
        assert kind != "double" or repr(float(data.text)) == data.text
        assert kind != "boolean" or data.text in {"true", "false"}
    nodes = {element.get("id") for element in root.iter(f"{NAMESPACE}node")}
    assert all({edge.get("source"), edge.get("target")} <= nodes for edge in root.iter(f"{NAMESPACE}edge"))


def test_every_edge_has_what_the_contract_names(tmp_path: Path) -> None:
    """What has a value for every edge is there on every edge; the rest is absent, never empty or -1."""
    path = tmp_path / "g.graphml"
    write_graphml(sample(), path)
    graph = nx.read_graphml(path, force_multigraph=True)
    always = {"predicate", "negated", "kind", "papers", "claims", "support", "against", "null", "belief", "retracted"}
    names = {attribute.name for attribute in EDGE_ATTRIBUTES}
    for _, _, data in graph.edges(data=True):
        assert always <= set(data) <= names
        assert data.get("sign") in {1, -1, 0, None}
        assert data["sign" if data["predicate"] != "biolink:associated_with" else "kind"] is not None
    for _, data in graph.nodes(data=True):
        assert {"label", "category", "type", "role", "papers"} <= set(data)


def test_belief_can_be_computed_again_from_the_file(tmp_path: Path) -> None:
    """The weights in the file, by the formula of docs/graph.md and nothing else, give every stated edge's belief."""
    path = tmp_path / "g.graphml"
    write_graphml(
        graph_of(
            paper(1, says(sign=-1), n=50, data_set="NHANES"),
            paper(2, says(sign=-1, certainty=Certainty.HEDGED), says(sign=1), data_set="NHANES"),
            paper(3, says(sign=0), concern=True),
            paper(4, says(sign=1), retracted=True),
            paper(5, says(sign=None), n=None),
        ),
        path,
    )
    graph = nx.read_graphml(path, force_multigraph=True)
    weights: dict[tuple[str, str], dict[int | None, list[float]]] = {}
    for source, target, data in graph.edges(data=True):
        rows = json.loads(data.get("weights", "[]"))
        factors = ("design", "size", "certainty", "standing", "independence", "share")
        for row in rows:
            assert row["weight"] == pytest.approx(math.prod(row[name] for name in factors), rel=1e-5)
        weights.setdefault((source, target), {})[data.get("sign")] = [row["weight"] for row in rows]
    for source, target, data in graph.edges(data=True):
        of = weights[source, target]
        sign, own, null = data.get("sign"), sum(of[data.get("sign")]), sum(of.get(0, ()))
        against = sum(of.get(1, ())) + sum(of.get(-1, ())) if sign == 0 else 0.5 * null
        against += sum(of.get(-sign, ())) if sign else 0
        strength = 1 - math.prod(1 - weight for weight in of[sign])
        wanted = strength * own / (own + against) if own else 0
        assert data["belief"] == pytest.approx(wanted, abs=1e-5)
    assert len(weights) == 1
    assert len(graph.edges) == 4


def test_random_text_survives_three_readers(tmp_path: Path) -> None:
    """20,000 values of every class of code points come back from networkx, igraph and lxml."""
    values = random_values(20_000)
    path = tmp_path / "g.graphml"
    nodes: Iterator[tuple[str, dict[str, Any]]] = (
        (f"n{number}", {"value": value}) for number, value in enumerate(values)
    )
    write_lines(iter_graphml(nodes, (), node_attributes=VALUE), path)
    wanted = {f"n{number}": clean(value) for number, value in enumerate(values)}

    tree = etree.parse(str(path), etree.XMLParser(huge_tree=True))
    by_lxml = {node.get("id"): node[0].text for node in tree.getroot().iter(f"{NAMESPACE}node")}
    assert by_lxml == wanted
    assert {node: data["value"] for node, data in nx.read_graphml(path).nodes(data=True)} == wanted
    read = igraph.Graph.Read_GraphML(str(path))
    assert dict(zip(read.vs["id"], read.vs["value"], strict=True)) == wanted


def test_ids_survive_too(tmp_path: Path) -> None:
    """Any text as a node's id or an edge's id comes back from networkx."""
    values = sorted({clean(value) for value in random_values(2_000)})
    path = tmp_path / "g.graphml"
    edges = (EdgeRow(value, values[0], f"e{value}", {"value": value}) for value in values)
    write_lines(iter_graphml(((value, {}) for value in values), edges, edge_attributes=VALUE), path)
    graph = nx.read_graphml(path, force_multigraph=True)
    assert set(graph) == set(values)
    assert edges_of(graph) == {(value, values[0], f"e{value}"): {"value": value} for value in values}


def test_igraph_reads_the_graph(tmp_path: Path) -> None:
    """An independent reader sees the same nodes, edges and texts."""
    graph = sample()
    path = tmp_path / "g.graphml"
    write_graphml(graph, path)
    read = igraph.Graph.Read_GraphML(str(path))
    ours = to_networkx(graph)
    assert read.is_directed()
    assert (read.vcount(), read.ecount()) == (ours.number_of_nodes(), ours.number_of_edges())
    assert read.vs["label"] == [data["label"] for _, data in ours.nodes(data=True)]
    assert read.vs["id"] == list(ours)
    # igraph 1.0 gives edges the ids of nodes, so they are told apart by their place in the file.
    rows = list(iter_edge_rows(graph))
    for name in ("quote", "evidence", "kind", "predicate"):
        assert read.es[name] == [row.attributes.get(name, "") for row in rows]


def test_the_same_bytes(tmp_path: Path) -> None:
    """Writing twice gives the same bytes, and a file that was there is replaced whole."""
    first, second = tmp_path / "a.graphml", tmp_path / "b.graphml"
    second.write_text("old", encoding="utf-8")
    write_graphml(sample(), first)
    write_graphml(sample(), second)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.graphml", "b.graphml"]


def test_memory_stays_flat(tmp_path: Path) -> None:
    """Ten times the edges take no more memory to write."""

    def rows(count: int) -> Iterator[EdgeRow]:
        return (EdgeRow("a", "b", f"e{number}", {"value": "x" * 200}) for number in range(count))

    peaks = []
    for count in (5_000, 50_000):
        tracemalloc.start()
        write_lines(iter_graphml([("a", {}), ("b", {})], rows(count), edge_attributes=VALUE), tmp_path / "g.graphml")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


@pytest.mark.parametrize(
    ("kind", "value"),
    [("string", 1), ("int", 1.5), ("int", True), ("double", "1"), ("boolean", 1), ("double", float("nan"))],
)
def test_a_value_of_another_type_is_refused(kind: str, value: Any) -> None:
    """One type an attribute: a wrong one is named, not written."""
    with pytest.raises(BadInput, match="the attribute value"):
        list(iter_graphml([("a", {"value": value})], (), node_attributes=(Attribute("value", kind),)))


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    """Writing into nowhere says so, and leaves nothing behind."""
    (tmp_path / "no").write_text("a file")
    with pytest.raises(BadInput, match="cannot be written to"):
        write_graphml(sample(), tmp_path / "no" / "g.graphml")


def test_an_empty_graph_is_a_graph(tmp_path: Path) -> None:
    """No papers give a valid file without nodes."""
    path = tmp_path / "g.graphml"
    write_graphml(graph_of(), path)
    assert nx.read_graphml(path).number_of_nodes() == 0
