"""Many patterns over one text, fast: each is tried only where a word that it needs stands in the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

import regex
from ahocorasick_rs import AhoCorasick

from miner.extract.grammar.rules import needed
from miner.extract.wholewords import folded

_Key = TypeVar("_Key")
_REACH = 60
_GROUP = regex.compile(r"\(\?:([^()]*)\)(?![?*])")
_SHORTEST = 3
_SPACE = r"[\s\-‐–]+"
_MAYBE_SPACE = r"[\s\-‐–]*"


def needed_words(pattern: str) -> tuple[str, ...] | None:
    """Words of which every match of a pattern holds one, in lower case; None where nothing is sure.

    >>> needed_words("randomi[sz]ed (?:controlled )?trial")
    ('randomi',)
    >>> needed_words("(?:rats|mice) were (?:fed|given)?")
    ('were',)
    >>> needed_words("(?:rats|mice) (?:of )?2")
    ('rats', 'mice')
    """
    longest = _longest_literal(pattern)
    if longest is not None:
        return (longest,)
    for group in _GROUP.finditer(pattern):
        words = [_longest_literal(each) for each in group[1].split("|")]
        found = tuple(word for word in words if word is not None)
        if len(found) == len(words):
            return found
    return None


def _longest_literal(pattern: str) -> str | None:
    plain = regex.sub(r"\\[a-zA-Z]|\[[^\]]*\][?*+]?|\{[^}]*\}", "\n", _without_groups(pattern))
    plain = regex.sub(r"\w[?*]", "\n", plain)
    if "|" in plain:
        return None
    longest = max(regex.findall(r"[^\W_]+", plain), key=len, default="")
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


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A pattern by its number; `leads` is true where its needed word is what it begins with.

    `needs` are all the words that it needs somewhere in the text, as bits.
    """

    pattern: regex.Pattern[str]
    leads: bool
    number: int
    needs: int


class PatternIndex(Generic[_Key]):
    """Patterns with what each says; `find` gives every match of all of them."""

    def __init__(self, patterns: Iterable[tuple[_Key, str]], *, ignore_case: bool = True) -> None:
        flags = regex.IGNORECASE if ignore_case else 0
        self._keys: list[_Key] = []
        self._anywhere: list[_Entry] = []
        tried: dict[str, list[_Entry]] = {}
        met: dict[str, int] = {}
        bit = 1
        for number, (key, pattern) in enumerate(patterns):
            spaced = pattern.replace(" ?", _MAYBE_SPACE).replace(" ", _SPACE)
            compiled = regex.compile(rf"(?<![A-Za-z])(?:{spaced})", flags)
            self._keys.append(key)
            words = needed_words(pattern)
            leads = words is not None and pattern.lower().startswith(words)
            ways = needed(spaced)
            needs = 0
            for sure in ways[0] if len(ways) == 1 and not leads else ():
                needs |= bit
                for word in sure:
                    met[word] = met.get(word, 0) | bit
                bit <<= 1
            if words is None:
                self._anywhere.append(_Entry(compiled, leads=False, number=number, needs=needs))
            for word in words or ():
                tried.setdefault(word, []).append(_Entry(compiled, pattern.lower().startswith(word), number, needs))
        known = list(tried | met)
        self._met = [met.get(word, 0) for word in known]
        self._tried = [tuple(tried.get(word, ())) for word in known]
        self._words = AhoCorasick(known)

    def find(self, text: str) -> Iterator[tuple[_Key, int, str]]:
        """Each match once, as its key, where it starts and what it says; in no order."""
        hits = self._words.find_matches_as_indexes(_folded(text), overlapping=True)
        held = 0
        for word in {word for word, _, _ in hits}:
            held |= self._met[word]
        for entry in self._anywhere:
            if entry.needs & held == entry.needs:
                for found in entry.pattern.finditer(text):
                    yield self._keys[entry.number], found.start(), found[0]
        seen: set[tuple[int, int]] = set()
        for word, start, end in hits:
            for entry in self._tried[word]:
                if entry.needs & held != entry.needs:
                    continue
                if entry.leads:
                    if start and text[start - 1].isalpha() and text[start - 1].isascii():
                        continue  # a pattern begins with a word of its own
                    match = entry.pattern.match(text, start)
                else:
                    match = entry.pattern.search(text, max(0, start - _REACH), min(len(text), end + _REACH))
                if match is not None and (entry.number, match.start()) not in seen:
                    seen.add((entry.number, match.start()))
                    yield self._keys[entry.number], match.start(), match[0]


_folded = lru_cache(maxsize=4)(folded)  # several indexes look at one text
