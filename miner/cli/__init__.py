"""The command line: `main` is what the `miner` command calls."""

from miner.cli.app import main

__all__ = ["main"]
