"""The explorer as a process: several workers on one address, and a store that is written while it is looked at."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from explorer_site import fill, papers
from graph_builder import MAGNESIUM

from miner.errors import BadInput
from miner.run.kept import graph_path
from miner.web import serve as serving

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="several workers need a system that forks")
TOPIC = """title = "Magnesium and muscle"
[queries]
muscle = "magnesium"
[exposure]
concepts = ["MESH:D008274"]
[outcome]
concepts = ["MESH:D055948"]
"""


def ask(port: int, path: str) -> dict[str, object]:
    """An answer; a worker that is not ready yet says so, and is asked again."""
    for _ in range(200):
        try:
            with urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
                found: dict[str, object] = json.load(answer)
                return found
        except HTTPError as error:
            with error:
                if error.code != 503:
                    raise
            time.sleep(0.05)
    raise AssertionError(f"{path} was not answered")


def wait_for(port: int, number: int) -> dict[str, object]:
    """The state, once the explorer shows so many papers."""
    for _ in range(600):
        try:
            state = ask(port, "/api/state")
            if state.get("papers") == number:
                return state
        except (URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise AssertionError(f"no explorer showed {number} papers")


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path]:
    """A store with few papers, and its topic."""
    topic = tmp_path / "test.toml"
    topic.write_text(TOPIC, encoding="utf-8")
    fill(tmp_path / "test.sqlite", number=3)
    return topic, tmp_path / "test.sqlite"


@pytest.fixture
def explorer(place: tuple[Path, Path]) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """Two workers on a free port."""
    topic, store = place
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "miner", "explore", "--topic", str(topic), "--store", str(store), "--workers", "2"]
    with subprocess.Popen([*command, "--port", str(port)], stderr=subprocess.PIPE) as process:
        yield port, process
        process.terminate()
        assert process.wait(timeout=20) == 0


def test_what_a_run_adds_shows_without_a_restart(
    place: tuple[Path, Path], explorer: tuple[int, "subprocess.Popen[bytes]"]
) -> None:
    """While another process writes paper by paper every answer is whole; then all workers show the new state."""
    (_, store), (port, _) = place, explorer
    before = wait_for(port, 3)
    script = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent.parent)!r})
from pathlib import Path
from explorer_site import fill, papers
for number in range(4, len(papers()) + 1):
    fill(Path({str(store)!r}), number=number)
"""
    seen = set()
    with subprocess.Popen([sys.executable, "-c", script]) as writer:
        while writer.poll() is None:
            state = ask(port, "/api/state")
            entity = ask(port, f"/api/entities/{MAGNESIUM}?limit=500")
            assert isinstance(entity["edges"], dict)
            assert len(entity["edges"]["items"]) == entity["edges"]["total"]
            if state["ready"]:
                seen.add((state["revision"], state["papers"], state["claims"]))
        assert writer.wait() == 0
    # Each revision is one state: never a mixture of two.
    assert len({revision for revision, *_ in seen}) == len(seen)
    after = wait_for(port, len(papers()))
    assert after["revision"] != before["revision"]
    for _ in range(20):  # every worker comes to it
        wait_for(port, len(papers()))


def test_a_worker_that_dies_is_replaced(explorer: tuple[int, "subprocess.Popen[bytes]"]) -> None:
    """The explorer goes on answering when one of its processes is killed."""
    port, process = explorer
    wait_for(port, 3)
    time.sleep(2.2)  # one that dies at once would end the whole
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        pytest.skip("needs /proc to find the workers")
    first = children.read_text(encoding="ascii").split()
    assert len(first) == 2
    os.kill(int(first[0]), signal.SIGKILL)
    for _ in range(200):
        if len(set(now := children.read_text(encoding="ascii").split()) - {first[0]}) == 2:
            break
        time.sleep(0.05)
    assert first[0] not in now
    wait_for(port, 3)


def test_an_address_in_use_is_refused(place: tuple[Path, Path]) -> None:
    """Two explorers never share an address, with workers or without."""
    from miner.topic import load_topic

    topic = load_topic(str(place[0]))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        for workers in (1, 2):
            with pytest.raises(BadInput, match="--port"):
                serving.serve(topic, place[1], host="127.0.0.1", port=port, workers=workers, say=print)


def test_a_start_makes_no_graph_that_is_kept(place: tuple[Path, Path], explorer: tuple[int, object]) -> None:
    """What the explorer put together stands beside the store, for it and every command to open."""
    wait_for(explorer[0], 3)
    assert graph_path(place[1]).is_file()
