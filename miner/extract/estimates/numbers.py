"""Numbers as papers print them: signs, points, thousands, powers of ten, percent signs."""

import re
from dataclasses import dataclass

import regex

MINUS = "-−–—‐‑‒﹣－"
_POINT = "·∙•‧⋅․．"
_THIN = "\u2009\u202f\u00a0\u2008\u2007"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

POINT = rf"[.{_POINT}]"
_DECIMAL = rf"{POINT}\d+"
_SPACED = r"[1-9]\d{0,2}(?:\s\d{3})+"
_DIGITS = (
    "(?>"
    rf"\d{{1,3}}(?:,\d{{3}})+(?![\d,])(?:{_DECIMAL})?"  # 1,234.5
    rf"|\d{{1,3}}(?:[{_THIN}]\d{{3}})+(?!\d)"  # 1 234 with a thin space
    # 1 234 with a plain space, beside an interval
    rf"|{_SPACED}(?=\s?(?:to\s|[{MINUS}]|\)|\(|[A-Za-z/%]{{1,8}}\s?[(\[]\s?(?:9\d\s?%|CI)))"
    rf"|\d+{_DECIMAL}"
    r"|[01][.·]\s\d+(?=[\s),;%\-–])(?!\s[a-z])"  # a space behind the point, as bad conversions leave it
    r"|0,\d+(?![\d,.])"  # a decimal comma
    rf"|\d+,\d{{1,2}}(?![\d,.{_POINT}])"
    r"|\d+"
    rf"|{_DECIMAL})"
)
_POWER = (
    rf"(?:\s?[x×*✕⋅·]\s?10\s?(?:\^|\*\*)?\s?\(?\s?[{MINUS}⁻]?\s?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+(?:\s?\))?"
    rf"|[eE]\s?[{MINUS}+]?\d+(?![\w.]))?"
)
_PERCENT = r"(?:\s?(?:%|％|‰|percentage[\s-]points?|percent(?!age)|per\s?cent(?!age)))?"
_SIGN = rf"(?:(?<![\w)\]%％{_POINT}/])[{MINUS}+]|(?<=(?:[=(\[;:]|CI|\bto|[Ii]nterval)\s?)[{MINUS}+]\s)?"
_GLUED = r"(?<=(?<![A-Za-z])(?:OR|RR|HR|IRR|PR|MD|SMD|CI|β|ß|d|to|per))"
_MONEY = rf"(?:(?:[£$€¥]|US\$|USD\s|EUR\s)[{MINUS}+]?)?"

NUMBER = (
    rf"(?:(?<![\w.{_POINT}]|[A-Za-z][-‐–])|"
    rf"{_GLUED}[{MINUS}]?){_SIGN}{_MONEY}{_DIGITS}(?![.{_POINT}]\d){_POWER}{_PERCENT}"
)
"""A printed number, as a pattern without groups."""
BEFORE_DIGITS = rf"(?:[{MINUS}+£$€¥.{_POINT}]+\s?)?"
"""What a number can begin with before its first digit, but for the letters of a currency."""


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number: its value, how many decimals were printed, and whether it is a percentage."""

    value: float
    decimals: int
    percent: bool = False
    signed: bool = False


_PARTS = regex.compile(
    rf"\s*(?P<sign>[{MINUS}+])?\s?(?:[£$€¥]|US\$|USD\s|EUR\s)?(?P<sign2>[{MINUS}+])?(?P<digits>{_SPACED}\b|{_DIGITS})"
    rf"(?P<power>{_POWER})(?P<rest>.*)",
    regex.DOTALL,
)
_PLAIN = re.compile(r"([0-9]{1,15}(?:\.([0-9]+))?)( ?%)?\Z")
"""What most numbers look like; read by the standard library's engine in a third of the time."""
_EXPONENT = regex.compile(rf"([{MINUS}⁻]?)\s?([\d⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s?\)?\s*$")


def read_number(text: str) -> Number | None:
    """The number that a text begins with, or None where it is none.

    >>> read_number("−0·14")
    Number(value=-0.14, decimals=2, percent=False, signed=True)
    >>> read_number("1,234 %").value, read_number("0,33").value, read_number("3 × 10−5").decimals
    (1234.0, 0.33, 5)
    """
    if plain := _PLAIN.match(text):
        return Number(float(plain[1]), len(plain[2] or ""), percent=plain[3] is not None)
    parts = _PARTS.match(text)
    if parts is None:
        return None
    sign = parts["sign"] or parts["sign2"] or ""
    whole, decimals = _decimal(parts["digits"])
    if parts["power"]:
        found = _EXPONENT.search(parts["power"])
        if found is None or len(found[2]) > 3:
            return None
        exponent = int(found[2].translate(_SUPERSCRIPTS)) * (-1 if found[1] else 1)
        whole, decimals = f"{whole}e{exponent}", max(0, decimals - exponent)
    value = float(whole)
    if abs(value) > 1e15:
        return None
    return Number(-value if sign and sign in MINUS else value, decimals, parts["rest"].strip() != "", bool(sign))


def _decimal(digits: str) -> tuple[str, int]:
    """The digits with a point for what was printed, and how many decimals they have."""
    for mark in _POINT:
        digits = digits.replace(mark, ".")
    digits = "".join(digits.split())
    if "." in digits:
        digits = digits.replace(",", "")
    elif "," in digits:
        head, _, tail = digits.rpartition(",")
        thousands = len(tail) == 3 and head != "0"
        digits = digits.replace(",", "") if thousands else f"{head.replace(',', '')}.{tail}"
    return digits, len(digits.partition(".")[2])
