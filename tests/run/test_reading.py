"""Shards are read without sweeps for cyclic garbage."""

import gc

import pytest

from miner.collecting import without_collecting


def test_sweeps_go_on_behind_a_shard() -> None:
    """While a shard is read nothing is swept; whatever happened there, sweeps go on."""
    during: list[bool] = []

    @without_collecting()
    def fail() -> None:
        during.append(gc.isenabled())
        raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert [*during, gc.isenabled()] == [False, True]


def test_sweeps_that_were_off_stay_off() -> None:
    """Who had switched sweeps off finds them off."""
    gc.disable()
    try:
        with without_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
