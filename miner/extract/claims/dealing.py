"""Which estimate belongs to which relation of a sentence: by order, by nearness, one to each where they are as many."""

from collections.abc import Sequence

from miner.extract.claims.scene import Relation
from miner.extract.grammar.words import Word
from miner.model.estimate import Estimate, Measure


def deal_estimates(
    relations: Sequence[Relation],
    words: Sequence[Word],
    estimates: Sequence[tuple[int, Estimate]],
) -> list[tuple[int, ...]]:
    """For each relation the indices of its estimates, of those that stand in its sentence.

    As many estimates as relations are dealt in order; otherwise each goes to the last relation whose object or
    predicate stands before it, or to the first where none does.
    """
    shares: list[list[int]] = [[] for _ in relations]
    usable = [(index, e) for index, e in estimates if e.measure != Measure.PCT_MEDIATED]
    if not relations:
        return []
    if len(usable) == len(relations):
        for share, (index, _) in zip(shares, usable, strict=True):
            share.append(index)
        return [tuple(share) for share in shares]
    places = [_place(relation, words) for relation in relations]
    for index, estimate in usable:
        before = [i for i, place in enumerate(places) if place <= estimate.start]
        if before:
            nearest = max(places[i] for i in before)
            shares[next(i for i in before if places[i] == nearest)].append(index)
        else:
            shares[0].append(index)
    return [tuple(share) for share in shares]


def _place(relation: Relation, words: Sequence[Word]) -> int:
    ends = [words[relation.object.b - 1].end, words[min(relation.at, len(words) - 1)].end]
    return max(ends)
