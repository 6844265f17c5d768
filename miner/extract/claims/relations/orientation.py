"""Which end of a link is the outcome, where the link itself does not say."""

from miner.extract.claims.acting.themes import with_directions
from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Piece

_TURNABLE = frozenset({"X goes with Y", "link of X and Y", "X has more Y", "Y is lower with X"})
_ACTS = frozenset(["use", "intake", "consumption", "supplementation", "therapy", "treatment", "administration"])
"""What acts where it is the subject: "the use of X was associated with Y"."""
_RISKS = frozenset(
    ["risk", "risks", "odds", "likelihood", "probability", "incidence", "development", "occurrence", "chance", "hazard"]
)
_SURE = 9.0
_SYMMETRIC = (
    "associat",
    "correlat",
    "relat",
    "link",
    "connect",
    "tied",
    "coupled",
    "went",
    "goes",
    "go ",
    "came",
    "parallel",
    "accompan",
)


def orient(relations: list[Relation], scene: Scene) -> list[Relation]:
    """Of a link that has no direction of its own: what looks like the outcome becomes the object.

    The sign stays: "Y goes with lower X" and "low X goes with more Y" are one finding. What one of a list is to the
    subject, the others are, too ("Y was associated with A and B").
    """
    gaps = [_gap(relation, scene) for relation in relations]
    lists = {_list_of(relation) for relation, gap in zip(relations, gaps, strict=True) if gap is not None and gap > 0}
    acting = [relation for relation, gap in zip(relations, gaps, strict=True) if gap is not None and gap < 0]
    for relation, gap in zip(relations, gaps, strict=True):
        if gap is None or scene.state_of(relation.subject or relation.object) or relation.sense not in {0, 1, -1}:
            continue
        if relation.rule == "X has more Y" and 0 in relation.object.dirs:
            continue  # "patients with X had similar Y"
        if any(_is_beside(relation, other) for other in acting):
            continue  # of "A and B were associated with lower Y" both act, or none
        if gap > 0 or (gap >= -1 and _list_of(relation) in lists and _is_listed(relation, scene)):
            _turn(relation)
    return relations


def _gap(relation: Relation, scene: Scene) -> float | None:
    """By how much more than needed the subject looks like the outcome; None where the relation says which end is."""
    if relation.subject is None or relation.rule not in _TURNABLE or relation.is_directed:
        return None
    if scene.lower[relation.subject.b - 1] in _ACTS:
        return None
    head = relation.clause.head
    text = " ".join(w.lower for w in scene.words[head.a : head.b]) if head is not None else ""
    if relation.rule == "X goes with Y" and not any(stem in text for stem in _SYMMETRIC):
        return None
    if relation.rule == "link of X and Y" and relation.sense == 9:
        return None
    if relation.rule == "X has more Y" and (scene.are_those(relation.subject) or _is_given(relation)):
        return None
    target = relation.object
    if (scene.is_awaited(target) and not scene.is_awaited(relation.subject)) or _is_risked(target, scene):
        return -_SURE
    if relation.rule in {"X has more Y", "Y is lower with X"}:
        needed = 3.0
    else:
        needed = 1.5 if target.dirs or target.change is not None or target.plain_low else 0.5
    return scene.outcome_score(relation.subject) - scene.outcome_score(target) - needed


def _is_risked(target: Piece, scene: Scene) -> bool:
    """True of Y of "the risk of Y" and "the development of Y", which something else brings."""
    return not _RISKS.isdisjoint(scene.lower[target.a : target.core[0]])


def _is_given(relation: Relation) -> bool:
    """True of X in "animals fed X had more Y": what was given is no outcome."""
    given = (each for a in relation.clause.adjuncts if a.kind == "receive" for each in a.group)
    return any(each is relation.subject for each in given)


def _list_of(relation: Relation) -> tuple[int, int]:
    return id(relation.clause), id(relation.subject)


def _is_beside(relation: Relation, other: Relation) -> bool:
    """True of relations of two subjects of a clause with one object."""
    is_same_end = relation.clause is other.clause and relation.object.core == other.object.core
    return is_same_end and relation.subject is not other.subject


def _is_listed(relation: Relation, scene: Scene) -> bool:
    """False of what has a preposition, a direction or a denial of its own."""
    at, head = relation.object.a - 1, relation.clause.head
    has_own = scene.lower[at] in {"with", "to"} and (head is None or at >= head.b)
    is_plain = not relation.object.dirs and relation.object.change is None
    return relation.rule == "X goes with Y" and is_plain and "not" not in scene.lower and not has_own


def _turn(relation: Relation) -> None:
    assert relation.subject is not None
    swapped = relation.object
    if relation.rule == "Y is lower with X" and relation.sense in {1, -1}:
        swapped = with_directions(swapped, dirs=[relation.sense], change=None, negated=swapped.negated)
        relation.sense = 1
    negated = relation.subject.negated or swapped.negated
    relation.object = with_directions(relation.subject, dirs=[], change=None, negated=negated)
    relation.subject = swapped
    relation.keeps_state = False
