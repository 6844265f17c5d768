"""A query cut into slices that PubMed lists whole: by day of entry, and by id where one day is too large.

The slices of a query have no record in common and leave none out: dates and ids are ranges side by side, and what
has no date of entry is a slice of its own. So what holds for each slice holds for the query.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(1800, 1, 1)
LAST_PMID = 99_999_999
WAYS = 4
"""Into how many ranges one is cut at a time: they are counted all at once, and small neighbours joined again."""
Counts = Callable[[Sequence[str]], Sequence[int]]
"""Asks PubMed how many records each of some terms finds."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the query of that name: the term that finds it, and its count when it was planned."""

    query: str
    term: str
    count: int


@dataclass(frozen=True, slots=True)
class _Axis:
    """What ranges are made of, as whole numbers: how one is written, and what a single number is cut by further."""

    show: Callable[[int, int], str]
    further: "_Axis | None" = None
    ends: tuple[int, int] = (1, LAST_PMID)


_IDS = _Axis(lambda first, last: f"{first}:{last}[uid]")
_DAYS = _Axis(
    lambda first, last: f"{date.fromordinal(first):%Y/%m/%d}:{date.fromordinal(last):%Y/%m/%d}[crdt]", further=_IDS
)


def plan_slices(counts: Counts, *, query: str, term: str, total: int, cap: int, last_day: date) -> tuple[Slice, ...]:
    """The slices of a term, oldest first, each counted at most at `cap`.

    `total` is what PubMed said of the whole term, `last_day` a day after which nothing was entered. A part that cannot
    be cut further although it counts above the cap is given as it is.

    >>> plan_slices(lambda terms: [0 for _ in terms], query="q", term="bone", total=5, cap=9, last_day=date(2026, 1, 1))
    (Slice(query='q', term='bone', count=5),)
    """
    if total <= cap:
        return (Slice(query, term, total),)
    first, last = FIRST_DAY.toordinal(), last_day.toordinal()
    days = _DAYS.show(first, last)
    dated, undated = counts([f"({term}) AND {days}", f"({term}) NOT {days}"])
    parts = list(_cut(counts, term, _DAYS, first, last, dated, cap))
    if undated > cap:
        parts += _cut(counts, f"({term}) NOT {days}", _IDS, *_IDS.ends, undated, cap)
    elif undated:
        parts.append((f"({term}) NOT {days}", undated))
    return tuple(Slice(query, each, size) for each, size in parts)


def _cut(
    counts: Counts, term: str, axis: _Axis, first: int, last: int, total: int, cap: int
) -> Iterator[tuple[str, int]]:
    # The terms, with counts, that a range of a term comes to.
    here = f"({term}) AND {axis.show(first, last)}"
    if not total:
        return
    if total <= cap or (first == last and axis.further is None):
        yield here, total
    elif first == last and axis.further is not None:
        yield from _cut(counts, here, axis.further, *axis.further.ends, total, cap)
    else:
        ranges = _ranges(first, last)
        sizes = counts([f"({term}) AND {axis.show(*each)}" for each in ranges])
        if sum(sizes) >= 2 * total:
            yield here, total  # ranges side by side cannot hold more than the whole: PubMed did not heed them
            return
        for (low, high), size in _joined(ranges, sizes, cap):
            yield from _cut(counts, term, axis, low, high, size, cap)


def _ranges(first: int, last: int) -> list[tuple[int, int]]:
    step = -(-(last - first + 1) // WAYS)
    return [(low, min(low + step - 1, last)) for low in range(first, last + 1, step)]


def _joined(ranges: Sequence[tuple[int, int]], sizes: Sequence[int], cap: int) -> Iterator[tuple[tuple[int, int], int]]:
    # Neighbours that fit under the cap together, as one range.
    (low, high), total = ranges[0], sizes[0]
    for (first, last), size in zip(ranges[1:], sizes[1:], strict=True):
        if total + size <= cap:
            high, total = last, total + size
        else:
            yield (low, high), total
            low, high, total = first, last, size
    yield (low, high), total
