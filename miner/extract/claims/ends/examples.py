"""What a phrase is told by: "markers such as IL-6 and TNF" is told of both, "lipids (LDL and HDL cholesterol)" too."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from miner.extract.claims.acting.themes import with_directions
from miner.extract.claims.ends.terms import Terms
from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import Bracket, Word
from miner.model.claim import Claim

_NAMING = frozenset({"including", "such as", "like"})
_MANY = ("s", "ae", "bacteria", "genera", "phyla", "taxa", "profile", "panel")
"""How phrases end that speak of several things."""
_TELLING = frozenset({"adjective", "verb", "no", "preposition", "noun"})
_LONGEST = 4  # words of a name in a list
_JOINTS = regex.compile(r",\s*(?:and|or|&)\s|,\s|\s(?:and|or|&)\s")
_NO_NAMES = regex.compile(
    r"[<>=%:;()\[\]±]|(?<![\p{L}\d-])\d|\b(?:vs|versus|e\.g|i\.e|n|SD|SE|mean|range|from|to|in|at|by|all|both)\b"
)


def with_examples(relations: Sequence[Relation], scene: Scene) -> list[Relation]:
    """The relations, behind each those of what its ends are told to include."""
    found: list[Relation] = []
    for relation in relations:
        found.append(relation)
        found += [replace(relation, object=each, at=each.a) for each in _examples(relation.object, relation, scene)]
        if relation.subject is not None:
            found += [replace(relation, subject=each) for each in _examples(relation.subject, relation, scene)]
    return found


def _examples(piece: Piece, relation: Relation, scene: Scene) -> list[Piece]:
    """A and B of "Y, including A and B"."""
    for adjunct in relation.clause.adjuncts:
        if (
            adjunct.word not in _NAMING
            or adjunct.kind != "preposition"
            or not _is_behind(adjunct.at, piece, scene.words)
            or scene.lower[adjunct.group[0].a] == "those"  # "including those of the breast"
        ):
            continue
        return [
            with_directions(each, dirs=each.dirs or piece.dirs, change=piece.change, negated=piece.negated)
            for each in adjunct.group
            if scene.names_thing(each) and each.link is None
        ]
    return []


def _is_behind(at: int, piece: Piece, words: Sequence[Word]) -> bool:
    """True where nothing but a comma stands between a phrase and a word."""
    return at == piece.b or (at == piece.b + 1 and words[piece.b].lower == ",")


def with_members(told: Sequence[tuple[Relation, Claim]], terms: Terms, brackets: Sequence[Bracket]) -> list[Claim]:
    """The claims, behind each those on what its object's brackets list: "lowered lipids (LDL and triglycerides)"."""
    found: list[Claim] = []
    for relation, claim in told:
        found.append(claim)
        behind = next((each for each in brackets if each.behind == relation.object.b - 1), None)
        if behind is None or abs(relation.sense) == _BY_WORTH or not _are_many(relation.object, terms):
            continue
        names = list(_members(claim, terms, behind))
        if len(names) > 1 and all(terms.is_thing(terms.spanned(*name)) for name in names):
            found += [replace(claim, object=terms.spanned(*name), estimates=(), mediators=()) for name in names]
    return found


_BY_WORTH = 2  # the sense of better and worse, which differs between the members


def _are_many(piece: Piece, terms: Terms) -> bool:
    """True of a phrase that speaks of several things ("serum lipids")."""
    return terms.words[piece.b - 1].lower.endswith(_MANY)


def _members(claim: Claim, terms: Terms, bracket: Bracket) -> Iterator[tuple[int, int]]:
    """Where the names of a list in brackets stand; none where something else stands there."""
    text, lists = terms.setting.document.text, terms.cues.words
    start, end = bracket.start + 1, bracket.end - 1
    if _NO_NAMES.search(text, start, end):
        return
    places = [start, *(place for match in _JOINTS.finditer(text, start, end) for place in match.span()), end]
    names = list(zip(places[::2], places[1::2], strict=True))
    for name_start, name_end in names:
        words = text[name_start:name_end].casefold().split()
        others = lists["generic.words"] | lists["generic.people"] | lists["generic.control"] | lists["generic.times"]
        if not words or len(words) > _LONGEST or words[-1] in others or words[0] in others:
            return
        if any(cue.kind in _TELLING for cue in terms.cues.phrases.get((words[0],), ())):
            return  # "(reduced X and higher Y)" tells of its own
    if claim.object.text not in {text[a:b] for a, b in names}:
        yield from names
