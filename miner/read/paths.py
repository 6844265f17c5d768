"""The best paths of a linear-chain CRF: Viterbi over only those words that can be anything but O."""

import numpy as np
import numpy.typing as npt

from miner.read.weights import Floats

Labels = npt.NDArray[np.int8]
Ints = npt.NDArray[np.int64]
_CHUNK = 2048  # stretches solved together
_APART = 1e4  # about what a long mention can gain: more would do as well, less would have more words looked at
_SLACK = 1e-2  # for rounding: a word that comes so near to being in a mention is looked at


class BestPaths:
    """Gives the labels of the best path for each sentence; `transitions[a, b]` scores label b after a.

    A word is looked at only where some stretch of words around it could gain by leaving O: where the sum, over the
    stretch, of each word's best other score less its score for O, with the most that transitions can add, exceeds
    nothing. All others are O on the best path, so that the stretches between them are solved by themselves.
    """

    def __init__(self, transitions: Floats, *, outside: int) -> None:
        self._transitions = transitions
        self._outside = outside
        self._others = np.array([label for label in range(len(transitions)) if label != outside], dtype=np.int64)
        stay = float(transitions[outside, outside])
        enter = float(transitions[outside, self._others].max(initial=-_APART)) - stay
        leave = float(transitions[self._others, outside].max(initial=-_APART)) - stay
        inside = transitions[np.ix_(self._others, self._others)]
        self._step = float(inside.max(initial=-_APART)) - stay
        self._edges = max(enter, 0.0) + max(leave, 0.0) - self._step  # at a sentence's edge nothing is entered or left

    def find(self, scores: Floats, firsts: npt.NDArray[np.bool_]) -> Labels:
        """The label of each word; `scores` are by word and label, `firsts` says which words begin a sentence."""
        labels = np.full(len(scores), self._outside, dtype=np.int8)
        if not len(scores) or not self._others.size:
            return labels
        looked_at = self._candidates(scores, firsts)
        begins = looked_at & (firsts | ~_shifted(looked_at))
        starts = np.flatnonzero(begins)
        if not starts.size:
            return labels
        closes = looked_at & np.concatenate((begins[1:] | ~looked_at[1:], [True]))
        ends = np.flatnonzero(closes) + 1
        order = np.argsort(starts - ends, kind="stable")  # the longest first
        starts, lengths = starts[order], (ends - starts)[order]
        lasts = np.concatenate((firsts[1:], [True]))
        for low in range(0, len(starts), _CHUNK):
            here, sizes = starts[low : low + _CHUNK], lengths[low : low + _CHUNK]
            self._solve(scores, labels, here, sizes, is_first=firsts[here], is_last=lasts[here + sizes - 1])
        return labels

    def _candidates(self, scores: Floats, firsts: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which words lie in a stretch that could gain by leaving O, found with running sums and their extremes."""
        gain = scores[:, self._others].max(axis=1).astype(np.float64) - scores[:, self._outside] + self._step
        apart = np.cumsum(firsts) * (2 * _APART)
        sums = np.cumsum(gain)
        before = np.concatenate(([0.0], sums[:-1]))
        lowest = np.minimum.accumulate(before - apart) + apart  # the best place for a stretch to begin
        highest = np.maximum.accumulate((sums - apart)[::-1])[::-1] + apart  # and to end
        return np.asarray(highest - lowest + self._edges > -_SLACK)

    def _solve(
        self,
        scores: Floats,
        labels: Labels,
        starts: Ints,
        lengths: Ints,
        *,
        is_first: npt.NDArray[np.bool_],
        is_last: npt.NDArray[np.bool_],
    ) -> None:
        """Viterbi over stretches sorted by length, the longest first: those that have ended fall away at the end."""
        transitions, outside = self._transitions, self._outside
        longest = int(lengths[0])
        alive = np.searchsorted(-lengths, -np.arange(longest), side="left")  # stretches longer than each place
        back = np.zeros((longest, len(starts), len(transitions)), dtype=np.int8)
        best = scores[starts] + np.where(is_first[:, None], np.float32(0), transitions[outside])
        for place in range(1, longest):
            going = alive[place]
            step = best[:going, :, None] + transitions
            back[place, :going] = step.argmax(axis=1)
            best[:going] = step.max(axis=1) + scores[starts[:going] + place]
        last = (best + np.where(is_last[:, None], np.float32(0), transitions[:, outside])).argmax(axis=1)
        state = np.zeros(len(starts), dtype=np.int64)
        for place in range(longest - 1, -1, -1):
            going = alive[place]
            state[:going] = np.where(lengths[:going] == place + 1, last[:going], state[:going])
            labels[starts[:going] + place] = state[:going]
            state[:going] = back[place, np.arange(going), state[:going]]


def _shifted(marks: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The marks of the words before."""
    return np.concatenate(([False], marks[:-1]))
