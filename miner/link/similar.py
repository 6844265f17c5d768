"""Names that look alike: the cosine of TF-IDF weights of character trigrams, over scispaCy's knowledge base.

The search is exact, where scispaCy's index is an approximation, and gives what its `CandidateGenerator` gives over the
same rows, with less around it. The index is built when first asked for.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

import numpy as np
from scipy import sparse

from miner.model.concept import Concept

_BUCKETS: Final = 1 << 18
_NEIGHBOURS: Final = 30
_SEPARATOR: Final = 10
_LEAST: Final = (0.5, 0.3, 0.2, 0.1, 0)  # cosines above which the nearest are looked for, in turn


class Similar(NamedTuple):
    """A concept with the alias that looks most like the name, and their cosine (0 to 1)."""

    curie: str
    alias: str
    similarity: float


class SimilarNames:
    """Finds the concepts whose names look most like a given one.

    `names` are each concept's with its CURIE; `concepts` gives the concepts themselves, which scispaCy alone asks for.
    """

    def __init__(self, names: Iterable[tuple[str, str]], *, concepts: Callable[[], Iterable[Concept]]) -> None:
        self._concepts = concepts
        owners: dict[str, list[str]] = {}
        for name, curie in names:
            owners.setdefault(name, []).append(curie)
        self.aliases = sorted(owners)
        self._owners = [owners[alias] for alias in self.aliases]
        self.vectorizer = _Trigrams()
        self.index = _ExactIndex(self.vectorizer.fit_transform(self.aliases))

    @cached_property
    def knowledge_base(self) -> Any:  # noqa: ANN401 (scispaCy has no types)
        """The knowledge base of the concepts as scispaCy has it, for whoever goes on with scispaCy."""
        from scispacy.linking_utils import Entity, KnowledgeBase

        return KnowledgeBase(
            [Entity(each.curie, each.name, list(each.synonyms), [each.type.value]) for each in self._concepts()]
        )

    @cached_property
    def generator(self) -> Any:  # noqa: ANN401 (scispaCy has no types)
        """The candidate generator of scispaCy over the same rows: what `find` gives, and slower."""
        from scispacy.candidate_generation import CandidateGenerator

        return CandidateGenerator(
            ann_index=self.index,
            tfidf_vectorizer=self.vectorizer,
            ann_concept_aliases_list=self.aliases,
            kb=self.knowledge_base,
        )

    def find(self, name: str) -> tuple[Similar, ...]:
        """The most similar concepts, the most similar first."""
        best: dict[str, Similar] = {}
        for alias, cosine in self.index.nearest(*self.vectorizer.weigh(name), _NEIGHBOURS):
            for curie in self._owners[alias]:
                best.setdefault(curie, Similar(curie, self.aliases[alias], cosine))
        return tuple(sorted(best.values(), key=lambda each: (-each.similarity, each.curie)))


class _Trigrams:
    """Texts as rows of TF-IDF weights of their character trigrams, each row of length 1.

    weight = tf * (ln((1 + n) / (1 + df)) + 1), as scikit-learn's smooth idf; lower case, a space at either end.
    A trigram that no name has counts nothing.
    """

    def fit_transform(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 (scipy has no types)
        """The rows of the texts that the trigrams' frequencies are taken from."""
        counts = _count(texts)
        frequency = np.bincount(counts.indices, minlength=_BUCKETS)
        self._idf = np.where(frequency > 0, np.log((1 + len(texts)) / (1 + frequency)) + 1, 0)
        return self._weighed(counts)

    def transform(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 (scipy has no types)
        """The rows of other texts."""
        return self._weighed(_count(texts))

    def weigh(self, text: str) -> tuple[Any, Any]:
        """The columns of one text's row, in order, and their weights."""
        columns, counts = np.unique(_columns(_points((text,)))[0], return_counts=True)
        weights = (counts.astype(np.float32) * self._idf[columns]).astype(np.float32)
        known = weights != 0
        columns, weights = columns[known], weights[known]
        length = np.sqrt((weights * weights).sum(dtype=np.float32))
        return columns, weights * (1 / np.maximum(length, 1e-12)).astype(np.float32)

    def _weighed(self, counts: Any) -> Any:  # noqa: ANN401 (scipy has no types)
        counts.data = (counts.data * self._idf[counts.indices]).astype(np.float32)
        counts.eliminate_zeros()
        lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).reshape(-1))
        return sparse.csr_matrix(sparse.diags_array(1 / np.maximum(lengths, 1e-12)).astype(np.float32) @ counts)


def _points(texts: Sequence[str]) -> Any:  # noqa: ANN401 (an array)
    joined = "\n".join(" " + text.lower().replace("\n", " ") + " " for text in texts) + "\n"
    return np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)


def _columns(points: Any) -> tuple[Any, Any]:  # noqa: ANN401 (an array)
    """The bucket of each trigram that lies within one text, and which places those are."""
    breaks = points == _SEPARATOR
    within = ~(breaks[:-2] | breaks[1:-1] | breaks[2:])
    mixed = (
        points[:-2] * np.uint64(0x9E3779B1) + points[1:-1] * np.uint64(0x85EBCA6B) + points[2:] * np.uint64(0xC2B2AE35)
    )
    return ((mixed ^ (mixed >> np.uint64(15))) % np.uint64(_BUCKETS)).astype(np.int64)[within], within


def _count(texts: Sequence[str]) -> Any:  # noqa: ANN401 (scipy has no types)
    points = _points(texts)
    columns, within = _columns(points)
    rows = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(points == _SEPARATOR)))[:-1]
    ones = np.ones(columns.size, dtype=np.float32)
    counts = sparse.csr_matrix((ones, (rows[:-2][within], columns)), shape=(len(texts), _BUCKETS))
    counts.sum_duplicates()
    return counts


class _ExactIndex:
    """The rows, by row and by column; also what scispaCy asks of an nmslib index."""

    def __init__(self, rows: Any) -> None:  # noqa: ANN401 (scipy has no types)
        self._rows = rows
        columns = sparse.csc_matrix(rows)
        self._first, self._ids, self._weights = columns.indptr.tolist(), columns.indices.astype(np.intp), columns.data
        self._size = rows.shape[0]

    def nearest(self, columns: Any, weights: Any, k: int) -> list[tuple[int, float]]:  # noqa: ANN401 (arrays)
        """The k rows nearest to a row given by its columns in order and their weights, with the cosines."""
        sums = np.zeros(self._size, dtype=np.float32)
        for column, weight in zip(columns.tolist(), weights, strict=True):
            span = slice(self._first[column], self._first[column + 1])
            sums[self._ids[span]] += weight * self._weights[span]
        ids = next(ids for least in _LEAST if (ids := np.flatnonzero(sums > least)).size >= k or least == 0)
        cosines = sums[ids]
        if ids.size > k:  # only what can be among the nearest is sorted
            near = cosines >= np.partition(cosines, -k)[-k]
            ids, cosines = ids[near], cosines[near]
        order = np.lexsort((ids, -cosines))[:k]
        return list(zip(ids[order].tolist(), (1.0 - (1 - cosines[order]).astype(np.float64)).tolist(), strict=True))

    def knnQueryBatch(self, vectors: Any, k: int) -> list[tuple[Any, Any]]:  # noqa: ANN401, N802 (nmslib's name)
        """The k nearest rows of each vector, with their cosine distances."""
        products = sparse.csr_matrix(vectors @ self._rows.T)
        answers = []
        for row in range(products.shape[0]):
            span = slice(products.indptr[row], products.indptr[row + 1])
            ids, cosines = products.indices[span], products.data[span]
            order = np.lexsort((ids, -cosines))[:k]
            answers.append((ids[order], 1 - cosines[order]))
        return answers
