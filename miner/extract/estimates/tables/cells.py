"""The cell of a table: a value with its interval, error, p-value and stars, or the mark of a reference."""

from dataclasses import dataclass, replace
from functools import cache

import regex

from miner.extract.estimates.cues import load_cues
from miner.extract.estimates.numbers import MINUS, NUMBER, Number, read_number
from miner.model.estimate import POperator
from miner.model.layout import Cell

RAISED = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ⁰¹²³⁴⁵⁶⁷⁸⁹"
"""The raised letters and digits that stand for the marks of footnotes."""
MARKS = rf"[\s*†‡§¶#{RAISED}]*"
"""What may stand behind a cell's text without changing it."""
_TO = r"\s?(?:-|–|−|—|‐|‑|to|,|;|:|~)\s?"
_LEVEL = r"(?:9\d\s?%\s?(?:CI|CrI)?\s?[:,;=]?\s?|CI\s?[:=]?\s?)?"
_CERTAIN = rf"(?:{_TO}|\s)"  # limits in brackets may be parted by a space alone
_P = rf"[Pp](?:[\s-]?values?)?\s?(?P<op>[<>=≤≥⩽⩾])?\s?(?P<p>{NUMBER})"
_PAIR = regex.compile(rf"\s*[(\[]?\s?{_LEVEL}(?P<low>{NUMBER}){_CERTAIN}(?P<high>{NUMBER})\s?[)\]]?{MARKS}\Z")
_ONE = regex.compile(rf"\s*[(\[]?\s?(?P<value>{NUMBER})\s?[)\]]?{MARKS}\Z")
_P_CELL = regex.compile(rf"\s*[(\[]?(?:[Pp]\s?)?(?P<op>[<>=≤≥⩽⩾])?\s?(?P<p>{NUMBER})\s?[)\]]?{MARKS}\Z")
_STARS = regex.compile(r"[*†‡§¶#]+")
_REFERENCE = regex.compile(
    rf"(?i)\s*(?:(?:1|1[.·,]0{{1,3}}|0|0[.·,]0{{1,3}})?\s*[(\[]?\s*(?:ref(?:erences?|erent)?\b\.?|referent)(?:\s(?:group|category|level))?"
    rf"\s*[)\]]?|1(?:[.·]0{{1,3}})?){MARKS}\Z"
)
OPERATOR = {
    "<": POperator.LT,
    ">": POperator.GT,
    "≤": POperator.LE,
    "⩽": POperator.LE,
    "≥": POperator.GE,
    "⩾": POperator.GE,
    "=": POperator.EQ,
    None: POperator.EQ,
}


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell prints of an estimate; `end` is where its last number ends, `name` the measure that it names."""

    value: Number
    end: int
    low: Number | None = None
    high: Number | None = None
    bracket: Number | None = None
    p: Number | None = None
    p_op: POperator | None = None
    stars: str = ""
    name: str | None = None


@cache
def _whole() -> regex.Pattern[str]:
    name = rf"(?P<name>(?<![A-Za-z]){load_cues().pattern})\s?[=:]?\s?"
    interval = (
        rf"(?:\s?[,;]?\s?[(\[]\s?{_LEVEL}(?P<low>{NUMBER}){_CERTAIN}(?P<high>{NUMBER})\s?"
        rf"(?:[)\]]{{1,2}}|(?=[,;]))|[,;]?\s{_LEVEL}(?P<low>{NUMBER}){_TO}(?P<high>{NUMBER}))"
    )
    error = rf"\s?(?:±|\+/-|[(\[]\s?(?:SE\s?=?\s?)?)\s?(?P<bracket>{NUMBER})\s?[)\]]?"
    stars = rf"(?P<stars>{MARKS})"
    p = (
        rf"(?:\s?[,;]?\s?[(\[]?\s?{_P}\s?[)\]]?|\s?[,;]\s?(?P<op>[<≤⩽])\s?(?P<p>{NUMBER})"
        rf"|;\s?(?P<p>0?[.·]\d+))?"
    )
    value = rf"(?P<minus>[{MINUS}]\s(?=[\d.]))?(?P<value>{NUMBER})"
    return regex.compile(
        rf"\s*(?:\([a-z]\)\s?)?(?:{name})?{value}{stars}(?:{interval}|{error})?{stars}{p}{stars}[)\]]?\s*\Z"
    )


def read_cell(text: str, cell: Cell) -> Value | None:
    """What a cell prints of an estimate; None where it prints something else.

    >>> found = read_cell("-0.12* (-0.20 to -0.04)", (0, 23))
    >>> found.value.value, found.low.value, found.high.value, found.stars
    (-0.12, -0.2, -0.04, '*')
    """
    found = _whole().match(text, *cell)
    value = found and read_number(found["value"])
    if found is None or value is None:
        return None
    if found["minus"]:
        value = replace(value, value=-value.value)
    low, high = read_number(found["low"] or ""), read_number(found["high"] or "")
    if low is not None and high is not None and not low.value <= high.value:
        return None
    p = read_number(found["p"] or "")
    end = max(found.end(name) for name in ("value", "low", "high", "bracket", "p"))
    return Value(
        value, end + (end < cell[1] and text[end] in ")]"), low, high, read_number(found["bracket"] or ""),
        p, OPERATOR[found["op"]] if p else None,
        "".join(_STARS.findall("".join(found.captures("stars")))), found["name"],
    )  # fmt: skip


def read_pair(text: str, cell: Cell) -> tuple[Number, Number] | None:
    """The two limits that a cell of intervals prints."""
    found = _PAIR.match(text, *cell)
    low, high = (read_number(found["low"]), read_number(found["high"])) if found else (None, None)
    return (low, high) if low is not None and high is not None and low.value <= high.value else None


def read_one(text: str, cell: Cell) -> Number | None:
    """The one number that a cell prints, in brackets or not."""
    found = _ONE.match(text, *cell)
    return read_number(found["value"]) if found else None


def read_p(text: str, cell: Cell) -> tuple[Number, POperator] | None:
    """The p-value that a cell of p-values prints."""
    found = _P_CELL.match(text, *cell)
    number = read_number(found["p"]) if found else None
    return (number, OPERATOR[found["op"]]) if found and number is not None and 0 <= number.value <= 1 else None


def is_reference(text: str, cell: Cell) -> bool:
    """True of "1.00", "Ref." and "1 (reference)": with this level the others are compared."""
    return _REFERENCE.match(text, *cell) is not None


def is_filled(text: str, cell: Cell) -> bool:
    """True of a cell that holds more than a dash."""
    return text[slice(*cell)].strip(" -–—−…") != ""
