"""Which side of a trial a clause tells of, where it names no treatment: "nausea was more frequent among controls"."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from miner.extract.claims.arms.sides import Label
from miner.extract.grammar.rules import Rule

_THAN = regex.compile(
    r"\b(?:than|(?:versus|vs\.?)(?!\.?\s[\d−–-])|(?:when |as )?compared (?:with|to)|relative to"
    r"|in comparison (?:with|to))\s",
    regex.I,
)
_THAN_BEFORE = regex.compile(  # a change from one's own start is no comparison of the arms
    r"(?:the |their |its )?(?:own )?(?:base(?:line)?\b|pre-?\w+|initial|before|previous|starting)",
    regex.I,
)
_COMPARATIVE = regex.compile(
    r"\b(?:higher|lower|greater|smaller|more|less|lesser|fewer|longer|shorter|better|worse|larger|faster|slower|earlier|later"
    r"|stronger|weaker|superior|inferior|poorer)\b",
    regex.I,
)


def side_told_of(text: str, labels: Sequence[Label], start: int, end: int) -> int | None:
    """1 where `text[start:end]` tells of the treatment, -1 of the control, 0 where it does not say.

    None where it tells only of a change in the controls, which says nothing of the treatment.
    """
    here = [label for label in labels if start <= label.start < end]
    if not here or (here[0].side == 1 and len({label.side for label in here}) == 1):
        return 0
    than = _THAN.search(text, start, end)
    if than is None:
        if here[0].side == 1:
            return 1
        return -1 if _COMPARATIVE.search(text, start, end) else None
    ahead = [label for label in here if label.start < than.start()]
    if ahead and ahead[0].side == -1 and _THAN_BEFORE.match(text, than.end()):
        return None
    if ahead:
        return ahead[0].side
    behind = [label for label in here if label.start >= than.end()]
    return -behind[0].side if behind else 0


_TURN = Rule(
    r"(?:,\s|\s|;\s)(?:but|while|whereas|although|though|and (?:not?|remained|did not))\b|;\s|,\s(?:and|with)\s",
    regex.I,
)
_STILL = Rule(
    r"\b(?:but|and) not (?:in|for|with|among|after|on|during)\b"
    r"|\bremain(?:ed|s|ing) (?:\w+ ){0,2}(?:stable|unchanged|constant|unaltered|unaffected|the same)\b"
    r"|\b(?:un(?:changed|altered)|stable)\b"
    r"|\b(?:did|was|were|had|has|have|do|does)(?:n't| not)\b(?![^.;]{0,60}\b(?:differ|than)\w*)"
    r"|\bno (?:\w+ ){0,3}(?:changes?|increases?|decreases?|improvements?|reductions?|rise|fall|alterations?)\b",
    regex.I,
)


@dataclass(frozen=True, slots=True)
class Alone:
    """Where a sentence tells that one side changed and the other did not: which side, and both places."""

    side: int
    changed: tuple[int, int]
    still: tuple[int, int]


def changed_alone(text: str, labels: Sequence[Label]) -> Alone | None:
    """The side that alone changed: "Y rose in the controls, but not with X", "Y fell with X and remained stable"."""
    if len({label.side for label in labels}) != 2 or not _STILL.may_match(text) or _THAN.search(text):
        return None
    cuts = [0, *(match.start() for match in _TURN.finditer(text)), len(text)]
    parts = [part for part in pairwise(cuts) if part[1] > part[0]]
    for one, other in pairwise(parts):
        first, second = _only_side(labels, one), _only_side(labels, other)
        if not first or first != -second:
            continue
        is_still = [_STILL.search(text, *part) is not None for part in (one, other)]
        if is_still == [False, True]:
            return Alone(first, one, other)
        if is_still == [True, False]:
            return Alone(second, other, one)
    return None


def _only_side(labels: Sequence[Label], part: tuple[int, int]) -> int:
    """The side that all labels of a part name; 0 where they name none or both."""
    sides = {label.side for label in labels if part[0] <= label.start < part[1]}
    return sides.pop() if len(sides) == 1 else 0


_WITHIN = regex.compile(r"\b(?:in|among|within|for)\s(?:the\s|those\s|patients\s|receiving\s)*$", regex.I)
_APART = regex.compile(
    r"\b(?:between|from|differ\w*|similar\w*|comparable|same|both|all|either|neither|over|any)\b"
    r"|\bas (?:\w+ ){1,3}as\b",
    regex.I,
)


def is_of_control_alone(text: str, labels: Sequence[Label], start: int, end: int) -> bool:
    """True where `text[start:end]` tells of the controls alone and holds them against nothing: "no change in them"."""
    here = [label for label in labels if start <= label.start < end]
    if not here or any(label.side != -1 or not _WITHIN.search(text, start, label.start) for label in here):
        return False
    return _APART.search(text, start, end) is None and _THAN.search(text, start, end) is None
