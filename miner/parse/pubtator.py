"""PubTator files: `id|t|title`, `id|a|abstract`, then annotation lines, which are left to the annotators."""

import re
from collections.abc import Iterator

from miner.model.article import Article, ParsedRecord, Rejected
from miner.parse.sections import split_sections
from miner.parse.stream import Broken, Source
from miner.parse.tagged import decode, iter_text_lines

_TEXT = re.compile(r"([^|\t]{1,60})\|([A-Za-z]{1,12})\|(.*)", re.DOTALL)


def iter_pubtator(source: Source) -> Iterator[ParsedRecord]:
    """The documents of a PubTator file in its order; the text keeps PubTator's offsets."""
    count = 0
    try:
        for count, (line, block) in enumerate(_iter_blocks(source), 1):  # noqa: B007 - told after a break
            yield _read_block(block, line=line, name=source.name)
    except Broken as error:
        yield Rejected(source.name, source.name, f"the file {error}; {count} documents before that are kept")
        return
    if count == 0:
        yield Rejected(source.name, source.name, "the file holds no PubTator document")


def _iter_blocks(source: Source) -> Iterator[tuple[int, list[bytes]]]:
    block: list[bytes] = []
    start = 1
    for number, line in iter_text_lines(source):
        if not line.strip() or (b"|t|" in line[:64] and block):
            if block:
                yield start, block
            block = []
        if line.strip():
            if not block:
                start = number
            block.append(line)
    if block:
        yield start, block


def _read_block(block: list[bytes], *, line: int, name: str) -> ParsedRecord:
    where = f"line {line}"
    texts: dict[str, list[str]] = {}
    article_id = ""
    try:
        for one in block:
            match = _TEXT.match(decode(one, name=name))
            if match and "\t" not in match[1]:
                article_id = article_id or match[1].strip()
                texts.setdefault(match[2], []).append(match[3])
    except ValueError as error:
        return Rejected(where, name, f"the document {error}")
    if not article_id or not any(texts.values()):
        return Rejected(where, name, "these lines are no PubTator document, which begins with `id|t|title`")
    title = " ".join(texts.pop("t", []))
    text = "\n".join(piece for pieces in texts.values() for piece in pieces)
    pmid = int(article_id) if article_id.isdigit() else None
    return Article(
        id=f"PMID:{pmid}" if pmid is not None else article_id,
        title=title,
        abstract=split_sections(text),
        pmid=pmid,
    )
