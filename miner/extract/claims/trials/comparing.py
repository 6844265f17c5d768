"""Comparisons of a trial's arms in words: "more patients with A had Y than with B", "Y was longer for A than for B"."""

import regex

from miner.extract.claims.arms.segments import Segment
from miner.extract.claims.arms.sides import Label
from miner.extract.claims.trials.outcomes import ArmSentence, Outcome, Result
from miner.extract.claims.trials.significance import told_significant
from miner.extract.claims.worth import is_bad
from miner.extract.grammar.rules import Rule

_PEOPLE = Rule(
    r"\b(?P<more>more|greater|higher|larger|fewer|less|lesser|lower|smaller)\s(?:[\w-]+\s){0,2}?"
    r"(?:(?:proportions?|percentages?|numbers?|rates?)\sof\s)?(?:[\w-]+\s){0,3}?"
    r"(?:patients|participants|subjects|women|men|children|infants|people|individuals|mothers|adults|percentage"
    r"|proportion|students|smokers)\b[^.;]{0,110}?\b(?:achiev|develop|experienc|had|ha[sd]|report|requir|show|reach"
    r"|complet|prefer|perceiv|attain|suffer|receiv|need|use)\w*\b",
    regex.I,
)
_LESS = frozenset(["fewer", "less", "lesser", "lower", "smaller"])
_MORE = Rule(
    r"\b(?!\w+ than \d)(?P<up>higher|greater|longer|larger|more(?! (?:effective|efficacious|beneficial|favou?rabl"
    r"|satisf)\w*)|increased|faster|stronger|elevated|prolonged|wider"
    r"|significantly high)\b"
    r"|\b(?!\w+ than \d)(?P<down>lower|shorter|less|lesser|fewer|smaller|reduced|decreased|slower|weaker|earlier"
    r"|significantly low)\b"
    r"|\b(?P<better>better|improved|superior|outperformed|more positively?|more favou?rabl[ey])\b"
    r"|\b(?P<worse>worse|poorer|inferior|less favou?rabl[ey])\b",
    regex.I,
)
_THAN = Rule(
    r"\b(?:than|compared (?:with|to)|versus|vs\.?|relative to|in comparison (?:with|to)|outperformed|superior to"
    r"|inferior to)\s(?!(?:the |their )?(?:own )?(?:baseline|before|initial|previous)\b)",
    regex.I,
)
_ONLY = Rule(r"\b(?:occurred|observed|seen|found|noted|reported|present|detected|developed) only in\b", regex.I)
_THE = regex.compile(r"\s(?:the |those |patients |participants |subjects |in |on |with |receiving |given )*")
_FALL = regex.compile(r"\s(?:and \w+ )?(?:decreases?|reductions?|declines?|falls?|drops?)\b", regex.I)
_OF_FALL = regex.compile(r"\b(?:decreases?|reductions?|declines?|falls?|drops?) (?:in|of) (?:the |their )?$", regex.I)
_FAVOURING = Rule(r"\b(?:favou?r(?:ing|ed|s)|in favou?r of)\s", regex.I)
_GOOD = frozenset(
    ["survival", "quality", "function", "functioning", "recovery", "relief", "control", "strength", "performance",
     "activity", "satisfaction", "knowledge", "remission", "response", "adherence", "healing", "capacity", "cognition",
     "speed", "endurance", "mobility", "ability", "acuity", "motion", "wellbeing", "well-being", "mood", "sleep",
     "attention", "memory", "self-efficacy"]
)  # fmt: skip
_DENIED = regex.compile(r"\b(?:not|n[o']t|no|never|neither|without)\s(?:[\w-]+\s){0,4}$", regex.I)
_IN = regex.compile(r"\b(?:in|for|regarding|with (?:regard|respect) to|in terms of)\s", regex.I)
_IN_WHAT = regex.compile(r"\b(?:in terms of|regarding|with (?:regard|respect) to)\s", regex.I)
_PERFORMED = regex.compile(r"\b(?:perform|scor)ed\b", regex.I)
_ON = regex.compile(r"\bon\s", regex.I)
_EACH = regex.compile(r"\b(?:both|all|each|either)\b", regex.I)
_MOST = 3
_NEAR = 40


def read_more_people(sentence: ArmSentence, segment: Segment) -> list[Result]:
    """The shape "more patients in the zinc group had Y than in the placebo group"."""
    match = _PEOPLE.search(sentence.text, segment.start, segment.end)
    if match is None:
        return []
    label = next((label for label in sentence.labels if label.start > match.start()), None)
    if label is None:
        return []
    than = _THAN.search(sentence.text, max(match.start(), label.start - _NEAR), label.start)
    sign = (label.side if than is None else -label.side) * (-1 if match["more"].casefold() in _LESS else 1)
    if told_significant(sentence.part(segment)) is False:
        sign = 0
    behind = [each for each in sentence.outcomes_of(segment) if each.start >= match.end() - 1]
    return [Result(each.piece, sign, "more people have Y") for each in behind[:1]]


def read_only_in(sentence: ArmSentence, segment: Segment) -> list[Result]:
    """The shape "Y occurred only in the placebo group"."""
    match = _ONLY.search(sentence.text, segment.start, segment.end)
    if match is None:
        return []
    label = next((each for each in sentence.labels if _THE.fullmatch(sentence.text, match.end(), each.start)), None)
    ahead = [each for each in sentence.outcomes_of(segment) if each.start < match.start()]
    return [Result(each.piece, label.side, "Y only in one arm") for each in ahead[:1] if label is not None]


def read_favoured(sentence: ArmSentence, segment: Segment) -> list[Result]:
    """The shape "differences in Y and Z favoured A": less of what is bad, more of what is good."""
    match = _FAVOURING.search(sentence.text, segment.start, segment.end)
    if match is None:
        return []
    label = next((each for each in sentence.labels if 0 <= each.start - match.end() < _NEAR), None)
    if label is None:
        return []
    side = 0 if told_significant(sentence.part(segment)) is False else label.side
    ways = ((each, _good_way(each, sentence)) for each in sentence.outcomes_of(segment)[:_MOST])
    return [Result(each.piece, side * way, "Y favours an arm") for each, way in ways if way]


def _good_way(outcome: Outcome, sentence: ArmSentence) -> int:
    """-1 of what is better less, 1 of what is better more, 0 where the words do not say."""
    if is_bad(outcome.piece, sentence.scene, is_disease=False):
        return -1
    return int(not _GOOD.isdisjoint(sentence.scene.lowers(outcome.piece)))


def read_compared(sentence: ArmSentence, segment: Segment) -> list[Result]:
    """The shape "Y and Z were longer for A than for B" of which no clause could be read."""
    match = _MORE.search(sentence.text, segment.start, segment.end)
    if match is None or not (labels := sentence.labels_of(segment)):
        return []
    than = _THAN.search(sentence.text, match.start(), segment.end)
    significant = told_significant(sentence.part(segment))
    if than is None and not (significant and sentence.is_controlled):
        return []
    if than is None and _EACH.search(sentence.part(segment)):
        return []
    is_null = significant is False or _DENIED.search(sentence.text, segment.start, match.start()) is not None
    turn = than.span() if than is not None else (segment.end, segment.end)
    side = 0 if is_null else _side_told_of(labels, match, turn[0])
    found = []
    is_list = than is not None or _IN_WHAT.search(sentence.text, match.end(), segment.end) is not None
    for each in _told_of(sentence, segment, labels, match, turn)[: _MOST if is_list else 1]:
        good = -1 if is_bad(each.piece, sentence.scene, is_disease=False) else 1
        told = _nearest(sentence.text, match, each.start)
        way = 1 if told["up"] else -1 if told["down"] else good if told["better"] else -good
        is_fall = each.piece.change == -1 or (
            each.piece.change is None
            and (_FALL.match(sentence.text, told.end()) or _OF_FALL.search(sentence.text, 0, each.start))
        )
        if is_fall and (told["up"] or told["down"]):
            way = -way  # "larger falls in Y"
        if side or is_null:
            found.append(Result(each.piece, side * way, "Y differs between arms"))
    return found


def _nearest(text: str, more: regex.Match[str], place: int) -> regex.Match[str]:
    """The word of more or less that stands nearest before a place: of "longer Y and lower Z", "lower" for Z."""
    for match in _MORE.finditer(text, more.end(), place):
        more = match
    return more


def _side_told_of(labels: list[Label], more: regex.Match[str], than: int) -> int:
    """The side that has more: the one between "more" and "than", else the one in front, else not the one behind."""
    behind = next((label for label in labels if label.start >= more.end()), None)
    ahead = next((label for label in reversed(labels) if label.start < more.start()), None)
    if behind is not None and behind.start < than:
        return behind.side
    if ahead is not None:
        return ahead.side
    return -behind.side if behind is not None else 0


def _told_of(
    sentence: ArmSentence, segment: Segment, labels: list[Label], more: regex.Match[str], than: tuple[int, int]
) -> list[Outcome]:
    """What the arms have more or less of: in front of "more", else between it and "than", else behind a late "in"."""
    outcomes = sentence.outcomes_of(segment)
    ahead = [each for each in outcomes if each.start < more.start()]
    between = [each for each in outcomes if more.start() <= each.start < than[0]]
    first = next((label.start for label in labels if label.start < more.start()), None)
    if first is None:
        return ahead or between
    where = _ON if _PERFORMED.search(sentence.text, segment.start, more.start()) else _IN
    late = where.search(sentence.text, than[1], segment.end)
    behind = [each for each in outcomes if late is not None and each.start >= late.end()]
    return between or [each for each in ahead if each.start < first] or ahead or behind
