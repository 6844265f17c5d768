"""`miner figure`: pictures of the evidence as SVG, PNG or PDF."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from miner.cli.app import MinerCommand
from miner.cli.places import open_graph, open_to_read, store_option, take_option, topic_option
from miner.cli.talk import get_talk

if TYPE_CHECKING:
    from miner.model.evidence import EvidenceGraph

_EXAMPLES = """
miner figure mediators -o mediators.svg
miner figure forest magnesium sarcopenia -o forest.pdf
miner figure forest magnesium sarcopenia --take "PMID:36273123=" -o forest.pdf
miner figure timeline magnesium osteoporosis -o timeline.png
"""
_KINDS = ("mediators", "forest", "timeline")


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("pair", nargs=-1, metavar="[EXPOSURE [OUTCOME]]")
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Where to; .svg, .png or .pdf.",
)  # fmt: skip
@click.option("--measure", metavar="NAME", help="Of a forest plot: the measure (OR, HR, BETA, ...).")
@click.option("--most", type=click.IntRange(1, 40), default=12, show_default=True, help="The most mediators to draw.")
@take_option
@topic_option
@store_option
def figure(
    kind: str, *, pair: tuple[str, ...], output: Path, measure: str | None, most: int,
    choices: dict[str, str], topic_name: str, store_path: Path | None,
) -> None:  # fmt: skip
    """Draw the evidence: mediators in three columns, a forest plot, a timeline.

    `mediators` takes an exposure and an outcome to narrow the picture to; `forest` and `timeline` need both.
    """
    from miner.assemble import choose_estimates

    exposure, outcome = (*pair, None, None)[:2]
    if len(pair) > 2:
        raise click.UsageError("a pair is two names; put a name of several words in quotation marks")
    if kind != "mediators" and outcome is None:
        raise click.UsageError(f"a {kind} needs an EXPOSURE and an OUTCOME")
    topic, store = open_to_read(topic_name, store_path)
    with store:
        graph = choose_estimates(open_graph(topic, store), choices)
    get_talk().say(f"{_draw(graph, kind, exposure, outcome, output, measure=measure, most=most)}: {output}")


def _draw(
    graph: "EvidenceGraph", kind: str, exposure: str | None, outcome: str | None, output: Path, *,
    measure: str | None, most: int,
) -> str:  # fmt: skip
    from miner.cli.finding import find_node
    from miner.draw.forest import draw_forest
    from miner.draw.mediators import draw_mediators
    from miner.draw.timeline import draw_timeline
    from miner.errors import BadInput
    from miner.model.estimate import Measure

    start = find_node(graph, exposure).id if exposure else None
    end = find_node(graph, outcome).id if outcome else None
    if kind == "mediators" or start is None or end is None:
        return draw_mediators(graph, path=output, exposure=start, outcome=end, most=most)
    if kind == "timeline":
        return draw_timeline(graph, subject=start, object_=end, path=output)
    if measure is not None and measure.upper() not in Measure.__members__:
        raise BadInput(f"{measure} is no measure; known are {', '.join(Measure.__members__)}")
    wanted = None if measure is None else Measure[measure.upper()]
    return draw_forest(graph, subject=start, object_=end, path=output, measure=wanted)
