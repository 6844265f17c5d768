"""Which sentences may state a mediation: a cheap look before any is taken apart."""

from functools import cache

import regex

from miner.extract.mediation.cues import any_of

_LONGEST = 3000  # a longer "sentence" is a table or a list that was not split


@cache
def _gates() -> tuple[tuple[tuple[str, ...], "regex.Pattern[str]"], ...]:
    """Each pattern with the pieces of words of which it needs one, in lower case: most sentences hold none of them."""
    effect, through, by = any_of("effect"), r"(?:through|via|by way of|over)", r"(?:to|by|through|via)"
    gates = (
        (("mediat",), r"(?<!\w-)\bmediat(?!e?ly|or-free)|\bmediational"),
        (("indirect",), rf"indirect (?:\w+ )?{effect}|indirect path"),
        (("through", "via", "by way of", "over"), rf"\b{any_of('go')} (?:[\w,]+ ){{0,3}}{through}\b"),
        (
            ("%",),
            rf"\d\s?%[^.;%]{{0,12}} (?:was|were|is|are|being) (?:\w+ )?{any_of('mediate', 'carry', 'go')} {by}\b",
        ),
        (("through", "via"), rf"\b{effect}\b[^.;]{{0,60}}\b(?:through|via) \w+[^.]{{0,40}}\d\s?%"),
        (
            ("account", "explain"),
            rf"(?:account(?:s|ed|ing)? for|explain(?:s|ed|ing)?)[^;]{{0,110}}\b{effect}\b",
        ),
        (
            ("explained", "transmitted", "carried", "conveyed", "channel", "routed", "driven", "exerted"),
            rf"\b{effect}\b[^;]{{0,120}}\b{any_of('carry')} (?:[\w,]+ ){{0,4}}(?:by|through|via)\b",
        ),
        (
            ("which", "whereby", "path", "route", "mechanism"),
            rf"\b{any_of('route')} (?:by|through|via) which\b|\bon the (?:causal )?path(?:way)?s? (?:between|from)\b",
        ),
        (("do so", "does so", "did so", "doing so"), r"\b(?:do|does|did|doing) so\b[^.;]{0,20}\b(?:by|through|via)\b"),
    )
    return tuple((words, regex.compile(pattern, regex.I)) for words, pattern in gates)


def may_mediate(text: str, start: int, end: int) -> bool:
    """True of a sentence with a word of mediation."""
    if end - start > _LONGEST:
        return False
    lower = text[start:end].lower()
    return any(
        pattern.search(text, start, end) is not None
        for words, pattern in _gates()
        if any(word in lower for word in words)
    )
