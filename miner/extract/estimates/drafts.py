"""An estimate in the making."""

from dataclasses import dataclass

from miner.extract.estimates.intervals import Interval
from miner.extract.estimates.scanning import Piece
from miner.model.estimate import Measure


@dataclass(slots=True, eq=False)
class Draft:
    """The pieces of an estimate: value, where it begins and ends, interval, name, and the p-value once known.

    `needs_p` marks a number that is an estimate only if the text gives it a p-value, `is_change` one by which something
    is said to be more or less, whose p-value may stand farther off.
    """

    value: int
    first: int
    last: int
    measure: Measure = Measure.OTHER
    interval: Interval | None = None
    name: int | None = None
    is_named: bool = False
    needs_p: bool = False
    is_change: bool = False
    p: Piece | None = None
