"""The form under which names are looked up, and its hash, for one name or for millions of characters at once.

A key keeps letters, digits and `+`, in lower case, full-width and raised characters made plain, and drops the rest:
"25-(OH) D₃" and "25(OH)D3" are one key. A plural "s" at the end is dropped. Keys are compared by a 64-bit polynomial
hash (the sum of code point times base**position, modulo 2**64): a running sum over a whole text gives the hash of any
span of it in one subtraction. Whoever finds a hash must still compare the names.
"""

import re
import unicodedata
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
Positions = npt.NDArray[np.int64]

_BASE: Final = 0x9E3779B97F4A7C15 | 1  # odd, so that it has an inverse modulo 2**64
_MASK: Final = (1 << 64) - 1
_INVERSE: Final = pow(_BASE, -1, 1 << 64)
_S: Final = ord("s")
_NO_PLURAL: Final = (ord("s"), ord("i"), ord("u"))  # "ss", "is", "us" end no plural
SHORTEST_PLURAL: Final = 4
_PLANE: Final = 0x10000
_THEMSELVES: Final = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4))  # Chinese characters, Korean syllables
_NOTHING: Final = (0xD800, 0xF900)  # halves of pairs, private characters
_NO_KEY: Final = {point: None for point in range(128) if not chr(point).isalnum() and chr(point) != "+"}

GREEK: Final = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega",
}  # fmt: skip
_GREEK_NAMES: Final = {name: letter for letter, name in GREEK.items()}
_GREEK_WORD: Final = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(sorted(_GREEK_NAMES, key=len, reverse=True))})(?![A-Za-z])", re.IGNORECASE
)


def with_greek_letters(name: str) -> str:
    """The name with spelled-out Greek letters as letters.

    >>> with_greek_letters("tumor necrosis factor-alpha")
    'tumor necrosis factor-α'
    """
    return _GREEK_WORD.sub(lambda match: _GREEK_NAMES[match[0].lower()], name)


def with_greek_names(name: str) -> str:
    """The name with Greek letters spelled out.

    >>> with_greek_names("TGF-β1")
    'TGF-beta1'
    """
    return name if name.isascii() else "".join(GREEK.get(letter, letter) for letter in name)


def _code(character: str) -> int:
    """The code point under which a character counts in keys; 0 where it does not count."""
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) != 1:
        return 0
    lowered = plain.lower()
    plain = lowered if len(lowered) == 1 else plain
    return ord(plain) if plain == "+" or plain.isalnum() else 0


@cache
def code_table() -> Codes:
    """What each code point of the first plane counts as; traditional Chinese characters count as simplified."""
    from miner.vocabulary.chinese import TRADITIONAL

    table = np.zeros(_PLANE, dtype=np.uint32)
    at = 0
    for first, last in (*_THEMSELVES, _NOTHING, (_PLANE, _PLANE)):
        table[at:first] = [_code(chr(point)) for point in range(at, first)]
        at = last
    for first, last in _THEMSELVES:
        table[first:last] = np.arange(first, last)
    for traditional, simplified in TRADITIONAL.items():
        table[ord(traditional)] = ord(simplified)
    table.flags.writeable = False
    return table


def codes_of(text: str) -> Codes:
    """What each code point of a text counts as in keys, 0 where it does not count."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    if text.isascii() or points.size == 0 or int(points.max()) < _PLANE:
        return np.asarray(code_table()[points])
    return np.where(points < _PLANE, code_table()[np.minimum(points, _PLANE - 1)], 0).astype(np.uint32)


class _Powers:
    """Powers of the base and of its inverse, grown as longer texts come."""

    def __init__(self) -> None:
        self.up: Hashes = np.ones(1, dtype=np.uint64)
        self.down: Hashes = np.ones(1, dtype=np.uint64)

    def reach(self, size: int) -> None:
        if size <= self.up.size:
            return
        size = max(size, 4096, 2 * self.up.size)
        self.up, self.down = (
            np.concatenate(
                (np.ones(1, dtype=np.uint64), np.cumprod(np.full(size - 1, base, dtype=np.uint64), dtype=np.uint64))
            )
            for base in (_BASE, _INVERSE)
        )


_POWERS = _Powers()


class Running:
    """Running sums over a text: the key's hash of any of its spans, many spans at a time.

    A span is given by how many characters that count in keys stand before its start and before its end; `position`
    says that of every place in the text.
    """

    def __init__(self, codes: Codes) -> None:
        kept = codes != 0
        self.position: Positions = np.zeros(codes.size + 1, dtype=np.int64)
        np.cumsum(kept, out=self.position[1:])
        self._codes = codes[kept]
        size = self._codes.size
        _POWERS.reach(size + 2)
        self._sums: Hashes = np.zeros(size + 1, dtype=np.uint64)
        np.cumsum(self._codes * _POWERS.up[:size], out=self._sums[1:])

    def hashes(self, first: Positions, last: Positions) -> Hashes:
        """The hash of the key of each span, its plural "s" dropped."""
        sums = self._sums[last] - self._sums[first]
        long = np.flatnonzero(last - first >= SHORTEST_PLURAL)
        plural = long[self._codes[last[long] - 1] == _S]
        for letter in _NO_PLURAL:
            plural = plural[self._codes[last[plural] - 2] != letter]
        sums[plural] -= np.uint64(_S) * _POWERS.up[last[plural] - 1]
        return np.asarray(sums * _POWERS.down[first])

    def prefixes(self, first: Positions, size: int) -> Hashes:
        """The hash of the characters from each place on, `size` of them or what there is."""
        last = np.minimum(first + size, self._codes.size)
        return np.asarray((self._sums[last] - self._sums[first]) * _POWERS.down[first])


def key_of(name: str) -> str:
    """The key of one name.

    >>> key_of("25-(OH) Vitamin D₃"), key_of("Fractures"), key_of("Ca2+")
    ('25ohvitamind3', 'fracture', 'ca2+')
    """
    if name.isascii():
        key = name.lower().translate(_NO_KEY)
    else:
        codes = codes_of(name)
        key = "".join(map(chr, codes[codes != 0].tolist()))
    if len(key) >= SHORTEST_PLURAL and key[-1] == "s" and key[-2] not in "siu":
        return key[:-1]
    return key


def hash_of(key: str) -> int:
    """The hash of a key, equal to what `Running` gives for it."""
    total = 0
    for character in reversed(key):
        total = (total * _BASE + ord(character)) & _MASK
    return total
