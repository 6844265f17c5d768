"""The facts of a study put together."""

from miner.extract.steps import Steps, run_alone
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
    return run_alone(study_steps(document, article))


def study_steps(document: Document, article: Article) -> Steps[Study]:
    """The study of a document, fact by fact."""
    yield "design"
    design, why_design = get_design(document, article)
    yield "size"
    n, why_n = get_size(document, design)
    yield "species"
    species, why_species = get_species(document, article)
    yield "people"
    population, age = get_population(document), get_age(document)
    yield "place"
    country, data_set = get_country(document), get_data_set(document)
    yield "course"
    follow_up, dose, form = get_follow_up(document), get_dose(document), get_form(document)
    return Study(
        design=design,
        n=n,
        population=population,
        species=species,
        age=age,
        country=country,
        data_set=data_set,
        follow_up=follow_up,
        dose=dose,
        form=form,
        why=tuple(filter(None, (why_design, why_n, why_species))),
    )
