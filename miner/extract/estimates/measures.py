"""Which measure a number is: from its name, its neighbours in a list, or the words of its sentence."""

import regex

from miner.extract.estimates.cues import load_cues
from miner.extract.estimates.numbers import Number
from miner.extract.estimates.scanning import Piece
from miner.extract.estimates.values import unit_after
from miner.extract.wholewords import WholeWords
from miner.model.estimate import RATIOS, Measure

_UNBOUND = frozenset({Measure.MD, Measure.PCT_CHANGE, Measure.OTHER, Measure.RD, Measure.BETA, Measure.PCT_MEDIATED})
_LETTER = regex.compile(
    r"\s?[)\]]?\s?(?:[=:≈]|\sof\s(?=[-−–]?\d?[.·]\d)|\swas\s(?=[-−–]?\d?[.·]\d)|[(\[]\s?9\d\s?%|,\s(?=[-−–]0?[.·]\d))"
)
_BEFORE_INTERVAL = regex.compile(
    r"\s?\d[.·]\d+\s?[,;]?\s?[(\[]?\s?(?:9\d\s?%|\d[.·]\d+\s?(?:-|–|−|,|;|to)\s?\d+[.·]\d+\s?[)\]])"
)
_R = regex.compile(r"\s(?=[-−–]?0?[.·]\d)|\s(?:ranged|ranging|values?|between|for)\b")
_AMBIGUOUS = frozenset(
    {"PM", "ES", "rs", "Rs", "RS", "dz", "rg", "Kw", "rp", "RH", "rS", "PAR", "PR", "IC", "LR", "r s"}
)
_TIMES = regex.compile(r"\s?(?:-?\s?fold\b|times\b|[×x]\s)")
_TIMES_LATER = regex.compile(r"\s?[)\]](?:,?\s(?:and|or|to)\s\d[\d.]*\s?[(\[][^)\]]{0,40}[)\]])?[\s-]?(?:times|fold)\b")
_EQUALS_ONLY = regex.compile(r"\s?[)\]]?\s?[=:]\s?")
_UNIT_FOLLOWS = regex.compile(r"\s?(?:[A-Za-zµμ°%]|±|/|vs)")
_BOUNDED = frozenset({*RATIOS, Measure.R, Measure.KAPPA, Measure.ICC, Measure.AUC, Measure.R2})
_A_PERCENT = regex.compile(r"\d\s?%")
_OF_RISK = regex.compile(r"(?i)\b(?:rates?|risks?|proportions?|prevalence|incidence|percentages?)\b")
_EQUALS = regex.compile(r"[A-Za-z0-9)]\s?=\s?\Z")
_IS = regex.compile(r"(?i)\b(?:was|were|is|are)\b")
_CHANGE_FOLLOWS = regex.compile(
    r"[^(\[;]{0,24}?\b(?:lower|higher|greater|less|more|fewer|larger|smaller|longer|shorter|increase|decrease|reduction|decline|"
    r"improvement|change|gain|loss|rise|drop|fall|increment|difference|gained|saved|avoided|lost|reduced|increased)\b(?!\sthan\sor)"
)
_MORE_FOLLOWS = regex.compile(
    r"[\])\s]*[^(\[;.]{0,30}?\b(?:lower|higher|greater|less|more|fewer|larger|smaller|longer|shorter|better|worse)\b(?!\sthan\sor)"
)
_UNNAMED_RATIO = regex.compile(
    r"(?i)\b(?:risk|odds|hazard|likel(?:y|ihood)|associat\w+|related|relation\w*|predict\w+|mortality|death|times|fold|survival|incidence)\b"
)


def is_plausible(measure: Measure, number: Number, unit: str | None, *, with_interval: bool) -> bool:
    """True where a number can be of a measure: ratios are positive and without unit, correlations in -1..1."""
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


def is_misprint(text: str, name: Piece, value: Piece) -> bool:
    """True of a number that cannot be what it is called, but plainly is called so: "r = 1.35", "OR = -0.7".

    It is kept as printed, for the audit to say so.
    """
    number = value.number
    if (
        number is None
        or number.percent
        or not number.decimals
        or not _EQUALS_ONLY.fullmatch(text, name.end, value.start)
    ):
        return False
    return name.measure in _BOUNDED and abs(number.value) < 20 and not _UNIT_FOLLOWS.match(text, value.end)


def is_name(text: str, piece: Piece) -> bool:
    """False of a letter or two that stand for something else ("group B", "vitamin K", "interferon-g")."""
    name = text[piece.start : piece.end]
    if not piece.is_short or (len(name) > 1 and name not in _AMBIGUOUS):
        return True
    if (
        len(name) == 1
        and name.isascii()
        and piece.start
        and text[piece.start - 1] in "-‐–"
        and not regex.match(r"\s?=", text[piece.end : piece.end + 2])
    ):
        return False
    if name == "PR" and _BEFORE_INTERVAL.match(text, piece.end):
        return True
    if name in {"r", "R", "rs", "Rs"} and _R.match(text, piece.end):
        return True
    return name in "ββρκΔτß" or _LETTER.match(text, piece.end) is not None


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
        if pieces[at].start - pieces[index].end > (260 if measure in RATIOS else 160):
            break
        if is_plausible(measure, number, unit, with_interval=with_interval):
            return measure, index
        if index == at - 1 and is_misprint(text, pieces[index], pieces[at]):
            return measure, index
        if measure not in RATIOS:
            break
    return None


def refine(measure: Measure, text: str, number: Number, before: str) -> Measure:
    """A difference made finer: of two percentages it is a risk difference, unless of means that are percentages.

    >>> refine(Measure.MD, "", Number(4.0, 0, percent=True), "29% against 25% of them, difference ").value
    'RD'
    """
    if measure is not Measure.MD or not number.percent:
        return measure
    words = load_cues().words
    if words["percent_scales"].any_in(before) or regex.search(r"(?i)\b(?:mean|median|±|change)\b", before + text):
        return Measure.MD
    return Measure.RD if len(_A_PERCENT.findall(before)) >= 2 or _OF_RISK.search(before) else Measure.MD


def inferred_measure(text: str, start: int, at: Piece, end: int, stop: int) -> Measure:
    """The measure that the words of a sentence tell where none is named; `OTHER` where they tell nothing.

    `start` is where the words begin that may speak of this number, `end` where its estimate ends, `stop` the sentence.
    """
    cues = load_cues()
    number = at.number
    before = text[start : at.start]
    near = before[-130:]
    if number is None:
        return Measure.OTHER
    if _EQUALS.search(before):
        return Measure.OTHER
    if _TIMES.match(text, at.end) or _TIMES_LATER.match(text, end, stop):
        return Measure.OR if regex.search(r"(?i)odds|likely", near + text[at.end : end + 60]) else Measure.RR
    difference = _last(cues.words["difference"], near)
    change = _last(cues.words["change"], near)
    plain = _last(cues.words["plain"], near)
    spoken = max(difference, change)
    follows = _CHANGE_FOLLOWS.match(text, at.end, min(stop, at.end + 60)) or _MORE_FOLLOWS.match(
        text, end, min(stop, end + 60)
    )
    described = plain > spoken and _IS.search(near[plain:]) is not None
    if follows is None and (spoken < 0 or described):
        return Measure.OTHER
    if not number.percent or cues.words["percent_scales"].any_in(near):
        return Measure.MD
    if difference > change or "point" in text[at.start : at.end]:
        return refine(Measure.MD, near, number, before)
    if (
        follows is None
        and at.start
        and text[at.start - 1] in "([ "
        and cues.words["compared"].any_in(text, start, stop)
    ):
        bracketed = before.rstrip()[-1:] in {"(", "[", ":"}
        return Measure.MD if bracketed else Measure.PCT_CHANGE
    return Measure.PCT_CHANGE


def _last(words: WholeWords, text: str) -> int:
    found = words.find(text)
    return found[-1][0] if found else -1


def can_carry(measure: Measure) -> bool:
    """True of a measure that goes on for the bare numbers of a list."""
    return measure not in _UNBOUND


def speaks_of_risk(text: str) -> bool:
    """True of a sentence in which a bare positive number with an interval may be a ratio named before.

    >>> speaks_of_risk("Smokers had a higher risk (2.1, 1.4-3.0)")
    True
    """
    return _UNNAMED_RATIO.search(text) is not None
