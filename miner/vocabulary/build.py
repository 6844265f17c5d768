"""Compiling the vocabulary: sources and our own rows to one file, the same bytes for the same input."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from miner.errors import BadData, NotFound
from miner.model.concept import EntityType
from miner.resources import corpora_path
from miner.vocabulary.additions import Addition, apply_addition, iter_additions
from miner.vocabulary.compiled import write_compiled
from miner.vocabulary.entries import TYPES, Entry, Rank, Rule, Term, curie_of, number_of
from miner.vocabulary.keys import with_greek_letters, with_greek_names
from miner.vocabulary.sources import (
    iter_disease_synonyms,
    iter_human_genes,
    iter_mesh_table,
    iter_mesh_xml,
    iter_supplement_table,
    term_of,
)

_NONE: Final = 0xFFFFFFFF
_LONGEST_VARIANT: Final = 60
_LEARNED: Final = "learned_names"  # the linker's table, not the vocabulary's


@dataclass(frozen=True, slots=True)
class Sources:
    """The files to compile from. Of MeSH either NLM's XML or the tables; `additions` are our own TSV files."""

    descriptors: Path
    genes: Path
    supplements: Path | None = None
    diseases: Path | None = None
    additions: tuple[Path, ...] = ()

    def files(self) -> tuple[Path, ...]:
        """All of them, in the order in which they are read."""
        found = (self.descriptors, self.supplements, self.genes, self.diseases, *self.additions)
        return tuple(path for path in found if path is not None)


def sources_of(tables: Path, *, mesh_xml: Path | None = None, supplement_xml: Path | None = None) -> Sources:
    """The tables of a folder, NLM's XML in their place where given, and our own rows; each file must be there."""
    sources = Sources(
        descriptors=mesh_xml or tables / "mesh_id_label_mappings.tsv",
        supplements=supplement_xml or tables / "mesh_supp_id_label_mappings.tsv",
        genes=tables / "hgnc_entries.tsv",
        diseases=tables / "doid.json",
        additions=tuple(path for path in sorted(corpora_path("vocabulary").glob("*.tsv")) if path.stem != _LEARNED),
    )
    for path in sources.files():
        if not path.is_file():
            raise NotFound(f"{path} is not there; corpora/vocabulary/SOURCES.md says where it comes from")
    return sources


def build_vocabulary(sources: Sources, path: Path, *, notes: Mapping[str, str] | None = None) -> Mapping[str, int]:
    """Compile the sources into `path`; gives what was counted. `notes` (versions) go into the header."""
    entries = read_entries(sources)
    counts = count_entries(entries.values())
    header = {
        "sources": [{"file": file.name, "sha256": _digest(file)} for file in sources.files()],
        "notes": dict(sorted((notes or {}).items())),
        "counts": counts,
    }
    _write(path, entries, header)
    return counts


def read_entries(sources: Sources) -> dict[str, Entry]:
    """All entries by CURIE, the sources' first, then what our own rows add or change."""
    entries: dict[str, Entry] = {}
    is_xml = ".xml" in sources.descriptors.suffixes
    for entry in iter_mesh_xml(sources.descriptors, headings={}) if is_xml else iter_mesh_table(sources.descriptors):
        entries[entry.curie] = entry
    if sources.supplements is not None:
        headings = dict(entries)
        is_xml = ".xml" in sources.supplements.suffixes
        reader = iter_mesh_xml if is_xml else iter_supplement_table
        for entry in reader(sources.supplements, headings=headings):
            if entry.type is not EntityType.ORGANISM:  # 70,000 strains and species that no topic has asked for
                entries[entry.curie] = entry
    for entry in iter_human_genes(sources.genes):
        entries[entry.curie] = entry
    if sources.diseases is not None:
        for curie, names in iter_disease_synonyms(sources.diseases):
            if curie in entries:
                _add_names(entries[curie], names)
    additions = [addition for path in sources.additions for addition in iter_additions(path)]
    for addition in sorted(additions, key=lambda each: each.type is None):  # new concepts before more names for them
        apply_addition(entries, addition)
    _check_references(entries, additions)
    for entry in entries.values():
        _add_variants(entry)
    return entries


def count_entries(entries: Iterable[Entry]) -> dict[str, int]:
    """How many concepts there are of each type, and how many names."""
    counts = dict.fromkeys(("concepts", "names", "names looked for in text", *TYPES), 0)
    for entry in entries:
        counts["concepts"] += 1
        counts[entry.type] += 1
        counts["names"] += len(entry.terms)
        counts["names looked for in text"] += sum(Rule.LEXICON in term.rules for term in entry.terms)
    return {str(key): value for key, value in counts.items()}


def _add_names(entry: Entry, names: Sequence[str]) -> None:
    known = {term.text.lower() for term in entry.terms}
    for name in names:
        if name.lower() not in known and "\n" not in name:
            known.add(name.lower())
            entry.terms.append(term_of(name, Rank.OTHER_SYNONYM, in_text=True))


def _check_references(entries: Mapping[str, Entry], additions: Sequence[Addition]) -> None:
    for addition in additions:
        for curie in (*addition.parts, *((addition.rolls_up_to,) if addition.rolls_up_to else ())):
            if curie not in entries:
                raise BadData(f"{curie} is not in the vocabulary", path=addition.path, line=addition.line)


def _add_variants(entry: Entry) -> None:
    """Greek letters as letters and as names, and for our own rows the plurals that a final "s" does not make."""
    known = {term.text for term in entry.terms}
    for term in tuple(entry.terms):
        if Rule.LEXICON not in term.rules or len(term.text) > _LONGEST_VARIANT:
            continue
        variants = [with_greek_letters(term.text), with_greek_names(term.text)]
        if term.rank is Rank.OURS and Rule.CASED not in term.rules:
            variants.append(_plural(term.text))
        for variant in variants:
            if variant not in known:
                known.add(variant)
                entry.terms.append(Term(variant, term.rank, term.rules))


def _plural(name: str) -> str:
    if name.endswith("y") and name[-2:-1] not in set("aeiou"):
        return name[:-1] + "ies"
    return name[:-2] + "es" if name.endswith("sis") else name


def _write(path: Path, entries: Mapping[str, Entry], header: Mapping[str, Any]) -> None:
    slugs = tuple(sorted(curie[6:] for curie in entries if curie.startswith("INDEX:")))
    slug_numbers = {slug: number for number, slug in enumerate(slugs)}
    by_number = {number_of(curie, slug_numbers): entry for curie, entry in entries.items()}
    numbers = sorted(by_number)
    ordered = [by_number[number] for number in numbers]
    position = {entry.curie: place for place, entry in enumerate(ordered)}
    assert all(curie_of(number, slugs) == by_number[number].curie for number in numbers)
    terms = [term for entry in ordered for term in entry.terms]
    write_compiled(
        path,
        header={**header, "slugs": slugs, "extras": _extras(ordered)},
        texts={
            "terms": "".join(f"{term.text}\n" for term in terms).encode(),
            "trees": "\n".join("|".join(entry.trees) for entry in ordered).encode("ascii"),
        },
        numbers={
            "ids": np.array(numbers, dtype=np.uint64),
            "types": np.array([TYPES.index(entry.type) for entry in ordered], dtype=np.uint8),
            "broader": np.array(
                [position[entry.broader[0]] if entry.broader else _NONE for entry in ordered], dtype=np.uint32
            ),
            "term_counts": np.array([len(entry.terms) for entry in ordered], dtype=np.uint16),
            "ranks": np.array([term.rank for term in terms], dtype=np.uint8),
            "rules": np.array([term.rules for term in terms], dtype=np.uint8),
        },
    )


def _extras(entries: Iterable[Entry]) -> dict[str, dict[str, Any]]:
    extras: dict[str, dict[str, Any]] = {}
    for entry in entries:
        extra: dict[str, Any] = {}
        for key in ("parts", "rolls_up_to", "state", "taxon", "cues"):
            if value := getattr(entry, key):
                extra[key] = list(value) if isinstance(value, tuple) else value
        if extra:
            extras[entry.curie] = extra
    return extras


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
