"""The concept of a claim's term: a form counts as its substance, a deficiency as the substance where it acts."""

from functools import lru_cache
from typing import Final

from miner.model.concept import EntityType, State
from miner.vocabulary import load_vocabulary


@lru_cache(maxsize=4096)
def rolled_up(concept: str, *, is_outcome: bool = False) -> tuple[str, State | None]:
    """What a concept counts as, and the state that it stands for."""
    return load_vocabulary().roll_up(concept, is_outcome=is_outcome)


WANTING: Final = ("deficien", "deplet", "depriv", "restrict", "withdraw", "shortage", "lack")
"""How the words begin that say of what stands before them that there is little of it."""


@lru_cache(maxsize=4096)
def lacked_in(name: str) -> str | None:
    """The substance that a name's last word says there is little of ("zinc deficiency"); None where it names none."""
    substance, _, last = name.casefold().rpartition(" ")
    if not substance or not last.startswith(WANTING):
        return None
    found = load_vocabulary().find(substance)
    return found[0].curie if found and found[0].type is EntityType.CHEMICAL else None


@lru_cache(maxsize=4096)
def is_gauge_of_lack(concept: str) -> bool:
    """True of a measurement that rises as its substance falls ("magnesium depletion score"): a thing of its own."""
    return rolled_up(concept)[1] is State.LOW and load_vocabulary().is_gauge(concept)


def claim_concept(concept: str | None, *, is_subject: bool) -> str | None:
    """The concept for a claim: the substance for a subject; an object keeps a concept that stands for a state.

    A claim on deficient magnesium is turned round, so its subject is magnesium; "raises the risk of magnesium
    deficiency" is about the deficiency. A score of a lack is neither: "a higher depletion score" says more of the
    score, and the graph, which knows what it stands for, turns it. What is excreted counts as its substance where it
    acts, as a measure of intake, and not where something raises it.
    """
    if concept is None:
        return None
    whole, state = rolled_up(concept, is_outcome=not is_subject)
    return whole if state is None or (is_subject and not is_gauge_of_lack(concept)) else concept
