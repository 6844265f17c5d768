"""A paper as its page shows it: its record, its text, and what was read from it."""

from typing import NamedTuple

from miner.errors import NotFound
from miner.model.article import Article
from miner.model.reading import Reading
from miner.report.paper import PaperPage, make_paper_page
from miner.web.shelf import Shelf
from miner.web.view import Stated, View


class OpenPaper(NamedTuple):
    """A paper with its readings (its own first), its page's content (None: not read yet), and its claims' edges."""

    article: Article
    readings: tuple[Reading, ...]
    content: PaperPage | None
    stated: tuple[Stated, ...]


def open_paper(shelf: Shelf, view: View, name: str) -> OpenPaper:
    """The paper of an id, a PMID or a DOI; raises NotFound with a way on."""
    with shelf.open_store() as store:
        try:
            article = store.get_article(name[:300])
        except NotFound:
            message = f"there is no paper {name[:120]!r} in this store; search for words of its title"
            raise NotFound(message) from None
        readings = store.get_readings(article.id)
    content = make_paper_page(article, readings[0], vocabulary=view.vocabulary) if readings else None
    return OpenPaper(article, readings, content, view.stated(article.id))
