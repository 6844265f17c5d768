"""The published graph of the sample is what this code makes of it, to the last byte."""

from pathlib import Path

import pytest

from miner.resources import graphs_path
from miner.run.pipeline import RunOptions, run_topic
from miner.topic import load_topic


@pytest.mark.slow
def test_the_published_graph_is_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    """A new store and two processes give the very files in graphs/; run scripts/run after a change of the rules."""
    options = RunOptions(offline=True, workers=2)
    files = run_topic(load_topic("magnesium"), store_path=tmp_path / "m.sqlite", folder=tmp_path, options=options).files
    for path in (files.graphml, files.report, files.manifest):
        published = graphs_path(path.name)
        assert published.is_file(), f"{published.name} is not published yet; run scripts/run"
        assert published.read_bytes() == path.read_bytes(), f"{published.name} is not up to date; run scripts/run"
