"""Text written as it comes, in batches: to a file that is there whole or not at all, or on its way to who asked."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from miner.files import replaced

_BATCH: Final = 1 << 16  # characters, more or less


def write_lines(lines: Iterable[str], path: Path) -> None:
    """Write the pieces in UTF-8, with no more memory for more of them; lone surrogates become U+FFFD."""
    with replaced(path) as beside, beside.open("wb") as file:
        for content in iter_encoded(lines):
            file.write(content)


def iter_encoded(lines: Iterable[str]) -> Iterator[bytes]:
    r"""The pieces in UTF-8, many of them together; lone surrogates become U+FFFD.

    >>> list(iter_encoded(["a", "b\udc80"]))
    [b'ab\xef\xbf\xbd']
    """
    batch: list[str] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if size >= _BATCH:
            yield _encoded(batch)
            batch.clear()
            size = 0
    yield _encoded(batch)


def _encoded(batch: list[str]) -> bytes:
    text = "".join(batch)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")
