"""What the sentences of a trial say of its two arms where no clause states it.

Three shapes: nothing told the arms apart ("did not differ", "no difference between groups in A, B and C"), more people
of one arm had something, and two numbers that stand for the two arms beside their p-value.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from miner.extract.claims.arms import Arms, Label
from miner.extract.claims.contrasts import is_significant
from miner.extract.claims.scene import Scene
from miner.extract.claims.signs import is_bad
from miner.extract.grammar.phrases import Piece

_NULL = regex.compile(
    r"\b(?:no|not|n[o']t|neither|nor|without)\b[^.;:]{0,50}?\bdiffer\w*"
    r"|\bdifferences?\b[^.;:]{0,140}?\b(?:(?:was|were|is|are|did|been) not\b[^.;:]{0,25}significan|non-?significant"
    r"|insignificant)"
    r"|\b(?:was|were|is|are)\s(?:also\s|statistically\s)*(?:similar|comparable|equivalent|non-?inferior"
    r"|the same|not superior)\b"
    r"|\bno (?:statistically |clear |clinical |additional )*(?:significant )?"
    r"(?:benefit|advantage|effect|between-group)\b"
    r"|\bnon-?inferior\w*\b",
    regex.I,
)
_PEOPLE = regex.compile(
    r"\b(?P<more>more|greater|higher|larger|fewer|less|lesser|lower|smaller)\s(?:[\w-]+\s){0,2}?(?:(?:proportions?|percentages?|numbers?"
    r"|rates?)\sof\s)?(?:[\w-]+\s){0,3}?(?:patients|participants|subjects|women|men|children|infants|people|individuals"
    r"|mothers|adults|percentage|proportion|students|smokers)\b[^.;]{0,110}?\b(?:achiev|develop|experienc|had|ha[sd]|report|requir|show|reach"
    r"|complet|prefer|perceiv|attain|suffer|receiv|need|use)\w*\b",
    regex.I,
)
_LESS = frozenset(["fewer", "less", "lesser", "lower", "smaller"])
_VERSUS = regex.compile(
    r"\b(?:versus|vs\.?|v\.?|as compared (?:with|to)|compared (?:with|to)|in comparison (?:with|to)"
    r"|whereas|while|against|than)(?=\s)"
    r"|;",
    regex.I,
)
_NUMBER = regex.compile(r"(?<![\w.·-])[-−–+]?\d+(?:[.·,]\d+)?(?![\w]|[.·]\d|-)(?P<percent>\s?%)?")
_NOT_THIS = regex.compile(
    r"(?:±|\+/[-−]|[pPnNrRF=<>≤≥]\s?|CI:?|SD|SEM?|at|after|within|by|days?|weeks?|months?|years?|until|over|aged?|every|of"
    r"|\d\s?(?:to|-|–)|grade|type|phase|stage|through|follow-up|in|\()\s*$"
)
_TIME = regex.compile(r"\s?-?(?:years?|patients|subjects|women|participants|of \d|/\d|-?point)")
_LETTERS = regex.compile(r"\p{L}{2}")


COMPARED = "Y differs between arms"
"""The rule that reads least of a sentence: it counts where no other has read any."""


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome of a trial, and what happened to it with the treatment."""

    object: Piece
    sign: int
    rule: str


_MAY = regex.compile(
    r"differ|similar|comparable|equivalent|inferior|benefit|advantage|effect|[pP]\s?[<>=`]|more|fewer|greater|less"
)


def may_tell_of_arms(text: str) -> bool:
    """True where a sentence has a word that a result of two arms has: most have none, and are left early."""
    return _MAY.search(text) is not None


def find_trial_results(text: str, pieces: Sequence[Piece], scene: Scene, arms: Arms, *, start: int) -> list[Result]:
    """What a sentence of a trial says of its outcomes; `start` is where the sentence stands in the document."""
    labels = arms.labels(text)
    names = [p for p in pieces if _may_be_outcome(p, scene, labels, start)]
    if not names:
        return []
    null = _NULL.search(text)
    if null is not None:
        return [
            Result(p, 0, "no difference between arms") for p in _told_apart(text, null, names, scene, labels, start)[:6]
        ]
    return (
        _more_people(text, names, scene, labels, start)
        or _two_numbers(text, names, scene, labels, start)
        or _compared(text, names, scene, labels, start)
    )


_SIDES = regex.compile(r"\b(?:groups?|arms?|treatments?|between|both|conditions?|regimens?)\b", regex.I)
_ABOUT = regex.compile(
    r"\b(?:in|for|of|on|regarding|concerning|with (?:regard|respect) to|with regards to|in terms of|as to)\b", regex.I
)


def _told_apart(
    text: str, null: regex.Match[str], names: Sequence[Piece], scene: Scene, labels: Sequence[Label], start: int
) -> list[Piece]:
    """The outcomes of a null finding: behind "in", "regarding", else those in front of it."""
    if not labels and not _SIDES.search(text):
        return []
    if regex.search(r"\bmade no difference\b", text):
        return []
    where = [(scene.words[piece.a].start - start, piece) for piece in names]
    about = _ABOUT.search(text, null.end())
    behind = [piece for at, piece in where if about is not None and at > about.start()]
    turn = max(text.rfind(mark, 0, null.start()) for mark in (";", ":", " but ", " while ", " whereas ", " although "))
    ahead = [piece for at, piece in where if turn < at < null.start()]
    if regex.match(r"no\b|not? ", null[0], regex.I) and behind:
        return behind
    return ahead or behind


def _may_be_outcome(piece: Piece, scene: Scene, labels: Sequence[Label], start: int) -> bool:
    if piece.kind != "np" or scene.is_generic(piece) or scene.is_people(piece) or scene.is_control(piece):
        return False
    words = scene.lowers(piece)
    times = scene.cues.words["generic.times"]
    if not words or words[-1] in times or words[0] in times or not _LETTERS.search(" ".join(words)):
        return False
    if words[-1] in {"difference", "differences", "group", "groups", "analysis", "arm", "arms"}:
        return False
    a, b = scene.words[piece.core[0]].start - start, scene.words[piece.core[1] - 1].end - start
    return not any(a <= label.start < b for label in labels)


_MORE = regex.compile(
    r"\b(?!\w+ than \d)(?P<up>higher|greater|longer|larger|more|increased|faster|stronger|elevated|prolonged|wider)\b"
    r"|\b(?!\w+ than \d)(?P<down>lower|shorter|less|lesser|fewer|smaller|reduced|decreased|slower|weaker)\b"
    r"|\b(?P<better>better|improved|superior|outperformed|more positively?|more favou?rabl[ey])\b"
    r"|\b(?P<worse>worse|poorer|inferior|less favou?rabl[ey])\b",
    regex.I,
)


def _compared(text: str, names: Sequence[Piece], scene: Scene, labels: Sequence[Label], start: int) -> list[Result]:
    """The shape "Y and Z were longer for A than for B" of which no clause could be read."""
    match = _MORE.search(text)
    if match is None or not labels or not _THAN.search(text, match.end()):
        return []
    behind = next((label for label in labels if label.start >= match.end()), None)
    ahead = next((label for label in reversed(labels) if label.start < match.start()), None)
    than = _THAN.search(text, match.end())
    if behind is not None and than is not None and behind.start < than.start():
        side = behind.side
    elif ahead is not None:
        side = ahead.side
    else:
        side = -behind.side if behind is not None else 0
    where = [(scene.words[piece.a].start - start, piece) for piece in names]
    first = [piece for at, piece in where if at < match.start()] if ahead is None else []
    then = [p for at, p in where if match.start() <= at and (than is None or at < than.start())]
    found = []
    for piece in (first or then)[:3]:
        good = -1 if is_bad(piece, scene, is_disease=False) else 1
        way = 1 if match["up"] else -1 if match["down"] else good if match["better"] else -good
        found.append(Result(piece, 0 if is_significant(text) is False else side * way, COMPARED))
    return found


_THAN = regex.compile(r"\b(?:than|compared (?:with|to)|versus|vs\.?|relative to|in comparison (?:with|to))\s", regex.I)


def _more_people(text: str, names: Sequence[Piece], scene: Scene, labels: Sequence[Label], start: int) -> list[Result]:
    """The shape "more patients in the zinc group had Y than in the placebo group"."""
    match = _PEOPLE.search(text)
    if match is None:
        return []
    side = next((label.side for label in labels if label.start > match.start()), 0)
    if not side:
        return []
    sign = side * (-1 if match["more"].casefold() in _LESS else 1)
    if is_significant(text) is False:
        sign = 0
    behind = [p for p in names if scene.words[p.a].start - start >= match.end() - 1]
    return [Result(piece, sign, "more people have Y") for piece in behind[:1]]


_GROUPS = regex.compile(r"\b(?:groups?|arms?)\b", regex.I)


def _two_numbers(text: str, names: Sequence[Piece], scene: Scene, labels: Sequence[Label], start: int) -> list[Result]:
    """The shape "Y was 24 weeks with A and 7 weeks with B (P < 0.05)", also with the arms in brackets or last."""
    significant = is_significant(text)
    numbers = list(_numbers(text))
    if significant is None or len(numbers) < 2:
        return []
    if {label.side for label in labels} != {1, -1}:
        if significant or not _GROUPS.search(text) or scene.words[names[0].a].start - start > numbers[0][0]:
            return []
        return [Result(names[0], 0, "numbers of two arms")]
    (a, first), (b, second) = numbers[:2]
    versus = next((m for m in _VERSUS.finditer(text) if m.start() > a), None)
    if versus is not None and len(numbers) > 2:
        right = next(((at, value) for at, value in numbers if at > versus.start()), None)
        if right is not None:
            b, second = right
    side = _side_of_first(labels, a, b)
    if not side:
        return []
    before = [p for p in names if scene.words[p.a].start - start < a]
    theme = before[0] if before else names[0]
    sign = 0 if not significant or first == second else (1 if first > second else -1) * side
    return [Result(theme, sign, "numbers of two arms")]


def _side_of_first(labels: Sequence[Label], a: int, b: int) -> int:
    """Which side the first of two numbers belongs to: sides and numbers stand in one order."""
    between = [label for label in labels if a < label.start < b]
    ahead = [label for label in labels if label.start < a]
    behind = [label for label in labels if label.start > b]
    if ahead and between and ahead[-1].side != between[-1].side:
        return ahead[-1].side
    if between and behind and between[0].side != behind[0].side:
        return between[0].side
    for pair in (ahead, behind):
        if len(pair) > 1 and pair[0].side != pair[1].side:
            return pair[0].side
    return 0


def _numbers(text: str) -> Iterator[tuple[int, float]]:
    found = []
    for match in _NUMBER.finditer(text):
        ahead = text[max(0, match.start() - 12) : match.start()]
        is_percent = match["percent"] is not None
        is_other = _NOT_THIS.search(ahead) and not (is_percent and ahead.endswith("("))
        if _TIME.match(text, match.end()) or (is_other and not ahead.rstrip().endswith((" of", " in", "by", "at"))):
            continue
        raw = match[0].rstrip("% ").replace("·", ".").replace("−", "-").replace("–", "-").replace(",", "")
        found.append((match.start(), float(raw), is_percent))
    percents = [number for number in found if number[2]]
    yield from ((at, value) for at, value, _ in (percents if len(percents) > 1 else found))
