"""Sentences: split by rules on the text itself, never across a section or the title."""

from collections.abc import Iterator, Sequence

import regex

from miner.model.article import SectionKind
from miner.model.layout import SectionSpan
from miner.model.reading import Sentence
from miner.read.labels import Label, are_sections, find_label

_SPACE = regex.compile(r"\s*")
_LAST_WORD = regex.compile(r"[^\s(\[]+\Z")
_INITIALS = regex.compile(r"(?:\p{Lu}\.)+\p{Lu}")
_NEXT_WORD = regex.compile(r"[^\s]+")
_NEVER_LAST_WORDS = (
    "vs e.g i.e cf fig figs dr mr mrs ms prof approx no nos ref refs eq eqs ca spp sp ssp st vol viz resp incl "
    "subsp var ed eds pp suppl tab dept univ jr gen sen approx min max avg"
)
_NEVER_LAST = frozenset(_NEVER_LAST_WORDS.split())
_BEFORE_LETTER_WORDS = (
    "vitamin vitamins hepatitis type types group groups grade class factor stage arm cohort phase complex and or vs "
    "part appendix quartile model interferon provitamin category region allele subtype panel figure table"
)
_BEFORE_LETTER = frozenset(_BEFORE_LETTER_WORDS.split())
_STARTERS_WORDS = (
    "A After All Although Among An And As At Because Before Both By Compared Conclusion Conclusions Data During Each "
    "Fifty Finally For Forty From Further Furthermore Hence Here High Higher However If In Increased It Its Long Low "
    "Lower Many Mean Methods Moreover More Most Multivariable Neither No None Of On One Only Our Overall Participants "
    "Patients Results Serum Several Similarly Since Sixty Six Some Subjects Such Ten That The Then There Therefore "
    "These They This Those Three Thus To Two Under Using We When Whereas While With Within Women Men Children"
)
_STARTERS = frozenset(_STARTERS_WORDS.split())
_END = regex.compile(
    r"""[.!?]+["”’')\]]*(?=\s)|[。！？]+[”’」』）)]*|\n+"""
    r"|(?<=\p{Ll}{3}|[)\]%])\.(?=(?!Gov\b|Org\b|Com\b)\p{Lu}\p{Ll}+[\s,])"  # run together: "... was lower.Zinc rose"
    rf"|(?<=\d)\.(?=(?:{'|'.join(word for word in _STARTERS_WORDS.split() if len(word) > 1)})[\s,])"
)
_NEW_LOWER = regex.compile(r"[a-z]{1,3}[A-Z]|p\d|[α-ω]|n-\d|[a-z]{1,4}-[A-Z]")
_LONGEST = 4000
_WHOLE = frozenset({SectionKind.TITLE, SectionKind.TABLE})


def split_sentences(text: str, sections: Sequence[SectionSpan]) -> tuple[Sentence, ...]:
    """The sentences of a text, each with the kind of the section that it stands in.

    A section may carry the names of others inside ("Methods: ..."): what follows gets that kind, and the name is no
    part of a sentence.

    >>> spans = (SectionSpan(0, 33, SectionKind.RESULTS),)
    >>> [s.end for s in split_sentences("Mg rose (P < 0.05). PTH fell, too", spans)]
    [19, 33]
    """
    spans = [(section, start, end) for section in sections for start, end in _spans(text, section.start, section.end)]
    labels = [None if section.kind in _WHOLE else find_label(text, start, end) for section, start, end in spans]
    if not are_sections([label for label in labels if label is not None]):
        labels = [None] * len(spans)
    return tuple(_sentences(spans, labels))


def _sentences(spans: Sequence[tuple[SectionSpan, int, int]], labels: Sequence[Label | None]) -> Iterator[Sentence]:
    within: SectionSpan | None = None
    kind: SectionKind | None = None
    for (section, start, end), label in zip(spans, labels, strict=True):
        if section is not within:
            within, kind = section, section.kind
        first = start
        if label is not None:
            kind, first = label.kind, label.end
        if first < end:
            yield Sentence(first, end, kind)


def whole(text: str) -> tuple[SectionSpan, ...]:
    """The one section of a text that nobody laid out."""
    return (SectionSpan(0, len(text), None),)


def _spans(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Where each sentence starts and ends, white space around it left out."""
    start = _SPACE.match(text, start, stop).end()  # type: ignore[union-attr]
    for mark in _END.finditer(text, start, stop):
        if mark.start() < start:
            continue
        after = _SPACE.match(text, mark.end(), stop).end()  # type: ignore[union-attr]
        if mark[0][0] == "\n":
            end = mark.start()
        elif after >= stop or text[mark.start()] in "。！？" or _is_end(text, start, mark, after):
            end = mark.end()
        else:
            continue
        end = start + len(text[start:end].rstrip())
        if end > start:
            yield start, end
        start = after
    end = start + len(text[start:stop].rstrip())
    if end > start:
        yield start, end


def _is_end(text: str, start: int, mark: regex.Match[str], after: int) -> bool:
    """True where a full stop, question or exclamation mark ends the sentence that began at `start`."""
    following = _NEXT_WORD.match(text, after)
    word = following[0] if following else ""
    first = word.lstrip("\"“‘'([")[:1]
    if not first or (first.islower() and not _NEW_LOWER.match(word.lstrip("\"“‘'(["))):
        return False
    if mark.start() - start < _LONGEST and _is_inside_brackets(text, start, mark):
        return False
    if text[mark.start()] != ".":
        return True
    before = _LAST_WORD.search(text, max(start, mark.start() - 40), mark.start())
    return before is None or _may_end(before[0], text[max(start, before.start() - 30) : before.start()], word)


def _is_inside_brackets(text: str, start: int, mark: regex.Match[str]) -> bool:
    depth = text.count("(", start, mark.end()) - text.count(")", start, mark.end())
    return depth > 0 and ")" in text[mark.end() : mark.end() + 150]


def _may_end(last: str, before: str, following: str) -> bool:
    """True where a full stop after the word `last` can end a sentence that `following` goes on from."""
    bare = last.strip("\"“”‘’'),;").lower()
    if bare in _NEVER_LAST:
        return bare in {"no", "min", "max"} and not following[0].isdigit()
    if bare in {"al", "inc", "etc", "ltd", "co", "corp"}:
        return following[0].isupper() and following.rstrip(",") in _STARTERS
    if (len(bare) == 1 and last[-1].isupper()) or _INITIALS.fullmatch(last):
        previous = before.split()[-1:] or [""]
        return previous[0].lower() in _BEFORE_LETTER or following.rstrip(",") in _STARTERS
    if following[0].isdigit() and bare == "0":
        return not before.rstrip().endswith(("=", "<", ">", "≤", "≥", "of"))
    return True
