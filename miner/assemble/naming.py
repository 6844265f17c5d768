"""What a claim's terms are in the graph: forms and states rolled up, words without a concept kept by themselves.

A term without a concept becomes a node `TEXT:...` made of its normalised words, so that nothing which a paper states is
lost, and so that the same words in two papers meet; a short form that the same text spells out is spelled out first,
since "NP" is one thing in one paper and another in the next. Words that other papers link, and always to one concept,
are that concept.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from miner.model.concept import EntityType, State
from miner.vocabulary import Vocabulary

TEXT_PREFIX: Final = "TEXT:"
CATEGORIES: Final[Mapping[EntityType | None, str]] = {
    EntityType.CHEMICAL: "biolink:ChemicalEntity",
    EntityType.GENE: "biolink:Gene",
    EntityType.DISEASE: "biolink:DiseaseOrPhenotypicFeature",
    EntityType.ANATOMY: "biolink:AnatomicalEntity",
    EntityType.MEASUREMENT: "biolink:ClinicalAttribute",
    EntityType.PROCESS: "biolink:BiologicalProcess",
    EntityType.ORGANISM: "biolink:OrganismTaxon",
    EntityType.POPULATION: "biolink:PopulationOfIndividualOrganisms",
    None: "biolink:NamedThing",
}
_WORD = re.compile(r"[^\W_]+")
_SHORT = re.compile(r"[A-Z][A-Za-z0-9α-ω-]{1,7}")
_LEADING = frozenset({"the", "a", "an", "of", "in", "their", "its", "and"})
_MAX_SLUG = 80


class Place(NamedTuple):
    """Where a term stands in the graph: its node, and the state that it means there (hypomagnesemia: low).

    A gauge measures that state, and a claim speaks of it as of a thing of its own ("a higher depletion score").
    """

    node: str
    state: State | None = None
    is_gauge: bool = False


class Namer:
    """Finds the node of a term; what it has found is kept."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._roll_up = lru_cache(maxsize=None)(vocabulary.roll_up)
        self._learnt: dict[str, str] = {}

    def learn(self, terms: Iterable[tuple[str, str]]) -> None:
        """Take in the words and concepts of linked terms: words that are one concept everywhere are it unlinked, too.

        Short forms are left out, since they are other things in other papers.
        """
        found: dict[str, set[str]] = defaultdict(set)
        for text, concept in terms:
            if not _is_short(text) and (place := place_words(text)) is not None:
                found[place.node].add(concept)
        self._learnt = {words: concepts.pop() for words, concepts in found.items() if len(concepts) == 1}

    def place(self, text: str, concept: str | None, document: str, *, is_outcome: bool = False) -> Place | None:
        """The node of a term in a document's text; None where nothing is left of its words.

        `is_outcome` where the term is what something acts on.
        """
        if concept is not None:
            return self._known(concept, is_outcome=is_outcome)
        words = spell_out(text, document)
        place = place_words(words)
        if place is not None and not _is_short(words) and (known := self._learnt.get(place.node)) is not None:
            return self._known(known, is_outcome=is_outcome)
        return place

    def _known(self, concept: str, *, is_outcome: bool) -> Place:
        node, state = self._roll_up(concept, is_outcome=is_outcome)
        return Place(node, state, state is not None and self._vocabulary.is_gauge(concept))

    def label(self, node: str) -> tuple[str | None, EntityType | None, tuple[str, ...]]:
        """A concept's name, type and parts; None, None and nothing where the vocabulary does not hold it."""
        known = self._vocabulary.get(node)
        return (None, None, ()) if known is None else (known.name, known.type, known.parts)


@lru_cache(maxsize=65536)
def place_words(text: str) -> Place | None:
    """The node of words that are linked to nothing.

    >>> place_words("The skeletal-muscle  Index").node
    'TEXT:skeletal-muscle-index'
    """
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    while words and words[0] in _LEADING:
        del words[0]
    slug = "-".join(words)[:_MAX_SLUG].rstrip("-")
    return Place(TEXT_PREFIX + slug) if slug else None


def _is_short(text: str) -> bool:
    return len(text) <= 8 and sum(character.isupper() for character in text) >= 2


def spell_out(text: str, document: str) -> str:
    """The long form of a short form that the document defines in brackets (Schwartz and Hearst 2003), else the text.

    >>> spell_out("NP", "The neutrophil-platelet score (NP) was high.")
    'neutrophil-platelet score'
    """
    if not _SHORT.fullmatch(text):
        return text
    at = document.find(f"({text})")
    if at < 0:
        return text
    words = len(text) + 5
    before = document[max(0, at - 120) : at].rstrip()
    before = " ".join(re.split(r"\s+", before)[-min(words, 2 * len(text)) :])
    return _best_long_form(text, before) or text


def _best_long_form(short: str, long: str) -> str | None:
    # From the right, each letter of the short form in the long one; the first at the beginning of a word.
    at = len(long) - 1
    for position in range(len(short) - 1, -1, -1):
        letter = short[position].casefold()
        if not letter.isalnum():
            continue
        while at >= 0 and (long[at].casefold() != letter or (position == 0 and at > 0 and long[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
        at -= 1
    found = _whole_words(long, at + 1)
    return found if len(found) > len(short) and f"({short})" not in found else None


def _whole_words(long: str, start: int) -> str:
    # "neutrophil-platelet score (NP)" matches both letters early: what follows belongs to it all the same.
    return long[start:].strip()
