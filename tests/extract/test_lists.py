"""Claims of lists: each member with its own sign and estimates, whatever joins them, and none with another member."""

import pytest
from claim_builder import claims_of, document, estimates_of, triples

EACH_OF_TWO = [
    # what joins two names
    ("Hypertension, as well as zinc, was linked to pain.", ("hypertension", "pain", 1), ("zinc", "pain", 1)),
    ("Hypertension along with osteoporosis increased pain.", ("hypertension", "pain", 1), ("osteoporosis", "pain", 1)),
    ("Zinc together with magnesium lowered pain.", ("zinc", "pain", -1), ("magnesium", "pain", -1)),
    ("Zinc lowered pain along with a rise in BMD.", ("zinc", "pain", -1), ("zinc", "bmd", 1)),
    ("Zinc, magnesium, calcium, etc. increase BMD.", ("zinc", "bmd", 1), ("magnesium", "bmd", 1)),
    ("Zinc, magnesium, and calcium each reduced pain.", ("zinc", "pain", -1), ("calcium", "pain", -1)),
    ("Zinc reduced neither pain nor fractures.", ("zinc", "pain", 0), ("zinc", "fractures", 0)),
    ("Neither zinc nor magnesium reduced pain.", ("zinc", "pain", 0), ("magnesium", "pain", 0)),
    ("Pain did not differ by zinc, magnesium, or hypertension.", ("zinc", "pain", 0), ("hypertension", "pain", 0)),
    # several predicates
    (
        "Zinc lowered CRP, raised BMD and had no effect on pain.",
        ("zinc", "bmd", 1),
        ("zinc", "pain", 0),
    ),
    ("CRP fell after zinc, whereas BMD rose.", ("zinc", "crp", -1), ("zinc", "bmd", 1)),
    ("Zinc raised pain, whereas magnesium and calcium lowered it.", ("zinc", "pain", 1), ("calcium", "pain", -1)),
    ("Zinc raises PTH, which lowers BMD, which increases fractures.", ("zinc", "pth", 1), ("pth", "bmd", -1)),
    ("Since zinc increases CRP, magnesium lowers BMD.", ("zinc", "crp", 1), ("magnesium", "bmd", -1)),
    ("As vitamin D deficiency causes pain, zinc reduces fractures.", ("vitamin d deficiency", "pain", -1), None),
    ("Zinc was associated with pain in men and hypertension in women.", ("zinc", "hypertension", 1), None),
    # one lack of all
    ("Lower intakes of zinc and calcium were associated with pain.", ("zinc", "pain", -1), ("calcium", "pain", -1)),
    ("Deficiency of magnesium or zinc may cause pain.", ("magnesium", "pain", -1), ("zinc", "pain", -1)),
    ("Zinc and iron deficiencies cause pain.", ("zinc", "pain", -1), None),
    ("Osteoporosis causes calcium and zinc deficiency.", ("osteoporosis", "calcium", -1), None),
    # who has one of several, what rises with several
    (
        "Pain was more frequent in patients with hypertension, osteoporosis, or sarcopenia.",
        ("osteoporosis", "pain", 1),
        ("sarcopenia", "pain", 1),
    ),
    ("Women with low zinc and low calcium had more pain.", ("zinc", "pain", -1), ("calcium", "pain", -1)),
    ("Supplementation with zinc, calcium and magnesium reduced pain.", ("calcium", "pain", -1), None),
    ("The risk of fractures rises with hypertension, pain and CRP.", ("pain", "fractures", 1), ("crp", "fractures", 1)),
    # lists that name what acts
    ("Three factors raised BMD: zinc, magnesium, and calcium.", ("zinc", "bmd", 1), ("calcium", "bmd", 1)),
    (
        "Four factors were independently associated with pain: hypertension, low zinc, and high CRP.",
        ("zinc", "pain", -1),
        ("crp", "pain", 1),
    ),
    ("Several drugs can cause pain, including zinc and calcium.", ("zinc", "pain", 1), ("calcium", "pain", 1)),
    ("Drugs that lower magnesium include zinc and calcium.", ("zinc", "magnesium", -1), ("calcium", "magnesium", -1)),
    # what comes of a thing
    ("Symptoms of zinc deficiency include pain and hypertension.", ("zinc deficiency", "pain", -1), None),
    ("Complications of osteoporosis include fractures and pain.", ("osteoporosis", "fractures", 1), None),
    ("The benefits of zinc include less pain and higher BMD.", ("zinc", "pain", -1), ("zinc", "bmd", 1)),
    ("Zinc has been linked to the following conditions: pain and fractures.", ("zinc", "pain", 1), None),
    ("Variables that were not associated with pain were zinc and CRP.", ("zinc", "pain", 0), ("crp", "pain", 0)),
]


@pytest.mark.parametrize(("text", "first", "second"), EACH_OF_TWO, ids=[text for text, _, _ in EACH_OF_TWO])
def test_each_member_is_told_of(text: str, first: tuple[str, str, int], second: tuple[str, str, int] | None) -> None:
    """Members of a list are found, each with its own sign."""
    assert {first, second or first} <= triples(text)


WHOLE = [
    (
        "Zinc and calcium were associated with pain and hypertension, respectively.",
        {("zinc", "pain", 1), ("calcium", "hypertension", 1)},
    ),
    ("None of the diets had effects on PTH and CRP.", {("diets", "pth", 0), ("diets", "crp", 0)}),
    ("Zinc was associated with the incidence and severity of pain.", {("zinc", "pain", 1)}),
    ("Zinc lowered the development, onset and severity of pain.", {("zinc", "pain", -1)}),
]


@pytest.mark.parametrize(("text", "expected"), WHOLE, ids=[text for text, _ in WHOLE])
def test_members_are_paired_as_the_text_pairs_them(text: str, expected: set[tuple[str, str, int]]) -> None:
    """Nothing else is told, and no member of a list of another."""
    assert triples(text) == expected


LINES = [
    ("**Symptoms of zinc deficiency:**\n• pain\n• fractures (rare)", {("zinc deficiency", "pain", -1)}),
    ("Zinc reduces the risk of:\n- pain\n- hypertension", {("zinc", "pain", -1), ("zinc", "hypertension", -1)}),
    ("Risk factors for fractures:\n1. osteoporosis\n2. low zinc", {("zinc", "fractures", -1)}),
    ("Zinc may help prevent\n* pain;\n* fractures", {("zinc", "pain", -1), ("zinc", "fractures", -1)}),
]


@pytest.mark.parametrize(("text", "expected"), LINES, ids=[text for text, _ in LINES])
def test_lines_complete_the_line_above_them(text: str, expected: set[tuple[str, str, int]]) -> None:
    """A list of lines is read with what asks for it; the quote holds all of it."""
    assert expected <= triples(text)
    assert all(claim.quote.splitlines()[-1] == text.splitlines()[-1] for claim in claims_of(text))


def test_lines_that_say_more_than_a_name_complete_nothing() -> None:
    """Lines that are sentences of their own, links or questions are no members."""
    assert not triples("Symptoms of zinc deficiency:\n* [Overview of pain]\n* Is it pain?")


def test_estimates_of_a_list_that_is_told_in_turns() -> None:
    """Each coefficient goes to its own pair, also where one pair is told the other way round."""
    text = "Zinc was correlated with BMD (r = 0.6), and magnesium with CRP (r = 0.3) and calcium (r = -0.2)."
    estimates = estimates_of(document(text))
    found = {
        frozenset((claim.subject.text, claim.object.text)): [estimates[at].value for at in claim.estimates]
        for claim in claims_of(text)
    }
    assert found[frozenset(("magnesium", "CRP"))] == [0.3]
    assert found[frozenset(("magnesium", "calcium"))] == [-0.2]
