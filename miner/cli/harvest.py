"""`miner harvest`: fetch a topic's records, prove that none is missing, and say what changed."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from miner.cli.app import MinerCommand
from miner.cli.places import store_option
from miner.cli.talk import Talk, get_talk
from miner.harvest.certificate import Certificate
from miner.settings import Settings, read_settings, remember_email

Count = Callable[[int], None]
_EXAMPLES = """
miner harvest magnesium
miner harvest magnesium --since 2026-01-01 --json
miner harvest magnesium --bulk /data/pubmed
"""


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("topic")
@store_option
@click.option("--since", metavar="DATE", default="", help="New and changed records since then, not the last harvest.")
@click.option("--full", is_flag=True, help="Fetch everything again.")
@click.option("--now", is_flag=True, help="Do not wait for NCBI's off-peak hours with a large job.")
@click.option("--no-recheck", is_flag=True, help="Do not ask whether the records held are still there.")
@click.option("--bulk", metavar="FOLDER|URL", default="", help="Cut the topic out of PubMed's own files instead.")
@click.option("--json", "as_json", is_flag=True, help="The certificate as JSON on stdout.")
def harvest(
    topic: str,
    *,
    store_path: Path | None,
    since: str,
    full: bool,
    now: bool,
    no_recheck: bool,
    bulk: str,
    as_json: bool,
) -> int:
    """Fetch what is new, revised, deleted or retracted since the last harvest.

    TOPIC is the name of a shipped topic, or a TOML file. The certificate of completeness is written beside the store,
    and printed. A harvest that broke off is taken up where it was. NCBI_EMAIL must hold your e-mail address;
    NCBI_API_KEY may hold a key of NCBI's, which allows ten requests a second instead of three.
    """
    from miner.harvest.choices import HarvestChoices, Surroundings
    from miner.run.harvesting import bulk_choices, harvest_topic
    from miner.topic import load_topic

    talk = get_talk()
    loaded = load_topic(topic)
    settings = read_settings()
    if not bulk:
        settings = ask_for_email(settings, talk)
    choices = HarvestChoices(since=since, full=full, now=now, recheck=not no_recheck)
    with counting(talk) as (on_total, on_batch):
        run = harvest_topic(
            loaded,
            settings=settings,
            store_path=store_path or settings.store_path(loaded.name),
            choices=choices,
            bulk=bulk_choices(bulk, settings) if bulk else None,
            world=Surroundings(say=talk.say, on_total=on_total, on_batch=on_batch),
        )
    click.echo(run.certificate.to_json() if as_json else run.certificate.to_text(), nl=False)
    tell(talk, run.certificate, run.troubles)
    return run.exit_code


def ask_for_email(settings: Settings, talk: Talk) -> Settings:
    """The settings with an e-mail address: asked for once, at a terminal, and remembered."""
    if settings.email or not sys.stdin.isatty():
        return settings
    talk.warn(
        "NCBI asks every client for an e-mail address, to write to if something goes wrong; it gets no other use."
    )
    email = click.prompt("Your e-mail address", err=True)
    path = remember_email(email, settings.config_folder)
    talk.warn(f"remembered in {path}; NCBI_EMAIL outranks it")
    return replace(settings, email=email.strip())


@contextmanager
def counting(talk: Talk) -> Iterator[tuple[Count, Count]]:
    """Whom to tell how many records there are, and how many more were dealt with: a bar on a terminal, else nobody."""
    if talk.quiet or not sys.stderr.isatty():
        yield _nobody, _nobody
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("harvesting"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("harvesting", total=None)
        yield (lambda total: bar.update(task, total=total)), (lambda count: bar.advance(task, count))


def _nobody(_: int) -> None:
    """Tell nobody."""


def tell(talk: Talk, certificate: Certificate, troubles: tuple[str, ...]) -> None:
    """Say on stderr what was set aside, what was not complete, and what did not answer."""
    for each in certificate.set_aside:
        talk.warn(f"set aside: PMID:{each.pmid}: {each.reason}")
    if not certificate.is_complete:
        talk.warn("the harvest is not complete: the certificate says where; run it again")
    for trouble in troubles:
        talk.warn(trouble)
