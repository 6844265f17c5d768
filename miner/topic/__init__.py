"""Topic files: what is harvested, and what counts as exposure, mediator and outcome."""

from miner.topic.load import argument_of, load_topic

__all__ = ["argument_of", "load_topic"]
