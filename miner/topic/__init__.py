"""Topic files: what is harvested, and what counts as exposure, mediator and outcome."""

from miner.topic.load import load_topic

__all__ = ["load_topic"]
