"""Numbers of those who have something and of others: "37% with X and 88% without", "in X and in non-X women"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from miner.extract.claims.arms.sides import Label
from miner.extract.claims.contrasts import is_significant
from miner.extract.claims.ends.names import is_state
from miner.extract.claims.scene import Relation, Scene
from miner.extract.claims.trials.results import is_of_start, names_each_arm
from miner.extract.claims.trials.values import find_values, told_apart, value_of_each
from miner.extract.grammar.pieces import Clause, Piece

_WITH, _WITHOUT = frozenset({"with", "having"}), frozenset({"without", "lacking"})
_BOTH = frozenset({"with and without", "with or without", "with versus without", "with vs without"})
_NON = ("non-", "non")
_SHORTEST = 4  # letters of what "non" stands before


@dataclass(frozen=True, slots=True)
class _Side:
    at: int
    side: int
    piece: Piece | None


def find_having(clauses: Sequence[Clause], pieces: Sequence[Piece], scene: Scene, text: str) -> list[Relation]:
    """What two numbers say of those with a thing and those without it, by their p-value or since they are far apart."""
    if not any(word in _WITHOUT or word.startswith("non") for word in scene.lower) or names_each_arm(text):
        return []
    sides = _sides(pieces, scene)
    thing = next((each.piece for each in sides if each.side == 1 and each.piece is not None), None)
    if thing is None or {each.side for each in sides} != {1, -1} or is_of_start(text):
        return []
    start = scene.words[0].start
    labels = sorted(
        (Label(scene.words[each.at].start - start, scene.words[each.at].end - start, each.side) for each in sides),
        key=lambda label: label.start,
    )
    values = find_values(text, 0, len(text))
    pair = value_of_each(values, labels) if len(values) > 1 else None
    if pair is None:
        return []
    significant = is_significant(text)
    if significant is None and not told_apart(text, values, *pair):
        return []
    told = _theme(clauses, thing, scene)
    if told is None:
        return []
    clause, theme = told
    sense = 0 if significant is False or pair[0] == pair[1] else 1 if pair[0] > pair[1] else -1
    return [Relation(thing, theme, sense, "numbers of two groups", clause, keeps_state=True, at=theme.a)]


def _sides(pieces: Sequence[Piece], scene: Scene) -> list[_Side]:
    """Where those who have a thing are named, and those who have not, of one thing."""
    found = [*_by_prepositions(pieces, scene)]
    lacked = [each.piece for each in found if each.side == -1]
    if found and (None in lacked or len(lacked) == 1):
        last = next((scene.lowers(each)[-1] for each in lacked if each is not None), "")
        return [
            each
            for each in found
            if each.side == -1 or (each.piece is not None and (not last or scene.lowers(each.piece)[-1] == last))
        ]
    return _by_names(pieces, scene)


def _by_prepositions(pieces: Sequence[Piece], scene: Scene) -> Iterator[_Side]:
    for at, piece in enumerate(pieces):
        words = " ".join(scene.lower[piece.a : piece.b])
        if piece.kind != "preposition" or not (words in _WITH or words in _WITHOUT or words in _BOTH):
            continue
        follow = pieces[at + 1] if at + 1 < len(pieces) else None
        named = follow if follow is not None and follow.kind == "np" and scene.names_thing(follow) else None
        if words in _BOTH:
            yield _Side(piece.a, 1, named)
            yield _Side(piece.b - 1, -1, named)
        elif words in _WITHOUT:
            yield _Side(piece.a, -1, named)
        elif named is not None:
            yield _Side(piece.a, 1, named)


def _by_names(pieces: Sequence[Piece], scene: Scene) -> list[_Side]:
    """Anaemic and nonanaemic women."""
    for at, word in enumerate(scene.lower):
        stem = next((word.removeprefix(non) for non in _NON if word.startswith(non)), "")
        if len(stem) < _SHORTEST or stem not in scene.lower:
            continue
        own = scene.lower.index(stem)
        piece = next((each for each in pieces if each.kind == "np" and each.a <= own < each.b), None)
        return [_Side(own, 1, piece or Piece("np", own, own + 1, core=(own, own + 1))), _Side(at, -1, None)]
    return []


def _theme(clauses: Sequence[Clause], thing: Piece, scene: Scene) -> tuple[Clause, Piece] | None:
    """What is counted or measured, with its clause: the first phrase beside the thing, else what befell people."""
    for clause in clauses:
        for piece in (*clause.subject, *clause.objects):
            is_told = scene.names_thing(piece) and not scene.are_those(piece) and piece.link is None
            is_other = not any(word.startswith("non") for word in scene.lowers(piece, whole=True))
            if is_told and is_other and piece.core != thing.core and piece.change is None:
                return clause, piece
    for clause in clauses:
        head = clause.head
        if head is not None and head.kind == "befall" and is_state(scene.lower[head.a]):
            return clause, Piece("np", head.a, head.b, core=(head.a, head.b))
    return None
