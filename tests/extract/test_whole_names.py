"""What an end names: the whole of a name and nothing beside it, or no claim."""

import pytest
from claim_builder import triples

WHOLE = [
    # what a name is no exposure without
    ("Early zinc was associated with less pain.", ("early zinc", "pain", -1)),
    ("Early and late zinc lowered pain.", ("early and late zinc", "pain", -1)),
    ("Low-dose zinc lowered pain.", ("low-dose zinc", "pain", -1)),
    ("High-dose magnesium lowered the risk of fractures.", ("high-dose magnesium", "fractures", -1)),
    ("Delayed zinc was associated with more pain.", ("delayed zinc", "pain", 1)),
    (
        "Duration of zinc therapy was inversely associated with fractures.",
        ("duration of zinc therapy", "fractures", -1),
    ),
    ("The diet without zinc lowered BMD.", ("diet without zinc", "bmd", -1)),
    ("A diet based on magnesium raised BMD.", ("diet based on magnesium", "bmd", 1)),
    (
        "The ratio between calcium and magnesium was associated with BMD.",
        ("ratio between calcium and magnesium", "bmd", 1),
    ),
    # amounts stand beside what is taken
    ("A daily intake of approximately 0.7 g zinc lowered pain.", ("zinc", "pain", -1)),
    ("Consumption of at least 20 mg of zinc was associated with less pain.", ("zinc", "pain", -1)),
    ("Intake of less than 20 mg of zinc was associated with pain.", ("zinc", "pain", -1)),
    ("6X more zinc lowered pain.", ("zinc", "pain", -1)),
    ("Zinc reduced pain 2X.", ("zinc", "pain", -1)),
    # lists that go on
    ("Zinc, calcium, etc lower pain.", ("zinc", "pain", -1)),
    ("Fractures are reduced by zinc, etc.", ("zinc", "fractures", -1)),
    # what is treated with something is treated with that
    ("Treatment of osteoporosis with zinc reduced pain.", ("zinc", "pain", -1)),
    ("Treatment of cells with zinc lowered PTH.", ("zinc", "pth", -1)),
    ("Management of hypertension using magnesium lowered CRP.", ("magnesium", "crp", -1)),
    ("Treatment of osteoporosis raised BMD.", ("treatment of osteoporosis", "bmd", 1)),
    # risks, however they are told
    ("Zinc was associated with a higher likelihood for presence of osteoporosis.", ("zinc", "osteoporosis", 1)),
    ("Zinc lowered the risk to develop osteoporosis.", ("zinc", "osteoporosis", -1)),
    ("Zinc lowered the frequency of potentially dangerous fractures.", ("zinc", "dangerous fractures", -1)),
    ("Zinc lowered the risk of suspected osteoporosis.", ("zinc", "osteoporosis", -1)),
    # what names nothing without what stands behind it
    ("Zinc reduced antibodies against calcium.", ("zinc", "antibodies against calcium", -1)),
    ("Zinc improved the ability to walk.", ("zinc", "ability to walk", 1)),
    # who has it, what stands in the place of another, how long ago
    ("Zinc is an effective treatment for women with osteoporosis.", ("zinc", "osteoporosis", -1)),
    ("Zinc helps people with osteoporosis.", ("zinc", "osteoporosis", -1)),
    ("Replacement of calcium by zinc lowered pain.", ("zinc", "pain", -1)),
    ("Pain 24 hours after surgery was lower with zinc.", ("zinc", "pain", -1)),
    ("CRP was higher at the start of surgery with zinc.", ("zinc", "crp", 1)),
    # marks, headings and dates
    ("Conclusions Zinc lowered pain.", ("zinc", "pain", -1)),
    ("RESULTS Pain was lower with zinc.", ("zinc", "pain", -1)),
    ("Zinc lowers pain - Jan 2012", ("zinc", "pain", -1)),
    ("Zinc reduces pain - Magnesium much better", ("zinc", "pain", -1)),
]


@pytest.mark.parametrize(("sentence", "claim"), WHOLE)
def test_a_name_is_whole(sentence: str, claim: tuple[str, str, int]) -> None:
    """The end has the words that make it what it is, and none that only measure or date it."""
    assert claim in {(a.casefold(), b.casefold(), sign) for a, b, sign in triples(sentence)}


NOTHING = [
    "Zinc helped a lot.",
    "Zinc may benefit women with low BMD.",
    "Zinc was a risk factor for both sexes.",
    "Zinc increased the risk two-fold.",
    "Zinc affected severity and duration.",
    "Magnesium provides no benefit in the short term.",
    "The p-value for zinc was lower than 0.05.",
    "Zinc gave a sensitivity of 47%.",
    "Zinc helped healthcare professionals.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_claimed_of_it(sentence: str) -> None:
    """A bare measure, a statistic, a filler or people are no end."""
    assert triples(sentence) == set()
