"""The estimate of a cell with what its own columns hold of it: interval, standard error, p-value."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import regex

from miner.extract.estimates.measures import is_plausible
from miner.extract.estimates.numbers import Number
from miner.extract.estimates.tables.adjusting import is_adjusted
from miner.extract.estimates.tables.cells import Value, is_reference, read_cell, read_one, read_p, read_pair
from miner.extract.estimates.tables.grid import Line
from miner.extract.estimates.tables.heads import Column, Kind, measures_in
from miner.model.estimate import RATIOS, Estimate, Measure, POperator
from miner.model.layout import TableSpan

_RAW = regex.compile(r"(?i)\bunstandardi[sz]ed|(?<![A-Za-z])B(?![A-Za-z])")
_STANDARD = regex.compile(r"(?<!n)(?:[Ss]tandardi[sz]ed|std)|\b[Bb]eta\b|β")
_SHARE = regex.compile(r"(?i)%|\bprevalence\b|\bproportion\b|\bincidence\b")
_MEAN = regex.compile(r"(?i)\b(?:means?|medians?)\b")
_STAR_P = regex.compile(
    r"(?P<stars>[*†‡§¶#]+)\s?(?:=|:|denotes|indicates)?\s?(?:significant\s?\(?)?[Pp](?:[\s-]?values?)?\s?[<≤⩽]\s?"
    r"(?P<p>0?[.·]\d+)"
)
_ERRORS = regex.compile(
    r"(?i)standard errors?\s(?:are\s)?(?:given\s|shown\s|reported\s)?in\s(?:parenthes|bracket)|±\s?SE\b|\bSEs?\sin\s"
)
_P_IN_BRACKETS = regex.compile(r"[(\[]\s?[Pp](?:[\s-]?values?)?\s?[)\]]")
_Z = 1.959964  # the normal's 97.5th percentile: an estimate over so many standard errors is told from none


@dataclass(frozen=True, slots=True)
class Measured:
    """An estimate, and whether it is over 1.96 of its printed standard error: None where none is printed."""

    estimate: Estimate
    is_clear: bool | None


@dataclass(slots=True)
class _Draft:
    """What is known of an estimate so far, and where the last piece of it ends."""

    value: Number
    last: int
    low: Number | None = None
    high: Number | None = None
    error: Number | None = None
    p: Number | None = None
    p_op: POperator | None = None


@dataclass(slots=True)
class TableReader:
    """Reads the estimates of one table, whose caption and footnotes say what stars and brackets stand for."""

    text: str
    table: TableSpan
    caption: str = field(init=False)
    notes: str = field(init=False)
    stars: dict[str, Number] = field(init=False)
    brackets_are_errors: bool = field(init=False)

    def __post_init__(self) -> None:
        self.caption, self.notes = self.text[slice(*self.table.caption)], self.text[slice(*self.table.footnotes)]
        self.stars = {
            found["stars"]: Number(
                float(found["p"].replace("·", ".")), len(found["p"]) - found["p"].index(found["p"].lstrip("0")[0]) - 1
            )
            for words in (self.caption, self.notes)
            for found in _STAR_P.finditer(words)
        }
        self.brackets_are_errors = _ERRORS.search(f"{self.caption} {self.notes}") is not None

    def read(self, line: Line, columns: Sequence[Column], at: int, measure: Measure | None) -> Measured | None:
        """The estimate that a cell holds; None where it holds none, a reference, or no more than a bare number."""
        column, cell = columns[at], line.cells[at]
        found = read_cell(self.text, cell)
        if found is None or (found.low is None and is_reference(self.text, cell)):
            return None
        label = self.text[slice(*line.labels[-1])] if line.labels else ""
        own = measures_in(found.name) if found.name else []
        if line.measure is Measure.PCT_MEDIATED:
            own = [line.measure]
        measure = own[0] if own else measure or _choice(column, label)
        if measure is None:
            return None
        draft = self._draft(found, column)
        if measure is Measure.PCT_MEDIATED and "%" in column.said + label:
            draft.value = replace(draft.value, percent=True)
        self._take_own_columns(draft, line, columns, at)
        if draft.p is None and found.stars in self.stars:
            draft.p, draft.p_op = self.stars[found.stars], POperator.LT
        is_spread = found.bracket is not None and draft.error is None and draft.p is not found.bracket
        is_loose = column.kind is Kind.OPEN and draft.low is None and not found.stars
        if is_spread or is_loose or not _is_enough(draft, measure):
            return None
        return self._measured(draft, measure, line, column, cell[0])

    def _draft(self, found: Value, column: Column) -> _Draft:
        """What the cell itself prints; a bracket is a standard error or a p-value where the head or a note says so."""
        draft = _Draft(found.value, found.end, found.low, found.high, None, found.p, found.p_op)
        if found.bracket is not None and (column.has_error or self.brackets_are_errors):
            draft.error = found.bracket
        elif found.bracket is not None and _P_IN_BRACKETS.search(column.said) and 0 <= found.bracket.value <= 1:
            draft.p, draft.p_op = found.bracket, POperator.EQ
        return draft

    def _take_own_columns(self, draft: _Draft, line: Line, columns: Sequence[Column], at: int) -> None:
        for other in _own_columns(columns, at):
            if other >= len(line.cells):
                break
            kind, cell = columns[other].kind, line.cells[other]
            if kind is Kind.ERROR and draft.error is None:
                draft.error = read_one(self.text, cell)
            elif kind is Kind.P and draft.p is None and not self._is_of_all(line, other):
                said = read_p(self.text, cell)
                if said is not None:
                    (draft.p, draft.p_op), draft.last = said, max(draft.last, cell[1])
            elif kind in {Kind.INTERVAL, Kind.LOW} and draft.low is None:
                self._take_limits(draft, line, columns, other)

    def _take_limits(self, draft: _Draft, line: Line, columns: Sequence[Column], at: int) -> None:
        """Limits in one column or in two, taken where the value lies between them."""
        end = line.cells[at][1]
        pair: tuple[Number | None, Number | None] | None = None
        if columns[at].kind is Kind.INTERVAL:
            pair = read_pair(self.text, line.cells[at])
        elif at + 1 < len(line.cells) and columns[at + 1].kind is Kind.HIGH:
            pair = read_one(self.text, line.cells[at]), read_one(self.text, line.cells[at + 1])
            end = line.cells[at + 1][1]
        low, high = pair or (None, None)
        if low is not None and high is not None and low.value <= draft.value.value <= high.value:
            draft.low, draft.high, draft.last = low, high, max(draft.last, end)

    def _is_of_all(self, line: Line, at: int) -> bool:
        """True of a p-value printed beside each of three and more levels, the reference too: one test of them all."""
        said = self.text[slice(*line.cells[at])]
        return line.block.printed[at, said] > 2 and bool(line.block.references)

    def _measured(self, draft: _Draft, measure: Measure, line: Line, column: Column, start: int) -> Measured:
        value, low, high, p = draft.value, draft.low, draft.high, draft.p
        places = (column.said, *(self.text[slice(*cell)] for cell in (*line.labels[::-1], *line.groups[::-1])))
        estimate = Estimate(
            start, draft.last, self.text[start : draft.last], measure, value.value,
            low.value if low else None, high.value if high else None, 95.0 if low else None,
            draft.p_op, p.value if p else None,
            adjusted=is_adjusted(places, caption=self.caption, notes=self.notes),
            decimals=(
                value.decimals, low.decimals if low else None, high.decimals if high else None,
                p.decimals if p else None,
            ),
        )  # fmt: skip
        error = draft.error
        is_clear = None if error is None or error.value <= 0 else abs(value.value) > _Z * error.value
        return Measured(estimate, is_clear)


def _is_enough(draft: _Draft, measure: Measure) -> bool:
    """True of a number that can be what it is called and does not stand alone."""
    is_bare = draft.low is None and draft.p is None and draft.error is None and measure is not Measure.PCT_MEDIATED
    return not is_bare and is_plausible(measure, draft.value, None, with_interval=draft.low is not None)


def _choice(column: Column, label: str) -> Measure | None:
    """Of a head that names a ratio and a difference, the one that the row's label is told in."""
    is_share, is_mean = _SHARE.search(label) is not None, _MEAN.search(label) is not None
    if is_share == is_mean:
        return None
    fitting = [each for each in column.choices if (each in RATIOS) == is_share]
    return fitting[0] if len(fitting) == 1 else None


def _own_columns(columns: Sequence[Column], at: int) -> list[int]:
    """The columns behind an estimate that belong to it: up to the next estimate, and on over a coefficient's twin."""
    own: list[int] = []
    has_twin = not _is_raw(columns[at])
    for other in range(at + 1, len(columns)):
        column = columns[other]
        if column.kind in {Kind.OPEN, Kind.LABEL}:
            break
        if column.kind is not Kind.ESTIMATE:
            own.append(other)
            continue
        is_pair = column.measure is Measure.BETA and _STANDARD.search(column.said) is not None
        if has_twin or not is_pair or any(columns[each].kind is not Kind.ERROR for each in own):
            break
        has_twin = True
    return own


def _is_raw(column: Column) -> bool:
    """True of a coefficient in its own unit, which a standardized one may stand beside."""
    is_standard = _STANDARD.search(column.said) is not None and _RAW.search(column.said) is None
    return column.measure is Measure.BETA and not is_standard
