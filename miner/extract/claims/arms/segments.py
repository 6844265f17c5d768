"""The parts of a trial's sentence that each tell of outcomes of their own: "A was lower (p = 0.01), but B was not"."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import regex

from miner.extract.grammar.rules import Rule

_BRACKET = regex.compile(r"[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]")
_P_VALUE = regex.compile(r"(?<![\w.])[pP](?:[- ]?values?)?\s*[<>=≤≥`]|\bN\.?S\.?\b")
_TURN = Rule(
    r";\s|,?\s(?:but|although|though|however|yet)\b|,?\s(?:whereas|while)\b|[])],?\s(?:and|as well as|or)\b|[])],\s"
)
_OPENING = regex.compile(r"(?:while|whereas|although|though)\s", regex.I)
_OPENING_END = regex.compile(
    r"\b(?:was|were|is|are|had|has|have|did|showed|produced|\w{3,}ed)\b.*?"
    r"(?P<end>,)\s(?![\w-]+(?:\s[\w-]+){0,2}?(?:,|\s(?:and|or)\s))"
)
_ONE_ARM = regex.compile(r"whereas|while|;")


class Segment(NamedTuple):
    """A part of a sentence, by its places in the sentence's text."""

    start: int
    end: int

    def holds(self, place: int) -> bool:
        """True of a place inside."""
        return self.start <= place < self.end


@lru_cache(maxsize=64)  # a sentence is asked for them by several rules
def split_segments(text: str) -> tuple[Segment, ...]:
    """The parts of a sentence: cut at "but" and the like, and behind each bracket that gives a p-value.

    >>> [s.start for s in split_segments("A fell (p = 0.01), but B did not differ.")]
    [0, 17]
    """
    cuts = [0, *_cuts(text), len(text)]
    return tuple(Segment(a, b) for a, b in pairwise(cuts) if b > a)


def _cuts(text: str) -> Iterator[int]:
    inside = [m.span() for m in _BRACKET.finditer(text)]
    begin = 0
    if (
        _OPENING.match(text) and (first := _OPENING_END.search(text)) is not None
    ):  # "While both lost weight, A lost more"
        place = first.start("end")
        if not any(a <= place < b for a, b in inside):
            yield place
            begin = place
    for match in _TURN.finditer(text):
        if match.start() < begin or any(a <= match.start() < b - 1 for a, b in inside):
            continue
        at = match.start()
        if text[at] in ")]":
            bracket = next((text[a:b] for a, b in inside if b == at + 1), "")
            at += 1
            if not _P_VALUE.search(bracket):
                continue
        elif _ONE_ARM.search(match[0]) and not _P_VALUE.search(text, begin, at):
            continue  # "5 days with A, whereas 7 with B (p = 0.01)" is one comparison
        begin = at
        yield at
