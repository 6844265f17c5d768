"""Training: corpora, silver labels, scores, and a decoder that agrees with crfsuite."""

from pathlib import Path

import numpy as np
import pycrfsuite
import pytest
from hypothesis import given
from hypothesis import strategies as st

from miner.errors import BadData, BadInput, NotFound
from miner.model.concept import EntityType
from miner.read.decode import Decoder
from miner.read.features import CODES, Seen, attributes, codes_of, word_attributes
from miner.read.paths import BestPaths
from miner.read.seen import see
from miner.read.tagger import Tagged, Tagger, repeat_mentions, spans_of
from miner.read.weights import Model, read_model, write_model
from miner.read.words import Weights, WordRows
from miner.train.corpora import Annotated, Label, read_iob, read_pubtator
from miner.train.crf import Settings, crf_of, train_crf
from miner.train.recipe import read_corpora, without
from miner.train.score import Score, score_mentions, total
from miner.train.sequences import Labelled, fill_in, layout_of, sentences_of

PUBTATOR = """11|t|Magnesium and gout.
11|a|Gout fell with magnesium (Mg). Mg is cheap.
11\t0\t9\tMagnesium\tChemical\tD008274
11\t14\t18\tgout\tDisease\tD006073
11\t20\t24\tGout\tDisease\tD006073
11\t35\t44\tmagnesium\tChemical\tD008274
11\t46\t48\tMg\tChemical\tD008274
11\t51\t53\tMg\tChemical\tD008274
11\tCID\tD008274\tD006073

12|t|Zinc for warts.
12|a|Warts went with zinc.
12\t0\t4\tZinc\tChemical\tD015032
12\t9\t14\twarts\tDisease\tD014860
12\t16\t21\tWarts\tDisease\tD014860
12\t32\t36\tzinc\tChemical\tD015032
"""
KINDS = {"magnesium": "CdC", "gout": "DaD"}


@pytest.fixture
def documents(tmp_path: Path) -> tuple[Annotated, ...]:
    path = tmp_path / "small.txt"
    path.write_text(PUBTATOR, encoding="utf-8")
    return read_pubtator(path)


def names(text: str) -> list[tuple[int, int, str]]:
    low = text.lower()
    return [
        (low.index(word), low.index(word) + len(word), kind)
        for word, kind in (("magnesium", "C"), ("gout", "D"), ("zinc", "C"))
        if word in low
    ]


def labelled(documents: tuple[Annotated, ...]) -> list[Labelled]:
    return [sentence for document in documents for sentence in sentences_of(document, names)]


def test_pubtator(documents: tuple[Annotated, ...]) -> None:
    """Documents come with their mentions at their places; relations are no mentions."""
    first, second = documents
    assert [first.text[each.start : each.end] for each in first.labels] == [
        "Magnesium",
        "gout",
        "Gout",
        "magnesium",
        "Mg",
        "Mg",
    ]
    assert (len(second.labels), second.title_end) == (4, 15)


def test_a_mention_outside_its_text(tmp_path: Path) -> None:
    """A mention beyond the end of its document is refused with file and line."""
    path = tmp_path / "bad.txt"
    path.write_text("1|t|Short.\n1|a|Text.\n1\t5\t99\tnothing\tDisease\tD1\n", encoding="utf-8")
    with pytest.raises(BadData, match=r"bad\.txt:3"):
        read_pubtator(path)


def test_iob(tmp_path: Path) -> None:
    """Neighbouring mentions stay two; the last one of a sentence is closed."""
    path = tmp_path / "genes.tsv"
    path.write_text("IL\tB-GENE\n-\tI-GENE\n6\tI-GENE\nTNF\tB-GENE\nrose\tO\n\nCRP\tB-GENE\n", encoding="utf-8")
    first, second = read_iob(path)
    assert [first.text[each.start : each.end] for each in first.labels] == ["IL - 6", "TNF"]
    assert [second.text[each.start : each.end] for each in second.labels] == ["CRP"]


def test_labels_come_back_from_tokens(documents: tuple[Annotated, ...]) -> None:
    """The BIO labels of a document's sentences give its mentions again."""
    found = [
        (each.sentence.starts[first], each.sentence.ends[last])
        for each in labelled(documents[:1])
        for first, last, _ in spans_of(each.labels)
    ]
    assert found == [(label.start, label.end) for label in documents[0].labels]


def test_the_decoder_agrees_with_crfsuite(documents: tuple[Annotated, ...], tmp_path: Path) -> None:
    """The numpy decoder gives crfsuite's own best paths, on known and unknown words, alone and in batches."""
    sentences = labelled(documents)
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.0, "c2": 0.01, "max_iterations": 40, "feature.possible_transitions": True})
    for each in sentences:
        trainer.append(attributes(each.sentence.seen, KINDS), list(each.labels))
    path = tmp_path / "m.crfsuite"
    trainer.train(str(path))
    theirs = pycrfsuite.Tagger()
    theirs.open(str(path))
    info = theirs.info()
    decoder = Decoder([crf_of(info.state_features, info.transitions, labels=tuple(sorted(info.labels)))], KINDS)
    seen = [each.sentence.seen for each in sentences]
    seen += [
        Seen(["New", "zinc", "-", "like", "Mg", "2"], codes("OOO BOO OOO OBO IIO OOO"), {4: ("aC", "almagnesium")}),
        Seen(["x"], codes("OOO"), {}),
        Seen([], b"", {}),
        Seen(["gout"] * 40, codes("OBO") * 40, {}),
    ]
    (labels,) = decoder.labels
    (together,) = decoder.tag(seen)
    given = [label for each in seen if each.words for label in theirs.tag(attributes(each, KINDS))]
    assert [labels[number] for number in together] == given
    alone = [decoder.tag([each])[0].tolist() for each in seen]
    assert [number for each in alone for number in each] == together.tolist()


def codes(written: str) -> bytes:
    return bytes(CODES.index(code) for code in written.split())


def test_crfs_side_by_side(documents: tuple[Annotated, ...]) -> None:
    """Two CRFs run together give what each gives alone, a text of sentences what its sentences give."""
    sentences = labelled(documents)
    crfs = [
        train_crf(sentences, kinds=KINDS, settings=Settings(iterations=15)),
        train_crf([without(each, "D") for each in sentences], kinds=KINDS, settings=Settings(iterations=9)),
    ]
    seen = [each.sentence.seen for each in sentences]
    together = Decoder(crfs, KINDS).tag(seen)
    for crf, path in zip(crfs, together, strict=True):
        assert Decoder([crf], KINDS).tag(seen)[0].tolist() == path.tolist()
    texts = [see(each.text, layout_of(each)[0], names(each.text), ()).seen for each in documents]
    assert [path.tolist() for path in Decoder(crfs, KINDS).tag(texts)] == [
        path.tolist() for path in Decoder(crfs, KINDS).tag([one for each in documents for one in plain(each)])
    ]


def plain(document: Annotated) -> list[Seen]:
    return [each.sentence.seen for each in sentences_of(document, names, abbreviations=False)]


@given(
    lengths=st.lists(st.integers(1, 12), min_size=1, max_size=8),
    spread=st.sampled_from([0.5, 3.0, 9.0]),
    seed=st.integers(0, 1 << 16),
)
def test_best_paths(lengths: list[int], spread: float, seed: int) -> None:
    """Looking only at words that can be in a mention gives the score of the best of all paths."""
    random = np.random.default_rng(seed)
    transitions = random.normal(size=(3, 3)).astype(np.float32) * 2
    scores = random.normal(size=(sum(lengths), 3)).astype(np.float32) * spread
    scores[:, 2] += spread
    firsts = np.zeros(len(scores), dtype=bool)
    firsts[np.cumsum([0, *lengths[:-1]])] = True
    found = BestPaths(transitions, outside=2).find(scores, firsts)
    at = 0
    for length in lengths:
        here, labels = scores[at : at + length], found[at : at + length]
        best = here[0]
        for row in here[1:]:
            best = (best[:, None] + transitions).max(axis=0) + row
        mine = here[np.arange(length), labels].sum() + transitions[labels[:-1], labels[1:]].sum()
        assert mine == pytest.approx(best.max(), abs=1e-3)
        at += length


@given(st.lists(st.text(min_size=1, max_size=9), max_size=5))
def test_rows_of_words(words: list[str]) -> None:
    """A word's row is the sum over its attributes at each offset, whatever the word."""
    known = sorted({each for word in [*words, "magnesium"] for place in word_attributes(word, "") for each in place})
    rows = np.arange(2 * len(known), dtype=np.float32).reshape(-1, 2)
    weights = Weights({each: number for number, each in enumerate(known)}, rows)
    unknown = [*words, "Magnesia", "ma", "um", "-"]
    sums = [[weights.sum(place) for place in word_attributes(word, "")] for word in unknown]
    assert np.allclose(WordRows(weights, {}).of(unknown), sums)


def test_training_is_reproducible_and_survives_the_file(documents: tuple[Annotated, ...], tmp_path: Path) -> None:
    """The same sentences give the same bytes, and a tagger read back has the same weights, rounded."""
    sentences = labelled(documents)
    paths = []
    for number in range(2):
        crf = train_crf(sentences, kinds=KINDS, settings=Settings(iterations=15))
        paths.append(tmp_path / f"{number}.npz")
        write_model(paths[-1], Model((crf,), KINDS, {"note": "small"}))
    assert paths[0].read_bytes() == paths[1].read_bytes()
    model = read_model(paths[0])
    assert (model.kinds, model.card) == (KINDS, {"note": "small"})
    back = model.crfs[0]
    for attribute, row in back.index.items():
        assert np.allclose(back.rows[row], crf.rows[crf.index[attribute]], atol=1e-2)
    assert Tagger(model).card == {"note": "small"}


def test_what_is_no_tagger(tmp_path: Path) -> None:
    """A missing, foreign or cut-off file gets one sentence with its name."""
    with pytest.raises(NotFound, match="train_tagger"):
        read_model(tmp_path / "none.npz")
    bad = tmp_path / "bad.npz"
    bad.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(BadData, match=r"bad\.npz"):
        read_model(bad)


def test_silver_never_touches_gold(documents: tuple[Annotated, ...]) -> None:
    """Predicted mentions fill in only the wanted type, and only where no gold mention stands."""
    (sentence, *_) = labelled(documents)
    assert sentence.labels == ("B-C", "O", "B-D", "O")
    predicted = ["B-C", "B-C", "I-C", "B-D"]
    assert fill_in(sentence, predicted, "C").labels == ("B-C", "O", "B-D", "O")
    assert fill_in(sentence, ["O", "B-C", "O", "B-D"], "C").labels == ("B-C", "B-C", "B-D", "O")


def test_scores() -> None:
    """Exact spans count once; overlap is forgiving; nothing found and nothing there is no division by zero."""
    disease = EntityType.DISEASE
    document = Annotated("1", "low bone mass", 0, (Label(4, 13, disease),))
    exact = score_mentions([document], [[Tagged(0, 13, disease)]], types=[disease])
    loose = score_mentions([document], [[Tagged(0, 13, disease)]], types=[disease], overlap=True)
    assert (total(exact), total(loose)) == (Score(0, 1, 1), Score(1, 0, 0))
    assert (Score(0, 0, 0).f1, Score(0, 0, 0).precision, Score(0, 0, 0).recall) == (0.0, 0.0, 0.0)
    assert Score(3, 1, 2).f1 == pytest.approx(2 * 0.75 * 0.6 / (0.75 + 0.6))


def test_the_second_look() -> None:
    """A name tagged in half of its places is tagged in all; one tagged more rarely, and parts of words, are left."""
    text = "Gout hurts. gout, gouty. Pain, pain, pain."
    tagged = [Tagged(0, 4, EntityType.DISEASE), Tagged(25, 29, EntityType.DISEASE)]
    assert {(each.start, each.end) for each in repeat_mentions(text, tagged)} == {(0, 4), (12, 16), (25, 29)}


def test_lexicon_codes_do_not_overlap() -> None:
    """Of overlapping names of one class the longest counts, of another class both."""
    spans = [(0, 9, "C"), (5, 14, "C"), (5, 9, "D")]
    assert codes_of([0, 5, 10], [4, 9, 14], spans) == codes("BOO IBO OOO")


def test_missing_corpora(tmp_path: Path) -> None:
    """A folder without the corpora is refused with the names of what is missing."""
    with pytest.raises(BadInput, match="CDR_TrainingSet"):
        read_corpora(tmp_path)


def test_the_shipped_tagger_fits_its_bars() -> None:
    """The model card holds development scores above the bars, and the file is small."""
    import json

    from miner.resources import corpora_path

    card = json.loads(corpora_path("tagger", "model_card.json").read_text(encoding="utf-8"))
    assert card["development"]["BC5CDR"]["exact"] >= 0.875
    assert card["development"]["NCBI disease"]["exact"] >= 0.80
    assert card["development"]["BC2GM"]["exact"] >= 0.73
    assert card["development"]["BC2GM"]["overlap"] >= 0.89
    assert corpora_path("tagger", "tagger.npz").stat().st_size == card["bytes"] <= 10_000_000
