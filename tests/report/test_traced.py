"""Nothing on a page or in a brief of the sample corpus is made up: every figure and every quote is traced."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from report.conftest import read_article

from miner.assemble import assemble
from miner.model.article import Article
from miner.model.estimate import Estimate
from miner.model.evidence import EvidenceGraph, Pool
from miner.model.reading import Reading
from miner.parse import iter_records
from miner.report.brief import Brief, Statement, make_brief
from miner.report.brief_page import lay_out_brief, write_brief_json
from miner.report.markdown import write_markdown
from miner.report.paper import make_paper_page
from miner.report.wording import write_estimate, write_percents, write_pool
from miner.topic import load_topic
from miner.vocabulary import Vocabulary

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class Sample:
    """The sample corpus, read, with its graph."""

    papers: tuple[tuple[Article, tuple[Reading, ...]], ...]
    graph: EvidenceGraph


@pytest.fixture(scope="module")
def sample(vocabulary: Vocabulary) -> Sample:
    """The whole sample corpus through the real reader."""
    topic = load_topic("magnesium")
    articles = [one for path in topic.sample for one in iter_records(path) if isinstance(one, Article)]
    papers = tuple(read_article(article) for article in articles)
    return Sample(papers, assemble(papers, topic=topic, vocabulary=vocabulary))


@pytest.fixture(scope="module", params=[False, True], ids=["technical", "plain"])
def brief(request: pytest.FixtureRequest, sample: Sample) -> Brief:
    """The brief of the sample, in both kinds of language."""
    return make_brief(sample.graph, plain=request.param)


def test_every_figure_of_a_page_is_the_papers_own(sample: Sample, vocabulary: Vocabulary) -> None:
    """Each number in a summary, contribution or finding is printed by an estimate, a percent, the size or a name."""
    count = 0
    for article, readings in sample.papers:
        page = make_paper_page(article, readings[0], vocabulary=vocabulary, graph=sample.graph)
        known = _known(page.reading)
        for text in (page.summary, page.contribution, *(one.text for one in page.findings)):
            numbers = _numbers(text)
            count += len(numbers)
            assert numbers <= known, f"{article.id}: {sorted(numbers - known)} in {text!r}"
        assert all(page.reading.text[one.start : one.end] == one.quote for one in page.findings)
        assert all(page.reading.text[one.start : one.end] == one.text for one in page.reading.estimates)
    assert count > 300, "there are figures to trace"


def test_odds_are_never_told_as_risk(sample: Sample, vocabulary: Vocabulary) -> None:
    """Where a finding prints an odds ratio, its own words do not say risk, unless the paper's name for a thing does."""
    for article, readings in sample.papers:
        page = make_paper_page(article, readings[0], vocabulary=vocabulary)
        for one in page.findings:
            claim = page.reading.claims[one.claim]
            names = f"{claim.subject.text} {claim.object.text}"
            if "(OR " in one.text and "risk" not in names:
                assert "risk" not in one.text, f"{article.id}: {one.text}"


def test_every_sentence_of_a_brief_rests_on_claims(sample: Sample, brief: Brief) -> None:
    """Each statement has claims whose quotes stand verbatim in the texts that were read."""
    texts = {reading.id: reading.text for _, readings in sample.papers for reading in readings}
    statements = list(_statements(brief))
    assert len(statements) > 30
    for one in statements:
        assert one.evidence
        for each in one.evidence:
            assert texts[each.document][each.claim.start : each.claim.end] == each.claim.quote
            assert each.is_sound


def test_every_figure_of_a_brief_is_traced(sample: Sample, brief: Brief) -> None:
    """Each number is an estimate's, a pool's, a percent's, a count of the papers named, or stands in a name or fact."""
    pools = {edge.id: edge.pools for edge in sample.graph.edges}
    for one in _statements(brief):
        known = {str(number) for number in range(len(one.papers) + 1)}
        for each in one.evidence:
            paper = each.paper
            known |= _numbers(f"{each.claim.subject.text} {each.claim.object.text}")
            known |= {number for estimate in each.estimates for number in _numbers(write_estimate(estimate))}
            known |= _numbers(" ".join(filter(None, (paper.population, paper.dose, paper.follow_up, paper.form))))
            known |= {
                number for pool in _pools(pools, each.subject, each.object) for number in _numbers(write_pool(pool))
            }
            known |= _labels(sample.graph, each.subject, each.object)
            known |= _percents(sample.graph, one)
        years = [each.paper.year for each in one.evidence if each.paper.year]
        known |= {str(year) for year in range(min(years, default=0), max(years, default=-1) + 1)}  # a median of theirs
        assert _numbers(one.text) <= known, f"{sorted(_numbers(one.text) - known)} in {one.text!r}"


def test_a_plain_brief_prints_no_effect_sizes(sample: Sample) -> None:
    """Plain language has no intervals and no p-values."""
    shown = " ".join(one.text for one in _statements(make_brief(sample.graph, plain=True)))
    assert "95% CI" not in shown
    assert " p " not in shown


def test_a_brief_is_written_the_same_twice(sample: Sample) -> None:
    """The same graph gives the same bytes, as Markdown and as JSON."""
    one, other = make_brief(sample.graph), make_brief(sample.graph)
    assert write_markdown(lay_out_brief(one)) == write_markdown(lay_out_brief(other))
    assert write_brief_json(one) == write_brief_json(other)


def test_a_brief_without_papers_says_so() -> None:
    """An empty graph makes a page of one sentence, not a failure."""
    shown = write_markdown(lay_out_brief(make_brief(EvidenceGraph("empty", "Nothing"))))
    assert "holds no effect of the topic's exposure" in shown


def test_a_statement_needs_a_claim() -> None:
    """A sentence without a claim cannot be made."""
    with pytest.raises(ValueError, match="rests on claims"):
        Statement("Magnesium is good.", ())


def _numbers(text: str) -> set[str]:
    return {number.rstrip(".,") for number in _NUMBER.findall(text.replace("−", "-"))} | {
        number.lstrip("-") for number in _NUMBER.findall(text.replace("−", "-"))
    }


def _known(reading: Reading) -> set[str]:
    known: set[str] = set()
    for estimate in reading.estimates:
        known |= _numbers(write_estimate(estimate)) | _printed(estimate)
    for claim in reading.claims:
        names = [claim.subject.text, claim.object.text, *(one.text for one in claim.mediators)]
        known |= _numbers(" ".join(names))
        known |= {f"{one.percent:g}" for one in claim.mediators if one.percent is not None}
        percents = [one.percent for one in claim.mediators if one.percent is not None]
        known |= _numbers(write_percents(percents)) if percents else set()
    study = reading.study
    known |= {f"{study.n:,}"} if study.n is not None else set()
    known |= _numbers(study.population or "")
    return known | _numbers(" ".join(mention.text for mention in reading.mentions)) | _long_forms(reading)


def _printed(estimate: Estimate) -> set[str]:
    """The digits of the verbatim text, in which the value stands."""
    return _numbers(estimate.text)


def _long_forms(reading: Reading) -> set[str]:
    from miner.read.abbreviations import find_abbreviations

    return _numbers(" ".join(one.long for one in find_abbreviations(reading.text)))


def _statements(brief: Brief) -> Iterator[Statement]:
    yield from brief.key_points
    yield from (one.statement for one in brief.mechanisms)
    yield from (each for one in brief.outcomes for each in one.statements)
    yield from brief.disagreements
    yield from brief.unknowns


def _pools(pools: dict[str, tuple[Pool, ...]], subject: str, object_: str) -> tuple[Pool, ...]:
    return tuple(
        pool for edge, found in pools.items() if edge.startswith(f"{subject}--") and edge.endswith(f"--{object_}")
        for pool in found
    )  # fmt: skip


def _labels(graph: EvidenceGraph, *nodes: str) -> set[str]:
    return {number for node in graph.nodes if node.id in nodes for number in _numbers(node.label)}


def _percents(graph: EvidenceGraph, one: Statement) -> set[str]:
    """Percents, and labels, of the mediations that the statement's papers state."""
    found: set[str] = set()
    for mediation in graph.mediations:
        if set(mediation.papers) & set(one.papers):
            found |= {f"{value:g}" for _, value in mediation.percents} | _labels(graph, mediation.mediator)
    return found
