"""Text written as it comes, in batches, to a file that is there whole or not at all."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from miner.files import replaced

_BATCH: Final = 2_000  # pieces to a write


def write_lines(lines: Iterable[str], path: Path) -> None:
    """Write the pieces in UTF-8, with no more memory for more of them; lone surrogates become U+FFFD."""
    with replaced(path) as beside, beside.open("wb") as file:
        batch: list[str] = []
        for line in lines:
            batch.append(line)
            if len(batch) >= _BATCH:
                file.write(_encoded(batch))
                batch.clear()
        file.write(_encoded(batch))


def _encoded(batch: list[str]) -> bytes:
    text = "".join(batch)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")
