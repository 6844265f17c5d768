"""The sentences of a brief: good English, as sure as the evidence, and no number that seems to be everybody's."""

from collections.abc import Callable

import pytest
from report.conftest import Read

from miner.model.evidence import EvidenceGraph
from miner.report.brief import Brief, make_brief
from miner.report.brief_page import lay_out_brief
from miner.report.markdown import write_markdown

PAPERS = (
    ("1", 2004, "RESULTS: In this cohort study higher magnesium intake went with higher bone mineral density."),
    ("2", 2006, "RESULTS: In this cohort study higher magnesium intake was associated with higher bone mineral density (β 0.10, 95% CI 0.05 to 0.15)."),  # noqa: E501
    ("3", 2019, "RESULTS: In this randomized controlled trial magnesium supplementation lowered bone mineral density."),
    ("4", 2010, "RESULTS: In this cohort study higher magnesium intake was associated with fewer hip fractures (HR 0.80, 95% CI 0.70 to 0.91)."),  # noqa: E501
    ("5", 2012, "RESULTS: In rats magnesium supplementation reduced vascular calcification."),
    ("6", 2011, "RESULTS: In this cohort study, higher magnesium intake was not associated with sarcopenia."),
    ("7", 2013, "RESULTS: In this cohort study, higher magnesium intake was not associated with sarcopenia."),
    ("8", 2014, "RESULTS: In this cohort study, higher magnesium intake was not associated with sarcopenia."),
)  # fmt: skip


@pytest.fixture(scope="module")
def graph(read: Read, graph_of: Callable[..., EvidenceGraph]) -> EvidenceGraph:
    """A graph in which papers agree, disagree, found nothing, and worked on rats."""
    return graph_of(*(read("Magnesium", text, name=f"PMID:{number}", year=year) for number, year, text in PAPERS))


@pytest.fixture(scope="module")
def sentences(graph: EvidenceGraph) -> list[str]:
    """All sentences of the technical brief."""
    return _sentences(make_brief(graph))


def _sentences(brief: Brief) -> list[str]:
    stated = [each for one in brief.outcomes for each in one.statements]
    return [one.text for one in (*brief.key_points, *stated, *brief.disagreements, *brief.unknowns)]


def test_one_papers_number_is_not_told_as_everybodys(sentences: list[str]) -> None:
    """A number stands for itself where one paper is told, and is one of them's where there are more."""
    assert any("in 2 cohort studies (in one of them β 0.10, 95% CI 0.05 to 0.15)" in one for one in sentences)
    assert any("in one cohort study (HR 0.80, 95% CI 0.70 to 0.91)" in one for one in sentences)


def test_words_fit_what_they_count(sentences: list[str]) -> None:
    """Fractures are fewer, a density is higher; what was not found is not clear."""
    told = " ".join(sentences)
    assert "fewer hip fractures" in told
    assert "higher bone density" in told or "higher bone mineral density" in told
    assert "not clearly associated with sarcopenia" in told
    assert "probably is" not in told
    assert "less hip fractures" not in told


def test_a_dispute_tells_who_found_what(sentences: list[str]) -> None:
    """Counts in words, each side with what sets it apart."""
    (dispute,) = [one for one in sentences if one.startswith("With more magnesium")]
    assert "two papers found higher bone" in dispute
    assert "and one found lower. The papers that found it higher were mostly cohort studies" in dispute
    assert "dated from around 2005; the one that found it lower was a randomised controlled trial" in dispute
    assert "and dated from 2019." in dispute


def test_what_is_unknown_is_said(sentences: list[str]) -> None:
    """What one study alone looked at, and what only animals have shown."""
    assert "Only one study here looked at magnesium and hip fractures, a cohort study." in sentences
    assert any(one.startswith("No study here shows whether magnesium and vascular calcification") for one in sentences)


def test_a_plain_brief_says_the_same_in_plain_words(graph: EvidenceGraph) -> None:
    """Things go along with each other, and no interval is printed."""
    told = " ".join(_sentences(make_brief(graph, plain=True)))
    assert "goes along with fewer hip fractures" in told or "go along with fewer hip fractures" in told
    assert "do not clearly go together" in told
    assert "95% CI" not in told


def test_references_and_designs_are_written_out(graph: EvidenceGraph) -> None:
    """A reference ends like one, and a count of designs is a sentence."""
    shown = write_markdown(lay_out_brief(make_brief(graph)))
    assert ". 2004. Cohort study. PMID:1." in shown
    assert "6 cohort studies, 1 animal study and 1 randomised controlled trial." in shown
