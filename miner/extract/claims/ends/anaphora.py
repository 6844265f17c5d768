"""What "it", "they", "this", "the compound" and "these factors" stand for: what the sentence before is about."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import regex

from miner.extract.claims.ends.terms import Terms
from miner.extract.claims.scene import Relation, Scene
from miner.extract.grammar.clauses import find_clauses
from miner.extract.grammar.pieces import Clause, Piece
from miner.extract.grammar.words import split_words
from miner.model.article import SectionKind
from miner.model.claim import Claim, Term
from miner.model.concept import State

_ONE = frozenset({"it", "this"})
_MANY = frozenset({"they", "these", "both"})
_POINTING = frozenset({"this", "these", "such", "those"})
_MOST, _FIRST = 5, 4  # words before the clause that points back: "however,", "in addition,"
_FOR_A_CLAUSE = regex.compile(
    r"\bit (?:is|was|has been|would be|may be|seems|appears) (?:\w+ly )?"
    r"(?!(?:associated|linked|related|able|likely|due|shown|found|known|said|thought|believed|reported|tied|attributed"
    r"|used|needed|required|responsible|essential)\b)\w+ (?:to|that|for|how|whether)\b"
)
"""Where "it" stands for what comes later: "it is important to note", "it was clear that"."""

Named = tuple[Term, State | None]
"""What a sentence is about, and whether there is much or little of it."""


def points_to_many(clause: Clause, scene: Scene) -> bool | None:
    """Whether a clause is about several things of the sentence before ("they", "these factors"), or one ("it").

    None where it names what it is about.
    """
    told = clause.subject
    if not told:  # "This was accompanied by a fall in Y"
        first = scene.lower[clause.pieces[0].a] if clause.pieces and clause.pieces[0].kind == "determiner" else ""
        return first in _MANY if first in _ONE | _MANY else None
    return _is_many(told[0], scene) if len(told) == 1 else None


def _is_many(piece: Piece, scene: Scene) -> bool | None:
    words = scene.lowers(piece, whole=True)
    if len(words) == 1 and words[0] in _ONE | _MANY:
        return words[0] in _MANY
    first = words[0] if words[0] in _POINTING | {"the", "both"} else scene.lower[max(piece.a - 1, 0)]
    rest = words[1:] if words[0] == first else words
    lists = scene.cues.words
    if not rest or len(rest) > 2:
        return None
    if first in _POINTING | {"both"} and rest[-1] in lists["anaphors.pointed"] | lists["anaphors.told"]:
        return first in _MANY and rest[-1].endswith("s")
    if first == "the" and len(rest) == 1 and rest[-1] in lists["anaphors.told"]:
        return rest[-1].endswith("s")
    return None


def antecedents(relation: Relation, scene: Scene, terms: Terms, found: Sequence[Claim]) -> tuple[Named, ...]:
    """What a clause that points back is about; () where it names it, or where nothing before does."""
    if relation.subject is not None and all(relation.subject.core != piece.core for piece in relation.clause.subject):
        return ()
    if any(relation.object.core == piece.core for piece in relation.clause.subject):
        return ()  # "This peptide is lower with X"
    is_many = points_to_many(relation.clause, scene)
    if is_many is None or relation.clause.pieces[0].a > _FIRST or _FOR_A_CLAUSE.search(" ".join(scene.lower[:12])):
        return ()
    named = _named_before(terms, found)
    return named if is_many else named[:1]


def told_of_each(claim: Claim, named: Sequence[Named]) -> list[Claim]:
    """The claim told of each of what it is about, turned round for what there is little of."""
    return [
        replace(
            claim, subject=term, subject_state=state, rule=f"{claim.rule.split(';')[0]}; X from the sentence before",
            sign=-claim.sign if claim.sign and state == State.LOW else claim.sign,
        )
        for term, state in named
        if term.text.casefold() != claim.object.text.casefold()
        and (term.concept is None or term.concept != claim.object.concept)
    ]  # fmt: skip


def _named_before(terms: Terms, found: Sequence[Claim]) -> tuple[Named, ...]:
    """What the sentence before is about: the subjects of its first claim and of those told with it, else its own."""
    document = terms.setting.document
    at = bisect_left(document.sentences, terms.sentence.start, key=lambda sentence: sentence.start) - 1
    if at < 0:
        return ()
    before = document.sentences[at]
    told = [claim for claim in found if claim.start == before.start]
    if told:
        same = [c for c in told if c.object.start == told[0].object.start and c.rule == told[0].rule]
        return tuple({c.subject.text.casefold(): (c.subject, c.subject_state) for c in same}.values())[:_MOST]
    if before.section == SectionKind.TITLE or before.end - before.start > 1000:
        return ()
    words, _ = split_words(document.text, before.start, before.end)
    reader = Terms(terms.setting, before, words, terms.cues)
    scene = reader.scene()
    clauses = find_clauses(reader.parsed.phrases(), words)
    subject = next((clause.subject for clause in clauses if clause.head is not None and clause.subject), [])
    named = [reader.acting(piece, scene) for piece in subject if _is_name(piece, scene)]
    return tuple((term, state) for term, state in named if term is not None and reader.is_thing(term))[:_MOST]


def _is_name(piece: Piece, scene: Scene) -> bool:
    is_someone = scene.lowers(piece)[-1:] != [] and scene.are_those(piece)
    return scene.names_thing(piece) and not is_someone and piece.link is None and _is_many(piece, scene) is None
