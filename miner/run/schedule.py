"""Scheduled harvesting: one run with its log and report, a loop in the foreground, or an entry for cron or systemd."""

import logging
import logging.handlers
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from miner.errors import BadInput, MinerError
from miner.harvest.choices import Surroundings
from miner.harvest.notify import call_command, call_webhook
from miner.model.topic import Topic
from miner.run.harvesting import HarvestRun, failure_report, harvest_topic, report_of
from miner.settings import Settings

_INTERVAL = re.compile(r"(\d{1,4})\s*(m|h|d|w)")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
_SHORTEST = timedelta(minutes=10)
_RETRY = timedelta(hours=1)
_LOG_BYTES, _LOG_FILES = 1_000_000, 5
_log = logging.getLogger("miner.schedule")


@dataclass(frozen=True, slots=True)
class ScheduledJob:
    """What is run each time: a topic into a store, then the user's own command and webhook, if there are any."""

    topic: Topic
    settings: Settings
    store_path: Path
    command: str = ""
    webhook: str = ""


def read_interval(text: str) -> timedelta:
    """How long `7d`, `12h`, `2w` or `90m` is.

    >>> read_interval("7d").days
    7
    """
    found = _INTERVAL.fullmatch(text.strip().lower())
    if found is None:
        raise BadInput(f"{text!r} is no interval; write it as 12h, 7d or 2w")
    interval = int(found[1]) * _UNITS[found[2]]
    if interval < _SHORTEST:
        raise BadInput(f"{text!r} is too often for PubMed, which changes once a day; at least every 10m")
    return interval


def log_path(store_path: Path) -> Path:
    """Where the log of scheduled runs stands: beside the store."""
    return store_path.with_name(f"{store_path.stem}.log")


@contextmanager
def logging_to(path: Path, settings: Settings) -> Iterator[None]:
    """What miner notes goes to this file, as a context; five files of a megabyte are kept, and never the key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=_LOG_BYTES, backupCount=_LOG_FILES - 1, encoding="utf-8", delay=True
    )
    formatter = logging.Formatter("%(asctime)s %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%SZ")
    formatter.converter = time.gmtime
    handler.setFormatter(formatter)
    handler.addFilter(lambda record: _without_key(record, settings))
    root = logging.getLogger("miner")
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        handler.close()


def _without_key(record: logging.LogRecord, settings: Settings) -> bool:
    record.msg = settings.without_key(record.getMessage())
    record.args = ()
    return True


def run_once(job: ScheduledJob, *, say: Callable[[str], None] = lambda _: None) -> int:
    """The exit code of one run. Whatever came of it is logged, and told to the user's command and webhook."""

    def note(sentence: str) -> None:
        _log.info("%s", sentence)
        say(sentence)

    try:
        run = harvest_topic(job.topic, settings=job.settings, store_path=job.store_path, world=Surroundings(say=note))
        code, report = run.exit_code, report_of(run)
        note(_summary(run))
    except MinerError as error:
        sentence = job.settings.without_key(str(error))
        code, report = error.exit_code, failure_report(job.topic.name, sentence, code=error.exit_code)
        _log.error("%s", sentence)
        say(sentence)
    troubles = [call_command(job.command, report)] if job.command else []
    troubles += [call_webhook(job.webhook, report)] if job.webhook else []
    for trouble in filter(None, troubles):
        _log.error("%s", trouble)
        say(trouble)
        code = code or 1
    return code


def run_loop(
    job: ScheduledJob,
    interval: timedelta,
    *,
    say: Callable[[str], None],
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    sleep: Callable[[float], None] = time.sleep,
    rounds: int | None = None,
) -> int:
    """Run at each interval, counted from beginning to beginning, until stopped; the exit code of the last run.

    Where a service did not answer or another run held the lock, it is tried again after an hour at the latest; wrong
    use ends the loop. `rounds` ends it after so many runs.
    """
    code = count = 0
    while rounds is None or count < rounds:
        count += 1
        began = clock()
        code = run_once(job, say=say)
        if code == BadInput.exit_code:
            return code
        due = began + (interval if code in {0, 1} else min(interval, _RETRY))
        if rounds is None or count < rounds:
            say(f"the next harvest of {job.topic.name} begins at {max(due, clock()):%Y-%m-%d %H:%M} UTC")
            sleep(max(0.0, (due - clock()).total_seconds()))
    return code


def _summary(run: HarvestRun) -> str:
    certificate = run.certificate
    changed = ", ".join(f"{number} {what}" for what, number in certificate.changes.items()) or "nothing changed"
    proved = "complete" if certificate.is_complete else "NOT complete"
    notices = f"; {len(certificate.notices)} retractions, concerns or corrections" if certificate.notices else ""
    return f"harvest of {certificate.topic} {proved}: {changed}{notices}"


def kept_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What of the environment a scheduled run needs; never the key, which stays where the user keeps it."""
    names = ("NCBI_EMAIL", "MINER_STORE", "MINER_ENTREZ_URL", "MINER_PUBTATOR_URL", "MINER_CACHE", "MINER_CONFIG")
    return {name: environ[name] for name in names if environ.get(name)}
