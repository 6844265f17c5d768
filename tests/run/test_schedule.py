"""Scheduled harvesting: the loop, the log, whom it tells, and the entries for cron and systemd."""

import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from miner.errors import BadInput
from miner.model.topic import Query, Selection, Topic
from miner.run.schedule import ScheduledJob, kept_environment, log_path, logging_to, read_interval, run_loop, run_once
from miner.run.timers import Entry, install_cron, install_systemd, remove_cron, remove_systemd
from miner.settings import Settings

KEY = "e" * 36
NOBODY = "http://127.0.0.1:9/eutils"


def make_job(folder: Path, **options: str) -> ScheduledJob:
    nothing = Selection()
    topic = Topic("made", "Made", (Query("q", "magnesium"),), exposure=nothing, outcome=nothing, mediator=nothing)
    settings = Settings("a@example.org", KEY, entrez_url=NOBODY, cache_folder=folder / "cache")
    return ScheduledJob(topic, settings, folder / "made.sqlite", **options)


def make_entry(folder: Path, *, every: timedelta = timedelta(days=7), topic: str = "made") -> Entry:
    command = ("/usr/bin/python3", "-m", "miner", "schedule", "my topic.toml", "--once", "--tell", "echo 100%")
    return Entry(topic, every, command, {"NCBI_EMAIL": "a@example.org"}, folder / "units", folder / "environment")


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with a crontab and a systemctl of our own, which keep what they were given."""
    programs = tmp_path / "bin"
    programs.mkdir()
    kept = tmp_path / "crontab.txt"
    crontab = f'if [ "$1" = -l ]; then cat {kept} 2>/dev/null || {{ echo "no crontab for you" >&2; exit 1; }}; '
    (programs / "crontab").write_text(f"#!/bin/sh\n{crontab}else cat > {kept}; fi\n")
    (programs / "systemctl").write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/systemctl.txt\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}/usr/bin{os.pathsep}/bin")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "seconds"), [("7d", 604_800), ("12h", 43_200), ("2w", 1_209_600), ("90m", 5_400), (" 1D ", 86_400)]
)
def test_intervals_are_read(text: str, seconds: int) -> None:
    """Minutes, hours, days and weeks."""
    assert read_interval(text).total_seconds() == seconds


@pytest.mark.parametrize("text", ["", "7", "d", "-1d", "1y", "5m", "0d"])
def test_intervals_that_are_none_are_refused(text: str) -> None:
    """Nonsense, and what is too often for PubMed."""
    with pytest.raises(BadInput):
        read_interval(text)


def test_a_failed_run_is_logged_and_told(tmp_path: Path) -> None:
    """Exit code 3, a line in the log without the key, and the report on the command's standard input."""
    told = tmp_path / "told.json"
    job = make_job(tmp_path, command=_writer(told))
    said: list[str] = []
    with logging_to(log_path(job.store_path), job.settings):
        assert run_once(job, say=said.append) == 3
    report = json.loads(told.read_text())
    assert report["exit_code"] == 3
    assert report["complete"] is False
    log = (tmp_path / "made.log").read_text()
    assert "nobody answers" in log
    assert KEY not in log + json.dumps(report) + " ".join(said)


def _writer(path: Path) -> str:
    program = path.with_suffix(".py")
    program.write_text(f"import sys, pathlib\npathlib.Path({str(path)!r}).write_text(sys.stdin.read())\n")
    return f"{sys.executable} {program}"


@pytest.mark.parametrize("command", ["/no/such/program", f"{sys.executable} -c 'raise SystemExit(5)'"])
def test_a_command_that_fails_is_told_but_undoes_nothing(command: str, tmp_path: Path) -> None:
    """The run's own exit code stands."""
    said: list[str] = []
    assert run_once(make_job(tmp_path, command=command), say=said.append) == 3
    assert "the command" in said[-1]


def test_a_webhook_that_nobody_hears_is_told(tmp_path: Path) -> None:
    """A webhook that fails is one sentence."""
    said: list[str] = []
    run_once(make_job(tmp_path, webhook="http://127.0.0.1:9/hook"), say=said.append)
    assert said[-1].startswith("the webhook could not be called")


def test_the_log_rotates(tmp_path: Path) -> None:
    """Five files of at most a megabyte."""
    import logging

    with logging_to(tmp_path / "x.log", Settings(api_key=KEY)):
        for _ in range(70):
            logging.getLogger("miner.made").info("%s %s", "x" * 100_000, KEY)
    files = sorted(tmp_path.glob("x.log*"))
    assert len(files) == 5
    assert max(path.stat().st_size for path in files) <= 1_000_000
    assert KEY not in files[0].read_text()
    assert logging.getLogger("miner").handlers == []


def test_the_loop_keeps_its_interval_and_retries_sooner(tmp_path: Path) -> None:
    """Where nobody answers it is tried again after an hour, not after a week."""
    now = [datetime(2026, 1, 10, tzinfo=UTC)]
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += timedelta(seconds=seconds)

    said: list[str] = []
    job = make_job(tmp_path)
    code = run_loop(job, timedelta(days=7), say=said.append, clock=lambda: now[0], sleep=sleep, rounds=3)
    assert code == 3
    assert slept == [3600, 3600]
    assert sum(sentence.startswith("the next harvest") for sentence in said) == 2


def test_wrong_use_ends_the_loop(tmp_path: Path) -> None:
    """Without an e-mail address a loop would fail for ever."""
    job = make_job(tmp_path)
    job = ScheduledJob(job.topic, Settings(cache_folder=tmp_path), job.store_path)
    assert run_loop(job, timedelta(days=7), say=lambda _: None, sleep=lambda _: None, rounds=5) == 2


def test_cron_entries_come_and_go(machine: Path) -> None:
    """Other lines stay, a second installation replaces the first, and removal leaves nothing of ours."""
    (machine / "crontab.txt").write_text("# mine\n0 0 * * * true\n")
    install_cron(make_entry(machine, topic="other"))
    install_cron(make_entry(machine))
    install_cron(make_entry(machine, every=timedelta(days=1)))
    lines = (machine / "crontab.txt").read_text().splitlines()
    assert lines[:2] == ["# mine", "0 0 * * * true"]
    assert len(lines) == 6
    assert "'my topic.toml'" in lines[-1]
    assert r"100\%" in lines[-1]
    assert "NCBI_EMAIL=a@example.org" in lines[-1]
    assert remove_cron(make_entry(machine))
    assert not remove_cron(make_entry(machine))
    assert len((machine / "crontab.txt").read_text().splitlines()) == 4


def test_daily_runs_begin_off_peak(tmp_path: Path) -> None:
    """At 22 o'clock in New York, whatever the clock here says."""
    entry = make_entry(tmp_path, every=timedelta(days=1))
    _, line = entry.cron_lines(now=datetime(2026, 1, 10, 12, tzinfo=UTC))
    assert line.split()[1:5] == ["3", "*", "*", "*"]
    _, weekly = make_entry(tmp_path).cron_lines()
    assert weekly.split()[4] == "6"
    with pytest.raises(BadInput, match="systemd"):
        make_entry(tmp_path, every=timedelta(days=3)).cron_lines()


def test_systemd_units_come_and_go(machine: Path) -> None:
    """A service and its timer, quoted as systemd reads them, started and stopped."""
    entry = make_entry(machine)
    install_systemd(entry)
    service = (machine / "units" / "miner-made.service").read_text()
    assert '"my topic.toml"' in service
    assert "100%%" in service
    assert f"EnvironmentFile=-{machine / 'environment'}" in service
    assert "OnCalendar=Sat" in (machine / "units" / "miner-made.timer").read_text()
    assert "enable --now miner-made.timer" in (machine / "systemctl.txt").read_text()
    assert remove_systemd(entry)
    assert list((machine / "units").iterdir()) == []
    assert not remove_systemd(entry)


def test_the_key_is_never_written_into_an_entry() -> None:
    """Of the environment only what is no secret is kept."""
    kept = kept_environment({"NCBI_API_KEY": KEY, "NCBI_EMAIL": "a@example.org", "MINER_STORE": "/s", "HOME": "/h"})
    assert kept == {"NCBI_EMAIL": "a@example.org", "MINER_STORE": "/s"}


def test_a_machine_without_cron_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names the other ways."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BadInput, match="--install systemd"):
        install_cron(make_entry(tmp_path))
    with pytest.raises(BadInput, match="--install cron"):
        install_systemd(make_entry(tmp_path))
