"""What a sentence takes back: "not significant", a p-value of 0.05 or more, "as often as", a curved relation."""

from collections.abc import Sequence

import regex

from miner.extract.claims.arms.segments import split_segments
from miner.extract.claims.contrasts import is_significant, late_null
from miner.extract.claims.scene import NO_DIRECTION, Relation
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.rules import Rule
from miner.extract.grammar.words import Bracket, Word
from miner.model.estimate import Estimate

_AS_MUCH = Rule(
    r"(?<!\b(?:twice|thrice|times|half|double|third|quarter|fold|not) )"
    r"\bas (?:many|much|often|fast|frequent(?:ly)?|common(?:ly)?|high|low|long|likely|good|strong(?:ly)?"
    r"|rapidly|quickly|effective(?:ly)?)\b[^.;,]{0,60}?\bas (?:with|in|on|for|among|those|that|did|was|were)\b",
    regex.I,
)
_NIL = Rule(
    r"\b(?:close|closer|near|nearer) to (?:nil|zero|nothing|none)\b"
    r"|\b(?:effect|benefit|association|difference)s? (?:\w+ )?(?:was|were|is|are"
    r"|seems|appears) (?:\w+ )?(?:nil|zero|negligible)\b",
    regex.I,
)
_SHAPE = Rule(
    r"\b(?:inverted |reverse )?[UJn][- ]?shaped\b|\bdual (?:role|part|effect|function|action)|\bboth (?:low"
    r"|too little|deficien\w+|lower)\b[^.;]{0,30}\b(?:and|or) (?:high|higher|excess\w*|too much)\b"
)

_MINUS = str.maketrans("−–", "--")
_LATE = 15  # "Y was lower; p = 0.3": the p-value stands just behind the mark
_LATE_P = regex.compile(r"[,;]\s(?:[pP](?:[- ]?values?)?\s?[=>≥]\s?[\d.·]+|NS\b)")
_CHANGES = {"verb", "intransitive"}
_LESS = regex.compile(r"\s(?:\w+ly\s)?less(?:er)?\b(?!\s(?:than\s)?\d)", regex.I)  # "Y fell significantly less with X"
_RATIO_CI = regex.compile(
    r"\b(?:HR|OR|RR|IRR|ratio|risk)\b[^.;()]{0,40}?\d[\d.·]*\W{1,4}(?:95 ?% ?)?(?:CI|confidence intervals?)\W{0,5}"
    r"(?P<low>\d+[.·]\d+)\s?(?:to|[-–,])\s?(?P<high>\d+[.·]\d+)"
)
_DIFFERENCE_CI = regex.compile(
    r"\bdifferences?\b[^;()\[\]]{0,40}?\d[^;()\[\]\d]{0,4}[(\[,;]?\s?(?:95\s?%\s?)?(?:CI|confidence intervals?)\W{0,4}?"
    r"(?P<low>[-−–]?\d+(?:[.·]\d+)?)\s?%?\s?(?:to|,|;)\s?(?P<high>[-−–+]?\d+(?:[.·]\d+)?)"
)
_SIGNIFICANT = Rule(r"\bsignifican(?:t|tly|ce)\b", regex.I)
_TAKEN_BACK = regex.compile(r"\b(?:no|not|n[o']t|non-?|without|nor|neither|fail\w*)\b[^.;,]{0,40}$", regex.I)


def told_significant(text: str) -> bool | None:
    """Whether a piece of text calls its finding significant, by its first p-value or in words; None: neither.

    >>> told_significant("was significantly lower"), told_significant("(p = 0.3)"), told_significant("was lower")
    (True, False, None)
    """
    by_value = is_significant(text)
    if by_value is not None:
        return by_value
    interval = _RATIO_CI.search(text)
    if interval is not None:
        return not float(interval["low"].replace("·", ".")) <= 1 <= float(interval["high"].replace("·", "."))
    match = _SIGNIFICANT.search(text)
    return None if match is None else _TAKEN_BACK.search(text, 0, match.start()) is None


def take_back(
    relations: Sequence[Relation],
    document_text: str,
    words: Sequence[Word],
    brackets: Sequence[Bracket],
    estimates: Sequence[tuple[int, Estimate]],
    *,
    start: int,
    end: int,
) -> None:
    """Turns relations null or directionless where their sentence at `start:end` says so.

    A p-value of 0.05 or more in the brackets behind an object makes its finding a null one, unless an interval stands
    beside it, which the sign then follows.
    """
    text = document_text[start:end]
    if _AS_MUCH.search(text) or _NIL.search(text):
        for relation in relations:
            relation.sense = 0
        return
    if _SHAPE.search(text):
        for relation in relations:
            relation.sense = 0 if relation.sense == 0 else NO_DIRECTION
    null_at = late_null(text)
    ends = sorted({relation.object.b for relation in relations})
    for relation in relations:
        if relation.sense in {0, NO_DIRECTION} or relation.rule == "numbers of two groups":
            continue
        head = relation.clause.head
        less = _LESS.match(text, words[head.b - 1].end - start) if head is not None and head.kind in _CHANGES else None
        if less is not None and not _is_in(relation.object, less.end() + start, words):
            relation.sense = -relation.sense
        place = words[relation.object.b - 1].end - start
        if null_at is not None and place < null_at:
            relation.sense = 0
            continue
        following = next((b for b in ends if b > relation.object.b), len(words))
        behind = [b for b in brackets if relation.object.b - 1 <= b.behind < following]
        told = next((b for b in behind if is_significant(document_text[b.start : b.end]) is not None), None)
        if told is None and any(_holds_none(document_text[b.start : b.end]) for b in behind):
            is_null = True
        elif told is None:
            has_interval = any(each.has_ci for _, each in estimates)
            is_null = not has_interval and _is_said_late(text, place)
        else:
            is_null = not is_significant(document_text[told.start : told.end])
        if is_null:
            relation.sense = 0


def _holds_none(text: str) -> bool:
    """True of a difference whose interval has 0 inside: "rate difference -0.1 [95% CI -0.3 to 0.1]"."""
    match = _DIFFERENCE_CI.search(text)
    if match is None:
        return False
    low, high = (float(match[end].replace("·", ".").translate(_MINUS)) for end in ("low", "high"))
    return low < 0 < high


def _is_in(piece: Piece, place: int, words: Sequence[Word]) -> bool:
    """True where a phrase has the word that ends at `place`: "less" of "induced less pain" is told by the phrase."""
    return words[piece.a].start < place <= words[piece.b - 1].end


def _is_said_late(text: str, place: int) -> bool:
    """True where the p-value that closes the part of a sentence stands outside brackets and is 0.05 or more."""
    late = _LATE_P.search(text, place)
    part = next((each for each in split_segments(text) if each.holds(place)), None) if late is not None else None
    late = _LATE_P.search(text, place, part.end + _LATE) if part is not None else None
    return late is not None and is_significant(late[0]) is False
