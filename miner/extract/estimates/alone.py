"""Estimates without a confidence interval: a number that a measure's name, or a verb of change, introduces."""

import regex

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
_NO_CHANGE = regex.compile(r"[\s-]?(?:fold|times|years?|months?|weeks?|days?|patients?)\b")
_INTRODUCES_FAR = regex.compile(
    r"[^.;=]{0,140}?(?:=|\b(?:was|were|of|is|are|ranged\sfrom|ranging\sfrom|between|range)\b|,)\s?"
)
_GOES_ON = regex.compile(r"\s?(?:to|and|,|,\s?and|-|–|or|;)\s?")
_GOES_ON_FAR = regex.compile(r"[^.;=]{0,60}\b(?:ranged|ranging|range)\s(?:from|between)?\s?")
_AGAINST = regex.compile(r"\s?(?:vs\.?|versus|compared\s(?:with|to))\s")
_DESCRIBES = regex.compile(r"\s?(?:±|\+/[-−]|vs\.?\s|versus\s|/\s?\d|\((?:SD|range|IQR))")
_FAR = frozenset({*RATIOS, Measure.R, Measure.AUC, Measure.ICC, Measure.KAPPA, Measure.SMD})
_BY = regex.compile(
    r"(?i)\b(?:(?:decreas|increas|reduc|lower|improv|declin|rais)(?:e|es|ed|ing)|fell|rose|dropped|drop|gained|lost|"
    r"(?:reduction|decrease|increase|improvement|decline|change|gain|loss|difference|drop|rise)s?)\b"
    r"(?:\s[^\s\d(),;.]+){0,7}?\s(?:by|of)\s(?:an?\s)?(?:(?:mean|average|median|about|approximately|only|nearly|almost|up\sto)\s(?:of\s)?)?\Z"
)
_CHANGE_AFTER = regex.compile(
    r"(?i)(?:\s[A-Za-z/%]+){0,2}?\s(?:lower|higher|greater|less|more|fewer|reduction|decrease|increase|improvement|decline|loss|gain)\b"
)


def find_alone(text: str, pieces: list[Piece], drafts: list[Draft]) -> list[Draft]:
    """The estimates of a sentence that have no interval, those of `drafts` left out."""
    used = {at for draft in drafts for at in (draft.value, *(draft.interval.bounds if draft.interval else ()))}
    found: list[Draft] = []
    for at, piece in enumerate(pieces):
        if piece.kind is not Kind.NUMBER or at in used or piece.number is None or is_count(text, piece):
            continue
        draft = _named(text, pieces, at, found) or _changed(text, pieces, at)
        if draft is not None:
            found.append(draft)
    return found


def _named(text: str, pieces: list[Piece], at: int, found: list[Draft]) -> Draft | None:
    """A number that a measure's name introduces, or that goes on a list of such."""
    previous = found[-1] if found and not found[-1].needs_p else None
    name: int | None = at - 1
    measure = pieces[at - 1].measure if at else None
    if measure is None or not _introduces(text, pieces, at - 1, at):
        if previous is None or previous.value != at - 1 or not _goes_on(text, pieces, at, previous.measure):
            return None
        measure, name = previous.measure, None
    piece, cues = pieces[at], load_cues()
    number = piece.number
    assert number is not None
    fits = is_plausible(measure, number, unit_after(text, piece), with_interval=False)
    if measure in cues.never_alone or not (fits or (name is not None and is_misprint(text, pieces[name], piece))):
        return None
    after = text[piece.end : piece.end + 12]
    if measure is Measure.BETA and piece.start == pieces[at - 1].end:
        return None  # "β2 agonist"
    if number.decimals == 0 and text[piece.start - 1 : piece.start] == "(" and after.startswith(")"):
        return None  # "(1) adjusted OR; (2) ..."
    if measure in RATIOS and ((number.decimals == 0 and not _ENDS.match(after)) or _DESCRIBES.match(after)):
        return None
    if measure in cues.with_p and _DESCRIBES.match(after):
        return None
    return Draft(at, at, at, measure=measure, name=name, is_named=True, needs_p=measure in cues.with_p)


def _introduces(text: str, pieces: list[Piece], name: int, at: int) -> bool:
    gap = text[pieces[name].end : pieces[at].start]
    if _INTRODUCES.fullmatch(gap):
        return True
    number = pieces[at].number
    if pieces[name].measure not in _FAR or number is None or number.decimals == 0:
        return False
    return len(gap.split()) <= 14 and _INTRODUCES_FAR.fullmatch(gap) is not None


def _goes_on(text: str, pieces: list[Piece], at: int, measure: Measure) -> bool:
    gap = text[pieces[at - 1].end : pieces[at].start]
    number = pieces[at].number
    if number is None or number.decimals == 0:
        return False
    if measure not in RATIOS and _AGAINST.fullmatch(gap):
        return True
    return bool(_GOES_ON.fullmatch(gap)) or (measure is Measure.R and _GOES_ON_FAR.fullmatch(gap) is not None)


def _changed(text: str, pieces: list[Piece], at: int) -> Draft | None:
    """A change told by a verb or noun, an estimate where a p-value stands beside it: "fell by 5 kg (p = 0.01)"."""
    piece = pieces[at]
    assert piece.number is not None
    if at + 1 >= len(pieces) or pieces[at + 1].kind is not Kind.P:
        return None
    if _NO_CHANGE.match(text, piece.end):
        return None
    if _DESCRIBES.match(text, piece.end):
        return None
    before = text[max(0, piece.start - 110) : piece.start]
    after = text[piece.end : pieces[at + 1].start]
    if not _BY.search(before) and not (piece.number.percent and _CHANGE_AFTER.match(after)):
        return None
    percent = piece.number.percent and not load_cues().words["percent_scales"].search(before)
    return Draft(at, at, at, measure=Measure.PCT_CHANGE if percent else Measure.MD, needs_p=True)
