"""The words that tell a trial's arms apart: `corpora/cues/arms.toml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from miner.extract.wordlists import read_word_lists
from miner.resources import corpora_path

_KEYS = frozenset(["control", "treated", "without", "plain", "no_name", "labels", "inert"])


@cache
def load_arm_cues() -> Mapping[str, frozenset[str]]:
    """The shipped words."""
    return read_arm_cues(corpora_path("cues", "arms.toml"))


def read_arm_cues(path: Path) -> Mapping[str, frozenset[str]]:
    """The words of a file; an unknown or missing key, or a value that is no list of words, is refused."""
    return {key: frozenset(words) for key, words in read_word_lists(path, keys=_KEYS).items()}
