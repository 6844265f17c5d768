"""Paths, neighbours and names: what is stated, what is put together, and what leads nowhere."""

import pytest
from graph_builder import BONE_DENSITY, CRP, MAGNESIUM, PTH, SARCOPENIA, Paper, graph_of, paper, says

from miner.ask import NameIndex, Network, find_paths, get_neighbourhood
from miner.ask.names import entities_of
from miner.errors import BadInput, NotFound
from miner.model.claim import Sign
from miner.model.study import Design
from miner.vocabulary import load_vocabulary


def network(*papers: Paper) -> Network:
    return Network(graph_of(*papers))


def web() -> Network:
    return network(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, through=[(CRP, 20)]), design=Design.RCT),
        paper(2, says(MAGNESIUM, CRP, -1), says(CRP, SARCOPENIA, 1)),
        paper(3, says(MAGNESIUM, PTH, -1), says(PTH, SARCOPENIA, 1)),
        paper(4, says(PTH, CRP, 1), says(CRP, PTH, 0)),
        paper(5, says(MAGNESIUM, "sleep", 1), says("sleep", SARCOPENIA, 0)),
        paper(6, says(MAGNESIUM, "mood", 1), says("mood", SARCOPENIA, -1), retracted=True),
        paper(7, says(MAGNESIUM, "diet", None), says("diet", SARCOPENIA, -1)),
    )


def names() -> NameIndex:
    return NameIndex.of(entities_of(web().graph, load_vocabulary()))


def test_stated_and_inferred_paths_are_apart() -> None:
    """A stated mediation is not listed again as a chain; chains have the product of their signs and beliefs."""
    found = find_paths(web(), MAGNESIUM, SARCOPENIA)
    assert [one.mediator for one in found.stated] == [CRP]
    signs: dict[tuple[str, ...], Sign] = {path.nodes: path.sign for path in found.chains}
    assert signs == {
        (MAGNESIUM, SARCOPENIA): -1,
        (MAGNESIUM, PTH, SARCOPENIA): -1,
        (MAGNESIUM, "TEXT:diet", SARCOPENIA): None,
        (MAGNESIUM, PTH, CRP, SARCOPENIA): -1,
    }
    beliefs = [path.belief for path in found.chains]
    assert beliefs == sorted(beliefs, reverse=True)
    for path in found.chains:
        product = 1.0
        for leg in path.legs:
            product *= leg.belief
        assert path.belief == pytest.approx(product)


def test_each_leg_names_its_edge() -> None:
    """A leg leads to the evidence of its edge."""
    net = web()
    (path,) = (one for one in find_paths(net, MAGNESIUM, SARCOPENIA).chains if len(one.legs) == 3)
    assert [net.edge(leg.edge).papers for leg in path.legs] == [("PMID:3",), ("PMID:4",), ("PMID:2",)]


@pytest.mark.parametrize(("steps", "count"), [(1, 1), (2, 3), (3, 4)])
def test_steps_and_limits(steps: int, count: int) -> None:
    """Fewer steps give fewer chains; a limit cuts the list and not the count."""
    found = find_paths(web(), MAGNESIUM, SARCOPENIA, steps=steps, limit=1)
    assert (found.total, len(found.chains)) == (count, 1)


def test_disputed_legs_are_marked_and_the_stronger_side_leads() -> None:
    """Where papers disagree the more believed direction is taken, and the leg says that it is disputed."""
    net = network(
        paper(1, says(MAGNESIUM, PTH, -1), design=Design.RCT),
        paper(2, says(MAGNESIUM, PTH, 1), design=Design.CASE_SERIES),
        paper(3, says(PTH, BONE_DENSITY, -1)),
    )
    (path,) = find_paths(net, MAGNESIUM, BONE_DENSITY).chains
    assert [(leg.sign, leg.is_disputed) for leg in path.legs] == [(-1, True), (-1, False)]
    assert path.sign == 1


def test_a_retracted_mediation_is_listed_without_belief() -> None:
    """A mediation whose only paper is retracted stays, weighs nothing, and does not hide the chain."""
    net = network(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, through=[(PTH, 20)]), retracted=True),
        paper(2, says(MAGNESIUM, PTH, -1), says(PTH, SARCOPENIA, 1)),
    )
    found = find_paths(net, MAGNESIUM, SARCOPENIA)
    assert [(one.mediator, one.belief.score) for one in found.stated] == [(PTH, 0)]
    assert [path.nodes for path in found.chains] == [(MAGNESIUM, PTH, SARCOPENIA)]


def test_wrong_questions_are_answered_in_a_sentence() -> None:
    """An unknown node, the same node twice, and too many steps say so."""
    with pytest.raises(NotFound, match="miner search"):
        find_paths(web(), MAGNESIUM, "MESH:D000001")
    with pytest.raises(BadInput, match="both ends"):
        find_paths(web(), MAGNESIUM, MAGNESIUM)
    with pytest.raises(BadInput, match="1 to 3"):
        find_paths(web(), MAGNESIUM, SARCOPENIA, steps=4)


def test_neighbours_by_sign_and_direction() -> None:
    """What a node raises, lowers, leaves as it is, and through what."""
    around = get_neighbourhood(web(), MAGNESIUM)
    assert {one.node.id for one in around.that(sign=-1)} == {SARCOPENIA, CRP, PTH}
    assert {one.node.id for one in around.that(sign=None)} == {"TEXT:diet"}
    (sarcopenia,) = (one for one in around.outgoing if one.node.id == SARCOPENIA)
    assert [one.mediator for one in sarcopenia.via] == [CRP]
    assert around.outgoing[-1].edge.belief.score == 0
    assert [one.node.id for one in get_neighbourhood(web(), PTH).that(sign=0, incoming=True)] == [CRP]
    assert [one.outcome for one in get_neighbourhood(web(), CRP).mediates] == [SARCOPENIA]


@pytest.mark.parametrize(
    ("words", "first", "how"),
    [
        ("MESH:D008274", MAGNESIUM, "id"),
        ("mesh:d008274", MAGNESIUM, "id"),
        ("magnesium", MAGNESIUM, "name"),
        ("Parathyroid  Hormone", PTH, "name"),
        ("parathyr", PTH, "start"),
        ("hormone para", PTH, "words"),
        ("sarcopnia", SARCOPENIA, "like"),
        ("reactive", CRP, "words"),
    ],
)
def test_nodes_are_found_by_name(words: str, first: str, how: str) -> None:
    """By id, name, beginnings of words, and with a typing error."""
    hit = names().search(words).matches[0]
    assert (hit.entity.id, hit.how) == (first, how)


def test_a_name_that_is_not_there_names_what_is_near() -> None:
    """`get` takes names and ids, and says what is near."""
    index = names()
    assert index.get("Sarcopenia").id == SARCOPENIA
    with pytest.raises(NotFound, match=r"near it: Sarcopenia"):
        index.get("sarcopeni")
    with pytest.raises(NotFound, match="nothing in the graph"):
        index.get("qqqqqqq")
    assert index.search("  ").matches == ()
