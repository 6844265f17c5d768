"""What an estimate compares: printed, or known from sentence, design or exposure; else it is pooled with nothing."""

from dataclasses import replace

import pytest
from graph_builder import MAGNESIUM, SARCOPENIA, estimate, graph_of, paper, says

from miner.model.concept import EntityType
from miner.model.estimate import Estimate, Measure
from miner.model.evidence import Evidence
from miner.model.study import Design
from miner.weigh.contrasts import Contrast, find_contrast
from miner.weigh.pooling import pool_pair


def told(sentence: str, *estimates: Estimate, design: Design = Design.COHORT, n: int | None = 1000) -> Evidence:
    """Evidence whose sentence is `sentence`; each estimate stands where its text does."""
    graph = graph_of(paper(1, says(MAGNESIUM, SARCOPENIA, -1, *estimates, comparison=None), design=design, n=n))
    (edge,) = graph.edges
    (one,) = edge.evidence
    claim = replace(one.claim, start=100, end=100 + len(sentence), quote=sentence)
    placed = []
    at = 0
    for each in estimates:
        at = sentence.index(each.text, at)
        placed.append(replace(each, start=100 + at, end=100 + at + len(each.text)))
        at += len(each.text)
    return one._replace(claim=claim, estimates=tuple(placed))


def odds(text: str, value: float = 0.5, low: float = 0.3, high: float = 0.8) -> Estimate:
    return estimate(value, low, high, text=text)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Eaters in the uppermost quintile of intake had less of it (0.5)", "highest vs lowest"),
        ("The top third of the zinc group had less of it (0.5)", "highest vs lowest"),
        ("It was rarer in quartile 4 (0.5)", "highest vs lowest"),
        ("In Q5 it was rarer (0.5)", "highest vs lowest"),
    ],
)
def test_groups_of_the_sentence(sentence: str, name: str) -> None:
    """Where nothing is printed beside the estimate, the groups that its sentence names say what it compares."""
    one = told(sentence, odds("0.5"))
    assert find_contrast(one, one.estimates[0]) == Contrast(name, None, "its sentence")


def test_a_row_of_groups() -> None:
    """Of quartiles 2, 3 and 4 against the first, the last alone is the highest against the lowest."""
    one = told("Odds in quartiles 2, 3 and 4 were 0.9, 0.7 and 0.5", odds("0.9"), odds("0.7"), odds("0.5"))
    names = [find_contrast(one, each).name for each in one.estimates]
    assert names == ["group 2 vs lowest", "group 3 vs lowest", "highest vs lowest"]


def test_a_row_that_does_not_fit() -> None:
    """Two numbers for three groups: which is whose is not sure, and none is pooled."""
    one = told("Odds in quartiles 2, 3 and 4 fell from 0.9 to 0.5", odds("0.9"), odds("0.5"))
    assert all("which is not sure" in (find_contrast(one, each).fault or "") for each in one.estimates)


def test_an_exposure_in_amounts_must_say_what_it_compares() -> None:
    """A cohort's odds ratio of magnesium may be per unit or of groups: it is pooled with nothing, and says why."""
    one = told("Higher intake went with less of it (0.5)", odds("0.5"))
    assert find_contrast(one, one.estimates[0]).fault == "it does not say what it compares"


def test_per_unit_and_groups_are_not_pooled() -> None:
    """The odds per unit of one study and those of the top quarter of another give no mean."""
    per_unit = says(MAGNESIUM, SARCOPENIA, -1, estimate(0.997, 0.996, 0.998), comparison=None)
    groups = says(MAGNESIUM, SARCOPENIA, -1, estimate(0.33, 0.18, 0.6), comparison="highest vs lowest quartile")
    (edge,) = graph_of(paper(1, per_unit), paper(2, groups)).edges
    assert edge.pools == ()
    (edge,) = graph_of(paper(1, per_unit), paper(2, groups), paper(3, groups)).edges
    assert [(one.paper, one.reason) for one in edge.pools[0].set_aside] == [
        ("PMID:1", "it does not say what it compares")
    ]


def test_a_trial_compares_its_arms() -> None:
    """A trial that prints no contrast compares with its control, which the pool says of each study."""
    papers = [
        paper(n, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8), comparison=None), design=Design.RCT)
        for n in (1, 2)
    ]
    (pool,) = pool_pair([one for edge in graph_of(*papers).edges for one in edge.evidence])
    assert pool.comparison == "vs control"
    assert pool.studies[0].note.endswith("what it compares is known from its design")


def test_too_narrow_for_two_groups() -> None:
    """A trial of 400 cannot tell the odds of two arms to a hundredth: such a ratio is per unit of something."""
    narrow = odds("1.08", 1.08, 1.07, 1.09)
    one = told("It rose with age (1.08)", narrow, design=Design.RCT, n=400)
    assert "too narrow" in (find_contrast(one, one.estimates[0]).fault or "")
    one = told("It rose with age (1.08)", odds("1.08", 1.08, 0.6, 1.9), design=Design.RCT, n=400)
    assert find_contrast(one, one.estimates[0]).fault is None
    one = told("It rose with age (1.08)", narrow, design=Design.RCT, n=None)
    assert find_contrast(one, one.estimates[0]).fault is None


def test_least_error_of_two_groups() -> None:
    """The bound is met by two equal groups of whom half have the outcome, and by no other table of 400."""
    # a = b = c = d = 100: se = sqrt(4 / 100) = 0.2 = 4 / sqrt(400), an interval from 0.676 to 1.480.
    just = odds("1.0", 1.0, 0.68, 1.48)
    one = told("The odds were 1.0", just, design=Design.RCT, n=400)
    assert find_contrast(one, one.estimates[0]).fault is None
    under = odds("1.0", 1.0, 0.72, 1.39)
    one = told("The odds were 1.0", under, design=Design.RCT, n=400)
    assert find_contrast(one, one.estimates[0]).fault is not None


def test_a_disease_one_has_or_has_not() -> None:
    """Of a disease as exposure those with it are compared with those without; of a deficiency, with the sufficient."""
    one = told("It was rarer (0.5)", odds("0.5"))
    subject = one.claim.subject
    ill = one._replace(claim=replace(one.claim, subject=replace(subject, text="gout", type=EntityType.DISEASE)))
    assert find_contrast(ill, ill.estimates[0]).name == "with vs without"
    low = one._replace(claim=replace(one.claim, subject=replace(subject, text="hypomagnesemia")))
    assert find_contrast(low, low.estimates[0]).name == "deficient vs normal"
    little = one._replace(claim=replace(one.claim, subject=replace(subject, text="low zinc", type=EntityType.DISEASE)))
    assert find_contrast(little, little.estimates[0]).name == "deficient vs normal"


@pytest.mark.parametrize(
    ("text", "behind", "name"),
    [
        ("MD -3.1 mmHg (95% CI -5, -1)", "", "vs control, in mmhg"),
        ("1.2 (95% CI 0.4 to 2.0)", " mm Hg lower", "vs control, in mmhg"),
        ("WMD: -0.7 mg/L, 95% CI: -1.1, -0.2", "", "vs control, in mg/l"),
        ("2.4 points, 95% CI 1 to 4", "", "vs control, in point"),
        ("0.5 [95% CI 0.1, 0.9]", " kg/m2)", "vs control, in kg/m2"),
        ("4.1 percentage points (95% CI 2 to 6)", "", "vs control, in %"),
        ("0.3 mg per day, 95% CI 0.1 to 0.5", "", "vs control, in mg/day"),
    ],
)
def test_a_difference_has_a_unit(text: str, behind: str, name: str) -> None:
    """Differences are pooled within one unit, which stands in the name of the contrast."""
    difference = estimate(1.2, 0.4, 2.0, measure=Measure.MD, text=text)
    one = told(f"It changed by {text}{behind}", difference, design=Design.RCT)
    assert find_contrast(one, one.estimates[0]).name == name


def test_a_difference_without_a_unit_is_not_pooled() -> None:
    """A mean difference of who knows what is set aside; a standardised one needs no unit, a correlation no groups."""
    for measure, fault in ((Measure.MD, "no unit is printed with it"), (Measure.SMD, None), (Measure.R, None)):
        one = told("It changed (0.4)", estimate(0.4, 0.1, 0.7, measure=measure, text="0.4"), design=Design.RCT)
        assert find_contrast(one, one.estimates[0]).fault == fault


def test_a_unit_of_a_chemical_is_no_amount() -> None:
    """Per unit of a score is an amount; per unit of a chemical may be any."""
    each = odds("0.5")
    one = told("It was rarer (0.5)", each)
    per_unit = one._replace(claim=replace(one.claim, comparison="per 1-unit increase"))
    assert find_contrast(per_unit, per_unit.estimates[0]).fault == "it is per 1 unit, and does not say of what"
    score = replace(per_unit.claim, subject=replace(per_unit.claim.subject, type=EntityType.MEASUREMENT))
    assert find_contrast(per_unit._replace(claim=score), per_unit.estimates[0]).name == "per 1 unit"
