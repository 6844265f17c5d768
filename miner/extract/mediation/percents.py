"""The percents of a sentence of mediation, each with its interval and p-value, and the lists that they stand in."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

_PERCENT = regex.compile(
    r"(?<![\w.,·%][-−–]?)(?P<value>[-−–]?\d{1,3}(?:[.·]\d+)?)(?:\s?%|\sper\s?cent\b)?"
    r"(?P<rest>\s?[(\[,;]?\s?(?:95\s?%\s?(?:CI|confidence "
    r"interval)s?\s?[,:=]?\s?)?[(\[]?\s?(?P<low>[-−–]?\d+(?:[.·]\d+)?)\s?%?\s?(?:-|–|−|—|to"
    r"|,)\s?(?P<high>[-−]?\d+(?:[.·]\d+)?)\s?%?\s?[)\]])?"
)
_SIGN = regex.compile(r"\s?%|\sper\s?cent\b")
_P = regex.compile(r"^\s?[(\[,;]*\s?[pP]\s?(?P<op><|>|=|≤|≥)\s?(?P<p>0?[.·]\d+)")
_CI_BEFORE = regex.compile(r"(?:\bCIs?|\bintervals?|\bto|\bP[ <=>]*|±|[<>≥≤])\s*[:,=]?\s*[(\[]?$", regex.I)
_CI_BEHIND = regex.compile(
    r"^\s?(?:CI\b|C\.I\.|confidence|credible|of (?:the )?(?:participants|patients|subjects|adults|women|men"
    r"|people|cases|controls|samples))",
    regex.I,
)
_BETWEEN = regex.compile(r"[\s,;)\]]*(?:and)?[\s,]*(?:only |a further |another |\(|\[)?")
_OPS = {"≤": "<=", "≥": ">="}
_MINUS = str.maketrans("−–·", "--.")


@dataclass(frozen=True, slots=True)
class Percent:
    """A percent mediated as printed, with its place, limits and p-value."""

    start: int
    end: int
    value: float
    low: float | None = None
    high: float | None = None
    p_op: str | None = None
    p: float | None = None


def may_give_percents(text: str, start: int, end: int) -> bool:
    """True of a piece of text with a sign or word of percent: a cheap look before any is taken apart."""
    return text.find("%", start, end) >= 0 or text.find("cent", start, end) >= 0


def find_percents(text: str, start: int, end: int) -> list[Percent]:
    """The percents of a piece of text that may be shares of an effect, in order: no level of an interval, no people."""
    found = []
    for match in _PERCENT.finditer(text, start, end):
        if not _SIGN.match(text, match.end("value")):
            continue
        if _CI_BEFORE.search(text, max(match.start() - 14, start), match.start()) or _CI_BEHIND.search(
            text[match.end("value") + 1 : match.end("value") + 40].lstrip("%")
        ):
            continue
        low, high = (float(match[g].translate(_MINUS)) if match[g] else None for g in ("low", "high"))
        if low is not None and high is not None and low > high:
            low, high = high, low
        value = float(match["value"].translate(_MINUS))
        stop = match.end()
        tail = _P.match(text[stop : min(stop + 24, end)])
        op, p = None, None
        if tail:
            op, p, stop = _OPS.get(tail["op"], tail["op"]), float(tail["p"].translate(_MINUS)), stop + tail.end()
        if value <= 1000:
            found.append(Percent(match.start(), stop, value, low, high, op, p))
    return found


def in_runs(percents: Sequence[Percent], text: str) -> list[list[Percent]]:
    """The percents in lists: between those of one list stands nothing but commas and "and"."""
    runs: list[list[Percent]] = []
    for percent in percents:
        if runs and _BETWEEN.fullmatch(text[runs[-1][-1].end : percent.start]):
            runs[-1].append(percent)
        else:
            runs.append([percent])
    return runs
