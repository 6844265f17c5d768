"""BioC collections in XML and JSON: the passages of each document as title, abstract and body."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from miner.model.article import Article, ParsedRecord, Reference, Rejected, Section
from miner.parse.markup import BadMarkup, declared_encoding, read_element
from miner.parse.sections import split_sections
from miner.parse.stream import Broken, Source, recode

_JSON_LIMIT = 512 << 20
_DOCUMENT = re.compile(rb"<document(?=[\s>])[^>]*>")
_END = b"</document>"
_LIMIT = 64 << 20
_TITLES = frozenset({"title", "front"})
_LEFT_OUT = frozenset({"ref", "footnote", "fig_caption", "fig_title_caption", "table", "table_caption", "fig"})
_SECTIONS = {
    "INTRO": "BACKGROUND", "METHODS": "METHODS", "RESULTS": "RESULTS", "DISCUSS": "CONCLUSIONS",
    "CONCL": "CONCLUSIONS", "ABSTRACT": None,
}  # fmt: skip
Passage = tuple[Mapping[str, Any], str]


def iter_bioc_json(source: Source) -> Iterator[ParsedRecord]:
    """The documents of a BioC JSON collection, or of a list of collections."""
    try:
        found = json.loads(source.whole(limit=_JSON_LIMIT).decode())
    except Broken as error:
        yield Rejected(source.name, source.name, f"the file {error}")
        return
    except UnicodeDecodeError as error:
        yield Rejected(source.name, source.name, f"the file is not UTF-8 (byte {error.start + 1}); convert it to UTF-8")
        return
    except (ValueError, RecursionError) as error:
        yield Rejected(source.name, source.name, f"the file is no JSON: {error}")
        return
    documents = list(_iter_json_documents(found))
    if not documents:
        yield Rejected(source.name, source.name, "the file holds no BioC document")
    for number, document in enumerate(documents, 1):
        try:
            passages = [
                (passage.get("infons") or {}, _json_text(passage)) for passage in document.get("passages") or ()
            ]
            yield _article(str(document.get("id") or ""), passages, number=number, name=source.name)
        except (AttributeError, TypeError) as error:
            yield Rejected(f"document {number}", source.name, f"the document is no BioC: {error}")


def _iter_json_documents(found: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(found, list):
        for one in found:
            yield from _iter_json_documents(one)
    elif isinstance(found, Mapping):
        for key in ("documents", "PubTator3"):
            if isinstance(found.get(key), list):
                yield from (one for one in found[key] if isinstance(one, Mapping))
                return
        if "passages" in found:
            yield found


def _json_text(passage: Mapping[str, Any]) -> str:
    if text := passage.get("text"):
        return str(text)
    return " ".join(str(sentence.get("text") or "") for sentence in passage.get("sentences") or ())


def iter_bioc_xml(source: Source) -> Iterator[ParsedRecord]:
    """The documents of a BioC XML collection, cut out of the stream one by one."""
    count = 0
    try:
        for count, data in enumerate(_iter_pieces(source), 1):
            yield _read_piece(data, number=count, name=source.name)
    except Broken as error:
        yield Rejected(source.name, source.name, f"the file {error}; {count} documents before that are kept")
        return
    if count == 0:
        yield Rejected(source.name, source.name, "the file holds no BioC document")


def _iter_pieces(source: Source) -> Iterator[bytes]:
    encoding = declared_encoding(source.first)
    blocks = source.blocks() if encoding is None else recode(source.first, source.rest, encoding=encoding)
    rest = b""
    for block in blocks:
        buffer = rest + block
        at = 0
        while start := _DOCUMENT.search(buffer, at):
            end = buffer.find(_END, start.end())
            if end < 0:
                at = start.start()
                break
            at = end + len(_END)
            yield buffer[start.start() : at]
        rest = buffer[at:]
        if len(rest) > _LIMIT:
            raise Broken(f"has a document of more than {_LIMIT >> 20} MB without an end")
    if _DOCUMENT.search(rest) or b"</collection>" not in rest:
        raise Broken("breaks off before </collection>")


def _read_piece(data: bytes, *, number: int, name: str) -> ParsedRecord:
    try:
        document = read_element(data)
    except BadMarkup as error:
        return Rejected(f"document {number}", name, f"the document is malformed XML: {str(error).splitlines()[0]}")
    passages: list[Passage] = []
    for passage in document.iterfind("passage"):
        infons = {infon.get("key", ""): infon.text or "" for infon in passage.iterfind("infon")}
        text = passage.findtext("text")
        if text is None:
            text = " ".join(sentence.findtext("text") or "" for sentence in passage.iterfind("sentence"))
        passages.append((infons, text))
    return _article((document.findtext("id") or "").strip(), passages, number=number, name=name)


def _article(document_id: str, passages: list[Passage], *, number: int, name: str) -> ParsedRecord:
    if not document_id:
        return Rejected(f"document {number}", name, "the document has no id")
    if not any(text.strip() for _, text in passages):
        return Rejected(document_id, name, "the document has no text")
    title = ""
    abstract: list[Section] = []
    body: list[Section] = []
    references: list[Reference] = []
    facts: dict[str, str] = {}
    heading: str | None = None
    for index, (infons, text) in enumerate(passages):
        kind = str(infons.get("type") or infons.get("section") or "").lower()
        part = str(infons.get("section_type") or "").upper()
        facts |= {key.split("_")[-1]: str(value) for key, value in infons.items() if key.startswith("article-id_")}
        if index == 0 and kind in _TITLES:
            title = text
        elif kind == "ref" or part == "REF":
            references.append(_reference(infons, text))
        elif kind in _LEFT_OUT or not text.strip():
            continue
        elif kind.startswith(("title", "abstract_title")) and kind != "title":
            heading = text.strip()
        elif part in {"", "ABSTRACT", "TITLE"} and not body:
            abstract += split_sections(text) if heading is None else (Section(text, heading),)
            heading = None
        else:
            body.append(Section(text, heading, _SECTIONS.get(part)))
            heading = None
    pmid = facts.get("pmid") or (document_id if document_id.isdigit() else "")
    pmc = facts.get("pmc") or (document_id if document_id.upper().startswith("PMC") else "")
    pmcid = f"PMC{pmc.upper().removeprefix('PMC')}" if pmc else None
    return Article(
        id=f"PMID:{pmid}" if pmid.isdigit() else f"PMCID:{pmcid}" if pmcid else document_id,
        title=title,
        abstract=tuple(abstract),
        pmid=int(pmid) if pmid.isdigit() else None,
        pmcid=pmcid,
        doi=facts.get("doi"),
        body=tuple(body),
        references=tuple(references),
    )


def _reference(infons: Mapping[str, Any], text: str) -> Reference:
    pmid = str(infons.get("pub-id_pmid") or "")
    return Reference(text, int(pmid) if pmid.isdigit() else None, str(infons.get("pub-id_doi") or "") or None)
