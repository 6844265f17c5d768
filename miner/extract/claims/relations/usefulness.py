"""What is of use: "X was effective in treating Y", "for Y, X was of no benefit"."""

from miner.extract.claims.acting.causes import subjects_of
from miner.extract.claims.acting.themes import sense_in
from miner.extract.claims.relations.turned import had_by
from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Adjunct, Clause, Piece

_USEFUL = frozenset(["effective", "beneficial", "superior", "efficacious", "useful", "helpful", "better"])
_BETTER = frozenset({"better", "superior"})
_THAN = frozenset({"than in", "than among", "than for", "than at", "than with"})
_FOR = frozenset({"for", "in", "at", "against"})
_OF_USE = frozenset(["effective", "efficacious", "useful", "helpful"])
_USELESS = frozenset(["ineffective", "inefficacious", "ineffectual", "benefit", "use", "value", "effect", "useless"])
_TREATING = frozenset({"treatment", "treating", "management", "therapy", "prophylaxis"})


def useful(clause: Clause, scene: Scene) -> list[Relation]:
    """The shape "X was more effective than placebo for Y", "superior to Z in relieving Y", "for Y, X is useful"."""
    assert clause.head is not None
    last = scene.words[clause.head.b - 1].lower
    if not is_of_use(clause.head, scene):
        return []
    if any(adjunct.word in _THAN for adjunct in clause.adjuncts):  # "Y was better in X than in controls"
        return []
    if last in _BETTER and all(scene.is_awaited(piece) or _is_wanted(piece, scene) for piece in clause.subject):
        return []  # "survival was better in patients with X"
    for adjunct in sorted(clause.adjuncts, key=lambda each: each.is_front):
        if (adjunct.is_front and not _is_opening(adjunct, clause)) or adjunct.word not in {
            "for",
            "in",
            "at",
            "against",
        }:
            continue
        if any(
            at in scene.chemicals or scene.words[at].lower in scene.exposures
            for p in adjunct.group
            for at in range(p.a, p.b)
        ):
            continue
        names = [p for p in adjunct.group if scene.names_thing(p) and (not adjunct.is_front or _is_ill(p, scene))]
        sense = adjunct.sense if adjunct.kind == "gerund" and adjunct.sense else clause.head.sense
        if not names:
            names, sense = had_by(adjunct.group, clause, scene), -abs(sense) // 2
        if adjunct.word == "against":
            sense = -1
        sense = 0 if clause.head.sense == 0 else sense
        made = [
            Relation(s, name, sense_in(clause, _sense_of(name, sense, scene)), "X is good for Y", clause, at=adjunct.at)
            for s in subjects_of(clause, scene)
            for name in names
            if s is not name
        ]
        if made or not adjunct.is_front:
            return made
    return []


def _is_opening(adjunct: Adjunct, clause: Clause) -> bool:
    """True of "for Y, X is effective"."""
    return adjunct.host is None and bool(clause.subject) and adjunct.at < clause.subject[0].a


def _is_wanted(piece: Piece, scene: Scene) -> bool:
    """True of an outcome of which more is better."""
    return scene.lowers(piece)[-1:] != [] and scene.lowers(piece)[-1] in scene.cues.words["worth.wanted"]


def _is_ill(piece: Piece, scene: Scene) -> bool:
    """True of a disease or complaint."""
    inside = range(*piece.core)
    return any(at in scene.diseases for at in inside) or not scene.cues.words["bad.words"].isdisjoint(
        scene.lowers(piece)
    )


def is_of_use(head: Piece, scene: Scene) -> bool:
    """True of "effective", "of no benefit"."""
    last = scene.words[head.b - 1].lower
    return last in _USELESS if head.sense == 0 else last in _USEFUL


def is_only_of_use(head: Piece, scene: Scene) -> bool:
    """True of what says nothing of a thing but that it is, or is not, of use."""
    last = scene.words[head.b - 1].lower
    return last in _USELESS if head.sense == 0 else last in _OF_USE


def _sense_of(piece: Piece, sense: int, scene: Scene) -> int:
    """Of what is effective in the prevention of Y, that it prevents: whether Y is good does not matter.

    What is treated is a disease, whether or not a vocabulary knows it.
    """
    if sense == 2 and not _TREATING.isdisjoint(scene.lower[piece.a : piece.core[0]]):
        return -1
    return sense // 2 if piece.change in {1, -1} and sense in {2, -2} else sense
