"""The way of a claim: names that hold a word of little, states of what acts, usefulness, adverbs, what has no way."""

import pytest
from claim_builder import triples

SAYINGS = [
    # a word of little inside a name is no state
    ("Low back pain was associated with depression.", ("low back pain", "depression", 1)),
    ("Low-density lipoprotein was associated with stroke.", ("low-density lipoprotein", "stroke", 1)),
    ("Low-fat dairy foods were associated with a lower risk of stroke.", ("low-fat dairy foods", "stroke", -1)),
    ("A low-fat vegan diet improved glycemic control.", ("low-fat vegan diet", "glycemic control", 1)),
    ("Minimal access surgery reduced blood loss.", ("minimal access surgery", "blood loss", -1)),
    ("Less invasive surgery reduced pain.", ("less invasive surgery", "pain", -1)),
    ("Delayed cord clamping reduced anemia.", ("delayed cord clamping", "anemia", -1)),
    ("Lower limb weakness was associated with falls.", ("lower limb weakness", "falls", 1)),
    ("Cognitive impairment was associated with falls.", ("cognitive impairment", "falls", 1)),
    ("Renal insufficiency was associated with mortality.", ("renal insufficiency", "mortality", 1)),
    ("Physical activity reduced cognitive decline.", ("physical activity", "cognitive decline", -1)),
    ("Magnesium reduced the risk of cognitive impairment.", ("magnesium", "cognitive impairment", -1)),
    ("Calcium protected against low birth weight.", ("calcium", "low birth weight", -1)),
    ("Smoking was associated with faster bone loss.", ("smoking", "bone loss", 1)),
    # a low risk, low levels
    ("Magnesium intake was associated with a low risk of stroke.", ("magnesium intake", "stroke", -1)),
    ("Breastfeeding leads to a low risk of obesity.", ("breastfeeding", "obesity", -1)),
    # little and too little of what acts, and bounds of it
    ("Too little magnesium increases the risk of fracture.", ("magnesium", "fracture", -1)),
    ("Not enough magnesium increases the risk of fracture.", ("magnesium", "fracture", -1)),
    ("Magnesium below the 5th percentile was associated with fractures.", ("magnesium", "fractures", -1)),
    ("Magnesium below the median was associated with fractures.", ("magnesium", "fractures", -1)),
    ("Age under 45 years was associated with recurrence.", ("age", "recurrence", -1)),
    ("Women with less than 20 mg of zinc had a higher risk of fracture.", ("zinc", "fracture", -1)),
    ("Not smoking was associated with lower mortality.", ("smoking", "mortality", 1)),
    ("Osteoporosis is related to little magnesium.", ("magnesium", "osteoporosis", -1)),
    # a p-value in powers of ten
    ("Obesity went with a higher risk of stroke (OR 1.3, 95% CI 1.2-1.4, p = 1.2E-13).", ("obesity", "stroke", 1)),
    # shares and times
    ("Smokers had half the risk of stroke.", ("smokers", "stroke", -1)),
    ("Smokers had double the risk of stroke.", ("smokers", "stroke", 1)),
    ("Smokers had three times the risk of stroke.", ("smokers", "stroke", 1)),
    ("The risk of stroke was halved in vegetarians.", ("vegetarians", "stroke", -1)),
    ("Vegetarians were less likely to have diabetes.", ("vegetarians", "diabetes", -1)),
    ("Time to recovery was faster with zinc.", ("zinc", "time to recovery", -1)),
    ("Recovery was faster with zinc.", ("zinc", "recovery", 1)),
    ("Wound healing was delayed in smokers.", ("smokers", "wound healing", -1)),
    # what is useful does what it is said to be useful for
    ("Magnesium infusion is effective for prevention of arrhythmia.", ("magnesium infusion", "arrhythmia", -1)),
    ("Zinc is useful in the prevention of pneumonia.", ("zinc", "pneumonia", -1)),
    ("Zinc is useful in reducing the severity of pain.", ("zinc", "pain", -1)),
    ("Zinc was of benefit in reducing pain.", ("zinc", "pain", -1)),
    ("Magnesium is beneficial in increasing bone density.", ("magnesium", "bone density", 1)),
    ("Exercise is beneficial for bone density.", ("exercise", "bone density", 1)),
    ("Zinc was ineffective in preventing fractures.", ("zinc", "fractures", 0)),
    ("Zinc confers protection against fractures.", ("zinc", "fractures", -1)),
    ("Sleep quality was better in patients with asthma than in controls.", ("asthma", "sleep quality", 1)),
    # adverbs
    ("Magnesium favorably affected pain.", ("magnesium", "pain", -1)),
    ("Lead adversely affected bone density.", ("lead", "bone density", -1)),
    ("Magnesium affected bone density favorably.", ("magnesium", "bone density", 1)),
    ("Magnesium was inversely and independently associated with stroke.", ("magnesium", "stroke", -1)),
    ("Magnesium was negatively and significantly correlated with CRP.", ("magnesium", "crp", -1)),
    ("Magnesium had a stimulatory effect on bone formation.", ("magnesium", "bone formation", 1)),
    ("Lead had a deteriorating effect on hearing.", ("lead", "hearing", -1)),
    # better of what is bad, and of what is wanted beside it
    ("Statins improved HDL cholesterol.", ("statins", "hdl cholesterol", 1)),
    ("Zinc improved ulcer healing.", ("zinc", "ulcer healing", 1)),
    ("Aflibercept improved central macular thickness.", ("aflibercept", "central macular thickness", -1)),
    ("Zinc resulted in better glucose control.", ("zinc", "glucose control", 1)),
    ("Magnesium reduced treatment failure.", ("magnesium", "treatment failure", -1)),
    # what is set right
    ("Zinc restored the reduced glutathione levels.", ("zinc", "glutathione", 1)),
    ("Zinc normalized the elevated glucose.", ("zinc", "glucose", -1)),
    ("Zinc normalized adiponectin.", ("zinc", "adiponectin", None)),
    ("Zinc could not completely stop bleeding.", ("zinc", "bleeding", -1)),
    # an amount before "and" is no end of a predicate
    (
        "Zinc reduced total cholesterol by approximately 8% and increased HDL cholesterol by approximately 11%.",
        ("zinc", "hdl cholesterol", 1),
    ),
    ("Zinc reduced all outcomes except fractures.", ("zinc", "fractures", 0)),
    ("Magnesium of 0.75 mmol/l or less was associated with fractures.", ("magnesium", "fractures", -1)),
    ("Magnesium of 0.9 mmol/l or more was associated with fewer fractures.", ("magnesium", "fractures", -1)),
    ("A body mass index of 18 or lower was associated with fractures.", ("body mass index", "fractures", -1)),
    ("The lowest against the highest zinc intake carried a higher risk of pain.", ("zinc intake", "pain", -1)),
    ("The highest against the lowest zinc intake carried a lower risk of pain.", ("zinc intake", "pain", -1)),
    # what is protected is kept, what is protected against is not
    ("Zinc had a protective effect on bone density.", ("zinc", "bone density", 1)),
    ("Zinc had a protective effect on renal function.", ("zinc", "renal function", 1)),
    ("Zinc had a protective effect on fracture risk.", ("zinc", "fracture", -1)),
    ("Zinc had a protective effect against fracture.", ("zinc", "fracture", -1)),
    # what people weigh acts on what is measured
    ("Body weight was positively associated with bone density.", ("body weight", "bone density", 1)),
    # what happened despite something was not held off by it
    ("Bone density fell despite magnesium.", ("magnesium", "bone density", 0)),
    ("Bone density fell by 2% despite magnesium.", ("magnesium", "bone density", 0)),
    ("Despite vitamin D supplementation, bone density fell.", ("vitamin d supplementation", "bone density", 0)),
    ("In spite of zinc supplementation, blood pressure rose by 5%.", ("zinc supplementation", "blood pressure", 0)),
    # which way something goes with survival must be said
    ("Tumor size was a prognostic factor for survival.", ("tumor size", "survival", None)),
    ("Obesity was associated with survival.", ("obesity", "survival", None)),
    ("Smoking was associated with shorter survival.", ("smoking", "survival", -1)),
    ("Anemia was a poor prognostic factor for survival.", ("anemia", "survival", -1)),
    ("Anemia was a risk factor for survival.", ("anemia", "survival", -1)),
    ("Body mass index was a prognostic factor for gastric cancer.", ("body mass index", "gastric cancer", None)),
    ("Smoking was a prognostic factor for mortality.", ("smoking", "mortality", 1)),
]


@pytest.mark.parametrize(("sentence", "claim"), SAYINGS, ids=[sentence for sentence, _ in SAYINGS])
def test_ways(sentence: str, claim: tuple[str, str, int | None]) -> None:
    """Each sentence gives its claim, with the sign for more of the subject, and no other sign for it."""
    found = triples(sentence)
    assert claim in found
    assert {sign for subject, target, sign in found if (subject, target) == claim[:2]} == {claim[2]}
