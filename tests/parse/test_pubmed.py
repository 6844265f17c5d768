"""PubMed records in all their shapes: markup, mathematics, books, groups, references, malformations."""

import re
from pathlib import Path

import pytest

from miner.model.article import Article, ParsedRecord, Rejected
from miner.parse import iter_records


def record(inside: str = "", *, data: str = "", title: str = "A title") -> str:
    return (
        '<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">5</PMID><Article>'
        f"<ArticleTitle>{title}</ArticleTitle>{inside}</Article></MedlineCitation><PubmedData>{data}</PubmedData>"
        "</PubmedArticle>"
    )


def read(folder: Path, *records: str, before: str = "") -> list[ParsedRecord]:
    path = folder / "a.xml"
    path.write_text(f"{before}<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>", encoding="utf-8")
    return list(iter_records(path))


def read_one(folder: Path, text: str) -> Article:
    (article,) = read(folder, text)
    assert isinstance(article, Article)
    return article


SQUARE_METRE = """<m:math xmlns:m="http://www.w3.org/1998/Math/MathML">\
<m:msup><m:mi>m</m:mi><m:mn>2</m:mn></m:msup></m:math>"""


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<i>CASR</i> and <b>Mg</b><sup>2+</sup>", "CASR and Mg2+"),
        ("p = 3 x 10<sup>-4</sup>", "p = 3 x 10⁻⁴"),
        ("CO<sub>2</sub> &lt; 5 &amp; more", "CO2 < 5 & more"),
        ("a &alpha; b &#8722; c", "a α b − c"),
        ("one <!-- not two -->three", "one three"),
        (f"area {SQUARE_METRE}", "area m^2"),
        ("<DispFormula>E = 1</DispFormula> holds", "E = 1 holds"),
        ("deep <i><b><sup>in</sup></b></i>side", "deep inside"),
    ],
)
def test_inline_markup_loses_no_letter(tmp_path: Path, markup: str, text: str) -> None:
    """Markup dissolves into the text that a reader sees, in titles and abstracts alike."""
    article = read_one(
        tmp_path, record(f"<Abstract><AbstractText>{markup}</AbstractText></Abstract>", title=f"On {markup}")
    )
    assert article.abstract[0].text == text
    assert article.title == f"On {text}"


def test_a_doi_is_not_lost_behind_a_pii(tmp_path: Path) -> None:
    """The DOI is found wherever it stands: behind a PII, among the record's ids, with an address before it."""
    behind = '<ELocationID EIdType="pii">S1</ELocationID><ELocationID EIdType="doi">10.1/x</ELocationID>'
    assert read_one(tmp_path, record(behind)).doi == "10.1/x"
    among = (
        '<ArticleIdList><ArticleId IdType="pii">S1</ArticleId>'
        '<ArticleId IdType="doi">https://doi.org/10.2/y</ArticleId>'
        "</ArticleIdList>"
    )
    article = read_one(tmp_path, record(data=among))
    assert (article.doi, article.pii) == ("10.2/y", "S1")
    invalid = '<ELocationID EIdType="doi" ValidYN="N">10.9/no</ELocationID>'
    assert read_one(tmp_path, record(invalid, data=among)).doi == "10.2/y"


def test_people_and_groups_are_authors(tmp_path: Path) -> None:
    """A group is an author of its own, an ORCID is taken from any way of writing it."""
    authors = """<AuthorList><Author><LastName>Doe</LastName><ForeName>Jo A</ForeName><Initials>JA</Initials>
    <Suffix>Jr</Suffix><Identifier Source="ORCID">http://orcid.org/0000-0002-1825-0097</Identifier><AffiliationInfo>
    <Affiliation>A place</Affiliation></AffiliationInfo></Author><Author><CollectiveName>The Bone Group</CollectiveName>
    </Author></AuthorList>"""
    person, group = read_one(tmp_path, record(authors)).authors
    assert (person.last_name, person.fore_name, person.initials, person.suffix) == ("Doe", "Jo A", "JA", "Jr")
    assert person.orcid == "0000-0002-1825-0097"
    assert group.collective == "The Bone Group"


def test_other_abstracts_stay_apart(tmp_path: Path) -> None:
    """A translation is kept with its language and is not part of the text that is read as English."""
    text = record("<Abstract><AbstractText>It rose.</AbstractText></Abstract>").replace(
        "</Article><",
        '</Article><OtherAbstract Type="Publisher" Language="chi"><AbstractText>升高。</AbstractText></OtherAbstract>'
        '<OtherAbstract Type="plain-language-summary" Language="eng"><AbstractText>More of it.</AbstractText>'
        "</OtherAbstract><",
        1,
    )
    article = read_one(tmp_path, text)
    assert [section.text for section in article.abstract] == ["It rose."]
    assert [(other.language, other.kind) for other in article.other_abstracts] == [
        ("zh", "Publisher"), ("en", "plain-language-summary"),
    ]  # fmt: skip
    assert [each.id for each in article.translations()] == ["PMID:5#zh"]


def test_a_book_is_read(tmp_path: Path) -> None:
    """A chapter has its own title and authors, and the book as its journal."""
    book = """<PubmedBookArticle><BookDocument><PMID Version="1">7</PMID><ArticleIdList>
    <ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList><Book><Publisher>
    <PublisherName>P</PublisherName></Publisher><BookTitle>The Book
    </BookTitle><PubDate><Year>2012</Year></PubDate><AuthorList Type="editors"><Author><LastName>Ed</LastName></Author>
    </AuthorList></Book><ArticleTitle>A chapter</ArticleTitle><Language>eng</Language><AuthorList Type="authors">
    <Author><LastName>Au</LastName></Author></AuthorList><PublicationType>Review</PublicationType>
    <Abstract><AbstractText>It is.
    </AbstractText></Abstract></BookDocument></PubmedBookArticle>"""
    article = read_one(tmp_path, book)
    assert article.is_book
    assert (article.id, article.title, article.journal, article.year) == ("PMID:7", "A chapter", "The Book", 2012)
    assert [author.last_name for author in article.authors] == ["Au"]
    assert article.publication_types == ("Review",)


@pytest.mark.parametrize(
    "odd", ["", "<Title>Sources</Title>", "<!-- none -->", '<Reference><Citation Note="x">Z</Citation></Reference>']
)
def test_references_are_the_same_on_either_road(tmp_path: Path, odd: str) -> None:
    """The quick reading of plain reference lists gives what the tree gives; what is odd leaves it to the tree."""
    lists = (
        f"<ReferenceList>{odd}<Reference><Citation>A &amp; B, 5 &lt; 6 &#956;g</Citation><ArticleIdList>"
        '<ArticleId IdType="pubmed"> 11 </ArticleId><ArticleId IdType="doi">doi: 10.1/x</ArticleId></ArticleIdList>'
        "</Reference>\n <Reference><Citation> C\n d </Citation></Reference></ReferenceList>"
    )
    found = read_one(tmp_path, record(data=lists)).references
    named = [each for each in found if each.text != "Z"]
    assert [(each.text, each.pmid, each.doi) for each in named] == [
        ("A & B, 5 < 6 μg", 11, "10.1/x"), ("C d", None, None),
    ]  # fmt: skip
    assert len(found) == len(named) + ("<Reference>" in odd)


def test_a_missing_abstract_and_a_missing_title_are_no_fault(tmp_path: Path) -> None:
    """A record with a PMID is an article, whatever else it lacks."""
    article = read_one(tmp_path, record(title=""))
    assert (article.title, article.abstract, article.year) == ("", (), None)


def test_a_missing_end_tag_does_not_swallow_the_next_record(tmp_path: Path) -> None:
    """The record without its end is set aside by its PMID, the whole one behind it is read."""
    cut = record()[: -len("</PubmedArticle>")]
    found = read(tmp_path, cut, record().replace(">5<", ">6<"))
    assert isinstance(found[0], Rejected)
    assert found[0].id == "PMID:5"
    assert [one.id for one in found[1:] if isinstance(one, Article)] == ["PMID:6"]


def test_an_entity_bomb_inside_a_record_does_not_grow(tmp_path: Path) -> None:
    """An entity that nothing declares stays shut: its record is set aside, the others are read."""
    found = read(tmp_path, record(title="&lol9;"), record().replace(">5<", ">6<"))
    assert [type(one) for one in found] == [Rejected, Article]
    assert isinstance(found[0], Rejected)
    assert re.search(r"lol9", found[0].reason)
