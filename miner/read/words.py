"""What each word of the tagger's weights is worth: all that depends on one word alone, folded into one row for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from miner.read.features import OFFSETS, shape_of
from miner.read.weights import Crf, Floats

Ints = npt.NDArray[np.int64]
_PLACES = {str(offset): place for place, offset in enumerate(OFFSETS)}
_LONGEST_AFFIX = 5
_NEAR_AFFIX = 3
_MOST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of several CRFs side by side: `rows[index[attribute]]` scores the labels of each in turn."""

    index: dict[str, int]
    rows: Floats

    @classmethod
    def of(cls, crfs: Sequence[Crf]) -> "Weights":
        """The weights of CRFs; an attribute that one of them does not know scores nothing there."""
        index: dict[str, int] = {}
        placed = [[index.setdefault(attribute, len(index)) for attribute in crf.index] for crf in crfs]
        rows = np.zeros((len(index), sum(len(crf.labels) for crf in crfs)), dtype=np.float32)
        at = 0
        for crf, numbers in zip(crfs, placed, strict=True):
            rows[numbers, at : at + len(crf.labels)] = crf.rows[list(crf.index.values())]
            at += len(crf.labels)
        return cls(index, rows)

    def sum(self, attributes: Iterable[str]) -> Floats:
        """The scores that attributes give together."""
        known = [self.index[attribute] for attribute in attributes if attribute in self.index]
        total: Floats = self.rows[known].sum(axis=0)
        return total


class WordRows:
    """Rows of scores for words: what a word gives to the places from which it is seen at each of `OFFSETS`.

    The same sums as over `features.word_attributes`, without putting its strings together: each part of a word (the
    word, its lower case, shape, class, length, affixes) has one row for all offsets.
    """

    def __init__(self, weights: Weights, kinds: Mapping[str, str]) -> None:
        self._kinds = kinds
        # By part: the number of the row of each value that it can have. A word shows its neighbours one affix only,
        # be it the whole word, so that those are parts of their own.
        whole: dict[str, dict[str, int]] = {part: {} for part in "wlskn"}
        self._own: dict[str, dict[str, int]] = {**whole, "p": {}, "x": {}}
        self._near: dict[str, dict[str, int]] = {**whole, "p": {}, "x": {}}
        self._rows = self._folded(weights)

    def _folded(self, weights: Weights) -> Floats:
        count = 0
        numbers, places, sources = [], [], []
        for attribute, source in weights.index.items():
            offset = attribute[:2] if attribute[0] == "-" else attribute[0]
            place = _PLACES.get(offset)
            if place is None:
                continue
            part, value = attribute[len(offset)], attribute[len(offset) + 1 :]
            table = (self._own if offset == "0" else self._near).get(part)
            if table is None:  # the lexicon's codes
                continue
            number = table.get(value)
            if number is None:
                number = table[value] = count
                count += 1
            numbers.append(number)
            places.append(place)
            sources.append(source)
        rows = np.zeros((count + 1, len(OFFSETS), weights.rows.shape[1]), dtype=np.float32)  # the last: nothing
        rows[numbers, places] = weights.rows[sources]
        return rows.reshape(count + 1, -1)

    def of(self, words: Sequence[str]) -> Floats:
        """The rows of words: an array by word, offset and label."""
        own = self._own
        by_word, by_lower, by_shape, by_kind, by_length, by_prefix, by_suffix = (own[part].get for part in "wlsknpx")
        by_near_prefix, by_near_suffix = self._near["p"].get, self._near["x"].get
        kind_of = self._kinds.get
        nothing = len(self._rows) - 1
        known: list[int] = []
        starts: list[int] = []
        for word in words:
            starts.append(len(known))
            lower = word.lower()
            size = len(lower)
            given = [
                by_word(word),
                by_lower(lower),
                by_shape(shape_of(word)),
                by_kind(kind_of(lower, "")),
                by_length(str(min(len(word), _MOST_LETTERS))),
                by_near_suffix(lower[-_NEAR_AFFIX:]),
                by_near_prefix(lower[:_NEAR_AFFIX]),
            ]
            for affix in range(1, min(size, _LONGEST_AFFIX + 1)):
                given.append(by_prefix(lower[:affix]))
                given.append(by_suffix(lower[-affix:]))
            known += [number for number in given if number is not None]
            known.append(nothing)  # no group is empty
        sums: Floats = np.add.reduceat(self._rows[known], starts, axis=0) if words else self._rows[:0]
        return sums.reshape(len(words), len(OFFSETS), self._rows.shape[1] // len(OFFSETS))
