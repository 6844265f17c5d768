"""The fast way to run the tagger: one row of scores for each word, best paths for many sentences at once."""

from collections.abc import Iterable, Mapping, Sequence

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
    lexicon_word_attribute,
    pair_attribute,
    shape_attributes,
    shape_of,
    word_attributes,
)
from miner.read.weights import Crf, Floats

Ints = npt.NDArray[np.int64]
_GAP = 2  # pads between sentences: as far as a word is seen
_MOST_WORDS = 200_000
_CHUNK = 512  # sentences decoded together


class Decoder:
    """Tags sentences with the labels of a CRF; gives what the CRF's own Viterbi gives, many sentences at a time."""

    def __init__(self, weights: Crf, kinds: Mapping[str, str]) -> None:
        self._weights = weights
        self._kinds = kinds
        self._zero = np.zeros(len(weights.labels), dtype=np.float32)
        self._padded = np.concatenate([weights.rows, self._zero[None, :]])
        self._codes = _all_codes()
        self._code_of = {code: number for number, code in enumerate(self._codes)}
        self._code_rows, self._code_pairs = self._lexicon_rows()
        self._lower_of, self._shape_of, self._tables = _joint_tables(weights, self._code_of)
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
        self._add_rows(
            list(dict.fromkeys(word for sentence in sentences for word in sentence.words if word not in known))
        )
        for sentence in sentences:
            at = len(rows)
            starts.append(at)
            rows += [known[word] for word in sentence.words]
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
        self._add_joint(scores, self._lowers[words], self._shapes[words], lexicon)
        for place, given in extra:
            scores[place] += self._extra_row(given)
        return scores, np.array(starts)

    def _add_joint(self, scores: Floats, lowers: Ints, shapes: Ints, lexicon: Ints) -> None:
        """Add what two or three neighbours, or a word and its lexicon code, give together."""
        words, kinds = len(self._lower_of), len(self._shape_of)
        before, after = slice(None, -1), slice(1, None)
        word_pair = _joined(lowers[before], lowers[after], words)
        shape_pair = _joined(shapes[before], shapes[after], kinds)
        self._tables["b"].add(scores[after], word_pair)
        self._tables["f"].add(scores[before], word_pair)
        self._tables["p"].add(scores[after], shape_pair)
        self._tables["n"].add(scores[before], shape_pair)
        self._tables["t"].add(scores[1:-1], _joined(shape_pair[before], shapes[2:], kinds))
        self._tables["w"].add(scores, _joined(lowers, lexicon, len(self._codes)))

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

    def _sums(self, groups: Sequence[Iterable[str]]) -> Floats:
        """The sum of each group of attributes, in one go."""
        index = self._weights.index
        known: list[int] = []
        starts = []
        for group in groups:
            starts.append(len(known))
            known += [number for attribute in group if (number := index.get(attribute)) is not None]
            known.append(-1)  # the row of zeros: no group is empty
        found: Floats = np.add.reduceat(self._padded[known], starts, axis=0)
        return found

    def _forget(self) -> None:
        self._row_of: dict[str, int] = {}
        self._rows = np.zeros((4096, len(OFFSETS), len(self.labels)), dtype=np.float32)
        self._lowers = np.full(4096, -1, dtype=np.int64)
        self._shapes = np.full(4096, -1, dtype=np.int64)

    def _row(self, word: str) -> int:
        if word not in self._row_of:
            self._add_rows([word])
        return self._row_of[word]

    def _add_rows(self, words: Sequence[str]) -> None:
        """The rows of words not seen before, all in one go."""
        first = len(self._row_of)
        while first + len(words) > len(self._rows):
            self._rows = np.concatenate([self._rows, np.zeros_like(self._rows)])
            self._lowers = np.concatenate([self._lowers, np.full_like(self._lowers, -1)])
            self._shapes = np.concatenate([self._shapes, np.full_like(self._shapes, -1)])
        groups: list[Iterable[str]] = []
        for number, word in enumerate(words, first):
            lower = word.lower()
            groups += word_attributes(word, self._kinds.get(lower, ""))
            self._lowers[number] = self._lower_of.get(lower, -1)
            self._shapes[number] = self._shape_of.get(shape_of(word), -1)
            self._row_of[word] = number
        if words:
            self._rows[first : first + len(words)] = self._sums(groups).reshape(len(words), len(OFFSETS), -1)

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


class _Table:
    """Rows of scores by a number that stands for what was seen together."""

    def __init__(self, keys: Ints, rows: Floats) -> None:
        order = np.argsort(keys, kind="stable")
        self._keys, self._rows = keys[order], rows[order]

    def add(self, scores: Floats, keys: Ints) -> None:
        """Add to each place's scores the row of its key, where there is one; a key below 0 stands for none."""
        if not self._keys.size or not keys.size:
            return
        at = np.minimum(np.searchsorted(self._keys, keys), self._keys.size - 1)
        hit = np.flatnonzero(self._keys[at] == keys)
        scores[hit] += self._rows[at[hit]]


def _joined(first: Ints, second: Ints, size: int) -> Ints:
    """One number for two; -1 where either is unknown."""
    return np.where((first >= 0) & (second >= 0), first * size + second, -1)


def _joint_tables(weights: Crf, code_of: dict[str, int]) -> tuple[dict[str, int], dict[str, int], dict[str, _Table]]:
    """Numbers for the words and for the shapes that the model knows in company, and the tables of their scores."""
    assert pair_attribute("a", "b", seen_from_second=True) == "ba\tb"  # the forms that are taken apart here
    assert lexicon_word_attribute("BOO", "a") == "wBOOa"
    assert shape_attributes("X", "x", "0") == ("pX\tx", "nx\t0", "tX\tx\t0")
    seen: dict[str, list[tuple[tuple[str, ...], int]]] = {side: [] for side in "bfpntw"}
    width = len(CLASSES)
    for attribute, row in weights.index.items():
        side, rest = attribute[0], attribute[1:]
        if side == "w":
            seen[side].append(((rest[width:], rest[:width]), row))
        elif side in seen:
            seen[side].append((tuple(rest.split("\t")), row))
    words = {word for side in "bf" for pair, _ in seen[side] for word in pair} | {pair[0] for pair, _ in seen["w"]}
    shapes = {shape for side in "pnt" for group, _ in seen[side] for shape in group}
    lower_of = {word: number for number, word in enumerate(sorted(words))}
    shape_of_ = {shape: number for number, shape in enumerate(sorted(shapes))}
    tables = {}
    for side, groups in seen.items():
        numbers = [lower_of if side in "bfw" else shape_of_] * 3
        sizes = [len(numbers[0])] * 3
        if side == "w":
            numbers[1], sizes[1] = code_of, len(code_of)
        keys = np.zeros(len(groups), dtype=np.int64)
        for place in range(3 if side == "t" else 2):
            keys = keys * sizes[place] + np.array([numbers[place][group[place]] for group, _ in groups], dtype=np.int64)
        tables[side] = _Table(keys, weights.rows[[row for _, row in groups]])
    return lower_of, shape_of_, tables


def _all_codes() -> tuple[str, ...]:
    codes = [""]
    for _ in CLASSES:
        codes = [code + state for code in codes for state in "OBI"]
    return tuple(codes)
