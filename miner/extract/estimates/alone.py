"""Estimates without a confidence interval: a number that a measure's name, or a word of change, introduces."""

import regex

from miner.extract.estimates.changes import find_change, goes_on
from miner.extract.estimates.cues import load_cues
from miner.extract.estimates.drafts import Draft
from miner.extract.estimates.measures import is_misprint, is_plausible
from miner.extract.estimates.scanning import Kind, Piece
from miner.extract.estimates.values import is_count, unit_after
from miner.model.estimate import RATIOS, Measure

_INTRODUCES = regex.compile(
    r"[\s:=,;()\[\]{}~≈]*(?:(?:of|was|were|is|are|equal(?:s|ed)?(?:\sto)?|approximately|about|as|being|range[ds]?|from|"
    r"between|ranging|values?|reached|an?|at|estimated|为|是)[\s:=,(\[]*){0,4}"
)
_ENDS = regex.compile(r"\s?[),;]")
_INTRODUCES_FAR = regex.compile(
    r"[^.;=]{0,140}?(?:=|\b(?:was|were|of|is|are|ranged\sfrom|ranging\sfrom|between|range)\b|,)\s?"
)
_GOES_ON = regex.compile(r"\s?(?:to|and|,|,\s?and|-|–|or|;)\s?")
_GOES_ON_FAR = regex.compile(r"[^.;=]{0,60}\b(?:ranged|ranging|range)\s(?:from|between)?\s?")
_AGAINST = regex.compile(r"\s?(?:vs\.?|versus|compared\s(?:with|to))\s")
_DESCRIBES = regex.compile(r"\s?(?:±|\+/[-−]|vs\.?\s|versus\s|/\s?\d|\((?:SD|range|IQR))")
_SPREAD = regex.compile(r"\s?(?:±|\+/[-−])\s?")
_LIMITS_ALONE = regex.compile(
    r"\s?(?:[=:]|\b(?:of|was|is)\b)?\s?[(\[]\s?\d[\d.·]*\s?(?:,|;|-|–|−|\bto\b)\s?\d[\d.·]*\s?[)\]]"
)
_FAR = frozenset({*RATIOS, Measure.R, Measure.AUC, Measure.ICC, Measure.KAPPA, Measure.SMD})


def find_alone(text: str, pieces: list[Piece], drafts: list[Draft], start: int, *, is_report: bool) -> list[Draft]:
    """The estimates without an interval of a sentence that begins at `start`, those of `drafts` left out.

    `is_report` is True of a sentence that tells what was found, and not what was planned or known.
    """
    used = {at for draft in drafts for at in (draft.value, *(draft.interval.bounds if draft.interval else ()))}
    found: list[Draft] = []
    for at, piece in enumerate(pieces):
        if piece.kind is not Kind.NUMBER or at in used or piece.number is None or is_count(text, piece):
            continue
        draft = (
            _named(text, pieces, at, found)
            or find_change(text, pieces, at, start, is_report=is_report)
            or (goes_on(text, pieces, at, found[-1]) if found else None)
        )
        if draft is not None:
            found.append(draft)
    return found


def _named(text: str, pieces: list[Piece], at: int, found: list[Draft]) -> Draft | None:
    """A number that a measure's name introduces, or that goes on a list of such."""
    previous = found[-1] if found and not (found[-1].needs_p or found[-1].is_change) else None
    name: int | None = at - 1
    measure = pieces[at - 1].measure if at else None
    if measure is None or not _introduces(text, pieces, at - 1, at):
        if previous is None or previous.value != at - 1 or not _goes_on(text, pieces, at, previous.measure):
            return None
        measure, name = previous.measure, None
    if name is not None and measure in RATIOS and _is_interval_alone(text, pieces[name]):
        return None
    piece, cues = pieces[at], load_cues()
    number = piece.number
    assert number is not None
    fits = is_plausible(measure, number, unit_after(text, piece), with_interval=False)
    if measure in cues.never_alone or not (fits or (name is not None and is_misprint(text, pieces[name], piece))):
        return None
    after = text[piece.end : piece.end + 12]
    if measure is Measure.BETA and number.decimals == 0 and not text[pieces[at - 1].end : piece.start].strip():
        return None  # "β2 agonist", "β 2 agonist"
    if number.decimals == 0 and text[piece.start - 1 : piece.start] == "(" and after.startswith(")"):
        return None  # "(1) adjusted OR; (2) ..."
    if measure in RATIOS and ((number.decimals == 0 and not _ENDS.match(after)) or _DESCRIBES.match(after)):
        return None
    if measure in cues.with_p and _DESCRIBES.match(after) and not _is_spread_beside_p(text, pieces, at):
        return None
    if measure is Measure.RD and not number.percent and unit_after(text, piece) is not None:
        measure = Measure.MD
    needs_p = measure in cues.with_p
    return Draft(at, at, at, measure=measure, name=name, is_named=True, needs_p=needs_p, is_change=needs_p)


def _is_interval_alone(text: str, name: Piece) -> bool:
    """True of a ratio of which only the limits are printed: "OR = (0.5, 0.7)"; "ORs (1.2, 1.5)" are two of them."""
    return text[name.end - 1] != "s" and _LIMITS_ALONE.match(text, name.end) is not None


def _is_spread_beside_p(text: str, pieces: list[Piece], at: int) -> bool:
    """True of "0.41 ± 0.24; P = 0.03": the error of a difference, which a p-value follows."""
    return (
        at + 2 < len(pieces)
        and _SPREAD.fullmatch(text, pieces[at].end, pieces[at + 1].start) is not None
        and pieces[at + 1].kind is Kind.NUMBER
        and pieces[at + 2].kind is Kind.P
    )


def _introduces(text: str, pieces: list[Piece], name: int, at: int) -> bool:
    gap = text[pieces[name].end : pieces[at].start]
    if _INTRODUCES.fullmatch(gap):
        return True
    number = pieces[at].number
    if number is None or number.decimals == 0:
        return False
    if pieces[name].measure not in _FAR and not (pieces[name].measure in load_cues().with_p and number.signed):
        return False
    return len(gap.split()) <= 16 and _INTRODUCES_FAR.fullmatch(gap) is not None


def _goes_on(text: str, pieces: list[Piece], at: int, measure: Measure) -> bool:
    gap = text[pieces[at - 1].end : pieces[at].start]
    number = pieces[at].number
    if number is None or number.decimals == 0:
        return False
    if measure not in RATIOS and _AGAINST.fullmatch(gap):
        return True
    return bool(_GOES_ON.fullmatch(gap)) or (measure is Measure.R and _GOES_ON_FAR.fullmatch(gap) is not None)
