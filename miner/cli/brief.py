"""`miner brief`: a cited review page of a topic's evidence."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from miner.cli.app import MinerCommand
from miner.cli.places import open_graph, open_to_read, store_option, take_option
from miner.cli.talk import get_talk

if TYPE_CHECKING:
    from miner.model.evidence import EvidenceGraph
    from miner.report.brief_page import DrawForest

_EXAMPLES = """
miner brief magnesium
miner brief magnesium --plain -o brief.html
miner brief magnesium -o brief.docx
"""


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("topic")
@click.option("--plain", is_flag=True, help="In plain language, without numbers of effect sizes.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Where to: .md, .html, .docx or .json (default: Markdown on stdout).",
)  # fmt: skip
@take_option
@store_option
def brief(topic: str, *, plain: bool, output: Path | None, choices: dict[str, str], store_path: Path | None) -> None:
    """Write an evidence page on a topic, every sentence tied to its claims."""
    from miner.assemble import choose_estimates
    from miner.files import write_whole
    from miner.report.brief import make_brief
    from miner.report.brief_page import lay_out_brief, write_brief_json
    from miner.report.markdown import write_markdown
    from miner.report.pages import write_page

    loaded, store = open_to_read(topic, store_path)
    with store:
        graph = choose_estimates(open_graph(loaded, store), choices)
    made = make_brief(graph, plain=plain)
    if output is None:
        click.echo(write_markdown(lay_out_brief(made)), nl=False)
    elif output.suffix.lower() == ".json":
        write_whole(output, write_brief_json(made))
    else:
        write_page(lay_out_brief(made, draw_forest=_drawer(graph)), output)
    if output is not None:
        get_talk().say(f"{len(made.papers)} papers cited: {output}")


def _drawer(graph: "EvidenceGraph") -> "DrawForest":
    """Draws a pair's forest plot as SVG text; without matplotlib, and where there is nothing to plot, none."""
    from miner.draw.forest import draw_forest
    from miner.errors import BadInput

    def draw(subject: str, object_: str) -> str | None:
        with TemporaryDirectory() as folder:
            path = Path(folder) / "forest.svg"
            try:
                draw_forest(graph, subject=subject, object_=object_, path=path)
            except BadInput:
                return None
            return path.read_text(encoding="utf-8")

    return draw
