"""`miner disputes` and `miner discover`, on a small store of our own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from zinc_topic import TOPIC

Miner = Callable[..., Any]
Ask = Callable[..., Any]

PAPERS = (
    ("1", "RESULTS: Higher zinc intake was associated with a lower risk of osteoporosis."),
    ("2", "RESULTS: Zinc supplementation increased the risk of osteoporosis."),
    ("3", "RESULTS: Zinc supplementation increased bone mineral density."),
    ("4", "RESULTS: Higher bone mineral density was associated with a lower risk of frailty."),
)


@pytest.fixture
def ask(miner: Miner, tmp_path: Path) -> Ask:
    """Run a command on the store of a topic that four papers made."""
    topic = tmp_path / "zinc.toml"
    topic.write_text(TOPIC, encoding="utf-8")
    lines = (json.dumps({"id": f"PMID:{number}", "title": "Zinc", "text": text}) + "\n" for number, text in PAPERS)
    (tmp_path / "zinc.jsonl").write_text("".join(lines), encoding="utf-8")
    outcome = miner("run", str(topic), "--offline", "-o", str(tmp_path / "out"), "--workers", "1")
    assert outcome.code == 0, outcome.err
    return lambda *arguments: miner(*arguments, "--topic", str(topic))


def test_disputes_name_the_camps(ask: Ask) -> None:
    """All disputed pairs in a sentence; one pair with its camps as JSON."""
    assert "With more Zinc, of Osteoporosis: 1 paper found it raised, 1 paper found it lowered" in ask("disputes").out
    (found,) = json.loads(ask("disputes", "zinc", "osteoporosis", "--json").out)
    assert found["disputed"]
    assert [(camp["sign"], camp["papers"]) for camp in found["camps"]] == [(1, ["PMID:2"]), (-1, ["PMID:1"])]


def test_disputes_of_a_pair_name_the_papers(ask: Ask) -> None:
    """Of one pair, who says what: each paper with its side, its study and its id; who is on both sides is named."""
    told = ask("disputes", "zinc", "osteoporosis").out
    assert [line.split()[0] for line in told.splitlines() if "PMID:" in line] == ["raises", "lowers"]
    assert "On more than one side" not in told


def test_disputes_take_two_names(ask: Ask) -> None:
    """One name alone is wrong use, and says what a pair is."""
    outcome = ask("disputes", "zinc")
    assert outcome.code == 2
    assert "two names" in outcome.err


def test_discover_proposes_and_replays(ask: Ask) -> None:
    """Zinc raises bone density, which goes with less frailty: a link that no paper states."""
    found = json.loads(ask("discover", "--bridges", "1", "--json").out)
    assert [(one["end"], one["sign"], len(one["chains"])) for one in found] == [("MESH:D000073496", -1, 1)]
    assert "Frailty" in ask("discover", "zinc", "--bridges", "1").out
    assert "--bridges 1 may find something" in ask("discover", "zinc").out
    outcome = ask("discover", "--as-of", "1990")
    assert outcome.code == 2
    assert "later time" in outcome.err


def test_an_empty_store_does_not_hide_the_sample(ask: Ask, miner: Miner, tmp_path: Path) -> None:
    """A harvest that came to nothing leaves an empty store; questions are still answered from the sample."""
    (tmp_path / "none").mkdir()
    assert miner("harvest", str(tmp_path / "zinc.toml"), "--bulk", str(tmp_path / "none")).code == 2
    assert (tmp_path / "home" / "data" / "miner" / "zinc.sqlite").exists()
    outcome = ask("disputes")
    assert outcome.code == 0
    assert "answering from the sample corpus" in outcome.err
    assert "With more Zinc" in outcome.out
