"""`miner vocabulary`: what is in use, and wrong use."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Miner = Callable[..., Any]


def test_info_names_counts_and_sources(miner: Miner) -> None:
    """Counts and each source with its digest, as text and as JSON."""
    assert "hgnc_entries.tsv" in miner("vocabulary", "info").out
    shown = json.loads(miner("vocabulary", "info", "--json").out)
    assert shown["counts"]["concepts"] > 300_000


def test_build_says_what_it_needs(miner: Miner, tmp_path: Path) -> None:
    """Without tables, or where one is missing, one sentence and exit code 2."""
    assert miner("vocabulary", "build").code == 2
    outcome = miner("vocabulary", "build", "--tables", str(tmp_path))
    assert outcome.code == 2
    assert "SOURCES.md says where it comes from" in outcome.err
