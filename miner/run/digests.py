"""Digests of miner's own code and data, and the versions of libraries, by which what was made with others is known."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import miner
from miner.files import digest_file
from miner.resources import corpora_path

LIBRARIES = ("networkx", "numpy", "scipy", "scispacy", "spacy", "statsmodels")
"""The libraries whose versions can change a result."""


def library_versions() -> dict[str, str]:
    """The versions of the libraries that can change a result."""
    return {name: version(name) for name in LIBRARIES}


@cache
def digest_of(rooms: tuple[str, ...], data: tuple[str, ...]) -> str:
    """A digest of the code of rooms of the package and of folders of `corpora/`."""
    digest = sha256()
    for name, path in _files(rooms, data):
        digest.update(f"{name} {digest_file(path)}\n".encode())
    return digest.hexdigest()


def _files(rooms: tuple[str, ...], data: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    package = Path(miner.__file__).parent
    for room in rooms:
        for path in sorted((package / room).rglob("*.py")):
            yield path.relative_to(package).as_posix(), path
    corpora = corpora_path()
    for folder in data:
        for path in sorted((corpora / folder).rglob("*")):
            if path.is_file():
                yield path.relative_to(corpora).as_posix(), path
