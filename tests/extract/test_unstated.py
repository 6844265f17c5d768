"""What a sentence names without stating it, and what it states all the same."""

import pytest
from claim_builder import triples

NOT_STATED = [
    # hopes, hypotheses and beliefs
    "We anticipate that zinc will reduce pain.",
    "The investigators expect that magnesium lowers CRP.",
    "It is expected that zinc will reduce pain in women.",
    "It is hypothesized that magnesium reduces osteoporosis.",
    "Investigators assumed that magnesium would improve BMD.",
    "One theory holds that hypertension causes osteoporosis.",
    "Most respondents believed that zinc prevents fractures.",
    "Half of the patients were aware that hypertension causes osteoporosis.",
    "Some people claim that magnesium cures pain.",
    "Zinc was considered harmful to BMD by 96% of the nurses.",
    # what was or will be looked at
    "Magnesium will be correlated with BMD at 12 months.",
    "The present study determined the effect of magnesium on reduced BMD.",
    "Eligible studies reported the association between magnesium and fractures.",
    "Data on zinc were linked with pain records.",
    "The primary outcome was the change in BMD with zinc.",
    # what something is for
    "Magnesium was given in an effort to reduce pain.",
    "Participants received zinc to raise BMD.",
    "Women must take zinc to prevent osteoporosis.",
    "Strategies to reduce hypertension and pain are needed.",
    "Better care of osteoporosis is needed to lower fractures.",
    "The guideline recommends magnesium to prevent fractures.",
    "We recommend zinc and magnesium for the prevention of fractures.",
    # advice and outlook
    "Zinc should normalize CRP and lower PTH.",
    "Increasing magnesium should increase BMD, which might in turn reduce fractures.",
    "The association between hypertension and osteoporosis requires further study, given the burden of fractures.",
    "Drugs with magnesium that lower PTH warrant further investigation.",
    # what is not known
    "The relationship between zinc and osteoporosis is poorly understood.",
    "The relationship between zinc and pain has not been established.",
    "The role of low zinc in pain and fractures is unknown.",
    "There is insufficient evidence that zinc reduces pain.",
    "Evidence that zinc prevents fractures is insufficient.",
    "If zinc were reduced, CRP would fall.",
    # lines that tell nothing
    "Hypothesis: low magnesium increases fractures.",
    "Click here to learn how zinc reduces pain.",
]


@pytest.mark.parametrize("sentence", NOT_STATED)
def test_what_is_not_stated_is_no_claim(sentence: str) -> None:
    """A hope, a plan, a purpose, advice and what is not known make no claim."""
    assert not triples(sentence)


STATED = [
    # beside what is not
    ("Zinc reduces pain, but further studies are needed.", ("zinc", "pain", -1)),
    ("Zinc reduces pain; however, larger trials are required.", ("zinc", "pain", -1)),
    ("Zinc reduces pain and should be recommended to women.", ("zinc", "pain", -1)),
    ("Because hypertension increases fractures, it should be treated.", ("hypertension", "fractures", 1)),
    ("Since low magnesium increases fractures, screening is warranted.", ("magnesium", "fractures", -1)),
    ("Although zinc reduces pain, more research is needed.", ("zinc", "pain", -1)),
    ("Zinc lowered pain, suggesting that it should be given to all women.", ("zinc", "pain", -1)),
    ("Zinc, which is recommended for women, reduces pain.", ("zinc", "pain", -1)),
    # advice to know
    ("It should be noted that hypertension increases fractures.", ("hypertension", "fractures", 1)),
    ("Physicians should be aware that zinc raises PTH.", ("zinc", "pth", 1)),
    # how something comes about is not known; that it does is
    ("The mechanism by which magnesium lowers PTH is not fully elucidated.", ("magnesium", "pth", -1)),
    # what was given for one thing and did another
    ("Zinc given to prevent pain reduced CRP.", ("zinc", "crp", -1)),
    ("Zinc given to prevent pain did not reduce CRP.", ("zinc", "crp", 0)),
    # what is held to be so by those who should know
    ("Zinc is believed to lower CRP.", ("zinc", "crp", -1)),
    ("Magnesium has the ability to lower PTH.", ("magnesium", "pth", -1)),
    ("Magnesium has the potential to reduce pain.", ("magnesium", "pain", -1)),
    ("Hypertension causes PTH to rise.", ("hypertension", "pth", 1)),
    # a hypothesis weighed
    ("The hypothesis that zinc increases BMD was not supported.", ("zinc", "bmd", 0)),
    ("Our hypothesis that zinc would reduce pain was rejected.", ("zinc", "pain", 0)),
    ("As hypothesized, magnesium lowered PTH.", ("magnesium", "pth", -1)),
    ("Consistent with our hypothesis, magnesium lowered PTH.", ("magnesium", "pth", -1)),
    ("These data support the hypothesis that zinc reduces pain.", ("zinc", "pain", -1)),
]


@pytest.mark.parametrize(("sentence", "expected"), STATED, ids=[each[0] for each in STATED])
def test_what_is_stated_beside_it_is_a_claim(sentence: str, expected: tuple[str, str, int]) -> None:
    """What stands in another part of the sentence is stated."""
    assert expected in triples(sentence)
