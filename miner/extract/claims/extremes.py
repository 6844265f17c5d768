"""The ends of several groups: "the lowest against the highest quartile of X" tells of little X."""

from collections.abc import Sequence

from miner.extract.claims.scene import EXTREMES, LOWEST, Scene
from miner.extract.grammar.pieces import Clause


def mark_contrast(clauses: Sequence[Clause], scene: Scene) -> None:
    """Of "the lowest against the highest quartile of X": that it is low X that is spoken of."""
    extremes = [(at, word) for at, word in enumerate(scene.lower) if word in EXTREMES and not _is_told(scene, at)]
    if not extremes:
        return
    if len({word in LOWEST for _, word in extremes}) > 1:
        others = [p for clause in clauses for a in clause.adjuncts if a.kind == "versus" for p in a.group]
        told_of = (
            word for at, word in extremes if not any(p.a <= at < p.b for p in others) and not _is_start(scene, at)
        )
        scene.contrast = -1 if next(told_of, extremes[0][1]) in LOWEST else 1
    nps = [
        p for clause in clauses for p in clause.pieces if p.kind == "np" and EXTREMES & set(scene.lowers(p, whole=True))
    ]
    scene.compared = next(
        (
            p
            for p in nps
            if not scene.is_generic(p)
            and not set(scene.lowers(p)) <= EXTREMES | {"quartile", "quintile", "tertile", "group"}
        ),
        None,
    )


def _is_start(scene: Scene, at: int) -> bool:
    """True of the start of "rose from the lowest to the highest", and of "compared with women in the lowest, ..."."""
    lower = scene.lower
    before = lower[at - 2] if at > 1 and lower[at - 1] == "the" else lower[at - 1] if at else ""
    if before == "from":
        return "to" in lower[at : at + _NEAR]
    opening = lower.index("compared") if "compared" in lower[:at] else -1
    if opening < 0 or lower[opening + 1] not in {"with", "to"} or "," in lower[opening:at]:
        return False
    return (opening == 0 or lower[opening - 1] == ",") and "," in lower[at:]


_NEAR = 8


def _is_told(scene: Scene, at: int) -> bool:
    """True of "was lowest", "the lowest Y was seen", "had the highest Y", which name no group."""
    lower = scene.lower
    if at and (lower[at - 1] in _BEING or lower[at - 1].endswith("ly")):
        return True
    if not _GROUPS.isdisjoint(lower[at + 1 : at + 4]) or lower[at + 1 : at + 2] in _HELD_AGAINST:
        return False
    before = lower[at - 2 if at and lower[at - 1] == "the" else at - 1] if at > 1 else ""
    return before in {"", ",", "had", "have", "has", "showed", "and"}


_BEING = frozenset({"is", "are", "was", "were", "be"})
_GROUPS = frozenset(
    [
        *("quartile", "quartiles", "quintile", "quintiles", "tertile", "tertiles", "decile", "deciles", "category"),
        *("categories", "group", "groups", "third", "thirds", "quarter", "fifth", "stratum", "percentile", "dose"),
    ]
)
_HELD_AGAINST = (["versus"], ["vs"], ["vs."], ["v"], ["against"], ["as"], ["relative"], ["compared"], ["and"], ["to"])
