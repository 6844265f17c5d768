"""A page written in the form that its file's name asks for."""

from pathlib import Path
from typing import Final

from miner.errors import BadInput
from miner.files import write_whole
from miner.report.blocks import Page
from miner.report.html import write_html
from miner.report.markdown import write_markdown
from miner.report.word import write_word

_FORMS: Final = {".md": write_markdown, ".markdown": write_markdown, ".html": write_html, ".htm": write_html}


def write_page(page: Page, path: Path) -> None:
    """Write the page as .md, .html or .docx, by the suffix; raises BadInput for another."""
    form = _FORMS.get(path.suffix.lower())
    if form is not None:
        write_whole(path, form(page))
    elif path.suffix.lower() == ".docx":
        write_word(page, path)
    else:
        raise BadInput(f"{path.name}: pages are written as .md, .html or .docx; give the file one of these suffixes")
