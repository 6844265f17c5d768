"""The words of a sentence with their places; what stands in brackets is set aside, with where it stood."""

import re
from itertools import accumulate
from typing import NamedTuple

import regex

from miner.extract.known import Known

_PATTERN = (
    r"((?:1[,α]*,?\s?25|24,25|25)[-‐–]?\s?[(\[][oO][hH][)\]][-\s]?2?[-\s]?(?:[vV]it(?:amin|\.)?\s)?D[23]?(?!\w)"
    r"|[vV]s\.(?=\s)"
    r"|[^\W_]\w*(?:(?:[-‐‑–'’/.,·+*](?=\w)|(?<=\d):(?=\d)|\(\w{1,4}\)(?=[\w-])|\+(?!\w)|[-‐‑]\s(?:and|or)\s(?=\w+[-‐‑]\w))\w*)*"
    r"|={2,}>|-{2,}>|[→⇒]|%|[;:,()\[\]{}—=<>≥≤–]|\.(?=\s|$)"
    r"|(?<=[a-z]\s)--?(?=\s\**[A-Z])|(?<=[a-z]\*\*\s)--?(?=\s\**[A-Z]))"
)
_WORD, _PLAIN_WORD = regex.compile(_PATTERN), re.compile(_PATTERN)
_PLAIN = re.compile(r"[\x00-\x7f±×·°µμαβγδΔ≤≥−–—‐‑‘’“”…]*")
"""Text that the standard library's engine takes for the same words, in half the time."""

_NUMBER = regex.compile(r"[\d.,:·/–-]+(?:st|nd|rd|th|[xX])?")
_OPEN = frozenset("([{")
_BRACKETS = _OPEN | frozenset(")]}")
_OPENS_LINK = regex.compile(r"[\s*>#•·-]*\[(?:(?=[^\]]*\s[^\]]*\s)|(?=[^\]]*\](?:\([^)]*\))?(?:,| and) \[))")
"""What stands before the title of a link that begins a line, in a text with marks of layout."""
_GOES_ON = frozenset(
    ["is", "are", "was", "were", "has", "have", "had", "may", "can", "also", "and", "or", ",", "does", "did"]
)
"""Words behind a link that go on with its title."""


class Word(NamedTuple):
    """A word: its text, lower-case text, and its place in the document."""

    text: str
    lower: str
    is_number: bool
    start: int
    end: int


class Bracket(NamedTuple):
    """What stood in brackets: its place, and the index of the word that it stood behind (-1: none)."""

    start: int
    end: int
    behind: int


def _told(token: str) -> tuple[str, bool]:
    """The word in lower case, with the plain hyphen for its kin of the same length; and whether it is a number."""
    return token.casefold().replace("\u2010", "-").replace("\u2011", "-"), _NUMBER.fullmatch(token) is not None


_TOLD = Known(_told, most=65_536)


def split_words(text: str, start: int, end: int, *, brackets: bool = True) -> tuple[list[Word], list[Bracket]]:
    """The words and bracketed pieces of `text[start:end]`; without `brackets`, what stands in them is words too.

    >>> [word.text for word in split_words("Serum 25(OH)D fell (p < 0.05).", 0, 30)[0]]
    ['Serum', '25(OH)D', 'fell', '.']
    >>> [word.text for word in split_words("Age- and sex-related loss", 0, 25)[0]]
    ['Age- and sex-related', 'loss']
    """
    part = text[start:end]
    is_plain = part.isascii() or _PLAIN.fullmatch(part) is not None
    parts = (_PLAIN_WORD if is_plain else _WORD).split(part)  # by turns what stands between words, and a word
    tokens = parts[1::2]
    if not tokens:
        return [], []
    places = tuple(accumulate(map(len, parts), initial=start))
    new = tuple.__new__  # what Word() calls, after it has looked at the names of its fields
    words = [
        new(Word, (token, *_TOLD[token], at, behind))
        for token, at, behind in zip(tokens, places[1:-1:2], places[2::2], strict=True)
    ]
    if not brackets or _BRACKETS.isdisjoint(tokens):
        return words, []
    if _OPENS_LINK.match(part) is None:
        return _without_brackets(words, text, start, end)
    words, found = _without_brackets(_opened(words), text, start, end)
    return (words[:-1] if words and words[-1].text == "." else words), found


def _opened(every: list[Word]) -> list[Word]:
    """The words with the title of a link, which its square brackets enclose, as words of their own and a stop."""
    end = next((at for at, word in enumerate(every) if word.text == "]"), len(every))
    if every[end + 1 : end + 2] and every[end + 1].lower in _GOES_ON:
        end = len(every)
    return [
        word._replace(text=".", lower=".") if at == end else word
        for at, word in enumerate(every)
        if word.text not in {"[", "]"} or at == end
    ]


def _without_brackets(every: list[Word], text: str, start: int, end: int) -> tuple[list[Word], list[Bracket]]:
    """The words outside brackets, and the brackets."""
    words: list[Word] = []
    found: list[Bracket] = []
    depth, opened = 0, 0
    for word in every:
        if word.text not in _BRACKETS:
            if not depth:
                words.append(word)
        elif word.text in _OPEN:
            if not depth:
                opened = word.start
            depth += 1
        else:
            if depth == 1:
                found.append(Bracket(opened, word.end, len(words) - 1))
            depth = max(depth - 1, 0)
    if found and len(words) < 3:  # the whole sentence stands in brackets
        inner = max(found, key=lambda bracket: bracket.end - bracket.start)
        if inner.end - inner.start > (end - start) // 2:
            return split_words(text, inner.start + 1, inner.end - 1, brackets=False)
    if depth:  # a bracket that never closes: what stood in it is read as text after all
        inside, _ = split_words(text, opened + 1, end, brackets=False)
        words += [word for word in inside if word.text not in _BRACKETS]
    return words, found
