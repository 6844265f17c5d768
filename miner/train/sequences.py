"""Annotated documents as the tagger's sentences, with their labels."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from miner.model.article import SectionKind
from miner.model.layout import SectionSpan
from miner.model.reading import Abbreviation, Sentence
from miner.read.abbreviations import find_abbreviations
from miner.read.lexicon import CLASS_OF
from miner.read.seen import SeenText, Span, see
from miner.read.sentences import split_sentences
from miner.train.corpora import Annotated

FindNames = Callable[[str], Sequence[Span]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with a label for each of its words."""

    sentence: SeenText
    labels: tuple[str, ...]


def sentences_of(
    document: Annotated, find_names: FindNames, *, lexicon: bool = True, abbreviations: bool = True
) -> list[Labelled]:
    """The labelled sentences of a document; `lexicon` and `abbreviations` can be left out for an ablation."""
    sentences, defined = layout_of(document)
    names = find_names(document.text) if lexicon else ()
    seen = see(document.text, sentences, names, defined if abbreviations else ())
    return [Labelled(sentence, _labels(sentence, document)) for sentence in seen.sentences()]


def layout_of(document: Annotated) -> tuple[tuple[Sentence, ...], tuple[Abbreviation, ...]]:
    """The sentences and definitions of an annotated document."""
    text, title_end = document.text, document.title_end
    sections = (
        (SectionSpan(0, title_end, SectionKind.TITLE), SectionSpan(title_end + 1, len(text), None))
        if title_end
        else (SectionSpan(0, len(text), SectionKind.OTHER),)
    )
    return split_sentences(text, sections), find_abbreviations(text)


def _labels(sentence: SeenText, document: Annotated) -> tuple[str, ...]:
    labels = ["O"] * len(sentence.starts)
    words = list(enumerate(zip(sentence.starts, sentence.ends, strict=True)))
    for label in document.labels:
        if label.end <= sentence.starts[0] or label.start >= sentence.ends[-1]:
            continue
        inside = [index for index, (start, end) in words if start < label.end and end > label.start]
        if inside and all(labels[index] == "O" for index in inside):
            letter = CLASS_OF[label.type]
            labels[inside[0] : inside[-1] + 1] = [f"B-{letter}"] + [f"I-{letter}"] * (len(inside) - 1)
    return tuple(labels)


def fill_in(labelled: Labelled, predicted: Sequence[str], letters: str) -> Labelled:
    """The sentence with predicted mentions of types that its corpus does not annotate; gold mentions win."""
    labels = list(labelled.labels)
    at = 0
    while at < len(predicted):
        end = at + 1
        if predicted[at][0] == "B" and predicted[at][2:] in letters:
            while end < len(predicted) and predicted[end] == f"I-{predicted[at][2:]}":
                end += 1
            if all(label == "O" for label in labels[at:end]):
                labels[at:end] = predicted[at:end]
        at = end
    return replace(labelled, labels=tuple(labels))
