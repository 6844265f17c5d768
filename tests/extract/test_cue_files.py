"""Cue files: what the loaders refuse, with the file and the line that is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from miner.errors import BadData
from miner.extract.claims.arms.cues import read_arm_cues
from miner.extract.claims.chinese_cues import read_chinese_cues
from miner.extract.claims.ends.titles import read_title_cues
from miner.extract.claims.stating.unstated import read_unstated
from miner.extract.grammar.cues import read_cues
from miner.extract.grammar.rewording.headlines import read_headline_cues
from miner.extract.mediation.markers import read_markers
from miner.extract.wordlists import line_of
from miner.resources import corpora_path

BAD_CUES = [
    ('[verb]\nup = ["raise"]\nupwards = ["lift"]\n', 3, "verb.upwards"),
    ('[verb]\nup = ["raise"]\n\n[verbs]\nup = []\n', 5, "verbs.up"),
    ('[noun]\nup = "rise"\n', 2, "noun.up must be a list"),
    ("[noun]\nup = [1]\n", 2, "noun.up must be a list"),
    ('up = ["raise"]\n', 1, "must stand in a table"),
    ("[noun]\nup [1]\n", 2, "not valid TOML"),
]


@pytest.mark.parametrize(("text", "line", "reason"), BAD_CUES, ids=[reason for _, _, reason in BAD_CUES])
def test_a_bad_row_of_the_cues_is_refused_with_its_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    """An unknown table or key and a value that is no list of words are named with file and line."""
    path = tmp_path / "claims.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadData, match=reason) as caught:
        read_cues(path)
    assert (caught.value.path, caught.value.line) == (str(path), line)


def test_a_missing_key_of_the_chinese_cues_is_refused(tmp_path: Path) -> None:
    """Every list has to be there."""
    path = tmp_path / "chinese.toml"
    path.write_text('up = ["升高"]\n', encoding="utf-8")
    with pytest.raises(BadData, match="is missing"):
        read_chinese_cues(path)


def test_the_line_of_a_key_is_that_of_its_own_table() -> None:
    """The same key in two tables is told apart; a table that is not there has no line."""
    text = "[verb]\nup = []\n\n[noun]\nup = []\n"
    assert [line_of(text, "up", table=table) for table in ("verb", "noun", "link")] == [2, 5, None]


@pytest.mark.parametrize(
    ("name", "read", "key"),
    [
        ("arms.toml", read_arm_cues, "sideways"),
        ("chinese.toml", read_chinese_cues, "sideways"),
        ("markers.toml", read_markers, "mood"),
        ("titles.toml", read_title_cues, "sideways"),
        ("headlines.toml", read_headline_cues, "sideways"),
        ("unstated.toml", read_unstated, "sideways"),
    ],
)
def test_an_unknown_key_is_refused_with_its_line(
    tmp_path: Path, name: str, read: Callable[[Path], object], key: str
) -> None:
    """A key that the loader does not know is no cue that is silently left out."""
    text = corpora_path("cues", name).read_text(encoding="utf-8")
    path = tmp_path / name
    path.write_text(f'{text}\n{key} = ["left"]\n', encoding="utf-8")
    with pytest.raises(BadData, match=f"unknown key {key}") as caught:
        read(path)
    assert caught.value.line == text.count("\n") + 2
