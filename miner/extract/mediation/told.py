"""What a sentence says is mediated: a thing of its own ("the migration was mediated by M"), or what was told before."""

from collections.abc import Sequence

import regex

from miner.extract.grammar.pieces import Piece
from miner.extract.mediation.phrases import Phrases
from miner.extract.mediation.values import Span

_MEDIATED = regex.compile(
    r"\b(?<![-‐‑])mediat(?:e[sd]?|ing)\b(?P<by>\s(?:\w+ly |in part |in large part |at least in part |mainly |partly )*"
    r"(?:by|through|via)\b)?",
    regex.I,
)
_DETERMINER = regex.compile(r"\s+(?:the|an?|this|these|that|its|their|both|all|part|most|some|any)\b|\s*\d", regex.I)
_AUXILIARY = frozenset({"be", "may", "adverb", "no", "auxiliary", "report", "have", "mark"})
_POINTED = frozenset(
    ["response", "responses", "process", "processes", "finding", "findings", "difference", "differences"]
)
_SEEMS = frozenset(["seem", "seems", "seemed", "appear", "appears", "appeared"])
_FINITE = frozenset({"be", "may", "auxiliary", "report", "have"})
_PARTS = frozenset({"splitter", "semi", "report", "relative", "when", "comma", "start"})
_SHARES = frozenset(
    ["proportion", "proportions", "share", "shares", "percentage", "percent", "ratio", "part", "effect"]
)


def find_theme(phrases: Phrases, named: Sequence[Span]) -> Span | None:
    """Of "the migration was mediated by M", "M mediates the migration": the migration; `named` are the mediators.

    None where what is mediated was told before ("this effect was mediated by M", "X lowered Y, mediated by M").
    """
    told = _MEDIATED.search(phrases.text, phrases.start, phrases.end)
    if told is None or (told["by"] and named and named[0].start < told.start()):
        return None
    theme = _before(phrases, told.start()) if told["by"] else _behind(phrases, told.end())
    if theme is None or theme.link is not None:
        return None
    if not phrases.lowers(theme) and theme.change is not None:
        theme = _changed(phrases, theme)
    if theme is None or phrases.is_generic(theme) or _POINTED.issuperset(phrases.lowers(theme)):
        return None
    return phrases.span(theme)


def _changed(phrases: Phrases, change: Piece) -> Piece | None:
    """Of "the increase in glycolysis": glycolysis."""
    at = phrases.pieces.index(change)
    is_of = phrases.kind_at(at + 1) in {"preposition", "receive"} and phrases.word(phrases.pieces[at + 1]) in {
        "in",
        "of",
    }
    return phrases.pieces[at + 2] if is_of and phrases.kind_at(at + 2) == "np" else None


def _behind(phrases: Phrases, place: int) -> Piece | None:
    """The first noun phrase behind "mediates"."""
    later = (p for p in phrases.pieces if p.kind == "np" and phrases.words[p.a].start >= place)
    named = next((p for p in later if not phrases.is_aside(p)), None)
    return None if named is None or not _SHARES.isdisjoint(phrases.lowers(named)) else named


def _before(phrases: Phrases, place: int) -> Piece | None:
    """The noun phrase of which "(was) mediated by" is said; None behind a comma, where a whole clause is meant."""
    pieces = [p for p in phrases.pieces if phrases.words[p.b - 1].end <= place and not phrases.is_aside(p)]
    is_finite = False
    while pieces and (pieces[-1].kind in _AUXILIARY or phrases.word(pieces[-1]) in _SEEMS):
        is_finite |= pieces.pop().kind in _FINITE
    if is_finite and pieces and pieces[-1].kind == "relative":
        pieces = pieces[:-2] if len(pieces) > 1 and pieces[-2].kind == "comma" else pieces[:-1]
    elif is_finite and pieces and pieces[-1].kind == "comma":
        pieces = _without_apposition(pieces)
    named: Piece | None = None
    while pieces and pieces[-1].kind == "np":
        named = pieces.pop()
        if not pieces or pieces[-1].kind not in {"preposition", "receive"}:
            break
        pieces.pop()
    return named


def _without_apposition(pieces: list[Piece]) -> list[Piece]:
    """What stands before ", a side effect of narcotics,"."""
    commas = [at for at, piece in enumerate(pieces[:-1]) if piece.kind == "comma"]
    return pieces[: commas[-1]] if commas else []


def is_adjective(phrases: Phrases, place: int, end: int) -> bool:
    """True of "mediated" in "a calcitonin mediated analgesic effect was seen", which is no predicate."""
    at = next((i for i, p in enumerate(phrases.pieces) if phrases.words[p.a].start >= end), len(phrases.pieces))
    if phrases.kind_at(at) != "np" or _DETERMINER.match(phrases.text, end):
        return False
    for piece in reversed([p for p in phrases.pieces[:at] if phrases.words[p.a].start < place]):
        if piece.kind in _PARTS:
            break
        if piece.kind in {"be", "have", "verb"} and piece.form != "ing":
            return True
    return phrases.kind_at(at + 1) in {"be", "have", "auxiliary"}
