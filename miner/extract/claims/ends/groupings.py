"""The patterns by which a text tells which groups it compares, made of the words of `corpora/cues/compared.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import regex

from miner.extract.grammar.rules import Rule
from miner.extract.wordlists import read_word_lists
from miner.resources import corpora_path

_KEYS = frozenset(
    ["who", "having", "others", "lacking", "dividing", "done", "compared", "nameless", "heads", "plain", "kin"]
)
_BRACKETS = r"(?:\s?[(\[][^()\[\]]{0,80}[)\]])?"
_STOP = (
    r"(?:and|or|but|were|was|are|is|had|who|that|which|in|at|from|to|with|without|versus|vs|compared|matched|between"
    r"|during|aged|for|by|as|on|after|before|while|whereas|than|undergoing|admitted|treated|received|have|has|did"
    r"|underwent|using|served|participated|attending|seen|no|not|plus|alone|only|because|when|if|into|according|receiving|given)\b"
)
_NUMBER = r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|\w+teen|\w+ty(?:-\w+)?|(?:one )?hundred)"
_WORD = (  # of a name in a title, and of a group's name
    r"(?<![\w'’-])(?!(?:of|with|after|in|for|by|following|under|between|undergoing|receiving|on|using|comparing|the|a|an|and|or|is|are"
    r"|does|do|at|from|to|than|both|each|all|was|were|did|compared)\b)[\p{L}\d][\w'’/+-]*"
)


def name_pattern(group: str) -> str:
    """The pattern of a name: words up to one that goes on about something else."""
    first = (
        rf"(?!(?:{_STOP}|(?:the|an?|these|this|those|both|one of|two|three|four|five|every|each|their|its|our|undergone"
        r"|undergo|received?|taken|used|been|either|performed|\d[\d.,]*)\b))"
    )
    return (
        rf"(?:(?:the|an?|either|only)\s)?(?P<{group}>(?:(?:in (?:vitro|utero)|no)\s|{first})[\p{{L}}\d][\w'’/+%-]*"
        rf"(?:\s(?!{_STOP})[\w'’/+%-]+){{0,6}})(?=\s?(?:$|[(\[\]),;:.])|\s{_STOP})"
    )


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns that are made of the words of `compared.toml`, by the way in which groups are told."""

    pair: Rule
    others: regex.Pattern[str]
    kin: regex.Pattern[str]
    lacked: tuple[Rule, ...]
    again: Rule
    kinds: Rule
    sorts: Rule
    basis: Rule
    divided: Rule
    done: Rule
    held: Rule
    people: regex.Pattern[str]
    lacking: regex.Pattern[str]
    nameless: regex.Pattern[str]
    name: regex.Pattern[str]
    called: Rule
    versus: Rule
    named: Rule


@cache
def load_patterns() -> Patterns:
    """The patterns of the shipped words."""
    words = {key: "|".join(each) for key, each in load_words().items()}
    who, others, done = words["who"], words["others"], words["done"]
    having = rf"(?:(?:who\s)?(?:did|do|were|was|had)\snot\s(?:\w+\s)?|not\s)?(?:{words['having']})"
    dividing = rf"(?:{words['dividing']})"
    were = r"(?:were|was|been|be|then|randomly|groups?|patients|subjects)\s(?:\w+\s){0,2}?"
    x, y = name_pattern("x"), name_pattern("y")
    bare = (
        r"(?!(?:and|or|with|the|of|in|to)\b)[\w'’+-]+"
        r"(?:\s(?!(?:and|or|with|versus|vs|groups?|arms?|who|were|no|but)\b)[\w'’+-]+){0,4}?"
    )
    return Patterns(
        pair=Rule(
            rf"\b(?:{who}){_BRACKETS}\s(?P<had>{having})\s{x}{_BRACKETS},?\s"
            r"(?P<join>(?:(?:were|was|are)\s)?(?:\w+ly\s)?(?:compared|matched|contrasted)\s(?:with|to|against)|and|versus"
            r"|vs\.?|or|with|to|as well as|than)\s(?P<y>[^.;:]{3,90})",
            regex.I,
        ),
        others=regex.compile(
            rf"(?:(?!(?:in|on|at|was|were|is|are|we|their|its)\b)[\w%-]+\s){{0,4}}?"
            rf"(?:(?:{who})(?:\s(?:in|of|from)\s(?:{who}))?{_BRACKETS}"
            rf"(?:\s(?P<had>{having})\s{y}|\s(?P<bare>without|not|who (?:did|had|were|was|have|do) not)\b|\b)"
            rf"|(?P<alone>{others})\b|(?P<bare>without|with no)(?=\s?[.,;:()]|$|\s(?:were|was|who|in|and)\b))",
            regex.I,
        ),
        kin=regex.compile(rf"\b(?:{words['kin']}) of\s(?:the\s|\d+\s)?$", regex.I),
        lacked=(
            Rule(
                rf"\b(?:{who})(?:\s\w+){{0,3}}?\swith{_BRACKETS}\s(?:and|or|versus|vs\.?|and/or|from those)\s(?:\w+\s)?"
                rf"without{_BRACKETS}\s{x}",
                regex.I,
            ),
            Rule(
                rf"\b(?:users|recipients|carriers) of\s{x}{_BRACKETS}[^.;]{{1,40}}?"
                r"\bnon-?(?:users|recipients|carriers)\b",
                regex.I,
            ),
        ),
        again=Rule(
            rf"\bwith\s{x}\s[^.;]{{0,60}}?\b(?:and|or|versus|vs\.?)\s(?:[\w-]+\s){{0,5}}?without\s"
            r"(?:(?:the|an?)\s)?(?P=x)\b",
            regex.I,
        ),
        kinds=Rule(
            rf"\b(?P<x>(?:[\w-]+-)?\p{{L}}{{4,}})(?:\s(?:{who}))?{_BRACKETS}\s(?:and|or|versus|vs\.?|to|with)\s"
            rf"(?:{_NUMBER}\s)?(?:(?:those|patients)\s)?(?P<y>(?:non-?|un)(?P=x))\b",
            regex.I,
        ),
        sorts=Rule(
            rf"\b(?P<x>(?!{_NUMBER}\b)[\p{{L}}][\w-]{{3,}})\s(?P<who>{who}){_BRACKETS},?\s"
            rf"(?:and|or|versus|vs\.?|(?:were\s)?(?:compared|matched) (?:with|to))\s(?:{_NUMBER}\s){{0,3}}"
            r"(?P<y>[\p{L}][\w-]{3,})\s(?P=who)\b",
            regex.I,
        ),
        basis=Rule(
            rf"\b{were}(?:{dividing}|compared)\b[^.;:]{{0,60}}?\b(?:according to|based on|on the basis of"
            rf"|depending (?:up)?on|(?<=(?:stratified|grouped|classified|categori[sz]ed) )by)\s(?:(?:the|their)\s)*"
            r"(?P<had>whether (?:or not )?(?:[\w-]+\s){1,3}?"
            rf"(?:had (?:received|undergone|used|taken|developed)|had|have|used|developed|{done})\s"
            r"|(?:presence|absence|use|receipt|occurrence|existence|administration|history)\s"
            rf"(?:(?:or|and|versus)\s(?:the\s)?(?:absence|non-?use|lack)\s)?of\s)?{x}",
            regex.I,
        ),
        divided=Rule(
            rf"\b{were}(?:{dividing}|randomi[sz]ed)\b[^.;]{{0,90}}?\b(?:into|to|as)\s"
            r"(?:(?:one of )?(?:two|2|three|3|four|4)\s(?:[\w-]+\s)?groups?\b\s?[:,(–-]?\s?)?"
            r"(?:(?:an?|the|either|receive|undergo|take|get|have|use)\s)*"
            rf"(?P<x>{bare})(?:\s(?:groups?|arm))?{_BRACKETS}\s?,?\s?(?:and|or|versus|vs\.?)\s(?:(?:an?|the)\s)*"
            rf"(?P<y>{bare})(?:\s(?:groups?|arm))?(?=\s?[(\[.,;:]|$)",
            regex.I,
        ),
        done=Rule(
            rf"\b(?P<verb>{done}|had)\s{x}{_BRACKETS},?\s(?:and|while|whereas)\s(?:the\s)?"
            rf"(?:(?:{_NUMBER}|other\w*|remaining|rest)\s?){{1,3}}(?:(?:{who})\s)?"
            rf"(?:(?P<not>did not|were not|had no)|(?:{done}|had|received|(?:with|by|using))\s{y})",
            regex.I,
        ),
        held=Rule(
            r"\bcompar(?:e|ed|ing|ison (?:of|between))\s(?:the\s)?"
            rf"(?P<what>(?:[\w-]+\s)?(?:{words['compared']})(?:\sand\s\w+)?\s(?:of|in|between|after|with|for|among)\s)?"
            rf"{x}{_BRACKETS}\s(?:with|to|and|versus|vs\.?|or)\s(?:(?:that|those) (?:of|in)\s)?"
            r"(?P<y>[^.;:,()\[\]]{3,80})",
            regex.I,
        ),
        people=regex.compile(rf"(?:[\w%-]+\s){{0,3}}?(?:{who}){_BRACKETS}\s(?:{having})\s", regex.I),
        lacking=regex.compile(rf"\b(?:{words['lacking']}|(?:non-?|un)[\w-]{{4,}})\b", regex.I),
        nameless=regex.compile(rf"(?:{words['nameless']})|(?:.*\s)?(?:{words['heads']}|{others})", regex.I),
        name=regex.compile(x),
        versus=Rule(
            rf"\b(?P<x>{_WORD}(?:\s{_WORD}){{0,4}}?)\s(?:versus|vs\.?)\s{y}",
            regex.I,
        ),
        named=Rule(
            rf"\b(?P<x>{_WORD}(?:\s{_WORD})?)\sgroups?\b[^.;]{{0,60}}?\b(?:control|healthy|normal|reference)\s(?:groups?|subjects"
            rf"|controls|{who})\b|\b(?:control|healthy|normal|reference)\sgroups?\b[^.;]{{0,60}}?\b(?:and|than|to|with)\s"
            rf"(?:the\s)?(?P<x>{_WORD}(?:\s{_WORD})?)\sgroups?\b",
            regex.I,
        ),
        called=Rule(rf"\b(?P<name>[\p{{L}}][\w-]{{4,}}) (?:{who}|arms?)\b", regex.I),
    )


@cache
def load_words() -> Mapping[str, tuple[str, ...]]:
    """The shipped words."""
    return read_word_lists(corpora_path("cues", "compared.toml"), keys=_KEYS)
