"""Mentions to concepts: every link says why, and where none is sure the candidates are kept."""

from miner.link.context import Context, find_taxon
from miner.link.linker import MARGIN, Link, Linker, load_linker

__all__ = ["MARGIN", "Context", "Link", "Linker", "find_taxon", "load_linker"]
