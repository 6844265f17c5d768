"""Finding entities by name while they are typed: beginnings, synonyms, Greek, ids, Chinese, misspellings, with facets.

All names stand in sorted arrays; a beginning is a range of them, found by bisection, and ranges are ranked and counted
by numpy. Misspellings are found by shared trigrams and judged by rapidfuzz. Made for 50,000 entities and more.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple, Self

import numpy as np
import numpy.typing as npt
import regex

from miner.ask.trigrams import Trigrams
from miner.errors import NotFound
from miner.model.evidence import EvidenceGraph
from miner.store.columns import Array, join_texts, split_texts
from miner.vocabulary import Vocabulary
from miner.vocabulary.keys import with_greek_names

MAX_QUERY: Final = 200  # characters: names are shorter
_LAST: Final = "\U0010ffff"
_NOT_WORD: Final = regex.compile(r"[^\p{L}\p{N}+]+")
_HAN: Final = regex.compile(r"\p{Han}+")
_FEW: Final = 3  # with fewer hits than these, misspellings are looked for too
_TIERS: Final = {"id": 9.0, "name": 6.0, "start": 2.0, "words": 1.2, "like": -4.0}
_CLOSE: Final = 1.5  # of rank, for a name that is wholly typed
_HELD: Final = 1024  # answers
_SPARSE: Final = 4096  # names; fewer are sorted, more are counted in an array of all entities
_PREFIX: Final = "names."
_TEXTS: Final = ("ids", "labels", "types", "roles", "shown", "compact", "words")
_PER_DOUBLING: Final = 0.25  # of rank, for each doubling of an entity's papers

Numbers = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


class Entity(NamedTuple):
    """What is found: an entity with its type, its role, and how many papers speak of it; `names` are for the index."""

    id: str
    label: str
    type: str
    role: str
    papers: int
    names: tuple[str, ...] = ()


class Match(NamedTuple):
    """An entity that was found, by which of its names, and how: `id`, `name`, `start`, `words`, `like`, or `all`."""

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

    >>> found = NameIndex.of([Entity("MESH:D008274", "Magnesium", "Chemical", "exposure", 9)]).search("magnesuim")
    >>> [(one.entity.label, one.how) for one in found.matches]
    [('Magnesium', 'like')]
    """

    def __init__(self, columns: Mapping[str, Array]) -> None:
        """The index of what another one's `columns` hold."""
        self.columns = {name: array for name, array in columns.items() if name.startswith(_PREFIX)}
        columns = {name.removeprefix(_PREFIX): array for name, array in self.columns.items()}
        texts = {name: split_texts(columns[name]) for name in _TEXTS}
        self.entities = tuple(
            Entity(*row)
            for row in zip(
                texts["ids"],
                texts["labels"],
                [texts["types"][code] for code in columns["entity_types"].tolist()],
                [texts["roles"][code] for code in columns["entity_roles"].tolist()],
                columns["papers"].tolist(),
                strict=True,
            )
        )
        self._ids = _ids_of(self.entities)
        self._shown, self._compact, self._words = texts["shown"], texts["compact"], texts["words"]
        self._types, self._roles = texts["types"], texts["roles"]
        self._type_of, self._role_of = columns["entity_types"], columns["entity_roles"]
        self._owner, self._size = columns["owners"], columns["sizes"]
        self._compact_name = columns["compact_names"]
        self._word_name, self._word_starts = columns["word_names"], columns["word_starts"].tolist()
        self._evidence: Floats = _PER_DOUBLING * np.log2(1 + columns["papers"].astype(np.float64))
        self._trigrams = Trigrams(self._compact, columns["trigram_places"], columns["trigram_starts"])
        self._find = lru_cache(maxsize=_HELD)(self._search)

    @classmethod
    def of(cls, entities: Iterable[Entity]) -> Self:
        """The index of entities."""
        return cls(_build(tuple(entities)))

    def search(self, words: str, *, limit: int = 20, offset: int = 0, kind: str = "", role: str = "") -> Matches:
        """The entities that the words can mean, the best first; `kind` and `role` narrow what is given."""
        words = words[:MAX_QUERY].strip()
        return self._find(plain(words), words.casefold(), limit, offset, (kind, role))

    def get(self, words: str) -> Entity:
        """The one entity that an id or a name means; raises NotFound, with what is near."""
        found = self.search(words, limit=4).matches
        if found and found[0].how in {"id", "name"}:
            return found[0].entity
        near = ", ".join(f"{one.entity.label} ({one.entity.id})" for one in found)
        raise NotFound(f"nothing in the graph is called {words[:100]!r}" + (f"; near it: {near}" if near else ""))

    def browse(self, *, limit: int = 20, offset: int = 0, kind: str = "", role: str = "") -> Matches:
        """All entities, those of most papers first; `kind` and `role` narrow what is given."""
        owners = np.arange(len(self.entities))
        return self._page(owners, self._evidence, (), limit, offset, (kind, role))

    def _search(self, wanted: str, raw: str, limit: int, offset: int, facets: tuple[str, str]) -> Matches:
        found = [one for one in self._all(wanted, raw) if one.names.size]
        if not found:
            return Matches((), 0, (), ())
        owners, best = self._best(found)
        ranks = best + self._evidence[owners]
        return self._page(owners, ranks, found, limit, offset, facets)

    def _best(self, found: Sequence[_Found]) -> tuple[npt.NDArray[np.intp], Floats]:
        """The entities that were found, in order, each with the rank of its best name."""
        of = np.concatenate([self._owner[one.names] for one in found])
        ranks = np.concatenate([one.ranks for one in found])
        if of.size < _SPARSE:
            owners, places = np.unique(of, return_inverse=True)
            best = np.full(owners.size, -np.inf)
            np.maximum.at(best, places, ranks)
            return owners.astype(np.intp), best
        best = np.full(len(self.entities), -np.inf)
        np.maximum.at(best, of, ranks)
        owners = np.flatnonzero(best > -np.inf)
        return owners, best[owners]

    def _page(
        self,
        owners: npt.NDArray[np.intp],
        ranks: Floats,
        found: Sequence[_Found],
        limit: int,
        offset: int,
        facets: tuple[str, str],
    ) -> Matches:
        keep = np.ones(owners.size, dtype=bool)
        for value, values, codes in zip(
            facets, (self._types, self._roles), (self._type_of, self._role_of), strict=True
        ):
            if value:
                keep &= codes[owners] == (values.index(value) if value in values else -1)
        places = _first(ranks, np.flatnonzero(keep), offset + limit)
        order = places[np.lexsort((owners[places], -ranks[places]))][offset : offset + limit]
        return Matches(
            self._matches(owners[order], found),
            int(keep.sum()),
            _counted(self._types, self._type_of[owners]),
            _counted(self._roles, self._role_of[owners]),
        )

    def _matches(self, owners: npt.NDArray[np.intp], found: Sequence[_Found]) -> tuple[Match, ...]:
        is_asked = np.zeros(len(self.entities), dtype=bool)
        is_asked[owners] = True
        best: dict[int, tuple[float, int, str]] = {}
        for one in found:
            of = self._owner[one.names]
            for at in np.flatnonzero(is_asked[of]).tolist():
                owner = int(of[at])
                this = (float(one.ranks[at]), -int(one.names[at]), one.how)
                best[owner] = max(best.get(owner, this), this)
        if not found:
            return tuple(Match(one, one.label, "all") for one in (self.entities[owner] for owner in owners.tolist()))
        return tuple(
            Match(self.entities[owner], self._shown[-best[owner][1]], best[owner][2]) for owner in owners.tolist()
        )

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
            places, likeness = self._trigrams.find(compact)
            yield _Found(self._compact_name[places], _TIERS["like"] + 4.0 * likeness, "like")

    def _with_words(self, wanted: str) -> Numbers:
        # Every word must begin a word of the name; the rarest word is tried first.
        ranges = sorted((self._word_name[self._places(word)] for word in wanted.split()), key=len)
        names = np.unique(ranges[0]) if len(ranges) > 1 else ranges[0]
        for more in ranges[1:]:
            has_word = np.zeros(len(self._shown), dtype=bool)
            has_word[more] = True
            names = names[has_word[names]]
        return names

    def _places(self, word: str) -> slice:
        found = _range(self._words, word)
        return slice(self._word_starts[found.start], self._word_starts[found.stop])


def _build(entities: tuple[Entity, ...]) -> dict[str, Array]:
    """The columns of an index: every name once for each entity, its compact form and its words, sorted."""
    rows = sorted({(plain(name), place, name) for place, one in enumerate(entities) for name in _names_of(one)})
    compact = sorted((text.replace(" ", ""), number) for number, (text, _, _) in enumerate(rows))
    words = sorted({(word, number) for number, (text, _, _) in enumerate(rows) for word in _words_of(text)})
    each = [(word, len(list(those))) for word, those in groupby(words, key=itemgetter(0))]
    types, roles = (sorted({getattr(one, name) for one in entities}) for name in ("type", "role"))
    grams, starts = Trigrams.build([text for text, _ in compact])
    columns = {
        "ids": join_texts([one.id for one in entities]),
        "labels": join_texts([one.label for one in entities]),
        "types": join_texts(types),
        "roles": join_texts(roles),
        "entity_types": _array(types.index(one.type) for one in entities),
        "entity_roles": _array(roles.index(one.role) for one in entities),
        "papers": _array(one.papers for one in entities),
        "shown": join_texts([name for _, _, name in rows]),
        "owners": _array(place for _, place, _ in rows),
        "sizes": _array(len(text) for text, _, _ in rows),
        "compact": join_texts([text for text, _ in compact]),
        "compact_names": _array(number for _, number in compact),
        "words": join_texts([word for word, _ in each]),
        "word_starts": np.cumsum([0, *(count for _, count in each)]).astype(np.int32),
        "word_names": _array(number for _, number in words),
        "trigram_places": grams,
        "trigram_starts": starts,
    }
    return {f"{_PREFIX}{name}": array for name, array in columns.items()}


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
