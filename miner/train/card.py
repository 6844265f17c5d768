"""The shipped tagger with its model card, and the table of what each step of the recipe is worth."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from miner.read.weights import Model, read_model, write_model
from miner.train.recipe import Corpus, Recipe, score_model, train_tagger
from miner.vocabulary import Vocabulary

Scores = dict[str, dict[str, float]]

_TEXT = """# Model card: the embedded tagger

Tags chemicals, diseases and genes in English biomedical abstracts: a linear-chain CRF for chemicals and diseases and
one for genes, run by `miner/read/decode.py`. Made by `scripts/train_tagger`; nothing in the training is random.

- Trained on: {files}.
- Settings: {recipe}.
- Names: the shipped vocabulary (MeSH, HGNC, Disease Ontology, our own rows), sources in `model_card.json`.
- Size: {size:,} bytes; SHA-256 {digest}.
- Intended use: finding mentions in titles and abstracts; full text works, with more misses in tables and methods.
- Limits: newspaper and patient language, other languages than English, cell lines, variants, species.

Development parts, trained on the training parts alone (exact F1; overlap in brackets); the shipped weights are then
trained on both parts with the same settings:

| corpus | exact | precision | recall | by type | overlap |
|---|---|---|---|---|---|
{rows}
"""


def make_tagger(corpora: Mapping[str, Corpus], vocabulary: Vocabulary, *, folder: Path) -> dict[str, Any]:
    """Score the recipe on the development parts, train on both parts, write tagger and card; gives the card."""
    recipe = Recipe()
    development = score_model(train_tagger(corpora, vocabulary, recipe), corpora, vocabulary, recipe)
    model = train_tagger(corpora, vocabulary, replace(recipe, both_parts=True))
    card = {**model.card, "development": development}
    path = folder / "tagger.npz"
    write_model(path, Model(model.crfs, model.kinds, card))
    read_model(path)
    data = path.read_bytes()
    card |= {"bytes": len(data), "sha256": sha256(data).hexdigest()}
    (folder / "model_card.json").write_text(json.dumps(card, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    (folder / "MODEL_CARD.md").write_text(_text(card), encoding="utf-8")
    return card


def _text(card: Mapping[str, Any]) -> str:
    rows = []
    for name, scores in card["development"].items():
        types = ", ".join(
            f"{key.removeprefix('exact ')} {100 * value:.1f}" for key, value in scores.items() if " " in key
        )
        values = [f"{100 * scores[key]:.2f}" for key in ("exact", "precision", "recall")]
        rows.append(f"| {name} | {' | '.join(values)} | {types} | {100 * scores['overlap']:.2f} |")
    return _TEXT.format(
        files=", ".join(f"`{file}` (SHA-256 {digest[:12]})" for file, digest in sorted(card["files"].items())),
        recipe=json.dumps(card["recipe"], sort_keys=True),
        size=card["bytes"],
        digest=card["sha256"],
        rows="\n".join(rows),
    )


def ablate(corpora: Mapping[str, Corpus], vocabulary: Vocabulary) -> Iterator[tuple[str, Scores]]:
    """The scores of the recipe and of the recipe with one step changed, on the development parts.

    What silver completion is worth alone is the difference of the last two rows: without BioRED the only corpus to be
    filled in is that of NCBI. Genes have a CRF of their own, which `score_model` scores.
    """
    whole = Recipe(genes=False)
    for name, recipe in (
        ("the recipe", whole),
        ("without silver completion", replace(whole, silver=False)),
        ("without lexicon", replace(whole, lexicon=False)),
        ("without abbreviations", replace(whole, abbreviations=False)),
        ("without BioRED", replace(whole, biored=False)),
        ("without BioRED and silver completion", replace(whole, biored=False, silver=False)),
    ):
        model = train_tagger(corpora, vocabulary, recipe)
        yield name, score_model(model, corpora, vocabulary, recipe)
        if recipe is whole:
            plain = replace(whole, second_look=False)
            yield "without second look", score_model(model, corpora, vocabulary, plain)
