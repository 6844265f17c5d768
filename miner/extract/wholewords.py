"""Lists of words and phrases that are looked for in a text in one pass, however many they are."""

from collections.abc import Iterable
from functools import lru_cache
from string import ascii_letters

from ahocorasick_rs import AhoCorasick

_LETTERS = frozenset(ascii_letters)


class WholeWords:
    """Words and phrases in any case; one is found where no Latin letter stands right before or behind it.

    >>> words = WholeWords(["adjusted", "age-adjusted only", "crude"])
    >>> words.find("Unadjusted, crude, and Age-adjusted only")
    [(12, 17), (23, 40)]
    >>> words.any_in("Unadjusted"), words.any_in("(adjusted)")
    (False, True)
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._automaton = AhoCorasick([word.lower() for word in words])

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Where they stand in `text[start:end]`, in order; of those that overlap the first and longest."""
        found = self._found(text, start, len(text) if end is None else end)
        if len(found) < 2:
            return found
        found.sort(key=lambda span: (span[0], -span[1]))
        apart = found[:1]
        for span in found:
            if span[0] >= apart[-1][1]:
                apart.append(span)
        return apart

    def any_in(self, text: str, start: int = 0, end: int | None = None) -> bool:
        """True where one of them stands in `text[start:end]`."""
        return bool(self._found(text, start, len(text) if end is None else end))

    def _found(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        is_whole = not start and end == len(text)
        lower = folded_text(text) if is_whole else folded(text[start:end])
        return [
            (start + first, start + last)
            for _, first, last in self._automaton.find_matches_as_indexes(lower, overlapping=True)
            if text[start + first - 1 : start + first] not in _LETTERS
            and (start + last >= end or text[start + last] not in _LETTERS)
        ]


def folded(text: str) -> str:
    """A text in lower case, letter by letter, so that every place stays where it was."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


folded_text = lru_cache(maxsize=64)(folded)
"""The same of a document's whole text, in which many lists and patterns are looked for, by each step of a shard."""
