"""What says a plain thing in a roundabout way, told plainly: "is an effective strategy to reduce Y" as "reduces Y"."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from miner.extract.grammar.pieces import PREDICATE_STARTS, Piece
from miner.extract.grammar.rewording.otherend import tell_benefiting, tell_consequences, tell_parted, tell_variance
from miner.extract.grammar.rewording.reporting import (
    tell_allowing,
    tell_causing,
    tell_finding,
    tell_more,
    tell_suggesting,
)
from miner.extract.grammar.rewording.roundwords import (
    ENDS,
    FILLERS,
    SKIPPED,
    denials,
    head_behind,
    is_named_before,
    last_of,
    load_roundabout,
)
from miner.extract.grammar.words import Word

_MOST = 6  # pieces of what stands beside "effective"
_FOR = frozenset({"for", "of", "in", "at"})


def told_plainly(pieces: list[Piece], words: list[Word], said: AbstractSet[str]) -> list[Piece]:
    """The pieces with what is said in a roundabout way told plainly; `said` are the sentence's words in lower case."""
    lists = load_roundabout()
    for key, step in _STEPS:
        if not lists[key].isdisjoint(said):
            pieces = step(pieces, words)
    return pieces


def _without_way(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "is an effective strategy to reduce Y", "is a tool for preventing Y" the verb alone."""
    lists = load_roundabout()
    for at, piece in enumerate(pieces):
        if piece.kind != "be" and words[piece.a].lower not in lists["are"]:
            continue
        head = head_behind(pieces, at + 1, words, lists["ways"])
        verb = _purpose(pieces, head + 1, words) if head and is_named_before(pieces, at, words) else 0
        if verb:
            told = replace(pieces[verb], kind="verb", form="s")
            return [*pieces[:at], *denials(pieces[at + 1 : head]), told, *pieces[verb + 1 :]]
    return pieces


def _purpose(pieces: Sequence[Piece], at: int, words: Sequence[Word]) -> int:
    """The place of the verb of "to reduce" and "for effectively reducing"; 0 where no verb of change follows."""
    if at >= len(pieces) or pieces[at].kind != "preposition":
        return 0
    word, here = last_of(pieces[at], words), at + 1
    while here < len(pieces) and pieces[here].kind == "adverb":
        here += 1
    if here >= len(pieces) or not pieces[here].sense:
        return 0
    piece = pieces[here]
    if word == "to":
        is_verb = piece.kind in {"verb", "noun"} or last_of(piece, words) == "lower"
        is_verb = is_verb and piece.b == piece.a + 1 and not last_of(piece, words).endswith("s")
        return here if is_verb else 0
    return here if word in _FOR and piece.kind in {"gerund", "verb"} and piece.form == "ing" else 0


def _without_factor(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "is a factor that increases Y" the second predicate alone."""
    lists = load_roundabout()
    for at, piece in enumerate(pieces):
        if piece.kind != "be" or not is_named_before(pieces, at, words):
            continue
        head = head_behind(pieces, at + 1, words, lists["factors"])
        if not head or head + 2 >= len(pieces) or words[pieces[head + 1].a].lower not in {"that", "which"}:
            continue
        here = head + 2
        while here + 1 < len(pieces) and _is_skipped(pieces[here], words):
            here += 1
        told = pieces[here]
        if told.kind == "adjective" and last_of(told, words).endswith("ed"):
            pieces[here] = told = replace(told, kind="verb", form="ed")
        if told.kind in PREDICATE_STARTS - {"auxiliary"}:
            return [*pieces[:at], *denials(pieces[at + 1 : head]), *pieces[head + 2 :]]
    return pieces


def _is_skipped(piece: Piece, words: Sequence[Word]) -> bool:
    return piece.kind in SKIPPED | {"no", "auxiliary"} or words[piece.a].lower == "most"


def _without_holder(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "the factor with the strongest association with Y" what "the factor associated with Y" has."""
    factors = load_roundabout()["factors"]
    for at in range(len(pieces) - 3):
        if last_of(pieces[at], words) not in factors or words[pieces[at + 1].a].lower not in {"with", "having"}:
            continue
        here = at + 2
        while here < len(pieces) - 2 and pieces[here].kind in {"determiner", "adjective", "adverb", "word"}:
            here += 1
        link, joint = pieces[here], pieces[here + 1] if here + 1 < len(pieces) else None
        if (
            link.kind != "link_noun"
            or link.sense not in {1, -1}
            or joint is None
            or last_of(joint, words) not in {"with", "to"}
        ):
            continue
        is_told = any(each.kind == "be" for each in pieces[max(at - 6, 0) : at])  # "was the factor with ..."
        told = Piece("link" if is_told else "postlink", link.a, joint.b, link.sense)
        return [*pieces[: at + 1], told, *pieces[here + 2 :]]
    return pieces


def _tell_putting(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "puts women at a higher risk of Y" what "confers a higher risk of Y" says."""
    lists = load_roundabout()
    for at, piece in enumerate(pieces):
        if words[piece.a].lower not in lists["puts"] or piece.b > piece.a + 1:
            continue
        ahead = next(
            (here for here in range(at + 1, min(at + 6, len(pieces))) if words[pieces[here].a].lower == "at"), 0
        )
        if not ahead or not any(last_of(each, words) in lists["people"] for each in pieces[at + 1 : ahead]):
            continue
        risk = [word.lower for word in words[pieces[ahead].a : pieces[ahead].a + 6]]
        if not lists["risks"].isdisjoint(risk):
            is_phrase = pieces[ahead].kind == "adjective"  # "at higher risk of"
            return [*pieces[:at], Piece("link", piece.a, piece.b, 1), *pieces[ahead + (not is_phrase) :]]
    return pieces


def _tell_making(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "makes women more prone to Y" what "makes more Y" says."""
    lists = load_roundabout()
    for at, piece in enumerate(pieces):
        if words[piece.a].lower not in lists["makes"] or piece.b > piece.a + 1:
            continue
        ahead = next((here for here in range(at + 1, min(at + 6, len(pieces))) if pieces[here].kind == "adjective"), 0)
        is_prone = bool(ahead) and last_of(pieces[ahead], words) == "to" and pieces[ahead].sense in {1, -1}
        if is_prone and any(last_of(each, words) in lists["people"] for each in pieces[at + 1 : ahead]):
            return [*pieces[:at], Piece("link", piece.a, piece.b, 1), *pieces[ahead:]]
    return pieces


def _tell_predisposing(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "predisposes women to Y" what "predisposes to Y" says."""
    lists = load_roundabout()
    for at, piece in enumerate(pieces):
        if words[piece.a].lower not in lists["predisposes"] or piece.b > piece.a + 1:
            continue
        ahead = next(
            (here for here in range(at + 1, min(at + 5, len(pieces))) if words[pieces[here].a].lower == "to"), 0
        )
        if ahead and any(last_of(each, words) in lists["people"] for each in pieces[at + 1 : ahead]):
            return [*pieces[:at], Piece("link", piece.a, piece.b, 1), *pieces[ahead + 1 :]]
    return pieces


def _tell_exposed(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "are exposed to a higher risk of Y" what "have a higher risk of Y" says."""
    risks = load_roundabout()["risks"]
    out: list[Piece] = []
    for piece in pieces:
        follows = [word.lower for word in words[piece.b : piece.b + 5]]
        is_exposed = (
            piece.kind == "receive" and words[piece.a].lower == "exposed" and bool(out) and out[-1].kind == "be"
        )
        if is_exposed and not risks.isdisjoint(follows):
            out[-1] = Piece("have", out[-1].a, piece.b)
        else:
            out.append(piece)
    return out


def _without_safe(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "is safe, well tolerated and effective", "is effective and safe" what "is effective" says."""
    lists = load_roundabout()
    at = next((i for i, piece in enumerate(pieces) if words[piece.a].lower in lists["effective"]), 0)
    begin = at
    while begin and at - begin < _MOST and pieces[begin - 1].kind in FILLERS | {"other", "no"}:
        begin -= 1
    between = pieces[begin:at]
    if not begin or pieces[begin - 1].kind not in {"be", "may"}:
        return pieces
    end = _end_of_safe(pieces, at + 1, words)
    is_before = any(last_of(each, words) in lists["safe"] for each in between)
    if is_before and between[-1].kind in {"conjunction", "comma"}:
        return [*pieces[:begin], *denials(between), pieces[at], *pieces[end:]]
    return [*pieces[: at + 1], *pieces[end:]]


def _end_of_safe(pieces: Sequence[Piece], at: int, words: Sequence[Word]) -> int:
    """Where "and well tolerated" behind "effective" ends, if a phrase follows; else where it would begin."""
    here = at
    while here < len(pieces) and here - at < _MOST and pieces[here].kind in {"conjunction", "comma", "adverb"}:
        here += 1
    is_safe = at < here < len(pieces) - 1 and last_of(pieces[here], words) in load_roundabout()["safe"]
    return here + 1 if is_safe and pieces[here + 1].kind == "preposition" else at


def _tell_protection(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "offers some protection against Y" what "is a protection against Y" says."""
    lists = load_roundabout()
    out = list(pieces)
    for at, piece in enumerate(pieces):
        if piece.kind != "factor" or words[piece.a].lower not in lists["protection"]:
            continue
        here = at - 1
        while here > 0 and pieces[here].kind in FILLERS and words[pieces[here].a].lower not in lists["givers"]:
            here -= 1
        if here > 0 and words[pieces[here].a].lower in lists["givers"]:
            out[here] = replace(pieces[here], kind="be", sense=0, form="")
    return out


def _without_evidence(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "there was strong evidence for a link" what "there was evidence for a link" says."""
    out: list[Piece] = []
    for piece in pieces:
        if piece.kind == "report" and words[piece.a].lower == "evidence":
            end = len(out)
            while end and out[end - 1].kind in {"determiner", "adjective", "adverb", "word"} and end > len(out) - 4:
                end -= 1
            if end and out[end - 1].kind in {"be", "have", "seen", "link", "verb"}:
                del out[end:]
        out.append(piece)
    return out


_STEPS: Final[tuple[tuple[str, Callable[[list[Piece], list[Word]], list[Piece]]], ...]] = (
    ("suggests", tell_suggesting),
    ("finds", tell_finding),
    ("allows", tell_allowing),
    ("causing", tell_causing),
    ("mores", tell_more),
    ("ways", _without_way),
    ("factors", _without_factor),
    ("factors", _without_holder),
    ("puts", _tell_putting),
    ("predisposes", _tell_predisposing),
    ("makes", _tell_making),
    ("parted", tell_parted),
    ("risks", _tell_exposed),
    ("safe", _without_safe),
    (ENDS, tell_consequences),
    ("variance", tell_variance),
    ("protection", _tell_protection),
    ("benefits", tell_benefiting),
    ("evidence", _without_evidence),
)
"""The steps in order, each with the list of which it needs a word."""
