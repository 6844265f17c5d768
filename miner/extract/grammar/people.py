"""What people have and what is likely for them: "those who took zinc were twice as likely as others to report pain"."""

from dataclasses import replace
from typing import Final

from miner.extract.grammar.pieces import NAME_PARTS, Piece
from miner.extract.grammar.words import Word

RISKS: Final = frozenset({"risk", "risks", "odds"})
"""What people are at."""

CHANCES: Final = RISKS | {"rate", "rates", "incidence", "prevalence", "likelihood", "chance", "probability", "hazard"}

WHO: Final = frozenset({"who", "that", "which", "whose"})
NOT: Final = frozenset({"not"})
LIKELY: Final = frozenset({"likely", "likelier"})
TIMES: Final = frozenset({"times"})
SHARES: Final = {"half": -1, "twice": 1, "double": 1, "triple": 1, "quadruple": 1}
"""Words of which a sentence needs one to be settled by `fold_who` and those after it."""

_HAVING = frozenset(
    [
        "report", "experience", "suffer", "receive", "undergo", "exhibit", "present", "meet", "need", "get", "require",
        "show", "use", "take", "sustain", "contract", "acquire",
    ]
)  # fmt: skip
_TAKING = frozenset(
    [
        "drank",
        "drink",
        "consumed",
        "consume",
        "smoked",
        "ate",
        "eat",
        "took",
        "take",
        "used",
        "use",
        "slept",
        "fell",
        "quit",
    ]
)
_NOT = frozenset({"never", "not"})
_NAMED = frozenset({"word", "noun"})
_BEFORE_WHO = _NAMED | {"determiner", "mark", "adverb"}  # "in women" is one adverb
_COUNTS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})


def fold_who(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces with "who had", "who were exposed to" and "who" before a verb as words behind which is what one had.

    Of "who never" and "who did not" the sense is -1: what follows was not had. A verb of change, or of what the study
    did with people ("who were followed"), is left to its relative clause.
    """
    out: list[Piece] = []
    at, n = 0, len(pieces)
    while at < n:
        stop, sense = _end_of_who(pieces, at, words) if pieces[at].kind == "relative" and out else (0, 0)
        is_against = stop and sense and any(piece.kind == "versus" for piece in out)
        if stop and out[-1].kind in _BEFORE_WHO and not is_against:  # "than those who did not take Z"
            is_compared = len(out) > 1 and out[-2].kind == "versus"  # "than those who took Z": than Z
            if out[-1].kind == "determiner" and not is_compared:
                out[-1] = replace(out[-1], kind="word")
            out.append(Piece("receive", pieces[at].a, pieces[stop - 1].b, sense))
            at = stop
            continue
        out.append(pieces[at])
        at += 1
    return out


def fold_not_given(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces with "not receiving" behind a name as one word: "patients not receiving X had more Y" denies no Y."""
    out: list[Piece] = []
    is_against = False
    for piece in pieces:
        is_not = len(out) > 1 and out[-1].kind == "no" and words[out[-1].a].lower == "not"
        is_denied = is_not and (out[-2].kind in _NAMED or (out[-2].kind == "adverb" and out[-2].b > out[-2].a + 1))
        is_against = is_against or piece.kind == "versus"  # "than in patients not receiving Z"
        if piece.kind == "receive" and is_denied and not is_against:
            out[-1] = replace(piece, a=out[-1].a, sense=-1)
        else:
            out.append(piece)
    return out


def _end_of_who(pieces: list[Piece], at: int, words: list[Word]) -> tuple[int, int]:
    """Where "who (never) had" ends before a name, and -1 if it is denied; 0 where no name follows.

    Behind "that" and "which" it must be what people were given: "women that had taken Y".
    """
    word = words[pieces[at].a].lower
    is_who = word in {"who", "whose"}
    if word not in WHO or (word == "whose" and not _is_kin(pieces, at + 1, words)):
        return 0, 0
    sense, stop, is_been = 0, at + 1 + (word == "whose"), False
    while stop < len(pieces):
        piece = pieces[stop]
        if piece.kind == "no" or words[piece.a].lower in _NOT:
            sense = -1
        elif piece.kind == "be":
            is_been = True
        elif piece.kind not in {"have", "adverb", "auxiliary", "receive"}:
            is_verb = piece.kind == "word" and words[piece.a].lower in _TAKING
            if not (is_verb and _names(pieces, _behind_adverbs(pieces, stop + 1))):
                break
        stop += 1
    if not _names(pieces, stop) or (is_been and _is_done(pieces[stop], words)):
        return 0, 0
    if not is_who and not (stop > at + 2 and pieces[stop - 1].kind == "receive"):
        return 0, 0
    is_bare = all(
        piece.kind in {"relative", "adverb", "no", "auxiliary"} or words[piece.a].lower in _KIN
        for piece in pieces[at:stop]
    )
    if is_bare and not _is_past(words[pieces[stop].a].lower):
        return 0, 0
    return stop, sense


_KIN = frozenset(
    [
        "mother",
        "mothers",
        "father",
        "fathers",
        "parent",
        "parents",
        "partner",
        "partners",
        "husbands",
        "wives",
        "spouses",
    ]
)


def _is_kin(pieces: list[Piece], at: int, words: list[Word]) -> bool:
    """True of "whose mothers", who have what follows."""
    return at < len(pieces) and words[pieces[at].a].lower in _KIN


def _behind_adverbs(pieces: list[Piece], at: int) -> int:
    while at < len(pieces) and pieces[at].kind == "adverb":
        at += 1
    return at


def _is_past(word: str) -> bool:
    """True of a verb that says by itself what people did: "smoked", but not "excrete"."""
    return (word.endswith("ed") and len(word) > 4) or word in _TAKING or word == "died"


def _names(pieces: list[Piece], at: int) -> bool:
    return at < len(pieces) and pieces[at].kind in NAME_PARTS


def _is_done(piece: Piece, words: list[Word]) -> bool:
    """True of what the study did with people, or of how they compare: "who were matched", "who were older"."""
    return piece.kind == "adjective" or words[piece.a].lower in _DONE


_DONE = frozenset(
    [
        "matched", "selected", "eligible", "invited", "asked", "referred", "admitted", "interviewed", "screened",
        "alive", "available", "discharged", "lost", "free", "able", "unable", "willing", "registered", "diagnosed",
    ]
)  # fmt: skip


def tell_likely(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Who is "likely to report" or "likely, as men, to receive" something has it; "as" behind "as likely" is "than"."""
    out: list[Piece] = []
    is_likely = is_as = False
    for piece in pieces:
        last, before = words[piece.b - 1].lower, out[-1] if out else None
        if piece.kind == "adjective" and last in LIKELY:
            is_likely, is_as = True, words[piece.b - 2].lower == "as"
        elif piece.kind in {"stop", "semi", "splitter", "relative"}:
            is_likely = is_as = False
        elif is_as and piece.kind == "preposition" and last == "as":
            piece.kind, is_as = "versus", False
        elif is_likely and before is not None and words[before.b - 1].lower == "to":
            if piece.kind in {"word", "noun", "verb"} and words[piece.a].lower in _HAVING:
                piece.kind = "have"
            is_likely = piece.kind == "adverb"
        out.append(piece)
    return out


def tell_times(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "2.3 times the odds of Y" that they are higher, of "0.4 times the risk" or "as likely" that it is lower."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        follows = [word.lower for word in words[piece.b : piece.b + 3]]
        is_times = words[piece.a].lower == "times" and bool(out) and _is_count(out[-1], words)
        if is_times and piece.kind == "adjective" and piece.b > piece.a + 1:  # "times as likely"
            piece.sense = _way(out.pop(), words)
        elif is_times and not RISKS.isdisjoint(follows) and pieces[at + 1].kind == "determiner":
            pieces[at + 1] = replace(pieces[at + 1], kind="adjective", sense=_way(out.pop(), words))
            continue
        elif is_times and at + 1 < len(pieces) and pieces[at + 1].kind == "adjective":
            out[-1].kind = "mark"  # "2.3 times higher": how much, which is not asked
            continue
        out.append(piece)
    return out


def tell_shares(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """Of "half the risk of Y" that it is lower, of "twice the odds" that they are higher."""
    out: list[Piece] = []
    for piece in pieces:
        before = words[out[-1].a].lower if out else ""
        ahead = [word.lower for word in words[piece.b : piece.b + 2]]
        if piece.kind == "determiner" and before in SHARES and not CHANCES.isdisjoint(ahead):
            out[-1] = replace(out[-1], kind="adjective", sense=SHARES[before], form="")
        else:
            out.append(piece)
    return out


def _is_count(piece: Piece, words: list[Word]) -> bool:
    return piece.kind == "number" or words[piece.b - 1].lower in _COUNTS


def _way(piece: Piece, words: list[Word]) -> int:
    """1 of a number above one, -1 of one below."""
    text = words[piece.b - 1].lower
    try:
        return 1 if text in _COUNTS or float(text) > 1 else -1
    except ValueError:
        return 1  # "2-3"
