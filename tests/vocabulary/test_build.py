"""Compiling: the same bytes, nothing lost, bad rows refused with file and line."""

from pathlib import Path

import pytest

from miner.errors import BadData
from miner.model.concept import EntityType, State
from miner.vocabulary import load_vocabulary
from miner.vocabulary.additions import iter_additions
from miner.vocabulary.build import Sources, build_vocabulary
from miner.vocabulary.compiled import read_compiled
from miner.vocabulary.sources import read_generic
from miner.vocabulary.vocabulary import Vocabulary, vocabulary_header

_GENES = (
    "HGNC ID	Approved symbol	Approved name	Status	Alias symbols	NCBI Gene ID(supplied by NCBI)	"
    "Previous symbols	Locus type"
)


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """A vocabulary of three headings, one supplement, one gene and two rows of ours."""
    (tmp_path / "mesh.tsv").write_text(
        "D008274\tMagnesium\t\tD01.268.552.437\t\n"
        "D007674\tKidney Diseases\tDisease, Kidney|Kidney Disease\tC12.050\t\n"
        "D012964\tSodium\t\tD01.268.549.750\t\n"
    )
    (tmp_path / "supplement.tsv").write_text("C110422\tmagnesium citrate\tMg citrate\tD008274\n")
    (tmp_path / "genes.tsv").write_text(
        f"{_GENES}\nHGNC:1\tALB\talbumin\tApproved\t\t213\t\tgene with protein product\n"
        "HGNC:2\tOLD\told gene\tEntry Withdrawn\t\t9\t\tunknown\n"
    )
    (tmp_path / "ours.tsv").write_text(
        "curie\tname\ttype\tsynonyms\tparts\trolls_up_to\tstate\n"
        "INDEX:low-magnesium\tlow magnesium\tDisease\tmagnesium lack\t\tMESH:D008274\tlow\n"
        "INDEX:AGX\talbumin-to-magnesium ratio\tMeasurement\t\tNCBIGene:213|MESH:D008274\t\t\n"
    )
    return Sources(
        descriptors=tmp_path / "mesh.tsv",
        supplements=tmp_path / "supplement.tsv",
        genes=tmp_path / "genes.tsv",
        additions=(tmp_path / "ours.tsv",),
    )


def test_what_goes_in_comes_out(sources: Sources, tmp_path: Path) -> None:
    """Concepts keep names, types, trees, parts, states and what they roll up to."""
    counts = build_vocabulary(sources, tmp_path / "out.bin")
    vocabulary = Vocabulary.from_file(tmp_path / "out.bin")
    assert counts["concepts"] == len(vocabulary) == 7
    citrate = vocabulary.get("MESH:C110422")
    assert citrate is not None
    assert (citrate.name, citrate.type, citrate.trees) == (
        "magnesium citrate",
        EntityType.CHEMICAL,
        ("D01.268.552.437",),
    )
    ratio = vocabulary.get("INDEX:AGX")
    assert ratio is not None
    assert ratio.parts == ("NCBIGene:213", "MESH:D008274")
    assert vocabulary.roll_up("INDEX:low-magnesium") == ("MESH:D008274", State.LOW)
    assert vocabulary.get("NCBIGene:9") is None
    assert [concept.curie for concept in vocabulary.find("kidney diseases")] == ["MESH:D007674"]


def test_same_input_same_bytes(sources: Sources, tmp_path: Path) -> None:
    """Two builds of the same files differ in no byte."""
    build_vocabulary(sources, tmp_path / "one.bin")
    build_vocabulary(sources, tmp_path / "two.bin")
    assert (tmp_path / "one.bin").read_bytes() == (tmp_path / "two.bin").read_bytes()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("D008274\tMagnesium\tChemical", "no CURIE"),
        ("INDEX:X\tx index\tIndex", "none of Chemical"),
        ("INDEX:X\tx index", "needs a type"),
        ("INDEX:X\tx index\tMeasurement\tx\ty\tz\tlow\tmore", "8 cells, the head 7"),
        ("INDEX:X\tx index\tMeasurement\t\tMESH:D000001", "MESH:D000001 is not in the vocabulary"),
        ("INDEX:X\tx index\tMeasurement\t\t\t\tmiddling", "none of high, low"),
        ("INDEX:X", "needs one CURIE and a name"),
    ],
)
def test_a_bad_row_is_refused(sources: Sources, tmp_path: Path, row: str, reason: str) -> None:
    """The sentence names the file, the line and what is wrong with it."""
    path = tmp_path / "ours.tsv"
    path.write_text(path.read_text() + row + "\n")
    with pytest.raises(BadData, match=reason) as caught:
        build_vocabulary(sources, tmp_path / "out.bin")
    assert str(caught.value).startswith(f"{path}:4: ")
    assert not (tmp_path / "out.bin").exists()


@pytest.mark.parametrize(
    ("head", "reason"), [("curie\tname\tcolour", "unknown column colour"), ("name", "curie and name")]
)
def test_a_bad_head_is_refused(tmp_path: Path, head: str, reason: str) -> None:
    """Unknown columns and missing ones are named, with the line."""
    path = tmp_path / "bad.tsv"
    path.write_text(head + "\n")
    with pytest.raises(BadData, match=reason):
        list(iter_additions(path))


def test_a_damaged_file_is_refused(sources: Sources, tmp_path: Path) -> None:
    """A compiled file that is cut short, or is none at all, gets a sentence that says what to do."""
    path = tmp_path / "out.bin"
    build_vocabulary(sources, path)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(BadData, match="damaged; build it again"):
        read_compiled(path)
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(BadData, match="no compiled vocabulary"):
        read_compiled(path)


def test_official_xml_is_read(sources: Sources, tmp_path: Path) -> None:
    """NLM's descriptor XML gives what the table gives, with all its entry terms."""
    path = tmp_path / "desc.xml"
    path.write_text(
        "<DescriptorRecordSet><DescriptorRecord><DescriptorUI>D012640</DescriptorUI>"
        "<DescriptorName><String>Seizures</String></DescriptorName>"
        "<TreeNumberList><TreeNumber>C10.597.742</TreeNumber></TreeNumberList>"
        "<ConceptList><Concept><TermList><Term><String>Seizures</String></Term>"
        "<Term><String>Convulsions</String></Term></TermList></Concept></ConceptList>"
        "</DescriptorRecord></DescriptorRecordSet>"
    )
    build_vocabulary(Sources(descriptors=path, genes=sources.genes), tmp_path / "out.bin")
    vocabulary = Vocabulary.from_file(tmp_path / "out.bin")
    assert [concept.curie for concept in vocabulary.find("convulsion")] == ["MESH:D012640"]
    assert vocabulary.is_under("MESH:D012640", "C10")


def test_the_shipped_file_says_where_it_comes_from() -> None:
    """The header names every source with its digest, and the counts are those of a whole vocabulary."""
    header = vocabulary_header()
    files = {source["file"] for source in header["sources"]}
    assert {"mesh_id_label_mappings.tsv", "hgnc_entries.tsv", "magnesium.tsv", "chinese.tsv"} <= files
    assert all(len(source["sha256"]) == 64 for source in header["sources"])
    assert len(load_vocabulary()) == header["counts"]["concepts"] > 300_000


def test_generic_names(tmp_path: Path) -> None:
    """Names that say too little are refused in capitals or given twice; the shipped ones are not looked for."""
    path = tmp_path / "generic.txt"
    for text in ("# names\narm\nArm\n", "# names\narm\narm\n"):
        path.write_text(text)
        with pytest.raises(BadData, match=r"generic\.txt:3"):
            read_generic(path)
    names = {name.lower() for name, _ in load_vocabulary().iter_names(EntityType.ANATOMY)}
    assert "arm" in names
    assert not load_vocabulary().matcher().find_all("Two arms, a tear and its secretion.")
