"""All names in one block of text, found by the hash of their key."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from miner.vocabulary.entries import Rule
from miner.vocabulary.keys import Hashes, Running, codes_of, hash_of

_PIECE: Final = 1 << 20  # bytes hashed at a time: keeps the transient arrays under 50 MB
_NEWLINE: Final = 10


class TermIndex:
    """The names of all concepts, one a line, in the concepts' order; hashes are made when first asked for."""

    def __init__(self, block: bytes, *, ranks: npt.NDArray[np.uint8], rules: npt.NDArray[np.uint8]) -> None:
        self._block = block
        self.ranks = ranks
        self.rules = rules
        self._ends = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == _NEWLINE)
        self._starts = np.concatenate((np.zeros(1, dtype=np.int64), self._ends[:-1] + 1))
        self._sorted: tuple[Hashes, npt.NDArray[np.int64]] | None = None

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
        first = int(np.searchsorted(hashes, wanted, side="left"))
        found = []
        while first < hashes.size and hashes[first] == wanted:
            found.append(int(order[first]))
            first += 1
        return found

    def lexicon_keys(self) -> Hashes:
        """The sorted distinct hashes of the names that are looked for in running text."""
        hashes, order = self._index()
        chosen = hashes[(self.rules[order] & Rule.LEXICON) != 0]
        return (
            np.asarray(chosen[np.concatenate((np.ones(1, dtype=bool), chosen[1:] != chosen[:-1]))])
            if chosen.size
            else chosen
        )

    def _index(self) -> tuple[Hashes, npt.NDArray[np.int64]]:
        if self._sorted is None:
            hashes = self._hash_all()
            order = np.argsort(hashes, kind="stable")
            self._sorted = hashes[order], order
        return self._sorted

    def _hash_all(self) -> Hashes:
        pieces: list[npt.NDArray[Any]] = []
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
            pieces.append(Running(codes).hashes(starts, ends))
            first = last
        return np.concatenate(pieces) if pieces else np.zeros(0, dtype=np.uint64)
