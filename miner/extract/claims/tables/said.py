"""What the cells over and beside a table's estimate say, sorted: people, levels, exposures and outcomes."""

from dataclasses import dataclass, field, replace

import regex

from miner.extract.claims.tables.terms import Names
from miner.extract.estimates.tables.captions import Link, Role
from miner.extract.estimates.tables.heads import measures_in, without_measures
from miner.extract.estimates.tables.labels import (
    contrast,
    is_empty,
    is_level,
    is_model,
    is_statistic,
    is_whole,
    names_people,
    only_sex,
    people,
    rank_in,
)  # fmt: skip
from miner.extract.estimates.tables.rows import TableRow
from miner.model.layout import Cell

_OUTCOMES = regex.compile(
    r"(?i)\s*(?:primary |secondary |health |clinical )?(?:outcomes?|end-?\s?points?|dependent|events?|complications?"
    r"|responses?|diseases?|biomarkers?|symptoms?|adverse)\b"
)
_EXPOSURES = regex.compile(
    r"(?i)\s*(?:risk |independent |prognostic |dietary |explanatory |baseline )*(?:exposures?|predictors?|risk factors?"
    r"|factors?|covariates?|determinants?|independent variables?|nutrients?|treatments?|interventions?"
    r"|exposure variables?|foods?|characteristics?|mediators?)\b"
)
_METHODS = regex.compile(
    r"(?i)\s*(?:methods?|models?|analys[ie]s|adjustments?|tests?|sources?|data\s?sets?|statistics?|units?|countr(?:y|ies)"
    r"|regions?|years?|designs?|periods?)\b"
)
_STUDIES = regex.compile(r"(?i)\s*(?:first\s)?(?:stud(?:y|ies)|authors?|references?|trials?|publications?)\b")
_STRATIFIED = regex.compile(r"(?i)\b(?:sub-?\s?groups?|stratif\w+|interaction)\b")
_ADJUSTERS = regex.compile(r"(?i)\b(?:adjust\w+|controll\w+|accounting)\s(?:\w+\s)?(?:for|by)\s*:?\s*\Z")
_BETWEEN = regex.compile(r"(?i)\b(?:versus|vs\.?|compared|relative\sto|from)\s.*")
_ESTIMATE = regex.compile(r"(?i)\s*(?:\w+\s)?estimates?\b")
_OF_MEASURES = regex.compile(
    r"(?i)\b(?:odds|hazards?|rate|risk|ratios?|relative|regression|coefficients?|adjusted|unadjusted|crude|multivaria\w+|ci"
    r"|confidence|intervals?|mean|differences?|standard\w*|errors?|se|or|hr|rr|for|the|of|age|sex|model|beta|and|univaria\w+"
    r"|analys\w+|effects?|sizes?|unstandardi[sz]ed|with|value|p|in|indirect|direct|total|percent\w*|proportions?|mediated"
    r"|estimates?|correlations?|pearson|spearman|std|err|stratified|center)\b"
)
_EARLIER = regex.compile(r"(?i)\b(?:baseline|previous|prior|initial)\b")
_UNIT = regex.compile(
    r"(?i)\((?:years?|y|per|kg|mg|g|cm|mmol|nmol|ng|μ|µ|%|ref\w*|yes|no|mm|m\b|kcal|IU|continuous|for\s)"
)


@dataclass(slots=True)
class Said:
    """What the cells over and beside an estimate say.

    `level` is the label that is a level and `level_of` the head over it, `head_level` a level that a column is; `stub`
    are the labels and headings that name things, outermost first, each with its role where a head tells it; `heads`
    are the heads of the column that name things, `sides` the two that a head compares; `is_of_others` is true of a row
    that is another paper's study.
    """

    people: list[str] = field(default_factory=list)
    level: Cell | None = None
    level_of: str = ""
    head_level: str | None = None
    stub: list[tuple[Cell, Role | None]] = field(default_factory=list)
    heads: list[Cell] = field(default_factory=list)
    sides: tuple[Cell, Cell] | None = None
    is_of_others: bool = False


class Sorter:
    """Sorts what stands over and beside one estimate."""

    def __init__(self, names: Names, link: Link, row: TableRow) -> None:
        self.names, self.text, self.link, self.row = names, names.text, link, row
        self.cells = (*row.groups, *row.labels)
        self.heads = [*[""] * len(row.groups), *(column.said.strip() for column in row.stub)]
        self.is_stratified = any(
            _STRATIFIED.search(self.text, *cell) for cell in (row.table.caption, *row.groups)
        ) or any(_STRATIFIED.match(head) for head in self.heads)

    def sort(self) -> Said:
        """What all the cells say."""
        said = Said(is_of_others=any(_STUDIES.match(head) for head in self.heads))
        for at in range(len(self.cells)):
            if not _METHODS.match(self._head(at)):
                self._take_label(said, at)
        for cell in self.row.column.head:
            if _ADJUSTERS.search(self.text[slice(*cell)]):
                break
            self._take_head(said, cell)
        return said

    def _head(self, at: int) -> str:
        return self.heads[at] if at < len(self.heads) else ""

    def _take_label(self, said: Said, at: int) -> None:
        cell, is_last, has_reference = self.cells[at], at == len(self.cells) - 1, self.row.reference is not None
        label = self.text[slice(*cell)]
        who = people(label)
        is_of_all = is_model(label) or names_people(label) or is_statistic(label)
        if is_last and at and not has_reference and self._is_part(at, label):
            of, own = self._stratifier(at)
            said.people.append(who or f"{of}: {label.strip()}".removeprefix(": "))
            said.stub = [each for each in said.stub if each[0] != own]
        elif who is not None and not (is_last and has_reference):
            said.people.append(who)
            if not names_people(label) and "(" in label:
                said.stub.append((cell, self._role(at)))
        elif is_level(label) or (is_last and has_reference and _is_level_there(label, at)):
            said.level, said.level_of = cell, self._head(at)
        elif self.is_stratified and is_last and not has_reference and not is_of_all:
            said.people.append(label.strip())
        elif self._role(at) is Role.OUTCOME or not (is_of_all or is_empty(label) or is_measure(label)):
            said.stub.append((cell, self._role(at)))

    def _role(self, at: int) -> Role | None:
        """What a label is by the head over it, or by the statistic that it names."""
        if is_statistic(self.text[slice(*self.cells[at])]) or _OUTCOMES.match(self._head(at)):
            return Role.OUTCOME
        return Role.EXPOSURE if _EXPOSURES.match(self._head(at)) else None

    def _is_part(self, at: int, label: str) -> bool:
        """True of a label that names a part of the people: in a table of subgroups, or a level without reference."""
        is_part = self.is_stratified and not is_statistic(label)
        is_part |= self.row.is_part and (self.link.is_effect or self.link.exposure is not None)
        return is_part and not self.names.is_like(self.cells[at - 1], self.link.exposure)

    def _stratifier(self, at: int) -> tuple[str, Cell | None]:
        """What the people are parted by: the head of the label's own column, else the heading over it, and its cell."""
        head = self._head(at)
        above = self.text[slice(*self.cells[at - 1])].strip(" :")
        if (at > len(self.row.groups) and head) or names_people(above):
            return ("" if _STRATIFIED.search(head) else head), None
        return above, self.cells[at - 1]

    def _take_head(self, said: Said, cell: Cell) -> None:
        part = self.text[slice(*cell)]
        sides = contrast(self.text, cell)
        own = self.text[slice(*self.names.before_measure(cell))]
        who = None if is_whole(own) else people(own) or only_sex(part)
        ranked = rank_in(part)
        if sides is not None and not is_level(part):
            said.sides = sides
        elif who is not None:
            said.people.append(who)
        elif is_level(part) and not measures_in(part):
            said.head_level = part.strip()
        elif ranked is not None:
            said.head_level = ranked
        elif not (names_people(part) or is_model(part) or is_empty(part) or is_measure(part)):
            said.heads.append(cell)


def as_parts(said: Said, link: Link, names: Names) -> Said:
    """The same with what is no outcome a part of the people: in a table of one treatment's effects."""
    outcomes = [each for each in said.stub if each[1] is Role.OUTCOME]
    if (
        not outcomes
        and said.stub
        and names.is_like(said.stub[-1][0], link.outcome)
        and not is_earlier(names.text, said)
    ):
        outcomes = [(said.stub[-1][0], Role.OUTCOME)]
    if not outcomes:
        return said
    parts = [names.text[slice(*cell)].strip(" :") for cell, _ in said.stub if cell != outcomes[-1][0]]
    if said.level is not None:
        parts.append(f"{said.level_of}: {names.text[slice(*said.level)].strip(' :')}".removeprefix(": "))
    return replace(said, people=[*said.people, *parts], stub=outcomes, level=None)


def is_earlier(text: str, said: Said) -> bool:
    """True where the innermost label names a value before the study: "Baseline score"."""
    return bool(said.stub) and _EARLIER.search(text, *said.stub[-1][0]) is not None


def is_measure(label: str) -> bool:
    """True of a label or head that names a measure and nothing else to speak of.

    >>> is_measure("Age-adjusted OR (95% CI)"), is_measure("Zinc β (SE)")
    (True, False)
    """
    if not (measures_in(label) or _ESTIMATE.match(label)):
        return False
    rest = _OF_MEASURES.sub("", without_measures(_BETWEEN.sub("", label)))
    return regex.search(r"\p{L}{2}", rest) is None


def _is_level_there(label: str, at: int) -> bool:
    """True of a label beside a reference that names a level: under a heading, or a sex."""
    return (at > 0 and not _UNIT.search(label)) or only_sex(label) is not None
