"""spaCy's side of the reading: our tokenizer and components, registered so that any spaCy user can add them."""

from collections.abc import Callable, Iterable, Iterator

import spacy
from scispacy.abbreviation import AbbreviationDetector
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry
from spacy.vocab import Vocab

from miner.model.layout import SectionSpan
from miner.read.abbreviations import find_abbreviations, number_variants
from miner.read.sentences import split_sentences, whole
from miner.read.tokens import clean, tokenize

LAYOUT = "miner_sections"


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


def sections_of(doc: Doc) -> tuple[SectionSpan, ...]:
    """The sections that a Doc was laid out in, or the whole text as one."""
    found: tuple[SectionSpan, ...] = doc.user_data.get(LAYOUT) or whole(doc.text)
    return found


@Language.component("miner_sentences")  # type: ignore[untyped-decorator]
def split(doc: Doc) -> Doc:
    """The Doc with its sentences marked, none of them across a section."""
    starts = {sentence.start for sentence in split_sentences(doc.text, sections_of(doc))}
    for token in doc:
        token.is_sent_start = token.i == 0 or token.idx in starts
    return doc


class MinerAbbreviationDetector(AbbreviationDetector):  # type: ignore[misc]  # an untyped base
    """scispaCy's detector with character-level Schwartz-Hearst: it keeps `Doc._.abbreviations`, `Span._.long_form`.

    The original joins tokens with spaces, which goes wrong with a fine tokenizer ("CRP" gets "-reactive protein";
    IL-6 and hs-CRP are dropped).
    """

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with every occurrence of every short form that it defines."""
        for abbreviation in find_abbreviations(doc.text):
            long = doc.char_span(
                abbreviation.long_start,
                abbreviation.long_start + len(abbreviation.long),
                alignment_mode="expand",
            )
            for short in self._occurrences(doc, abbreviation.short):
                short._.long_form = long
                doc._.abbreviations.append(short)
        doc._.abbreviations = sorted(doc._.abbreviations, key=lambda span: span.start)
        if self.make_serializable:
            doc._.abbreviations = [self.make_short_form_serializable(span) for span in doc._.abbreviations]
        return doc

    @staticmethod
    def _occurrences(doc: Doc, short: str) -> Iterator[Span]:
        for form in number_variants(short):
            start = doc.text.find(form)
            while start >= 0:
                span = doc.char_span(start, start + len(form))
                if span is not None:
                    yield span
                start = doc.text.find(form, start + len(form))


@Language.factory("miner_abbreviations", default_config={"make_serializable": False})  # type: ignore[untyped-decorator]
def make_abbreviations(nlp: Language, name: str, make_serializable: bool) -> MinerAbbreviationDetector:  # noqa: FBT001
    """The abbreviation component."""
    return MinerAbbreviationDetector(nlp, name, make_serializable)


def blank() -> Language:
    """An empty English pipeline with our tokenizer and no limit on a document's size."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "miner_tokenizer"}}})
    nlp.max_length = 1 << 40
    return nlp
