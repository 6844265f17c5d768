"""Of what less is better, of what more, and what that makes of a claim's sign."""

from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Piece


def is_bad(piece: Piece, scene: Scene, *, is_disease: bool) -> bool:
    """True of an outcome of which less is better: a disease, a symptom, or a listed word."""
    bad = scene.cues.words["bad.words"]
    words = scene.lowers(piece)
    if words[:1] in (["low"], ["impaired"], ["delayed"]):  # "low birth weight"
        return True
    ends = [*words, " ".join(words[-2:]), " ".join(words[-3:])]
    if not scene.cues.words["bad.good"].isdisjoint(ends):
        return "blood" in words and "pressure" in words
    return is_disease or not bad.isdisjoint(ends)


def has_no_side(subject: Piece, target: Piece, scene: Scene, *, is_bad: bool) -> bool:
    """True of ends of which a plain link says no direction.

    Nobody has more of a sex or a season, and more of what is bad hardly goes with more of what is wanted.
    `is_bad` of the target.
    """
    if way_of(subject, scene):
        return False
    lists, words = scene.cues.words, scene.lowers(subject)
    if not words:
        return False
    if not lists["worth.kinds"].isdisjoint([words[-1], " ".join(words[-2:]), " ".join(words[:2])]):
        return words[0] not in {"male", "female"}
    if words[-1] in lists["worth.variants"] or _is_variant(words[-1]):
        return not any(at in scene.diseases for at in range(*target.core))
    one, other = (subject, target) if is_bad else (target, subject)
    return scene.is_wanted(one) and (is_bad or _is_bad_end(other, scene))


def is_kept(relation: Relation, scene: Scene) -> bool:
    """True of the object of a protective effect that is kept by it: of "on bone density", not of "against fracture"."""
    told = scene.lower[relation.at : relation.object.a]
    if "against" in told or relation.object.dirs or not any(word.endswith("protective") for word in told):
        return False
    words = scene.lowers(relation.object)
    return bool(words) and (words[-1] in scene.cues.words["worth.protected"] or scene.is_wanted(relation.object))


def _is_variant(word: str) -> bool:
    """True of "rs9939609"."""
    return word.startswith("rs") and word[2:].isdigit()


def way_of(piece: Piece, scene: Scene) -> int:
    """-1 of "worse sleep", "better pain" and "improvements in pain", 1 of "better sleep" and "worse pain"; else 0."""
    told = scene.lower[piece.a : piece.core[0]]
    way = next((_WAYS[word] for word in told if word in _WAYS), 0)
    if not way and piece.change in {2, -2} and scene.lowers(piece):
        way = piece.change // 2
    return -way if way and _is_bad_end(piece, scene) else way


_WAYS = {
    **dict.fromkeys(["better", "improved", "improving", "best"], 1),
    **dict.fromkeys(["worse", "worsened", "worsening", "worst", "deteriorating"], -1),
}


def _is_bad_end(piece: Piece, scene: Scene) -> bool:
    """True of an end of which less is better; the diagnosis of a disease is no disease."""
    words = scene.lowers(piece)
    if "of" in words and words[0] not in scene.cues.words["portion.words"]:
        return not scene.cues.words["bad.words"].isdisjoint(words[: words.index("of")])
    return is_bad(piece, scene, is_disease=piece.core[1] - 1 in scene.diseases)
