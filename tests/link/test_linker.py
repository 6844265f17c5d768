"""From mention to concept: what must be linked, what must be left, and why."""

from pathlib import Path

import pytest

from miner.errors import BadData
from miner.link import Context, Linker, find_taxon
from miner.link.learned import Annotated, LearnedNames, iter_annotated, iter_learned, write_learned
from miner.model.concept import EntityType
from miner.model.reading import Abbreviation
from miner.vocabulary import load_vocabulary

C, G, D, M = EntityType.CHEMICAL, EntityType.GENE, EntityType.DISEASE, EntityType.MEASUREMENT


@pytest.fixture(scope="module")
def linker() -> Linker:
    """The shipped vocabulary and learned names, without likeness (which takes seconds to build)."""
    return Linker(load_vocabulary(), similar=False)


def context(text: str = "", **definitions: str) -> Context:
    """A document that defines these short forms."""
    return Context.of(text, [Abbreviation(short, long, 0, 0) for short, long in definitions.items()])


@pytest.mark.parametrize(
    ("short", "long", "kind", "curie"),
    [
        ("CALLY", "C-reactive protein–albumin–lymphocyte", M, "INDEX:CALLY"),
        ("NP", "neutrophil–platelet score", M, "INDEX:NP"),
        ("NP", "natriuretic peptide", G, "MESH:D045265"),
        ("PAR", "platelet-to-albumin ratio", M, "INDEX:PAR"),
        ("PAR", "protease-activated receptor", G, "MESH:D044462"),
        ("RAR", "red blood cell distribution width-to-albumin ratio", M, "INDEX:RAR"),
        ("RAR", "retinoic acid receptor", G, "MESH:D018168"),
        ("SMI", "skeletal muscle index", M, "INDEX:SMI"),
        ("LMM", "low muscle mass", D, "MESH:D055948"),
        ("CPP2", "calciprotein particle 2", M, "INDEX:CPP2"),
        ("MS", "metabolic syndrome", D, "MESH:D024821"),
        ("MS", "multiple sclerosis", D, "MESH:D009103"),
        ("MDS", "magnesium depletion score", M, "INDEX:MDS"),
        ("OA", "osteoarthritis", D, "MESH:D010003"),
        ("VC", "vascular calcification", D, "MESH:D061205"),
        ("BMD", "Becker muscular dystrophy", D, "MESH:D020388"),
        ("CKD", "cyclin kinase defect of the sort nobody has", D, None),
    ],
)
def test_the_documents_definition_outranks_any_dictionary(
    linker: Linker, short: str, long: str, kind: EntityType, curie: str | None
) -> None:
    """A short form means what the document says it means, in the singular and in the plural."""
    document = context(**{short: long})
    link = linker.link(short, kind, document)
    assert link.concept == curie
    assert link.why[0] == f"defined as “{long}”"
    assert linker.link(short + "s", kind, document).concept == curie


@pytest.mark.parametrize(
    ("text", "kind"),
    [("NP", M), ("PAR", G), ("RAR", M), ("RAR", G), ("SMI", M), ("LMM", D), ("MS", D), ("CAR", M), ("MDS", M),
     ("OA", D), ("ASM", M), ("NHR", M)],
)  # fmt: skip
def test_an_ambiguous_short_form_is_left(linker: Linker, text: str, kind: EntityType) -> None:
    """Without a definition or context the concept is None and the candidates are kept."""
    link = linker.link(text, kind, context("Nothing here says what is meant."))
    assert link.concept is None
    assert link.candidates
    assert link.why


@pytest.mark.parametrize(
    ("text", "kind", "told_by", "curie"),
    [
        ("SMI", M, "Muscle mass was measured by bioimpedance.", "INDEX:SMI"),
        ("MS", D, "A relapsing course is usual.", "MESH:D009103"),
        ("RAR", G, "Cells were treated with retinoic acid.", "MESH:D018168"),
        ("OC", G, "A marker made by osteoblasts.", "NCBIGene:632"),
        ("PLR", M, "NLR rose as well.", "INDEX:PLR"),
        ("ABI", M, "Arterial disease of the ankle.", "MESH:D055109"),
    ],
)
def test_context_decides(linker: Linker, text: str, kind: EntityType, told_by: str, curie: str) -> None:
    """A word of the document that speaks for one sense only is enough, and is named."""
    link = linker.link(text, kind, context(told_by))
    assert link.concept == curie
    assert "the text speaks of" in link.why[-1]


def test_context_gives_the_type_too(linker: Linker) -> None:
    """A short form that a dictionary took for an index is a gene where the document's words say so."""
    link = linker.link("NP", M, context("Natriuretic peptides rose."))
    assert (link.concept, link.type) == ("MESH:D045265", G)
    assert linker.link("SMI", M, context("muscle")).type is None


def test_never_fasciculation_nor_mass_syndrome(linker: Linker) -> None:
    """The two wrong links of the seed can come from no road and no type."""
    for kind in EntityType:
        for document in (None, context(), context("muscle mass"), context(SMI="skeletal muscle index")):
            assert linker.link("SMI", kind, document).concept != "MESH:D005207"
            assert linker.link("LMM", kind, document).concept != "MESH:C536030"


@pytest.mark.parametrize(
    ("text", "kind", "curie", "why"),
    [
        ("hypomagnesaemia", D, "MESH:D008275", "our name"),
        ("severe hypomagnesaemia", D, "MESH:D008275", "without its qualifier"),
        ("Hypertension", D, "MESH:D006973", "our name"),
        ("renal diseases", D, "MESH:D007674", "our name"),
        ("disease of the kidney", D, "MESH:D007674", "words put straight"),
        ("cisplatin-induced hypomagnesemia", D, "MESH:D008275", "without its cause"),
        ("calcitriol therapy", C, "MESH:D002117", "without its tail"),
        ("matrix Gla protein", G, "NCBIGene:4256", "our name"),
        ("CLDN16", G, "NCBIGene:10686", "our name"),
        ("interleukin 33", G, "NCBIGene:90865", "exact name"),
        ("osteoporotic (fragility) fractures", D, "MESH:D058866", "nothing in brackets"),
        ("insulin", G, "MESH:D007328", "known as Chemical"),
    ],
)
def test_the_road_is_named(linker: Linker, text: str, kind: EntityType, curie: str, why: str) -> None:
    """Each link says by which road it was made."""
    link = linker.link(text, kind)
    assert link.concept == curie
    assert any(why in each for each in link.why), link.why
    assert link.name


@pytest.mark.parametrize(
    ("text", "kind"),
    [("magnesium", D), ("osteoporosis", C), ("Wistar rats", G), ("bone mineral density", G), ("women", D)],
)
def test_a_type_that_disagrees_is_not_linked(linker: Linker, text: str, kind: EntityType) -> None:
    """A chemical's name does not make a disease."""
    assert linker.link(text, kind).concept is None


@pytest.mark.parametrize(
    ("text", "told_by", "curie"),
    [
        ("TNF-α", "Mice were fed a low-magnesium diet.", "NCBIGene:21926"),
        ("TNF-α", "Wistar rats were fed a low-magnesium diet.", "NCBIGene:24835"),
        ("TNF-α", "Women took magnesium.", "NCBIGene:7124"),
        ("Il6", "Murine osteoblasts.", "NCBIGene:16193"),
        ("Il6", "Patients took magnesium.", "NCBIGene:3569"),
        ("RANKL", "Ovariectomised rats.", "NCBIGene:117516"),
        ("TNF-α", "Rabbits were fed a low-magnesium diet.", None),
    ],
)
def test_genes_are_of_the_species_of_the_text(linker: Linker, text: str, told_by: str, curie: str | None) -> None:
    """Human unless the text says otherwise; else that species' gene, or none with the human one as candidate."""
    link = linker.link(text, G, context(told_by))
    assert link.concept == curie
    if curie is None:
        assert link.candidates == ("NCBIGene:7124",)


def test_species_of_a_text() -> None:
    """People win where they are spoken of more than half as often as animals."""
    assert find_taxon("") == 9606
    assert find_taxon("In mice and in mouse cells, as in one patient") == 10090
    assert find_taxon("Piglets grew.") == 0


def test_links_are_the_same_again(linker: Linker) -> None:
    """A second asking gives an equal answer."""
    document = context("muscle", LMM="low muscle mass")
    assert linker.link("LMM", D, document) == linker.link("LMM", D, document)


@pytest.mark.parametrize("text", ["", " ", "\x00", "🦴", "(", "́", "א" * 500, "a" * 5000])
def test_odd_text_is_left(linker: Linker, text: str) -> None:
    """Nothing in it, nothing linked, no crash."""
    assert linker.link(text, D, context()).concept is None


@pytest.mark.slow
def test_names_that_look_alike() -> None:
    """A slip of the pen is linked above the margin; below it the candidates are kept; the index is scispaCy's."""
    linker = Linker(load_vocabulary(), learned=LearnedNames(()))
    near = linker.link("osteoporotic fractuer", D)
    assert near.concept is not None
    assert "looks like" in near.why[0]
    far = linker.link("unheard-of weariness of stones", D)
    assert far.concept is None
    assert far.candidates
    index = linker.similar_names(D)
    assert type(index.knowledge_base).__module__.startswith("scispacy")
    assert index.find("אבגדה") == ()
    assert index.find("osteoporosis")[0].similarity == pytest.approx(1.0, abs=1e-5)
    for name in ("osteoporotic fractuer", "unheard-of weariness of stones", "vitamin D defficiency"):
        (theirs,) = index.generator([name], 30)
        assert {each.curie for each in index.find(name)} == {each.concept_id for each in theirs}


def test_learned_names(tmp_path: Path) -> None:
    """The table counts documents; a tie and a lone abbreviation teach nothing; parts can be held out."""
    mentions = [
        Annotated("1", 0, 1, "big bones", D, ("MESH:D000001",)),
        Annotated("1", 5, 6, "Big bones", D, ("MESH:D000001",)),
        Annotated("2", 0, 1, "tied", D, ("MESH:D000001",)),
        Annotated("3", 0, 1, "tied", D, ("MESH:D000002",)),
        Annotated("4", 0, 1, "BB", D, ("MESH:D000001",)),
        Annotated("5", 0, 1, "two in one", D, ("MESH:D000001", "MESH:D000002")),
    ]
    path = tmp_path / "learned.tsv"
    assert write_learned(path, {"train": mentions, "dev": [Annotated("9", 0, 1, "late", D, ("MESH:D000003",))]}) == 6
    learned = LearnedNames.from_file(path, parts=frozenset({"train"}))
    assert learned.find("Big Bones", D) == "MESH:D000001"
    assert [learned.find(name, D) for name in ("tied", "BB", "two in one", "late")] == [None] * 4
    assert learned.find("big bones", C) is None
    assert LearnedNames.from_file(path).find("late", D) == "MESH:D000003"
    path.write_text(path.read_text() + "name\tDisease\tnothing\t1\t0\n")
    with pytest.raises(BadData, match=r"learned\.tsv:8: a row has"):
        list(iter_learned(path))


def test_pubtator_mentions(tmp_path: Path) -> None:
    """Ids are read with and without their space, several at once; those that no vocabulary has are dropped."""
    path = tmp_path / "some.txt"
    path.write_text(
        "7|t|Bones\n7\t0\t5\tBones\tDisease\tD001847\n7\t0\t5\tBones\tSpecificDisease\tD001847|D009369\n"
        "7\t0\t5\tBones\tChemical\t-1\n7\t0\t5\tALB\tGeneOrGeneProduct\t213\n7\tCID\tD1\tD2\n"
    )
    found = [(mention.text, mention.type, mention.curies) for mention in iter_annotated(path)]
    assert found == [
        ("Bones", D, ("MESH:D001847",)),
        ("Bones", D, ("MESH:D001847", "MESH:D009369")),
        ("Bones", C, ()),
        ("ALB", G, ("NCBIGene:213",)),
    ]


@pytest.mark.slow
def test_quality_on_gold_mentions(shared: Path) -> None:
    """Top 1 on the NCBI development set, with names from training parts only, is not below the pinned floor."""
    from miner.resources import corpora_path

    learned = LearnedNames.from_file(corpora_path("vocabulary", "learned_names.tsv"), parts=frozenset({"train"}))
    linker = Linker(load_vocabulary(), learned=learned, similar=False)
    gold = [each for each in iter_annotated(shared / "data/ner/ncbi_disease/NCBIdevelopset_corpus.txt") if each.curies]
    right = sum(linker.link(each.text, each.type).concept in each.curies for each in gold)
    assert right / len(gold) > 0.72


def test_a_short_form_within_a_long_form_is_spelled_out(linker: Linker) -> None:
    """What "dietary MG" is follows from what the document calls MG, and not from what others call so."""
    context = Context(definitions={"MG": "magnesium", "DMG": "dietary MG"})
    link = linker.link("DMG", C, context)
    assert link.concept == "INDEX:dietary-magnesium"
    assert "dietary magnesium" in link.why[0]
