"""The prompt of `miner search`: names are completed as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from miner.cli.prompt import NameCompleter
from miner.store import EntityHit
from miner.vocabulary import load_vocabulary

TOPIC = """title = "T"
[queries]
all = "magnesium"
[exposure]
concepts = ["MESH:D008274"]
[outcome]
concepts = ["MESH:D010024"]
[sample]
files = ["t.jsonl"]
"""
HITS = (EntityHit("MESH:D008274", "Magnesium", "Chemical", 64), EntityHit("MESH:D055948", "Sarcopenia", "Disease", 1))


@pytest.mark.parametrize("words", ["magn", "magnesuim", "  Mg", "镁", "D008274"])
def test_names_are_completed_however_they_are_typed(words: str) -> None:
    """Beginnings, slips, synonyms, Chinese and ids lead to the entity, with its type and papers."""
    completer = NameCompleter(HITS, load_vocabulary())
    found = list(completer.get_completions(Document(words), CompleteEvent()))
    assert found[0].text == "Magnesium"
    assert found[0].display_meta_text == "Chemical, 64 papers"


def test_what_matches_is_marked() -> None:
    """The typed letters stand out in the list; nothing typed completes nothing."""
    completer = NameCompleter(HITS, load_vocabulary())
    (found,) = completer.get_completions(Document("sarc"), CompleteEvent())
    assert [(style, text) for style, text, *_ in found.display if style] == [("bold underline", "Sarc")]
    assert list(completer.get_completions(Document(""), CompleteEvent())) == []


def test_the_prompt_answers_until_it_is_left(miner: Callable[..., Any], tmp_path: Path) -> None:
    """Words that are typed are looked up, an empty line asks again, and Ctrl-D leaves with 0."""
    (tmp_path / "t.toml").write_text(TOPIC, encoding="utf-8")
    sentence = "Magnesium lowered the risk of osteoporosis (OR 0.70, 95% CI 0.50 to 0.90)."
    (tmp_path / "t.jsonl").write_text(json.dumps({"id": "PMID:1", "title": "T", "text": sentence}), encoding="utf-8")
    store = ("--store", tmp_path / "t.sqlite")
    assert miner("run", tmp_path / "t.toml", "--offline", *store, "-o", tmp_path, "--workers", "1").code == 0
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        typed.send_text("osteopor\n\nnothing-like-it\n\x04")
        outcome = miner("search", "--topic", tmp_path / "t.toml", *store)
    assert outcome.code == 0
    assert "MESH:D010024" in outcome.out
    assert sentence in " ".join(outcome.out.split())
    assert "matches 'nothing-like-it'; try fewer or other words" in outcome.out
    assert "Ctrl-D leaves" in outcome.err
