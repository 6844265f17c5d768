"""Claims of plain statements, as reviews and reports of experiments make them."""

import pytest
from claim_builder import triples

STATEMENTS = [
    # "is known to", "has been shown to" act as their verb does
    ("Zinc has been shown to reduce pain.", ("zinc", "pain", -1)),
    ("Magnesium is known to inhibit osteoporosis.", ("magnesium", "osteoporosis", -1)),
    ("Zinc was shown to be associated with lower CRP.", ("zinc", "crp", -1)),
    ("Women with hypertension are known to have more fractures.", ("hypertension", "fractures", 1)),
]


@pytest.mark.parametrize(("sentence", "expected"), STATEMENTS, ids=[each[0] for each in STATEMENTS])
def test_claim_is_found(sentence: str, expected: tuple[str, str, int]) -> None:
    """What a plain statement says is a claim."""
    assert expected in triples(sentence)
