"""Claims that are told in a roundabout way, from the other end, or without a direction."""

import pytest
from claim_builder import triples

ROUNDABOUT = [
    # a way, a means, a tool
    ("Supplementation with zinc was a successful strategy to reduce pain.", ("zinc", "pain", -1)),
    ("Zinc is an effective means of preventing fractures.", ("zinc", "fractures", -1)),
    ("Magnesium is one of the most effective ways to lower CRP.", ("magnesium", "crp", -1)),
    ("Magnesium may be a promising approach for reducing pain.", ("magnesium", "pain", -1)),
    ("Zinc is not an effective tool for improving BMD.", ("zinc", "bmd", 0)),
    # a factor that does something, the factor with something
    ("Zinc and magnesium were key factors that increased BMD.", ("magnesium", "bmd", 1)),
    ("Zinc is the factor that most strongly reduced pain.", ("zinc", "pain", -1)),
    ("Hypertension was the factor with the strongest association with fractures.", ("hypertension", "fractures", 1)),
    ("The variable with the strongest association with fractures was hypertension.", ("hypertension", "fractures", 1)),
    ("The main risk factors identified for fractures were hypertension and pain.", ("pain", "fractures", 1)),
    # who is put at a risk, exposed to it, made prone to something
    ("Patients with hypertension are exposed to an increased risk of fractures.", ("hypertension", "fractures", 1)),
    ("Hypertension puts patients at increased risk of osteoporosis.", ("hypertension", "osteoporosis", 1)),
    ("Osteoporosis places women at a higher risk of fractures.", ("osteoporosis", "fractures", 1)),
    ("Osteoporosis predisposes women to fractures.", ("osteoporosis", "fractures", 1)),
    ("Osteoporosis makes people more vulnerable to fractures.", ("osteoporosis", "fractures", 1)),
    # safe and effective, effective in patients, of no use
    ("Zinc is safe and effective in relieving pain.", ("zinc", "pain", -1)),
    ("Zinc was effective and well tolerated in patients with osteoporosis.", ("zinc", "osteoporosis", -1)),
    ("Zinc was not effective in patients with osteoporosis.", ("zinc", "osteoporosis", 0)),
    ("Magnesium is beneficial in patients with osteoporosis.", ("magnesium", "osteoporosis", -1)),
    ("Magnesium was ineffective in preventing fractures.", ("magnesium", "fractures", 0)),
    ("Magnesium was of no benefit for patients with hypertension.", ("magnesium", "hypertension", 0)),
    ("Magnesium is capable of reducing pain.", ("magnesium", "pain", -1)),
    ("Magnesium does not seem capable of reducing pain.", ("magnesium", "pain", 0)),
    ("Magnesium was successful in lowering CRP.", ("magnesium", "crp", -1)),
    ("Magnesium was unsuccessful in lowering CRP.", ("magnesium", "crp", 0)),
    ("Magnesium was unable to lower CRP.", ("magnesium", "crp", 0)),
    ("Zinc is essential for BMD.", ("zinc", "bmd", 1)),
    # what a noun of effect is good for
    ("We confirmed the effectiveness of zinc against osteoporosis.", ("zinc", "osteoporosis", -1)),
    ("These results confirm the efficacy of magnesium in reducing pain.", ("magnesium", "pain", -1)),
    ("Magnesium plays a protective role in osteoporosis.", ("magnesium", "osteoporosis", -1)),
    ("Magnesium plays a major role in preventing fractures.", ("magnesium", "fractures", -1)),
    ("Magnesium provides protection from fractures.", ("magnesium", "fractures", -1)),
    ("Zinc confers some protection against osteoporosis.", ("zinc", "osteoporosis", -1)),
    ("There was strong evidence for a link between zinc and fractures.", ("zinc", "fractures", 1)),
    ("There was a very high, significant, positive correlation between zinc and BMD.", ("zinc", "bmd", 1)),
    # an adverb that says for better or worse
    ("Hypertension adversely affected BMD.", ("hypertension", "bmd", -1)),
    ("BMD was positively influenced by zinc.", ("zinc", "bmd", 1)),
    # who tells of it, and how
    ("Our results suggest an association between hypertension and osteoporosis.", ("hypertension", "osteoporosis", 1)),
    ("We found magnesium to lower CRP.", ("magnesium", "crp", -1)),
    ("We found magnesium to be associated with lower CRP.", ("magnesium", "crp", -1)),
    ("Hypertension was more strongly associated with fractures than with pain.", ("hypertension", "fractures", 1)),
    ("Magnesium allowed a reduction in pain.", ("magnesium", "pain", -1)),
    ("Zinc was followed by a fall in CRP.", ("zinc", "crp", -1)),
    # what it is of use for stands before it, or is itself a change
    ("For osteoporosis, magnesium is not effective.", ("magnesium", "osteoporosis", 0)),
    ("In patients with osteoporosis, magnesium was effective.", ("magnesium", "osteoporosis", -1)),
    ("Magnesium has proven effective in osteoporosis.", ("magnesium", "osteoporosis", -1)),
    ("Magnesium was found effective for osteoporosis.", ("magnesium", "osteoporosis", -1)),
    ("Magnesium may be useful in the prevention of fractures.", ("magnesium", "fractures", -1)),
    ("Magnesium may be beneficial in reducing pain.", ("magnesium", "pain", -1)),
    ("Magnesium is beneficial for BMD.", ("magnesium", "bmd", 1)),
    ("No benefit of zinc was seen for osteoporosis.", ("zinc", "osteoporosis", 0)),
    ("The benefits of zinc for BMD are well known.", ("zinc", "bmd", 1)),
    # verbs
    ("Osteoporosis hampers BMD.", ("osteoporosis", "bmd", -1)),
    ("Hypertension contributes significantly to osteoporosis.", ("hypertension", "osteoporosis", 1)),
    ("More zinc translated into less pain.", ("zinc", "pain", -1)),
]


OTHER_END = [
    ("BMD depends on magnesium.", ("magnesium", "bmd", 1)),
    ("Fractures are a frequent complication of osteoporosis.", ("osteoporosis", "fractures", 1)),
    ("Osteoporosis is a consequence of hypertension.", ("hypertension", "osteoporosis", 1)),
    ("Fractures may occur as a complication of osteoporosis.", ("osteoporosis", "fractures", 1)),
    ("Osteoporosis is secondary to hypertension.", ("hypertension", "osteoporosis", 1)),
    ("The pain was mainly due to zinc deficiency.", ("zinc deficiency", "pain", -1)),
    ("Pain was not due to zinc.", ("zinc", "pain", 0)),
    ("The decrease in BMD was attributable to hypertension.", ("hypertension", "bmd", -1)),
    ("The fall in BMD might be due to an increase in CRP.", ("crp", "bmd", -1)),
    ("Fractures result from osteoporosis.", ("osteoporosis", "fractures", 1)),
    ("Patients with osteoporosis benefit from magnesium.", ("magnesium", "osteoporosis", -1)),
    ("Patients with hypertension responded well to zinc.", ("zinc", "hypertension", -1)),
]


UNDIRECTED = [
    ("Zinc and magnesium have causal effects on BMD and CRP.", ("magnesium", "crp", None)),
    ("BMD was affected by magnesium.", ("magnesium", "bmd", None)),
    ("Zinc plays an important role in osteoporosis.", ("zinc", "osteoporosis", None)),
    ("Zinc plays a key role in the pathogenesis of osteoporosis.", ("zinc", "osteoporosis", None)),
    ("Magnesium explained 20% of the variance in BMD.", ("magnesium", "bmd", None)),
    ("Twenty percent of the variance in BMD was explained by magnesium.", ("magnesium", "bmd", None)),
]


CASES = [*ROUNDABOUT, *OTHER_END, *UNDIRECTED]


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[each[0] for each in CASES])
def test_claim_is_found(sentence: str, expected: tuple[str, str, int | None]) -> None:
    """What is told in a roundabout way is told all the same."""
    assert expected in triples(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The relationship between zinc and osteoporosis.",
        "The effect of zinc on BMD may play a role.",
        "Zinc may influence BMD.",
        "BMD may be affected by zinc.",
        "It is important to avoid pain.",
        "There was a strategy to reduce pain.",
    ],
)
def test_no_claim_is_made_of_what_states_none(sentence: str) -> None:
    """A heading, what may be, and what has no subject state nothing."""
    assert not triples(sentence)
