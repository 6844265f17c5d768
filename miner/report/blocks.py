"""A page as a list of blocks, before it is Markdown, HTML or a Word file: one content, so that no form says more.

A block's text is made of spans. Nothing in them is markup: what looks like it is escaped in every form.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A piece of running text: plain, strong, emphasised, a link (`url`), or marked (`mark` names its class)."""

    text: str
    url: str = ""
    is_strong: bool = False
    is_soft: bool = False
    mark: str = ""
    title: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the page's."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; each item may carry a quote below it, the verbatim sentence that it rests on.

    `below` are the places of items that belong to the one before them.
    """

    items: tuple[tuple[Spans, str], ...]
    below: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row."""

    header: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that must not be overlooked: a retraction, a doubt."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as SVG text, with what it shows in words for those who can't see it."""

    svg: str
    alt: str


Block = Heading | Paragraph | Bullets | Table | Notice | Picture


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its title, its language (`en`, `zh`) and its blocks."""

    title: str
    blocks: tuple[Block, ...]
    language: str = "en"


def plain(text: str) -> Spans:
    """The text as one plain span."""
    return (Span(text),)


def linked(text: str, url: str) -> Spans:
    """The text as a link where there is an address, else plain."""
    return (Span(text, url=url),)
