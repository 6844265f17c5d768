"""Claims of feeding experiments and nutrition trials: who was fed what, lists with examples, shared endings."""

import pytest
from claim_builder import triples

from miner.extract.claims.ends.names import names_something
from miner.extract.grammar.cues import load_cues

Triple = tuple[str, str, int | None]

SAYINGS: list[tuple[str, Triple]] = [
    # who was fed what: the food acts, not the animals
    ("Lambs fed magnesium had lower CRP than lambs fed the control ration.", ("magnesium", "crp", -1)),
    ("Hens receiving zinc had greater BMD compared with the control hens.", ("zinc", "bmd", 1)),
    ("Cows that received zinc had lower CRP compared with cows that received nothing.", ("zinc", "crp", -1)),
    ("Subjects who consumed zinc had lower CRP than those who did not.", ("zinc", "crp", -1)),
    ("The zinc-fed rats had higher BMD than control rats.", ("zinc", "bmd", 1)),
    ("CRP was lower in zinc-treated rats than in vehicle-treated rats.", ("zinc", "crp", -1)),
    ("Piglets receiving magnesium had the lowest CRP levels.", ("magnesium", "crp", -1)),
    ("Supplementation of diets with zinc raised BMD.", ("zinc", "bmd", 1)),
    # arms that are told of one by one
    (
        "CRP was lower in sows fed zinc and calcium diets than in sows fed the control diet.",
        ("calcium diets", "crp", -1),
    ),
    ("CRP was lower in the zinc and calcium lambs than in the control lambs.", ("calcium", "crp", -1)),
    ("A rise in BMD was seen in both the zinc and calcium groups.", ("zinc", "bmd", 1)),
    ("BMD rose after 5.0 and 7.5 g zinc, respectively, compared with control.", ("zinc", "bmd", 1)),
    # what a phrase is told to include
    ("Zinc lowered markers of inflammation such as CRP and PTH.", ("zinc", "pth", -1)),
    ("Markers of turnover, including CRP, PTH and BMD, were raised after zinc.", ("zinc", "bmd", 1)),
    ("Minerals, including zinc and calcium, were linked to fewer fractures.", ("calcium", "fractures", -1)),
    # predicates that go on behind a time, and gerunds behind "while"
    ("Zinc lowered CRP after 8 weeks of treatment and effectively reduced PTH.", ("zinc", "pth", -1)),
    ("Zinc raised BMD while reducing CRP and PTH.", ("zinc", "pth", -1)),
    # endings that belong to two predicates
    ("CRP fell and BMD rose after zinc.", ("zinc", "crp", -1)),
    ("CRP was lower and BMD was higher with zinc than with placebo.", ("zinc", "crp", -1)),
    # a link's preposition apart from it, twice
    ("Zinc was associated positively with BMD and negatively with CRP.", ("zinc", "crp", -1)),
    # words that are no cues here
    ("Cows fed zinc had higher yields of calcium and PTH than controls.", ("zinc", "calcium", 1)),
    ("Acute improvements in BMD were also seen 2 h after consumption of zinc.", ("zinc", "bmd", 1)),
]

NOT_SAID: list[tuple[str, Triple]] = [
    ("CRP rose in zinc-treated but not in calcium-treated subjects.", ("calcium", "crp", 1)),
    ("The fall in pain was similar in the zinc and calcium groups.", ("calcium", "pain", 0)),
    ("Breast-fed infants had higher BMD than formula-fed infants.", ("breast", "bmd", 1)),
    ("Lambs fed magnesium had lower CRP than lambs fed the control ration.", ("crp", "magnesium", -1)),
    ("While reducing calcium lowered PTH, zinc raised BMD.", ("zinc", "calcium", -1)),
]


@pytest.mark.parametrize(("text", "claim"), SAYINGS)
def test_sayings(text: str, claim: Triple) -> None:
    """Each saying gives its claim."""
    assert claim in triples(text)


@pytest.mark.parametrize(("text", "claim"), NOT_SAID)
def test_not_said(text: str, claim: Triple) -> None:
    """No saying gives what it does not say."""
    assert claim not in triples(text)


def test_animals_are_no_ends() -> None:
    """Animals told apart by nothing are neither subject nor object."""
    assert not {end for s, o, _ in triples("Cows fed zinc had lower CRP than controls.") for end in (s, o)} & {"cows"}
    assert names_something("zinc", load_cues())


MORE: list[tuple[str, Triple]] = [
    # a list that goes on behind "but", and beginnings that belong to two predicates
    ("Hens fed zinc had lower PTH and CRP but higher BMD (p < 0.05).", ("zinc", "bmd", 1)),
    ("In the zinc group, CRP decreased and BMD increased.", ("zinc", "bmd", 1)),
    ("Pain was greatest when subjects consumed zinc.", ("zinc", "pain", 1)),
    ("The level of PTH was lowest in the zinc group.", ("zinc", "pth", -1)),
    ("In response to zinc, but not calcium, BMD rose.", ("zinc", "bmd", 1)),
    ("In response to zinc, but not calcium, BMD rose.", ("calcium", "bmd", 0)),
    # for how long, which is no part of the name
    ("CRP was not altered by 24 weeks of oral zinc.", ("oral zinc", "crp", 0)),
    ("After 8 weeks of zinc consumption, CRP was lower than in controls.", ("zinc consumption", "crp", -1)),
    # things of their own
    ("Weight loss increased BMD.", ("weight loss", "bmd", 1)),
    ("Flaxseed lowered CRP (p = 0.01).", ("flaxseed", "crp", -1)),
    ("Magnesium raised plasma C18:2n-6 (p = 0.01).", ("magnesium", "plasma c18:2n-6", 1)),
    # what did not come of it takes nothing back
    ("Zinc raised BMD, but this did not produce significant changes in pain.", ("zinc", "bmd", 1)),
    # an effect whose direction is not said
    ("Zinc altered PTH significantly.", ("zinc", "pth", None)),
]


@pytest.mark.parametrize(("text", "claim"), MORE)
def test_more_sayings(text: str, claim: Triple) -> None:
    """Each saying gives its claim."""
    assert claim in triples(text)


@pytest.mark.parametrize(
    "text",
    [
        "Zinc may affect PTH.",
        "Zinc determined PTH in the regression model.",
        "Zinc altered neither PTH nor CRP.",
        "Zinc ranges are not the best PTH concentrations.",
    ],
)
def test_no_finding_without_a_direction(text: str) -> None:
    """What may alter a thing, or is said to determine or to be it, gives no claim without a direction."""
    assert not {claim for claim in triples(text) if claim[2] is None or "ranges" in claim[0]}


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Magnesium lowered bone markers (PTH, CRP and BMD) compared with placebo.", {"pth", "crp", "bmd"}),
        ("Magnesium lowered bone markers (p = 0.01 and p = 0.02).", set()),
        ("Magnesium lowered inflammatory markers (lower CRP and higher PTH).", set()),
        ("Magnesium lowered the symptoms (women and men).", set()),
        ("Magnesium improved the bone markers (PTH and BMD).", set()),
    ],
)
def test_members_in_brackets(text: str, ends: set[str]) -> None:
    """A list of names in the brackets behind what speaks of several has its finding; nothing else in brackets has."""
    assert {target for _, target, _ in triples(text)} & {"pth", "crp", "bmd", "women", "men"} == ends


def test_food_is_an_exposure() -> None:
    """What is eaten is kept as a subject though no vocabulary holds it."""
    assert ("rye bran", "stool consistency", 1) in triples("Rye bran improved stool consistency.")
