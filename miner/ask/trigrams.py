"""Misspelled names: those that share most trigrams with what was typed, judged by their edit distance."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

_BUCKETS: Final = 1 << 16
_CANDIDATES: Final = 48
_LIKE: Final = 0.7  # below this likeness (1: the same) a name is another name
_PART: Final = 0.9  # how much the likeness to a name's beginning counts
_MIN_PART: Final = 6  # characters that must be typed before a name's beginning is compared

Numbers = npt.NDArray[np.int32]


class Trigrams:
    """Names by their trigrams.

    >>> names = ["magnesium", "calcium"]
    >>> places, likeness = Trigrams(names, *Trigrams.build(names)).find("magnesuim")
    >>> places.tolist(), likeness.round(2).tolist()
    ([0], [0.89])
    """

    def __init__(self, names: Sequence[str], places: Numbers, starts: Numbers) -> None:
        self._names = names
        self._places = places
        self._starts = starts
        self._count = np.fromiter((len(name) + 1 for name in names), dtype=np.int32, count=len(names))

    @staticmethod
    def build(names: Sequence[str]) -> tuple[Numbers, Numbers]:
        """The places of the names that hold each trigram, and where each trigram's begin."""
        if not names:
            return np.zeros(0, dtype=np.int32), np.zeros(_BUCKETS + 1, dtype=np.int32)
        # Two marks before each name: its first letters weigh more than its middle.
        points = _points("".join(f"\2\2{name}" for name in names))
        sizes = np.fromiter((len(name) + 2 for name in names), dtype=np.int32, count=len(names))
        owner = np.repeat(np.arange(len(names), dtype=np.int32), sizes)[: points.size]
        buckets = _hashed(points)
        inside = owner[:-2] == owner[2:]
        buckets, owner = buckets[inside], owner[:-2][inside]
        order = np.argsort(buckets, kind="stable")
        starts = np.searchsorted(buckets[order], np.arange(_BUCKETS + 1)).astype(np.int32)
        return owner[order], starts

    def find(self, wanted: str) -> tuple[Numbers, npt.NDArray[np.float64]]:
        """The places of the names that are like it, with their likeness (0 to 1)."""
        none = np.zeros(0, dtype=np.int32), np.zeros(0)
        if len(wanted) < 3 or not self._names:
            return none
        buckets = np.unique(_hashed(_points(f"\2\2{wanted}"))).tolist()
        those = np.concatenate([self._places[self._starts[one] : self._starts[one + 1]] for one in buckets])
        if not those.size:
            return none
        shared = np.bincount(those, minlength=len(self._names))
        # Who shares less than half of what the best one shares is no misspelling of the same.
        places = np.flatnonzero(shared >= max(1, int(shared.max()) // 2))
        if places.size > _CANDIDATES:
            # Dice's coefficient, with what is longer than typed counted by half: it may not be typed yet.
            size, count = len(wanted) + 1, self._count[places]
            dice = shared[places] / (size + np.minimum(count, size + (count - size) / 2))
            places = places[np.argpartition(-dice, _CANDIDATES - 1)[:_CANDIDATES]]
        likeness = np.array([self._likeness(wanted, self._names[place]) for place in places.tolist()])
        good = likeness >= _LIKE
        return places[good].astype(np.int32), likeness[good]

    def _likeness(self, wanted: str, name: str) -> float:
        whole: float = OSA.normalized_similarity(wanted, name)
        if len(wanted) < _MIN_PART or len(name) <= len(wanted):
            return whole
        return max(whole, _PART * OSA.normalized_similarity(wanted, name[: len(wanted)]))


def _points(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _hashed(points: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    mixed = points[:-2] * np.uint32(0x9E37) + points[1:-1] * np.uint32(0x85EB) + points[2:] * np.uint32(0xC2B3)
    return np.asarray((mixed ^ (mixed >> np.uint32(16))) & np.uint32(_BUCKETS - 1))
