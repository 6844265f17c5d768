"""Reads the biomedical literature on a topic: what changes what, through what, by how much, and who disagrees.

As a library: `miner.graph(path)` reads a published graph, `miner.to_pandas(graph)` makes a table of its edges.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["__version__", "graph", "to_pandas"]

if TYPE_CHECKING:
    from miner.export.library import graph, to_pandas


def __getattr__(name: str) -> object:
    """The library's functions, whose heavy imports wait until they are asked for."""
    if name in {"graph", "to_pandas"}:
        from miner.export import library

        return getattr(library, name)
    raise AttributeError(f"module 'miner' has no attribute {name!r}")
