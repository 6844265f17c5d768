"""The main job on a small topic of its own: a topic file and a sample are all that it needs."""

import json
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import pytest
from zinc_topic import TOPIC

from miner.errors import BadInput, BadStore, Locked
from miner.files import replaced
from miner.harvest.lock import hold_lock
from miner.model.topic import Topic
from miner.run.harvesting import lock_path
from miner.run.pipeline import RunOptions, RunResult, run_topic
from miner.run.summary import path_lines
from miner.store import Store
from miner.topic import load_topic

RESULT = (
    "RESULTS: Higher zinc intake was associated with a lower risk of osteoporosis (OR 0.70, 95% CI 0.50 to 0.90). "
    "Inflammation mediated 20% of the association between zinc intake and osteoporosis."
)
OFFLINE = RunOptions(offline=True)
PAPERS = (
    (
        "PMID:1",
        "Zinc intake and osteoporosis",
        RESULT,
    ),
    ("PMID:2", "Zinc and bone density", "RESULTS: Zinc supplementation increased bone mineral density (P = 0.01)."),
)


@dataclass(frozen=True)
class Place:
    """A topic with its sample, and where its store and its files go."""

    folder: Path
    topic: Topic

    def run(self, *, out: str = "out", store: str = "zinc.sqlite", workers: int = 1) -> RunResult:
        return run_topic(
            self.topic,
            store_path=self.folder / store,
            folder=self.folder / out,
            options=RunOptions(offline=True, workers=workers),
        )

    def published(self, out: str = "out") -> dict[str, bytes]:
        """What was published, without what only a second run has: what changed since the first."""
        files = sorted((self.folder / out).iterdir())
        return {path.name: path.read_bytes() for path in files if ".changes." not in path.name}

    def write_sample(self, papers: tuple[tuple[str, str, str], ...]) -> None:
        lines = (json.dumps({"id": name, "title": title, "text": text}) for name, title, text in papers)
        (self.folder / "zinc.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "zinc.toml").write_text(TOPIC, encoding="utf-8")
    (tmp_path / "zinc.jsonl").write_text("{}", encoding="utf-8")
    found = Place(tmp_path, load_topic(tmp_path / "zinc.toml"))
    found.write_sample(PAPERS)
    return found


def test_a_topic_file_is_all_it_takes(place: Place) -> None:
    """A topic that is not shipped is read, stored, assembled and published by its file alone."""
    result = place.run()
    assert (result.changes["new"], result.read, result.set_aside) == (2, 2, ())
    assert list(place.published()) == ["zinc.graphml", "zinc.manifest.json", "zinc.report.md"]
    graph = nx.read_graphml(result.files.graphml)
    assert graph.nodes["MESH:D015032"]["role"] == "exposure"
    assert graph.nodes["MESH:D010024"]["role"] == "outcome"
    (line,) = path_lines(result.graph)
    assert (line.exposure, line.mediator, line.outcome, line.percents) == (
        "Zinc",
        "Inflammation",
        "Osteoporosis",
        (20.0,),
    )
    assert line.effects[0] == "OR 0.70, 95% CI 0.50 to 0.90"


def test_a_second_run_reads_nothing_and_gives_the_same_bytes(place: Place) -> None:
    """What was read stays read; the files are the same to the last byte, as they are from a new store."""
    place.run()
    first = place.published()
    again = place.run()
    assert (again.changes["same"], again.read) == (2, 0)
    assert place.published() == first
    place.run(out="other", store="other.sqlite")
    assert place.published("other") == first


def test_the_manifest_names_inputs_and_files_by_digest_and_no_time(place: Place) -> None:
    """The manifest holds versions, digests and counts; no clock, no path of this machine."""
    result = place.run()
    text = result.files.manifest.read_text(encoding="utf-8")
    manifest = json.loads(text)
    assert manifest["counts"]["papers"] == 2
    assert set(manifest["files"]) == {"zinc.graphml", "zinc.report.md"}
    assert {"articles", "zinc.toml", "sample/zinc.jsonl"} <= set(manifest["inputs"])
    assert str(place.folder) not in text
    assert str(place.folder) not in result.files.report.read_text(encoding="utf-8")


def test_what_leaves_the_sample_leaves_the_graph(place: Place) -> None:
    """A paper that is no longer in the sample is gone from the store; one that changed is read again."""
    place.run()
    name, title, text = PAPERS[0]
    place.write_sample(((name, title, text.replace("0.70", "0.60")),))
    result = place.run()
    assert (result.changes["revised"], result.read, result.tally.papers) == (1, 1, 1)
    (line,) = path_lines(result.graph)
    assert line.effects[0] == "OR 0.60, 95% CI 0.50 to 0.90"


def test_a_run_that_was_killed_goes_on(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed between reading and publishing, the next run reads nothing twice and ends as one that was not killed."""
    place.run(out="whole", store="whole.sqlite")

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("miner.run.pipeline.publish", killed)
        with pytest.raises(KeyboardInterrupt):
            place.run()
    assert not (place.folder / "out").exists()
    assert place.run().read == 0
    assert place.published() == place.published("whole")


def test_files_are_whole_or_as_they_were(tmp_path: Path) -> None:
    """A write that breaks off leaves the old file, and nothing beside it."""
    path = tmp_path / "x.graphml"
    path.write_text("old", encoding="utf-8")

    def write() -> None:
        with replaced(path) as beside:
            beside.write_text("half", encoding="utf-8")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert [each.name for each in tmp_path.iterdir()] == ["x.graphml"]
    assert path.read_text(encoding="utf-8") == "old"
    (tmp_path / ".x.graphml.99.part").touch()  # as a kill leaves it
    with replaced(path) as beside:
        beside.write_text("new", encoding="utf-8")
    assert [each.name for each in tmp_path.iterdir()] == ["x.graphml"]
    assert path.read_text(encoding="utf-8") == "new"


def test_an_empty_topic_still_publishes(place: Place) -> None:
    """Papers without a claim make an empty graph, and a report that says so."""
    place.write_sample((("PMID:9", "Untitled", "Nothing."),))
    result = place.run()
    assert result.graph.edges == ()
    assert "No paper states a mediation" in result.files.report.read_text(encoding="utf-8")


def test_a_store_serves_one_topic(place: Place) -> None:
    """A store of another topic is refused, and stays as it is."""
    with Store.open(place.folder / "zinc.sqlite", create=True) as store:
        store.save_state("topic", "copper")
    with pytest.raises(BadStore, match="holds the topic copper"):
        place.run()


def test_one_run_at_a_time(place: Place) -> None:
    """While another run holds the lock, the error says so, with its exit code."""
    with hold_lock(lock_path(place.folder / "zinc.sqlite"), what="x"), pytest.raises(Locked) as caught:
        place.run()
    assert caught.value.exit_code == 4


def test_a_folder_that_cannot_be_written_is_named(place: Place) -> None:
    """Where the output folder is a file, the error says so in one sentence."""
    (place.folder / "out").touch()
    with pytest.raises(BadInput, match="cannot be written"):
        place.run()


def test_offline_needs_a_sample(place: Place) -> None:
    """A topic without a sample corpus says what to do, and no store is made."""
    (place.folder / "bare.toml").write_text(TOPIC.partition("[sample]")[0], encoding="utf-8")
    bare = load_topic(place.folder / "bare.toml")
    with pytest.raises(BadInput, match="names no sample corpus"):
        run_topic(bare, store_path=place.folder / "bare.sqlite", folder=place.folder, options=OFFLINE)
    assert not (place.folder / "bare.sqlite").exists()


def test_what_changed_is_published_beside_the_graph(place: Place) -> None:
    """The first run has nothing to compare with; the next ones say what changed, as JSON and in words."""
    place.run()
    assert not list((place.folder / "out").glob("*.changes.*"))
    place.write_sample(PAPERS[:1])
    place.run()
    record = json.loads((place.folder / "out" / "zinc.changes.json").read_text(encoding="utf-8"))
    report = (place.folder / "out" / "zinc.changes.md").read_text(encoding="utf-8")
    assert record["count"] == len(record["changes"]) > 0
    assert all(change["reasons"] for change in record["changes"])
    assert report.startswith("# What changed in zinc")
