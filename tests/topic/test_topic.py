"""A topic is a file and nothing else; what it says wrongly is refused with its line."""

from pathlib import Path

import pytest

from miner.errors import BadTopic, NotFound
from miner.topic import load_topic
from miner.topic.places import find_places

VITAMIN_K = """
title = "Vitamin K and vascular calcification"
[queries]
calcification = '("vitamin k"[mh] OR menaquinone*[tiab]) AND "vascular calcification"[mh]'
[exposure]
concepts = [
  "MESH:D014812",
  "MESH:D024482", # K2
]
[outcome]
trees = ["C18.452.174.130"]
"""


def written(folder: Path, text: str, name: str = "vitamin-k.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_second_topic_needs_a_file_and_nothing_else(tmp_path: Path) -> None:
    """A new exposure is loaded from wherever its file lies."""
    topic = load_topic(written(tmp_path, VITAMIN_K))
    assert (topic.name, topic.exposure.concepts[0], topic.outcome.trees) == (
        "vitamin-k", "MESH:D014812", ("C18.452.174.130",),
    )  # fmt: skip


def test_the_shipped_topic_loads() -> None:
    """Magnesium has its three queries and its sample."""
    topic = load_topic("magnesium")
    assert [query.name for query in topic.queries] == ["bone", "muscle", "calcification"]
    assert all(path.is_file() for path in topic.sample)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("[outcome]", "[outcom]", 10, "did you mean 'outcome'"),
        ('"MESH:D024482"', '"D024482"', 8, "no concept id"),
        ("C18.452.174.130", "C18.45", 11, "no MeSH tree number"),
        ("[tiab]", "[tiabb]", 4, "did you mean [tiab]"),
        ("[tiab])", "[tiab]", 4, "bracket"),
        ("title = ", "titel = ", 2, "did you mean 'title'"),
        ("[outcome]", '[dates]\nfrom = "2020-02-31"\n[outcome]', 11, "no day of the calendar"),
        ("[outcome]", '[sample]\nfiles = ["none.xml"]\n[outcome]', 11, "not there"),
        ("[outcome]", '[harvest]\nlarge = "many"\n[outcome]', 11, "whole number"),
        ("[outcome]", "[outcome", 10, "no TOML"),
    ],
)
def test_a_fault_is_refused_with_its_line(tmp_path: Path, old: str, new: str, line: int, said: str) -> None:
    """Typing errors and bad values name file, line and what was meant."""
    path = written(tmp_path, VITAMIN_K.replace(old, new, 1))
    with pytest.raises(BadTopic) as error:
        load_topic(path)
    assert said in str(error.value)
    assert error.value.line == line


def test_an_unknown_topic_is_not_found() -> None:
    """A near miss is offered."""
    with pytest.raises(NotFound, match="did you mean 'magnesium'"):
        load_topic("magnesum")


def test_lines_are_found_in_every_corner_of_toml() -> None:
    """Dotted and quoted keys, arrays of tables, long strings and inline tables do not lead the finder astray."""
    text = 'a.b = """x\n[c]\n"""\n[[t]]\nk = 1\n[[t]]\n"k.x" = {y = [1,\n2]} # [z]\n'
    places = find_places(text)
    assert (places[("a", "b")], places[("t", 1, "k.x", "y", 1)], ("c",) in places) == (1, 8, False)
