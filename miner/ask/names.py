"""Finding entities by name while they are typed: beginnings, synonyms, Greek, ids, Chinese, misspellings, with facets.

All names stand in sorted arrays; a beginning is a range of them, found by bisection, and ranges are ranked and counted
by numpy. Misspellings are found by shared trigrams and judged by rapidfuzz. Made for 50,000 entities and more.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from miner.ask.trigrams import Trigrams
from miner.model.evidence import EvidenceGraph
from miner.vocabulary import Vocabulary
from miner.vocabulary.keys import with_greek_names

MAX_QUERY: Final = 200  # characters: names are shorter
_LAST: Final = "\U0010ffff"
_NOT_WORD: Final = regex.compile(r"[^\p{L}\p{N}+]+")
_HAN: Final = regex.compile(r"\p{Han}+")
_FEW: Final = 3  # with fewer hits than these, misspellings are looked for too
_TIERS: Final = {"id": 9.0, "name": 6.0, "start": 2.0, "words": 1.2, "like": -4.0}
_CLOSE: Final = 1.5  # of rank, for a name that is wholly typed
_PER_DOUBLING: Final = 0.25  # of rank, for each doubling of an entity's papers

Numbers = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


class Entity(NamedTuple):
    """What is found: an entity with its type, its role, how many papers speak of it, and its names."""

    id: str
    label: str
    type: str
    role: str
    papers: int
    names: tuple[str, ...] = ()


class Match(NamedTuple):
    """An entity that was found, by which of its names, and how: `id`, `name`, `start`, `words` or `like`."""

    entity: Entity
    name: str
    how: str


class Matches(NamedTuple):
    """A page of matches, how many there are in all, and how many of each type and role before these narrow it."""

    matches: tuple[Match, ...]
    total: int
    types: tuple[tuple[str, int], ...]
    roles: tuple[tuple[str, int], ...]


class _Found(NamedTuple):
    names: Numbers
    ranks: Floats
    how: str


def entities_of(graph: EvidenceGraph, vocabulary: Vocabulary) -> list[Entity]:
    """The graph's nodes with all the names that papers and the vocabulary give them."""
    entities = []
    for node in graph.nodes:
        concept = vocabulary.get(node.id)
        known = () if concept is None else (concept.name, *concept.synonyms)
        names = tuple(dict.fromkeys((*node.names, *known)))
        kind = node.type.value if node.type is not None else "Other"
        entities.append(Entity(node.id, node.label, kind, node.role.value, node.papers, names))
    return entities


def plain(text: str) -> str:
    """The text as names are compared: lower case, Greek letters spelled out, words apart by one space.

    >>> plain("TNF-α"), plain("25(OH)D")
    ('tnf alpha', '25 oh d')
    """
    return _NOT_WORD.sub(" ", with_greek_names(text.casefold())).strip()


class NameIndex:
    """The names of entities, ready to be searched as they are typed; the same words always give the same answer.

    >>> found = NameIndex([Entity("MESH:D008274", "Magnesium", "Chemical", "exposure", 9)]).search("magnesuim")
    >>> [(one.entity.label, one.how) for one in found.matches]
    [('Magnesium', 'like')]
    """

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities = tuple(entities)
        self._ids = _ids_of(self.entities)
        rows = sorted({(plain(name), place, name) for place, one in enumerate(entities) for name in _names_of(one)})
        self._shown = [name for _, _, name in rows]
        self._plain = [text for text, _, _ in rows]
        self._owner = _array(place for _, place, _ in rows)
        self._size = _array(len(text) for text in self._plain)
        compact = sorted((text.replace(" ", ""), number) for number, text in enumerate(self._plain))
        self._compact = [text for text, _ in compact]
        self._compact_name = _array(number for _, number in compact)
        words = sorted({(word, number) for number, text in enumerate(self._plain) for word in _words_of(text)})
        self._words = [word for word, _ in words]
        self._word_name = _array(number for _, number in words)
        self._evidence: Floats = _PER_DOUBLING * np.log2(1 + _array(one.papers for one in entities).astype(np.float64))
        self._types, self._type_of = _coded([one.type for one in entities])
        self._roles, self._role_of = _coded([one.role for one in entities])
        self._trigrams = Trigrams([text.replace(" ", "") for text in self._plain])
        self._find = lru_cache(maxsize=8192)(self._search)

    def search(self, words: str, *, limit: int = 20, offset: int = 0, kind: str = "", role: str = "") -> Matches:
        """The entities that the words can mean, the best first; `kind` and `role` narrow what is given."""
        words = words[:MAX_QUERY].strip()
        return self._find(plain(words), words.casefold(), limit, offset, (kind, role))

    def _search(self, wanted: str, raw: str, limit: int, offset: int, facets: tuple[str, str]) -> Matches:
        found = [one for one in self._all(wanted, raw) if one.names.size]
        if not found:
            return Matches((), 0, (), ())
        best = np.full(len(self.entities), -np.inf)
        for one in found:
            np.maximum.at(best, self._owner[one.names], one.ranks)
        owners = np.flatnonzero(best > -np.inf)
        ranks = best[owners] + self._evidence[owners]
        keep = np.ones(owners.size, dtype=bool)
        for value, values, codes in zip(
            facets, (self._types, self._roles), (self._type_of, self._role_of), strict=True
        ):
            if value:
                keep &= codes[owners] == (values.index(value) if value in values else -1)
        places = _first(ranks, np.flatnonzero(keep), offset + limit)
        order = places[np.lexsort((owners[places], -ranks[places]))][offset : offset + limit]
        matches = tuple(self._match(owner, found) for owner in owners[order].tolist())
        return Matches(
            matches,
            int(keep.sum()),
            _counted(self._types, self._type_of[owners]),
            _counted(self._roles, self._role_of[owners]),
        )

    def _match(self, owner: int, found: Sequence[_Found]) -> Match:
        best = (-np.inf, 0, "")
        for one in found:
            of_owner = np.flatnonzero(self._owner[one.names] == owner)
            if of_owner.size:
                at = of_owner[np.argmax(one.ranks[of_owner])]
                best = max(best, (float(one.ranks[at]), -int(one.names[at]), one.how))
        return Match(self.entities[owner], self._shown[-best[1]], best[2])

    def _all(self, wanted: str, raw: str) -> Iterable[_Found]:
        if (place := self._ids.get(raw)) is not None:
            names = np.flatnonzero(self._owner == place)[:1].astype(np.int32)
            yield _Found(names, np.full(names.size, _TIERS["id"]), "id")
        if not wanted:
            return
        compact = wanted.replace(" ", "")
        starts = self._compact_name[_range(self._compact, compact)]
        words = self._with_words(wanted)
        for names, how in ((starts, "start"), (words, "words")):
            closeness = np.minimum(1.0, len(wanted) / np.maximum(self._size[names], 1))
            yield _Found(names, _TIERS[how] + _CLOSE * closeness, how)
        exact = self._compact_name[bisect_left(self._compact, compact) : bisect_left(self._compact, compact + "\0")]
        yield _Found(exact, np.full(exact.size, _TIERS["name"]), "name")
        if starts.size + words.size < _FEW:
            names, likeness = self._trigrams.find(compact)
            yield _Found(names, _TIERS["like"] + 4.0 * likeness, "like")

    def _with_words(self, wanted: str) -> Numbers:
        # Every word must begin a word of the name; the rarest word is tried first.
        ranges = sorted((self._word_name[_range(self._words, word)] for word in wanted.split()), key=len)
        names = np.unique(ranges[0]) if len(ranges) > 1 else ranges[0]
        for more in ranges[1:]:
            names = names[np.isin(names, more)]
        return names


def _names_of(one: Entity) -> set[str]:
    return {one.label, *one.names}


def _ids_of(entities: Iterable[Entity]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, one in enumerate(entities):
        for name in (one.id, one.id.partition(":")[2]):
            found.setdefault(name.casefold(), place)
    return found


def _words_of(text: str) -> set[str]:
    words = set(text.split())
    # Chinese has no spaces: every ending of a run of characters is where a word may begin.
    for run in _HAN.finditer(text):
        words.update(text[at : run.end()] for at in range(run.start(), run.end()))
    return words


def _array(numbers: Iterable[int]) -> Numbers:
    return np.fromiter(numbers, dtype=np.int32)


def _range(sorted_texts: Sequence[str], start: str) -> slice:
    return slice(bisect_left(sorted_texts, start), bisect_left(sorted_texts, start + _LAST))


def _coded(values: Sequence[str]) -> tuple[list[str], Numbers]:
    known = sorted(set(values))
    numbers = {value: number for number, value in enumerate(known)}
    return known, _array(numbers[value] for value in values)


def _counted(values: Sequence[str], codes: Numbers) -> tuple[tuple[str, int], ...]:
    counts = np.bincount(codes, minlength=len(values)).tolist()
    return tuple((value, count) for value, count in zip(values, counts, strict=True) if count)


def _first(ranks: Floats, places: npt.NDArray[np.intp], wish: int) -> npt.NDArray[np.intp]:
    # Only as many as are asked for need to be in order; who ties with the last of them stays in.
    if places.size <= 2 * wish:
        return places
    edge = np.partition(ranks[places], places.size - wish)[places.size - wish]
    tied: npt.NDArray[np.intp] = places[ranks[places] >= edge]
    return tied
