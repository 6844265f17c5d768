"""Claims of groups that are compared: what befell them, how many of them, who they are, and what their numbers were."""

import pytest
from claim_builder import document, estimates_of

from miner.extract.claims.finding import find_candidates
from miner.model.study import Design, Study


def read(sentence: str) -> set[tuple[str, str, int | None]]:
    """Subject, object and sign of each candidate, however likely the vocabulary of the tests makes it."""
    doc = document(sentence)
    found = find_candidates(doc, estimates=estimates_of(doc), study=Study(design=Design.COHORT))
    return {(claim.subject.text.casefold(), claim.object.text.casefold(), claim.sign) for claim, _ in found}


BEFALLEN: list[tuple[str, tuple[str, str, int | None]]] = [
    # outcomes that are verbs
    ("Patients given magnesium died less often than those given placebo.", ("magnesium", "died", -1)),
    ("Patients given zinc recovered faster.", ("zinc", "recovered", 1)),
    ("Women with low bone density fractured more often.", ("bone density", "fractured", -1)),
    ("Older adults with low vitamin D fell more.", ("vitamin d", "fell", -1)),
    ("Ulcers treated with honey healed faster than those dressed with gauze.", ("honey", "healed", 1)),
    ("Wounds healed faster with zinc.", ("zinc", "healed", 1)),
    ("Cows given calcium conceived sooner.", ("calcium", "conceived", 1)),
    ("Sheep fed selenium lived longer.", ("selenium", "lived", 1)),
    ("Patients on methadone relapsed less.", ("methadone", "relapsed", -1)),
    ("Fewer patients given magnesium died.", ("magnesium", "died", -1)),
    ("Patients with hypertension survived for a shorter time than those without.", ("hypertension", "survived", -1)),
    ("Rats fed zinc slept less than rats fed starch.", ("zinc", "slept", -1)),
    ("Patients whose vitamin D was low died more often.", ("vitamin d", "died", -1)),
    # what they did it on, or what they did more of
    ("Children given iron performed better on memory tests.", ("iron", "memory tests", 1)),
    ("Children given zinc recalled more words than those given placebo.", ("zinc", "words", 1)),
]

WHO: list[tuple[str, tuple[str, str, int | None]]] = [
    (
        "Children whose mothers took folic acid had fewer neural tube defects.",
        ("folic acid", "neural tube defects", -1),
    ),
    ("Infants born to mothers with diabetes had higher birth weight.", ("diabetes", "birth weight", 1)),
    ("A higher proportion of obese patients had hypertension.", ("obese", "hypertension", 1)),
    ("Fewer women with high calcium intake developed preeclampsia.", ("calcium intake", "preeclampsia", -1)),
    ("Older women had lower vitamin D than younger women.", ("older", "vitamin d", -1)),
    ("Mice lacking leptin had lower bone density than wild-type mice.", ("leptin", "bone density", 1)),
    (
        "A higher incidence of stroke was observed in patients with atrial fibrillation.",
        ("atrial fibrillation", "stroke", 1),
    ),
    ("Women were more dissatisfied than men with their care.", ("women", "dissatisfied", 1)),
    ("Calcium intake was lowest in girls with osteoporosis.", ("osteoporosis", "calcium intake", -1)),
    ("Women with osteoporosis ate fewer vegetables than controls.", ("osteoporosis", "vegetables", -1)),
    ("Girls with osteoporosis had similar calcium intake to controls.", ("osteoporosis", "calcium intake", 0)),
    (
        "Significant differences in zinc were observed between patients with hypertension and controls.",
        ("hypertension", "zinc", None),
    ),
    ("Fractures occurred exclusively in women with low vitamin D.", ("vitamin d", "fractures", -1)),
    ("CRP decreased from 85 before to 41 after phlebotomy.", ("phlebotomy", "crp", -1)),
    # with and without
    ("There was no difference in mortality between patients with and without diabetes.", ("diabetes", "mortality", 0)),
    ("Mortality was higher in patients with than in those without diabetes.", ("diabetes", "mortality", 1)),
    ("Patients with and without diabetes did not differ in mortality.", ("diabetes", "mortality", 0)),
    ("Bone density did not differ between vegetarians and omnivores.", ("vegetarians", "bone density", 0)),
]


NUMBERS: list[tuple[str, tuple[str, str, int | None]]] = [
    # without a p-value, where the numbers are far apart
    ("Falls occurred in 30% of those who took benzodiazepines compared with 15% of those who did not.",
     ("benzodiazepines", "falls", 1)),
    ("Pain was found in 34% of patients with hypertension and 12% of controls.", ("hypertension", "pain", 1)),
    ("Preterm birth occurred in 11 of 120 women with hypertension and in 4 of 130 women without.",
     ("hypertension", "preterm birth", 1)),
    ("Median hospital stay was 5 days after laparoscopy and 9 days after open surgery.",
     ("laparoscopy", "hospital stay", -1)),
    ("Wound infection developed in 8% of diabetics but in only 2% of nondiabetics.",
     ("diabetics", "wound infection", 1)),
    ("The incidence of pneumonia was 3.4 per 1000 in vaccinated children versus 8.9 per 1000 in unvaccinated children.",
     ("vaccinated", "pneumonia", -1)),
]  # fmt: skip
GROUPS = BEFALLEN + WHO + NUMBERS


@pytest.mark.parametrize(("sentence", "claim"), GROUPS, ids=[sentence for sentence, _ in GROUPS])
def test_groups_are_told_apart(sentence: str, claim: tuple[str, str, int | None]) -> None:
    """The sentence gives the claim on what tells its groups apart."""
    assert claim in read(sentence)


NOTHING = [
    "Osteoporosis was found in 31% of patients with hypertension and 29% of controls.",
    "The age of patients with hypertension was 70 years in 1990 and 45 years in 2020.",
    "About 60% of calcium is bound to hypertension and 33% is free with pain.",
    "The modified technique was performed in patients with diabetes.",
    "Bone density was highest in swimmers, followed by cyclists.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_what_follows_and_what_was_done_is_no_finding(sentence: str) -> None:
    """Neither what the study did nor who comes next in a row acts."""
    assert not {"cyclists", "performed", "hypertension"} & {
        end for one, other, _ in read(sentence) for end in (one, other)
    }
