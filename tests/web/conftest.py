"""The explorer, running on a free port, for all tests of this room."""

import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from explorer_site import Site, fill
from graph_builder import TOPIC

from miner.web.app import create_app
from miner.web.shelf import Shelf


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The explorer on the small store."""
    path = tmp_path_factory.mktemp("web") / "test.sqlite"
    fill(path)
    shelf = Shelf(TOPIC, path)
    shelf.load()
    server = uvicorn.Server(uvicorn.Config(create_app(shelf), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Site(f"http://127.0.0.1:{port}", path, shelf)
    server.should_exit = True
    thread.join(timeout=10)
