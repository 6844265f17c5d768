"""The same work in one process or in many, its results in the order of its input."""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

from miner.errors import BadInput, MinerError

Item = TypeVar("Item")
Result = TypeVar("Result")
_AHEAD = 3  # shards in flight for each worker: enough to keep it busy, few enough to keep memory flat


def count_workers(asked: int | None) -> int:
    """How many workers to use: what was asked, or one for each core that this process may use.

    >>> count_workers(3)
    3
    """
    if asked is None:
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if asked < 1:
        raise BadInput(f"{asked} workers cannot work; give 1 or more")
    return asked


def map_in_order(
    make: Callable[[], Callable[[Item], Result]], items: Iterable[Item], *, workers: int
) -> Iterator[Result]:
    """Each item's result, in the order of the items; `make` makes the function, once in each process.

    With one worker everything happens here. With more, at most a few items per worker are under way, so that memory
    does not grow with the input; a worker that dies ends the work with a MinerError.
    """
    if workers == 1:
        function: Callable[[Item], Result] | None = None
        for item in items:  # input that cannot be used is known before the time is spent to make the function
            function = function or make()
            yield function(item)
        return
    pool = ProcessPoolExecutor(
        max_workers=workers, mp_context=get_context("spawn"), initializer=_start, initargs=(make,)
    )
    pending: deque[Future[Any]] = deque()
    try:
        for item in items:
            pending.append(pool.submit(_work, item))
            if len(pending) >= workers * _AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BrokenProcessPool:
        raise MinerError(
            "a worker process died, most likely for want of memory; run again with fewer --workers"
        ) from None
    finally:
        for future in pending:
            future.cancel()
        pool.shutdown(wait=True, cancel_futures=True)


_make: Callable[[], Callable[[Any], Any]] | None = None
_function: Callable[[Any], Any] | None = None


def _start(make: Callable[[], Callable[[Any], Any]]) -> None:
    global _make  # noqa: PLW0603 - told once to each worker process
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted, and ends its workers
    _make = make


def _work(item: Any) -> Any:  # noqa: ANN401 - whatever the function takes and gives
    global _function  # noqa: PLW0603 - made at the first item, so that its errors reach the parent
    if _function is None:
        assert _make is not None
        _function = _make()
    return _function(item)
