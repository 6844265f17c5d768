"""Through what X acts on Y: reasons, means, chains of clauses, what X-induced Y is due to, and what is no mediator."""

import pytest
from claim_builder import claims_of

REASONS = [
    ("Aspirin prevents stroke owing to its effect on platelet aggregation.", "stroke", -1, ["platelet aggregation"]),
    ("Thiazides raise the risk of arrhythmia as a result of hypokalemia.", "arrhythmia", 1, ["hypokalemia"]),
    ("High salt intake increases stroke, mostly because of higher blood pressure.", "stroke", 1, ["blood pressure"]),
    ("Iron overload leads to liver damage as a consequence of inflammation.", "liver damage", 1, ["inflammation"]),
    ("Obesity is associated with stroke, partly because of hypertension.", "stroke", 1, ["hypertension"]),
    ("Clonidine lowers blood pressure by an action on CRP.", "blood pressure", -1, ["CRP"]),
    ("Ibuprofen increased pain, which may be explained by inflammation.", "pain", 1, ["inflammation"]),
    ("Ibuprofen increased pain, which was attributed to inflammation.", "pain", 1, ["inflammation"]),
    ("Ibuprofen increased pain, which most likely results from inflammation.", "pain", 1, ["inflammation"]),
    ("Ibuprofen increased pain, and this may be explained by inflammation.", "pain", 1, ["inflammation"]),
    ("Ibuprofen increases pain, an effect attributed to inflammation.", "pain", 1, ["inflammation"]),
    ("Ibuprofen increases pain, explained by inflammation.", "pain", 1, ["inflammation"]),
    (
        "Blood pressure was lower with magnesium, probably owing to vasodilation.",
        "Blood pressure",
        -1,
        ["vasodilation"],
    ),
    ("Smokers had poorer bone density, which could be explained by lower CRP.", "bone density", -1, ["CRP"]),
    ("Smokers are at higher risk of fractures, probably because of inflammation.", "fractures", 1, ["inflammation"]),
    ("Obesity is associated with increased pain due to increased inflammation.", "pain", 1, ["inflammation"]),
    ("Magnesium, by blocking CRP, reduced pain.", "pain", -1, ["CRP"]),
    ("Magnesium, through inhibition of CRP, reduced pain.", "pain", -1, ["CRP"]),
    (
        "Zinc may raise BMD through several mechanisms, including increased PTH and reduced CRP.",
        "BMD",
        1,
        ["PTH", "CRP"],
    ),
    ("Reducing cholesterol with magnesium lowers the risk of stroke.", "stroke", -1, ["cholesterol"]),
    ("Blockade of CRP by magnesium reduced pain.", "pain", -1, ["CRP"]),
    ("In obesity the risk of arrhythmia is increased, possibly through changes in CRP.", "arrhythmia", 1, ["CRP"]),
    ("Zinc leads to pain mainly explained by inflammation.", "pain", 1, ["inflammation"]),
    # part of the outcome, or of no bearing
    ("Magnesium relieved pain owing to inflammation.", "pain", -1, []),
    ("Magnesium reduced hospital admissions because of heart failure.", "hospital admissions", -1, []),
    ("Smoking was associated with deaths owing to lung cancer.", "deaths", 1, []),
    ("Vitamin D reduced fractures due to osteoporosis.", "fractures", -1, []),
    ("Obesity is associated with stroke, which was not explained by hypertension.", "stroke", 1, []),
    ("Obesity is associated with stroke, which may be explained by residual confounding.", "stroke", 1, []),
    ("Zinc relieves pain better than an injection via physical therapy.", "pain", -1, []),
]

CHAINS = [
    ("Caffeine raises CRP, which raises blood pressure.", "blood pressure", 1, ["CRP"]),
    ("Verapamil inhibits CRP, which leads to hypotension.", "hypotension", 1, ["CRP"]),
    ("Allopurinol inhibits CRP, which reduces pain.", "pain", -1, ["CRP"]),
    ("Rapamycin inhibits CRP, which raises BMD.", "BMD", -1, ["CRP"]),
    ("Alcohol depletes magnesium, which causes hypertension.", "hypertension", 1, ["magnesium"]),
    ("Low magnesium promotes inflammation that contributes to osteoporosis.", "osteoporosis", -1, ["inflammation"]),
    ("Obesity, causing inflammation, leads to diabetes.", "diabetes", 1, ["inflammation"]),
    ("Zinc increases calcium absorption; this in turn raises BMD.", "BMD", 1, ["calcium absorption"]),
]


INDUCED = [
    ("Cisplatin-induced pain is due to inflammation.", "pain", 1, ["inflammation"]),
    ("Cisplatin-induced pain results from an increase in CRP.", "pain", 1, ["CRP"]),
    ("Cisplatin-associated pain may be due to an increase in CRP.", "pain", 1, ["CRP"]),
    ("Inflammation underlies cisplatin-induced pain.", "pain", 1, ["Inflammation"]),
    ("CRP contributes to the development of cisplatin-induced pain.", "pain", 1, ["CRP"]),
    ("CRP is involved in cisplatin-induced pain.", "pain", 1, ["CRP"]),
    ("CRP plays an important role in cisplatin-induced pain.", "pain", 1, ["CRP"]),
    ("CRP is responsible for cisplatin-induced pain.", "pain", 1, ["CRP"]),
    ("The rise in blood pressure after caffeine was due to an increase in CRP.", "blood pressure", 1, ["CRP"]),
    ("The reduction in blood pressure with magnesium was due to vasodilation.", "blood pressure", -1, ["vasodilation"]),
    ("The increased pain with zinc results from inflammation.", "pain", 1, ["inflammation"]),
    ("Lower CRP explains the reduced risk of gout with zinc.", "gout", -1, ["CRP"]),
    ("The lower risk of gout with zinc is explained by lower CRP.", "gout", -1, ["CRP"]),
    ("CRP underlies the rise in blood pressure caused by zinc.", "blood pressure", 1, ["CRP"]),
]

EFFECTS = [
    ("The antihypertensive effect of magnesium is mediated by CRP.", "antihypertensive effect", 1, ["CRP"]),
    ("The neuroprotective effects of zinc are mediated by PTH.", "neuroprotective effects", 1, ["PTH"]),
    ("Zinc exerts its anti-inflammatory effect through inhibition of PTH.", "anti-inflammatory effect", 1, ["PTH"]),
    ("Zinc exerts neuroprotective effects via the PTH pathway.", "neuroprotective effects", 1, ["PTH pathway"]),
    ("Zinc exerted an antihypertensive effect by inhibiting PTH.", "antihypertensive effect", 1, ["PTH"]),
    ("The effect of zinc on migration is most likely via suppression of CRP.", "migration", None, ["CRP"]),
    ("Zinc via its hemodynamic effects contributes to hypertension.", "hypertension", 1, ["hemodynamic effects"]),
]
ACTING = [
    ("Magnesium acts on PTH to reduce pain.", "pain", -1, ["PTH"]),
    ("Salt may act through blood pressure to cause stroke.", "stroke", 1, ["blood pressure"]),
    ("Zinc acts by inhibiting CRP to reduce inflammation.", "inflammation", -1, ["CRP"]),
    ("Bone loss is mediated by PTH.", "Bone loss", 1, []),
    ("The decrease in pain is mediated by CRP.", "pain", -1, []),
]
CASES = REASONS + CHAINS + INDUCED + EFFECTS + ACTING


@pytest.mark.parametrize(("text", "target", "sign", "mediators"), CASES, ids=[case[0] for case in CASES])
def test_what_lies_between(text: str, target: str, sign: int | None, mediators: list[str]) -> None:
    """The claim on the outcome has its sign, and what lies between as its mediators."""
    found = [(c.sign, [m.text for m in c.mediators]) for c in claims_of(text) if c.object.text == target]
    assert (sign, mediators) in found


def test_what_comes_of_a_thing_is_no_step_from_it() -> None:
    """Where Y is due to X, what else X leads to runs through no Y."""
    assert not any(c.mediators for c in claims_of("Pain results from inflammation, leading to hypertension."))


def test_what_a_mediator_does_itself_is_told_too() -> None:
    """M acts on the whole of "X-induced Y", and X on Y over M."""
    found = {(c.subject.text, c.object.text) for c in claims_of("Inflammation underlies cisplatin-induced pain.")}
    assert found == {("Inflammation", "cisplatin-induced pain"), ("cisplatin", "pain")}
