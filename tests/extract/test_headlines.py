"""Claims of headlines, of titles of links and of entries of lists, which leave out what a sentence says."""

import pytest
from claim_builder import triples

HEADLINES = [
    # a condition
    ("Fractures 2X more likely if less than 20 ng of vitamin D", ("vitamin d", "fractures", -1)),
    ("Hypertension 3X more likely if low magnesium", ("magnesium", "hypertension", -1)),
    ("20 percent fewer hip fractures if more magnesium", ("magnesium", "hip fractures", -1)),
    ("30% fewer fractures if women take zinc", ("zinc", "fractures", -1)),
    ("Less pain if vitamin D over 30 ng", ("vitamin d", "pain", -1)),
    ("Half as many fractures if take calcium", ("calcium", "fractures", -1)),
    ("Half as much pain if high vitamin D", ("vitamin d", "pain", -1)),
    ("Fewest fractures when lots of calcium", ("calcium", "fractures", -1)),
    ("8X higher osteoporosis risk if high level of zinc", ("zinc", "osteoporosis", 1)),
    ("Osteoporosis 5X more likely if vitamin D level is less than 30 ng", ("vitamin d", "osteoporosis", -1)),
    ("Less pain when vitamin D levels lower", ("vitamin d", "pain", 1)),
    # what is said of a thing, without "is"
    ("Osteoporosis less likely with increased levels of magnesium", ("magnesium", "osteoporosis", -1)),
    ("Hypertension twice as likely with low vitamin D", ("vitamin d", "hypertension", -1)),
    ("Sarcopenia 3X less if have lots of magnesium", ("magnesium", "sarcopenia", -1)),
    ("Fractures healed faster if enough calcium", ("calcium", "fractures healed", 1)),
    ("More calcium absorbed with more vitamin D", ("vitamin d", "calcium absorbed", 1)),
    ("Pain reduced 2X by magnesium", ("magnesium", "pain", -1)),
    ("Hip fractures cut in half by vitamin D", ("vitamin d", "hip fractures", -1)),
    ("Hypertension treated by magnesium", ("magnesium", "hypertension", -1)),
    ("Osteoporosis due to lack of vitamin D", ("vitamin d", "osteoporosis", -1)),
    ("No noticeable decrease in pain with high level of zinc", ("zinc", "pain", 0)),
    ("No association between calcium and osteoporosis", ("calcium", "osteoporosis", 0)),
    ("Vitamin D needed for BMD", ("vitamin d", "bmd", 1)),
    ("More than 4000 IU of vitamin D needed to reduce fractures", ("vitamin d", "fractures", -1)),
    ("Improved BMD due to magnesium", ("magnesium", "bmd", 1)),
    # marks that stand for words
    ("Magnesium: good for osteoporosis", ("magnesium", "osteoporosis", -1)),
    ("Magnesium – reduces pain by 50%", ("magnesium", "pain", -1)),
    ("Magnesium - reduces pain by 50%", ("magnesium", "pain", -1)),
    ("Low magnesium ==> more pain", ("magnesium", "pain", -1)),
    ("Zinc deficiency → osteoporosis", ("zinc deficiency", "osteoporosis", -1)),
    ("Higher vitamin D, fewer fractures", ("vitamin d", "fractures", -1)),
    ("Low vitamin D = more pain", ("vitamin d", "pain", -1)),
    ("Magnesium, zinc, calcium, etc increase BMD", ("calcium", "bmd", 1)),
    # titles of links, with when and where they were written
    ("* [Pain more likely if low magnesium – May 2011](http://a.org/b)", ("magnesium", "pain", -1)),
    ("* [Fracture rate cut in half by vitamin D - RCT Jan 2012]", ("vitamin d", "fracture", -1)),
    ("[CRP lowered by zinc – many studies] which says nothing of others", ("zinc", "crp", -1)),
    ("* [Hip fractures (of women)] are often prevented by calcium", ("calcium", "hip fractures", -1)),
    # titles in capitals
    ("Dietary Zinc Intake Is Inversely Associated With Risk of Osteoporosis", ("zinc intake", "osteoporosis", -1)),
]


@pytest.mark.parametrize(("text", "claim"), HEADLINES, ids=[text for text, _ in HEADLINES])
def test_a_headline_gives_the_claim_that_it_stands_for(text: str, claim: tuple[str, str, int]) -> None:
    """The subject, object and sign of each are found, and nothing is told against them."""
    found = triples(text, title="Overview", section=None)
    assert claim in {(_bare(subject), target, sign) for subject, target, sign in found}


def _bare(subject: str) -> str:
    """The name without a word of little or much that it may begin with."""
    return subject.removeprefix("low ").removeprefix("dietary ").removesuffix(" levels").removesuffix(" level")


@pytest.mark.parametrize(
    "text",
    [
        "Overview of magnesium and osteoporosis",
        "How to get more magnesium with less calcium",
        "Zinc, calcium and risk of fracture",
        "Effect of magnesium on hypertension",
        "* [Interview on vitamin D with an expert on osteoporosis - Jan 2012]",
    ],
)
def test_a_heading_that_states_nothing_gives_no_claim(text: str) -> None:
    """A topic alone is no claim."""
    assert triples(text, title="Overview", section=None) == set()
