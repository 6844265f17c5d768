"""What the explorer answers from: the newest view of one store, opened anew when the store has changed."""

import gc
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from miner.errors import BadInput, MinerError
from miner.model.topic import Topic
from miner.run.evidence import keep_anew
from miner.run.kept import find_kept
from miner.store import Store
from miner.web.view import View, open_view

_LOOK: Final = 2.0  # seconds between looks at the store; one that was written is read again when two looks agree
_FIRST_LOOK: Final = 0.2  # while there is nothing to show yet


class NotReady(MinerError):
    """The evidence is still being put together."""


class Shelf:
    """The newest view of one store.

    A graph that was kept is opened at once. Where none fits the store, the graph is made in another process, and what
    was there before answers until then. Of several processes that serve one store, one does so (`is_maker`).
    """

    def __init__(self, topic: Topic, path: Path, *, is_maker: bool = True) -> None:
        self.topic = topic
        self.path = path
        self.trouble = ""
        self.is_maker = is_maker
        self._view: View | None = None
        self._state = ""
        self._began = time.monotonic()
        self._stop = threading.Event()

    def start(self) -> None:
        """Watch the store, from a thread of this process."""
        threading.Thread(target=self._watch, name="miner-shelf", daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._stop.set()

    @property
    def view(self) -> View:
        """The newest view; raises NotReady while the first is being made, and BadInput where none can be made."""
        if self._view is None:
            if self.trouble:
                raise BadInput(self.trouble)
            raise NotReady(
                f"the evidence of {self.topic.title or self.topic.name} is being put together "
                f"({time.monotonic() - self._began:.0f} s so far); try again in a moment"
            )
        return self._view

    @property
    def is_ready(self) -> bool:
        """True once there is a view."""
        return self._view is not None

    @contextmanager
    def open_store(self) -> Iterator[Store]:
        """The store, read-only, for one answer."""
        with Store.open(self.path, read_only=True) as store:
            yield store

    def load(self) -> View:
        """The view of the store as it now is, its graph made here where none was kept."""
        if not self.open_kept():
            keep_anew(self.topic, self.path)
            self.open_kept()
        return self.view

    def open_kept(self) -> bool:
        """Open the graph that was kept; True where the view is now that of the store as it is."""
        began = time.perf_counter()
        with self.open_store() as store, store.unchanging():
            state = _state_of(store)
            if state == self._state:
                return True
            graph, _ = find_kept(self.topic, store)
        if graph is None:
            return False
        view = open_view(self.topic, graph, state=state, seconds=time.perf_counter() - began)
        _ = view.disputes, view.strongest  # before anyone waits for them
        is_first = self._view is None
        self._view, self._state, self.trouble = view, state, ""
        # Millions of values that stay: the collector of garbage need not look at them again and again.
        if not is_first:
            gc.unfreeze()
            gc.collect()
        gc.freeze()
        return True

    def _watch(self) -> None:
        last = ""
        while not self._stop.is_set():
            try:
                last = self._look(last)
            except MinerError as error:
                self.trouble = str(error)
            self._stop.wait(_LOOK if self.is_ready else _FIRST_LOOK)

    def _look(self, last: str) -> str:
        if self.open_kept():
            return self._state
        with self.open_store() as store:
            now = _state_of(store)
        # A store that is being written changes from look to look: what is on the shelf stands until it rests.
        if self.is_maker and (now == last or self._view is None):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as maker:
                maker.submit(keep_anew, self.topic, self.path).result()
            self.open_kept()
        return now


def _state_of(store: Store) -> str:
    return f"{store.revision()}/{store.newest_snapshot()}"
