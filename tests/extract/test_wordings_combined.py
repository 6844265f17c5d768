"""Every way to name an exposure with every way to say what it does: thousands of sentences whose claim is known.

A rule that reads one wording often breaks another. Here each form stands with each other form once, so that a change
to the grammar shows at once what it costs.
"""

import random
from collections.abc import Iterator

import pytest
from claim_builder import triples

SUBJECTS = [
    ("higher zinc intake", 1), ("zinc intake", 1), ("serum zinc", 1), ("low serum zinc", -1), ("zinc deficiency", -1),
    ("zinc supplementation", 1), ("a higher intake of zinc", 1), ("lower zinc levels", -1),
    ("the highest quartile of zinc intake", 1), ("greater zinc consumption", 1), ("zinc depletion", -1),
    ("insufficient zinc intake", -1), ("a diet rich in zinc", 1), ("elevated serum zinc", 1),
    ("increased zinc intake", 1), ("reduced zinc intake", -1), ("each 100 mg/day increase in zinc intake", 1),
    ("a 1-SD increase in serum zinc", 1), ("a low-zinc diet", -1), ("dietary zinc", 1), ("poor zinc status", -1),
    ("excess zinc", 1), ("a diet low in zinc", -1), ("doubling of serum zinc", 1),
]  # fmt: skip
"""How the exposure is named, and whether much (1) or little (-1) of it is spoken of."""

CHANGES = [
    ("was associated with higher {y}", 1), ("was associated with lower {y}", -1),
    ("was associated with an increase in {y}", 1), ("was associated with a reduction in {y}", -1),
    ("was inversely associated with {y}", -1), ("was positively associated with {y}", 1),
    ("was associated with a significantly lower {y}", -1), ("was not associated with {y}", 0),
    ("was not significantly associated with {y}", 0), ("had no effect on {y}", 0), ("did not affect {y}", 0),
    ("increased {y}", 1), ("reduced {y}", -1), ("significantly lowered {y}", -1), ("led to an increase in {y}", 1),
    ("resulted in lower {y}", -1), ("was linked to reduced {y}", -1), ("correlated negatively with {y}", -1),
    ("showed an inverse association with {y}", -1), ("was related to greater {y}", 1),
    ("contributed to higher {y}", 1), ("was accompanied by a fall in {y}", -1), ("has been shown to lower {y}", -1),
    ("is known to raise {y}", 1), ("caused a decrease in {y}", -1), ("predicted higher {y}", 1),
    ("was an independent predictor of higher {y}", 1), ("failed to reduce {y}", 0),
    ("showed no association with {y}", 0), ("was unrelated to {y}", 0),
    ("had a strong, inverse and graded association with {y}", -1),
]  # fmt: skip
"""What is said of a measure, and the sign that it gives for what the sentence speaks of."""

RISKS = [
    ("was associated with a higher risk of {y}", 1), ("was associated with a 30% lower risk of {y}", -1),
    ("was associated with a 1.5-fold increased risk of {y}", 1), ("reduced the risk of {y} by 20%", -1),
    ("was an independent risk factor for {y}", 1), ("was associated with reduced odds of {y}", -1),
    ("increased the odds of {y}", 1), ("was protective against {y}", -1), ("was associated with {y}", 1),
    ("was associated with a significantly decreased incidence of {y}", -1), ("doubled the risk of {y}", 1),
    ("halved the risk of {y}", -1), ("carried a higher risk of {y}", 1),
    ("was associated with an increased likelihood of {y}", 1), ("was not associated with the risk of {y}", 0),
    ("did not reduce the incidence of {y}", 0), ("was associated with a lower prevalence of {y}", -1),
    ("predicted {y}", 1), ("was a predictor of incident {y}", 1),
    ("was significantly related to the occurrence of {y}", 1),
]  # fmt: skip
"""What is said of a disease."""

FRONTS = [
    "", "In this cohort, ", "After adjustment for age, sex and weight, ", "In multivariable analysis, ", "However, ",
    "Interestingly, ", "As expected, ", "Among postmenopausal women, ", "During 10 years of follow-up, ",
    "In line with our hypothesis, ", "When men and women were analysed separately, ", "We found that ",
    "The results demonstrated that ", "Taken together, ", "Using multiple logistic regression, ", "First, ",
    "In women, but not in men, ", "In conclusion, our findings show that ",
]  # fmt: skip
ASIDES = [
    "", " in patients with chronic kidney disease", " at baseline", " during pregnancy", " among older women",
    " (per 100 mg/day)", ", compared with lower intake,", ", independently of age,", ", but not calcium,",
    " for 12 weeks", ", as assessed by questionnaire,", ", an essential mineral,", " in the elderly", ", however,",
]  # fmt: skip
TAILS = [
    "", " in men", " (p < 0.001)", " after adjustment for confounders", " over 5 years of follow-up", " at 6 months",
    ", even after adjustment for age and smoking", ", particularly in older women", ", regardless of sex",
    " among participants without hypertension", " in a dose-dependent manner", ", independent of age and body weight",
    ", which is in line with earlier studies", ", although the effect was small", " (p for trend = 0.01)",
]  # fmt: skip
RESULTS = [
    ("compared with placebo, zinc significantly reduced {y} (p = 0.01)", -1),
    ("zinc reduced {y} compared with placebo (mean difference -3.2, 95% CI -5.1 to -1.3)", -1),
    ("{y} decreased significantly in the zinc group compared with the placebo group (p < 0.01)", -1),
    ("{y} was significantly lower in the zinc group than in the placebo group (12.1 vs 15.3, p = 0.01)", -1),
    ("there was no significant difference in {y} between the zinc and placebo groups (p = 0.45)", 0),
    ("{y} did not differ between groups", 0),
    ("{y} increased by 5% with zinc and fell by 2% with placebo (p < 0.05)", 1),
    ("{y} increased in the zinc group but not in the placebo group (p = 0.02)", 1),
    ("zinc was associated with a greater reduction in {y} than placebo (p = 0.03)", -1),
    ("the reduction in {y} was greater with zinc than with placebo (p = 0.03)", -1),
    ("patients receiving zinc had lower {y} than those receiving placebo (p = 0.02)", -1),
    ("changes in {y} were similar in both groups", 0),
    ("mean {y} fell from 7.1 to 5.2 in the zinc group and from 7.0 to 6.8 in the placebo group (p < 0.001)", -1),
    ("zinc led to a significantly greater increase in {y} than placebo (p = 0.01)", 1),
    ("in the zinc group, {y} decreased significantly (p = 0.01), whereas no change was seen with placebo", -1),
    ("treatment with zinc significantly lowered {y} (-4.2 mg/l, p = 0.01)", -1),
]
"""What a trial of zinc against placebo says of a measure."""

_TITLE = "Zinc and health: a cohort study"
_TRIAL = "Zinc and bone: a randomized placebo-controlled trial"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


def _signs(sentence: str, outcome: str, title: str) -> set[int | None]:
    found = triples(sentence, title=title)
    return {sign for subject, target, sign in found if "zinc" in subject and outcome.casefold() in target}


def _wrong(cases: Iterator[tuple[str, str, int]], title: str = _TITLE) -> list[tuple[str, set[int | None]]]:
    read = ((sentence, _signs(sentence, outcome, title), sign) for sentence, outcome, sign in cases)
    return [(sentence, signs) for sentence, signs, sign in read if signs != {sign}]


@pytest.mark.parametrize(("predicate", "sign"), CHANGES, ids=[each[0] for each in CHANGES])
def test_every_subject_with_what_is_said_of_a_measure(predicate: str, sign: int) -> None:
    """The sign is that of the predicate, turned where little of the exposure is spoken of."""
    assert not _wrong((_sentence(f"{x} {predicate.format(y='BMD')}"), "BMD", sign * way) for x, way in SUBJECTS)


@pytest.mark.parametrize(("predicate", "sign"), RISKS, ids=[each[0] for each in RISKS])
def test_every_subject_with_what_is_said_of_a_disease(predicate: str, sign: int) -> None:
    """The sign is that of the disease's risk."""
    assert not _wrong(
        (_sentence(f"{x} {predicate.format(y='osteoporosis')}"), "osteoporosis", sign * way) for x, way in SUBJECTS
    )


@pytest.mark.parametrize("front", FRONTS)
def test_what_stands_around_a_claim_leaves_it_as_it_is(front: str) -> None:
    """Openings, asides and tails of all kinds, drawn by chance from all combinations."""
    chance = random.Random(front)
    forms = [*((each, "BMD") for each in CHANGES), *((each, "osteoporosis") for each in RISKS)]

    def draw() -> tuple[str, str, int]:
        (x, way), ((predicate, sign), y) = chance.choice(SUBJECTS), chance.choice(forms)
        text = f"{front}{x}{chance.choice(ASIDES)} {predicate.format(y=y)}{chance.choice(TAILS)}"
        return _sentence(text), y, sign * way

    assert not _wrong(draw() for _ in range(60))


@pytest.mark.parametrize(("result", "sign"), RESULTS, ids=[each[0] for each in RESULTS])
def test_every_result_of_a_trial_behind_what_opens_a_sentence(result: str, sign: int) -> None:
    """An opening changes nothing of what a trial found, and a tail takes nothing back."""
    fronts = [front for front in FRONTS if "but not" not in front]
    for tail in ("", " at 12 weeks", ", with no difference between men and women"):
        assert not _wrong(
            ((_sentence(f"{front}{result.format(y='CRP')}{tail}"), "CRP", sign) for front in fronts), _TRIAL
        )
