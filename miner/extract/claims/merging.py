"""One claim for each subject, object and sign: repeats are folded, the one with numbers stays."""

from collections.abc import Sequence

from miner.model.claim import Claim, Term
from miner.model.estimate import Estimate


def merge_claims(claims: Sequence[Claim], estimates: tuple[Estimate, ...]) -> tuple[Claim, ...]:
    """The claims without repeats, in reading order."""
    del estimates
    kept: list[Claim] = []
    for claim in claims:
        at = next((i for i, other in enumerate(kept) if _repeats(claim, other)), None)
        if at is None:
            kept.append(claim)
        elif claim.estimates and not kept[at].estimates:
            kept[at] = claim
    return tuple(sorted(kept, key=lambda claim: (claim.start, claim.object.start, claim.subject.start)))


def _repeats(a: Claim, b: Claim) -> bool:
    return a.sign == b.sign and same_thing(a.subject, b.subject) and same_thing(a.object, b.object) and not (
        a.estimates and b.estimates and a.start != b.start
    )


def same_thing(a: Term, b: Term) -> bool:
    """True where two terms have one concept, or the words of the shorter all stand in the longer."""
    if a.concept is not None and a.concept == b.concept:
        return True
    x, y = _name(a.text), _name(b.text)
    return bool(x and y) and (x <= y or y <= x)


def _name(text: str) -> set[str]:
    return set("".join(c.casefold() if c.isalnum() else " " for c in text).split())
