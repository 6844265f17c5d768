"""The fast way to run the tagger: one row of scores for each word, best paths for many sentences at once."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from miner.read.features import (
    CLASSES,
    LEXICON_OFFSETS,
    OFFSETS,
    PAD,
    Seen,
    lexicon_attributes,
    lexicon_pair_attribute,
    pair_attribute,
    word_attributes,
)
from miner.read.weights import Floats, Weights

Ints = npt.NDArray[np.int64]
_GAP = 2  # pads between sentences: as far as a word is seen
_MOST_WORDS = 200_000
_CHUNK = 512  # sentences decoded together


class Decoder:
    """Tags sentences with the labels of a CRF; gives what the CRF's own Viterbi gives, many sentences at a time."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._zero = np.zeros(len(weights.labels), dtype=np.float32)
        self._codes = _all_codes()
        self._code_of = {code: number for number, code in enumerate(self._codes)}
        self._code_rows, self._code_pairs = self._lexicon_rows()
        self._lower_of, self._pairs = self._pair_tables()
        self._extra: dict[tuple[str, ...], Floats] = {}
        self._forget()

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, in the order of the numbers that `tag` gives."""
        return self._weights.labels

    def tag(self, sentences: Sequence[Seen]) -> list[Ints]:
        """The best label number for each word of each sentence."""
        if not sentences:
            return []
        if len(self._row_of) > _MOST_WORDS:
            self._forget()
        scores, starts = self._scores(sentences)
        lengths = np.array([len(sentence.words) for sentence in sentences])
        found: list[Ints] = [np.zeros(0, dtype=np.int64)] * len(sentences)
        order = np.argsort(-lengths, kind="stable")
        for low in range(0, len(order), _CHUNK):
            chunk = order[low : low + _CHUNK]
            for index, path in zip(chunk, self._best_paths(scores, starts[chunk], lengths[chunk]), strict=True):
                found[index] = path
        return found

    def _scores(self, sentences: Sequence[Seen]) -> tuple[Floats, Ints]:
        """The score of each label at each word, sentences one after another with pads around, and where each starts."""
        pad = self._row(PAD)
        nothing = self._code_of["O" * len(CLASSES)]
        rows, codes, starts = [pad] * _GAP, [nothing] * _GAP, []
        extra: list[tuple[int, tuple[str, ...]]] = []
        known, code_of = self._row_of, self._code_of
        for sentence in sentences:
            at = len(rows)
            starts.append(at)
            rows += [known[word] if word in known else self._row(word) for word in sentence.words]
            rows += [pad] * _GAP
            codes += [code_of[code] for code in sentence.codes]
            codes += [nothing] * _GAP
            extra += [(at + place, given) for place, given in sentence.extra.items()]
        words, lexicon = np.array(rows), np.array(codes)
        scores = np.zeros((len(words), len(self.labels)), dtype=np.float32)
        inner = slice(_GAP, len(words) - _GAP)
        for at, offset in enumerate(OFFSETS):
            scores[inner] += self._rows[words[_GAP + offset : len(words) - _GAP + offset], at]
        for at, offset in enumerate(LEXICON_OFFSETS):
            scores[inner] += self._code_rows[at, lexicon[_GAP + offset : len(words) - _GAP + offset]]
        scores[:-1] += self._code_pairs[lexicon[:-1], lexicon[1:]]
        self._add_pairs(scores, self._lowers[words])
        for place, given in extra:
            scores[place] += self._extra_row(given)
        return scores, np.array(starts)

    def _add_pairs(self, scores: Floats, lowers: Ints) -> None:
        key = lowers[:-1] * len(self._lower_of) + lowers[1:]
        real = np.flatnonzero((lowers[:-1] >= 0) & (lowers[1:] >= 0))
        for (keys, rows), shift in zip(self._pairs, (1, 0), strict=True):
            if not keys.size:
                continue
            at = np.searchsorted(keys, key[real])
            at[at == keys.size] = 0
            hit = keys[at] == key[real]
            scores[real[hit] + shift] += rows[at[hit]]

    def _best_paths(self, scores: Floats, starts: Ints, lengths: Ints) -> Iterable[Ints]:
        """Viterbi over sentences sorted by length, the longest first: those that have ended fall away at the end."""
        transitions = self._weights.transitions
        longest, count = int(lengths[0]), len(starts)
        alive = np.searchsorted(-lengths, -np.arange(longest), side="left")  # sentences longer than each place
        back = np.zeros((longest, count, len(self.labels)), dtype=np.int8)
        best = np.zeros((count, len(self.labels)), dtype=np.float32)
        if longest:
            best[: alive[0]] = scores[starts[: alive[0]]]
        for place in range(1, longest):
            going = alive[place]
            step = best[:going, :, None] + transitions
            back[place, :going] = step.argmax(axis=1)
            best[:going] = step.max(axis=1) + scores[starts[:going] + place]
        paths = np.zeros((count, max(longest, 1)), dtype=np.int64)
        last = best.argmax(axis=1)
        state = np.zeros(count, dtype=np.int64)
        for place in range(longest - 1, -1, -1):
            going = alive[place]
            ending = lengths[:going] == place + 1
            state[:going] = np.where(ending, last[:going], state[:going])
            paths[:going, place] = state[:going]
            state[:going] = back[place, np.arange(going), state[:going]]
        return [paths[number, : lengths[number]] for number in range(count)]

    def _sum(self, attributes: Iterable[str]) -> Floats:
        index, rows = self._weights.index, self._weights.rows
        known = [index[attribute] for attribute in attributes if attribute in index]
        return rows[known].sum(axis=0) if known else self._zero

    def _forget(self) -> None:
        self._row_of: dict[str, int] = {}
        self._rows = np.zeros((4096, len(OFFSETS), len(self.labels)), dtype=np.float32)
        self._lowers = np.full(4096, -1, dtype=np.int64)

    def _row(self, word: str) -> int:
        number = self._row_of.get(word)
        if number is None:
            number = len(self._row_of)
            if number == len(self._rows):
                self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
                self._lowers = np.concatenate([self._lowers, np.full_like(self._lowers, -1)])
            lower = word.lower()
            for at, given in enumerate(word_attributes(word, self._weights.kinds.get(lower, ""))):
                self._rows[number, at] = self._sum(given)
            self._lowers[number] = self._lower_of.get(lower, -1)
            self._row_of[word] = number
        return number

    def _extra_row(self, given: tuple[str, ...]) -> Floats:
        row = self._extra.get(given)
        if row is None:
            if len(self._extra) > _MOST_WORDS:
                self._extra.clear()
            row = self._extra[given] = self._sum(given)
        return row

    def _lexicon_rows(self) -> tuple[Floats, Floats]:
        rows = [[self._sum(lexicon_attributes(code, offset)) for code in self._codes] for offset in LEXICON_OFFSETS]
        pairs = [[self._sum([lexicon_pair_attribute(one, two)]) for two in self._codes] for one in self._codes]
        return np.array(rows, dtype=np.float32), np.array(pairs, dtype=np.float32)

    def _pair_tables(self) -> tuple[dict[str, int], tuple[tuple[Ints, Floats], tuple[Ints, Floats]]]:
        """Numbers for the words that stand in known pairs, and for each side the sorted pairs with their rows."""
        sides: dict[str, list[tuple[str, str, int]]] = {"b": [], "f": []}
        for attribute, row in self._weights.index.items():
            if attribute[0] in sides and "\t" in attribute:
                first, _, second = attribute[1:].partition("\t")
                if first and second:
                    sides[attribute[0]].append((first, second, row))
        words = sorted({word for pairs in sides.values() for first, second, _ in pairs for word in (first, second)})
        number_of = {word: number for number, word in enumerate(words)}
        tables = []
        for side in ("b", "f"):
            keys = np.array(
                [number_of[one] * len(words) + number_of[two] for one, two, _ in sides[side]], dtype=np.int64
            )
            order = np.argsort(keys)
            rows = np.array([row for _, _, row in sides[side]], dtype=np.int64)[order]
            tables.append((keys[order], self._weights.rows[rows]))
        assert pair_attribute("a", "b", seen_from_second=True) == "ba\tb"  # the form that is taken apart here
        return number_of, (tables[0], tables[1])


def _all_codes() -> tuple[str, ...]:
    codes = [""]
    for _ in CLASSES:
        codes = [code + state for code in codes for state in "OBI"]
    return tuple(codes)
