"""The evidence of one line of a graph, shown below it when the line is clicked."""

from typing import Any

from dash import html

from miner.errors import MinerError
from miner.model.evidence import Edge, Inference
from miner.web.finding import get_link
from miner.web.pages.parts import Part, button, quote_of, section
from miner.web.records import address
from miner.web.shelf import Shelf

_QUOTES = 3


def make_leg(shelf: Shelf, data: dict[str, Any] | None) -> Part:
    """The best sentences of the edge behind a line, and the way to all of them; empty for a line that is none."""
    name = str((data or {}).get("edge") or "")
    if not name:
        return []
    try:
        link = get_link(shelf.view, name)
    except MinerError:
        return []
    if isinstance(link, Inference):
        return []
    those = list(link.evidence) if isinstance(link, Edge) else [one.evidence for one in link.evidence]
    sound = [one for one in those if one.is_sound] or those
    best = sorted(
        sound, key=lambda one: (-sum(each.has_ci for each in one.estimates), -(one.paper.year or 0), one.paper.id)
    )
    quotes = [quote_of(one) for one in best[:_QUOTES]]
    more = button(f"All evidence ({len(those)})", address("edge", name))
    return section(str((data or {}).get("name") or "Evidence"), html.Div(quotes), actions=[more])
