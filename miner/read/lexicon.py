"""What the tagger is told of the vocabulary: where names of chemicals, diseases and genes stand, and word classes."""

from collections import Counter
from collections.abc import Iterable

import regex

from miner.model.concept import EntityType
from miner.read.features import CLASSES
from miner.vocabulary import Vocabulary
from miner.vocabulary.lexicon import Match

CLASS_OF = {EntityType.CHEMICAL: "C", EntityType.DISEASE: "D", EntityType.GENE: "G"}
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_BUCKETS = ((5, "a"), (30, "b"), (200, "c"))


def classed(matches: Iterable[Match]) -> list[tuple[int, int, str]]:
    """The matches as spans with the letter of their class, one for each class that their meanings belong to."""
    return [
        (match.start, match.end, letter)
        for match in matches
        for letter in sorted({CLASS_OF[sense.type] for sense in match.senses if sense.type in CLASS_OF})
    ]


def word_kinds(vocabulary: Vocabulary) -> dict[str, str]:
    """The class of each word that stands in two or more names: which names it stands in, how often, and at their end.

    The first letter is the class of most of its names (a capital: of four in five), `m` where no class has half of
    them; then how many names (a-d); then the same for the names that it ends.
    """
    within: dict[str, Counter[str]] = {}
    ending: dict[str, Counter[str]] = {}
    for name, concept in vocabulary.iter_terms(types=frozenset(CLASS_OF)):
        letter = CLASS_OF[concept.type]
        words = _WORD.findall(name.lower())
        for word in set(words):
            within.setdefault(word, Counter())[letter] += 1
        if words:
            ending.setdefault(words[-1], Counter())[letter] += 1
    return {
        word: _share(counts) + _size(counts.total()) + _share(ending.get(word, Counter()))
        for word, counts in sorted(within.items())
        if counts.total() > 1 and not word.isdigit()
    }


def _share(counts: Counter[str]) -> str:
    total = counts.total()
    if total < 2:
        return "-"
    letter = max(CLASSES, key=lambda each: (counts[each], each))
    share = counts[letter] / total
    return letter if share > 0.8 else letter.lower() if share > 0.5 else "m"


def _size(total: int) -> str:
    return next((letter for most, letter in _BUCKETS if total < most), "d")
