"""What a mention can be: its type, and the concept that it is linked to."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


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

    def is_under(self, *trees: str) -> bool:
        """True where one of the tree numbers is one of the given ones or lies below it; a letter is a tree, too.

        >>> Concept("MESH:D008274", "Magnesium", EntityType.CHEMICAL, trees=("D01.268.552.437",)).is_under("D01.268")
        True
        """
        branches = _branches(trees)
        return any(f"{tree}.".startswith(branches) for tree in self.trees)


@lru_cache(maxsize=1024)
def _branches(trees: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(tree if len(tree) < 3 else f"{tree}." for tree in trees)
