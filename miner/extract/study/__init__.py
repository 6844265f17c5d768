"""What kind of study a document reports, on whom, and where."""

from miner.extract.study.reading import get_study, study_steps

__all__ = ["get_study", "study_steps"]
