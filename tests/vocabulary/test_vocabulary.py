"""The shipped vocabulary: what the field's names mean, what rolls up where, what stands under which tree."""

import pytest

from miner.model.concept import EntityType, State
from miner.resources import corpora_path
from miner.vocabulary import load_vocabulary
from miner.vocabulary.additions import iter_additions
from miner.vocabulary.keys import Running, codes_of, hash_of, key_of
from miner.vocabulary.vocabulary import HUMAN

MAGNESIUM = "MESH:D008274"


@pytest.mark.parametrize(
    "name",
    [
        "magnesium citrate", "magnesium oxide", "magnesium sulfate", "magnesium glycinate",
        "magnesium chloride", "MgSO4", "magnesium L-threonate", "serum magnesium", "dietary magnesium",
        "magnesium intake", "urinary magnesium",
        "magnesium in drinking water", "magnesium depletion score", "hypomagnesemia", "hypermagnesaemia",
        "dialysate magnesium", "Mg2+", "magnesium deficiency",
    ],
)  # fmt: skip
def test_forms_and_states_roll_up_to_magnesium(name: str) -> None:
    """Every form, place and state of magnesium counts as magnesium in the graph and keeps its own concept."""
    concept = load_vocabulary().find(name)[0]
    assert load_vocabulary().roll_up(concept.curie)[0] == MAGNESIUM


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("hypomagnesemia", State.LOW), ("magnesium deficiency", State.LOW), ("magnesium depletion score", State.LOW),
        ("hypermagnesemia", State.HIGH), ("dietary magnesium", None), ("magnesium oxide", None),
        ("vitamin D deficiency", State.LOW),
    ],
)  # fmt: skip
def test_states_are_kept(name: str, state: State | None) -> None:
    """Hypomagnesemia is low magnesium; a form has no state."""
    assert load_vocabulary().roll_up(load_vocabulary().find(name)[0].curie)[1] is state


def test_other_species_genes_count_as_the_human_one() -> None:
    """Every mouse and rat gene rolls up to the human gene of its symbol, and keeps its own id when it is read."""
    vocabulary = load_vocabulary()
    others = [gene for gene in vocabulary.iter_concepts() if vocabulary.taxon_of(gene.curie) not in {None, HUMAN}]
    assert len(others) > 100
    for gene in others:
        human = vocabulary.get(vocabulary.roll_up(gene.curie)[0])
        assert human is not None
        assert vocabulary.taxon_of(human.curie) == HUMAN, gene
        assert human.name.casefold() == gene.name.casefold() or gene.name in {"Ins1", "Ins2", "Ren1", "Trp53"}
    assert vocabulary.roll_up("NCBIGene:22059") == ("NCBIGene:7157", None)
    assert [concept.curie for concept in vocabulary.find("Pth")] == ["NCBIGene:19226", "NCBIGene:24694"]


@pytest.mark.parametrize(
    ("name", "curie", "kind"),
    [
        ("bone mineral density", "MESH:D015519", EntityType.MEASUREMENT),
        ("BMD", "MESH:D015519", EntityType.MEASUREMENT),
        ("low muscle mass", "MESH:D055948", EntityType.DISEASE),
        ("25-(OH) Vitamin D3", "MESH:D002112", EntityType.CHEMICAL),
        ("1,25(OH)2D3", "MESH:D002117", EntityType.CHEMICAL),
        ("25(OH)D", "MESH:C104450", EntityType.CHEMICAL),
        ("hs-CRP", "NCBIGene:1401", EntityType.GENE),
        ("TNF-α", "NCBIGene:7124", EntityType.GENE),
        ("tumour necrosis factor-alpha", "NCBIGene:7124", EntityType.GENE),
        ("IL-6", "NCBIGene:3569", EntityType.GENE),
        ("PTH", "NCBIGene:5741", EntityType.GENE),
        ("FGF23", "NCBIGene:8074", EntityType.GENE),
        ("ALP", "NCBIGene:249", EntityType.GENE),
        ("OPN", "NCBIGene:6696", EntityType.GENE),
        ("MGP", "NCBIGene:4256", EntityType.GENE),
        ("albumin", "NCBIGene:213", EntityType.GENE),
        ("convulsions", "MESH:D012640", EntityType.DISEASE),
        ("nephropathy", "MESH:D007674", EntityType.DISEASE),
        ("Agatston score", "INDEX:Agatston", EntityType.MEASUREMENT),
        ("AAC score", "INDEX:AAC-score", EntityType.MEASUREMENT),
        ("T-score", "INDEX:T-score", EntityType.MEASUREMENT),
        ("T50", "INDEX:T50", EntityType.MEASUREMENT),
        ("grip strength", "MESH:D018737", EntityType.MEASUREMENT),
        ("gait speed", "MESH:D000072797", EntityType.MEASUREMENT),
        ("triglyceride-glucose index", "INDEX:TyG", EntityType.MEASUREMENT),
        ("Type 2 Diabetes Mellitus", "MESH:D003924", EntityType.DISEASE),
    ],
)
def test_names_of_the_field(name: str, curie: str, kind: EntityType) -> None:
    """The first concept of a name is the one that our field means."""
    concept = load_vocabulary().find(name)[0]
    assert (concept.curie, concept.type) == (curie, kind)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("CALLY index", ("NCBIGene:1401", "NCBIGene:213", "MESH:D008214")),
        ("C-reactive protein–albumin–lymphocyte (CALLY) index", ("NCBIGene:1401", "NCBIGene:213", "MESH:D008214")),
        ("neutrophil-to-lymphocyte ratio", ("MESH:D009504", "MESH:D008214")),
        ("platelet-to-albumin ratio", ("MESH:D001792", "NCBIGene:213")),
        ("neutrophil–platelet score", ("MESH:D009504", "MESH:D001792")),
        ("red blood cell distribution width-to-albumin ratio", ("INDEX:RDW", "NCBIGene:213")),
    ],
)
def test_indices_have_parts(name: str, parts: tuple[str, ...]) -> None:
    """A composite index is a measurement made of parts, not its first gene."""
    concept = load_vocabulary().find(name)[0]
    assert (concept.type, concept.parts) == (EntityType.MEASUREMENT, parts)


def test_trees() -> None:
    """Outcomes can be chosen by tree; a supplementary concept stands where its headings stand."""
    vocabulary = load_vocabulary()
    assert vocabulary.is_under("MESH:D010024", "C05")
    assert vocabulary.is_under("MESH:D061205", "C18.452.174.130")
    assert not vocabulary.is_under("MESH:D010024", "C05.116.1")
    assert not vocabulary.is_under("MESH:D999999", "C05")
    citrate = vocabulary.find("magnesium citrate")[0]
    assert vocabulary.is_under(citrate.curie, "D")


@pytest.mark.parametrize(
    "curie", ["", "D008274", "MESH:X1", "MESH:D999999999", "INDEX:nothing", "NCBIGene:0", "CHEBI:1"]
)
def test_unknown_curies(curie: str) -> None:
    """What is not there is None, whatever was asked."""
    assert load_vocabulary().get(curie) is None


def test_every_concept_of_ours_is_there() -> None:
    """Each row of our tables can be found by its CURIE and by its names; Chinese has 400 concepts or more."""
    vocabulary = load_vocabulary()
    for path in sorted(corpora_path("vocabulary").glob("*.tsv")):
        if path.stem == "learned_names":
            continue
        rows = list(iter_additions(path))
        assert path.stem != "chinese" or len(rows) >= 400
        for row in rows:
            concept = vocabulary.get(row.curie)
            assert concept is not None, row
            names = {concept.name, *concept.synonyms}
            assert {*row.synonyms, *row.abbreviations, *row.ambiguous} <= names, row
            for name in row.synonyms:
                assert any(found.curie == row.curie for found in vocabulary.find(name)), (row.curie, name)


@pytest.mark.parametrize(
    "text", ["Fractures", "25-(OH) D₃", "TNF-α", "Mg2+", "維生素Ｄ", "naïve \x00🦴é", "s", "asss", "מגנזיום"]
)
def test_running_hashes_agree_with_keys(text: str) -> None:
    """The hash of a span of a text is that of its key alone."""
    padded = f"xx {text} yy"
    running = Running(codes_of(padded))
    hashes = running.hashes(running.position[_at(3)], running.position[_at(3 + len(text))])
    assert int(hashes[0]) == hash_of(key_of(text))


def _at(place: int):  # type: ignore[no-untyped-def]  # noqa: ANN202
    import numpy as np

    return np.array([place], dtype=np.int64)


@pytest.mark.parametrize(
    ("name", "not_of"),
    [
        ("overall survival", "MESH:D009026"),
        ("endothelial dysfunction", "MESH:D014664"),
        ("mitochondrial dysfunction", "MESH:D063154"),
        ("eGFR decline", "MESH:D005919"),
        ("fall prevention", "MESH:D000058"),
    ],
)
def test_no_name_means_the_opposite_of_its_concept(name: str, not_of: str) -> None:
    """A claim on survival told as one on mortality would have its sign turned round."""
    assert not_of not in {concept.curie for concept in load_vocabulary().find(name)}
