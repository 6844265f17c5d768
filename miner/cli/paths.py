"""`miner paths`: what lies between an exposure and an outcome, as papers state it and as we put it together."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from miner.cli.app import MinerCommand
from miner.cli.places import open_graph, open_to_read, store_option, topic_option
from miner.cli.tables import print_table
from miner.model.wording import SIGN_VERBS

if TYPE_CHECKING:
    from miner.ask import Network, Paths
    from miner.ask import Path as Chain

_EXAMPLES = """
miner paths magnesium sarcopenia
miner paths MESH:D008274 MESH:D061205 --steps 2 --json
"""


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("exposure")
@click.argument("outcome")
@topic_option
@store_option
@click.option("--steps", type=click.IntRange(1, 3), default=2, show_default=True, help="The most edges of a chain.")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="The most chains to show.")
@click.option("--json", "as_json", is_flag=True, help="Paths as JSON.")
def paths(
    exposure: str, outcome: str, *, topic_name: str, store_path: Path | None, steps: int, limit: int, as_json: bool
) -> None:
    """Find the mediator paths between an exposure and an outcome, ranked.

    Mediations that papers state stand apart from chains that are put together from edges of different papers. EXPOSURE
    and OUTCOME are names or CURIEs.
    """
    from miner.ask import Network, find_paths
    from miner.cli.finding import find_node

    topic, store = open_to_read(topic_name, store_path)
    with store:
        graph = open_graph(topic, store)
    start, end = find_node(graph, exposure), find_node(graph, outcome)
    network = Network(graph)
    found = find_paths(network, start.id, end.id, steps=steps, limit=limit)
    if as_json:
        click.echo(json.dumps(_to_record(found, network), ensure_ascii=False, indent=2))
    else:
        _print(found, network)


def _to_record(found: "Paths", network: "Network") -> dict[str, Any]:
    return {
        "exposure": found.exposure,
        "outcome": found.outcome,
        "stated": [
            {
                "mediator": one.mediator,
                "sign": one.sign,
                "percents": dict(one.percents),
                "belief": round(one.belief.score, 6),
                "papers": list(one.papers),
            }
            for one in found.stated
        ],
        "chains": [
            {
                "nodes": list(one.nodes),
                "sign": one.sign,
                "belief": round(one.belief, 6),
                "legs": [{"edge": leg.edge, "papers": list(network.edge(leg.edge).papers)} for leg in one.legs],
            }
            for one in found.chains
        ],
        "count": found.total,
    }


def _print(found: "Paths", network: "Network") -> None:
    from miner.report.wording import write_papers, write_percents

    labels = {node.id: node.label for node in network.graph.nodes}
    ends = f"{labels[found.exposure]} and {labels[found.outcome]}"
    print_table(
        f"Stated by papers between {ends}",
        ("Mediator", "The whole", "Mediated", "Belief", "Papers"),
        [
            (
                labels[one.mediator],
                SIGN_VERBS[one.sign],
                write_percents([percent for _, percent in one.percents]) if one.percents else "",
                f"{one.belief.score:.2f}",
                write_papers(one.papers),
            )
            for one in found.stated
            if one.papers
        ],
    )
    print_table(
        f"Stated without a mediator between {ends}",
        ("Edge", "Belief", "Papers"),
        [
            (_chain(one, labels), f"{one.belief:.2f}", write_papers(network.edge(one.legs[0].edge).papers))
            for one in found.chains
            if one.is_direct
        ],
    )
    chains = found.total - sum(one.is_direct for one in found.chains)
    best = f", the best of {chains:,}" if chains > len(found.chains) else ""
    print_table(
        f"Put together by miner{best}; no paper states these as one",
        ("Path", "Would mean", "Belief", "Papers of each leg"),
        [
            (
                _chain(one, labels),
                SIGN_VERBS[one.sign],
                f"{one.belief:.2f}",
                "; ".join(write_papers(network.edge(leg.edge).papers, shown=1) for leg in one.legs),
            )
            for one in found.chains
            if not one.is_direct
        ],
    )


def _chain(path: "Chain", labels: dict[str, str]) -> str:
    steps = (f"{SIGN_VERBS[leg.sign]} {labels[node]}" for node, leg in zip(path.nodes[1:], path.legs, strict=True))
    return f"{labels[path.nodes[0]]} {', which '.join(steps)}"
