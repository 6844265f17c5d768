"""Whether a term is the concept that stands in it: calcification inhibitors are not calcification.

The head of an English noun phrase is its last noun before the first preposition. A concept that stands elsewhere in the
phrase is what the phrase says something of, not what it is; words that only measure or dose a thing (`magnesium
levels`, `risk of fracture`) leave it what it is. They stand in `corpora/cues/carriers.toml`.
"""

from dataclasses import dataclass
from functools import cache
from typing import Final

import regex

from miner.extract.wordlists import read_word_lists
from miner.model.claim import Term
from miner.model.reading import Mention, Reading
from miner.resources import corpora_path

_KEYS: Final = ("behind", "before_of", "verbs")
_WORD = regex.compile(r"[\p{L}\d][\p{L}\d-]*")
_HAN = regex.compile(r"\p{Han}")
_PREPOSITION = regex.compile(
    r"\b(?:of|in|on|for|from|with|without|by|to|at|among|within|between|during|after|than|per|via|that|which|who|when)\b"
    r"|[,;:(\[/]|\band\b|\bor\b",
    regex.IGNORECASE,
)
_OF = regex.compile(r"\b(?:of|in|for|to|between|with)\b", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Carriers:
    behind: regex.Pattern[str]
    before_of: regex.Pattern[str]
    verbs: regex.Pattern[str]


def find_part(term: Term, reading: Reading) -> Mention | None:
    """The mention that a term was linked by where it is only a part of what the term names, else None."""
    if term.concept is None or _HAN.search(term.text):
        return None
    inside = [
        one
        for one in reading.mentions
        if one.concept == term.concept and term.start <= one.start and one.end <= term.end
    ]
    if not inside or any(_is_head(term, one) for one in inside):
        return None
    return inside[0]


def _is_head(term: Term, mention: Mention) -> bool:
    cues = _carriers()
    before = term.text[: mention.start - term.start]
    behind = term.text[mention.end - term.start :]
    if cut := _PREPOSITION.search(behind):
        behind = behind[: cut.start()]
    tail = _WORD.findall(behind.removeprefix("'s").removeprefix("’s"))
    if any(not cues.behind.fullmatch(word) for word in tail):
        return False
    heads = _OF.split(before)
    # What stands before the last preposition is the head: all its words but determiners have to be mere measures.
    outer = [word for part in heads[:-1] for word in _WORD.findall(part)]
    if outer and not cues.before_of.fullmatch(outer[-1]):
        return False
    return not any(cues.verbs.fullmatch(word) for word in _WORD.findall(heads[-1]))


@cache
def _carriers() -> _Carriers:
    lists = read_word_lists(corpora_path("cues", "carriers.toml"), keys=_KEYS)
    return _Carriers(**{key: regex.compile("|".join(words), regex.IGNORECASE) for key, words in lists.items()})
