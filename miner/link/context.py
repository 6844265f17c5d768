"""What a document says that bears on its links: its abbreviations and its species."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Final

from miner.model.reading import Abbreviation

HUMAN: Final = 9606
MOUSE: Final = 10090
RAT: Final = 10116
OTHER_SPECIES: Final = 0
_WORDS: Final = {
    HUMAN: r"patients?|women|men|humans?|participants?|adults?|children|volunteers|infants|subjects|people|persons|"
    r"population|individuals|cohort|outpatients|athletes",
    MOUSE: r"mice|mouse|murine",
    RAT: r"rats?|Wistar",
    OTHER_SPECIES: r"rabbits?|pigs?|piglets?|swine|porcine|dogs?|canine|sheep|ovine|lambs?|bovine|cows?|cattle|calves|"
    r"broilers?|chickens?|hens|zebrafish|horses?|monkeys?|macaques?|drosophila",
}
_PLAIN: Final = {
    taxon: frozenset(
        form for word in words.split("|") for form in ({word[:-1], word[:-2]} if word.endswith("?") else {word.lower()})
    )
    for taxon, words in _WORDS.items()
}
_SPECIES: Final = {
    MOUSE: re.compile(r"\b(?:C57BL\S*|RAW ?264\.7|MC3T3\S*)\b", re.IGNORECASE),
    RAT: re.compile(r"\bSprague[-– ]Dawley\b", re.IGNORECASE),
}
_RARE: Final = {MOUSE: ("c57bl", "264.7", "mc3t3"), RAT: ("dawley",)}
_WORD: Final = re.compile(r"\w+")
_TWICE: Final = 2


@dataclass(frozen=True)
class Context:
    """A document as its mentions' links need it."""

    text: str = ""
    definitions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    language: str = "en"

    @classmethod
    def of(cls, text: str, abbreviations: Iterable[Abbreviation] = (), *, language: str = "en") -> "Context":
        """The context that a text and its abbreviations make."""
        definitions = {abbreviation.short: abbreviation.long for abbreviation in abbreviations}
        return cls(text, MappingProxyType(definitions), language)

    @cached_property
    def taxon(self) -> int:
        """The species that the text is about; 0 for one that the vocabulary has no genes of."""
        return find_taxon(self.text)

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

    def spelled_out(self, long: str) -> str:
        """A long form with its own short forms spelled out: "total CPP", where CPP is defined, too.

        >>> Context(definitions={"CPP": "calciprotein particles"}).spelled_out("total CPP")
        'total calciprotein particles'
        """
        return _WORD.sub(lambda word: self.long_form(word[0]) or word[0], long)


@lru_cache(maxsize=8)
def find_taxon(text: str) -> int:
    """The species that a text is about: animals where it never speaks of people, or half as often at most.

    >>> find_taxon("Rats were fed a diet low in magnesium."), find_taxon("Women and, before, rats; women again.")
    (10116, 9606)
    """
    lower = text.lower()
    said = Counter(_WORD.findall(lower))
    counts = {taxon: sum([said[word] for word in words & said.keys()]) for taxon, words in _PLAIN.items()}
    for taxon, pattern in _SPECIES.items():
        if any(rare in lower for rare in _RARE[taxon]):
            counts[taxon] += len(pattern.findall(text))
    human = counts.pop(HUMAN)
    taxon, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    return taxon if most and most >= _TWICE * human else HUMAN
