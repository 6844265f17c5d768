"""Exports are read back by the tools they are for, with nothing lost and nothing changed between two runs."""

import csv
import json
from pathlib import Path

import networkx as nx
import pytest
from bioc import biocjson, biocxml
from lxml import etree
from pyarrow import parquet

from miner.errors import BadInput
from miner.export import write_annotations, write_citations, write_claims, write_estimates, write_graph
from miner.model.article import Article, Author, Correction
from miner.model.claim import Claim, Mediator, Term
from miner.model.concept import EntityType
from miner.model.estimate import Estimate, Measure
from miner.model.evidence import (
    Belief,
    Edge,
    Evidence,
    EvidenceGraph,
    Inference,
    Mediation,
    MediationEvidence,
    Node,
    Paper,
    Role,
)
from miner.model.reading import Mention, Reading

NASTY = 'Thirst & <hunger> "x"\t\u0000\ud800 ¼ 镁 \U0001f600'
QUOTE = "=Salt lowered sleep (OR 0.5, 95% CI 0.3 to 0.8)."


def graph() -> EvidenceGraph:
    estimate = Estimate(21, 47, "OR 0.5, 95% CI 0.3 to 0.8", Measure.OR, 0.5, 0.3, 0.8, 95)
    claim = Claim(
        0, len(QUOTE), QUOTE, Term("Salt", 1, 5), Term("sleep", 14, 19), -1,
        mediators=(Mediator("thirst", 0, 4, percent=18),),
    )  # fmt: skip
    one = Evidence(Paper("PMID:1", year=2001, pmid=1, n=90), "PMID:1", claim, "X:salt", "X:sleep", -1, (estimate,))
    none = Evidence(Paper("PMID:2", year=2003, pmid=2), "PMID:2", claim, "X:salt", "X:sleep", 0)
    return EvidenceGraph(
        "salt",
        "Salt and sleep",
        nodes=(
            Node("X:noise", NASTY, "biolink:PhenotypicFeature", None, Role.MEDIATOR, 1, (NASTY,)),
            Node("X:salt", "Salt", "biolink:ChemicalEntity", EntityType.CHEMICAL, Role.EXPOSURE, 2),
            Node("X:sleep", "Sleep", "biolink:PhenotypicFeature", EntityType.PROCESS, Role.OUTCOME, 2),
        ),
        edges=(
            Edge("X:salt", "X:sleep", -1, (one,), Belief(0.6, support=1)),
            Edge("X:salt", "X:sleep", 0, (none,), Belief(0.1, null=1)),
        ),
        mediations=(
            Mediation(
                "X:salt", "X:noise", "X:sleep", -1, (MediationEvidence(one, claim.mediators[0], 18.0),), Belief(0.5)
            ),
        ),
        inferences=(Inference("X:salt", "X:noise", "X:sleep", 1, "a", "b", 0.1),),
        versions=(("rules", "1"),),
    )


@pytest.mark.parametrize("name", ["a.graphml", "a.gexf", "a.json", "a.cx2", "a.sif", "kgx"])
def test_the_same_graph_gives_the_same_bytes(tmp_path: Path, name: str) -> None:
    """No format holds the time, a random id, or an order of its own."""
    for run in ("first", "second"):
        write_graph(graph(), tmp_path / run / name)
    first, second = tmp_path / "first" / name, tmp_path / "second" / name
    files = sorted(first.iterdir()) if first.is_dir() else [first]
    assert files
    for file in files:
        other = second / file.name if first.is_dir() else second
        assert file.read_bytes() == other.read_bytes()
        assert file.stat().st_size > 50


def test_gexf_is_read_back_by_networkx(tmp_path: Path) -> None:
    """Nodes, parallel edges and their attributes survive; what XML cannot hold is replaced."""
    write_graph(graph(), tmp_path / "a.gexf")
    network = nx.read_gexf(tmp_path / "a.gexf")
    assert set(network) == {"X:noise", "X:salt", "X:sleep"}
    assert network.number_of_edges() == 4
    assert network.nodes["X:noise"]["label"] == NASTY.replace("\0", "\ufffd").replace("\ud800", "\ufffd")
    assert sorted(row["sign"] for *_, row in network.edges(data=True)) == [-1, -1, 0, 1]


def test_elements_are_read_back_by_networkx(tmp_path: Path) -> None:
    """The cytoscape.js form keeps ids and every attribute."""
    write_graph(graph(), tmp_path / "a.json")
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    network = nx.cytoscape_graph(found)
    assert network.number_of_nodes() == 3
    assert {row["id"] for *_, row in network.edges(data=True)} == {
        edge["data"]["id"] for edge in found["elements"]["edges"]
    }
    mediation = next(edge["data"] for edge in found["elements"]["edges"] if edge["data"]["kind"] == "mediation")
    assert (mediation["percent_mediated"], mediation["via"]) == (18.0, "X:noise")


def test_cx2_declares_what_it_holds(tmp_path: Path) -> None:
    """Every attribute is declared with the type that its values have, and the counts of the metadata are right."""
    write_graph(graph(), tmp_path / "a.cx2")
    aspects = {
        key: value for part in json.loads((tmp_path / "a.cx2").read_text("utf-8")) for key, value in part.items()
    }
    assert aspects["CXVersion"] == "2.0"
    assert aspects["status"] == [{"success": True}]
    counts = {one["name"]: one["elementCount"] for one in aspects["metaData"]}
    assert counts["nodes"] == len(aspects["nodes"]) == 3
    assert counts["edges"] == len(aspects["edges"]) == 4
    types = {"string": str, "integer": int, "double": float, "boolean": bool}
    for what in ("nodes", "edges"):
        declared = aspects["attributeDeclarations"][0][what]
        for one in aspects[what]:
            for name, value in one["v"].items():
                assert type(value) is types[declared[name]["d"]], name
    ids = {one["id"] for one in aspects["nodes"]}
    assert all({edge["s"], edge["t"]} <= ids for edge in aspects["edges"])


# Of the Biolink model 4.2: the classes, slots and values that the tables use.
BIOLINK_CLASSES = {"biolink:ChemicalEntity", "biolink:PhenotypicFeature", "biolink:Association"}
BIOLINK_PREDICATES = {
    "biolink:positively_correlated_with",
    "biolink:negatively_correlated_with",
    "biolink:correlated_with",
    "biolink:associated_with",
    "biolink:related_to",
}


def test_kgx_tables_hold_biolink_terms(tmp_path: Path) -> None:
    """Tables and JSON Lines agree; each edge ends in nodes, with a predicate, a knowledge level and an agent type."""
    write_graph(graph(), tmp_path / "kgx")
    with (tmp_path / "kgx" / "edges.tsv").open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    with (tmp_path / "kgx" / "nodes.tsv").open(encoding="utf-8", newline="") as file:
        nodes = {row["id"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}
    assert all(row["category"] in BIOLINK_CLASSES for row in (*edges, *nodes.values()))
    assert {edge["predicate"] for edge in edges} <= BIOLINK_PREDICATES
    assert all({edge["subject"], edge["object"]} <= set(nodes) for edge in edges)
    levels = {(edge["kind"], edge["knowledge_level"], edge["agent_type"]) for edge in edges}
    assert ("inferred", "prediction", "computational_model") in levels
    assert ("stated", "statistical_association", "text_mining_agent") in levels
    assert next(edge for edge in edges if edge["sign"] == "0")["negated"] == "true"
    lines = [json.loads(line) for line in (tmp_path / "kgx" / "edges.jsonl").read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == [edge["id"] for edge in edges]
    assert lines[0]["publications"] == ["PMID:1"]


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    """The sentence names the formats that there are."""
    with pytest.raises(
        BadInput, match=r"a\.doc: no format has the suffix \.doc; use \.graphml \.gexf \.json \.cx2 \.sif"
    ):
        write_graph(graph(), tmp_path / "a.doc")
    with pytest.raises(BadInput, match=r"written as \.csv or \.parquet"):
        write_claims(graph(), tmp_path / "a.xls")


def test_tables_are_read_back(tmp_path: Path) -> None:
    """CSV and Parquet hold the same rows, each claim once; a cell never starts a formula."""
    for kind in ("csv", "parquet"):
        write_claims(graph(), tmp_path / f"claims.{kind}")
        write_estimates(graph(), tmp_path / f"estimates.{kind}")
    with (tmp_path / "claims.csv").open(encoding="utf-8", newline="") as file:
        claims = list(csv.DictReader(file))
    table = parquet.read_table(tmp_path / "claims.parquet").to_pylist()
    assert [row["paper"] for row in claims] == [row["paper"] for row in table] == ["PMID:1", "PMID:2"]
    assert claims[0]["quote"] == f"'{QUOTE}"
    assert table[0]["quote"] == QUOTE
    assert (claims[0]["sign"], table[0]["sign"], claims[0]["mediators"]) == ("-1", -1, "thirst (18%)")
    (estimate,) = parquet.read_table(tmp_path / "estimates.parquet").to_pylist()
    assert (estimate["measure"], estimate["value"], estimate["ci_low"], estimate["ci_high"]) == ("OR", 0.5, 0.3, 0.8)
    assert (estimate["contrast"], estimate["not_pooled"]) == (None, "it does not say what it compares")
    assert estimate["turned"] is False


ARTICLE = Article(
    "PMID:1",
    "On salt & sleep: 50% less",
    pmid=1,
    doi="10.1000/s_1",
    journal="Nights",
    year=2001,
    published="2001-04",
    pages="3-9",
    authors=(Author("Müller", "Anna", "A"), Author(collective="The Salt Group")),
    corrections=(Correction("RetractionIn", 9),),
)


def test_citations(tmp_path: Path) -> None:
    """RIS, BibTeX and CSL-JSON carry authors, ids and the retraction; TeX's own characters are escaped."""
    for name in ("a.ris", "a.bib", "a.json"):
        write_citations([ARTICLE], tmp_path / name)
    ris = (tmp_path / "a.ris").read_text("utf-8").splitlines()
    assert ris[0] == "TY  - JOUR"
    assert {"AU  - Müller, Anna", "AU  - The Salt Group", "SP  - 3", "EP  - 9", "N1  - Retracted", "ER  - "} <= set(ris)
    bib = (tmp_path / "a.bib").read_text("utf-8")
    assert bib.startswith("@article{PMID:1,\n")
    assert r"title = {{On salt \& sleep: 50\% less}}" in bib
    (item,) = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert item["author"] == [{"family": "Müller", "given": "Anna"}, {"literal": "The Salt Group"}]
    assert item["issued"] == {"date-parts": [[2001, 4]]}
    assert item["DOI"] == "10.1000/s_1"


def test_no_citation_is_an_empty_list(tmp_path: Path) -> None:
    """CSL-JSON stays JSON without papers."""
    write_citations([], tmp_path / "a.json")
    assert json.loads((tmp_path / "a.json").read_text("utf-8")) == []


TEXT = "Salt & sleep\nRESULTS: Salt\u00a0raised NaCl\nin 镁."
READING = Reading(
    "PMID:1",
    "Salt & sleep",
    TEXT,
    mentions=tuple(
        Mention(
            TEXT.index(word, 5 if number else 0), TEXT.index(word, 5 if number else 0) + len(word), word, kind, concept
        )
        for number, (word, kind, concept) in enumerate(
            [
                ("Salt", EntityType.CHEMICAL, "MESH:D012965"),
                ("NaCl", EntityType.CHEMICAL, None),
                ("镁", EntityType.CHEMICAL, None),
            ]
        )
    ),
)


@pytest.mark.parametrize("suffix", [".xml", ".json"])
def test_bioc_is_read_back_by_bioc(tmp_path: Path, suffix: str) -> None:
    """Every annotation's offset gives its text back from its passage."""
    path = tmp_path / f"a{suffix}"
    write_annotations([READING], path)
    collection = biocxml.load(str(path)) if suffix == ".xml" else biocjson.loads(path.read_text("utf-8"))
    (document,) = collection.documents
    found = []
    for passage in document.passages:
        for annotation in passage.annotations:
            (location,) = annotation.locations
            start = location.offset - passage.offset
            assert passage.text[start : start + location.length] == annotation.text
            found.append((annotation.text, annotation.infons["identifier"]))
    assert found == [("Salt", "MESH:D012965"), ("NaCl", "-"), ("镁", "-")]


def test_pubtator_offsets_span_title_and_abstract(tmp_path: Path) -> None:
    """A line each for title and abstract, offsets over both."""
    write_annotations([READING], tmp_path / "a.pubtator")
    lines = (tmp_path / "a.pubtator").read_text("utf-8").splitlines()
    assert lines[0] == "1|t|Salt & sleep"
    whole = lines[0].removeprefix("1|t|") + "\n" + lines[1].removeprefix("1|a|")
    for line in lines[2:-1]:
        _, start, end, text, *_ = line.split("\t")
        assert whole[int(start) : int(end)] == text
    assert len(lines) == 6


def test_xml_is_valid_whatever_the_text(tmp_path: Path) -> None:
    """Characters that XML cannot hold are replaced."""
    reading = Reading("PMID:2", "A\0B", "A\0B\nC & <d>")
    write_annotations([reading], tmp_path / "a.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    texts = [one.text for one in etree.parse(tmp_path / "a.xml", parser).iter("text")]
    assert texts == ["A\ufffdB", "C & <d>"]
