"""What the tagger sees of a word: the attributes of its CRF, the same for training and for running.

A word gives attributes to itself and to its neighbours up to two places away, so that all that depends on one word
alone can be folded into one row of scores for it. Lexicon matches and the long forms of short forms give the rest.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import regex

OFFSETS = (-2, -1, 0, 1, 2)
LEXICON_OFFSETS = (-1, 0, 1, 2)
CLASSES = "CDG"
"""The lexicon's classes: chemicals, diseases, genes."""
_STATES = "OBI"
CODES = tuple("".join(states) for states in product(_STATES, repeat=len(CLASSES)))
"""The lexicon codes by their numbers: for each class whether a name of it begins, goes on or is not there."""
_STEPS = {
    letter: (len(_STATES) ** (len(CLASSES) - 1 - place), 2 * len(_STATES) ** (len(CLASSES) - 1 - place))
    for place, letter in enumerate(CLASSES)
}

PAD = "<s>"
_RUNS = regex.compile(r"(?P<upper>\p{Lu}+)|(?P<lower>\p{Ll}+)|(?P<digit>\d+)|(?P<other>.)", regex.DOTALL)
_WORD = regex.compile(r"[\p{L}\p{N}]+")
_SHAPES = {"upper": "X", "lower": "x", "digit": "0"}


@lru_cache(maxsize=100_000)
def shape_of(word: str) -> str:
    """A word's shape: runs of capitals, small letters and digits as one sign each, two for longer capital runs.

    >>> shape_of("hs"), shape_of("FGF23"), shape_of("Mg"), shape_of("β")
    ('x', 'XX0', 'Xx', 'g')
    """
    if len(word) == 1 and "α" <= word <= "ω":
        return "g"
    shape = "".join(
        _SHAPES.get(run.lastgroup or "", run[0]) * (2 if run.lastgroup == "upper" and len(run[0]) > 1 else 1)
        for run in _RUNS.finditer(word)
    )
    return shape[:8]


@lru_cache(maxsize=10_000)
def word_attributes(word: str, kind: str) -> tuple[tuple[str, ...], ...]:
    """The attributes that a word gives to the places from which it is seen at each of `OFFSETS`.

    `kind` is the word's class by the names of the lexicon that it stands in. Seen at -1 means: the word before.
    """
    lower = word.lower()
    shape = shape_of(word)
    own = [f"0w{word}", f"0l{lower}", f"0s{shape}", f"0k{kind}", f"0n{min(len(word), 12)}"]
    for size in range(1, min(len(lower), 6)):
        own += (f"0p{lower[:size]}", f"0x{lower[-size:]}")
    near = [
        (f"{at}l{lower}", f"{at}s{shape}", f"{at}k{kind}", f"{at}x{lower[-3:]}", f"{at}p{lower[:3]}") for at in (-1, 1)
    ]
    far = [(f"{at}l{lower}", f"{at}k{kind}") for at in (-2, 2)]
    return far[0], near[0], tuple(own), near[1], far[1]


def pair_attribute(first: str, second: str, *, seen_from_second: bool) -> str:
    """The attribute that two neighbouring words, lower-cased, give to one of them."""
    return f"{'b' if seen_from_second else 'f'}{first}\t{second}"


def lexicon_attributes(code: str, offset: int) -> tuple[str, ...]:
    """The attributes of a lexicon code (`B`, `I` or `O` for each of `CLASSES`) seen at an offset."""
    return (f"{offset}g{code}", *(f"{offset}g{each}{state}" for each, state in zip(CLASSES, code, strict=True)))


def lexicon_word_attribute(code: str, lower: str) -> str:
    """The attribute of a word together with its lexicon code, given only where the lexicon knows it."""
    return f"w{code}{lower}"


def shape_attributes(before: str, shape: str, after: str) -> tuple[str, str, str]:
    """The attributes of a place's shape with the shapes before it, after it and on both sides."""
    return f"p{before}\t{shape}", f"n{shape}\t{after}", f"t{before}\t{shape}\t{after}"


def lexicon_pair_attribute(code: str, following: str) -> str:
    """The attribute of a lexicon code together with the next word's."""
    return f"gg{code}{following}"


def long_form_attributes(long: str, classes: str) -> tuple[str, ...]:
    """The attributes that a short form's occurrence has from its long form and what the lexicon takes it for."""
    words = _WORD.findall(long.lower()) or [""]
    return (
        f"a{classes}",
        f"al{words[-1]}",
        f"ax{words[-1][-3:]}",
        f"ax{words[-1][-4:]}",
        f"af{words[0]}",
        *(f"aw{word}" for word in words[-4:-1]),
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """Words as the tagger sees them: with their lexicon codes (numbers of `CODES`) and attributes of single places.

    They are one sentence, or several, whose first words' places `firsts` then are.
    """

    words: Sequence[str]
    codes: bytes
    extra: Mapping[int, tuple[str, ...]]
    firsts: Sequence[int] = (0,)


def codes_of(starts: Sequence[int], ends: Sequence[int], spans: Iterable[tuple[int, int, str]]) -> bytes:
    """The lexicon code of each token, from the lexicon's matches `(start, end, class)`, the longest of a class first.

    >>> [CODES[code] for code in codes_of([0, 10], [9, 20], [(0, 20, "D"), (0, 9, "C")])]
    ['BBO', 'OIO']
    """
    codes = bytearray(len(starts))
    taken = {letter: bytearray(len(starts)) for letter in CLASSES}
    for start, end, kind in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        first, last = bisect_left(starts, start), bisect_left(ends, end)
        if last >= len(ends) or ends[last] != end or starts[first] != start:
            continue
        free = taken[kind]
        # The longest come first, so that only the two ends of this one can lie within another.
        if free[first] or free[last]:
            continue
        begins, goes_on = _STEPS[kind]
        codes[first] += begins
        free[first] = 1
        for index in range(first + 1, last + 1):
            codes[index] += goes_on
            free[index] = 1
    return bytes(codes)


def attributes(sentence: Seen, kinds: Mapping[str, str]) -> list[list[str]]:
    """The attributes of each place of a sentence: what the trainer is given, and what running must add up to."""
    words = [PAD, PAD, *sentence.words, PAD, PAD]
    given = [word_attributes(word, kinds.get(word.lower(), "")) for word in words]
    lowered = [word.lower() for word in words]
    shapes = [shape_of(word) for word in words]
    empty = CODES[0]
    codes = [empty, empty, *(CODES[code] for code in sentence.codes), empty, empty]
    rows = []
    for place in range(2, len(words) - 2):
        row = [attribute for at, offset in enumerate(OFFSETS) for attribute in given[place + offset][at]]
        row.append(pair_attribute(lowered[place - 1], lowered[place], seen_from_second=True))
        row.append(pair_attribute(lowered[place], lowered[place + 1], seen_from_second=False))
        for offset in LEXICON_OFFSETS:
            row += lexicon_attributes(codes[place + offset], offset)
        row.append(lexicon_pair_attribute(codes[place], codes[place + 1]))
        if codes[place] != empty:
            row.append(lexicon_word_attribute(codes[place], lowered[place]))
        row += shape_attributes(shapes[place - 1], shapes[place], shapes[place + 1])
        row += sentence.extra.get(place - 2, ())
        rows.append(row)
    return rows
