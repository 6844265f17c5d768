"""Which measure a number is: from its name, its neighbours in a list, or the words of its sentence."""

import regex

from miner.extract.estimates.cues import load_cues
from miner.extract.estimates.numbers import Number
from miner.extract.estimates.scanning import Kind, Piece
from miner.extract.estimates.values import unit_after
from miner.model.estimate import RATIOS, Measure

_UNBOUND = frozenset({Measure.MD, Measure.PCT_CHANGE, Measure.OTHER, Measure.RD, Measure.BETA, Measure.PCT_MEDIATED})
_LETTER = regex.compile(
    r"\s?(?:[=:≈]|,\s?(?=[-−–]?\d?\.\d)|\(?(?=[-−–]?\d?[.·]\d)|\s(?:of|was)\s(?=[-−–]?\d?[.·]\d)|[)\]])"
)
_TIMES = regex.compile(r"\s?(?:-?\s?fold|times)\b")
_UNNAMED_RATIO = regex.compile(
    r"(?i)\b(?:risk|odds|hazard|likel(?:y|ihood)|associat\w+|predict\w+|mortality|death|times|fold|survival|incidence)\b"
)


def is_plausible(measure: Measure, number: Number, unit: str | None, *, with_interval: bool) -> bool:
    """True where a number can be of a measure: ratios are positive and have no unit, correlations lie in -1..1, and so on."""
    value = number.value
    if measure in RATIOS:
        in_range = 0 <= value < (100_000 if with_interval else 1000)
        return in_range and not number.percent and (unit is None or unit in {"times", "fold", "g", "d", "per"})
    if measure is Measure.R:
        return abs(value) <= 1 and not number.percent and (number.decimals > 0 or with_interval)
    if measure in {Measure.KAPPA, Measure.ICC}:
        return abs(value) <= 1 or number.percent
    if measure is Measure.R2:
        return 0 <= value <= 1 or (number.percent and value <= 100)
    if measure is Measure.AUC:
        return unit is None and (0 < value <= 1 or (number.percent and value <= 100)) and number.decimals > 0
    if measure is Measure.SMD:
        return abs(value) < 20 and not number.percent and unit is None
    if measure is Measure.PCT_MEDIATED:
        return number.percent or abs(value) <= 1
    return True


def is_name(text: str, piece: Piece) -> bool:
    """False of a single letter that stands for something else ("group B", "vitamin K")."""
    if not piece.is_short or piece.end - piece.start > 2:
        return True
    return _LETTER.match(text, piece.end) is not None


def named_measure(
    text: str, pieces: list[Piece], at: int, floor: int, *, with_interval: bool
) -> tuple[Measure, int] | None:
    """The measure whose name stands nearest before the number at `at`, with the index of the name; or None."""
    number = pieces[at].number
    if number is None:
        return None
    unit = unit_after(text, pieces[at])
    for index in range(at - 1, floor - 1, -1):
        measure = pieces[index].measure
        if measure is None:
            continue
        if pieces[at].start - pieces[index].end > 160:
            break
        if is_plausible(measure, number, unit, with_interval=with_interval):
            return measure, index
        if measure not in RATIOS:
            break
    return None


def refine(measure: Measure, text: str, number: Number, start: int, end: int) -> Measure:
    """A measure made finer by the words around it: a risk reduction in percent, a difference of percentages.

    >>> refine(Measure.MD, "risk difference 4%", Number(4.0, 0, percent=True), 0, 18)
    <Measure.MD: 'MD'>
    """
    if (
        measure is Measure.RD
        and not number.percent
        and regex.search(r"(?i)\babsolute (?:difference|reduction)", text[start:end])
    ):
        return Measure.MD
    return measure


def inferred_measure(text: str, start: int, at: Piece, end: int) -> Measure:
    """The measure that the words of a sentence tell where none is named; `OTHER` where they tell nothing.

    `start` is where the words begin that may speak of this number, `end` where its estimate ends.
    """
    cues = load_cues()
    number = at.number
    before, after = text[start : at.start], text[at.end : end + 60]
    near = before[-110:]
    if number is None:
        return Measure.OTHER
    if _TIMES.match(text, at.end):
        return Measure.OR if regex.search(r"(?i)odds|likely", near + after) else Measure.RR
    difference = _last(cues.words["difference"], near)
    change = _last(cues.words["change"], near)
    follows = cues.words["change"].search(text[at.end : at.end + 45].partition("(")[0])
    plain = _last(cues.words["plain"], near)
    spoken = max(difference, change)
    if follows is None and (
        spoken < 0 or (plain > spoken and regex.search(r"(?i)\b(?:was|were|is|are|of)\b", near[plain:]))
    ):
        return Measure.OTHER
    if not number.percent:
        return Measure.MD
    if difference > change:
        return Measure.RD if regex.search(r"(?i)rate|risk|proportion|prevalence|incidence", near) else Measure.MD
    return Measure.PCT_CHANGE


def _last(cue: regex.Pattern[str], text: str) -> int:
    found = -1
    for each in cue.finditer(text):
        found = each.start()
    return found


def can_carry(measure: Measure) -> bool:
    """True of a measure that goes on for the bare numbers of a list."""
    return measure not in _UNBOUND


def speaks_of_risk(text: str) -> bool:
    """True of a sentence in which a bare positive number with an interval may be a ratio named before.

    >>> speaks_of_risk("Smokers had a higher risk (2.1, 1.4-3.0)")
    True
    """
    return _UNNAMED_RATIO.search(text) is not None


def names_in(pieces: list[Piece]) -> list[Measure]:
    """The measures that a sentence names, in order."""
    return [piece.measure for piece in pieces if piece.kind is Kind.MEASURE and piece.measure is not None]
