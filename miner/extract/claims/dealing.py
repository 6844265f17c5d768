"""Which estimate belongs to which relation of a sentence: by order, by nearness, one for both of "A or B"."""

from collections import Counter
from collections.abc import Sequence

from miner.extract.claims.scene import Relation
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import Word
from miner.model.estimate import Estimate, Measure


def deal_estimates(
    relations: Sequence[Relation],
    words: Sequence[Word],
    estimates: Sequence[tuple[int, Estimate]],
) -> list[tuple[int, ...]]:
    """For each relation the indices of its estimates, of those that stand in its sentence.

    As many estimates as relations are dealt in order where all stand behind their relation's object and predicate, or
    all before; estimates that stand right behind the subjects of a list ("A (OR 2), B (OR 3) and C predicted Y") go to
    these; otherwise each goes to the last relation whose object and predicate begin before it, or to the first
    where none does. An estimate of "A or B" goes to both.
    """
    usable = [(index, each) for index, each in estimates if each.measure != Measure.PCT_MEDIATED]
    if not relations or not usable:
        return [() for _ in relations]
    ends = Counter(piece.a for each in relations for piece in (each.subject, each.object) if piece is not None)
    places = [_place(each, words, is_listed=ends[each.object.a] > 1) for each in relations]
    shares = (
        _by_subjects(relations, words, usable)
        or _in_order(places, usable)
        or _by_nearness(relations, places, usable, words)
    )
    for number, (relation, share) in enumerate(zip(relations, shares, strict=True)):
        if not share:
            shares[number] = list(_shared(relation, relations, shares, words))
    return [tuple(share) for share in shares]


def _place(relation: Relation, words: Sequence[Word], *, is_listed: bool) -> int:
    """Where a relation's object and predicate have been named, and of listed subjects its own."""
    last = _last(relation) if is_listed else relation.object.a
    return words[min(max(relation.at, last), len(words) - 1)].start


def _last(relation: Relation) -> int:
    subject = relation.subject
    return max(relation.object.a, subject.a if subject is not None else 0)


def _by_subjects(
    relations: Sequence[Relation], words: Sequence[Word], usable: Sequence[tuple[int, Estimate]]
) -> list[list[int]] | None:
    """Each estimate to the one relation whose subject stands right before it, or None where one has no such."""
    shares: list[list[int]] = [[] for _ in relations]
    for index, estimate in usable:
        told = [at for at, relation in enumerate(relations) if _ends_before(relation.subject, estimate, words)]
        if len(told) != 1:
            return None
        shares[told[0]].append(index)
    return shares


def _ends_before(piece: Piece | None, estimate: Estimate, words: Sequence[Word]) -> bool:
    """True where no word stands between a phrase and an estimate behind it."""
    if piece is None or words[piece.b - 1].end > estimate.start:
        return False
    return piece.b >= len(words) or words[piece.b].start >= estimate.start


def _in_order(places: Sequence[int], usable: Sequence[tuple[int, Estimate]]) -> list[list[int]] | None:
    """One estimate to each relation, or None where they are not as many or stand on different sides."""
    if len(usable) != len(places):
        return None
    order = sorted(range(len(places)), key=lambda at: places[at])
    behind = {places[at] <= each.start for at, (_, each) in zip(order, usable, strict=True)}
    if len(behind) > 1:
        return None
    shares: list[list[int]] = [[] for _ in places]
    for at, (index, _) in zip(order, usable, strict=True):
        shares[at] = [index]
    return shares


def _by_nearness(
    relations: Sequence[Relation],
    places: Sequence[int],
    usable: Sequence[tuple[int, Estimate]],
    words: Sequence[Word],
) -> list[list[int]]:
    shares: list[list[int]] = [[] for _ in places]
    for index, estimate in usable:
        before = [at for at, place in enumerate(places) if place <= estimate.start]
        nearest = max((places[at] for at in before), default=None)
        at = next((at for at in before if places[at] == nearest), None)
        if at is None:
            at = _of_subject(relations, estimate, words)
        elif _is_of_other(relations[at], relations, estimate, words):
            continue
        if at is not None:
            shares[at].append(index)
    return shares


def _of_subject(relations: Sequence[Relation], estimate: Estimate, words: Sequence[Word]) -> int | None:
    """The relation whose subject stands last before an estimate; None where that is another subject of its clause."""
    listed = relations[0].clause.subject
    last = max((p.a for p in listed if words[p.b - 1].end <= estimate.start), default=None)
    if len(listed) < 2 or last is None:
        return 0
    subjects = (at for at, each in enumerate(relations) if each.subject is not None and each.subject.a == last)
    return next(subjects, None)


def _is_of_other(relation: Relation, relations: Sequence[Relation], estimate: Estimate, words: Sequence[Word]) -> bool:
    """True of the estimate of a listed object that no relation has: of B in "with A (1.2), B (1.5) and C (2.0)"."""
    told = {_last(each) for each in relations}
    return any(
        _last(relation) < piece.a not in told
        and words[piece.a].start < estimate.start
        and piece.core[0] < piece.core[1]
        for piece in relation.clause.objects
    )


def _shared(
    relation: Relation, relations: Sequence[Relation], shares: Sequence[Sequence[int]], words: Sequence[Word]
) -> Sequence[int]:
    """The estimates of the relation whose object "or" joins to this one's."""
    for other, share in zip(relations, shares, strict=True):
        first, second = sorted((relation.object, other.object), key=lambda piece: piece.a)
        if other is not relation and [word.lower for word in words[first.b : second.a]] == ["or"]:
            return share
    return ()
