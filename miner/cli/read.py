"""`miner read`: documents from files to reading records on stdout; no store, no network."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from miner.cli.app import MinerCommand
from miner.cli.talk import Talk, get_talk
from miner.errors import BadInput, NotFound
from miner.model.article import Article, Deleted, Rejected
from miner.model.reading import Reading
from miner.model.record import write_record

_EXAMPLES = """
miner read paper.xml notes.md > readings.jsonl
zcat pubmed25n0001.xml.gz | miner read - --workers 4
"""
_FORMATS = ("jsonl", "pubtator", "bioc-json", "bioc-xml")


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(_FORMATS),
    default="jsonl",
    show_default=True,
    help="Reading records, or only the mentions in a format of annotation tools.",
)
@click.option("--input-format", metavar="NAME", help="What the files are, where neither name nor content tells.")
@click.option("--workers", type=int, metavar="N", help="Processes to read with (default: one for each core).")
@click.option("--model", metavar="NAME", help="An installed spaCy or scispaCy model in place of the embedded tagger.")
@click.option("--explain", is_flag=True, help="Say of each claim and study fact which rule gave it.")
def read(
    files: tuple[str, ...],
    *,
    output_format: str,
    input_format: str | None,
    workers: int | None,
    model: str | None,
    explain: bool,
) -> None:
    """Read documents from files, one reading record a line.

    FILES may be PubMed XML (.xml, .xml.gz), MEDLINE/nbib, JATS (.nxml), PubTator, BioC JSON or XML, RIS, JSON Lines
    ({"id", "title", "text"}), plain text, Markdown or HTML; - is stdin. Records come out in the order of the input,
    with the same bytes whatever the number of workers.
    """
    _check_files(files)  # before anything heavy is loaded
    from miner.run.reading import ReaderChoice, read_articles
    from miner.run.workers import count_workers

    talk = get_talk()
    records = _records(files, input_format=input_format)
    readings = read_articles(records, reader=ReaderChoice(model=model), workers=count_workers(workers))
    kept = _Kept(talk)
    for line in _lines(kept.of(talk.progress(readings, label="reading")), output_format, explain=explain):
        sys.stdout.buffer.write(line.encode())
    sys.stdout.buffer.flush()
    if talk.set_aside:
        talk.warn(f"{kept.count:,} read, {talk.set_aside:,} set aside")


@dataclass(slots=True)
class _Kept:
    """The readings that are written, counted; what was set aside is told."""

    talk: Talk
    count: int = 0

    def of(self, readings: Iterable[Reading | Rejected]) -> Iterator[Reading]:
        for reading in readings:
            if isinstance(reading, Rejected):
                self.talk.reject(reading)
            else:
                self.count += 1
                yield reading


def _lines(readings: Iterator[Reading], output_format: str, *, explain: bool) -> Iterator[str]:
    if output_format == "jsonl":
        return (write_record(reading, explain=explain) + "\n" for reading in readings)
    from miner.export.annotations import iter_bioc_json, iter_bioc_xml, iter_pubtator

    writers = {"pubtator": iter_pubtator, "bioc-json": iter_bioc_json, "bioc-xml": iter_bioc_xml}
    return writers[output_format](readings)


def _check_files(files: tuple[str, ...]) -> None:
    # A wrong name is wrong use: said before anything is read.
    for name in files:
        path = Path(name)
        if name == "-":
            continue
        if path.is_dir():
            raise BadInput(f"{name} is a folder; name the files in it")
        if not path.exists():
            raise NotFound(f"{name} is not there; check the name")


def _records(files: tuple[str, ...], *, input_format: str | None) -> Iterator[Article | Rejected | Deleted]:
    from miner.parse import iter_records, iter_records_from

    bad = 0
    for name in files:
        try:
            if name == "-":
                yield from iter_records_from(sys.stdin.buffer, format=input_format)
            else:
                yield from iter_records(Path(name), format=input_format)
        except BadInput as error:
            if len(files) == 1:
                raise
            bad += 1
            yield Rejected(name, name, str(error))
    if bad == len(files):
        raise BadInput(f"none of the {bad} files could be read")
