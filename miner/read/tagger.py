"""The embedded tagger: chemicals, diseases and genes in plain text, by the CRF of `scripts/train_tagger`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from miner.model.concept import EntityType
from miner.model.reading import Abbreviation, Sentence
from miner.read.decode import Decoder, Ints
from miner.read.seen import SeenSentence, Span, see
from miner.read.weights import read_weights
from miner.resources import corpora_path

TYPE_OF = {"C": EntityType.CHEMICAL, "D": EntityType.DISEASE, "G": EntityType.GENE}


@dataclass(frozen=True, slots=True, order=True)
class Tagged:
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
    """Tags texts; made from a trained model's weights."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder

    @classmethod
    def from_file(cls, path: Path) -> "Tagger":
        """The tagger of a file that `scripts/train_tagger` wrote."""
        return cls(Decoder(read_weights(path)))

    def tag(self, texts: Iterable[Prepared]) -> list[tuple[Tagged, ...]]:
        """The mentions in each text, in order."""
        seen = [see(each.text, each.sentences, each.names, each.abbreviations) for each in texts]
        paths = iter(self._decoder.tag([sentence.seen for sentences in seen for sentence in sentences]))
        labels = self._decoder.labels
        return [
            tuple(tagged for sentence in sentences for tagged in _mentions(sentence, next(paths), labels))
            for sentences in seen
        ]


def _mentions(sentence: SeenSentence, path: Ints, labels: Sequence[str]) -> list[Tagged]:
    if not path.any() and labels[0] == "O":
        return []
    return [
        Tagged(sentence.starts[first], sentence.ends[last], TYPE_OF[letter])
        for first, last, letter in spans_of([labels[number] for number in path.tolist()])
    ]


def spans_of(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """First word, last word and type letter of each mention in a sequence of BIO labels.

    >>> spans_of(["B-D", "I-D", "O", "I-C"])
    [(0, 1, 'D'), (3, 3, 'C')]
    """
    found: list[tuple[int, int, str]] = []
    for index, label in enumerate(labels):
        if label[0] == "O":
            continue
        if label[0] == "I" and found and found[-1][1] == index - 1 and found[-1][2] == label[2:]:
            found[-1] = (found[-1][0], index, label[2:])
        else:
            found.append((index, index, label[2:]))
    return found


@cache
def load_tagger() -> Tagger:
    """The shipped tagger, loaded once."""
    return Tagger.from_file(corpora_path("tagger", "tagger.npz"))
