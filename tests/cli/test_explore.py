"""`miner explore`: what it refuses, and whom it warns."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from miner.store import Store
from miner.web import serve as serving

Miner = Callable[..., Any]


def test_a_missing_store_is_refused_in_a_sentence(miner: Miner, tmp_path: Path) -> None:
    """Nothing is served on a store that is not there; the sentence says how to make one."""
    outcome = miner("explore", "--store", str(tmp_path / "none.sqlite"))
    assert outcome.code == 2
    assert "miner run" in outcome.err


def test_a_file_that_is_no_store_is_refused(miner: Miner, tmp_path: Path) -> None:
    """A file of another kind is named, not served."""
    other = tmp_path / "notes.txt"
    other.write_text("not a store")
    outcome = miner("explore", "--store", str(other))
    assert outcome.code == 2
    assert "no store" in outcome.err


@pytest.mark.parametrize(("host", "is_warned"), [("127.0.0.1", False), ("0.0.0.0", True)])
def test_a_host_that_others_reach_is_warned_of(
    miner: Miner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, *, is_warned: bool
) -> None:
    """Whoever lets other machines in is told so; this machine's own address needs no warning."""
    path = tmp_path / "test.sqlite"
    Store.open(path, create=True).close()
    monkeypatch.setattr(serving, "serve", lambda *_, host, port, say, **_more: say(f"http://{host}:{port}/"))
    outcome = miner("explore", "--store", str(path), "--host", host)
    assert outcome.code == 0
    assert ("warning" in outcome.err) is is_warned
    assert f"http://{host}:8050/" in outcome.err
