"""The concept of a claim's term: a form counts as its substance, a deficiency as the substance where it acts."""

from functools import lru_cache

from miner.model.concept import State
from miner.vocabulary import load_vocabulary


@lru_cache(maxsize=4096)
def rolled_up(concept: str) -> tuple[str, State | None]:
    """What a concept counts as, and the state that it stands for."""
    return load_vocabulary().roll_up(concept)


def claim_concept(concept: str | None, *, is_subject: bool) -> str | None:
    """The concept for a claim: the substance for a subject; an object keeps a concept that stands for a state.

    A claim on deficient magnesium is turned round, so its subject is magnesium; "raises the risk of magnesium
    deficiency" is about the deficiency.
    """
    if concept is None:
        return None
    whole, state = rolled_up(concept)
    return whole if is_subject or state is None else concept
