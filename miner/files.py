"""Files written whole or not at all, beside their place first, then renamed; and TOML files of ours read."""

import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from miner.errors import BadData, BadInput

_AT_LINE: Final = re.compile(r" \(at line (\d+), column \d+\)")


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A path to write to, beside the real one, that takes its place when all went well; else the old file stands.

    What an earlier run that was killed left behind is swept away.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for stale in path.parent.glob(f".{path.name}.*.part"):
            stale.unlink(missing_ok=True)
    except OSError as error:
        raise BadInput(f"{path.parent} cannot be written to ({error.strerror}); name another folder with -o") from error
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        raise BadInput(f"{path} cannot be written ({error.strerror}); what was there before stands") from error
    finally:
        beside.unlink(missing_ok=True)


def write_whole(path: Path, text: str) -> Path:
    """The path, after the text was written there in UTF-8 with plain line ends."""
    with replaced(path) as beside:
        beside.write_bytes(text.encode("utf-8"))
    return path


def digest_file(path: Path) -> str:
    """The file's SHA-256 in hexadecimal."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a TOML file of ours; BadData with the line where it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at is not None else None
        raise BadData(f"no TOML: {_AT_LINE.sub('', str(error))}", path=path, line=line) from None
