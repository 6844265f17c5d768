"""Full texts and web pages: JATS with its tables, figures and references; HTML without what stands around the text."""

import gzip
from pathlib import Path

import pytest

from miner.errors import BadInput
from miner.model.article import Article, Rejected
from miner.model.layout import lay_out
from miner.parse import iter_records

JATS = """<?xml version="1.0"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS (Z39.96) Journal Archiving DTD v1.2 20190208//EN" "JATS-archivearticle1.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en"><front><journal-meta>
<journal-title-group><journal-title>Bones</journal-title></journal-title-group><issn>1-2</issn></journal-meta>
<article-meta><article-id pub-id-type="pmc">77</article-id><article-id pub-id-type="doi">10.1/j</article-id>
<title-group><article-title>Magnesium in <italic>mice</italic><xref ref-type="fn">*</xref></article-title></title-group>
<contrib-group>
<contrib contrib-type="author"><name><surname>Doe</surname><given-names>Jo Ann</given-names></name></contrib><contrib
contrib-type="author"><collab>The Group</collab></contrib></contrib-group>
<pub-date pub-type="epub"><day>3</day>
<month>4</month><year>2020</year></pub-date><abstract><sec><title>Results</title><p>It rose.</p></sec></abstract>

<trans-abstract xml:lang="zh"><p>升高。</p></trans-abstract>
<kwd-group><kwd>bone</kwd></kwd-group></article-meta>
</front><body>
<sec sec-type="intro"><title>Introduction</title><p>Why we asked.</p></sec><sec><title>Findings.</title><p>It fell
<table-wrap id="t"><label>Table 1</label><caption><p>Doses</p></caption><table><thead><tr><th rowspan="2">Group</th><th
colspan="2">Bone</th></tr><tr><th>HR</th><th>95% CI</th></tr></thead><tbody><tr><td>Low</td><td>1.2</td><td>1.1-1.3</td>
</tr><tr><td rowspan="2">High</td><td>0.8</td><td>0.7-0.9</td></tr><tr><td>0.9</td><td>0.8-1.0</td></tr></tbody></table>
<table-wrap-foot><p>HR, hazard ratio</p></table-wrap-foot></table-wrap> at once.</p><fig><label>Fig. 1</label><caption>
<p>A mouse.</p></caption></fig></sec></body><back><ref-list><ref id="r"><label>1</label><element-citation><source>J Bone
</source><pub-id pub-id-type="pmid">11</pub-id></element-citation></ref></ref-list></back></article>"""

PAGE = """<!doctype html><html><head><title>Magnesium and the hip</title><style>p {color: red}</style></head><body>
<nav><a href="/">Home</a><a href="/about">About our site</a></nav><script>var hidden = "not text";</script>
<article><h1>Magnesium and the hip</h1><p>More magnesium in tap water went with fewer broken hips among older men, by a
fifth.</p><p>The trial of 2013 counted 5,472 hips; 32% of the women took part &amp; stayed.</p><table><tr><th>Group</th>
<th>HR</th></tr><tr><td>High intake</td><td>0.82</td></tr></table></article><footer>All rights kept</footer></body>
</html>
"""


def read_one(path: Path) -> Article:
    (article,) = iter_records(path)
    assert isinstance(article, Article)
    return article


def test_a_jats_article_keeps_what_it_is_made_of(tmp_path: Path) -> None:
    """Ids, people, dates, abstracts by language, labelled sections, figures and references are all there."""
    path = tmp_path / "a.nxml"
    path.write_text(JATS, encoding="utf-8")
    article = read_one(path)
    assert (article.id, article.doi, article.title) == ("PMCID:PMC77", "10.1/j", "Magnesium in mice")
    assert (article.journal, article.published, article.keywords) == ("Bones", "2020-04-03", ("bone",))
    assert [author.collective or author.initials for author in article.authors] == ["JA", "The Group"]
    assert [(one.label, one.text) for one in article.abstract] == [("Results", "It rose.")]
    assert [(one.language, one.sections[0].text) for one in article.other_abstracts] == [("zh", "升高。")]
    assert [(one.label, one.category, one.text) for one in article.body] == [
        ("Introduction", "BACKGROUND", "Why we asked."), ("Findings", "RESULTS", "It fell at once."),
    ]  # fmt: skip
    assert [(one.label, one.caption) for one in article.figures] == [("Fig. 1", "A mouse.")]
    assert [(one.label, one.pmid) for one in article.references] == [("1", 11)]


def test_a_tables_spans_are_filled_in(tmp_path: Path) -> None:
    """Every row has the same width, and a cell that spans several stands in each of them."""
    path = tmp_path / "a.nxml"
    path.write_text(JATS, encoding="utf-8")
    (table,) = read_one(path).tables
    assert table.header == (("Group", "Bone", "Bone"), ("Group", "HR", "95% CI"))
    assert table.rows == (("Low", "1.2", "1.1-1.3"), ("High", "0.8", "0.7-0.9"), ("High", "0.9", "0.8-1.0"))
    assert (table.label, table.caption, table.footnotes) == ("Table 1", "Doses", "HR, hazard ratio")


MARKED = """<article><front><article-meta><title-group><article-title>Zinc</article-title></title-group>
</article-meta></front><body><sec><title>Results</title><p>Falls were fewer.<sup><xref ref-type="bibr">3</xref>, <xref
ref-type="bibr">4</xref></sup> Bone rose<xref ref-type="bibr"><sup>5</sup></xref> by 2 kg/m<sup>2</sup>.</p>
<table-wrap><label>Table 1</label><caption><p>Zinc<sup>a</sup> and falls</p></caption><table><thead><tr><th>P<xref
ref-type="table-fn">b</xref></th><th>OR<xref ref-type="table-fn">1</xref></th></tr></thead><tbody><tr><td>
0.04<sup>*</sup></td><td>1.2 kg/m<sup>2</sup>, 4<sup>th</sup></td></tr></tbody></table><table-wrap-foot>
<fn><label>b</label><p>By rank.</p></fn></table-wrap-foot></table-wrap></sec></body></article>"""


def test_raised_marks_stand_apart(tmp_path: Path) -> None:
    """A footnote's mark is no letter of its word, a raised citation no number of the sentence; exponents stay."""
    path = tmp_path / "a.nxml"
    path.write_text(MARKED, encoding="utf-8")
    article = read_one(path)
    assert [one.text for one in article.body] == ["Falls were fewer. [3, 4] Bone rose [5] by 2 kg/m2."]
    (table,) = article.tables
    assert (table.caption, table.header, table.rows, table.footnotes) == (
        "Zinc ᵃ and falls", (("P ᵇ", "OR ¹"),), (("0.04*", "1.2 kg/m2, 4th"),), "ᵇ By rank.",
    )  # fmt: skip
    assert lay_out(article).text.endswith("\n0.04* | 1.2 kg/m2, 4th\nᵇ By rank.")


PARTS = """<article><front><article-meta><title-group><article-title>Zinc</article-title></title-group>
</article-meta></front><body><p>Falls are common.<xref ref-type="bibr">1</xref>,<xref
ref-type="bibr">2</xref> Zinc is a metal (<xref ref-type="bibr">3</xref>).</p>
<sec><title>Patients and procedures</title><p>We asked.</p><p>We weighed.</p></sec>
<sec><title>Findings</title><p>Falls fell.</p></sec>
<sec><title>Competing interests</title><p>None.</p></sec>
<sec><title>Limitations</title><p>Few took part.</p></sec></body></article>"""


def test_the_parts_of_a_paper_are_told_apart(tmp_path: Path) -> None:
    """What stands before the first title is the introduction; interests are not read; all of a part is of its kind."""
    path = tmp_path / "a.nxml"
    path.write_text(PARTS, encoding="utf-8")
    assert [(one.label, one.category, one.text) for one in read_one(path).body] == [
        (None, "BACKGROUND", "Falls are common. [1], [2] Zinc is a metal (3)."),
        ("Patients and procedures", "METHODS", "We asked."),
        (None, "METHODS", "We weighed."),
        ("Findings", "RESULTS", "Falls fell."),
        ("Limitations", "METHODS", "Few took part."),
    ]


def test_a_broken_jats_file_is_set_aside(tmp_path: Path) -> None:
    """A full text that breaks off is told as malformed, not read in part."""
    path = tmp_path / "a.nxml"
    path.write_text(JATS[: len(JATS) * 3 // 4], encoding="utf-8")
    (found,) = iter_records(path)
    assert isinstance(found, Rejected)
    assert "malformed XML" in found.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_web_page_is_its_main_text(tmp_path: Path, encoding: str) -> None:
    """Scripts, styles and navigation are not read; the title, paragraphs and tables are."""
    path = tmp_path / "page.html"
    path.write_bytes(PAGE.encode(encoding))
    article = read_one(path)
    text = lay_out(article).text
    assert article.title == "Magnesium and the hip"
    assert "fewer broken hips among older men, by a fifth." in text
    assert "32% of the women took part & stayed." in text
    assert "0.82" in text
    assert not any(word in text for word in ("hidden", "color", "About our site"))
    assert text.count("Magnesium and the hip") == 1


def test_a_page_without_text_is_set_aside(tmp_path: Path) -> None:
    """A page that holds only a script gives no empty article."""
    path = tmp_path / "page.html"
    path.write_text("<html><body><script>run()</script></body></html>", encoding="utf-8")
    (found,) = iter_records(path)
    assert isinstance(found, Rejected)


def test_a_compressed_bomb_stays_flat(tmp_path: Path) -> None:
    """Gzip that inflates to far more than a document holds is refused by its size, not inflated whole."""
    path = tmp_path / "a.txt.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(b"Title\n")
        for _ in range(40):
            file.write(b"magnesium " * (1 << 17))
    (found,) = iter_records(path)
    assert isinstance(found, Rejected)
    assert "larger than 32 MB" in found.reason


def test_an_xml_bomb_in_jats_is_refused(tmp_path: Path) -> None:
    """Entities of its own make a document unreadable here, before any is looked at."""
    path = tmp_path / "a.nxml"
    path.write_text('<!DOCTYPE article [<!ENTITY a "aa">]><article>&a;</article>', encoding="utf-8")
    with pytest.raises(BadInput, match="entity bombs"):
        list(iter_records(path))
