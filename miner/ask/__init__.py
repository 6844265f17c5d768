"""Asking: neighbours, paths, names, disagreement, changes and discovery, all answered from the evidence graph."""

from miner.ask.changes import Changes, find_changes, read_snapshot, write_snapshot
from miner.ask.disagreement import Disagreement, find_disagreement, find_disagreements, timeline
from miner.ask.discovery import Candidate, Chain, find_candidates
from miner.ask.names import NameIndex
from miner.ask.neighbours import Neighbour, Neighbourhood, get_neighbourhood
from miner.ask.network import Leg, Network
from miner.ask.paths import Path, Paths, find_paths

__all__ = [
    "Candidate",
    "Chain",
    "Changes",
    "Disagreement",
    "Leg",
    "NameIndex",
    "Neighbour",
    "Neighbourhood",
    "Network",
    "Path",
    "Paths",
    "find_candidates",
    "find_changes",
    "find_disagreement",
    "find_disagreements",
    "find_paths",
    "get_neighbourhood",
    "read_snapshot",
    "replay",
    "timeline",
    "write_snapshot",
]
