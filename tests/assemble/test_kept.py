"""A graph in a file is the graph that was assembled: opened, looked into and exported."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from graph_builder import BONE_DENSITY, CRP, MAGNESIUM, PTH, SARCOPENIA, estimate, graph_of, paper, says, translated

from miner.ask import Network, find_paths, get_neighbourhood
from miner.ask.disagreement import find_disagreements
from miner.ask.snapshot import snapshot
from miner.assemble.keeping import to_columns
from miner.assemble.kept import KeptGraph
from miner.assemble.lookups import lookups_of
from miner.errors import BadStore, NotFound
from miner.export import write_graph
from miner.model.evidence import Edge, EvidenceGraph
from miner.model.study import Design
from miner.store.columns import Columns, join_texts, write_columns


@pytest.fixture(scope="module")
def made() -> EvidenceGraph:
    """Pools, disputes, mediations, inferences, a retraction, a translation, background and unlinked words."""
    return graph_of(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.7, 0.5, 0.95), through=[(CRP, 18.0)]), year=2015),
        paper(2, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.8, 0.6, 1.05)), year=None, n=None),
        paper(3, says(MAGNESIUM, SARCOPENIA, 1), says(MAGNESIUM, CRP, -1), design=Design.ANIMAL, species="rat"),
        translated(paper(4, says(PTH, BONE_DENSITY, -1)), says(PTH, BONE_DENSITY, -1)),
        paper(5, says(MAGNESIUM, PTH, -1), says("Schlaf", "Müdigkeit 疲劳", None)),
        paper(6, says(CRP, SARCOPENIA, 1), says(MAGNESIUM, BONE_DENSITY, 1, background=True), design=Design.RCT),
        paper(7, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.1, 0.05, 0.2)), retracted=True),
        paper(8, says(MAGNESIUM, SARCOPENIA, 0)),
    )


@pytest.fixture(scope="module")
def kept(made: EvidenceGraph, tmp_path_factory: pytest.TempPathFactory) -> KeptGraph:
    """The same graph, from a file."""
    path = tmp_path_factory.mktemp("kept") / "g.npz"
    write_columns(path, to_columns(made))
    return KeptGraph.open(path)


def test_what_was_kept_is_what_was_made(made: EvidenceGraph, kept: KeptGraph) -> None:
    """Equal as a whole and in every part, both ways round, with equal hashes."""
    assert made.mediations
    assert made.inferences
    assert made.background
    assert any(edge.pools for edge in made.edges)
    assert kept == made
    assert made == kept
    for one, other in zip(kept.edges, made.edges, strict=True):
        assert (one.papers, one.retracted, hash(one)) == (other.papers, other.retracted, hash(other))
    assert [one.percents for one in kept.mediations] == [one.percents for one in made.mediations]
    assert kept != replace(made, nodes=made.nodes[1:])
    assert kept.edges[0] != replace(made.edges[0], background=99)


@pytest.mark.parametrize("name", ["g.graphml", "g.gexf", "g.json", "g.cx2", "kgx"])
def test_every_export_has_the_same_bytes(made: EvidenceGraph, kept: KeptGraph, tmp_path: Path, name: str) -> None:
    """Whoever exports need not know where the graph came from."""
    contents = []
    for folder, graph in (("made", made), ("kept", kept)):
        path = tmp_path / folder / name
        path.parent.mkdir()
        write_graph(graph, path)
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        contents.append([(one.name, one.read_bytes()) for one in files])
    assert contents[0] == contents[1]
    assert contents[0]


def test_every_question_has_the_same_answer(made: EvidenceGraph, kept: KeptGraph) -> None:
    """Neighbours, paths, disagreement and snapshots are those of the graph that was made."""
    one, other = Network(made), Network(kept)
    for node in made.nodes:
        assert get_neighbourhood(other, node.id) == get_neighbourhood(one, node.id)
        assert other.legs.get(node.id) == one.legs.get(node.id)
        assert other.into.get(node.id) == one.into.get(node.id)
    assert find_paths(other, MAGNESIUM, SARCOPENIA) == find_paths(one, MAGNESIUM, SARCOPENIA)
    assert list(find_disagreements(kept)) == list(find_disagreements(made))
    assert snapshot(kept) == snapshot(made)
    for mine, theirs in zip(lookups_of(kept), lookups_of(made), strict=True):
        assert dict(mine.items()) == dict(theirs.items())  # type: ignore[attr-defined]


def test_single_things_are_found_by_id(made: EvidenceGraph, kept: KeptGraph) -> None:
    """Nodes, edges, mediations and inferences by their ids; what is not there is not found."""
    assert [kept.edge(edge.id) for edge in made.edges] == list(made.edges)
    assert [kept.find_mediation(one.id) for one in made.mediations] == list(made.mediations)
    assert [kept.find_inference(one.id) for one in made.inferences] == list(made.inferences)
    assert kept.node(MAGNESIUM) == made.node(MAGNESIUM)
    assert kept.between(MAGNESIUM, SARCOPENIA) == made.between(MAGNESIUM, SARCOPENIA)
    assert kept.between(MAGNESIUM, "none") == ()
    for wrong in ("", "none", "a--raises--b", f"{MAGNESIUM}--raises--none", "--via--", "x--perhaps-via--y"):
        assert (kept.find_edge(wrong), kept.find_mediation(wrong), kept.find_inference(wrong)) == (None, None, None)
    with pytest.raises(NotFound):
        kept.edge("none")
    with pytest.raises(NotFound):
        kept.node("none")


def test_claims_are_found_by_their_paper(made: EvidenceGraph, kept: KeptGraph) -> None:
    """Each claim has one number, under its edge and under its paper."""
    told = [(edge.id, one) for edge in made.edges for one in edge.evidence]
    found = [kept.claim_at(number) for number in range(len(told))]
    assert [(edge.id, one) for edge, one in found] == told
    numbers = kept.claims_of_paper(kept.paper_numbers["PMID:3"]).tolist()
    assert {kept.claim_at(number)[1].paper.id for number in numbers} == {"PMID:3"}
    assert len(numbers) == 2


def test_what_is_changed_is_a_plain_value(kept: KeptGraph) -> None:
    """`dataclasses.replace` on what is kept gives what it gives on what was made."""
    edge = replace(kept.edges[0], background=7)
    assert (type(edge), edge.background, edge.evidence) == (Edge, 7, kept.edges[0].evidence)
    graph = replace(kept, edges=(edge,))
    assert (type(graph), graph.edges, graph.nodes) == (EvidenceGraph, (edge,), kept.nodes)
    assert replace(kept.mediations[0], sign=None).evidence == kept.mediations[0].evidence
    assert replace(edge.belief, score=0.5).weights == edge.belief.weights


def test_an_empty_graph_is_kept_too(tmp_path: Path) -> None:
    """A graph without papers opens as one."""
    path = tmp_path / "empty.npz"
    write_columns(path, to_columns(EvidenceGraph("nothing", versions=(("rules", "1"),))))
    assert KeptGraph.open(path) == EvidenceGraph("nothing", versions=(("rules", "1"),))


def test_anyone_can_open_the_file(made: EvidenceGraph, tmp_path: Path) -> None:
    """It is NumPy's own format, without pickles, each array aligned; the same graph gives the same bytes."""
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    for path in (one, two):
        write_columns(path, to_columns(made))
    assert one.read_bytes() == two.read_bytes()
    with np.load(one, allow_pickle=False) as loaded:
        assert json.loads(bytes(loaded["node.ids"])) == [node.id for node in made.nodes]
    assert all(array.ctypes.data % 64 == 0 or not array.size for array in Columns.open(one).values())


@pytest.mark.parametrize("wrong", ["text", "cut", "objects", "other", "packed"])
def test_what_is_no_kept_graph_is_refused(made: EvidenceGraph, tmp_path: Path, wrong: str) -> None:
    """Another file, half a file, pickled objects, compressed arrays, another version's graph: a sentence, no crash."""
    path = tmp_path / "g.npz"
    columns = to_columns(made)
    match wrong:
        case "text":
            path.write_text("no columns")
        case "cut":
            write_columns(path, columns)
            path.write_bytes(path.read_bytes()[:-2000])
        case "objects":
            np.savez(path, **{**columns, "about": np.array([{}], dtype=object)})
        case "packed":
            np.savez_compressed(path, **columns)
        case "other":
            write_columns(path, {**columns, "about": join_texts(['{"format": "miner-graph-0"}'])})
    with pytest.raises(BadStore):
        KeptGraph.open(path)
