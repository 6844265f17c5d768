"""Subjects that a sentence does not name: told by its groups, by the title, by the sentence before."""

import pytest
from claim_builder import triples

GROUPS = [
    # what a group was given, by its letter
    (
        "Ketamine and shivering",
        "Patients were allocated to ketamine (group K, n = 30) or saline (group S, n = 30).",
        "Pain was lower in group K (p < 0.01).",
        ("ketamine", "pain", -1),
    ),
    (
        "Ketamine and shivering",
        "Patients were allocated to ketamine (group K, n = 30) or saline (group S, n = 30).",
        "Pain was more frequent in group S (p < 0.01).",
        ("ketamine", "pain", -1),
    ),
    (
        "Zinc and iron in children",
        "Children received iron (group A), zinc (group B) or placebo (group C).",
        "Body weight was greater in group B than in group C.",
        ("zinc", "body weight", 1),
    ),
    (
        "Two infusions in the elderly",
        "Group M received zinc with magnesium sulfate and group C zinc with saline.",
        "Pain was lower in group M than in group C.",
        ("magnesium", "pain", -1),
    ),
    (
        "Selenium and the thyroid",
        "There were two groups: group I was given selenium and group II placebo.",
        "Pain fell by 40% in group I and by 5% in group II (p < 0.01).",
        ("selenium", "pain", -1),
    ),
    # by a word that tells nothing of it
    (
        "Zinc in children undergoing tonsillectomy",
        "Children were randomly assigned to zinc (observation group) or saline (control group).",
        "Pain scores were lower in the observation group than in the control group (p < 0.05).",
        ("zinc", "pain", -1),
    ),
    (
        "Whey protein for sarcopenia",
        "Adults were assigned to the intervention group, which received whey protein, or to the control group.",
        "Grip strength increased in the intervention group but not in the control group (p < 0.05).",
        ("whey protein", "grip strength", 1),
    ),
    (
        "Two feeding regimens and growth in infants",
        "Infants were randomized to magnesium (group A) or to saline (group B).",
        "Body weight was higher in group A than in group B (p = 0.02).",
        ("magnesium", "body weight", 1),
    ),
    (
        "Vitamin E and pre-eclampsia",
        "Women were assigned to vitamin E or placebo.",
        "Compared with controls, treated women had less pain (p < 0.01).",
        ("vitamin e", "pain", -1),
    ),
    # a point of time is nothing that acts
    (
        "Ketamine and shivering",
        "Patients were allocated to ketamine (group K, n = 30) or saline (group S, n = 30).",
        "Heart rate was significantly elevated in group S at 60 min after the start of surgery.",
        ("ketamine", "heart rate", -1),
    ),
]


@pytest.mark.parametrize(("title", "methods", "result", "expected"), GROUPS)
def test_a_group_stands_for_what_it_was_given(
    title: str, methods: str, result: str, expected: tuple[str, str, int]
) -> None:
    assert expected in triples(f"{methods}\n{result}", title=title)


TITLES = [
    ("Does slow eating influence appetite? A crossover trial", "slow eating"),
    ("How does magnesium affect bone density in men?", "magnesium"),
    ("A randomised, double-blind, comparative study of zinc in acne", "zinc"),
    ("Low-dose versus high-dose zinc after stroke", "zinc"),
    ("Early or delayed cord clamping in preterm infants", "cord clamping"),
    ("Reduced pain with magnesium after surgery", "magnesium"),
    ("Improving sleep with melatonin in intensive care", "melatonin"),
    ("Results of the VITAL study: vitamin D and pain", "vitamin d"),
    ("Long-term efficacy and tolerability of magnesium in epilepsy", "magnesium"),
    ("Quality of life of women: impact of magnesium", "magnesium"),
]


@pytest.mark.parametrize(("title", "subject"), TITLES)
def test_a_title_names_what_acts(title: str, subject: str) -> None:
    text = "Patients were randomly assigned.\nBody weight was lower in the intervention group (p < 0.01)."
    assert (subject, "body weight", -1) in triples(text, title=title)


@pytest.mark.parametrize(
    "title",
    [
        "Double-blind, comparative clinical study of two creams",
        "Who should operate on infants? A randomized trial",
        "Why do patients stop treatment?",
        "When to wake the patient: a randomized trial",
    ],
)
def test_a_title_that_names_nothing_given_makes_no_subject(title: str) -> None:
    text = "Patients were randomly assigned.\nBody weight was lower in the intervention group (p < 0.01)."
    assert not [each for each in triples(text, title=title) if each[1] == "body weight"]


BEFORE = [
    # a pronoun stands for what the sentence before is about
    ("Zinc lowered CRP.\nIt also increased BMD.", {("zinc", "bmd", 1)}),
    ("Zinc raised BMD.\nThis reduces the risk of fractures.", {("zinc", "fractures", -1)}),
    ("Zinc lowered pain.\nThis effect was accompanied by increased BMD.", {("zinc", "bmd", 1)}),
    ("Zinc inhibited the growth of tumours.\nThis was accompanied by a decrease in CRP.", {("zinc", "crp", -1)}),
    ("Zinc lowered CRP.\nHowever, it did not change BMD.", {("zinc", "bmd", 0)}),
    # also where that sentence makes no claim, and where there is little of it
    ("Zinc is a trace element of many plants.\nIt lowers the risk of fractures.", {("zinc", "fractures", -1)}),
    ("Zinc deficiency is common in many countries.\nIt causes pain.", {("zinc deficiency", "pain", -1)}),
    ("Low zinc is common in many countries.\nThis increases the risk of fractures.", {("zinc", "fractures", -1)}),
    # a noun that names nothing else
    ("Zinc is found in many foods.\nThe mineral lowers the risk of fractures.", {("zinc", "fractures", -1)}),
    ("Berberine is an alkaloid of many plants.\nThe compound lowers BMD.", {("berberine", "bmd", -1)}),
    # several things
    (
        "Zinc and calcium were associated with pain.\nThese factors also increased the risk of fractures.",
        {("zinc", "fractures", 1), ("calcium", "fractures", 1)},
    ),
    (
        "Zinc and calcium are minerals.\nThey lower the risk of fractures.",
        {("zinc", "fractures", -1), ("calcium", "fractures", -1)},
    ),
]


@pytest.mark.parametrize(("text", "expected"), BEFORE)
def test_what_the_sentence_before_is_about_acts(text: str, expected: set[tuple[str, str, int]]) -> None:
    assert expected <= triples(text, title="A report")


def test_it_may_stand_for_a_clause() -> None:
    text = "Zinc lowered CRP.\nIt is important to note that calcium lowered pain."
    assert ("calcium", "pain", -1) in triples(text, title="A report")
    assert ("zinc", "pain", -1) not in triples(text, title="A report")


FACTORS = [
    ("Zinc was a significant risk factor.", ("zinc", "hip fracture", 1)),
    ("Low zinc was an independent predictor.", ("zinc", "hip fracture", -1)),
    ("Hypertension and pain were independent predictors in multivariate analysis.", ("pain", "hip fracture", 1)),
    ("Multivariate analysis identified zinc and pain as independent predictors.", ("zinc", "hip fracture", 1)),
    ("Independent risk factors were zinc and pain.", ("pain", "hip fracture", 1)),
    ("Physical activity was protective.", ("physical activity", "hip fracture", -1)),
    ("Smoking increased the risk two-fold.", ("smoking", "hip fracture", 1)),
    ("Zinc was not a risk factor.", ("zinc", "hip fracture", 0)),
]


@pytest.mark.parametrize(("text", "expected"), FACTORS)
def test_the_title_names_the_outcome_of_a_factor(text: str, expected: tuple[str, str, int]) -> None:
    said = {(x, "hip fracture" if y.endswith("fracture") else y, sign) for x, y, sign in triples(text, title=_ASKING)}
    assert expected in said


_ASKING = "Predictors of hip fracture in older women"


def test_a_factor_of_something_else_is_told_of_that() -> None:
    assert not [each for each in triples("Zinc was a risk factor for pain.", title=_ASKING) if "hip" in each[1]]
