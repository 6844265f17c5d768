"""Which arm's number is the larger: "24 weeks with A and 7 weeks with B", "9.5% v 17.9% in A and B, respectively"."""

from collections.abc import Sequence

import regex

from miner.extract.claims.arms.segments import Segment
from miner.extract.claims.arms.sides import Label
from miner.extract.claims.contrasts import is_significant
from miner.extract.claims.trials.outcomes import ArmSentence, Outcome, Result
from miner.extract.claims.trials.results import is_of_start, names_each_arm
from miner.extract.claims.trials.significance import told_significant
from miner.extract.claims.trials.values import Value, find_values, told_apart, value_of_each
from miner.extract.grammar.pieces import Piece
from miner.extract.study.quantities import COUNT_WORDS

MEASURED = "numbers of two arms"
_VERSUS = regex.compile(r"\b(?:versus|vs\.?|v|compared (?:with|to)|in comparison (?:with|to)|than)\s", regex.I)

_TWO = regex.compile(
    rf"(?:\d|\b(?:{COUNT_WORDS}|none)\b).*?\s(?:and|versus|vs\.?|v|compared|against|but|whereas|while)\s"
    rf".*?(?:\d|\b(?:{COUNT_WORDS}|none)\b)",
    regex.I,
)


def may_measure(text: str) -> bool:
    """True of a text in which two numbers may be held against each other."""
    return _TWO.search(text) is not None


def _beside_one(text: str, values: Sequence[Value], labels: Sequence[Label]) -> tuple[float, float] | None:
    """The numbers of "34% with A, compared with 74% with placebo" where only one arm's name is known."""
    if len(labels) != 1 or len(values) < 2 or not _VERSUS.search(text, values[0].start, values[-1].start):
        return None
    (label,) = labels
    near = min(values, key=lambda value: abs(value.start - label.start))
    other = next(value for value in values if value is not near)
    return (near.value, other.value) if label.side == 1 else (other.value, near.value)


_PAIRED = regex.compile(r"(?:\s[\w-]+){0,2}\s(?:and|versus|vs\.?|or)\s(?:[\w-]+\s){0,3}")  # "group 1 and group 2 had"
_DOSE = regex.compile(r"[\d.,]+\s?(?:[mµμ]?g|mcg|IU|ml|mL)(?:/kg)?\b")
_TURN = regex.compile(r",\s|\bthat\s|;\s")
_DROP = regex.compile(
    r"\b(?<!(?:less|smaller|lower|no|not)\s(?:\w+\s)?)(?:reduction|decrease|decline|fall|drop)s? (?:in|of)\b", regex.I
)
_GROUPS = regex.compile(r"\b(?:groups?|arms?)\b", regex.I)
_MADE = regex.compile(
    r"\b(?:randomi[sz]\w*|assign\w*|allocat\w*|enrol\w*|recruit\w*|complet\w*|withdr\w+|dropped|includ\w*|received"
    r"|lost to"
    r"|analy[sz]ed|doses? (?:of|was|were)|mean age|aged?|m[ae]n|males?|females?|eligible|invited|screened|evaluable)\b",
    regex.I,
)
_TOLD = regex.compile(r"\b(?<!will be |to be )(?:was|were|had|has|have|\w{3,}ed)\b", regex.I)
_CHANGING = regex.compile(
    r"\b(?:increas|decreas|declin|reduc|improv|chang|worsen)\w*\b|\b(?:rose|rise|fell|falls? of|fallen|gain\w*"
    r"|drop\w*)\b",
    regex.I,
)
_FROM_TO = regex.compile(r"\bfrom (?:a |an )?(?:mean |median |baseline )*(?:of )?\d[^,;]{0,25}? to \d", regex.I)


def read_two_numbers(sentence: ArmSentence, segment: Segment) -> list[Result]:
    """The shape "Y was 24 weeks with A and 7 weeks with B (P < 0.05)", also with the arms in brackets or last.

    Without a word of significance numbers tell something only where each has its arm and they are far apart.
    """
    part = sentence.part(segment)
    significant = told_significant(part)
    if _FROM_TO.search(part) or (significant is None and not _may_be_plain(part)):
        return []
    labels = sentence.labels_of(segment) or _sides_before(sentence, segment)
    if significant is None and len({label.side for label in labels}) < 2:
        return []
    values = find_values(sentence.text, segment.start, segment.end)
    if len(values) < 2 or not (outcomes := sentence.outcomes_of(segment) or sentence.befallen(segment)):
        return []
    ahead = [each for each in outcomes if each.start < values[0].start]
    theme = _theme(sentence.text, ahead, before=values[0].start) or outcomes[0].piece
    doses = {v for v in values for label in labels if v.start - label.end == 1 and _DOSE.match(sentence.text, v.start)}
    values = [value for value in values if value not in doses]  # "with zinc 10 mg"
    pair = value_of_each(values, labels)
    if significant is None and (pair is None or not told_apart(sentence.text, values, *pair)):
        return []
    if pair is None and is_significant(part) is not None:
        pair = _beside_one(sentence.text, values, labels)
    if pair is None:
        if significant or is_significant(part) is None or not (labels or _GROUPS.search(part)) or not ahead:
            return []
        return [Result(theme, 0, MEASURED)]
    ours, theirs = pair
    sign = 0 if significant is False or ours == theirs else 1 if ours > theirs else -1
    if sign and _DROP.search(part):  # "a reduction of 4.7 v 3" and "a reduction to 3 v 5" both tell of less
        sign = -1
    return [Result(theme, sign, MEASURED)]


def _may_be_plain(part: str) -> bool:
    """False of what tells of the start, of who was taken in and how the arms were made, and of a change."""
    if _TOLD.search(part) is None or names_each_arm(part):
        return False
    return not (is_of_start(part) or _MADE.search(part) or _CHANGING.search(part))


def _sides_before(sentence: ArmSentence, segment: Segment) -> list[Label]:
    """The two sides in the order of the parts before, for "12% with A and 9% with B, and Y 3% and 5%, respectively"."""
    ahead = [label for label in sentence.labels if label.start < segment.start][-2:]
    if len({label.side for label in ahead}) != 2:
        return []
    gap = sentence.text[ahead[0].end : ahead[1].start]
    is_pair = _PAIRED.fullmatch(gap) is not None and _VERSUS.search(sentence.part(segment)) is not None
    return ahead if is_pair or "respectively" in sentence.text[segment.start :] else []


def _theme(text: str, outcomes: Sequence[Outcome], *, before: int) -> Piece | None:
    """The outcome that the numbers are of: the first of their clause, else the first of all."""
    turn = max((m.end() for m in _TURN.finditer(text, 0, before)), default=0)
    return next((each.piece for each in (*[o for o in outcomes if o.start >= turn], *outcomes)), None)
