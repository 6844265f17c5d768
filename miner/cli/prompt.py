"""The prompt of `miner search`: names completed while they are typed, misspelled ones too, with what matches marked."""

from collections.abc import Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import StyleAndTextTuples

from miner.ask.names import Entity, NameIndex
from miner.cli.tables import MARK
from miner.store import EntityHit
from miner.vocabulary import Vocabulary

_SHOWN = 12


class NameCompleter(Completer):
    """Completes names of a store's entities, those of most papers first."""

    def __init__(self, hits: Iterable[EntityHit], vocabulary: Vocabulary) -> None:
        self._index = NameIndex.of([_entity(hit, vocabulary) for hit in hits])

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002
        """The entities that what is typed can mean, each with its type, its papers, and the name it was found by."""
        words = document.text_before_cursor.lstrip()
        for one in self._index.search(words, limit=_SHOWN).matches:
            entity = one.entity
            found_by = f" ({one.name})" if one.name.casefold() != entity.label.casefold() and one.how != "id" else ""
            papers = "1 paper" if entity.papers == 1 else f"{entity.papers:,} papers"
            yield Completion(
                entity.label,
                start_position=-len(words),
                display=[*mark_match(entity.label, words), *mark_match(found_by, words)],
                display_meta=f"{entity.type}, {papers}",
            )


def mark_match(text: str, words: str) -> StyleAndTextTuples:
    """The text with the place marked where the words stand in it.

    >>> mark_match("Magnesium", "magn")
    [('', ''), ('bold underline', 'Magn'), ('', 'esium')]
    """
    at = text.casefold().find(words.casefold()) if words else -1
    if at < 0 or len(text.casefold()) != len(text):
        return [("", text)]
    end = at + len(words)
    return [("", text[:at]), (MARK, text[at:end]), ("", text[end:])]


def _entity(hit: EntityHit, vocabulary: Vocabulary) -> Entity:
    concept = vocabulary.get(hit.concept)
    names = () if concept is None else (concept.name, *concept.synonyms)
    return Entity(hit.concept, hit.name, hit.type, "", hit.papers, names)
