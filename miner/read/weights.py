"""The tagger's file: the weights of a CRF, quantised, with the classes of words and the card of its training."""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from miner.errors import BadData, NotFound

Floats = npt.NDArray[np.float32]
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear-chain CRF: `rows[index[attribute]]` scores each label, `transitions[a, b]` scores b after a."""

    labels: tuple[str, ...]
    index: dict[str, int]
    rows: Floats
    transitions: Floats
    kinds: dict[str, str]
    card: dict[str, Any]


def write_weights(path: Path, weights: Weights) -> None:
    """Write a tagger; the same weights give the same bytes. Scores are kept as 16-bit floats, zeros left out."""
    order = sorted(weights.index, key=weights.index.__getitem__)
    rows = weights.rows.astype(np.float16)
    at, label = np.nonzero(rows)
    words = sorted(weights.kinds)
    arrays = {
        "attributes": _packed(order),
        "counts": np.bincount(at, minlength=len(order)).astype(np.uint8),
        "columns": label.astype(np.uint8),
        "values": rows[at, label],
        "transitions": weights.transitions,
        "words": _packed(words),
        "kinds": _packed([weights.kinds[word] for word in words]),
        "head": _packed(
            [json.dumps({"format": FORMAT, "labels": weights.labels, "card": weights.card}, sort_keys=True)]
        ),
    }
    with path.open("wb") as stream:
        np.savez_compressed(stream, **arrays)  # type: ignore[arg-type]


def read_weights(path: Path) -> Weights:
    """Read a tagger, refusing what is none."""
    if not path.is_file():
        raise NotFound(f"the tagger {path} is missing; install claim-miner again or train it with scripts/train_tagger")
    try:
        with np.load(path, allow_pickle=False) as arrays:
            head = json.loads(_unpacked(arrays["head"])[0])
            attributes = _unpacked(arrays["attributes"])
            labels = tuple(head["labels"])
            rows = np.zeros((len(attributes), len(labels)), dtype=np.float32)
            rows[np.repeat(np.arange(len(attributes)), arrays["counts"]), arrays["columns"]] = arrays["values"]
            kinds = dict(zip(_unpacked(arrays["words"]), _unpacked(arrays["kinds"]), strict=True))
            transitions = arrays["transitions"]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise BadData(f"this is no tagger, or a damaged one ({error})", path=path) from error
    if head["format"] != FORMAT:
        raise BadData(f"the tagger has format {head['format']}, this version reads {FORMAT}", path=path)
    index = {attribute: row for row, attribute in enumerate(attributes)}
    return Weights(labels, index, rows, transitions, kinds, head["card"])


def _packed(texts: list[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _unpacked(packed: npt.NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")
