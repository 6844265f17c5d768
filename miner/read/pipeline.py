"""spaCy's side of the reading: our tokenizer and components, registered so that any spaCy user can add them.

Each component fills in its part of the text's `Analysis`, which the Doc carries in `user_data`, and writes it where
spaCy users look for it: sentence starts, `Doc._.abbreviations`, `doc.ents` with `kb_id_`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Protocol

import numpy as np
import spacy
from scispacy.abbreviation import AbbreviationDetector
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from miner.link import load_linker
from miner.model.concept import EntityType
from miner.model.layout import SectionSpan
from miner.read.abbreviations import find_occurrences
from miner.read.analysis import Analysis, find_mentions, link_mentions, tag
from miner.read.measurements import MeasurementFinder, load_measurements
from miner.read.models import EMBEDDED, SpacyTagger, load_model
from miner.read.sentences import whole
from miner.read.tagger import Tagger, load_tagger
from miner.read.tokens import clean, tokenize
from miner.vocabulary import Vocabulary, load_vocabulary

COMPONENTS = ("miner_sentences", "miner_abbreviations", "miner_tagger", "miner_linker")
_KEY = "miner"
_NO_START = np.uint64(2**64 - 1)  # minus one, as spaCy stores it: no sentence starts here


class MinerTokenizer:
    """spaCy's seam for `miner.read.tokens`: text in, Doc out, every code point kept."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The Doc of a text."""
        tokens = tokenize(clean(text))
        return Doc(self.vocab, words=tokens.words, spaces=tokens.spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:  # noqa: ARG002  spaCy's signature
        """The Docs of texts."""
        return (self(text) for text in texts)

    # Nothing is learned, so that there is nothing to store.
    def to_bytes(self, **_: object) -> bytes:
        """Nothing: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> "MinerTokenizer":
        """The same tokenizer: it has no state."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing: the tokenizer has no state."""

    def from_disk(self, *_: object, **__: object) -> "MinerTokenizer":
        """The same tokenizer: it has no state."""
        return self


@registry.tokenizers("miner_tokenizer")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], MinerTokenizer]:
    """The tokenizer's maker, for `[nlp.tokenizer] @tokenizers = "miner_tokenizer"`."""
    return lambda nlp: MinerTokenizer(nlp.vocab)


def analysis_of(doc: Doc) -> Analysis:
    """What is known of a Doc's text so far; a Doc that nobody laid out is one section."""
    found = doc.user_data.get(_KEY)
    if found is None:
        text = doc.text
        found = doc.user_data[_KEY] = Analysis(text, whole(text))
    return found  # type: ignore[no-any-return]


def lay_out_doc(nlp: Language, text: str, sections: tuple[SectionSpan, ...], *, language: str = "en") -> Doc:
    """The Doc of a text whose sections are known, not yet run through the pipeline."""
    text = clean(text)
    tokens = tokenize(text)
    doc = Doc(nlp.vocab, words=tokens.words, spaces=tokens.spaces)
    doc.user_data[_KEY] = Analysis(text, sections, language)
    return doc


def analyse(texts: Iterable[tuple[str, tuple[SectionSpan, ...], str]]) -> list[Analysis]:
    """What our own components find in texts with their sections and languages, without a Doc around each of them."""
    cleaned = ((clean(text), sections, language) for text, sections, language in texts)
    analyses = [Analysis(text, sections, language) for text, sections, language in cleaned]
    vocabulary, measurements = load_vocabulary(), load_measurements()
    lexicon, linker = vocabulary.matcher(), load_linker(vocabulary)
    tag(analyses, tagger=load_tagger(), lexicon=lexicon)
    found = [find_mentions(analysis, lexicon=lexicon, measurements=measurements) for analysis in analyses]
    for analysis, mentions in zip(analyses, found, strict=True):
        link_mentions(analysis, mentions, linker=linker, lexicon=lexicon)
    return analyses


class Step(Protocol):
    """What one of our components does to Docs, many at a time."""

    def run(self, docs: list[Doc]) -> None:
        """Fill in the Docs' analyses and what spaCy shows of them."""


class Component:
    """A step as spaCy calls it: on one Doc, or on a stream in batches."""

    def __init__(self, step: Step) -> None:
        self._step = step

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with the step done."""
        self._step.run([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """The Docs, with the step done, in order."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._step.run(batch)
            yield from batch


class _Sentences:
    def run(self, docs: list[Doc]) -> None:
        for doc in docs:
            if not len(doc):
                continue
            starts = np.array([sentence.start for sentence in analysis_of(doc).known_sentences()], dtype=np.uint64)
            marks = np.where(np.isin(doc.to_array([IDX]).ravel(), starts), np.uint64(1), _NO_START)
            marks[0] = 1
            doc.from_array([SENT_START], marks[:, None])


class _Tagging:
    def __init__(self, tagger: Tagger, vocabulary: Vocabulary) -> None:
        self._tagger = tagger
        self._lexicon = vocabulary.matcher()

    def run(self, docs: list[Doc]) -> None:
        analyses = [analysis_of(doc) for doc in docs]
        tag(analyses, tagger=self._tagger, lexicon=self._lexicon)
        for doc, analysis in zip(docs, analyses, strict=True):
            _write_entities(doc, [(each.start, each.end, each.type, "") for each in analysis.tagged or ()])


class _Model:
    def __init__(self, tagger: SpacyTagger, vocabulary: Vocabulary) -> None:
        self._tagger = tagger
        self._lexicon = vocabulary.matcher()

    def run(self, docs: list[Doc]) -> None:
        analyses = [analysis_of(doc) for doc in docs]
        self._tagger.tag(analyses, lexicon=self._lexicon)
        for doc, analysis in zip(docs, analyses, strict=True):
            _write_entities(doc, [(each.start, each.end, each.type, "") for each in analysis.tagged or ()])


class _Linking:
    def __init__(self, vocabulary: Vocabulary, measurements: MeasurementFinder) -> None:
        self._linker = load_linker(vocabulary)
        self._lexicon = vocabulary.matcher()
        self._measurements = measurements

    def run(self, docs: list[Doc]) -> None:
        for doc in docs:
            analysis = analysis_of(doc)
            found = find_mentions(analysis, lexicon=self._lexicon, measurements=self._measurements)
            link_mentions(analysis, found, linker=self._linker, lexicon=self._lexicon)
            _write_entities(
                doc, [(each.start, each.end, each.type, each.concept or "") for each in analysis.mentions or ()]
            )


def _write_entities(doc: Doc, entities: Iterable[tuple[int, int, EntityType, str]]) -> None:
    """Set `doc.ents`; a tokenizer other than ours may widen a mention to whole tokens."""
    spans = [
        doc.char_span(start, end, label=kind.value, kb_id=curie, alignment_mode="expand")
        for start, end, kind, curie in entities
    ]
    doc.ents = filter_spans([span for span in spans if span is not None and len(span)])


class MinerAbbreviationDetector(AbbreviationDetector):  # type: ignore[misc]  # an untyped base
    """scispaCy's detector with character-level Schwartz-Hearst: it keeps `Doc._.abbreviations`, `Span._.long_form`.

    The original joins tokens with spaces, which goes wrong with a fine tokenizer ("CRP" gets "-reactive protein";
    IL-6 and hs-CRP are dropped).
    """

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with every occurrence of every short form that it defines."""
        analysis = analysis_of(doc)
        found: list[Span] = []
        for abbreviation in analysis.known_abbreviations():
            long_end = abbreviation.long_start + len(abbreviation.long)
            long = doc.char_span(abbreviation.long_start, long_end, alignment_mode="expand")
            for start, end in find_occurrences(analysis.text, abbreviation.short):
                short = doc.char_span(start, end)
                if short is not None:
                    short._.long_form = long
                    found.append(short)
        found.sort(key=lambda span: span.start)
        doc._.abbreviations = (
            [self.make_short_form_serializable(span) for span in found] if self.make_serializable else found
        )
        return doc


@Language.factory("miner_sentences")  # type: ignore[untyped-decorator]
def make_sentences(nlp: Language, name: str) -> Component:  # noqa: ARG001  spaCy's signature
    """The sentence splitter."""
    return Component(_Sentences())


@Language.factory("miner_abbreviations", default_config={"make_serializable": False})  # type: ignore[untyped-decorator]
def make_abbreviations(nlp: Language, name: str, make_serializable: bool) -> MinerAbbreviationDetector:  # noqa: FBT001
    """The abbreviation detector."""
    return MinerAbbreviationDetector(nlp, name, make_serializable)


@Language.factory("miner_tagger", assigns=["doc.ents"])  # type: ignore[untyped-decorator]
def make_tagger(nlp: Language, name: str) -> Component:  # noqa: ARG001  spaCy's signature
    """The embedded tagger."""
    return Component(_Tagging(load_tagger(), load_vocabulary()))


@Language.factory("miner_model", assigns=["doc.ents"], default_config={"labels": {}})  # type: ignore[untyped-decorator]
def make_model(nlp: Language, name: str, model: str, labels: dict[str, str]) -> Component:  # noqa: ARG001  spaCy's
    """An installed spaCy model in the tagger's place."""
    return Component(_Model(load_model(model, labels=labels), load_vocabulary()))


@Language.factory("miner_linker", assigns=["doc.ents", "token.ent_kb_id"])  # type: ignore[untyped-decorator]
def make_linker(nlp: Language, name: str) -> Component:  # noqa: ARG001  spaCy's signature
    """The merging of tagger, dictionary, rules and definitions, and the linking of what they found."""
    return Component(_Linking(load_vocabulary(), load_measurements()))


def load_pipeline(*, model: str | None = None, labels: Mapping[str, str] | None = None) -> Language:
    """The whole pipeline, with the embedded tagger or an installed model, and no limit on a document's size."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "miner_tokenizer"}}})
    nlp.max_length = 1 << 40
    nlp.vocab.lex_attr_getters = {}  # nobody asks whether our words look like addresses: a fifth faster
    for name in COMPONENTS:
        if name != "miner_tagger" or model in {None, EMBEDDED}:
            nlp.add_pipe(name)
        else:
            nlp.add_pipe("miner_model", config={"model": model, "labels": dict(labels or {})})
    return nlp
