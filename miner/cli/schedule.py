"""`miner schedule`: harvest regularly, by cron, by a systemd timer, or in the foreground."""

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path

import click

from miner.cli.app import MinerCommand
from miner.cli.harvest import ask_for_email
from miner.cli.places import store_option
from miner.cli.talk import Talk, get_talk
from miner.errors import BadInput
from miner.model.topic import Topic
from miner.run.schedule import ScheduledJob, kept_environment, log_path, logging_to, read_interval, run_loop, run_once
from miner.run.timers import Entry, install_cron, install_systemd, remove_cron, remove_systemd, units_folder
from miner.settings import Settings, read_settings

_EXAMPLES = """
miner schedule magnesium --every 7d
miner schedule magnesium --every 1d --install systemd
miner schedule magnesium --remove
"""
_WEEK = timedelta(days=7)


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("topic")
@click.option("--every", metavar="7d", help="How often (12h, 1d, 7d, 2w); alone, a loop in the foreground.")
@click.option("--install", type=click.Choice(["cron", "systemd"]), help="Write an entry; it is shown before.")
@click.option("--remove", is_flag=True, help="Take the topic's entries away again.")
@click.option("--once", is_flag=True, help="One run now, with log and report: what an entry calls.")
@store_option
@click.option(
    "--tell", default="", metavar="COMMAND|URL", help="After each run: gets the report as JSON, on stdin or by POST."
)
@click.option("--yes", is_flag=True, help="Write or remove without asking.")
def schedule(
    topic: str,
    *,
    every: str | None,
    install: str | None,
    remove: bool,
    once: bool,
    store_path: Path | None,
    tell: str,
    yes: bool,
) -> int:
    """Harvest a topic regularly.

    One run at a time works on a store. Each run is logged beside the store (five files of a megabyte), and its report
    goes to a command or a webhook of yours. The key of NCBI is never written into an entry: cron and systemd get it
    from where you keep it.
    """
    from miner.topic import load_topic

    if sum(map(bool, (remove, once, every or install))) != 1:
        raise BadInput("say one of: --every INTERVAL, --install cron|systemd, --remove, --once")
    talk = get_talk()
    loaded = load_topic(topic)
    interval = read_interval(every) if every else _WEEK
    settings = read_settings()
    if install or remove:
        words = _command_words(topic, store_path=store_path, tell=tell)
        entry = _entry(loaded, interval, words, settings)
        return _remove(entry, talk, yes=yes) if remove else _install(entry, install or "", talk, yes=yes)
    is_address = tell.startswith(("http://", "https://"))
    job = ScheduledJob(
        loaded,
        ask_for_email(settings, talk),
        store_path or settings.store_path(loaded.name),
        command="" if is_address else tell,
        webhook=tell if is_address else "",
    )
    with logging_to(log_path(job.store_path), settings):
        if once:
            return run_once(job, say=talk.say)
        signal.signal(signal.SIGTERM, _stop)  # the first process of a container would not die of it
        return run_loop(job, interval, say=talk.say)


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def _command_words(topic: str, *, store_path: Path | None, tell: str) -> tuple[str, ...]:
    name = str(Path(topic).resolve()) if Path(topic).is_file() else topic
    words = [sys.executable, "-m", "miner", "schedule", name, "--once", "--quiet"]
    words += ["--store", str(store_path.resolve())] if store_path else []
    words += ["--tell", tell] if tell else []
    return tuple(words)


def _entry(topic: Topic, interval: timedelta, words: tuple[str, ...], settings: Settings) -> Entry:
    return Entry(
        topic=topic.name,
        every=interval,
        command=words,
        environment=kept_environment(os.environ),
        folder=units_folder(),
        key_file=settings.config_folder / "environment",
    )


def _install(entry: Entry, kind: str, talk: Talk, *, yes: bool) -> int:
    if kind == "cron":
        click.echo("\n".join(entry.cron_lines()))
        where = "your crontab"
    else:
        for name, text in entry.units().items():
            click.echo(f"# {entry.folder / name}\n{text}")
        where = str(entry.folder)
    _confirm(f"Write this to {where}?", yes=yes)
    install = install_cron if kind == "cron" else install_systemd
    install(entry)
    talk.say(f"written to {where}; `miner schedule {entry.topic} --remove` takes it away again")
    return 0


def _remove(entry: Entry, talk: Talk, *, yes: bool) -> int:
    _confirm(f"Remove the entries of {entry.topic} from your crontab and from {entry.folder}?", yes=yes)
    removed = [name for name, gone in (("cron", remove_cron(entry)), ("systemd", remove_systemd(entry))) if gone]
    talk.say(f"removed from {' and '.join(removed)}" if removed else f"there was no entry of {entry.topic}")
    return 0


def _confirm(question: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise BadInput(f"{question} Nobody can be asked here, so nothing was changed; add --yes")
    if not click.confirm(question, err=True):
        raise BadInput("nothing was changed")
