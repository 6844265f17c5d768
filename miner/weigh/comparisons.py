"""What a contrast is called, so that like is pooled with like."""

import re
from functools import lru_cache
from typing import Final

UNSTATED: Final = "unstated"
HIGHEST: Final = "highest vs lowest"
DEFICIENT: Final = "deficient vs normal"
CONTROL: Final = "vs control"

_PER = re.compile(
    r"\b(?:per|each|every|for an?)\s+(?:an?\s+)?(?:additional\s+|extra\s+)?(?P<amount>\d+(?:[.,·]\d+)?)?[\s-]*"
    r"(?P<unit>mg|g|µg|mcg|mmol|mEq|SDs?\b|s\.d\.|standard deviations?|units?|quartiles?|quintiles?|tertiles?|doubling|"
    r"log\w*|%)"
    r"(?P<rest>\s?/\s?(?:dL|L|day|d|kg)|\s+(?:per|a)\s+day|\s+daily)?",
    re.IGNORECASE,
)
_HIGH = r"(?:high(?:est|er)?|top|upper(?:most)?|most|Q[345]|T3|4th|fourth|5th|fifth|third|last)\b"
_LOW = r"(?:low(?:est|er)?|bottom|least|Q1|T1|1st|first)\b"
_AGAINST = r".{0,80}?\b(?:vs\.?|versus|compared|than|against|and|relative to|over)\b.{0,40}?\b"
_EXTREMES = re.compile(rf"\b{_HIGH}{_AGAINST}{_LOW}|\b{_LOW}{_AGAINST}{_HIGH}", re.IGNORECASE | re.DOTALL)
_DEFICIENT = re.compile(r"\b(?:deficien\w+|hypo(?!th|chon)\w+|depleted|insufficient|inadequate)\b", re.IGNORECASE)
_CONTROL = re.compile(
    r"\b(?:placebo|controls?|untreated|no treatment|no supplement\w*|usual care|sham|baseline)\b", re.IGNORECASE
)
_RATE = re.compile(
    r"\b(?:person|patient|participant|woman|women|man|men|child|life)[\s-]?(?:year|month|day)", re.IGNORECASE
)
_UNITS: Final = {"sds": "sd", "s.d.": "sd", "standard deviation": "sd", "standard deviations": "sd", "d": "day"}


@lru_cache(maxsize=4096)
def name_comparison(text: str | None) -> str:
    """The name of a contrast: `per 100 mg/day`, `highest vs lowest`, `vs control` and the like, else its own words.

    A rate's denominator (`per 100 person-years`) is no contrast: it is `unstated`.

    >>> name_comparison("the highest compared with the lowest quartile")
    'highest vs lowest'
    >>> name_comparison("per 100-mg/d increase"), name_comparison(None)
    ('per 100 mg/day', 'unstated')
    """
    if text is None or not text.strip() or _RATE.search(text):
        return UNSTATED
    if match := _PER.search(text):
        return _per(match)
    if _EXTREMES.search(text):
        return HIGHEST
    if is_deficiency(text):
        return DEFICIENT
    if _CONTROL.search(text):
        return CONTROL
    return " ".join(text.casefold().split())


def is_deficiency(text: str) -> bool:
    """True where a text speaks of too little of something: hypomagnesemia, a deficiency."""
    return _DEFICIENT.search(text) is not None


def _per(match: re.Match[str]) -> str:
    amount = (match["amount"] or "1").replace(",", ".").replace("·", ".")
    unit = match["unit"].casefold()
    unit = _UNITS.get(unit, unit.removesuffix("s") if len(unit) > 2 else unit)
    rest = re.sub(r"\s+", "", (match["rest"] or "").casefold())
    rest = {"/d": "/day", "perday": "/day", "aday": "/day", "daily": "/day"}.get(rest, rest)
    return f"per {float(amount):g} {unit}{rest}"
