"""Plain text to labelled sections, so that laying them out again gives back the very same text."""

import re
from collections.abc import Iterator

from miner.model.article import Section, SectionKind
from miner.model.layout import kind_of

# A label as journals print it: capitals throughout, or a few words that begin with a known one (`Background`).
_CAPITALS = re.compile(r"([A-Z][A-Z0-9 ,;/&'’()\-–]{1,78}): (?=\S)")
_WORDS = re.compile(r"([A-Z][A-Za-z]+(?:[ ,/&\-]+[A-Za-z]+){0,5}): (?=\S)")
_NOT_LABELS = re.compile(r"\b(?:is|are|was|were|that|which|we|our|this)\b")
_NUMBERS = frozenset(
    {"PMID", "PMCID", "DOI", "ISSN", "ISBN", "URL", "ISRCTN"}
)  # what introduces a number, not a section
# Labels that stand in the text itself, because the layout would not print them so: Chinese ones, or without a space.
_CHINESE = {
    "背景": SectionKind.BACKGROUND,
    "目的": SectionKind.OBJECTIVE,
    "方法": SectionKind.METHODS,
    "材料与方法": SectionKind.METHODS,
    "对象与方法": SectionKind.METHODS,
    "结果": SectionKind.RESULTS,
    "结论": SectionKind.CONCLUSIONS,
}
_IN_TEXT = re.compile(rf"[\[【]?({'|'.join(_CHINESE)})[\]】]?\s*[:：]?")


def split_sections(text: str) -> tuple[Section, ...]:
    r"""The sections of a text whose labels begin a line; a line without a label goes on with the section before it.

    >>> [section.label for section in split_sections("AIM: To see.\nRESULTS: It rose.\nMore.")]
    ['AIM', 'RESULTS']
    """
    return tuple(_sections(text))


def _sections(text: str) -> Iterator[Section]:
    if not text:
        return
    label: str | None = None
    category: str | None = None
    lines: list[str] = []
    for line in text.split("\n"):
        found = find_label(line)
        inside = _IN_TEXT.match(line) if found is None else None
        if found is None and inside is None:
            lines.append(line)
            continue
        if lines:
            yield Section("\n".join(lines), label, category)
        if found is not None:
            label, category, lines = found, None, [line[len(found) + 2 :]]
        elif inside is not None:
            label, category, lines = None, _CHINESE[inside[1]].value, [line]
    yield Section("\n".join(lines), label, category)


def find_label(line: str) -> str | None:
    """The label that a line begins with, None where there is none.

    >>> find_label("MATERIALS AND METHODS: We asked."), find_label("Note well: nothing.")
    ('MATERIALS AND METHODS', None)
    """
    if match := _CAPITALS.match(line):
        return None if match[1] in _NUMBERS else match[1]
    if (match := _WORDS.match(line)) and not _NOT_LABELS.search(match[1]):
        label = match[1]
        if kind_of(Section("", label=label)) is not SectionKind.OTHER:
            return label
    return None
