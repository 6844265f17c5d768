"""What a topic file says, as a value; `miner.topic` loads it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Query:
    """One PubMed query of a topic, by its name (bone, muscle, calcification)."""

    name: str
    term: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Which concepts play a role: by CURIE, by MeSH tree number prefix, or by name as the text has it."""

    concepts: tuple[str, ...] = ()
    trees: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HarvestOptions:
    """How a topic is harvested: records above `large` wait for NCBI's off-peak hours unless told otherwise."""

    large: int = 10_000
    overlap_days: int = 3
    fulltext: bool = False
    pubtator: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic. `from_date`/`to_date` are ISO dates or empty; `sample` are the sample corpus' files; `path` its file."""

    name: str
    title: str
    queries: tuple[Query, ...]
    exposure: Selection
    outcome: Selection
    mediator: Selection
    from_date: str = ""
    to_date: str = ""
    sample: tuple[Path, ...] = ()
    harvest: HarvestOptions = HarvestOptions()
    model: str | None = None
    labels: tuple[tuple[str, str], ...] = ()
    path: Path | None = None
