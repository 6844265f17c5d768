"""Claims from tables: a row with its header gives exposure, outcome, model and estimate, and the cell is the quote."""

import regex

from miner.extract.estimates.tables import TableRow, iter_table_rows
from miner.model.article import SectionKind
from miner.model.claim import Certainty, Claim, Term
from miner.model.estimate import RATIOS, Estimate, POperator
from miner.model.layout import Cell
from miner.model.reading import Document

_LEVEL_ROW = regex.compile(
    r"(?i)\s*(?:[QT]\d|quartile|tertile|quintile|continuous|per\b|highest|lowest|low|middle|medium|high|first|second|third|"
    r"fourth|fifth|[≥>≤<]|\d|ever|never|current|former|yes|no|model\b|crude|adjusted|unadjusted)"
)
_LINK = regex.compile(
    r"(?i)\b(?:associations?|relations?|relationships?|correlations?|effects?|odds|risks?|hazards?|ratios?)\b[^.;]*?"
    r"\b(?:between|of|for)\s(?P<one>[^.;]{3,90}?)\s"
    r"(?P<glue>and|with|on|by|according to|across|in relation to|associated with|for)\s(?:the\s)?(?P<other>[^.;]{3,90})"
)
_BY_GLUE = frozenset({"by", "according to", "across", "in relation to", "associated with"})


def find_table_claims(document: Document, *, estimates: tuple[Estimate, ...]) -> tuple[Claim, ...]:
    """The claims of a document's tables: what the caption and the row name, and the cell as the quote.

    The caption tells what is related to what ("associations between X and Y"); a row that is a level of X ("Q4", "per
    100 mg") speaks of X, another row of itself. A table whose caption names no outcome gives none.
    """
    index = {(each.start, each.end): number for number, each in enumerate(estimates)}
    claims = []
    for row in iter_table_rows(document):
        ends = _ends(document, row)
        number = index.get((row.estimate.start, row.estimate.end))
        if ends is None or number is None:
            continue
        estimate = row.estimate
        sign = _sign(estimate)
        claims.append(
            Claim(
                start=estimate.start,
                end=estimate.end,
                quote=estimate.text,
                subject=ends[0],
                object=ends[1],
                sign=sign,
                certainty=Certainty.NEGATED if sign == 0 else Certainty.ASSERTED,
                comparison=document.text[slice(*row.label)] if _LEVEL_ROW.match(document.text, *row.label) else None,
                adjusted=estimate.adjusted,
                section=SectionKind.TABLE,
                estimates=(number,),
                rule="table: caption, row and column",
            )
        )
    return tuple(claims)


def _sign(estimate: Estimate) -> int | None:
    null = 1.0 if estimate.measure in RATIOS else 0.0
    low, high = estimate.ci_low, estimate.ci_high
    if low is not None and high is not None:
        return 1 if low > null else -1 if high < null else 0
    if estimate.p is None:
        return None
    is_small = estimate.p < 0.05 or (estimate.p == 0.05 and estimate.p_op in {POperator.LT, POperator.LE})
    return (1 if estimate.value > null else -1) if is_small else 0


def _ends(document: Document, row: TableRow) -> tuple[Term, Term] | None:
    """Subject and object of a row's claim."""
    link = _LINK.search(document.text, *row.table.caption)
    if link is None:
        return None
    one, other = link.span("one"), link.span("other")
    subject, outcome = (other, one) if link["glue"].lower() in _BY_GLUE else (one, other)
    if not _LEVEL_ROW.match(document.text, *row.label):
        subject = row.label
    elif row.group is not None and not _LEVEL_ROW.match(document.text, *row.group):
        subject = row.group
    first, second = _term(document, subject), _term(document, outcome)
    return None if first is None or second is None or first.start == second.start else (first, second)


def _term(document: Document, span: Cell) -> Term | None:
    """The first thing named in a span, linked; None where no mention stands in it."""
    inside = [each for each in document.mentions if span[0] <= each.start and each.end <= span[1]]
    if not inside:
        return None
    best = min(inside, key=lambda each: (each.concept is None, each.start))
    return Term(best.text, best.start, best.end, best.concept, best.type)
