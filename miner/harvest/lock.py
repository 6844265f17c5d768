"""Locks between processes that the system itself lets go of when their holder dies, however it dies."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from miner.errors import BadInput, Locked


@contextmanager
def hold_lock(path: Path, *, what: str) -> Iterator[None]:
    """The lock of one run at a time, as a context; Locked where another process holds it.

    The file stays where it is; what locks is the system's own advisory lock on it, which ends with its process.
    """
    with _open(path) as file:
        if not _take(file, wait=False):
            holder = path.read_text(encoding="utf-8", errors="replace").strip() or "another process"
            raise Locked(f"{what} is being worked on by {holder}; wait for it to end, or stop it ({path})")
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()}\n".encode())
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()
            _give_back(file)


@contextmanager
def wait_for_lock(path: Path) -> Iterator[IO[bytes]]:
    """The open file, locked: waits for as long as another process or thread holds it."""
    with _open(path) as file:
        _take(file, wait=True)
        try:
            yield file
        finally:
            _give_back(file)


def _open(path: Path) -> IO[bytes]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b", buffering=0)
    except OSError as error:
        raise BadInput(f"{path} cannot be opened ({error.strerror}); is its folder writable?") from error


if sys.platform == "win32":
    import msvcrt
    import time

    def _take(file: IO[bytes], *, wait: bool) -> bool:
        while True:
            file.seek(1 << 30)  # a byte behind the text, so that others can still read who holds it
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                if not wait:
                    return False
                time.sleep(0.005)
            else:
                return True

    def _give_back(file: IO[bytes]) -> None:
        file.seek(1 << 30)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes], *, wait: bool) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _give_back(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
