"""The one text that is read of an article, and which part of it stands in which section."""

import re
from dataclasses import dataclass
from functools import lru_cache

from miner.model.article import Article, Section, SectionKind, Table

_KINDS = (
    # What labels mean, first match wins; labels are NLM's categories or what journals print.
    (SectionKind.CONCLUSIONS, "WIDER"),
    (SectionKind.OBJECTIVE, "QUESTION"),
    (SectionKind.BACKGROUND, "KNOWN"),
    (SectionKind.RESULTS, "RESULTS? FINDINGS? OUTCOMES?"),
    (
        SectionKind.CONCLUSIONS,
        "CONCLUSIONS? CONCLUDING INTERPRETATION DISCUSSION SIGNIFICANCE IMPLICATIONS? SUMMARY TAKE",
    ),
    (
        SectionKind.METHODS,
        """METHODS? MATERIALS? DESIGN SETTINGS? PATIENTS? PARTICIPANTS? SUBJECTS? MEASUREMENTS? INTERVENTIONS?
        PROCEDURES? DATA STUDY SEARCH SELECTION ANALYS[EI]S STATISTICS EXPERIMENTAL TRIAL REGISTRATION LIMITATIONS?""",
    ),
    (SectionKind.OBJECTIVE, "OBJECTIVES? AIMS? PURPOSES? GOALS? HYPOTHES[IE]S"),
    (SectionKind.BACKGROUND, "BACKGROUNDS? INTRODUCTION CONTEXT RATIONALE IMPORTANCE"),
)
_CELL_JOINT = " | "
_MEASURES = re.compile(
    r"(?!.*\b(?:RESULTS?|FINDINGS?)\b).*\b(?:MEASURES?|(?:MAIN|PRIMARY|SECONDARY|STUDY) OUTCOMES?)\b"
)
_BY_WORD = tuple((kind, re.compile(rf"\b(?:{'|'.join(words.split())})\b")) for kind, words in _KINDS)
_BY_CATEGORY = {kind.value: kind for kind in SectionKind}


def kind_of(section: Section) -> SectionKind | None:
    """What a section is for: NLM's category where it gives one, else by its label; None without a label.

    What was measured as the outcome is no result of it.

    >>> kind_of(Section("...", label="Methods and Results")), kind_of(Section("...", label="Main Outcome Measures"))
    (<SectionKind.RESULTS: 'RESULTS'>, <SectionKind.METHODS: 'METHODS'>)
    """
    if section.category and (kind := _BY_CATEGORY.get(section.category.upper())):
        return kind
    return _kind_by_label(section.label.upper()) if section.label else None


@lru_cache(maxsize=1024)
def _kind_by_label(label: str) -> SectionKind:
    if _MEASURES.match(label):
        return SectionKind.METHODS
    return next((kind for kind, words in _BY_WORD if words.search(label)), SectionKind.OTHER)


@dataclass(frozen=True, slots=True)
class SectionSpan:
    """Where a section's own text (without its label) stands in the layout."""

    start: int
    end: int
    kind: SectionKind | None


Cell = tuple[int, int]
"""Where a table's cell stands in the text: its start and end."""


@dataclass(frozen=True, slots=True)
class TableSpan:
    """Where a table's caption, cells and footnotes stand in the layout, header rows and body rows apart."""

    start: int
    end: int
    caption: Cell
    header: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    footnotes: Cell = (0, 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """The text that is read, its sections' spans, the title's first, and its tables' spans."""

    text: str
    title_end: int
    sections: tuple[SectionSpan, ...]
    tables: tuple[TableSpan, ...] = ()


def lay_out(article: Article) -> Layout:
    r"""The title, then each section on a line of its own, as `LABEL: text` where it has a label, then the tables.

    A table is its label and caption, then each row, header first, on a line of its own with its cells parted by ` | `,
    then its footnotes.

    >>> lay_out(Article(id="1", title="T", abstract=(Section("Up.", label="RESULTS"),))).text
    'T\nRESULTS: Up.'
    """
    pieces = [article.title]
    at = len(article.title)
    spans = [SectionSpan(0, at, SectionKind.TITLE)]
    for section in (*article.abstract, *article.body):
        head = f"\n{section.label}: " if section.label else "\n"
        start = at + len(head)
        at = start + len(section.text)
        pieces += (head, section.text)
        spans.append(SectionSpan(start, at, kind_of(section)))
    tables = []
    for table in article.tables:
        laid, text = _lay_out_table(table, at)
        pieces.append(text)
        at += len(text)
        tables.append(laid)
        spans.append(SectionSpan(laid.start, laid.end, SectionKind.TABLE))
    return Layout("".join(pieces), len(article.title), tuple(spans), tuple(tables))


def _lay_out_table(table: Table, at: int) -> tuple[TableSpan, str]:
    """The table's spans and its text, which begins at `at` with a line break."""
    head = f"\n{_line(table.label)}: " if table.label else "\n"
    caption = _line(table.caption)
    pieces = [head, caption]
    start = at + len(head)
    end = start + len(caption)
    span = (start, end)
    laid: list[list[tuple[Cell, ...]]] = [[], []]
    for which, rows in enumerate((table.header, table.rows)):
        for row in rows:
            cells = []
            for number, printed in enumerate(row):
                joint, text = (_CELL_JOINT if number else "\n"), _line(printed)
                pieces += (joint, text)
                end += len(joint)
                cells.append((end, end + len(text)))
                end += len(text)
            laid[which].append(tuple(cells))
    notes = _line(table.footnotes)
    if notes:
        pieces += ("\n", notes)
        end += 1 + len(notes)
    footnotes = (end - len(notes), end)
    return TableSpan(start, end, span, tuple(laid[0]), tuple(laid[1]), footnotes), "".join(pieces)


def _line(text: str) -> str:
    return " ".join(text.split())
