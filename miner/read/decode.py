"""The fast way to run the tagger: one row of scores for each word, the labels of many texts at once."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from miner.read.features import (
    CODES,
    LEXICON_OFFSETS,
    OFFSETS,
    PAD,
    Seen,
    lexicon_attributes,
    lexicon_pair_attribute,
    lexicon_word_attribute,
    pair_attribute,
    shape_attributes,
    shape_of,
)
from miner.read.paths import BestPaths, Labels
from miner.read.weights import Crf, Floats
from miner.read.words import Weights, WordRows

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
_GAP = 2  # pads between sentences: as far as a word is seen
_MOST_WORDS = 200_000


class Decoder:
    """Labels words with the labels of CRFs; gives what each CRF's own Viterbi gives, many sentences at a time."""

    def __init__(self, crfs: Sequence[Crf], kinds: Mapping[str, str]) -> None:
        self.labels = tuple(crf.labels for crf in crfs)
        self._weights = Weights.of(crfs)
        self._word_rows = WordRows(self._weights, kinds)
        self._joint = _Joint(self._weights)
        self._paths = tuple(BestPaths(crf.transitions, outside=crf.labels.index("O")) for crf in crfs)
        self._code_rows, self._code_pairs = self._lexicon_rows()
        self._extra: dict[tuple[str, ...], Floats] = {}
        self._forget()

    def tag(self, texts: Sequence[Seen]) -> tuple[Labels, ...]:
        """For each CRF the label number of each word, the words of all texts one after another."""
        if len(self._row_of) > _MOST_WORDS:
            self._forget()
        words = [word for text in texts for word in text.words]
        firsts = firsts_of(texts)
        scores = self._scores(texts, words, firsts)
        found, at = [], 0
        for labels, paths in zip(self.labels, self._paths, strict=True):
            found.append(paths.find(scores[:, at : at + len(labels)], firsts))
            at += len(labels)
        return tuple(found)

    def _scores(self, texts: Sequence[Seen], words: Sequence[str], firsts: Bools) -> Floats:
        """The score of each label at each word."""
        self._add_rows([word for word in dict.fromkeys(words) if word not in self._row_of])
        # pads around each sentence
        place = np.arange(len(words)) + _GAP * np.cumsum(firsts)
        size = len(words) + _GAP * (int(firsts.sum()) + 1)
        rows = np.full(size, self._row_of[PAD])
        rows[place] = np.fromiter(map(self._row_of.__getitem__, words), dtype=np.int64, count=len(words))
        codes = np.zeros(size, dtype=np.int64)
        codes[place] = np.frombuffer(b"".join(text.codes for text in texts), dtype=np.uint8)
        scores: Floats = self._rows[rows[place + OFFSETS[0]], 0]
        for at, offset in enumerate(OFFSETS[1:], 1):
            scores += self._rows[rows[place + offset], at]
        for at, offset in enumerate(LEXICON_OFFSETS):
            scores += self._code_rows[at, codes[place + offset]]
        scores += self._code_pairs[codes[place], codes[place + 1]]
        self._joint.add(scores, place, lowers=self._lowers[rows], shapes=self._shapes[rows], codes=codes)
        at = 0
        for text in texts:
            for index, given in text.extra.items():
                scores[at + index] += self._extra_row(given)
            at += len(text.words)
        return scores

    def _forget(self) -> None:
        self._row_of: dict[str, int] = {}
        self._rows = np.zeros((4096, len(OFFSETS), self._weights.rows.shape[1]), dtype=np.float32)
        self._lowers = np.full(4096, -1, dtype=np.int64)
        self._shapes = np.full(4096, -1, dtype=np.int64)
        self._add_rows([PAD])

    def _add_rows(self, words: Sequence[str]) -> None:
        """The rows of words not seen before, all in one go."""
        first = len(self._row_of)
        last = first + len(words)
        while last > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._lowers = np.concatenate([self._lowers, np.full_like(self._lowers, -1)])
            self._shapes = np.concatenate([self._shapes, np.full_like(self._shapes, -1)])
        self._row_of.update(zip(words, range(first, last), strict=True))
        self._rows[first:last] = self._word_rows.of(words)
        self._lowers[first:last] = [self._joint.lower_of.get(word.lower(), -1) for word in words]
        self._shapes[first:last] = [self._joint.shape_of.get(shape_of(word), -1) for word in words]

    def _extra_row(self, given: tuple[str, ...]) -> Floats:
        row = self._extra.get(given)
        if row is None:
            if len(self._extra) > _MOST_WORDS:
                self._extra.clear()
            row = self._extra[given] = self._weights.sum(given)
        return row

    def _lexicon_rows(self) -> tuple[Floats, Floats]:
        sums = self._weights.sum
        rows = [[sums(lexicon_attributes(code, offset)) for code in CODES] for offset in LEXICON_OFFSETS]
        pairs = [[sums([lexicon_pair_attribute(one, two)]) for two in CODES] for one in CODES]
        return np.array(rows, dtype=np.float32), np.array(pairs, dtype=np.float32)


def firsts_of(texts: Iterable[Seen]) -> Bools:
    """Which words begin a sentence, the words of all texts one after another."""
    firsts = []
    size = 0
    for text in texts:
        firsts += [size + first for first in text.firsts if first < len(text.words)]
        size += len(text.words)
    marks = np.zeros(size, dtype=np.bool_)
    marks[firsts] = True
    return marks


class _Joint:
    """What two or three neighbours, or a word and its lexicon code, give together."""

    def __init__(self, weights: Weights) -> None:
        assert pair_attribute("a", "b", seen_from_second=True) == "ba\tb"  # the forms that are taken apart here
        assert lexicon_word_attribute("BOO", "a") == "wBOOa"
        assert shape_attributes("X", "x", "0") == ("pX\tx", "nx\t0", "tX\tx\t0")
        seen: dict[str, list[tuple[tuple[str, ...], int]]] = {side: [] for side in "bfpntw"}
        width = len(CODES[0])
        for attribute, row in weights.index.items():
            side, rest = attribute[0], attribute[1:]
            if side == "w":
                seen[side].append(((rest[width:], rest[:width]), row))
            elif side in seen:
                seen[side].append((tuple(rest.split("\t")), row))
        words = {word for side in "bf" for pair, _ in seen[side] for word in pair} | {pair[0] for pair, _ in seen["w"]}
        shapes = {shape for side in "pnt" for group, _ in seen[side] for shape in group}
        self.lower_of = {word: number for number, word in enumerate(sorted(words))}
        self.shape_of = {shape: number for number, shape in enumerate(sorted(shapes))}
        code_of = {code: number for number, code in enumerate(CODES)}
        self._tables = {}
        for side, groups in seen.items():
            numbers = [self.lower_of if side in "bfw" else self.shape_of] * 3
            if side == "w":
                numbers[1] = code_of
            keys = np.zeros(len(groups), dtype=np.int64)
            for place in range(3 if side == "t" else 2):
                column = np.array([numbers[place][group[place]] for group, _ in groups], dtype=np.int64)
                keys = keys * len(numbers[place]) + column
            self._tables[side] = _Table(keys, weights.rows[[row for _, row in groups]])

    def add(self, scores: Floats, place: Ints, *, lowers: Ints, shapes: Ints, codes: Ints) -> None:
        """Add to the scores of the words at `place` what their numbers there and beside them give."""
        words, kinds = len(self.lower_of), len(self.shape_of)
        word_pairs = _joined(lowers[:-1], lowers[1:], words)
        shape_pairs = _joined(shapes[:-1], shapes[1:], kinds)
        triples = _joined(shape_pairs[:-1], shapes[2:], kinds)
        self._tables["b"].add(scores, word_pairs[place - 1])
        self._tables["f"].add(scores, word_pairs[place])
        self._tables["p"].add(scores, shape_pairs[place - 1])
        self._tables["n"].add(scores, shape_pairs[place])
        self._tables["t"].add(scores, triples[place - 1])
        named = np.flatnonzero(codes[place])
        known = place[named]
        self._tables["w"].add(scores, _joined(lowers[known], codes[known], len(CODES)), named)


class _Table:
    """Rows of scores by a number that stands for what was seen together."""

    def __init__(self, keys: Ints, rows: Floats) -> None:
        order = np.argsort(keys, kind="stable")
        self._keys, self._rows = keys[order], rows[order]

    def add(self, scores: Floats, keys: Ints, rows: Ints | None = None) -> None:
        """Add to each row of scores, or to `rows`, that of its key, where it has one; keys below 0 stand for none."""
        if not self._keys.size or not keys.size:
            return
        known = np.flatnonzero(keys >= 0)
        wanted = keys[known]
        at = np.minimum(self._keys.searchsorted(wanted), self._keys.size - 1)
        hit = self._keys[at] == wanted
        known = known[hit]
        scores[known if rows is None else rows[known]] += self._rows[at[hit]]


def _joined(first: Ints, second: Ints, size: int) -> Ints:
    """One number for two; -1 where either is unknown."""
    return np.where((first >= 0) & (second >= 0), first * size + second, -1)
