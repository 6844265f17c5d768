"""Asking again, within bounds: stamina's exponential back-off with jitter, and nothing of its own on stderr."""

import logging
from collections.abc import Callable
from typing import TypeVar

from miner.harvest.replies import TryAgain

LONGEST = 60.0
"""The longest wait between two tries, in seconds, before the jitter."""
_T = TypeVar("_T")


def retry(
    once: Callable[[], _T],
    *,
    tries: int,
    wait: float,
    should_retry: Callable[[TryAgain], bool] = lambda _: True,
    on_retry: Callable[[TryAgain, int], None] = lambda _error, _number: None,
) -> _T:
    """What `once` gives at the first of `tries` times that it does not raise TryAgain; the last TryAgain is raised.

    Between two tries pass `wait` seconds, doubled each time up to LONGEST, and up to `wait` seconds of jitter more.
    `on_retry` is told, before each further try, why the one before failed, and the number of this one.
    """
    import stamina

    logging.getLogger("stamina").addHandler(
        logging.NullHandler()
    )  # else Python prints its notes where no log is set up
    failed: list[TryAgain] = []
    for attempt in stamina.retry_context(
        on=lambda error: isinstance(error, TryAgain) and should_retry(error),
        attempts=tries,
        timeout=None,
        wait_initial=wait,
        wait_max=LONGEST,
        wait_jitter=wait,
    ):
        with attempt:
            if failed:
                on_retry(failed[-1], attempt.num)
            try:
                return once()
            except TryAgain as error:
                failed.append(error)
                raise
    raise AssertionError("stamina either returns or raises")
