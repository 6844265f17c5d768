"""Names of the vocabulary found in running text: every span from word boundary to word boundary, then the longest.

No automaton is built: the hash of any span is one subtraction (see `keys`), and all spans of up to twelve words of a
text are compared with the sorted hashes at once, behind a table of bits that turns nearly all of them away. Boundaries
are checked first and the longest match taken afterwards, so that no shorter match is lost to a longer one that ends
within a word. Chinese characters are words of their own: no segmenter is needed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from miner.model.concept import EntityType
from miner.vocabulary.entries import Rank, Rule
from miner.vocabulary.keys import Codes, Hashes, Running, codes_of
from miner.vocabulary.lists import iter_wholes

_WORDS: Final = 12
_LONGEST: Final = 120  # characters
_BITS: Final = 24
_PLUS: Final = ord("+")
_CJK: Final = ((0x3400, 0x9FFF), (0xF900, 0xFAFF))
_HEADS: Final = frozenset({"magnesium", "calcium", "sodium", "potassium", "zinc", "vitamin", "aluminum", "strontium"})
_PIECE: Final = 1 << 16  # characters looked at together


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


@dataclass(frozen=True, slots=True)
class Match:
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


class Lexicon:
    """Finds names in text; `keys` are the sorted hashes of the names, `senses` says what a found piece can mean."""

    def __init__(self, keys: Hashes, *, senses: Callable[[str], tuple[Sense, ...]]) -> None:
        self._keys = keys
        self._bits = np.zeros(1 << _BITS, dtype=np.bool_)
        self._bits[(keys >> np.uint64(64 - _BITS)).astype(np.int64)] = True
        self._senses = senses
        self._known: dict[str, tuple[Sense, ...]] = {}

    def find_all(self, text: str) -> list[Match]:
        """All names in a text, overlapping ones too, by start, the longest first."""
        matches = []
        for start, end in self._spans(text):
            if text[end : end + 1] == ")" and text.count("(", start, end) > text.count(")", start, end):
                end += 1  # noqa: PLW2901 (the bracket of "Mg(2+)" belongs to the name)
            surface = text[start:end]
            if senses := self._meanings(surface):
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
            known = tuple(sense for sense in self._senses(surface) if Rule.LEXICON in sense.rules)
            self._known[surface] = known
        return known

    def _spans(self, text: str) -> list[tuple[int, int]]:
        if not text or not self._keys.size:
            return []
        codes = codes_of(text)
        starts, ends, is_cjk = words_of(text, codes)
        running = Running(codes)
        found: list[tuple[int, int]] = []
        step = max(1, _PIECE // _WORDS)
        for low in range(0, starts.size, step):
            found += self._look(running, starts, ends, low, min(low + step, starts.size), cjk=is_cjk)
        return found

    def _look(
        self,
        running: Running,
        starts: npt.NDArray[np.int64],
        ends: npt.NDArray[np.int64],
        low: int,
        high: int,
        *,
        cjk: bool,
    ) -> list[tuple[int, int]]:
        words = 2 * _WORDS if cjk else _WORDS
        last = np.minimum(np.arange(low, high)[:, None] + np.arange(words)[None, :], starts.size - 1)
        span_ends = ends[last]
        span_starts = np.broadcast_to(starts[low:high, None], span_ends.shape)
        real = (np.arange(low, high)[:, None] + np.arange(words)[None, :] < starts.size) & (
            span_ends - span_starts <= _LONGEST
        )
        flat_starts, flat_ends = span_starts[real], span_ends[real]
        hashes = running.hashes(flat_starts, flat_ends)
        maybe = np.flatnonzero(self._bits[(hashes >> np.uint64(64 - _BITS)).astype(np.int64)])
        at = np.searchsorted(self._keys, hashes[maybe])
        at[at == self._keys.size] = 0
        hit = maybe[self._keys[at] == hashes[maybe]]
        pairs = sorted(zip(flat_starts[hit].tolist(), (-flat_ends[hit]).tolist(), strict=True))
        return [(start, -end) for start, end in pairs]


def words_of(text: str, codes: Codes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], bool]:
    """Starts and ends of words: runs of letters and digits with the `+` behind them; a Chinese character is one."""
    del text
    kept = codes != 0
    plus = codes == _PLUS
    cjk = np.zeros(codes.size, dtype=bool)
    for low, high in _CJK:
        cjk |= (codes >= low) & (codes <= high)
    before = np.concatenate((np.zeros(1, dtype=bool), kept[:-1]))
    cjk_before = np.concatenate((np.zeros(1, dtype=bool), cjk[:-1]))
    after = np.concatenate((kept[1:], np.zeros(1, dtype=bool)))
    cjk_after = np.concatenate((cjk[1:], np.zeros(1, dtype=bool)))
    plus_after = np.concatenate((plus[1:], np.zeros(1, dtype=bool)))
    begins = kept & ~plus & (~before | cjk | cjk_before | np.concatenate((np.zeros(1, dtype=bool), plus[:-1])))
    closes = kept & (~after | cjk | cjk_after | (plus & ~plus_after))
    closes &= ~(plus & ~before)
    # a `+` that stands alone belongs to no word
    starts = np.flatnonzero(begins)
    ends = np.flatnonzero(closes) + 1
    if starts.size != ends.size:
        ends = ends[np.searchsorted(ends, starts, side="right")]
    return starts, ends, bool(cjk.any())


def longest(matches: Iterable[Match]) -> list[Match]:
    """Of matches in order of start, the longest first, those that do not overlap one taken before."""
    taken: list[Match] = []
    end = 0
    for match in matches:
        if match.start >= end:
            taken.append(match)
            end = match.end
    return taken
