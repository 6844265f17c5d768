"""The embedded tagger: chemicals, diseases and genes in plain text, by the CRF of `scripts/train_tagger`."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

import numpy as np

from miner.model.concept import EntityType
from miner.model.reading import Abbreviation, Sentence
from miner.read.decode import Decoder, firsts_of
from miner.read.seen import Span, see
from miner.read.weights import Model, read_model
from miner.resources import corpora_path

_LONGEST_TEXT = 200_000  # beyond this a text is a book, and its chapters name their own things
_SHORTEST = 3  # characters of a name that is looked for again
TYPE_OF = {"C": EntityType.CHEMICAL, "D": EntityType.DISEASE, "G": EntityType.GENE}


class Tagged(NamedTuple):
    """A piece of text that a tagger or rule marked, and what it was."""

    start: int
    end: int
    type: EntityType
    by: str = "tagger"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text with what the tagger needs to know of it."""

    text: str
    sentences: tuple[Sentence, ...]
    abbreviations: tuple[Abbreviation, ...]
    names: Sequence[Span]


class Tagger:
    """Tags texts; made from a trained model."""

    def __init__(self, model: Model, *, second_look: bool = True) -> None:
        self._decoder = Decoder(model.crfs, model.kinds)
        self._second_look = second_look
        self.card = model.card

    @classmethod
    def from_file(cls, path: Path) -> "Tagger":
        """The tagger of a file that `scripts/train_tagger` wrote."""
        return cls(read_model(path))

    def tag(self, texts: Sequence[Prepared]) -> list[tuple[Tagged, ...]]:
        """The mentions in each text, in order.

        Those of one CRF never overlap; a gene's name may hold a disease's ("breast cancer susceptibility gene").
        """
        seen = [see(each.text, each.sentences, each.names, each.abbreviations) for each in texts]
        found: list[list[Tagged]] = [[] for _ in texts]
        flat = [each.seen for each in seen]
        bounds = list(accumulate((len(each.words) for each in flat), initial=0))
        firsts = firsts_of(flat)
        for labels, path in zip(self._decoder.labels, self._decoder.tag(flat), strict=True):
            inside = np.flatnonzero(path != labels.index("O"))
            numbered = zip(inside.tolist(), path[inside].tolist(), firsts[inside].tolist(), strict=True)
            for first, last, letter in _runs((at, labels[number], begins) for at, number, begins in numbered):
                text = bisect_right(bounds, first) - 1
                here = seen[text]
                one, two = _balanced(here.seen.words, first - bounds[text], last - bounds[text])
                found[text].append(Tagged(here.starts[one], here.ends[two], TYPE_OF[letter]))
        return [
            tuple(sorted(repeat_mentions(each.text, here) if self._looks_again(each.text) else here))
            for each, here in zip(texts, found, strict=True)
        ]

    def _looks_again(self, text: str) -> bool:
        return self._second_look and len(text) <= _LONGEST_TEXT


def _runs(labelled: Iterable[tuple[int, str, bool]]) -> Iterator[tuple[int, int, str]]:
    """First word, last word and type letter of each mention, from the words that are not O, with their labels.

    What begins a sentence begins a mention.
    """
    first = last = -1
    letter = ""
    for at, label, begins in labelled:
        if label[0] == "I" and not begins and last == at - 1 and letter == label[2:]:
            last = at
            continue
        if letter:
            yield first, last, letter
        first = last = at
        letter = label[2:]
    if letter:
        yield first, last, letter


def _balanced(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """The mention without the end of a bracket that it never opens, or the start of one that it never closes."""
    depth = 0
    for place in range(first, last + 1):
        if words[place] == "(":
            depth += 1
        elif words[place] == ")":
            depth -= 1
            if depth < 0 and place < last:
                return _balanced(words, place + 1, last)
    if depth > 0:
        opened = max(place for place in range(first, last + 1) if words[place] == "(")
        return (first, opened - 1) if opened > first else (min(first + 1, last), last)
    return first, last


def repeat_mentions(text: str, tagged: Sequence[Tagged]) -> list[Tagged]:
    """The mentions with those occurrences of the same words that were missed, in the same text.

    Words are taken for a name where at least half of their occurrences were.
    """
    by_words: dict[str, list[Tagged]] = {}
    lowered = _lowered(text)
    for each in tagged:
        if each.end - each.start >= _SHORTEST:
            by_words.setdefault(lowered[each.start : each.end], []).append(each)
    found = list(tagged)
    taken = bytearray(len(text))
    for each in tagged:
        taken[each.start : each.end] = b"\1" * (each.end - each.start)
    for words in sorted(by_words, key=lambda each: (-len(each), each)):
        same = by_words[words]
        free = [(start, end) for start, end in _occurrences(lowered, words) if not any(taken[start:end])]
        if free and len(free) <= len(same):
            kinds = [each.type for each in same]
            kind = max(kinds, key=lambda each: (kinds.count(each), each))
            for start, end in free:
                found.append(Tagged(start, end, kind))
                taken[start:end] = b"\1" * (end - start)
    return found


def _occurrences(lowered: str, words: str) -> Iterable[tuple[int, int]]:
    at = lowered.find(words)
    while at >= 0:
        end = at + len(words)
        if not (at and lowered[at - 1].isalnum()) and not (end < len(lowered) and lowered[end].isalnum()):
            yield at, end
        at = lowered.find(words, end)


def _lowered(text: str) -> str:
    """The text in lower case, as long as before."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(each.lower()[:1] for each in text)


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """First word, last word and type letter of each mention in a sentence's BIO labels.

    >>> spans_of(["B-D", "I-D", "O", "I-C"])
    [(0, 1, 'D'), (3, 3, 'C')]
    """
    return list(_runs((at, label, at == 0) for at, label in enumerate(labels) if label != "O"))


@cache
def load_tagger() -> Tagger:
    """The shipped tagger, loaded once."""
    return Tagger.from_file(corpora_path("tagger", "tagger.npz"))
