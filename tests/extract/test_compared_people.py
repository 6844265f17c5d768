"""Claims of epidemiology's plain sentences: people who are compared, risks that they are at, ratios that they have."""

import pytest
from claim_builder import triples

COMPARED = [
    # people whom one word tells apart
    ("Smokers had an increased risk of osteoporosis (HR 2.3, 95% CI 1.6-3.2).", ("smokers", "osteoporosis", 1)),
    (
        "The odds of osteoporosis were higher in smokers than in nonsmokers (OR 2.3, 95% CI 1.6-3.2).",
        ("smokers", "osteoporosis", 1),
    ),
    ("Osteoporosis was more common in women than in men.", ("women", "osteoporosis", 1)),
    ("Osteoporosis was rarer among men (OR 0.4, 95% CI 0.3-0.6).", ("men", "osteoporosis", -1)),
    ("Current smokers had a hazard ratio of 2.3 (95% CI 1.6-3.2) for pain.", ("current smokers", "pain", 1)),
    ("Smokers were more likely to report pain (OR 1.8, 95% CI 1.2-2.9).", ("smokers", "pain", 1)),
    # what tells them apart in another way goes before
    ("Women with osteoporosis had more pain (OR 1.8, 95% CI 1.2-2.9) than men.", ("osteoporosis", "pain", 1)),
    # lists of what they are at risk of
    (
        "Patients with hypertension were at significantly higher risk for fractures and pain.",
        ("hypertension", "pain", 1),
    ),
    # effects that are had
    ("Zinc has a protective effect for osteoporosis.", ("zinc", "osteoporosis", -1)),
    ("Zinc had a protective effect against pain.", ("zinc", "pain", -1)),
    # what a ratio is for
    ("The odds ratio of osteoporosis for exposure to mould was 1.9 (95% CI 1.2-3.0).", ("mould", "osteoporosis", 1)),
    (
        "After controlling for potential confounding factors, obese women were at significantly higher risk for pain.",
        ("obese", "pain", 1),
    ),
    # predictors, identified and listed
    (
        "Hypertension was identified as an independent risk factor for osteoporosis.",
        ("hypertension", "osteoporosis", 1),
    ),
    ("Zinc emerged as a predictor of osteoporosis.", ("zinc", "osteoporosis", 1)),
    (
        "Regression identified zinc and hypertension as predictors of osteoporosis.",
        ("hypertension", "osteoporosis", 1),
    ),
    ("Two risk factors for osteoporosis were identified: zinc and hypertension.", ("zinc", "osteoporosis", 1)),
    ("Variables associated with osteoporosis included zinc and hypertension.", ("hypertension", "osteoporosis", 1)),
    ("Variables not associated with osteoporosis included zinc and calcium.", ("calcium", "osteoporosis", 0)),
    ("An increased risk of pain was found for zinc and hypertension.", ("hypertension", "pain", 1)),
    # how much
    ("Patients with hypertension had a 2.1-fold higher risk of pain.", ("hypertension", "pain", 1)),
    ("The risk of pain rose by 5% per unit increase in zinc.", ("zinc", "pain", 1)),
    ("The highest risk of pain was seen in hypertension.", ("hypertension", "pain", 1)),
    ("Zinc was associated with an odds ratio of 2.1 (95% CI 1.3-3.4) for pain.", ("zinc", "pain", 1)),
    # what the first of a list is to the outcome, the others are
    ("Osteoporosis was associated with zinc and hypertension.", ("hypertension", "osteoporosis", 1)),
]


@pytest.mark.parametrize(("sentence", "claim"), COMPARED, ids=[sentence for sentence, _ in COMPARED])
def test_who_is_compared_is_what_acts(sentence: str, claim: tuple[str, str, int]) -> None:
    """The sentence gives the claim on those whom it tells apart."""
    assert claim in triples(sentence)


NOT_COMPARED = [
    "Zinc lowered CRP in smokers.",
    "Osteoporosis was common among women.",
    "Women had little or no pain.",
]


@pytest.mark.parametrize("sentence", NOT_COMPARED)
def test_who_was_studied_does_not_act(sentence: str) -> None:
    """Without a comparison people are where a finding was made."""
    people = {"smokers", "women"}
    assert not people & {subject for subject, _, _ in triples(sentence)}
