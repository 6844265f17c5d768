"""Claims of plain statements, as reviews and reports of experiments make them."""

import pytest
from claim_builder import claims_of, document, estimates_of, triples

STATEMENTS = [
    # "is known to", "has been shown to" act as their verb does
    ("Zinc has been shown to reduce pain.", ("zinc", "pain", -1)),
    ("Magnesium is known to inhibit osteoporosis.", ("magnesium", "osteoporosis", -1)),
    ("Zinc was shown to be associated with lower CRP.", ("zinc", "crp", -1)),
    ("Women with hypertension are known to have more fractures.", ("hypertension", "fractures", 1)),
    # who was given something, who is told apart by one word
    ("BMD was lower in women who had taken zinc.", ("zinc", "bmd", -1)),
    ("CRP fell in rats that had been fed magnesium.", ("magnesium", "crp", -1)),
    ("Fractures were more frequent in smokers.", ("smokers", "fractures", 1)),
    ("Fractures were seen more often in smokers than in non-smokers.", ("smokers", "fractures", 1)),
    ("BMD in women with hypertension was lower than that in other women.", ("hypertension", "bmd", -1)),
    # the numbers of two groups
    ("The incidence of fractures was 12% in smokers and 7% in non-smokers (p = 0.01).", ("smokers", "fractures", 1)),
    ("CRP was 4 mg/l in patients with osteoporosis and 2 in controls (p < 0.001).", ("osteoporosis", "crp", 1)),
    # the lowest stands for comparison, wherever it stands
    (
        "Compared with the lowest quintile, the highest quintile of zinc was associated with less pain.",
        ("zinc", "pain", -1),
    ),
    # what an adjective at some distance makes of a link
    ("There was a strong, inverse and graded association between zinc and fractures.", ("zinc", "fractures", -1)),
    ("Zinc had a negative linear association with pain.", ("zinc", "pain", -1)),
    ("Zinc had a positive but weak association with pain.", ("zinc", "pain", 1)),
    ("Zinc had an adverse short-term effect on BMD.", ("zinc", "bmd", -1)),
    ("Zinc was a strong and independent predictor of pain.", ("zinc", "pain", 1)),
    # what is left out
    ("BMD was correlated with magnesium, but not with zinc.", ("zinc", "bmd", 0)),
    ("Pain was reduced by magnesium, but not by zinc.", ("zinc", "pain", 0)),
    # what a diet holds, what goes up step by step, what somebody is exposed to
    ("A diet low in zinc lowered BMD.", ("zinc", "bmd", 1)),
    ("Foods rich in magnesium lowered pain.", ("magnesium", "pain", -1)),
    ("Doubling of zinc was associated with a 20% lower risk of fractures.", ("zinc", "fractures", -1)),
    ("Per 1-SD higher zinc, the risk of fractures was 12% lower.", ("zinc", "fractures", -1)),
    ("Exposure to zinc raised CRP.", ("zinc", "crp", 1)),
    ("The hazard ratios of pain across increasing quartiles of zinc were 1.0, 0.9, 0.8 and 0.7.", ("zinc", "pain", -1)),
    # behind a phrase that opens the sentence
    ("In this cohort, reduced magnesium was associated with pain.", ("magnesium", "pain", -1)),
    ("However, elevated zinc predicted fractures.", ("zinc", "fractures", 1)),
    ("Too much zinc, however, increased pain.", ("zinc", "pain", 1)),
    ("In women, but not in men, zinc was protective against fractures.", ("zinc", "fractures", -1)),
    # what is left alone, and what has no share in a lower risk
    ("Zinc lowered pain without affecting BMD or CRP.", ("zinc", "bmd", 0)),
    (
        "Zinc was associated with a reduced risk of pain and osteoporosis, but not of fractures.",
        ("zinc", "fractures", 0),
    ),
    # a ratio tells the way of a plain predictor
    (
        "Predictors of pain were zinc (OR 0.6, 95% CI 0.4-0.8) and magnesium (OR 1.9, 95% CI 1.2-3).",
        ("zinc", "pain", -1),
    ),
    ("Zinc independently predicted pain (HR 0.70, 95% CI 0.51-0.86).", ("zinc", "pain", -1)),
    ("Factors associated with pain included low zinc (HR 0.7, 95% CI 0.5-0.9).", ("zinc", "pain", 1)),
    ("The standardised mean difference in BMD was 0.4 (95% CI 0.1 to 0.7) in favour of zinc.", ("zinc", "bmd", 1)),
    # marks and words that part nothing
    ("A higher Ca:Zn ratio raised CRP.", ("ca:zn ratio", "crp", 1)),
    ("Low zinc was linked to pain (OR 1.86, 95% CI 1.2-2.3) over 5 years of follow-up.", ("zinc", "pain", -1)),
    # what stands for a word told before; who takes something is no outcome
    ("Zinc reduced the expression of CRP and increased that of PTH.", ("zinc", "pth", 1)),
    ("CRP in women with hypertension was higher than that of other women.", ("hypertension", "crp", 1)),
    (
        "Diuretic use was associated with osteoporosis (OR 1.8) and with fractures (OR 1.3).",
        ("diuretic use", "osteoporosis", 1),
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), STATEMENTS, ids=[each[0] for each in STATEMENTS])
def test_claim_is_found(sentence: str, expected: tuple[str, str, int]) -> None:
    """What a plain statement says is a claim."""
    assert expected in triples(sentence)


def test_what_a_link_is_independent_of_is_no_end_of_it() -> None:
    """No claim is made of what was adjusted for."""
    assert triples("BMD was associated with zinc, independent of age and PTH.") == {("zinc", "bmd", 1)}


def test_each_ratio_of_a_list_of_subjects_goes_to_its_own() -> None:
    """An estimate right behind a subject is that subject's, also where the list goes on without one."""
    text = (
        "High zinc (OR 1.8, 95% CI 1.2-2.8), low magnesium (OR 1.5, 95% CI 1.3-2.6) and male sex were linked to pain."
    )
    found = {
        claim.subject.text: estimates_of(document(text))[claim.estimates[0]].value for claim in claims_of(text)[:2]
    }
    assert found == {"zinc": 1.8, "magnesium": 1.5}


def test_adjusted_models_are_no_predicate() -> None:
    """Nothing is told a second time of "crude and adjusted models"."""
    text = "The association of zinc with pain was not significant in both crude and adjusted models."
    assert triples(text) == {("zinc", "pain", 0)}


def test_a_decline_is_an_outcome_of_its_own() -> None:
    """That the decline was less says nothing against what declined: the object has no concept of it."""
    (claim,) = claims_of("The decline in BMD was smaller with zinc.")
    assert (claim.object.text, claim.object.concept, claim.sign) == ("decline in BMD", None, -1)


def test_no_interaction_says_nothing_of_an_effect() -> None:
    """That two things do not interact is no claim that the one leaves the other as it is."""
    assert not triples("There was no interaction between zinc and PTH.")
