"""What the people of a group have that is called by a letter or number: "group 1 comprised obese women"."""

from collections.abc import Iterator, Mapping
from functools import cache

import regex

from miner.extract.claims.ends.compared import may_tell_apart, thing_at
from miner.extract.claims.ends.exposures import Thing
from miner.extract.claims.ends.groupings import load_patterns, load_words, name_pattern
from miner.extract.grammar.rules import Rule
from miner.model.reading import Document

_LETTER = r"(?:[Gg](?:roup|p\.?)\s(?P<name>I{1,3}|IV|V|\d|[A-Z]\d?))"
_GROUP = regex.compile(r"\b[Gg](?:roup|p)\b")
_LEFT, _RIGHT = 120, 160  # characters around the word in which it may be told


@cache
def _patterns() -> tuple[Rule, Rule]:
    """What stands in front of "(group 1)", and what behind "group 1 comprised"."""
    words = load_words()
    who, having = "|".join(words["who"]), "|".join(words["having"])
    adjective = r"(?P<x>(?!(?:\d|all|the|other|of|and|healthy|consecutive|with|in|our|as)\b)\p{L}[\w-]{3,})"
    kind = r"(?P<x>\p{L}[\w-]{3,}(?:ers|ics|ians|etes))"
    people = rf"(?:{adjective}\s(?:{who})|(?:{who})\s(?P<had>not\s)?(?:{having})\s{name_pattern('x')}|{kind}\b)"
    return (
        Rule(rf"\b{people}(?:\s?\([^()]{{0,30}}\))?,?\s[(\[]\s?{_LETTER}\s?[,;:)\]n=]"),
        Rule(
            rf"\b{_LETTER}(?:\s?[(\[][^()\[\]]{{0,40}}[)\]])?\s?(?:\s(?:comprised|consisted of|included|contained"
            rf"|were|was|was composed of)|[,:=])\s(?:of\s)?(?:(?!(?:with|who|had)\b)[\w-]+\s){{0,3}}?{people}"
        ),
    )


def find_labelled(document: Document) -> Mapping[str, Thing]:
    """What the people of each lettered group have, by the group's name in lower case; none of those who lack it."""
    found: dict[str, Thing] = {}
    lacking = load_patterns().lacking
    for match in _matches(document):
        name, span = match["name"].casefold(), match.span("x")
        is_lacking = match["had"] is not None or lacking.search(document.text, max(match.start(), span[0] - 9), span[1])
        if name not in found and not is_lacking and may_tell_apart(document.text, span):
            found[name] = thing_at(document, *span)
    return found


def _matches(document: Document) -> Iterator[regex.Match[str]]:
    text, last = document.text, 0
    for word in _GROUP.finditer(text, document.title_end):
        if word.start() < last:
            continue
        start, end = max(document.title_end, last, word.start() - _LEFT), min(len(text), word.end() + _RIGHT)
        for rule in _patterns():
            for match in rule.finditer(text, start, end):
                last = max(last, match.end())
                yield match
