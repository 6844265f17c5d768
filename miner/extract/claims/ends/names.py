"""What can be an end of a claim: a name, as `corpora/cues/ends.toml` has it."""

from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import regex

from miner.extract.grammar.cues import Cues
from miner.extract.wordlists import read_word_lists
from miner.resources import corpora_path

_KEYS = frozenset(
    [
        *("no_start", "no_end", "verbs", "gerunds", "participles", "adjective_endings", "adjectives_not", "times"),
        *("nameless", "bare_heads", "states", "bare", "statistics", "persons"),
    ]
)
_LETTERS = regex.compile(r"\p{L}")
_COUNTED = regex.compile(r"\d[\d.,]*-\p{Ll}+")  # "12-week"
_FORMS = frozenset({"ed", "ing"})
_LETTERED = frozenset(
    {"group", "groups", "arm", "arms", "cohort", "category", "phase", "part", "section", "type", "class"}
)
"""What is told apart by letters, of which one is no name."""


@cache
def load_ends() -> dict[str, tuple[str, ...]]:
    """The shipped lists."""
    return read_ends(corpora_path("cues", "ends.toml"))


def read_ends(path: Path) -> dict[str, tuple[str, ...]]:
    """The lists of a file; an unknown or missing key, or a value that is no list of words, is refused."""
    return read_word_lists(path, keys=_KEYS)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load_ends()[key])


@lru_cache(maxsize=16_384)
def names_something(text: str, cues: Cues) -> bool:
    """True of a phrase that names something by its words, without a link.

    >>> from miner.extract.grammar.cues import load_cues
    >>> [names_something(text, load_cues()) for text in ("grip strength", "serovars isolated", "radiological", "12")]
    [True, False, False, False]
    """
    words = text.casefold().split()
    first, last = words[0], words[-1].rstrip(".,;:")
    if len(words) == 1 and is_state(last):
        return True
    if " of " in text and words[words.index("of") - 1] in _words("bare_heads"):
        return False  # "sensitivity analyses of several kinds"
    is_letter = text.endswith(" A") and words[-2] not in _LETTERED  # "vitamin A", not "group A"
    if first in _words("no_start") or (last in _words("no_end") and not is_letter) or not _LETTERS.search(text):
        return False
    if not _words("verbs").isdisjoint(words[1:] if words[1:2] != ["between"] else words[2:]) or last in _words(
        "times"
    ) | _words("bare_heads"):
        return False
    if (
        is_adjective(text.rsplit(maxsplit=1)[-1].rstrip(".,;:"), cues)
        or is_participle(last)
        or _is_broken(text.split())
    ):
        return False
    if len(words) > 1:
        is_label = last.replace(".", "").isdigit() and text[0].isupper()
        return not is_label
    return not (
        last in _words("nameless")
        or (last.endswith("ly") and len(last) > 5)
        or is_gerund(last)
        or _COUNTED.fullmatch(text.rstrip(".,;:"))
        or not _FORMS.isdisjoint({cue.form for cue in cues.phrases.get((last,), ())})
    )


def is_bare(text: str) -> bool:
    """True of a measure without what it measures, and of a statistic: no end, whatever it is linked to.

    >>> is_bare("Severity"), is_bare("vitamin A status"), is_bare("95% confidence interval")
    (True, False, True)
    """
    words = text.casefold().rstrip(".,;:").split()
    if len(words) == 1:
        return words[0] in _words("bare") or words[0] in _words("statistics")
    return " ".join(words[-2:]) in _words("statistics")


def is_person(word: str) -> bool:
    """True of a word for people, who are no end themselves."""
    return word in _words("persons")


def is_state(word: str) -> bool:
    """True of a verb or participle that names what people are or what befell them ("smoked", "die")."""
    return word in _words("states")


def is_gerund(word: str) -> bool:
    """True of a verb in -ing that names nothing by itself ("reading"), unlike "smoking"."""
    return word.endswith("ing") and word not in _words("gerunds") and len(word) > 5


def is_participle(word: str) -> bool:
    """True of a word that tells what was done to the name before it ("serovars isolated").

    >>> is_participle("isolated"), is_participle("need")
    (True, False)
    """
    return word.endswith("ed") and len(word) > 4 and "-" not in word and word not in _words("participles")


def is_adjective(text: str, cues: Cues) -> bool:
    """True of a word that ends like an adjective and is no noun or short form ("uNGAL").

    >>> from miner.extract.grammar.cues import load_cues
    >>> [is_adjective(text, load_cues()) for text in ("surgical", "pelvic", "survival", "cTAL")]
    [True, True, False, False]
    """
    word = text.casefold()
    if not text[1:].islower():
        return False
    if word.endswith(load_ends()["adjective_endings"]):
        return word not in _words("adjectives_not")
    return word.endswith(cues.stems["shared"]) and word not in cues.words["shared.nouns"]


def _is_broken(words: list[str]) -> bool:
    """True where an article stands behind a name and not behind a preposition: "enteroscopy an accurate method"."""
    for before, word in pairwise(words):
        if before.endswith(":"):
            return True
        is_letter = word == "A" and before.casefold() not in _LETTERED  # "vitamin A deficiency"
        is_article = word.casefold() in {"a", "an"} and not is_letter and not before.endswith(",")
        if is_article and before.casefold() not in _words("no_end"):
            return True
    return False
