"""The one scan over a sentence: it finds the words, marks and numbers that estimates are made of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache

import regex

from miner.extract.estimates.cues import load_cues
from miner.extract.estimates.numbers import BEFORE_DIGITS, MINUS, NUMBER, POINT, Number, read_number
from miner.model.estimate import Measure, POperator


class Kind(Enum):
    """What a piece of a sentence is."""

    NUMBER = "number"
    P = "p-value"
    LEVEL = "confidence interval"
    MEASURE = "measure"
    NO_LIMIT = "no limit"


@dataclass(slots=True, eq=False)
class Piece:
    """A piece of a sentence at `start:end` of the whole text, with what it says.

    `is_test` marks the p-value of something else than an estimate (interaction, heterogeneity), `is_short` a measure
    named by its abbreviation.
    """

    kind: Kind
    start: int
    end: int
    number: Number | None = None
    measure: Measure | None = None
    level: float | None = None
    op: POperator | None = None
    is_test: bool = False
    is_short: bool = False
    for_all: bool = False


_PCT = r"\s?(?:%|％|percent|per\s?cent)"
_INTERVAL_WORDS = (
    r"(?i:confidence|credible|credibility|uncertainty|compatibility|fiducial|conf\.?)[\s-]+"
    r"(?i:intervals?|limits?|bounds?|int\.?|lntervals?|range)|C\.\s?I\.?(?:s\b)?|CIs?|CrIs?|CRIs?|置信区间|可信区间|信赖区间"
)
_WITH_LEVEL = (
    rf"(?:{_INTERVAL_WORDS}|(?i:highest\s(?:posterior\s)?density\s(?:intervals?|region))|Crl|BCIs?|"
    rf"HDIs?|HPDIs?|HPDs?|UIs?|UR|CLs?|IC|ci|Ci|cI|Cl|I\.C\.)"
)
_ALONE = rf"(?:{_INTERVAL_WORDS}|IC(?=[\s,]*[(\[]?9\d))"
_ALIAS = (
    rf"(?:\s?[(\[]\s?(?:\d\d(?:\.\d+)?{_PCT}[\s-]?)?{_WITH_LEVEL}\s?[)\]]|"
    rf"\s?[(\[]\d\d(?:\.\d+)?{_PCT}[)\]]|\sCIs?(?![A-Za-z]))?"
)
_KIND = (
    r"(?i:(?:bayesian|adjusted|bias[\s-]corrected|bootstrap(?:ped)?|profile|exact|two-sided|one-sided|percentile|"
    r"simultaneous|asymptotic|wald|posterior|robust|likelihood|and\saccelerated)[\s-]+){0,4}"
)
_LEVEL_FIRST = (
    rf"(?<![\d.])(?P<level1>\d\d(?:[.·]\d+)?)(?:{_PCT})?[\s\-–‐]*{_KIND}{_WITH_LEVEL}(?![A-Za-z]){_ALIAS}"
    r"|(?<=[(\[,;]\s?)(?P<level3>9[059])\s?%(?=\s?[:;,]?\s?[\d.(\[−-])(?!\s?(?:and|to|or)\b)"
)
_LEVEL_BY_NAME = (
    rf"{_ALONE}(?![A-Za-z]){_ALIAS}"
    rf"(?:[\s,]*[(\[]?(?:of\s)?(?P<level2>(?:9\d|80|50)(?:\.\d+)?){_PCT}[)\]]?)?"
)
_OP = r"(?:[<>＜＞]\s?/?=|=\s?[<>＜＞]|[<>=≤≥＜＞＝⩽⩾≦≧≪˂˃]+|&[lg]t;|less\sthan|greater\sthan|more\sthan|equal\sto)"
_TEST = (
    r"(?i:trends?|interactions?|heterogeneity|(?:non-?)?linearity|inter(?:action)?|het|int|differences?|superiority|"
    r"(?:non-?)?inferiority|comparisons?|log-?rank|all|both|equivalence|adjusted|adj|corrected|"
    r"one-sided|two-sided|overall|"
    r"difference|group|nominal|combined|meta|FDR|[A-Z]{2,4}|time)"
)
_P_NUMBER = rf"(?:10\s?\^?\(?[{MINUS}⁻]\s?[\d⁰¹²³⁴⁵⁶⁷⁸⁹]+\)?|{NUMBER})"
_P = (
    r"(?<!\.)(?:(?:[Pp]s?|𝑃|𝑝|Ｐ)[\s-]?(?:(?i:val(?:ue)?s?\b))?"
    rf"(?P<test>[\s,_-]{{0,2}}[(\[]?(?:(?:for|of)\s)?(?:(?:the|linear|overall|quadratic)\s){{0,2}}{_TEST}(?:\s(?:test|trend|value))?[)\]]?)?"
    rf"|(?P<test2>(?i:(?:trend|interaction|heterogeneity))\s[Pp])(?:[\s-]?values?)?)"
    rf"(?:\s?[:,]|\s(?:is|was|were|of))?\s{{0,2}}"
    rf"(?:(?P<op>{_OP})\s{{0,2}}(?P<pn1>{_P_NUMBER})|(?<=\s|[:,])(?P<pn2>(?=0?[.·]\d){NUMBER}))"
    r"(?P<trail>\s(?:for|of)\s(?:the\s)?(?:all|both|each|trend|interaction|(?:non)?linear|"
    r"heterogeneity)\w*|\s(?:for\s)?interaction)?"
)
_NO_LIMIT = (
    r"(?i:not\s(?:estimable|reached|evaluable|estimated|available|calculable|applicable|assessable|reachable|"
    r"determined)|infinity)|∞|(?<=(?:to|[-–,])\s?)(?:NE|NR|NA|inf)\b"
)
_OPERATORS = (
    (POperator.LE, "≤ ⩽ ≦ <= =< </= =＜ ＜="),
    (POperator.GE, "≥ ⩾ ≧ >= => >/= ＞="),
    (POperator.LT, "< ＜ ˂ ≪ &lt; lessthan <<"),
    (POperator.GT, "> ＞ ˃ &gt; greaterthan morethan"),
    (POperator.EQ, "= ＝ == equalto"),
)
_OPERATOR_OF = {sign: op for op, signs in _OPERATORS for sign in signs.split()}
_OTHER_TEST = regex.compile(r"(?i)interact|heterogen|linear|\bhet|\bint\b")
_FOR_ALL = regex.compile(r"(?i)\b(?:all|both|each)\b")

_LETTERS = "A-Za-zα-ω"
_START = re.compile(rf"[{_LETTERS}]+|{BEFORE_DIGITS}\d+(?:{POINT}\d+)*|[^\x00-\x7f]")
"""Where a piece can begin: at a word, at digits or what stands before them, at a sign or letter of another alphabet."""
_BEGINNINGS = (
    "confidence credible credibility uncertainty compatibility fiducial conf c ci cis cri cris ic 置 可 信 "
    "trend interaction heterogeneity not infinity ∞ ne nr na inf us usd eur"
)
_FIRST_WORDS = frozenset(_BEGINNINGS.split())
"""What intervals, tests, open limits and sums of money begin with, in lower case; p-values begin with a letter p."""


@cache
def _scanner() -> regex.Pattern[str]:
    # What begins with a letter begins a word: most places of a text are passed over by one look.
    letter = rf"(?<![{_LETTERS}])(?=[^\s\d(){{}}\[\].,;:])"
    measure = rf"(?<![0-9])(?P<measure>{load_cues().pattern})"
    digit = rf"(?=[{MINUS}\d.·∙•‧⋅․．+£$€¥UE])"
    return regex.compile(
        rf"{letter}(?:(?=[Pp𝑃𝑝ＰTtIiHh])(?P<p>{_P})|(?=[CcFfUuHhI置可信])(?P<ci>{_LEVEL_BY_NAME})|{measure}|"
        rf"(?P<open>{_NO_LIMIT}))"
        rf"|{digit}(?:(?=9|8|5|6)(?P<ci1>{_LEVEL_FIRST})|(?P<number>{NUMBER}))"
    )


def scan(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of a sentence in order; what lies between two pieces is plain text."""
    pieces = (_read(found) for found in _iter_found(text, start, end))
    return [piece for piece in pieces if piece is not None]


def _iter_found(text: str, start: int, end: int) -> Iterator[regex.Match[str]]:
    """The matches of the scanner, which is tried only where one can begin: much faster than at every letter."""
    match, first_words = _scanner().match, _first_words()
    since = start  # where the last match ended
    for found in _START.finditer(text, start, end):
        at, stop = found.span()
        if stop <= since:
            continue
        begun = found[0]
        piece = None
        if begun[-1].isdigit():
            at = max(at, since)
            while (piece := match(text, at, end)) is None and not text[at].isdigit():
                at += 1
        elif begun[0] in "Pp𝑃𝑝Ｐ" or begun in first_words or begun.lower() in first_words:
            piece = match(text, at, end)
        if piece is not None:
            since = piece.end()
            yield piece


@cache
def _first_words() -> frozenset[str]:
    """The words that pieces begin with: the short names of measures as they are printed, all others in lower case."""
    cues = load_cues()
    words = set(_FIRST_WORDS)
    for name in (*cues.measures, *cues.shorts):
        first = _START.match(name)
        assert first is not None
        words |= {first[0], f"{name}s"} if first[0] == name else {first[0]}
    return frozenset(words)


def _p_value(found: regex.Match[str]) -> Piece | None:
    at = "pn1" if found["pn1"] else "pn2"
    number = read_number(found[at])
    if found[at].startswith("10") and (power := read_number("1x" + found[at])) and power.value < 1:
        number = power
    if number is None or not 0 <= number.value <= 1:
        return None
    named = f"{found['test'] or ''}{found['test2'] or ''}{found['trail'] or ''}"
    return Piece(
        Kind.P,
        found.start(),
        found.end(at),
        number=number,
        op=_OPERATOR_OF.get("".join((found["op"] or "=").lower().split()), POperator.EQ),
        is_test=_OTHER_TEST.search(named) is not None,
        for_all=_FOR_ALL.search(named) is not None,
    )


def _level(found: regex.Match[str]) -> Piece:
    printed = found["level1"] or found["level2"] or found["level3"]
    level = float(printed.replace("·", ".")) if printed else None
    return Piece(Kind.LEVEL, found.start(), found.end(), level=level if level is None or level >= 50 else None)


def _measure(found: regex.Match[str]) -> Piece:
    cues = load_cues()
    short = found[0] in cues.shorts
    return Piece(Kind.MEASURE, found.start(), found.end(), measure=cues.measure_of(found[0]), is_short=short)


def _number(found: regex.Match[str]) -> Piece | None:
    number = read_number(found[0])
    return None if number is None else Piece(Kind.NUMBER, found.start(), found.end(), number=number)


def _no_limit(found: regex.Match[str]) -> Piece:
    return Piece(Kind.NO_LIMIT, found.start(), found.end())


def _read(found: regex.Match[str]) -> Piece | None:
    if found["number"]:
        return _number(found)
    if found["p"]:
        return _p_value(found)
    if found["measure"]:
        return _measure(found)
    return _no_limit(found) if found["open"] else _level(found)
