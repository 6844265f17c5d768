"""What parts nothing: marks between adjectives of an association, the diet of "a diet rich in zinc", "binge eating"."""

from dataclasses import replace
from typing import Final

from miner.extract.grammar.pieces import NAME_PARTS, Piece
from miner.extract.grammar.words import Word

CONSUMING: Final = frozenset({"eating", "drinking"})
"""What people do with a food, or what a habit is called by."""
LINK_WORDS: Final = {
    "inverse": {1: -1},
    "negative": {1: -1, 9: -2},
    "protective": {1: -1, 9: -1},
    "inhibitory": {1: -1, 9: -1},
    "suppressive": {1: -1, 9: -1},
    "beneficial": {9: 2},
    "favorable": {9: 2},
    "favourable": {9: 2},
    "positive": {9: 2},
    "adverse": {9: -2},
    "harmful": {9: -2},
    "detrimental": {9: -2},
    "deleterious": {9: -2},
    "unfavorable": {9: -2},
    "unfavourable": {9: -2},
    "stimulatory": {9: 1},
    "stimulating": {9: 1},
    "enhancing": {9: 1},
    "suppressing": {9: -1},
    "inhibiting": {9: -1},
    "depressant": {9: -1},
}
"""What a word at some distance before a link noun makes of its sense: "an inverse, dose-dependent association"."""

_DEGREES = frozenset({"high", "low", "very", "highly", "clear", "close"})
_JOINING = frozenset({"and", "but", "yet", "although", "albeit", "though", ","})


def without_marks(pieces: list[Piece], words: list[Word], empty: frozenset[str]) -> list[Piece]:
    """The pieces without the marks of "a strong, inverse and graded association", "a positive but weak predictor"."""
    return [
        piece
        for at, piece in enumerate(pieces)
        if words[piece.a].lower not in _JOINING or not _parts_nothing(pieces, at, words, empty)
    ]


def _parts_nothing(pieces: list[Piece], at: int, words: list[Word], empty: frozenset[str]) -> bool:
    """True of a joining word behind an adjective of a link where other such adjectives lead on to the link."""
    if not at:
        return False
    if pieces[at - 1].kind == "adverb" and words[pieces[at - 1].a].lower in _SIDES:
        return _leads_to_link(pieces, at + 1)
    if not _is_manner(pieces[at - 1], words, empty):
        return False
    for piece in pieces[at + 1 :]:
        if piece.kind in {"link_noun", "factor"}:
            return True
        if words[piece.a].lower not in _JOINING and not _is_manner(piece, words, empty):
            return False
    return False


def _leads_to_link(pieces: list[Piece], at: int) -> bool:
    """True of "inversely | and independently associated"."""
    start = at
    while at < len(pieces) and pieces[at].kind == "adverb":
        at += 1
    return at > start and at < len(pieces) and pieces[at].kind in {"link", "verb"}


_SIDES = frozenset(["inversely", "negatively", "positively", "directly", "independently", "significantly", "strongly"])


def _is_manner(piece: Piece, words: list[Word], empty: frozenset[str]) -> bool:
    last = words[piece.b - 1].lower
    return last in empty or last in LINK_WORDS or last in _DEGREES


CONTENTS: Final = {"rich": 1, "richer": 1, "high": 1, "higher": 1, "low": -1, "lower": -1, "poor": -1, "deficient": -1}
"""How much of something is in what holds it."""
_HOLDERS = frozenset(
    ["diet", "diets", "food", "foods", "meal", "meals", "water", "milk", "feed", "fruits", "vegetables", "beverages"]
)
_BEFORE_HOLDERS = frozenset({"determiner", "preposition", "conjunction", "receive", "adverb", "comma", "link", "verb"})


def without_holders(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces of "a diet low in zinc" as those of "a low zinc"."""
    out: list[Piece] = []
    at, n = 0, len(pieces)
    while at < n:
        piece = pieces[at]
        way = CONTENTS.get(words[pieces[at + 1].a].lower) if at + 2 < n else None
        if (
            way is not None
            and words[piece.b - 1].lower in _HOLDERS
            and piece.b == piece.a + 1
            and words[pieces[at + 2].a].lower == "in"
            and (not out or out[-1].kind in _BEFORE_HOLDERS)
        ):
            out.append(replace(piece, b=pieces[at + 2].b, kind="adjective", sense=way))
            at += 3
            continue
        out.append(piece)
        at += 1
    return out


def tell_eating(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "binge eating", which names something, and is not what people eat: a word of the name."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        after = pieces[at + 1].kind if at + 1 < len(pieces) else ""
        is_name = piece.kind == "receive" and words[piece.a].lower in CONSUMING and after not in NAME_PARTS
        out.append(replace(piece, kind="word") if is_name and out and out[-1].kind == "word" else piece)
    return out
