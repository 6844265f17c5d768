"""Papers as citations: RIS and BibTeX for reference managers, CSL-JSON for programs."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from miner.errors import BadInput
from miner.export.lines import write_lines
from miner.model.article import Article

_TEX: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def write_citations(articles: Iterable[Article], path: Path) -> None:
    """Write the papers as .ris, .bib or .json (CSL), by the suffix; raises BadInput for another."""
    writers: dict[str, Callable[[Iterable[Article]], Iterator[str]]] = {
        ".ris": iter_ris,
        ".bib": iter_bibtex,
        ".json": iter_csl,
    }
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise BadInput(
            f"{path.name}: citations are written as .ris, .bib or .json (CSL); give the file one of these suffixes"
        )
    write_lines(writer(articles), path)


def iter_ris(articles: Iterable[Article]) -> Iterator[str]:
    """Each paper as a RIS record; a digest is marked as one, since its abstract is not the paper's own."""
    for article in articles:
        first, _, last = article.pages.partition("-")
        fields = [
            ("TY", "BOOK" if article.is_book else "JOUR"),
            ("ID", article.id),
            *(("AU", name) for name in _names(article)),
            ("TI", article.title),
            ("T2", article.journal),
            ("PY", str(article.year or "")),
            ("DA", article.published.replace("-", "/")),
            ("VL", article.volume),
            ("IS", article.issue),
            ("SP", first),
            ("EP", last),
            ("SN", article.issn),
            ("DO", article.doi or ""),
            ("AN", str(article.pmid or "")),
            ("C2", article.pmcid or ""),
            *(("KW", word) for word in article.keywords),
            ("N1", _note(article)),
            ("UR", _address(article)),
        ]
        yield "".join(f"{tag}  - {_line(value)}\n" for tag, value in fields if value) + "ER  - \n\n"


def iter_bibtex(articles: Iterable[Article]) -> Iterator[str]:
    """Each paper as a BibTeX entry whose key is its id."""
    for article in articles:
        fields = {
            "author": " and ".join(_tex(name) for name in _names(article)),
            "title": f"{{{_tex(article.title)}}}" if article.title else "",
            "journal": _tex(article.journal),
            "year": str(article.year or ""),
            "volume": _tex(article.volume),
            "number": _tex(article.issue),
            "pages": _tex(article.pages.replace("-", "--")),
            "issn": article.issn,
            "doi": article.doi or "",
            "pmid": str(article.pmid or ""),
            "url": _address(article),
            "note": _tex(_note(article)),
        }
        body = ",\n".join(f"  {name} = {{{_line(value)}}}" for name, value in fields.items() if value)
        key = re.sub(r"[^A-Za-z0-9:._/-]", "", article.id)
        yield f"@{'book' if article.is_book else 'article'}{{{key},\n{body}\n}}\n\n"


def iter_csl(articles: Iterable[Article]) -> Iterator[str]:
    """The papers as one CSL-JSON list."""
    separator = "[\n"
    for article in articles:
        yield separator + json.dumps(_csl(article), ensure_ascii=False, separators=(",", ":"))
        separator = ",\n"
    yield "[]\n" if separator == "[\n" else "\n]\n"


def _csl(article: Article) -> dict[str, Any]:
    authors = [
        {"literal": author.collective}
        if author.collective
        else {"family": author.last_name, "given": author.fore_name or author.initials}
        for author in article.authors
    ]
    item: dict[str, Any] = {
        "id": article.id,
        "type": "book" if article.is_book else "article-journal",
        "title": article.title,
        "author": authors,
        "container-title": article.journal,
        "issued": {"date-parts": [_date_parts(article)]} if article.year or article.published else None,
        "volume": article.volume,
        "issue": article.issue,
        "page": article.pages,
        "ISSN": article.issn,
        "DOI": article.doi,
        "PMID": str(article.pmid) if article.pmid else None,
        "PMCID": article.pmcid,
        "URL": _address(article),
        "note": _note(article),
    }
    return {key: value for key, value in item.items() if value}


def _date_parts(article: Article) -> list[int]:
    parts = [int(part) for part in article.published.split("-") if part.isdigit()]
    return parts or [article.year or 0]


def _names(article: Article) -> list[str]:
    return [
        author.collective or ", ".join(part for part in (author.last_name, author.fore_name or author.initials) if part)
        for author in article.authors
    ]


def _note(article: Article) -> str:
    notes = ["Retracted"] if article.is_retracted else []
    if article.is_digest:
        notes.append("Read as a digest, not as the paper's own abstract")
    return "; ".join(notes)


def _address(article: Article) -> str:
    if article.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{article.pmid}/"
    return f"https://doi.org/{article.doi}" if article.doi else article.url


def _line(value: str) -> str:
    return " ".join(value.split())


def _tex(value: str) -> str:
    return "".join(_TEX.get(character, character) for character in value)
