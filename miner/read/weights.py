"""The tagger's file: the weights of its CRFs, packed, the classes of words, and its training's card."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from miner.errors import BadData, NotFound

Floats = npt.NDArray[np.float32]
Arrays = Mapping[str, npt.NDArray[Any]]
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Crf:
    """A linear-chain CRF: `rows[index[attribute]]` scores each label, `transitions[a, b]` scores b after a."""

    labels: tuple[str, ...]
    index: dict[str, int]
    rows: Floats
    transitions: Floats


@dataclass(frozen=True, slots=True)
class Model:
    """A tagger: its CRFs, the earlier winning where their mentions overlap, and what it takes each word for."""

    crfs: tuple[Crf, ...]
    kinds: dict[str, str]
    card: dict[str, Any]


def write_model(path: Path, model: Model) -> None:
    """Write a tagger; the same model gives the same bytes. Scores are kept as 16-bit floats, zeros left out."""
    words = sorted(model.kinds)
    head = {"format": FORMAT, "labels": [crf.labels for crf in model.crfs], "card": model.card}
    arrays: dict[str, npt.NDArray[Any]] = {
        "head": _packed([json.dumps(head, sort_keys=True)]),
        "words": _packed(words),
        "kinds": _packed([model.kinds[word] for word in words]),
    }
    for number, crf in enumerate(model.crfs):
        arrays |= {f"{name}{number}": array for name, array in _pack_crf(crf).items()}
    with path.open("wb") as stream:
        np.savez_compressed(stream, **arrays)


def read_model(path: Path) -> Model:
    """Read a tagger, refusing what is none."""
    if not path.is_file():
        raise NotFound(f"the tagger {path} is missing; install claim-miner again or train it with scripts/train_tagger")
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            head = json.loads(_unpacked(arrays["head"])[0])
            if head["format"] != FORMAT:
                raise BadData(f"the tagger has format {head['format']}, this version reads {FORMAT}", path=path)
            crfs = tuple(_unpack_crf(arrays, number, tuple(labels)) for number, labels in enumerate(head["labels"]))
            kinds = dict(zip(_unpacked(arrays["words"]), _unpacked(arrays["kinds"]), strict=True))
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, EOFError) as error:
        raise BadData(f"this is no tagger, or a damaged one ({error})", path=path) from error
    return Model(crfs, kinds, head["card"])


def _pack_crf(crf: Crf) -> dict[str, npt.NDArray[Any]]:
    order = sorted(crf.index)
    rows = crf.rows[[crf.index[attribute] for attribute in order]].astype(np.float16)
    kept = np.flatnonzero(rows.any(axis=1))
    at, label = np.nonzero(rows[kept])
    return {
        "attributes": _packed([order[row] for row in kept]),
        "counts": np.bincount(at, minlength=len(kept)).astype(np.uint8),
        "columns": label.astype(np.uint8),
        "values": rows[kept][at, label],
        "transitions": crf.transitions,
    }


def _unpack_crf(arrays: Arrays, number: int, labels: tuple[str, ...]) -> Crf:
    attributes = _unpacked(arrays[f"attributes{number}"])
    rows = np.zeros((len(attributes), len(labels)), dtype=np.float32)
    at = np.repeat(np.arange(len(attributes)), arrays[f"counts{number}"])
    rows[at, arrays[f"columns{number}"]] = arrays[f"values{number}"]
    index = {attribute: row for row, attribute in enumerate(attributes)}
    return Crf(labels, index, rows, arrays[f"transitions{number}"])


def _packed(texts: list[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _unpacked(packed: npt.NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n")
