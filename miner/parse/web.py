"""Markdown and HTML to the lines of text that a reader sees."""

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.token import Token

_SPACES = re.compile(r"[ \t\r\f\v]+")


def flatten_markdown(text: str) -> str:
    r"""Markdown's text, a line for each block: headings, paragraphs, list items, table rows; front matter is left out.

    >>> flatten_markdown("# Magnesium\n\n- It **rose** in [one trial](http://a.b).\n")
    'Magnesium\nIt rose in one trial.'
    """
    if text.startswith("---\n") and (end := text.find("\n---", 4)) > 0:
        text = text[end + 4 :]
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return "\n".join(line for block in _iter_blocks(tokens) for line in block.split("\n") if line.strip())


def _iter_blocks(tokens: list[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(row)
            row = None
        elif token.type == "inline":
            inside = _inline(token)
            if row is None:
                yield inside
            else:
                row.append(inside)
        elif token.type in {"fence", "code_block"}:
            yield token.content
        elif token.type == "html_block":
            yield _without_tags(token.content)


def _inline(token: Token) -> str:
    pieces = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append(" ")
        elif child.type == "hardbreak":
            pieces.append("\n")
        elif child.type == "image":
            pieces.append(child.content)
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            pieces.append("\n")
    return "\n".join(_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\n"))


def _without_tags(markup: str) -> str:
    if not markup.strip():
        return ""
    try:
        return _SPACES.sub(" ", lxml_html.fragment_fromstring(markup, create_parent="div").text_content()).strip()
    except (ValueError, lxml_html.etree.LxmlError):
        return ""


def flatten_html(data: bytes) -> tuple[str, str]:
    """The title and the main text of a page; raises ValueError where it holds none."""
    import trafilatura

    try:
        tree = trafilatura.load_html(data)
    except (ValueError, AssertionError):
        tree = None
    if tree is None:
        raise ValueError("is no web page that can be read")
    heading = tree.find(".//title")
    title = " ".join((heading.text_content() if heading is not None else "").split())
    text = trafilatura.extract(tree, include_comments=False, include_tables=True, favor_recall=True, fast=False)
    if not text:
        body = tree.find(".//body")
        seen = body if body is not None else tree
        text = "\n".join(
            map(str, seen.xpath(".//text()[not(ancestor::script or ancestor::style or ancestor::noscript)]"))
        )
    lines = [" ".join(line.split()) for line in text.splitlines()]
    found = "\n".join(line for line in lines if line)
    if not found:
        raise ValueError("holds no text to read")
    first, _, rest = found.partition("\n")
    if title and (first == title or title.startswith(first)):
        found = rest
    return title, found
