"""What stands beside a phrase that acts: what acts with it, was added to it, or left out by "but not"."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Adjunct, Clause, Piece
from miner.extract.mediation.cues import load_mediation_cues

_ARMS = frozenset(
    ["diets", "groups", "arms", "treatments", "interventions", "regimens", "rations", "supplements", "meals"]
)
_IN_ARMS = frozenset(["in", "with", "after", "following", "on", "during"])
_CONDITIONS = frozenset({"with", "in", "after", "among", "following", "under"})
_JOINTLY = frozenset({"by", "due to", "because of", "owing to", "in response to"})
GIVING: Final = frozenset(["supplementation", "treatment", "therapy", "administration", "replacement", "supplements"])
"""What is done with a substance: "treatment with X"."""
_ADDING = frozenset(["supplementation", "enrichment", "fortification"])
_TREATING = frozenset(["treatment", "therapy", "management", "prophylaxis", "prevention", "correction"])
_SWAPPING = frozenset(["replacing", "exchanging", "swapping"])
_USING = frozenset(["with", "using", "by"])
_REPLACING = frozenset(["replacement", "substitution", "exchange"])


def fellows_of(cause: Piece | None, clause: Clause, scene: Scene) -> list[Piece]:
    """What acts beside a cause: B of "lowered by A and B", "lower in the A and B groups", "in those fed A or B"."""
    for adjunct in clause.adjuncts:
        is_joint = (
            adjunct.word in _JOINTLY
            or _goes_with(adjunct, clause, scene)
            or _are_arms(adjunct, scene)
            or _are_had(adjunct, clause, scene)
        )
        at = next((at for at, piece in enumerate(adjunct.group) if piece is cause), None) if is_joint else None
        if at is not None and all(scene.is_generic(piece) for piece in adjunct.group[:at]):
            named = [p for p in adjunct.group[at + 1 :] if scene.names_thing(p) and not scene.is_control(p)]
            if named:
                return named
    return _in_a_row(cause, clause, scene) if cause is not None and not scene.is_trial else []


def _in_a_row(cause: Piece, clause: Clause, scene: Scene) -> list[Piece]:
    """B of "more frequent in patients with A and after B", C of "in those with A, after B, and in C"."""
    behind = [a for a in clause.adjuncts if not a.is_front and a.kind == "preposition" and a.word in _ROW]
    firsts = [a for a in behind if a.host is None]
    if not firsts or clause.head is None or clause.head.kind not in {"adjective", "intransitive"}:
        return []
    places = [piece for adjunct in firsts for piece in adjunct.group]
    if len(places) < 2 or firsts[0].at != clause.head.b or not _is_own_place(places[-1], scene):
        return []
    told = [next((a.group[0] for a in behind if a.host is piece), piece) for piece in places]
    if all(piece is not cause for piece in told):
        return []
    times = scene.cues.words["generic.times"]
    return [
        piece
        for piece in told
        if piece is not cause and (scene.names_thing(piece) or scene.is_kind(piece))
        if scene.lower[piece.b - 1] not in times
    ]


def _is_own_place(piece: Piece, scene: Scene) -> bool:
    """True of "and in B", "and after B", "and in those with B": the last of a row has a preposition of its own."""
    before = scene.lower[max(piece.a - 4, 0) : piece.a]
    at = next((at for at in range(len(before) - 1, -1, -1) if before[at] in {"and", "or"}), len(before))
    return before[at + 1 : at + 2] != [] and before[at + 1] in _ROW and set(before[at + 2 :]) <= _THOSE


_THOSE = frozenset(["those", "the", "with", "a", "an", "who", "had"])
_ROW = frozenset(["in", "with", "after", "following", "among", "during", "without"])


def _goes_with(adjunct: Adjunct, clause: Clause, scene: Scene) -> bool:
    """True of "Y rises with A, B and C"."""
    if adjunct.word != "with" or adjunct.kind != "preposition" or adjunct.is_front or scene.is_trial:
        return False
    head = clause.head
    return head is not None and head.kind in {"verb", "intransitive"} and adjunct.at == head.b and not clause.copula


def is_told_by(cause: Piece | None, clause: Clause) -> bool:
    """True of A in "did not differ by A, B, or C"."""
    return any(adjunct.word == "by" and cause in adjunct.group for adjunct in clause.adjuncts)


def _are_had(adjunct: Adjunct, clause: Clause, scene: Scene) -> bool:
    """True of "patients with A, B or C", "supplementation with A, B and C": what is told holds of each."""
    if len(adjunct.group) < 2 or adjunct.host is None or adjunct.kind not in {"preposition", "receive"}:
        return False
    if scene.lower[adjunct.host.b - 1] in GIVING:
        return adjunct.word == "with"
    if adjunct.word != "with" or scene.is_trial or not (scene.are_those(adjunct.host) or scene.is_kind(adjunct.host)):
        return False
    if any(adjunct.host in other.group for other in clause.adjuncts if other.kind == "versus"):
        return False
    is_either = scene.lower[adjunct.group[-1].a - 1] == "or"
    return is_either or len(adjunct.group) > 2 or all(map(scene.state_of, adjunct.group))


def _are_arms(adjunct: Adjunct, scene: Scene) -> bool:
    """True of "fed the A and B diets", "in the A and B groups", "fed A or B": each is told of by itself."""
    if adjunct.kind not in {"receive", "preposition"} or len(adjunct.group) < 2:
        return False
    last = adjunct.group[-1]
    if adjunct.kind == "receive" and scene.lower[last.a - 1] == "or":
        return True
    head = scene.lower[last.b - 1]
    is_both = "both" in scene.lower[adjunct.group[0].a - 1 : adjunct.group[0].b]
    is_of_arms = adjunct.word in _IN_ARMS and (head in _ARMS or scene.are_those(last))
    return is_of_arms or (adjunct.kind == "receive" and head in _ARMS) or (is_both and adjunct.word in _IN_ARMS)


def added_to(piece: Piece, clause: Clause, scene: Scene) -> list[Piece]:
    """X of "supplementation of diets with X", "treatment of Y with X", "replacement of Z by X"."""
    words = scene.lowers(piece, whole=True)
    head = words[words.index("of", 1) - 1] if piece.joined and "of" in words[1:] else ""
    if words[0] in _SWAPPING:  # "replacing Y with X"
        groups = (a.group for a in clause.adjuncts if a.word in {"with", "by"} and a.at == piece.b and a.is_front)
        return [each for each in next(groups, []) if scene.names_thing(each)]
    if head not in _ADDING | _TREATING | _REPLACING:
        return []
    groups = (a.group for a in clause.adjuncts if a.word in _USING and a.at == piece.b and a.is_front)
    given = [each for each in next(groups, []) if scene.names_thing(each)]
    is_of_people = head in _TREATING and scene.are_those(piece)  # "treatment of women with hypertension"
    return [] if is_of_people and any(at in scene.diseases for each in given for at in range(*each.core)) else given


def tell_added(clause: Clause, scene: Scene) -> None:
    """Of "A with B against B alone" leave A to act, in the subject and in every list: B both sides had."""
    compared = _compared(clause, scene)
    if not compared:
        return
    held = [_plain(piece, scene) for piece in compared if scene.names_thing(piece)]
    for group in (clause.subject, *(a.group for a in clause.adjuncts if a.kind != "versus")):
        own = [piece for piece in group if _plain(piece, scene) not in held]
        if own and len(own) < len(group):
            group[:] = own
    if len(clause.subject) == 1 and _plain(clause.subject[0], scene) in held:
        added = [a.group for a in clause.adjuncts if a.word in _ADDED and a.at == clause.subject[0].b]
        clause.subject[:] = added[0] if added else clause.subject


def _compared(clause: Clause, scene: Scene) -> list[Piece]:
    """What is named behind "than", "compared with" and the like."""
    for adjunct in clause.adjuncts:
        if adjunct.kind == "versus":
            return adjunct.group
        if adjunct.word == "between" and len(adjunct.group) > 2:  # "between A plus B and A"
            first, last = (_plain(adjunct.group[at], scene) for at in (0, -1))
            if first == last:
                adjunct.group[:] = [*adjunct.group[1:-1], adjunct.group[-1]]
    behind = (later for before, later in pairwise(clause.pieces) if before.kind == later.kind == "np")
    return [piece for piece in behind if scene.lower[piece.a : piece.core[0]][1:] == ["than"]]


def _plain(piece: Piece, scene: Scene) -> list[str]:
    """The words of a phrase without those that say that it was given alone, or with something."""
    return [word for word in scene.lowers(piece) if word not in _ALONE]


_ADDED = frozenset({"with", "plus", "together with", "in combination with", "along with", "in addition to"})
_ALONE = frozenset(
    ["alone", "only", "itself", "combined", "monotherapy", "therapy", "treatment", "supplementation", "by"]
)


def left_alone(clause: Clause, made: Sequence[Relation], scene: Scene) -> list[Relation]:
    """The shape "X lowered Y without affecting Z": of Z that nothing was found."""
    if not made or made[0].sense == 0:
        return []
    return [
        Relation(made[0].subject, piece, 0, made[0].rule, clause, at=piece.a)
        for adjunct in clause.adjuncts
        if adjunct.kind == "gerund" and adjunct.word == "without"
        for piece in adjunct.group
        if not scene.is_generic(piece)
    ]


def excepted(clause: Clause, made: Sequence[Relation], scene: Scene) -> list[Relation]:
    """The shape "X lowered all of them except Z": of Z that nothing was found."""
    if not made or made[0].sense == 0 or "except" not in scene.lower:
        return []
    return [
        Relation(made[0].subject, piece, 0, made[0].rule, clause, at=piece.a)
        for adjunct in clause.adjuncts
        if adjunct.word in {"except", "except for"} and not adjunct.is_front
        for piece in adjunct.group
        if scene.names_thing(piece)
    ]


_JOINED = frozenset({"np", "conjunction", "comma", "determiner", "mark"})


def is_left_out(piece: Piece | None, clause: Clause, scene: Scene, *, is_plain: bool = False) -> bool:
    """True of X in "A and B, but not X, were associated with Y", and of Z in "lowered Y, but not X or Z".

    Behind the predicate it may have a preposition of its own ("with Y, but not with Z"), unless `is_plain`.
    """
    if piece is None or "but" not in scene.lower:
        return False
    if any(_leaves_out(adjunct, piece, scene) for adjunct in clause.adjuncts):
        return False
    is_behind = clause.head is not None and piece.a > clause.head.a
    between = _JOINED if not is_behind else _JOINED | {"adverb"} if is_plain else _JOINED | {"adverb", "preposition"}
    first = piece.a
    for each in reversed(clause.pieces):
        if each.a < piece.a:
            if each.kind not in between and scene.lower[each.a] != "of":
                break  # also in "in women, but not in men, X was ..."
            first = each.a
    before = " ".join(scene.lower[max(first - 2, 0) : piece.a])
    return "but not" in before or "but neither" in before


def _leaves_out(adjunct: Adjunct, piece: Piece, scene: Scene) -> bool:
    """True of "in response to A, but not B, Y rose", where "but not" stands inside the phrase before Y."""
    return adjunct.is_front and any(
        each.b <= piece.a and scene.lower[each.a - 2 : each.a] == ["but", "not"] for each in adjunct.group[1:]
    )


def is_guessed(adjunct: Adjunct, clause: Clause, scene: Scene) -> bool:
    """True of M in "Y was higher with X, probably because of M", "possibly through M"."""
    cues = load_mediation_cues()
    leading = next((a for a in clause.adjuncts if a.group and a.group[-1].b == adjunct.at), None)
    if leading is not None and adjunct.word in {"in", "of", "on"}:  # "possibly through changes in M"
        return is_guessed(leading, clause, scene)
    if adjunct.word not in cues["reason"] | {"through", "via"} or adjunct.is_front:
        return False
    if cues["guess"].isdisjoint(scene.lower[max(adjunct.at - 2, 0) : adjunct.at]):
        return False
    before = (a for a in clause.adjuncts if a.at < adjunct.at and a.word in _CONDITIONS and a.group)
    return any(scene.names_thing(piece) for a in before for piece in a.group)
