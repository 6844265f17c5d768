"""Which store and which topic a command works on: flags, then the environment, then what is there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from miner.cli.talk import get_talk
from miner.model.evidence import EvidenceGraph
from miner.model.topic import Topic
from miner.settings import read_settings
from miner.store import Store
from miner.topic import argument_of, load_topic

DEFAULT_TOPIC = "magnesium"


def store_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--store FILE`, for commands that work on one."""
    return click.option(
        "--store",
        "store_path",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help="The store (default: MINER_STORE, else one file a topic in the user's data folder).",
    )(function)


def topic_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--topic NAME`, for commands that have no TOPIC argument."""
    return click.option(
        "--topic",
        "topic_name",
        default=DEFAULT_TOPIC,
        metavar="TOPIC",
        show_default=True,
        help="A topic, by name or file.",
    )(function)


def take_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--take PAPER=ESTIMATE`, for commands that show pooled effects."""
    return click.option(
        "--take",
        "choices",
        multiple=True,
        callback=_read_choices,
        metavar="PAPER=ESTIMATE",
        help='Pool this estimate of a paper, as printed: "PMID:1=OR 0.5 (0.3, 0.8)"; "PMID:1=" leaves the paper out.',
    )(function)


def _read_choices(context: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    choices = dict(one.partition("=")[::2] for one in value)
    for one in value:
        if "=" not in one:
            raise click.BadParameter(f"{one!r} is no PAPER=ESTIMATE", context, parameter)
    return choices


def path_of_store(topic: Topic, store_path: Path | None, *, offline: bool = False) -> Path:
    """The file of a topic's store; the sample corpus has its own, so that it never mixes with what was harvested."""
    if store_path is not None:
        return store_path
    settings = read_settings()
    if settings.store is not None:
        return settings.store
    return settings.store_path(f"{topic.name}.sample" if offline else topic.name)


def open_to_read(topic_name: str, store_path: Path | None) -> tuple[Topic, Store]:
    """The topic and its store, to be read; where nothing was harvested yet, the store of the sample corpus."""
    topic = load_topic(topic_name)
    path = path_of_store(topic, store_path)
    sample = path_of_store(topic, store_path, offline=True)
    if sample.exists() and sample != path and _is_empty(path):
        get_talk().say(f"answering from the sample corpus; `miner run {argument_of(topic)}` harvests PubMed")
        path = sample
    return topic, Store.open(path, read_only=True)


def _is_empty(path: Path) -> bool:
    """True where there is no store, or one without a paper, as a harvest leaves it that reached nobody."""
    if not path.exists():
        return True
    with Store.open(path, read_only=True) as store:
        return store.count_articles() == 0


def open_graph(topic: Topic, store: Store) -> EvidenceGraph:
    """The graph of a store: as it was kept, or put together now, which is said."""
    from miner.run.evidence import load_graph

    return load_graph(topic, store, say=get_talk().say)
