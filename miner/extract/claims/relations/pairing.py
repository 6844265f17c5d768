"""Which members of two lists belong together: "A and B were linked to Y and Z, respectively", and none with itself."""

from collections.abc import Sequence
from dataclasses import replace

from miner.extract.claims.scene import Relation, Scene


def paired(made: Sequence[Relation], scene: Scene) -> list[Relation]:
    """What a clause relates, without what it does not pair."""
    return _not_with_each_other(_in_order([each for each in made if not _is_course(each, scene)], scene), scene)


def _is_course(made: Relation, scene: Scene) -> bool:
    """True of "surgery, followed by X, ...", which tells what was done first."""
    head = made.clause.head
    return head is not None and scene.lower[head.a] == "followed" and head.kind == "link" and not made.clause.copula


def _in_order(made: Sequence[Relation], scene: Scene) -> list[Relation]:
    """Of "A and B were linked to Y and Z, respectively" A to Y and B to Z alone."""
    if len(made) < 4 or "respectively" not in scene.lower:
        return list(made)
    subjects = list(dict.fromkeys(each.subject.core for each in made if each.subject is not None))
    objects = list(dict.fromkeys(each.object.core for each in made))
    if len(subjects) != len(objects) or len(subjects) * len(objects) != len(made):
        return list(made)
    if scene.lower.index("respectively") < objects[-1][0]:
        return list(made)
    pairs = set(zip(subjects, objects, strict=True))
    return [each for each in made if each.subject is not None and (each.subject.core, each.object.core) in pairs]


def _not_with_each_other(made: Sequence[Relation], scene: Scene) -> list[Relation]:
    """Members of one list do not act on each other: where one would act on itself too, what acts is not said.

    A trial's context tells what it is; "between rates of A and B" names both ends in one list.
    """
    cores = [each.subject.core for each in made if each.subject is not None]
    own = {each.object.core for each in made if each.subject is not None and each.subject.core == each.object.core}
    if all(cores.count(core) == 1 for core in own) or "between" in scene.lower:
        return list(made)
    if not scene.is_trial:
        return [each for each in made if each.subject is None or each.subject.core not in own]
    return [
        replace(each, subject=None) if each.subject is not None and each.subject.core in own else each for each in made
    ]
