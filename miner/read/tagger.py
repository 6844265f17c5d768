"""The embedded tagger: chemicals, diseases and genes in plain text, by the CRF of `scripts/train_tagger`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from miner.model.concept import EntityType
from miner.model.reading import Abbreviation, Sentence
from miner.read.decode import Decoder, Ints
from miner.read.seen import SeenSentence, Span, see
from miner.read.tokens import Tokens
from miner.read.weights import Model, read_model
from miner.resources import corpora_path

_LONGEST_TEXT = 200_000  # beyond this a text is a book, and its chapters name their own things
_SHORTEST = 3  # characters of a name that is looked for again
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
    tokens: Tokens
    sentences: tuple[Sentence, ...]
    abbreviations: tuple[Abbreviation, ...]
    names: Sequence[Span]


class Tagger:
    """Tags texts; made from a trained model."""

    def __init__(self, model: Model, *, second_look: bool = True) -> None:
        self._decoders = tuple(Decoder(crf, model.kinds) for crf in model.crfs)
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
        seen = [see(each.text, each.tokens, each.sentences, each.names, each.abbreviations) for each in texts]
        flat = [sentence.seen for sentences in seen for sentence in sentences]
        by_decoder = [(decoder.labels, iter(decoder.tag(flat))) for decoder in self._decoders]
        found = []
        for each, sentences in zip(texts, seen, strict=True):
            here: list[Tagged] = []
            for sentence in sentences:
                for labels, paths in by_decoder:
                    here += _mentions(sentence, next(paths), labels)
            look_again = self._second_look and len(each.text) <= _LONGEST_TEXT
            found.append(tuple(sorted(repeat_mentions(each.text, here) if look_again else here)))
        return found


def _mentions(sentence: SeenSentence, path: Ints, labels: Sequence[str]) -> list[Tagged]:
    if (path == labels.index("O")).all():
        return []
    found = []
    for first, last, letter in spans_of([labels[number] for number in path.tolist()]):
        first, last = _balanced(sentence.seen.words, first, last)  # noqa: PLW2901
        found.append(Tagged(sentence.starts[first], sentence.ends[last], TYPE_OF[letter]))
    return found


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
