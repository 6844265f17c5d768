"""Links without a direction, what is bad or wanted, changes of lists, the ends of groups, and what is no claim."""

import pytest
from claim_builder import triples

SAYINGS = [
    # nobody has more of a sex or a season
    ("Ethnicity was associated with bone density.", ("ethnicity", "bone density", None)),
    ("Marital status was associated with depression.", ("marital status", "depression", None)),
    ("Season was a predictor of vitamin D levels.", ("season", "vitamin d", None)),
    ("The FTO genotype was associated with homocysteine levels.", ("fto genotype", "homocysteine", None)),
    ("Smoking was a risk factor for hip fracture.", ("smoking", "hip fracture", 1)),
    # what is bad with what is wanted
    ("Insomnia was associated with quality of life.", ("insomnia", "quality of life", None)),
    ("Neuroticism predicted sleep quality.", ("neuroticism", "sleep quality", None)),
    ("Depression was associated with lower quality of life.", ("depression", "quality of life", -1)),
    ("There was a significant effect of magnesium on blood pressure.", ("magnesium", "blood pressure", None)),
    # worse, better and improved of what acts
    ("Worse sleep quality was associated with higher blood pressure.", ("sleep quality", "blood pressure", -1)),
    ("Better sleep quality was associated with lower blood pressure.", ("sleep quality", "blood pressure", -1)),
    ("Improvements in pain were associated with better sleep quality.", ("pain", "sleep quality", -1)),
    ("Poor glycemic control was associated with stroke.", ("glycemic control", "stroke", -1)),
    ("Low albumin was associated with poorer outcome.", ("albumin", "outcome", 1)),
    # less of it is better
    ("Losartan led to improvement in left ventricular mass index.", ("losartan", "left ventricular mass index", -1)),
    ("Exercise improved systolic pressure.", ("exercise", "systolic pressure", -1)),
    ("The best prevention of migraine was with magnesium.", ("magnesium", "migraine", -1)),
    ("Magnesium gave better prevention of migraine than aspirin.", ("magnesium", "migraine", -1)),
    # a change of a whole list
    ("Vitamin D was associated with a reduction of pain, fatigue and falls.", ("vitamin d", "fatigue", -1)),
    ("Vitamin D was associated with a reduction of pain, fatigue and falls.", ("vitamin d", "falls", -1)),
    ("Vitamin D led to improvement of muscle strength and fatigue.", ("vitamin d", "fatigue", -1)),
    ("Magnesium caused a decrease of pain and fatigue.", ("magnesium", "fatigue", -1)),
    ("Vitamin D went with a decrease of pain and an increase of fatigue.", ("vitamin d", "fatigue", 1)),
    # what rose as another fell
    ("Blood pressure rose as magnesium fell.", ("magnesium", "blood pressure", -1)),
    ("The risk of fracture increases as bone density decreases.", ("bone density", "fracture", -1)),
    ("When magnesium fell, blood pressure rose.", ("magnesium", "blood pressure", -1)),
    ("Vitamin D caused blood pressure to fall.", ("vitamin d", "blood pressure", -1)),
    ("Magnesium caused the rate of migraine to fall.", ("magnesium", "migraine", -1)),
    # the lowest of one thing in the highest of another
    ("Mortality was lowest in the highest quintile of magnesium.", ("magnesium", "mortality", -1)),
    ("Mortality was highest in the lowest quintile of magnesium.", ("magnesium", "mortality", -1)),
    ("The lowest risk of fracture was seen in the highest quartile of zinc.", ("zinc", "fracture", -1)),
    ("Those in the highest quartile of zinc had the lowest blood pressure.", ("zinc", "blood pressure", -1)),
    (
        "Highest versus lowest zinc intake was associated with a lower risk of fracture.",
        ("zinc intake", "fracture", -1),
    ),
    # what is no longer had, what is undone, what a drug is for
    ("Discontinuation of alendronate increased fracture risk.", ("alendronate", "fracture", -1)),
    ("Avoidance of alcohol reduced blood pressure.", ("alcohol", "blood pressure", 1)),
    ("Prevention of obesity reduced stroke.", ("prevention of obesity", "stroke", -1)),
    ("Correction of anemia improved quality of life.", ("correction of anemia", "quality of life", 1)),
    ("Absence of diabetes was associated with longer survival.", ("diabetes", "survival", -1)),
    ("Cholesterol-lowering therapy reduced mortality.", ("cholesterol-lowering therapy", "mortality", -1)),
    # links with changes, what befalls, and who did not have it
    ("Breastfeeding was associated with changes in mortality.", ("breastfeeding", "mortality", None)),
    ("Magnesium reduced the side effects of cisplatin.", ("magnesium", "side effects of cisplatin", -1)),
    ("Fractures were more frequent in women not treated with calcium.", ("calcium", "fractures", -1)),
    ("Women low on magnesium had more fractures.", ("magnesium", "fractures", -1)),
    # predictors that are none, and ratios of survival
    ("Magnesium is not a strong predictor of migraine.", ("magnesium", "migraine", 0)),
    ("Obesity was an independent prognostic factor for DFS (HR = 2.5).", ("obesity", "dfs", -1)),
]

NONE = [
    "We predicted that zinc would reduce diarrhea.",
    "It is a common belief that coffee causes hypertension.",
    "Assuming that vitamin D reduces fractures by 20%, 500 patients were needed.",
    "One might speculate that magnesium improves sleep.",
    "It remains possible that vitamin D lowers blood pressure.",
    "Take vitamin D daily to lower your risk of fracture.",
    "To reduce the risk of fracture, take calcium.",
    "We related serum magnesium to blood pressure in 500 women.",
    "One thousand two hundred patients had high blood pressure.",
    "Severe reactions to aspirin are rare.",
    "The rationale is that magnesium lowers CRP.",
    "We propose that magnesium lowers CRP by relaxing vessels.",
    "Our model assumes that zinc reduces fractures by 20%.",
    "Milk contains more calcium.",
    "A woman had low magnesium and more pain.",
    "A number of patients with a diet characterized by high sodium were seen.",
]


@pytest.mark.parametrize(("sentence", "claim"), SAYINGS)
def test_sides(sentence: str, claim: tuple[str, str, int | None]) -> None:
    """Each sentence is told with its ends and its way."""
    assert claim in triples(sentence)


@pytest.mark.parametrize("sentence", NONE)
def test_no_claims(sentence: str) -> None:
    """Suppositions, advice, counts and what is rare claim nothing."""
    assert not triples(sentence)


def test_arms_at_baseline_are_no_result() -> None:
    """How two arms differed before the trial is none of its results."""
    title = "Magnesium and blood pressure: a randomized controlled trial"
    told = "At baseline, body mass index was higher in the magnesium group than in the placebo group."
    assert not triples(told, title=title)
