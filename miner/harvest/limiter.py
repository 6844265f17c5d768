"""One pace for all processes of this machine: NCBI counts requests by address, not by process."""

import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from miner.harvest.lock import wait_for_lock

SHARE = 0.96
"""The part of the permitted rate that is used: the rest is room for the network to bring requests closer together."""
_STAMP = struct.Struct("<d")
_LATE = 0.005  # a sending that took no longer than this, in seconds, does not put the pace back
_ODD = 60.0  # a stamp further ahead than this was written before the clock was set back


@dataclass(frozen=True, slots=True)
class Limiter:
    """Paces requests: from one to the next pass 1 / (SHARE * `rate`) seconds, counted from when it was really sent.

    `path` is a file that all processes share; it holds the time of the last request. It is locked while a request is
    being sent, so a process that is halted between its turn and its sending makes the others wait rather than crowd.
    Even pacing keeps every window of one second at or below the rate, which a bucket of tokens would not.
    """

    path: Path
    rate: float

    @property
    def interval(self) -> float:
        """The seconds between two requests.

        >>> round(Limiter(Path("x"), rate=3).interval, 3)
        0.347
        """
        return 1.0 / (SHARE * self.rate)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """The turn to send one request, as a context; it begins when the turn has come."""
        with wait_for_lock(self.path) as file:
            due = max(_read_stamp(file) + self.interval, time.time())
            while (wait := due - time.time()) > 0:
                if wait > _ODD:
                    due = time.time()
                    break
                time.sleep(wait)
            try:
                yield
            finally:
                sent = time.time()
                _write_stamp(file, due if 0 <= sent - due <= _LATE else sent)

    def pause(self, seconds: float) -> None:
        """Give nobody a turn for some seconds (at most 30): what `Retry-After` asks for holds for all processes."""
        with wait_for_lock(self.path) as file:
            until = time.time() + min(seconds, _ODD / 2) - self.interval
            _write_stamp(file, max(until, _read_stamp(file)))


def _read_stamp(file: IO[bytes]) -> float:
    file.seek(0)
    kept = file.read(_STAMP.size)
    return float(_STAMP.unpack(kept)[0]) if len(kept) == _STAMP.size else 0.0


def _write_stamp(file: IO[bytes], stamp: float) -> None:
    file.seek(0)
    file.write(_STAMP.pack(stamp))
