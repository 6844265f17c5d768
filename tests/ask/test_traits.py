"""Traits of studies that can be compared: groups of people, and what the file of groups must not say."""

from pathlib import Path

import pytest

from miner.ask.traits import groups_of, load_groups
from miner.errors import BadData
from miner.model.evidence import Paper


@pytest.mark.parametrize(
    ("population", "age", "groups"),
    [
        ("pregnant women with hypertension", None, {"sex": "women", "state": "pregnancy", "health": "hypertension"}),
        ("community-dwelling older men", None, {"age": "older adults", "sex": "men"}),
        ("non-diabetic adults without diabetes", "aged 20-59 years", {}),
        ("patients", "mean age 71.5 years", {"age": "older adults"}),
        ("patients", "aged 8 months", {"age": "infants"}),
        ("schoolchildren", "aged 70 years", {"age": "children"}),
        ("a sample of registers", None, {}),
        (None, None, {}),
    ],
)
def test_groups(population: str | None, age: str | None, groups: dict[str, str]) -> None:
    """The words of a population go before its years; what it denies and what names no group is none."""
    assert groups_of(Paper("PMID:1", population=population, age=age)) == groups


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("age = {", "no TOML"),
        ("[age]\n[sex]\n[state]\n[wealth]", "unknown or missing facet: health, wealth"),
        ("[age]\nold = 3\n[sex]\n[state]\n[health]", "a group is a name with a list"),
        ("[age]\nold = ['(']\n[sex]\n[state]\n[health]", "a group is a name with a list"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, text: str, said: str) -> None:
    """With the file's name and what is wrong in it."""
    path = tmp_path / "groups.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match=said):
        load_groups(path)
