"""Who tells of a relation and how, told plainly: "our results suggest a link", "we found X to lower Y"."""

from dataclasses import replace

from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.rewording.roundwords import load_roundabout
from miner.extract.grammar.words import Word

_BEFORE_LINK = frozenset({"determiner", "adjective", "adverb", "word", "conjunction", "may", "mark", "comma"})
_NOMINAL = frozenset({"determiner", "adjective", "adverb", "word", "number", "noun", "conjunction"})
_TOLD = frozenset({"verb", "link", "have", "be"})
_FURTHEST = 7


def tell_suggesting(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "suggest a strong link" that it was seen."""
    suggests = load_roundabout()["suggests"]
    for at, piece in enumerate(pieces):
        name = " ".join(word.lower for word in words[piece.a : piece.b])
        if name not in suggests or piece.kind in {"seen", "have"} or not at or pieces[at - 1].kind == "report":
            continue
        ahead = at + 1
        while ahead < len(pieces) and ahead - at < _FURTHEST and pieces[ahead].kind in _BEFORE_LINK:
            ahead += 1
        if ahead < len(pieces) and pieces[ahead].kind == "link_noun" and ahead > at + 1:
            pieces[at] = replace(piece, kind="seen", sense=0, form="")
    return pieces


def tell_finding(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "we found X to lower Y" what "we found that X lowers Y" says."""
    finds = load_roundabout()["finds"]
    for at, piece in enumerate(pieces):
        if (
            not at
            or words[piece.a].lower not in finds
            or piece.b > piece.a + 1
            or pieces[at - 1].kind in {"be", "have"}
        ):
            continue
        ahead = at + 1
        while ahead < len(pieces) and ahead - at < _FURTHEST and pieces[ahead].kind in _NOMINAL:
            ahead += 1
        if not at + 1 < ahead < len(pieces) - 1 or words[pieces[ahead].a].lower != "to":
            continue
        told = pieces[ahead + 1]
        if (told.kind in _TOLD and told.form in {"", "base"}) or words[told.a].lower == "lower":
            is_change = told.kind in {"verb", "adjective"}
            told = replace(told, kind="verb", form="s") if is_change else told
            return [*pieces[:at], replace(piece, kind="report"), *pieces[at + 1 : ahead], told, *pieces[ahead + 2 :]]
    return pieces


def tell_causing(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "caused Y to fall" what "lowered Y" says."""
    causing = load_roundabout()["causing"]
    for at, piece in enumerate(pieces):
        if not at or piece.b > piece.a + 1 or words[piece.a].lower not in causing:
            continue
        ahead = at + 1
        while ahead < len(pieces) and ahead - at < _FURTHEST and _is_in_name(pieces[ahead], words):
            ahead += 1
        if not at + 1 < ahead < len(pieces) - 1 or words[pieces[ahead].a].lower != "to":
            continue
        told = pieces[ahead + 1]
        is_last = ahead + 2 == len(pieces) or pieces[ahead + 2].kind not in _NOMINAL
        if told.sense in {1, -1} and (told.form == "base" or told.kind == "noun") and is_last:
            verb = replace(piece, kind="verb", sense=told.sense, form="s")
            return [*pieces[:at], verb, *pieces[at + 1 : ahead], *pieces[ahead + 2 :]]
    return pieces


def _is_in_name(piece: Piece, words: list[Word]) -> bool:
    return piece.kind in _NOMINAL or words[piece.a].lower in {"of", "in"}


def tell_allowing(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "allowed a reduction in Y" what "led to a reduction in Y" says."""
    allows = load_roundabout()["allows"]
    for at, piece in enumerate(pieces):
        if words[piece.a].lower not in allows or piece.kind == "link":
            continue
        ahead = at + 1
        while ahead < len(pieces) and ahead - at < _FURTHEST and pieces[ahead].kind in {"determiner", "adverb", "word"}:
            ahead += 1
        told = pieces[ahead] if ahead < len(pieces) else piece
        if told.kind in {"noun", "adjective"} and told.sense in {1, -1, 2, -2}:
            pieces[at] = replace(piece, kind="link", sense=1, form="")
    return pieces


def tell_more(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "more strongly associated with Y" what "associated with Y" says."""
    for at, piece in enumerate(pieces):
        if piece.kind != "adjective" or words[piece.a].lower not in {"more", "less"} or piece.b > piece.a + 1:
            continue
        ahead = at + 1
        while ahead < len(pieces) and pieces[ahead].kind == "adverb":
            ahead += 1
        if at + 1 < ahead < len(pieces) and pieces[ahead].kind == "link":
            piece.kind = "adverb"
    return pieces
