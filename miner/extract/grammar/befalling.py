"""What people do and what befalls them as predicates: "patients given zinc died less often", "recalled more words"."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from miner.extract.grammar.cues import Cues
from miner.extract.grammar.pieces import FINITE, PART_ENDS, Piece
from miner.extract.grammar.words import Word

_NAMES = frozenset({"word", "noun", "link_noun"})
_PARTS = PART_ENDS | {"conjunction", "report"}
_FOLLOWING = _PARTS | {"versus"}
_BARE = frozenset({"word", "intransitive", "other", "verb"})
_AMOUNTS = frozenset(["more", "less", "fewer", "higher", "lower", "greater", "smaller", "longer", "shorter", "larger"])


def tell_befalling(pieces: list[Piece], words: list[Word], said: AbstractSet[str], cues: Cues) -> list[Piece]:
    """The pieces with verbs of what people do and what befalls them as predicates, where they are no participles."""
    verbs, having = cues.words["befall.verbs"], cues.words["befall.having"]
    if verbs.isdisjoint(said) and having.isdisjoint(said):
        return pieces
    told = False
    for at, piece in enumerate(pieces):
        word = words[piece.a].lower
        if piece.b != piece.a + 1 or not (word in verbs or word in having):
            continue
        if word in having and _has_amount(pieces, at, words):
            piece.kind = "have"
        elif word in verbs and piece.kind in _BARE and (kind := _kind(pieces, at, words, cues)):
            piece.kind = kind
            told |= kind == "befall"
    return _with_than(pieces, words) if told else pieces


def _with_than(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces with "less than" behind "slept" as what it says: less, and then than whom."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        first, last = words[piece.a].lower, words[piece.b - 1].lower
        is_than = piece.kind == "adverb" and last == "than" and first in _WAYS and bool(out)
        is_amount = at + 1 < len(pieces) and pieces[at + 1].kind == "number"  # "slept less than 6 hours"
        if is_than and not is_amount and out[-1].kind in {"befall", "adverb"}:
            out += [replace(piece, kind="adjective", b=piece.b - 1, sense=_WAYS[first])]
            out += [replace(piece, kind="versus", a=piece.b - 1)]
        else:
            out.append(piece)
    return out


_WAYS = {"more": 1, "less": -1}


def _has_amount(pieces: list[Piece], at: int, words: list[Word]) -> bool:
    """True of "recalled more words": behind a name, with how much of what follows."""
    ahead = next((i for i in range(at + 1, len(pieces)) if pieces[i].kind not in {"adverb", "determiner"}), at)
    if ahead == at or pieces[ahead].kind != "adjective" or words[pieces[ahead].a].lower not in _AMOUNTS:
        return False
    is_named = ahead + 1 < len(pieces) and pieces[ahead + 1].kind in _NAMES
    return is_named and _is_predicate(pieces, at)


def _kind(pieces: list[Piece], at: int, words: list[Word], cues: Cues) -> str:
    """What such a verb is: a predicate, a plain word behind "who", or (empty) what it was."""
    before = _before(pieces, at)
    kind = before.kind if before is not None else ""
    is_past = words[pieces[at].a].lower.endswith(("ed", "fell", "slept", "bled", "drank", "grew", "quit", "overate"))
    if kind == "relative":
        return "word" if is_past else ""
    is_plain = pieces[at].kind == "word" and kind != "be"
    if not is_plain and not _tells_of_people(pieces, at, words, cues):
        return ""  # "BMD fell", "plasma was transfused"
    if kind == "auxiliary":
        return "befall"
    follow = pieces[at + 1] if at + 1 < len(pieces) else None
    if not is_past or (follow is not None and follow.kind in _NAMES and not _says_when(follow, words, cues)):
        return ""
    if kind in {"be", "have"}:
        return "befall" if words[pieces[at].a - 1].lower != "being" else ""
    return "befall" if _is_predicate(pieces, at) else ""


def _says_when(piece: Piece, words: list[Word], cues: Cues) -> bool:
    return words[piece.a].lower in cues.words["befall.sooner"]


def _tells_of_people(pieces: list[Piece], at: int, words: list[Word], cues: Cues) -> bool:
    """True where the first name of this part of the sentence says who was studied: "patients with dementia fell"."""
    first = _start_of_part(pieces, at)
    names = [i for i in range(first, at) if pieces[i].kind in _NAMES]
    if not names:
        return False
    end = names[0]
    while end + 1 < at and pieces[end + 1].kind in _NAMES:
        end += 1
    return words[pieces[end].b - 1].lower in cues.words["generic.people"]


def _start_of_part(pieces: list[Piece], at: int) -> int:
    return next((i for i in range(at - 1, -1, -1) if pieces[i].kind in _PARTS), -1) + 1


def _before(pieces: list[Piece], at: int) -> Piece | None:
    return next((piece for piece in reversed(pieces[:at]) if piece.kind not in {"adverb", "no"}), None)


def _is_predicate(pieces: list[Piece], at: int) -> bool:
    """True behind a name, where the part of the sentence has no other predicate than that of its relative clause."""
    before = _before(pieces, at)
    if before is None or before.kind not in _NAMES | {"number", "mark", "determiner"}:
        return False
    first = _start_of_part(pieces, at)
    told = sum(piece.kind in FINITE and piece.form != "ing" for piece in pieces[first:at])
    if told > (first > 0 and pieces[first - 1].kind in {"relative", "when"}):
        return False
    for piece in pieces[at + 1 :]:
        if piece.kind in _FOLLOWING:
            break
        if piece.kind in FINITE and piece.form != "ing":
            return False
    return True
