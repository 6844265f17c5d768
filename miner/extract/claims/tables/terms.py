"""What the cells of tables name: their mentions, whether two places name one thing, and the terms of claims."""

from bisect import bisect_left

import regex

from miner.extract.claims.naming import claim_concept, rolled_up
from miner.extract.estimates.tables.cells import RAISED
from miner.extract.estimates.tables.labels import is_low, without_statistic
from miner.model.claim import Term
from miner.model.concept import EntityType, State
from miner.model.layout import Cell
from miner.model.reading import Document, Mention

_ANONYMOUS = regex.compile(
    r"(?i)(?:(?:the|study|active|assigned|randomi[sz]ed|treatment|intervention)\s)*(?:groups?|arms?|treatments?|interventions?"
    r"|controls?|time|model|analysis|variables?|allocation|treatment\sallocation|group\sassignment|exposure|values?|data"
    r"|(?:(?:primary|secondary|main)\s)?(?:outcomes?|end-?\s?points?)|estimate|effect|scores?|total|overall|others?|change)"
)
_UNIT = regex.compile(rf"\s*(?:[(\[,;:].*|\s(?:per|vs\.?|versus|\d).*|[*†‡§¶#:{RAISED}\s]+)\Z")
_MEASURE_BEHIND = regex.compile(
    r"[\s,:]*(?:\b(?:adjusted|unadjusted|crude|multivaria\w+)\s)?(?:\b(?:a?ORs?|a?HRs?|a?RRs?|IRR|PR|SMD|MD|SE)\b|β"
    r"|\b[Oo]dds ratio|\b[Hh]azard ratio).*"
)
_LETTERS = regex.compile(r"\p{L}{3,}")
_WORD = regex.compile(r"\p{L}{4,}")
_COMMON_WORDS = (
    "with from risk intake level levels total serum dietary mean high score years rate plasma blood baseline change"
)
_COMMON = frozenset(_COMMON_WORDS.split())  # words that two places may share without naming one thing
_ROOT = 6  # letters by which words are taken for one
_LONGEST = 80
_SHORTEST = 4  # a name behind a colon
_PLACES = {EntityType.POPULATION, EntityType.ORGANISM}


def is_anonymous(words: str) -> bool:
    """True of what names nothing by itself: "treatment group", "Outcome", "total".

    >>> is_anonymous("Treatment group:"), is_anonymous("zinc group")
    (True, False)
    """
    return _ANONYMOUS.fullmatch(words.strip("*†‡§ :")) is not None


class Names:
    """What the places of one document name."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self._mentions = document.mentions
        self._starts = [mention.start for mention in document.mentions]

    def mentions(self, span: Cell) -> list[Mention]:
        """The mentions that stand in a place."""
        first, stop = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return [mention for mention in self._mentions[first:stop] if mention.end <= span[1]]

    def is_like(self, cell: Cell, other: Cell | None) -> bool:
        """True of two places that name one thing: the same concept, or a word that tells."""
        if other is None:
            return False
        one, two = ({rolled_up(m.concept)[0] for m in self.mentions(each) if m.concept} for each in (cell, other))
        return bool(one & two or self._roots(cell) & self._roots(other))

    def _roots(self, span: Cell) -> set[str]:
        words = {word.casefold() for word in _WORD.findall(self.text[slice(*span)])}
        return {word[:_ROOT] for word in words - _COMMON}

    def is_low(self, span: Cell) -> bool:
        """True of a place that speaks of little of something: "low intake", "deficiency"."""
        states = [rolled_up(each.concept)[1] for each in self.mentions(span)[:1] if each.concept is not None]
        return State.LOW in states or is_low(self.text[slice(*span)])

    def term(self, span: Cell, *, is_subject: bool) -> Term | None:
        """What a cell or a part of a caption names: its first linked mention, else its mention, else its own words."""
        start, end = self._narrowed(span)
        inside = [each for each in self.mentions((start, end)) if each.type not in _PLACES]
        if inside:
            best = min(inside, key=lambda each: (each.concept is None, each.start))
            concept = claim_concept(best.concept, is_subject=is_subject)
            return Term(best.text, best.start, best.end, concept, best.type)
        unit = _UNIT.search(self.text, start, end)
        end = unit.start() if unit and unit.start() > start else end
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        if len(words) > _LONGEST or not _LETTERS.search(words) or is_anonymous(words):
            return None
        return Term(words, start, start + len(words))

    def before_measure(self, span: Cell) -> Cell:
        """A head before the measure that it names: "Hp 2-1 OR (95% CI)"; whole where it begins with it."""
        found = _MEASURE_BEHIND.search(self.text[slice(*span)])
        return (span[0], span[0] + found.start()) if found and found.start() > 1 else span

    def _narrowed(self, span: Cell) -> Cell:
        """A label behind its colon ("SF-36: pain"), a head before the measure that it names ("Hp 2-1 OR (95% CI)")."""
        start, end = self.before_measure(span)
        start += without_statistic(self.text[start:end])
        colon = self.text.find(": ", start, end)
        is_part = colon > 0 and end - colon > _SHORTEST and "(" not in self.text[start:colon]
        return (colon + 2, end) if is_part else (start, end)
