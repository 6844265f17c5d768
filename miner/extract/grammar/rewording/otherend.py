"""What is said from the other end, told plainly: "Y is a complication of X", "patients with Y benefit from X"."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from miner.extract.grammar.pieces import PART_ENDS, PREDICATE_STARTS, Piece
from miner.extract.grammar.rewording.roundwords import (
    FILLERS,
    FURTHEST,
    SKIPPED,
    denials,
    head_behind,
    is_named_before,
    last_of,
    load_roundabout,
)
from miner.extract.grammar.words import Word

TURNED: Final = "turned"
"""The form of a link whose subject is what is acted on: "Y depends on X"."""
_UNSAID = 8  # the sense of a link that has no direction


def tell_consequences(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "is a frequent complication of X" and "was due to X" a link that is told from its other end."""
    lists = load_roundabout()
    out: list[Piece] = []
    at, n = 0, len(pieces)
    while at < n:
        piece = pieces[at]
        stop = 0
        occurs = words[piece.a].lower in lists["occurs"] and piece.b == piece.a + 1
        if (piece.kind == "be" or occurs) and is_named_before(pieces, at, words):
            is_as = occurs and at + 1 < n and words[pieces[at + 1].a].lower == "as"
            head = head_behind(pieces, at + 1 + is_as, words, lists["consequences"]) if is_as or not occurs else 0
            is_of = 0 < head < n - 1 and last_of(pieces[head + 1], words) == "of"
            stop = head + 2 if is_of and head > at + 1 else _end_of_owing(pieces, at + 1, words)
        if stop:
            out += [*denials(pieces[at + 1 : stop]), Piece("link", piece.a, pieces[stop - 1].b, 1, TURNED)]
            at = stop
            continue
        out.append(piece)
        at += 1
    return out


def _end_of_owing(pieces: Sequence[Piece], at: int, words: Sequence[Word]) -> int:
    """Where "mainly due to", "secondary to" ends, else 0."""
    while at < len(pieces) and pieces[at].kind in SKIPPED | {"no"}:
        at += 1
    for stop in range(at + 1, min(at + 4, len(pieces)) + 1):
        if " ".join(word.lower for word in words[pieces[at].a : pieces[stop - 1].b]) in load_roundabout()["owing"]:
            return stop
    return 0


def tell_variance(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "explained 20% of the variance in Y", "20% of it was explained by X" a link without direction."""
    lists = load_roundabout()
    at = next((i for i, piece in enumerate(pieces) if last_of(piece, words) in lists["variance"]), 0)
    if at + 1 >= len(pieces) or last_of(pieces[at + 1], words) not in {"in", "of", "for"}:
        return pieces
    tells = [
        i for i, piece in enumerate(pieces) if " ".join(w.lower for w in words[piece.a : piece.b]) in lists["explains"]
    ]
    before = next((i for i in reversed(tells) if i < at), None)
    if before is not None:
        told = replace(pieces[before], kind="link", sense=_UNSAID, form="")
        is_amount = all(each.kind in FILLERS | {"preposition"} for each in pieces[before + 1 : at])
        return [*pieces[:before], told, *pieces[at + 2 :]] if is_amount and at - before < FURTHEST else pieces
    after = next((i for i in tells if i > at), None)
    if after is None or after + 1 >= len(pieces) or last_of(pieces[after + 1], words) != "by":
        return pieces
    begin = max((i + 1 for i, piece in enumerate(pieces[:at]) if piece.kind in PART_ENDS | {"report"}), default=0)
    told = replace(pieces[after], kind="link", sense=_UNSAID, form="")
    return [*pieces[:begin], *pieces[at + 2 : after], told, *pieces[after + 1 :]]


def tell_benefiting(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "patients with Y benefit from X", "Y responded well to X" a link that is told from its other end."""
    lists = load_roundabout()
    out: list[Piece] = []
    at, n = 0, len(pieces)
    while at < n:
        piece = pieces[at]
        stop = at + 1
        while stop < n and pieces[stop].kind == "adverb":
            stop += 1
        is_told = words[piece.a].lower in lists["benefits"] and stop < n and piece.b == piece.a + 1
        is_joined = is_told and pieces[stop].kind == "preposition" and words[pieces[stop].a].lower in {"from", "to"}
        if is_joined and _is_predicate(pieces, at, words):
            out.append(Piece("link", piece.a, pieces[stop].b, 2, TURNED))
            at = stop + 1
            continue
        out.append(piece)
        at += 1
    return out


def _is_predicate(pieces: Sequence[Piece], at: int, words: Sequence[Word]) -> bool:
    """True of "benefit" where it is what people do: behind them, with no other predicate in its part."""
    helping = next((piece.kind for piece in reversed(pieces[:at]) if piece.kind not in {"adverb", "no"}), "")
    if last_of(pieces[at], words).endswith("ed") or helping in {"may", "auxiliary"}:
        return at > 0 and pieces[at - 1].kind not in {"be", "have"}
    begin = max((i + 1 for i, piece in enumerate(pieces[:at]) if piece.kind in PART_ENDS | {"report"}), default=0)
    if not any(last_of(piece, words) in load_roundabout()["people"] for piece in pieces[begin:at]):
        return False
    end = next((i for i in range(at, len(pieces)) if pieces[i].kind in PART_ENDS), len(pieces))
    rest = [*pieces[begin:at], *pieces[at + 1 : end]]
    return pieces[at - 1].kind not in {"determiner", "adjective", "no"} and not any(
        piece.kind in PREDICATE_STARTS - {"may"} and piece.form != "ing" for piece in rest
    )


def tell_parted(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "contributes significantly to Y" what "contributes to Y" says."""
    parted = load_roundabout()["parted"]
    out: list[Piece] = []
    at, n = 0, len(pieces)
    while at < n:
        piece, stop = pieces[at], at + 1
        while stop < n and pieces[stop].kind == "adverb":
            stop += 1
        is_told = words[piece.a].lower in parted and piece.b == piece.a + 1 and at + 1 < stop < n
        if is_told and last_of(pieces[stop], words) == _parted_with(words[piece.a].lower):
            out.append(Piece("link", piece.a, pieces[stop].b, 1))
            at = stop + 1
            continue
        out.append(piece)
        at += 1
    return out


def _parted_with(verb: str) -> str:
    """The preposition that goes with such a verb."""
    return "in" if verb.startswith("result") else "to"
