"""What of an article and its readings a paper of the graph keeps."""

from collections.abc import Sequence

from miner.model.article import Article, Author, paper_id
from miner.model.evidence import Paper
from miner.model.reading import Reading
from miner.model.study import Study

_CONCERN = frozenset({"ExpressionOfConcernIn"})
_CORRECTED = frozenset({"ErratumIn", "CorrectedandRepublishedIn", "UpdateIn", "PartialRetractionIn"})


def to_paper(article: Article, readings: Sequence[Reading]) -> Paper:
    """The paper of an article; its study is that of the article's own abstract, else of the first translation."""
    study = _main_study(article, readings)
    kinds = {correction.kind for correction in article.corrections}
    return Paper(
        id=paper_id(article.id),
        title=article.title,
        year=article.year,
        journal=article.journal,
        pmid=article.pmid,
        doi=article.doi,
        design=study.design,
        n=study.n,
        population=study.population,
        species=study.species,
        age=study.age,
        country=study.country,
        data_set=study.data_set,
        follow_up=study.follow_up,
        dose=study.dose,
        form=study.form,
        is_retracted=article.is_retracted,
        has_concern=bool(kinds & _CONCERN),
        is_corrected=bool(kinds & _CORRECTED),
        is_digest=article.is_digest,
        revised=article.revised,
        version=article.version,
        author=_cited_author(article.authors),
    )


def _cited_author(authors: Sequence[Author]) -> str:
    names = [one.collective or one.last_name or one.fore_name for one in authors]
    return f"{names[0]} et al." if len(names) > 2 else " and ".join(names)


def _main_study(article: Article, readings: Sequence[Reading]) -> Study:
    own = [reading for reading in readings if reading.id == article.id]
    ordered = own or sorted(readings, key=lambda reading: reading.id)
    return ordered[0].study if ordered else Study()
