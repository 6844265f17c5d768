"""Ways told over several clauses: what X does to Y over M, and whose means a relative clause tells of."""

from dataclasses import replace

import pytest
from claim_builder import claims_of, document, estimates_of, triples

from miner.extract.claims import find_claims
from miner.extract.claims.ends.exposures import find_exposures
from miner.model.article import SectionKind
from miner.model.study import Study

WAYS = [
    ("Magnesium lowers PTH, which in turn weakens BMD.", "magnesium", "BMD", 1, ["PTH"]),
    ("Low magnesium raises PTH, leading to osteoporosis.", "magnesium", "osteoporosis", -1, ["PTH"]),
    ("Zinc increased CRP, which led to hypertension.", "Zinc", "hypertension", 1, ["CRP"]),
    ("Magnesium suppressed CRP and thus prevented osteoporosis.", "Magnesium", "osteoporosis", -1, ["CRP"]),
    ("Zinc upregulated PTH and thereby reduced pain.", "Zinc", "pain", -1, ["PTH"]),
    ("Zinc lowers pain by raising CRP and suppressing PTH.", "Zinc", "pain", -1, ["CRP", "PTH"]),
    ("Alcohol depletes magnesium and so causes hypertension.", "Alcohol", "hypertension", 1, ["magnesium"]),
    ("Zinc lowers pain by significantly suppressing PTH.", "Zinc", "pain", -1, ["PTH"]),
    ("Zinc lowers pain by directly or indirectly suppressing PTH.", "Zinc", "pain", -1, ["PTH"]),
    ("Zinc relieves pain by targeting PTH.", "Zinc", "pain", -1, ["PTH"]),
    ("Zinc raised PTH thereby weakening BMD.", "Zinc", "BMD", -1, ["PTH"]),
    ("Zinc compounds in nuts suppress PTH, thereby raising BMD.", "zinc compounds", "BMD", 1, ["PTH"]),
    ("Zinc causes complex changes in PTH, thereby lowering BMD.", "zinc", "BMD", -1, ["PTH"]),
    ("Zinc in the growing stage raises BMD by suppressing PTH.", "Zinc", "BMD", 1, ["PTH"]),
    ("Zinc lowers pain by suppressing PTH rather than by raising calcium.", "Zinc", "pain", -1, ["PTH"]),
    ("Zinc lowers pain by binding PTH.", "Zinc", "pain", -1, ["PTH"]),
    ("Zinc lowers pain by suppressing signals such as PTH and CRP.", "Zinc", "pain", -1, ["PTH", "CRP"]),
    ("Zinc raises BMD, in part because it suppresses PTH.", "Zinc", "BMD", 1, ["PTH"]),
    ("Zinc lowered CRP, and this may be one way in which zinc prevents pain.", "Zinc", "pain", -1, ["CRP"]),
    ("Zinc raises pain through the renin-angiotensin system.", "Zinc", "pain", 1, ["renin-angiotensin system"]),
    ("Zinc modulates PTH, which in turn affects BMD.", "Zinc", "BMD", None, ["PTH"]),
    ("Zinc induces hypercalcemia leading to hypertension.", "Zinc", "hypertension", 1, ["hypercalcemia"]),
    (
        "Low zinc leads to hypercalcemia and, through it, to hypertension.",
        "zinc",
        "hypertension",
        -1,
        ["hypercalcemia"],
    ),
    ("Alcohol is a cause of hypercalcemia and hence of hypertension.", "Alcohol", "hypertension", 1, ["hypercalcemia"]),
    (
        "Zinc lowered pain, which was the main complaint of the women, by inhibiting CRP.",
        "Zinc",
        "pain",
        -1,
        ["CRP"],
    ),
    ("The treatment for hypertension is zinc, which works by reducing PTH.", "zinc", "hypertension", -1, ["PTH"]),
]


@pytest.mark.parametrize(("text", "subject", "target", "sign", "mediators"), WAYS, ids=[way[0] for way in WAYS])
def test_ways_over_a_mediator(text: str, subject: str, target: str, sign: int, mediators: list[str]) -> None:
    """The claim has the sign of the whole way, and what lies on the way as its mediators."""
    found = [(c.sign, [m.text for m in c.mediators]) for c in claims_of(text) if c.object.text == target]
    assert (sign, mediators) in found
    assert subject.casefold() in {c.subject.text.casefold() for c in claims_of(text)}


def test_a_bound_name_is_no_gerund() -> None:
    """What is only named by a gerund stays a name where it does not stand behind "by"."""
    assert ("zinc", "calcium binding", -1) in triples("Zinc lowered calcium binding.")


def test_a_relative_clause_that_only_describes_is_no_step() -> None:
    """What M does in general is not told of X."""
    found = claims_of("Magnesium lowered PTH, which regulates calcium.")
    assert [c for c in found if c.mediators] == []


def test_a_step_keeps_what_it_is_made_of() -> None:
    """Both steps are findings of their own."""
    found = triples("Zinc increased CRP, which in turn raised BMD.")
    assert {("zinc", "crp", 1), ("crp", "bmd", 1), ("zinc", "bmd", 1)} <= found


LINKED = [
    ("Studies link magnesium with a lower risk of fractures.", ("magnesium", "fractures", -1)),
    ("Several studies have linked low magnesium to hypertension.", ("magnesium", "hypertension", -1)),
    ("The relation of magnesium with CRP remained (B = -11.4, 95% CI -15.0 to -7.9).", ("magnesium", "crp", -1)),
    ("Magnesium was associated with fractures (OR 0.80, 95% CI 0.70-0.90).", ("magnesium", "fractures", -1)),
    ("Magnesium was associated with less pain (OR 1.80, 95% CI 1.70-1.90).", ("magnesium", "pain", -1)),
]


@pytest.mark.parametrize(("text", "claim"), LINKED, ids=[text for text, _ in LINKED])
def test_links_and_their_directions(text: str, claim: tuple[str, str, int]) -> None:
    """Who links is no end of the link; without a word of direction the estimate says it, but a word goes before."""
    assert claim in triples(text)


def test_a_change_behind_a_comma_goes_along() -> None:
    """What ", with a rise in Y" tells is a finding on Y, not the cause of the rest."""
    found = triples("Magnesium lowered pain, with an increase in BMD.")
    assert {("magnesium", "pain", -1), ("magnesium", "bmd", 1)} <= found
    assert ("bmd", "pain", -1) not in found


def test_a_title_may_name_the_outcome_first() -> None:
    """A disease that a title relates to a substance is no exposure."""
    doc = document("Pain fell.", title="Osteoporosis related to low magnesium")
    assert [doc.text[thing.start : thing.end] for thing in find_exposures(doc)] == ["magnesium"]


def test_a_conclusion_with_an_estimate_of_its_own_is_kept() -> None:
    """A conclusion that gives numbers on another subject is no mere summing up."""
    doc = document(
        "Magnesium was associated with less pain.\nZinc was associated with less pain (OR 0.5, 95% CI 0.4-0.6)."
    )
    title, first, second = doc.sentences
    ending = replace(second, section=SectionKind.CONCLUSIONS)
    whole = replace(doc, sentences=(title, first, ending))
    found = find_claims(whole, estimates=estimates_of(whole), study=Study())
    assert {c.subject.text for c in found} == {"Magnesium", "Zinc"}


NAMED = [
    ("Zinc reversed both age- and smoke-related declines in BMD.", ("zinc", "bmd", 1)),
    ("Zinc blunted the stress-induced rise in CRP.", ("zinc", "crp", -1)),
    ("Zinc lowered left ventricular mass.", ("zinc", "left ventricular mass", -1)),
]


@pytest.mark.parametrize(("text", "claim"), NAMED, ids=[text for text, _ in NAMED])
def test_the_outcome_is_what_changed(text: str, claim: tuple[str, str, int]) -> None:
    """What a change comes of is not what changed, and a fixed name is no verb."""
    assert claim in triples(text)
