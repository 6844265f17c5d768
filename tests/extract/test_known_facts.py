"""What a study tells as known before its own results: claims of its background."""

import pytest
from claim_builder import document, estimates_of

from miner.extract.claims import find_claims
from miner.model.article import SectionKind
from miner.model.claim import Claim
from miner.model.reading import Document, Sentence
from miner.model.study import Design, Study

RESULT = "Zinc lowered CRP (p = 0.01)."


def _labelled(text: str, section: SectionKind) -> tuple[Claim, ...]:
    """The claims of a sentence in a section of an abstract that has results as well."""
    doc = document(f"{text}\n{RESULT}")
    sections = (SectionKind.TITLE, section, SectionKind.RESULTS)
    sentences = tuple(Sentence(s.start, s.end, kind) for s, kind in zip(doc.sentences, sections, strict=True))
    whole = Document("1", doc.text, title_end=doc.title_end, sentences=sentences, mentions=doc.mentions)
    return find_claims(whole, estimates=estimates_of(whole), study=Study(design=Design.COHORT))


def _known(text: str, section: SectionKind = SectionKind.BACKGROUND) -> set[tuple[str, str, int | None]]:
    claims = [claim for claim in _labelled(text, section) if claim.is_background]
    return {(claim.subject.text.casefold(), claim.object.text.casefold(), claim.sign) for claim in claims}


KNOWN = [
    ("Hypertension is an established risk factor for osteoporosis.", ("hypertension", "osteoporosis", 1)),
    ("Low magnesium can lead to osteoporosis and fractures.", ("magnesium", "fractures", -1)),
    ("Magnesium has been shown to lower PTH.", ("magnesium", "pth", -1)),
    ("Zinc is thought to prevent fractures.", ("zinc", "fractures", -1)),
    ("Hypertension is associated with fractures, but the mechanism is unknown.", ("hypertension", "fractures", 1)),
    ("Previous studies suggest that magnesium reduces pain.", ("magnesium", "pain", -1)),
]


@pytest.mark.parametrize(("text", "expected"), KNOWN, ids=[each[0] for each in KNOWN])
@pytest.mark.parametrize("section", [SectionKind.BACKGROUND, SectionKind.OBJECTIVE])
def test_a_known_fact_is_a_claim_of_the_background(
    text: str, expected: tuple[str, str, int], section: SectionKind
) -> None:
    """What the text holds to be known before its own results is kept apart from them."""
    assert expected in _known(text, section)


@pytest.mark.parametrize(
    "text",
    [
        "We aimed to test whether magnesium lowers PTH.",
        "This study examined the effect of magnesium on reduced BMD.",
        "To illustrate how magnesium lowers PTH and prevents fractures.",
        "To determine whether magnesium reduces fractures in women.",
        "It is unknown whether magnesium reduces fractures.",
        "The role of magnesium in osteoporosis is unclear.",
        "Osteoporosis is characterized by low BMD and fractures.",
        "Osteoporosis affects about half of women with fractures.",
        "BMD was lower in women with hypertension.",
    ],
)
def test_no_aim_or_definition_is_known(text: str) -> None:
    """An aim, what is not known, a definition and the state of a group are none."""
    assert not _known(text)


def test_methods_tell_nothing_that_is_known() -> None:
    """What stands in the methods is how it was done."""
    assert not _known("Magnesium is associated with fractures.", SectionKind.METHODS)


def test_what_the_study_found_itself_is_told_once() -> None:
    """A known fact that the results tell as well is theirs."""
    claims = _labelled("Zinc is known to lower CRP.", SectionKind.BACKGROUND)
    assert [(claim.section, claim.is_background) for claim in claims] == [(SectionKind.RESULTS, False)]


def test_what_precedes_the_aim_of_an_abstract_without_labels_is_known() -> None:
    """Without labels the background ends with the aim."""
    aim = "Hypertension is a risk factor for fractures.\nWe examined whether zinc is safe."
    text = f"{aim}\n{RESULT}\nNobody fell ill.\nAll went home."
    doc = document(text, section=None)
    claims = find_claims(doc, estimates=estimates_of(doc), study=Study(design=Design.COHORT))
    assert [(c.subject.text, c.object.text, c.is_background) for c in claims] == [
        ("Hypertension", "fractures", True),
        ("Zinc", "CRP", False),
    ]
