"""The reference list of an article, entry by entry, with what each entry gives to find the work by.

Reference lists come numbered (`1.`, `[1]`, `1)`), bulleted, or as bare lines; styles differ (Vancouver, APA, MLA). No
style is assumed: an entry is searched for what identifies it (DOI, PMID, PMCID, year, leading surnames), and what is
not there stays empty.
"""

from dataclasses import dataclass
from typing import NamedTuple

import regex

_HEADING = regex.compile(
    r"^[\s#*_>]*(?:(?:\d+\.?\s+)?(?:list of |selected |key |some new |cited )?"
    r"(?:references?|bibliography|works cited|sources|literature(?: cited)?|citations|notes and references)"
    r"(?: and (?:notes|sources|further reading))?|参考文献|引用文献)\s*:?[\s#*_]*$",
    regex.IGNORECASE,
)
_ENTRY = regex.compile(
    r"^\s*(?:[-*•]\s+)?(?:\[(?P<n>\d{1,3})\]|(?P<n>\d{1,3})[.)](?=\s|\D))\s*(?P<text>.*)$", regex.DOTALL
)
_BULLET = regex.compile(r"^\s*[-*•]\s+(?P<text>.*)$", regex.DOTALL)
_MARKDOWN_HEADING = regex.compile(r"^\s*#{1,6}\s+\S")
# What a page says behind its list: a few words without a number, as no wrapped line of an entry is.
_FOOTER = regex.compile(r"^\s*\p{Lu}\p{Ll}*(?: \p{L}+){1,5}\s*$")
_DOI = regex.compile(r"\b10\.\d{4,9}/[^\s\"<>\]]+", regex.IGNORECASE)
_PMID = regex.compile(r"\bPMID:?\s*(\d{1,8})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{1,8})\b", regex.IGNORECASE)
_PMCID = regex.compile(r"\bPMC(\d{4,9})\b", regex.IGNORECASE)
_YEAR = regex.compile(r"(?<![\d/.-])(1[89]\d\d|20\d\d)(?![\d/-]|\.\d)")
_NOISE = regex.compile(r"https?://\S+|doi:\s*\S+|accessed [a-z]+ \d{1,2},? \d{4}", regex.IGNORECASE)
PARTICLES = r"(?:(?:[Dd](?:e|en|er|el|i|a|os)|[Vv][ao]n|[Tt]en|[Ll][ae]|[Aa]l|[Ee]l|[Bb]in|[Ss]t\.?)[ -])*"
_SURNAME = rf"{PARTICLES}\p{{Lu}}[\p{{L}}'’]++(?:-\p{{L}}[\p{{L}}'’]++){{0,2}}+"
_VANCOUVER = regex.compile(
    rf"(?P<surname>{_SURNAME}(?: {_SURNAME})?)\s+(?:\p{{Lu}}-?\.?\s?){{1,6}}(?=[,.;:&]|\s*(?:and|et|$))"
)
_APA = regex.compile(
    rf"(?P<surname>{_SURNAME}),\s+(?:(?:\p{{Lu}}\.[ -]?)++|\p{{Lu}}\p{{Ll}}++(?: \p{{Lu}}(?:\.|\p{{Ll}}++)){{0,2}})"
)
_FULL_NAME = regex.compile(rf"\p{{Lu}}\p{{Ll}}++(?:\s+\p{{Lu}}\.){{1,3}}\s+(?P<surname>{_SURNAME})(?=[.,])")
_GAP = regex.compile(r"(?:[\s,;&]|\.(?=,)|(?:and|et al)\b\.?)*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a reference list; `start:end` is its place in the article's text, `number` its printed number."""

    start: int
    end: int
    text: str
    number: int | None = None
    surnames: tuple[str, ...] = ()
    year: int | None = None
    doi: str | None = None
    pmid: int | None = None
    pmcid: str | None = None
    title: str = ""

    @property
    def is_empty(self) -> bool:
        """True where the entry says nothing that a work could be found by, as in a list of bare numbers."""
        has_id = self.doi is not None or self.pmid is not None or self.pmcid is not None
        return not has_id and self.year is None and sum(character.isalpha() for character in self.text) < 8


class _Line(NamedTuple):
    start: int
    text: str


def find_reference_list(text: str) -> tuple[int, int] | None:
    r"""The span of the last reference list, from behind its heading to its end, or None where there is none.

    >>> find_reference_list("Body.\nReferences\n1. Doe J. A study. 2001.\n")
    (17, 41)
    """
    lines = _lines(text)
    heads = [number for number, line in enumerate(lines) if _HEADING.match(line.text)]
    for head in reversed(heads):
        last = _last_line_of_list(lines, head + 1)
        if last is not None:
            return lines[head + 1].start, lines[last].start + len(lines[last].text)
    return None


def find_entries(text: str) -> tuple[Entry, ...]:
    """The entries of the article's reference list, in order; empty where there is no list."""
    span = find_reference_list(text)
    if span is None:
        return ()
    lines = [_Line(span[0] + line.start, line.text) for line in _lines(text[span[0] : span[1]])]
    is_numbered = any(_ENTRY.match(line.text) for line in lines)
    starts = _ENTRY if is_numbered else _BULLET if any(_BULLET.match(line.text) for line in lines) else None
    entries: list[tuple[int, int]] = []
    for line in lines:
        if not line.text.strip():
            continue
        end = line.start + len(line.text.rstrip())
        if starts is None or starts.match(line.text) or not entries:
            entries.append((line.start, end))
        else:  # an entry that runs over several lines
            entries[-1] = (entries[-1][0], end)
    return tuple(read_entry(text[start:end], start=start) for start, end in entries)


def read_entry(printed: str, *, start: int = 0) -> Entry:
    """What one printed entry gives: number, leading surnames, year, DOI, PMID, PMCID and title where they stand.

    >>> entry = read_entry("3. de Baaij JH, Hoenderop JG. Magnesium in man. Physiol Rev. 2015;95(1):1-46.")
    >>> entry.number, entry.surnames, entry.year, entry.title
    (3, ('de Baaij', 'Hoenderop'), 2015, 'Magnesium in man')
    """
    match = _ENTRY.match(printed) or _BULLET.match(printed)
    body = match["text"] if match else printed.strip()
    number = int(match["n"]) if match and match.re is _ENTRY else None
    doi = _DOI.search(printed)
    pmid = _PMID.search(printed)
    pmcid = _PMCID.search(printed)
    plain = _NOISE.sub(" ", body)
    years = [int(year) for year in _YEAR.findall(plain)]
    surnames, behind = _leading_authors(plain)
    return Entry(
        start,
        start + len(printed),
        printed,
        number=number,
        surnames=surnames,
        year=years[0] if years else None,
        doi=clean_doi(doi[0]) if doi else None,
        pmid=int(pmid[1] or pmid[2]) if pmid else None,
        pmcid=f"PMC{pmcid[1]}" if pmcid else None,
        title=_title(plain[behind:]),
    )


def clean_doi(doi: str) -> str:
    """A DOI in lower case, without the punctuation of the sentence that it stood in.

    >>> clean_doi("10.1016/S0140-6736(05)67889-0).")
    '10.1016/s0140-6736(05)67889-0'
    """
    doi = doi.rstrip(".,;:'\"*_")
    while doi.endswith(")") and doi.count(")") > doi.count("("):
        doi = doi[:-1].rstrip(".,;:'\"*_")
    return doi.lower()


def find_dois(text: str) -> tuple[tuple[int, int, str], ...]:
    """Every DOI with its span, cleaned."""
    return tuple(
        (match.start(), match.start() + len(clean_doi(match[0])), clean_doi(match[0])) for match in _DOI.finditer(text)
    )


def find_pmids(text: str) -> tuple[tuple[int, int, int], ...]:
    """Every PMID that is called one, or stands in a PubMed address, with its span."""
    return tuple((match.start(), match.end(), int(match[1] or match[2])) for match in _PMID.finditer(text))


def _lines(text: str) -> list[_Line]:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(_Line(at, line))
        at += len(line) + 1
    return lines


def _last_line_of_list(lines: list[_Line], first: int) -> int | None:
    """The last line that still belongs to the list: what follows a blank line and is no entry ends it."""
    filled = [number for number in range(first, len(lines)) if lines[number].text.strip()]
    if not filled:
        return None
    is_numbered = any(_ENTRY.match(lines[number].text) for number in filled[:3])
    last: int | None = None
    for number in filled:
        text = lines[number].text
        if _MARKDOWN_HEADING.match(text) or (last is None and is_numbered and not _ENTRY.match(text)):
            break
        is_new = last is not None and (number > last + 1 or _FOOTER.match(text) is not None)
        if is_new and not _is_entry(text, is_numbered=is_numbered):
            break
        last = number
    return last


def _is_entry(text: str, *, is_numbered: bool) -> bool:
    if is_numbered:
        return _ENTRY.match(text) is not None
    return _BULLET.match(text) is not None or _YEAR.search(text) is not None or _DOI.search(text) is not None


def _leading_authors(plain: str) -> tuple[tuple[str, ...], int]:
    """The surnames that the entry begins with, and where the text behind them begins."""
    surnames: list[str] = []
    at = 0
    while match := (
        (_FULL_NAME.match(plain, at) if at else None) or _VANCOUVER.match(plain, at) or _APA.match(plain, at)
    ):
        surnames.append(" ".join(match["surname"].split()))
        at = match.end()
        if plain[at : at + 1] == "." or plain[:at].endswith(". "):  # the list of authors ends with its full stop
            break
        gap = _GAP.match(plain, at)
        at = gap.end() if gap else at
    return tuple(surnames), at


def _title(rest: str) -> str:
    rest = rest.lstrip(" .,;")
    rest = regex.sub(r"^\s*[(\[]?(?:1[89]|20)\d\d[a-z]?[)\]]?[.,:]?\s*", "", rest).lstrip(' .,:"“*_')
    match = regex.match(r"(.{8,}?)(?:[.?!][\s\"”](?=\p{Lu})|[.?!]\p{Lu}|[.?!]?$)", rest)
    return match[1].strip(' ."”*_') if match else ""
