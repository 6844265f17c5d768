"""A query cut into slices that PubMed lists whole: by day of entry, and by id where one day is too large.

The slices of a query have no record in common and leave none out: dates and ids are ranges side by side, and what
has no date of entry is a slice of its own. So what holds for each slice holds for the query.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FIRST_DAY = date(1800, 1, 1)
LAST_PMID = 99_999_999


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of the query of that name: the term that finds it, and its count when it was planned."""

    query: str
    term: str
    count: int


def plan_slices(
    count: Callable[[str], int], *, query: str, term: str, total: int, cap: int, last_day: date
) -> tuple[Slice, ...]:
    """The slices of a term, oldest first, each counted at most at `cap`.

    `count` asks PubMed; `total` is what it said of the whole term, `last_day` a day after which nothing was entered.

    >>> plan_slices(lambda _: 0, query="q", term="bone", total=5, cap=9, last_day=date(2026, 1, 1))
    (Slice(query='q', term='bone', count=5),)
    """
    if total <= cap:
        return (Slice(query, term, total),)
    dated = count(f"({term}) AND {_days(FIRST_DAY, last_day)}")
    slices = [Slice(query, each, size) for each, size in _by_day(count, term, FIRST_DAY, last_day, dated, cap)]
    if total > dated:
        slices += _undated(count, query, term, total - dated, cap, last_day)
    return tuple(slices)


def split_slice(count: Callable[[str], int], part: Slice, *, total: int, cap: int, last_day: date) -> tuple[Slice, ...]:
    """The slices of a slice that has grown over the cap since it was planned."""
    return plan_slices(count, query=part.query, term=part.term, total=total, cap=cap, last_day=last_day)


def _undated(
    count: Callable[[str], int], query: str, term: str, total: int, cap: int, last_day: date
) -> Iterator[Slice]:
    rest = f"({term}) NOT {_days(FIRST_DAY, last_day)}"
    if total <= cap:
        yield Slice(query, rest, total)
        return
    for each, size in _by_id(count, rest, 1, LAST_PMID, total, cap):
        yield Slice(query, each, size)


def _by_day(
    count: Callable[[str], int], term: str, first: date, last: date, total: int, cap: int
) -> Iterator[tuple[str, int]]:
    if not total:
        return
    here = f"({term}) AND {_days(first, last)}"
    if total <= cap:
        yield here, total
    elif first == last:
        yield from _by_id(count, here, 1, LAST_PMID, total, cap)
    else:
        middle = first + timedelta(days=(last - first).days // 2)
        early = count(f"({term}) AND {_days(first, middle)}")
        yield from _by_day(count, term, first, middle, early, cap)
        yield from _by_day(count, term, middle + timedelta(days=1), last, total - early, cap)


def _by_id(
    count: Callable[[str], int], term: str, first: int, last: int, total: int, cap: int
) -> Iterator[tuple[str, int]]:
    if total <= 0:
        return
    if total <= cap or first == last:
        yield f"({term}) AND {first}:{last}[uid]", total
        return
    middle = (first + last) // 2
    low = count(f"({term}) AND {first}:{middle}[uid]")
    yield from _by_id(count, term, first, middle, low, cap)
    yield from _by_id(count, term, middle + 1, last, total - low, cap)


def _days(first: date, last: date) -> str:
    return f"{first:%Y/%m/%d}:{last:%Y/%m/%d}[crdt]"
