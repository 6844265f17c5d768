"""The same work in one process or in many."""

from collections.abc import Callable
from pathlib import Path

import pytest

from miner.errors import BadData
from miner.run.workers import map_in_order


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_worker_refuses_reaches_the_parent_as_it_was_said(workers: int) -> None:
    """A bad data file is named with its line, whichever process read it, and is not taken for a dead worker."""
    with pytest.raises(BadData) as caught:
        list(map_in_order(make_refusing, ["item"], workers=workers))
    assert str(caught.value) == "cues.toml:7: unknown table [weather]; see the tables of this file"
    assert (caught.value.path, caught.value.line) == ("cues.toml", 7)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    """However many work, the first result is the first item's."""
    assert list(map_in_order(make_doubling, range(20), workers=workers)) == [2 * item for item in range(20)]


def make_refusing() -> Callable[[str], str]:
    raise BadData("unknown table [weather]; see the tables of this file", path=Path("cues.toml"), line=7)


def make_doubling() -> Callable[[int], int]:
    return double


def double(item: int) -> int:
    return 2 * item
