"""A full text in JATS is read with its tables: each row is a claim that quotes its cell."""

from pathlib import Path

from miner.model.article import SectionKind
from miner.model.reading import Reading
from miner.parse import iter_records
from miner.run.reading import ReaderChoice, read_articles

JATS = """<?xml version="1.0" encoding="UTF-8"?>
<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article">
<front><article-meta><article-id pub-id-type="pmc">PMC99</article-id>
<title-group><article-title>Zinc and bone in a town</article-title></title-group>
<abstract><p>Higher zinc intake was associated with a lower risk of osteoporosis.</p></abstract>
</article-meta></front>
<body><sec sec-type="results"><title>Results</title><p>Odds are given in the table.</p>
<table-wrap id="t1"><label>Table 1</label>
<caption><p>Association between zinc intake and osteoporosis. Zinc lowered copper in all.</p></caption>
<table><thead><tr><th></th><th>Adjusted OR (95% CI)</th></tr></thead>
<tbody><tr><td>Q1</td><td>1.00 (reference)</td></tr><tr><td>Q4</td><td>0.62 (0.45-0.85)</td></tr></tbody></table>
</table-wrap></sec></body></article>
"""


def test_a_table_of_a_full_text_gives_claims(tmp_path: Path) -> None:
    """The caption names the ends, the row the comparison, the cell is the quote and holds the estimate."""
    path = tmp_path / "one.nxml"
    path.write_text(JATS, encoding="utf-8")
    (reading,) = read_articles(iter_records(path), reader=ReaderChoice())
    assert isinstance(reading, Reading)
    (claim,) = [claim for claim in reading.claims if claim.section is SectionKind.TABLE]
    assert reading.text[claim.start : claim.end] == claim.quote == "0.62 (0.45-0.85)"
    assert (claim.subject.text, claim.object.text, claim.sign) == ("zinc intake", "osteoporosis", -1)
    assert (claim.comparison, claim.adjusted) == ("Q4", True)
    assert [reading.estimates[number].value for number in claim.estimates] == [0.62]
    assert any(claim.section is not SectionKind.TABLE for claim in reading.claims)


def test_what_stands_in_a_table_is_no_sentence(tmp_path: Path) -> None:
    """A table is read by its cells: neither its caption nor its rows are told as sentences are."""
    path = tmp_path / "one.nxml"
    path.write_text(JATS, encoding="utf-8")
    (reading,) = read_articles(iter_records(path), reader=ReaderChoice())
    assert isinstance(reading, Reading)
    assert "Zinc lowered copper" in reading.text
    assert not any("copper" in claim.object.text for claim in reading.claims)


PLAN = """<article><front><article-meta><title-group>
<article-title>Zinc and bone: study protocol of a trial</article-title></title-group></article-meta></front>
<body><sec><title>Introduction</title><p>Zinc lowers the risk of falls.</p></sec>
<sec><title>Methods</title>{}</sec></body></article>"""


def test_methods_of_a_long_text_tell_nothing(tmp_path: Path) -> None:
    """A paper without results makes no claims of what it plans, nor of what its introduction says."""
    path = tmp_path / "one.nxml"
    path.write_text(PLAN.format("<p>Zinc reduced the number of falls in men.</p>" * 40), encoding="utf-8")
    (reading,) = read_articles(iter_records(path), reader=ReaderChoice())
    assert isinstance(reading, Reading)
    assert reading.claims == ()
