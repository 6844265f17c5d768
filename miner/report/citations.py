"""The citations in an article's text, each resolved to its reference, or named with the reason why it can't be.

Author-year citations (`(de Baaij, 2015)`, `Rondanelli et al. (2021)`), numbers in brackets (`[3]`, `[2-5, 7]`), DOIs
and PMIDs. Nothing is guessed: an author-year citation is resolved only where exactly one entry has that author and
year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from miner.report.references import PARTICLES, Entry, find_dois, find_entries, find_pmids, find_reference_list

# Possessive and bounded throughout: a page of capitalised words must not cost more than one look at each.
_CAPITALISED = r"\p{Lu}(?=[\p{L}'’]*\p{Ll})[\p{L}'’]++"
_NAME = rf"{PARTICLES}{_CAPITALISED}(?:-\p{{L}}[\p{{L}}'’]++){{0,2}}+(?: \p{{Lu}}\p{{Ll}}++)?"
_AND_OTHERS = r"\s+et\s+al\.?|\s+and\s+(?:colleagues|co-?workers)"
_NAMES = rf"{_NAME}(?:{_AND_OTHERS}|(?:\s?,\s?{_NAME}){{0,5}}\s?,?\s?(?:&|and)\s{_NAME})?"
_YEAR = r"(?:1[89]|20)\d\d[a-z]?"
_IN_PARENTHESES = regex.compile(rf"(?P<who>{_NAMES})(?:'s)?,?\s+(?P<year>{_YEAR})(?:\s*,\s*(?P<more>{_YEAR}))*")
_IN_PROSE = regex.compile(rf"(?P<who>{_NAMES})(?:'s)?\s*[(\[](?P<year>{_YEAR})[)\]]")
_PARENTHESES = regex.compile(r"[(\[](?P<inside>[^()\[\]]{3,200})[)\]]")
_ORGANISATION = regex.compile(r"[(\[](?P<who>\p{Lu}{2,8})(?:,\s*(?P<year>(?:1[89]|20)\d\d))?[)\]]")
_NUMBERS = regex.compile(r"\[(?P<list>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]")
_NO_NAME = regex.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*$|(?:Since|In|By|From|Until|During|Spring|Summer|Autumn|Winter)$"
)


class CitationKind(StrEnum):
    """How a work was cited."""

    AUTHOR_YEAR = "author-year"
    ORGANISATION = "organisation"
    NUMBER = "number"
    DOI = "doi"
    PMID = "pmid"


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: its place and words, and the entries of the reference list that it means.

    `entries` are indices into the list; exactly one where it was resolved. `problem` says in a few words why it could
    not be, empty where it was. A DOI or PMID identifies its work by itself (`doi`, `pmid`).
    """

    start: int
    end: int
    text: str
    kind: CitationKind
    entries: tuple[int, ...] = ()
    doi: str | None = None
    pmid: int | None = None
    problem: str = ""


def find_citations(text: str) -> tuple[Citation, ...]:
    r"""The citations of the text outside its reference list, in order of place.

    >>> text = "Intake matters (Doe, 2001; Roe, 2002).\n\nReferences\n1. Doe J. A study of intake. Bone. 2001.\n"
    >>> [(citation.text, citation.entries, citation.problem) for citation in find_citations(text)]
    [('Doe, 2001', (0,), ''), ('Roe, 2002', (), 'no entry of the reference list has this author')]
    """
    entries = find_entries(text)
    span = find_reference_list(text)
    body = text if span is None else text[: span[0]] + " " * (span[1] - span[0]) + text[span[1] :]
    found = [*_author_year(body, entries), *_organisations(body, entries), *_numbers(body, entries)]
    found += (
        Citation(start, end, body[start:end], CitationKind.DOI, doi=doi, entries=_with_doi(doi, entries))
        for start, end, doi in find_dois(body)
    )
    found += (
        Citation(start, end, body[start:end], CitationKind.PMID, pmid=pmid, entries=_with_pmid(pmid, entries))
        for start, end, pmid in find_pmids(body)
    )
    return tuple(sorted(found, key=lambda citation: (citation.start, citation.end)))


def _author_year(body: str, entries: tuple[Entry, ...]) -> Iterator[Citation]:
    taken: set[int] = set()
    for group in _PARENTHESES.finditer(body):
        for match in _IN_PARENTHESES.finditer(body, *group.span("inside")):
            if _NO_NAME.match(match["who"].split()[0]) or not _begins_citation(
                body, match.start(), group.start("inside")
            ):
                continue
            taken.add(match.start())
            for year in [match["year"], *match.captures("more")]:
                yield _resolved_author(match.start(), match.end(), match[0], match["who"], int(year[:4]), entries)
    for match in _IN_PROSE.finditer(body):
        if match.start() not in taken and not _NO_NAME.match(match["who"].split()[0]):
            yield _resolved_author(match.start(), match.end(), match[0], match["who"], int(match["year"][:4]), entries)


def _begins_citation(body: str, start: int, inside: int) -> bool:
    """A citation opens its parentheses or follows `;`, `,`, `see`, `e.g.`: a year in running words is none."""
    before = body[inside:start].rstrip()
    return not before or before.endswith((";", ",", "see", "See", "e.g.", "e.g.,", "by", "in", "also", "and"))


def _resolved_author(start: int, end: int, text: str, who: str, year: int, entries: tuple[Entry, ...]) -> Citation:
    first = regex.match(_NAME, who)
    surname = _key(first[0] if first else who)
    same_author = [number for number, entry in enumerate(entries) if surname in map(_key, entry.surnames)]
    leading = [number for number in same_author if _key(entries[number].surnames[0]) == surname]
    candidates = leading or same_author
    hits = tuple(number for number in candidates if entries[number].year == year)
    if len(hits) == 1:
        return Citation(start, end, text, CitationKind.AUTHOR_YEAR, hits)
    if hits:
        problem = f"{len(hits)} entries of the reference list have this author and year"
    elif candidates:
        years = ", ".join(str(entries[number].year or "no year") for number in candidates)
        problem = f"the reference list has this author, but with {years}"
    elif not entries:
        problem = "the article has no reference list"
    else:
        problem = "no entry of the reference list has this author"
    return Citation(start, end, text, CitationKind.AUTHOR_YEAR, hits, problem=problem)


def _organisations(body: str, entries: tuple[Entry, ...]) -> Iterator[Citation]:
    """Bodies cited by their initials: `(NIH, 2022)`, `(USDA)`; without a year only where the list has such a body."""
    for match in _ORGANISATION.finditer(body):
        hits = tuple(number for number, entry in enumerate(entries) if _is_by(match["who"], entry))
        year = int(match["year"]) if match["year"] else None
        if year is not None and len(hits) > 1:
            hits = tuple(number for number in hits if entries[number].year == year)
        start, end = match.start() + 1, match.end() - 1
        if len(hits) == 1:
            yield Citation(start, end, body[start:end], CitationKind.ORGANISATION, hits)
        elif year is not None or hits:
            problem = "several entries are by this body" if hits else "no entry of the reference list is by this body"
            yield Citation(start, end, body[start:end], CitationKind.ORGANISATION, hits, problem=problem)


def _is_by(initials: str, entry: Entry) -> bool:
    """True where the entry names the body: by its initials, spelled out, or in its web address."""
    if regex.search(rf"\b{initials}\b|[./]{initials.lower()}\.", entry.text):
        return True
    names = regex.findall(r"\p{Lu}\p{L}+(?:\s+(?:of|and|for|the|in|on)|\s+\p{Lu}\p{L}+)*", entry.text)
    return any("".join(word[0] for word in name.split() if word[0].isupper()) == initials for name in names)


def _numbers(body: str, entries: tuple[Entry, ...]) -> Iterator[Citation]:
    by_number = {entry.number: place for place, entry in enumerate(entries) if entry.number is not None}
    if len(by_number) < len(entries):  # without printed numbers, or with Markdown's `1.` before every entry: counted
        by_number = {place + 1: place for place in range(len(entries))}
    if not by_number:
        return
    for match in _NUMBERS.finditer(body):
        numbers = list(_expanded(match["list"]))
        hits = tuple(by_number[number] for number in numbers if number in by_number)
        missing = [number for number in numbers if number not in by_number]
        empty = [number for number in numbers if number in by_number and entries[by_number[number]].is_empty]
        problem = f"the reference list has no number {missing[0]}" if missing else ""
        problem = problem or (f"number {empty[0]} of the reference list is empty" if empty else "")
        yield Citation(match.start(), match.end(), match[0], CitationKind.NUMBER, hits, problem=problem)


def _expanded(printed: str) -> Iterator[int]:
    for piece in regex.split(r"\s*[,;]\s*", printed):
        first, _, last = regex.sub(r"\s*[–-]\s*", "-", piece).partition("-")
        yield from range(int(first), min(int(last or first), int(first) + 99) + 1)


def _with_doi(doi: str, entries: tuple[Entry, ...]) -> tuple[int, ...]:
    return tuple(number for number, entry in enumerate(entries) if entry.doi == doi)


def _with_pmid(pmid: int, entries: tuple[Entry, ...]) -> tuple[int, ...]:
    return tuple(number for number, entry in enumerate(entries) if entry.pmid == pmid)


def _key(surname: str) -> str:
    return "".join(character for character in surname.casefold() if character.isalnum())
