"""The language pipeline: articles to tagged and linked documents. The last room, with `link`, to see spaCy."""

from miner.read.reader import Reader, load_reader

__all__ = ["Reader", "load_reader"]
