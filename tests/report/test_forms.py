"""One page in every form: Markdown, HTML, Word."""

from pathlib import Path

import pytest

from miner.errors import BadInput
from miner.report.blocks import Bullets, Heading, Notice, Page, Paragraph, Picture, Span, Table, plain
from miner.report.html import write_html
from miner.report.markdown import write_markdown
from miner.report.pages import write_page

PAGE = Page(
    "Zinc <1> & bone",
    (
        Notice(plain("Mind the *gap*.")),
        Heading("Part", 2),
        Paragraph((Span("See "), Span("this", url="https://example.org/a(b)"), Span(" or that", is_strong=True))),
        Bullets(((plain("1. first"), "quoted | text"), (plain("second"), "")), frozenset({1})),
        Table(("A|B", "C"), ((plain("x|y"), plain("z\nw")),)),
        Picture('<?xml version="1.0"?><svg width="1"></svg>', "A plot"),
        Paragraph((Span("bad", url="javascript:alert(1)"),)),
    ),
)


def test_markdown_shows_characters_as_they_are() -> None:
    """What could begin markup is escaped, also at a line's start and in a table's cell."""
    shown = write_markdown(PAGE)
    assert shown.startswith("# Zinc \\<1\\> \\& bone\n\n> **Notice.** Mind the \\*gap\\*.\n")
    assert "See [this](https://example.org/a%28b%29) **or that**" in shown
    assert "- 1\\. first\n  > quoted \\| text\n  - second" in shown
    assert "| A\\|B | C |\n| --- | --- |\n| x\\|y | z w |" in shown


def test_markdown_reads_back() -> None:
    """A Markdown reader finds the title, the notice and the table again, and no markup of the text's own."""
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark").enable("table").render(write_markdown(PAGE))
    assert "<h1>Zinc &lt;1&gt; &amp; bone</h1>" in html
    assert "<em>gap" not in html
    assert "javascript" not in html
    assert "<td>x|y</td>" in html


def test_html_stands_alone() -> None:
    """No script, no address but http(s), the picture inline and described, items that belong to others marked."""
    html = write_html(PAGE)
    assert "javascript:" not in html
    assert '<figure role="img" aria-label="A plot"><svg width="1">' in html
    assert '<li class="below">second</li>' in html
    assert "default-src 'none'" in html


def test_a_word_file_opens(tmp_path: Path) -> None:
    """The file is read back by the library, with its title, its list and its table."""
    import docx

    one = tmp_path / "one.docx"
    write_page(PAGE, one)
    document = docx.Document(str(one))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[:2] == ["Zinc <1> & bone", "Mind the *gap*."]
    assert "1. first" in texts
    assert document.tables[0].rows[1].cells[0].text == "x|y"
    links = [(link.text, link.address) for paragraph in document.paragraphs for link in paragraph.hyperlinks]
    assert links == [("this", "https://example.org/a(b)")], "links are links, and nothing else is one"


def test_the_suffix_chooses_the_form(tmp_path: Path) -> None:
    """Another suffix is refused by name, and nothing is written."""
    write_page(PAGE, tmp_path / "page.md")
    write_page(PAGE, tmp_path / "page.html")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == write_markdown(PAGE)
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == write_html(PAGE)
    with pytest.raises(BadInput, match=r"page\.pdf: pages are written as"):
        write_page(PAGE, tmp_path / "page.pdf")
    assert not (tmp_path / "page.pdf").exists()
