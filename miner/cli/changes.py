"""`miner changes`: what is new, gone, stronger, weaker or turned, and why."""

import json
from datetime import date
from pathlib import Path

import click

from miner.cli.app import MinerCommand
from miner.cli.places import open_to_read, store_option
from miner.errors import BadInput

_EXAMPLES = """
miner changes magnesium
miner changes magnesium --since 2026-01-01 --json
"""


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("topic")
@click.option("--since", metavar="DATE", help="Compare with how it stood on that day (default: before the last run).")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Changes as JSON.")
def changes(topic: str, *, since: str | None, store_path: Path | None, as_json: bool) -> None:
    """Say what is new, gone, stronger, weaker or turned since then, and why.

    Each run keeps what the graph was; the newest state is compared with the one that stood at DATE, or with that of the
    run before. Where nothing stood yet, everything is new.
    """
    from miner.run.evidence import compare_snapshots

    if since is not None:
        try:
            date.fromisoformat(since)
        except ValueError:
            raise BadInput(f"--since {since} is no day; write it as 2026-01-31") from None
    loaded, store = open_to_read(topic, store_path)
    with store:
        found = compare_snapshots(store, loaded, since=since)
    click.echo(json.dumps(found.to_record(), ensure_ascii=False, indent=2) if as_json else found.to_text().rstrip())
