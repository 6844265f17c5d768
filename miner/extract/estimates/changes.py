"""Changes told in words: "fell by 5 kg (p = 0.01)", "a 12% higher risk", "higher by 23% in men and 24% in women"."""

import regex

from miner.extract.estimates.cues import load_cues
from miner.extract.estimates.drafts import Draft
from miner.extract.estimates.scanning import Kind, Piece
from miner.model.estimate import RATIOS, Measure

_NO_CHANGE = regex.compile(r"[\s-]?(?:fold|times|years?|months?|weeks?|days?|patients?)\b")
_DESCRIBES = regex.compile(r"\s?(?:±|\+/[-−]|vs\.?\s|versus\s|/\s?\d|\((?:SD|range|IQR))")
_VERBS = (
    r"(?:(?:decreas|increas|reduc|lower|improv|declin|rais|elevat|diminish|attenuat|shorten|lengthen)(?:e|es|ed|ing)"
    r"|fell|falls|rose|rises|dropped|drops?|gained|lost|grew|(?:went|goes|was|were|is|are)\s(?:up|down)"
    r"|(?:reduction|decrease|increase|improvement|decline|change|gain|loss|difference|drop|rise)s?)"
)
_MORE = r"(?:lower|higher|greater|less|more|fewer|smaller|larger|shorter|longer)"
_ABOUT = (
    r"(?:an?\s)?(?:(?:mean|average|median|about|around|approximately|only|nearly|almost|up\sto|some|just|as\smuch\sas)"
    r"\s(?:of\s)?)?"
)
_BY = regex.compile(rf"(?i)\b{_VERBS}\b(?:\s[^\s\d(),;.]+){{0,7}}?\s(?:by|of)\s{_ABOUT}\Z")
_BY_FAR = regex.compile(rf"(?i)\b(?:{_VERBS}|{_MORE})\b[^;()=%]{{0,100}}?,?\sby\s{_ABOUT}\Z")
_CHANGE_AFTER = regex.compile(
    r"(?i)(?:\s[A-Za-z/%]+){0,2}?\s(?:lower|higher|greater|less|more|fewer|reduction|decrease|increase|improvement|decline|loss|gain)\b"
)
_MORE_AFTER = regex.compile(
    rf"(?i)[\s-](?:relative\s|further\s|additional\s|overall\s|adjusted\s|(?:statistically\s)?(?:non-?)?significant(?:ly)?\s)?"
    rf"(?:{_MORE}\b(?!\sthan\s(?:half|or)\b)(?!\s(?:of|or|complete)\b)|(?:reduced|increased|decreased|lowered|elevated|raised)\s(?:odds|risk|hazard|"
    r"likelihood|mortality|incidence|rate|probability|prevalence)|(?:(?!(?:report|show|achiev|experienc|note|had|have|has|saw|felt|of|with|was|were|and|or|no)\w*\s)[a-z]+\s)?(?:reduction|decrease|increase|improvement|decline|rise|drop|fall)s?\b)"
)
_IN_LIST = regex.compile(
    r"(?:\s(?:in|at|for|after|with|on)\s[\w\s-]{1,30}?)?(?:,\s?|,?\s(?:and|or)\s)(?:by\s)?(?:an?\s)?"
)
_TO_NEXT = regex.compile(r"(?:,\s?|,?\s(?:and|or)\s)")
_IN_BRACKETS = regex.compile(r"(?:[(\[]\s?|[;,]\s)\Z")
_CLOSES = regex.compile(r"\s?[)\];,](?!\sto\s[-−+]?\d)")
_EXPOSURE = regex.compile(
    r"(?i)\sif\b|[^.;,]{0,70}?\b(?:was|is|were|are)\s(?:\w+ly\s)?(?:associated|related|linked|correlated|achieved|reached)\b"
)
_SET_OFF = regex.compile(r"(?i)(?:\b(?:each|every|per|for\sany?|for\san?|first|[≥>≤<∼])\s(?:\w+\s){0,2}|[≥≤<>]\s?)\Z")
_BOUND = regex.compile(r"(?:(?:[≥≤<>]|>or)\s?=?|\d\s?%?\s?[-–—]|%\s?[\[(]|[-–—]\s?[\[(])\s?\Z")
_SHARES = regex.compile(rf"\d\s?%\s(?![^,]*\b{_MORE}\b)[A-Za-z/ ]{{2,30}},\s(?:and\s)?\Z")
_ABSOLUTE = regex.compile(r"\sabsolute\b")
_CLAUSE = 90
_NEAR = 20


def find_change(text: str, pieces: list[Piece], at: int, start: int, *, is_report: bool) -> Draft | None:
    """The change that the number at `at` tells, in a sentence that begins at `start`; None where it tells none.

    A change of a mean needs a p-value beside it; a percent change stands without one in a sentence that reports what
    was found (`is_report`).
    """
    piece = pieces[at]
    assert piece.number is not None
    is_beside_p = at + 1 < len(pieces) and pieces[at + 1].kind is Kind.P
    if not is_beside_p and not (piece.number.percent and is_report):
        return None
    if _NO_CHANGE.match(text, piece.end) or _DESCRIBES.match(text, piece.end):
        return None
    before = text[max(start, piece.start - 110) : piece.start]
    percent = piece.number.percent and not load_cues().words["percent_scales"].any_in(text, start, piece.end + 12)
    if percent and is_report and _is_told(text, pieces, at, before):
        return Draft(at, at, at, measure=Measure.PCT_CHANGE, is_change=True)
    if not is_beside_p:
        return None
    after = text[piece.end : pieces[at + 1].start]
    if not _BY.search(before) and not (piece.number.percent and _CHANGE_AFTER.match(after)):
        return None
    if _EXPOSURE.match(after) or (percent and load_cues().words["planned"].any_in(before[-_NEAR:])):
        return None
    measure = Measure.PCT_CHANGE if percent else Measure.MD
    return Draft(at, at, at, measure=measure, needs_p=True, is_change=True)


def _is_told(text: str, pieces: list[Piece], at: int, before: str) -> bool:
    """True of a percentage by which something is said to be more or less."""
    piece = pieces[at]
    if "point" in text[piece.start : piece.end] or _ABSOLUTE.match(text, piece.end):
        return False
    if _BOUND.search(before) or _SHARES.search(before):
        return False
    if load_cues().words["planned"].any_in(before[-_CLAUSE:]) or _EXPOSURE.match(text, piece.end):
        return False
    if _MORE_AFTER.match(text, piece.end):
        return not _SET_OFF.search(before)
    if _BY.search(before) or _BY_FAR.search(before):
        return True
    number = piece.number
    if number is not None and number.signed and _IN_BRACKETS.search(before) and _CLOSES.match(text, piece.end):
        return True
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    return (
        following is not None
        and following.number is not None
        and following.number.percent
        and _TO_NEXT.fullmatch(text, piece.end, following.start) is not None
        and _MORE_AFTER.match(text, following.end) is not None
        and not _SET_OFF.search(before)
    )


def goes_on(text: str, pieces: list[Piece], at: int, previous: Draft) -> Draft | None:
    """The next of a list of percent changes: "by 23% in men and 24% in women", "by 5% at 1 year and 6% at 5"."""
    piece = pieces[at]
    if not previous.is_change or previous.needs_p or piece.number is None or not piece.number.percent:
        return None
    between = pieces[previous.value + 1 : at]
    if any(each.number is None or each.number.percent or each.number.decimals for each in between):
        return None
    if not _IN_LIST.fullmatch(text, pieces[previous.value].end, piece.start):
        return None
    return Draft(at, at, at, measure=Measure.PCT_CHANGE, is_change=True)


def without_restated(pieces: list[Piece], drafts: list[Draft]) -> list[Draft]:
    """The drafts without percents that only say a ratio in words: "16% lower odds (OR 0.84)", |1 - 0.84| being 16%."""
    ratios = [draft for draft in drafts if draft.measure in RATIOS]
    return [draft for draft in drafts if not (draft.is_change and draft.p is None and _restates(pieces, draft, ratios))]


def _restates(pieces: list[Piece], draft: Draft, ratios: list[Draft]) -> bool:
    percent = pieces[draft.value].number
    if percent is None or not percent.percent:
        return False
    for ratio in ratios:
        number = pieces[ratio.value].number
        if number is not None and abs(abs(1 - number.value) * 100 - abs(percent.value)) <= 1:
            return True
    return False
