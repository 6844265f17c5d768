"""The clauses of a sentence: who does what, with its prepositional phrases, negation and hedging."""

import itertools
from dataclasses import dataclass, field

from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import Word

_FINITE = {"be", "have", "verb", "intransitive", "link", "other", "seen"}
_BREAKS = {"semi", "stop", "colon", "splitter", "report", "no_report", "when"}
_SKIP = {"adverb", "mark", "may", "no", "number", "determiner", "aim", "advice", "auxiliary"}
_TIMES = {
    "days",
    "weeks",
    "months",
    "years",
    "hours",
    "minutes",
    "day",
    "week",
    "month",
    "year",
    "h",
    "min",
    "baseline",
}


@dataclass(slots=True)
class Adjunct:
    """A prepositional phrase: the preposition, its noun phrases, and whether it stands before the predicate."""

    word: str
    kind: str
    group: list[Piece]
    is_front: bool
    at: int
    sense: int = 0
    host: Piece | None = None


@dataclass(slots=True)
class Clause:
    """A clause taken apart. `head` is its predicate (a cue piece), None for a clause without one."""

    pieces: list[Piece]
    subject: list[Piece] = field(default_factory=list)
    head: Piece | None = None
    copula: bool = False
    objects: list[Piece] = field(default_factory=list)
    adjuncts: list[Adjunct] = field(default_factory=list)
    negated: bool = False
    inherits: bool = False
    role: str = "main"
    antecedent: list[Piece] = field(default_factory=list)
    denied: bool = False

    @property
    def end(self) -> int:
        """The word index behind the clause."""
        return self.pieces[-1].b if self.pieces else 0


def find_clauses(pieces: list[Piece], words: list[Word], portion: frozenset[str]) -> list[Clause]:
    """The clauses of a sentence in order."""
    clauses = [_taken_apart(clause, words) for clause in _split(merge_phrases(pieces, words, portion), words)]
    main: Clause | None = None
    for before, clause in itertools.pairwise(clauses):
        if before.role == "main" or main is None:
            main = before
        if before.role in {"relative", "when"} and clause.inherits:
            before = main  # noqa: PLW2901
        if clause.inherits and not clause.subject:
            clause.subject = list(before.subject)
            clause.adjuncts += [adjunct for adjunct in before.adjuncts if adjunct.is_front]
    return clauses


def merge_phrases(pieces: list[Piece], words: list[Word], portion: frozenset[str]) -> list[Piece]:
    """Noun phrases joined over "of": the measure before it gives way to what is measured."""
    out: list[Piece] = []
    for piece in pieces:
        if (
            piece.kind == "np"
            and len(out) > 1
            and out[-1].kind == "preposition"
            and out[-2].kind == "np"
            and out[-2].link is None
            and (words[out[-1].a].lower == "of" or _is_of(out[-2], out[-1], words))
        ):
            out.pop()
            out[-1] = _joined(out[-1], piece, words, portion)
        else:
            out.append(piece)
    return out


def _is_of(left: Piece, preposition: Piece, words: list[Word]) -> bool:
    """True of "death from X" and "risk for X", which read as "of X"."""
    head = words[left.b - 1].lower
    word = words[preposition.a].lower
    return (word == "from" and head in {"death", "deaths", "mortality"}) or (
        word == "for" and head in {"risk", "risks", "odds"}
    )


_PEOPLE = frozenset(
    [
        "patients", "subjects", "participants", "children", "infants", "women", "men", "rats", "mice", "animals",
        "individuals", "adults", "students", "controls", "volunteers", "mothers", "girls", "boys", "neonates",
        "newborns", "groups", "group",
    ]
)  # fmt: skip


def _joined(left: Piece, right: Piece, words: list[Word], portion: frozenset[str]) -> Piece:
    joined = Piece("np", left.a, right.b, negated=left.negated, definite=left.definite)
    joined.dirs = left.dirs + right.dirs
    joined.change = left.change if left.change is not None else right.change
    joined.link = right.link
    start, end = left.core
    heads = [words[at].lower for at in range(start, end)]
    if right.core[0] >= right.core[1]:
        joined.core = right.core if right.link is not None or right.change is not None else left.core
    elif len(heads) > 1 and heads[-1] in portion and words[right.b - 1].lower in _PEOPLE:
        joined.core = left.core  # "the pain score of patients" is the score
    elif (left.change is not None and start >= end) or (heads and heads[-1] in portion):
        joined.core = right.core
    else:
        joined.core = (start, right.core[1]) if start < end else right.core
    joined.joined = True
    return joined


def _has_subject_next(pieces: list[Piece], at: int, words: list[Word]) -> bool:
    """True where a noun phrase with its adjuncts and then a finite predicate follow: a new clause."""
    n = len(pieces)
    if (
        at < n
        and pieces[at].kind == "preposition"
        and words[pieces[at].a].lower in {"in", "with", "after", "for", "at", "among", "under"}
    ):
        at += 1
    if at >= n or pieces[at].kind != "np":
        return False
    steps = 0
    while at < n and steps < 8:
        kind = pieces[at].kind
        if kind in _FINITE:
            if (
                kind in {"seen", "other"}
                and words[pieces[at].b - 1].lower.endswith("ed")
                and pieces[at - 1].kind == "np"
            ):
                return False
            return not (
                pieces[at].form == "ing"
                or (
                    kind == "link"
                    and words[pieces[at].b - 1].lower in {"with", "to"}
                    and words[pieces[at].a].lower.endswith("ed")
                )
            )
        if kind in {"comma", "conjunction", "versus", "relative", "receive", "colon"} | _BREAKS:
            return False
        at += 1
        steps += 1
    return False


def _split(pieces: list[Piece], words: list[Word]) -> list[Clause]:  # noqa: C901, PLR0912, PLR0915 - one boundary a branch
    clauses: list[Clause] = []
    now = Clause([])
    has_head = False

    def close(
        role: str = "main", *, inherits: bool = False, antecedent: list[Piece] | None = None, denied: bool = False
    ) -> None:
        nonlocal now, has_head
        if now.pieces:
            clauses.append(now)
        now = Clause([], inherits=inherits, role=role, antecedent=antecedent or [], denied=denied)
        has_head = False

    for at, piece in enumerate(pieces):
        nxt = pieces[at + 1] if at + 1 < len(pieces) else None
        if (
            has_head
            and piece.kind == "conjunction"
            and words[piece.a].lower == "nor"
            and nxt is not None
            and nxt.kind in {"auxiliary", "be", "have"}
        ):
            close()
            now.pieces.append(piece)
        elif piece.kind in _BREAKS:
            if piece.kind == "no_report":
                now.role = "report"
                close(denied=True)
            elif piece.kind == "report":
                now.role = "report" if not (now.pieces and words[piece.b - 1].lower == "to") else now.role
                if words[piece.b - 1].lower in {"to", "of", "for"}:
                    now.role = "main"
                    continue
                close()
            elif piece.kind == "when":
                close("when")
            else:
                close(inherits=piece.kind == "splitter" and _resumes(pieces, at + 1))
        elif (
            piece.kind == "relative"
            and words[piece.a].lower == "that"
            and now.pieces
            and now.pieces[-1].kind in {"seen", "other", "verb", "adverb"}
        ):
            now.role = "report"
            close()
        elif piece.kind == "relative":
            if now.pieces and now.pieces[-1].kind in {"np", "comma", "preposition"}:
                nps = [p for p in now.pieces if p.kind == "np"]
                whose = words[piece.a].lower == "whose"
                close("when" if whose else "relative", antecedent=nps[-1:])
            else:
                close()
        elif (piece.kind in {"comma", "conjunction"} and has_head and _has_subject_next(pieces, at + 1, words)) or (
            piece.kind in {"comma", "conjunction"}
            and now.role in {"when", "relative"}
            and has_head
            and _has_subject_next(pieces, at + 1, words)
        ):
            close()
        elif (
            piece.kind in {"comma", "conjunction"}
            and has_head
            and (follow := _after_adverbs(pieces, at + 1)) is not None
            and (follow.kind in _FINITE)
            and not (follow.kind in {"verb", "intransitive"} and follow.form == "ed" and _passive_list(now, nxt))
        ):
            close(inherits=True)
        elif piece.kind == "comma" and now.role in {"relative", "when"} and has_head:
            close(inherits=now.role == "relative" or _resumes(pieces, at + 1))
        elif (
            now.role in {"relative", "when"}
            and has_head
            and piece.kind in _FINITE - {"seen", "other"}
            and piece.form != "ing"
            and now.pieces
            and now.pieces[-1].kind in {"np", "adverb", "word", "adjective"}
            and not (
                piece.kind == "link"
                and words[piece.a].lower.endswith(("ed", "ible", "ive", "ent"))
                and words[piece.b - 1].lower in {"with", "to", "for", "of", "on"}
            )
        ):
            close(inherits=True)
            has_head = True
            now.pieces.append(piece)
        else:
            if piece.kind in _FINITE:
                has_head = True
            now.pieces.append(piece)
    close()
    return clauses


def _resumes(pieces: list[Piece], at: int) -> bool:
    follow = _after_adverbs(pieces, at)
    return follow is not None and follow.kind in _FINITE


def _after_adverbs(pieces: list[Piece], at: int) -> Piece | None:
    while at < len(pieces) and pieces[at].kind in {"adverb", "no", "may", "conjunction"}:
        at += 1
    return pieces[at] if at < len(pieces) else None


def _passive_list(now: Clause, nxt: Piece | None) -> bool:
    del now, nxt
    return False


def _head_of(pieces: list[Piece], words: list[Word]) -> int | None:
    """The place of the predicate; "X associated with Y" is none where a finite verb follows ("... were A and B")."""
    finite = [i for i, p in enumerate(pieces) if p.kind in _FINITE]
    for at in finite:
        piece = pieces[at]
        participle = (
            piece.kind == "link"
            and words[piece.a].lower.endswith(("ed", "ly"))
            and words[piece.b - 1].lower in {"with", "to"}
        )
        later = [
            i
            for i in finite
            if i > at and pieces[i].kind in {"be", "have", "verb", "other"} and pieces[i].form != "ing"
        ]
        if participle and later:
            piece.kind = "postlink"
            continue
        if (
            piece.kind in {"seen", "other"}
            and words[piece.b - 1].lower.endswith("ed")
            and later
            and at
            and pieces[at - 1].kind == "np"
        ):
            piece.kind = "mark"  # "patients treated at a level III center had ..."
            continue
        return at
    return None


def _taken_apart(clause: Clause, words: list[Word]) -> Clause:
    pieces = clause.pieces
    head_at = _head_of(pieces, words)
    if head_at is None:
        _read_side(clause, pieces, words, is_front=True)
        return clause
    head = pieces[head_at]
    left, right = pieces[:head_at], pieces[head_at + 1 :]
    clause.negated = (
        clause.denied
        or any(p.kind == "no" for p in left[-3:])
        or any(p.kind == "no" for p in left if words[p.a].lower == "neither")
        or any(p.kind == "conjunction" and words[p.a].lower == "nor" for p in left[:1])
    )
    if head.kind == "be" or (
        head.kind == "have"
        and right
        and _first(right) in {"verb", "link", "intransitive", "be", "seen", "adjective"}
        and not _np_first(right)
    ):
        clause.copula = True
        head, right = _after_be(clause, head, right, words)
    clause.head = head
    _read_side(clause, left, words, is_front=True)
    if clause.role == "relative" and not clause.subject:
        clause.subject = list(clause.antecedent)
    _read_side(clause, right, words, is_front=False)
    return clause


def _first(right: list[Piece]) -> str:
    return next((p.kind for p in right if p.kind not in _SKIP), "")


def _np_first(right: list[Piece]) -> bool:
    return _first(right) == "np"


def _after_be(clause: Clause, head: Piece, right: list[Piece], words: list[Word]) -> tuple[Piece, list[Piece]]:
    """The predicate behind a form of "be": the first cue or noun phrase after adverbs and negation."""
    for at, piece in enumerate(right):
        if piece.kind == "no":
            clause.negated = True
        if piece.kind in _SKIP or piece.kind in {"be", "have"}:
            continue
        if piece.kind == "adjective" and at + 1 < len(right) and right[at + 1].kind == "factor":
            continue  # "a stronger predictor of"
        if piece.kind in {"verb", "intransitive", "adjective", "link", "seen", "factor", "other"}:
            return piece, right[at + 1 :]
        if piece.kind == "np":
            return head, right[at:]
        if piece.kind in {"conjunction", "comma"}:
            continue
        break
    del words
    return head, right


def _read_side(clause: Clause, side: list[Piece], words: list[Word], *, is_front: bool) -> None:  # noqa: C901, PLR0912, PLR0915 - one piece a branch
    """Noun phrases and prepositional phrases of one side of the predicate."""
    at, n = 0, len(side)
    while at < n:
        piece = side[at]
        before = side[at - 1].kind if at else ""
        if piece.kind in {"preposition", "receive"} and _continues(side, at) and not _before_gerund(side, at):
            group, after = _group(side, _skip(side, at + 1), words, is_adjunct=is_front)
            word = words[piece.a].lower
            same = [a for a in clause.adjuncts if a.word.rsplit(" ", 1)[-1] == word and a.kind != "factor"]
            head = _last_link(side, at) or clause.head
            if group and same:
                same[-1].group += group
            elif group and is_front and word == "of" and clause.subject:
                clause.subject = clause.subject + group
            elif (group and not is_front and word == "of" and clause.objects and clause.objects[-1].joined) or (
                group and clause.objects and head is not None and words[head.b - 1].lower == word
            ):
                clause.objects += group
            elif group:
                clause.adjuncts.append(Adjunct(word, piece.kind, group, is_front, piece.a))
            at = max(after, at + 1)
        elif piece.kind == "gerund" and at and side[at - 1].kind == "preposition":
            group, after = _group(side, _skip(side, at + 1), words, is_adjunct=is_front)
            if group:
                word = words[side[at - 1].a].lower
                clause.adjuncts.append(Adjunct(word, "gerund", group, is_front, side[at - 1].a, sense=piece.sense))
            at = max(after, at + 1)
        elif piece.kind == "preposition" and at + 1 < n and side[at + 1].kind == "gerund":
            at += 1
        elif piece.kind in {"preposition", "receive", "versus", "postlink"} or (piece.kind == "factor" and is_front):
            group, after = _group(side, _skip(side, at + 1), words, is_adjunct=is_front and (at == 0 or before != "np"))
            if group and is_front and not clause.subject and before == "number" and words[piece.a].lower == "of":
                clause.subject = group  # "each 0.1 mg/dl of X"
            elif group:
                name = " ".join(w.lower for w in words[piece.a : piece.b])
                adjunct = Adjunct(name, piece.kind, group, is_front, piece.a, sense=piece.sense)
                adjunct.host = side[at - 1] if before == "np" else None
                clause.adjuncts.append(adjunct)
            at = max(after, at + 1)
        elif piece.kind == "np":
            began = at
            group, at = _group(side, at, words, is_adjunct=False)
            if is_front:
                is_aside = before == "comma" and at < n and side[at].kind == "comma"
                is_time = words[group[0].b - 1].lower in _TIMES
                if not clause.subject or not (is_aside or is_time):
                    clause.subject = group
            elif not clause.objects or before == "conjunction" or side[began - 1].kind in {"factor", "link"}:
                clause.objects += group
        elif piece.kind == "versus":
            at += 1
        else:
            if piece.kind == "no" and not is_front and not clause.objects:
                clause.negated = True
            if (
                piece.kind in {"factor", "adjective", "link", "verb"}
                and not is_front
                and before not in {"preposition", "conjunction", "receive"}
            ):
                clause.adjuncts.append(
                    Adjunct(" ".join(w.lower for w in words[piece.a : piece.b]), piece.kind, [piece], is_front, piece.a)
                )
            at += 1


def _last_link(side: list[Piece], at: int) -> Piece | None:
    return next((piece for piece in reversed(side[:at]) if piece.kind in {"factor", "link"}), None)


def _before_gerund(side: list[Piece], at: int) -> bool:
    return at + 1 < len(side) and side[at + 1].kind == "gerund"


def _continues(side: list[Piece], at: int) -> bool:
    """True behind a conjunction, with at most adverbs and commas between ("and, in this way, to Y")."""
    at -= 1
    while at >= 0 and side[at].kind in {"adverb", "comma"}:
        at -= 1
    return at >= 0 and side[at].kind == "conjunction"


def _skip(side: list[Piece], at: int) -> int:
    while at < len(side) and side[at].kind in {
        "adverb",
        "mark",
        "number",
        "determiner",
        "preposition",
        "receive",
        "no",
        "may",
    }:
        at += 1
    return at


def _group(side: list[Piece], at: int, words: list[Word], *, is_adjunct: bool) -> tuple[list[Piece], int]:
    """The noun phrases joined by commas and conjunctions from `at` on, and where they end."""
    group: list[Piece] = []
    n = len(side)
    while at < n and side[at].kind == "np":
        group.append(side[at])
        at += 1
        ahead = at
        while ahead < n and side[ahead].kind in {"comma", "conjunction", "adverb", "determiner", "mark", "number"}:
            ahead += 1
        between = [p.kind for p in side[at:ahead]]
        if ahead == at or ahead >= n or side[ahead].kind != "np" or (side[ahead].link is not None and group):
            break
        if side[ahead].indefinite and not side[ahead].dirs and "conjunction" not in between:
            break
        if "conjunction" not in between and (is_adjunct or "comma" not in between or not _closes(side, ahead)):
            break
        at = ahead
    del words
    return group, at


def _closes(side: list[Piece], at: int) -> bool:
    """True where a list that goes on at `at` ends in a conjunction and one more noun phrase."""
    n = len(side)
    while at < n and side[at].kind in {"np", "comma", "adverb", "mark", "determiner", "number"}:
        at += 1
    return at + 1 < n and side[at].kind == "conjunction"
