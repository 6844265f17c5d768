"""Our own rows: forms and states, measurements and indices with their parts, abbreviations, Chinese names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from miner.errors import BadData
from miner.model.concept import EntityType, State
from miner.vocabulary.entries import Entry, Rank, Rule, Term, is_curie

_COLUMNS: Final = frozenset(
    {
        "curie",
        "name",
        "type",
        "synonyms",
        "abbreviations",
        "ambiguous",
        "parts",
        "rolls_up_to",
        "state",
        "trees",
        "taxon",
        "cues",
        "note",
    }
)
T = TypeVar("T", EntityType, State)
_TREE: Final = re.compile(r"[A-Z]\d\d(?:\.\d{3})*")


@dataclass(frozen=True, slots=True)
class Addition:
    """One row.

    Names in `synonyms` are matched in any case, `abbreviations` as written, `ambiguous` ones only where the document
    defines them or one of the `cues` stands in it.
    """

    curie: str
    name: str
    type: EntityType | None = None
    synonyms: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    rolls_up_to: str | None = None
    state: State | None = None
    trees: tuple[str, ...] = ()
    taxon: int | None = None
    cues: tuple[str, ...] = ()
    path: Path = Path()
    line: int = 0


def iter_additions(path: Path) -> Iterator[Addition]:
    """The rows of one of our tables; a bad one is refused with its line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise BadData(f"the file is not UTF-8 ({error})", path=path) from error
    head: list[str] = []
    for number, text in enumerate(lines, 1):
        if not text.strip() or text.startswith("#"):
            continue
        cells = [cell.strip() for cell in text.split("\t")]
        if not head:
            head = cells
            _check_head(head, path=path, line=number)
            continue
        if len(cells) > len(head):
            raise BadData(f"the row has {len(cells)} cells, the head {len(head)}", path=path, line=number)
        yield _addition({key: value for key, value in zip(head, cells, strict=False) if value}, path=path, line=number)


def _check_head(head: list[str], *, path: Path, line: int) -> None:
    unknown = sorted(set(head) - _COLUMNS)
    if unknown:
        raise BadData(
            f"unknown column {', '.join(unknown)}; known are {', '.join(sorted(_COLUMNS))}", path=path, line=line
        )
    if not {"curie", "name"} <= set(head):
        raise BadData("the first row names the columns, curie and name among them", path=path, line=line)
    if len(set(head)) != len(head):
        raise BadData("a column is named twice", path=path, line=line)


def _addition(row: dict[str, str], *, path: Path, line: int) -> Addition:
    def curies(column: str) -> tuple[str, ...]:
        found = _split(row.get(column, ""))
        for curie in found:
            if not is_curie(curie):
                raise BadData(
                    f"{column}: {curie!r} is no CURIE such as MESH:D008274, NCBIGene:213 or INDEX:CALLY",
                    path=path,
                    line=line,
                )
        return found

    if len(curies("curie")) != 1 or "name" not in row:
        raise BadData("a row needs one CURIE and a name", path=path, line=line)
    trees = _split(row.get("trees", ""))
    if wrong := [tree for tree in trees if not _TREE.fullmatch(tree)]:
        raise BadData(f"trees: {wrong[0]!r} is no MeSH tree number", path=path, line=line)
    taxon = row.get("taxon")
    if taxon is not None and not (taxon.isascii() and taxon.isdigit()):
        raise BadData(f"taxon: {taxon!r} is no NCBI Taxonomy id", path=path, line=line)
    rolls_up_to = curies("rolls_up_to")
    if len(rolls_up_to) > 1:
        raise BadData("rolls_up_to names one concept", path=path, line=line)
    return Addition(
        curie=row["curie"],
        name=row["name"],
        type=_one_of(EntityType, row.get("type"), "type", path=path, line=line),
        synonyms=_split(row.get("synonyms", "")),
        abbreviations=_split(row.get("abbreviations", "")),
        ambiguous=_split(row.get("ambiguous", "")),
        parts=curies("parts"),
        rolls_up_to=rolls_up_to[0] if rolls_up_to else None,
        state=_one_of(State, row.get("state"), "state", path=path, line=line),
        trees=trees,
        taxon=int(taxon) if taxon else None,
        cues=_split(row.get("cues", "")),
        path=path,
        line=line,
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(piece.strip() for piece in cell.split("|") if piece.strip()))


def _one_of(kind: type[T], value: str | None, column: str, *, path: Path, line: int) -> T | None:
    if value is None:
        return None
    try:
        return kind(value)
    except ValueError as error:
        raise BadData(f"{column}: {value!r} is none of {', '.join(kind)}", path=path, line=line) from error


def apply_addition(entries: dict[str, Entry], addition: Addition) -> None:
    """Add a row to the entries: a new concept, or more names and facts for one that is there."""
    entry = entries.get(addition.curie)
    if entry is None:
        if addition.type is None:
            reason = f"{addition.curie} is not in the sources; a new concept needs a type"
            raise BadData(reason, path=addition.path, line=addition.line)
        entry = entries[addition.curie] = Entry(addition.curie, addition.type, [])
    rank = Rank.OURS if addition.taxon is None else Rank.SPECIES
    name = () if any(term.text == addition.name for term in entry.terms) else (addition.name,)
    terms = [Term(text, rank, Rule.LEXICON) for text in (*name, *addition.synonyms)]
    terms += [Term(text, rank, Rule.LEXICON | Rule.CASED) for text in addition.abbreviations]
    terms += [Term(text, rank, Rule.LEXICON | Rule.CASED | Rule.AMBIGUOUS) for text in addition.ambiguous]
    ours = {term.text: term for term in reversed(terms)}
    kept = [ours.pop(term.text, term) for term in entry.terms]
    entry.terms = [*kept, *reversed(ours.values())]
    entry.type = addition.type or entry.type
    entry.trees = tuple(sorted({*entry.trees, *addition.trees}))
    entry.parts = entry.parts or addition.parts
    entry.rolls_up_to = addition.rolls_up_to or entry.rolls_up_to
    entry.state = addition.state or entry.state
    entry.taxon = addition.taxon or entry.taxon
    entry.cues = tuple(dict.fromkeys((*entry.cues, *addition.cues)))
