"""The prompt of `miner search`: names are completed as they are typed."""

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from miner.cli.prompt import NameCompleter
from miner.store import EntityHit
from miner.vocabulary import load_vocabulary

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
