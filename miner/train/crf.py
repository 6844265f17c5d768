"""The CRF itself: trained by crfsuite, its weights taken out for the numpy decoder."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pycrfsuite

from miner.read.features import attributes
from miner.read.weights import Weights
from miner.train.sequences import Labelled


@dataclass(frozen=True, slots=True)
class Settings:
    """How a CRF is trained: L-BFGS with both penalties; `c1` makes it sparse."""

    c1: float = 0.25
    c2: float = 0.02
    iterations: int = 90


def train_crf(
    sentences: Iterable[Labelled],
    *,
    kinds: Mapping[str, str],
    settings: Settings,
    card: Mapping[str, Any] | None = None,
) -> Weights:
    """The weights learned from sentences with their labels; nothing is random, so the same input gives the same."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(
        {
            "c1": settings.c1,
            "c2": settings.c2,
            "max_iterations": settings.iterations,
            "feature.possible_transitions": True,
        }
    )
    for labelled in sentences:
        trainer.append(attributes(labelled.sentence.seen, kinds), list(labelled.labels))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.crfsuite"
        trainer.train(str(path))
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        info = tagger.info()
        tagger.close()
    return _weights(info, kinds, {"settings": asdict(settings), **(card or {})})


def _weights(info: Any, kinds: Mapping[str, str], card: dict[str, Any]) -> Weights:  # noqa: ANN401  crfsuite's own
    labels = tuple(sorted(info.labels))
    column = {label: number for number, label in enumerate(labels)}
    names = sorted({attribute for attribute, _ in info.state_features})
    index = {attribute: number for number, attribute in enumerate(names)}
    rows = np.zeros((len(names), len(labels)), dtype=np.float32)
    for (attribute, label), weight in info.state_features.items():
        rows[index[attribute], column[label]] = weight
    transitions = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (first, second), weight in info.transitions.items():
        transitions[column[first], column[second]] = weight
    return Weights(labels, index, rows, transitions, dict(kinds), card)
