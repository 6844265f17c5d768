"""Which question a claim answers: how the exposure is had, and how much of it."""

import pytest

from miner.model.claim import Claim, Term
from miner.model.concept import State
from miner.report.questions import Exposure, exposure_of, is_extreme


def _claim(quote: str, subject: str, state: State | None = None) -> Claim:
    start = quote.index(subject)
    return Claim(
        0, len(quote), quote, Term(subject, start, start + len(subject)), Term("pain", 0, 4), 1, subject_state=state
    )


@pytest.mark.parametrize(
    ("quote", "subject", "state", "exposure"),
    [
        ("Dietary zinc intake goes with less pain.", "Dietary zinc intake", None, Exposure.INTAKE),
        ("Eating more zinc goes with less pain.", "zinc", None, Exposure.INTAKE),
        ("Zinc tablets relieve pain.", "Zinc tablets", None, Exposure.SUPPLEMENTS),
        ("Serum zinc was lower with pain.", "Serum zinc", None, Exposure.LEVELS),
        ("Genetically predicted serum zinc went with pain.", "Genetically predicted serum zinc", None, Exposure.GENES),
        ("Too little zinc goes with pain.", "zinc", State.LOW, Exposure.LEVELS),
        ("Zinc goes with less pain.", "Zinc", None, None),
        ("Zinc lowers blood pressure and pain.", "Zinc", None, None),
    ],
)
def test_how_an_exposure_is_had(quote: str, subject: str, state: State | None, exposure: Exposure | None) -> None:
    """By the words of the name first, then by those around it; a lack is one of the body."""
    assert exposure_of(_claim(quote, subject, state)) is exposure


def test_extreme_amounts() -> None:
    """Words of more than people have, and none of what is plainly high."""
    assert is_extreme(_claim("Very high zinc levels cause pain.", "zinc"))
    assert not is_extreme(_claim("High zinc levels cause pain.", "zinc"))
