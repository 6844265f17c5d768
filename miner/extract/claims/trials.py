"""What the sentences of a trial say of its two arms where no clause states it.

Four shapes, looked for in each part of a sentence: nothing told the arms apart ("did not differ", "no difference
between groups in A, B and C"), more people of one arm had something, two numbers stand for the two arms beside their
p-value, and one arm had more of something than the other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from miner.extract.claims.arms import Arms, Label
from miner.extract.claims.measured import find_values, value_of_each
from miner.extract.claims.nulls import find_null_outcomes, is_null
from miner.extract.claims.outcomes import Outcome, find_outcomes, inside
from miner.extract.claims.scene import Scene
from miner.extract.claims.segments import Segment, split_segments
from miner.extract.claims.significance import told_significant
from miner.extract.claims.signs import is_bad
from miner.extract.grammar.phrases import Piece
from miner.model.claim import Claim

_PEOPLE = regex.compile(
    r"\b(?P<more>more|greater|higher|larger|fewer|less|lesser|lower|smaller)\s(?:[\w-]+\s){0,2}?(?:(?:proportions?|percentages?|numbers?"
    r"|rates?)\sof\s)?(?:[\w-]+\s){0,3}?(?:patients|participants|subjects|women|men|children|infants|people|individuals"
    r"|mothers|adults|percentage|proportion|students|smokers)\b[^.;]{0,110}?\b(?:achiev|develop|experienc|had|ha[sd]|report|requir|show|reach"
    r"|complet|prefer|perceiv|attain|suffer|receiv|need|use)\w*\b",
    regex.I,
)
_LESS = frozenset(["fewer", "less", "lesser", "lower", "smaller"])
_MORE = regex.compile(
    r"\b(?!\w+ than \d)(?P<up>higher|greater|longer|larger|more|increased|faster|stronger|elevated|prolonged|wider)\b"
    r"|\b(?!\w+ than \d)(?P<down>lower|shorter|less|lesser|fewer|smaller|reduced|decreased|slower|weaker)\b"
    r"|\b(?P<better>better|improved|superior|outperformed|more positively?|more favou?rabl[ey])\b"
    r"|\b(?P<worse>worse|poorer|inferior|less favou?rabl[ey])\b",
    regex.I,
)
_THAN = regex.compile(r"\b(?:than|compared (?:with|to)|versus|vs\.?|relative to|in comparison (?:with|to))\s", regex.I)
_GROUPS = regex.compile(r"\b(?:groups?|arms?)\b", regex.I)
_MAY = regex.compile(
    r"differ|similar|comparable|equivalent|inferior|benefit|advantage|effect|[pP]\s?[<>=`]|more|fewer|greater|less"
    r"|significan|\bN\.?S\.?\b|equal|identical",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome of a trial, and what happened to it with the treatment."""

    object: Piece
    sign: int
    rule: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence of a trial: its text, its arms' names, the phrases that may be outcomes."""

    text: str
    scene: Scene
    labels: Sequence[Label]
    outcomes: Sequence[Outcome]
    known: Sequence[tuple[int, int | None]]

    def signs(self, segment: Segment) -> list[int | None]:
        """The signs of what is known of a part of the sentence."""
        return [sign for place, sign in self.known if segment.holds(place)]

    def within(self, segment: Segment) -> list[Label]:
        """The arms that a part of the sentence names."""
        return [label for label in self.labels if segment.holds(label.start)]


def may_tell_of_arms(text: str) -> bool:
    """True where a sentence has a word that a result of two arms has: most have none, and are left early."""
    return _MAY.search(text) is not None


def find_trial_results(
    text: str, pieces: Sequence[Piece], scene: Scene, arms: Arms, *, start: int, known: Sequence[Claim]
) -> list[Result]:
    """What a sentence of a trial says of its outcomes beside the claims that are known of it already.

    `start` is where the sentence stands in the document.
    """
    labels = arms.labels(text)
    outcomes = find_outcomes(text, pieces, scene, labels, start=start)
    told = _Told(text, scene, labels, outcomes, [(claim.object.start - start, claim.sign) for claim in known])
    found: list[Result] = []
    last: list[Result] = []
    for segment in split_segments(text) if outcomes else ():
        last = _go_on(told, segment, last) or _read(told, segment)
        found += last
    return found


_BRACKETS = regex.compile(r"[(\[].*[)\]]")
_OF_ITS_OWN = regex.compile(
    r"\b(?:was|were|is|are|had|did|but|although|though|however|while|whereas|showed)\b", regex.I
)


def _go_on(told: _Told, segment: Segment, last: Sequence[Result]) -> list[Result]:
    """The next item of a list whose head tells what happened: "no difference in A (p = 0.2), B (p = 0.4) or C"."""
    part = told.text[segment.start : segment.end]
    here = inside(told.outcomes, segment)
    bare = _BRACKETS.sub("", part)
    if not last or not here or _OF_ITS_OWN.search(bare) or len(bare.split()) > 12:
        return []
    significant = told_significant(part)
    if last[0].sign == 0 and significant:
        return []
    sign = 0 if significant is False else last[0].sign
    return [Result(here[0].piece, sign, last[0].rule)]


def _read(told: _Told, segment: Segment) -> list[Result]:
    known = told.signs(segment)
    if 0 in known:
        return []
    if is_null(told.text, segment):
        named = find_null_outcomes(told.text, segment, told.outcomes, told.labels)
        return [Result(each.piece, 0, "no difference between arms") for each in named]
    return _more_people(told, segment) or _two_numbers(told, segment) or ([] if known else _compared(told, segment))


def _more_people(told: _Told, segment: Segment) -> list[Result]:
    """The shape "more patients in the zinc group had Y than in the placebo group"."""
    match = _PEOPLE.search(told.text, segment.start, segment.end)
    if match is None:
        return []
    side = next((label.side for label in told.labels if label.start > match.start()), 0)
    if not side:
        return []
    sign = side * (-1 if match["more"].casefold() in _LESS else 1)
    if told_significant(told.text[segment.start : segment.end]) is False:
        sign = 0
    behind = [each for each in inside(told.outcomes, segment) if each.start >= match.end() - 1]
    return [Result(each.piece, sign, "more people have Y") for each in behind[:1]]


def _two_numbers(told: _Told, segment: Segment) -> list[Result]:
    """The shape "Y was 24 weeks with A and 7 weeks with B (P < 0.05)", also with the arms in brackets or last."""
    part = told.text[segment.start : segment.end]
    significant = told_significant(part)
    values = find_values(told.text, segment.start, segment.end)
    outcomes = inside(told.outcomes, segment)
    if significant is None or len(values) < 2 or not outcomes:
        return []
    ahead = [each for each in outcomes if each.start < values[0].start]
    theme = (ahead or outcomes)[0].piece
    pair = value_of_each(values, told.within(segment))
    if pair is None:
        if significant or not _GROUPS.search(part) or not ahead:
            return []
        return [Result(theme, 0, "numbers of two arms")]
    ours, theirs = pair
    sign = 0 if not significant or ours == theirs else 1 if ours > theirs else -1
    return [Result(theme, sign, "numbers of two arms")]


def _compared(told: _Told, segment: Segment) -> list[Result]:
    """The shape "Y and Z were longer for A than for B" of which no clause could be read."""
    match = _MORE.search(told.text, segment.start, segment.end)
    labels, outcomes = told.within(segment), inside(told.outcomes, segment)
    than = _THAN.search(told.text, match.end(), segment.end) if match is not None else None
    if match is None or not labels or than is None:
        return []
    behind = next((label for label in labels if label.start >= match.end()), None)
    ahead = next((label for label in reversed(labels) if label.start < match.start()), None)
    if behind is not None and behind.start < than.start():
        side = behind.side
    elif ahead is not None:
        side = ahead.side
    else:
        side = -behind.side if behind is not None else 0
    first = [each for each in outcomes if each.start < match.start()] if ahead is None else []
    then = [each for each in outcomes if match.start() <= each.start < than.start()]
    is_null = told_significant(told.text[segment.start : segment.end]) is False
    found = []
    for each in (first or then)[:3]:
        good = -1 if is_bad(each.piece, told.scene, is_disease=False) else 1
        way = 1 if match["up"] else -1 if match["down"] else good if match["better"] else -good
        found.append(Result(each.piece, 0 if is_null else side * way, "Y differs between arms"))
    return found
