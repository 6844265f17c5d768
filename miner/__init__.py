"""Reads the biomedical literature on a topic: what changes what, through what, by how much, and who disagrees."""

__version__ = "0.1.0"
