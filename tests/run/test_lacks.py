"""Names of a lack as subjects: their sign and their concept speak of the same thing, the substance or the condition."""

import pytest

from miner.model.article import Article, Section
from miner.model.claim import Claim, Sign
from miner.model.concept import State
from miner.model.reading import Reading
from miner.run.reading import ReaderChoice, read_articles

LACKS: list[tuple[str, str | None, State | None, Sign]] = [
    # the substance, turned round
    ("Magnesium deficiency", "MESH:D008274", State.LOW, -1),
    ("Hypomagnesemia", "MESH:D008274", State.LOW, -1),
    ("Vitamin D insufficiency", "MESH:D014807", State.LOW, -1),
    ("Vitamin B12 deficiency", "MESH:D014805", State.LOW, -1),
    ("Iron deficiency", "MESH:D007501", State.LOW, -1),
    ("Hypokalemia", "MESH:D011188", State.LOW, -1),
    ("Hyponatremia", "MESH:D012964", State.LOW, -1),
    # no vocabulary has the lack itself
    ("Zinc deficiency", "MESH:D015032", State.LOW, -1),
    ("Estrogen deficiency", "MESH:D004967", State.LOW, -1),
    ("Phosphate restriction", "MESH:D010710", State.LOW, -1),
    # a condition of its own
    ("Sleep deprivation", "MESH:D012892", None, 1),
    ("Nutritional deficiency", "MESH:D044342", None, 1),
    ("Iron deficiency anemia", "MESH:D018798", None, 1),
    ("Sarcopenia", "MESH:D055948", None, 1),
    # a score of a lack is told of by itself
    ("A higher magnesium depletion score", "INDEX:MDS", State.HIGH, 1),
    ("A lower magnesium depletion score", "INDEX:MDS", State.LOW, -1),
]


def claims_of(title: str, text: str) -> tuple[Claim, ...]:
    """The claims of a document, read as `miner read` does."""
    (reading,) = read_articles([Article("1", title, (Section(text),))], reader=ReaderChoice())
    assert isinstance(reading, Reading)
    return reading.claims


@pytest.mark.parametrize(("name", "concept", "state", "sign"), LACKS, ids=[name for name, *_ in LACKS])
def test_sign_and_concept_speak_of_one_thing(name: str, concept: str | None, state: State | None, sign: Sign) -> None:
    """What a lack does is told of its substance, turned round, or of the condition that it is, as it stands."""
    (claim,) = claims_of(name, f"{name} raised the risk of fracture.")
    assert (claim.subject.concept, claim.subject_state, claim.sign) == (concept, state, sign)


def test_the_short_form_of_a_lack_is_turned_like_its_name() -> None:
    """A short form is as low as vitamin D deficiency, though no word of it says so."""
    (claim,) = claims_of("Vitamin D deficiency (VDD) and fracture", "VDD raised the risk of fracture.")
    assert (claim.subject.text, claim.subject.concept, claim.sign) == ("VDD", "MESH:D014807", -1)


@pytest.mark.parametrize("subject", ["Mg", "Mg supplementation", "Dietary Mg", "Serum Mg"])
def test_the_symbol_of_magnesium_is_no_unit(subject: str) -> None:
    """What is a unit in small letters names magnesium in its own."""
    (claim,) = claims_of("Magnesium (Mg) and fracture", f"{subject} lowered the risk of fracture.")
    assert (claim.subject.text, claim.subject.concept, claim.sign) == (subject, "MESH:D008274", -1)


@pytest.mark.parametrize(
    ("outcome", "concept"),
    [
        ("pain", "MESH:D010146"),
        ("pain relief", None),
        ("control of asthma", None),
        ("pain threshold", None),
        ("remission of depression", None),
        ("calcium loss", None),
        ("stroke survival", None),
        ("hearing loss", "MESH:D034381"),
        ("fracture healing", "MESH:D017102"),
    ],
)
def test_what_is_less_of_a_thing_has_not_its_concept(outcome: str, concept: str | None) -> None:
    """Who reads that zinc raises pain relief must not find that it raises pain."""
    (claim,) = claims_of("Zinc", f"Zinc increased {outcome}.")
    assert (claim.object.text, claim.object.concept, claim.sign) == (outcome, concept, 1)


@pytest.mark.parametrize(
    ("subject", "concept", "sign"),
    [
        ("A gluten-free diet", None, -1),
        ("Alcohol abstinence", None, -1),
        ("Magnesium chelation", None, -1),
        ("Antibodies against RANKL", None, -1),
        ("Weight reduction", "MESH:D015431", -1),
        ("RANKL inhibition", "NCBIGene:8600", 1),
        ("A high-magnesium diet", "MESH:D008274", -1),
    ],
)
def test_what_is_less_of_a_thing_does_not_act_as_the_thing(subject: str, concept: str | None, sign: Sign) -> None:
    """Abstinence that lowers a risk must not be found as alcohol that lowers it."""
    (claim,) = claims_of("Fracture", f"{subject} lowered the risk of fracture.")
    assert (claim.subject.concept, claim.sign) == (concept, sign)


def test_nobody_is_given_a_score_of_a_lack() -> None:
    """Under a title on a depletion score, a supplement of nothing named is none of the score."""
    text = "Supplementation reduced the risk of fracture in people with deficiency."
    claims = claims_of("The magnesium depletion score is associated with fracture", text)
    assert [claim for claim in claims if claim.section != "TITLE" and claim.subject.concept == "INDEX:MDS"] == []


@pytest.mark.parametrize(
    ("text", "subject", "target"),
    [
        ("Urinary magnesium was associated with osteoporosis.", "MESH:D008274", "MESH:D010024"),
        ("Osteoporosis raised urinary magnesium.", "MESH:D010024", "INDEX:urinary-magnesium"),
    ],
)
def test_what_is_excreted_counts_as_its_substance_where_it_acts(text: str, subject: str, target: str) -> None:
    """More magnesium in urine is no more magnesium left."""
    (claim,) = claims_of("Bone", text)
    assert (claim.subject.concept, claim.object.concept) == (subject, target)
