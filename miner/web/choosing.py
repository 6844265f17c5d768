"""Which claims are asked for: of an edge, an entity or a paper, by sign, design and words."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from miner.model.evidence import Edge, Inference
from miner.model.study import Design
from miner.web.finding import get_link, get_node
from miner.web.shelf import Shelf, Stated, View
from miner.web.signs import SignName, sign_of

_MOST_FOUND = 5000  # claims that words can find


class Wish(NamedTuple):
    """What was asked for; empty values ask for everything."""

    edge: str = ""
    entity: str = ""
    paper: str = ""
    sign: SignName | None = None
    design: Design | None = None
    q: str = ""


def choose_claims(shelf: Shelf, view: View, wish: Wish) -> list[Stated]:
    """The claims that are asked for, the latest first; raises NotFound for an edge or entity that is not there."""
    chosen = [one for one in _base(shelf, view, wish) if _fits(one, wish)]
    chosen.sort(key=lambda one: (-(one.evidence.paper.year or 0), one.evidence.document, one.evidence.claim.start))
    return chosen


def _base(shelf: Shelf, view: View, wish: Wish) -> Iterable[Stated]:
    if wish.edge:
        link = get_link(view, wish.edge)
        if isinstance(link, Inference):
            return _of_edges(view.network.edges[one] for one in (link.first, link.second))
        if isinstance(link, Edge):
            return _of_edges([link])
        return [Stated(link.id, one.evidence) for one in link.evidence]
    if wish.paper:
        return view.stated.get(wish.paper) or view.stated.get(f"PMID:{wish.paper}") or ()
    if wish.entity:
        node = get_node(view, wish.entity)
        return _of_edges((*view.network.outgoing.get(node.id, ()), *view.network.incoming.get(node.id, ())))
    if wish.q:
        with shelf.open_store() as store:
            hits = store.search_claims(wish.q, limit=_MOST_FOUND)
        sentences = {(hit.article, hit.quote) for hit in hits}
        papers = sorted({hit.article for hit in hits})
        return [
            one
            for paper in papers
            for one in view.stated.get(paper, ())
            if (paper, one.evidence.claim.quote) in sentences
        ]
    return _of_edges(view.graph.edges)


def _of_edges(edges: Iterable[Edge]) -> Iterator[Stated]:
    for edge in edges:
        name = edge.id
        for one in edge.evidence:
            yield Stated(name, one)


def _fits(one: Stated, wish: Wish) -> bool:
    if wish.sign is not None and one.evidence.sign != sign_of(wish.sign):
        return False
    if wish.design is not None and one.evidence.paper.design is not wish.design:
        return False
    if wish.paper and one.evidence.paper.id not in {wish.paper, f"PMID:{wish.paper}"}:
        return False
    if not wish.q or not (wish.edge or wish.paper or wish.entity):
        return True
    claim = one.evidence.claim
    told = f"{claim.quote} {claim.subject.text} {claim.object.text} {one.evidence.paper.title}".casefold()
    return all(word in told for word in wish.q.casefold().split())
