"""The recipe of the embedded tagger: which corpora, how they complete each other, and what each step is worth.

BC5CDR, the NCBI disease corpus and the diseases of BioRED make one CRF for chemicals and diseases; the chemicals that
the latter two do not annotate, or by other rules, are filled in by a CRF of the first, gold mentions winning. BC2GM
makes the CRF for genes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from miner.errors import BadInput
from miner.model.concept import EntityType
from miner.read.decode import Decoder
from miner.read.lexicon import classed, word_kinds
from miner.read.tagger import Prepared, Tagged, Tagger
from miner.read.weights import Crf, Model
from miner.train.corpora import Annotated, read_iob, read_pubtator
from miner.train.crf import Settings, train_crf
from miner.train.score import score_mentions, total
from miner.train.sequences import Labelled, fill_in, layout_of, sentences_of
from miner.vocabulary import Vocabulary

FILES = {
    "BC5CDR": ("CDR_TrainingSet.PubTator.txt", "CDR_DevelopmentSet.PubTator.txt"),
    "NCBI disease": ("ncbi_disease/NCBItrainset_corpus.txt", "ncbi_disease/NCBIdevelopset_corpus.txt"),
    "BC2GM": ("bc2gm/bc2gm_train.tsv", "bc2gm/bc2gm_devel.tsv"),
    "BioRED": ("biored/Train.PubTator", "biored/Dev.PubTator"),
}
TYPES = {
    "BC5CDR": (EntityType.CHEMICAL, EntityType.DISEASE),
    "NCBI disease": (EntityType.DISEASE,),
    "BC2GM": (EntityType.GENE,),
}


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus in its two parts, with the files that it came from."""

    name: str
    train: tuple[Annotated, ...]
    development: tuple[Annotated, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """What goes into the training; each part can be left out to see what it is worth."""

    settings: Settings = field(default_factory=Settings)
    lexicon: bool = True
    abbreviations: bool = True
    silver: bool = True
    second_look: bool = True
    biored: bool = True
    genes: bool = True
    both_parts: bool = False


def read_corpora(folder: Path) -> dict[str, Corpus]:
    """The corpora of a folder laid out as `FILES` says, with the SHA-256 of each file."""
    found = {}
    for name, files in FILES.items():
        paths = [folder / file for file in files]
        missing = [str(path) for path in paths if not path.is_file()]
        if missing:
            raise BadInput(
                f"{' and '.join(missing)} missing; the training needs the corpora laid out as in docs/tagging.md"
            )
        read = read_iob if paths[0].suffix == ".tsv" else read_pubtator
        digests = tuple((file, sha256(path.read_bytes()).hexdigest()) for file, path in zip(files, paths, strict=True))
        found[name] = Corpus(name, read(paths[0]), read(paths[1]), digests)
    return found


def train_tagger(corpora: Mapping[str, Corpus], vocabulary: Vocabulary, recipe: Recipe) -> Model:
    """The tagger that a recipe makes of the corpora."""
    kinds = word_kinds(vocabulary) if recipe.lexicon else {}
    lexicon = vocabulary.matcher()

    def labelled(name: str) -> list[Labelled]:
        corpus = corpora[name]
        documents = corpus.train + (corpus.development if recipe.both_parts else ())
        return [
            sentence
            for document in documents
            for sentence in sentences_of(
                document,
                lambda text: classed(lexicon.find_all(text)),
                lexicon=recipe.lexicon,
                abbreviations=recipe.abbreviations,
            )
        ]

    cdr = labelled("BC5CDR")
    others = labelled("NCBI disease")
    if recipe.biored:
        others += [without(without(sentence, "C"), "G") for sentence in labelled("BioRED")]
    if recipe.silver:
        others = completed(others, train_crf(cdr, kinds=kinds, settings=recipe.settings), kinds, "C")
    crfs = [train_crf(cdr + others, kinds=kinds, settings=recipe.settings)]
    if recipe.genes:
        crfs.append(train_crf(labelled("BC2GM"), kinds=kinds, settings=recipe.settings))
    card: dict[str, Any] = {
        "recipe": asdict(recipe),
        "files": {file: digest for name in sorted(corpora) for file, digest in corpora[name].files},
        "vocabulary": [dict(source) for source in vocabulary.header.get("sources", ())],
    }
    return Model(tuple(crfs), kinds, card)


def completed(sentences: Sequence[Labelled], crf: Crf, kinds: Mapping[str, str], letters: str) -> list[Labelled]:
    """The sentences with what a CRF of another corpus finds of the types that their own corpus left out."""
    decoder = Decoder([crf], kinds)
    ((path,), (labels,)) = decoder.tag([sentence.sentence.seen for sentence in sentences]), decoder.labels
    predicted = iter([labels[number] for number in path.tolist()])
    return [fill_in(sentence, list(islice(predicted, len(sentence.labels))), letters) for sentence in sentences]


def without(sentence: Labelled, letter: str) -> Labelled:
    """The sentence without the labels of one class."""
    return replace(sentence, labels=tuple("O" if label.endswith(letter) else label for label in sentence.labels))


def tag_documents(
    model: Model, documents: Iterable[Annotated], vocabulary: Vocabulary, recipe: Recipe
) -> list[tuple[Tagged, ...]]:
    """What a tagger finds in annotated documents, seen as the recipe says."""
    lexicon = vocabulary.matcher()
    prepared = []
    for document in documents:
        sentences, abbreviations = layout_of(document)
        names = classed(lexicon.find_all(document.text)) if recipe.lexicon else []
        prepared.append(Prepared(document.text, sentences, abbreviations if recipe.abbreviations else (), names))
    return Tagger(model, second_look=recipe.second_look).tag(prepared)


def score_model(
    model: Model, corpora: Mapping[str, Corpus], vocabulary: Vocabulary, recipe: Recipe
) -> dict[str, dict[str, float]]:
    """Exact and overlapping F1 on each corpus' development part, by type and together."""
    scores: dict[str, dict[str, float]] = {}
    for name, types in TYPES.items():
        if name == "BC2GM" and not recipe.genes:
            continue
        documents = corpora[name].development
        tagged = tag_documents(model, documents, vocabulary, recipe)
        exact = score_mentions(documents, tagged, types=types)
        loose = score_mentions(documents, tagged, types=types, overlap=True)
        row = {"exact": total(exact).f1, "precision": total(exact).precision, "recall": total(exact).recall}
        row |= {f"exact {kind.value}": score.f1 for kind, score in exact.items()} | {"overlap": total(loose).f1}
        scores[name] = {key: round(value, 4) for key, value in row.items()}
    return scores
