"""Claims from tables: a row with its header gives exposure, outcome, model and estimate, and the cell is the quote."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex

from miner.extract.estimates.tables import LEVEL, TableRow, iter_table_rows
from miner.model.article import SectionKind
from miner.model.claim import Certainty, Claim, Mediator, Term
from miner.model.estimate import RATIOS, Estimate, Measure, POperator
from miner.model.layout import Cell
from miner.model.reading import Document, Mention

_LEVEL_ROW = regex.compile(
    rf"(?i)\s*(?:{LEVEL}|continuous|per\b|low|middle|medium|high|first|second|third|"
    r"fourth|fifth|[≥⩾>≤⩽<]|\d|ever|never|current|former|yes|no|model\b|crude|adjusted|unadjusted)"
)
_LINK = regex.compile(
    r"(?i)\b(?:associations?|relations?|relationships?|correlations?|effects?|odds|risks?|hazards?|ratios?)\b[^.;]*?"
    r"\b(?:between|of|for)\s(?P<one>[^.;]{3,90}?)\s"
    r"(?P<glue>and|with|on|by|according to|across|in relation to|associated with|for)\s(?:the\s)?(?P<other>[^.;]{3,90})"
)
_BY_GLUE = frozenset({"by", "according to", "across", "in relation to", "associated with"})
_SEX = r"(?:wom[ae]n|m[ae]n|girls?|boys?|females?|males?)"
_PEOPLE = regex.compile(
    rf"(?i)\s*(?:(?:all|older|younger|elderly|obese|overweight|lean|healthy|(?:pre|post|peri)-?\s?menopausal|black|white|"
    rf"hispanic|asian|non-hispanic|african-?\s?american|mexican-?\s?american)\b[\s,/]*)*"
    rf"(?:{_SEX}|children|adolescents|adults|participants|patients|subjects|individuals|(?:never|current|former|ever)"
    r"(?=\ssmokers)\ssmokers|(?:non-?\s?)?smokers|(?:non-?\s?)?drinkers|(?:non-?\s?)?diabetics|whites?|blacks?|hispanics?|asians?|"
    r"(?:white|black|hispanic|asian)(?:/other)?)"
    r"(?:\s(?:with|without|aged?|who|under|over|only)\b[^|]*)?\s*[:,]?\s*(?:\([^()]*\)|[*†‡§\d])*\s*"
)
_OF_SEX = regex.compile(rf"(?i)\b{_SEX}\b")
_AMONG = regex.compile(r"(?i)\(\s?(?:among|in)\s(?P<who>[^()]+)\)")
_WHOLE = regex.compile(
    r"(?i)\s*(?:all|overall|total|both|whole)(?:\s(?:study\s)?(?:sexes|population|sample|cohort|participants|patients|"
    r"subjects|women|men|children|adults))?\s*[:,]?\s*(?:\([^()]*\)|[*†‡§\d])*\s*"
)
_STRATIFIED = regex.compile(r"(?i)\b(?:sub-?\s?groups?|stratif\w+|interaction)\b")
_OUTCOMES = regex.compile(
    r"(?i)\s*(?:primary |secondary )?(?:outcomes?|end-?\s?points?|dependent|events?|complications?)\b"
)
_MEDIATED = regex.compile(r"(?i)\bmediat\w+|\bindirect\b")
_NOT_MEDIATED = regex.compile(r"(?i)\s*(?:total|(?:natural\s|average\s)?direct)\s(?:effects?|associations?)\b.*")


@dataclass(frozen=True, slots=True)
class _Place:
    """Of whom and of what level a row speaks: its subgroup, its contrast, and what cell names its exposure if any."""

    subgroup: str | None
    comparison: str | None
    exposure: Cell | None


def find_table_claims(
    document: Document, *, estimates: tuple[Estimate, ...], told: Sequence[Claim] = ()
) -> tuple[Claim, ...]:
    """The claims of a document's tables: what the caption and the row name, and the cell as the quote.

    The caption tells what is related to what ("associations between X and Y"); a row that is a level of X ("Q4", "per
    100 mg") or a part of the people speaks of X, another row of itself. Rows of indirect effects and of shares mediated
    name mediators; their sign is that of the claim `told` before of the same pair. A table whose caption names no
    outcome gives none.
    """
    index = {(each.start, each.end): number for number, each in enumerate(estimates)}
    claims: list[Claim] = []
    for row in iter_table_rows(document):
        number = index.get((row.estimate.start, row.estimate.end))
        if number is None:
            continue
        claim = _mediated(document, row, number, told) if _is_mediated(document, row) else _plain(document, row, number)
        if claim is not None:
            claims.append(claim)
    return tuple(_joined(claims))


def _plain(document: Document, row: TableRow, number: int) -> Claim | None:
    place = _place(document.text, row)
    ends = _ends(document, row, place)
    if ends is None:
        return None
    sign = _sign(row.estimate)
    return Claim(
        start=row.estimate.start,
        end=row.estimate.end,
        quote=row.estimate.text,
        subject=ends[0],
        object=ends[1],
        sign=sign,
        certainty=Certainty.NEGATED if sign == 0 else Certainty.ASSERTED,
        comparison=place.comparison,
        adjusted=row.estimate.adjusted,
        subgroup=place.subgroup,
        section=SectionKind.TABLE,
        estimates=(number,),
        rule="table: caption, row and column",
    )


def _sign(estimate: Estimate) -> int | None:
    null = 1.0 if estimate.measure in RATIOS else 0.0
    low, high = estimate.ci_low, estimate.ci_high
    if low is not None and high is not None:
        return 1 if low > null else -1 if high < null else 0
    if estimate.p is None:
        return None
    is_small = estimate.p < 0.05 or (estimate.p == 0.05 and estimate.p_op in {POperator.LT, POperator.LE})
    return (1 if estimate.value > null else -1) if is_small else 0


def _place(text: str, row: TableRow) -> _Place:
    """What the row's label, the label over it and the column's head say of people and levels."""
    label, group = text[slice(*row.label)], text[slice(*row.group)] if row.group else ""
    who = [each.strip(" :") for each in (group, label) if _PEOPLE.fullmatch(each) and not _WHOLE.fullmatch(each)]
    sexes = {found[0] for found in _OF_SEX.finditer(row.head)}
    who += [sexes.pop()] if len(sexes) == 1 else []
    who += [found["who"].strip() for each in (group, label) if (found := _AMONG.search(each))]
    is_people = any(pattern.fullmatch(label) for pattern in (_PEOPLE, _WHOLE, _NOT_MEDIATED))
    is_level = _LEVEL_ROW.match(label) is not None
    if not who and not _WHOLE.fullmatch(label) and _STRATIFIED.search(text[slice(*row.table.caption)]):
        who, is_people = [f"{group.strip(' :')}: {label.strip()}" if group else label.strip()], True
    exposure = None
    if not is_level and not is_people:
        exposure = row.label
    elif row.group is not None and not (_LEVEL_ROW.match(group) or _PEOPLE.fullmatch(group) or is_people):
        exposure = row.group
    head = regex.match(rf"(?i)\s*(?:{LEVEL})", row.head)
    comparison = label.strip() if is_level and not is_people else head[0].strip() if head else None
    return _Place(", ".join(dict.fromkeys(who)) or None, comparison, exposure)


def _ends(document: Document, row: TableRow, place: _Place) -> tuple[Term, Term] | None:
    """Subject and object of a row's claim; where the first column lists outcomes, the row names the object."""
    link = _LINK.search(document.text, *row.table.caption)
    if link is None:
        return None
    one, other = link.span("one"), link.span("other")
    subject, outcome = (other, one) if link["glue"].lower() in _BY_GLUE else (one, other)
    if place.exposure is not None:
        if any(_OUTCOMES.match(document.text, *cells[0]) for cells in row.table.header if cells):
            outcome = place.exposure
        else:
            subject = place.exposure
    first, second = _term(document, subject), _term(document, outcome)
    if first is None or second is None or first.start == second.start:
        return None
    is_same = first.concept is not None and first.concept == second.concept
    return None if is_same or first.text.casefold() == second.text.casefold() else (first, second)


def _is_mediated(document: Document, row: TableRow) -> bool:
    """True of a share mediated or an indirect effect, whose row names the mediator."""
    if _NOT_MEDIATED.match(document.text, *row.label) or _LEVEL_ROW.match(document.text, *row.label):
        return False
    if row.estimate.measure is Measure.PCT_MEDIATED:
        return True
    return _MEDIATED.search(row.head) is not None and _NOT_MEDIATED.match(row.head) is None


def _mediated(document: Document, row: TableRow, number: int, told: Sequence[Claim]) -> Claim | None:
    link = _LINK.search(document.text, *row.table.caption)
    if link is None:
        return None
    subject, target = _term(document, link.span("one")), _term(document, link.span("other"))
    if subject is None or target is None or subject.start == target.start:
        return None
    estimate = row.estimate
    percent = estimate.value if estimate.measure is Measure.PCT_MEDIATED else None
    named = _term(document, row.label) or _whole(document.text, row.label)
    return Claim(
        start=estimate.start,
        end=estimate.end,
        quote=estimate.text,
        subject=subject,
        object=target,
        sign=next((c.sign for c in reversed(told) if c.sign and _is_pair(c, subject, target)), None),
        section=SectionKind.TABLE,
        mediators=(Mediator(named.text, named.start, named.end, named.concept, named.type, percent),),
        estimates=(number,),
        rule="table: mediation, caption and row",
    )


def _is_pair(claim: Claim, subject: Term, target: Term) -> bool:
    return all(
        (a.concept is not None and a.concept == b.concept) or a.text.casefold() == b.text.casefold()
        for a, b in ((claim.subject, subject), (claim.object, target))
    )


def _joined(claims: Sequence[Claim]) -> list[Claim]:
    """The claims with those of one mediator's row made one, its share kept: "indirect effect", "% mediated"."""
    joined: list[Claim] = []
    for claim in claims:
        last = joined[-1] if joined else None
        if (
            last is None
            or not claim.mediators
            or not last.mediators
            or last.mediators[0].start != claim.mediators[0].start
        ):
            joined.append(claim)
            continue
        shown = claim if claim.mediators[0].percent is not None else last
        joined[-1] = replace(shown, estimates=(*last.estimates, *claim.estimates))
    return joined


def _term(document: Document, span: Cell) -> Term | None:
    """The first thing named in a span, linked; None where no mention stands in it."""
    inside = [each for each in document.mentions if span[0] <= each.start and each.end <= span[1]]
    return _of_mention(min(inside, key=lambda each: (each.concept is None, each.start))) if inside else None


def _of_mention(mention: Mention) -> Term:
    return Term(mention.text, mention.start, mention.end, mention.concept, mention.type)


def _whole(text: str, span: Cell) -> Term:
    start, end = span
    return Term(text[start:end], start, end)
