"""Many patterns over one text, fast: each is tried only where a match of it can begin, or near a word that it needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_letters
from typing import Generic, TypeVar

import regex
from ahocorasick_rs import AhoCorasick

from miner.extract.grammar.rules import needed
from miner.extract.wholewords import folded_text

_Key = TypeVar("_Key")
_REACH = 60  # how far a match goes from a word that it needs
_SHORTEST = 3
_LETTERS = frozenset(ascii_letters)
_SPACE = r"[\s\-‐–]+"
_MAYBE_SPACE = r"[\s\-‐–]*"
_BRANCHES = regex.compile(r"\(\?:([^()\\]*)\)(?![?*{])")
_FIRST_WORD = regex.compile(r"[^\W_]+(?![?*{])")
_INSIDE = regex.compile(r"\((?:[^()\\]|\\.|(?R))*\)|\[[^\]]*\]|\\.")


def beginnings(pattern: str) -> frozenset[str]:
    r"""Words of which every match of a pattern begins with one, in lower case; none where that is not sure.

    >>> sorted(beginnings(r"\brandomi[sz]ed trial")), sorted(beginnings("(?:rats?|Wistar rats) were (?:fed|given)"))
    (['randomi'], ['rat', 'wistar'])
    >>> beginnings("[0-9]+ rats"), beginnings("a trial"), beginnings("(?:rats )?were fed"), beginnings("rats|mice")
    (frozenset(), frozenset(), frozenset(), frozenset())
    """
    pattern = pattern.removeprefix(r"\b")
    if "|" in _INSIDE.sub("", pattern):
        return frozenset()
    group = _BRANCHES.match(pattern)
    firsts = [_FIRST_WORD.match(branch) for branch in (group[1].split("|") if group else [pattern])]
    words = [first[0].lower() for first in firsts if first and (len(first[0]) >= _SHORTEST or not first[0].isascii())]
    if len(words) < len(firsts):
        return frozenset()
    return frozenset(word for word in words if not any(word != other and word.startswith(other) for other in words))


@dataclass(frozen=True, slots=True, eq=False)
class _Entry:
    """A pattern by its number; `needs` are all the words that it needs somewhere in the text, as bits."""

    pattern: regex.Pattern[str]
    number: int
    needs: int
    is_led: bool
    """True where each match begins with one of the words at which the pattern is tried."""

    def matches_at(self, text: str, start: int, end: int) -> Iterable[regex.Match[str]]:
        """The matches at or near a word of the pattern at `start:end`."""
        if not self.is_led:
            return self.pattern.finditer(text, max(0, start - _REACH), min(len(text), end + _REACH))
        if start and text[start - 1] in _LETTERS:
            return ()
        match = self.pattern.match(text, start)
        return () if match is None else (match,)


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
            ways = needed(spaced)
            needs = 0
            for sure in ways[0] if len(ways) == 1 else ():
                needs |= bit
                for word in sure:
                    met[word] = met.get(word, 0) | bit
                bit <<= 1
            leading = beginnings(pattern)
            compiled = regex.compile(rf"(?<![A-Za-z])(?:{spaced})", flags)
            self._keys.append(key)
            entry = _Entry(compiled, number, needs, is_led=bool(leading))
            words = leading or (frozenset[str]().union(*map(_rarest, ways)) if all(ways) else ())
            for word in words:
                tried.setdefault(word, []).append(entry)
            if not words:
                self._anywhere.append(entry)
        known = sorted(tried | met)
        self._met = [met.get(word, 0) for word in known]
        self._tried = [tuple(tried.get(word, ())) for word in known]
        self._words = AhoCorasick(known)

    def find(self, text: str) -> Iterator[tuple[_Key, int, str]]:
        """Each match once, as its key, where it starts and what it says; in no order."""
        hits = self._words.find_matches_as_indexes(folded_text(text), overlapping=True)
        words = {word for word, _, _ in hits}
        held = 0
        for word in words:
            held |= self._met[word]
        for entry in self._anywhere:
            if entry.needs & held == entry.needs:
                for match in entry.pattern.finditer(text):
                    yield self._keys[entry.number], match.start(), match[0]
        tried = {
            word: entries
            for word in words
            if (entries := [entry for entry in self._tried[word] if entry.needs & held == entry.needs])
        }
        seen: set[tuple[int, int]] = set()
        for word, start, end in hits if tried else ():
            for entry in tried.get(word, ()):
                for match in entry.matches_at(text, start, end):
                    if (entry.number, match.start()) not in seen:
                        seen.add((entry.number, match.start()))
                        yield self._keys[entry.number], match.start(), match[0]


def _rarest(needs: tuple[frozenset[str], ...]) -> frozenset[str]:
    """The needed words that are likely the rarest: those of which the shortest is the longest."""
    return max(needs, key=lambda words: (min(map(len, words)), -len(words)))
