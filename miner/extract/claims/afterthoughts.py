"""What a sentence of its own takes back of the one before: "This difference was not statistically significant."."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

import regex

from miner.extract.claims.contrasts import late_null
from miner.extract.claims.stating.certainty import certainty_of
from miner.extract.grammar.rules import Rule
from miner.model.claim import Claim
from miner.model.reading import Document, Sentence

_POINTS_BACK = Rule(
    r"^(?:(?:However|But|Nevertheless|Nonetheless|Still),?\s)?(?:this|these|those|such|the)\s(?:[\w-]+\s){0,2}?"
    r"(?:differences?|changes?|trends?|effects?|reductions?|improvements?|increases?|decreases?)\b",
    regex.I,
)
_LONGEST = 160
_OPENING = regex.compile(r"^(?:However|But|Nevertheless|Nonetheless|Still),?\s")


def with_taken_back(found: list[Claim], document: Document, sentence: Sentence) -> list[Claim]:
    """The claims so far, null where they stand in the sentence before one that calls them not significant."""
    text = document.text[sentence.start : sentence.end]
    if not found or len(text) > _LONGEST or _POINTS_BACK.search(text) is None:
        return found
    before = _before(document.sentences, sentence)
    if before is None or not any(claim.start == before.start and claim.sign for claim in found):
        return found
    told = document.text[before.start : before.end].rstrip(". ")
    null_at = late_null(f"{told}, but {_OPENING.sub('', text)}")
    if null_at is None or null_at < len(told):
        return found
    return [
        replace(claim, sign=0, certainty=certainty_of(claim.quote, 0))
        if claim.start == before.start and claim.sign
        else claim
        for claim in found
    ]


def _before(sentences: Sequence[Sentence], sentence: Sentence) -> Sentence | None:
    """The sentence before this one in its section."""
    at = bisect_left(sentences, sentence.start, key=lambda each: each.start) - 1
    if at < 0 or sentences[at].section != sentence.section:
        return None
    return sentences[at]
