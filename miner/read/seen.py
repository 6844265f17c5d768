"""Texts as the tagger sees them, the same for training and for running."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from miner.model.reading import Abbreviation, Sentence
from miner.read.abbreviations import find_occurrences
from miner.read.features import Seen, codes_of, long_form_attributes
from miner.read.tokens import find_words

Span = tuple[int, int, str]
"""Where a name of the lexicon stands, and the letter of its class."""


@dataclass(frozen=True, slots=True)
class SeenText:
    """A text, or one sentence of it, as the tagger sees it, and where its words stand in the text."""

    seen: Seen
    starts: Sequence[int]
    ends: Sequence[int]

    def sentences(self) -> "list[SeenText]":
        """The sentences one by one."""
        seen = self.seen
        found = []
        for first, last in pairwise((*seen.firsts, len(seen.words))):
            extra = {index - first: seen.extra[index] for index in range(first, last) if index in seen.extra}
            found.append(
                SeenText(
                    Seen(seen.words[first:last], seen.codes[first:last], extra),
                    self.starts[first:last],
                    self.ends[first:last],
                )
            )
        return found


def see(
    text: str,
    sentences: Iterable[Sentence],
    spans: Sequence[Span],
    abbreviations: Iterable[Abbreviation],
) -> SeenText:
    """A text as the tagger sees it; what stands between two sentences goes with the first."""
    words, starts, ends = find_words(text)
    codes = codes_of(starts, ends, spans)
    extra = _long_forms(text, starts, ends, spans, abbreviations)
    firsts = {0, *(bisect_left(starts, sentence.start) for sentence in sentences)} - {len(starts)}
    return SeenText(Seen(words, codes, extra, sorted(firsts)), starts, ends)


def _long_forms(
    text: str, starts: Sequence[int], ends: Sequence[int], spans: Sequence[Span], abbreviations: Iterable[Abbreviation]
) -> Mapping[int, tuple[str, ...]]:
    """The attributes that the words of each short form have from its long form."""
    classes: dict[tuple[int, int], str] = {}
    for start, end, letter in spans:
        classes[start, end] = classes.get((start, end), "") + letter
    found: dict[int, tuple[str, ...]] = {}
    for each in abbreviations:
        long_end = each.long_start + len(each.long)
        given = long_form_attributes(each.long, classes.get((each.long_start, long_end), ""))
        for start, end in find_occurrences(text, each.short):
            first, last = bisect_left(starts, start), bisect_left(ends, end)
            if first < len(starts) and last < len(ends) and starts[first] == start and ends[last] == end:
                found.update((index, given) for index in range(first, last + 1))
    return found
