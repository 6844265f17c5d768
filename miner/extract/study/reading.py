"""The facts of a study put together."""

from miner.extract.study.designs import get_design
from miner.extract.study.facts import (
    get_age,
    get_country,
    get_data_set,
    get_dose,
    get_follow_up,
    get_form,
    get_population,
    get_species,
)  # fmt: skip
from miner.extract.study.sizes import get_size
from miner.model.article import Article
from miner.model.reading import Document
from miner.model.study import Study


def get_study(document: Document, article: Article) -> Study:
    """The study of a document; its record's own tags outrank the wording. What decided stands in `why`.

    >>> from miner.model.reading import Sentence
    >>> text = "A cross-sectional study of 512 Dutch women aged 40-65 years."
    >>> study = get_study(Document("1", text, sentences=(Sentence(0, len(text)),)), Article("1", ""))
    >>> study.design.value, study.n, study.country, study.age
    ('cross-sectional', 512, 'Netherlands', 'aged 40-65 years')
    """
    design, why_design = get_design(document, article)
    n, why_n = get_size(document, design)
    species, why_species = get_species(document, article)
    return Study(
        design=design,
        n=n,
        population=get_population(document),
        species=species,
        age=get_age(document),
        country=get_country(document),
        data_set=get_data_set(document),
        follow_up=get_follow_up(document),
        dose=get_dose(document),
        form=get_form(document),
        why=tuple(filter(None, (why_design, why_n, why_species))),
    )
