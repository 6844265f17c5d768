"""Which claims are asked for: of an edge, an entity or a paper, by sign, design and words."""

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from miner.assemble.keeping import DESIGNS, code_of
from miner.model.evidence import Edge, Inference
from miner.model.study import Design
from miner.store.columns import Array, split_texts
from miner.web.finding import get_link, get_node
from miner.web.shelf import Shelf
from miner.web.signs import SignName, sign_of
from miner.web.view import Stated, View

_MOST_FOUND: Final = 5000  # claims that words can find


class Wish(NamedTuple):
    """What was asked for; empty values ask for everything."""

    edge: str = ""
    entity: str = ""
    paper: str = ""
    sign: SignName | None = None
    design: Design | None = None
    q: str = ""


class Claims(Sequence[Stated]):
    """Claims by their numbers; each is read when it is looked at."""

    def __init__(self, view: View, numbers: Array) -> None:
        self._view = view
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: Any) -> Any:  # noqa: ANN401 - a number, or a slice
        if isinstance(place, slice):
            return [self._view.claim(number) for number in self._numbers[place].tolist()]
        return self._view.claim(int(self._numbers[place]))

    def __iter__(self) -> Iterator[Stated]:
        return map(self._view.claim, self._numbers.tolist())


def choose_claims(shelf: Shelf, view: View, wish: Wish) -> Sequence[Stated]:
    """The claims that are asked for, the latest first; raises NotFound for an edge or entity that is not there."""
    if wish.edge and not isinstance(link := get_link(view, wish.edge), Edge | Inference):
        return [one for one in (Stated(link.id, one.evidence) for one in link.evidence) if _fits(one, wish)]
    numbers = _narrowed(view, _base(shelf, view, wish), wish)
    if wish.q and (wish.edge or wish.entity or wish.paper):
        numbers = np.array([one for one in numbers.tolist() if _has_words(view.claim(one), wish.q)], dtype=np.int64)
    return Claims(view, _latest_first(view, numbers))


def _base(shelf: Shelf, view: View, wish: Wish) -> Array:
    graph = view.graph
    if wish.edge:
        link = get_link(view, wish.edge)
        names = (link.first, link.second) if isinstance(link, Inference) else (link.id,)
        edges = [edge.number for name in names if (edge := graph.find_edge(name)) is not None]
        return graph.claims_of_edges(np.array(edges))
    if wish.paper:
        paper = graph.paper_numbers.get(wish.paper, graph.paper_numbers.get(f"PMID:{wish.paper}"))
        return np.zeros(0, dtype=np.int64) if paper is None else graph.claims_of_paper(paper)
    if wish.entity:
        number = graph.numbers[get_node(view, wish.entity).id]
        return graph.claims_of_edges(np.concatenate([graph.outgoing(number), graph.incoming(number)]))
    if wish.q:
        return np.array(_with_words(shelf, view, wish.q), dtype=np.int64)
    return np.arange(view.claims)


def _with_words(shelf: Shelf, view: View, words: str) -> list[int]:
    with shelf.open_store() as store:
        hits = store.search_claims(words, limit=_MOST_FOUND)
    sentences = {(hit.article, hit.quote) for hit in hits}
    papers = (view.graph.paper_numbers.get(paper) for paper in sorted({hit.article for hit in hits}))
    return [
        number
        for paper in papers
        if paper is not None
        for number in view.graph.claims_of_paper(paper).tolist()
        if ((evidence := view.claim(number).evidence).paper.id, evidence.claim.quote) in sentences
    ]


def _narrowed(view: View, numbers: Array, wish: Wish) -> Array:
    columns = view.graph.columns
    if wish.sign is not None:
        edges = np.searchsorted(columns["claim.starts"], numbers, side="right") - 1
        numbers = numbers[columns["edge.signs"][edges] == code_of(sign_of(wish.sign))]
    if wish.design is not None:
        designs = split_texts(columns[DESIGNS])
        code = designs.index(wish.design.value) if wish.design.value in designs else -1
        numbers = numbers[columns["paper.designs"][columns["claim.papers"][numbers]] == code]
    if wish.paper and wish.edge:
        paper = view.graph.paper_numbers.get(wish.paper, view.graph.paper_numbers.get(f"PMID:{wish.paper}", -1))
        numbers = numbers[columns["claim.papers"][numbers] == paper]
    return numbers


def _latest_first(view: View, numbers: Array) -> Array:
    latest = view.graph.columns["claim.latest"]
    if len(numbers) == len(latest):
        return latest
    asked = np.zeros(len(latest), dtype=bool)
    asked[numbers] = True
    return np.asarray(latest[asked[latest]])


def _fits(one: Stated, wish: Wish) -> bool:
    if wish.sign is not None and one.evidence.sign != sign_of(wish.sign):
        return False
    if wish.design is not None and one.evidence.paper.design is not wish.design:
        return False
    if wish.paper and one.evidence.paper.id not in {wish.paper, f"PMID:{wish.paper}"}:
        return False
    return not wish.q or _has_words(one, wish.q)


def _has_words(one: Stated, words: str) -> bool:
    claim = one.evidence.claim
    told = f"{claim.quote} {claim.subject.text} {claim.object.text} {one.evidence.paper.title}".casefold()
    return all(word in told for word in words.casefold().split())
