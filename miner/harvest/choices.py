"""How to harvest, and what a harvest needs of the world."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from miner.harvest.client import CAP
from miner.harvest.fetching import BATCH


@dataclass(frozen=True, slots=True)
class HarvestChoices:
    """How to harvest.

    `since` is an ISO date in place of the last harvest's; `full` asks for everything again; `now` does not wait for
    off-peak hours; `recheck` asks whether what is held is still there.
    """

    since: str = ""
    full: bool = False
    now: bool = False
    recheck: bool = True
    batch: int = BATCH
    cap: int = CAP


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a harvest needs of the world: a clock, a way to wait, somebody to tell.

    `on_total` is told how many records are to be dealt with, `on_batch` how many more now were.
    """

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    sleep: Callable[[float], None] = time.sleep
    say: Callable[[str], None] = lambda _: None
    on_total: Callable[[int], None] = lambda _: None
    on_batch: Callable[[int], None] = lambda _: None


USUAL = HarvestChoices()
HERE = Surroundings()
