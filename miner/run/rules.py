"""What readings were made with: a digest of all code and data that have a say in them, so that stale ones are known."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import miner
from miner.files import digest_file
from miner.resources import corpora_path
from miner.run.reading import ReaderChoice

LIBRARIES = ("networkx", "numpy", "scipy", "scispacy", "spacy", "statsmodels")
"""The libraries whose versions can change a result."""

_READING = ("model", "parse", "vocabulary", "link", "read", "extract", "weigh")
_READING_DATA = ("cues", "labels", "vocabulary", "tagger")
_GRAPH = ("model", "vocabulary", "weigh", "store", "assemble", "ask")
_GRAPH_DATA = ("vocabulary",)


def rules_of(choice: ReaderChoice) -> str:
    """The name of the rules by which this reader reads: a digest of code, data, model and labels."""
    digest = sha256(_digest_of(_READING, _READING_DATA).encode())
    digest.update(repr((miner.__version__, choice.model, choice.labels)).encode())
    return digest.hexdigest()[:16]


def graph_rules() -> str:
    """The name of the rules by which graphs are made of readings and kept: a digest of code, data and libraries."""
    made_by = (miner.__version__, _digest_of(_GRAPH, _GRAPH_DATA), sorted(library_versions().items()))
    return sha256(repr(made_by).encode()).hexdigest()[:16]


def library_versions() -> dict[str, str]:
    """The versions of the libraries that can change a result."""
    return {name: version(name) for name in LIBRARIES}


@cache
def _digest_of(rooms: tuple[str, ...], data: tuple[str, ...]) -> str:
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
