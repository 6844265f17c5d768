"""Lists under one word of little or of change: "deficiency of A or B", "A and B deficiency", "a fall of A and B"."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from miner.extract.claims.scene import Scene
from miner.extract.grammar.pieces import Clause, Piece

_MENDING = frozenset(["restoration", "correction", "repletion", "replenishment", "replacement", "reversal"])
_LACKS = frozenset(["deficiency", "deficiencies", "insufficiency", "insufficiencies", "depletion", "deficits"])


def share_lack(clauses: Sequence[Clause], scene: Scene) -> None:
    """Make each member of a list as low as the word says that stands before or behind all of them."""
    for clause in clauses:
        joined = (adjunct.group for adjunct in clause.adjuncts if adjunct.word not in {"between", "among"})
        for group in (clause.subject, clause.objects, *joined):
            if len(group) > 1:
                _share_first(group, scene)
                _share_last(group, scene)
                _share_change(group, scene)


def _share_first(group: Sequence[Piece], scene: Scene) -> None:
    """Of "lower intakes of A and B", "deficiency of A or B" B as low as A."""
    low: Piece | None = None
    for piece in group:
        if low is not None and _shares_state(low, piece, scene):
            piece.dirs = (-1,)
        else:
            low = piece if _is_low(piece, scene) else None


def _share_last(group: Sequence[Piece], scene: Scene) -> None:
    """Of "A and B deficiency" A as low as B, where both are substances."""
    last = group[-1]
    if last.joined or scene.lower[last.b - 1] not in _LACKS or last.b - last.a < 2:
        return
    for piece in reversed(group[:-1]):
        if not _is_bare(piece, scene) or not _is_in(piece, scene.chemicals):
            return
        piece.dirs = (-1,)


def _share_change(group: Sequence[Piece], scene: Scene) -> None:
    """Of "a reduction of A, B and C" all of them fall, unless one has a word of its own ("and with B")."""
    change: int | None = None
    for piece in group:
        is_own = piece is not group[0] and scene.lower[piece.a - 1] in _OWN
        if change is not None and not is_own and _is_bare(piece, scene) and scene.names_thing(piece):
            piece.change = change
        else:
            is_headed = piece.joined and piece.change in {1, -1, 2, -2} and not piece.dirs
            change = piece.change if is_headed and scene.lower[piece.core[0] - 1] == "of" else None


_OWN = frozenset({"with", "to", "in", "by"})


def _is_bare(piece: Piece, scene: Scene) -> bool:
    """True of a phrase without a direction or a state of its own."""
    is_plain = not piece.dirs and piece.change is None and piece.link is None
    return is_plain and not piece.joined and not scene.state_of(piece)


def _is_low(piece: Piece, scene: Scene) -> bool:
    """True of "deficiency of A" and "low A", whose first word may hold for what follows."""
    is_headed = piece.joined or piece.core[0] > piece.a
    is_plain = is_headed or scene.lowers(piece)[:1] == ["low"]
    if not _MENDING.isdisjoint(scene.lowers(piece, whole=True)):
        return False
    return is_plain and (piece.change is None or piece.joined) and scene.state_of(piece) == -1


def _shares_state(low: Piece, piece: Piece, scene: Scene) -> bool:
    """True where the state of a phrase's head holds for the next of its list, too: both are substances, or neither."""
    if not _is_bare(piece, scene):
        return False
    is_substance = _is_in(piece, scene.chemicals)
    if not low.joined and not is_substance:
        return False
    is_alike = is_substance == _is_in(low, scene.chemicals) or (is_substance and _is_in(low, scene.diseases))
    return is_alike and not _is_in(piece, scene.diseases) and scene.names_thing(piece)


def _is_in(piece: Piece, places: AbstractSet[int]) -> bool:
    return any(at in places for at in range(*piece.core))
