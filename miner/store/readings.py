"""The readings of a store: whole, for the graph; their claims and mentions as tables, for search and for people."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from miner.model.article import Article, paper_id
from miner.model.claim import Claim
from miner.model.reading import Reading
from miner.model.record import read_record, write_record
from miner.store.codec import pack, read_article, unpack
from miner.store.tables import Tables, Value
from miner.store.words import spaced

_UNREAD = (
    "FROM articles AS a WHERE NOT is_deleted AND NOT EXISTS ("
    "SELECT 1 FROM readings WHERE article = a.id AND position = 0 AND rules = ? AND article_digest = a.digest)"
)


class ReadingTables(Tables):
    """Methods on readings."""

    def iter_unread(self, *, rules: str) -> Iterator[Article]:
        """The articles, by id, that were not read yet as they now are, or by other rules than these."""
        for (article_id,) in self._rows(f"SELECT id {_UNREAD} ORDER BY id", (rules,)):
            row = self._row("SELECT content FROM articles WHERE id = ?", (article_id,))
            if row is not None:
                yield read_article(unpack(row[0]))

    def count_unread(self, *, rules: str) -> int:
        """How many articles `iter_unread` gives."""
        row = self._row(f"SELECT count(*) {_UNREAD}", (rules,))
        return int(row[0]) if row else 0

    def save_readings(self, readings: Iterable[Reading], *, rules: str) -> int:
        """How many readings were saved; each article's replace those that it had. One transaction for all.

        The readings of one article (its translations behind it) must follow each other. `rules` says what they were
        read with: a change of it makes them stale.
        """
        count = 0
        with self.transaction():
            for article_id, group in groupby(readings, key=lambda reading: paper_id(reading.id)):
                found = tuple(group)
                self._save_paper(article_id, found, rules=rules)
                count += len(found)
        return count

    def _save_paper(self, article_id: str, readings: tuple[Reading, ...], *, rules: str) -> None:
        row = self._row("SELECT number, digest FROM articles WHERE id = ?", (article_id,))
        if row is None:
            message = f"the readings of {article_id} are saved before the article itself"
            raise ValueError(message)
        number, digest = row
        self._execute("DELETE FROM readings WHERE article = ?", (article_id,))
        self._execute("DELETE FROM papers_fts WHERE rowid = ?", (number,))
        for position, reading in enumerate(readings):
            self._save_reading(reading, article_id, position=position, rules=rules, digest=digest)
        self._insert(
            "INSERT INTO papers_fts (rowid, title, text) VALUES (?, ?, ?)",
            (number, spaced(readings[0].title), spaced("\n".join(reading.text for reading in readings))),
        )

    def _save_reading(self, reading: Reading, article_id: str, *, position: int, rules: str, digest: str) -> None:
        number = self._insert(
            "INSERT INTO readings (id, article, position, language, design, n, rules, article_digest, content) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                reading.id,
                article_id,
                position,
                reading.language,
                reading.study.design.value,
                reading.study.n,
                rules,
                digest,
                pack(write_record(reading, explain=True)),
            ),
        )
        self._insert_many(
            "INSERT INTO claims (reading, article, position, subject, subject_concept, object, object_concept, sign, "
            "certainty, section, mediators, estimates, is_background, quote, subject_state) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, article_id, at, *_claim_row(claim, reading)) for at, claim in enumerate(reading.claims)],
        )
        self._insert_many(
            "INSERT INTO claims_fts (rowid, quote, subject, object) "
            "SELECT number, ?, ?, ? FROM claims WHERE reading = ? AND position = ?",
            [
                (spaced(claim.quote), spaced(claim.subject.text), spaced(claim.object.text), number, at)
                for at, claim in enumerate(reading.claims)
            ],
        )
        names = Counter(
            (mention.concept, mention.name or mention.text, mention.type.value) for mention in reading.mentions
        )
        self._insert_many(
            "INSERT INTO mentions (reading, article, concept, name, type, count) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (number, article_id, *name, count)
                for name, count in sorted(names.items(), key=lambda item: str(item[0]))
            ],
        )

    def iter_papers(self) -> Iterator[tuple[Article, tuple[Reading, ...]]]:
        """Each article that was not deleted with its readings (none yet: an empty tuple), by id."""
        rows = self._iter_rows(
            "SELECT a.id, a.content, r.content FROM articles AS a LEFT JOIN readings AS r ON r.article = a.id "
            "WHERE NOT a.is_deleted ORDER BY a.id, r.position"
        )
        for _, group in groupby(rows, key=itemgetter(0)):
            found = tuple(group)
            readings = tuple(read_record(unpack(content)) for _, _, content in found if content is not None)
            yield read_article(unpack(found[0][1])), readings

    def get_readings(self, article_id: str) -> tuple[Reading, ...]:
        """The readings of one article: its own first, then those of its translations."""
        rows = self._rows("SELECT content FROM readings WHERE article = ? ORDER BY position", (article_id,))
        return tuple(read_record(unpack(content)) for (content,) in rows)

    def count_claims(self) -> int:
        """How many claims there are in all readings."""
        row = self._row("SELECT count(*) FROM claims")
        return int(row[0]) if row else 0


def _claim_row(claim: Claim, reading: Reading) -> tuple[Value, ...]:
    return (
        claim.subject.text,
        claim.subject.concept,
        claim.object.text,
        claim.object.concept,
        claim.sign,
        claim.certainty.value,
        None if claim.section is None else claim.section.value,
        json.dumps([mediator.text for mediator in claim.mediators], ensure_ascii=False),
        json.dumps([reading.estimates[index].text for index in claim.estimates], ensure_ascii=False),
        claim.is_background,
        claim.quote,
        None if claim.subject_state is None else claim.subject_state.value,
    )
