"""Measurements by rule, and the file of their rules."""

from pathlib import Path

import pytest

from miner.errors import BadData
from miner.read.abbreviations import find_abbreviations
from miner.read.measurements import Rules, iter_parts, load_measurements


def measured(text: str, *names: str) -> list[str]:
    spans = [(text.index(name), text.index(name) + len(name)) for name in names]
    found = load_measurements().find(text, names=spans, abbreviations=find_abbreviations(text))
    return [text[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("a higher calcium-to-magnesium ratio was", ("calcium", "magnesium"), ["calcium-to-magnesium ratio"]),
        ("dietary calcium to magnesium ratio", ("calcium", "magnesium"), ["calcium to magnesium ratio"]),
        ("the Ca/Mg ratio of", ("Ca", "Mg"), ["Ca/Mg ratio"]),
        ("the ratio of calcium to magnesium in", ("calcium", "magnesium"), ["ratio of calcium to magnesium"]),
        ("neutrophil–lymphocyte ratio", ("neutrophil", "lymphocyte"), ["neutrophil–lymphocyte ratio"]),
        ("the systemic immune-inflammation index (SII) and", (), ["systemic immune-inflammation index"]),
        ("A magnesium depletion score (MDS) was kept; MDS scores", (), ["magnesium depletion score", "MDS scores"]),
        ("coronary artery calcium score", ("coronary artery", "calcium"), ["coronary artery calcium score"]),
        ("an odds ratio of 2", (), []),
        ("risk ratio and hazard ratio", (), []),
        ("by propensity score matching", (), []),
        ("high-density lipoprotein", (), []),
        ("the index was", (), []),
        ("signal-to-noise ratio", (), []),
        ("a semi-quantitative index", (), []),
        (
            "C-reactive protein–albumin–lymphocyte (CALLY) index fell",
            (),
            ["C-reactive protein–albumin–lymphocyte (CALLY) index"],
        ),
    ],
)
def test_what_is_a_measurement(text: str, names: tuple[str, ...], expected: list[str]) -> None:
    """Ratios, indices and scores are found whole; statistics and bare heads are left alone."""
    assert measured(text, *names) == expected


def test_parts_do_not_overlap() -> None:
    """The longest names inside an index are its parts, the whole is not one of them."""
    assert list(iter_parts(0, 30, [(0, 30), (0, 8), (0, 3), (12, 19), (25, 40)])) == [(0, 8), (12, 19)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("heads = [", "no TOML"),
        ('heads = ["ratio"]\ncolour = ["red"]', "unknown"),
        ('heads = ["ratio"]', "missing"),
    ],
)
def test_bad_rules_are_refused(tmp_path: Path, text: str, reason: str) -> None:
    """A rules file that is no TOML, has an unknown key or lacks one is refused by name."""
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match=reason) as caught:
        Rules.from_file(path)
    assert str(path) in str(caught.value)


def test_rules_are_lists_of_words(tmp_path: Path) -> None:
    """A value that is no list of words is refused."""
    keys = ("heads", "part_heads", "joiners", "never", "not_before", "not_first")
    path = tmp_path / "rules.toml"
    path.write_text("\n".join(f"{key} = {'3' if key == 'never' else '[]'}" for key in keys), encoding="utf-8")
    with pytest.raises(BadData, match="never"):
        Rules.from_file(path)
