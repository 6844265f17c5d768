"""The articles of a store, each with its content's digest, and what was set aside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from miner.errors import NotFound
from miner.model.article import Article, Rejected
from miner.store.codec import digest_of, pack, read_article, unpack, write_article
from miner.store.tables import Tables


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving came to, as ids in the order given; `kept` are digests that did not replace a real record."""

    new: tuple[str, ...] = ()
    revised: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class ArticleTables(Tables):
    """Methods on articles, deleted citations and what was set aside."""

    def save_articles(
        self,
        articles: Iterable[Article],
        *,
        source: str,
        run: int | None = None,
        raw: Mapping[str, bytes] | None = None,
    ) -> Saved:
        """Which articles were new, revised or the same; one transaction for all.

        `source` says where they came from (`pubmed`, `sample`, a file), `raw` their records as they came, by id.
        A digest of ours never takes the place of a paper's own abstract.
        """
        found: dict[str, list[str]] = {"new": [], "revised": [], "same": [], "kept": []}
        with self.transaction():
            for article in articles:
                record = (raw or {}).get(article.id)
                found[self._save_article(article, source=source, run=run, raw=record)].append(article.id)
        return Saved(**{key: tuple(ids) for key, ids in found.items()})

    def _save_article(self, article: Article, *, source: str, run: int | None, raw: bytes | None) -> str:
        content = write_article(article)
        digest = digest_of(content)
        before = self._row("SELECT digest, is_digest, is_deleted FROM articles WHERE id = ?", (article.id,))
        if before and article.is_digest and not before[1]:
            return "kept"
        if before and before[0] == digest and not before[2]:
            self._execute("UPDATE articles SET last_run = ? WHERE id = ?", (run, article.id))
            return "same"
        facts = (
            article.pmid,
            article.pmcid,
            article.doi,
            article.title,
            article.journal,
            article.year,
            article.language,
            source,
            article.is_digest,
            article.is_retracted,
            run,
            digest,
            pack(content),
            raw,
        )
        if before:
            self._execute(
                "UPDATE articles SET pmid = ?, pmcid = ?, doi = ?, title = ?, journal = ?, year = ?, language = ?, "
                "source = ?, is_digest = ?, is_retracted = ?, last_run = ?, digest = ?, content = ?, "
                "raw = coalesce(?, raw), is_deleted = 0 WHERE id = ?",
                (*facts, article.id),
            )
            return "revised"
        self._insert(
            "INSERT INTO articles (pmid, pmcid, doi, title, journal, year, language, source, is_digest, is_retracted, "
            "last_run, digest, content, raw, id, first_run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*facts, article.id, run),
        )
        return "new"

    def find_article(self, article_id: str) -> Article | None:
        """The article of that id, or None; a deleted citation is still found."""
        row = self._row("SELECT content FROM articles WHERE id = ?", (article_id,))
        return read_article(unpack(row[0])) if row else None

    def get_article(self, article_id: str) -> Article:
        """The article of that id (`PMID:1`, a bare PMID or a DOI, too); raises NotFound."""
        name = article_id.strip()
        row = self._row(
            "SELECT content FROM articles WHERE id = ? OR id = 'PMID:' || ? OR doi = ? COLLATE NOCASE "
            "ORDER BY id LIMIT 1",
            (name, name, name.removeprefix("DOI:").removeprefix("doi:")),
        )
        if row is None:
            raise NotFound(f"{article_id} is not in {self.path}; `miner search` finds what is")
        return read_article(unpack(row[0]))

    def get_raw(self, article_id: str) -> bytes:
        """The article's record as it came; raises NotFound where none was kept."""
        row = self._row("SELECT raw FROM articles WHERE id = ?", (article_id,))
        if row is None or row[0] is None:
            raise NotFound(f"{self.path} keeps no record of {article_id} as it came")
        return bytes(row[0])

    def iter_article_ids(self, *, source: str | None = None) -> Iterator[str]:
        """The ids of all articles that were not deleted, sorted; of one source, if it is given."""
        rows = self._iter_rows(
            "SELECT id FROM articles WHERE NOT is_deleted AND (?1 IS NULL OR source = ?1) ORDER BY id", (source,)
        )
        return (row[0] for row in rows)

    def count_articles(self) -> int:
        """How many articles there are, without those that were deleted."""
        row = self._row("SELECT count(*) FROM articles WHERE NOT is_deleted")
        return int(row[0]) if row else 0

    def mark_deleted(self, pmids: Iterable[int], *, run: int | None = None) -> tuple[str, ...]:
        """The ids of the articles that are now marked as deleted by PubMed; they are kept, but no longer read."""
        marked: list[str] = []
        with self.transaction():
            for pmid in sorted(set(pmids)):
                rows = self._rows("SELECT id FROM articles WHERE pmid = ? AND NOT is_deleted ORDER BY id", (pmid,))
                self._execute("UPDATE articles SET is_deleted = 1, last_run = ? WHERE pmid = ?", (run, pmid))
                marked.extend(row[0] for row in rows)
        return tuple(marked)

    def remove_articles(self, article_ids: Iterable[str]) -> None:
        """Take articles out, with their readings, as if they had never been there."""
        with self.transaction():
            for article_id in article_ids:
                row = self._row("SELECT number FROM articles WHERE id = ?", (article_id,))
                if row:
                    self._execute("DELETE FROM papers_fts WHERE rowid = ?", (row[0],))
                    self._execute("DELETE FROM articles WHERE number = ?", (row[0],))

    def save_rejected(self, rejected: Iterable[Rejected], *, run: int | None = None) -> None:
        """Keep what was set aside, by id and source."""
        rows = [(one.id, one.source, one.reason, run) for one in rejected]
        with self.transaction():
            self._insert_many("INSERT OR REPLACE INTO rejected (id, source, reason, run) VALUES (?, ?, ?, ?)", rows)

    def forget_rejected(self, *, source: str) -> None:
        """Forget what was set aside of one source, which is about to be tried again."""
        with self.transaction():
            self._execute("DELETE FROM rejected WHERE source = ?", (source,))

    def iter_rejected(self) -> Iterator[Rejected]:
        """What was set aside, by id and source."""
        return (
            Rejected(*row) for row in self._iter_rows("SELECT id, source, reason FROM rejected ORDER BY id, source")
        )
