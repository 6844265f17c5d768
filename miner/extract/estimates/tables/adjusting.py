"""Whether a table's estimate is adjusted or crude: by head, label, group or caption, or by their footnotes."""

from collections.abc import Iterable

import regex

from miner.extract.estimates.tables.cells import RAISED

_ADJUSTED = regex.compile(
    r"(?i)(?<!un)(?<!un-)(?<!not\s)(?<!no\s)(?<!without\s)adjust(?:ed|ing|ment)|multivaria|fully|controll(?:ed|ing)\sfor"
)
_SHORT_ADJUSTED = regex.compile(r"\b(?:a|adj)(?:OR|HR|RR|IRR|PR|β)s?\b|\bA(?:OR|HR)s?\b")
_CRUDE = regex.compile(r"(?i)\bcrude|\bun-?adjusted|univaria|\b(?:not?|without|no\scovariate)\sadjust\w*")
_MODEL = regex.compile(r"(?i)\bmodels?\s?(?:\d|I{1,3}|IV|[A-D])\b")
_LATER_MODEL = regex.compile(r"(?i)\bmodel\s?(?:[2-9]|II|III|IV|[B-D])\b")
_ALL_ADJUSTED = regex.compile(
    r"(?i)(?:\A[^.;]{0,60}\b|[.;]\s)(?:all\s)?(?:(?:models?|analys[ie]s|regressions?|estimates?|values|data|results"
    r"|odds\sratios|hazard\sratios|ORs|HRs|RRs)\s(?:\w+\s){0,3})?adjust(?:ed|ing)\s(?:for|by)"
)
_MARK = regex.compile(rf"[{RAISED}]|[*†‡§¶#]+")


def is_adjusted(places: Iterable[str], *, caption: str, notes: str) -> bool | None:
    """True or False where one of the places, the caption or a footnote calls an estimate adjusted or crude.

    >>> is_adjusted(["Model 1", "OR (95% CI)"], caption="", notes="Model 1: no adjustment. Model 2: for age.")
    False
    """
    for place in places:
        told = _told(place)
        if told is None and (model := _MODEL.search(place)):
            told = _of_model(model[0], notes)
            told = True if told is None and _LATER_MODEL.search(place) else told
        told = _told(_notes_of(place, notes)) if told is None else told
        if told is not None:
            return told
    told = _told(caption)
    told = _told(_notes_of(caption, notes)) if told is None else told
    return True if told is None and _ALL_ADJUSTED.search(notes) and not _CRUDE.search(notes) else told


def _told(words: str) -> bool | None:
    is_crude, is_more = _CRUDE.search(words), _ADJUSTED.search(words) or _SHORT_ADJUSTED.search(words)
    if is_crude and is_more:
        return None
    return True if is_more else False if is_crude else None


def _of_model(model: str, notes: str) -> bool | None:
    found = regex.search(rf"(?i)\b{regex.escape(model)}\b(?P<said>(?:(?!\bmodel)[^.;])*)", notes)
    return _told(found["said"]) if found else None


def _notes_of(place: str, notes: str) -> str:
    """The footnotes to whose marks a head, label or caption points."""
    said = []
    for mark in _MARK.findall(place):
        marked = rf"(?<![*†‡§¶#]){regex.escape(mark)}(?![*†‡§¶#])(?P<said>[^{RAISED}†‡§¶#*]*)"
        found = regex.search(marked, notes)
        if found is not None:
            said.append(found["said"])
    return " ".join(said)
