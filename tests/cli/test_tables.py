"""Tables on a terminal and in a pipe."""

import io
import sys

import pytest

from miner.cli.tables import print_table


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_was_looked_for_stands_out_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beginnings of words are marked, whatever their case; text is never markup; in a pipe nothing is added."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("NO_COLOR", raising=False)
    rows = [("Bone density", "[bold]carbone[/bold] and 骨密度 (bone?)")]
    shown = {}
    for kind in (_Terminal, io.StringIO):
        out = kind()
        with monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", out)
            print_table("T", ("Name", "Sentence"), rows, marked=("bone", "密度", "(x"))
        shown[kind] = out.getvalue()
    terminal = shown[_Terminal]
    assert "\x1b[1;4mBone\x1b[0m density" in terminal
    assert "[bold]carbone[/bold]" in terminal
    assert "\x1b[1;4m密度\x1b[0m" in terminal
    assert "\x1b" not in shown[io.StringIO]
