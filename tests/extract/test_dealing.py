"""Estimates that stand apart from the sentence that names both ends of their claim."""

from claim_builder import document

from miner.extract.claims import find_claims
from miner.extract.estimates import find_estimates
from miner.model.study import Design, Study


def dealt(text: str) -> list[tuple[str, list[float]]]:
    doc = document(text)
    estimates = find_estimates(doc)
    claims = find_claims(doc, estimates=estimates, study=Study(design=Design.COHORT))
    return [(claim.object.text, [estimates[number].value for number in claim.estimates]) for claim in claims]


def test_a_sentence_that_goes_on_about_the_finding() -> None:
    """The adjusted estimate told in the next sentence belongs to the finding that it adjusts."""
    text = (
        "Magnesium was inversely associated with fracture (OR 0.70, 95% CI 0.55 to 0.90).\n"
        "After adjustment for age the OR was 0.75 (95% CI 0.60 to 0.94)."
    )
    assert dealt(text) == [("fracture", [0.70, 0.75])]


def test_an_estimate_that_points_the_other_way_is_left() -> None:
    """What contradicts the finding is not put down to it."""
    text = "Magnesium was inversely associated with fracture.\nAfter adjustment the OR was 1.40 (95% CI 1.10 to 1.80)."
    assert dealt(text) == [("fracture", [])]


def test_a_finding_told_by_pointing_back_holds_its_own_estimate() -> None:
    """In "the same held for Y (estimate)" the estimate is that of Y."""
    text = (
        "Magnesium was inversely associated with fracture (OR 0.70, 95% CI 0.55 to 0.90).\n"
        "The same held for magnesium and hypertension (OR 0.80, 95% CI 0.65 to 0.98)."
    )
    assert dealt(text) == [("fracture", [0.70]), ("hypertension", [0.80])]
