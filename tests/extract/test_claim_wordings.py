"""Claims of plain abstracts: asides, gerunds, groups of people, bounds, and what a sentence takes back."""

from dataclasses import replace

import pytest
from claim_builder import document, triples

from miner.extract.claims.ends.exposures import find_exposures
from miner.extract.claims.finding import find_candidates
from miner.model.reading import Abbreviation
from miner.model.study import Design, Study

SAYINGS = [
    # a phrase that opens the sentence, with no comma behind it
    ("In this cohort study magnesium intake was not associated with fractures.", ("magnesium intake", "fractures", 0)),
    ("On multivariate analysis magnesium predicted fractures.", ("magnesium", "fractures", 1)),
    # marks that part nothing
    ("Magnesium was, however, associated with lower CRP.", ("magnesium", "crp", -1)),
    ("Magnesium correlated positively with BMD, but negatively with CRP and pain.", ("magnesium", "pain", -1)),
    # gerunds and participles that are no predicates
    ("Having more magnesium was associated with fractures.", ("magnesium", "fractures", 1)),
    ("CRP induced by surgery was lowered by magnesium.", ("magnesium", "crp", -1)),
    ("PTH and CRP, induced by surgery, were lowered by magnesium.", ("magnesium", "pth", -1)),
    ("Magnesium improved the ease of walking.", ("magnesium", "ease of walking", 1)),
    ("Magnesium does not seem to impact the risk of fracture.", ("magnesium", "fracture", 0)),
    # what is protected, taken back, helped
    ("Zinc protects the aorta from osteoporosis.", ("zinc", "osteoporosis", -1)),
    ("Zinc protected bone against fractures.", ("zinc", "fractures", -1)),
    ("Zinc attenuated the diet-induced fall in BMD.", ("zinc", "bmd", 1)),
    ("The fall in BMD was prevented by zinc.", ("zinc", "bmd", 1)),
    ("Zinc reduced exacerbations of pain.", ("zinc", "exacerbations of pain", -1)),
    # amounts
    (
        "More magnesium was associated with an increase of 0.4 mmHg in BMD and 0.3 mmHg in PTH.",
        ("magnesium", "pth", 1),
    ),
    # people of one kind
    ("Patients with hypertension were more likely to develop osteoporosis.", ("hypertension", "osteoporosis", 1)),
    ("Baseline zinc predicted pain.", ("baseline zinc", "pain", 1)),
    ("Women with a zinc above 15 had fewer fractures than the others.", ("zinc", "fractures", -1)),
    ("Patients with zinc < 10 had higher CRP than the others.", ("zinc", "crp", -1)),
    # lists that go on, and what a front phrase seems to swallow
    ("Zinc was associated with CRP (OR 2), with PTH (OR 3), and with BMD (OR 4).", ("zinc", "pth", 1)),
    ("After adjustment for age, magnesium, zinc and CRP predicted fractures.", ("zinc", "fractures", 1)),
    ("Zinc seems effective in preventing fractures.", ("zinc", "fractures", -1)),
    ("CRP was predictive for fractures.", ("crp", "fractures", 1)),
    (
        "A correlation was found between the change in zinc and the change in BMD.",
        ("zinc", "bmd", 1),
    ),
    ("A lower proportion of women with asthma than of other women had fractures.", ("asthma", "fractures", -1)),
    # nouns that look like verbs, adjectives behind "that", measures without a name
    ("Prophylactic treatment with zinc prevents tissue damage.", ("zinc", "tissue damage", -1)),
    ("The results indicate that elevated CRP was associated with fractures.", ("crp", "fractures", 1)),
    ("Zinc was associated with higher scores on the pain scale.", ("zinc", "pain scale", 1)),
    ("Zinc did not cause significant additional pain.", ("zinc", "pain", 0)),
    ("Women without hypertension had less osteoporosis than those with it.", ("hypertension", "osteoporosis", 1)),
    ("Women with hypertension are at higher risk of developing osteoporosis.", ("hypertension", "osteoporosis", 1)),
    # a link and its preposition, told apart
    ("CRP correlated strongly and inversely with zinc.", ("zinc", "crp", -1)),
    ("Zinc was associated with a trend toward lower CRP.", ("zinc", "crp", -1)),
    # what was caused
    ("Pain caused by fractures was reduced by zinc.", ("zinc", "pain", -1)),
    # nouns and names that were taken for others
    ("Neither zinc nor CRP showed any correlation with fractures.", ("crp", "fractures", 0)),
    ("Zinc and calcium are effective treatments for osteoporosis.", ("zinc", "osteoporosis", -1)),
    ("Zinc showed a similar association with fractures.", ("zinc", "fractures", 1)),
    # factors
    ("The variables that were associated with fractures were low zinc, asthma and CRP.", ("crp", "fractures", 1)),
    ("The predictors of fractures included CRP, low zinc and asthma.", ("crp", "fractures", 1)),
    ("CRP and zinc were prognostic factors for fractures.", ("zinc", "fractures", 1)),
    ("Fractures were predicted by CRP and low magnesium.", ("magnesium", "fractures", -1)),
    ("Zinc is a predictor of a fall in CRP.", ("zinc", "crp", -1)),
    (
        "Magnesium, zinc, CRP in plasma, PTH, and BMD were associated with fractures.",
        ("pth", "fractures", 1),
    ),
    # what is left out, or stands together
    ("Zinc was associated with higher BMD, and calcium with less pain.", ("calcium", "pain", -1)),
    ("PTH was raised by magnesium, calcium and zinc.", ("zinc", "pth", 1)),
    ("Patients with hypertension suffer from higher CRP than others.", ("hypertension", "crp", 1)),
    ("The analysis of CRP showed no association with fractures.", ("crp", "fractures", 0)),
    ("CRP was lower after zinc therapy for osteoporosis.", ("zinc therapy", "crp", -1)),
    # nothing found
    ("While CRP was high, magnesium was found to have no effect on BMD.", ("magnesium", "bmd", 0)),
    (
        "Though it was given to all, no relation between magnesium and fractures was found.",
        ("magnesium", "fractures", 0),
    ),
    ("The association between magnesium and fractures was no longer significant.", ("magnesium", "fractures", 0)),
    ("After adjustment the association of magnesium with fractures disappeared.", ("magnesium", "fractures", 0)),
    ("Osteoporosis had no influence on magnesium intake.", ("osteoporosis", "magnesium intake", 0)),
]


@pytest.mark.parametrize(("sentence", "claim"), SAYINGS, ids=[sentence for sentence, _ in SAYINGS])
def test_wordings_of_plain_abstracts(sentence: str, claim: tuple[str, str, int | None]) -> None:
    """Each wording gives its claim, with the sign for more of the subject."""
    assert claim in triples(sentence)


def test_what_a_finding_supports_the_use_of_is_advice() -> None:
    """No claim is made of what ought to be used."""
    assert not triples("These findings support the use of zinc for fractures.")


def test_a_relation_that_is_not_straight_is_none_the_less_one() -> None:
    """Only what was not significant is a null finding: a link that is not linear stays a link."""
    assert ("magnesium", "fractures", 0) not in triples("The relation of magnesium to fractures was not linear.")


@pytest.mark.parametrize(
    ("title", "exposure"),
    [
        ("Does ageing influence the strength of bone?", "ageing"),
        ("Is frailty an independent marker of falls?", "frailty"),
        ("Can walking distance predict fractures?", "walking distance"),
        ("Should the knee brace be used in children?", "knee brace"),
        ("Are the widths of steps related to falls?", "widths of steps"),
    ],
)
def test_a_title_that_asks_names_what_it_asks_about(title: str, exposure: str) -> None:
    """Of a question, what it asks about is the exposure, without its verb."""
    first, *_ = find_exposures(document("Nothing was found.", title=title))
    assert f"{title}\n"[first.start : first.end] == exposure


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Anaemic women were more likely to have fractures.", ("Anaemic women", "fractures", 1)),
        ("Obese women were more likely to have fractures.", ("Obese", "fractures", 1)),
        ("Living in cities was associated with fractures.", ("Living in cities", "fractures", 1)),
        ("Frailty may help predict fractures.", ("Frailty", "fractures", 1)),
        ("Women had a higher risk of fractures than men.", ("Women", "fractures", 1)),
        ("A greater damage of bone was associated with pain.", ("damage of bone", "pain", 1)),
        ("Delay in treatment was associated with fractures.", ("Delay in treatment", "fractures", 1)),
        ("Zinc was associated with better reading levels.", ("Zinc", "reading levels", 1)),
        ("Disease activity was associated with fractures.", ("Disease activity", "fractures", 1)),
        ("Fractures were associated with age.", ("age", "Fractures", 1)),
        ("Frailty correlated overall with fractures.", ("Frailty", "fractures", 1)),
        ("Zinc prevented degenerative changes in the bone.", ("Zinc", "degenerative changes", -1)),
        ("Our finding that frailty was linked to fractures suggests that it is harmful.", ("frailty", "fractures", 1)),
    ],
)
def test_subjects_of_their_own_making(sentence: str, claim: tuple[str, str, int]) -> None:
    """People are named by what tells them apart, an activity with its place, and "help" says nothing."""
    found = find_candidates(document(sentence), estimates=(), study=Study(design=Design.COHORT))
    assert [(each.subject.text, each.object.text, each.sign) for each, _ in found] == [claim]


@pytest.mark.parametrize(
    ("sentence", "objects"),
    [
        (
            "Magnesium raised total hip and femoral neck BMD.",
            {"total hip and femoral neck bmd", "femoral neck bmd"},
        ),
        (
            "Magnesium lowered systolic and diastolic blood pressure.",
            {"systolic and diastolic blood pressure", "diastolic blood pressure"},
        ),
        ("Magnesium lowered the zinc levels of tibia, plasma and carcass.", {"zinc"}),
        ("Magnesium lowered lower-arm or wrist fracture.", {"lower-arm or wrist fracture"}),
        ("Magnesium raised the BMD of the hip and spine.", {"bmd of the hip", "bmd of the hip and spine"}),
        ("Magnesium raised survival and BMD.", {"survival", "bmd"}),
        ("Magnesium lowered PTH and serum calcium.", {"pth", "serum calcium"}),
    ],
)
def test_names_that_share_a_head_are_whole(sentence: str, objects: set[str]) -> None:
    """A name without its head reaches to the one that it shares, and a place is no outcome."""
    assert {target for _, target, _ in triples(sentence)} == objects


def test_a_short_form_of_the_title_is_the_exposure() -> None:
    """A short form of what the title asks about is what acts, whichever end looks more like an outcome."""
    text = "More of them had a high osteoporosis risk index (ORI).\nThe ORI was associated with calcium."
    doc = replace(
        document(text, title="The osteoporosis risk index and calcium"),
        abbreviations=(Abbreviation("ORI", "osteoporosis risk index", 75, 50),),
    )
    found = find_candidates(doc, estimates=(), study=Study(design=Design.COHORT))
    assert ("ORI", "calcium") in {(each.subject.text, each.object.text) for each, _ in found}


def test_a_link_that_is_only_marginal_has_the_side_of_its_estimate() -> None:
    """Where no word says the direction, and the interval holds 1, the estimate's side gives the sign."""
    text = "The association of magnesium with fractures was only marginal (OR 0.91; 95% CI 0.80 to 1.02)."
    assert ("magnesium", "fractures", -1) in triples(text)


def test_a_plain_link_has_the_direction_that_the_text_gives_elsewhere() -> None:
    """A pair that is still associated repeats what was told in words before; alone it is taken for a rise."""
    told = "More magnesium went with lower CRP.\nMagnesium was still associated with CRP in the elderly."
    assert {sign for _, target, sign in triples(told) if target == "crp"} == {-1}
    assert ("magnesium", "crp", 1) in triples("Magnesium was still associated with CRP in the elderly.")


def test_what_does_not_mediate_a_relation_does_not_deny_it() -> None:
    """A relation that was not mediated by something is no null finding."""
    assert not triples("The relation between magnesium and CRP was not mediated by zinc.")
