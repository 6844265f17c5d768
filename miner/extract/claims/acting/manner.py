"""What words beside the predicate make of its way: adverbs, verbs that set right, faster times, chances of survival."""

from typing import Final

from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Clause, Piece

_WAYS = {
    **dict.fromkeys(["favorably", "favourably", "beneficially"], 2),
    **dict.fromkeys(["adversely", "unfavorably", "unfavourably", "detrimentally", "deleteriously"], -2),
}
_OF_CHANGE = {"positively": 2, "negatively": -2}
_OF_LINKS = {"inversely": -1, "negatively": -1}


def manner_of(clause: Clause, scene: Scene) -> int:
    """The sense that an adverb beside the predicate gives it; 0 without one.

    What positively affects Y betters it; what is negatively correlated with Y goes down where Y goes up.
    """
    if clause.head is None:
        return 0
    ways = {**_WAYS, **(_OF_LINKS if clause.head.kind == "link" else _OF_CHANGE)}
    at = clause.head.a
    while at > 0 and (scene.lower[at - 1].endswith("ly") or scene.lower[at - 1] in _JOINING):
        at -= 1
        if scene.lower[at] in ways:
            return ways[scene.lower[at]]
    last = scene.lower[clause.pieces[-1].a] if clause.pieces else ""
    return ways.get(last, 0) if clause.head.kind != "link" else 0  # "affected Y favorably"


_JOINING = frozenset({"and", "but", ","})


def tell_partial(clause: Clause, scene: Scene) -> None:
    """What "could not completely stop Y" did so in part."""
    head = clause.head
    if not clause.negated or head is None or head.kind != "verb" or head.sense not in {1, -1}:
        return
    if not _WHOLLY.isdisjoint(scene.lower[max(head.a - 2, 0) : clause.end]):
        clause.negated = False


_WHOLLY = frozenset(["completely", "entirely", "fully", "totally", "wholly"])


def set_right(piece: Piece, clause: Clause, scene: Scene, sense: int) -> int:
    """The sense of a verb that sets right what its object says was wrong: "restored the reduced Y", "normalized Y"."""
    word = scene.lower[clause.head.a] if clause.head is not None else ""
    is_told = piece.dirs[:1] in {(1,), (-1,)} or piece.change in {1, -1}
    if word.startswith("restor") and sense == 1 and is_told:
        return -1
    return 2 if word.startswith("normali") and sense == -1 and not is_told else sense


def is_normalized(relation: Relation, scene: Scene) -> bool:
    """True of "X normalized Y", of which nobody knows whether it was high or low."""
    head = relation.clause.head
    if head is None or not scene.lower[head.a].startswith("normali"):
        return False
    return scene.cues.words["bad.good"].isdisjoint(scene.lowers(relation.object))


def is_pace_of_time(piece: Piece, scene: Scene) -> bool:
    """True of "a faster time to recovery", which is less of a time."""
    words = set(scene.lowers(piece, whole=True))
    return not _PACES.isdisjoint(words) and not _TIMES.isdisjoint(scene.lowers(piece))


def is_time(piece: Piece, clause: Clause, scene: Scene) -> bool:
    """True of "the time to recovery was faster"."""
    head = clause.head
    if head is None or _PACES.isdisjoint(scene.lower[head.a : head.b]):
        return False
    return not _TIMES.isdisjoint(scene.lowers(piece))


_PACES = frozenset(["faster", "quicker", "slower", "rapid", "rapidly", "quickly", "slowly"])
_TIMES = frozenset(["time", "times", "duration", "latency", "interval"])


def is_open(relation: Relation, scene: Scene) -> bool:
    """True of "X was a prognostic factor for survival", "was associated with outcome": which way is not said."""
    piece = relation.object
    words = {*scene.lowers(piece, whole=True), *scene.lowers(piece)}
    if relation.rule not in _LINKING or piece.dirs or piece.change is not None or piece.plain_low:
        return False
    told = scene.lower[relation.at : relation.at + 2]
    is_prognostic = "prognostic" in told
    if not _SAID.isdisjoint(words) or not _SAID.isdisjoint(scene.lower[max(relation.at - 2, 0) : relation.at]):
        return False
    if _OUTCOMES.isdisjoint(scene.lowers(piece)):
        return is_prognostic and not _HAD.isdisjoint(words) and _ENDINGS.isdisjoint(words)
    return is_prognostic or not _PLAIN.isdisjoint(told)


def is_risk_to_good(relation: Relation, scene: Scene) -> bool:
    """True of "X was a risk factor for survival", which is one for its loss."""
    told = scene.lower[relation.at : relation.at + 2]
    piece = relation.object
    if relation.rule != "X is a factor of Y" or told[:1] != ["risk"] or piece.dirs or piece.change is not None:
        return False
    words = scene.lowers(piece, whole=True)
    return words[-1] in _WANTED and _SAID.isdisjoint(words)


_LINKING = frozenset({"X is a factor of Y", "Y has the factors X", "X goes with Y", "listed with X"})
SURVIVALS: Final = frozenset(["survival", "os", "dfs", "pfs", "efs", "rfs", "css", "dss", "mfs", "lrfs"])
"""Survival, and the short forms of its kinds."""
_OUTCOMES = SURVIVALS | {"prognosis", "outcome", "outcomes"}
_HAD = frozenset(
    [
        *(
            "cancer",
            "cancers",
            "carcinoma",
            "carcinomas",
            "tumor",
            "tumors",
            "tumour",
            "tumours",
            "melanoma",
            "lymphoma",
        ),
        *("leukemia", "leukaemia", "sarcoma", "glioma", "glioblastoma", "myeloma", "stage"),
    ]
)
_ENDINGS = frozenset(
    ["mortality", "death", "recurrence", "relapse", "metastasis", "metastases", "progression", "failure", "events"]
)
_WANTED = frozenset(["survival", "response", "responses", "recovery", "remission", "success"])
_SAID = frozenset(
    ["poor", "adverse", "unfavorable", "unfavourable", "bad", "negative", "good", "favorable", "favourable", "positive"]
)
_PLAIN = frozenset(
    [
        *("associated", "related", "linked", "correlated", "predicted", "predicts", "predict", "predictor"),
        *("predictors", "predictive", "determinant", "determinants", "correlates"),
    ]
)
