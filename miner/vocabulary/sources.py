"""The public-domain tables that the vocabulary is compiled from, row by row as entries."""

import csv
import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from miner.errors import BadData
from miner.model.concept import EntityType
from miner.resources import corpora_path
from miner.vocabulary.entries import Entry, Rank, Rule, Term

# What a concept is, by where it stands in MeSH, the first that fits; (prefixes, type, looked for in text).
_BY_TREE: Final = (
    (("C", "F03"), EntityType.DISEASE, True),
    (("D12.776", "D08.811", "D12.644.276", "D23.529"), EntityType.GENE, True),
    (("D26", "D20"), EntityType.CHEMICAL, False),
    (("D",), EntityType.CHEMICAL, True),
    (("A",), EntityType.ANATOMY, True),
    (("M01",), EntityType.POPULATION, False),
    (("B",), EntityType.ORGANISM, False),
    (("E01", "E05"), EntityType.MEASUREMENT, False),
    (("",), EntityType.PROCESS, False),
)
_FORM: Final = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_LONGEST_IN_TEXT: Final = 70
_LONGEST_NAME: Final = 160
_SHORTEST_IN_TEXT: Final = 3
_GENE_STATUS: Final = "Approved"
_SYMBOL_SKIP: Final = frozenset({"pseudogene", "RNA, transfer", "fragile site", "unknown", "phenotype only"})


def type_of_trees(trees: tuple[str, ...]) -> tuple[EntityType, bool]:
    """What kind of thing stands at these MeSH trees, and whether its names are looked for in text.

    >>> type_of_trees(("C05.116.198.579",))
    (<EntityType.DISEASE: 'Disease'>, True)
    """
    for prefixes, type_, in_text in _BY_TREE:
        if any(tree.startswith(prefixes) for tree in trees):
            return type_, in_text
    return EntityType.PROCESS, False


@cache
def generic_names() -> frozenset[str]:
    """The names of `corpora/vocabulary/generic.txt`, which say too little to be looked for in text."""
    return read_generic(corpora_path("vocabulary", "generic.txt"))


def read_generic(path: Path) -> frozenset[str]:
    """The names of a file, one a line; one that is not in lower case, or stands there twice, is refused."""
    names: set[str] = set()
    for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if text.startswith("#"):
            continue
        if not text or text != text.strip().lower():
            raise BadData("a name stands in lower case on a line of its own", path=path, line=line)
        if text in names:
            raise BadData(f"{text!r} stands here twice", path=path, line=line)
        names.add(text)
    return frozenset(names)


def term_of(text: str, rank: Rank, *, in_text: bool) -> Term:
    """A name with the rules that its form asks for: abbreviations keep their case, generic words are not looked for."""
    rules = Rule(0)
    if is_abbreviation(text):
        rules |= Rule.CASED
    fits = _SHORTEST_IN_TEXT <= len(text) <= _LONGEST_IN_TEXT and not text.isdigit()
    if in_text and fits and text.lower() not in generic_names() and not is_inverted(text):
        rules |= Rule.LEXICON
    return Term(text, rank, rules)


def is_abbreviation(text: str) -> bool:
    """True for what reads as a symbol or abbreviation: short, in one piece, with two capitals or a digit and a capital.

    >>> is_abbreviation("HIV"), is_abbreviation("FGF23"), is_abbreviation("Aspirin"), is_abbreviation("Mg2+")
    (True, True, False, True)
    """
    if len(text) > 9 or " " in text or not text.isascii():
        return False
    capitals = sum([character.isupper() for character in text])
    return capitals >= 2 or (capitals == 1 and (len(text) <= 2 or any(map(str.isdigit, text))))


def is_inverted(text: str) -> bool:
    """True for index forms such as "Diseases, Kidney", which running text does not use."""
    head, comma, tail = text.partition(", ")
    return bool(comma) and head.replace(" ", "").replace("-", "").isalpha() and not tail[:1].isdigit()


def straight(text: str) -> str:
    """An inverted name put straight.

    >>> straight("Diabetes Mellitus, Type 2"), straight("Diseases, Kidney")
    ('Type 2 Diabetes Mellitus', 'Kidney Diseases')
    """
    pieces = text.split(", ")
    return " ".join([*reversed(pieces[1:]), pieces[0]])


def names_to_terms(names: list[str], *, in_text: bool, ranks: tuple[Rank, Rank]) -> list[Term]:
    """Terms of a heading's names: inverted entry terms go where their straight form is there, else both are kept."""
    kept: dict[str, Term] = {}
    lower = {name.lower() for name in names}
    for number, name in enumerate(names):
        if not name or (number and len(name) > _LONGEST_NAME) or "\n" in name:
            continue
        rank = ranks[0] if number == 0 else ranks[1]
        if (
            number
            and is_inverted(name)
            and (straight(name).lower() in lower or _plural_variant(straight(name).lower()) in lower)
        ):
            continue
        kept.setdefault(name, term_of(name, rank, in_text=in_text))
        if is_inverted(name) and len(name.split(", ")) == 2:
            kept.setdefault(straight(name), term_of(straight(name), max(rank, Rank.ENTRY_TERM), in_text=in_text))
    return list(kept.values())


def _plural_variant(name: str) -> str:
    return name[:-1] if name.endswith("s") else name + "s"


def iter_mesh_table(path: Path) -> Iterator[Entry]:
    """Descriptors from a table of id, name, entry terms (`|`), tree numbers (`|`)."""
    for line, row in _rows(path):
        if len(row) < 4:
            raise BadData(
                "a row of the descriptor table has an id, a name, entry terms and tree numbers", path=path, line=line
            )
        trees = tuple(sorted(filter(None, row[3].split("|"))))
        type_, in_text = type_of_trees(trees)
        names = [row[1], *filter(None, row[2].split("|"))]
        terms = names_to_terms(names, in_text=in_text, ranks=_ranks(type_))
        yield Entry(f"MESH:{row[0]}", type_, terms, trees=trees)


def iter_supplement_table(path: Path, *, headings: dict[str, Entry]) -> Iterator[Entry]:
    """Supplementary concepts from a table of id, name, synonyms (`|`), the headings that they are mapped to."""
    for line, row in _rows(path):
        if len(row) < 4:
            raise BadData(
                "a row of the supplement table has an id, a name, synonyms and headings", path=path, line=line
            )
        yield _supplement(row[0], [row[1], *filter(None, row[2].split("|"))], re.findall(r"D\d+", row[3]), headings)


def _ranks(type_: EntityType) -> tuple[Rank, Rank]:
    return (Rank.PROTEIN, Rank.PROTEIN) if type_ is EntityType.GENE else (Rank.HEADING, Rank.ENTRY_TERM)


def _supplement(number: str, names: list[str], mapped: list[str], headings: dict[str, Entry]) -> Entry:
    broader = tuple(f"MESH:{heading}" for heading in mapped if f"MESH:{heading}" in headings)
    trees = tuple(tree for curie in broader for tree in headings[curie].trees)
    type_, in_text = type_of_trees(trees) if trees else (EntityType.CHEMICAL, True)
    if type_ is EntityType.POPULATION:  # nations and tribes, which are mostly adjectives in texts
        in_text = False
    elif type_ not in {EntityType.DISEASE, EntityType.GENE, EntityType.ORGANISM}:
        type_, in_text = EntityType.CHEMICAL, True
    terms = names_to_terms(names, in_text=in_text, ranks=(Rank.SUPPLEMENT, Rank.SUPPLEMENT_SYNONYM))
    return Entry(f"MESH:{number}", type_, terms, broader=broader)


def iter_mesh_xml(path: Path, *, headings: dict[str, Entry]) -> Iterator[Entry]:
    """Descriptors or supplementary concepts from NLM's own XML (`desc*.xml`, `supp*.xml`, also gzipped)."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as file:
        try:
            for _, element in ET.iterparse(file):  # noqa: S314 (NLM's own file, given by the person who builds)
                if element.tag == "DescriptorRecord":
                    yield _descriptor(element)
                    element.clear()
                elif element.tag == "SupplementalRecord":
                    names = _xml_terms(element)
                    mapped = [
                        (found.text or "").lstrip("*")
                        for found in element.iterfind(
                            "HeadingMappedToList/HeadingMappedTo/DescriptorReferredTo/DescriptorUI"
                        )
                    ]
                    yield _supplement(element.findtext("SupplementalRecordUI", ""), names, mapped, headings)
                    element.clear()
        except ET.ParseError as error:
            raise BadData(f"this is no MeSH XML ({error})", path=path) from error


def _xml_terms(element: "ET.Element[str] | ET.Element") -> list[str]:
    name = element.findtext("DescriptorName/String") or element.findtext("SupplementalRecordName/String") or ""
    found = (term.text or "" for term in element.iterfind("ConceptList/Concept/TermList/Term/String"))
    return list(dict.fromkeys([name, *found]))


def _descriptor(element: "ET.Element[str] | ET.Element") -> Entry:
    trees = tuple(sorted(tree.text or "" for tree in element.iterfind("TreeNumberList/TreeNumber")))
    type_, in_text = type_of_trees(trees)
    terms = names_to_terms(_xml_terms(element), in_text=in_text, ranks=_ranks(type_))
    return Entry(f"MESH:{element.findtext('DescriptorUI', '')}", type_, terms, trees=trees)


def iter_human_genes(path: Path) -> Iterator[Entry]:
    """Human genes with an NCBI Gene id from HGNC's table: symbol, name, aliases, previous symbols."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            try:
                gene, status, locus = row["NCBI Gene ID(supplied by NCBI)"], row["Status"], row["Locus type"]
                symbol, name = row["Approved symbol"], row["Approved name"]
                aliases, previous = row["Alias symbols"] or "", row["Previous symbols"] or ""
            except KeyError as error:
                raise BadData(f"the gene table has no column {error}", path=path) from error
            if status == _GENE_STATUS and gene:
                in_text = locus not in _SYMBOL_SKIP
                terms = [
                    _symbol(symbol, Rank.SYMBOL, in_text=in_text),
                    term_of(name, Rank.GENE_NAME, in_text=in_text),
                    *(_symbol(alias, Rank.ALIAS, in_text=in_text) for alias in aliases.split(", ") if alias),
                    *(_symbol(old, Rank.PREVIOUS_SYMBOL, in_text=False) for old in previous.split(", ") if old),
                ]
                yield Entry(
                    f"NCBIGene:{gene}",
                    EntityType.GENE,
                    list({term.text: term for term in reversed(terms)}.values())[::-1],
                )


def _symbol(text: str, rank: Rank, *, in_text: bool) -> Term:
    shortest = 3 if rank is Rank.SYMBOL else 4
    sure = rank is Rank.SYMBOL or any(character.isdigit() for character in text)
    plain = text.isalpha() and len(text) <= 3
    rules = Rule.CASED | (Rule.AMBIGUOUS if plain or not sure else Rule(0))
    fits = len(text) >= shortest and _FORM.fullmatch(text) and text.lower() not in generic_names()
    return Term(
        text, rank, rules | (Rule.LEXICON if in_text and fits and not (plain and rank is not Rank.SYMBOL) else Rule(0))
    )


def iter_disease_synonyms(path: Path) -> Iterator[tuple[str, list[str]]]:
    """MeSH id and exact synonyms of each disease of the Disease Ontology that names just one MeSH id."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    for row in rows:
        mesh = sorted({xref["id"] for xref in row.get("xrefs", ()) if xref["namespace"] == "MESH"})
        if len(mesh) == 1 and row.get("name"):
            yield f"MESH:{mesh[0]}", [row["name"], *row.get("synonyms", ())]


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8") as file:
        for line, text in enumerate(file, 1):
            row = text.rstrip("\n").split("\t")
            if re.fullmatch(r"[DC]\d+", row[0]):
                yield line, row
