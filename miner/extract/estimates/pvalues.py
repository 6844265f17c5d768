"""Which p-value belongs to which estimate."""

from itertools import pairwise

import regex

from miner.extract.estimates.drafts import Draft
from miner.extract.estimates.scanning import Kind, Piece
from miner.model.estimate import Measure

_TO_P = regex.compile(
    r"[\s,;:.)\]}%/–-]*(?:[A-Za-zµμ/%]{1,10}[)\]]?[\s,;:]*)?(?:(?:with|and|at|an?|the|two|one|sided|tailed|stratified|log|rank|test|adjusted|unadjusted|corrected|"
    r"nominal|for|trend|all|both|each|overall|associated|corresponding|respectively|significant|significantly|superiority|non|inferiority|multiplicity|"
    r"Bonferroni|FDR|exact|Fisher|Wald|in|Cox|model|also|but|not|statistically|linear)[\s,;:()\[\]-]*){0,6}[(\[]?\s?"
)
_TO_P_OF_CHANGE = regex.compile(r"(?:(?!\b(?:but|while|whereas|although|and|or|than)\b)[^\d,;:()]){0,80}[(\[]\s?")
_FROM_P = regex.compile(r"[\s,;:]*(?:and|with|for)?\s?[(\[]?\s?")
_CONTRAST = regex.compile(r"(?i)\b(?:vs\.?|versus|compared|than|and|against|placebo|control)\b|,")
_AND = regex.compile(r"[\s,;]*(?:and|vs\.?)?\s?")
_ALL_BEFORE = regex.compile(r"(?i)\b(?:all|both|each)\s?\Z")
_FAR_FOR_ALL = regex.compile(r"\s?(?:for|in)\s(?:all|both|each|every)|\s?,?\s?respectively")


def deal_p_values(text: str, pieces: list[Piece], found: list[Draft], end: int) -> None:
    """Give each estimate of a sentence the p-value that the text attaches to it, if any."""
    found = sorted(found, key=lambda one: one.first)
    p_at = [at for at, piece in enumerate(pieces) if piece.kind is Kind.P and not piece.is_test]
    taken: set[int] = set()
    by_left = _begins_with_p(text, pieces, found)
    for number, one in enumerate(found):
        inner = [at for at in p_at if one.first < at < one.last and at not in taken]
        following = found[number + 1].first if number + 1 < len(found) else len(pieces)
        at = inner[0] if inner else None
        if at is None and not by_left:
            at = _p_after(text, pieces, one, following, taken)
        if at is None:
            previous = found[number - 1].last if number else -1
            at = _p_before(text, pieces, one, previous, taken)
        if at is not None and not pieces[at].is_test:
            one.p = pieces[at]
            taken.add(at)
    _deal_lists(text, pieces, found, p_at, taken)
    _free_of_contrasts(text, pieces, found)
    _deal_to_all(text, pieces, found, end)


def _p_after(text: str, pieces: list[Piece], one: Draft, following: int, taken: set[int]) -> int | None:
    at = one.last + 1
    while at < following and pieces[at].kind is Kind.NUMBER:
        at += 1
    if at >= min(following, len(pieces)) or at in taken or pieces[at].kind is not Kind.P:
        return None
    gap = text[pieces[one.last].end : pieces[at].start]
    if at > one.last + 1:
        # "(OR 3.8 for each g/dl below 13 g/dl; P < 0.001)": other numbers may stand between in the same bracket only.
        inside = ")" not in gap and "]" not in gap and ("(" not in gap or "±" in gap)
        return at if inside and len(gap) < 60 and (";" in gap or "," in gap or "±" in gap) else None
    is_near = len(gap) < 60 and _TO_P.fullmatch(gap)
    return at if is_near or (one.is_change and _TO_P_OF_CHANGE.fullmatch(gap)) else None


def _p_before(text: str, pieces: list[Piece], one: Draft, previous: int, taken: set[int]) -> int | None:
    at = one.first - 1
    while at > previous and pieces[at].kind is Kind.MEASURE:
        at -= 1
    if at <= previous or at in taken or pieces[at].kind is not Kind.P:
        return None
    after = at + 1
    gap = text[pieces[at].end : pieces[after].start]
    if not _FROM_P.fullmatch(gap) or ("(" in gap and ")" in gap):
        return None
    between = text[pieces[after].start : pieces[one.first].start] if after < one.first else ""
    return at if len(between) < 60 and ")" not in gap else None


def _begins_with_p(text: str, pieces: list[Piece], found: list[Draft]) -> bool:
    """True where each p-value of the sentence stands before its estimate."""
    if not found:
        return False
    first = found[0].first
    while first > 0 and pieces[first - 1].kind is Kind.MEASURE:
        first -= 1
    if first == 0 or pieces[first - 1].kind is not Kind.P:
        return False
    gap = text[pieces[first - 1].end : pieces[first].start]
    if not _FROM_P.fullmatch(gap) or ")" in gap:
        return False
    last = max(one.last for one in found)
    return last + 1 >= len(pieces) or pieces[last + 1].kind is not Kind.P or len(found) > 1


def _free_of_contrasts(text: str, pieces: list[Piece], found: list[Draft]) -> None:
    """Free the last group of "43 months (CI) vs 13 months (CI); P = 0.001": the p-value is the contrast's."""
    for before, one in pairwise(found):
        is_group = one.measure is Measure.OTHER or (one.measure is Measure.MD and not one.is_named)
        alike = before.measure is one.measure and before.interval is not None and before.p is None
        if one.p is None or not is_group or not alike or one.interval is None:
            continue
        if (
            _CONTRAST.search(text, pieces[before.last].end, pieces[one.first].start)
            and one.p.start > pieces[one.last].start
        ):
            one.p = None


def _deal_lists(text: str, pieces: list[Piece], found: list[Draft], p_at: list[int], taken: set[int]) -> None:
    """Deal "1.2 (...) and 1.5 (...); P = 0.02 and 0.04": as many p-values as estimates right behind them."""
    run: list[Draft] = []
    for number, one in enumerate(found):
        run.append(one)
        following = found[number + 1].first if number + 1 < len(found) else len(pieces)
        ps = [at for at in p_at if one.last < at < following]
        if not ps:
            continue
        # The last of the run may have taken the first of the list.
        if len(run) >= 2 and len(ps) == len(run) and all(each.p is None for each in run[:-1]):
            gaps = (text[pieces[a].end : pieces[b].start] for a, b in pairwise(ps))
            if all(_AND.fullmatch(gap) for gap in gaps):
                for each, at in zip(run, ps, strict=True):
                    each.p = pieces[at]
                    taken.add(at)
        run = []


def _deal_to_all(text: str, pieces: list[Piece], found: list[Draft], end: int) -> None:
    """Deal one to all: "(p < 0.001 for all)", "both P < 0.05": one p-value for all the estimates before it."""
    for at, piece in enumerate(pieces):
        if piece.kind is not Kind.P:
            continue
        before = text[max(0, piece.start - 12) : piece.start]
        says_all = piece.for_all or _ALL_BEFORE.search(before)
        says_all = says_all or _FAR_FOR_ALL.match(text, piece.end, min(end, piece.end + 30))
        if not says_all or piece.is_test:
            continue
        for one in found:
            if one.last < at and one.p is None and not any(other.kind is Kind.P for other in pieces[one.last + 1 : at]):
                one.p = piece
