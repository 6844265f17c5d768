"""What the sentences of a trial say of its two arms where no clause states it.

Four shapes, looked for in each part of a sentence: nothing told the arms apart ("did not differ", "no difference
between groups in A, B and C"), more people of one arm had something, two numbers stand for the two arms beside their
p-value, and one arm had more of something than the other. A part without a predicate goes on what the one before says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from miner.extract.claims.arms.segments import Segment, split_segments
from miner.extract.claims.contrasts import is_significant, late_null
from miner.extract.claims.ends.terms import Terms
from miner.extract.claims.trials.comparing import read_compared, read_favoured, read_more_people, read_only_in
from miner.extract.claims.trials.differences import read_difference
from miner.extract.claims.trials.measured import MEASURED, may_measure, read_two_numbers
from miner.extract.claims.trials.nulls import find_null_outcomes, find_unseen, is_null
from miner.extract.claims.trials.outcomes import ArmSentence, Known, Outcome, Result
from miner.extract.claims.trials.results import names_each_arm
from miner.extract.claims.trials.significance import told_significant
from miner.extract.claims.trials.values import find_values
from miner.extract.claims.worth import is_bad
from miner.extract.grammar.rules import Rule
from miner.model.claim import Claim

_MAY = Rule(
    r"only in|favou?r|without|no |not |differ|similar|comparable|equivalent|inferior|superior|benefit|advantage"
    r"|effect|similarly|none of|more|fewer|greater|less|higher|lower|longer|shorter|better|worse|significan|equal"
    r"|identical|outperform|\bCI\b",
    regex.I,
)
_P = regex.compile(r"[pP]\s?[<>=≤≥`]|\b[nN]\.?[sS]\.?\b")
_CHANGE = regex.compile(r"\bchanges?\b.*[(\s][-−–]\d")  # a greater change may be a greater fall
_BRACKETS = regex.compile(r"[(\[].*[)\]]")
_OF_ITS_OWN = regex.compile(
    r"\b(?:was|were|is|are|had|did|but|although|though|however|while|whereas|showed|higher|lower"
    r"|greater|more|less|fewer|longer|shorter|\w+creased?|reduced|improved|worse\w*|better|no|not|without|neither|nor"
    r"|similar\w*|comparable|equal\w*|differ\w*|unchanged|same)\b",
    regex.I,
)
_VALUED = regex.compile(r"\b(?:improve\w*|better|worse\w*|benefi\w*|superior|deteriorat\w*)\b", regex.I)
_LINKS = frozenset(["X goes with Y", "link of X and Y", "listed with X", "X is a factor of Y"])
_MOST_WORDS = 12


def may_tell_of_arms(text: str) -> bool:
    """True where a sentence has a word that a result of two arms has: most have none, and are left early."""
    return _MAY.may_match(text) or _P.search(text) is not None or may_measure(text)


def find_trial_results(terms: Terms, known: Sequence[Claim]) -> list[Result]:
    """What a sentence of a trial says of its outcomes beside the claims that are known of it already."""
    start = terms.sentence.start
    places = [Known(claim.object.start - start, claim.sign, claim.rule.split(";")[0]) for claim in known]
    sentence = ArmSentence(terms, places)
    found: list[Result] = []
    before: _Before | None = None
    segments = split_segments(sentence.text)
    for number, segment in enumerate(segments, 1):
        made = _go_on(sentence, segment, before) or _read(sentence, segment)
        if number < len(segments):
            before = _told_by(sentence, segment, made) or before
        found += made
    if not (found or known or len(segments) == 1):
        found = _read(sentence, Segment(0, len(sentence.text)))
    return _without_taken_back(found, sentence, start) if found else []


def _without_taken_back(found: list[Result], sentence: ArmSentence, start: int) -> list[Result]:
    """The results, null where the sentence's end takes them back: "less, though this was not significant"."""
    null_at = late_null(sentence.text)
    if null_at is None:
        return found
    words = sentence.scene.words
    return [each._replace(sign=0) if words[each.object.a].start - start < null_at else each for each in found]


@dataclass(frozen=True, slots=True)
class _Before:
    """What the parts before say: the sign, the rule, and whether the sign is that of a bad outcome."""

    sign: int
    rule: str
    is_bad: bool


def _told_by(sentence: ArmSentence, segment: Segment, made: Sequence[Result]) -> _Before | None:
    if made:
        return _Before(made[0].sign, made[0].rule, is_bad(made[0].object, sentence.scene, is_disease=False))
    known = [each for each in sentence.known if segment.holds(each.start) and each.rule not in _LINKS]
    if not known or (sign := known[-1].sign) is None:
        return None
    place = known[-1].start
    here = {each.start: each.piece for each in sentence.outcomes_of(segment)}
    bad = place in here and is_bad(here[place], sentence.scene, is_disease=False)
    return _Before(sign, "Y differs between arms", bad)


def _go_on(sentence: ArmSentence, segment: Segment, before: _Before | None) -> list[Result]:
    """The next item of a list whose head tells what happened: "no difference in A (p = 0.2), B (p = 0.4) or C"."""
    if before is None:
        return []
    part = sentence.part(segment)
    bare = _BRACKETS.sub("", part)
    if _OF_ITS_OWN.search(bare) or len(bare.split()) > _MOST_WORDS or not (outcomes := sentence.outcomes_of(segment)):
        return []
    if before.rule == MEASURED and len(find_values(sentence.text, segment.start, segment.end)) > 1:
        return []  # its own numbers say which arm had more
    significant = told_significant(part)
    sign = before.sign
    if sign == 0 and significant:
        return []
    name = outcomes[0].piece
    if (
        _VALUED.search(sentence.text, 0, segment.start)
        and is_bad(name, sentence.scene, is_disease=False) != before.is_bad
    ):
        sign = -sign  # "improvements in pain (p = 0.01) and sleep (p = 0.02)": less pain, more sleep
    return [Result(name, 0 if significant is False else sign, before.rule)]


def _read(sentence: ArmSentence, segment: Segment) -> list[Result]:
    known = [each for each in sentence.known if segment.holds(each.start)]
    if is_null(sentence.text, segment):
        return _read_null(find_null_outcomes(sentence, segment), known)
    if any(each.sign == 0 for each in known):
        return []
    if unseen := find_unseen(sentence, segment):
        return [Result(each.piece, 0, "Y in no arm") for each in unseen]
    part = sentence.part(segment)
    if is_significant(part) is False and _P.search(part) and names_each_arm(part):  # "was 3 in both groups (p = 0.9)"
        return _read_null(sentence.outcomes_of(segment)[:1], known)
    return _read_told(sentence, segment, known)


def _read_null(outcomes: Sequence[Outcome], known: Sequence[Known]) -> list[Result]:
    """What did not differ, beside what is known of it; nothing where another null is known."""
    if any(each.sign == 0 for each in known) and not _agree([(each, 0) for each in outcomes], known):
        return []
    return [Result(each.piece, 0, "no difference between arms") for each in outcomes]


def _read_told(sentence: ArmSentence, segment: Segment, known: Sequence[Known]) -> list[Result]:
    """What told the arms apart, by the first shape that can be read."""
    made = read_more_people(sentence, segment) or read_only_in(sentence, segment) or read_favoured(sentence, segment)
    compared = read_compared(sentence, segment) if not made else []
    if not made and (numbers := read_two_numbers(sentence, segment)):
        made = numbers if _CHANGE.search(sentence.part(segment)) else [_in_words(each, compared) for each in numbers]
    if not made and not known and not compared:
        made = read_difference(sentence, segment)
    if made:
        return made
    return compared if not known or _agree(_with_outcomes(sentence, compared), known) else []


def _in_words(told: Result, compared: Sequence[Result]) -> Result:
    """A result of two numbers by the words beside them: "lower with A than with B (4.1 v 2.2)", in whatever order."""
    said = next((each.sign for each in compared if each.object is told.object), 0)
    return told._replace(sign=said) if told.sign and said else told


def _with_outcomes(sentence: ArmSentence, results: Sequence[Result]) -> list[tuple[Outcome, int]]:
    return [(each, result.sign) for result in results for each in sentence.outcomes if each.piece is result.object]


def _agree(read: Sequence[tuple[Outcome, int]], known: Sequence[Known]) -> bool:
    """True where one of what was read is known, with its sign: the others of the same list hold as well."""
    return any(
        outcome.start <= each.start < outcome.end and sign == each.sign for outcome, sign in read for each in known
    )
