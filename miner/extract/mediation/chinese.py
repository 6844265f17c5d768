"""Stated mediation in Chinese: "M介导了X与Y的关联", "M在X与Y之间起中介作用", "X与Y的关联由M介导"."""

from collections.abc import Sequence
from functools import cache

import regex

from miner.extract.mediation.percents import Percent
from miner.extract.mediation.values import Given, Mediation, Span

_THING = r"[^，,。；;：:]{1,30}?"
_LIST = r"[^，,。；;：:%]{1,60}?"
_AND = r"(?:与|和|对|同)"
_EFFECT = r"(?:因果|正向|负向)?(?:关联|关系|相关性|联系|影响|作用|效应)"
_HOW = r"(?:分别|部分|完全|显著|均|都|可能|可|也|共同|链式|主要)*"
_PERCENT = regex.compile(
    r"(?<![\d.])(?P<value>\d{1,3}(?:\.\d+)?)\s?%(?!\s?(?:CI|置信|可信))"
    r"(?P<rest>\s?[(（\[]\s?(?:95\s?%\s?(?:CI|置信区间|可信区间)\s?[,，:：=]?\s?)?(?P<low>[-−]?\d+(?:\.\d+)?)\s?%?\s?"
    r"(?:-|–|−|~|～|至|,|，)\s?(?P<high>[-−]?\d+(?:\.\d+)?)\s?%?\s?[)）\]])?"
)
_DENIED = regex.compile(r"(?:未|没有|无|不)[^，,。；;]{0,20}(?:介导|中介)|(?:介导|中介)[^，,。；;]{0,12}不显著")
_LEAD = regex.compile(r"^(?:中介分析)?(?:结果)?(?:显示|表明|发现|提示)?[,，]?|^(?:而|且|并且|其中|此外)[,，]?")
_SPLIT = regex.compile(r"[、]|以及|和|与|及")
_MINUS = str.maketrans("−", "-")


@cache
def _patterns() -> tuple["regex.Pattern[str]", ...]:
    pair = rf"(?P<x>{_THING}){_AND}(?P<y>{_THING})"
    plays = r"(?:起|具有|发挥|存在|扮演)(?:着|了|到)?"
    return tuple(
        regex.compile(pattern)
        for pattern in (
            rf"(?P<m>{_LIST})在{pair}(?:之间)?(?:的)?(?:{_EFFECT})?(?:之间|中)?{_HOW}{plays}{_HOW}(?:的)?中介",
            rf"(?P<m>{_LIST})(?:是|为|作为){pair}(?:之间)?(?:的)?(?:{_EFFECT})?(?:的)?{_HOW}中介",
            rf"(?:在)?{pair}(?:之间)?的{_EFFECT}[^。；;%]{{0,20}}?(?:由|通过|被|经)(?P<m>{_LIST})(?:所)?(?:介导|中介)",
            rf"(?P<m>{_LIST}){_HOW}(?:介导|中介)(?:了)?{pair}(?:之间)?(?:的)?{_EFFECT}",
        )
    )


def speaks_of_mediation(text: str, start: int, end: int) -> bool:
    """True of a piece of text with a Chinese word of mediation.

    >>> speaks_of_mediation("炎症介导了镁与骨折的关联", 0, 12)
    True
    """
    return text.find("介导", start, end) >= 0 or text.find("中介", start, end) >= 0


def read_chinese_mediation(text: str, start: int, end: int) -> list[Mediation]:
    """The mediation that a Chinese sentence states, with its percents in order; what is denied is marked so."""
    if not speaks_of_mediation(text, start, end):
        return []
    for pattern in _patterns():
        match = pattern.search(text, start, end)
        if match is not None:
            named = [span for span in _pieces(text, match.start("m"), match.end("m")) if span.end > span.start]
            outcomes = tuple(_pieces(text, match.start("y"), match.end("y")))
            exposure = _trimmed(text, match.start("x"), match.end("x"))
            given = _given(named, _percents(text, match.start(), end))
            is_null = bool(_DENIED.search(text, start, end))
            return [Mediation(given, (exposure,), outcomes, is_null, match.start("x"))] if named else []
    return []


def _given(named: Sequence[Span], percents: Sequence[Percent]) -> tuple[Given, ...]:
    if len(percents) == len(named):
        return tuple(zip(named, percents, strict=True))
    if len(percents) == 1:
        return tuple((span, percents[0]) for span in named)
    return tuple((span, None) for span in named)


def _percents(text: str, start: int, end: int) -> list[Percent]:
    found = []
    for match in _PERCENT.finditer(text, start, end):
        low, high = (float(match[g].translate(_MINUS)) if match[g] else None for g in ("low", "high"))
        found.append(Percent(match.start(), match.end(), float(match["value"]), low, high))
    return found


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """The members of a list."""
    found, at = [], start
    for match in [*_SPLIT.finditer(text, start, end), None]:
        stop = match.start() if match is not None else end
        if stop > at:
            found.append(_trimmed(text, at, stop))
        at = match.end() if match is not None else end
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead is not None else 0
    while start < end and text[start].isspace():
        start += 1
    for tail in ("水平", "浓度", "之间"):
        if text[start:end].endswith(tail) and end - start > len(tail):
            end -= len(tail)
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
