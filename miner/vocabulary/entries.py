"""One entry on its way into the vocabulary: its names with their ranks and rules, and the number behind its CURIE."""

import re
from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import Final

import numpy as np
import numpy.typing as npt

from miner.errors import BadInput
from miner.model.concept import EntityType, State

TYPES: Final = tuple(EntityType)
SPACES: Final = ("MESH:D", "MESH:C", "NCBIGene:", "INDEX:")
_CURIE: Final = re.compile(r"(MESH:[DC]|NCBIGene:)(\d+)|(INDEX:)([A-Za-z0-9][A-Za-z0-9._+-]*)")
_NUMBER_BITS: Final = 40
_WIDTH_BITS: Final = 4


class Rule(IntFlag):
    """How a name is matched."""

    CASED = 1
    """Its case counts: symbols and abbreviations."""
    LEXICON = 2
    """It is looked for in running text; other names are only looked up."""
    AMBIGUOUS = 4
    """A short form that means other things too: linked only where the document defines it or the context says so."""


class Rank(IntEnum):
    """Which name goes first where several concepts share one, the lowest first."""

    OURS = 0
    HEADING = 1
    ENTRY_TERM = 2
    SYMBOL = 3
    GENE_NAME = 4
    SUPPLEMENT = 5
    ALIAS = 6
    PROTEIN = 7
    """A MeSH heading or entry term for a protein: the human gene of that name goes first."""
    SUPPLEMENT_SYNONYM = 8
    OTHER_SYNONYM = 9
    PREVIOUS_SYMBOL = 10
    SPECIES = 11


@dataclass(frozen=True, slots=True)
class Term:
    """A name with its rank and rules."""

    text: str
    rank: Rank
    rules: Rule


@dataclass(slots=True)
class Entry:
    """What is known of one concept while the vocabulary is being compiled; `terms[0]` is its name."""

    curie: str
    type: EntityType
    terms: list[Term]
    trees: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    rolls_up_to: str | None = None
    state: State | None = None
    taxon: int | None = None
    cues: tuple[str, ...] = field(default_factory=tuple)

    @property
    def name(self) -> str:
        """The preferred name."""
        return self.terms[0].text


def is_curie(text: str) -> bool:
    """True for the CURIEs that a concept of ours can have.

    >>> is_curie("MESH:D008274"), is_curie("INDEX:CALLY"), is_curie("D008274")
    (True, True, False)
    """
    return _CURIE.fullmatch(text) is not None


def number_of(curie: str, slugs: dict[str, int]) -> int:
    """The number that a CURIE is stored and sorted by; `slugs` numbers those of `INDEX:`."""
    match = _CURIE.fullmatch(curie)
    if match is None:
        raise BadInput(f"{curie!r} is no CURIE of the vocabulary; it knows MESH:, NCBIGene: and INDEX:")
    space = SPACES.index(match[1] or match[3])
    if match[3]:
        return (space << (_NUMBER_BITS + _WIDTH_BITS)) | slugs[match[4]]
    width = 0 if match[1] == "NCBIGene:" else len(match[2])
    return (space << (_NUMBER_BITS + _WIDTH_BITS)) | (width << _NUMBER_BITS) | int(match[2])


def in_space(numbers: npt.NDArray[np.uint64], space: str) -> npt.NDArray[np.bool_]:
    """True for the stored numbers of one of `SPACES`."""
    return np.asarray((numbers >> np.uint64(_NUMBER_BITS + _WIDTH_BITS)) == SPACES.index(space))


def curie_of(number: int, slugs: tuple[str, ...]) -> str:
    """The CURIE behind a stored number."""
    space = SPACES[number >> (_NUMBER_BITS + _WIDTH_BITS)]
    digits = number & ((1 << _NUMBER_BITS) - 1)
    if space == "INDEX:":
        return space + slugs[digits]
    width = (number >> _NUMBER_BITS) & ((1 << _WIDTH_BITS) - 1)
    return f"{space}{digits:0{width}d}"
