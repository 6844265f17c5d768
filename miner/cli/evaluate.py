"""`miner evaluate`: the quality figures against a gold file."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from miner.cli.app import MinerCommand
from miner.cli.talk import Talk, get_talk
from miner.errors import BadData, BadInput
from miner.model.article import Article, Rejected

_EXAMPLES = """
miner evaluate gold/claims_dev.jsonl
miner evaluate gold/estimates_dev.jsonl --predicted readings.jsonl --json
miner evaluate corpora/judged/held.jsonl --documents abstracts.jsonl
"""


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("gold", type=click.Path(path_type=Path))
@click.option(
    "--documents", multiple=True, type=click.Path(path_type=Path), help="Where the gold's documents are; repeatable."
)
@click.option("--predicted", type=click.Path(path_type=Path), help="Reading records to score, instead of reading now.")
@click.option("--workers", type=int, metavar="N", help="Processes to read with (default: one for each core).")
@click.option("--model", metavar="NAME", help="An installed spaCy or scispaCy model in place of the embedded tagger.")
@click.option("--json", "as_json", is_flag=True, help="Figures as JSON.")
def evaluate(
    gold: Path,
    *,
    documents: tuple[Path, ...],
    predicted: Path | None,
    workers: int | None,
    model: str | None,
    as_json: bool,
) -> None:
    """Print the quality figures against a gold file.

    GOLD is JSON Lines with `estimates`, `claims`, `mentions` or `findings` by `id`. The documents are read from
    `<gold>_documents.jsonl` beside it, or from GOLD itself where its lines hold `title` and `text`, or from the files
    that --documents names, whose other documents are passed over.
    """
    from miner.run.scores import score

    talk = get_talk()
    records = _load(gold)
    if predicted is not None:
        readings = _load(predicted)
    else:
        paths = documents or (_documents_of(gold, records),)
        readings = _read(paths, frozenset(records), workers=workers, model=model, talk=talk)
    figures = score([(readings.get(key, {}), record) for key, record in records.items()])
    if as_json:
        found = {"gold": gold.name, "documents": len(records), "figures": [figure.to_record() for figure in figures]}
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for figure in figures:
        click.echo(str(figure))


def _load(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                try:
                    record = json.loads(line)
                    found[record["id"]] = record
                except (ValueError, KeyError, TypeError):
                    raise BadData('is no JSON object with an "id"', path=path, line=number) from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8"
        raise BadInput(f"{path} cannot be read ({reason}); give a gold file in JSON Lines") from None
    if not found:
        raise BadInput(f"{path} is empty; give a gold file in JSON Lines")
    return found


def _documents_of(gold: Path, records: dict[str, dict[str, Any]]) -> Path:
    documents = gold.with_name(f"{gold.stem}_documents{gold.suffix}")
    if documents.exists():
        return documents
    if all("text" in record for record in records.values()):
        return gold
    raise BadInput(f"{documents} is not there, and {gold.name} holds no texts: name their file with --documents")


def _read(
    paths: Sequence[Path], wanted: frozenset[str], *, workers: int | None, model: str | None, talk: Talk
) -> dict[str, dict[str, Any]]:
    from miner.model.record import to_record
    from miner.parse import iter_records
    from miner.run.reading import ReaderChoice, read_articles
    from miner.run.workers import count_workers

    found = {}
    records = (one for path in paths for one in iter_records(path) if not isinstance(one, Article) or one.id in wanted)
    readings = read_articles(records, reader=ReaderChoice(model=model), workers=count_workers(workers))
    for reading in talk.progress(readings, label="reading"):
        if isinstance(reading, Rejected):
            talk.reject(reading)
        else:
            found[reading.id] = to_record(reading)
    return found
