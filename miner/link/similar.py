"""Names that look alike: scispaCy's knowledge base and candidate generator over our own index of character trigrams.

The index is exact: one sparse product gives the cosine of TF-IDF weights to every name, where scispaCy's own index is
an approximation. It is built when first asked for.
"""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from scipy import sparse

from miner.model.concept import Concept

_BUCKETS: Final = 1 << 18
_NEIGHBOURS: Final = 30
_SEPARATOR: Final = 10


class Similar(NamedTuple):
    """A concept with the alias that looks most like the name, and their cosine (0 to 1)."""

    curie: str
    alias: str
    similarity: float


class SimilarNames:
    """Finds the concepts whose names look most like a given one."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        from scispacy.candidate_generation import CandidateGenerator
        from scispacy.linking_utils import Entity, KnowledgeBase

        aliases = sorted({name for concept in concepts for name in (concept.name, *concept.synonyms)})
        vectorizer = _Trigrams(aliases)
        self.knowledge_base = KnowledgeBase(
            [Entity(concept.curie, concept.name, list(concept.synonyms), [concept.type.value]) for concept in concepts]
        )
        self.generator = CandidateGenerator(
            ann_index=_ExactIndex(vectorizer.transform(aliases)),
            tfidf_vectorizer=vectorizer,
            ann_concept_aliases_list=aliases,
            kb=self.knowledge_base,
        )

    def find(self, name: str) -> tuple[Similar, ...]:
        """The most similar concepts, the most similar first."""
        try:
            (candidates,) = self.generator([name], _NEIGHBOURS)
        except TypeError:
            return ()  # a name without trigrams, which scispaCy's generator cannot take
        found = []
        for candidate in candidates:
            best = max(range(len(candidate.similarities)), key=lambda each: candidate.similarities[each])
            found.append(Similar(candidate.concept_id, candidate.aliases[best], float(candidate.similarities[best])))
        return tuple(sorted(found, key=lambda each: (-each.similarity, each.curie)))


class _Trigrams:
    """Texts as rows of TF-IDF weights of their character trigrams, each row of length 1.

    weight = tf * (ln((1 + n) / (1 + df)) + 1), as scikit-learn's smooth idf; lower case, a space at either end.
    A trigram that no name has counts nothing.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        counts = _count(texts)
        frequency = np.bincount(counts.indices, minlength=_BUCKETS)
        self._idf = np.where(frequency > 0, np.log((1 + len(texts)) / (1 + frequency)) + 1, 0)

    def transform(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 (scipy has no types)
        counts = _count(texts)
        counts.data = (counts.data * self._idf[counts.indices]).astype(np.float32)
        counts.eliminate_zeros()
        lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).reshape(-1))
        return sparse.csr_matrix(sparse.diags_array(1 / np.maximum(lengths, 1e-12)).astype(np.float32) @ counts)


def _count(texts: Sequence[str]) -> Any:  # noqa: ANN401 (scipy has no types)
    joined = "\n".join(" " + text.lower().replace("\n", " ") + " " for text in texts) + "\n"
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    breaks = points == _SEPARATOR
    rows = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(breaks)))[:-1]
    within = ~(breaks[:-2] | breaks[1:-1] | breaks[2:])
    mixed = (
        points[:-2] * np.uint64(0x9E3779B1) + points[1:-1] * np.uint64(0x85EBCA6B) + points[2:] * np.uint64(0xC2B2AE35)
    )
    columns = ((mixed ^ (mixed >> np.uint64(15))) % np.uint64(_BUCKETS)).astype(np.int64)
    ones = np.ones(int(within.sum()), dtype=np.float32)
    counts = sparse.csr_matrix((ones, (rows[:-2][within], columns[within])), shape=(len(texts), _BUCKETS))
    counts.sum_duplicates()
    return counts


class _ExactIndex:
    """What scispaCy asks of an nmslib index, answered by one sparse product."""

    def __init__(self, rows: Any) -> None:  # noqa: ANN401 (scipy has no types)
        self._columns = sparse.csr_matrix(rows.T)

    def knnQueryBatch(self, vectors: Any, k: int) -> list[tuple[Any, Any]]:  # noqa: ANN401, N802 (nmslib's name)
        """The k nearest rows of each vector, with their cosine distances."""
        products = sparse.csr_matrix(vectors @ self._columns)
        answers = []
        for row in range(products.shape[0]):
            span = slice(products.indptr[row], products.indptr[row + 1])
            ids, cosines = products.indices[span], products.data[span]
            if ids.size > k:  # only what can be among the nearest is sorted
                near = cosines >= np.partition(cosines, -k)[-k]
                ids, cosines = ids[near], cosines[near]
            order = np.lexsort((ids, -cosines))[:k]
            answers.append((ids[order], 1 - cosines[order]))
        return answers
