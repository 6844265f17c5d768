"""What a document says that bears on its links: its abbreviations and its species."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Final

from miner.model.reading import Abbreviation

HUMAN: Final = 9606
MOUSE: Final = 10090
RAT: Final = 10116
OTHER_SPECIES: Final = 0

_SPECIES: Final = (
    (HUMAN, re.compile(r"\b(?:patients?|women|men|humans?|participants?|adults?|children|volunteers|infants|subjects|people|persons|population|individuals|cohort|outpatients|athletes)\b", re.IGNORECASE)),
    (MOUSE, re.compile(r"\b(?:mice|mouse|murine|C57BL\S*|RAW ?264\.7|MC3T3\S*)\b", re.IGNORECASE)),
    (RAT, re.compile(r"\b(?:rats?|Wistar|Sprague[-– ]Dawley)\b", re.IGNORECASE)),
    (OTHER_SPECIES, re.compile(r"\b(?:rabbits?|pigs?|piglets?|swine|porcine|dogs?|canine|sheep|ovine|lambs?|bovine|cows?|cattle|calves|broilers?|chickens?|hens|zebrafish|horses?|monkeys?|macaques?|drosophila)\b", re.IGNORECASE)),
)  # fmt: skip
_TWICE: Final = 2


@dataclass(frozen=True)
class Context:
    """A document as its mentions' links need it; `taxon` is 0 for a species that the vocabulary has no genes of."""

    text: str = ""
    definitions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    taxon: int = HUMAN
    language: str = "en"

    @classmethod
    def of(cls, text: str, abbreviations: Iterable[Abbreviation] = (), *, language: str = "en") -> "Context":
        """The context that a text and its abbreviations make."""
        definitions = {abbreviation.short: abbreviation.long for abbreviation in abbreviations}
        return cls(text, MappingProxyType(definitions), find_taxon(text), language)

    @cached_property
    def folded(self) -> str:
        """The text in lower case, for context words."""
        return self.text.lower()

    def long_form(self, short: str) -> str | None:
        """What the document defines a short form as; the plural of a defined singular counts, and the other way."""
        if (long := self.definitions.get(short)) is not None:
            return long
        other = short[:-1] if short.endswith("s") else short + "s"
        return self.definitions.get(other)


def find_taxon(text: str) -> int:
    """The species that a text is about: animals where it never speaks of people, or half as often at most.

    >>> find_taxon("Rats were fed a diet low in magnesium."), find_taxon("Women and, before, rats; women again.")
    (10116, 9606)
    """
    counts = {taxon: len(pattern.findall(text)) for taxon, pattern in _SPECIES}
    human = counts.pop(HUMAN)
    taxon, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    return taxon if most and most >= _TWICE * human else HUMAN
