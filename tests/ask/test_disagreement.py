"""Disagreement: the camps of a pair, what tells them apart, and the years."""

from graph_builder import MAGNESIUM, SARCOPENIA, Paper, estimate, graph_of, paper, says

from miner.ask import Disagreement, Network, find_disagreement, find_disagreements, timeline
from miner.model.study import Design


def dispute(*papers: Paper) -> Disagreement:
    return find_disagreement(Network(graph_of(*papers)), MAGNESIUM, SARCOPENIA)


def test_camps_and_what_differs() -> None:
    """Trials in the old against cohorts of students, ten years apart: each difference is named."""
    found = dispute(
        *(
            paper(
                n, says(sign=-1), design=Design.RCT, year=2020 + n, n=60, population="older adults", dose="300 mg/day"
            )
            for n in (1, 2, 3)
        ),
        *(paper(n, says(sign=0), design=Design.COHORT, year=2005 + n, n=9000, population="students") for n in (4, 5)),
    )
    assert [(camp.sign, len(camp.papers)) for camp in found.camps] == [(-1, 3), (0, 2)]
    assert {one.feature: (one.first, one.second) for one in found.differences} == {
        "design": ("randomised trials", "cohorts"),
        "age": ("older adults", "students"),
        "year": ("papers around 2022", "papers around 2010"),
        "size": ("around 60 participants", "around 9,000 participants"),
    }
    assert found.is_disputed
    assert found.sentence.startswith(
        "With more Magnesium, of Sarcopenia: 3 papers found it lowered, 2 papers found it unch"
    )
    assert "; lowered mostly in: randomised trials, older adults, " in found.sentence
    assert "; unchanged mostly in: cohorts, students, " in found.sentence


def test_other_words_are_no_difference() -> None:
    """The same people, dose, length and form in other words: nothing sets the camps apart."""
    found = dispute(
        paper(
            1, says(sign=-1), population="elderly patients with CKD", dose="0.3 g/day", follow_up="1-year",
            form="zinc sulphate",
        ),
        paper(
            2, says(sign=1), population="older adults, chronic kidney disease", dose="300 mg daily",
            follow_up="12 months", form="fish oil",
        ),
    )  # fmt: skip
    assert found.differences == ()


def test_what_can_be_counted_differs_by_how_much() -> None:
    """Doses in one unit, months of follow-up; doses in two units are not compared."""
    found = dispute(
        paper(1, says(sign=-1), dose="500 mg/day", follow_up="2 years"),
        paper(2, says(sign=1), dose="0.2 g/day", follow_up="6 months"),
    )
    assert [tuple(one) for one in found.differences] == [
        ("dose", "doses around 200 mg", "doses around 500 mg"),
        ("follow-up", "6 months of follow-up", "24 months of follow-up"),
    ]
    assert dispute(paper(1, says(sign=-1), dose="500 mg"), paper(2, says(sign=1), dose="20 IU")).differences == ()


def test_comparisons_tell_camps_apart() -> None:
    """The highest against the lowest in one camp, per amount in the other."""
    found = dispute(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8), comparison="top vs bottom quarter")),
        paper(2, says(MAGNESIUM, SARCOPENIA, 0, estimate(0.99, 0.9, 1.1), comparison="per 10 mg/day")),
    )
    assert [tuple(one) for one in found.differences] == [("comparison", "highest vs lowest", "per 10 mg/day")]


def test_rats_are_no_children() -> None:
    """Six weeks is an age of people only where people were studied."""
    found = dispute(
        paper(1, says(sign=-1), population="old men", species="human", age="aged 70 years"),
        paper(2, says(sign=1), population="female rats", species="rat", age="aged 6 weeks"),
    )
    assert [tuple(one) for one in found.differences] == [("species", "rat", "people")]


def test_adjustment_tells_camps_apart() -> None:
    """Crude estimates against adjusted ones."""
    found = dispute(
        paper(1, says(MAGNESIUM, SARCOPENIA, -1, estimate(0.5, 0.3, 0.8, adjusted=False))),
        paper(2, says(MAGNESIUM, SARCOPENIA, 0, estimate(0.9, 0.7, 1.2, adjusted=True))),
    )
    assert [(one.feature, one.first, one.second) for one in found.differences] == [
        ("adjustment", "crude estimates", "adjusted estimates")
    ]


def test_one_camp_is_no_dispute() -> None:
    """Agreement, and a link without direction beside it, are said to be that."""
    found = dispute(paper(1, says(sign=-1)), paper(2, says(sign=None)))
    assert not found.is_disputed
    assert found.sentence.endswith("nobody disagrees.")


def test_nothing_tells_them_apart() -> None:
    """Where the papers are alike, that is said, and nothing is made up."""
    found = dispute(paper(1, says(sign=-1)), paper(2, says(sign=1)))
    assert found.differences == ()
    assert found.sentence.endswith("nothing that the papers tell sets the camps apart.")


def test_retracted_papers_are_no_camp() -> None:
    """A retracted paper disputes nothing."""
    assert not dispute(paper(1, says(sign=-1)), paper(2, says(sign=1), retracted=True)).is_disputed
    alone = dispute(paper(1, says(sign=-1), retracted=True))
    assert alone.sentence == "No paper that still stands says what Magnesium does to Sarcopenia."


def test_disputes_of_a_graph() -> None:
    """Every disputed pair, the one of most papers first."""
    graph = graph_of(
        paper(1, says(sign=-1), says("walking", "sleep", 1)),
        paper(2, says(sign=1), says("walking", "sleep", 0)),
        paper(3, says(sign=1), says("tea", "mood", 1)),
    )
    assert [one.object for one in find_disagreements(graph)] == [SARCOPENIA, "TEXT:sleep"]


def test_timeline() -> None:
    """Counts by year with the years between, and a running total; a paper without a year is left out."""
    graph = graph_of(
        paper(1, says(sign=-1), year=2018),
        paper(2, says(sign=1), year=2020),
        paper(3, says(sign=0), says(sign=None), year=2020),
        paper(4, says(sign=-1), year=None),
    )
    years = timeline(graph.between(MAGNESIUM, SARCOPENIA))
    assert [tuple(year) for year in years] == [(2018, 0, 1, 0, 0, 1), (2019, 0, 0, 0, 0, 1), (2020, 1, 0, 1, 1, 4)]
    assert timeline([]) == ()
