"""What of a study can be compared with another's: its people by groups, its dose, form and length in one spelling.

A population is free text, and two texts that differ may speak of the same people: they are compared by the groups that
they name (`corpora/cues/populations.toml`), facet by facet, and what names none is not compared.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from miner.errors import BadData
from miner.files import read_toml
from miner.model.evidence import Paper
from miner.model.study import Design
from miner.resources import corpora_path

_FACETS: Final = ("age", "sex", "state", "health")
_NOT: Final = r"(?<!non-)(?<!non)(?<!without )(?<!no )(?<!not )"
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_AGES: Final = ((2, "infants"), (12, "children"), (18, "adolescents"), (60, None), (130, "older adults"))
_AMOUNT: Final = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>[a-zµμ]+(?:\s?/\s?kg)?)", re.IGNORECASE)
_GRAMS: Final = {"g": 1e3, "gram": 1e3, "grams": 1e3, "mg": 1.0, "µg": 1e-3, "μg": 1e-3, "mcg": 1e-3}
_TIME: Final = re.compile(r"(?P<number>\d+(?:\.\d+)?)[\s-]?(?P<unit>day|week|month|year)", re.IGNORECASE)
_MONTHS: Final = {"day": 12 / 365.25, "week": 7 * 12 / 365.25, "month": 1.0, "year": 12.0}
_FROM_DIET: Final = re.compile(r"\bdiet(?:ary)?\b", re.IGNORECASE)
_SUPPLEMENT: Final = re.compile(r"\bsupplement", re.IGNORECASE)

Groups = Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]


class Amount(NamedTuple):
    """A dose in milligrams, or in a unit of its own."""

    number: float
    unit: str


def groups_of(paper: Paper) -> dict[str, str]:
    """The group of each facet that a paper's population names; of the age also what its years say. People only.

    >>> groups_of(Paper("PMID:1", population="postmenopausal women on dialysis", age="aged 65 years and older"))
    {'sex': 'women', 'state': 'after menopause', 'health': 'dialysis', 'age': 'older adults'}
    """
    if paper.species not in {None, "human"} or paper.design in {Design.ANIMAL, Design.IN_VITRO}:
        return {}
    text = paper.population or ""
    found = {
        facet: name
        for facet, groups in load_groups().items()
        if (name := next((group for group, pattern in groups if pattern.search(text)), None)) is not None
    }
    if "age" not in found and (group := _age_group(paper.age)) is not None:
        found["age"] = group
    return found


def dose_of(paper: Paper) -> Amount | None:
    """The paper's dose as a number: of a weight in milligrams, of anything else in its own unit.

    >>> dose_of(Paper("PMID:1", dose="1.5 g/day")), dose_of(Paper("PMID:1", dose="50,000 IU"))
    (Amount(number=1500.0, unit='mg'), Amount(number=50000.0, unit='iu'))
    """
    match = _AMOUNT.search(paper.dose or "")
    if match is None:
        return None
    number = float(match["number"].replace(",", ""))
    unit, _, per = re.sub(r"\s", "", match["unit"].casefold()).partition("/")
    times = _GRAMS.get(unit)
    name = unit if times is None else "mg"
    return Amount(number * (times or 1.0), f"{name}/{per}" if per else name)


def months_of(paper: Paper) -> float | None:
    """The months for which a paper followed its people.

    >>> months_of(Paper("PMID:1", follow_up="2-year")), months_of(Paper("PMID:1", follow_up="6 months"))
    (24.0, 6.0)
    """
    match = _TIME.search(paper.follow_up or "")
    return None if match is None else float(match["number"]) * _MONTHS[match["unit"].casefold()]


def form_of(paper: Paper, subject: str) -> str | None:
    """The form in which the subject was given: from the diet, as a supplement, or a compound that names it.

    >>> form_of(Paper("PMID:1", form="Zinc sulphate"), "Zinc"), form_of(Paper("PMID:1", form="fish oil"), "Zinc")
    ('zinc sulfate', None)
    """
    form = (paper.form or "").casefold().replace("sulph", "sulf")
    if _FROM_DIET.search(form):
        return "intake from the diet"
    if _SUPPLEMENT.search(form):
        return "supplements"
    words = {word for word in re.split(r"\W+", subject.casefold()) if len(word) > 3}
    return form if words & set(re.split(r"\W+", form)) else None


@cache
def load_groups(path: Path | None = None) -> Groups:
    """The groups of each facet, in the file's order; BadData where the file says something unknown."""
    path = path or corpora_path("cues", "populations.toml")
    table = read_toml(path)
    if unknown := set(table) ^ set(_FACETS):
        raise BadData(f"unknown or missing facet: {', '.join(sorted(unknown))}", path=path)
    try:
        return {
            facet: tuple(
                (group, re.compile(rf"\b{_NOT}(?:{'|'.join(words)})\b", re.IGNORECASE))
                for group, words in table[facet].items()
            )
            for facet in _FACETS
        }
    except (TypeError, AttributeError, re.error) as error:
        raise BadData(f"a group is a name with a list of patterns: {error}", path=path) from None


def _age_group(age: str | None) -> str | None:
    numbers = [float(one) for one in _NUMBER.findall(age or "")]
    if age is None or not numbers:
        return None
    unit = next((unit for unit in ("day", "week", "month") if unit in age.casefold()), "year")
    middle = sum(numbers) / len(numbers) * _MONTHS[unit] / 12
    return next((group for under, group in _AGES if middle < under), None)
