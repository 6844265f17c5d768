"""What the tests of pages share: papers read by the real reader, and the graph that they make."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from miner.assemble import assemble
from miner.model.article import Article, OtherAbstract, Section
from miner.model.evidence import EvidenceGraph
from miner.model.reading import Reading
from miner.read import Reader, load_reader
from miner.run.reading import read_document
from miner.topic import load_topic
from miner.vocabulary import Vocabulary, load_vocabulary

Read = Callable[..., tuple[Article, tuple[Reading, ...]]]


@cache
def _reader() -> Reader:
    return load_reader()


def read_article(article: Article) -> tuple[Article, tuple[Reading, ...]]:
    """The article with its reading and those of its translations."""
    articles = [article, *article.translations()]
    return article, tuple(
        read_document(document, each) for document, each in zip(_reader().documents(articles), articles, strict=True)
    )


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The vocabulary that is shipped."""
    return load_vocabulary()


@pytest.fixture(scope="session")
def read() -> Read:
    """An article of one text, read: `read("title", "text", name="PMID:1", other="Chinese text")`."""

    def make(
        title: str, text: str, *, name: str = "PMID:1", other: str = "", **fields: Any
    ) -> tuple[Article, tuple[Reading, ...]]:
        others = (OtherAbstract("zh", (Section(other),)),) if other else ()
        article = Article(name, title, abstract=(Section(text),), other_abstracts=others)
        return read_article(replace(article, **fields))

    return make


@pytest.fixture(scope="session")
def graph_of(vocabulary: Vocabulary) -> Callable[..., EvidenceGraph]:
    """The graph of papers on the topic that is shipped."""
    topic = load_topic("magnesium")
    return lambda *papers: assemble(papers, topic=topic, vocabulary=vocabulary)
