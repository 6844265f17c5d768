"""Many patterns over one text, fast: each is tried only where a word that it needs stands in the text."""

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

import regex
from ahocorasick_rs import AhoCorasick

_Key = TypeVar("_Key")
_REACH = 90
_SHORTEST = 3
_SPACE = r"[\s\-‐–]+"
_MAYBE_SPACE = r"[\s\-‐–]*"


def needed_word(pattern: str) -> str | None:
    """The longest run of letters that every match of a pattern holds, in lower case; None where there is none.

    >>> needed_word("randomi[sz]ed (?:controlled )?trial")
    'randomi'
    >>> needed_word("(?:rats|mice)") is None
    True
    """
    plain = _without_groups(pattern)
    plain = regex.sub(r"\\[a-zA-Z]|\[[^\]]*\][?*+]?|\{[^}]*\}", "\n", plain)
    plain = regex.sub(r"\w[?*]", "\n", plain)
    if "|" in plain:
        return None
    runs = regex.findall(r"[^\W_]+", plain)
    longest = max(runs, key=len, default="")
    return longest.lower() if len(longest) >= _SHORTEST else None


def _without_groups(pattern: str) -> str:
    depth, kept = 0, []
    escaped = False
    for letter in pattern:
        if escaped:
            escaped = False
            if depth == 0:
                kept += ["\\", letter]
        elif letter == "\\":
            escaped = True
        elif letter == "(":
            depth += 1
            kept.append("\n")
        elif letter == ")":
            depth -= 1
            kept.append("\n")
        elif depth == 0:
            kept.append(letter)
    return "".join(kept)


class PatternIndex(Generic[_Key]):
    """Patterns with what each says; `find` gives every match of all of them."""

    def __init__(self, patterns: Iterable[tuple[_Key, str]], *, ignore_case: bool = True) -> None:
        self._always: list[tuple[_Key, regex.Pattern[str]]] = []
        self._by_word: list[list[tuple[_Key, regex.Pattern[str]]]] = []
        words: dict[str, int] = {}
        flags = regex.IGNORECASE if ignore_case else 0
        for key, pattern in patterns:
            compiled = regex.compile(
                rf"(?<![A-Za-z])(?:{pattern.replace(' ?', _MAYBE_SPACE).replace(' ', _SPACE)})", flags
            )
            word = needed_word(pattern)
            if word is None:
                self._always.append((key, compiled))
            else:
                at = words.setdefault(word, len(words))
                if at == len(self._by_word):
                    self._by_word.append([])
                self._by_word[at].append((key, compiled))
        self._words = AhoCorasick(list(words)) if words else None

    def find(self, text: str) -> Iterator[tuple[_Key, int, str]]:
        """Each match once, as its key, where it starts and what it says; in no order."""
        for key, pattern in self._always:
            for found in pattern.finditer(text):
                yield key, found.start(), found[0]
        if self._words is None:
            return
        lower = text.lower()
        if len(lower) != len(text):
            lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
        seen: set[tuple[int, int, int]] = set()
        for word, start, end in self._words.find_matches_as_indexes(lower, overlapping=True):
            for number, (key, pattern) in enumerate(self._by_word[word]):
                for found in pattern.finditer(text, max(0, start - _REACH), min(len(text), end + _REACH)):
                    if found.start() > start:
                        break
                    at = (word, number, found.start())
                    if found.end() >= end and at not in seen:
                        seen.add(at)
                        yield key, found.start(), found[0]
