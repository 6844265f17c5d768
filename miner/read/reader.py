"""The reader: articles in, documents out, tagged and linked; nothing of spaCy leaves it."""

import gc
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from spacy.language import Language

from miner.errors import BadInput
from miner.model.article import Article
from miner.model.layout import Layout, lay_out
from miner.model.reading import Document
from miner.read.analysis import Analysis
from miner.read.models import EMBEDDED
from miner.read.pipeline import analyse, analysis_of, lay_out_doc, load_pipeline

_BATCH = 64


class Reader:
    """A language pipeline for articles; made by `load_reader`, kept for many documents."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def documents(self, articles: Iterable[Article]) -> Iterator[Document]:
        """Each article's document, in order: sentences with their sections, abbreviations, linked mentions."""
        stream = iter(articles)
        while batch := list(islice(stream, _BATCH)):
            layouts = [lay_out(article) for article in batch]
            # In a zone of its own, the vocabulary's strings do not pile up over millions of documents.
            with self._nlp.memory_zone():
                analyses = self._analyse(batch, layouts)
            yield from map(_document, batch, layouts, analyses)

    def _analyse(self, articles: Iterable[Article], layouts: Iterable[Layout]) -> list[Analysis]:
        if self._nlp.has_pipe("miner_tagger"):  # nobody sees the Docs, and they are a fifth of the time
            return analyse(
                (layout.text, layout.sections, article.language)
                for article, layout in zip(articles, layouts, strict=True)
            )
        docs = [
            lay_out_doc(self._nlp, layout.text, layout.sections, language=article.language)
            for article, layout in zip(articles, layouts, strict=True)
        ]
        return [analysis_of(doc) for doc in self._nlp.pipe(docs, batch_size=_BATCH)]


def _document(article: Article, layout: Layout, analysis: Analysis) -> Document:
    return Document(
        id=article.id,
        text=analysis.text,
        language=article.language,
        title_end=layout.title_end,
        sentences=analysis.known_sentences(),
        mentions=analysis.mentions or (),
        abbreviations=analysis.known_abbreviations(),
        tables=layout.tables if analysis.text == layout.text else (),
    )


def load_reader(*, model: str | None = None, labels: Mapping[str, str] | None = None) -> Reader:
    """A reader with the embedded tagger, or with an installed spaCy model and what its labels mean to us."""
    if labels and model in {None, EMBEDDED}:
        raise BadInput(
            "labels are mapped for an installed model only; name it with --model or `model` in the topic file"
        )
    nlp = load_pipeline(model=model, labels=labels)
    gc.freeze()  # what was loaded stays: looking it through again and again was a tenth of the time
    return Reader(nlp)
