"""`miner models`: the taggers that can read, and putting another one in place."""

import json
import subprocess
import sys
from typing import Any

import click

from miner.cli.app import MinerCommand
from miner.cli.talk import get_talk
from miner.errors import BadInput

_EXAMPLES = """
miner models list
miner models add en_ner_bc5cdr_md-0.5.4.tar.gz
miner read abstracts.jsonl --model en_ner_bc5cdr_md
"""


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("action", type=click.Choice(["list", "add"]))
@click.argument("source", required=False)
@click.option("--json", "as_json", is_flag=True, help="list: the taggers as JSON.")
def models(action: str, source: str | None, *, as_json: bool) -> None:
    """List the taggers in use, or install one.

    `list` shows the embedded tagger and every installed spaCy or scispaCy model, its labels and whether it fits this
    spaCy. `add` installs SOURCE, a model's file or address, with pip, without its dependencies.
    """
    if action == "add":
        _add(source)
    records = list(_records())
    if as_json:
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        return
    for record in records:
        fits = "" if record["fits"] else f"; made for spaCy {record['spacy_version']}, which this is not"
        click.echo(f"{record['name']} {record['version']}: {', '.join(record['labels']) or 'no mentions'}{fits}")


def _records() -> list[dict[str, Any]]:
    from miner import __version__
    from miner.read.models import EMBEDDED, iter_models
    from miner.read.tagger import TYPE_OF

    labels = [kind.value for kind in TYPE_OF.values()]
    ours = {"name": EMBEDDED, "version": __version__, "labels": labels, "spacy_version": "", "fits": True}
    others = [
        {
            "name": info.name,
            "version": info.version,
            "labels": list(info.labels),
            "spacy_version": info.spacy_version,
            "fits": info.fits,
        }
        for info in iter_models()
    ]
    return [ours, *others]


def _add(source: str | None) -> None:
    if not source:
        raise BadInput("say which model to install: its file or its address")
    get_talk().say(f"installing {source} with pip")
    done = subprocess.run(  # noqa: S603  the user's own source, no shell
        [sys.executable, "-m", "pip", "install", "--no-deps", "--quiet", "--", source],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = next((line for line in reversed(done.stderr.splitlines()) if "ERROR" in line), "pip gave no reason")
        raise BadInput(f"{source} could not be installed ({said.strip()}); check its name, or download it first")
