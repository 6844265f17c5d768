"""`miner run` over the network, end to end: harvested, read, published; then what changed at the source, told."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harvest.eutils_server import Eutils, EutilsServer, Record

if TYPE_CHECKING:
    from collections.abc import Callable

    Miner = Callable[..., Any]

TOPIC = """title = "Made"
[queries]
all = "magnesium"
[exposure]
concepts = ["MESH:D008274"]
[outcome]
concepts = ["MESH:D015519", "MESH:D010024", "MESH:D055948"]
"""
MAGNESIUM, OSTEOPOROSIS, SARCOPENIA = "MESH:D008274", "MESH:D010024", "MESH:D055948"
SAYS = "Magnesium supplementation {verb} the risk of {what} (OR {value}, 95% CI 0.50 to 0.90) in 200 adults."


def record(pmid: int, what: str, *, verb: str = "reduced", value: str = "0.70") -> Record:
    return Record(pmid, title=f"Magnesium and {what}", abstract=SAYS.format(verb=verb, what=what, value=value))


@pytest.fixture
def server() -> Iterator[EutilsServer]:
    records = [record(1, "osteoporosis"), record(2, "osteoporosis"), record(3, "sarcopenia"), record(4, "sarcopenia")]
    with EutilsServer(Eutils(records)) as running:
        yield running


@pytest.fixture
def asked(miner: "Miner", server: EutilsServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "Miner":
    """The command line, its network the server on loopback."""
    (tmp_path / "made.toml").write_text(TOPIC, encoding="utf-8")
    monkeypatch.setenv("NCBI_EMAIL", "reader@example.org")
    monkeypatch.setenv("MINER_ENTREZ_URL", server.url)
    monkeypatch.setenv("MINER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("MINER_STORE", str(tmp_path / "made.sqlite"))
    topic = tmp_path / "made.toml"

    def run(command: str, *more: str | Path) -> Any:
        return miner(command, topic, *more)

    return run


def edges_of(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    graph = nx.read_graphml(path)
    return {(subject, object_): data for subject, object_, data in graph.edges(data=True)}


def test_a_run_over_the_network_follows_its_source(asked: "Miner", server: EutilsServer, tmp_path: Path) -> None:
    """A second run takes in what was revised, retracted and deleted: its claims leave the belief, and it says so."""
    out = tmp_path / "graphs"
    first = asked("run", "-o", out, "--workers", "1", "--json")
    assert first.code == 0, first.err
    said = json.loads(first.out)
    assert (said["new"], said["read"]) == (4, 4)
    before = edges_of(out / "made.graphml")
    assert before[MAGNESIUM, OSTEOPOROSIS]["papers"] == 2
    assert before[MAGNESIUM, SARCOPENIA]["papers"] == 2

    later = datetime.now(UTC).date().isoformat()  # what PubMed changes from now on bears a date of now
    server.eutils.change(
        replace(record(1, "osteoporosis", value="0.60"), lr=later),
        replace(record(3, "sarcopenia"), lr=later, types=("Journal Article", "Retracted Publication")),
    )
    server.eutils.delete(4)
    second = asked("run", "-o", out, "--workers", "1", "--json")
    assert second.code == 0, second.err
    said = json.loads(second.out)
    assert (said["deleted"], said["counts"]["papers"], said["counts"]["retracted"]) == (1, 3, 1)
    after = edges_of(out / "made.graphml")
    assert after[MAGNESIUM, OSTEOPOROSIS]["papers"] == 2
    assert "PMID:1 OR 0.6 (0.5 to 0.9)" in after[MAGNESIUM, OSTEOPOROSIS]["estimates"]
    sarcopenia = after[MAGNESIUM, SARCOPENIA]
    assert (sarcopenia["belief"], sarcopenia["support"], sarcopenia["papers"]) == (0.0, 0, 0)
    assert "PMID:4" not in sarcopenia["evidence"]

    (change,) = json.loads(asked("changes", "--json").out)["changes"]
    assert (change["kind"], change["edge"]) == ("gone", f"{MAGNESIUM}--lowers--{SARCOPENIA}")
    assert [(reason["kind"], reason["paper"]) for reason in change["reasons"]] == [
        ("retraction", "PMID:3"), ("deletion", "PMID:4"),
    ]  # fmt: skip
    assert "retraction PMID:3; deletion PMID:4" in asked("changes").out
    assert json.loads((out / "made.changes.json").read_text(encoding="utf-8"))["changes"] == [change]


def test_changes_since_a_day(asked: "Miner", tmp_path: Path) -> None:
    """Since a day before the first run all is new, since today nothing has changed; what is no day is refused."""
    assert asked("run", "-o", tmp_path, "--workers", "1").code == 0
    since_ever = json.loads(asked("changes", "--since", "2000-01-01", "--json").out)
    assert {change["kind"] for change in since_ever["changes"]} == {"new"}
    since_now = json.loads(asked("changes", "--since", "9999-12-31", "--json").out)
    assert since_now["changes"] == []
    wrong = asked("changes", "--since", "yesterday")
    assert wrong.code == 2
    assert "write it as 2026-01-31" in wrong.err
