"""Files of every kind become articles; what cannot be read is told in one sentence, and what was good is kept."""

import gzip
import json
from pathlib import Path

import pytest

from miner.errors import BadInput
from miner.model.article import Article, Deleted, ParsedRecord, Rejected
from miner.model.layout import lay_out
from miner.parse import iter_records

RECORD = """<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID>
<Article><Journal><ISSN>1-2</ISSN><JournalIssue><Volume>3</Volume><PubDate><Year>2020</Year><Month>Apr</Month></PubDate>
</JournalIssue><Title>A Journal</Title></Journal><ArticleTitle>Mg<sup>2+</sup> and bone</ArticleTitle>
<ELocationID EIdType="pii" ValidYN="Y">S1</ELocationID><ELocationID EIdType="doi" ValidYN="Y">10.1/x</ELocationID>
<Abstract><AbstractText Label="RESULTS" NlmCategory="RESULTS">It <i>rose</i> (P = 5 x 10<sup>-8</sup>).</AbstractText>
</Abstract><AuthorList><Author><LastName>Doe</LastName><Initials>J</Initials></Author>
<Author><CollectiveName>The Group</CollectiveName></Author></AuthorList><Language>chi</Language>
<PublicationTypeList><PublicationType>Journal Article</PublicationType></PublicationTypeList></Article>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>J</RefSource><PMID>9</PMID>
</CommentsCorrections></CommentsCorrectionsList><OtherAbstract Type="Publisher" Language="chi">
<AbstractText>镁</AbstractText></OtherAbstract></MedlineCitation><PubmedData><History>
<PubMedPubDate PubStatus="entrez"><Year>2020</Year><Month>1</Month><Day>2</Day></PubMedPubDate></History>
<ArticleIdList><ArticleId IdType="doi">10.1/other</ArticleId><ArticleId IdType="pmc">PMC7</ArticleId></ArticleIdList>
</PubmedData></PubmedArticle>"""


def read(path: Path) -> list[ParsedRecord]:
    return list(iter_records(path))


def pubmed(*records: str) -> bytes:
    return f"<PubmedArticleSet>{''.join(records)}</PubmedArticleSet>".encode()


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_pubmed_record_keeps_all_that_it_says(tmp_path: Path) -> None:
    """Labels, marked-up text, ids, people, corrections, dates and the other abstract are all there."""
    (article,) = read(written(tmp_path, "a.xml", pubmed(RECORD.format(pmid=5))))
    assert isinstance(article, Article)
    assert (article.id, article.title, article.doi, article.pii, article.pmcid) == (
        "PMID:5", "Mg2+ and bone", "10.1/x", "S1", "PMC7",
    )  # fmt: skip
    section = article.abstract[0]
    assert (section.text, section.label, section.category) == ("It rose (P = 5 x 10⁻⁸).", "RESULTS", "RESULTS")
    assert article.authors[1].collective == "The Group"
    assert article.is_retracted
    assert (article.published, article.created, article.original_language) == ("2020-04", "2020-01-02", "zh")
    assert article.other_abstracts[0].language == "zh"


def test_deleted_citations_are_told(tmp_path: Path) -> None:
    """A DeleteCitation names each PMID that PubMed took out."""
    data = pubmed(RECORD.format(pmid=5), "<DeleteCitation><PMID>6</PMID><PMID>7</PMID></DeleteCitation>")
    assert read(written(tmp_path, "a.xml", data))[1:] == [Deleted(6), Deleted(7)]


def test_a_malformed_record_costs_only_itself(tmp_path: Path) -> None:
    """The records before and behind a broken one are read."""
    broken = "<PubmedArticle><PMID>6</PMID><oops></PubmedArticle>"
    found = read(written(tmp_path, "a.xml", pubmed(RECORD.format(pmid=5), broken, RECORD.format(pmid=7))))
    assert [type(one) for one in found] == [Article, Rejected, Article]
    assert isinstance(found[1], Rejected)
    assert found[1].id == "PMID:6"


def test_a_record_without_a_pmid_is_set_aside(tmp_path: Path) -> None:
    """It is told by its place and title, with the reason."""
    record = RECORD.replace('<PMID Version="1">{pmid}</PMID>', "")
    (found,) = read(written(tmp_path, "a.xml", pubmed(record)))
    assert isinstance(found, Rejected)
    assert "no PMID" in found.reason


def test_a_truncated_gzip_keeps_what_was_good(tmp_path: Path) -> None:
    """Whole records before the break are read, and the break names the file."""
    records = [RECORD.format(pmid=number) + f"<!-- {number * 7919 % 10007} -->" for number in range(1, 400)]
    data = gzip.compress(pubmed(*records), compresslevel=1)
    found = read(written(tmp_path, "a.xml.gz", data[: len(data) * 3 // 4]))
    assert sum(isinstance(one, Article) for one in found) > 100
    assert isinstance(found[-1], Rejected)
    assert "a.xml.gz" in found[-1].source
    assert "cut short" in found[-1].reason


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.xml", b"", "is empty"),
        ("noise.txt", bytes(range(256)) * 40, "binary data"),
        ("noise.xml", b"\x01\x02 nothing", "does not begin as XML does"),
        ("other.xml", b"<feed></feed>", "root <feed>"),
        ("bomb.xml", b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><article>&c;</article>', "entity bombs"),
        ("a.pdf", b"%PDF-1.4 x", "is a PDF"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    """Each bad file is refused at once, in a sentence that names it."""
    with pytest.raises(BadInput, match=said) as error:
        iter_records(written(tmp_path, name, data))
    assert name in str(error.value)


def test_missing_files_and_folders_are_refused(tmp_path: Path) -> None:
    """Neither is read as if it were empty."""
    with pytest.raises(BadInput, match="not there"):
        iter_records(tmp_path / "none.xml")
    with pytest.raises(BadInput, match="folder"):
        iter_records(tmp_path)


def test_json_lines_give_back_the_same_text(tmp_path: Path) -> None:
    """Labels are found, and laying the sections out again changes no character."""
    text = "BACKGROUND: Little is known.\nAnd less.\nResults: It rose.\n结果：升高。\nNothing: here."
    lines = [json.dumps({"id": "1", "title": "T", "text": text}), "{", '{"id": "2"}', ""]
    found = read(written(tmp_path, "a.jsonl", "\n".join(lines).encode()))
    assert isinstance(found[0], Article)
    assert lay_out(found[0]).text == f"T\n{text}"
    assert [section.label for section in found[0].abstract[:2]] == ["BACKGROUND", "Results"]
    assert [type(one) for one in found[1:]] == [Rejected, Rejected]


def test_latin_1_without_a_declaration_is_read(tmp_path: Path) -> None:
    """Text that is no UTF-8 but prints as Windows-1252 is read as that, line by line and record by record."""
    data = b'{"id": "1", "title": "", "text": "\xc3\xa9"}\n{"id": "2", "title": "", "text": "caf\xe9"}\n'
    found = read(written(tmp_path, "a.jsonl", data))
    assert [lay_out(one).text for one in found if isinstance(one, Article)] == ["\né", "\ncafé"]
    xml = pubmed(RECORD.format(pmid=5), RECORD.format(pmid=6).replace("A Journal", "Anales de Espa\u00f1a"))
    recoded = xml.decode().encode("cp1252", "xmlcharrefreplace")
    assert b"Espa\xf1a" in recoded
    first, second = read(written(tmp_path, "a.xml", recoded))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.journal, second.journal) == ("A Journal", "Anales de España")
    (note,) = read(written(tmp_path, "a.txt", "Étude\nSous 5 °C, 3 µg.".encode("cp1252")))
    assert isinstance(note, Article)
    assert lay_out(note).text == "Étude\nSous 5 °C, 3 µg."


def test_a_guessed_encoding_is_told_once_for_each_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Two such records of one file are one warning with its name; a file in UTF-8 is none."""
    line = b'{"id": "1", "title": "", "text": "caf\xe9"}\n'
    old = written(tmp_path, "old.jsonl", line * 2)
    assert len(read(old)) == 2
    assert [one.getMessage() for one in caplog.records] == [
        f"{old} is not in UTF-8 and does not say in what; it is read as Windows-1252 (Latin-1)"
    ]
    read(written(tmp_path, "new.jsonl", line.decode("cp1252").encode()))
    assert len(caplog.records) == 1


def test_what_is_no_text_in_any_encoding_is_set_aside(tmp_path: Path) -> None:
    """Bytes that neither UTF-8 nor Windows-1252 has are told by their place; the lines around them are read."""
    data = b'{"id": "1", "title": "", "text": "a"}\n{"id": "2", "title": "", "text": "\x81\x8d"}\n'
    found = read(written(tmp_path, "a.jsonl", data))
    assert [type(one) for one in found] == [Article, Rejected]
    assert isinstance(found[1], Rejected)
    assert "is not UTF-8 (byte 35 is 0x81)" in found[1].reason


@pytest.mark.parametrize(
    ("name", "text", "article_id", "laid_out"),
    [
        ("a.nbib", "PMID- 3\nTI  - A long\n      title\nAB  - AIM: To see. RESULTS: It rose.\n", "PMID:3",
         "A long title\nAIM: To see.\nRESULTS: It rose."),
        ("a.ris", "TY  - JOUR\nTI  - A title\nAB  - It rose.\nDO  - 10.1234/x\nER  - \n", "DOI:10.1234/x",
         "A title\nIt rose."),
        ("a.txt", "4|t|A title\n4|a|It rose.\n4\t0\t1\tA\tGene\t1\n", "PMID:4", "A title\nIt rose."),
        ("a.md", "# A title\n\nIt **rose**.\n", "a.md", "A title\nIt rose."),
        ("b.txt", "A title\r\n\r\nIt rose.\r\n", "b.txt", "A title\nIt rose."),
        ("c.txt", "# A title\n\nIt **rose**.\n", "c.txt", "A title\nIt rose."),
        ("d.txt", "It rose, and it fell.\n", "d.txt", "\nIt rose, and it fell."),
        ("b.xml", ("<collection><document><id>4</id><passage><infon key='type'>title</infon><text>A title</text>"
         "</passage><passage><text>It rose.</text></passage></document></collection>"), "PMID:4", "A title\nIt rose."),
        ("a.json", ('{"documents": [{"id": "4", "passages": [{"infons": {"type": "title"}, "text": "A title"}, '
         '{"text": "It rose."}]}]}'), "PMID:4", "A title\nIt rose."),
        ("a.nxml", ("<article><front><article-meta><article-id pub-id-type='pmid'>4</article-id><title-group>"
         "<article-title>A title</article-title></title-group><abstract><p>It rose.</p></abstract></article-meta>"
         "</front><body><sec><title>Results</title><p>More.</p></sec></body></article>"), "PMID:4",
         "A title\nIt rose.\nResults: More."),
    ],
)  # fmt: skip
def test_each_format_is_found_and_read(tmp_path: Path, name: str, text: str, article_id: str, laid_out: str) -> None:
    """The same little document comes out of every format."""
    (article,) = read(written(tmp_path, name, text.encode()))
    assert isinstance(article, Article)
    assert article.id == article_id
    assert lay_out(article).text == laid_out


def test_a_chinese_line_is_chinese_text(tmp_path: Path) -> None:
    """A file of one line that ends as a sentence is no title, and its language is told from whatever it holds."""
    one, other = (
        read(written(tmp_path, name, text.encode()))[0]
        for name, text in (("one.txt", "缺锌降低骨密度。\n"), ("other.txt", "锌与骨密度\n"))
    )
    assert isinstance(one, Article)
    assert isinstance(other, Article)
    assert (one.title, one.language) == ("", "zh")
    assert (other.title, other.language) == ("锌与骨密度", "zh")


def test_the_sample_is_read_whole_and_marked() -> None:
    """All 87 papers of the sample corpus are articles, and digests."""
    folder = Path(__file__).resolve().parents[2] / "corpora" / "sample"
    found = [*read(folder / "sample.xml"), *read(folder / "sample.jsonl")]
    assert len(found) == 87
    assert all(isinstance(one, Article) and one.is_digest for one in found)
