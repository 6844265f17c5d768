"""Finding a node by its name, a piece of it, or a misspelling of it."""

from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from miner.errors import NotFound
from miner.model.evidence import EvidenceGraph, Node

_CUTOFF: Final = 75.0  # below this likeness a name is another name
_LAST: Final = "\U0010ffff"


class Hit(NamedTuple):
    """A node that was found, how, and how well (0 to 1)."""

    node: Node
    name: str
    how: str
    score: float


class NodeIndex:
    """The names of a graph's nodes, sorted; ready for exact names, beginnings of words, and misspellings."""

    def __init__(self, graph: EvidenceGraph) -> None:
        self._by_id = {node.id.casefold(): node for node in graph.nodes}
        names = sorted({(name.casefold(), node.id) for node in graph.nodes for name in (node.label, *node.names)})
        self._names = [name for name, _ in names]
        self._owners = [self._by_id[owner.casefold()] for _, owner in names]
        words = sorted({(word, place) for place, name in enumerate(self._names) for word in _words(name)})
        self._words = [word for word, _ in words]
        self._places = [place for _, place in words]
        self._find = lru_cache(maxsize=4096)(self._search)

    def search(self, words: str, *, limit: int = 20) -> tuple[Hit, ...]:
        """The nodes that the words can mean, the likeliest first, then those of more papers; may be empty."""
        return self._find(" ".join(words.casefold().split()), limit)

    def get(self, words: str) -> Node:
        """The one node that a CURIE or name means; raises NotFound, with what is near."""
        hits = self.search(words, limit=4)
        if hits and hits[0].how in {"id", "name"}:
            return hits[0].node
        near = ", ".join(f"{hit.node.label} ({hit.node.id})" for hit in hits)
        raise NotFound(f"nothing in the graph is called {words!r}" + (f"; near it: {near}" if near else ""))

    def _search(self, wanted: str, limit: int) -> tuple[Hit, ...]:
        if not wanted:
            return ()
        if wanted in self._by_id:
            node = self._by_id[wanted]
            return (Hit(node, node.label, "id", 1.0),)
        hits = [*self._exact(wanted), *self._begins(wanted)]
        if not hits:
            hits = self._fuzzy(wanted, limit)
        best: dict[str, Hit] = {}
        for hit in hits:
            if hit.node.id not in best or hit.score > best[hit.node.id].score:
                best[hit.node.id] = hit
        ranked = sorted(best.values(), key=lambda hit: (-hit.score, -hit.node.papers, hit.node.id))
        return tuple(ranked[:limit])

    def _exact(self, wanted: str) -> Iterable[Hit]:
        for place in range(bisect_left(self._names, wanted), len(self._names)):
            if self._names[place] != wanted:
                return
            yield Hit(self._owners[place], self._names[place], "name", 1.0)

    def _begins(self, wanted: str) -> Iterable[Hit]:
        *whole, last = wanted.split()
        places = self._with_word(last, begins=True)
        for word in whole:
            places &= self._with_word(word, begins=True)
        for place in sorted(places):
            name = self._names[place]
            yield Hit(self._owners[place], name, "words", 0.5 + 0.4 * len(wanted) / max(len(name), len(wanted)))

    def _with_word(self, word: str, *, begins: bool) -> set[int]:
        end = word + (_LAST if begins else "")
        return set(self._places[bisect_left(self._words, word) : bisect_left(self._words, end)])

    def _fuzzy(self, wanted: str, limit: int) -> list[Hit]:
        found = process.extract(wanted, self._names, scorer=fuzz.ratio, limit=limit, score_cutoff=_CUTOFF)
        return [Hit(self._owners[place], name, "like", score / 250) for name, score, place in found]


def _words(name: str) -> set[str]:
    return {piece for piece in name.replace("-", " ").split() if piece} | set(name.split())
