"""`miner harvest` and `miner schedule` as users call them, over HTTP on loopback."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harvest.eutils_server import Eutils, EutilsServer, Record

from miner.harvest.lock import hold_lock

Miner = Callable[..., Any]
TOPIC = 'title = "Made"\n[queries]\nall = "magnesium"\n[exposure]\nnames = ["magnesium"]\n[outcome]\nnames = ["bone"]\n'
KEY = "0123456789abcdef0123456789abcdef0123"


@pytest.fixture
def server() -> Iterator[EutilsServer]:
    with EutilsServer(Eutils([Record(1), Record(2)])) as running:
        yield running


@pytest.fixture
def topic(tmp_path: Path) -> Path:
    path = tmp_path / "made.toml"
    path.write_text(TOPIC)
    return path


@pytest.fixture
def asked(miner: Miner, server: EutilsServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Miner:
    """The command line with an environment that points at the server."""
    monkeypatch.setenv("NCBI_EMAIL", "reader@example.org")
    monkeypatch.setenv("NCBI_API_KEY", KEY)
    monkeypatch.setenv("MINER_ENTREZ_URL", server.url)
    monkeypatch.setenv("MINER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("MINER_STORE", str(tmp_path / "made.sqlite"))
    return miner


def test_a_harvest_prints_its_certificate(asked: Miner, topic: Path, tmp_path: Path) -> None:
    """Complete is 0; the certificate stands on stdout and, as text and JSON, beside the store; the key nowhere."""
    outcome = asked("harvest", topic)
    assert outcome.code == 0
    assert "\nCOMPLETE" in outcome.out
    assert (tmp_path / "made.certificate.txt").read_text() == outcome.out
    said = json.loads(asked("harvest", topic, "--json").out)
    assert said["complete"] is True
    assert said["queries"][0]["mode"].startswith("new or changed since")
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert KEY.encode() not in written + (outcome.out + outcome.err).encode()


def test_what_is_set_aside_makes_it_1(asked: Miner, topic: Path, server: EutilsServer) -> None:
    """Each record that could not be stored is named on stderr."""
    server.eutils.change(Record(77, title="magnesium", is_bad=True))
    outcome = asked("harvest", topic)
    assert outcome.code == 1
    assert "set aside: PMID:77" in outcome.err


@pytest.mark.parametrize(
    ("variable", "value", "sentence"),
    [
        ("NCBI_EMAIL", "", "set NCBI_EMAIL"),
        ("NCBI_EMAIL", "nobody", "not an e-mail address"),
        ("NCBI_API_KEY", "wrong", "NCBI_API_KEY"),
        ("MINER_ENTREZ_URL", "ftp://x", "MINER_ENTREZ_URL"),
    ],
)
def test_wrong_settings_are_2(
    variable: str, value: str, sentence: str, asked: Miner, topic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence that says what to set."""
    monkeypatch.setenv(variable, value)
    outcome = asked("harvest", topic)
    assert outcome.code == 2
    assert sentence in outcome.err
    assert outcome.out == ""


def test_no_network_is_3(asked: Miner, topic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers: progress is kept, and the code says so."""
    monkeypatch.setenv("MINER_ENTREZ_URL", "http://127.0.0.1:9/eutils")
    outcome = asked("harvest", topic)
    assert outcome.code == 3
    assert "nobody answers" in outcome.err


def test_another_run_is_4(asked: Miner, topic: Path, tmp_path: Path) -> None:
    """One run at a time works on a store."""
    with hold_lock(tmp_path / "made.sqlite.lock", what="it"):
        outcome = asked("harvest", topic)
    assert outcome.code == 4
    assert "being worked on by process" in outcome.err


def test_a_folder_of_bulk_files_needs_no_email(miner: Miner, topic: Path, tmp_path: Path) -> None:
    """The bulk road asks NCBI for nothing; a place that is no folder is wrong use, and no store is made for it."""
    outcome = miner("harvest", topic, "--bulk", tmp_path / "none", "--store", tmp_path / "x.sqlite")
    assert outcome.code == 2
    assert "no folder" in outcome.err
    assert not (tmp_path / "x.sqlite").exists()


def test_a_scheduled_run_logs_and_tells(asked: Miner, topic: Path, tmp_path: Path) -> None:
    """`--once` harvests, logs beside the store, and gives the report to a command."""
    told = tmp_path / "told.json"
    program = tmp_path / "tell.py"
    program.write_text(f"import sys, pathlib\npathlib.Path({str(told)!r}).write_text(sys.stdin.read())\n")
    outcome = asked("schedule", topic, "--once", "--tell", f"{sys.executable} {program}")
    assert outcome.code == 0
    report = json.loads(told.read_text())
    assert report["complete"] is True
    assert report["changes"] == {"new": 2}
    assert "complete: 2 new" in (tmp_path / "made.log").read_text()


def test_an_entry_is_shown_and_not_written_unasked(asked: Miner, topic: Path) -> None:
    """Without a terminal and without --yes the entry is shown only; the key is not in it."""
    outcome = asked("schedule", topic, "--every", "7d", "--install", "cron")
    assert outcome.code == 2
    assert "# miner: harvest of made" in outcome.out
    assert "--once" in outcome.out
    assert KEY not in outcome.out
    assert "--yes" in outcome.err


@pytest.mark.parametrize("options", [(), ("--once", "--remove"), ("--every", "7d", "--once"), ("--every", "1s")])
def test_schedules_that_cannot_be_are_refused(options: tuple[str, ...], asked: Miner, topic: Path) -> None:
    """One thing at a time, at intervals that make sense."""
    assert asked("schedule", topic, *options).code == 2
