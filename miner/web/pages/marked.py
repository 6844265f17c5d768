"""A text with its mentions and claims marked: cut at every place where one begins or ends, in the text's own order."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from dash import html

from miner.model.claim import Claim
from miner.model.reading import Mention, Reading
from miner.web.pages.parts import Part
from miner.web.signs import LOOKS


class Piece(NamedTuple):
    """A piece of text with the claims that it is part of, and the mention that it is (part of)."""

    text: str
    claims: tuple[int, ...]
    mention: int | None


def cut_text(reading: Reading, start: int, end: int) -> list[Piece]:
    """The text between two places in pieces.

    >>> cut_text(Reading("1", "A", "A b"), 0, 3)
    [Piece(text='A b', claims=(), mention=None)]
    """
    claims: Sequence[Claim] = reading.claims
    mentions: Sequence[Mention] = reading.mentions
    spans = [(one.start, one.end) for one in claims] + [(one.start, one.end) for one in mentions]
    inside = {at for span in spans for at in span if start < at < end}
    places = [start, *sorted(inside), end]
    pieces = []
    for first, last in pairwise(places):
        if first == last:
            continue
        said = tuple(number for number, one in enumerate(claims) if one.start <= first and last <= one.end)
        named = next((number for number, one in enumerate(mentions) if one.start <= first and last <= one.end), None)
        pieces.append(Piece(reading.text[first:last], said, named))
    return pieces


def mark_text(reading: Reading, href_of: Callable[[Mention], str]) -> Part:
    """The whole text, a paragraph a line, mentions by their type and claims by their sign."""
    paragraphs = []
    at = 0
    for number, line in enumerate(reading.text.split("\n")):
        if line:
            parts = [_mark(reading, piece, href_of) for piece in cut_text(reading, at, at + len(line))]
            paragraphs.append(html.P(parts, className="title-line" if number == 0 else ""))
        at += len(line) + 1
    return html.Div(paragraphs, className="marked", lang=reading.language)


def _mark(reading: Reading, piece: Piece, href_of: Callable[[Mention], str]) -> Part:
    inner: Part = piece.text
    if piece.mention is not None:
        mention = reading.mentions[piece.mention]
        href = href_of(mention)
        told = f"{mention.type.value}: {mention.name or mention.text} ({mention.concept or 'not linked'})"
        classes = f"mention mention-{mention.type.value.lower()}"
        inner = (
            html.A(piece.text, href=href, className=classes, title=told)
            if href
            else html.Span(piece.text, className=classes, title=told)
        )
    if piece.claims:
        signs = " ".join(sorted({f"claim-{LOOKS[reading.claims[one].sign].name.value}" for one in piece.claims}))
        return html.Span(inner, className=f"claim {signs}")
    return inner
