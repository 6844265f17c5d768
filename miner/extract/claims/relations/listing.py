"""Lists of names that stand apart from what is told of them: behind "such as" and "including"."""

from collections.abc import Sequence

from miner.extract.claims.acting.themes import with_directions
from miner.extract.claims.relations.omissions import counts
from miner.extract.claims.scene import Scene
from miner.extract.grammar.pieces import Adjunct, Clause

_KINDS = frozenset(
    [
        "markers", "biomarkers", "parameters", "outcomes", "measures", "variables", "indices", "indicators",
        "endpoints", "characteristics", "factors", "items", "domains", "results", "findings", "values",
        "symptoms", "complications",
    ]
)  # fmt: skip
_CAUSING = frozenset(["by", "due to", "because of", "from", "with"])
_NAMING = frozenset(["including", "such as", "like"])


def unfold_kinds(clauses: Sequence[Clause], scene: Scene) -> None:
    """Put in the place of "other markers such as A and B" what it names."""
    for clause in clauses:
        for adjunct in [each for each in clause.adjuncts if each.word in _NAMING]:
            if _names_what_acts(adjunct, clause, scene):
                clause.subject = [each for each in adjunct.group if not scene.is_generic(each)] or clause.subject
                clause.adjuncts.remove(adjunct)
                continue
            causes = (other.group for other in clause.adjuncts if other.word in _CAUSING and not other.is_front)
            for side in (clause.subject, clause.objects, *causes):
                last = side[-1] if side else None
                if last is None or not 0 <= adjunct.at - last.b <= 1:
                    continue
                is_kind = side is not clause.subject and side is not clause.objects and scene.is_generic(last)
                if not is_kind and not _KINDS.intersection(scene.lowers(last)[-1:]):
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


def _names_what_acts(adjunct: Adjunct, clause: Clause, scene: Scene) -> bool:
    """True of "several drugs can cause Y, including A and B", where Y is one thing and the drugs are several."""
    last, head = clause.objects[-1] if clause.objects else None, clause.head
    if head is None or head.kind not in {"verb", "link"} or last is None:
        return False
    if not clause.subject or adjunct.is_front or not 0 <= adjunct.at - last.b <= 1:
        return False
    is_many = scene.lower[last.b - 1].endswith("s") and not scene.is_named(last)
    return not is_many and all(counts(piece, scene) for piece in clause.subject)
