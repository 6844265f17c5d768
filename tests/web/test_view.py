"""What a view counts in columns is what the graph's values say."""

import numpy as np
from explorer_site import Site

from miner.ask.disagreement import find_disagreements, timeline
from miner.web.choosing import Wish, choose_claims
from miner.web.signs import SignName
from miner.web.view import View, years_of


def test_disputed_pairs_are_those_of_the_graph(site: Site) -> None:
    """The same pairs as one by one, those of most papers first."""
    view = site.shelf.view
    found = list(find_disagreements(view.graph))
    assert {(one.subject, one.object) for one in view.disputes} == {(one.subject, one.object) for one in found}
    assert view.disputes
    counts = [one.papers for one in view.disputes]
    assert counts == sorted(counts, reverse=True)


def test_years_are_those_of_the_timeline(site: Site) -> None:
    """Counting papers by year in columns gives what looking at every paper gives, for one edge and for all."""
    graph = site.shelf.view.graph
    everything = np.arange(len(graph.edges))
    assert years_of(graph, everything) == timeline(graph.edges)
    for number, edge in enumerate(graph.edges):
        assert years_of(graph, everything[number : number + 1]) == timeline([edge])
    assert years_of(graph, everything[:0]) == ()


def test_the_strongest_edges_are_the_most_believed(site: Site) -> None:
    """Ties are told apart by id."""
    view = site.shelf.view
    ranked = sorted(view.graph.edges, key=lambda edge: (-edge.belief.score, edge.id))
    assert list(view.strongest) == ranked[: len(view.strongest)]
    assert len(view.strongest) == 20


def _by_hand(view: View, wish: Wish) -> list[tuple[str, str, int]]:
    signs = {None: None, SignName.RAISES: 1, SignName.LOWERS: -1, SignName.NONE: 0}
    told = [
        (edge.id, one)
        for edge in view.graph.edges
        for one in edge.evidence
        if (not wish.entity or wish.entity in {edge.subject, edge.object})
        and (wish.sign is None or edge.sign == signs[wish.sign])
        and (wish.design is None or one.paper.design is wish.design)
    ]
    told.sort(key=lambda pair: (-(pair[1].paper.year or 0), pair[1].document, pair[1].claim.start))
    return [(edge, one.document, one.claim.start) for edge, one in told]


def test_claims_are_chosen_as_by_hand(site: Site) -> None:
    """By entity, sign and design, the latest first; a page of them is a piece of the whole."""
    view = site.shelf.view
    papers = {paper.design for paper in view.graph.papers}
    for wish in (
        Wish(),
        Wish(entity="MESH:D008274"),
        Wish(sign=SignName.LOWERS),
        Wish(entity="MESH:D055948", sign=SignName.RAISES),
        *(Wish(design=design) for design in sorted(papers)),
    ):
        chosen = choose_claims(site.shelf, view, wish)
        found = [(one.edge, one.evidence.document, one.evidence.claim.start) for one in chosen]
        assert found == _by_hand(view, wish)
        assert list(chosen[1:3]) == list(chosen)[1:3]
