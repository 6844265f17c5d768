"""What belongs to a name and what does not: "a diet without gluten", "the ratio between A and B", "early"."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import Word

EARLY: Final = frozenset({"early"})
TO_DEVELOP: Final = frozenset({"develop", "suffer", "contract", "acquire", "experience", "have", "sustain"})
"""What befalls people, behind "the risk to"."""

_HOLDERS = frozenset({"diet", "diets", "meal", "meals", "formula", "formulas", "regimen", "bread", "menu"})
_HELD = frozenset({"without", "based on", "free of", "free from", "devoid of"})
_RATIOS = frozenset({"ratio", "ratios", "balance", "imbalance", "interaction", "distance", "interval"})
_AGAINST = {
    **dict.fromkeys(["antibody", "antibodies", "autoantibody", "autoantibodies", "immunity"], ("against", "to")),
    **dict.fromkeys(["vaccination", "vaccine", "vaccines", "immunization", "immunisation"], ("against",)),
    **dict.fromkeys(["satisfaction", "dissatisfaction", "compliance"], ("with",)),
}
"""Heads that name nothing of their own without what stands behind one of these words."""
_WILLING = frozenset({"willingness", "ability", "inability", "desire", "readiness", "capacity", "motivation"})
_PARTED = frozenset([*_HOLDERS, *_WILLING, *_AGAINST])
_AT_RISK = frozenset({"risk", "risks", "likelihood", "probability", "chance", "chances", "odds"})
_FORMS = frozenset(
    [
        "infusion",
        "infusions",
        "injection",
        "injections",
        "bolus",
        "boluses",
        "capsule",
        "drops",
        "tablet",
        "suppository",
    ]
)
_AMOUNT = frozenset({"number", "adverb"})
_LATE = frozenset({"late", "later"})


def tell_early(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "early weaning" what is named, and of "fell early" the manner."""
    for at, piece in enumerate(pieces[:-1]):
        if piece.kind == "adverb" and words[piece.a].lower in EARLY:
            follow = pieces[at + 1]
            is_pair = follow.kind == "conjunction" and {word.lower for word in words[follow.b : follow.b + 1]} <= _LATE
            if follow.kind == "word" or is_pair:
                piece.kind = "word"
    return pieces


def without_to_develop(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces of "the risk to develop Y" as those of "the risk of Y"."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        if (
            before is not None
            and len(out) > 1
            and words[before.a].lower == "to"
            and words[piece.a].lower in TO_DEVELOP
            and words[before.a - 1].lower in _AT_RISK
        ):
            out[-1] = replace(before, kind="preposition", b=piece.b)
            continue
        out.append(piece)
    return out


def whole_names(pieces: list[Piece], words: list[Word], said: AbstractSet[str]) -> list[Piece]:
    """The pieces with the names whole that a preposition parts: "a diet without zinc", "the ratio between A and B"."""
    is_ratio = "between" in said and not _RATIOS.isdisjoint(said)
    if not is_ratio and said.isdisjoint(_PARTED):
        return pieces
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        stop = _end_of_name(pieces, at, words)
        if stop:
            last = pieces[stop - 1]
            out.append(replace(pieces[at], b=last.b, core=(pieces[at].core[0], last.core[1]), joined=True))
            at = stop
        else:
            out.append(pieces[at])
            at += 1
    return out


def _end_of_name(pieces: list[Piece], at: int, words: list[Word]) -> int:
    """Where a name ends that a preposition parts, if one begins at `at`; else 0."""
    parts = pieces[at : at + 5]
    kinds = [part.kind for part in parts]
    if (
        kinds[:1] != ["np"]
        or kinds[1:3] not in (["preposition", "np"], ["versus", "np"])
        or parts[0].core[0] >= parts[0].core[1]
    ):
        return 0
    head = words[parts[0].core[1] - 1].lower
    link = " ".join(word.lower for word in words[parts[1].a : parts[1].b])
    if (head in _WILLING and link == "to") or link in _AGAINST.get(head, ()):
        return at + 3
    if head in _HOLDERS and link in _HELD and parts[0].core[1] == parts[0].core[0] + 1:
        return at + 3
    if head in _RATIOS and link == "between" and kinds[3:] == ["conjunction", "np"]:
        return at + 5
    return 0


def drop_amount(out: list[Piece], words: list[Word], portion: AbstractSet[str]) -> None:
    """Take "20 g of" off the end of "intake of less than 20 g of", so that what follows is what is taken in."""
    at, is_number = len(out) - 1, False
    while at > 0 and (out[at].kind in _AMOUNT or words[out[at].a].lower == "of"):
        is_number |= out[at].kind == "number"
        at -= 1
    if is_number and out[at].kind == "np" and words[out[at + 1].a].lower == "of" and out[at].link is None:
        a, b = out[at].core
        if a < b and (words[b - 1].lower in portion or words[b - 1].lower in _FORMS):
            del out[at + 2 :]
