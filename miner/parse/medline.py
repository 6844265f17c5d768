"""MEDLINE (nbib) records: `TAG - value` lines, continued on lines that begin with six blanks."""

import re
from collections.abc import Iterator

from miner.model.article import (
    Article,
    Author,
    Correction,
    Grant,
    MeshHeading,
    OtherAbstract,
    ParsedRecord,
    Rejected,
    Section,
)
from miner.parse.dates import read_date, year_of
from miner.parse.languages import language_code
from miner.parse.stream import Source
from miner.parse.tagged import decode, iter_blocks_as_records, iter_text_lines

_FIELD = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)")
_ID = re.compile(r"(.+?) \[(\w+)\]$")
_LABEL = re.compile(r"(?:^|(?<=[.?!)\]] ))([A-Z][A-Z0-9 ,/&'()\-]{2,60}): (?=\S)")
_PMID = re.compile(r"PMID:? ?(\d+)")
_KINDS = {
    "CIN": "CommentIn", "CON": "CommentOn", "EIN": "ErratumIn", "EFR": "ErratumFor", "CRI": "CorrectedandRepublishedIn",
    "CRF": "CorrectedandRepublishedFrom", "PRIN": "PartialRetractionIn", "PROF": "PartialRetractionOf",
    "RPI": "RepublishedIn", "RPF": "RepublishedFrom", "RIN": "RetractionIn", "ROF": "RetractionOf",
    "UIN": "UpdateIn", "UOF": "UpdateOf", "SPIN": "SummaryForPatientsIn", "ORI": "OriginalReportIn",
    "ECI": "ExpressionOfConcernIn", "ECF": "ExpressionOfConcernFor", "RRI": "RetractedandRepublishedIn",
    "RRF": "RetractedandRepublishedFrom",
}  # fmt: skip
Fields = dict[str, list[str]]


def iter_medline(source: Source) -> Iterator[ParsedRecord]:
    """The records of a MEDLINE file in its order; one without a PMID, or that is no text, is set aside."""
    yield from iter_blocks_as_records(source, _iter_blocks(source), read=_read_block, kind="MEDLINE")


def _iter_blocks(source: Source) -> Iterator[tuple[int, list[bytes]]]:
    # A record ends at a blank line or where the next PMID field begins.
    block: list[bytes] = []
    start = 1
    for number, line in iter_text_lines(source):
        blank = not line.strip()
        begins = line.lstrip().startswith(b"PMID-") and any(not one.lstrip().startswith(b"OWN") for one in block)
        if (blank or begins) and block:
            yield start, block
            block = []
        if not blank:
            if not block:
                start = number
            block.append(line)
    if block:
        yield start, block


def _read_block(block: list[bytes], *, number: int, line: int, name: str) -> ParsedRecord:
    where = f"record {number} (line {line})"
    try:
        fields = _fields(decode(b"\n".join(block), name=name))
    except ValueError as error:
        return Rejected(where, name, f"the record {error}")
    if not fields:
        return Rejected(where, name, "these lines are no MEDLINE record, whose fields look like `TI  - title`")
    pmid = next((value for value in fields.get("PMID", ()) if value.isdigit()), None)
    if pmid is None:
        title = _joined(fields, "TI")
        return Rejected(
            f"{where}{f' ({title[:60]})' if title else ''}",
            name,
            "the record has no PMID, so nothing can be told of where it comes from",
        )
    return _article(fields, pmid=int(pmid))


def _fields(text: str) -> Fields:
    fields: Fields = {}
    values: list[str] | None = None
    for line in text.split("\n"):
        match = None if line.startswith("      ") else _FIELD.match(line.lstrip())
        if match:
            values = fields.setdefault(match[1], [])
            values.append(match[2].strip())
        elif values:
            values[-1] = f"{values[-1]} {line.strip()}"
    return fields


def _joined(fields: Fields, tag: str) -> str:
    return " ".join(" ".join(fields.get(tag, ())).split())


def _first(fields: Fields, tag: str) -> str:
    return next(iter(fields.get(tag, ())), "")


def _article(fields: Fields, *, pmid: int) -> Article:
    ids: dict[str, str] = {}
    for value in (*fields.get("LID", ()), *fields.get("AID", ())):
        if match := _ID.match(value):
            ids.setdefault(match[2], match[1])
    published = read_date(_first(fields, "DP"))
    others = _joined(fields, "OAB")
    languages = [language_code(value) for value in fields.get("LA", ())]
    return Article(
        id=f"PMID:{pmid}",
        title=_joined(fields, "TI") or _joined(fields, "BTI") or _joined(fields, "TT"),
        abstract=split_labels(_joined(fields, "AB")),
        pmid=pmid,
        pmcid=_first(fields, "PMC") or None,
        doi=ids.get("doi"),
        pii=ids.get("pii"),
        journal=_first(fields, "JT"),
        journal_abbreviation=_first(fields, "TA"),
        issn=_first(fields, "IS").partition(" ")[0],
        volume=_first(fields, "VI"),
        issue=_first(fields, "IP"),
        pages=_first(fields, "PG"),
        year=year_of(published),
        published=published,
        created=read_date(_first(fields, "CRDT")),
        revised=_compact_date(_first(fields, "LR")),
        indexed=read_date(_first(fields, "MHDA")),
        status=_first(fields, "STAT"),
        original_language=languages[0] if languages else "",
        vernacular_title=_joined(fields, "TT"),
        authors=_authors(fields),
        publication_types=tuple(fields.get("PT", ())),
        mesh_headings=tuple(_heading(value) for value in fields.get("MH", ())),
        chemicals=tuple(match[1] for value in fields.get("RN", ()) if (match := re.search(r"\((.*)\)$", value))),
        keywords=tuple(value.removeprefix("*") for value in fields.get("OT", ())),
        grants=tuple(_grant(value) for value in fields.get("GR", ())),
        corrections=tuple(_corrections(fields)),
        other_abstracts=(OtherAbstract(language_code(_first(fields, "OABL")), (Section(others),)),) if others else (),
        is_book="BTI" in fields,
    )


def split_labels(text: str) -> tuple[Section, ...]:
    """The sections of an abstract on one line, whose labels are in capitals behind a sentence's end.

    >>> [section.label for section in split_labels("AIM: To see it. RESULTS: It rose (RR: 2).")]
    ['AIM', 'RESULTS']
    """
    if not text:
        return ()
    labels = list(_LABEL.finditer(text))
    if not labels or labels[0].start() > 0:
        return (Section(text),)
    ends = [match.start() for match in labels[1:]] + [len(text)]
    return tuple(
        Section(text[match.end() : end].strip(), match[1])
        for match, end in zip(labels, ends, strict=True)
        if text[match.end() : end].strip()
    )


def _compact_date(text: str) -> str:
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}" if len(text) == 8 and text.isdigit() else read_date(text)


def _authors(fields: Fields) -> tuple[Author, ...]:
    full = [value for value in fields.get("FAU", ()) if value]
    people = [_full_author(value) for value in full] if full else [_author(value) for value in fields.get("AU", ())]
    return (*people, *(Author(collective=value) for value in fields.get("CN", ())))


def _full_author(value: str) -> Author:
    last, _, fore = value.partition(", ")
    fore, _, suffix = fore.partition(", ")
    return Author(last, fore, "".join(word[0] for word in re.split(r"[ -]+", fore) if word), suffix=suffix)


def _author(value: str) -> Author:
    last, _, initials = value.rpartition(" ")
    return Author(last_name=last or initials, initials=initials if last else "")


def _heading(value: str) -> MeshHeading:
    name, *qualifiers = value.split("/")
    return MeshHeading(None, name.removeprefix("*"), "*" in value, tuple(one.removeprefix("*") for one in qualifiers))


def _grant(value: str) -> Grant:
    parts = value.split("/")
    return Grant(parts[0], parts[-2] if len(parts) > 2 else "", parts[-1] if len(parts) > 1 else "")


def _corrections(fields: Fields) -> Iterator[Correction]:
    for tag, kind in _KINDS.items():
        for value in fields.get(tag, ()):
            match = _PMID.search(value)
            yield Correction(kind, int(match[1]) if match else None, _PMID.sub("", value).strip())
