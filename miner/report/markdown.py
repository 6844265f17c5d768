"""A page as Markdown (CommonMark with tables), with every character of its texts shown as it is."""

import re
from collections.abc import Iterator
from typing import Final

from miner.report.blocks import Block, Bullets, Heading, Notice, Page, Paragraph, Picture, Spans, Table

# What could begin markup anywhere; characters that only count at a line's start are dealt with there.
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|~&#$])")
_LINE_START: Final = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def write_markdown(page: Page) -> str:
    """The page as Markdown, ending in one line end."""
    pieces = [f"# {_escape(page.title)}", *(_block(block) for block in page.blocks)]
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_escape(text)}"
        case Paragraph(spans):
            return _at_line_start(_spans(spans))
        case Notice(spans):
            return f"> **Notice.** {_spans(spans)}"
        case Bullets(items, below):
            return "\n".join(
                line
                for place, (spans, quote) in enumerate(items)
                for line in _item(spans, quote, indent="  " if place in below else "")
            )
        case Table(header, rows):
            return "\n".join(_table(header, rows))
        case Picture(_, alt):
            return f"*{_escape(alt)}*"


def _item(spans: Spans, quote: str, *, indent: str) -> Iterator[str]:
    yield f"{indent}- {_at_line_start(_spans(spans))}"
    if quote:
        yield f"{indent}  > {_at_line_start(_escape(quote))}"


def _table(header: tuple[str, ...], rows: tuple[tuple[Spans, ...], ...]) -> Iterator[str]:
    yield "| " + " | ".join(_escape(cell) for cell in header) + " |"
    yield "|" + " --- |" * len(header)
    for row in rows:
        yield "| " + " | ".join(_spans(cell) for cell in row) + " |"


def _spans(spans: Spans) -> str:
    parts = []
    for span in spans:
        text = _escape(span.text)
        if span.is_strong:
            text = _around(text, "**")
        if span.is_soft:
            text = _around(text, "*")
        if span.url.startswith(("https://", "http://", "#", "/")):  # never a script's address
            text = f"[{text}]({_address(span.url)})"
        parts.append(text)
    return "".join(parts)


def _around(text: str, mark: str) -> str:
    """The text between two marks, which must touch words to count; its outer spaces stay outside."""
    inner = text.strip()
    if not inner:
        return text
    start = text.index(inner)
    return f"{text[:start]}{mark}{inner}{mark}{text[start + len(inner) :]}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()) if "\n" in text or "\t" in text else text)


def _at_line_start(text: str) -> str:
    return _LINE_START.sub(
        lambda match: f"{match[1]}\\{match[2]}" if len(match[2]) == 1 else f"{match[1]}{match[2][:-1]}\\{match[2][-1]}",
        text,
    )


def _address(url: str) -> str:
    return url.replace("(", "%28").replace(")", "%29").replace(" ", "%20").replace("<", "%3C").replace(">", "%3E")
