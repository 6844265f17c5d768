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
    # what acts as one
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
]


@pytest.mark.parametrize(("sentence", "subject", "target", "sign"), WHOLE)
def test_ends_are_whole(sentence: str, subject: str, target: str, sign: int) -> None:
    """What is claimed is this alone: no part of an end makes a claim of its own."""
    assert triples(sentence) == {(subject, target, sign)}
