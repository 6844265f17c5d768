"""Mediation in tables: rows of indirect effects and shares mediated name the mediator between the caption's ends."""

from collections.abc import Sequence
from dataclasses import replace

import regex

from miner.extract.claims.tables.ends import EndsReader
from miner.extract.estimates.tables.captions import Role
from miner.extract.estimates.tables.labels import is_level
from miner.extract.estimates.tables.rows import TableRow
from miner.model.article import SectionKind
from miner.model.claim import Claim, Mediator, Term
from miner.model.estimate import Measure
from miner.model.layout import Cell

_MEDIATED = regex.compile(r"(?i)\bmediat\w+|\bindirect\b|\bACME\b|\bNIE\b")
_DIRECT = regex.compile(
    r"(?i)\s*(?:(?:average\s|controlled\s|natural\s|pure\s)*(?:total|direct)\s(?:effects?|associations?)|(?:total|direct)\Z|(?:path\s)?c['’′]?(?:[\s-]path)?\Z|ADE\b|NDE\b)"
)
_ARROW = regex.compile(r"\s*(?:→|➔|➝|⟶|->|–>|—>|=>)\s*")
_VIA = regex.compile(r"(?i)\b(?:via|through|by|of)\s(?P<name>[^()]+)|\((?!a\b|b\b|c\b|95)(?P<bracket>[^()]+)\)")
_THROUGH = regex.compile(r"(?i)\s*(?:via|through)\s")
_OF_CAPTION = regex.compile(
    r"(?i)\b(?:mediat(?:ing|ion|ory)\s(?:effects?\s|roles?\s|analys[ie]s\s)?(?:of|by|for)\s(?P<one>[^.;]{2,60}?)\s(?:on|in|between|for)\b"
    r"|(?:via|through|mediated\sby)\s(?P<other>[^.;,]{2,60}?)(?=\s(?:in|among|on|for)\b|[.;,]|\s*\Z))"
)
_MEDIATOR = regex.compile(r"(?i)\s*(?:the\s)?(?:mediators?|M)\b[\s\w]{0,12}\Z")
_OUTCOME = regex.compile(r"(?i)\s*(?:the\s)?(?:(?:main|primary|health)\s)?(?:outcomes?|dependent|Y)\b[\s\w]{0,12}\Z")
_EXPOSURE = regex.compile(
    r"(?i)\s*(?:the\s)?(?:exposures?|interventions?|treatments?|independent|X|groups?|allocation|predictors?)\b[\s\w]{0,14}\Z"
)


def is_mediated(text: str, row: TableRow) -> bool:
    """True of an estimate of mediation: a share mediated, or an indirect effect by its head, label or arrows."""
    if row.estimate.measure is Measure.PCT_MEDIATED:
        return True
    label = text[slice(*row.labels[-1])] if row.labels else ""
    if len(_ARROW.split(label)) == 3:
        return True
    if is_direct(text, row) or is_level(label) or len(_ARROW.split(label)) == 2:
        return False
    if _THROUGH.match(label) and _MEDIATED.search(text, *row.table.caption):
        return True
    return any(
        _MEDIATED.search(each) for each in (label, row.column.said, *(text[slice(*cell)] for cell in row.groups))
    )


def is_direct(text: str, row: TableRow) -> bool:
    """True of a total or direct effect, which names no mediator."""
    places = [*row.labels[-1:], *row.column.head, *row.groups[-1:]]
    return any(_DIRECT.match(text, *cell) for cell in places)


def find_mediated(reader: EndsReader, row: TableRow, number: int, told: Sequence[Claim]) -> Claim | None:
    """The claim of a mediated row; its sign is that of the claim told before of the same pair."""
    cells = _path(reader, row)
    if cells is None:
        return None
    subject, target = reader.names.term(cells[0], is_subject=True), reader.names.term(cells[2], is_subject=False)
    mediator = reader.names.term(cells[1], is_subject=False)
    if subject is None or target is None or mediator is None or len({subject.text, mediator.text, target.text}) < 3:
        return None
    estimate = row.estimate
    percent = estimate.value if estimate.measure is Measure.PCT_MEDIATED else None
    return Claim(
        start=estimate.start,
        end=estimate.end,
        quote=estimate.text,
        subject=subject,
        object=target,
        sign=next((c.sign for c in reversed(told) if c.sign and _is_pair(c, subject, target)), None),
        section=SectionKind.TABLE,
        mediators=(Mediator(mediator.text, mediator.start, mediator.end, mediator.concept, mediator.type, percent),),
        estimates=(number,),
        rule="table: mediation, caption and row",
    )


def _path(reader: EndsReader, row: TableRow) -> tuple[Cell, Cell, Cell] | None:
    """Where subject, mediator and object are named: by arrows in the label, else by caption, row and column."""
    text = reader.text
    arrows = split_arrows(text, row.labels[-1]) if row.labels else []
    if len(arrows) == 3:
        return arrows[0], arrows[1], arrows[2]
    subject, target = reader.pair(row)
    said = reader.sort(row)
    mediator = _told_mediator(text, row)
    names = [
        (cell, role)
        for cell, role in said.stub
        if not _MEDIATED.search(text, *cell) and (mediator is None or not cell[0] <= mediator[0] < cell[1])
    ]
    if mediator is None and names:
        mediator = names.pop()[0]
    if mediator is None and said.heads:
        mediator = said.heads[0]
    for cell, role in names:
        if role is Role.EXPOSURE or reader.names.is_like(cell, subject):
            subject = cell
        else:
            target = cell
    if mediator is None:
        found = _OF_CAPTION.search(text, *row.table.caption)
        mediator = (found.span("one") if found["one"] else found.span("other")) if found else None
    return (subject, mediator, target) if subject and mediator and target else None


def _told_mediator(text: str, row: TableRow) -> Cell | None:
    """The mediator that a label or head of an indirect effect names: "Indirect effect via CRP", "Indirect (CRP)"."""
    for cell in (*row.labels[-1:], *row.column.head[-1:]):
        if (_MEDIATED.search(text, *cell) or _THROUGH.match(text, *cell)) and (found := _VIA.search(text, *cell)):
            name = "name" if found["name"] else "bracket"
            if regex.search(r"\p{L}{2}", found[name]) and not regex.search(
                r"(?i)\b(?:CI|%|SE|effect|association|path)", found[name]
            ):
                return found.span(name)
    return None


def split_arrows(text: str, cell: Cell) -> list[Cell]:
    """The parts of a label or head that arrows join: "Zinc → CRP → frailty"."""
    parts, start = [], cell[0]
    for arrow in _ARROW.finditer(text, *cell):
        parts.append((start, arrow.start()))
        start = arrow.end()
    parts.append((start, cell[1]))
    return parts


def find_step(reader: EndsReader, row: TableRow) -> tuple[Cell | None, Cell | None] | None:
    """The ends of one step of a path, by the arrow in its label or head; None where there is none.

    "Mediator", "outcome" and "treatment" in a head stand for what the row and the caption name.
    """
    text = reader.text
    for cell in (*row.labels[-1:], *row.column.head[::-1]):
        parts = split_arrows(text, cell)
        if len(parts) != 2:
            continue
        exposure, outcome = reader.pair(row)
        named = [each for each, _ in reader.sort(row).stub if each != cell]
        ends = []
        for part in parts:
            if _MEDIATOR.match(text, *part):
                ends.append(named[-1] if named else None)
            elif _OUTCOME.match(text, *part):
                ends.append(outcome)
            else:
                ends.append(exposure if _EXPOSURE.match(text, *part) else part)
        return ends[0], ends[1]
    return None


def joined(claims: Sequence[tuple[int, Claim]]) -> list[Claim]:
    """The claims, each with where its table starts, with those of one mediator in one table made one.

    Its share is kept: "indirect effect", "% mediated".
    """
    together: list[Claim] = []
    places: dict[tuple[int, str, int, int], int] = {}
    for table, claim in claims:
        if not claim.mediators:
            together.append(claim)
            continue
        key = table, claim.mediators[0].text.casefold(), claim.subject.start, claim.object.start
        at = places.setdefault(key, len(together))
        if at == len(together):
            together.append(claim)
            continue
        shown = claim if claim.mediators[0].percent is not None else together[at]
        together[at] = replace(shown, estimates=(*together[at].estimates, *claim.estimates))
    return together


def _is_pair(claim: Claim, subject: Term, target: Term) -> bool:
    return all(
        (a.concept is not None and a.concept == b.concept) or a.text.casefold() == b.text.casefold()
        for a, b in ((claim.subject, subject), (claim.object, target))
    )
