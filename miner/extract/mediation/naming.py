"""Which noun phrases a sentence names as its mediators."""

from collections.abc import Sequence
from functools import cache

import regex

from miner.extract.grammar.words import Word
from miner.extract.mediation.cues import any_of, load_mediation_cues
from miner.extract.mediation.phrases import Phrases
from miner.extract.mediation.told import find_theme, is_adjective
from miner.extract.mediation.values import Pair, Span

_HOW = (
    r"(?:\s|,|about|in part|in large part|partly|partially|mainly|largely|at least|completely|fully|entirely|primarily"
    r"|possibly|probably|mostly|chiefly|only|solely|significantly|independently|not|either|both)*"
)
_PASSIVE = regex.compile(rf"{_HOW}\b(?:by|through|via|by way of|to)\b", regex.I)
_FOR_BY = regex.compile(rf"\s+for\b{_HOW}\b(?:by|through)\b", regex.I)
_OF_WHOM = regex.compile(
    r"\s*(?:(?:role|roles|effect|effects|proportion|proportions|share|shares|factor|part|influence|function)\s+)?"
    r"(?:\w+ly )?(?:of|by|through|via|for)\b",
    regex.I,
)
"""What follows "mediating", "indirect", "mediation" where the mediator stands behind "of", "by" or "through"."""
_IS = regex.compile(r"\b(?:is|are|was|were|be|being|been|included?|includes|as|plays?|played|playing)\b", regex.I)
_LATER_IS = regex.compile(r"^[^.;]{0,80}?\b(?:is|are|was|were|included?|includes|might be|may be)\b\s*(?::)?", regex.I)
_BY_WHICH = regex.compile(
    r"\b(?:by|through|via) which|\bways? in which|\bpath(?:way)?s? (?:between|from)"
    r"|\b(?:links?|bridges?|intermediates?) between",
    regex.I,
)
_SO = regex.compile(r"\b(?:do|does|did|doing) so\b[^.;]{0,20}\b(?:by|through|via)\b", regex.I)
_CHANGE = (
    r"(?:increases?|decreases?|reductions?|improvements?|rises?|falls?|declines?|changes?|gains?|loss(?:es)?|prevention"
    r"|suppression|inhibition|stimulation)"
)
_COPULA = regex.compile(
    r"\s*(?:[,(][^.;]{0,40}[,)])?\s*(?:which|that|also|both|all|each|\w+ly|\s)*(?:(?:may|might|could|can|has|have|had|to"
    r"|did|does|do|not|and)\s+)*(?:be|been|is|are|was|were|acts?|acted|serves?|served|identified|emerged?s?|proved|plays?"
    r"|played|playing|acting|serving|as|appear(?:s|ed)? to be)\b[^.;,]{0,60}",
    regex.I,
)
_NEAR = regex.compile(r"\s*(?:(?:the|an?|also|both|mainly|only|:|lower|higher|increased|reduced)\s*)*", regex.I)
_INDUCED = regex.compile(r"-(?:induced|evoked|elicited|triggered|provoked|stimulated|driven|dependent)\b", regex.I)
_TURNED = regex.compile(r"\b(?:that|which|who|independent|not|where)\b", regex.I)
_DOING = regex.compile(
    r"\s*,?\s*(?:\(\s?\d[^()]*\)\s*)?(?:(?:at least )?(?:in (?:large )?part|partly|partially|almost entirely)\s*,?\s+)?"
    r"(?:\w+ly |in part |only |part of |about |around |some |up to |at least |more than |between )*"
    r"(?:(?:the|this|that|these|those|its|their|any|part|much|most|half|both|all"
    r"|an? (?:tenth|fifth|quarter|third|half|part|share|portion|fraction))\b|\d)",
    regex.I,
)
_BY_DOING = regex.compile(r"[^.;,]{1,80}?\b(?:by(?: \w+ly)? \w+ing|through|via)\b(?: \w+ing\b)?", regex.I)
_SHARE = regex.compile(r"\s(?:about |some |only |nearly |up to |around |another |a further |\w+ly )?\d")
_COMES = regex.compile(r"\b(?:comes?|came|stems?|stemmed|arises?|arose)\s(?:\w+ly\s|in part\s)?$", regex.I)
_THESE = regex.compile(
    r"\b(?:this|these|such|both) (?:\w+ ){0,2}(?:effect|action|benefit|protection|improvement|response)s?"
    r" (?:was|were|is|are|(?:may|might|could) be|appears? to be|seems? to be) (?:[\w-]+ ){0,3}$",
    regex.I,
)
_FINITELY = regex.compile(
    r"(?<!that )(?<!which )\b(?:is|are|was|were|be|been) (?:\w+ly |in part )?$", regex.I
)  # of "is mediated by"
_EXERTED = regex.compile(
    r"\b(?:exert\w*|has|have|had|produces?d?) (?:[\w-]+ ){1,5}(?:effects?|actions?|benefits?|protection) "
    r"(?:\w+ly )?(?P<by>by) (?:\w+ly )?\w+ing\b",
    regex.I,
)
_ADJUSTED = regex.compile(r"\b(?:adjust(?:ment|ing|ed)|controlling|controlled|accounting) for\b[^.;,]{0,60}$", regex.I)
_NEAR_BY = 35
_TO_PAIR = regex.compile(r"\s?(?:the |this )?(?:(?:development|occurrence|induction|pathogenesis|mechanism)s? of )?")
_STANDING = frozenset(["stood", "stands", "stand", "lay", "lies", "lie", "sits", "sat"])
Groups = Sequence[Sequence[Span]]


@cache
def _acted_on() -> "regex.Pattern[str]":
    """What a mediator mediates: an effect, a change, a percent of one."""
    return regex.compile(rf"(?:[^.;]|\.\d){{0,90}}?(?:\b{any_of('effect')}\b|\b{_CHANGE}\b|\d\s?%)", regex.I)


@cache
def _part_of_effect() -> "regex.Pattern[str]":
    """What a mediator has of an effect: "15% of the association", "part of the benefit"."""
    share = r"(?:about |some |only |nearly |up to |around |\w+ly )?(?:(?:an? |part|some|most|half|much)\b|\d)"
    return regex.compile(
        rf"(?: for| to| on)? {share}(?:[^.;]|\.\d){{0,60}}? (?:of|to) (?:the|this|these|that|their|its) "
        rf"(?:[\w-]+ ){{0,3}}{any_of('effect')}\b",
        regex.I,
    )


@cache
def _of_effect() -> "regex.Pattern[str]":
    """What a share is of, told before it: "of the effect of X on Y, M carried 15%"."""
    return regex.compile(rf"\bof (?:the|this|these|their|its) (?:[\w-]+ ){{0,3}}{any_of('effect')}\b", regex.I)


@cache
def _told_of() -> "regex.Pattern[str]":
    """What is mediated, told before "mediated by"."""
    return regex.compile(
        rf"\b(?:{any_of('effect')}|risks?|predispositions?|susceptibility|responses?)\b|\b{_CHANGE}\b"
        r"|\b(?:this|these|which|it|they)\s+(?:\w+\s+){1,4}$"
        r"|,\s+(?:which\b|(?:\w+ly\s+|in part\s+)*$)",
        regex.I,
    )


@cache
def _runs() -> "regex.Pattern[str]":
    """What follows "the path from X to Y": "runs through"."""
    return regex.compile(rf"[^.;]{{1,80}}?\b{any_of('go')} (?:\w+ )?(?:through|via|over|by way of)\b", regex.I)


@cache
def _arising() -> "regex.Pattern[str]":
    """What stands between "X-induced Y" and M: "results from", "is due to"."""
    return regex.compile(rf"{any_of('arise')}\b", regex.I)


@cache
def _underlying() -> "regex.Pattern[str]":
    """What stands between M and "X-induced Y": "contributes to", "is involved in"."""
    return regex.compile(rf"{any_of('underlie')}\b", regex.I)


@cache
def _acting_on() -> "regex.Pattern[str]":
    """What stands before M in "X acts on M to lower Y", "X acts by blocking M to lower Y"."""
    return regex.compile(rf"\b{any_of('act')} (?:\w+ly )?(?P<on>(?:on|upon|at)\b|by \w+ing\b)", regex.I)


@cache
def _flowing() -> "regex.Pattern[str]":
    part = "indirectly|partly|partially|mainly|largely|in part"
    words = f"{any_of('act', 'mediate', 'carry')}|{any_of('effect', 'mediator')}|{part}"
    return regex.compile(rf"(?:\b(?:{words})\b[^.;]*|\d\s?%[)\s]*(?:\w+ ){{0,4}})$", regex.I)


def name_mediators(phrases: Phrases, groups: Groups, *, pairs: Sequence[Pair]) -> list[Span]:
    """The mediators as such, of the first word that names any.

    They stand before "mediated" in the active, behind "mediated by" or "through" in the passive, before or behind "was
    a mediator", behind "the mediating role of".
    """
    cues = load_mediation_cues()
    for word in phrases.words:
        if phrases.text[max(word.start - 1, 0) : word.start] in {"-", "‐", "‑"}:
            continue
        lower = word.lower
        if lower in cues["mediate"]:
            found = _of_verb(phrases, groups, word, pairs=pairs)
        elif lower in cues["carry"] or lower in cues["share"]:
            found = _of_carrying(phrases, groups, word, pairs=pairs)
        elif lower in cues["mediator"]:
            found = _of_noun(phrases, groups, word, pairs=pairs)
        elif lower in cues["route"]:
            found = _of_route(phrases, groups, word)
        else:
            found = []
        if found or (found := _of_small_word(phrases, groups, word, pairs=pairs)):
            return found
    return []


def _of_small_word(phrases: Phrases, groups: Groups, word: Word, *, pairs: Sequence[Pair]) -> list[Span]:
    """The shapes "the effect runs through M", "comes from M", "is due to M", "M stands between", "does so by M"."""
    text, lower, place = phrases.text, word.lower, -1
    if lower in {"through", "via"} or (lower == "way" and text[word.start - 3 : word.end + 3] == "by way of"):
        before = text[max(phrases.start, word.start - 60) : word.start]
        place = word.end if _flowing().search(before) else -1
    elif lower == "by" and (doing := _EXERTED.search(text, phrases.start, min(word.end + 40, phrases.end))):
        place = doing.end() if doing.start("by") == word.start else -1
    elif lower in {"on", "upon", "at", "by"} and any(pair.sense for pair in pairs):
        acting = _acting_on().search(text, max(phrases.start, word.start - 30), min(word.end + 30, phrases.end))
        place = acting.end() if acting and acting.start("on") == word.start else -1
    elif lower in _STANDING and text.startswith(" between ", word.end):
        return _ahead(groups, word.start)
    elif lower == "from" and pairs and _COMES.search(text, phrases.start, word.start):
        place = word.end
    elif (arising := _arising().match(text, word.start, phrases.end)) is not None and (
        _is_near(pairs, word.start) or (lower == "due" and _THESE.search(text, phrases.start, word.start))
    ):
        place = arising.end()
    elif (told := _underlying().match(text, word.start, phrases.end)) is not None and any(
        _TO_PAIR.fullmatch(text, told.end(), pair.start) for pair in pairs if pair.start >= told.end()
    ):
        return [] if _ADJUSTED.search(text, phrases.start, word.start) else _ahead(groups, word.start)
    elif lower == "so" and (so := _SO.search(text, max(phrases.start, word.start - 6), phrases.end)):
        place = so.end()
    return _behind(phrases, groups, place) if place >= 0 else []


def _of_verb(phrases: Phrases, groups: Groups, word: Word, *, pairs: Sequence[Pair]) -> list[Span]:
    """The shapes "M mediated the effect", "the effect was mediated by M", "the mediating role of M"."""
    text = phrases.text
    passive = _PASSIVE.match(text, word.end, min(word.end + 60, phrases.end))
    if passive and word.lower == "mediated":
        is_told = pairs or phrases.percents or _told_of().search(text[phrases.start : word.start])
        later = _behind(phrases, groups, passive.end())
        is_own = _FINITELY.search(text, phrases.start, word.start) and find_theme(phrases, later) is not None
        return later if is_told or is_own else []
    if word.lower == "mediating":
        if found := _of_noun(phrases, groups, word, pairs=pairs):
            return found
        earlier = _ahead(groups, word.start)
        if earlier and regex.search(r"\b(?:for|of|by|to|from)\b", text[earlier[-1].end : word.start], regex.I):
            return []
    if word.lower == "mediated" and is_adjective(phrases, word.start, word.end):
        return []
    if any(0 < pair.outcomes[0].start - word.end < 12 for pair in pairs if pair.outcomes and pair.start < word.start):
        by = _BY_DOING.match(text, word.end, phrases.end)  # "X mediates Y by lowering M"
        return _behind(phrases, groups, by.end()) if by else []
    is_done = _acts(text, word.end, phrases.end) or any(
        0 <= pair.start - word.end < 6 and _INDUCED.search(text, pair.start, pair.end) for pair in pairs
    )
    return _ahead(groups, word.start) if is_done else []


def _acts(text: str, start: int, end: int) -> bool:
    """True of what follows "M mediated": an effect or a share, no thing of its own ("flow mediated dilation")."""
    if _acted_on().match(text, start, end) is None:
        return False
    return bool(
        _DOING.match(text, start, end) or regex.match(rf"\s*(?:[\w-]+\s+)?{any_of('effect')}\b", text[start:end])
    )


def _of_carrying(phrases: Phrases, groups: Groups, word: Word, *, pairs: Sequence[Pair]) -> list[Span]:
    """The shapes "18% was conveyed by M", "M explained 18% of the association", "M explains the association"."""
    text = phrases.text
    passive = _PASSIVE.match(text, word.end, min(word.end + 60, phrases.end))
    if not pairs and not phrases.percents:
        return []
    if _ADJUSTED.search(text, phrases.start, word.start):
        return []
    is_told = word.lower in load_mediation_cues()["carry"] and word.lower not in {"explain", "explains"}
    if word.lower == "accounted":
        passive = _FOR_BY.match(text, word.end, phrases.end)
    if word.lower == "caused" and not _is_near(pairs, word.start):
        return []
    if passive and is_told:
        return _behind(phrases, groups, passive.end())
    is_share = _part_of_effect().match(text, word.end, phrases.end) is not None or (
        _SHARE.match(text, word.end) is not None and _of_effect().search(text, phrases.start, word.start) is not None
    )
    if is_share or (word.lower.startswith("explain") and _acted_on().match(text, word.end, phrases.end)):
        return _ahead(groups, word.start)
    return []


def _of_noun(phrases: Phrases, groups: Groups, word: Word, *, pairs: Sequence[Pair]) -> list[Span]:
    """The shapes "the mediating role of M", "M was a mediator of the association", "the mediators were M"."""
    text, is_person = phrases.text, word.lower in {"mediator", "mediators"}
    if word.lower == "indirect" or regex.match(
        r"\s*(?:analys[ei]s|models?|framework|approach)", text[word.end : word.end + 12]
    ):
        return []
    of_whom = _OF_WHOM.match(text, word.end, min(word.end + 40, phrases.end))
    if of_whom is not None and not is_person:
        later = _behind(phrases, groups, of_whom.end())
        if later and later[0].start - of_whom.end() < 30:
            return later
    is_bare = not regex.match(r"\s*(?:of|for|in|that)\b", text[word.end : word.end + 8])
    is_about = pairs or phrases.percents or _acted_on().match(text, word.end, min(word.end + 60, phrases.end))
    if not is_about and not is_bare:
        return []
    earlier = _ahead(groups, word.start)
    if earlier and _COPULA.fullmatch(text, earlier[-1].end, word.start):
        if regex.match(r"\s*(?:and|but)\b", text[earlier[-1].end : word.start]):  # "M raised Y and might be a mediator"
            return list(groups[0])
        return earlier
    later_is = _LATER_IS.match(text[word.end : phrases.end])
    if later_is and is_about:
        later = _behind(phrases, groups, word.end + later_is.end())
        return later if later and _NEAR.fullmatch(text, word.end + later_is.end(), later[0].start) else []
    return []


def _of_route(phrases: Phrases, groups: Groups, word: Word) -> list[Span]:
    """The shapes "M is the route by which", "the mechanism by which X acts is M", "M lay on the path from"."""
    text = phrases.text
    if not _BY_WHICH.search(text[word.start : word.end + 20]):
        return []
    earlier = _ahead(groups, word.start)
    if regex.search(r"\bthere\b[^,;.]{0,30}$", text[max(phrases.start, word.start - 40) : word.start], regex.I):
        return []
    is_on = regex.search(r"\bon the (?:causal )?$", text[max(phrases.start, word.start - 15) : word.start])
    if earlier and (is_on or _IS.search(text, earlier[-1].end, word.start)):
        return earlier
    if runs := _runs().match(text, word.end, phrases.end):
        return _behind(phrases, groups, runs.end())
    verbs = list(_IS.finditer(text, word.end, phrases.end))
    return _behind(phrases, groups, verbs[-1].end()) if verbs else []


def _behind(phrases: Phrases, groups: Groups, place: int) -> list[Span]:
    """The next noun phrases, where neither a turn nor another predicate stands before them."""
    later = next((list(group) for group in groups if group[0].start >= place), [])
    if not later or _TURNED.search(phrases.text, place, later[0].start):
        return []
    return [] if phrases.has_predicate(place, later[0].start) else later


def _is_near(pairs: Sequence[Pair], place: int) -> bool:
    """True where a pair ends shortly before: "the effect of X on Y was caused by"."""
    return any(0 <= place - pair.end < _NEAR_BY for pair in pairs)


def _ahead(groups: Groups, place: int) -> list[Span]:
    earlier = [group for group in groups if group[-1].end <= place]
    return list(earlier[-1]) if earlier else []
