"""The timeline of a pair: who said up, down or nothing, in which year, by what kind of study."""

from collections import defaultdict
from math import sqrt
from pathlib import Path
from typing import Final

from miner.draw.canvas import FAINT, SIGN_STYLES, figure, shorten
from miner.errors import BadInput
from miner.model.claim import Sign
from miner.model.evidence import EvidenceGraph, Paper

_LANES: Final[tuple[Sign, ...]] = (1, None, 0, -1)
_STEP: Final = 0.16  # of a lane, between papers of one year


def draw_timeline(graph: EvidenceGraph, *, subject: str, object_: str, path: Path) -> str:
    """Draw one mark a paper in the lane of what it says, its area by the study's size; give one sentence on it.

    Retracted papers are crossed out. Raises BadInput where no paper on the pair has a year.
    """
    names = f"{graph.node(subject).label} → {graph.node(object_).label}"
    lanes: dict[Sign, dict[str, Paper]] = {
        edge.sign: {one.paper.id: one.paper for one in edge.evidence if one.paper.year is not None}
        for edge in graph.between(subject, object_)
    }
    papers = [paper for lane in lanes.values() for paper in lane.values()]
    years = [paper.year for paper in papers if paper.year is not None]
    if not years:
        raise BadInput(f"no paper with a year states {names}: there is no timeline to draw")
    shown = [sign for sign in _LANES if lanes.get(sign)]
    from matplotlib.ticker import MaxNLocator

    with figure(path, width=8.4, height=1.5 + 0.85 * len(shown)) as drawn:
        axes = drawn.add_axes((0.2, 0.55 / drawn.get_figheight(), 0.77, 1 - 1.15 / drawn.get_figheight()))
        for place, sign in enumerate(shown):
            style = SIGN_STYLES[sign]
            axes.axhline(place, color="#e5e7eb", linewidth=0.8, zorder=0)
            by_year: dict[int, list[Paper]] = defaultdict(list)
            for paper in sorted(lanes[sign].values(), key=lambda one: one.id):
                by_year[paper.year or 0].append(paper)
            for year, those in by_year.items():
                for number, paper in enumerate(those):
                    at = place + _STEP * (number - (len(those) - 1) / 2)
                    area = 26 + 7 * sqrt(sqrt(paper.n or 1))
                    colour = FAINT if paper.is_retracted else style.colour
                    axes.scatter([year], [at], marker=style.marker, s=area, color=colour, alpha=0.85, linewidth=0)
                    if paper.is_retracted:
                        axes.scatter([year], [at], marker="x", s=area * 1.6, color="black", linewidth=1)
            axes.text(-0.02, place, f"{style.word}\n{_papers(len(lanes[sign]))}", transform=axes.get_yaxis_transform(),
                      ha="right", va="center", fontsize=8.5, color=style.colour)  # fmt: skip
        axes.set_ylim(len(shown) - 0.4, -0.6)
        axes.set_xlim(min(years) - 0.8, max(years) + 0.8)
        axes.set_yticks([])
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.spines[["left", "right", "top"]].set_visible(False)
        drawn.text(
            0.02, 1 - 0.3 / drawn.get_figheight(), shorten(names, 90), fontsize=11, fontweight="bold", va="center"
        )
    return f"{names}: {_papers(len({paper.id for paper in papers}))}, {min(years)} to {max(years)}"


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count} papers"
