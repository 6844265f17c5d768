"""Names of the vocabulary found in running text: every span from word boundary to word boundary, then the longest.

No automaton is built: the hash of any span is one subtraction (see `keys`), and all spans of up to twelve words of a
text are compared with the sorted hashes at once, behind a table of bits that turns nearly all of them away. Boundaries
are checked first and the longest match taken afterwards, so that no shorter match is lost to a longer one that ends
within a word. Chinese characters are words of their own: no segmenter is needed.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from miner.model.concept import EntityType
from miner.vocabulary.entries import Rank, Rule
from miner.vocabulary.index import Names, place_of
from miner.vocabulary.keys import Codes, Positions, Running, codes_of
from miner.vocabulary.lists import iter_wholes

_WORDS: Final = 12
_LONGEST: Final = 120  # characters
_BITS: Final = 24
_PLUS: Final = ord("+")
_CJK: Final = ((0x3400, 0x9FFF), (0xF900, 0xFAFF))
_HEADS: Final = frozenset({"magnesium", "calcium", "sodium", "potassium", "zinc", "vitamin", "aluminum", "strontium"})
_PIECE: Final = 1 << 13  # words looked at together
_TOGETHER: Final = 1 << 18  # characters of several texts


class Sense(NamedTuple):
    """One meaning of a name: numbers of concept and term, and by which rank and rules the term matched."""

    concept: int
    term: int
    curie: str
    type: EntityType
    rank: Rank
    rules: Rule
    exact: bool

    @property
    def order(self) -> tuple[bool, int, bool, str]:
        """What sorts senses: sure ones first, then by rank, then by spelling."""
        return (Rule.AMBIGUOUS in self.rules, self.rank, not self.exact, self.curie)


class Match(NamedTuple):
    """A name found in a text; `senses` are the meanings that may be matched in text, the most likely first.

    `text` is what stands there, put whole where a list says its head once ("magnesium oxide" for the "oxide" of
    "magnesium citrate and oxide").
    """

    start: int
    end: int
    text: str
    senses: tuple[Sense, ...]

    @property
    def type(self) -> EntityType:
        """The type of the most likely meaning."""
        return self.senses[0].type

    @property
    def curie(self) -> str:
        """The CURIE of the most likely meaning."""
        return self.senses[0].curie


class Words(NamedTuple):
    """Where the words of a text start and end, and which of its characters are Chinese."""

    starts: Positions
    ends: Positions
    cjk: npt.NDArray[np.bool_]


class Lexicon:
    """Finds names in text; `senses` says what a found piece can mean."""

    def __init__(self, names: Names, *, senses: Callable[[str], tuple[Sense, ...]]) -> None:
        self._names = names
        self._marks = np.zeros(1 << _BITS, dtype=np.bool_)
        self._marks[place_of(names.hashes, _BITS)] = True
        self._senses = senses
        self._known: dict[str, tuple[Sense, ...]] = {}

    def find_all(self, text: str) -> list[Match]:
        """All names in a text, overlapping ones too, by start, the longest first."""
        return self.find_in([text])[0]

    def find_in(self, texts: Sequence[str]) -> list[list[Match]]:
        """What `find_all` finds in each of many texts, in a fraction of the time."""
        return [self._matches(text, spans) for text, spans in zip(texts, self._spans(texts), strict=True)]

    def _matches(self, text: str, spans: Iterable[tuple[int, int]]) -> list[Match]:
        matches = []
        known = self._known
        for start, end in spans:
            if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end):
                end += 1  # noqa: PLW2901 (the bracket of "Mg(2+)" belongs to the name)
            surface = text[start:end]
            senses = known.get(surface)
            if senses is None:
                senses = self._meanings(surface)
            if senses:
                matches.append(Match(start, end, surface, senses))
        wholes = [
            Match(each.start, each.end, each.name, self._meanings(each.name))
            for each in iter_wholes(text, heads=_HEADS, is_name=lambda name: bool(self._meanings(name)))
        ]
        if wholes:  # before what the item would mean alone
            matches = sorted((*wholes, *matches), key=lambda match: (match.start, -match.end))
        return matches

    def find_longest(self, text: str) -> list[Match]:
        """The names in a text that do not overlap, from the left, the longest first.

        >>> from miner.vocabulary import load_vocabulary
        >>> matcher = load_vocabulary().matcher()
        >>> [match.text for match in matcher.find_longest("Urinary magnesium and bone mineral density.")]
        ['Urinary magnesium', 'bone mineral density']
        """
        return longest(self.find_all(text))

    def _meanings(self, surface: str) -> tuple[Sense, ...]:
        known = self._known.get(surface)
        if known is None:
            if len(self._known) > 1 << 18:
                self._known.clear()
            known = tuple([sense for sense in self._senses(surface) if Rule.LEXICON in sense.rules])
            self._known[surface] = known
        return known

    def _spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """Where names can stand in each text, by start, the longest first."""
        found: list[list[tuple[int, int]]] = []
        first = size = 0
        for number, text in enumerate(texts):
            if number > first and size + len(text) > _TOGETHER:
                found += self._spans_together(texts[first:number])
                first, size = number, 0
            size += len(text)
        return found + self._spans_together(texts[first:])

    def _spans_together(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        gap = np.zeros(1, dtype=np.uint32)
        codes = np.concatenate([gap, *(piece for text in texts for piece in (codes_of(text), gap))])
        offsets = np.cumsum([1, *(len(text) + 1 for text in texts)])
        words = words_of(codes)
        owner = np.searchsorted(offsets, words.starts, side="right") - 1
        most = np.full(len(texts), _WORDS)
        most[np.searchsorted(offsets, np.flatnonzero(words.cjk), side="right") - 1] = 2 * _WORDS
        bound = np.minimum(
            np.arange(owner.size) + most[owner], np.searchsorted(owner, owner, side="right")
        )  # no name has more words, or goes over into the next text
        running = Running(codes)
        found: list[list[tuple[int, int]]] = [[] for _ in texts]
        for low in range(0, owner.size, _PIECE):
            here = slice(low, low + _PIECE)
            first, last = self._look(running, words, here, bound[here])
            numbers = owner[first]
            starts, ends = words.starts[first] - offsets[numbers], words.ends[last] - offsets[numbers]
            order = np.lexsort((-ends, starts, numbers))
            for number, start, end in zip(*(each[order].tolist() for each in (numbers, starts, ends)), strict=True):
                found[number].append((start, end))
        return found

    def _look(self, running: Running, words: Words, here: slice, bound: Positions) -> tuple[Positions, Positions]:
        """First and last words of the spans that have the hash of a name, of those that begin `here`."""
        names = self._names
        first = running.position[words.starts[here]]
        closes = running.position[words.ends]
        reach = np.minimum(bound, np.searchsorted(words.ends, words.starts[here] + _LONGEST, side="right"))
        reach = np.minimum(reach, np.searchsorted(closes, first + names.may_begin(running, first), side="right"))
        counts = np.maximum(reach - np.arange(here.start, here.start + first.size), 0)
        word = np.repeat(np.arange(first.size), counts)
        last = here.start + word + np.arange(word.size) - np.repeat(np.cumsum(counts) - counts, counts)
        hashes = running.hashes(first[word], closes[last])
        maybe = np.flatnonzero(self._marks[place_of(hashes, _BITS)])
        at = np.minimum(np.searchsorted(names.hashes, hashes[maybe]), names.hashes.size - 1)
        hit = maybe[names.hashes[at] == hashes[maybe]]
        return here.start + word[hit], last[hit]


def words_of(codes: Codes) -> Words:
    """The words of a text: runs of letters and digits with the `+` behind them; a Chinese character is one."""
    kept = codes != 0
    plus = codes == _PLUS
    cjk = np.zeros(codes.size, dtype=bool)
    for low, high in _CJK:
        cjk |= (codes >= low) & (codes <= high)
    nothing = np.zeros(1, dtype=bool)
    before, cjk_before, plus_before = (np.concatenate((nothing, each[:-1])) for each in (kept, cjk, plus))
    after, cjk_after, plus_after = (np.concatenate((each[1:], nothing)) for each in (kept, cjk, plus))
    begins = kept & ~plus & (~before | cjk | cjk_before | plus_before)
    closes = kept & (~after | cjk | cjk_after | (plus & ~plus_after))
    closes &= ~(plus & ~before)  # a `+` that stands alone belongs to no word
    starts = np.flatnonzero(begins)
    ends = np.flatnonzero(closes) + 1
    return Words(starts, ends[np.searchsorted(ends, starts, side="right")], cjk)


def longest(matches: Iterable[Match]) -> list[Match]:
    """Of matches in order of start, the longest first, those that do not overlap one taken before."""
    taken: list[Match] = []
    end = 0
    for match in matches:
        if match.start >= end:
            taken.append(match)
            end = match.end
    return taken
