"""The unit in which an estimate is printed."""

import re
from functools import lru_cache
from typing import Final

from miner.model.estimate import Estimate
from miner.model.evidence import Evidence

_ONE = (
    r"(?:mm\s?Hg|%-?(?:units?|points?)|percentage\s(?:points?|units?)|%|points?|units?|beats|cramps|"
    r"[kcdmµμnpf]?(?:mol|Eq|IU|Pa|cal|J|N|g|m|L|l|U)[²³23]?|IU|min(?:utes?)?|s(?:ec(?:onds?|s)?)?|h(?:ours?)?|"
    r"d(?:ays?)?|weeks?|months?|years?)"
)
_UNIT: Final = rf"(?P<unit>{_ONE}(?:\s?(?:/|per|·)\s?(?:{_ONE}|week|minute|night))*)(?![\w/])"
_AFTER_NUMBER = re.compile(rf"\d[\])]?\s?{_UNIT}")
_AT_START = re.compile(rf"[\])]?\s?{_UNIT}")
_CONFIDENCE = re.compile(
    r"\d+(?:\.\d+)?\s?%[\s-]*(?:CI\b|C\.\s?I\.|confidence|credible|limits)|\d+(?:\.\d+)?%(?=\s*[\])(])", re.IGNORECASE
)
_PERCENT: Final = re.compile(r"(?:percentage|%-?)(?:points?|units?)")
_REACH: Final = 24  # characters behind the estimate in which its unit is looked for


def find_unit(evidence: Evidence, estimate: Estimate) -> str | None:
    """The unit printed with an estimate's numbers or right behind them, in one spelling; None where there is none."""
    quote, end = evidence.claim.quote, estimate.end - evidence.claim.start
    behind = quote[end : end + _REACH] if 0 < end <= len(quote) else ""
    return _find(estimate.text, behind)


@lru_cache(maxsize=4096)
def _find(text: str, behind: str) -> str | None:
    """The unit in an estimate's text, else that which the text behind it begins with.

    >>> _find("-2.2 mmHg, 95% CI: -3.4 to -0.9", ""), _find("1.09 (95% CI 0.27, 1.90)", " mm Hg higher")
    ('mmhg', 'mmhg')
    """
    found = _AFTER_NUMBER.search(_CONFIDENCE.sub("", text)) or _AT_START.match(behind)
    if found is None:
        return None
    unit = re.sub(r"\s+", "", re.sub(r"\s+per\s+", "/", found["unit"].casefold()))
    unit = _PERCENT.sub("%", unit.replace("μ", "µ"))
    return unit.removesuffix("s") if len(unit) > 2 and not unit.endswith("/s") else unit
