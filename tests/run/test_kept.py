"""The graph beside a store: opened while it fits, made anew with a reason when it does not."""

from dataclasses import replace
from pathlib import Path

import pytest
from explorer_site import fill
from graph_builder import BONE_DENSITY, SARCOPENIA, TOPIC

from miner.assemble.kept import KeptGraph
from miner.errors import BadInput
from miner.model.evidence import EvidenceGraph
from miner.model.topic import Selection, Topic
from miner.run import kept
from miner.run.evidence import keep_anew, load_graph
from miner.run.kept import find_kept, graph_path, load_names
from miner.store import Store


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with a few papers, and a cache folder of its own."""
    monkeypatch.setenv("MINER_CACHE", str(tmp_path / "cache"))
    fill(tmp_path / "test.sqlite", number=5)
    return tmp_path / "test.sqlite"


def load(path: Path, topic: Topic = TOPIC) -> tuple[EvidenceGraph, str]:
    """The graph, and what was said while it was loaded."""
    said: list[str] = []
    with Store.open(path, read_only=True) as store:
        return load_graph(topic, store, say=said.append), " ".join(said)


def test_a_graph_is_made_once(path: Path) -> None:
    """The first to need it makes and keeps it, and says so; the next ones open it; both are the same."""
    made, said = load(path)
    assert "putting the evidence together" in said
    again, nothing = load(path)
    assert (type(again), nothing) == (KeptGraph, "")
    assert again == made
    assert load_names(again).search("magnesuim") == load_names(made).search("magnesuim")


def test_what_changed_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More papers, other roles or another miner: made anew, with the reason."""
    before, _ = load(path)
    fill(path)
    after, said = load(path)
    assert "papers were added, changed or read again" in said
    assert len(after.papers) > len(before.papers)
    roles = replace(TOPIC, outcome=Selection(concepts=(SARCOPENIA,)), mediator=Selection(concepts=(BONE_DENSITY,)))
    assert "exposures, outcomes or mediators changed" in load(path, roles)[1]
    assert load(path, roles)[1] == ""
    monkeypatch.setattr(kept, "_rules", lambda: "of another miner")
    assert "miner changed" in load(path, roles)[1]


@pytest.mark.parametrize("content", [b"", b"no graph", b"PK\x03\x04"])
def test_a_damaged_file_is_made_anew(path: Path, content: bytes) -> None:
    """Whatever stands in its place, the answer is the same, and the file is whole again."""
    made, _ = load(path)
    graph_path(path).write_bytes(content)
    again, said = load(path)
    assert "cannot be read" in said
    assert again == made
    assert load(path) == (made, "")


def test_where_nothing_can_be_written_beside_the_store_the_cache_takes_it(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A read-only folder is no reason to make the graph every time; without any room it is made every time."""
    graph_path(path).mkdir()  # nothing can be renamed over a folder
    made, _ = load(path)
    assert load(path) == (made, "")
    assert len(list((tmp_path / "cache" / "graphs").glob("*.npz"))) == 1
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("MINER_CACHE", str(tmp_path / "file"))
    assert load(path)[0] == made
    assert "putting" in load(path)[1]
    with pytest.raises(BadInput, match="MINER_CACHE"):
        keep_anew(TOPIC, path)


def test_a_store_without_claims_has_no_graph(tmp_path: Path) -> None:
    """It says what fills it."""
    fill(tmp_path / "empty.sqlite", number=0)
    with pytest.raises(BadInput, match="miner run"):
        load(tmp_path / "empty.sqlite")
    with pytest.raises(BadInput, match="miner run"):
        keep_anew(TOPIC, tmp_path / "empty.sqlite")


def test_a_graph_that_is_open_stays_as_it_was(path: Path) -> None:
    """Who looks into a kept graph is not disturbed by the next one that takes its place."""
    load(path)
    with Store.open(path, read_only=True) as store:
        old, _ = find_kept(TOPIC, store)
    assert old is not None
    fill(path)
    new, _ = load(path)
    assert len(old.edges) < len(new.edges)
    assert all(edge.evidence for edge in old.edges)
