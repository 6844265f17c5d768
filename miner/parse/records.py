"""Any file that is read, by its suffix and then by its content, as a stream of articles and of what was set aside."""

import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from miner.errors import BadInput
from miner.model.article import ParsedRecord
from miner.parse.stream import Source, open_source, source_of

Reader = Callable[[Source], Iterator[ParsedRecord]]

# Each format: the module of this room that reads it, its function, and what people know it as.
_READERS = {
    "pubmed": ("pubmed", "iter_pubmed", "PubMed XML"),
    "jats": ("jats", "iter_jats", "JATS full text"),
    "bioc-xml": ("bioc", "iter_bioc_xml", "BioC XML"),
    "bioc-json": ("bioc", "iter_bioc_json", "BioC JSON"),
    "pubtator": ("pubtator", "iter_pubtator", "PubTator"),
    "medline": ("medline", "iter_medline", "MEDLINE (nbib)"),
    "ris": ("ris", "iter_ris", "RIS"),
    "jsonl": ("lines", "iter_jsonl", "JSON Lines"),
    "json": ("lines", "iter_json", "JSON"),
    "text": ("plain", "iter_text", "plain text"),
    "markdown": ("plain", "iter_markdown", "Markdown"),
    "html": ("plain", "iter_html", "HTML"),
}
FORMATS = tuple(_READERS)
_SUFFIXES = {
    ".nbib": "medline",
    ".medline": "medline",
    ".ris": "ris",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".pubtator": "pubtator",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_XML_SUFFIXES = frozenset({".xml", ".nxml", ".bioc"})
_JUDGED = 1 << 16
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
_ROOTS = {
    b"PubmedArticleSet": "pubmed",
    b"PubmedBookArticleSet": "pubmed",
    b"MedlineCitationSet": "pubmed",
    b"PubmedArticle": "pubmed",
    b"PubmedBookArticle": "pubmed",
    b"MedlineCitation": "pubmed",
    b"DeleteCitation": "pubmed",
    b"article": "jats",
    b"articles": "jats",
    b"pmc-articleset": "jats",
    b"book-part": "jats",
    b"OAI-PMH": "jats",
    b"collection": "bioc-xml",
    b"html": "html",
}
_BY_CONTENT = (
    (re.compile(rb"^\s*PMID- ?\d+\s*$", re.MULTILINE), "medline"),
    (re.compile(rb"\A\s*[^|\s]{1,40}\|t\|"), "pubtator"),
    (re.compile(rb"^\s*TY {1,2}- ?[A-Z]", re.MULTILINE), "ris"),
    (re.compile(rb"\A\s*<(?:!doctype )?html", re.IGNORECASE), "html"),
)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)


def iter_records(path: Path, *, format: str | None = None) -> Iterator[ParsedRecord]:  # noqa: A002 - the contract's word
    """The records of a file, lazily, in its order; `format` outranks suffix and content.

    Raises BadInput at once where the file is not there, is empty, or is nothing that can be read.
    """
    return _iter_source(open_source(path), format=format, suffix=_suffix(path))


def iter_records_from(
    stream: BinaryIO,
    *,
    name: str = "stdin",
    format: str | None = None,  # noqa: A002 - the contract's word
) -> Iterator[ParsedRecord]:
    """The records of an open binary stream, as `iter_records` gives them; the name says where they come from."""
    return _iter_source(source_of(stream, name=name), format=format, suffix=_suffix(Path(name)))


def _suffix(path: Path) -> str:
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() not in {".gz", ".gzip"}]
    return suffixes[-1] if suffixes else ""


def _iter_source(source: Source, *, format: str | None, suffix: str) -> Iterator[ParsedRecord]:  # noqa: A002
    try:
        kind = _judge(source, format=format, suffix=suffix)
    except BadInput:
        source.stream.close()
        raise
    module, function, _ = _READERS[kind]
    reader: Reader = getattr(importlib.import_module(f"miner.parse.{module}"), function)
    return reader(source)


def _judge(source: Source, *, format: str | None, suffix: str) -> str:  # noqa: A002
    if format is not None and format not in _READERS:
        raise BadInput(f"there is no format {format!r}; the formats are {', '.join(FORMATS)}")
    kind = format or find_format(source.first[:_JUDGED], suffix=suffix, name=source.name)
    if kind in {"pubmed", "jats", "bioc-xml"}:
        from miner.parse.markup import check_prolog

        check_prolog(source.first, name=source.name)
    return kind


def find_format(first: bytes, *, suffix: str, name: str) -> str:
    """The format of a file, from its suffix and its first bytes; raises BadInput where neither tells."""
    start = first.lstrip()
    if suffix in _XML_SUFFIXES or (start.startswith(b"<") and suffix not in _SUFFIXES):
        return _format_of_xml(start, name=name)
    if b"\0" in first:
        raise BadInput(f"{name} is no text of any kind that is read, but binary data")
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    for pattern, kind in _BY_CONTENT:
        if pattern.search(first):
            return kind
    if suffix == ".json" or start.startswith((b"{", b"[{", b"[\n")):
        return _format_of_json(start)
    _check_text(first, name=name)
    return "text"


def _format_of_xml(start: bytes, *, name: str) -> str:
    if not start.startswith(b"<"):
        raise BadInput(f"{name} is called XML, but does not begin as XML does")
    markup = _COMMENT.sub(b"", start)
    if re.match(rb"(?i)<!doctype html|<html", markup):
        return "html"
    root = _ROOT.search(markup)
    if root and root[1] in _ROOTS:
        return _ROOTS[root[1]]
    if root is None:
        raise BadInput(f"{name} begins as XML does, but holds no element")
    known = "PubMed XML, JATS or BioC"
    raise BadInput(f"{name} is XML with the root <{root[1].decode('ascii', 'replace')}>, which is not {known}")


def _format_of_json(start: bytes) -> str:
    head, _, more = start.partition(b"\n")
    if b'"documents"' in start[:4096] or b'"passages"' in start[:4096]:
        return "bioc-json"
    one_a_line = head.rstrip().endswith(b"}") and head.startswith(b"{") and (not more or more.lstrip().startswith(b"{"))
    return "jsonl" if one_a_line else "json"


def _check_text(first: bytes, *, name: str) -> None:
    controls = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in first)
    if controls > len(first) // 100:
        raise BadInput(f"{name} is no text of any kind that is read, but binary data")
