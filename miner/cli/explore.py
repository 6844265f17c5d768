"""`miner explore`: the evidence of a store in the browser."""

from pathlib import Path

import click

from miner.cli.app import MinerCommand
from miner.cli.places import open_to_read, store_option, topic_option
from miner.cli.talk import get_talk

_EXAMPLES = """
miner explore
miner explore --store magnesium.sqlite --port 8080 --open
miner explore --host 0.0.0.0 --workers 4
"""


@click.command(cls=MinerCommand, example=_EXAMPLES)
@topic_option
@store_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8050, show_default=True, help="0 takes any free one.")
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that answer, for many readers.",
)
@click.option("--open", "is_open", is_flag=True, help="Open it in the browser.")
def explore(*, topic_name: str, store_path: Path | None, host: str, port: int, workers: int, is_open: bool) -> None:
    """Look at the evidence in the browser: search, entities, paths, forest plots, papers.

    The store is only read: a run may write it meanwhile, and what it adds shows once it rests. Programs find the same
    as a REST API under /api. Nothing is fetched from anywhere else.
    """
    from miner.web.serve import LOCAL, serve

    topic, store = open_to_read(topic_name, store_path)
    path = store.path
    store.close()  # it was opened to refuse one that cannot be used before anything is served
    talk = get_talk()
    if host not in LOCAL:
        talk.warn(
            f"warning: {host} can be reached from other machines; all who do can read this store (never write it)"
        )

    def say(address: str) -> None:
        talk.say(f"{topic.title or topic.name}: {address}")
        if is_open:
            click.launch(address.partition(" ")[0])

    serve(topic, path, host=host, port=port, workers=workers, say=say)
