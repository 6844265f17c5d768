"""Files of cue words: TOML whose keys hold lists of words, refused with file and line where they say something else."""

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

import regex

from miner.errors import BadData

Tables = dict[str, Any]


def read_tables(path: Path) -> tuple[Tables, str]:
    """The tables of a TOML file and its text; what is no TOML is refused."""
    text = path.read_text(encoding="utf-8")
    try:
        return tomllib.loads(text), text
    except tomllib.TOMLDecodeError as error:
        at = regex.search(r"at line (\d+)", str(error))
        raise BadData(f"not valid TOML: {error}", path=path, line=int(at[1]) if at else None) from error


def read_word_lists(path: Path, *, keys: Collection[str], is_sorted: bool = True) -> dict[str, tuple[str, ...]]:
    """The lists of a file that has exactly these keys, each list's longest words first unless their order counts."""
    table, text = read_tables(path)
    for key, words in table.items():
        if key not in keys:
            known = ", ".join(sorted(keys))
            raise BadData(f"unknown key {key}; write one of {known}", path=path, line=line_of(text, key))
        check_words(key, words, path=path, line=line_of(text, key))
    if missing := set(keys) - set(table):
        raise BadData(f"the key {min(missing)} is missing; write it, if only as []", path=path)
    return {key: tuple(sorted(words, key=len, reverse=True) if is_sorted else words) for key, words in table.items()}


def check_words(name: str, words: object, *, path: Path, line: int | None) -> None:
    """Refuse what is no list of words."""
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise BadData(f"{name} must be a list of words", path=path, line=line)


def line_of(text: str, key: str, *, table: str | None = None) -> int | None:
    r"""The line on which a key of a TOML text stands, counted from 1; with `table`, the first one behind its header.

    >>> line_of("[verb]\nup = []\n[noun]\nup = []", "up", table="noun")
    4
    """
    at = 0
    if table is not None:
        header = regex.search(rf"^\[{regex.escape(table)}\]", text, regex.M)
        if header is None:
            return None
        at = header.end()
    found = regex.compile(rf"^[ \t]*\"?{regex.escape(key)}\"?[ \t]*=", regex.M).search(text, at)
    return text.count("\n", 0, found.start()) + 1 if found else None
