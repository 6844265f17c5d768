"""Running the explorer: in one process or several, on this machine's own address unless another is asked for."""

import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from miner.errors import BadInput, MinerError
from miner.model.topic import Topic
from miner.resources import install_command
from miner.web.shelf import Shelf

if TYPE_CHECKING:
    from fastapi import FastAPI

LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_BACKLOG: Final = 512
_SHORT: Final = 2.0  # seconds: a worker that ends sooner than that has something wrong with it


def serve(topic: Topic, store: Path, *, host: str, port: int, workers: int = 1, say: Callable[[str], None]) -> None:
    """Serve the explorer on a store until it is interrupted; `say` is told the address once it answers.

    Several workers are forked when all is loaded: they share what they never change, and the system deals connections
    out to them.
    """
    try:
        import uvicorn  # noqa: F401 - tells whether it is there

        from miner.web.app import create_app
    except ImportError as error:
        raise BadInput(f"the explorer needs {error.name}; install it with: {install_command('web')}") from None
    if workers > 1 and not hasattr(os, "fork"):
        raise BadInput("several workers need a system that can fork; leave --workers out")
    listening = _bind(host, port, is_shared=False)
    port = listening.getsockname()[1]
    shelf = Shelf(topic, store)
    app = create_app(shelf)
    with suppress(MinerError):  # what is wrong with it is said by the pages
        shelf.open_kept()
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/  (Ctrl-C ends it)"
    if workers == 1:
        say(address)
        _work(app, shelf, listening)
        return
    # The address is free, then: each worker listens on it by itself, and this process holds it for them.
    listening.close()
    holder = _bind(host, port, is_shared=True)
    say(address)
    with holder:
        _Workers(app, shelf, host, port).run(workers)


def _bind(host: str, port: int, *, is_shared: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if is_shared:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        found.bind((host, port))
    except OSError as error:
        found.close()
        raise BadInput(
            f"{host}:{port} cannot be listened on ({error.strerror}); another program may be there: give another --port"
        ) from None
    found.set_inheritable(True)
    return found


def _work(app: "FastAPI", shelf: Shelf, listening: socket.socket) -> None:
    import uvicorn

    listening.listen(_BACKLOG)
    config = uvicorn.Config(app, log_level="warning", access_log=False, backlog=_BACKLOG)
    shelf.start()
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        shelf.stop()


class _Workers:
    """Processes that serve one app; one that ends by itself is begun anew, until all are told to end."""

    def __init__(self, app: "FastAPI", shelf: Shelf, host: str, port: int) -> None:
        self._app = app
        self._shelf = shelf
        self._place = host, port
        self._running: dict[int, tuple[int, float]] = {}
        self._is_ending = False

    def run(self, count: int) -> None:
        """Work until a signal says to end; raises BadInput where a worker cannot live."""
        gc.collect()
        gc.freeze()  # what is there stays where it is: pages that nobody writes are shared
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, lambda *_: self._end())
        for number in range(count):
            self._begin(number)
        while self._running:
            try:
                process, _ = os.wait()
            except ChildProcessError:
                break
            number, began = self._running.pop(process, (0, 0.0))
            if self._is_ending:
                continue
            if time.monotonic() - began < _SHORT:
                self._end()
                raise BadInput(f"worker {number + 1} of {count} ended as soon as it began; try without --workers")
            self._begin(number)

    def _begin(self, number: int) -> None:
        process = os.fork()
        if process:
            self._running[process] = number, time.monotonic()
            return
        status = 1
        try:
            for sign in (signal.SIGINT, signal.SIGTERM):
                signal.signal(sign, signal.SIG_DFL)
            self._shelf.is_maker = number == 0
            _work(self._app, self._shelf, _bind(*self._place, is_shared=True))
            status = 0
        finally:
            sys.stderr.flush()
            os._exit(status)  # what the parent has open is the parent's to close

    def _end(self) -> None:
        self._is_ending = True
        for process in self._running:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM)
