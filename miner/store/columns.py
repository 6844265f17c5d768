"""A file of named arrays that is read in place: NumPy's .npz, uncompressed, each array where the processor likes it.

`numpy.load(path, allow_pickle=False)` opens it anywhere. Here it is mapped into memory: opening costs nothing that
grows with the file, what is never looked at is never read, and all processes that have it open share one copy. The map
holds on to the file as it was: who renames another one over it disturbs nobody.
"""

import json
import mmap
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from struct import pack, unpack_from
from typing import Any, Final, Self

import numpy as np
import numpy.typing as npt

from miner.errors import BadStore
from miner.files import replaced

Array = npt.NDArray[Any]
_ALIGNED: Final = 64  # bytes
_LOCAL: Final = 30  # bytes of a member's own header in a ZIP file, before its name
_FILLER: Final = 0xD935  # the extra field that Android's zipalign made known for this use
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # no clock: the same arrays give the same bytes


def write_columns(path: Path, arrays: Mapping[str, Array]) -> None:
    """Write the arrays to a file, whole or not at all."""
    with replaced(path) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            assert archive.fp is not None
            start = archive.fp.tell() + _LOCAL + len(member.filename.encode()) + 4
            gap = -start % _ALIGNED
            member.extra = pack("<HH", _FILLER, gap) + bytes(gap)
            buffer = BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(array), allow_pickle=False)  # type: ignore[no-untyped-call]
            archive.writestr(member, buffer.getbuffer())


class Columns(Mapping[str, Array]):
    """The arrays of a file, read-only, none of them read before it is used."""

    def __init__(self, path: Path, arrays: Mapping[str, Array]) -> None:
        self.path = path
        self._arrays = arrays

    @classmethod
    def open(cls, path: Path) -> Self:
        """The arrays of the file at a path; BadStore where it is none or is damaged."""
        try:
            with path.open("rb") as file:
                content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                with zipfile.ZipFile(file) as archive:
                    arrays = {one.filename.removesuffix(".npy"): _array(content, one) for one in archive.infolist()}
        except (OSError, ValueError, zipfile.BadZipFile) as error:
            raise BadStore(f"{path} is no file of columns, or damaged ({error}); remove it") from error
        return cls(path, arrays)

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)


def _array(content: mmap.mmap, member: zipfile.ZipInfo) -> Array:
    name, extra = unpack_from("<HH", content, member.header_offset + 26)
    start = member.header_offset + _LOCAL + name + extra
    head = BytesIO(content[start : start + 256])
    version = np.lib.format.read_magic(head)  # type: ignore[no-untyped-call]
    if member.compress_type != zipfile.ZIP_STORED or version != (1, 0):
        message = f"{member.filename} is stored in another way"
        raise ValueError(message)
    shape, _, kind = np.lib.format.read_array_header_1_0(head)  # type: ignore[no-untyped-call]
    if kind.hasobject:
        message = f"{member.filename} holds objects"
        raise ValueError(message)
    count = int(np.prod(shape))
    if start + head.tell() + count * kind.itemsize > len(content):
        message = f"{member.filename} is cut off"
        raise ValueError(message)
    return np.frombuffer(content, kind, count, start + head.tell()).reshape(shape)


def join_texts(texts: Sequence[str]) -> Array:
    """Texts as one array of bytes: a JSON list.

    >>> split_texts(join_texts(["a", "", "ä"]))
    ['a', '', 'ä']
    """
    content = json.dumps(list(texts), ensure_ascii=False, separators=(",", ":"))
    return np.frombuffer(content.encode("utf-8", "surrogatepass"), dtype=np.uint8)


def split_texts(array: Array) -> list[str]:
    """The texts that were joined."""
    texts: list[str] = json.loads(array.tobytes().decode("utf-8", "surrogatepass"))
    return texts


class Rows(Sequence[bytes]):
    """Pieces of bytes by their number, as two arrays: what they hold, and where each begins.

    >>> rows = Rows(*join_rows([b"one", b"", b"three"]))
    >>> rows[2], len(rows)
    (b'three', 3)
    """

    def __init__(self, content: Array, starts: Array) -> None:
        self._content = content.data
        self._starts = starts.data

    def __getitem__(self, number: Any) -> Any:  # noqa: ANN401 - a Sequence takes slices, too; this one does not
        return self._content[self._starts[number] : self._starts[number + 1]].tobytes()

    def __len__(self) -> int:
        return len(self._starts) - 1


def join_rows(rows: Sequence[bytes]) -> tuple[Array, Array]:
    """Pieces as one array of bytes, and the places where each begins (one more than there are: the end)."""
    starts = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in rows], out=starts[1:])
    return np.frombuffer(b"".join(rows), dtype=np.uint8), starts
