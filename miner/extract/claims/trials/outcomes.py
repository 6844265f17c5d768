"""A trial's sentence: its arms' names, what is known of it, and the noun phrases that may be outcomes.

No outcome is what names an arm, the people, a time or a place.
"""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from miner.extract.claims.arms.segments import Segment
from miner.extract.claims.arms.sides import Label
from miner.extract.claims.ends.names import is_state
from miner.extract.claims.ends.terms import Terms
from miner.extract.claims.scene import Scene
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.rules import Rule
from miner.extract.study.quantities import COUNT_WORDS, SMALL_COUNTS

_PEOPLE = frozenset(
    [
        "patients",
        "participants",
        "subjects",
        "women",
        "men",
        "children",
        "individuals",
        "adults",
        "controls",
        "infants",
        "neonates",
        "newborns",
        "babies",
        "mothers",
        "people",
        "boys",
        "girls",
        "volunteers",
        "animals",
        "rats",
        "mice",
        "eyes",
    ]
)
_MEAN = frozenset(["least", "squares", "mean", "means", "median", "average", "adjusted", "estimated", "overall", "ls"])
_COUNTS = frozenset(SMALL_COUNTS[2:])
_COUNTED = regex.compile(COUNT_WORDS)
_LETTERS = regex.compile(r"\p{L}{2}")
_MEASURED_IN = frozenset(["plasma", "serum", "urine", "blood", "aorta", "neck", "hip", "spine"])  # "serum zinc"
_SPAN = regex.compile(r"\d+-?(?:year|yr|month|week|wk|day|hour|h|min|minute)s?")
_NO_OUTCOME = frozenset(
    [
        "sex",
        "difference",
        "differences",
        "group",
        "groups",
        "analysis",
        "arm",
        "arms",
        "endpoint",
        "endpoints",
        "extent",
        "degree",
        "criteria",
        "criterion",
        "interval",
        "intervals",
        "manner",
        "fashion",
        "way",
    ]
)
_AROUND = frozenset(
    ["after", "during", "at", "within", "before", "until", "following", "per", "throughout", "since", "than", "as"]
)
_SHARE = frozenset(
    [
        "proportion",
        "proportions",
        "percentage",
        "percentages",
        "number",
        "numbers",
        "rate",
        "rates",
        "frequency",
        "rating",
        "ratings",
    ]
)
_STOP = r"(?=\s(?:in|for|on|regarding|concerning|at|was|were|is|are|did|had|after|with (?:regard|respect))\b|[,;.()]|$)"
_ITEM = r"[\w-]+(?: [\w-]+){0,2}"
_ADJUSTED = Rule(
    r"\b(?:adjust\w*|controlling|controlled|accounting) for\b"
    rf"(?: {_ITEM}(?:, {_ITEM}){{0,8}},? and {_ITEM}(?=,)|[^,;.()]*)"
    r"|^(?:using|by|with)\b[^,;.()]*\b(?:regression|models?|analys[ie]s|imputation)\b",
    regex.I,
)
_ARMS = Rule(
    rf"\bbetween\b(?:(?!\b(?:in|for|on|with|was|were|is|are|did|regarding)\b)[^,;.()])*?\band\b[^,;.()]*?{_STOP}"
    rf"|\b(?:than|versus|vs\.?|(?:compared|comparison|relative) (?:with|to))(?=\s(?!\d|one|two|three|four))"
    rf"[^,;.()]*?{_STOP}"
    r"|\b(?:in|with|for|among|of|to|between) (?:the )?"
    r"(?:(?!(?:in|with|for|of|and|or|was|were|between|among|across|than|did|had|from)\s)[\w+/&-]+ ){0,4}?"
    r"(?:groups?|arms?)\b",
    regex.I,
)


class Outcome(NamedTuple):
    """A noun phrase that may be an outcome, with its place in the sentence's text."""

    piece: Piece
    start: int
    end: int


class Known(NamedTuple):
    """A claim that is known of a sentence: the place of its object in the sentence's text, its sign, its rule."""

    start: int
    sign: int | None
    rule: str


class ArmSentence:
    """A sentence of a trial, with what is known of it; `is_controlled` where the trial names both its arms.

    Most sentences tell of no result: arms and outcomes are looked for when a shape that needs them first asks.
    """

    __slots__ = ("_labels", "_outcomes", "_scene", "is_controlled", "known", "terms", "text")

    def __init__(self, terms: Terms, known: Sequence[Known] = ()) -> None:
        arms = terms.setting.arms
        self.terms, self.known = terms, known
        self.text = terms.text[terms.sentence.start : terms.sentence.end]
        self.is_controlled = bool(arms.theirs or arms.groups or arms.named)
        self._scene: Scene | None = None
        self._labels: Sequence[Label] | None = None
        self._outcomes: list[Outcome] | None = None

    @property
    def scene(self) -> Scene:
        """What the sentence's phrases are read against."""
        if self._scene is None:
            self._scene = self.terms.scene()
        return self._scene

    @property
    def labels(self) -> Sequence[Label]:
        """The arms that the sentence names, in order."""
        if self._labels is None:
            self._labels = self.terms.setting.arms.labels(self.text)
        return self._labels

    @property
    def outcomes(self) -> Sequence[Outcome]:
        """The phrases that may be outcomes, in order."""
        if self._outcomes is None:
            pieces, start = self.terms.parsed.phrases(), self.terms.sentence.start
            self._outcomes = _find_outcomes(self.text, pieces, self.scene, self.labels, start=start)
        return self._outcomes

    def part(self, segment: Segment) -> str:
        """The text of a part."""
        return self.text[segment.start : segment.end]

    def befallen(self, segment: Segment) -> list[Outcome]:
        """The predicate of a part that itself says what befell people: "died", "relapsed"."""
        start, words = self.terms.sentence.start, self.scene.words
        places = (
            (piece, words[piece.a].start - start, words[piece.b - 1].end - start)
            for piece in self.terms.parsed.phrases()
            if piece.kind == "befall" and is_state(self.scene.lower[piece.a])
        )
        return [
            Outcome(Piece("np", piece.a, piece.b, core=(piece.a, piece.b)), a, b)
            for piece, a, b in places
            if segment.holds(a)
        ]

    def outcomes_of(self, segment: Segment) -> list[Outcome]:
        """The phrases of a part that may be outcomes."""
        return [outcome for outcome in self.outcomes if segment.holds(outcome.start)]

    def labels_of(self, segment: Segment) -> list[Label]:
        """The arms that a part names."""
        return [label for label in self.labels if segment.holds(label.start)]


class Result(NamedTuple):
    """An outcome of a trial, and what happened to it with the treatment."""

    object: Piece
    sign: int
    rule: str


def _find_outcomes(
    text: str, pieces: Sequence[Piece], scene: Scene, labels: Sequence[Label], *, start: int
) -> list[Outcome]:
    """The noun phrases of a sentence that may be outcomes, in order; `start` is where it stands in the document."""
    taken = [match.span() for rule in (_ARMS, _ADJUSTED) for match in rule.finditer(text)]
    found = []
    for at, piece in enumerate(pieces):
        if piece.kind != "np" or not _names_something(piece, scene):
            continue
        if at and pieces[at - 1].kind == "preposition" and _is_around(pieces, at, scene):
            continue
        a, b = scene.words[piece.core[0]].start - start, scene.words[piece.core[1] - 1].end - start
        if not any(a < stop and begin < b for begin, stop in taken) and not _is_arm(labels, b):
            found.append(Outcome(piece, a, b))
    return found


def _is_arm(labels: Sequence[Label], end: int) -> bool:
    """True of a phrase whose last word names an arm: "serum zinc", but not "zinc excretion"."""
    return any(label.start < end <= label.end for label in labels)


def _is_around(pieces: Sequence[Piece], at: int, scene: Scene) -> bool:
    """True of "after surgery", and of "diabetes" in "patients with diabetes"."""
    before = pieces[at - 1]
    word = scene.lower[before.a]
    if word in _AROUND:
        return True
    if before.b - before.a > 1:  # "with regard to Y"
        return False
    people = pieces[at - 2] if at > 1 else None
    if people is not None and word == "in" and scene.lowers(people)[-1:] in (["groups"], ["arms"]):
        return False  # "differed between groups in Y"
    if word not in {"with", "in", "of"} or people is None or people.kind != "np" or not scene.is_people(people):
        return False
    if people.change is not None or people.link is not None:  # "group differences in Y"
        return False
    return not _SHARE & set(scene.lowers(people, whole=True))  # "the proportion of patients with Y"


def _names_something(piece: Piece, scene: Scene) -> bool:
    if not scene.names_thing(piece) or scene.is_control(piece):
        return False
    words = scene.lowers(piece)
    times = scene.cues.words["generic.times"]
    is_time = words[-1:] == ["time"] and len(words) > 1  # "healing time" is an outcome, "that time" is none
    if (
        not words
        or (len(words) == 1 and words[0] in _SHARE)
        or (words[-1] in times and not is_time)
        or (words[0] in times and words[0] not in _MEASURED_IN and words[1:2] != ["to"])
        or words[-1] in _NO_OUTCOME
        or _MEAN.issuperset(words)
        or (words[-1] in _PEOPLE and "of" not in words)
        or (len(words) == 1 and (words[0] in _COUNTS or _COUNTED.fullmatch(words[0])))
        or (words[-1] == "percent" and len(words) < 4)
    ):
        return False
    return _LETTERS.search(" ".join(words)) is not None and _SPAN.fullmatch(words[-1]) is None
