"""One set of mentions from tagger, dictionary, measurement rules and the document's own definitions.

Measurements found by rule win over all that stands inside them; of the rest the longest span wins. A short form that
the document defines means what its long form means, whatever a dictionary says.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import regex

from miner.model.concept import EntityType
from miner.model.reading import Abbreviation
from miner.read.abbreviations import find_occurrences
from miner.read.measurements import Measured
from miner.read.tagger import TYPE_OF, Tagged
from miner.vocabulary.entries import Rank
from miner.vocabulary.lexicon import Match

_QUALIFIER = regex.compile(
    r"(?:serum|plasma|circulating|urinary|urine|blood|salivary|tissue|bone|fasting|intact|total|human|rat|mouse|murine|"
    r"recombinant|endogenous|systemic|baseline|dietary|oral|intravenous)\s+",
    regex.IGNORECASE,
)
_TAGGER_TYPES = frozenset(TYPE_OF.values())


class Found(NamedTuple):
    """A mention before it is linked: its span and type, what found it, and the name to look up for it.

    `same_as` is the span of the mention whose concept this one has: the long form of a short form.
    """

    start: int
    end: int
    type: EntityType
    by: str
    name: str
    same_as: tuple[int, int] | None = None


def merge(
    text: str,
    *,
    matches: Sequence[Match],
    tagged: Iterable[Tagged],
    measured: Iterable[Measured],
    abbreviations: Iterable[Abbreviation],
) -> tuple[Found, ...]:
    """The mentions in a text, by start, none overlapping another."""
    abbreviations = tuple(abbreviations)
    defined = _occurrences(text, abbreviations)
    chosen = _Chosen()
    for one in measured:
        chosen.add(Found(one.start, one.end, EntityType.MEASUREMENT, "measurement rule", one.name))
    by_tagger = {(tag.start, tag.end): tag for tag in _unqualified(text, tagged, matches)}
    rest = [
        _named(match, by_tagger.pop((match.start, match.end), None))
        for match in matches
        # chemicals, diseases and genes need the tagger's word, our own names do not
        if (
            (sense := match.senses[0]).rank is Rank.OURS
            or sense.type not in _TAGGER_TYPES
            or (match.start, match.end) in by_tagger
        )
        and _is_balanced(match.text)
    ]
    rest += [Found(tag.start, tag.end, tag.type, tag.by, text[tag.start : tag.end]) for tag in by_tagger.values()]
    weak = _weak_genes(rest)
    rest.sort(key=lambda found: (found in weak, found.start - found.end, found.start, found.by != "tagger"))
    for found in rest:
        if (found.start, found.end) not in defined:
            chosen.add(found)
    tags = {(found.start, found.end): found for found in rest if "tagger" in found.by}
    for abbreviation, spans in _by_definition(defined):
        _define(abbreviation, spans, chosen, tags)
    return tuple(chosen.found)


class _Chosen:
    """Mentions that do not overlap, kept by start."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.found: list[Found] = []

    def add(self, found: Found) -> bool:
        at = bisect_right(self.starts, found.start)
        if at and self.found[at - 1].end > found.start:
            return False
        if at < len(self.found) and self.found[at].start < found.end:
            return False
        insort(self.starts, found.start)
        self.found.insert(at, found)
        return True

    def covering(self, start: int, end: int) -> Found | None:
        at = bisect_right(self.starts, start) - 1
        return self.found[at] if at >= 0 and self.found[at].end >= end else None


def _named(match: Match, tag: Tagged | None) -> Found:
    sense = match.senses[0]
    kind = sense.type
    if tag is not None and tag.type is not kind and sense.rank is not Rank.OURS:
        kind = tag.type
    return Found(match.start, match.end, kind, "name" if tag is None else "tagger and name", match.text)


def _unqualified(text: str, tagged: Iterable[Tagged], matches: Iterable[Match]) -> Iterator[Tagged]:
    """The tagger's mentions, without "serum" or "human" before what the dictionary knows as a name of their type."""
    known = {(match.start, match.end) for match in matches}
    for tag in tagged:
        first = _QUALIFIER.match(text, tag.start, tag.end)
        is_known = first is not None and (tag.start, tag.end) not in known and (first.end(), tag.end) in known
        yield tag._replace(start=first.end()) if first is not None and is_known else tag


def _weak_genes(found: Iterable[Found]) -> frozenset[Found]:
    """The genes that only the tagger knows and inside which it also saw a chemical or disease: that one is kept."""
    by_tagger = [each for each in found if "tagger" in each.by]
    genes = [each for each in by_tagger if each.type is EntityType.GENE and each.by == "tagger"]
    others = sorted((each.start, each.end) for each in by_tagger if each.type is not EntityType.GENE)
    starts = [start for start, _ in others]
    weak = []
    for gene in genes:
        at = bisect_right(starts, gene.start - 1)
        if (at < len(others) and others[at][0] < gene.end) or (at and others[at - 1][1] > gene.start):
            weak.append(gene)
    return frozenset(weak)


def _is_balanced(name: str) -> bool:
    return name.count("(") == name.count(")") and name.count("[") == name.count("]")


def _occurrences(text: str, abbreviations: Iterable[Abbreviation]) -> dict[tuple[int, int], Abbreviation]:
    found: dict[tuple[int, int], Abbreviation] = {}
    for abbreviation in abbreviations:
        for span in find_occurrences(text, abbreviation.short):
            found.setdefault(span, abbreviation)
    return found


def _by_definition(
    defined: dict[tuple[int, int], Abbreviation],
) -> list[tuple[Abbreviation, list[tuple[int, int]]]]:
    grouped: dict[Abbreviation, list[tuple[int, int]]] = {}
    for span, abbreviation in defined.items():
        grouped.setdefault(abbreviation, []).append(span)
    return sorted(grouped.items(), key=lambda item: item[0].short_start)


def _define(
    abbreviation: Abbreviation,
    spans: Iterable[tuple[int, int]],
    chosen: _Chosen,
    tags: dict[tuple[int, int], Found],
) -> None:
    """Give the occurrences of a short form the meaning of its long form, or leave them to the tagger, unnamed."""
    start, end = abbreviation.long_start, abbreviation.long_start + len(abbreviation.long)
    long = chosen.covering(start, end)
    if long is not None and (long.start == start or (long.end == end and long.by != "tagger")):
        meaning = Found(0, 0, long.type, "definition", long.name, same_as=(long.start, long.end))
    else:
        kinds = [tags[span].type for span in spans if span in tags]
        if not kinds:
            return
        kind = max(kinds, key=lambda each: (kinds.count(each), each))
        meaning = Found(0, 0, kind, "definition", abbreviation.long)
    for one, two in spans:
        chosen.add(meaning._replace(start=one, end=two))
