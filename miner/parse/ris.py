"""RIS records, as reference managers and publishers export them."""

import re
from collections.abc import Iterator

from miner.model.article import Article, Author, ParsedRecord, Rejected
from miner.parse.dates import read_date, year_of
from miner.parse.languages import language_code
from miner.parse.lines import read_author
from miner.parse.medline import split_labels
from miner.parse.stream import Source
from miner.parse.tagged import decode, iter_blocks_as_records, iter_text_lines

_FIELD = re.compile(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_BOOKS = frozenset({"BOOK", "CHAP", "EBOOK", "ECHAP", "EDBOOK"})
Fields = dict[str, list[str]]


def iter_ris(source: Source) -> Iterator[ParsedRecord]:
    """The records of a RIS file in its order; one without title, or that is no text, is set aside."""
    yield from iter_blocks_as_records(source, _iter_blocks(source), read=_read_block, kind="RIS")


def _iter_blocks(source: Source) -> Iterator[tuple[int, list[bytes]]]:
    block: list[bytes] = []
    start = 1
    for number, line in iter_text_lines(source):
        if line.startswith(b"TY  -") and block:
            yield start, block
            block = []
        if line.startswith(b"TY  -"):
            start = number
            block = [line]
        elif block and line.startswith(b"ER  -"):
            yield start, block
            block = []
        elif block:
            block.append(line)
    if block:
        yield start, block


def _read_block(block: list[bytes], *, number: int, line: int, name: str) -> ParsedRecord:
    where = f"record {number} (line {line})"
    try:
        fields = _fields(decode(b"\n".join(block), name=name))
    except ValueError as error:
        return Rejected(where, name, f"the record {error}")
    title = _first(fields, "TI", "T1", "CT", "BT")
    text = _first(fields, "AB", "N2")
    if not title and not text:
        return Rejected(where, name, "the record has neither title nor abstract")
    return _article(fields, title=title, text=text, number=number)


def _fields(text: str) -> Fields:
    fields: Fields = {}
    values: list[str] | None = None
    for line in text.split("\n"):
        if match := _FIELD.match(line.rstrip()):
            values = fields.setdefault(match[1], [])
            values.append((match[2] or "").strip())
        elif values and line.strip():
            values[-1] = f"{values[-1]} {line.strip()}"
    return fields


def _first(fields: Fields, *tags: str) -> str:
    return next((value for tag in tags for value in fields.get(tag, ()) if value), "")


def _article(fields: Fields, *, title: str, text: str, number: int) -> Article:
    found = next(
        (m for tag in ("DO", "M3", "N1", "UR", "L3") for v in fields.get(tag, ()) if (m := _DOI.search(v))), None
    )
    doi = found[0].rstrip(".,;") if found else None
    pmid = _first(fields, "AN", "PM") if "pubmed" in " ".join(fields.get("DB", ())).lower() else _first(fields, "PM")
    number_of = int(pmid) if pmid.isdigit() else None
    published = read_date(_first(fields, "DA", "PY", "Y1"))
    pages = "-".join(value for value in (_first(fields, "SP"), _first(fields, "EP")) if value)
    article_id = f"PMID:{number_of}" if number_of else f"DOI:{doi}" if doi else f"RIS:{_first(fields, 'ID') or number}"
    return Article(
        id=article_id,
        title=title,
        abstract=split_labels(" ".join(text.split())),
        pmid=number_of,
        doi=doi,
        journal=_first(fields, "JF", "JO", "T2", "JA"),
        journal_abbreviation=_first(fields, "J2", "JA"),
        issn=_first(fields, "SN"),
        volume=_first(fields, "VL"),
        issue=_first(fields, "IS"),
        pages=pages,
        year=year_of(published),
        published=published,
        original_language=language_code(_first(fields, "LA"))[:2],
        authors=tuple(_author(value) for tag in ("AU", "A1") for value in fields.get(tag, ()) if value),
        keywords=tuple(value for value in fields.get("KW", ()) if value),
        is_book=_first(fields, "TY") in _BOOKS,
        url=_first(fields, "UR"),
    )


def _author(value: str) -> Author:
    last, comma, fore = value.partition(",")
    return read_author(f"{last.strip()}, {fore.strip()}") if comma and fore.strip() else read_author(last.strip())
