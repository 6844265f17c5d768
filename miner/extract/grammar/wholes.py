"""What belongs to a name and what does not: "a diet without gluten", "the ratio between A and B", "early"."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final

from miner.extract.grammar.cues import Cues
from miner.extract.grammar.pieces import FINITE, Piece
from miner.extract.grammar.words import Word

EARLY: Final = frozenset({"early"})
TO_DEVELOP: Final = frozenset({"develop", "suffer", "contract", "acquire", "experience", "have", "sustain"})
"""What befalls people, behind "the risk to"."""

_HOLDERS = frozenset({"diet", "diets", "meal", "meals", "formula", "formulas", "regimen", "bread", "menu"})
_HELD = frozenset({"without", "based on", "free of", "free from", "devoid of"})
_RATIOS = frozenset({"ratio", "ratios", "balance", "imbalance", "interaction", "distance", "interval"})
_BEHIND = ("of", "in", "at", "for", "to", "with", "against", "under", "from", "on", "about", "towards", "toward")
"""What stands between a head and what it names nothing of its own without: the keys of the cues' `wholes`."""
_JOINTS = frozenset({"preposition", "versus", "receive", "link"})
_THEN = "followed by"
_BETWEEN = frozenset({"determiner", "number", "mark", "adverb"})
_TOGETHER = frozenset({"plus", "with", "&", "+"})
_OF_PARTS = frozenset({"onset", "start", "diagnosis", "initiation", "introduction", "time"})
"""What happens once, and to something: "age at the onset of Y"."""
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


def whole_names(pieces: list[Piece], words: list[Word], said: AbstractSet[str], cues: Cues) -> list[Piece]:
    """The pieces with the names whole that a preposition parts: "a diet without zinc", "the ratio between A and B"."""
    if said.isdisjoint(_heads(cues)):
        return pieces
    out: list[Piece] = []
    at = 0
    while at < len(pieces):
        stop = _end_of_name(pieces, at, words, cues) if pieces[at].kind == "np" else 0
        if stop:
            last = pieces[stop - 1]
            out.append(replace(pieces[at], b=last.b, core=(pieces[at].core[0], last.core[1]), joined=True))
            at = stop
        else:
            out.append(pieces[at])
            at += 1
    return out


@cache
def _heads(cues: Cues) -> frozenset[str]:
    """All the words that are the head of a name which a preposition parts."""
    return _HOLDERS.union(
        _RATIOS, _THEN.split(), cues.words["wholes.together"], *(cues.words[f"wholes.{word}"] for word in _BEHIND)
    )


def is_named_by_head(words: Sequence[str], cues: Cues) -> bool:
    """True of a name that is not told by what stands behind its preposition: "age at onset of Y"."""
    if _heads(cues).isdisjoint(words[:-1]):
        return False
    return not cues.words["wholes.together"].isdisjoint(words[:-1]) or any(
        (after in _BEHIND and word in cues.words[f"wholes.{after}"]) or f"{word} {after}" == _THEN
        for word, after in pairwise(words)
    )


def _end_of_name(pieces: list[Piece], at: int, words: list[Word], cues: Cues) -> int:
    """Where a name ends that a preposition parts, if one begins at `at`; else 0."""
    a, b = pieces[at].core
    behind = _after(pieces, at + 2)
    if a >= b or behind >= len(pieces) or pieces[behind].kind != "np" or pieces[at + 1].kind not in _JOINTS:
        return 0
    head, first = words[b - 1].lower, words[a].lower
    link = " ".join(word.lower for word in words[pieces[at + 1].a : pieces[at + 1].b])
    together = cues.words["wholes.together"]
    use, _, last = link.rpartition(" ")  # "combination | therapy with | A and B"
    is_use = first in together and (use or head) in cues.words["wholes.use"]
    if last in {"of", "with"} and ((head in together and not use) or is_use):
        return _end_of_parts(pieces, behind, words)
    if link == _THEN:  # "surgery followed by X | lowered Y"
        return behind + 1 if any(piece.kind in FINITE for piece in pieces[behind + 1 :]) else 0
    if head in _HOLDERS and link in _HELD and b == a + 1:
        return behind + 1
    follows = [piece.kind for piece in pieces[behind + 1 : behind + 3]]
    if head in _RATIOS and link == "between":
        return behind + 3 if follows == ["conjunction", "np"] else 0
    if link not in _BEHIND or head not in cues.words[f"wholes.{link}"]:
        return 0
    return _end_behind(pieces, behind, words, cues, link=link)


def _end_behind(pieces: list[Piece], behind: int, words: list[Word], cues: Cues, *, link: str) -> int:
    """Where the phrase ends behind a head's own preposition; 0 where it tells of people: "mutations in children"."""
    last = words[pieces[behind].b - 1].lower
    follows = [piece.kind for piece in pieces[behind + 1 : behind + 3]]
    after = words[pieces[behind + 1].a].lower if follows == ["preposition", "np"] else ""
    if link == "from":  # "time from onset to treatment"
        return behind + 3 if after == "to" else 0
    if last in cues.words["generic.people"]:
        return 0
    return behind + 3 if last in _OF_PARTS and after == "of" else behind + 1


def _after(pieces: list[Piece], at: int) -> int:
    """Where the phrase stands that an article or a number opens."""
    while at < len(pieces) and pieces[at].kind in _BETWEEN:
        at += 1
    return at


def _end_of_parts(pieces: list[Piece], at: int, words: list[Word]) -> int:
    """Where the list of what is combined ends: "A, B and C", "A plus B"; 0 where nothing joins its last."""
    while True:
        joint = at + 1
        if joint + 1 < len(pieces) and pieces[joint].kind == "comma" and pieces[joint + 1].kind == "conjunction":
            joint += 1
        later = _after(pieces, joint + 1)
        if later >= len(pieces) or pieces[later].kind != "np":
            return 0
        if pieces[joint].kind == "conjunction" or words[pieces[joint].a].lower in _TOGETHER:
            return later + 1
        if pieces[joint].kind != "comma":
            return 0
        at = later


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
