"""Subject and object of a table's row, from its caption, its labels, its groups and its column's head."""

from dataclasses import dataclass
from functools import cached_property

import regex

from miner.extract.claims.tables.said import Said, Sorter, as_parts, is_earlier
from miner.extract.claims.tables.terms import Names, is_anonymous
from miner.extract.estimates.tables.captions import Link, Role, find_link
from miner.extract.estimates.tables.labels import compare_levels, is_control, only_sex, people
from miner.extract.estimates.tables.rows import TableRow
from miner.model.claim import Term
from miner.model.concept import State
from miner.model.estimate import Measure
from miner.model.layout import Cell
from miner.model.reading import Document

_CASES = regex.compile(r"(?i)\b(?:cases?|patients|with|without|survivors?|yes|no)\b")
_TREATED = regex.compile(r"(?i)\b(?:placebo|intervention|treatment|supplement\w*|sham|usual care)\b")
_GENERIC = regex.compile(
    r"(?i)\b(?:outcomes?|end-?\s?points?|parameters|markers|biomarkers|variables|measures|symptoms|scores|events|diseases?"
    r"|components|traits|indices|levels|complications)\s*\Z"
)
_WITHIN = regex.compile(r"(?i)(?<!net )(?<!difference in )(?<!differences in )\bchanges?\b(?!.*\bdifferen)")
_LIST = regex.compile(r"(?i),|\sand\s")


@dataclass(frozen=True, slots=True)
class Ends:
    """The ends of a row's claim, and of whom and of what level it speaks; `turn` is -1 where less of it is compared."""

    subject: Term
    object: Term
    comparison: str | None
    subgroup: str | None
    turn: int = 1
    has_direction: bool = True
    state: State | None = None


class EndsReader:
    """Reads the ends of the rows of one document's tables."""

    def __init__(self, document: Document) -> None:
        self.names = Names(document)
        self.text = document.text
        self._title = (0, document.title_end)
        self._links: dict[Cell, Link] = {}

    @cached_property
    def title(self) -> Link:
        """What the title relates, for captions that name less."""
        return find_link(self.text, self._title)

    def link(self, row: TableRow) -> Link:
        """What the caption over a row relates."""
        caption = row.table.caption
        if caption not in self._links:
            self._links[caption] = find_link(self.text, caption)
        return self._links[caption]

    def sort(self, row: TableRow) -> Said:
        """What the cells over and beside an estimate say."""
        return Sorter(self.names, self.link(row), row).sort()

    def pair(self, row: TableRow) -> tuple[Cell | None, Cell | None]:
        """Exposure and outcome that the caption names, or the title where the caption does not."""
        exposure, outcome = self.link(row).exposure, self.link(row).outcome
        if exposure is not None and is_anonymous(self._said(exposure)):
            exposure = None
        is_other = outcome is not None and self.title.outcome is not None
        if exposure is None and not (is_other and not self.names.is_like(outcome or self._title, self.title.outcome)):
            exposure = self.title.exposure
        return exposure, self.title.outcome if outcome is None else outcome

    def read(self, row: TableRow, *, is_direct: bool = False) -> Ends | None:
        """The ends of a row's claim; None where one of them is not told. `is_direct`: the row's label is a mediator."""
        said, link = self.sort(row), self.link(row)
        if said.is_of_others or _is_within(row, said):
            return None
        told = self._told(said)
        if told is not None:
            return self.ends(row, said, *told)
        if link.is_effect:
            said = as_parts(said, link, self.names)
        role = self._role(row, link, said)
        exposure, outcome = self.pair(row)
        is_named = False
        if said.stub and not is_direct:
            is_named = role is Role.EXPOSURE
            if is_named and self.names.is_like(said.stub[-1][0], outcome) and is_earlier(self.text, said):
                return None
            exposure, outcome = _from_stub(said, role, exposure, outcome)
        is_told = is_direct and link.outcome is not None and not _GENERIC.search(self._said(link.outcome))
        if said.heads and not is_told:
            is_exposure = role is Role.OUTCOME or (not is_named and self.names.is_like(said.heads[0], link.exposure))
            exposure, outcome = (said.heads[0], outcome) if is_exposure else (exposure, said.heads[0])
        if said.sides is not None and not is_named:
            if is_control(self._said(said.sides[0])):
                return None
            exposure = self._side(said.sides) or exposure
        if exposure is None and role is Role.OUTCOME:
            exposure = self._arm(row)
        return None if exposure is None or outcome is None else self.ends(row, said, exposure, outcome)

    def ends(self, row: TableRow, said: Said, exposure: Cell, outcome: Cell) -> Ends | None:
        """The ends as terms, with level, people and direction; None where a place names nothing."""
        label = self._said(said.level) if said.level else said.head_level
        reference = row.reference_head or None if said.level is None else row.reference and self._said(row.reference)
        turn, has_direction = compare_levels(label, reference)
        is_own = said.level is not None and self._names_itself(said.level, exposure, has_direction=has_direction)
        if said.level is not None and is_own:
            exposure, turn, has_direction = said.level, 1, True
        elif label is not None and exposure == self.link(row).exposure and _LIST.search(self._said(exposure)):
            return None
        subject, target = self.names.term(exposure, is_subject=True), self.names.term(outcome, is_subject=False)
        if subject is None or target is None or _are_same(subject, target):
            return None
        is_low = self.names.is_low(exposure)
        versus = " vs ".join(self._said(side).strip() for side in said.sides) if said.sides else None
        return Ends(
            subject, target, label.strip() if label is not None and not is_own else versus,
            ", ".join(dict.fromkeys(said.people)) or None,
            -turn if is_low else turn, has_direction, State.LOW if is_low else None,
        )  # fmt: skip

    def _said(self, span: Cell) -> str:
        return self.text[slice(*span)]

    def _told(self, said: Said) -> tuple[Cell, Cell] | None:
        """The ends that a label or a heading over it tells by itself: "Effect of zinc on falls"."""
        for cell, _ in said.stub[::-1]:
            link = find_link(self.text, cell)
            if link.exposure is not None and link.outcome is not None:
                return link.exposure, link.outcome
        return None

    def _names_itself(self, level: Cell, exposure: Cell, *, has_direction: bool) -> bool:
        """True of a level that is an exposure by itself: a sex, a kind that is named, one of a nameless group."""
        label = self._said(level)
        is_sex = only_sex(label) is not None and people(label) is not None
        is_kind = not has_direction and bool(self.names.mentions(level))
        return is_sex or is_kind or is_anonymous(self._said(exposure))

    def _side(self, sides: tuple[Cell, Cell]) -> Cell | None:
        """The first side of a contrast where it names what is compared."""
        one, other = self._said(sides[0]), self._said(sides[1])
        is_named = bool(self.names.mentions(sides[0])) or not (is_control(other) or is_anonymous(one))
        return sides[0] if is_named else None

    def _arm(self, row: TableRow) -> Cell | None:
        """The first arm of a trial that names what was given."""
        arms = (arm for arm in row.arms if self.names.mentions(arm) and not is_control(self._said(arm)))
        return next(arms, None)

    def _role(self, row: TableRow, link: Link, said: Said) -> Role:
        """What the innermost label that is no level names."""
        if not said.stub:
            return Role.EXPOSURE
        cell, told = said.stub[-1]
        if told is not None:
            return told
        if link.rows is not None and not (link.rows is Role.OUTCOME and said.level):
            return link.rows
        if self.names.is_like(cell, link.exposure):
            return Role.EXPOSURE
        is_like_outcome = self.names.is_like(cell, link.outcome) and not is_earlier(self.text, said)
        is_elsewhere = said.sides is not None or said.head_level is not None or self._are_arms(row)
        is_elsewhere |= any(self.names.is_like(head, link.exposure) for head in said.heads)
        is_general = (
            link.exposure is not None and link.outcome is not None and _GENERIC.search(self._said(link.outcome))
        )
        return Role.OUTCOME if is_like_outcome or is_elsewhere or is_general else Role.EXPOSURE

    def _are_arms(self, row: TableRow) -> bool:
        """True where columns of groups stand beside a difference, or beside any estimate if they are a trial's arms."""
        if len(row.arms) < 2 or any(_CASES.search(self.text, *arm) for arm in row.arms):
            return False
        is_between = row.estimate.measure in {Measure.MD, Measure.SMD, Measure.RD}
        return is_between or any(_TREATED.search(self.text, *arm) for arm in row.arms)


def _from_stub(said: Said, role: Role, exposure: Cell | None, outcome: Cell | None) -> tuple[Cell | None, Cell | None]:
    """The ends with those that the labels name in the place of the caption's."""
    innermost = said.stub[-1][0]
    exposure, outcome = (innermost, outcome) if role is Role.EXPOSURE else (exposure, innermost)
    for cell, told in said.stub[:-1]:
        if told is Role.OUTCOME and role is Role.EXPOSURE:
            outcome = cell
        elif told is Role.EXPOSURE and role is Role.OUTCOME:
            exposure = cell
    return exposure, outcome


def _is_within(row: TableRow, said: Said) -> bool:
    """True of a change within one group, and of a correlation whose other end is a mere number of a column."""
    if row.estimate.measure is Measure.R:
        return said.level is not None or said.head_level is not None
    return row.estimate.measure is Measure.MD and _WITHIN.search(row.column.said) is not None


def _are_same(subject: Term, target: Term) -> bool:
    is_same = subject.concept is not None and subject.concept == target.concept
    return is_same or subject.start == target.start or subject.text.casefold() == target.text.casefold()
