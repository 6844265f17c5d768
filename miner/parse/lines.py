"""JSON Lines: one document a line as `{"id", "title", "text"}`, with bibliographic data where there is more."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from miner.model.article import Article, Author, ParsedRecord, Rejected
from miner.parse.sections import split_sections
from miner.parse.stream import Broken, Source, iter_lines
from miner.parse.tagged import decode

_LIMIT = 32 << 20


def iter_jsonl(source: Source) -> Iterator[ParsedRecord]:
    """An article a line; a line that is none is set aside under its number."""
    seen = 0
    try:
        for seen, line in iter_lines(source, limit=_LIMIT):
            if line is None:
                yield Rejected(f"line {seen}", source.name, f"the line is longer than {_LIMIT >> 20} MB")
            elif line.strip():
                yield _read_line(line, number=seen, name=source.name)
    except Broken as error:
        yield Rejected(source.name, source.name, f"the file {error}; {seen} lines before that are kept")


def _read_line(line: bytes, *, number: int, name: str) -> ParsedRecord:
    where = f"line {number}"
    try:
        text = decode(line, name=name)
    except ValueError as error:
        return Rejected(where, name, f"the line {error}")
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Rejected(where, name, f"the line is no JSON: {error}")
    return read_document(record, where=where, name=name)


def read_document(record: object, *, where: str, name: str) -> Article | Rejected:
    """The article of one `{"id", "title", "text"}` object, or why it is none."""
    if not isinstance(record, Mapping):
        return Rejected(where, name, "the line is JSON, but no object with the keys id, title and text")
    article_id = record.get("id")
    if isinstance(article_id, int) and not isinstance(article_id, bool):
        article_id = str(article_id)
    if not isinstance(article_id, str) or not article_id.strip():
        return Rejected(where, name, "the document has no id")
    title, text = record.get("title") or "", record.get("text")
    if not isinstance(title, str):
        return Rejected(article_id, name, "the document's title is no text")
    if not isinstance(text, str):
        return Rejected(article_id, name, "the document has no text")
    try:
        return _article(record, article_id=article_id, title=_whole(title), text=_whole(text))
    except (TypeError, ValueError, AttributeError) as error:
        return Rejected(article_id, name, f"the document has a value of the wrong kind: {error}")


def _whole(text: str) -> str:
    # JSON can hold halves of surrogate pairs, which no file can; they become U+FFFD.
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _article(record: Mapping[str, Any], *, article_id: str, title: str, text: str) -> Article:
    pmid, year = record.get("pmid"), record.get("year")
    return Article(
        id=article_id,
        title=title,
        abstract=split_sections(text),
        pmid=int(pmid) if pmid else None,
        pmcid=_text(record, "pmcid") or None,
        doi=_text(record, "doi") or None,
        journal=_text(record, "journal"),
        year=int(year) if year else None,
        published=str(year) if year else "",
        language=_text(record, "lang") or _text(record, "language") or "en",
        authors=tuple(read_author(author) for author in record.get("authors") or ()),
        publication_types=tuple(map(str, record.get("publication_types") or ())),
        keywords=tuple(map(str, record.get("keywords") or ())),
        is_digest=bool(record.get("is_digest")),
        url=_text(record, "url"),
    )


def _text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return "" if value is None else str(value)


def read_author(name: str) -> Author:
    """An author from `Family Initials` or `Family, Given`.

    >>> read_author("van der Berg JA")
    Author(last_name='van der Berg', fore_name='', initials='JA', collective=None, orcid=None, suffix='')
    """
    if ", " in name:
        last, _, fore = name.partition(", ")
        return Author(last_name=last, fore_name=fore, initials="".join(word[0] for word in fore.split()))
    last, _, initials = name.rpartition(" ")
    if last and initials.isupper() and len(initials) <= 4:
        return Author(last_name=last, initials=initials)
    return Author(last_name=name)


def iter_json(source: Source) -> Iterator[ParsedRecord]:
    """The articles of one JSON document: an object with id, title and text, or a list of such."""
    try:
        text = decode(source.whole(limit=_LIMIT), name=source.name)
    except (Broken, ValueError) as error:
        yield Rejected(source.name, source.name, f"the file {error}")
        return
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Rejected(source.name, source.name, f"the file is no JSON: {error}")
        return
    for number, record in enumerate(found if isinstance(found, list) else [found], 1):
        yield read_document(record, where=f"document {number}", name=source.name)
