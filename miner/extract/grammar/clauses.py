"""The clauses of a sentence: who does what, with its prepositional phrases, negation and hedging."""

import itertools
from dataclasses import replace

from miner.extract.grammar.pieces import FINITE, Clause, Piece
from miner.extract.grammar.placing import Side
from miner.extract.grammar.splitting import split_clauses
from miner.extract.grammar.words import Word

_SKIP = {"adverb", "mark", "may", "no", "number", "determiner", "aim", "advice", "auxiliary"}
_LATER = {"be", "have", "verb", "other"}  # what makes a participle before it no predicate
_OF_ALL = {"neither", "none"}
_OF_USE = {"effective", "beneficial", "useful", "helpful", "efficacious", "superior", "inferior", "better", "worse"}
_MADE_WITH = {"enriched", "fortified", "supplemented"}
_AFTER = {"after", "following", "with", "by", "in response to", "under"}
_JOINED = frozenset({"and"})
_PARTED = _JOINED | {"but", "while", "whereas"}
_LISTED = _JOINED | {","}
_ABLE = {"ability", "inability", "failure", "potential", "capacity", "tendency", "power"}
_HELPING = {"auxiliary", "may", "no", "adverb"}
_SHOWN = {"significant", "apparent", "evident", "detectable", "discernible"}


def find_clauses(phrases: list[Piece], words: list[Word]) -> list[Clause]:
    """The clauses of a sentence in order."""
    clauses = [_taken_apart(clause, words) for clause in split_clauses(phrases, words)]
    main: Clause | None = None
    for before, clause in reversed(list(itertools.pairwise(clauses))):
        if _ends_as(before, clause, words):
            before.adjuncts += [adjunct for adjunct in clause.adjuncts if not adjunct.is_front]
    for before, clause in itertools.pairwise(clauses):
        if before.role == "main" or main is None:
            main = before
        clause.negated |= before.negated and clause.inherits and _is_joined_by_or(clause, words)
        if clause.inherits and not clause.subject:
            heir = main if before.role in {"relative", "when"} else before
            if not (_says_there(clause, words) and _tells_of_subject(heir)):
                clause.subject = list(heir.subject)
            clause.adjuncts += [adjunct for adjunct in heir.adjuncts if adjunct.is_front]
        elif _begins_as(before, clause, words):
            clause.adjuncts += [adjunct for adjunct in before.adjuncts if adjunct.is_front]
        elif _goes_as(before, clause, words):
            clause.adjuncts += [replace(adjunct, host=None) for adjunct in before.adjuncts if adjunct.word in _AFTER]
    return clauses


def _ends_as(clause: Clause, after: Clause, words: list[Word]) -> bool:
    """True of "Y fell and Z rose | with X", "Y was high, | while Z was low, in X", whose ending belongs to both."""
    behind = next((adjunct.at for adjunct in after.adjuncts if not adjunct.is_front), 0)
    is_passed_on = bool(after.pieces) and behind >= after.end  # from the last of three
    is_parted = behind > 0 and words[behind - 1].lower == ","
    if not _are_joined(clause, after, words, _LISTED if is_passed_on else _PARTED if is_parted else _JOINED):
        return False
    return _is_bare_state(clause) and _is_state(after) and all(adjunct.is_front for adjunct in clause.adjuncts)


def _begins_as(clause: Clause, after: Clause, words: list[Word]) -> bool:
    """True of "with X | Y fell and Z rose", whose beginning belongs to both."""
    if not _are_joined(clause, after, words) or after.adjuncts:
        return False
    opens = clause.adjuncts[:1]
    return bool(opens) and opens[0].at == clause.pieces[0].a and _is_bare_state(clause) and _is_bare_state(after)


def _goes_as(clause: Clause, after: Clause, words: list[Word]) -> bool:
    """True of "Y fell after X, | whereas Z rose", which says of the same X what Z did."""
    if after.role != "main" or not after.subject or not after.pieces or clause.role != "main" or not clause.subject:
        return False
    is_told = words[after.pieces[0].a - 1].lower in {"whereas", "while", "but", "and"}
    return is_told and not clause.objects and _is_state(clause) and _is_bare_state(after) and not after.adjuncts


def _are_joined(clause: Clause, after: Clause, words: list[Word], joints: frozenset[str] = _JOINED) -> bool:
    """True of two main clauses that one of these words joins, each with its own subject and neither with an object."""
    if clause.role != "main" or after.role != "main" or not clause.subject or not after.subject or not after.pieces:
        return False
    return words[after.pieces[0].a - 1].lower in joints and not clause.objects and not after.objects


def _is_state(clause: Clause) -> bool:
    """True of "Y fell", "Y was lower", "Y was reduced"."""
    head = clause.head
    return head is not None and head.kind in {"verb", "intransitive", "adjective"} and clause.subject[0].link is None


def _is_bare_state(clause: Clause) -> bool:
    """True of such a clause that ends in its predicate."""
    last = next((piece for piece in reversed(clause.pieces) if piece.kind != "comma"), None)
    return _is_state(clause) and last is clause.head


def _is_joined_by_or(clause: Clause, words: list[Word]) -> bool:
    """True of "did not lower Y | or raise Z", whose negation holds for both."""
    first = clause.pieces[0]
    return first is clause.head and first.form == "base" and words[first.a - 1].lower == "or"


def _says_there(clause: Clause, words: list[Word]) -> bool:
    """True of "there was no difference in Z": a clause that has no subject of its own."""
    return any(piece.kind == "adverb" and words[piece.a].lower == "there" for piece in clause.pieces[:2])


def _tells_of_subject(clause: Clause) -> bool:
    """True of "Y was lower with X", where the subject is what happened to, and not what acted."""
    return clause.copula or (clause.head is not None and clause.head.kind in {"adjective", "intransitive"})


def _taken_apart(clause: Clause, words: list[Word]) -> Clause:
    pieces = _without_purpose(clause.pieces, words)
    head_at = _head_of(pieces, words)
    if head_at is None:
        clause.negated = clause.denied
        Side(clause, pieces, words, is_front=True).read()
        return clause
    head = pieces[head_at]
    left, right = pieces[:head_at], pieces[head_at + 1 :]
    clause.negated = (
        clause.denied
        or any(p.kind == "no" for p in left[-3:])
        or any(p.kind in {"no", "np"} for p in left if words[p.a].lower in _OF_ALL)
        or any(p.kind == "conjunction" and words[p.a].lower == "nor" for p in left[:1])
    )
    after = next((p.kind for p in right if p.kind not in _SKIP), "")
    if head.kind == "be" or (
        head.kind == "have" and after in {"verb", "link", "intransitive", "be", "seen", "adjective", "befall"}
    ):
        clause.copula = True
        head, right = _after_be(clause, head, right, words)
    clause.head = head
    Side(clause, left, words, is_front=True).read()
    if clause.role == "relative" and not clause.subject:
        clause.subject = list(clause.antecedent)
    Side(clause, right, words, is_front=False).read()
    return clause


def _without_purpose(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces of a clause without what its subject is for: "zinc | given to prevent Y | lowered Z"."""
    finite = [at for at, piece in enumerate(pieces) if piece.kind in FINITE]
    at = finite[0] if len(finite) > 1 else 0
    if at < 2 or pieces[at].form != "base" or words[pieces[at].a - 1].lower != "to":
        return pieces
    start = finite[1]
    while pieces[start - 1].kind in _HELPING:
        start -= 1
    before, after = pieces[at - 2], pieces[finite[1]]
    is_helped = any(piece.kind in {"auxiliary", "may"} for piece in pieces[start : finite[1]])
    is_told = is_helped or after.form in {"ed", "s"} or after.kind in {"be", "have"}
    is_for = before.kind in {"np", "receive", "aim"} and words[before.b - 1].lower not in _ABLE
    is_by = words[after.b].lower == "by" if after.b < len(words) else False  # "to prevent Y induced by Z"
    if not is_for or not is_told or is_by or pieces[start - 1].kind != "np":
        return pieces
    return [*pieces[: at - 1], *pieces[start:]]


def _head_of(pieces: list[Piece], words: list[Word]) -> int | None:
    """The place of the predicate; "X associated with Y" is none where a finite verb follows ("... were A and B")."""
    finite = [i for i, p in enumerate(pieces) if p.kind in FINITE]
    for at in finite:
        piece = pieces[at]
        first, last = words[piece.a].lower, words[piece.b - 1].lower
        if any(i > at and pieces[i].kind in _LATER and pieces[i].form != "ing" for i in finite):
            if piece.kind == "link" and first.endswith(("ed", "ly")) and last in {"with", "to"}:
                piece.kind = "postlink"
                continue
            is_participle = last in _MADE_WITH or (piece.kind in {"seen", "other"} and last.endswith("ed"))
            if is_participle and at and pieces[at - 1].kind == "np":
                piece.kind = (
                    "mark"  # "patients treated at a level III center had ...", "milk enriched with zinc had ..."
                )
                continue
        return at
    return None


def _after_be(clause: Clause, head: Piece, right: list[Piece], words: list[Word]) -> tuple[Piece, list[Piece]]:
    """The predicate behind a form of "be": the first cue or noun phrase after adverbs and negation."""
    for at, piece in enumerate(right):
        if piece.kind == "no":
            clause.negated = True
        if words[piece.a].lower == "have" and head.kind == "be":
            clause.copula = False  # "is known to have more Y"
            return piece, right[at + 1 :]
        if piece.kind in _SKIP or piece.kind in {"be", "have"}:
            continue
        following = right[at + 1].kind if at + 1 < len(right) else ""
        if piece.kind == "adjective" and following == "factor":
            continue  # "a stronger predictor of"
        if piece.kind == "seen" and following in {"adjective", "link"} and words[piece.b].lower in _OF_USE:
            continue  # "was found effective"
        if words[piece.a].lower == "more" and following in {"verb", "intransitive"}:
            continue  # "was more reduced"
        if piece.kind in {"verb", "intransitive", "adjective", "link", "seen", "factor", "other", "befall"}:
            clause.copula = piece.form != "base"  # "has been shown to lower Y"
            return piece, right[at + 1 :]
        if piece.kind == "np":
            # "no longer significant", "not a strong predictor of"
            clause.negated |= piece.negated and (words[piece.b - 1].lower in _SHOWN or following == "factor")
            return head, right[at:]
        if piece.kind not in {"conjunction", "comma"}:
            break
    return head, right
