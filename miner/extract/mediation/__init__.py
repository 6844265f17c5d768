"""Stated mediation: who lies between exposure and outcome, and how many percent of the way run through it.

Only what a sentence states counts. "Attenuated after adjustment for" is no mediation and is left alone.
"""

from miner.extract.mediation.cues import is_no_mediator, is_ruling, is_way
from miner.extract.mediation.gate import may_mediate
from miner.extract.mediation.markers import is_marker
from miner.extract.mediation.percents import Percent
from miner.extract.mediation.reading import find_mediated_percents, read_mediation
from miner.extract.mediation.values import Mediation, Span

__all__ = [
    "Mediation",
    "Percent",
    "Span",
    "find_mediated_percents",
    "is_marker",
    "is_no_mediator",
    "is_ruling",
    "is_way",
    "may_mediate",
    "read_mediation",
]
