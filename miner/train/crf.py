"""The CRF itself: trained by crfsuite, its weights taken out for the numpy decoder."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pycrfsuite

from miner.read.features import attributes
from miner.read.weights import Crf
from miner.train.sequences import Labelled


@dataclass(frozen=True, slots=True)
class Settings:
    """How a CRF is trained: L-BFGS with both penalties; `c1` makes it sparse."""

    c1: float = 0.1
    c2: float = 0.05
    iterations: int = 90


def train_crf(sentences: Iterable[Labelled], *, kinds: Mapping[str, str], settings: Settings) -> Crf:
    """The weights learned from labelled sentences; nothing is random, so the same input gives the same weights."""
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
    return crf_of(info.state_features, info.transitions, labels=tuple(sorted(info.labels)))


def crf_of(
    state_features: Mapping[tuple[str, str], float],
    transitions: Mapping[tuple[str, str], float],
    *,
    labels: tuple[str, ...],
) -> Crf:
    """A CRF as arrays, from crfsuite's weights by attribute and label and by label and label."""
    column = {label: number for number, label in enumerate(labels)}
    index = {name: number for number, name in enumerate(sorted({attribute for attribute, _ in state_features}))}
    rows = np.zeros((len(index), len(labels)), dtype=np.float32)
    for (attribute, label), weight in state_features.items():
        rows[index[attribute], column[label]] = weight
    steps = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (first, second), weight in transitions.items():
        steps[column[first], column[second]] = weight
    return Crf(labels, index, rows, steps)
