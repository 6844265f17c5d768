"""How sure a sentence is of what it claims."""

import regex

from miner.extract.grammar.rules import Rule
from miner.model.claim import Certainty

_HEDGE = Rule(
    r"\b(?:may|might|could|suggest(?:s|ed|ing)?|possibl[ye]|perhaps|probably|potential(?:ly)?|appear(?:s|ed)?"
    r"|seem(?:s|ed)?|likely to|presumably|trend|tend(?:s|ed|ency)|hint(?:s|ed)?|marginal(?:ly)?|borderline|would"
    r"|speculate|some evidence)\b",
    regex.I,
)


def is_hedged(text: str) -> bool:
    """True of a sentence that leaves its claim open.

    >>> is_hedged("Magnesium may lower blood pressure."), is_hedged("Magnesium lowered blood pressure.")
    (True, False)
    """
    return bool(_HEDGE.search(text))


def certainty_of(text: str, sign: int | None) -> Certainty:
    """Negated with sign 0, else hedged or asserted."""
    if sign == 0:
        return Certainty.NEGATED
    return Certainty.HEDGED if is_hedged(text) else Certainty.ASSERTED
