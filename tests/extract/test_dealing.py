"""Estimates that stand apart from the sentence that names both ends of their claim."""

import pytest
from claim_builder import document

from miner.extract.claims import find_claims
from miner.extract.estimates import find_estimates
from miner.model.study import Design, Study


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("There was a strong, inverse association between magnesium and stroke (OR 0.8, p = 0.02).", ("stroke", [0.8])),
        ("Falls were more common at a high magnesium intake (HR 1.15, 95% CI 1.10 to 1.20).", ("Falls", [1.15])),
        ("Magnesium was associated with a lower risk of falls (OR 0.8, p = 0.02).", ("falls", [0.8])),
        ("Magnesium reduced falls in blood pressure (MD 0.8, p = 0.02).", ("blood pressure", [0.8])),
    ],
)
def test_what_the_estimate_is_of(sentence: str, claim: tuple[str, list[float]]) -> None:
    """Two adjectives of a link are one phrase, and falls happen to people unless something falls."""
    assert dealt(sentence) == [claim]


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


def test_one_estimate_of_two_outcomes_joined_by_or() -> None:
    """An estimate of "A or B" is the estimate of both."""
    text = "Stroke or dementia became more frequent with higher magnesium intake (HR 1.20, 95% CI 1.05 to 1.37)."
    assert dealt(text) == [("Stroke", [1.20]), ("dementia", [1.20])]


def test_estimates_before_their_outcomes_are_dealt_in_order() -> None:
    """Estimates that each stand before their own outcome go to it."""
    text = (
        "For the highest versus the lowest category of serum magnesium, the relative risk was 0.60 (0.44-0.82) for "
        "stroke and 0.70 (0.52-0.94) for dementia."
    )
    assert dealt(text) == [("stroke", [0.60]), ("dementia", [0.70])]


def test_a_sentence_about_another_thing_does_not_go_on() -> None:
    """Estimates of a sentence that speaks of something else are not put down to the finding before."""
    text = (
        "Magnesium was inversely associated with fracture.\n"
        "Phosphorus showed the opposite, with an OR of 0.80 (95% CI 0.65 to 0.98) for the highest quartile."
    )
    assert dealt(text)[0] == ("fracture", [])


def test_a_null_finding_takes_no_change() -> None:
    """What the next sentence says to have changed does not belong to a finding of no change."""
    text = (
        "Magnesium was not associated with blood pressure.\nOnly among the oldest was blood pressure reduced, by 18%."
    )
    assert dealt(text)[0] == ("blood pressure", [])


def test_the_next_of_a_list_keeps_its_own_estimate() -> None:
    """An estimate behind another thing of a list is not that of the thing before."""
    text = (
        "Magnesium was inversely associated with stroke 2.8% versus 3.2% (OR 0.70, 95% CI 0.55 to 0.90), hypertension "
        "4.1% versus 4.6% (OR 0.80, 95% CI 0.65 to 0.98)."
    )
    assert dealt(text)[0] == ("stroke", [0.70])
    told = "Magnesium was inversely associated with stroke in men (OR 0.70, P = 0.01) and in women (OR 0.80, P = 0.04)."
    assert dealt(told) == [("stroke", [0.70, 0.80])]


@pytest.mark.parametrize(
    "sentence",
    [
        "Zinc showed the opposite, with ORs of 1.45 (95% CI 1.02 to 2.04) for men and 1.93 (1.28 to 2.91) for women.",
        "By contrast, the reverse was true of zinc (OR 1.45, 95% CI 1.02 to 2.04; adjusted 1.93, 95% CI 1.28 to 2.91).",
    ],
)
def test_the_opposite_of_the_last_finding(sentence: str) -> None:
    """What shows the opposite has the last finding turned round, and its own estimates."""
    doc = document(f"Magnesium was inversely associated with fracture.\n{sentence}")
    estimates = find_estimates(doc)
    claims = find_claims(doc, estimates=estimates, study=Study(design=Design.COHORT))
    assert [(each.subject.text.casefold(), each.sign, len(each.estimates)) for each in claims] == [
        ("magnesium", -1, 0),
        ("zinc", 1, 2),
    ]
