"""The page of a paper: composed from its own claims, right in its numbers, its words and its links."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from report.conftest import read_article

from miner.model.article import Article, Correction, Section
from miner.model.evidence import EvidenceGraph
from miner.model.reading import Reading
from miner.parse import iter_records
from miner.report.html import write_html
from miner.report.languages import split_languages
from miner.report.markdown import write_markdown
from miner.report.paper import PaperPage, make_paper_page
from miner.report.paper_page import lay_out_paper, paper_record
from miner.vocabulary import Vocabulary

Papers = tuple[Article, tuple[Reading, ...]]
Read = Callable[..., Papers]

TITLE = "Dietary magnesium and low muscle mass: inflammation as a mediator"
TEXT = (
    "After full adjustment the top quartile of magnesium intake had a lower risk of low muscle mass (LMM), with an OR "
    "of 0.41 (95% CI: 0.22, 0.70), and a higher skeletal muscle index (SMI), with a β of 0.07 (95% CI: 0.03, 0.11). "
    "Mediation analysis showed that NP, PAR, and RAR mediated 17%, 12%, and 22% of the association between magnesium "
    "and LMM, respectively."
)
ENGLISH = "Magnesium correlated positively with bone mineral density. Magnesium correlated negatively with T-score."
CHINESE = "镁与骨密度呈正相关。镁与T值呈负相关。"


@pytest.fixture(scope="module")
def page(read: Read, vocabulary: Vocabulary) -> PaperPage:
    """The page of a paper of our own on muscle."""
    article, readings = read(TITLE, TEXT)
    return make_paper_page(article, readings[0], vocabulary=vocabulary)


def test_the_summary_says_odds_and_the_whole_range(page: PaperPage) -> None:
    """An odds ratio is told as odds, the percentages mediated as they are, and every number is the paper's."""
    assert "lower odds of low muscle mass (OR 0.41, 95% CI 0.22 to 0.70)" in page.summary
    assert "12–22%" in page.summary
    assert "risk" not in page.summary
    assert set(re.findall(r"\d+(?:\.\d+)?", page.summary)) <= {"0.41", "95", "0.22", "0.70", "0.07", "0.03", "0.11", "12", "22"}  # fmt: skip  # noqa: E501


def test_findings_stand_on_their_sentences(page: PaperPage) -> None:
    """Each finding has the text at its span as its quote."""
    assert len(page.findings) >= 3
    assert all(page.reading.text[one.start : one.end] == one.quote for one in page.findings)
    mediated = next(one for one in page.findings if "mediated" in one.text)
    assert "17%, 12% and 22%" in mediated.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "RESULTS: In this cohort study of 3120 older women, low magnesium intake went with more fractures.",
            "A cohort study of 3,120 older women relates",
        ),
        (
            "RESULTS: In this narrative review of older women, magnesium intake went with higher bone density.",
            "A narrative review relates magnesium intake to bone density.",
        ),
    ],
)
def test_what_a_paper_adds_is_a_sentence(read: Read, vocabulary: Vocabulary, text: str, said: str) -> None:
    """Who was studied follows the number; a review has studied nobody; names begin small inside a sentence."""
    article, readings = read("Magnesium intake and bone", text)
    page = make_paper_page(article, readings[0], vocabulary=vocabulary)
    assert said in page.contribution
    assert "higher fracture" not in page.summary


def test_a_summary_is_no_tautology(read: Read, vocabulary: Vocabulary) -> None:
    """What lies on the way is no outcome beside it, and nothing changes itself."""
    article, readings = read(
        "Magnesium and osteoporosis",
        "Magnesium deficiency contributes to osteoporosis by promoting low-grade inflammation.",
    )
    page = make_paper_page(article, readings[0], vocabulary=vocabulary)
    assert not re.search(r"inflammation.* through .*inflammation", page.summary), page.summary
    assert "osteoporosis" in page.summary


def test_people_have_things(read: Read, vocabulary: Vocabulary) -> None:
    """Of people it is said what they had; a score keeps its letter."""
    article, readings = read("Bone", "RESULTS: Osteoporosis patients had lower T-scores than controls (P = 0.01).")
    page = make_paper_page(article, readings[0], vocabulary=vocabulary)
    assert page.summary.startswith("Osteoporosis patients had lower T-scores")


def test_low_muscle_mass_is_no_syndrome(page: PaperPage) -> None:
    """LMM and SMI are what the paper defines them to be."""
    concepts = {text: one.concept for one in page.entities for text in one.texts}
    assert concepts["LMM"] == "MESH:D055948"
    assert concepts["SMI"] == "INDEX:SMI"


def test_what_a_composite_is_made_of_stands_with_its_id(read: Read, vocabulary: Vocabulary) -> None:
    """The parts of a composite are ids, so they stand beside its own, not among the text's words."""
    article, readings = read("Zinc and muscle", "RESULTS: Higher zinc intake was associated with muscle mass.")
    page = make_paper_page(article, readings[0], vocabulary=vocabulary)
    assert "| INDEX:muscle-mass (made of MESH:D018482) |  |" in write_markdown(lay_out_paper(page))


def test_every_form_holds_the_same(page: PaperPage) -> None:
    """Markdown, HTML and JSON carry the summary; HTML asks for nothing from elsewhere."""
    laid = lay_out_paper(page)
    html = write_html(laid)
    assert page.summary in html
    assert "<script" not in html
    assert not re.search(r"<(?:img|link|iframe)\b", html)
    assert "## Key findings" in write_markdown(laid)
    record = json.loads(json.dumps(paper_record(page)))
    assert record["summary"] == page.summary
    assert record["findings"][0]["quote"] in page.reading.text


def test_a_retraction_stands_on_top(read: Read, vocabulary: Vocabulary) -> None:
    """The first block of a retracted paper's page says so; an erratum is said, too."""
    article, readings = read("Zinc and bone", "Zinc raised bone mineral density.", publication_types=("Retracted Publication",), corrections=(Correction("ErratumIn", None, "Bone 2020"),))  # fmt: skip  # noqa: E501
    shown = write_markdown(lay_out_paper(make_paper_page(article, readings[0], vocabulary=vocabulary)))
    assert shown.split("\n\n")[1].startswith("> **Notice.** This paper was retracted")
    assert "corrected (Bone 2020)" in shown


def test_a_paper_without_claims_has_a_page(read: Read, vocabulary: Vocabulary) -> None:
    """A page with nothing found says so and makes up no summary."""
    article, readings = read("A plan", "We will measure zinc.")
    page = make_paper_page(article, readings[0], vocabulary=vocabulary)
    assert (page.summary, page.contribution, page.findings) == ("", "", ())
    assert "No claim of this paper's own results" in write_markdown(lay_out_paper(page))


def test_markup_in_a_text_is_shown_not_run(read: Read, vocabulary: Vocabulary) -> None:
    """What looks like markup in a title, an abstract or a label is escaped in every form."""
    article, readings = read("<script>alert(1)</script> *Zn* [a](javascript:x)", "Zinc & <b>bone</b>: `x` | y.")
    laid = lay_out_paper(make_paper_page(article, readings[0], vocabulary=vocabulary))
    html, markdown = write_html(laid), write_markdown(laid)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<b>bone</b>" not in html
    assert "<script>" not in markdown.replace("\\<", "")
    assert "\\*Zn\\*" in markdown
    assert "\\[a\\](javascript" in markdown


def test_other_papers_are_counted(read: Read, graph_of: Callable[..., EvidenceGraph], vocabulary: Vocabulary) -> None:
    """The page says how many other papers of the graph agree and disagree, without this one."""
    papers = [
        read("Magnesium and bone", "RESULTS: Higher magnesium intake was associated with higher bone mineral density.", name=f"PMID:{number}")  # noqa: E501
        for number in (1, 2)
    ]  # fmt: skip
    papers.append(
        read("Magnesium and bone", "RESULTS: Magnesium supplementation decreased bone mineral density.", name="PMID:3")
    )
    graph = graph_of(*papers)
    page = make_paper_page(papers[0][0], papers[0][1][0], vocabulary=vocabulary, graph=graph)
    (standing,) = page.standings
    assert (standing.support, standing.against, standing.null) == (1, 1, 0)


def test_two_languages_are_held_side_by_side(read: Read, vocabulary: Vocabulary) -> None:
    """Both sentences are aligned, both claims are read from both, and what cannot be is marked."""
    article, (english, chinese) = read("Magnesium and bone density", ENGLISH, other=CHINESE)
    page = make_paper_page(article, english, vocabulary=vocabulary, translations=[chinese])
    (comparison,) = page.comparisons
    assert len(comparison.same) == 2
    assert (comparison.turned, comparison.only_one, comparison.only_other) == ((), (), ())
    sides = [(one.one.text, one.other.text) for one in comparison.aligned if one.one and one.other]
    assert sides == list(
        zip(re.findall(r"[^.]+\.", ENGLISH.replace(". M", ".M")), re.findall("[^。]+。", CHINESE), strict=True)
    )
    assert all("monotone-pair" in one.audit for one in page.findings)
    assert "2 claims are read from both languages" in write_markdown(lay_out_paper(page))


def test_a_turned_translation_is_noticed(read: Read, vocabulary: Vocabulary) -> None:
    """A translation that says the opposite is shown as such."""
    turned = CHINESE.replace("呈正相关", "呈负相关")
    article, (english, chinese) = read("Magnesium and bone density", ENGLISH, other=turned)
    page = make_paper_page(article, english, vocabulary=vocabulary, translations=[chinese])
    assert len(page.comparisons[0].turned) == 1
    assert "Directions differ" in write_markdown(lay_out_paper(page))


def test_chinese_findings_have_english_names(read: Read, vocabulary: Vocabulary) -> None:
    """The page of a Chinese text tells its findings with the concepts' names, its own words beside them."""
    article, (reading,) = read("镁与骨密度", "镁与骨密度呈正相关。", language="zh")
    page = make_paper_page(article, reading, vocabulary=vocabulary)
    assert page.findings[0].text.startswith("Magnesium (镁) was associated with higher bone density (骨密度)")


def test_a_page_in_two_languages_is_split() -> None:
    """The Chinese lines of a mixed text become a translation; a stray Chinese word does not."""
    mixed = Article("x", "Bone", abstract=(Section(f"{ENGLISH * 3}\n{CHINESE * 5}"),))
    found = split_languages(mixed)
    assert [section.text for section in found.abstract] == [ENGLISH * 3]
    assert [(one.language, one.sections[0].text) for one in found.other_abstracts] == [("zh", CHINESE * 5)]
    alone = Article("x", "Bone", abstract=(Section(f"{ENGLISH * 3}\n镁"),))
    assert split_languages(alone) is alone


def test_the_seed_of_a_paper_page(shared: Path, vocabulary: Vocabulary) -> None:
    """Where that page was wrong ours is right: 13–32% mediated, odds instead of risk, LMM and SMI linked."""
    (seed,) = (shared / "seeds").glob("000_*.txt")
    text = seed.read_text(encoding="utf-8")
    title = text.splitlines()[0].lstrip("# ")
    abstract = text.partition("## Abstract")[2].partition("## ")[0].strip()
    article, (reading,) = read_article(Article("PMCID:PMC12785460", title, abstract=(Section(abstract),)))
    page = make_paper_page(article, reading, vocabulary=vocabulary)
    assert "13–32%" in page.summary
    assert "odds of low muscle mass (OR 0.33, 95% CI 0.18 to 0.60)" in page.summary
    assert "risk" not in page.summary
    concepts = {name: one.concept for one in page.entities for name in one.texts}
    assert (concepts["LMM"], concepts["SMI"]) == ("MESH:D055948", "INDEX:SMI")


def test_the_seed_in_two_languages(shared: Path, vocabulary: Vocabulary) -> None:
    """All sentences of both languages are aligned, most claims are the same, and the impossible pair is marked."""
    (seed,) = (shared / "seeds").glob("001_*.txt")
    (article,) = iter_records(seed)
    assert isinstance(article, Article)
    split, (english, chinese) = read_article(split_languages(article))
    page = make_paper_page(split, english, vocabulary=vocabulary, translations=[chinese])
    (comparison,) = page.comparisons
    assert all(one.one is not None for one in comparison.aligned), "each Chinese sentence has its English one"
    assert len([one for one in comparison.aligned if one.other]) == 14
    assert comparison.turned == ()
    assert len(comparison.same) >= 8
    assert any("monotone-pair" in one.audit for one in page.findings)
