"""Annotated corpora as values: PubTator files (BC5CDR, NCBI disease, BioRED) and IOB columns (BC2GM)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from miner.errors import BadData
from miner.model.concept import EntityType

_TYPES = {
    "Chemical": EntityType.CHEMICAL,
    "ChemicalEntity": EntityType.CHEMICAL,
    "Disease": EntityType.DISEASE,
    "DiseaseOrPhenotypicFeature": EntityType.DISEASE,
    "SpecificDisease": EntityType.DISEASE,
    "DiseaseClass": EntityType.DISEASE,
    "Modifier": EntityType.DISEASE,
    "CompositeMention": EntityType.DISEASE,
    "GeneOrGeneProduct": EntityType.GENE,
    "GENE": EntityType.GENE,
}


@dataclass(frozen=True, slots=True, order=True)
class Label:
    """A gold mention: its span, its type, and the ids that the annotators gave it."""

    start: int
    end: int
    type: EntityType
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its gold mentions."""

    id: str
    text: str
    title_end: int
    labels: tuple[Label, ...]


def read_pubtator(path: Path) -> tuple[Annotated, ...]:
    """The documents of a PubTator file; types that are not ours are left out, one label a span."""
    return tuple(_iter_pubtator(path))


def _iter_pubtator(path: Path) -> Iterator[Annotated]:
    key = title = abstract = ""
    labels: dict[tuple[int, int], Label] = {}
    for number, line in enumerate([*path.read_text(encoding="utf-8").split("\n"), ""], 1):
        if line.startswith(f"{(head := line.partition('|')[0])}|t|"):
            key, title = head, line[len(head) + 3 :]
        elif key and line.startswith(f"{key}|a|"):
            abstract = line[len(key) + 3 :]
        elif not line.strip():
            if key:
                yield Annotated(key, f"{title}\n{abstract}", len(title), tuple(sorted(labels.values())))
            key, title, abstract, labels = "", "", "", {}
        else:
            label = _read_label(line.split("\t"), f"{title}\n{abstract}", path, number)
            if label is not None:
                labels.setdefault((label.start, label.end), label)


def _read_label(fields: list[str], text: str, path: Path, number: int) -> Label | None:
    if len(fields) < 5 or not fields[1].isdigit() or fields[4] not in _TYPES:
        return None
    start, end = int(fields[1]), int(fields[2])
    if len(text[start:end]) != end - start:
        raise BadData(f"the mention {fields[3]!r} stands outside its text", path=path, line=number)
    ids = tuple(fields[5].replace("+", "|").split("|")) if len(fields) > 5 else ()
    return Label(start, end, _TYPES[fields[4]], ids)


def read_iob(path: Path) -> tuple[Annotated, ...]:
    """The sentences of a file with a token and its IOB label a line, tokens joined by spaces."""
    documents = []
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n"), 1):
        rows = [line.split("\t") for line in block.splitlines() if line.strip()]
        if not rows:
            continue
        at, labels, open_start = 0, [], -1
        end = 0
        for word, label in ((row[0], row[-1]) for row in rows):
            if not label.startswith("I-") and open_start >= 0:
                labels.append(Label(open_start, end, EntityType.GENE))
                open_start = -1
            if label.startswith("B-"):
                open_start = at
            end = at + len(word)
            at = end + 1
        if open_start >= 0:
            labels.append(Label(open_start, end, EntityType.GENE))
        text = " ".join(row[0] for row in rows)
        documents.append(Annotated(f"{path.stem}:{number}", text, 0, tuple(labels)))
    return tuple(documents)
