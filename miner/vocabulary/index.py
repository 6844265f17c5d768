"""All names in one block of text, found by the hash of their key."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from miner.vocabulary.entries import Rule
from miner.vocabulary.keys import Hashes, Positions, Running, codes_of, hash_of

_PIECE: Final = 1 << 20  # bytes hashed at a time: keeps the transient arrays under 50 MB
_NEWLINE: Final = 10
BEGINNINGS: Final = (8, 16)
"""How many characters of a key are looked at before all spans of a text that begin with them."""
_BEGINNING_BITS: Final = 22
_NO_LIMIT: Final = 1 << 40


Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Names:
    """The sorted hashes of names, and tables of bits that say how a longer name can begin.

    `beginnings` has a table for each of `BEGINNINGS`: where the hash of so many characters of a text stands in none,
    no longer name begins there.
    """

    hashes: Hashes
    beginnings: tuple[Marks, ...]

    def may_begin(self, running: Running, first: Positions) -> Positions:
        """How many characters a name that begins at each place can have at most, as far as its beginning says."""
        most = np.full(first.size, BEGINNINGS[0], dtype=np.int64)
        left = np.arange(first.size)
        for number, (size, marks) in enumerate(zip(BEGINNINGS, self.beginnings, strict=True), 1):
            left = left[marks[place_of(running.prefixes(first[left], size), _BEGINNING_BITS)]]
            most[left] = BEGINNINGS[number] if number < len(BEGINNINGS) else _NO_LIMIT
        return most


def place_of(hashes: Hashes, bits: int) -> Positions:
    """The first bits of hashes: the place of each in a table of `2**bits`."""
    return (hashes >> np.uint64(64 - bits)).astype(np.int64)


class TermIndex:
    """The names of all concepts, one a line, in the concepts' order; hashes are made when first asked for."""

    def __init__(self, block: bytes, *, ranks: npt.NDArray[np.uint8], rules: npt.NDArray[np.uint8]) -> None:
        self._block = block
        self.ranks = ranks
        self.rules = rules
        self._ends = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == _NEWLINE)
        self._starts = np.concatenate((np.zeros(1, dtype=np.int64), self._ends[:-1] + 1))
        self._sorted: tuple[Hashes, npt.NDArray[np.int64]] | None = None
        self._beginnings: tuple[Marks, ...] | None = None

    @property
    def size(self) -> int:
        """How many names there are."""
        return int(self._ends.size)

    def text(self, term: int) -> str:
        """A name by its number."""
        return self._block[self._starts[term] : self._ends[term]].decode()

    def find(self, key: str) -> list[int]:
        """The numbers of the names with this key (or, once in a very long while, with its hash)."""
        if not key:
            return []
        hashes, order = self._index()
        wanted = np.uint64(hash_of(key))
        first = int(hashes.searchsorted(wanted))
        found = []
        while first < hashes.size and hashes[first] == wanted:
            found.append(int(order[first]))
            first += 1
        return found

    def names(self) -> "Names":
        """The names that are looked for in running text, by their hashes."""
        hashes, order = self._index()
        chosen = hashes[(self.rules[order] & Rule.LEXICON) != 0]
        is_new = np.concatenate((np.ones(min(1, chosen.size), dtype=np.bool_), chosen[1:] != chosen[:-1]))
        assert self._beginnings is not None
        return Names(chosen[is_new], self._beginnings)

    def _index(self) -> tuple[Hashes, npt.NDArray[np.int64]]:
        if self._sorted is None:
            hashes = self._hash_all()
            order = np.argsort(hashes, kind="stable")
            self._sorted = hashes[order], order
        return self._sorted

    def _hash_all(self) -> Hashes:
        pieces: list[npt.NDArray[Any]] = []
        beginnings = tuple(np.zeros(1 << _BEGINNING_BITS, dtype=np.bool_) for _ in BEGINNINGS)
        first = 0
        while first < self.size:
            last = int(np.searchsorted(self._starts, self._starts[first] + _PIECE))
            last = max(last, first + 1)
            piece = self._block[self._starts[first] : int(self._ends[last - 1]) + 1]
            if piece.isascii():
                ends = self._ends[first:last] - self._starts[first]
                starts = self._starts[first:last] - self._starts[first]
                codes = codes_of(piece.decode("ascii"))
            else:
                text = piece.decode()
                points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
                ends = np.flatnonzero(points == _NEWLINE)
                starts = np.concatenate((np.zeros(1, dtype=np.int64), ends[:-1] + 1))
                codes = codes_of(text)
            running = Running(codes)
            begins, closes = running.position[starts], running.position[ends]
            pieces.append(running.hashes(begins, closes))
            begins, sizes = (each[(self.rules[first:last] & Rule.LEXICON) != 0] for each in (begins, closes - begins))
            for size, marks in zip(BEGINNINGS, beginnings, strict=True):
                marks[place_of(running.prefixes(begins[sizes >= size], size), _BEGINNING_BITS)] = True
            first = last
        self._beginnings = beginnings
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint64)
