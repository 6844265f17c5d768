"""What the sentences of a trial say of its two arms where no clause states it.

Four shapes, looked for in each part of a sentence: nothing told the arms apart ("did not differ", "no difference
between groups in A, B and C"), more people of one arm had something, two numbers stand for the two arms beside their
p-value, and one arm had more of something than the other. A part without a predicate goes on what the one before says.
"""

from collections.abc import Sequence

import regex

from miner.extract.claims.arms import Arms
from miner.extract.claims.comparing import read_compared, read_more_people
from miner.extract.claims.measured import read_two_numbers
from miner.extract.claims.nulls import find_null_outcomes, is_null
from miner.extract.claims.outcomes import ArmSentence, Result, find_outcomes
from miner.extract.claims.scene import Scene
from miner.extract.claims.segments import Segment, split_segments
from miner.extract.claims.significance import told_significant
from miner.extract.grammar.phrases import Piece
from miner.extract.grammar.rules import Rule
from miner.model.claim import Claim

_MAY = Rule(
    r"differ|similar|comparable|equivalent|inferior|superior|benefit|advantage|effect|[pP]\s?[<>=`]|more|fewer|greater"
    r"|less|higher|lower|longer|shorter|better|worse|significan|equal|identical|outperform",
    regex.I,
)
_NS = regex.compile(r"\bN\.?S\.?\b", regex.I)
_BRACKETS = regex.compile(r"[(\[].*[)\]]")
_OF_ITS_OWN = regex.compile(
    r"\b(?:was|were|is|are|had|did|but|although|though|however|while|whereas|showed)\b", regex.I
)
_MOST_WORDS = 12


def may_tell_of_arms(text: str) -> bool:
    """True where a sentence has a word that a result of two arms has: most have none, and are left early."""
    return _MAY.search(text) is not None or _NS.search(text) is not None


def find_trial_results(
    text: str, pieces: Sequence[Piece], scene: Scene, arms: Arms, *, start: int, known: Sequence[Claim]
) -> list[Result]:
    """What a sentence of a trial says of its outcomes beside the claims that are known of it already.

    `start` is where the sentence stands in the document.
    """
    labels = arms.labels(text)
    outcomes = find_outcomes(text, pieces, scene, labels, start=start)
    places = [(claim.object.start - start, claim.sign) for claim in known]
    sentence = ArmSentence(text, scene, labels, outcomes, places)
    found: list[Result] = []
    before: tuple[int, str] | None = None
    for segment in split_segments(text) if outcomes else ():
        made = _go_on(sentence, segment, before) or _read(sentence, segment)
        signs = [sign for sign in sentence.signs_of(segment) if sign is not None]
        if made or signs:
            before = (made[0].sign, made[0].rule) if made else (signs[-1], "Y differs between arms")
        found += made
    return found


def _go_on(sentence: ArmSentence, segment: Segment, before: tuple[int, str] | None) -> list[Result]:
    """The next item of a list whose head tells what happened: "no difference in A (p = 0.2), B (p = 0.4) or C"."""
    part = sentence.part(segment)
    outcomes = sentence.outcomes_of(segment)
    bare = _BRACKETS.sub("", part)
    if before is None or not outcomes or _OF_ITS_OWN.search(bare) or len(bare.split()) > _MOST_WORDS:
        return []
    significant = told_significant(part)
    sign, rule = before
    if sign == 0 and significant:
        return []
    return [Result(outcomes[0].piece, 0 if significant is False else sign, rule)]


def _read(sentence: ArmSentence, segment: Segment) -> list[Result]:
    known = sentence.signs_of(segment)
    if 0 in known:
        return []
    if is_null(sentence.text, segment):
        return [Result(each.piece, 0, "no difference between arms") for each in find_null_outcomes(sentence, segment)]
    return (
        read_more_people(sentence, segment)
        or read_two_numbers(sentence, segment)
        or ([] if known else read_compared(sentence, segment))
    )
