"""PubMed XML as a stream of records, each cut out of the file and parsed by itself.

Cutting first keeps memory flat, lets one malformed record be set aside without losing the rest, and keeps every
record that came before a break.
"""

import re
from collections.abc import Iterator

from miner.model.article import Deleted, ParsedRecord, Rejected
from miner.parse.markup import BadMarkup, declared_encoding, read_element
from miner.parse.pubmed_record import read_pubmed_record
from miner.parse.pubmed_references import take_references
from miner.parse.stream import Broken, Source, recode
from miner.parse.tagged import from_western

_START = re.compile(
    rb"<(PubmedArticle|PubmedBookArticle|MedlineCitation|DeleteCitation|DeleteDocument)(?=[\s/>])[^>]*>"
)
_ROOT = re.compile(rb"<(PubmedArticleSet|PubmedBookArticleSet|MedlineCitationSet)(?=[\s/>])[^>]*>")
_PMID = re.compile(rb"<PMID[^>]*>\s*(\d+)")
_LIMIT = 16 << 20  # no record comes near; a file without an end tag must not fill the memory
_LONGEST_TAG = 4096


def iter_pubmed(source: Source) -> Iterator[ParsedRecord]:
    """The records of PubMed XML in file order: articles, books, deleted citations, and what was set aside."""
    count = 0
    try:
        for data in _iter_pieces(source):
            for record in _read_piece(data, number=count + 1, name=source.name):
                count += 1
                yield record
    except Broken as error:
        yield Rejected(source.name, source.name, f"the file {error}; {count} records before that are kept")
        return
    if count == 0:
        yield Rejected(source.name, source.name, "the file holds no PubMed record")


def _iter_pieces(source: Source) -> Iterator[bytes]:
    # One record's bytes each, start tag to end tag; the last may lack its end.
    encoding = declared_encoding(source.first)
    blocks = source.blocks() if encoding is None else recode(source.first, source.rest, encoding=encoding)
    rest = b""
    end_tag: bytes | None = None  # of the record that is open at the buffer's start
    searched = 0
    root: bytes | None = None
    for block in blocks:
        buffer = rest + block
        if root is None and (found := _ROOT.search(buffer)):
            root = found[1]
        at = 0
        while True:
            if end_tag is None:
                start = _START.search(buffer, at)
                if start is None:
                    rest, searched = buffer[max(at, len(buffer) - _LONGEST_TAG) :], 0
                    break
                at = start.start()
                if start[0].endswith(b"/>"):
                    yield start[0]
                    at = start.end()
                    continue
                end_tag, searched = b"</" + start[1] + b">", start.end()
            end = buffer.find(end_tag, searched)
            if end < 0:
                rest = buffer[at:]
                searched = max(0, len(rest) - len(end_tag))
                break
            end += len(end_tag)
            yield buffer[at:end]
            at, end_tag = end, None
        if end_tag is not None and len(rest) > _LIMIT:
            raise Broken(f"has a record of more than {_LIMIT >> 20} MB without an end")
    if end_tag is not None:
        yield rest
    elif root is not None and b"</" + root not in rest:
        raise Broken(f"breaks off before </{root.decode('ascii')}>")


def _read_piece(data: bytes, *, number: int, name: str) -> Iterator[ParsedRecord]:
    slim, references = take_references(data)
    try:
        element = read_element(slim)
    except BadMarkup as error:
        if (recoded := from_western(data, name=name)) is not None:
            yield from _read_piece(recoded, number=number, name=name)
            return
        yield Rejected(_id_of(data, number), name, f"the record is malformed XML: {_first_line(error)}")
        # A record whose end is missing has swallowed the next one, which may be whole.
        own = _START.match(data)
        again = own and next((tag for tag in _START.finditer(data, own.end()) if tag[1] == own[1]), None)
        if again:
            yield from _read_piece(data[again.start() :], number=number + 1, name=name)
        return
    if element.tag in {"DeleteCitation", "DeleteDocument"}:
        for pmid in element.iter("PMID"):
            if (text := (pmid.text or "").strip()).isdigit():
                yield Deleted(int(text))
        return
    yield read_pubmed_record(element, number=number, name=name, references=references)


def _id_of(data: bytes, number: int) -> str:
    match = _PMID.search(data)
    return f"PMID:{match[1].decode('ascii')}" if match else f"record {number}"


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]
