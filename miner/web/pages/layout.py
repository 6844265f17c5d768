"""Where the nodes of a graph stand: by rule, so that the same view always looks the same and no label hides another."""

from collections.abc import Sequence
from typing import Final, NamedTuple

MOST_NODES: Final = 150
ROW: Final = 52.0  # pixels from a box's middle to the next one's
COLUMN: Final = 265.0
BOX: Final = (168.0, 38.0)
_ROWS: Final = 16  # boxes in a column before another one is begun


class Place(NamedTuple):
    """A box's middle."""

    x: float
    y: float


def beside(left: Sequence[str], centre: str, right: Sequence[str]) -> dict[str, Place]:
    """A node in the middle, others in columns to its left and right, the first ones nearest and topmost.

    >>> beside(["a"], "b", ["c", "d"])
    {'b': Place(x=0.0, y=0.0), 'a': Place(x=-265.0, y=0.0), 'c': Place(x=265.0, y=-26.0), 'd': Place(x=265.0, y=26.0)}
    """
    places = {centre: Place(0.0, 0.0)}
    for names, direction in ((left, -1), (right, 1)):
        for start in range(0, len(names), _ROWS):
            some = names[start : start + _ROWS]
            number = start // _ROWS
            # Every other column stands half a row lower: lines pass between the boxes of the one before.
            shift = ROW / 2 if number % 2 else 0.0
            x = direction * (COLUMN + number * (BOX[0] + 34))
            places |= {name: Place(x, _row(at, len(some)) + shift) for at, name in enumerate(some)}
    return places


def in_columns(columns: Sequence[Sequence[str]]) -> dict[str, Place]:
    """Columns from left to right, each centred.

    >>> in_columns([["a"], ["b"]])
    {'a': Place(x=0.0, y=0.0), 'b': Place(x=265.0, y=0.0)}
    """
    return {
        name: Place(number * COLUMN, _row(at, len(column)))
        for number, column in enumerate(columns)
        for at, name in enumerate(column)
    }


def height_of(places: dict[str, Place], *, least: int = 170) -> int:
    """The height in pixels at which the graph can be read without zooming."""
    ys = [place.y for place in places.values()]
    return max(least, int(max(ys) - min(ys) + BOX[1] + 40)) if ys else least


def _row(at: int, of: int) -> float:
    return (at - (of - 1) / 2) * ROW
