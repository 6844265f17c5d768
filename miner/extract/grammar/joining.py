"""What joins members of a list or opens a clause beside them: "A along with B", "none of the A", "as A causes B"."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from miner.extract.grammar.pieces import PART_ENDS, Piece
from miner.extract.grammar.words import Word

_ALONG = frozenset({"along", "together"})
_OF_NONE = frozenset({"none", "neither"})
_OPENING = frozenset({"as", "since"})
_FOLLOWING = frozenset({"following"})
_ETC = frozenset({"etc"})
_ALONG_WITH = frozenset({"along with", "together with"})
_ACTS = frozenset({"verb", "link", "have"})
_IN_NAME = frozenset({"word", "noun", "adjective", "determiner", "link_noun", "adverb", "number", "mark"})


def _join_along(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces with "along with" as what joins two names: "A along with B raised Y" is told of both."""
    return [
        replace(piece, kind="conjunction")
        if at and piece.kind == "preposition" and _is_along(piece, words) and not _is_change(pieces, at + 1)
        else piece
        for at, piece in enumerate(pieces)
    ]


def _is_along(piece: Piece, words: list[Word]) -> bool:
    return " ".join(word.lower for word in words[piece.a : piece.b]) in _ALONG_WITH


def _is_change(pieces: list[Piece], at: int) -> bool:
    """True before "a rise in Y", which goes along with what is told."""
    while at < len(pieces) and pieces[at].kind in {"determiner", "adjective", "adverb", "word"}:
        at += 1
    return at < len(pieces) and pieces[at].kind in {"noun", "link_noun"}


def _without_of_none(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces without "of" in "none of the diets", which is told of the diets."""
    return [
        piece
        for at, piece in enumerate(pieces)
        if not (
            at
            and words[piece.a].lower == "of"
            and pieces[at - 1].kind == "no"
            and words[pieces[at - 1].b - 1].lower in _OF_NONE
        )
    ]


def _tell_reasons(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces with "as" of "as X causes Y, Z ..." as what parts two clauses; of "as X rose, Y fell" as "when".

    So is that of "Y fell as X rose".
    """
    return [
        replace(piece, kind=_kind_of_opening(pieces, at) or piece.kind)
        if words[piece.a].lower in _OPENING and piece.b == piece.a + 1
        else piece
        for at, piece in enumerate(pieces)
    ]


def _kind_of_opening(pieces: list[Piece], at: int) -> str:
    """What "as" or "since" is that opens a sentence or its part before a name and a predicate; else nothing."""
    if at and pieces[at - 1].kind not in PART_ENDS | {"report"}:
        return "when" if _goes_with(pieces, at) else ""
    ahead = at + 1
    while ahead < len(pieces) and pieces[ahead].kind in _IN_NAME | {"preposition", "may", "no", "auxiliary"}:
        ahead += 1
    if ahead == at + 1 or ahead + 1 >= len(pieces) or pieces[ahead].form == "ing":
        return ""
    predicate, follows = pieces[ahead], pieces[ahead + 1].kind
    if predicate.kind in {"verb", "intransitive"} and follows == "comma":
        return "when"
    return "splitter" if predicate.kind in _ACTS and follows in _IN_NAME else ""


def _goes_with(pieces: list[Piece], at: int) -> bool:
    """True of "as" between two changes of which neither has an object: "Y fell | as X rose"."""
    before = next((piece for piece in reversed(pieces[:at]) if piece.kind != "adverb"), None)
    if before is None or not _is_change_told(before):
        return False
    ahead = at + 1
    while ahead < len(pieces) and pieces[ahead].kind in _IN_NAME | {"preposition"}:
        ahead += 1
    if ahead == at + 1 or ahead >= len(pieces) or not _is_change_told(pieces[ahead]):
        return False
    return ahead + 1 == len(pieces) or pieces[ahead + 1].kind in PART_ENDS | {"mark", "adverb"}


def _is_change_told(piece: Piece) -> bool:
    return piece.kind in {"verb", "intransitive"} and piece.form in {"ed", "s"} and bool(piece.sense)


def _tell_following(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces with "following" of "the following conditions" as a part of the name."""
    for before, piece, after in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if piece.kind == "preposition" and before.kind == "determiner" and after.kind in {"word", "adjective", "noun"}:
            is_alone = piece.b == piece.a + 1 and words[piece.a].lower == "following"
            piece.kind = "determiner" if is_alone and words[before.a].lower == "the" else piece.kind
    return pieces


def _without_etc(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces without "etc." at the end of a list, and without its full stop where the sentence goes on."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        is_stop = piece.kind == "stop" and at + 1 < len(pieces) and words[piece.a - 1].lower in _ETC
        if words[piece.a].lower in _ETC:
            while out and out[-1].kind in {"comma", "conjunction"}:
                out.pop()
            _close_list(out)
        elif not is_stop:
            out.append(piece)
    return out


def _close_list(out: list[Piece]) -> None:
    """Read the last comma of "A, B, C" as "and"."""
    at = len(out) - 1
    while at >= 0 and out[at].kind in _IN_NAME:
        at -= 1
    if at > 0 and out[at].kind == "comma":
        out[at] = replace(out[at], kind="conjunction")


JOINING: Final[tuple[tuple[frozenset[str], Callable[[list[Piece], list[Word]], list[Piece]]], ...]] = (
    (_ETC, _without_etc),
    (_FOLLOWING, _tell_following),
    (_ALONG, _join_along),
    (_OF_NONE, _without_of_none),
    (_OPENING, _tell_reasons),
)
"""The steps in order, each with words of which it needs one."""
