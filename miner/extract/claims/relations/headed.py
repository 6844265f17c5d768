"""What stands under a heading: "symptoms of X: A, B", "causes of Y include A", "the following drugs cause Y: A, B"."""

from dataclasses import replace

from miner.extract.claims.acting.themes import sense_in
from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Clause, Piece

_COMES_OF, _HAS = "symptoms of X are Y", "Y has the factors X"
LISTING = frozenset({_COMES_OF, _HAS})
"""The rules of what is listed, which needs no predicate."""
_ILL = frozenset(["side", "adverse", "harmful", "ill", "beneficial", "unwanted", "undesirable", "health", "toxic"])
_OF = frozenset({"of", "for", "from", "to", "with"})
_OPEN = _OF | {"against", "help", "helps", "helped"}
_LISTING = frozenset({"include", "includes", "included", "are", "were", "comprise", ":"})


def join_listed(clause: Clause, after: Clause, scene: Scene) -> bool:
    """Give a clause that asks for a list the one behind its colon; True where it does."""
    head = clause.head
    if head is not None and head.kind in {"verb", "link"} and _is_of_kind(clause, scene):
        clause.subject, after.subject = after.subject, []  # "things that lower Y: A, B"
        return True
    following = (piece for piece in clause.objects if "following" in scene.lower[piece.a : piece.core[1]])
    if next(following, None) is None and (head is None or not _asks(head, clause, scene)):
        return False
    clause.objects, after.subject = after.subject, []
    return True


def _is_of_kind(clause: Clause, scene: Scene) -> bool:
    """True of a clause told of "diseases" or "drugs", of which it says which they are ("drugs that lower Y: A, B")."""
    kinds = scene.cues.words["headed.kinds"]
    is_one = len(clause.subject) == 1 and scene.lowers(clause.subject[0])[-1:] != []
    if not is_one or scene.lowers(clause.subject[0])[-1] not in kinds or scene.is_named(clause.subject[0]):
        return False
    return bool(clause.objects) or any(adjunct.word == "by" for adjunct in clause.adjuncts)


def _asks(head: Piece, clause: Clause, scene: Scene) -> bool:
    """True of a predicate that ends in a preposition at the end of its clause: "helped with: A, B"."""
    if head.kind not in {"verb", "link"} or clause.copula or clause.pieces[-1] is not head:
        return False
    return head.kind == "link" or scene.lower[head.b - 1] in _OPEN


def headed(clause: Clause, scene: Scene) -> list[Relation]:
    """What a heading says of those that it lists."""
    head = clause.head
    if not clause.objects or (head is not None and scene.lower[head.a] not in _LISTING):
        return []
    told = _heads(clause, scene)
    items = [piece for piece in clause.objects if scene.names_thing(piece)]
    if told is None or clause.negated or scene.is_generic(told[1]):
        return []
    if len(items) == 1 and head is not None and head.kind == "be" and not scene.is_named(items[0]):
        return []  # "the causes of Y are unknown"
    kind, named = told
    if kind == "results":
        return [Relation(named, item, sense_in(clause, 1), _COMES_OF, clause, at=item.a) for item in items]
    sense = -1 if kind == "cures" else 1
    return [Relation(item, named, sense_in(clause, sense), _HAS, clause, at=item.a) for item in items]


def _is_bare(clause: Clause, scene: Scene) -> bool:
    """True of a clause that a colon ends, without a predicate of its own."""
    return clause.head is None or scene.lower[clause.head.a] == ":"


def _heads(clause: Clause, scene: Scene) -> tuple[str, Piece] | None:
    """Of "symptoms of X": that results are listed, and X; None of what is no heading."""
    lists = scene.cues.words
    first = clause.subject[0] if clause.subject else None
    if first is None:
        factor = next(
            (a for a in clause.adjuncts if a.kind == "factor" and a.is_front and _is_bare(clause, scene)), None
        )
        return ("causes", factor.group[0]) if factor is not None and factor.sense in {0, 1} else None
    if len(clause.subject) > 1:
        return None
    words = scene.lower[first.a : first.b]
    kinds = ("results", "causes", "cures")
    at = next((number for number, word in enumerate(words) if word in _OF), len(words))
    kind = next((kind for kind in kinds if at and words[at - 1] in lists[f"headed.{kind}"]), None)
    if kind is None or (words[at - 1] == "effects" and (at < 2 or words[at - 2] not in _ILL)):
        return None
    if at < len(words):  # "symptoms of X"
        return kind, replace(first, core=(first.a + at + 1, first.b), change=None)
    if at > 1 and kind == "results":  # "X symptoms"
        named = replace(first, b=first.b - 1, core=(first.core[0], first.b - 1), change=None)
        return (kind, named) if scene.is_named(named) else None
    behind = next((a for a in clause.adjuncts if a.at == first.b and a.word in _OF and len(a.group) == 1), None)
    return (kind, behind.group[0]) if behind is not None else None
