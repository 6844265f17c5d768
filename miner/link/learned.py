"""Names that annotators used and the concepts that they gave them, with how often: facts, no sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from miner.errors import BadData
from miner.model.concept import EntityType
from miner.vocabulary.entries import is_curie
from miner.vocabulary.keys import key_of
from miner.vocabulary.sources import is_abbreviation

_HEAD: Final = ("name", "type", "curie", "train", "dev")
_TYPES: Final = {
    "Chemical": EntityType.CHEMICAL,
    "ChemicalEntity": EntityType.CHEMICAL,
    "Disease": EntityType.DISEASE,
    "DiseaseOrPhenotypicFeature": EntityType.DISEASE,
    "SpecificDisease": EntityType.DISEASE,
    "DiseaseClass": EntityType.DISEASE,
    "Modifier": EntityType.DISEASE,
    "GeneOrGeneProduct": EntityType.GENE,
}
_ENOUGH_FOR_SHORT: Final = 3  # documents that must agree on an abbreviation, which each may define otherwise


class Annotated(NamedTuple):
    """One annotated mention of a PubTator file."""

    document: str
    start: int
    end: int
    text: str
    type: EntityType
    curies: tuple[str, ...]


class LearnedNames:
    """The most frequent concept of each name; abbreviations only where several documents agree."""

    def __init__(self, rows: Iterable[tuple[str, EntityType, str, int]]) -> None:
        counts: dict[tuple[str, EntityType], Counter[str]] = defaultdict(Counter)
        for name, type_, curie, count in rows:
            if count:
                counts[name if is_abbreviation(name) else key_of(name), type_][curie] += count
        self._best: dict[tuple[str, EntityType], str] = {}
        for (name, type_), found in counts.items():
            (curie, count), *others = sorted(found.items(), key=lambda item: (-item[1], item[0]))
            tied = any(other[1] == count for other in others)
            if not tied and (not is_abbreviation(name) or (count >= _ENOUGH_FOR_SHORT and not others)):
                self._best[name, type_] = curie

    @classmethod
    def from_file(cls, path: Path, *, parts: frozenset[str] = frozenset({"train", "dev"})) -> "LearnedNames":
        """The names of our table, of the given parts of the training data only."""
        return cls(
            (name, type_, curie, sum(count for part, count in counts.items() if part in parts))
            for name, type_, curie, counts in iter_learned(path)
        )

    def __len__(self) -> int:
        return len(self._best)

    def find(self, name: str, type_: EntityType) -> str | None:
        """The CURIE that annotators gave this name, or None."""
        return self._best.get((name, type_)) or self._best.get((key_of(name), type_))


def iter_learned(path: Path) -> Iterator[tuple[str, EntityType, str, dict[str, int]]]:
    """The rows of the table; a bad one is refused with its line."""
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = tuple(text.split("\t"))
        if line == 1:
            if cells != _HEAD:
                raise BadData(f"the first row is {' '.join(_HEAD)}", path=path, line=line)
            continue
        if len(cells) != len(_HEAD) or not is_curie(cells[2]) or not (cells[3] + cells[4]).isdigit():
            raise BadData("a row has a name, a type, a CURIE and two counts", path=path, line=line)
        try:
            type_ = EntityType(cells[1])
        except ValueError as error:
            raise BadData(f"{cells[1]!r} is no type", path=path, line=line) from error
        yield cells[0], type_, cells[2], {"train": int(cells[3]), "dev": int(cells[4])}


def iter_annotated(path: Path) -> Iterator[Annotated]:
    """The linked mentions of a PubTator file (BC5CDR, NCBI disease, BioRED)."""
    with path.open(encoding="utf-8") as file:
        for text in file:
            cells = text.rstrip("\n").split("\t")
            if len(cells) < 6 or cells[4] not in _TYPES:
                continue
            type_ = _TYPES[cells[4]]
            ids = [piece.strip() for piece in cells[5].replace("+", "|").replace(",", "|").replace(";", "|").split("|")]
            curies = tuple(filter(is_curie, (_curie(each, type_) for each in ids)))
            yield Annotated(cells[0], int(cells[1]), int(cells[2]), cells[3], type_, curies)


def _curie(identifier: str, type_: EntityType) -> str:
    bare = identifier.removeprefix("MESH:")
    return f"NCBIGene:{bare}" if type_ is EntityType.GENE else f"MESH:{bare}"


def write_learned(path: Path, annotated: Mapping[str, Iterable[Annotated]]) -> int:
    """Write the table from the mentions of the parts `train` and `dev`; a row counts documents, not mentions."""
    documents: dict[tuple[str, EntityType, str], dict[str, set[str]]] = {}
    for part, mentions in annotated.items():
        for mention in mentions:
            name = " ".join(mention.text.split())
            if len(mention.curies) == 1 and name:
                seen = documents.setdefault((name, mention.type, mention.curies[0]), {"train": set(), "dev": set()})
                seen[part].add(mention.document)
    rows = sorted(
        (name, type_.value, curie, len(seen["train"]), len(seen["dev"]))
        for (name, type_, curie), seen in documents.items()
    )
    body = "".join("\t".join(map(str, row)) + "\n" for row in (_HEAD, *rows))
    path.write_text(body, encoding="utf-8")
    return len(rows)
