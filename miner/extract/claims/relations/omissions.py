"""What a clause leaves out since another says it: lists behind colons, predicates and outcomes named before."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from miner.extract.claims.relations.headed import join_listed
from miner.extract.claims.scene import Scene
from miner.extract.grammar.pieces import Clause, Piece

_LISTED = ("predict", "risk", "associat", "determin", "correlat", "relat")  # with or of Y: what follows is a list
_NAMELESS = frozenset(
    ["outcomes", "endpoints", "conditions", "diseases", "disorders", "factors", "variables", "parameters"]
)
_COUNTING = frozenset(
    ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "many", "various", "following",
     "these", "some", "other", "number"]
)  # fmt: skip
_DID = frozenset({"did", "does", "do"})


def fill_in(clauses: Sequence[Clause], scene: Scene) -> None:
    """Give each clause what it leaves out."""
    for clause, after in itertools.pairwise(clauses):
        _join_list(clause, after, scene)
        _repeat_predicate(clause, after, scene)
        _repeat_objects(clause, after, scene)
        _name_it(clause, after, scene)
    for first, aside, clause in zip(clauses, clauses[1:], clauses[2:], strict=False):
        _name_what_acts(first, aside, clause, scene)
    for clause in clauses:
        _take_fronted(clause, scene)
        for piece in clause.objects[1:] if "neither" in scene.lower else ():
            piece.negated |= scene.lower[piece.a - 1] == "nor"  # "reduced neither Y nor Z"


def _join_list(clause: Clause, after: Clause, scene: Scene) -> None:
    """Give a clause what stands behind its colon: "predictors of Y were identified: A and B"."""
    if after.head is not None or not after.subject or scene.lower[after.pieces[0].a - 1] != ":":
        return
    head = clause.head
    if join_listed(clause, after, scene):
        return
    if head is None and (clause.subject or clause.adjuncts):  # "symptoms of X: A and B", "risk factors for Y: A and B"
        colon = after.pieces[0].a - 1
        clause.head, clause.copula = Piece("be", colon, colon + 1), True
        clause.objects, after.subject = after.subject, []
    if head is None:
        return
    factor = next((a for a in clause.adjuncts if a.kind == "factor" or a.word.startswith(_LISTED)), None)
    if factor is not None and head.kind in {"be", "seen", "have"}:
        outcomes = [piece for piece in clause.objects if piece.a >= factor.at and not factor.is_front]
        if all(scene.is_generic(piece) for piece in clause.objects if piece not in outcomes):
            factor.group, factor.is_front = outcomes or factor.group, True
            clause.objects, after.subject = after.subject, []
            clause.copula |= head.kind == "seen"
    elif head.kind == "link" and clause.objects and all(_names_none(piece, scene) for piece in clause.objects):
        clause.objects, after.subject = after.subject, []  # "associated with these outcomes: Y and Z"
    elif _asks_what(clause, head, scene):
        clause.subject, after.subject = after.subject, []  # "these variables were associated with Y: A and B"
    elif clause.adjuncts and all(_names_none(piece, scene) for piece in clause.adjuncts[-1].group):
        clause.adjuncts[-1].group, after.subject = after.subject, []  # "no change was seen in any outcome: Y, Z"


def _name_what_acts(first: Clause, aside: Clause, clause: Clause, scene: Scene) -> None:
    """Give "drugs that lower Y include A and B" its A and B as what lowers Y."""
    head = clause.head
    if first.head is not None or aside.role != "relative" or not clause.inherits or head is None or not clause.objects:
        return
    if aside.subject != aside.antecedent:
        return  # "the route by which Z acts is A"
    is_including = scene.lower[head.a] in {"include", "includes", "included"}
    if not is_including and not (head.kind == "be" and all(scene.is_generic(piece) for piece in first.subject)):
        return
    if first.subject and not any(scene.is_people(piece) for piece in first.subject):
        aside.subject, clause.objects = clause.objects, []


def _name_it(clause: Clause, after: Clause, scene: Scene) -> None:
    """Give "whereas Z lowered it" what the clause before tells of."""
    said, head = clause.objects[:1], after.head
    is_acting = head is not None and (head.kind == "link" or (head.kind == "verb" and not after.copula))
    if not said or not is_acting or not clause.subject or not after.subject:
        return
    if clause.head is None or clause.head.kind not in {"verb", "link"} or said[0].link is not None:
        return
    if [scene.lowers(piece) for piece in after.objects] in ([["it"]], [["them"]]):
        after.objects = [
            replace(piece) for piece in (said if scene.lower[after.objects[0].a] == "it" else clause.objects)
        ]


def _asks_what(clause: Clause, head: Piece, scene: Scene) -> bool:
    """True of "three factors were associated with Y" and "several conditions raise Y", behind which they are listed."""
    if not clause.objects:
        return False
    if head.kind == "link" and all(scene.is_generic(piece) for piece in clause.subject):
        return True
    is_acting = head.kind == "link" or (head.kind == "verb" and not clause.copula)
    return is_acting and bool(clause.subject) and all(counts(piece, scene) for piece in clause.subject)


def counts(piece: Piece, scene: Scene) -> bool:
    """True of "three factors", "several conditions", "the following drugs": of more than one of a kind."""
    words = scene.lowers(piece, whole=True)
    return words[-1].endswith("s") and not _COUNTING.isdisjoint(words[:-1])


def _names_none(piece: Piece, scene: Scene) -> bool:
    """True of a phrase that only says of what kind the things are that are listed behind it."""
    return scene.is_generic(piece) or scene.lowers(piece)[-1] in _NAMELESS


def _take_fronted(clause: Clause, scene: Scene) -> None:
    """Give "for Y, A and B were associated" its Y."""
    if clause.head is None or clause.head.kind != "link" or not clause.copula or clause.objects:
        return
    fronts = (a.group for a in clause.adjuncts if a.is_front and a.word in {"for", "with"} and a.host is None)
    clause.objects = [piece for piece in next(fronts, []) if scene.names_thing(piece)]


def _repeat_predicate(clause: Clause, after: Clause, scene: Scene) -> None:
    """Give "whereas X was not" what the clause before says."""
    head, said = after.head, clause.head
    if said is None or not after.subject or after.objects or clause.negated or clause.role != "main":
        return
    if any(not adjunct.is_front for adjunct in after.adjuncts) or said.kind not in {"link", "verb", "adjective"}:
        return
    denied = next((piece for piece in after.pieces if piece.kind == "no"), None)
    if denied is None or not (_is_bare(head, after, said) if head is not None else _is_did(after, scene, clause)):
        return
    first = head or denied
    after.head = Piece(said.kind, first.a, first.b, said.sense, said.form)
    after.negated, after.copula = True, clause.copula
    after.objects = [replace(piece) for piece in clause.objects]


def _repeat_objects(clause: Clause, after: Clause, scene: Scene) -> None:
    """Give "while Z was inversely associated" what the clause before tells of."""
    head, said = after.head, clause.head
    if head is None or said is None or head.kind != "link" or said.kind != "link" or after.objects or not after.subject:
        return
    is_end = after.copula and not after.adjuncts and scene.lower[head.b - 1] in _OPEN_LINKS
    if is_end and not clause.negated and clause.role == "main" and clause.subject:
        after.objects = [replace(piece) for piece in clause.objects]


_OPEN_LINKS = frozenset({"associated", "correlated", "related", "linked"})


def _is_bare(head: Piece, after: Clause, said: Piece) -> bool:
    """True of "X was not" behind "Z was linked to Y"."""
    return head.kind == "be" and after.negated and (said.kind == "link" or after.copula)


def _is_did(after: Clause, scene: Scene, clause: Clause) -> bool:
    """True of "X did not" behind "Z raised Y"."""
    return not clause.copula and any(scene.lower[piece.a] in _DID for piece in after.pieces)
