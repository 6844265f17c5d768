"""From articles to readings: the stages of reading one document, and many documents in order over processes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from traceback import extract_tb

from miner.collecting import without_collecting
from miner.errors import BadData, NotFound
from miner.extract.claims import claim_steps
from miner.extract.estimates import estimate_steps
from miner.extract.steps import Steps, run_alone, run_together
from miner.extract.study import study_steps
from miner.model.article import Article, Deleted, Rejected
from miner.model.reading import Document, Reading
from miner.read import Reader, load_reader
from miner.run.workers import map_in_order
from miner.weigh.audit import audit_estimates

READING = "reading"
"""The source that is named where a document was set aside while it was read."""

READ_LANGUAGES = frozenset({"en", "zh"})
"""The languages whose translated abstracts are read beside the main one."""

_SHARD_CHARACTERS = 60_000  # about forty abstracts: large enough to tag in one go, small enough to share out evenly
_SHARD_ARTICLES = 64

_OURS = (BadData, NotFound)  # what is wrong with the installation, not with a document: it ends the reading
LoadReader = Callable[[], Reader]
Read = Reading | Rejected


@dataclass(frozen=True, slots=True)
class ReaderChoice:
    """Which tagger reads, and what its labels mean to us; called, it loads that reader."""

    model: str | None = None
    labels: tuple[tuple[str, str], ...] = ()

    def __call__(self) -> Reader:
        """The reader, loaded."""
        return load_reader(model=self.model, labels=dict(self.labels) if self.labels else None)


def read_document(document: Document, article: Article) -> Reading:
    """The whole reading of one document."""
    return run_alone(reading_steps(document, article))


def reading_steps(document: Document, article: Article) -> Steps[Reading]:
    """The whole reading of a document: estimates, study, claims, then the audit of the estimates."""
    estimates = yield from estimate_steps(document)
    study = yield from study_steps(document, article)
    claims = yield from claim_steps(document, estimates=estimates, study=study)
    yield "audit"
    audited = audit_estimates(document, estimates=estimates, claims=claims, study=study)
    return Reading(
        id=document.id,
        title=article.title,
        text=document.text,
        language=document.language,
        study=study,
        mentions=document.mentions,
        estimates=audited,
        claims=claims,
    )


def read_articles(
    articles: Iterable[Article | Rejected | Deleted],
    *,
    reader: LoadReader = ReaderChoice(),
    workers: int = 1,
) -> Iterator[Read]:
    """Each article's reading in input order, behind it those of its translations; the same for any number of workers.

    `reader` loads the reader, once in each process. What was rejected before comes through at its place; a document
    that cannot be read becomes a Rejected, and the rest goes on. Deleted citations hold no text and are left out.
    """
    shards = _shards(record for record in articles if not isinstance(record, Deleted))
    for readings in map_in_order(partial(_make_shard_reader, reader), shards, workers=workers):
        yield from readings


def _shards(records: Iterable[Article | Rejected]) -> Iterator[tuple[Article | Rejected, ...]]:
    shard: list[Article | Rejected] = []
    size = 0
    for record in records:
        pieces = _with_translations(record) if isinstance(record, Article) else (record,)
        shard.extend(pieces)
        size += sum(_size(piece) for piece in pieces if isinstance(piece, Article))
        if size >= _SHARD_CHARACTERS or len(shard) >= _SHARD_ARTICLES:
            yield tuple(shard)
            shard, size = [], 0
    if shard:
        yield tuple(shard)


def _with_translations(article: Article) -> tuple[Article, ...]:
    if not article.other_abstracts:
        return (article,)
    return article, *(each for each in article.translations() if each.language in READ_LANGUAGES)


def _size(article: Article) -> int:
    return sum(len(section.text) for section in (*article.abstract, *article.body)) + len(article.title)


def _make_shard_reader(reader: LoadReader) -> Callable[[tuple[Article | Rejected, ...]], list[Read]]:
    return partial(_read_shard, reader())


# what the documents of a shard are taken apart into lives until all are read
@without_collecting()
def _read_shard(reader: Reader, shard: tuple[Article | Rejected, ...]) -> list[Read]:
    articles = [record for record in shard if isinstance(record, Article)]
    documents: Iterator[Document | Rejected]
    try:
        documents = iter(list(reader.documents(articles)))
    except _OURS:
        raise
    except Exception:  # noqa: BLE001 - one of them is bad: each on its own, then
        documents = (_tag_alone(reader, article) for article in articles)
    tagged = [record if isinstance(record, Rejected) else next(documents) for record in shard]
    return run_together(map(_steps_of, tagged, shard))


def _tag_alone(reader: Reader, article: Article) -> Document | Rejected:
    try:
        (document,) = reader.documents([article])
    except _OURS:
        raise
    except Exception as error:  # noqa: BLE001 - set aside, whatever is wrong with it
        return Rejected(article.id, READING, _reason(error))
    return document


def _steps_of(document: Document | Rejected, article: Article | Rejected) -> Steps[Read]:
    if isinstance(document, Rejected):
        return document
    if isinstance(article, Rejected):
        return article
    try:
        return (yield from reading_steps(document, article))
    except _OURS:
        raise
    except Exception as error:  # noqa: BLE001 - set aside, whatever is wrong with it
        return Rejected(article.id, READING, _reason(error))


def _reason(error: Exception) -> str:
    # Where it went wrong, so that a report of it can be acted on.
    said = " ".join(str(error).split())[:300]
    frames = extract_tb(error.__traceback__)
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"could not be read, which is a defect of ours ({type(error).__name__}: {said}{where}); please report it"
