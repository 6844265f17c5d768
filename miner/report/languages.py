"""One text in two languages: which sentences say the same, which claims both make, and which only one of them makes.

Sentences are aligned in their order (as in Gale and Church 1993, "A program for aligning sentences in bilingual
corpora", Computational Linguistics 19(1)), but by what they share instead of by their length: numbers and concepts.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import regex

from miner.model.article import Article, OtherAbstract, Section
from miner.model.claim import Claim
from miner.model.reading import Reading
from miner.vocabulary import Vocabulary

_HAN = regex.compile(r"\p{Han}")
_LETTER = regex.compile(r"\p{L}")
_NUMBER = regex.compile(r"\d+(?:[.,]\d+)*")
_LABEL = regex.compile(r"^[\p{Lu} ]{4,40}:\s*$")
_IS_CHINESE: Final = 0.3  # the share of Han characters among a line's letters
_FEWEST: Final = 60  # letters of the smaller language, for a text to count as being in two
_MOST: Final = 400  # sentences of each language that are aligned; the alignment's cost is their product
_GAP: Final = -0.1  # for a sentence that has no counterpart
_JOINED: Final = -0.15  # for two sentences that are one in the other language


class Span(NamedTuple):
    """A sentence, or two in a row, of one language."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sentences that say the same, either one empty where the other language has none."""

    one: Span | None
    other: Span | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two readings of one paper held side by side.

    `same` are claims of both (indices into each reading), `turned` those whose signs differ, `only_one` and
    `only_other` the rest.
    """

    languages: tuple[str, str]
    one: Reading
    other: Reading
    aligned: tuple[Aligned, ...]
    same: tuple[tuple[int, int], ...]
    turned: tuple[tuple[int, int], ...]
    only_one: tuple[int, ...]
    only_other: tuple[int, ...]


def split_languages(article: Article) -> Article:
    """The article with what it says in a second language set apart as a translation; unchanged where it has one.

    A copied page often holds an abstract and, below it, its Chinese translation; read as one text, each would be read
    by the other's rules.
    """
    if article.other_abstracts:
        return article
    lines = [
        (section, line)
        for section in (*article.abstract, *article.body)
        for line in section.text.split("\n")
        if line.strip()
    ]
    chinese = [line for _, line in lines if _is_chinese(line)]
    english = [line for _, line in lines if not _is_chinese(line)]
    if min(_letters(chinese), _letters(english) / 3) < _FEWEST:
        return article
    is_main = article.language == "zh"
    return replace(
        article,
        abstract=_kept(article.abstract, is_chinese=is_main),
        body=_kept(article.body, is_chinese=is_main),
        other_abstracts=(
            OtherAbstract("en" if is_main else "zh", (Section("\n".join(english if is_main else chinese)),)),
        ),
    )


def compare_languages(one: Reading, other: Reading, *, vocabulary: Vocabulary) -> Comparison:
    """The two readings of one paper, aligned sentence by sentence and claim by claim.

    Two claims are the same where subject and object are the same concepts; in sentences that say the same, an end that
    one language could not link is taken for the other's.
    """
    aligned = tuple(_align(_sentences(one, vocabulary), _sentences(other, vocabulary)))
    ends = [tuple(_ends(claim, vocabulary) for claim in reading.claims) for reading in (one, other)]
    same: list[tuple[int, int]] = []
    turned: list[tuple[int, int]] = []
    left = list(range(len(other.claims)))
    rest: list[int] = []
    for number, claim in enumerate(one.claims):
        fitting = [at for at in left if _fits(ends[0][number], ends[1][at])]
        fitting = fitting or [
            at
            for at in left
            if _are_aligned(claim, other.claims[at], aligned) and _may_fit(ends[0][number], ends[1][at])
        ]
        match = next((at for at in fitting if other.claims[at].sign == claim.sign), fitting[0] if fitting else None)
        if match is None:
            rest.append(number)
            continue
        left.remove(match)
        (same if other.claims[match].sign == claim.sign else turned).append((number, match))
    # What one language says twice is no difference.
    said = [{ends[0][number] for number, _ in (*same, *turned)}, {ends[1][at] for _, at in (*same, *turned)}]
    only_one = tuple(number for number in rest if ends[0][number] not in said[0])
    only_other = tuple(at for at in left if ends[1][at] not in said[1])
    return Comparison(
        (one.language, other.language), one, other, aligned, tuple(same), tuple(turned), only_one, only_other
    )


class _Sentence(NamedTuple):
    start: int
    end: int
    text: str
    numbers: frozenset[str]
    concepts: frozenset[str]


Ends = tuple[str | None, str | None]


def _is_chinese(line: str) -> bool:
    return len(_HAN.findall(line)) > _IS_CHINESE * max(1, len(_LETTER.findall(line)))


def _letters(lines: Sequence[str]) -> int:
    return sum(len(_LETTER.findall(line)) for line in lines)


def _kept(sections: tuple[Section, ...], *, is_chinese: bool) -> tuple[Section, ...]:
    """The sections with their lines of one language only."""
    kept = []
    for section in sections:
        lines = [line for line in section.text.split("\n") if not line.strip() or _is_chinese(line) == is_chinese]
        if any(line.strip() for line in lines):
            kept.append(replace(section, text="\n".join(lines).strip("\n")))
    return tuple(kept)


def _sentences(reading: Reading, vocabulary: Vocabulary) -> list[_Sentence]:
    concepts = [(one.start, vocabulary.roll_up(one.concept)[0]) for one in reading.mentions if one.concept]
    found = []
    from miner.read.sentences import split_sentences, whole  # spaCy takes a second to import

    for sentence in split_sentences(reading.text, whole(reading.text))[:_MOST]:
        text = reading.text[sentence.start : sentence.end]
        if _LABEL.match(text):
            continue
        inside = frozenset(curie for start, curie in concepts if sentence.start <= start < sentence.end)
        found.append(_Sentence(sentence.start, sentence.end, text, frozenset(_NUMBER.findall(text)), inside))
    return found


def _align(ones: Sequence[_Sentence], others: Sequence[_Sentence]) -> list[Aligned]:
    """The best order-keeping alignment of 1-1, 1-2, 2-1, 1-0 and 0-1 groups, by dynamic programming."""
    best = {(0, 0): (0.0, (0, 0))}
    for i in range(len(ones) + 1):
        for j in range(len(others) + 1):
            if (i, j) not in best:
                continue
            score = best[i, j][0]
            for di, dj, cost in ((1, 1, 0.0), (1, 2, _JOINED), (2, 1, _JOINED), (1, 0, _GAP), (0, 1, _GAP)):
                if i + di > len(ones) or j + dj > len(others):
                    continue
                gain = _likeness(ones[i : i + di], others[j : j + dj]) if di and dj else 0.0
                to, total = (i + di, j + dj), score + gain + cost
                if to not in best or total > best[to][0]:
                    best[to] = (total, (i, j))
    pairs, at = [], (len(ones), len(others))
    while at != (0, 0):
        before = best[at][1]
        pairs.append(Aligned(_span(ones[before[0] : at[0]]), _span(others[before[1] : at[1]])))
        at = before
    return pairs[::-1]


def _likeness(ones: Sequence[_Sentence], others: Sequence[_Sentence]) -> float:
    """What two groups share of their numbers and concepts: the mean of the two shares, counted where there are any."""
    shares = []
    for left, right in (
        (frozenset().union(*(one.numbers for one in ones)), frozenset().union(*(one.numbers for one in others))),
        (frozenset().union(*(one.concepts for one in ones)), frozenset().union(*(one.concepts for one in others))),
    ):
        if left or right:
            shares.append(2 * len(left & right) / (len(left) + len(right)))
    # Two sentences with nothing to compare are as well side by side as apart: order decides.
    return sum(shares) / len(shares) if shares else 0.01


def _span(sentences: Sequence[_Sentence]) -> Span | None:
    if not sentences:
        return None
    return Span(sentences[0].start, sentences[-1].end, " ".join(one.text for one in sentences))


def _ends(claim: Claim, vocabulary: Vocabulary) -> Ends:
    def node(concept: str | None, *, is_outcome: bool) -> str | None:
        return None if concept is None else vocabulary.roll_up(concept, is_outcome=is_outcome)[0]

    return node(claim.subject.concept, is_outcome=False), node(claim.object.concept, is_outcome=True)


def _fits(one: Ends, other: Ends) -> bool:
    return None not in one and one == other


def _may_fit(one: Ends, other: Ends) -> bool:
    """True where no end differs and at least one is the same concept."""
    pairs = list(zip(one, other, strict=True))
    return any(a == b and a is not None for a, b in pairs) and all(a == b or a is None or b is None for a, b in pairs)


def _are_aligned(one: Claim, other: Claim, aligned: Sequence[Aligned]) -> bool:
    return any(
        pair.one is not None
        and pair.other is not None
        and pair.one.start <= one.start < pair.one.end
        and pair.other.start <= other.start < pair.other.end
        for pair in aligned
    )
