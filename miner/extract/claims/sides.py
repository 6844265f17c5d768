"""Which side of a trial a clause tells of, where it names no treatment: "nausea was more frequent among controls"."""

from collections.abc import Sequence

import regex

from miner.extract.claims.arms import Label

_THAN = regex.compile(
    r"\b(?:than|versus|vs\.?|(?:when |as )?compared (?:with|to)|relative to|in comparison (?:with|to))\s", regex.I
)
_COMPARATIVE = regex.compile(
    r"\b(?:higher|lower|greater|smaller|more|less|lesser|fewer|longer|shorter|better|worse|larger|faster|slower|earlier|later"
    r"|stronger|weaker|superior|inferior|poorer)\b",
    regex.I,
)


def side_told_of(text: str, labels: Sequence[Label], start: int, end: int) -> int | None:
    """1 where `text[start:end]` tells of the treatment, -1 of the control, 0 where it does not say.

    None where it tells only of a change in the controls, which says nothing of the treatment.
    """
    here = [label for label in labels if start <= label.start < end]
    if not here or (here[0].side == 1 and len({label.side for label in here}) == 1):
        return 0
    than = _THAN.search(text, start, end)
    if than is None:
        if here[0].side == 1:
            return 1
        return -1 if _COMPARATIVE.search(text, start, end) else None
    ahead = [label for label in here if label.start < than.start()]
    if ahead:
        return ahead[0].side
    behind = [label for label in here if label.start >= than.end()]
    return -behind[0].side if behind else 0
