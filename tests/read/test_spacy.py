"""spaCy's side: our parts alone in a pipeline, and other people's models in the tagger's place."""

import json
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import fix_random_seed

from miner.errors import BadData, BadInput, MinerError, NotFound
from miner.model.article import Article, Section
from miner.model.concept import EntityType
from miner.read import load_reader
from miner.read.models import iter_models, load_model, meanings, read_labels
from miner.read.pipeline import COMPONENTS, load_pipeline

TEXT = "Low muscle mass (LMM) is frequent. Magnesium citrate raised bone mineral density, and LMM fell."


def test_the_parts_work_alone_with_spacys_own_tokenizer() -> None:
    """A blank spaCy pipeline with our tagger writes `doc.ents`, whatever its tokenizer."""
    nlp = spacy.blank("en")
    nlp.add_pipe("miner_tagger")
    doc = nlp("Magnesium citrate helped against osteoporosis.")
    assert ("Magnesium citrate", "Chemical") in [(each.text, each.label_) for each in doc.ents]
    assert ("osteoporosis", "Disease") in [(each.text, each.label_) for each in doc.ents]


def test_sentences_alone() -> None:
    """The splitter marks sentence starts that `doc.sents` shows."""
    nlp = spacy.blank("en")
    nlp.add_pipe("miner_sentences")
    assert [each.text for each in nlp("It fell (P < 0.05). Then vs. now, it rose.").sents] == [
        "It fell (P < 0.05).",
        "Then vs. now, it rose.",
    ]


@pytest.mark.parametrize("serializable", [False, True])
def test_abbreviations_are_shown_as_scispacy_shows_them(*, serializable: bool) -> None:
    """`Doc._.abbreviations` holds every occurrence with its long form, as spans or as plain values."""
    nlp = spacy.blank("en")
    nlp.add_pipe("miner_abbreviations", config={"make_serializable": serializable})
    found = nlp(TEXT)._.abbreviations
    if serializable:
        assert [(each["short_text"], each["long_text"]) for each in found] == [("LMM", "Low muscle mass")] * 2
    else:
        assert [(each.text, each._.long_form.text) for each in found] == [("LMM", "Low muscle mass")] * 2


def test_the_whole_pipeline_links() -> None:
    """The whole pipeline writes types and concepts, the same alone and in a stream."""
    nlp = load_pipeline()
    assert tuple(nlp.pipe_names) == COMPONENTS
    alone = nlp(TEXT)
    (streamed,) = nlp.pipe([TEXT])
    found = [(each.text, each.label_, each.kb_id_) for each in alone.ents]
    assert found == [(each.text, each.label_, each.kb_id_) for each in streamed.ents]
    assert ("LMM", "Disease", "MESH:D055948") in found


def test_the_reader_and_the_pipeline_agree() -> None:
    """What the reader gives is what spaCy users see."""
    (document,) = load_reader().documents([Article(id="1", title="", abstract=(Section(TEXT),))])
    doc = load_pipeline()(document.text)
    assert [each.text for each in doc.ents] == [each.text for each in document.mentions]


def test_entry_points_lead_to_our_parts() -> None:
    """Each name in the project's entry points is a factory of ours."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = {**project["entry-points"]["spacy_factories"], **project["entry-points"]["spacy_tokenizers"]}
    assert set(points) == {*COMPONENTS, "miner_model", "miner_tokenizer"}
    for where in points.values():
        module, _, name = where.partition(":")
        assert callable(getattr(import_module(module), name))
    assert set(COMPONENTS) <= set(Language.factories)


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small pipeline with the labels DRUG and ILLNESS, trained here and packaged in a folder."""
    fix_random_seed(3)
    nlp = spacy.blank("en")
    nlp.add_pipe("ner")
    lines = [
        (f"We gave {drug} against {ill}.", drug, ill)
        for drug in ("selenium", "zinc", "iron")
        for ill in ("gout", "warts", "anemia")
    ]
    examples = [
        Example.from_dict(
            nlp.make_doc(text),
            {
                "entities": [
                    (text.index(drug), text.index(drug) + len(drug), "DRUG"),
                    (text.index(ill), text.index(ill) + len(ill), "ILLNESS"),
                ]
            },
        )
        for text, drug, ill in lines
    ]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("models") / "small"
    nlp.meta["name"] = "small"
    nlp.to_disk(folder)
    return folder


def altered(model: Path, target: Path, **changes: str) -> Path:
    import shutil

    shutil.copytree(model, target)
    meta = json.loads((target / "meta.json").read_text(encoding="utf-8"))
    (target / "meta.json").write_text(json.dumps(meta | changes), encoding="utf-8")
    return target


def test_a_model_of_ones_own_tags(small_model: Path) -> None:
    """An installed model tags in place of ours, its labels mapped; mentions are linked as ever."""
    reader = load_reader(model=str(small_model), labels={"ILLNESS": "Disease"})
    (document,) = reader.documents([Article(id="1", title="", abstract=(Section("We gave zinc against gout."),))])
    found = {each.text: each for each in document.mentions}
    assert found["zinc"].type is EntityType.CHEMICAL
    assert (found["gout"].type, found["gout"].concept) == (EntityType.DISEASE, "MESH:D006073")


def test_a_missing_model_says_how_to_install_it() -> None:
    """A model that is not installed is named with the command that installs it, spaCy's and scispaCy's."""
    with pytest.raises(NotFound, match=r"python -m spacy download en_core_web_none"):
        load_reader(model="en_core_web_none")
    with pytest.raises(NotFound, match=r"pip install .*scispacy"):
        load_reader(model="en_ner_craft_md")


@pytest.mark.parametrize("wanted", [">=2.3.0,<2.4.0", ">=3.9.0,<3.10.0", ">=4.0.0"])
def test_a_model_of_another_spacy_is_refused(small_model: Path, tmp_path: Path, wanted: str) -> None:
    """A model made for another major or a later spaCy is refused with both versions."""
    model = altered(small_model, tmp_path / "other", spacy_version=wanted)
    with pytest.raises(BadInput, match="was made for spaCy") as caught:
        load_model(str(model))
    assert wanted in str(caught.value)


def test_a_model_of_an_earlier_minor_version_is_taken(small_model: Path, tmp_path: Path) -> None:
    """Models made for an earlier 3.x, as scispaCy's are, still load."""
    model = altered(small_model, tmp_path / "earlier", spacy_version=">=3.7.4,<3.8.0")
    assert load_model(str(model), labels={"ILLNESS": "Disease"}) is not None


@pytest.mark.parametrize(
    ("labels", "reason"),
    [({"DRUG": "Chemicl"}, "no type of ours|none of our types"), ({"DRUGS": "Chemical"}, "no label DRUGS")],
)
def test_a_wrong_label_map_is_refused(small_model: Path, labels: dict[str, str], reason: str) -> None:
    """An unknown type and an unknown label are refused with what there is."""
    with pytest.raises(BadInput, match=reason):
        load_model(str(small_model), labels=labels)


def test_labels_that_mean_nothing() -> None:
    """A model none of whose labels is known asks for their meanings."""
    assert meanings(("DRUG", "ILLNESS"), {}, model="m") == {"DRUG": "Chemical"}
    with pytest.raises(BadInput, match="ILLNESS"):
        meanings(("ILLNESS",), {}, model="m")


def test_a_model_without_mentions(tmp_path: Path) -> None:
    """A pipeline that marks no mentions cannot serve."""
    folder = tmp_path / "bare"
    spacy.blank("en").to_disk(folder)
    with pytest.raises(BadInput, match="ner"):
        load_model(str(folder))


def test_a_damaged_model(small_model: Path, tmp_path: Path) -> None:
    """A model whose files are damaged is refused in one sentence."""
    model = altered(small_model, tmp_path / "damaged")
    (model / "config.cfg").write_text("[nlp\n", encoding="utf-8")
    with pytest.raises(MinerError, match="install it again"):
        load_model(str(model))


def test_a_wrong_label_file(tmp_path: Path) -> None:
    """A file of label meanings with an unknown type is refused by name."""
    path = tmp_path / "labels.toml"
    path.write_text('[labels]\nX = "Animal"\n', encoding="utf-8")
    with pytest.raises(BadData, match=r"labels\.toml"):
        read_labels(path)


def test_installed_models_are_listed() -> None:
    """The list of installed models can be read, empty or not."""
    assert all(each.name for each in iter_models())
