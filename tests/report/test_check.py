"""The check of an article: what it claims, what the graph says of it, and whom it cites."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from report.conftest import Read, read_article

from miner.model.article import Article, Rejected
from miner.model.claim import Claim, Term
from miner.model.concept import EntityType
from miner.model.evidence import EvidenceGraph
from miner.model.reading import Mention, Reading
from miner.parse import iter_records
from miner.report.check import ArticleCheck, CheckedClaim, check_article
from miner.report.check_page import lay_out_check, write_check_json
from miner.report.citations import find_citations
from miner.report.heads import find_part
from miner.report.html import write_html
from miner.report.languages import split_languages
from miner.report.markdown import write_markdown
from miner.report.references import find_entries
from miner.report.verdicts import Verdict
from miner.vocabulary import Vocabulary

GraphOf = Callable[..., EvidenceGraph]
Check = Callable[..., ArticleCheck]

PAPERS = (
    ("1", "RESULTS: Higher magnesium intake was associated with higher bone mineral density in this cohort study."),
    ("2", "RESULTS: In this cohort study higher magnesium intake was associated with higher bone mineral density."),
    ("3", "RESULTS: In rats magnesium supplementation reduced vascular calcification."),
    ("4", "RESULTS: In this cohort study higher magnesium intake was associated with lower odds of osteoporosis (OR 0.70, 95% CI 0.50 to 0.90)."),  # noqa: E501
    ("5", "RESULTS: In this randomized controlled trial magnesium supplementation increased fractures."),
    ("6", "RESULTS: In this cohort study, higher magnesium intake was not associated with sarcopenia."),
    ("7", "RESULTS: In this cohort study, higher magnesium intake was not associated with sarcopenia."),
    ("8", "RESULTS: In this cohort study higher magnesium intake was associated with higher odds of asthma (OR 1.50, 95% CI 1.10 to 2.05)."),  # noqa: E501
    ("10", "RESULTS: In this randomized controlled trial, magnesium reduced heart failure."),
    ("9", "RESULTS: In this cohort study higher serum magnesium was associated with lower odds of stroke (OR 0.80, 95% CI 0.70 to 0.91)."),  # noqa: E501
)  # fmt: skip


@pytest.fixture(scope="module")
def graph(read: Read, graph_of: GraphOf) -> EvidenceGraph:
    """The graph of a few papers of our own."""
    return graph_of(*(read("Magnesium", text, name=f"PMID:{number}") for number, text in PAPERS))


@pytest.fixture(scope="module")
def check(graph: EvidenceGraph, read: Read, vocabulary: Vocabulary) -> Check:
    """The check of a text against that graph."""

    def run(text: str, title: str = "An article", **fields: object) -> ArticleCheck:
        article, readings = read(title, text, name="article", **fields)
        return check_article(
            article, readings[0], graph=graph, vocabulary=vocabulary, translations=readings[1:]
        )  # fmt: skip

    return run


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("Higher magnesium intake is associated with higher bone mineral density.", Verdict.SUPPORTED, ""),
        ("Magnesium increases bone mineral density.", Verdict.OVERSTATED, "cause and effect"),
        ("Magnesium reduces vascular calcification.", Verdict.OVERSTATED, "from animals"),
        ("In rats, magnesium reduces vascular calcification.", Verdict.SUPPORTED, ""),
        ("Magnesium reduces fractures.", Verdict.CONTRADICTED, ""),
        ("Higher magnesium intake is associated with less sarcopenia.", Verdict.CONTRADICTED, "2 papers looked for it"),
        ("Low magnesium is associated with lower bone mineral density.", Verdict.SUPPORTED, ""),
        ("Higher magnesium intake is associated with osteoporosis.", None, ""),
        ("Magnesium reduces migraine.", Verdict.NOT_FOUND, "no paper"),
        ("Magnesium reduces asthma.", Verdict.NOT_FOUND, "one paper finds otherwise, a cohort study"),
        ("Excessive magnesium reduces fractures.", Verdict.NOT_FOUND, "extreme amounts"),
        ("Higher magnesium intake is associated with less stroke.", Verdict.SUPPORTED, "it speaks of intake; the papers that agree, of levels in the body"),  # noqa: E501
        ("Dietary magnesium reduces heart failure.", Verdict.SUPPORTED, ""),
        ("Magnesium affects the risk of stroke.", Verdict.SUPPORTED, ""),
        ("In a trial of 40 women, magnesium increased bone mineral density.", Verdict.SUPPORTED, ""),
        ("Higher magnesium intake was associated with lower odds of osteoporosis (OR 0.20, 95% CI 0.10 to 0.40).", Verdict.OVERSTATED, "no paper on the pair prints"),  # noqa: E501
    ],
)  # fmt: skip
def test_verdicts(check: Check, text: str, verdict: Verdict | None, reason: str) -> None:
    """Each kind of verdict, from direction, design, wording and numbers."""
    found = check(text)
    (one,) = found.claims
    if verdict is not None:
        assert one.checked.verdict is verdict, one.checked.reasons
    assert reason in "; ".join(one.checked.reasons)


def test_the_best_evidence_is_shown(check: Check) -> None:
    """A verdict names a paper and its verbatim sentence, on each side that there is."""
    (one,) = check("Magnesium reduces fractures.").claims
    assert one.checked.best_for is None
    assert one.checked.best_against is not None
    assert one.checked.best_against.paper.id == "PMID:5"
    assert one.checked.best_against.claim.quote in PAPERS[4][1]


def test_a_claim_is_held_against_the_paper_that_it_cites(check: Check) -> None:
    """The cited paper says so, says the opposite, says nothing of the pair, or is not in the store."""
    text = (
        "Higher magnesium intake is associated with higher bone mineral density (Doe, 2001).\n"
        "Magnesium reduces fractures [2].\nMagnesium is associated with osteoporosis [1].\n"
        "Higher magnesium intake is associated with less osteoporosis [3].\n"
        "References\n1. Doe J. Of magnesium and bone. Bone. 2001. PMID: 1\n"
        "2. Roe R. Of fractures. Bone. 2002. PMID: 5\n3. Poe E. Of nothing here. Bone. 2003. PMID: 99\n"
    )
    said = {(each.paper, each.verdict) for one in check(text).claims for each in one.cited}
    assert {("PMID:1", "says so"), ("PMID:5", "says the opposite"), ("PMID:99", "not in the store")} <= said


def test_another_field_says_so(check: Check) -> None:
    """An article of which the graph knows nothing is told to be from elsewhere, and one without claims, too."""
    assert "another field" in check("Aspirin reduces headache. Ibuprofen lowers fever.").note
    assert "No claim was found" in check("The museum opens at nine. Tickets are sold at the door.").note


def test_no_references_are_said(check: Check) -> None:
    """An article that cites nothing has a page that says so."""
    shown = write_markdown(lay_out_check(check("Magnesium increases bone mineral density.")))
    assert "The article cites nothing" in shown


def test_an_unknown_style_is_kept_and_named(check: Check) -> None:
    """Entries of no known style stay in the list, each with the reason why there is no paper."""
    found = check(
        "Magnesium increases bone mineral density.\nSources\nGrandmother's almanac, page 12\nThe red book, chapter 3\n"
    )
    assert [one.problem != "" for one in found.references] == [True, True]


def test_paywall_text_is_an_article_without_claims(check: Check) -> None:
    """What a wall lets through is no claim."""
    assert check("Subscribe to read on. Already a member? Log in to continue reading this article.").claims == ()


def test_a_term_is_judged_by_its_head() -> None:
    """Inhibitors of a thing are not the thing; its level, its risk and its intake are."""
    for text, name, is_part in (
        ("calcification inhibitors", "calcification", True),
        ("calcium's movement", "calcium", True),
        ("maturation of calcium", "calcium", True),
        ("arterial calcification", "calcification", False),
        ("magnesium levels", "magnesium", False),
        ("risk of osteoporosis", "osteoporosis", False),
        ("osteoporosis of the spine", "osteoporosis", False),
    ):
        at = text.index(name)
        mention = Mention(at, at + len(name), name, EntityType.CHEMICAL, "MESH:D1")
        reading = Reading("1", "", text, mentions=(mention,))
        found = find_part(Term(text, 0, len(text), "MESH:D1", EntityType.CHEMICAL), reading)
        assert (found is not None) is is_part, text


def test_what_is_called_unproven_is_no_claim(check: Check) -> None:
    """A sentence that says that there is no evidence states no effect."""
    assert check("There is no definitive evidence that magnesium reverses vascular calcification.").claims == ()


def test_the_article_is_marked_and_escaped(check: Check) -> None:
    """Each sentence with a verdict is marked in the text; what looks like markup in it is only text."""
    html = write_html(lay_out_check(check("Magnesium increases bone mineral density. <img src=x onerror=alert(1)>")))
    assert '<mark class="overstated"' in html
    assert "<img" not in html


def test_what_is_said_twice_stands_together(check: Check) -> None:
    """Two sentences that say the same are one point with both quotes, and its evidence stands there once."""
    text = "Magnesium reduces fractures. Many people fall. Fractures are reduced by magnesium."
    shown = write_markdown(lay_out_check(check(text)))
    points = shown.split("## Citations")[0]
    assert points.count("PMID:5](") == 1
    assert "Also:" in points
    assert "2 claims: 2 contradicted." in points


def test_a_part_of_the_body_is_no_outcome(check: Check) -> None:
    """What is good for bones is a claim, and no paper can answer it."""
    (one,) = check("Magnesium is essential for bones.").claims
    assert one.checked.verdict is Verdict.NOT_FOUND
    assert "names a part of the body" in one.checked.reasons[0]


def test_the_record_holds_what_the_page_shows(check: Check) -> None:
    """JSON has the counts, spans that give back their quotes, and nothing of Python."""
    text = "Magnesium increases bone mineral density. Magnesium reduces fractures (Doe, 2001)."
    found = check(text)
    record = json.loads(write_check_json(found))
    assert record["verdicts"]["contradicted"] == 1
    assert all(found.text[one["start"] : one["end"]] == one["quote"] for one in record["claims"])
    assert record["citations"][0]["problem"] == "the article has no reference list"


def test_a_chinese_article_is_checked(check: Check) -> None:
    """A claim in Chinese meets the English papers, and is told with its English name."""
    found = check("镁与骨密度呈正相关。", title="镁与骨", language="zh")
    (one,) = found.claims
    assert one.checked.verdict is Verdict.SUPPORTED
    assert "Magnesium (镁)" in write_markdown(lay_out_check(found))


def test_what_cannot_be_is_noticed(check: Check) -> None:
    """T-score and bone density moving apart is put on top of the page."""
    shown = write_markdown(
        lay_out_check(check("Magnesium increased bone mineral density. Magnesium lowered the T-score."))
    )
    assert "Cannot be: Magnesium" in shown.split("\n\n")[1]


# What a careful reader lists of the two seeds: words of subject and object, and the sign. Made by reading them whole.
SEED_CLAIMS = {
    "002": (
        ("magnesium", "blood sugar", 1), ("magnesium", "blood pressure", 1), ("magnesium", "bone mineral density", 1),
        ("magnesium", "osteoporosis", -1), ("magnesium", "bone formation", 1), ("magnesium", "fracture", -1),
        ("magnesium", "vitamin d", 1), ("magnesium", "calcium", 1), ("magnesium", "muscle", 1),
        ("magnesium", "nerve function", 1), ("magnesium", "energy production", 1), ("osteoporosis", "magnesium", -1),
    ),
    "003": (
        ("magnesium", "crystal", -1), ("magnesium", "transition", -1), ("magnesium", "phosphate", -1),
        ("phosphate", "calcification", 1), ("magnesium", "calcification inhibitors", 1),
        ("magnesium", "arterial calcification", -1), ("magnesium", "vascular calcification", -1),
        ("calcification", "cardiovascular disease", 1), ("calcification", "hardening", 1),
        ("calcification", "function of vital organs", -1), ("magnesium", "t50", 1),
        ("magnesium", "transdifferentiation", -1), ("magnesium", "contractile phenotype", 1),
        ("magnesium", "anti-calcification proteins", 1), ("magnesium", "calcification", -1),
        ("osteoblast-like cells", "mineralization", 1),
    ),
}  # fmt: skip
# Of those, the shares that are found now, pinned: they may rise; the bar of each is 0.8.
FOUND = {"002": 0.91, "003": 0.93}


@pytest.fixture(scope="module")
def check_file(graph: EvidenceGraph, vocabulary: Vocabulary) -> Callable[[Path], ArticleCheck]:
    """The check of a file."""

    def run(path: Path) -> ArticleCheck:
        record = next(iter(iter_records(path)))
        assert not isinstance(record, Rejected)
        assert isinstance(record, Article)
        article, readings = read_article(split_languages(record))
        return check_article(article, readings[0], graph=graph, vocabulary=vocabulary, translations=readings[1:])

    return run


@pytest.mark.parametrize("number", ["002", "003"])
def test_the_claims_of_the_seeds_are_found(
    shared: Path, check_file: Callable[[Path], ArticleCheck], number: str
) -> None:
    """The share of the claims that a reader lists and the check finds, with their signs."""
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    claims = check_file(path).claims
    missing = [listed for listed in SEED_CLAIMS[number] if not any(_says(one, *listed) for one in claims)]
    share = 1 - len(missing) / len(SEED_CLAIMS[number])
    assert share >= FOUND[number], f"{share:.2f}; missing {missing}"


# By author and year as the second seed's reader resolves them: the entry's place in the list.
SEED_CITATIONS = {
    "Al Alawi, 2018": 1, "de Baaij, 2015": 3, "Castiglioni, 2013": 2, "Groenendijk, 2022": 6, "Uwitonze, 2018": 13,
    "Reddy, 2019": 11, "Rondanelli, 2021": 12, "Workinger, 2018": 14, "Mederle, 2018": 8, "Okyay, 2013": 9,
    "Orchard, 2014": 10, "Farsinejad-Marj, 2016": 5, "NIH, 2022": 7, "USDA": 4,
}  # fmt: skip


def test_the_citations_of_the_seeds_are_resolved(shared: Path) -> None:
    """All author-year citations lead to the right entry; a list of bare numbers is named as empty."""
    (path,) = (shared / "seeds").glob("002_*.txt")
    text = path.read_text(encoding="utf-8")
    entries = find_entries(text)
    found = {one.text.strip("()[]"): [entries[number].number for number in one.entries] for one in find_citations(text)}
    assert found == {name: [number] for name, number in SEED_CITATIONS.items()}
    (path,) = (shared / "seeds").glob("003_*.txt")
    entries = find_entries(path.read_text(encoding="utf-8"))
    assert [entry.is_empty for entry in entries] == [True] * 7


@pytest.mark.slow
def test_no_lay_article_breaks_the_check(shared: Path, check_file: Callable[[Path], ArticleCheck]) -> None:
    """Every article at hand is checked and laid out; each quote stands in its text."""
    count = 0
    for path in sorted((shared / "data" / "articles").glob("*.md")):
        found = check_file(path)
        count += len(found.claims)
        assert write_html(lay_out_check(found)).endswith("</html>\n")
        assert all(found.text[c.start : c.end] == c.quote for c in _claims(found)), path.name
    assert count > 100


def test_a_large_page_is_read(tmp_path: Path, check_file: Callable[[Path], ArticleCheck]) -> None:
    """Five megabytes of markup around one paragraph cost what the paragraph costs."""
    path = tmp_path / "large.html"
    body = "<p>Higher magnesium intake is associated with higher bone mineral density in adults of all ages.</p>"
    path.write_text(
        f"<html><head><title>Magnesium</title></head><body><article>{body * 3}</article>"
        f"<!--{'x' * (5 << 20)}--></body></html>",
        encoding="utf-8",
    )
    assert check_file(path).claims[0].checked.verdict is Verdict.SUPPORTED


def test_an_empty_page_is_no_article(tmp_path: Path) -> None:
    """A page without text is set aside by name."""
    path = tmp_path / "empty.html"
    path.write_text("<html><body></body></html>", encoding="utf-8")
    record = next(iter(iter_records(path)))
    assert isinstance(record, Rejected)
    assert "no text" in record.reason


def _says(one: CheckedClaim, subject: str, object_: str, sign: int) -> bool:
    claim = one.checked.claim
    fits = subject in claim.subject.text.casefold() and object_ in claim.object.text.casefold()
    return fits and claim.sign == sign


def _claims(found: ArticleCheck) -> Iterator[Claim]:
    return (one.checked.claim for one in found.claims)
