"""`miner disputes`: of which pairs papers disagree, in what the camps differ, and a pair's evidence by year."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from miner.cli.app import MinerCommand
from miner.cli.places import open_graph, open_to_read, store_option, topic_option
from miner.cli.tables import print_table
from miner.errors import BadInput

if TYPE_CHECKING:
    from miner.ask import Disagreement
    from miner.ask.disagreement import Year

_EXAMPLES = """
miner disputes
miner disputes magnesium "bone density"
miner disputes --json
"""


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("pair", nargs=-1, metavar="[SUBJECT OBJECT]")
@topic_option
@store_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="The most pairs to show.")
@click.option("--json", "as_json", is_flag=True, help="Camps, differences and years as JSON.")
def disputes(pair: tuple[str, ...], *, topic_name: str, store_path: Path | None, limit: int, as_json: bool) -> None:
    """Say who disagrees: which papers found up, down or nothing, and in what they differ.

    Without a pair, all disputed pairs of the graph, those of most papers first. SUBJECT and OBJECT are names or CURIEs.
    """
    from itertools import islice

    from miner.ask import Network, find_disagreement, find_disagreements, timeline
    from miner.cli.finding import find_node

    if len(pair) not in {0, 2}:
        raise BadInput("a pair is two names, subject and object; put a name of several words in quotation marks")
    topic, store = open_to_read(topic_name, store_path)
    with store:
        graph = open_graph(topic, store)
    if pair:
        subject, object_ = (find_node(graph, name).id for name in pair)
        found = [find_disagreement(Network(graph), subject, object_)]
    else:
        found = list(islice(find_disagreements(graph), limit))
    if as_json:
        records = [_to_record(one, timeline(graph.between(one.subject, one.object))) for one in found]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        return
    for one in found:
        click.echo(f"- {one.sentence}")
    if not found:
        click.echo("No two papers disagree.")
    if pair:
        _print_camps(found[0])
        _print_years(timeline(graph.between(found[0].subject, found[0].object)))


def _to_record(one: "Disagreement", years: "tuple[Year, ...]") -> dict[str, Any]:
    return {
        "subject": one.subject,
        "object": one.object,
        "disputed": one.is_disputed,
        "sentence": one.sentence,
        "camps": [{"sign": camp.sign, "papers": [paper.id for paper in camp.papers]} for camp in one.camps],
        "differences": [difference._asdict() for difference in one.differences],
        "years": [year._asdict() for year in years],
    }


def _print_camps(one: "Disagreement") -> None:
    from miner.model.wording import SIGN_VERBS
    from miner.report.wording import write_design, write_estimate

    rows = []
    for camp in one.camps:
        for paper in camp.papers:
            said = [each for each in camp.evidence if each.paper.id == paper.id]
            estimates = dict.fromkeys(write_estimate(estimate) for each in said for estimate in each.estimates)
            rows.append(
                (
                    SIGN_VERBS[camp.sign],
                    paper.cited,
                    write_design(paper.design),
                    "" if paper.n is None else f"{paper.n:,}",
                    "; ".join(estimates),
                    paper.id,
                )
            )
    print_table("Who says what", ("It", "Paper", "Study", "n", "Estimates", "Id"), rows)
    both = sorted({paper for _, paper, *_, name in rows if sum(row[-1] == name for row in rows) > 1})
    if both:
        click.echo(f"On more than one side (subgroups, doses, sites): {'; '.join(both)}")


def _print_years(years: "tuple[Year, ...]") -> None:
    print_table(
        "Papers by year",
        ("Year", "Up", "Down", "Nothing", "No direction", "In all"),
        [
            (str(one.year), str(one.up), str(one.down), str(one.null), str(one.undirected), str(one.total))
            for one in years
            if one.up or one.down or one.null or one.undirected
        ],
    )
