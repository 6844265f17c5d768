"""How a sign is put in words."""

from miner.model.claim import Sign
from miner.model.concept import State

SIGN_VERBS: dict[Sign, str] = {1: "raises", -1: "lowers", 0: "does not change", None: "is linked to"}
"""What happens to the object when there is more of the subject."""


def say_sign(sign: Sign, subject_state: State | str | None = None) -> str:
    """The verb between a subject and an object as a text names them: little of a thing does the opposite.

    >>> say_sign(-1), say_sign(-1, State.LOW)
    ('lowers', 'raises')
    """
    return SIGN_VERBS[-sign if sign and subject_state == State.LOW else sign]
