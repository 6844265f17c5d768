"""A page as a Word file, by python-docx."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from miner.errors import BadInput
from miner.files import replaced
from miner.report.blocks import Block, Bullets, Heading, Notice, Page, Paragraph, Picture, Spans, Table
from miner.resources import install_command

if TYPE_CHECKING:
    from docx.document import Document

_EPOCH = (2000, 1, 1)  # of the file's own dates: the same page gives the same bytes


def write_word(page: Page, path: Path) -> None:
    """Write the page as .docx; pictures stand as their description. Raises BadInput where python-docx is missing."""
    try:
        from docx import Document
    except ImportError:
        raise BadInput(f"a Word file needs python-docx; install it with: {install_command('pages')}") from None
    from datetime import UTC, datetime

    document = Document()
    when = datetime(*_EPOCH, tzinfo=UTC)
    document.core_properties.title = page.title
    document.core_properties.author = "miner"
    document.core_properties.language = page.language
    document.core_properties.created = document.core_properties.modified = when
    document.add_heading(_clean(page.title), level=0)
    for block in page.blocks:
        _add(document, block)
    buffer = io.BytesIO()
    document.save(buffer)
    with replaced(path) as beside:
        beside.write_bytes(buffer.getvalue())


def _add(document: "Document", block: Block) -> None:
    match block:
        case Heading(text, level):
            document.add_heading(_clean(text), level=level - 1)
        case Paragraph(spans):
            _add_spans(document.add_paragraph(), spans)
        case Notice(spans):
            _add_spans(document.add_paragraph(style="Intense Quote"), spans)
        case Bullets(items, below):
            for place, (spans, quote) in enumerate(items):
                style = "List Bullet 2" if place in below else "List Bullet"
                _add_spans(document.add_paragraph(style=style), spans)
                if quote:
                    document.add_paragraph(_clean(quote), style="Quote")
        case Table(header, rows):
            table = document.add_table(rows=1, cols=len(header), style="Light Grid")
            for cell, text in zip(table.rows[0].cells, header, strict=True):
                cell.text = _clean(text)
            for row in rows:
                for cell, spans in zip(table.add_row().cells, row, strict=True):
                    _add_spans(cell.paragraphs[0], spans)
        case Picture(_, alt):
            document.add_paragraph(_clean(alt), style="Caption")


def _add_spans(paragraph: Any, spans: Spans) -> None:  # noqa: ANN401 - python-docx has no types
    for span in spans:
        run = paragraph.add_run(_clean(span.text))
        run.bold = span.is_strong or None
        run.italic = span.is_soft or None
        if span.url.startswith(("https://", "http://")):
            _link(paragraph, run, _clean(span.url))


def _link(paragraph: Any, run: Any, url: str) -> None:  # noqa: ANN401 - likewise
    """Make a run a link; python-docx reads links and has no call to write one."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x0B, 0x5C, 0xAD)
    paragraph._p.append(link)  # noqa: SLF001 - the paragraph's element, which python-docx keeps to itself
    link.append(run._r)  # noqa: SLF001 - likewise the run's


def _clean(text: str) -> str:
    """Without the control characters that a Word file cannot hold."""
    return "".join(character if character >= " " or character in "\t\n" else "\ufffd" for character in text)
