"""The cue words of `corpora/cues/mediation.toml`."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import regex

from miner.extract.wordlists import read_word_lists
from miner.resources import corpora_path

_KEYS = frozenset(
    [
        "mediate",
        "carry",
        "act",
        "share",
        "go",
        "effect",
        "route",
        "mediator",
        "empty",
        "elsewhere",
        "confounding",
        "done",
        "ruling",
        "kind",
        "reason",
        "underlie",
        "arise",
        "consequent",
        "explained",
        "guess",
        "reasoned",
    ],
)


@cache
def load_mediation_cues() -> dict[str, frozenset[str]]:
    """The shipped cues: the words of each list."""
    return read_mediation_cues(corpora_path("cues", "mediation.toml"))


def read_mediation_cues(path: Path) -> dict[str, frozenset[str]]:
    """The cues of a file; an unknown or missing key, or a value that is no list of words, is refused."""
    return {key: frozenset(words) for key, words in read_word_lists(path, keys=_KEYS).items()}


@cache
def any_of(*keys: str) -> str:
    """A pattern for one word of the lists.

    >>> regex.fullmatch(any_of("mediate"), "mediated") is not None
    True
    """
    words = sorted({word for key in keys for word in load_mediation_cues()[key]}, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(regex.escape(word) for word in words) + ")"


def is_no_mediator(words: Iterable[str]) -> bool:
    """True of a phrase (in lower case) that lies on no path: a catheter, a span of time, chance, what is not needed.

    >>> is_no_mediator(["a", "central", "line"]), is_no_mediator(["bone", "density"])
    (True, False)
    """
    cues = load_mediation_cues()
    phrase = list(words)
    if not phrase or phrase[-1].rsplit("-", 1)[-1] in cues["elsewhere"] | cues["confounding"]:
        return True
    return any(word.endswith("-independent") for word in phrase) or all(word in cues["empty"] for word in phrase)


def is_way(before: Iterable[str]) -> bool:
    """False where the words before "through" or "via" (in lower case) tell of giving, asking and measuring.

    >>> is_way(["bone", "loss"]), is_way(["depression", "measured"])
    (True, False)
    """
    return load_mediation_cues()["done"].isdisjoint(before)


def is_ruling(words: Iterable[str]) -> bool:
    """True of a phrase (in lower case) on which an effect depends without running through it: a dose, a time, an age.

    >>> is_ruling(["dose"]), is_ruling(["calcineurin", "activity"])
    (True, False)
    """
    return not load_mediation_cues()["ruling"].isdisjoint(words)
