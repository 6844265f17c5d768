"""A revised record takes the place of the old one, without losing what only the old one had."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import TypeVar

from miner.model.article import Article, Correction

NOTICES = {
    "RetractionIn": "retracted",
    "PartialRetractionIn": "retracted in part",
    "RetractedandRepublishedIn": "retracted and republished",
    "ExpressionOfConcernIn": "expression of concern",
    "ErratumIn": "corrected",
    "CorrectedandRepublishedIn": "corrected and republished",
    "UpdateIn": "updated",
}
"""The kinds of correction that speak of the paper itself, with the words for people."""
_FULL_TEXT = ("body", "tables", "figures")
_T = TypeVar("_T")


def merge_revision(old: Article, new: Article) -> Article:
    """The new record, with the old one's value in each field that the new one leaves empty.

    Corrections and abstracts in other languages are joined, so that neither a notice nor a translation is lost; the
    references of a full text stay while PubMed's own list is shorter. A record that is older by its version or its
    date of revision changes nothing, and a digest of ours leaves nothing behind in a paper's record.

    >>> merge_revision(Article("PMID:1", "Old", keywords=("bone",)), Article("PMID:1", "New")).keywords
    ('bone',)
    """
    if old.is_digest:
        return new
    if is_older(new, than=old):
        return old
    kept = {
        field.name: value
        for field in fields(Article)
        if field.name not in {"is_book", "is_digest"}
        and (value := getattr(old, field.name)) not in ("", (), None)
        and getattr(new, field.name) in ("", (), None)
    }
    merged = replace(new, **kept) if kept else new
    references = merged.references
    if old.body and not new.body and len(old.references) > len(references):
        references = old.references
    return replace(
        merged,
        corrections=_joined(new.corrections, old.corrections, key=lambda each: (each.kind, each.pmid or each.source)),
        other_abstracts=_joined(new.other_abstracts, old.other_abstracts, key=lambda each: (each.language, each.kind)),
        references=references,
    )


def is_older(article: Article, *, than: Article) -> bool:
    """True where a record surely precedes another by its version or, in the same version, its date of revision."""
    if article.version != than.version:
        return article.version < than.version
    return bool(article.revised and than.revised) and article.revised < than.revised


def add_full_text(article: Article, full: Article) -> Article:
    """The PubMed record with the body, tables, figures and references of its full text."""
    given = {name: value for name in _FULL_TEXT if (value := getattr(full, name))}
    references = full.references if len(full.references) > len(article.references) else article.references
    return replace(article, references=references, pmcid=article.pmcid or full.pmcid, **given)


def find_new_notices(old: Article | None, new: Article) -> tuple[Correction, ...]:
    """The retractions, expressions of concern and corrections of a paper that its old record did not have."""
    known = set(old.corrections) if old is not None else set()
    return tuple(each for each in new.corrections if each.kind in NOTICES and each not in known)


def _joined(new: tuple[_T, ...], old: tuple[_T, ...], *, key: Callable[[_T], object]) -> tuple[_T, ...]:
    known = {key(each) for each in new}
    return (*new, *(each for each in old if key(each) not in known))
