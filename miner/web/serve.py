"""Running the explorer: one process, this machine's own address unless another is asked for."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from miner.errors import BadInput
from miner.model.topic import Topic
from miner.web.shelf import Shelf

LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def serve(topic: Topic, store: Path, *, host: str, port: int, say: Callable[[str], None]) -> None:
    """Serve the explorer on a store until it is interrupted; `say` is told the address once it answers."""
    try:
        import uvicorn

        from miner.web.app import create_app
    except ImportError as error:
        raise BadInput(f"the explorer needs {error.name}; install it with: pip install 'claim-miner[web]'") from None
    shelf = Shelf(topic, store)
    app = create_app(shelf)
    shelf.start()
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    try:
        listening = config.bind_socket()
    except SystemExit:
        raise BadInput(
            f"{host}:{port} cannot be listened on; another program may be there: give another --port"
        ) from None
    shown = f"[{host}]" if ":" in host else host
    say(f"http://{shown}:{listening.getsockname()[1]}/  (Ctrl-C ends it)")
    try:
        server.run(sockets=[listening])
    finally:
        shelf.stop()
