"""`miner graph`: the evidence of a store as a file for other tools."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from miner.cli.app import MinerCommand
from miner.cli.places import open_graph, open_to_read, store_option, take_option
from miner.cli.talk import get_talk

if TYPE_CHECKING:
    from miner.model.evidence import EvidenceGraph

_EXAMPLES = """
miner graph magnesium -o magnesium.graphml
miner graph magnesium -o kgx/
miner graph magnesium --what estimates -o estimates.csv
"""
_KINDS = ("graph", "claims", "estimates", "papers")


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("topic")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Where to (default: GraphML on stdout)."
)
@click.option(
    "--what", type=click.Choice(_KINDS), default="graph", show_default=True, help="What of the evidence to write."
)
@take_option
@store_option
def graph(topic: str, *, output: Path | None, what: str, choices: dict[str, str], store_path: Path | None) -> None:
    """Assemble the evidence graph from the store, and write it.

    The format follows the suffix of FILE: .graphml .gexf .json .cx2 .sif, or a folder of KGX tables; claims and
    estimates go to .csv or .parquet, papers to .ris, .bib or .json (CSL).
    """
    from miner.assemble import choose_estimates

    if output is None and what != "graph":
        raise click.UsageError(f"--what {what} needs a file to write to; add -o FILE")
    loaded, store = open_to_read(topic, store_path)
    with store:
        evidence = choose_estimates(open_graph(loaded, store), choices)
        if output is None:
            _to_stdout(evidence)
            return
        if what == "papers":
            from miner.export import write_citations

            write_citations((article for article, _ in store.iter_papers()), output)
        elif what == "graph":
            from miner.export import write_graph

            write_graph(evidence, output)
        else:
            from miner.export import write_claims, write_estimates

            (write_claims if what == "claims" else write_estimates)(evidence, output)
    get_talk().say(f"{output}: {what} of {_size(evidence)}")


def _size(evidence: "EvidenceGraph") -> str:
    # As many edges as a reader of the file finds, each kind by its name.
    stated, between, inferred = (len(those) for those in (evidence.edges, evidence.mediations, evidence.inferences))
    edges = f"{stated:,} stated edges, {between:,} mediations, {inferred:,} inferred"
    return f"{len(evidence.nodes):,} nodes, {edges}; {len(evidence.papers):,} papers"


def _to_stdout(evidence: "EvidenceGraph") -> None:
    from miner.export import stream_graph

    for content in stream_graph(evidence, ".graphml"):
        sys.stdout.buffer.write(content)
