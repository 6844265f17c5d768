"""The sign of a claim from its parts: relation, direction words of the object, state of the subject, good or bad."""

from math import copysign

from miner.extract.claims.acting.manner import SURVIVALS, is_normalized, is_open, is_pace_of_time, is_risk_to_good
from miner.extract.claims.scene import GOES_WITH, NO_DIRECTION, NO_SIDE, Relation, Scene
from miner.extract.claims.worth import has_no_side, is_kept, way_of
from miner.extract.grammar.pieces import Piece


def sign_of(relation: Relation, scene: Scene, *, ratio: float | None, is_bad: bool) -> int | None:
    """What happens to the object when the subject goes up.

    sign = relation x direction words of the object x its change noun x (-1 where the subject is low); 0 where
    negated; a good-or-bad word counts +1 on a wanted outcome and -1 on an unwanted one; `ratio` is the estimate where
    the relation's own sense is that of the estimate, and where a link is named without a direction (B = -2.1; of -0.0
    the side, though it is not clearly below).
    """
    sense = _sense_of(relation, scene, ratio)
    if sense == NO_DIRECTION or (sense == 1 and ratio is None and _is_open(relation, scene, is_bad=is_bad)):
        return None
    if sense == 0 or relation.object.negated or (relation.subject is not None and relation.subject.negated):
        return 0
    if sense is None:
        return None
    if sense == 2 and not is_bad and is_normalized(relation, scene):
        return None
    is_good_at = relation.rule == "link of X and Y" and relation.object.change in {1, -1}  # "efficacy in reducing Y"
    sign = _turned(sense, is_bad=is_bad and not is_good_at)
    for direction in _directions(relation, scene):
        if direction == 0:
            return 0
        part = _turned(direction, is_bad=is_bad)
        if part is None:
            continue
        sign = part if sign is None else sign * part
    if sign is None:
        return None
    if not relation.keeps_state and not scene.contrast and extreme_of(relation.object, scene) == -1:
        sign = -sign
    if relation.subject is not None and (scene.state_of(relation.subject) or way_of(relation.subject, scene)) == -1:
        sign = -sign
    return sign


def _is_open(relation: Relation, scene: Scene, *, is_bad: bool) -> bool:
    """True of a link without a direction: to survival, of a sex or a season, of something bad and something wanted."""
    if is_open(relation, scene):
        return True
    if relation.subject is None or scene.state_of(relation.subject):
        return False
    if relation.rule == GOES_WITH and relation.object.change == NO_SIDE and not relation.object.dirs:
        return relation.subject.change is None and _is_link_told(relation, scene)  # "was associated with changes in Y"
    if not _is_plain_link(relation, scene):
        return False
    return has_no_side(relation.subject, relation.object, scene, is_bad=is_bad)


def _sense_of(relation: Relation, scene: Scene, ratio: float | None) -> int | None:
    """The relation's sense, from the estimate where it is the estimate's; None where there is none."""
    if relation.sense == 1 and ratio is not None and _is_of_survival(relation, scene):
        return -int(copysign(1.0, ratio))
    if relation.sense == 1 and ratio is not None and copysign(1.0, ratio) < 0 and _is_plain_link(relation, scene):
        return -1
    if relation.sense == -1 and is_kept(relation, scene):
        return 1
    if relation.sense != 7:
        return -1 if relation.sense == 1 and is_risk_to_good(relation, scene) else relation.sense
    if not ratio:
        return None if ratio is None else 0
    if relation.keeps_state and relation.object.change in {1, -1}:  # "a 37% relative risk reduction of Y"
        return relation.object.change
    return 1 if ratio > 0 else -1


_PLAIN_LINKS = frozenset(
    [
        "associated", "related", "linked", "correlated", "association", "relation", "relationship", "predicted",
        "predicts", "predict", "predictor", "predictors", "predictive", "determinant", "determinants", "correlates",
    ]
)  # fmt: skip
_LINKING = frozenset(["X goes with Y", "link of X and Y", "X is a factor of Y", "Y has the factors X", "listed with X"])
_TURNING = frozenset(
    ["survival", "survived", "alive", "remission", "recovery"]
)  # whose hazard is told of the other end


def _is_plain_link(relation: Relation, scene: Scene) -> bool:
    """True of "X was associated with Y", "the relation of X and Y", where no word says the direction."""
    piece, subject = relation.object, relation.subject
    if relation.rule not in _LINKING or subject is None:
        return False
    if piece.dirs or piece.change is not None or piece.plain_low or _TURNING & set(scene.lowers(piece)):
        return False
    if relation.rule == "link of X and Y":
        return True
    return _is_link_told(relation, scene)


def _is_link_told(relation: Relation, scene: Scene) -> bool:
    return not _PLAIN_LINKS.isdisjoint(scene.lower[relation.at : relation.at + 3])


def _is_of_survival(relation: Relation, scene: Scene) -> bool:
    """True of "X was a prognostic factor for survival", whose ratio is told of death."""
    piece = relation.object
    is_plain = not piece.dirs and piece.change is None and not piece.plain_low
    return is_plain and relation.rule in _LINKING and scene.has_hazard and not SURVIVALS.isdisjoint(scene.lowers(piece))


def _directions(relation: Relation, scene: Scene) -> list[int]:
    piece = relation.object
    found = [-way if is_pace_of_time(piece, scene) else way for way in piece.dirs[:1]]
    if piece.change in {1, -1} and found and found[0] in {2, -2}:  # "better prevention of Y" is more of it
        found[0] //= 2
    if piece.change is not None and not relation.keeps_state:
        found.append(piece.change)
    if piece.plain_low:
        found.append(-1)
    return found


def extreme_of(piece: Piece, scene: Scene) -> int:
    """1 for the highest, -1 for the lowest of something, else 0."""
    words = set(scene.lowers(piece, whole=True))
    return 1 if words & {"highest", "greatest"} else -1 if words & {"lowest", "smallest"} else 0


def _turned(sense: int, *, is_bad: bool) -> int | None:
    if sense == 9:
        return None
    if abs(sense) == 2:
        return (1 if sense > 0 else -1) * (-1 if is_bad else 1)
    return sense
