"""Tables of mechanisms in articles: found in every form, held against the graph's paths, and read as no sentences."""

from collections.abc import Callable

import pytest
from report.conftest import Read

from miner.assemble.naming import Namer
from miner.model.evidence import EvidenceGraph
from miner.report.check import check_article
from miner.report.check_page import check_record, lay_out_check
from miner.report.markdown import write_markdown
from miner.report.mechanisms import PathVerdict, find_mechanisms, iter_mechanisms, mechanism_spans
from miner.report.tables import find_tables
from miner.vocabulary import Vocabulary

PAPERS = (
    ("1", "RESULTS: In this cohort study inflammation mediated 20% of the association between magnesium intake and stroke."),  # noqa: E501
    ("2", "RESULTS: In this cohort study higher magnesium intake was associated with lower blood pressure."),
    ("3", "RESULTS: In this cohort study higher blood pressure was associated with a higher risk of dementia."),
)  # fmt: skip
ARTICLE = (
    "Magnesium works in several ways.\n"
    "Nutrient | Mechanism | Effect\n"
    "Magnesium | Inflammation | Stroke\n"
    "Magnesium | Blood pressure | Dementia\n"
    "Magnesium | Blood pressure | Asthma\n"
    "Magnesium | Acne | Asthma\n"
)


@pytest.fixture(scope="module")
def graph(read: Read, graph_of: Callable[..., EvidenceGraph]) -> EvidenceGraph:
    """The graph of papers that state a path, and of papers that hold the steps of one."""
    return graph_of(*(read("Magnesium", text, name=f"PMID:{number}") for number, text in PAPERS))


def test_each_row_gets_its_verdict(read: Read, graph: EvidenceGraph, vocabulary: Vocabulary) -> None:
    """Stated by a paper, pieced together, half of it known, unknown; each with its papers, on the page and in JSON."""
    article, readings = read("How magnesium works", ARTICLE)
    found = check_article(article, readings[0], graph=graph, vocabulary=vocabulary)
    stated, pieced, first, unknown = found.mechanisms
    assert (stated.verdict, stated.papers) == (PathVerdict.STATED, ("PMID:1",))
    assert (pieced.verdict, pieced.first, pieced.second) == (PathVerdict.PIECED, ("PMID:2",), ("PMID:3",))
    assert (first.verdict, first.first) == (PathVerdict.FIRST, ("PMID:2",))
    assert unknown.verdict is PathVerdict.NOT_FOUND
    assert "first step: [PMID:2](" in write_markdown(lay_out_check(found))
    assert [one["verdict"] for one in check_record(found)["mechanisms"]] == [
        one.verdict.value for one in found.mechanisms
    ]


def test_a_table_without_exposures_is_on_the_topic(read: Read, graph: EvidenceGraph, vocabulary: Vocabulary) -> None:
    """Where no column names what acts, it is what the graph is about."""
    _, readings = read("A page", "Target | Outcome\nInflammation | Stroke\nBlood pressure | Dementia\n")
    found = find_mechanisms(readings[0], graph=graph, namer=Namer(vocabulary))
    assert [one.verdict for one in found] == [PathVerdict.STATED, PathVerdict.PIECED]


def test_rows_may_be_the_parts() -> None:
    """A table copied without its lines, whose first words name the parts: each column is a mechanism."""
    text = (
        "Mechanism Inner Way Outer Way\n"
        "Target Smooth muscle tone Kidney handling of salt\n"
        "Outcome Wider vessels (VD) More sodium lost\n"
        "Relevance Mainly in older adults Mainly in summer\n"
    )
    assert [tuple(cell and cell.text for cell in row) for row in iter_mechanisms(text)] == [
        (None, "Smooth muscle tone", "Wider vessels (VD)"),
        (None, "Kidney handling of salt", "More sodium lost"),
    ]
    ((start, end),) = mechanism_spans(text)
    assert (start, text[start:end].count("\n")) == (0, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Zinc helps. Iron helps, too.\nCopper does not.\n",
        "Food | Magnesium\nSpinach | 80 mg\nRice | 40 mg\n",
        "John Smith Jane Doe\nBlack beans\nPeanut butter\n",
        "a | b\n",
        "",
    ],
)
def test_other_text_holds_no_mechanism(text: str) -> None:
    """Sentences, lists and tables of other things."""
    assert list(iter_mechanisms(text)) == []


def test_cells_stand_where_they_say() -> None:
    """Each cell gives back its text by its place, with outer bars and rules or without."""
    text = "| Mediator | Outcome |\n|---|---|\n| CRP | Stroke |\n|  PTH | Fracture |\n"
    (table,) = find_tables(text)
    assert [[cell.text for cell in row] for row in table] == [
        ["Mediator", "Outcome"],
        ["CRP", "Stroke"],
        ["PTH", "Fracture"],
    ]
    assert all(text[cell.start : cell.end] == cell.text for row in table for cell in row)
