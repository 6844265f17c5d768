"""One PubMed record (article or book) from its element, in one walk over its children."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from miner.model.article import (
    Article,
    MeshHeading,
    OtherAbstract,
    Reference,
    Rejected,
    Section,
)
from miner.model.digest import DIGEST_NOTICE
from miner.parse.dates import iso_date, year_of
from miner.parse.languages import language_code
from miner.parse.markup import flatten
from miner.parse.pubmed_parts import correction_of, grant_of, heading_of, iter_authors, pages_of, sections_of
from miner.parse.pubmed_references import clean_id, gather_ids, iter_references

Element = etree._Element  # noqa: SLF001 - lxml's name for the type of an element


Values = dict[str, Any]


class _Fields:
    """What the walk over one record gathers; `values` are the article's by their names."""

    __slots__ = ("abstract", "headings", "ids", "keywords", "other", "pmid", "references", "values", "version")

    def __init__(self) -> None:
        self.pmid: int | None = None
        self.version = 1
        self.values: Values = {}
        self.ids: dict[str, str] = {}
        self.abstract: tuple[Section, ...] = ()
        self.other: list[OtherAbstract] = []
        self.keywords: list[str] = []
        self.headings: list[MeshHeading] = []
        self.references: list[Reference] = []


_Read = Callable[[Element, _Fields], None]


def read_pubmed_record(
    record: Element, *, number: int, name: str, references: Sequence[Reference] = ()
) -> Article | Rejected:
    """The article of a `PubmedArticle`, `PubmedBookArticle` or bare `MedlineCitation`; set aside without a PMID.

    `references` are those that were taken out of it before.
    """
    fields = _Fields()
    fields.references.extend(references)
    _walk([record] if record.tag == "MedlineCitation" else record, fields, _RECORD)
    values, ids = fields.values, fields.ids
    title = values.pop("title", "") or values.get("vernacular_title", "")
    if fields.pmid is None:
        what = f"record {number}" + (f" ({title[:60]})" if title else "")
        return Rejected(what, name, "the record has no PMID, so nothing can be told of where it comes from")
    book_authors = values.pop("book_authors", ())
    values.setdefault("authors", book_authors)
    return Article(
        id=f"PMID:{fields.pmid}",
        title=title,
        abstract=fields.abstract,
        pmid=fields.pmid,
        pmcid=ids.get("pmc"),
        doi=ids.get("doi"),
        pii=ids.get("pii"),
        version=fields.version,
        keywords=tuple(fields.keywords),
        mesh_headings=tuple(fields.headings),
        other_abstracts=tuple(fields.other),
        references=tuple(fields.references),
        **values,
    )


def _walk(children: Iterable[Element], fields: _Fields, table: Mapping[str, _Read]) -> None:
    # One pass over the children, each handed to its reader; what the table does not name is passed over.
    get = table.get
    for child in children:
        if read := get(child.tag):
            read(child, fields)


def _read_citation(citation: Element, fields: _Fields) -> None:
    fields.values["status"] = citation.get("Status", "")
    _walk(citation, fields, _CITATION)


def _read_pmid(element: Element, fields: _Fields) -> None:
    text, version = (element.text or "").strip(), element.get("Version", "1")
    number = int(version) if version.isdigit() else 1
    if text.isdigit() and (fields.pmid is None or number > fields.version):
        fields.pmid, fields.version = int(text), number


def _read_article(article: Element, fields: _Fields) -> None:
    _walk(article, fields, _ARTICLE)


def _read_title(title: Element, fields: _Fields) -> None:
    fields.values["title"] = flatten(title)


def _read_vernacular_title(title: Element, fields: _Fields) -> None:
    fields.values["vernacular_title"] = flatten(title)


def _read_language(language: Element, fields: _Fields) -> None:
    fields.values.setdefault("original_language", language_code(language.text))


def _read_location(location: Element, fields: _Fields) -> None:
    kind = location.get("EIdType", "")
    if location.get("ValidYN", "Y") == "Y" and (text := flatten(location)):
        fields.ids.setdefault(kind, clean_id(kind, text))


def _read_authors(authors: Element, fields: _Fields) -> None:
    if found := tuple(iter_authors(authors)):
        fields.values["authors"] = found


def _read_types(types: Element, fields: _Fields) -> None:
    fields.values["publication_types"] = tuple(flatten(one) for one in types)


def _read_grants(grants: Element, fields: _Fields) -> None:
    fields.values["grants"] = tuple(grant_of(grant) for grant in grants)


def _read_article_date(date: Element, fields: _Fields) -> None:
    if not fields.values.get("published"):
        fields.values["published"] = published = iso_date(date)
        fields.values["year"] = year_of(published)


def _read_headings(headings: Element, fields: _Fields) -> None:
    fields.headings += [heading_of(heading) for heading in headings]


def _read_supplementary(names: Element, fields: _Fields) -> None:
    fields.headings += [MeshHeading(name.get("UI"), flatten(name)) for name in names]


def _read_chemicals(chemicals: Element, fields: _Fields) -> None:
    fields.values["chemicals"] = tuple(
        flatten(part) for chemical in chemicals for part in chemical if part.tag == "NameOfSubstance"
    )


def _read_keywords(keywords: Element, fields: _Fields) -> None:
    fields.keywords += [word for keyword in keywords if (word := flatten(keyword))]


def _read_corrections(corrections: Element, fields: _Fields) -> None:
    fields.values["corrections"] = tuple(correction_of(one) for one in corrections)


def _read_other_abstract(abstract: Element, fields: _Fields) -> None:
    if sections := sections_of(abstract):
        language = language_code(abstract.get("Language"))
        fields.other.append(OtherAbstract(language, sections, abstract.get("Type", "")))


def _read_revised(date: Element, fields: _Fields) -> None:
    fields.values["revised"] = iso_date(date)


def _read_completed(date: Element, fields: _Fields) -> None:
    fields.values.setdefault("indexed", iso_date(date))


def _read_journal_info(info: Element, fields: _Fields) -> None:
    if not fields.values.get("journal_abbreviation"):
        fields.values["journal_abbreviation"] = info.findtext("MedlineTA") or ""


def _read_abstract(abstract: Element, fields: _Fields) -> None:
    fields.abstract = sections_of(abstract)
    notice = abstract.findtext("CopyrightInformation") or ""
    fields.values["is_digest"] = notice.startswith(DIGEST_NOTICE)


def _read_journal(journal: Element, fields: _Fields) -> None:
    values = fields.values
    for child in journal:
        if child.tag == "JournalIssue":
            _read_issue(child, values)
        elif name := _JOURNAL.get(child.tag):
            values[name] = flatten(child)


_JOURNAL = {"Title": "journal", "ISOAbbreviation": "journal_abbreviation", "ISSN": "issn"}


def _read_issue(issue: Element, values: Values) -> None:
    for part in issue:
        if part.tag == "Volume":
            values["volume"] = flatten(part)
        elif part.tag == "Issue":
            values["issue"] = flatten(part)
        elif part.tag == "PubDate":
            values["published"] = published = iso_date(part)
            values["year"] = year_of(published)


def _read_pagination(pagination: Element, fields: _Fields) -> None:
    fields.values["pages"] = pages_of(pagination)


def _read_ids(ids: Element, fields: _Fields) -> None:
    gather_ids(ids, fields.ids)


def _read_data(data: Element, fields: _Fields) -> None:
    _walk(data, fields, _DATA)


def _read_history(history: Element, fields: _Fields) -> None:
    for date in history:
        status = date.get("PubStatus")
        if status == "entrez":  # what MEDLINE calls CRDT
            fields.values["created"] = iso_date(date)
        elif status == "medline":  # MHDA
            fields.values["indexed"] = iso_date(date)


def _read_references(references: Element, fields: _Fields) -> None:
    fields.references += iter_references(references)


def _read_book_document(book: Element, fields: _Fields) -> None:
    fields.values["is_book"] = True
    _walk(book, fields, _BOOK_DOCUMENT)
    if not fields.values.get("title"):
        fields.values["title"] = fields.values.get("journal", "")


def _read_book(book: Element, fields: _Fields) -> None:
    values = fields.values
    for child in book:
        if child.tag == "BookTitle":
            values["journal"] = flatten(child)
        elif child.tag == "PubDate":
            published = iso_date(child)
            values.setdefault("published", published)
            values["year"] = year_of(published)
        elif child.tag == "AuthorList":
            values["book_authors"] = tuple(iter_authors(child))
        elif child.tag == "Volume":
            values["volume"] = flatten(child)


def _read_book_type(kind: Element, fields: _Fields) -> None:
    fields.values["publication_types"] = (*fields.values.get("publication_types", ()), flatten(kind))


def _read_contribution_date(date: Element, fields: _Fields) -> None:
    fields.values["published"] = iso_date(date)


_RECORD: dict[str, _Read] = {
    "MedlineCitation": _read_citation,
    "BookDocument": _read_book_document,
    "PubmedData": _read_data,
    "PubmedBookData": _read_data,
}
_CITATION: dict[str, _Read] = {
    "PMID": _read_pmid,
    "DateCompleted": _read_completed,
    "DateRevised": _read_revised,
    "Article": _read_article,
    "MedlineJournalInfo": _read_journal_info,
    "ChemicalList": _read_chemicals,
    "SupplMeshList": _read_supplementary,
    "CommentsCorrectionsList": _read_corrections,
    "MeshHeadingList": _read_headings,
    "OtherAbstract": _read_other_abstract,
    "KeywordList": _read_keywords,
}
_ARTICLE: dict[str, _Read] = {
    "Journal": _read_journal,
    "ArticleTitle": _read_title,
    "Pagination": _read_pagination,
    "ELocationID": _read_location,
    "Abstract": _read_abstract,
    "AuthorList": _read_authors,
    "Language": _read_language,
    "GrantList": _read_grants,
    "PublicationTypeList": _read_types,
    "VernacularTitle": _read_vernacular_title,
    "ArticleDate": _read_article_date,
}
_DATA: dict[str, _Read] = {
    "History": _read_history,
    "ArticleIdList": _read_ids,
    "ReferenceList": _read_references,
}
_BOOK_DOCUMENT: dict[str, _Read] = {
    "PMID": _read_pmid,
    "ArticleIdList": _read_ids,
    "Book": _read_book,
    "ArticleTitle": _read_title,
    "VernacularTitle": _read_vernacular_title,
    "Language": _read_language,
    "AuthorList": _read_authors,
    "PublicationType": _read_book_type,
    "Abstract": _read_abstract,
    "KeywordList": _read_keywords,
    "ContributionDate": _read_contribution_date,
    "DateRevised": _read_revised,
    "GrantList": _read_grants,
    "ReferenceList": _read_references,
}
