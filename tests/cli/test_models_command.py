"""`miner models`: what can tag, and wrong use."""

import json
from collections.abc import Callable
from typing import Any

Miner = Callable[..., Any]


def test_the_embedded_tagger_is_listed(miner: Miner) -> None:
    """The list begins with our own tagger and its types, as text and as JSON."""
    assert miner("models", "list").out.startswith("miner ")
    first, *_ = json.loads(miner("models", "list", "--json").out)
    assert (first["name"], first["labels"]) == ("miner", ["Chemical", "Disease", "Gene"])


def test_add_says_what_is_wrong(miner: Miner) -> None:
    """Without a source, or with one that is no file, one sentence and exit code 2."""
    assert miner("models", "add").code == 2
    outcome = miner("models", "add", "./no-such-model-1.0.tar.gz")
    assert outcome.code == 2
    assert "could not be installed" in outcome.err
