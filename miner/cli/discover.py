"""`miner discover`: links that no paper states, by what lies between, and what that would have foreseen."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from miner.cli.app import MinerCommand
from miner.cli.places import open_graph, open_to_read, store_option, topic_option
from miner.cli.tables import print_table
from miner.model.wording import SIGN_VERBS

if TYPE_CHECKING:
    from miner.ask import Candidate
    from miner.ask.replay import Replay

_EXAMPLES = """
miner discover
miner discover sarcopenia --bridges 1 --limit 10 --json
miner discover --as-of 2015
"""
_CHAINS = 3  # shown for each candidate in a table


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("name", required=False)
@topic_option
@store_option
@click.option("--bridges", type=click.Choice(["1", "2"]), default="2", show_default=True, help="Things in between.")
@click.option("--as-of", type=click.IntRange(1800, 2200), metavar="YEAR", help="Replay: what would YEAR have foreseen?")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="The most candidates to show.")
@click.option("--json", "as_json", is_flag=True, help="Candidates, or the replay, as JSON.")
def discover(
    name: str | None, *, topic_name: str, store_path: Path | None, bridges: str, as_of: int | None, limit: int,
    as_json: bool,
) -> None:  # fmt: skip
    """Propose links that no paper states, by what lies between.

    By two things in between: A and B' are both linked with B, B' is linked with C, and no paper speaks of A and C. By
    one, Swanson's A-B-C: A changes B, and B changes C. Candidates start from NAME (a name or a CURIE), or else from the
    topic's exposures; they are questions, not findings. With --as-of, it says instead how many of the links that were
    first stated after that year the evidence up to it would have put at the top, beside simple baselines.
    """
    from miner.ask import Network, find_candidates
    from miner.ask.replay import iter_links, replay
    from miner.cli.finding import find_node

    topic, store = open_to_read(topic_name, store_path)
    with store:
        graph = open_graph(topic, store)
    if as_of is not None:
        _show_replay(replay(iter_links(graph), as_of=as_of), as_json=as_json)
        return
    start = None if name is None else find_node(graph, name).id
    found = find_candidates(Network(graph), start, bridges=1 if bridges == "1" else 2, limit=limit)
    if as_json:
        click.echo(json.dumps([_to_record(one) for one in found], ensure_ascii=False, indent=2))
        return
    if not found:
        other = "1" if bridges == "2" else "2"
        click.echo(f"Nothing to propose with --bridges {bridges}; --bridges {other} may find something.")
        return
    labels = {node.id: node.label for node in graph.nodes}
    print_table(
        "Links that no paper states, proposed by miner",
        ("From", "Would", "To", "Score", "Through"),
        [
            (
                labels[one.start],
                SIGN_VERBS[one.sign],
                labels[one.end],
                f"{one.score:.2f}",
                ", ".join(" – ".join(labels[node] for node in chain.nodes) for chain in one.chains[:_CHAINS])
                + (f" and {len(one.chains) - _CHAINS} more" if len(one.chains) > _CHAINS else ""),
            )
            for one in found
        ],
    )


def _to_record(one: "Candidate") -> dict[str, object]:
    return {
        "start": one.start,
        "end": one.end,
        "sign": one.sign,
        "score": round(one.score, 6),
        "chains": [
            {"nodes": chain.nodes, "edges": chain.edges, "score": round(chain.score, 6)} for chain in one.chains
        ],
    }


def _show_replay(found: "Replay", *, as_json: bool) -> None:
    if as_json:
        record = {**found._asdict(), "hits": {name: dict(hits) for name, hits in found.hits.items()}}
        click.echo(json.dumps(record, indent=2))
        return
    tops = tuple(found.expected)
    print_table(
        f"As of {found.as_of}: {found.known:,} links known, {found.candidates:,} candidates; of {found.later:,} later "
        f"links between known things, {found.reachable:,} are among them",
        ("Found in the top", *(str(k) for k in tops)),
        [
            *((method, *(str(hits[k]) for k in tops)) for method, hits in found.hits.items()),
            ("by chance", *(f"{found.expected[k]:.1f}" for k in tops)),
        ],
    )
