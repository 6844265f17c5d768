"""Assembling: one edge a subject, object and sign, evidence by paper, roles from the topic, the same for any order."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from graph_builder import (
    BONE_DENSITY,
    CRP,
    MAGNESIUM,
    PTH,
    SARCOPENIA,
    TOPIC,
    Paper,
    estimate,
    graph_of,
    paper,
    says,
    translated,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from miner.assemble.assembling import assemble
from miner.assemble.counting import count_edges
from miner.assemble.naming import place_words, spell_out
from miner.assemble.papers import to_paper
from miner.assemble.projection import mediation_row
from miner.export import write_graphml
from miner.model.article import Article, Author
from miner.model.claim import Certainty, Sign
from miner.model.concept import Concept, EntityType, State
from miner.model.estimate import Measure
from miner.model.evidence import EdgeKind, EvidenceGraph, Role
from miner.model.topic import Selection
from miner.vocabulary import Vocabulary, load_vocabulary

HYPOMAGNESEMIA = "INDEX:hypomagnesemia"
DEPLETION_SCORE = "INDEX:depletion-score"
URINARY = "INDEX:urinary-magnesium"


class Rolling:
    """A vocabulary of low magnesium, of a score that measures how low it is, and of a salt of it."""

    def __init__(self) -> None:
        self.header = {"sources": "test"}
        low = (MAGNESIUM, State.LOW)
        form = (MAGNESIUM, None)
        self.ups = {HYPOMAGNESEMIA: low, DEPLETION_SCORE: low, "MESH:C110422": form, URINARY: form}

    def roll_up(self, curie: str, *, is_outcome: bool = False) -> tuple[str, State | None]:
        return (curie, None) if is_outcome and curie == URINARY else self.ups.get(curie, (curie, None))

    def get(self, curie: str) -> Concept | None:
        return Concept(curie, "Magnesium", EntityType.CHEMICAL) if curie == MAGNESIUM else None

    def is_gauge(self, curie: str) -> bool:
        return curie == DEPLETION_SCORE

    def find(self, _name: str) -> tuple[Concept, ...]:
        return ()


def rolled(*papers: Paper) -> EvidenceGraph:
    vocabulary: Vocabulary = Rolling()  # type: ignore[assignment]
    return assemble(papers, topic=TOPIC, vocabulary=vocabulary)


def with_concepts(one: Paper, *, subject: str | None = None, object_: str | None = None) -> Paper:
    """The paper with other concepts on its claims' ends."""
    article, (reading,) = one
    claims = tuple(
        replace(
            claim,
            subject=replace(claim.subject, concept=subject or claim.subject.concept),
            object=replace(claim.object, concept=object_ or claim.object.concept),
        )
        for claim in reading.claims
    )
    return article, (replace(reading, claims=claims),)


def some() -> list[Paper]:
    return [
        translated(
            paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8), through=[("NP", 18), (CRP, None)])),
            says(),
        ),
        paper(2, says(MAGNESIUM, PTH, -1), says(PTH, BONE_DENSITY, -1), says("walking", "lean mass", 1)),
        paper(3, says(sign=1), says(sign=0), retracted=True),
        paper(4, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.7, 0.5, 0.9)), says(background=True), year=None),
        paper(5, says(sign=None), says(sign=0)),
    ]


def test_one_edge_a_subject_object_and_sign() -> None:
    """Claims that say the same of a pair meet on one edge; other signs have their own."""
    graph = graph_of(*some())
    keys = Counter((edge.subject, edge.object, edge.sign) for edge in graph.edges)
    assert max(keys.values()) == 1
    (down,) = (edge for edge in graph.between(MAGNESIUM, SARCOPENIA) if edge.sign == -1)
    assert down.papers == ("PMID:1", "PMID:4")
    assert [one.document for one in down.evidence] == ["PMID:1", "PMID:1#zh", "PMID:4"]
    assert down.background == 1


def test_background_is_kept_apart() -> None:
    """What a paper says of others' findings is kept, and makes no edge."""
    graph = graph_of(paper(1, says(background=True)))
    assert graph.edges == ()
    assert [one.paper.id for one in graph.background] == ["PMID:1"]


def test_any_order_gives_the_same_bytes(tmp_path: Path) -> None:
    """Shuffled papers give an equal value and an identical file."""
    wanted = graph_of(*some())
    write_graphml(wanted, tmp_path / "a.graphml")
    for seed in range(5):
        papers = some()
        random.Random(seed).shuffle(papers)
        graph = graph_of(*papers)
        assert graph == wanted
        write_graphml(graph, tmp_path / "b.graphml")
        assert (tmp_path / "b.graphml").read_bytes() == (tmp_path / "a.graphml").read_bytes()


def test_a_paper_that_comes_twice_counts_once() -> None:
    """The same record again changes nothing; of two versions the later counts."""
    assert graph_of(*some(), *some()) == graph_of(*some())
    old, new = paper(1, says(sign=1), revised="2020-01-01"), paper(1, says(sign=-1), revised="2021-01-01")
    assert [edge.sign for edge in graph_of(new, old).edges] == [-1]


def test_roles_come_from_the_topic() -> None:
    """Listed concepts and names have their role; what stands between is a mediator; the rest is other."""
    graph = graph_of(*some())
    roles = {node.id: node.role for node in graph.nodes}
    assert roles[MAGNESIUM] is Role.EXPOSURE
    assert roles[SARCOPENIA] is Role.OUTCOME
    assert roles[CRP] is Role.MEDIATOR
    assert roles[PTH] is Role.MEDIATOR
    assert roles["TEXT:np"] is Role.MEDIATOR
    assert roles["TEXT:walking"] is Role.OTHER
    assert {node.role for node in graph.nodes if "lean" in node.label} == {Role.OUTCOME}


def test_roles_by_tree() -> None:
    """A topic can name a MeSH tree: sarcopenia stands under muscular atrophy."""
    topic = replace(TOPIC, outcome=Selection(trees=("C10.597.613.612",)))
    graph = graph_of(paper(1, says()), topic=topic)
    assert graph.node(SARCOPENIA).role is Role.OUTCOME


def test_forms_and_states_roll_up() -> None:
    """A salt counts as magnesium; hypomagnesemia counts as less of it, so its claims are turned round."""
    graph = rolled(
        with_concepts(paper(1, says(sign=-1)), subject="MESH:C110422"),
        with_concepts(paper(2, says(sign=1)), subject=HYPOMAGNESEMIA),
    )
    (edge,) = graph.edges
    assert (edge.subject, edge.sign, edge.papers) == (MAGNESIUM, -1, ("PMID:1", "PMID:2"))
    assert graph.node(MAGNESIUM).members == (HYPOMAGNESEMIA, "MESH:C110422")
    assert [one.is_turned for one in edge.evidence] == [False, True]


def test_a_state_is_turned_once() -> None:
    """A claim that is turned already, as its state says, is not turned back."""
    graph = rolled(with_concepts(paper(1, says(sign=-1, state=State.LOW)), subject=HYPOMAGNESEMIA))
    assert [(edge.sign, edge.evidence[0].is_turned) for edge in graph.edges] == [(-1, True)]


@pytest.mark.parametrize(("state", "sign"), [(None, 1), (State.HIGH, 1), (State.LOW, 1)])
def test_a_gauge_of_a_lack_is_always_turned(state: State | None, sign: Sign) -> None:
    """Of a depletion score the claim says what more of the score does, however it was told; that is less magnesium."""
    graph = rolled(with_concepts(paper(1, says(sign=sign, state=state)), subject=DEPLETION_SCORE))
    assert [(edge.subject, edge.sign, edge.evidence[0].is_turned) for edge in graph.edges] == [(MAGNESIUM, -1, True)]


@pytest.mark.parametrize("lack", ["caloric restriction", "stress reduction", "magnesium loss"])
def test_a_lack_that_stays_a_node_of_its_own_is_turned_back(lack: str) -> None:
    """Less of a restriction is no node: what the restriction raised, its own node raises."""
    graph = rolled(paper(1, says(lack, SARCOPENIA, -1, state=State.LOW)))
    assert [(edge.subject, edge.sign, edge.evidence[0].is_turned) for edge in graph.edges] == [
        (f"TEXT:{lack.replace(' ', '-')}", 1, False)
    ]


def test_what_is_excreted_is_its_substance_only_where_it_acts() -> None:
    """Urinary magnesium tells of intake, but a diuretic that raises it raises no magnesium."""
    graph = rolled(
        with_concepts(paper(1, says(sign=1)), subject=URINARY),
        with_concepts(paper(2, says("diuretics", SARCOPENIA, 1)), object_=URINARY),
    )
    assert {(edge.subject, edge.object) for edge in graph.edges} == {
        (MAGNESIUM, SARCOPENIA), ("TEXT:diuretics", URINARY)
    }  # fmt: skip


def test_a_low_object_turns_the_sign() -> None:
    """What raises hypomagnesemia lowers magnesium."""
    graph = rolled(with_concepts(paper(1, says("diuretics", SARCOPENIA, 1)), object_=HYPOMAGNESEMIA))
    assert [(edge.object, edge.sign) for edge in graph.edges] == [(MAGNESIUM, -1)]


def test_a_pair_that_is_one_thing_is_no_edge() -> None:
    """A salt that raises magnesium is one node by now: nothing is left to draw."""
    graph = rolled(with_concepts(paper(1, says(sign=1)), subject="MESH:C110422", object_=MAGNESIUM))
    assert graph.edges == ()


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("Skeletal  Muscle-Index", "TEXT:skeletal-muscle-index"),
        ("the T-score", "TEXT:t-score"),
        ("β-cell", "TEXT:β-cell"),
        ("肌肉量", "TEXT:肌肉量"),
        ("ＮＰ", "TEXT:np"),
    ],
)
def test_words_without_a_concept_have_a_node(text: str, node: str) -> None:
    """The same words in other case, spacing or width are the same node."""
    place = place_words(text)
    assert place is not None
    assert place.node == node


def test_words_that_are_linked_elsewhere_are_that_concept() -> None:
    """An unlinked "Magnesium" is the node that all other papers link it to; a short form is not."""
    graph = graph_of(
        paper(1, says()), paper(2, says("Magnesium", SARCOPENIA, -1)), paper(3, says("BMD", SARCOPENIA, -1))
    )
    assert [edge.subject for edge in graph.edges] == [MAGNESIUM, "TEXT:bmd"]
    assert graph.edges[0].papers == ("PMID:1", "PMID:2")


@pytest.mark.parametrize("text", ["", "the", "%", "--"])
def test_words_that_are_none(text: str) -> None:
    """Nothing is left of some terms: they have no node, and their claim no edge."""
    assert place_words(text) is None


@pytest.mark.parametrize(
    ("short", "text", "long"),
    [
        ("LMM", "the risk of low muscle mass (LMM) fell", "low muscle mass"),
        ("NP", "Nothing of the kind", "NP"),
        ("SMI", "a skeletal muscle index (SMI)", "skeletal muscle index"),
        ("index", "the index (index)", "index"),
        ("RAR", "red cell distribution width-to-albumin ratio (RAR)", "red cell distribution width-to-albumin ratio"),
    ],
)
def test_short_forms_are_spelled_out(short: str, text: str, long: str) -> None:
    """A short form that the text defines is its long form."""
    assert spell_out(short, text) == long


def test_stated_mediations_keep_percent_and_papers() -> None:
    """A mediation is a thing of its own, with what each paper prints."""
    graph = graph_of(
        paper(
            1, says(MAGNESIUM, SARCOPENIA, -1, estimate(18, 10, 26, measure=Measure.PCT_MEDIATED), through=[(CRP, 18)])
        ),
        paper(2, says(through=[(CRP, 22)])),
        paper(3, says(through=[(CRP, 90)]), retracted=True),
    )
    (mediation,) = graph.mediations
    assert mediation.percents == (("PMID:1", 18), ("PMID:2", 22))
    assert (mediation.papers, mediation.retracted) == (("PMID:1", "PMID:2"), ("PMID:3",))
    first = mediation.evidence[0].percent_estimate
    assert first is not None
    assert (first.ci_low, first.ci_high) == (10, 26)
    row = mediation_row(mediation)
    assert (row["percent_mediated"], row["percents"]) == (20.0, "PMID:1 18 (10 to 26)|PMID:2 22")
    assert (row["via"], row["pmids"], row["retracted_sources"]) == (CRP, "1|2", "PMID:3")


def test_indirect_effects_are_found_by_their_words() -> None:
    """An estimate that the text calls indirect belongs to the mediation."""
    one = replace(estimate(-0.02, -0.04, -0.01, measure=Measure.BETA), text="indirect effect β -0.02 (-0.04, -0.01)")
    article, (reading,) = paper(1, says(MAGNESIUM, SARCOPENIA, -1, one, through=[(CRP, None)]))
    start = reading.text.index("β")
    inner = replace(reading.estimates[0], start=start, end=start + len("β -0.02"), text="β -0.02")
    (mediation,) = graph_of((article, (replace(reading, estimates=(inner,)),))).mediations
    assert mediation.evidence[0].indirect == inner


def test_inferred_paths_never_look_stated() -> None:
    """Two stated edges are put together with a kind of their own; a stated mediation is not inferred again."""
    graph = graph_of(*some(), paper(9, says(CRP, SARCOPENIA, 1), says(MAGNESIUM, CRP, -1)))
    assert [(one.mediator, one.outcome, one.sign) for one in graph.inferences] == [(PTH, BONE_DENSITY, 1)]
    assert EdgeKind.INFERRED.value not in {one.id for one in graph.mediations}
    assert "perhaps-via" in graph.inferences[0].id


def test_no_inference_from_null_or_retracted_legs() -> None:
    """A leg that was looked for and not found, or retracted, leads nowhere."""
    legs = [paper(1, says(MAGNESIUM, PTH, -1)), paper(2, says(PTH, BONE_DENSITY, 0))]
    assert graph_of(*legs).inferences == ()
    legs[1] = paper(2, says(PTH, BONE_DENSITY, 1), retracted=True)
    assert graph_of(*legs).inferences == ()


def test_an_empty_store_is_an_empty_graph() -> None:
    """No papers, and papers without claims, give a graph without edges."""
    assert graph_of().nodes == ()
    assert len(graph_of(paper(1)).papers) == 1


def test_hedged_claims_are_edges_too() -> None:
    """A hedge lowers the weight; it does not lose the claim."""
    (edge,) = graph_of(paper(1, says(certainty=Certainty.HEDGED))).edges
    assert 0 < edge.belief.score < graph_of(paper(1, says())).edges[0].belief.score


SIGNS: tuple[Sign, ...] = (1, -1, 0, None)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(1, 6), st.sampled_from("abcd"), st.sampled_from("wxyz"), st.sampled_from(SIGNS)),
        max_size=25,
    )
)
def test_counts_agree_with_the_edges(rows: list[tuple[int, str, str, Sign]]) -> None:
    """The fast count and the edges with their evidence say the same."""
    said = {number: [says(s, o, sign) for n, s, o, sign in rows if n == number] for number, *_ in rows}
    graph = graph_of(*(paper(number, *claims, year=2000 + number) for number, claims in said.items()))
    evidence = [one for edge in graph.edges for one in edge.evidence]
    random.Random(1).shuffle(evidence)
    assert {count[:5] for count in count_edges(evidence)} == {
        (edge.subject, edge.object, edge.sign, len(edge.evidence), len(edge.papers)) for edge in graph.edges
    }


def test_the_vocabulary_is_named() -> None:
    """The graph says which vocabulary and rules made it."""
    assert dict(graph_of().versions).keys() == {"rules", "vocabulary"}
    assert load_vocabulary().roll_up(MAGNESIUM)[0] == MAGNESIUM


def test_a_mouse_gene_is_the_human_gene_in_the_graph() -> None:
    """A study of mice and one of people speak of one node, PTH; the reading keeps the mouse's own gene."""
    mouse = with_concepts(paper(1, says(MAGNESIUM, PTH)), object_="NCBIGene:19226")
    human = with_concepts(paper(2, says(MAGNESIUM, PTH)), object_="NCBIGene:5741")
    (edge,) = graph_of(mouse, human).edges
    assert (edge.object, edge.papers) == ("NCBIGene:5741", ("PMID:1", "PMID:2"))
    assert edge.evidence[0].claim.object.concept == "NCBIGene:19226"


@pytest.mark.parametrize(
    ("authors", "cited"),
    [
        ((), "PMID:1, 2025"),
        ((Author("Zhu", "Ling"),), "Zhu 2025"),
        ((Author("Zhu", "Ling"), Author("Wang", "")), "Zhu and Wang 2025"),
        ((Author("Zhu", ""), Author("Wang", ""), Author("Li", "")), "Zhu et al. 2025"),
        ((Author(collective="The Study Group"),), "The Study Group 2025"),
    ],
)
def test_a_paper_is_cited_by_author_and_year(authors: tuple[Author, ...], cited: str) -> None:
    """One author, two, more or a group; the id where none is known."""
    article = Article("PMID:1", "A title.", pmid=1, year=2025, authors=authors)
    assert to_paper(article, ()).cited == cited
