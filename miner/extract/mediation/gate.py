"""Which sentences may state a mediation: a cheap look before any is taken apart."""

from functools import cache

import regex

from miner.extract.grammar.rules import Rule, Rules
from miner.extract.mediation.cues import any_of
from miner.extract.mediation.necessity import necessity_rules

_INDUCED = "induced|evoked|elicited|triggered|provoked|stimulated|associated|related|driven"
_CHANGED = (
    r"(?:increases?|decreases?|reductions?|improvements?|rises?|falls?|declines?|changes?|gains?|elevations?|risks?)"
)
_LONGEST = 3000  # a longer "sentence" is a table or a list that was not split


@cache
def _gates() -> Rules:
    effect, through, by = any_of("effect"), r"(?:through|via|by way of|over)", r"(?:to|by|through|via)"
    told, means = any_of("carry", "mediate"), r"(?:through|via|by way of|by \w+ing)"
    between, that = r"(?:links?|bridges?|intermediates?)", r"(?:the|this|these|that|their|its)"
    part = r"(?:\d|an? |part|some|most|half|much)"
    own = tuple(
        Rule(pattern, regex.I)
        for pattern in (
            r"(?<!\w-)\bmediat(?!e?ly|or-free)|\bmediational",
            rf"indirect (?:\w+ )?{effect}|indirect path|\bindirect(?:ly)? (?:\w+ )?(?:by|{through})\b",
            rf"\b{any_of('act', 'go')} (?:[\w,.()%]+ ){{0,5}}{through}\b",
            rf"\b{any_of('act')} (?:\w+ly )?(?:on|upon|at|by) [^.;,]{{1,60}} to \w+",
            rf"\b(?:exert\w*|has|have|had|produces?d?) (?:[\w-]+ ){{0,4}}{effect} (?:[\w,-]+ ){{0,6}}{means}\b",
            rf"\d\s?%[^.;%]{{0,12}} (?:was|were|is|are|being) (?:\w+ )?{any_of('mediate', 'carry', 'go')} {by}\b",
            rf"\b{effect}\b[^.;]{{0,60}}\b(?:through|via) \w+[^.]{{0,40}}\d\s?%",
            rf"(?:account(?:s|ed|ing)? for|explain(?:s|ed|ing)?)[^;]{{0,110}}\b{effect}\b",
            rf"\b{effect}\b(?:[^;]|;(?=[^()]*\))){{0,120}}\b{any_of('carry')} (?:[\w,]+ ){{0,4}}{by}\b",
            rf"\b{any_of('route')} (?:by|through|via) which\b|\bon the (?:causal )?path(?:way)?s? (?:between|from)\b",
            rf"\b(?:is|was|are|were|be|as|forms?|formed) (?:an? |the )?(?:\w+ ){{0,2}}{between} between\b",
            rf"\b{any_of('share')} (?:\w+ )?\d[\d. (),%CI:–-]{{0,40}} to {that} (?:[\w-]+ ){{0,2}}{effect}\b",
            rf"\b{any_of('share')}(?: for| to| on)? (?:\w+ )?{part}[^;]{{0,60}} of {that} (?:[\w-]+ ){{0,3}}{effect}\b",
            rf"\bof {that} (?:[\w-]+ ){{0,3}}{effect}\b[^;]{{0,80}}\b{any_of('share')} (?:for )?(?:\w+ )?\d",
            rf"\b(?:partly|partially|mainly|largely|in part) {through} [^.;]{{1,40}}\(\d[\d.]*\s?%",
            r"\b(?:stood|stands?|lay|lies?|sits|sat) between\b|\bways? in which\b",
            r"\b(?:do|does|did|doing) so\b[^.;]{0,20}\b(?:by|through|via)\b",
            rf"-(?:induced|evoked|elicited)\b[^.;]{{0,80}}\b{any_of('carry')} {by}\b",
            rf"-(?:{_INDUCED})\b [^.;]{{1,60}} (?:\w+ ){{0,3}}{any_of('arise')} ",
            rf"\b{any_of('underlie')} (?:[\w-]+ ){{0,4}}[\w/-]+-(?:{_INDUCED}) ",
            rf"\b(?:{_CHANGED} (?:in|of)|increased|reduced|lower|higher) [^.;]{{1,90}} {any_of('arise')} ",
            rf"\b(?:explains?|explained|underlies|underlay|underlie) the (?:\w+ ){{0,2}}{_CHANGED} ",
            rf"(?:\d\s?%|\b(?:half|third|quarter|fifth|part|most|much)) of [^.;]{{1,80}}\b{told} {by}\b",
            rf"\b{effect}\b[^.;]{{0,80}}\b(?:comes?|came|stems?|stemmed|arises?|arose) (?:\w+ )?from\b",
            rf"\b{effect}\b[^.;]{{0,80}}\b(?:is|was|are|were|be) (?:\w+ ){{0,3}}(?:due to|via|through)\b",
            rf"\baccounted for (?:\w+ )?{by}\b",
            rf"\bpath(?:way)?s? from [^.;]{{1,60}} {any_of('go')} (?:\w+ )?{through}\b",
        )
    )
    return Rules((*own, *necessity_rules().rules))


def may_mediate(text: str, start: int, end: int) -> bool:
    """True of a sentence with a word of mediation."""
    if end - start > _LONGEST:
        return False
    return _gates().any_in(text[start:end])
