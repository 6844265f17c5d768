"""Reading in steps: each step is taken for all that wait for it before the next one, on many documents side by side.

The patterns, tables and code of one step fit the processor's caches, those of all steps do not: where every document is
read to its end before the next, each step has to fetch its own anew, and reading takes half as long again.

What is read in steps is a generator: it yields the name of each step before it takes it, and returns what it read.
"""

from collections import defaultdict
from collections.abc import Generator, Iterable
from typing import TypeVar

_T = TypeVar("_T")
Steps = Generator[str, None, _T]


def run_alone(steps: Steps[_T]) -> _T:
    """What one generator reads, all its steps taken one after the other."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _T = end.value
            return result


def run_together(several: Iterable[Steps[_T]]) -> list[_T]:
    """What each of several generators reads, in their order; their steps are taken side by side.

    >>> def count(name, to):
    ...     for number in range(to):
    ...         yield f"step {number}"
    ...         print(name, number, end="; ")
    ...     return name
    >>> run_together([count("a", 3), count("b", 2)])
    a 0; b 0; a 1; b 1; a 2; ['a', 'b']
    """
    return run_alone(together(several))


def together(several: Iterable[Steps[_T]]) -> Steps[list[_T]]:
    """Several generators as one, for what is a part of something read in steps itself.

    Of the steps that are waited for, the one that came up first is taken, by all that wait for it.
    """
    waiting: defaultdict[str, list[tuple[int, Steps[_T]]]] = defaultdict(list, {"": list(enumerate(several))})
    read: dict[int, _T] = {}
    while (step := next((name for name, those in waiting.items() if those), None)) is not None:
        if step:
            yield step
        those, waiting[step] = waiting[step], []
        for each in those:
            number, steps = each
            try:
                waiting[next(steps)].append(each)
            except StopIteration as end:
                read[number] = end.value
    return [read[number] for number in sorted(read)]
