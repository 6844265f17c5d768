"""What a mention can be: its type, and the concept that it is linked to."""

from dataclasses import dataclass
from enum import StrEnum


class EntityType(StrEnum):
    """The closed set of mention types, as the reading record prints them."""

    CHEMICAL = "Chemical"
    GENE = "Gene"
    DISEASE = "Disease"
    ANATOMY = "Anatomy"
    MEASUREMENT = "Measurement"
    PROCESS = "Process"
    ORGANISM = "Organism"
    POPULATION = "Population"


class State(StrEnum):
    """How a sentence speaks of an amount: high (more, supplemented) or low (less, deficient)."""

    HIGH = "high"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the vocabulary.

    `curie` is `MESH:...`, `NCBIGene:...` or `INDEX:...`; `trees` are MeSH tree numbers;
    `parts` are the CURIEs of what a composite index is made of; `rolls_up_to` names the concept that this one
    counts as in the graph (a form or state of magnesium counts as magnesium), and `state` the state it stands for
    there (hypomagnesemia is low magnesium).
    """

    curie: str
    name: str
    type: EntityType
    synonyms: tuple[str, ...] = ()
    trees: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    rolls_up_to: str | None = None
    state: State | None = None
