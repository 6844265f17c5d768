"""Plain text, Markdown and web pages: one file, one document, whose id is its name."""

import re
from collections.abc import Callable, Iterator
from pathlib import PurePath

from miner.model.article import Article, ParsedRecord, Rejected
from miner.parse.sections import split_sections
from miner.parse.stream import Broken, Source
from miner.parse.tagged import decode

_LIMIT = 32 << 20
_LONGEST_TITLE = 300
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NAVIGATION = re.compile(
    r"\s*(?:skip to (?:main |the )?content|menu|home|search|log ?in|sign ?(?:in|up))[ \t]*\n", re.IGNORECASE
)
_WORDS = re.compile(r"\w")
_HEADING = re.compile(r"\s*#{1,6}[ \t]+\S")
_SENTENCE_END = re.compile(r"[.!?。！？]\s*$")
_PMID = re.compile(r"\bPMID:? ?(\d{1,8})\b")
_DOI = re.compile(r"\b(?:doi(?:\.org/|:)\s*)(10\.\d{4,9}/[^\s\"<>)\]]+)", re.IGNORECASE)


def iter_text(source: Source) -> Iterator[ParsedRecord]:
    """The document of a plain text: its first line is the title, paragraphs become lines.

    One that begins with a heading of Markdown's is read as Markdown: notes are often saved so.
    """
    yield from _one(source, _paragraphs_or_markdown)


def iter_markdown(source: Source) -> Iterator[ParsedRecord]:
    """The document of a Markdown text, its marks taken off."""
    from miner.parse.web import flatten_markdown

    yield from _one(source, flatten_markdown)


def iter_html(source: Source) -> Iterator[ParsedRecord]:
    """The document of a web page: its main text, without what stands around it."""
    from miner.parse.web import flatten_html

    try:
        title, text = flatten_html(source.whole(limit=_LIMIT))
    except (Broken, ValueError) as error:
        yield Rejected(source.name, source.name, f"the file {error}")
        return
    yield _article(source.name, title, text)


def _one(source: Source, flatten: Callable[[str], str]) -> Iterator[ParsedRecord]:
    try:
        text = flatten(decode(source.whole(limit=_LIMIT), name=source.name))
    except (Broken, ValueError) as error:
        yield Rejected(source.name, source.name, f"the file {error}")
        return
    first, _, rest = _without_navigation(text).partition("\n")
    is_title = len(first) <= _LONGEST_TITLE and (rest.strip() or not _SENTENCE_END.search(first))
    title, rest = (first, rest.strip("\n")) if is_title else ("", text)
    yield _article(source.name, title, rest)


def _without_navigation(text: str) -> str:
    """The text of a copied page without the links before its title."""
    while (match := _NAVIGATION.match(text)) is not None:
        text = text[match.end() :]
    return text


def _paragraphs_or_markdown(text: str) -> str:
    from miner.parse.web import flatten_markdown

    return flatten_markdown(text) if _HEADING.match(text) else _paragraphs(text)


def _paragraphs(text: str) -> str:
    r"""The text with each line's ends trimmed and empty lines taken out.

    >>> _paragraphs("A title\r\n\r\n  A line. \n")
    'A title\nA line.'
    """
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _article(name: str, title: str, text: str) -> ParsedRecord:
    if not _WORDS.search(title + text):
        return Rejected(name, name, "the file holds no words to read")
    doi = _DOI.search(text[:4000])
    start = (title + text)[:4000]
    chinese = len(_CHINESE.findall(start)) * 3 > len(_WORDS.findall(start))
    return Article(
        id=PurePath(name).name,
        title=title,
        abstract=split_sections(text),
        doi=doi[1].rstrip(".,;") if doi else None,
        language="zh" if chinese else "en",
    )
