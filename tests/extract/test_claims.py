"""Claims: what acts on what, which way, in the many ways that papers say it."""

from dataclasses import replace

import pytest
from claim_builder import claims_of, document, triples

from miner.extract.claims import find_claims
from miner.model.article import SectionKind
from miner.model.claim import Certainty
from miner.model.concept import State
from miner.model.reading import Document
from miner.model.study import Study

SAYINGS = [
    # links and their direction words
    ("Magnesium intake was associated with a lower risk of fracture.", ("magnesium intake", "fracture", -1)),
    ("Magnesium was inversely associated with CRP.", ("magnesium", "crp", -1)),
    ("Magnesium correlated positively with BMD.", ("magnesium", "bmd", 1)),
    ("Higher magnesium intake went with greater BMD.", ("magnesium intake", "bmd", 1)),
    ("A negative correlation between magnesium and CRP was seen.", ("magnesium", "crp", -1)),
    # low subjects are turned round
    ("Low magnesium was linked to osteoporosis.", ("magnesium", "osteoporosis", -1)),
    ("Magnesium deficiency raised the risk of hypertension.", ("magnesium deficiency", "hypertension", -1)),
    ("Magnesium intakes below 200 mg/day were related to higher CRP.", ("magnesium intakes", "crp", -1)),
    # transitive verbs, passive and active
    ("Magnesium reduced CRP.", ("magnesium", "crp", -1)),
    ("CRP was lowered by magnesium.", ("magnesium", "crp", -1)),
    ("Magnesium prevented fractures.", ("magnesium", "fractures", -1)),
    # states with an adjunct
    ("BMD was higher with more magnesium.", ("magnesium", "bmd", 1)),
    ("PTH fell after magnesium.", ("magnesium", "pth", -1)),
    ("With magnesium supplementation serum PTH fell.", ("magnesium supplementation", "serum pth", -1)),
    ("Osteoporosis was more common with low magnesium than in the others.", ("magnesium", "osteoporosis", -1)),
    ("When magnesium was low, fractures were more frequent.", ("magnesium", "fractures", -1)),
    # good and bad outcomes
    ("Magnesium improved pain.", ("magnesium", "pain", -1)),
    ("Magnesium improved BMD.", ("magnesium", "bmd", 1)),
    ("Magnesium was effective in the treatment of pain.", ("magnesium", "pain", -1)),
    # nothing found
    ("Magnesium had no effect on CRP.", ("magnesium", "crp", 0)),
    ("Magnesium was not associated with fractures.", ("magnesium", "fractures", 0)),
    ("No association between magnesium and hypertension was found.", ("magnesium", "hypertension", 0)),
    ("Serum calcium did not change with magnesium.", ("magnesium", "serum calcium", 0)),
    ("CRP was similar with and without magnesium.", ("magnesium", "crp", 0)),
    ("There was no evidence that magnesium lowers CRP.", ("magnesium", "crp", 0)),
    ("Magnesium lowered CRP, but this was not statistically significant.", ("magnesium", "crp", 0)),
    # factors
    ("Magnesium deficiency is a risk factor for osteoporosis.", ("magnesium deficiency", "osteoporosis", -1)),
    ("Independent predictors of fracture were PTH and low magnesium.", ("pth", "fracture", 1)),
    # groups of the extremes
    (
        "In the highest magnesium quartile the risk of fracture was smaller than in the lowest.",
        ("magnesium", "fracture", -1),
    ),
    # superlatives, ways of their own, comparisons of ways
    ("BMD was highest in the top quartile of magnesium.", ("magnesium", "bmd", 1)),
    ("Fractures were commonest in the lowest quartile of magnesium.", ("magnesium", "fractures", -1)),
    ("The higher the magnesium, the lower the CRP.", ("magnesium", "crp", -1)),
    ("CRP correlated inversely with magnesium and positively with pain.", ("crp", "pain", 1)),
    ("Magnesium rather than zinc lowered pain.", ("magnesium", "pain", -1)),
    ("Zinc was a stronger predictor of pain than magnesium.", ("zinc", "pain", 1)),
    ("Supplementation with zinc had little effect on pain.", ("zinc", "pain", 0)),
    # no single direction
    ("Both low and high magnesium were associated with fractures.", ("magnesium", "fractures", None)),
    ("The relation between magnesium and fractures was U-shaped.", ("magnesium", "fractures", None)),
]


@pytest.mark.parametrize(("sentence", "claim"), SAYINGS, ids=[sentence for sentence, _ in SAYINGS])
def test_one_finding_in_many_wordings(sentence: str, claim: tuple[str, str, int | None]) -> None:
    """Each wording gives its claim: the sign is what happens to the object when the subject goes up."""
    assert claim in triples(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "We examined whether magnesium lowers CRP.",
        "The aim of this study was to relate magnesium to fractures.",
        "Larger trials of magnesium in osteoporosis are needed.",
        "Does magnesium prevent fractures?",
    ],
)
def test_aims_advice_and_questions_are_no_claims(sentence: str) -> None:
    """What was asked, hoped or advised is not what was found."""
    assert not triples(sentence)


def test_methods_and_background_are_no_claims() -> None:
    """In a labelled abstract only results and conclusions count."""
    doc = document("Magnesium lowers CRP.\nMagnesium raised BMD.")
    title, first, second = doc.sentences
    kinds = (title, replace(first, section=SectionKind.METHODS), replace(second, section=SectionKind.RESULTS))
    labelled = replace(doc, sentences=kinds)
    assert [c.object.text for c in find_claims(labelled, estimates=(), study=Study())] == ["BMD"]


def test_lists_share_their_direction_word() -> None:
    """A direction word before a list holds for all of it, until another comes."""
    found = triples("Magnesium was associated with lower CRP and PTH and with higher BMD.")
    assert {("magnesium", "crp", -1), ("magnesium", "pth", -1), ("magnesium", "bmd", 1)} <= found


def test_two_verbs_of_one_subject() -> None:
    """A second verb has the subject of the first."""
    assert {("magnesium", "crp", -1), ("magnesium", "bmd", 1)} <= triples("Magnesium lowered CRP and increased BMD.")


def test_neither_nor() -> None:
    """Each of those that neither-nor names is a null finding."""
    found = triples("Neither magnesium nor zinc was associated with fractures.")
    assert {("magnesium", "fractures", 0), ("zinc", "fractures", 0)} <= found


def test_but_not() -> None:
    """What "but not" leaves out is a null finding, on either side."""
    assert {("magnesium", "pain", -1), ("zinc", "pain", 0)} <= triples("Magnesium, but not zinc, lowered pain.")
    assert ("magnesium", "crp", 0) in triples("Magnesium was associated with pain but not CRP.")


def test_the_same_was_found_for_another_subject() -> None:
    """A sentence that points back takes the finding over."""
    found = triples(
        "Magnesium was associated with a lower risk of fractures.\nThe same was found for zinc and fractures."
    )
    assert ("zinc", "fractures", -1) in found


def test_as_was_another_object() -> None:
    """What is added by "as was" has the sign of what stands before it."""
    assert ("magnesium", "hypertension", -1) in triples(
        "Osteoporosis was rarer with high magnesium, as was hypertension."
    )


def test_numbers_of_two_groups() -> None:
    """Two numbers with a p-value are a finding where no word says which is more."""
    found = triples(
        "CRP was 2.1 mg/l with magnesium and 3.4 mg/l with placebo (P < 0.01).", title="Magnesium against placebo"
    )
    assert ("magnesium", "crp", -1) in found


def test_a_p_value_above_the_limit_is_a_null_finding() -> None:
    """A difference that its p-value does not bear out is none."""
    assert ("magnesium", "crp", 0) in triples("Magnesium lowered CRP (P = 0.41).")


def test_states_and_certainty_are_kept() -> None:
    """The state says how the subject was spoken of, hedges are told from assertions, and denials from both."""
    low = claims_of("Low magnesium may raise CRP.")[0]
    assert (low.sign, low.subject_state, low.certainty) == (-1, State.LOW, Certainty.HEDGED)
    null = claims_of("Magnesium did not change CRP.")[0]
    assert (null.sign, null.certainty) == (0, Certainty.NEGATED)


def test_each_claim_has_its_sentence_its_rule_and_the_substance() -> None:
    """The quote is the whole sentence; the rule is named; a deficiency goes by its substance."""
    claim = claims_of("Magnesium reduced CRP (P = 0.01).")[0]
    assert claim.quote == "Magnesium reduced CRP (P = 0.01)."
    assert claim.rule
    assert claim.subject.concept == "MESH:D008274"


def test_estimates_go_to_their_claims() -> None:
    """As many estimates as findings are dealt in order, each to its own."""
    found = claims_of(
        "Magnesium was associated with a lower risk of fractures (OR 0.70, 95% CI 0.50-0.90) and of "
        "hypertension (OR 0.80, 95% CI 0.70-0.95)."
    )
    dealt = {claim.object.text: claim.estimates for claim in found}
    assert dealt == {"fractures": (0,), "hypertension": (1,)}


def test_an_estimate_gives_the_direction_that_no_word_gives() -> None:
    """The hazard ratio for the lowest against the highest group turns the sign round; an interval over 1 is null."""
    up = "Comparing the lowest with the highest magnesium, the hazard ratio for fractures was 2.10 (95% CI 1.30-3.41)."
    assert ("magnesium", "fractures", -1) in triples(up)
    null = (
        "Comparing the lowest with the highest magnesium, the hazard ratio for fractures was 1.20 (95% CI 0.80-1.60)."
    )
    assert ("magnesium", "fractures", 0) in triples(null)


def test_a_repeat_is_folded_into_the_one_with_numbers() -> None:
    """The conclusion that says a result again is no second claim."""
    text = (
        "Magnesium was associated with less hypertension (OR 0.80, 95% CI 0.70-0.95).\nMagnesium was "
        "associated with less hypertension."
    )
    found = claims_of(text)
    assert len(found) == 1
    assert found[0].estimates == (0,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "(",
        "((((",
        "...",
        "1.2.3 <.001 0,33",
        "and and and",
        "with with than than",
        "nor did",
        "\u0000",
        "not",
        "P < 0.05",
    ],
)
def test_odd_texts_give_nothing_and_do_not_fail(text: str) -> None:
    """Nonsense is read without a crash and without invention."""
    assert not [c for c in claims_of(text) if c.section != SectionKind.TITLE]


def test_a_document_without_sentences() -> None:
    """No sentences, no claims."""
    assert find_claims(Document("1", ""), estimates=(), study=Study()) == ()


def test_a_hundred_kilobytes_are_read_in_time() -> None:
    """A long text, and a long single sentence, take linear time."""
    line = "Magnesium was associated with lower CRP and higher BMD in women and men with hypertension."
    found = claims_of("\n".join([line] * 1100))
    assert found
    claims_of(" ".join([line[:-1]] * 1100) + ".")


@pytest.mark.parametrize(
    ("sentence", "claim"),
    [
        ("Lack of magnesium raised CRP.", ("magnesium", "crp", -1)),
        ("There was a lack of effect of magnesium on CRP.", ("magnesium", "crp", 0)),
        ("Magnesium deficiency predisposes to chronic disease.", ("magnesium deficiency", "chronic disease", -1)),
    ],
)
def test_a_lack_of_a_thing_is_little_of_it(sentence: str, claim: tuple[str, str, int]) -> None:
    """What lacks is told from what was not found; a chronic disease names something."""
    assert claim in triples(sentence)


@pytest.mark.parametrize("told", ["indicating that", "suggesting that", "showing that"])
def test_what_is_concluded_from_a_finding_leaves_the_finding(told: str) -> None:
    """What stands before ", suggesting that" is a finding of its own; "our data suggest that" names none."""
    assert ("zinc", "pain", -1) in triples(f"Zinc lowered pain, {told} magnesium lowers CRP.")
    assert triples("Our data on zinc suggest that magnesium lowers CRP.") == {("magnesium", "crp", -1)}
