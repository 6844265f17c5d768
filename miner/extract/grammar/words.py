"""The words of a sentence with their places; what stands in brackets is set aside, with where it stood."""

from dataclasses import dataclass

import regex

_WORD = regex.compile(
    r"(?:1[,α]*,?\s?25|24,25|25)[-‐–]?\s?[(\[][oO][hH][)\]][-\s]?2?[-\s]?(?:[vV]it(?:amin|\.)?\s)?D[23]?(?!\w)"
    r"|[vV]s\.(?=\s)"
    r"|[^\W_](?:\w|[-‐‑–'’/.,·+*](?=\w)|\(\w{1,4}\)(?=[\w-])|\+(?!\w))*"
    r"|%|[;:,()\[\]{}—=<>≥≤–]|\.(?=\s|$)"
)
_NUMBER = regex.compile(r"[\d.,·/–-]+(?:st|nd|rd|th)?")
_OPEN, _CLOSE = "([{", ")]}"


@dataclass(frozen=True, slots=True)
class Word:
    """A word: its text, lower-case text, and its place in the document."""

    text: str
    lower: str
    start: int
    end: int
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Bracket:
    """What stood in brackets: its place, and the index of the word that it stood behind (-1: none)."""

    start: int
    end: int
    behind: int


def _plain(token: str) -> str:
    """The word in lower case, with the plain hyphen for its kin of the same length."""
    return token.casefold().replace("\u2010", "-").replace("\u2011", "-")


def split_words(text: str, start: int, end: int, *, brackets: bool = True) -> tuple[list[Word], list[Bracket]]:
    """The words and bracketed pieces of `text[start:end]`; without `brackets`, what stands in them is words too.

    >>> [word.text for word in split_words("Serum 25(OH)D fell (p < 0.05).", 0, 30)[0]]
    ['Serum', '25(OH)D', 'fell', '.']
    """
    words: list[Word] = []
    found: list[Bracket] = []
    depth, opened = 0, 0
    for match in _WORD.finditer(text, start, end):
        token = match[0]
        if not brackets:
            words.append(Word(token, _plain(token), match.start(), match.end(), bool(_NUMBER.fullmatch(token))))
        elif token in _OPEN:
            if not depth:
                opened = match.start()
            depth += 1
        elif token in _CLOSE:
            if depth == 1:
                found.append(Bracket(opened, match.end(), len(words) - 1))
            depth = max(depth - 1, 0)
        elif not depth:
            words.append(Word(token, _plain(token), match.start(), match.end(), bool(_NUMBER.fullmatch(token))))
    if brackets and found and len(words) < 3:  # the whole sentence stands in brackets
        inner = max(found, key=lambda bracket: bracket.end - bracket.start)
        if inner.end - inner.start > (end - start) // 2:
            return split_words(text, inner.start + 1, inner.end - 1, brackets=False)
    if depth:  # a bracket that never closes: what stood in it is read as text after all
        inside = [
            Word(m[0], _plain(m[0]), m.start(), m.end(), bool(_NUMBER.fullmatch(m[0])))
            for m in _WORD.finditer(text, opened + 1, end)
            if m[0] not in _OPEN + _CLOSE
        ]
        words += inside
    return words, found
