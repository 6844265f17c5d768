"""Markers of an outcome, which lie on no way to it (`corpora/cues/markers.toml`)."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from miner.extract.wordlists import read_word_lists
from miner.resources import corpora_path

_KEYS = frozenset(
    [
        "inflammation",
        "inflammatory",
        "oxidative",
        "turnover",
        "resistance",
        "glycemic",
        "endothelial",
        "kidney",
        "renal",
    ]
)


@cache
def load_markers() -> dict[str, tuple[str, ...]]:
    """The shipped markers by a word of their outcome."""
    return read_markers(corpora_path("cues", "markers.toml"))


def read_markers(path: Path) -> dict[str, tuple[str, ...]]:
    """The markers of a file; an unknown or missing key, or a value that is no list of words, is refused."""
    return read_word_lists(path, keys=_KEYS)


def is_marker(words: Iterable[str], outcome: str) -> bool:
    """True of a phrase (in lower case) that names a marker of the outcome.

    >>> is_marker(["interleukin-6"], "low-grade inflammation"), is_marker(["interleukin-6"], "bone loss")
    (True, False)
    """
    beginnings = tuple(start for word in outcome.casefold().split() for start in load_markers().get(word, ()))
    return bool(beginnings) and any(word.startswith(beginnings) for word in words)
