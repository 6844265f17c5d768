"""How sure a sentence is of what it claims."""

import regex

from miner.extract.grammar.rules import Rule
from miner.model.claim import Certainty

_HEDGE = Rule(
    r"\b(?:may|might|could|suggest(?:s|ed|ing)?|(?:possibl[ye]|potential(?:ly)?)(?! (?:\w+ )?(?:confound|covaria))"
    r"|perhaps|probably|appear(?:s|ed)?|seem(?:s|ed)?|likely to|presumably|(?<!for |linear )trend|tend(?:s|ed|ency)"
    r"|hint(?:s|ed)?|marginal(?:ly)?|borderline|would|speculate|some evidence)\b",
    regex.I,
)


def is_hedged(text: str) -> bool:
    """True of a sentence that leaves its claim open.

    >>> is_hedged("Magnesium may lower blood pressure."), is_hedged("Magnesium lowered blood pressure.")
    (True, False)
    >>> is_hedged("Adjusted for potential confounders, magnesium lowered blood pressure (p for trend 0.01).")
    False
    """
    return bool(_HEDGE.search(text))


def certainty_of(text: str, sign: int | None) -> Certainty:
    """Negated with sign 0, else hedged or asserted."""
    if sign == 0:
        return Certainty.NEGATED
    return Certainty.HEDGED if is_hedged(text) else Certainty.ASSERTED
