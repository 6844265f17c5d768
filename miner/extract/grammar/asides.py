"""What stands between two commas and explains the name before it: "fever, defined as above 38, and pain"."""

from typing import Final

from miner.extract.grammar.pieces import FINITE, PART_ENDS, PREDICATE_STARTS, Piece
from miner.extract.grammar.words import Word

ASIDES: Final = frozenset(
    [
        *("defined", "measured", "assessed", "expressed", "estimated", "diagnosed", "determined", "calculated"),
        *("indicated", "characterized", "characterised", "evaluated", "a", "an"),
    ]
)
"""Words of which an aside that is left out begins with one."""
_BY_WHICH = frozenset(["as", "by", "with", "using", "from", "via"])
_ARTICLES = frozenset(["a", "an"])
_OF_LISTS = frozenset(
    [
        *("low", "high", "poor", "history", "lack", "absence", "presence", "prior", "previous", "positive", "negative"),
        *("large", "small", "short", "long", "family", "body", "sedentary", "diet", "number", "score", "level"),
    ]
)
"""Words of a member of a list that has an article: "a history of falls", "a poor diet"."""


def without_asides(pieces: list[Piece], words: list[Word], said: set[str]) -> list[Piece]:
    """The pieces without asides that say what the name before them is or how it was told."""
    if ASIDES.isdisjoint(said):
        return pieces
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        end = _end_of_aside(pieces, at, words) if pieces[at].kind == "comma" and at else None
        if end is None:
            out.append(pieces[at])
            at += 1
        else:
            follows = pieces[end + 1].kind if end + 1 < len(pieces) else ""
            at = end + (pieces[end].kind == "comma" and follows in PREDICATE_STARTS)
    return out


def _end_of_aside(pieces: list[Piece], at: int, words: list[Word]) -> int | None:
    """The mark behind the aside that the comma at `at` opens; None where it opens none."""
    if pieces[at - 1].kind != "np" or at + 2 >= len(pieces):
        return None
    first, second = pieces[at + 1], pieces[at + 2]
    opening = words[first.a].lower
    end = next((i for i in range(at + 2, len(pieces)) if pieces[i].kind in PART_ENDS), None)
    if end is None or pieces[end].kind in {"relative", "when", "colon"}:
        return None
    if opening in _ARTICLES:
        return end if _is_named_so(pieces, at + 1, end, words) else None
    is_told = first.kind in FINITE and words[second.a].lower in _BY_WHICH
    is_whole = all(piece.kind not in PREDICATE_STARTS for piece in pieces[at + 2 : end])
    return end if opening in ASIDES and is_told and is_whole else None


def _is_named_so(pieces: list[Piece], at: int, end: int, words: list[Word]) -> bool:
    """True of "a mineral" in "magnesium, a mineral, and zinc": a list goes on behind it, and it is no member."""
    follows = [piece.kind for piece in pieces[end : end + 3]]
    if follows != ["comma", "conjunction", "np"]:
        return False
    parts = pieces[at:end]
    if parts[0].kind == "np" and len(parts) == 1:
        parts[0].indefinite &= _OF_LISTS.isdisjoint(word.lower for word in words[parts[0].a : parts[0].b])
        return parts[0].indefinite and not parts[0].dirs
    return [piece.kind for piece in parts] == ["determiner", "factor", "np"]
