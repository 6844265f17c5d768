"""Titles: what acts in them, told from outcomes, methods and the name of the work."""

import pytest

from miner.extract.claims.ends.titles import find_title_exposure, load_title_patterns

TITLES = [
    ("Effects of zinc on bone density in older men", "zinc"),
    ("A double-blind, randomised trial of sage tea for hot flushes", "sage tea"),
    ("Design and rationale of a pilot study of yoga in asthma", "yoga"),
    ("Management of gingivitis with green tea: a comparative study", "green tea"),
    ("Attenuation of the pressor response to intubation by oral clonidine", "clonidine"),
    ("Pain outcomes in patients with gout treated with cherry juice", "cherry juice"),
    ("Long-term results of a walking programme in adults with arthritis", "walking programme"),
    ("Home management of malaria increases timely treatment", "Home management of malaria"),
    ("Two regimens of iron in pregnancy", "Two regimens of iron"),
    ("Characteristics of women who give up a trial", None),
    ("Identification of new markers in breast cancer", None),
    ("Feasibility and acceptability of recruiting in surgeries", None),
    # what a question asks about, wherever it stands
    ("Can MR predict the course of sarcopenia?", "MR"),
    ("Does closure of the wound with glue shorten surgery?", "closure of the wound"),
    ("Pain after knee surgery: does early walking help?", "early walking"),
    ("Chemotherapy of gastric cancer: is routine surgery required?", "routine surgery"),
    ("Does greater use of sunscreen reduce the rate of melanoma?", "greater use of sunscreen"),
    ("Rubella and hearing. Is the virus a cause?", "Rubella"),
    ("Do older adults with cancer fall more often?", "cancer"),
    ("Are women with gout at higher risk of cramps?", "gout"),
    ("Do nurses know the price of gloves?", None),
    ("Should zinc and iron status be checked in athletes?", "zinc and iron status"),
    ("Are there effects of shift work on bone in nurses?", "shift work"),
    # what was measured or compared is nothing that acts
    ("Measurement of hand and wrist strength in climbers", None),
    ("Diagnosis of scurvy in sailors", None),
    ("Comparison of rice, maize and millet in pigs", None),
]


@pytest.mark.parametrize(("title", "named"), TITLES, ids=[title for title, _ in TITLES])
def test_what_acts_is_told_from_what_comes_of_it(title: str, named: str | None) -> None:
    """The work's name is passed over, an outcome in front gives way to its means, a head that names nothing to none."""
    span = find_title_exposure(title)
    assert (None if span is None else title[slice(*span)]) == named


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Women were randomised to receive zinc or placebo.", "zinc"),
        ("They were assigned to undergo massage, or nothing.", "massage"),
    ],
)
def test_an_arm_is_what_it_was_given(text: str, given: str) -> None:
    """A verb of taking is no part of what was taken."""
    match = load_title_patterns().arm.search(text)
    assert match is not None
    assert match["x"] == given


@pytest.mark.parametrize("said", ["evaluate the safety", "the control group", "either", "two groups"])
def test_what_was_done_instead_is_no_arm(said: str) -> None:
    """Behind "to" may stand an aim, or the name of a group."""
    assert load_title_patterns().not_given.match(said) is not None
