"""The journal of harvests: which records a run has dealt with, earlier revisions, notices, second opinions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from miner.model.article import Article
from miner.store.codec import digest_of, pack, read_article, unpack, write_article
from miner.store.tables import Tables

_CHUNK = 500  # below SQLite's limit of parameters in a statement, in every version


class HarvestTables(Tables):
    """Methods on what a harvest must remember to be resumed and proved."""

    def limit_cache(self, megabytes: int) -> None:
        """Keep no more than that of the file in memory: a harvest writes and hardly reads."""
        self._execute(f"PRAGMA cache_size = -{megabytes * 1000:d}")  # pragmas take no parameters

    def note_seen(self, run: int, outcomes: Mapping[int, tuple[str, str]]) -> None:
        """Note what became of PMIDs in a run: an outcome (`new`, `revised`, `same`, `deleted`, `set-aside`), a reason.

        What was new or revised in a run stays so, however often it comes again.
        """
        rows = [(run, pmid, outcome, reason) for pmid, (outcome, reason) in outcomes.items()]
        with self.transaction():
            self._insert_many(
                "INSERT INTO harvest_seen (run, pmid, outcome, reason) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (run, pmid) DO UPDATE SET outcome = excluded.outcome, reason = excluded.reason "
                "WHERE excluded.outcome NOT IN ('same', 'revised') OR outcome NOT IN ('new', 'revised')",
                rows,
            )

    def forget_set_aside(self, article_ids: Iterable[str], *, source: str) -> None:
        """Drop what was said of records that were set aside once and are stored now."""
        with self.transaction():
            self._insert_many(
                "DELETE FROM rejected WHERE id = ? AND source = ?", [(each, source) for each in article_ids]
            )

    def find_seen(self, run: int, pmids: Sequence[int]) -> dict[int, str]:
        """Those of the PMIDs that the run has dealt with, with their outcomes."""
        found: dict[int, str] = {}
        for start in range(0, len(pmids), _CHUNK):
            part = pmids[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            found.update(
                self._rows(
                    f"SELECT pmid, outcome FROM harvest_seen WHERE run = ? AND pmid IN ({marks})",  # noqa: S608
                    (run, *part),
                )
            )
        return found

    def count_outcomes(self, run: int) -> dict[str, int]:
        """How many PMIDs of a run had which outcome."""
        return dict(
            self._rows(
                "SELECT outcome, count(*) FROM harvest_seen WHERE run = ? GROUP BY outcome ORDER BY outcome", (run,)
            )
        )

    def iter_outcome(self, run: int, outcome: str) -> Iterator[tuple[int, str]]:
        """The PMIDs of a run with that outcome, each with its reason."""
        rows = self._iter_rows(
            "SELECT pmid, reason FROM harvest_seen WHERE run = ? AND outcome = ? ORDER BY pmid", (run, outcome)
        )
        return ((pmid, reason) for pmid, reason in rows)

    def forget_seen(self, run: int) -> None:
        """Drop the notes of a run, once a later one of its topic has ended: what they say stands in its certificate."""
        with self.transaction():
            self._execute("DELETE FROM harvest_seen WHERE run = ?", (run,))

    def list_held(self, *, after: int, size: int, run: int, source: str = "pubmed") -> list[int]:
        """The next PMIDs above `after` that are held from a source and that the run has not dealt with, ascending."""
        rows = self._rows(
            "SELECT pmid FROM articles WHERE source = ? AND pmid > ? AND NOT is_deleted AND NOT EXISTS "
            "(SELECT 1 FROM harvest_seen AS h WHERE h.run = ? AND h.pmid = articles.pmid) ORDER BY pmid LIMIT ?",
            (source, after, run, size),
        )
        return [pmid for (pmid,) in rows]

    def save_revisions(self, articles: Iterable[Article], *, run: int) -> None:
        """Keep records as they were before a run changed them."""
        rows = []
        for article in articles:
            line = write_article(article)
            rows.append((article.id, digest_of(line), run, pack(line)))
        with self.transaction():
            self._insert_many("INSERT OR IGNORE INTO revisions (id, digest, run, content) VALUES (?, ?, ?, ?)", rows)

    def iter_revisions(self, article_id: str) -> Iterator[tuple[int, Article]]:
        """Earlier forms of a record, oldest first, each with the run that changed it."""
        rows = self._iter_rows("SELECT run, content FROM revisions WHERE id = ? ORDER BY run, digest", (article_id,))
        return ((run, read_article(unpack(content))) for run, content in rows)

    def save_notices(self, notices: Iterable[tuple[int, str, int]], *, run: int) -> None:
        """Keep what is said of papers: (PMID, kind, PMID of the notice or 0); one that is known stays as it is."""
        rows = [(pmid, kind, by, run) for pmid, kind, by in notices]
        with self.transaction():
            self._insert_many("INSERT OR IGNORE INTO notices (pmid, kind, by_pmid, run) VALUES (?, ?, ?, ?)", rows)

    def iter_notices(self, *, run: int | None = None) -> Iterator[tuple[int, str, int]]:
        """Retractions, expressions of concern and corrections by PMID; of one run, if it is given."""
        rows = self._iter_rows(
            "SELECT pmid, kind, by_pmid FROM notices WHERE ?1 IS NULL OR run = ?1 ORDER BY pmid, kind, by_pmid", (run,)
        )
        return ((pmid, kind, by) for pmid, kind, by in rows)

    def save_opinions(self, source: str, opinions: Mapping[int, str | None]) -> None:
        """Keep what another tool says of papers, as its own JSON, apart from our readings; None: it knows nothing."""
        rows = [(source, pmid, None if text is None else pack(text)) for pmid, text in opinions.items()]
        with self.transaction():
            self._insert_many("INSERT OR REPLACE INTO opinions (source, pmid, content) VALUES (?, ?, ?)", rows)

    def find_opinion(self, source: str, pmid: int) -> str | None:
        """What another tool says of a paper, or None."""
        row = self._row("SELECT content FROM opinions WHERE source = ? AND pmid = ?", (source, pmid))
        return None if row is None or row[0] is None else unpack(row[0])

    def list_without_opinion(self, source: str, *, after: int, size: int) -> list[int]:
        """The next PMIDs above `after` that another tool has not been asked of yet, ascending."""
        rows = self._rows(
            "SELECT pmid FROM articles WHERE pmid > ? AND NOT is_deleted AND NOT EXISTS "
            "(SELECT 1 FROM opinions AS o WHERE o.source = ? AND o.pmid = articles.pmid) ORDER BY pmid LIMIT ?",
            (after, source, size),
        )
        return [pmid for (pmid,) in rows]

    def list_without_full_text(self, *, after: int, size: int) -> list[tuple[int, str]]:
        """The next PMIDs above `after` that have a PMC id and were not asked for yet, ascending, with their PMC ids."""
        rows = self._rows(
            "SELECT pmid, pmcid FROM articles WHERE pmid > ? AND pmcid IS NOT NULL AND NOT is_deleted AND NOT EXISTS "
            "(SELECT 1 FROM full_texts AS f WHERE f.pmid = articles.pmid) ORDER BY pmid LIMIT ?",
            (after, size),
        )
        return [(pmid, pmcid) for pmid, pmcid in rows]

    def note_full_texts(self, outcomes: Mapping[int, str]) -> None:
        """Note what PMC had for PMIDs: `stored`, or why not."""
        with self.transaction():
            self._insert_many("INSERT OR REPLACE INTO full_texts (pmid, outcome) VALUES (?, ?)", outcomes.items())
