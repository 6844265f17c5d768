"""Findings told by pointing back: "the same held for X", "as were A and B", "these effects were significant for X"."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import regex

from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.rules import Rule
from miner.model.claim import Certainty, Claim, Term

_SAME = Rule(
    r"\b(?:the same|similar (?:results?|findings?|associations?|effects?|patterns?))\b[^.;,]{0,40}?\b(?:was"
    r"|were|is|are|held|holds|applied|applies|happened|goes|went|true|found|seen|observed"
    r"|said)\b[^.;,]{0,25}?\b(?:for|to|of|with|under)\b"
    r"|\b(?:these|this|the) (?:effects?|associations?|relations?|relationships?|reductions?"
    r"|increases?)\b[^.;,]{0,20}?\b(?:was|were|is|are) (?:also )?(?:significant|seen|found|observed|similar"
    r"|true|present|confirmed)\b[^.;,]{0,15}?\b(?:for|with)\b",
    regex.I,
)
_SO = Rule(r"^\s*So (?:was|were|did|does|do|is|are|has|have|had)\b", regex.I)
_OPPOSITE = Rule(
    r"\bthe (?:opposite|reverse|contrary)"
    r"(?: (?:effects?|associations?|relations?|relationships?|pattern|trend|direction))?"
    r"(?: (?:was|is|held|holds|applied|applies|went)(?: also)?(?: (?:true|seen|found|observed|the case))?"
    r" (?:for|of|with)\b)?",
    regex.I,
)
_SHOWS = regex.compile(r"\b(?:show(?:ed|s)?|had|has|did|does|exhibited|displayed|behaved)\s+\Z", regex.I)
_LEAD = regex.compile(r"\s*(?:(?:however|conversely|(?:by|in) contrast|on the other hand),\s*)?", regex.I)
_CLAUSE = regex.compile(r"[,;]|\b(?:whereas|while|but|although|that)\b", regex.I)
_AUXILIARIES = ("was", "were", "did", "is", "are", "does", "do", "had", "has")
_AS = Rule(
    r"(?:,|\band\b)\s+(?:"
    + "|".join(f"{word} {verb}" for word in ("as", "and so", "so", "nor") for verb in _AUXILIARIES)
    + r")\b",
    regex.I,
)  # written out, for the gate to find
_NOT = regex.compile(r"\bbut not\b", regex.I)


def points_back(text: str) -> bool:
    """True of a sentence that tells of a finding by pointing to the one before."""
    return bool(_SAME.search(text) or _SO.search(text) or _opposite(text))


def _opposite(text: str) -> regex.Match[str] | None:
    """Where a sentence's first words say that a thing does the opposite ("X showed the opposite")."""
    match = _OPPOSITE.search(text)
    if match is None:
        return None
    begin = _LEAD.match(text).end()  # type: ignore[union-attr]
    if _CLAUSE.search(text, begin, match.start()):
        return None
    if match[0].endswith(("for", "of", "with")):
        return match if match.start() == begin else None
    return match if _SHOWS.search(text, 0, match.start()) else None


def find_listed(text: str, pieces: Sequence[Piece], relations: Sequence[Relation], scene: Scene) -> list[Relation]:
    """More that a relation of the sentence holds for: "Y was lower in X, as was Z", "X raised Y, as did Z"."""
    match = _AS.search(text) if relations else None
    if match is None:
        return []
    base = scene.words[0].start
    host = next((r for r in reversed(relations) if scene.words[r.object.a].start - base < match.start()), None)
    if host is None:
        return []
    names = _names(pieces, scene, base + match.end(), stop={"semi", "stop", "splitter"})
    acts = host.subject is not None and any(piece.a == host.subject.a for piece in host.clause.subject)
    if acts or (not host.keeps_state and host.rule in {"X changes Y", "X has more Y", "link of X and Y"}):
        return [replace(host, subject=name, at=name.a) for name in names]
    return [replace(host, object=name, at=name.a) for name in names]


def find_same(
    text: str, pieces: Sequence[Piece], scene: Scene, last: Claim | None, term: Callable[[Piece], Term | None]
) -> list[tuple[Term, Term, int | None, Certainty]]:
    """The last claim's relation said of other things, or the opposite of it: subject, object, sign, certainty."""
    if last is None:
        return []
    if last.sign and (opposite := _opposite(text)) is not None:
        return _turned(opposite, pieces, scene, last, term)
    match = _SAME.search(text) or _SO.search(text)
    if match is None:
        return []
    base = scene.words[0].start
    not_at = _NOT.search(text, match.end())
    found: list[tuple[Term, Term, int | None, Certainty]] = []
    names = [(name, term(name)) for name in _names(pieces, scene, base + match.end(), stop={"semi", "stop", "when"})]
    terms = [(piece, t) for piece, t in names if t is not None]
    shared = [t for _, t in terms if _words(t.text) & _words(last.object.text)]
    tells_effects = bool(regex.search(r"effects?|reductions?|increases?", match[0], regex.I)) and match[
        0
    ].casefold().endswith("for")
    as_subject = (
        bool(shared)
        or tells_effects
        or (
            bool(terms)
            and not any(_words(t.text) & _words(last.subject.text) for _, t in terms)
            and _kin(terms[0][1], last)
        )
    )
    for _, t in terms:
        if t in shared:
            continue
        negative = not_at is not None and t.start - base > not_at.start()
        sign = 0 if negative else last.sign
        certainty = Certainty.NEGATED if sign == 0 else last.certainty
        if as_subject:
            found.append((t, shared[0] if shared else last.object, sign, certainty))
        else:
            found.append((last.subject, t, sign, certainty))
    return found


def _turned(
    match: regex.Match[str], pieces: Sequence[Piece], scene: Scene, last: Claim, term: Callable[[Piece], Term | None]
) -> list[tuple[Term, Term, int | None, Certainty]]:
    """The last claim's relation turned round for what stands before "showed the opposite", or behind "was true of"."""
    assert last.sign is not None
    base = scene.words[0].start
    if match[0].endswith(("for", "of", "with")):
        start = base + match.end()
        behind = [_from(piece, scene, start) for piece in pieces if scene.words[piece.b - 1].start >= start]
        names = _names(behind, scene, start, stop={"semi", "stop", "when"})
    else:
        before = [piece for piece in pieces if scene.words[piece.b - 1].end <= base + match.start()]
        names = _names(before, scene, base, stop={"semi", "stop"})
    terms = [each for each in map(term, names) if each is not None]
    return [
        (each, last.object, -last.sign, last.certainty)
        for each in terms
        if not _words(each.text) & _words(last.object.text)
    ]


def _kin(term: Term, last: Claim) -> bool:
    """True where the thing is rather of the subject's kind than of the object's."""
    if term.type is None:
        return False
    return term.type == last.subject.type and term.type != last.object.type


def _names(pieces: Sequence[Piece], scene: Scene, start: int, *, stop: set[str]) -> list[Piece]:
    names: list[Piece] = []
    for piece in pieces:
        if scene.words[piece.a].start < start:
            continue
        if piece.kind in stop or (piece.kind in {"preposition", "comma"} and names and piece.kind == "preposition"):
            break
        if piece.kind == "np" and scene.names_thing(piece):
            names.append(piece)
        elif piece.kind not in {
            "np",
            "comma",
            "conjunction",
            "determiner",
            "adverb",
            "no",
            "preposition",
            "splitter",
            "have",
            "be",
            "mark",
            "may",
        }:
            break
    return names


def _from(piece: Piece, scene: Scene, start: int) -> Piece:
    """The phrase from a place on: "zinc" of "true of zinc"."""
    first = next(at for at in range(piece.a, piece.b) if scene.words[at].start >= start)
    return piece if first == piece.a else replace(piece, a=first, core=(max(first, piece.core[0]), piece.core[1]))


def _words(text: str) -> set[str]:
    return set(text.casefold().split()) - {"of", "in", "the"}
