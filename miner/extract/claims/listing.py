"""Lists of names that stand apart from what is told of them: behind a colon, behind "such as" and "including"."""

import itertools
from collections.abc import Sequence

from miner.extract.claims.causes import with_directions
from miner.extract.claims.scene import Scene
from miner.extract.grammar.pieces import Clause

_LISTED = ("predict", "risk", "associat", "determin", "correlat", "relat")  # with or of Y: what follows is a list
_KINDS = frozenset(
    [
        "markers", "biomarkers", "parameters", "outcomes", "measures", "variables", "indices", "indicators",
        "endpoints", "characteristics", "factors", "items", "domains", "results", "findings", "values",
        "symptoms", "complications",
    ]
)  # fmt: skip
_NAMING = frozenset(["including", "such as", "like"])


def unfold_kinds(clauses: Sequence[Clause], scene: Scene) -> None:
    """Put in the place of "other markers such as A and B" what it names."""
    for clause in clauses:
        for adjunct in [each for each in clause.adjuncts if each.word in _NAMING]:
            for side in (clause.subject, clause.objects):
                last = side[-1] if side else None
                if (
                    last is None
                    or not 0 <= adjunct.at - last.b <= 1
                    or not _KINDS.intersection(scene.lowers(last)[-1:])
                ):
                    continue
                named = [each for each in adjunct.group if not scene.is_generic(each)]
                side[-1:] = [
                    with_directions(each, dirs=last.dirs + each.dirs, change=each.change, negated=last.negated)
                    for each in named
                ] or [last]
                if named:
                    clause.adjuncts.remove(adjunct)
                    side.extend([last] * (len(scene.lowers(last)) > 1))  # "inflammatory markers", too
                    break


def join_lists(clauses: Sequence[Clause], scene: Scene) -> None:
    """Give "predictors of Y were identified: A and B" what stands behind its colon."""
    for clause, after in itertools.pairwise(clauses):
        if clause.head is None or clause.objects or after.head is not None or not after.subject:
            continue
        is_listing = any(a.is_front and a.word.startswith(_LISTED) for a in clause.adjuncts)
        if is_listing and scene.lower[after.pieces[0].a - 1] == ":":
            clause.objects, after.subject = after.subject, []
