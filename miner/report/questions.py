"""Whether a paper answers the question that an article raises: magnesium eaten, swallowed as a pill, or in the blood.

A graph holds all of them as one substance, since they hang together. An article on food is still better answered by
papers on food. The words stand in `corpora/cues/questions.toml`.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Final

import regex

from miner.extract.wordlists import read_word_lists
from miner.model.claim import Claim
from miner.model.concept import State
from miner.resources import corpora_path

_BEFORE: Final = 24  # characters before the exposure's name in which a word says how it is had ("eating more zinc")
_EXTREME: Final = "extreme"


class Exposure(StrEnum):
    """In which way an exposure is had; the value says it in running text."""

    GENES = "genes"
    SUPPLEMENTS = "supplements"
    INTAKE = "intake"
    LEVELS = "levels in the body"


def exposure_of(claim: Claim) -> Exposure | None:
    """In which way a claim's exposure is had, None where no word says so.

    The exposure's own words count first, then those right before it; what follows it may be the outcome's ("lowers
    blood pressure"). A lack of it is one in the body.
    """
    start = claim.subject.start - claim.start
    for text in (claim.subject.text, claim.quote[max(start - _BEFORE, 0) : max(start, 0)]):
        for exposure in Exposure:
            if _cues()[exposure.name.lower()].search(text):
                return exposure
    return Exposure.LEVELS if claim.subject_state is State.LOW else None


def is_extreme(claim: Claim) -> bool:
    """True where a claim speaks of more than people commonly have."""
    return _cues()[_EXTREME].search(claim.quote) is not None


@cache
def _cues() -> Mapping[str, regex.Pattern[str]]:
    keys = (*(exposure.name.lower() for exposure in Exposure), _EXTREME)
    lists = read_word_lists(corpora_path("cues", "questions.toml"), keys=keys)
    return {key: regex.compile(rf"\b(?:{'|'.join(words)})\b", regex.IGNORECASE) for key, words in lists.items()}
