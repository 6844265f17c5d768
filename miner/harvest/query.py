"""PubMed's query language, tried on a record at hand: how a topic is cut out of bulk files without E-utilities.

Operators are taken from left to right, as PubMed does. What PubMed adds by its automatic term mapping to words without
a field is not added here: such words are looked for in title, abstract, keywords, headings, substances and journal. A
field that cannot be judged from the record is refused rather than passed over, because passing it over loses records.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from miner.errors import BadInput
from miner.model.article import Article

IsNarrower = Callable[[str, str], bool]
"""(descriptor id such as D008274, heading as a query names it) -> is it that heading or one below it?"""
_TOKEN = re.compile(r'[()]|"[^"]*"|\[[^\]]*\]|:|[^\s()\[\]":]+')
_WORD = re.compile(r"\w+")
_FIELDS = {
    "ti": "title", "title": "title",
    "tiab": "words", "title/abstract": "words", "ab": "words",
    "tw": "all", "text word": "all", "text": "all", "all": "all", "all fields": "all", "": "all",
    "ot": "keywords", "other term": "keywords", "otherterm": "keywords",
    "mh": "headings", "mesh": "headings", "mesh terms": "headings", "mh:noexp": "heading", "mesh:noexp": "heading",
    "mesh terms:noexp": "heading", "majr": "major", "mesh major topic": "major", "majr:noexp": "major only",
    "nm": "substances", "substance name": "substances", "supplementary concept": "substances",
    "pt": "types", "publication type": "types", "la": "language", "language": "language",
    "au": "authors", "author": "authors", "ta": "journal", "journal": "journal",
    "dp": "published", "pdat": "published", "date - publication": "published",
    "crdt": "created", "date - create": "created", "mhda": "indexed", "date - mesh": "indexed",
    "lr": "revised", "date - modification": "revised",
    "uid": "pmid", "pmid": "pmid", "sb": "subset", "filter": "subset",
}  # fmt: skip
_DATES = {"published", "created", "indexed", "revised"}
_LANGUAGES = {"english": "en", "eng": "en", "chinese": "zh", "chi": "zh", "german": "de", "ger": "de", "french": "fr",
              "fre": "fr", "spanish": "es", "spa": "es", "japanese": "ja", "jpn": "ja", "russian": "ru", "rus": "ru",
              "italian": "it", "ita": "it", "portuguese": "pt", "por": "pt", "korean": "ko", "kor": "ko"}  # fmt: skip


@dataclass(frozen=True)
class _Record:
    """A record with its texts made comparable, each when it is first needed."""

    article: Article

    @cached_property
    def title(self) -> str:
        return _plain(self.article.title, self.article.vernacular_title)

    @cached_property
    def words(self) -> str:
        article = self.article
        others = [section.text for other in article.other_abstracts for section in other.sections]
        abstract = [f"{section.label or ''} {section.text}" for section in article.abstract]
        return self.title + _plain(*abstract, *others) + self.keywords

    @cached_property
    def keywords(self) -> str:
        return _plain(*self.article.keywords)

    @cached_property
    def all(self) -> str:
        article = self.article
        headings = [name for each in article.mesh_headings for name in (each.name, *each.qualifiers)]
        return self.words + _plain(
            *headings, *article.chemicals, *article.publication_types, article.journal, article.journal_abbreviation
        )


Test = Callable[[_Record], bool]


@dataclass(frozen=True, slots=True)
class LocalQuery:
    """A query that can be tried on articles."""

    term: str
    test: Test

    @classmethod
    def parse(cls, term: str, *, is_narrower: IsNarrower | None = None) -> "LocalQuery":
        """The query of a term; BadInput where a field cannot be judged here.

        >>> query = LocalQuery.parse("magnesium[tiab] AND (bone* OR muscle[ti]) NOT 1:5[uid]")
        >>> query.finds(Article("PMID:9", "Magnesium and bones", pmid=9))
        True
        """
        return cls(term, _Parser(term, is_narrower or _is_same).parse())

    def finds(self, article: Article) -> bool:
        """True where the query finds the article."""
        return self.test(_Record(article))


def _is_same(_descriptor: str, _heading: str) -> bool:
    return False


class _Parser:
    def __init__(self, term: str, is_narrower: IsNarrower) -> None:
        self.term = term
        self.tokens: list[str] = _TOKEN.findall(term)
        self.at = 0
        self.is_narrower = is_narrower

    def parse(self) -> Test:
        test = self._sequence()
        if self.at < len(self.tokens):
            raise BadInput(f"the query closes a bracket that it did not open: {self.term}")
        return test

    def _peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _sequence(self) -> Test:
        left = self._atom()
        while self._peek() not in {"", ")"}:
            operator = self._peek() if self._peek() in {"AND", "OR", "NOT"} else "AND"
            self.at += self._peek() in {"AND", "OR", "NOT"}
            left = _joined(operator, left, self._atom())
        return left

    def _atom(self) -> Test:
        if self._peek() == "(":
            self.at += 1
            test = self._sequence()
            if self._peek() != ")":
                raise BadInput(f"the query leaves a bracket open: {self.term}")
            self.at += 1
            return test
        low, low_tag = self._phrase()
        if self._peek() == ":":
            self.at += 1
            high, tag = self._phrase()
            return self._leaf(low, high, tag or low_tag)
        return self._leaf(low, None, low_tag)

    def _phrase(self) -> tuple[str, str]:
        words: list[str] = []
        while (token := self._peek()) not in {"", "(", ")", ":", "AND", "OR", "NOT"} and not token.startswith("["):
            if token.startswith('"') and words:
                break
            words.append(token.strip('"'))
            self.at += 1
            if token.startswith('"'):
                break
        tag = ""
        if self._peek().startswith("["):
            tag = self._peek()[1:-1].strip().lower()
            self.at += 1
        if not words:
            raise BadInput(f"the query lacks a term beside {self._peek() or 'its end'}: {self.term}")
        return " ".join(words), tag

    def _leaf(self, low: str, high: str | None, tag: str) -> Test:
        field = _FIELDS.get(tag)
        if field is None:
            raise BadInput(
                f"the field [{tag}] cannot be judged from a record at hand; leave it out of the query for the bulk road"
            )
        if field in _DATES:
            first, last = low.replace("/", "-"), (high or low).replace("/", "-")
            return lambda record: _is_within(getattr(record.article, field), first, last)
        if field == "pmid":
            ends = _number(low), _number(high or low)
            return lambda record: record.article.pmid is not None and ends[0] <= record.article.pmid <= ends[1]
        if high is not None:
            raise BadInput(f"{low}:{high} is a range of the field [{tag}], which has none")
        return self._word_test(field, low)

    def _word_test(self, field: str, said: str) -> Test:
        if field in {"headings", "heading", "major", "major only"}:
            return self._heading_test(field, said)
        if field in {"title", "words", "keywords", "all"}:
            # Without a field PubMed joins words by AND; with one they are a phrase.
            needles = [_needle(word) for word in said.split()] if field == "all" else [_needle(said)]
            return lambda record: all(needle in getattr(record, field) for needle in needles)
        plain = _needle(said)
        if field == "language":
            code = _LANGUAGES.get(said.lower(), said.lower())
            return lambda record: record.article.language == code
        if field == "subset":
            if said.lower() != "hasabstract":
                raise BadInput(f"the filter {said!r} cannot be judged from a record at hand; leave it out of the query")
            return lambda record: bool(record.article.abstract)
        texts: dict[str, Callable[[Article], tuple[str, ...]]] = {
            "substances": lambda article: article.chemicals,
            "types": lambda article: article.publication_types,
            "journal": lambda article: (article.journal, article.journal_abbreviation, article.issn),
            "authors": lambda article: tuple(
                each.collective or f"{each.last_name} {each.initials}" for each in article.authors
            ),
        }
        get = texts[field]
        return lambda record: any(plain in _plain(text) for text in get(record.article))

    def _heading_test(self, field: str, said: str) -> Test:
        name, _, qualifier = (part.strip().lower() for part in said.partition("/"))
        explodes = field in {"headings", "major"}
        is_narrower = self.is_narrower

        def test(record: _Record) -> bool:
            return any(
                (heading.major or "major" not in field)
                and (not qualifier or qualifier in {each.lower() for each in heading.qualifiers})
                and (
                    _needle(name) == _plain(heading.name)
                    or (name.endswith("*") and _plain(heading.name).startswith(_needle(name)))
                    or (explodes and heading.descriptor_id is not None and is_narrower(heading.descriptor_id, name))
                )
                for heading in record.article.mesh_headings
            )

        return test


def _joined(operator: str, left: Test, right: Test) -> Test:
    if operator == "AND":
        return lambda record: left(record) and right(record)
    if operator == "OR":
        return lambda record: left(record) or right(record)
    return lambda record: left(record) and not right(record)


def _plain(*texts: str) -> str:
    # Words in small letters without accents, a space on each side: a needle is then found as whole words.
    folded = unicodedata.normalize("NFKD", " ".join(texts).casefold())
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    return f" {' '.join(_WORD.findall(bare))} "


def _needle(said: str) -> str:
    plain = _plain(said)
    return plain.rstrip() if said.endswith("*") else plain


def _is_within(day: str, first: str, last: str) -> bool:
    # ISO dates of any precision: 2015 lies within 2015-01-31 and later, for PubMed takes it so.
    if not day:
        return False
    return first[: len(day)] <= day[: len(first)] and day[: len(last)] <= last


def _number(text: str) -> int:
    if not text.isdigit():
        raise BadInput(f"{text!r} is no PMID")
    return int(text)
