"""What kind of study a document reports, on whom, and where."""

from miner.extract.study.reading import get_study

__all__ = ["get_study"]
