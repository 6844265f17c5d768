"""What holds a claim in its place: contrast, adjustment, subgroup, and whether other papers found it."""

import pytest
from claim_builder import claims_of, document

from miner.extract.claims import find_claims
from miner.extract.claims.stating.circumstances import tells_of_others
from miner.extract.estimates import find_estimates
from miner.model.article import SectionKind
from miner.model.claim import Claim
from miner.model.study import Design, Study


def only(text: str, *, title: str = "Magnesium and bone in women and men") -> Claim:
    (claim,) = claims_of(text, title=title)
    return claim


@pytest.mark.parametrize(
    ("text", "comparison"),
    [
        ("Magnesium was associated with fracture (OR 0.70 per 100 mg/day, 95% CI 0.50 to 0.90).", "per 100 mg/day"),
        ("Magnesium reduced CRP compared with placebo.", "compared with placebo"),
        ("Magnesium reduced CRP.", None),
    ],
)
def test_comparison(text: str, comparison: str | None) -> None:
    """The estimate's contrast goes first, then a control that the sentence names."""
    assert only(text).comparison == comparison


@pytest.mark.parametrize(
    ("text", "adjusted"),
    [
        ("After adjustment for age, magnesium was associated with a lower risk of fracture.", True),
        ("In crude models magnesium was associated with a lower risk of fracture.", False),
        ("Magnesium was associated with a lower risk of fracture.", None),
    ],
)
def test_adjusted(text: str, *, adjusted: bool | None) -> None:
    """What the sentence says of adjustment holds where its estimates say nothing."""
    assert only(text).adjusted is adjusted


@pytest.mark.parametrize(
    ("text", "title", "subgroup"),
    [
        ("In women, magnesium was associated with a lower risk of fracture.", "Magnesium in men and women", "women"),
        ("In women, magnesium was associated with a lower risk of fracture.", "Magnesium in women", None),
        (
            "Magnesium was associated with a lower risk of fracture in men and women.",
            "Magnesium in men and women",
            None,
        ),
        (
            "Among men aged 65 years or older, magnesium was associated with a lower risk of fracture.",
            "Magnesium and bone",
            "men aged 65 years or older",
        ),
        ("Among smokers, magnesium was associated with a lower risk of fracture.", "Magnesium and bone", "smokers"),
    ],
)
def test_subgroup(text: str, title: str, subgroup: str | None) -> None:
    """A part of those studied is a subgroup; all of those whom the title names are none."""
    assert only(text, title=title).subgroup == subgroup


def test_two_subgroups_of_one_sentence() -> None:
    """Where a sentence names several, the one that stands nearest before the estimate counts."""
    text = "In men magnesium was associated with fracture (OR 0.70, 95% CI 0.50 to 0.90), not so in women."
    assert only(text).subgroup == "men"


def test_what_others_found_is_background() -> None:
    """A sentence on earlier papers is background, in a review it is what the review states."""
    text = "Previous studies have shown that magnesium reduces CRP."
    doc = document(text, section=None)
    estimates = find_estimates(doc)
    cohort = find_claims(doc, estimates=estimates, study=Study(design=Design.COHORT))
    review = find_claims(doc, estimates=estimates, study=Study(design=Design.NARRATIVE_REVIEW))
    assert all(claim.is_background for claim in cohort)
    assert review
    assert not any(claim.is_background for claim in review)


@pytest.mark.parametrize(
    ("sentence", "section", "is_others"),
    [
        ("Meyer et al. found that zinc lowers CRP.", None, True),
        ("Zinc lowers CRP [12, 13].", SectionKind.BACKGROUND, True),
        ("Zinc lowers CRP (Meyer, 2011).", None, True),
        ("As in earlier studies, zinc lowered CRP.", SectionKind.RESULTS, False),
        ("In contrast to previous reports, our data show that zinc lowers CRP.", SectionKind.CONCLUSIONS, False),
        ("Zinc lowers CRP.", None, False),
    ],
)
def test_sentences_that_tell_of_others(sentence: str, section: SectionKind | None, *, is_others: bool) -> None:
    """Names of earlier work and citations tell of others; results and what "we" found do not."""
    assert tells_of_others(sentence, section) is is_others
