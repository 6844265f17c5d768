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

    >>> names, likeness = Trigrams(["magnesium", "calcium"]).find("magnesuim")
    >>> names.tolist(), likeness.round(2).tolist()
    ([0], [0.89])
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._count = np.fromiter((len(name) + 1 for name in names), dtype=np.int32, count=len(names))
        if not names:
            self._of = np.zeros(0, dtype=np.int32)
            self._first = np.zeros(_BUCKETS + 1, dtype=np.int64)
            return
        # Two marks before each name: its first letters weigh more than its middle.
        points = _points("".join(f"\2\2{name}" for name in names))
        owner = np.repeat(np.arange(len(names), dtype=np.int32), self._count + 1)[: points.size]
        buckets = _hashed(points)
        inside = owner[:-2] == owner[2:]
        buckets, owner = buckets[inside], owner[:-2][inside]
        order = np.argsort(buckets, kind="stable")
        self._of = owner[order]
        self._first = np.searchsorted(buckets[order], np.arange(_BUCKETS + 1))

    def find(self, wanted: str) -> tuple[Numbers, npt.NDArray[np.float64]]:
        """The numbers of the names that are like it, with their likeness (0 to 1)."""
        if len(wanted) < 3 or not self._names:
            return np.zeros(0, dtype=np.int32), np.zeros(0)
        buckets = np.unique(_hashed(_points(f"\2\2{wanted}"))).tolist()
        shared = np.bincount(
            np.concatenate([self._of[self._first[one] : self._first[one + 1]] for one in buckets]),
            minlength=len(self._names),
        )
        # Dice's coefficient, with what is longer than typed counted by half: it may not be typed yet.
        size = len(wanted) + 1
        dice = 2 * shared / (size + np.minimum(self._count, size + (self._count - size) / 2))
        places = np.argpartition(-dice, min(_CANDIDATES, dice.size - 1))[:_CANDIDATES]
        likeness = np.array([self._likeness(wanted, self._names[place]) for place in places.tolist()])
        good = (likeness >= _LIKE) & (shared[places] > 0)
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
