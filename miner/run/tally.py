"""What was read, in numbers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from hashlib import sha256
from typing import Any

from miner.model.article import Article
from miner.model.reading import Reading
from miner.store.codec import digest_of, write_article


@dataclass
class Tally:
    """What was read, counted as the papers pass by on their way to the graph."""

    papers: int = 0
    digests: int = 0
    retracted: int = 0
    readings: int = 0
    mentions: int = 0
    linked: int = 0
    estimates: int = 0
    with_ci: int = 0
    failing_audit: int = 0
    claims: int = 0
    stated_mediators: int = 0
    designs: Counter[str] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    _digest: Any = field(default_factory=sha256)

    def count(
        self, papers: Iterable[tuple[Article, tuple[Reading, ...]]]
    ) -> Iterable[tuple[Article, tuple[Reading, ...]]]:
        """The same papers, counted."""
        for article, readings in papers:
            self._count(article, readings)
            yield article, readings

    def _count(self, article: Article, readings: tuple[Reading, ...]) -> None:
        self.papers += 1
        self.digests += article.is_digest
        self.retracted += article.is_retracted
        self._digest.update(f"{article.id} {digest_of(write_article(article))}\n".encode())
        if article.year is not None:
            self.years[article.year] += 1
        if readings:
            self.designs[readings[0].study.design.value] += 1
        for reading in readings:
            self.readings += 1
            self.mentions += len(reading.mentions)
            self.linked += sum(mention.concept is not None for mention in reading.mentions)
            self.estimates += len(reading.estimates)
            self.with_ci += sum(estimate.has_ci for estimate in reading.estimates)
            self.failing_audit += sum(bool(estimate.audit) for estimate in reading.estimates)
            self.claims += len(reading.claims)
            self.stated_mediators += sum(len(claim.mediators) for claim in reading.claims)

    def to_record(self) -> dict[str, int]:
        """The counts as a plain dictionary."""
        return {each.name: getattr(self, each.name) for each in fields(self) if each.type is int}

    @property
    def digest(self) -> str:
        """What tells this set of articles from another: the SHA-256 over their ids and contents."""
        return f"{self._digest.hexdigest()}"
