"""The compiled file: a header in JSON, then columns, each packed by itself; the same input gives the same bytes."""

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from miner.errors import BadData

_MAGIC: Final = b"MINER-VOCABULARY 1\n"
_LEVEL: Final = 9

Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled file as it was read: what the header says, columns of text and columns of numbers."""

    header: Mapping[str, Any]
    texts: Mapping[str, bytes]
    numbers: Mapping[str, Array]


def write_compiled(
    path: Path, *, header: Mapping[str, Any], texts: Mapping[str, bytes], numbers: Mapping[str, Array]
) -> None:
    """Write a compiled file. Numbers are stored little-endian, byte planes apart, which packs better."""
    packed: list[bytes] = []
    columns: list[dict[str, Any]] = []
    for name, text in texts.items():
        packed.append(zlib.compress(text, _LEVEL))
        columns.append({"name": name, "dtype": "text", "rows": len(text), "bytes": len(packed[-1])})
    for name, array in numbers.items():
        plain = np.ascontiguousarray(array.astype(array.dtype.newbyteorder("<")))
        planes = plain.view(np.uint8).reshape(plain.size, plain.itemsize).T.tobytes()
        packed.append(zlib.compress(planes, _LEVEL))
        columns.append({"name": name, "dtype": plain.dtype.str, "rows": plain.size, "bytes": len(packed[-1])})
    head = json.dumps({**header, "columns": columns}, sort_keys=True, ensure_ascii=False).encode()
    path.write_bytes(b"".join((_MAGIC, len(head).to_bytes(4, "little"), head, *packed)))


def read_compiled(path: Path) -> Compiled:
    """Read a compiled file; one that is cut short or of another version is refused."""
    data = path.read_bytes()
    if not data.startswith(_MAGIC):
        raise BadData(
            "this is no compiled vocabulary of this version; build it with `miner vocabulary build`", path=path
        )
    at = len(_MAGIC) + 4
    try:
        size = int.from_bytes(data[at - 4 : at], "little")
        header = json.loads(data[at : at + size])
        at += size
        texts: dict[str, bytes] = {}
        numbers: dict[str, Array] = {}
        for column in header["columns"]:
            raw = zlib.decompress(data[at : at + column["bytes"]])
            at += column["bytes"]
            if column["dtype"] == "text":
                texts[column["name"]] = raw
            else:
                dtype = np.dtype(column["dtype"])
                planes = np.frombuffer(raw, dtype=np.uint8).reshape(dtype.itemsize, column["rows"])
                numbers[column["name"]] = np.ascontiguousarray(planes.T).reshape(-1).view(dtype)
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise BadData(
            "the compiled vocabulary is damaged; build it again with `miner vocabulary build`", path=path
        ) from error
    return Compiled(header, texts, numbers)


def header_of(path: Path) -> Mapping[str, Any]:
    """The header alone: sources, counts, columns."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise BadData(
                "this is no compiled vocabulary of this version; build it with `miner vocabulary build`", path=path
            )
        header: Mapping[str, Any] = json.loads(file.read(int.from_bytes(file.read(4), "little")))
    return header
