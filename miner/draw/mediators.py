"""A topic in three columns, exposures, mediators, outcomes: sign by colour and line, width by evidence."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from miner.draw.canvas import FAINT, INK, SIGN_STYLES, UNSTATED, figure, legend_of_signs, shorten
from miner.errors import BadInput
from miner.model.claim import Sign
from miner.model.evidence import Edge, EvidenceGraph, Role

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLUMNS: Final = (0.13, 0.5, 0.87)  # centres, of the picture's width
_BOX: Final = 0.2  # a box's width, likewise
_WIDTH: Final = 10.5  # inches
_ROW: Final = 0.62  # inches


class _Leg(NamedTuple):
    """A line between two boxes: `papers` gives its width, `label` what is written on it.

    Where no paper states the leg by itself, only the whole path, `is_stated` is False and the line is plain grey.
    """

    source: str
    target: str
    sign: Sign
    papers: int
    label: str
    is_stated: bool


class _Path(NamedTuple):
    exposure: str
    mediator: str
    outcome: str
    percent: str
    belief: float
    is_stated: bool


def draw_mediators(
    graph: EvidenceGraph, *, path: Path, exposure: str | None = None, outcome: str | None = None, most: int = 12
) -> str:
    """Draw the strongest mediator paths, stated before inferred, at most so many mediators; give a sentence on them.

    `exposure` and `outcome` narrow the picture to one of each. Raises BadInput where there is no such path.
    """
    paths = _chosen(graph, exposure=exposure, outcome=outcome, most=most)
    if not paths:
        raise BadInput("no mediator path stands between these: `miner paths` lists what the graph holds")
    legs = tuple(_legs(graph, paths))
    columns = _ordered(paths)
    labels = {node.id: node.label for node in graph.nodes}
    rows = max(map(len, columns))
    height = 1.25 + _ROW * rows
    with figure(path, width=_WIDTH, height=height) as drawn:
        axes = drawn.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, 1)
        axes.set_ylim(0, height)
        axes.set_axis_off()
        places = {
            node: (_COLUMNS[column], 0.5 + _ROW * rows * (1 - (row + 0.5) / len(nodes)))
            for column, nodes in enumerate(columns)
            for row, node in enumerate(nodes)
        }
        turn: Counter[str] = Counter()  # labels of one mediator stand at different distances from it
        for leg in sorted(legs, key=lambda one: one.papers):
            _draw_leg(axes, leg, places, at=0.2 + 0.17 * turn[leg.source])
            turn[leg.source] += bool(leg.label)
        for node, place in places.items():
            _draw_box(axes, labels.get(node, node), place, is_middle=node in columns[1])
        for centre, word in zip(_COLUMNS, ("exposure", "mediator", "outcome"), strict=True):
            axes.text(centre, height - 0.3, word, ha="center", va="center", fontsize=10, color="#4b5563")
        legend_of_signs(
            axes,
            tuple(leg.sign for leg in legs if leg.is_stated),
            unstated=any(not leg.is_stated for leg in legs),
            loc="lower center",
            ncol=5,
            fontsize=8,
            bbox_to_anchor=(0.5, 0),
        )
    stated = sum(one.is_stated for one in paths)
    return f"{len(paths)} mediator paths, {stated} of them stated by papers and {len(paths) - stated} inferred"


def _chosen(graph: EvidenceGraph, *, exposure: str | None, outcome: str | None, most: int) -> list[_Path]:
    found = [
        _Path(
            one.exposure,
            one.mediator,
            one.outcome,
            _percent([value for _, value in one.percents]),
            one.belief.score,
            is_stated=True,
        )
        for one in graph.mediations
        if one.papers
    ] + [_Path(one.exposure, one.mediator, one.outcome, "", one.belief, is_stated=False) for one in graph.inferences]
    roles = {node.id: node.role for node in graph.nodes}
    wanted = [
        one
        for one in found
        if (one.exposure == exposure or (exposure is None and roles.get(one.exposure) is Role.EXPOSURE))
        and outcome in (None, one.outcome)
    ]
    wanted = [one for one in wanted if len({one.exposure, one.mediator, one.outcome}) == 3]
    wanted.sort(key=lambda one: (not one.is_stated, not one.percent, -one.belief, one[:3]))
    chosen: list[_Path] = []
    mediators: set[str] = set()
    ends: set[str] = set()
    for one in wanted:
        if len(mediators | {one.mediator}) > most or len(ends | {one.exposure, one.outcome}) > most:
            continue
        if one.mediator in ends or {one.exposure, one.outcome} & mediators:
            continue  # a box stands in one column only
        if any(other.exposure == one.outcome or other.outcome == one.exposure for other in chosen):
            continue
        if not any(other[:3] == one[:3] for other in chosen):
            chosen.append(one)
            mediators.add(one.mediator)
            ends |= {one.exposure, one.outcome}
    return chosen


def _percent(percents: Sequence[float]) -> str:
    if not percents:
        return ""
    low, high = min(percents), max(percents)
    return f"{low:g}%" if low == high else f"{low:g}–{high:g}%"


def _legs(graph: EvidenceGraph, paths: Iterable[_Path]) -> Iterable[_Leg]:
    strongest: dict[tuple[str, str], Edge] = {}
    for edge in graph.edges:
        held = strongest.get((edge.subject, edge.object))
        if edge.papers and (held is None or edge.belief.score > held.belief.score):
            strongest[edge.subject, edge.object] = edge
    seen: dict[tuple[str, str], _Leg] = {}
    for one in paths:
        for source, target, label in (
            (one.exposure, one.mediator, ""),
            (one.mediator, one.outcome, one.percent),
            (one.exposure, one.outcome, ""),
        ):
            found = strongest.get((source, target))
            if found is None and (source, target) == (one.exposure, one.outcome):
                continue
            sign, papers = (found.sign, len(found.papers)) if found is not None else (None, 1)
            held_leg = seen.get((source, target))
            if held_leg is None or (label and not held_leg.label):
                seen[source, target] = _Leg(source, target, sign, papers, label, found is not None)
    return seen.values()


def _ordered(paths: Sequence[_Path]) -> tuple[list[str], list[str], list[str]]:
    """Each column's boxes, ordered by the mean place of their neighbours so that few lines cross."""
    exposures = list(dict.fromkeys(one.exposure for one in paths))
    outcomes = list(dict.fromkeys(one.outcome for one in paths))
    mediators = list(dict.fromkeys(one.mediator for one in paths))
    for _ in range(4):
        mediators = _by_neighbours(mediators, outcomes, [(one.mediator, one.outcome) for one in paths])
        outcomes = _by_neighbours(outcomes, mediators, [(one.outcome, one.mediator) for one in paths])
    return exposures, mediators, outcomes


def _by_neighbours(boxes: list[str], others: list[str], links: list[tuple[str, str]]) -> list[str]:
    place = {name: (number + 0.5) / len(others) for number, name in enumerate(others)}

    def mean(box: str) -> float:
        at = [place[other] for name, other in links if name == box]
        return sum(at) / len(at)

    return sorted(boxes, key=lambda box: (round(mean(box), 9), boxes.index(box)))


def _draw_leg(axes: "Axes", leg: _Leg, places: dict[str, tuple[float, float]], *, at: float) -> None:
    from matplotlib.patches import FancyArrowPatch

    (x1, y1), (x2, y2) = places[leg.source], places[leg.target]
    style = SIGN_STYLES[leg.sign] if leg.is_stated else UNSTATED
    is_direct = x2 - x1 > 0.5
    start, end = (x1 + _BOX / 2, y1), (x2 - _BOX / 2 - 0.004, y2)
    axes.add_patch(
        FancyArrowPatch(
            start, end, arrowstyle=style.head, mutation_scale=12, color=style.colour, linestyle=style.line,
            linewidth=0.9 + 0.7 * sqrt(leg.papers), alpha=0.35 if is_direct else 0.9,
            connectionstyle="arc3,rad=0.06" if is_direct else "arc3,rad=0", shrinkA=0, shrinkB=0, zorder=1,
        )
    )  # fmt: skip
    if leg.label:
        x, y = start[0] + at * (end[0] - start[0]), start[1] + at * (end[1] - start[1])
        axes.text(
            x, y, leg.label, fontsize=8, ha="center", va="center", zorder=3,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none"},
        )  # fmt: skip


def _draw_box(axes: "Axes", label: str, place: tuple[float, float], *, is_middle: bool) -> None:
    from matplotlib.patches import FancyBboxPatch

    x, y = place
    height = 0.42
    axes.add_patch(
        FancyBboxPatch(
            (x - _BOX / 2, y - height / 2), _BOX, height, boxstyle="round,pad=0,rounding_size=0.01",
            mutation_aspect=8, facecolor="#f3f4f6" if is_middle else "white", edgecolor=FAINT if is_middle else INK,
            linewidth=0.9, zorder=4,
        )
    )  # fmt: skip
    lines = textwrap.wrap(shorten(label, 50), 27)[:2]
    axes.text(x, y, "\n".join(lines), ha="center", va="center", fontsize=8.5, zorder=5, linespacing=1.05)
