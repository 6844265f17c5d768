"""Claims of observational abstracts: who did what, what is likely, lists and what they leave out, ratios told alone."""

import pytest
from claim_builder import claims_of, document, estimates_of, triples

from miner.model.article import SectionKind

OBSERVED = [
    # people told by what they did or had
    ("People who smoked had a higher risk of fractures (HR 1.6, 95% CI 1.2-2.1).", ("smoked", "fractures", 1)),
    ("Children of mothers who smoked were more likely to have pain (OR 1.4, 95% CI 1.1-1.9).", ("smoked", "pain", 1)),
    ("Participants who reported hypertension had more pain (PR 1.3, 95% CI 1.1-1.6).", ("hypertension", "pain", 1)),
    ("The highest risk of pain was seen among those who had osteoporosis.", ("osteoporosis", "pain", 1)),
    ("Patients who had never received zinc had more pain (OR 1.9, 95% CI 1.2-2.8).", ("zinc", "pain", -1)),
    ("Patients not receiving zinc had more pain (OR 1.9, 95% CI 1.2-2.8).", ("zinc", "pain", -1)),
    ("Being unmarried was associated with pain (OR 1.9, 95% CI 1.3-2.7).", ("unmarried", "pain", 1)),
    ("Living near a highway was linked to pain (HR 1.2, 95% CI 1.1-1.3).", ("living near a highway", "pain", 1)),
    ("Reported hypertension was associated with pain (OR 2.0, 95% CI 1.4-2.9).", ("hypertension", "pain", 1)),
    # what is likely for them
    ("Patients with hypertension were twice as likely to die (OR 2.1, 95% CI 1.3-3.2).", ("hypertension", "die", 1)),
    ("Users of zinc were half as likely to develop pain as others (HR 0.5, 95% CI 0.4-0.7).", ("zinc", "pain", -1)),
    (
        "Patients with pain were 0.4 times as likely to have fractures (OR 0.4, 95% CI 0.2-0.8).",
        ("pain", "fractures", -1),
    ),
    ("Women were more likely than men to report pain (OR 1.8, 95% CI 1.4-2.3).", ("women", "pain", 1)),
    # how often it befell them
    ("Fractures occurred more often in patients with pain (HR 1.6, 95% CI 1.2-2.1).", ("pain", "fractures", 1)),
    ("An elevated risk was found for pain among welders (RR 1.4, 95% CI 1.1-1.9).", ("welders", "pain", 1)),
    ("Pain occurred in 11% of patients given zinc and 31% of others (OR 0.3, 95% CI 0.1-0.9).", ("zinc", "pain", -1)),
    ("Zinc was associated with a significant increased risk of pain.", ("zinc", "pain", 1)),
    ("Exposure to mould conferred a higher risk of pain (OR 1.9, 95% CI 1.3-2.7).", ("mould", "pain", 1)),
    # what a ratio is a ratio of
    ("In patients with hypertension, the odds ratio for pain was 1.9 (95% CI 1.3-2.7).", ("hypertension", "pain", 1)),
    ("The hazard ratio for pain associated with zinc was 1.9 (95% CI 1.3-2.7).", ("zinc", "pain", 1)),
    ("The pooled RR for the association between zinc and pain was 1.2 (95% CI 1.1-1.3).", ("zinc", "pain", 1)),
    (
        "The odds ratio for pain was 1.6 (95% CI 1.2-2.1) for zinc and 0.5 (95% CI 0.3-0.8) for PTH.",
        ("pth", "pain", -1),
    ),
    ("Zinc was a prognostic factor for survival (HR 2.1, 95% CI 1.4-3.2).", ("zinc", "survival", -1)),
    # lists
    ("Independent risk factors for pain were: age over 75 years, zinc, and hypertension.", ("hypertension", "pain", 1)),
    ("These variables were associated with pain: zinc, PTH and CRP.", ("pth", "pain", 1)),
    ("We identified two risk factors for pain: zinc and hypertension.", ("hypertension", "pain", 1)),
    ("Zinc was associated with several outcomes: pain, fractures and hypertension.", ("zinc", "fractures", 1)),
    ("For pain, zinc (OR 1.9, 95% CI 1.3-2.7) and PTH (OR 3, 95% CI 2-4) were associated.", ("pth", "pain", 1)),
    (
        "Age > 65 years (OR 2, 95% CI 1-3), zinc (OR 2, 95% CI 1-3), and PTH were associated with pain.",
        ("zinc", "pain", 1),
    ),
    ("Hypertension was associated with pain, as was zinc.", ("zinc", "pain", 1)),
    ("Mortality was associated with zinc and hypertension.", ("hypertension", "mortality", 1)),
    # what is left out since it was said
    ("Zinc was associated with pain, whereas PTH was not.", ("pth", "pain", 0)),
    ("Zinc increased the risk of pain, but PTH did not.", ("pth", "pain", 0)),
    (
        "Zinc was associated with pain (OR 1.9, 95% CI 1.3-2.7) and PTH with fractures (OR 1.4, 95% CI 1.1-1.8).",
        ("pth", "fractures", 1),
    ),
    ("There was no difference in pain between men and women (HR 1.0, 95% CI 0.8-1.2).", ("men", "pain", 0)),
]


@pytest.mark.parametrize(("sentence", "claim"), OBSERVED, ids=[each[0] for each in OBSERVED])
def test_what_a_cohort_found_is_a_claim(sentence: str, claim: tuple[str, str, int]) -> None:
    """The sentence gives the claim, whatever words it leaves out."""
    assert claim in triples(sentence)


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        # a listed subject or object that gives no claim keeps its estimate
        (
            "Zinc was associated with pain (OR 1.5, 95% CI 1.1-2.0), years (OR 1.6, 95% CI 1.2-2.1) and fractures.",
            {("zinc", "pain"): [1.5], ("zinc", "fractures"): []},
        ),
        # listed factors have the estimates that stand behind them, though the outcome stands before all
        (
            "Predictors of pain were zinc (OR 1.5, 95% CI 1.1-2.0) and PTH (OR 1.6, 95% CI 1.2-2.1).",
            {("zinc", "pain"): [1.5], ("pth", "pain"): [1.6]},
        ),
        (
            "Zinc was associated with pain (OR 1.9, 95% CI 1.3-2.7), whereas PTH was not (OR 1.0, 95% CI 0.8-1.3).",
            {("zinc", "pain"): [1.9], ("pth", "pain"): [1.0]},
        ),
    ],
)
def test_what_a_listed_estimate_is_of(sentence: str, values: dict[tuple[str, str], list[float]]) -> None:
    """Each of a list has the estimates that stand behind it, and none of another's."""
    estimates = estimates_of(document(sentence))
    found = {
        (each.subject.text.casefold(), each.object.text.casefold()): [estimates[at].value for at in each.estimates]
        for each in claims_of(sentence)
    }
    assert found == values


@pytest.mark.parametrize(
    "sentence",
    [
        "In people who excrete much zinc, pain is rare.",
        "Women who were older had more pain (OR 1.9, 95% CI 1.3-2.7).",
        "Experts were more likely to agree (OR 1.9, 95% CI 1.3-2.7).",
    ],
)
def test_verbs_that_name_nothing_are_no_ends(sentence: str) -> None:
    """What people did names something only by a word that says it alone."""
    assert not {("excrete", "pain", -1), ("older", "pain", 1), ("experts", "agree", 1)} & triples(sentence)


def test_what_a_labelled_section_calls_associated_is_kept() -> None:
    """An association stated outright between things of which one is unlinked is kept."""
    text = "Older age, weekend admission, and smoking were associated with higher mortality."
    claim = ("smoking", "mortality", 1)
    assert claim in triples(text, section=SectionKind.RESULTS)
