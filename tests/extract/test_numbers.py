"""Findings told by numbers: two arms' counts, shares and percentages, and who went without the treatment."""

import pytest
from claim_builder import triples

TITLE = "Zinc in children: a randomized trial"
ARMS = [
    ("Pneumonia occurred in 35 of 203 children given zinc versus 64 of 209 given placebo.", ("pneumonia", -1)),
    ("Pneumonia was reported by 1 of 15 with zinc and by 6 of 15 in the control group.", ("pneumonia", -1)),
    ("Pneumonia was seen in two of 40 children in the zinc group and in nine of 41 in the placebo group.",
     ("pneumonia", -1)),
    ("Only 24% in the zinc group compared with 74% in the placebo group had colic.", ("colic", -1)),
    ("The mean number of falls was 1.93 with zinc compared to 2.59 with placebo.", ("falls", -1)),
    ("Three children in the zinc group and eleven in the placebo group developed anaemia.", ("anaemia", -1)),
    ("Ten infants in the control group but only two in the zinc group had anaemia.", ("anaemia", -1)),
    ("The cumulative incidence of rejection was 3% with zinc and 8% without.", ("rejection", -1)),
    ("There were 5 deaths in the zinc group and 15 in the placebo group.", ("deaths", -1)),
    ("Five children died in the placebo group compared with none in the zinc group (P = 0.02).", ("died", -1)),
    ("Anaemia was present in one of 40 children who had taken zinc and in nine of 41 who had not.", ("anaemia", -1)),
    ("Anaemia was seen in 12% of children not receiving zinc and in 5% of those receiving it (p = 0.01).",
     ("anaemia", -1)),
    ("Weight gain was 2.4 kg without supplementation and 3.1 kg with zinc (P < 0.05).", ("weight", 1)),
    ("Anaemia was less frequent with zinc than without.", ("anaemia", -1)),
    ("Children who did not take zinc had more anaemia than those who did.", ("anaemia", -1)),
    ("Anaemia: zinc 12%, placebo 31%, p = 0.01.", ("anaemia", -1)),
    ("Anaemia was 31% in controls; in the zinc group it was 12% (P = 0.01).", ("anaemia", -1)),
    (("In the zinc and placebo groups, anaemia was seen in 5% and 12% (p=0.01) and pneumonia in 3% and 3.2% (p=0.8), "
     "respectively."), ("pneumonia", 0)),
    (("Pneumonia occurred in 35 of 203 children given zinc versus 24 of 209 given placebo.\nThis difference was not "
     "significant."), ("pneumonia", 0)),
    (("Group 1 received placebo and group 2 zinc.\nGroup 1 and group 2 findings were: fibrinogen, 113 versus 167 mg/dL "
     "(P = 0.001); ferritin, 21.2 versus 13.5 ng/mL (P = 0.001)."), ("ferritin", -1)),
    (("Iron was given in group 1. Both iron and zinc were administered in group 2.\nCRP was 2.1 in group 1 versus "
     "0.9 in group 2 (P = 0.001)."), ("crp", -1)),
    ("Bone density fell by 0.3% in the zinc group but by 2.1% in the placebo group (P < 0.001).", ("bone density", 1)),
    ("CRP decreased from 18 to 16 mg/L with zinc and from 18 to 9 mg/L with placebo (p = 0.01).", ("crp", 1)),
    ("CRP decreased by 8 mg/L with zinc and by 2 mg/L with placebo (p = 0.01).", ("crp", -1)),
    ("Weight rose by 1 kg in the zinc group and by 3 kg in the control group (p = 0.01).", ("weight", -1)),
]  # fmt: skip
NOTHING = [
    "Mean age was 12 years in the zinc group and 16 years in the placebo group.",
    "There were 30 children in the zinc group and 60 in the placebo group.",
    "Three children in the zinc group and nine in the placebo group withdrew.",
    "The zinc group received 10 mg and the placebo group 20 mg of lactose.",
    "At baseline, anaemia was present in 5% of the zinc group and 12% of the placebo group.",
    "Anaemia was seen in eight children in the zinc group and six in the placebo group.",
]


@pytest.mark.parametrize(("text", "expected"), ARMS)
def test_numbers_of_two_arms_are_told_of_the_treatment(text: str, expected: tuple[str, int]) -> None:
    """The larger number is an arm's by its words, not by its place."""
    assert ("zinc", *expected) in triples(text, title=TITLE)


@pytest.mark.parametrize("text", NOTHING)
def test_numbers_that_are_no_result(text: str) -> None:
    """Who was taken in, how things stood at first and small differences without a p-value make no claim."""
    assert not triples(text, title=TITLE)


HAVING = [
    ("Pre-eclampsia occurred in 12 of 100 women with hypertension and in 2 of 120 women without (p = 0.01).",
     ("hypertension", "pre-eclampsia", 1)),
    ("Complications occurred in 12/100 women without zinc vs. 5/120 with zinc.", ("zinc", "complications", -1)),
    ("The hospital stay was 9 days for women without hypertension vs. 13 days for women with hypertension.",
     ("hypertension", "hospital stay", 1)),
    ("Five-year survival rates in patients with and without metastases were 37% and 88%, respectively (P<0.001).",
     ("metastases", "survival", -1)),
    (("Patients with metastases had a 5-year survival of 37%, compared with 88% in those without metastases "
     "(p<0.001)."), ("metastases", "5-year survival", -1)),
    ("Thirty percent of patients with hypertension died versus 10% of patients without hypertension (P=.001).",
     ("hypertension", "died", 1)),
    ("Obesity was found in 45% of the children with hypertension but only 20% of those without.",
     ("hypertension", "obesity", 1)),
    ("Complications occurred in 12% of women with hypertension and in 11% without hypertension (p = 0.7).",
     ("hypertension", "complications", 0)),
    # ratios
    ("Zinc was associated with a relative risk of 0.7 (95% CI 0.5-0.9) for pain.", ("zinc", "pain", -1)),
    (("Zinc was associated with a relative risk of 0.7 (95% CI 0.5-0.9) for pain and 0.9 (95% CI 0.8-1.2) for "
     "hypertension."), ("zinc", "hypertension", 0)),
    ("Zinc was associated with an adjusted OR of 0.7 (95% CI 0.5-0.9) for pain.", ("zinc", "pain", -1)),
    (("A one standard deviation increase in zinc was associated with a hazard ratio for fracture of 1.4 (95% CI 1.1 to "
     "1.8)."), ("zinc", "fracture", 1)),
    (("Zinc intake was not associated with pain (HR 0.95, 95% CI 0.8-1.1) but was with hypertension (HR 0.75, 95% CI "
     "0.6-0.9)."), ("zinc", "hypertension", -1)),
    ("Smokers were at 30% greater risk of fracture.", ("smokers", "fracture", 1)),
    ("A 30% excess risk of fracture was found in smokers.", ("smokers", "fracture", 1)),
    ("The adjusted odds of hypertension were 3.2 times as high in smokers as in nonsmokers.",
     ("smokers", "hypertension", 1)),
    ("Hypertension was half as common in women with zinc supplementation.", ("zinc", "hypertension", -1)),
    ("The number needed to treat with zinc to prevent one fracture was 25.", ("zinc", "fracture", -1)),
    # levels
    ("Patients with <=5 metastases had superior survival.", ("metastases", "survival", -1)),
    ("Women with vitamin D levels of less than 20 ng/mL had more falls.", ("vitamin d", "falls", -1)),
    ("Women with zinc of 30 ng/mL or more had fewer falls.", ("zinc", "falls", -1)),
    ("Men whose zinc intake was below 10 mg had more fractures.", ("zinc", "fractures", -1)),
    ("People with zinc in the lowest category had less pain.", ("zinc", "pain", 1)),
    ("The risk of hypertension rose from the lowest to the highest tertile of zinc.", ("zinc", "hypertension", 1)),
    (("Compared with women in the lowest quartile of zinc, those in the highest quartile had a 40% lower risk of "
     "hypertension."), ("zinc", "hypertension", -1)),
    ("For every 10 mg decrease in zinc, the odds of fracture rose by 15%.", ("zinc", "fracture", -1)),
    ("Survival was better in patients with fewer than three metastases.", ("metastases", "survival", -1)),
    # before and after
    ("CRP was maintained at normal levels with zinc.", ("zinc", "crp", 0)),
    ("Zinc maintained CRP at normal levels.", ("zinc", "crp", 0)),
    ("Zinc brought CRP down from 12 to 5 mg/L.", ("zinc", "crp", -1)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HAVING)
def test_numbers_of_levels_and_of_those_who_have_something(text: str, expected: tuple[str, str, int]) -> None:
    """Little of a thing turns the sign, those without it are its other side, and what stays is no rise."""
    found = triples(text, title="A survey of patients")
    subject, target, sign = expected
    assert any(subject in x and target in y and s == sign for x, y, s in found), found
