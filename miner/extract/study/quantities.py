"""Counts in words: "twelve", "two hundred forty-one", "one-hundred and thirty-two"."""

from miner.extract.wholewords import WholeWords

SMALL_COUNTS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
"""Zero to nineteen in words, each at its own place."""
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: value for value, word in enumerate(SMALL_COUNTS)} | {
    word: 10 * (n + 2) for n, word in enumerate(_TENS)
}
_TIMES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_WORD = "|".join(sorted((*_VALUES, *_TIMES), key=len, reverse=True))

COUNT_WORDS = rf"(?:an?\s(?=hundred|thousand))?(?:{_WORD})(?:(?:[\s-]+and)?[\s-]+(?:{_WORD}))*(?![a-z])"
"""A count in words, as a pattern without groups (to be read in any case)."""

COUNT_BEGINNINGS = WholeWords((*_VALUES, *_TIMES, *(f"{a} {times}" for a in ("a", "an") for times in _TIMES)))
"""What counts in words begin with."""


def read_count(words: str) -> int | None:
    """The count that words spell, or None.

    >>> read_count("Two hundred forty-one"), read_count("eleven hundred"), read_count("many")
    (241, 1100, None)
    """
    total = current = 0
    for word in words.lower().replace("-", " ").split():
        if word in _VALUES:
            current += _VALUES[word]
        elif word == "hundred":
            current = max(current, 1) * 100
        elif word in _TIMES:
            total, current = total + max(current, 1) * _TIMES[word], 0
        elif word not in {"and", "a", "an"}:
            return None
    return total + current or None
