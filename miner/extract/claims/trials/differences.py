"""What a difference of two arms says by its interval: "the difference in Y was -1.2 (95% CI -2 to -0.4)"."""

import regex

from miner.extract.claims.arms.segments import Segment
from miner.extract.claims.trials.outcomes import ArmSentence, Result
from miner.extract.grammar.rules import Rule

_NUMBER = r"[-−–+]?\d+(?:[.·]\d+)?"
_DIFFERENCE = Rule(
    r"\b(?:differences?|effects?|MD|WMD|SMD)\b(?P<what>[^;()\[\]]{0,100}?)(?:\b(?:was|were|of|is)\b|[=:,(\[])\s*"
    rf"(?P<value>{_NUMBER})\s?[^()\[\];\d]{{0,20}}?[(\[,;]\s?(?:95\s?%\s?)?(?:CI|confidence intervals?)\W{{0,5}}?"
    rf"(?P<low>{_NUMBER})\s?%?\s?(?:to|,|;|–|-)\s?(?P<high>{_NUMBER})"
)
_RATIO = regex.compile(r"\b(?:ratio|odds|hazard|HR|OR|RR)\b")
_AGAINST = regex.compile(r"\b(?:versus|vs\.?|compared (?:with|to)|relative to|over|from|minus)\s(?:the\s)?$")


def read_difference(sentence: ArmSentence, segment: Segment) -> list[Result]:
    """The outcome of a difference with an interval: 0 where that holds 0, else the sign of treatment less control.

    A positive number counts only where the text tells what was taken from what.
    """
    text = sentence.text
    match = _DIFFERENCE.search(text, segment.start, segment.end)
    if match is None or _RATIO.search(text, segment.start, match.end()):
        return []
    value, low, high = (_read(match[name]) for name in ("value", "low", "high"))
    if not low <= value <= high:
        return []
    sign = 0 if low <= 0 <= high else 1 if value > 0 else -1
    if sign == 1 and match["value"][0] != "+" and not _is_ours_first(sentence, segment):
        return []
    outcomes = [each for each in sentence.outcomes_of(segment) if each.start < match.start("value")]
    behind = [each for each in outcomes if each.start >= match.start("what")]
    return [Result(each.piece, sign, "difference of two arms") for each in (behind or outcomes[-1:])[:1]]


def _is_ours_first(sentence: ArmSentence, segment: Segment) -> bool:
    """True of a difference of the treatment from the control: "versus placebo", "between zinc and placebo"."""
    labels = sentence.labels_of(segment)
    if len(labels) == 1:
        return labels[0].side == -1 and _AGAINST.search(sentence.text, segment.start, labels[0].start) is not None
    return [label.side for label in labels[:2]] == [1, -1]


def _read(number: str) -> float:
    return float(number.replace("−", "-").replace("–", "-").replace("·", "."))
