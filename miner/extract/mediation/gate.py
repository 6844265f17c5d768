"""Which sentences may state a mediation: a cheap look before any is taken apart."""

from functools import cache

import regex

from miner.extract.grammar.rules import Rule, any_matches
from miner.extract.mediation.cues import any_of

_LONGEST = 3000  # a longer "sentence" is a table or a list that was not split


@cache
def _gates() -> tuple[Rule, ...]:
    effect, through, by = any_of("effect"), r"(?:through|via|by way of|over)", r"(?:to|by|through|via)"
    return tuple(
        Rule(pattern, regex.I)
        for pattern in (
            r"(?<!\w-)\bmediat(?!e?ly|or-free)|\bmediational",
            rf"indirect (?:\w+ )?{effect}|indirect path",
            rf"\b{any_of('go')} (?:[\w,]+ ){{0,3}}{through}\b",
            rf"\d\s?%[^.;%]{{0,12}} (?:was|were|is|are|being) (?:\w+ )?{any_of('mediate', 'carry', 'go')} {by}\b",
            rf"\b{effect}\b[^.;]{{0,60}}\b(?:through|via) \w+[^.]{{0,40}}\d\s?%",
            rf"(?:account(?:s|ed|ing)? for|explain(?:s|ed|ing)?)[^;]{{0,110}}\b{effect}\b",
            rf"\b{effect}\b[^;]{{0,120}}\b{any_of('carry')} (?:[\w,]+ ){{0,4}}(?:by|through|via)\b",
            rf"\b{any_of('route')} (?:by|through|via) which\b|\bon the (?:causal )?path(?:way)?s? (?:between|from)\b",
            r"\b(?:do|does|did|doing) so\b[^.;]{0,20}\b(?:by|through|via)\b",
        )
    )


def may_mediate(text: str, start: int, end: int) -> bool:
    """True of a sentence with a word of mediation."""
    if end - start > _LONGEST:
        return False
    return any_matches(_gates(), text[start:end])
