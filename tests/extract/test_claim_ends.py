"""The ends of a claim: all of what a sentence claims, each end whole, and nothing of what is no end."""

import pytest
from claim_builder import triples

WHOLE = [
    # what a head names nothing without
    ("Mutations in the CASR gene were associated with fractures.", "mutations in the casr gene", "fractures", 1),
    (
        "Polymorphisms in the VDR gene raised the risk of osteoporosis.",
        "polymorphisms in the vdr gene",
        "osteoporosis",
        1,
    ),
    (
        "Genetic variants at the FTO locus were associated with hypertension.",
        "variants at the fto locus",
        "hypertension",
        1,
    ),
    ("Age at menarche was inversely associated with BMD.", "age at menarche", "bmd", -1),
    ("Age at onset of hypertension was associated with fractures.", "age at onset of hypertension", "fractures", 1),
    ("The annual slope in grip strength predicted fractures.", "annual slope in grip strength", "fractures", 1),
    ("Participation in a walking program raised BMD.", "participation in a walking program", "bmd", 1),
    ("Enrollment in a 12-week diet program lowered pain.", "enrollment in a 12-week diet program", "pain", -1),
    ("Difficulty in swallowing was associated with sarcopenia.", "difficulty in swallowing", "sarcopenia", 1),
    ("Problems with sleep were associated with pain.", "problems with sleep", "pain", 1),
    ("The quality of the diet was inversely associated with hypertension.", "quality of the diet", "hypertension", -1),
    ("Zinc improved the quality of sleep.", "zinc", "quality of sleep", 1),
    ("Zinc lowered the desire for alcohol.", "zinc", "desire for alcohol", -1),
    ("Zinc lowered the area under the curve of glucose.", "zinc", "area under the curve of glucose", -1),
    ("Response to treatment was inversely associated with pain.", "response to treatment", "pain", -1),
    ("Access to care was inversely associated with fractures.", "access to care", "fractures", -1),
    ("Distance to hospital was associated with fractures.", "distance to hospital", "fractures", 1),
    ("Screening for depression lowered pain.", "screening for depression", "pain", -1),
    ("Education about diet lowered pain.", "education about diet", "pain", -1),
    ("Zinc shortened the time from onset to recovery.", "zinc", "time from onset to recovery", -1),
    ("Delay in treatment was associated with fractures.", "delay in treatment", "fractures", 1),
    ("Early treatment of hypertension lowered fractures.", "early treatment of hypertension", "fractures", -1),
    ("The A allele was a risk factor for hypertension.", "a allele", "hypertension", 1),
    ("The hands and knees position lowered pain.", "hands and knees position", "pain", -1),
    ("Pain was lower in upper third GC than in lower third GC.", "upper third gc", "pain", -1),
    ("Pain was lower in the upper third of zinc intake.", "zinc intake", "pain", -1),
    # what acts as one
    ("Surgery followed by radiotherapy lowered pain.", "surgery followed by radiotherapy", "pain", -1),
    ("Surgery, followed by radiotherapy, lowered pain.", "surgery", "pain", -1),
    ("Zinc lowered the composite of stroke or death.", "zinc", "composite of stroke or death", -1),
    ("Replacing butter with olive oil lowered CRP.", "olive oil", "crp", -1),
    ("The amount of fluid used per operation was lower with zinc.", "zinc", "fluid", -1),
    ("The combination of zinc and calcium raised BMD.", "combination of zinc and calcium", "bmd", 1),
    (
        "The combination of zinc, calcium and vitamin A raised BMD.",
        "combination of zinc, calcium and vitamin a",
        "bmd",
        1,
    ),
    ("A combination of zinc with calcium lowered pain.", "combination of zinc with calcium", "pain", -1),
    ("Concomitant use of zinc and calcium raised PTH.", "concomitant use of zinc and calcium", "pth", 1),
    ("Pain was less severe with the combination of zinc and calcium.", "combination of zinc and calcium", "pain", -1),
    ("The use of a combination of zinc and calcium lowered CRP.", "combination of zinc and calcium", "crp", -1),
    # of what is held against itself with something added, that
    ("Zinc plus calcium raised BMD compared with calcium alone.", "zinc", "bmd", 1),
    ("Zinc with calcium lowered pain compared with zinc.", "calcium", "pain", -1),
    ("Compared with zinc alone, zinc plus calcium lowered pain.", "calcium", "pain", -1),
    ("Pain was lower with zinc and calcium than with zinc.", "calcium", "pain", -1),
    ("Zinc combined with exercise lowered pain more than zinc alone.", "exercise", "pain", -1),
    ("Zinc plus calcium did not lower pain compared with zinc alone.", "calcium", "pain", 0),
    ("Patients given zinc and calcium had less pain than those given calcium.", "zinc", "pain", -1),
    # what came before acts on what came after; what is born with one acts
    ("Postoperative pain was associated with preoperative anxiety.", "preoperative anxiety", "postoperative pain", 1),
    ("Length of stay was associated with sarcopenia.", "sarcopenia", "length of stay", 1),
    ("Hip fractures were associated with preceding dizziness.", "preceding dizziness", "hip fractures", 1),
    ("The CC genotype was associated with lower zinc.", "cc genotype", "zinc", -1),
    ("Aging was associated with lower zinc.", "aging", "zinc", -1),
    ("Hypertension was associated with lower kidney function.", "hypertension", "kidney function", -1),
    ("Hypertension was associated with the development of sarcopenia.", "hypertension", "sarcopenia", 1),
    # what two are alike in, and nothing of the two with each other
    ("Smokers did not differ from non-smokers in BMD.", "smokers", "bmd", 0),
    ("Patients with asthma were similar to controls in terms of BMD.", "asthma", "bmd", 0),
    ("Women with asthma did not differ from women without asthma with respect to pain.", "asthma", "pain", 0),
    ("Zinc was comparable to calcium in terms of pain.", "zinc", "pain", 0),
    ("Zinc was superior to calcium in terms of BMD.", "zinc", "bmd", 1),
    ("Obese women were not different from lean women in terms of BMD.", "obese", "bmd", 0),
    ("No difference was found between smokers and non-smokers in terms of BMD.", "smokers", "bmd", 0),
    ("In women there was no difference in pain between the zinc doses.", "zinc doses", "pain", 0),
    ("Among adults, there was no difference in BMD between smokers and non-smokers.", "smokers", "bmd", 0),
    ("BMD did not differ between open and laparoscopic surgery.", "laparoscopic surgery", "bmd", 0),
    # how it was seen is no end
    ("Ultrasound showed lower BMD in women with asthma.", "asthma", "bmd", -1),
    ("Kaplan-Meier analysis revealed more fractures in patients with hypertension.", "hypertension", "fractures", 1),
    ("On computed tomography, smokers had more fractures.", "smokers", "fractures", 1),
    ("Questionnaires showed less pain with zinc.", "zinc", "pain", -1),
    ("Comparison of the groups showed more fractures in patients with asthma.", "asthma", "fractures", 1),
]


@pytest.mark.parametrize(("sentence", "subject", "target", "sign"), WHOLE)
def test_ends_are_whole(sentence: str, subject: str, target: str, sign: int) -> None:
    """What is claimed is this alone: no part of an end makes a claim of its own."""
    assert triples(sentence) == {(subject, target, sign)}


ALL = [
    (
        "Female sex and obesity were associated with lower zinc.",
        {("female sex", "zinc", -1), ("obesity", "zinc", -1)},
    ),
    ("Red and processed meat raised CRP.", {("red and processed meat", "crp", 1), ("processed meat", "crp", 1)}),
    ("Zinc improved the primary outcome.", set()),
    ("Zinc did not change the results.", set()),
    ("This technique lowered pain.", set()),
    ("Zinc did not differ from calcium.", set()),
    ("The zinc group was similar to the calcium group.", set()),
]


@pytest.mark.parametrize(("sentence", "claims"), ALL)
def test_nothing_else_is_an_end(sentence: str, claims: set[tuple[str, str, int]]) -> None:
    """Members of one list are all subjects or all objects; groups that are compared and words of studies are none."""
    assert triples(sentence) == claims
