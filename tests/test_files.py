"""Files: TOML of ours is read whole, or refused with its line."""

from pathlib import Path

import pytest

from miner.errors import BadData
from miner.files import read_toml


def test_toml_is_read(tmp_path: Path) -> None:
    """The tables as they stand."""
    path = tmp_path / "a.toml"
    path.write_text("[a]\nb = [1]\n", encoding="utf-8")
    assert read_toml(path) == {"a": {"b": [1]}}


def test_what_is_no_toml_names_its_line(tmp_path: Path) -> None:
    """The line goes in front, once."""
    path = tmp_path / "a.toml"
    path.write_text('a = 1\nb = "\n', encoding="utf-8")
    with pytest.raises(BadData, match=r"a\.toml:2: no TOML: ") as raised:
        read_toml(path)
    assert "at line" not in str(raised.value)
    path.write_bytes(b'a = "\xff"')
    with pytest.raises(BadData, match="no TOML"):
        read_toml(path)
