"""What can be an end of a claim: names, and what a phrase gives up to be one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from claim_builder import triples

from miner.errors import BadData
from miner.extract.claims.ends.names import names_something, read_ends
from miner.extract.grammar.cues import load_cues
from miner.extract.mediation.cues import read_mediation_cues
from miner.resources import corpora_path

NAMES = [
    "survival",
    "uNGAL",
    "garment, a device",
    "grip strength",
    "smoking",
    "quality of life",
    "feed",
    "vegetables",
    "IL-6",
    "arm length",
    "group B",
]
NO_NAMES = [
    "radiological",
    "smallest detectable",
    "patients who walked",
    "evaluate whether",
    "timing of treatment made a difference",
    "july",
    "12",
    "lowering",
    "ion",
    "matched",
    "baseline characteristics",
    "than",
    "systolic",
    "sensitivity analyses of several kinds",
    "cells",
    "fourteen",
    "garlic an effective remedy",
]


@pytest.mark.parametrize("text", NAMES)
def test_names(text: str) -> None:
    """Nouns, gerunds that are nouns, and groups name something."""
    assert names_something(text, load_cues())


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_is_no_name(text: str) -> None:
    """Adjectives, clauses, times, numbers, verbs and nouns that need another name nothing."""
    assert not names_something(text, load_cues())


def test_a_participle_behind_a_name_is_left_off() -> None:
    """What was done to the thing does not belong to its name."""
    assert ("magnesium", "stones", -1) in triples("Magnesium reduced the stones detected in the women.")


@pytest.mark.parametrize(
    ("sentence", "target"),
    [
        ("Magnesium improved glycaemic control.", "glycaemic control"),
        ("Magnesium lowered adverse maternal (OR 0.6, 95% CI 0.5-0.8) and neonatal outcomes.", "adverse maternal"),
    ],
)
def test_an_adjective_keeps_its_noun(sentence: str, target: str) -> None:
    """No measure is left off where an adjective would stay, unless its noun stands behind a bracket."""
    assert target in {each for _, each, _ in triples(sentence)}


@pytest.mark.parametrize(("name", "read"), [("ends.toml", read_ends), ("mediation.toml", read_mediation_cues)])
def test_a_bad_row_is_refused_with_its_line(tmp_path: Path, name: str, read: Callable[[Path], object]) -> None:
    """An unknown key and a value that is no list of words are named with file and line."""
    text = corpora_path("cues", name).read_text(encoding="utf-8")
    path = tmp_path / name
    for row in ('sideways = ["left"]', "empty = 3" if name == "mediation.toml" else "times = 3"):
        key = row.split(" ", 1)[0]
        lines = [line for line in text.splitlines() if not line.startswith(f"{key} = ")]
        path.write_text("\n".join([row, *lines]) if key == "sideways" else f"{row}\n", encoding="utf-8")
        with pytest.raises(BadData, match=key) as caught:
            read(path)
        assert caught.value.line == 1
