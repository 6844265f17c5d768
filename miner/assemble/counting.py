"""Counting a million claims to edges: columns of evidence, coded as numbers and sorted once.

For graphs as large as all of PubMed, where an overview of counts is wanted and no list of evidence on every edge;
adding the claims to networkx one by one looks each edge up and rewrites it (`scripts/bench_graph` has both).
"""

from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

import numpy as np

from miner.model.claim import Sign
from miner.model.evidence import Evidence

Vector = np.ndarray[Any, np.dtype[np.int64]]
_UNKNOWN_YEAR = 9999


class EdgeCount(NamedTuple):
    """How many claims and papers say the same of a pair, and when; years are None where no paper has one."""

    subject: str
    object: str
    sign: Sign
    claims: int
    papers: int
    first_year: int | None
    last_year: int | None


def count_edges(evidence: Sequence[Evidence]) -> Iterator[EdgeCount]:
    """The counts of each subject, object and sign, ordered by subject, object, sign (-1, 0, 1, None)."""
    if not evidence:
        return
    subjects, objects, nodes = _codes(list(map(itemgetter(3), evidence)), list(map(itemgetter(4), evidence)))
    signs = np.fromiter((3 if sign is None else sign + 1 for sign in map(itemgetter(5), evidence)), np.int64)
    all_papers = list(map(itemgetter(0), evidence))
    papers, _, _ = _codes(list(map(attrgetter("id"), all_papers)), ())
    years = np.fromiter(
        (_UNKNOWN_YEAR if year is None else year for year in map(attrgetter("year"), all_papers)), np.int64
    )
    keys = (subjects * len(nodes) + objects) * 4 + signs
    order = np.lexsort((papers, keys))
    keys, papers, years = keys[order], papers[order], years[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    is_new = np.concatenate(([True], (keys[1:] != keys[:-1]) | (papers[1:] != papers[:-1])))
    claims = np.diff(np.append(starts, len(keys)))
    rows = zip(
        keys[starts].tolist(),
        claims.tolist(),
        np.add.reduceat(is_new.astype(np.int64), starts).tolist(),
        np.minimum.reduceat(years, starts).tolist(),
        np.maximum.reduceat(np.where(years == _UNKNOWN_YEAR, -1, years), starts).tolist(),
        strict=True,
    )
    for key, claim_count, paper_count, first, last in rows:
        pair, sign = divmod(key, 4)
        subject, object_ = divmod(pair, len(nodes))
        yield EdgeCount(
            nodes[subject],
            nodes[object_],
            None if sign == 3 else sign - 1,
            claim_count,
            paper_count,
            None if first == _UNKNOWN_YEAR else first,
            None if last == -1 else last,
        )


def _codes(first: Sequence[str], second: Iterable[str]) -> tuple[Vector, Vector, list[str]]:
    # Numbers in the order of the words, so that sorting by number sorts by word.
    words = dict.fromkeys(first)
    words.update(dict.fromkeys(second))
    ordered = sorted(words)
    number = dict(zip(ordered, range(len(ordered)), strict=True)).__getitem__
    return np.fromiter(map(number, first), np.int64), np.fromiter(map(number, second), np.int64), ordered
