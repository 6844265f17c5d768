"""`miner show`: one entity or one paper."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from miner.cli.app import MinerCommand
from miner.cli.places import open_graph, open_to_read, store_option, topic_option
from miner.cli.talk import get_talk
from miner.errors import BadInput

if TYPE_CHECKING:
    from miner.model.evidence import EvidenceGraph, Node
    from miner.model.topic import Topic
    from miner.store import Store

_EXAMPLES = """
miner show MESH:D008274
miner show 36273123
miner show 36273123 -o page.html
miner show "vascular calcification"
"""
_PAPER = re.compile(r"(?:PMID:|PMCID:|DOI:|doi:|10\.\d{4,}/|PMC\d|CIT:|\d+$)")


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("name", metavar="CURIE|PMID")
@topic_option
@store_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write a paper's page as .md, .html, .docx or .json (default: Markdown on stdout).",
)  # fmt: skip
@click.option("--html", "as_html", is_flag=True, help="A paper's page as HTML on stdout.")
@click.option(
    "--json", "as_json", is_flag=True, help="A paper's page and reading records, or an entity's edges, as JSON."
)
def show(
    name: str, *, topic_name: str, store_path: Path | None, output: Path | None, as_html: bool, as_json: bool
) -> None:
    """Show one entity (what raises and lowers it, through what), or one paper.

    An entity is named by its CURIE (MESH:D008274) or its name, a paper by its PMID, its DOI, or its id in the store.
    """
    topic, store = open_to_read(topic_name, store_path)
    with store:
        if _PAPER.match(name) or store.find_article(name) is not None:
            _show_paper(topic, store, name, output=output, as_html=as_html, as_json=as_json)
        elif output is not None:
            raise BadInput(
                f"-o writes a paper's page, and {name!r} is no paper of the store; leave it out, or use --json"
            )
        else:
            _show_entity(topic, store, name, as_json=as_json)


def _show_paper(
    topic: "Topic", store: "Store", name: str, *, output: Path | None, as_html: bool, as_json: bool
) -> None:
    from miner.files import write_whole
    from miner.model.reading import Reading
    from miner.model.record import to_record
    from miner.report.html import write_html
    from miner.report.markdown import write_markdown
    from miner.report.pages import write_page
    from miner.report.paper import make_paper_page
    from miner.report.paper_page import lay_out_paper, paper_record
    from miner.vocabulary import load_vocabulary

    article = store.get_article(name)
    readings = store.get_readings(article.id) or (Reading(article.id, article.title, article.title),)
    graph = open_graph(topic, store) if store.count_claims() else None
    page = make_paper_page(article, readings[0], vocabulary=load_vocabulary(), graph=graph, translations=readings[1:])
    records = [to_record(reading, explain=True) for reading in readings]
    whole = json.dumps({**paper_record(page), "readings": records}, ensure_ascii=False, indent=2) + "\n"
    if output is not None and output.suffix.lower() == ".json":
        write_whole(output, whole)
    elif output is not None:
        write_page(lay_out_paper(page), output)
    elif as_json:
        click.echo(whole, nl=False)
    else:
        write = write_html if as_html else write_markdown
        click.echo(write(lay_out_paper(page)).rstrip())
    if output is not None:
        get_talk().say(f"The page of {article.id} is in {output}.")


def _show_entity(topic: "Topic", store: "Store", name: str, *, as_json: bool) -> None:
    from miner.cli.finding import find_node
    from miner.report.entity import write_entity

    graph = open_graph(topic, store)
    node = find_node(graph, name)
    if as_json:
        click.echo(json.dumps(_to_record(graph, node), ensure_ascii=False, indent=2))
    else:
        click.echo(write_entity(graph, node), nl=False)


def _to_record(graph: "EvidenceGraph", node: "Node") -> dict[str, object]:
    from miner.assemble import iter_edge_rows

    edges = (edge for edge in iter_edge_rows(graph, evidence=False) if node.id in {edge.source, edge.target})
    return {
        "id": node.id,
        "label": node.label,
        "role": node.role.value,
        "papers": node.papers,
        "names": list(node.names),
        "edges": [{"source": edge.source, "target": edge.target, **edge.attributes} for edge in edges],
    }
