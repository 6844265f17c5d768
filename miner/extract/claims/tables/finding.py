"""Claims from tables: a row with its header gives exposure, outcome, model and estimate, and the cell is the quote."""

from collections.abc import Sequence

import regex

from miner.extract.claims.tables.ends import Ends, EndsReader
from miner.extract.claims.tables.paths import find_mediated, find_step, is_direct, is_mediated, joined
from miner.extract.estimates.tables.rows import TableRow, iter_table_rows
from miner.model.article import SectionKind
from miner.model.claim import Certainty, Claim
from miner.model.estimate import RATIOS, Estimate, Measure, POperator
from miner.model.reading import Document

_RELATES = frozenset(
    {*RATIOS, Measure.BETA, Measure.MD, Measure.SMD, Measure.RD, Measure.R, Measure.PCT_CHANGE, Measure.PCT_MEDIATED}
)
_SURVIVAL = regex.compile(r"(?i)\bsurvival\b")


def find_table_claims(
    document: Document, *, estimates: tuple[Estimate, ...], told: Sequence[Claim] = ()
) -> tuple[Claim, ...]:
    """The claims of a document's tables: what the caption and the row name, and the cell as the quote.

    The caption tells what is related to what ("associations between X and Y"); a row that is a level of X ("Q4", "per
    100 mg") or a part of the people speaks of X, another row of itself. Rows of indirect effects and of shares mediated
    name mediators; their sign is that of the claim `told` before of the same pair. A table of which nothing names an
    outcome gives none.
    """
    index = {(each.start, each.end): number for number, each in enumerate(estimates)}
    reader = EndsReader(document)
    claims: list[tuple[int, Claim]] = []
    for row in iter_table_rows(document):
        number = index.get((row.estimate.start, row.estimate.end))
        if number is None or row.estimate.measure not in _RELATES:
            continue
        if is_mediated(document.text, row):
            claim = find_mediated(reader, row, number, told)
        else:
            claim = _plain(reader, row, number)
        if claim is not None:
            claims.append((row.table.start, claim))
    return tuple(joined(claims))


def _plain(reader: EndsReader, row: TableRow, number: int) -> Claim | None:
    ends = _ends(reader, row)
    if ends is None:
        return None
    sign = _sign(row)
    if sign and row.estimate.measure is Measure.HR and _SURVIVAL.search(ends.object.text):
        sign = -sign  # a hazard is that of death, or of what ends the survival
    if sign:
        sign = sign * ends.turn if ends.has_direction else None
    return Claim(
        start=row.estimate.start,
        end=row.estimate.end,
        quote=row.estimate.text,
        subject=ends.subject,
        object=ends.object,
        sign=sign,
        subject_state=ends.state,
        certainty=Certainty.NEGATED if sign == 0 else Certainty.ASSERTED,
        comparison=ends.comparison,
        adjusted=row.estimate.adjusted,
        subgroup=ends.subgroup,
        section=SectionKind.TABLE,
        estimates=(number,),
        rule="table: caption, row and column",
    )


def _ends(reader: EndsReader, row: TableRow) -> Ends | None:
    step = find_step(reader, row)
    if step is None:
        return reader.read(row, is_direct=is_direct(reader.text, row))
    exposure, outcome = step
    return None if exposure is None or outcome is None else reader.ends(row, reader.sort(row), exposure, outcome)


def _sign(row: TableRow) -> int | None:
    """What the estimate says by its interval, its p-value or its standard error, the first that is printed."""
    estimate = row.estimate
    null = 1.0 if estimate.measure in RATIOS else 0.0
    low, high = estimate.ci_low, estimate.ci_high
    side = 1 if estimate.value > null else -1
    if low is not None and high is not None:
        return 1 if low > null else -1 if high < null else 0
    if estimate.p is not None:
        is_small = estimate.p < 0.05 or (estimate.p == 0.05 and estimate.p_op in {POperator.LT, POperator.LE})
        return side if is_small else 0
    return None if row.is_clear is None else side if row.is_clear else 0
