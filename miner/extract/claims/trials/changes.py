"""A change in each arm: what fell by less with the treatment than in the controls is more with it in the end."""

from collections.abc import Sequence

import regex

from miner.extract.claims.arms.sides import Label
from miner.extract.claims.trials.values import Value, value_of_each
from miner.extract.grammar.rules import Rule

_BY = Rule(
    r"\bby (?:an? )?(?:(?:average|mean|median|about|approximately|only|nearly|almost|just) (?:of )?)*"
    r"(?P<n>\d+(?:[.·]\d+)?)(?![\d.·]|\s?(?:weeks?|months?|days?|years?|hours?|h|min)\b)"
)
_FROM = Rule(
    r"\bfrom (?P<a>\d+(?:[.·]\d+)?)[^,;.()\d]{0,12}?(?:\([^()]*\)\s|±\s?[\d.·]+[^,;.()\d]{0,12}?)?"
    r"\bto (?P<b>\d+(?:[.·]\d+)?)(?![\d.·])"
)
_COMPARED = regex.compile(r"\b(?:more|less|greater|smaller|larger|than|higher|lower)\b", regex.I)
_PAIR = 2


def sign_by_changes(text: str, sign: int, place: int, labels: Sequence[Label]) -> int:
    """The sign of what changed at `place`, turned where the controls changed more: "fell by 1 with A, by 5 with B"."""
    if not (_BY.may_match(text) or _FROM.may_match(text)) or sorted(label.side for label in labels) != [-1, 1]:
        return sign
    if _COMPARED.search(text):
        return sign
    steps = [Value(m.start(), _read(m["n"])) for m in _BY.finditer(text, place)]
    ways = [Value(m.start(), _read(m["b"]) - _read(m["a"])) for m in _FROM.finditer(text, place)]
    if len(steps) == _PAIR and (pair := value_of_each(steps, labels)) is not None:
        return _sign(pair[0] - pair[1]) * sign
    if len(ways) == _PAIR and (pair := value_of_each(ways, labels)) is not None:
        return _sign(pair[0] - pair[1])
    return sign


def _read(number: str) -> float:
    return float(number.replace("·", "."))


def _sign(difference: float) -> int:
    return (difference > 0) - (difference < 0)
