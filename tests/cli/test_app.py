"""The face of the command line: help, its speed, wrong use, defects."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from miner.cli import table
from miner.cli.app import MinerCommand, group
from miner.cli.manual import write_manual
from miner.cli.table import COMMANDS

Miner = Callable[..., Any]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_helps_with_an_example(miner: Miner, name: str) -> None:
    """Each command's help shows an example that begins as the command does."""
    outcome = miner(name, "--help")
    assert outcome.code == 0
    assert "Example" in outcome.out
    assert f"miner {name}" in outcome.out.partition("Example")[2]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_table_says_what_the_commands_say(name: str) -> None:
    """The table's one line is the first of the command's own help: `--help` needs no imports, and tells no lies."""
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert COMMANDS[name].help == (command.help or "").partition("\n")[0]
    assert isinstance(command, MinerCommand | click.Group)


def test_help_imports_nothing_heavy() -> None:
    """`miner --help` lists every command without importing any of them, nor any heavy library."""
    code = (
        "import sys; from miner.cli.app import call; call(['--help']); "
        "print(sorted({'spacy', 'numpy', 'lxml', 'networkx', 'sqlite3', 'rich', 'requests'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert found.splitlines()[-1] == "[]"
    for name in COMMANDS:
        assert f"\n  {name} " in found


def test_without_a_command_help_is_shown(miner: Miner) -> None:
    """`miner` alone shows what there is."""
    assert miner().out == miner("--help").out


def test_an_unknown_command_is_answered_with_the_nearest(miner: Miner) -> None:
    """A slip of the fingers gets the right name back, on one line, and exit code 2."""
    outcome = miner("raed", "x")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == "miner: there is no command 'raed'; did you mean read? (`miner --help` shows how)\n"
    assert miner("frobnicate").err == "miner: there is no command 'frobnicate' (`miner --help` shows how)\n"


@pytest.mark.parametrize("arguments", [["read"], ["read", "--wrong"], ["read", "x", "--workers", "many"]])
def test_wrong_use_is_one_sentence(miner: Miner, arguments: list[str]) -> None:
    """Wrong options and missing arguments give exit code 2, one line, and the way to the help."""
    outcome = miner(*arguments)
    assert outcome.code == 2
    assert outcome.err.count("\n") == 1
    assert "`miner read --help` shows how" in outcome.err


def test_the_version_is_the_packages(miner: Miner) -> None:
    """`miner --version` prints the version."""
    assert miner("--version").out == "miner, version 0.1.0\n"


def test_a_defect_is_one_sentence_and_a_traceback_only_on_demand(miner: Miner, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception that is none of ours is named on one line; `--debug`, on either side of the command, lets it out."""

    @click.command(cls=MinerCommand, example="miner broken")
    def broken() -> None:
        """Break."""
        message = "a number\nout of place"
        raise ZeroDivisionError(message)

    monkeypatch.setattr("miner.cli.read.read", broken)
    outcome = miner("read")
    assert outcome.code == 70
    assert outcome.err.count("\n") == 1
    assert "ZeroDivisionError: a number out of place" in outcome.err
    for arguments in (["--debug", "read"], ["read", "--debug"]):
        with pytest.raises(ZeroDivisionError):
            miner(*arguments)


def test_module_and_command_are_the_same() -> None:
    """`python -m miner` is the command line, too."""
    found = subprocess.run([sys.executable, "-m", "miner", "--help"], capture_output=True, text=True, check=True)
    assert found.stdout.startswith("Usage: miner ")


def test_every_module_of_the_table_is_there() -> None:
    """Each entry names a module of this room and what it holds."""
    assert all(":" in entry.where for entry in table.COMMANDS.values())


def test_the_manual_is_in_step() -> None:
    """docs/commands.md says what the commands say; run scripts/write_commands after a change."""
    page = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
    assert page.read_text(encoding="utf-8") == write_manual()
