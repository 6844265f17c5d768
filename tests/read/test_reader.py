"""The reader end to end: the cases of our field, sections, definitions, and input that nobody wished for."""

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from miner.errors import BadInput
from miner.model.article import Article, Section, SectionKind
from miner.model.concept import EntityType
from miner.model.reading import Document, Mention
from miner.read import Reader, load_reader

with (Path(__file__).parent / "cases.tsv").open(encoding="utf-8", newline="") as stream:
    CASES = [tuple(row.values()) for row in csv.DictReader(stream, delimiter="\t")]

ODD = [
    "",
    " \n\t ",
    "Magnesium 😀 helped 🧂 bone 👩‍🔬 density.",
    "קלציום and مغنيسيوم \u202emuisengam\u202c and magnesium.",
    "Mag\x00nesium and\x00 calcium.",
    "Magne\u0301sium, cafe\u0301, A\u030angstro\u0308m and calcium.",
    "half \ud800 a pair, then calcium",
    "İstanbul İİİ calcium and bone İ loss (İBL) IBL",
    "(" * 500 + "calcium" + ")" * 500,
    "calcium" * 300,
    "ratio " * 200,
    ". ".join("ab" * 20),
    "PTH (" * 60,
    "\u3000镁\u3000和钙。",
]
"""Texts that nobody wished for."""

NEVER = {"MESH:D005207", "MESH:C536030"}
"""Fasciculation and MASS syndrome: what the short forms SMI and LMM are mistaken for."""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader()


def read(reader: Reader, text: str, *, title: str = "") -> Document:
    (document,) = reader.documents([Article(id="t", title=title, abstract=(Section(text),))])
    return document


def test_there_are_cases_enough() -> None:
    """The table holds the documented cases and sixty more."""
    assert len(CASES) >= 80


@pytest.mark.parametrize(("text", "mention", "kind", "concept"), CASES)
def test_case(reader: Reader, text: str, mention: str, kind: str, concept: str) -> None:
    """Each case's mention is found whole at its place, with its type and, where given, its concept."""
    document = read(reader, text)
    start = document.text.index(mention)
    found = {each.start: each for each in document.mentions}
    assert start in found, [each.text for each in document.mentions]
    here = found[start]
    assert mention.startswith(here.text) or here.text.endswith(mention), here
    assert (here.type.value, concept or here.concept) == (kind, here.concept), here
    assert not NEVER & {each.concept for each in document.mentions}


def one(document: Document, text: str) -> Mention:
    return next(each for each in document.mentions if each.text == text)


def test_a_composite_index_names_its_parts(reader: Reader) -> None:
    """The CALLY index is made of CRP, albumin and lymphocytes, and none of them is a mention beside it."""
    document = read(reader, "The C-reactive protein–albumin–lymphocyte (CALLY) index was used.")
    (mention,) = (each for each in document.mentions if each.type is EntityType.MEASUREMENT)
    assert mention.text == "C-reactive protein–albumin–lymphocyte (CALLY) index"
    assert {"NCBIGene:1401", "NCBIGene:213"} <= set(mention.parts)
    assert len(mention.parts) == 3
    assert not [each for each in document.mentions if each.type is EntityType.GENE]


def test_a_ratio_that_nobody_listed_names_its_parts(reader: Reader) -> None:
    """A ratio that the vocabulary does not hold has no concept, but its parts have."""
    mention = one(read(reader, "The selenium-to-zinc ratio was high."), "selenium-to-zinc ratio")
    assert (mention.concept, len(mention.parts)) == (None, 2)


def test_the_documents_own_definition_outranks_the_dictionary(reader: Reader) -> None:
    """A short form that is a gene elsewhere is what this document says, before and after."""
    document = read(reader, "CRP (climate reporting programme) was new. CRP was praised.")
    assert not [each for each in document.mentions if each.concept == "NCBIGene:1401"]


def test_no_disease_inside_a_gene(reader: Reader) -> None:
    """The tumor in tumor necrosis factor is no disease."""
    document = read(reader, "Patients had less tumor necrosis factor-α and tumor necrosis factor alpha.")
    assert not [each for each in document.mentions if each.type is EntityType.DISEASE]


def test_sections_reach_the_sentences(reader: Reader) -> None:
    """Each sentence has its section's kind, and the title is a sentence of its own."""
    article = Article(
        id="s",
        title="Magnesium and bone",
        abstract=(Section("We asked.", label="METHODS"), Section("It helps. Much.", label="RESULTS")),
    )
    (document,) = reader.documents([article])
    kinds = [each.section for each in document.sentences]
    assert kinds == [SectionKind.TITLE, SectionKind.METHODS, SectionKind.RESULTS, SectionKind.RESULTS]
    assert document.title_end == len("Magnesium and bone")


@pytest.mark.parametrize("size", [1, 7, 1000])
def test_order_and_batches_change_nothing(reader: Reader, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Documents come in input order, and each is read the same alone as among few or many others, odd ones too."""
    texts = ["", *(case[0] for case in CASES), "镁与骨密度", "\x00 \u202e (", *ODD]
    articles = [Article(id=str(number), title=text) for number, text in enumerate(texts)]
    expected = list(reader.documents(articles))
    assert [each.id for each in expected] == [each.id for each in articles]
    monkeypatch.setattr("miner.read.reader._BATCH", size)
    assert list(reader.documents(articles)) == expected


@pytest.mark.parametrize("text", ["Arm B had a rotator cuff tear.", "Bone density falls; a fall in magnesium."])
def test_common_words_are_no_mentions(reader: Reader, text: str) -> None:
    """A trial's arm, a tear and a fall in a value are not the arm, the tears and the accident."""
    assert {each.text for each in read(reader, text).mentions} <= {"rotator cuff", "Bone density", "magnesium"}


@pytest.mark.parametrize("text", ODD)
def test_odd_input(reader: Reader, text: str) -> None:
    """No text makes the reader fail, and every offset gives back its text."""
    check(read(reader, text, title="Calcium"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    """Whatever the text, mentions stand in order, do not overlap, and give back their text."""
    check(read(load_reader(), text))


def check(document: Document) -> None:
    at = 0
    for mention in document.mentions:
        assert mention.start >= at
        assert document.text[mention.start : mention.end] == mention.text
        assert mention.text.strip()
        at = mention.end
    for each in document.abbreviations:
        assert document.text[each.short_start :].startswith(each.short)
        assert document.text[each.long_start :].startswith(each.long)
    document.text.encode()


@pytest.mark.slow
def test_a_document_of_two_megabytes(reader: Reader) -> None:
    """A very long document is read whole."""
    piece = "Magnesium citrate (MC) raised bone mineral density by 3.1% (P < 0.05) in women, and MC did no harm. "
    document = read(reader, piece * (2_000_000 // len(piece)))
    check(document)
    assert len(document.sentences) > 15_000
    assert document.mentions[-1].start > 1_900_000


def test_labels_need_a_model() -> None:
    """A label map without a model is refused."""
    with pytest.raises(BadInput, match="--model"):
        load_reader(labels={"CHEM": "Chemical"})
