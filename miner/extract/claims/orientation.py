"""Which end of a link is the outcome, where the link itself does not say."""

from miner.extract.claims.causes import with_directions
from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Clause, Piece

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

    The sign stays: "Y goes with lower X" and "low X goes with more Y" are one finding.
    """
    turned: list[tuple[Clause, Piece]] = []
    for relation in relations:
        if relation.subject is None or relation.rule not in {
            "X goes with Y",
            "link of X and Y",
            "X has more Y",
            "Y is lower with X",
        }:
            continue
        head = relation.clause.head
        text = " ".join(w.lower for w in scene.words[head.a : head.b]) if head is not None else ""
        if relation.rule == "X goes with Y" and not any(stem in text for stem in _SYMMETRIC):
            continue
        if relation.is_directed or (relation.rule == "link of X and Y" and relation.sense == 9):
            continue
        if relation.rule == "X has more Y" and scene.are_those(relation.subject):
            continue
        gap = scene.outcome_score(relation.subject) - scene.outcome_score(relation.object)
        if relation.rule in {"X has more Y", "Y is lower with X"}:
            needed = 3.0
        else:
            needed = (
                1.5 if relation.object.dirs or relation.object.change is not None or relation.object.plain_low else 0.5
            )
            is_listed = "not" not in scene.lower and scene.lower[relation.object.a - 1] not in {"with", "to"}
            if is_listed and any(c is relation.clause and subject is relation.subject for c, subject in turned):
                needed = -0.5  # "Y was associated with A and B": what A is to Y, B is
        if gap > needed and scene.state_of(relation.subject) == 0 and relation.sense in {0, 1, -1}:
            turned.append((relation.clause, relation.subject))
            swapped = relation.object
            if relation.rule == "Y is lower with X" and relation.sense in {1, -1}:
                swapped = with_directions(swapped, dirs=[relation.sense], change=None, negated=swapped.negated)
                relation.sense = 1
            relation.subject, relation.object = (
                swapped,
                with_directions(
                    relation.subject, dirs=[], change=None, negated=relation.subject.negated or swapped.negated
                ),
            )
            relation.keeps_state = False
    return relations
