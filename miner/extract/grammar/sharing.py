"""Names that "and" joins to the head of another: "total hip and femoral neck BMD" is told of two densities."""

from dataclasses import replace

from miner.extract.grammar.cues import Cues
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import Word

_COURSES = frozenset(
    [
        "incidence", "prevalence", "development", "onset", "occurrence", "severity", "progression", "frequency", "risk",
        "risks", "duration", "likelihood", "initiation", "pathogenesis", "persistence", "intensity", "recurrence",
    ]
)  # fmt: skip
"""What happens to people of a thing, and is told of the thing."""
_UNDIVIDED = frozenset({"position", "positions", "posture", "postures"})
"""Of several parts of the body there is one of these."""
_GAP = 2  # characters between two words: more are a bracket that was set aside


def share_heads(pieces: list[Piece], words: list[Word], cues: Cues) -> list[Piece]:
    """The phrases with each name whole: one without its head reaches to that of the phrase it is joined to.

    A place behind "BMD of the hip and" reaches back to what is measured there; one behind "levels of tibia and" is a
    place alone and falls to the phrase before it.
    """
    if not any(piece.kind == "conjunction" for piece in pieces):
        return pieces
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        if piece.kind != "np" or (first := _first_of(out)) is None:
            out.append(piece)
        elif first.joined and _is_place(piece, words, cues) and _ends_in_place(first, words, cues):
            is_named = first.core[1] == first.b  # else what was measured is named without its place
            core = (first.core[0], piece.core[1]) if is_named else first.core
            out.append(replace(piece, core=core, joined=True))
        elif pieces[at - 1].kind == "conjunction" and _is_course(first, words) and _is_course_of(piece, words):
            out = _without_courses(out, words)
            out.append(replace(piece, negated=piece.negated or first.negated))
        else:
            if pieces[at - 1].kind == "conjunction" and _has_head(piece):
                _give_head(out, piece, words, cues)
            if first.b < piece.a and words[piece.b - 1].lower in _UNDIVIDED and _first_reaches(out, piece):
                out = _as_one(out, piece)
            else:
                out.append(piece)
    return out


def _first_reaches(out: list[Piece], piece: Piece) -> bool:
    """True where the name before a conjunction was given the head of the one behind it."""
    return len(out) > 1 and out[-1].kind == "conjunction" and out[-2].kind == "np" and out[-2].core[1] == piece.core[1]


def _as_one(out: list[Piece], piece: Piece) -> list[Piece]:
    """The pieces with "hands and knees position" as one name."""
    return [*out[:-2], replace(out[-2], b=piece.b, joined=True)]


def _first_of(out: list[Piece]) -> Piece | None:
    """The phrase before the commas and conjunctions that `out` ends in."""
    at = len(out) - 1
    while at >= 0 and out[at].kind in {"comma", "conjunction", "determiner"}:
        at -= 1
    return out[at] if -1 < at < len(out) - 1 and out[at].kind == "np" else None


def _is_course(piece: Piece, words: list[Word]) -> bool:
    """True of "the development" of something that is yet to be named."""
    is_one = piece.core[1] - piece.core[0] == 1 and words[piece.core[0]].lower in _COURSES
    return is_one and not piece.joined and not piece.dirs and piece.change is None


def _is_course_of(piece: Piece, words: list[Word]) -> bool:
    """True of "severity of Y"."""
    return piece.joined and any(words[at].lower in _COURSES for at in range(piece.a, min(piece.a + 3, piece.b)))


def _without_courses(out: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces without "development" and "onset" before "severity of Y", which is told of Y as they are."""
    end = at = len(out)
    while at and out[at - 1].kind in {"comma", "conjunction", "determiner", "np"}:
        at -= 1
        if out[at].kind == "np":
            if not _is_course(out[at], words):
                break
            end = at
    return out[:end]


def _has_head(piece: Piece) -> bool:
    """True of a name of several words whose last is no change or link."""
    return piece.core[1] - piece.core[0] > 1 and piece.change is None and piece.link is None


def _give_head(out: list[Piece], last: Piece, words: list[Word], cues: Cues) -> None:
    """Make the names that stand before `last`, and lack a head, reach to its end."""
    at = len(out) - 1
    while at >= 0 and out[at].kind in {"comma", "conjunction", "np"}:
        piece = out[at]
        if piece.kind == "np":
            if piece.joined or not _lacks_head(piece, last, words, cues) or _is_parted(piece, last, words):
                return
            out[at] = replace(piece, core=(piece.core[0], last.core[1]))
        at -= 1


def _lacks_head(piece: Piece, last: Piece, words: list[Word], cues: Cues) -> bool:
    if piece.core[0] >= piece.core[1] or piece.change is not None or piece.link is not None:
        return False
    word = words[piece.core[1] - 1].lower
    if word in cues.words["shared.words"]:
        return True
    if word.rsplit("-", 1)[-1] in cues.words["places.words"]:
        return _is_place(piece, words, cues) and words[last.core[0]].lower in cues.words["places.words"]
    return word.endswith(cues.stems["shared"]) and word not in cues.words["shared.nouns"]


def _is_parted(piece: Piece, last: Piece, words: list[Word]) -> bool:
    """True where something in brackets stands between the names."""
    return any(words[at + 1].start - words[at].end > _GAP for at in range(piece.core[0], last.core[1] - 1))


def _is_place(piece: Piece, words: list[Word], cues: Cues) -> bool:
    core = {words[at].lower.rsplit("-", 1)[-1] for at in range(*piece.core)}
    places = cues.words["places.words"]
    return bool(core & places) and core <= places | cues.words["places.plain"]


def _ends_in_place(piece: Piece, words: list[Word], cues: Cues) -> bool:
    return words[piece.b - 1].lower in cues.words["places.words"]
