"""What M does to what it is said to mediate, where nothing is said of whose doing: "Y is mediated by M"."""

from collections.abc import Sequence

import regex

from miner.extract.claims.ends.terms import Terms
from miner.extract.claims.scene import CHANGES
from miner.extract.claims.stating.certainty import is_hedged
from miner.extract.mediation import Span
from miner.model.claim import Certainty, Claim, Mediator, Term

_LESS = regex.compile(
    r"\b(?:decrease|reduction|fall|decline|loss|inhibition|suppression|attenuation)s? (?:in|of) (?:the )?$", regex.I
)
_BEGINS = regex.compile(
    r"(?:^|[,;:]|\b(?:that|whereas|while|though|conclusions?)\b)\s*(?:(?:the|an?|this|these)\s)?$", regex.I
)


def acting_alone(terms: Terms, theme: Span, mediators: Sequence[Mediator]) -> list[Claim]:
    """A claim of each mediator on what it mediates, where that names something."""
    target, sentence = terms.spanned(theme.start, theme.end), terms.sentence
    text, before = terms.text[sentence.start : sentence.end], terms.text[sentence.start : theme.start]
    is_less = _LESS.search(before) is not None
    if not terms.is_thing(target) or not (is_less or _BEGINS.search(before)):  # a part of a list, or of a longer name
        return []
    sign = -1 if is_less else 1
    certainty = Certainty.HEDGED if is_hedged(text) else Certainty.ASSERTED
    return [
        Claim(
            sentence.start, sentence.end, text, Term(m.text, m.start, m.end, m.concept, m.type), target, sign,
            certainty=certainty, section=sentence.section, rule=CHANGES,
        )
        for m in mediators
        if m.text.casefold() != target.text.casefold()
    ]  # fmt: skip
