"""The store's tables, as named migrations that each run once, whole or not at all.

A migration that was released is never changed: what is to be different comes as a new one at the end.
"""

from dataclasses import dataclass

APPLICATION_ID = 0x6D696E65  # "mine", in SQLite's header: tells a store of ours from any other SQLite file

_REVISE = "BEGIN UPDATE state SET value = lower(hex(randomblob(16))) WHERE key = 'revision'; END"


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its name and its statements."""

    name: str
    statements: tuple[str, ...]


MIGRATIONS = (
    Migration(
        "articles and what was set aside",
        (
            """CREATE TABLE articles (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                pmid INTEGER,
                pmcid TEXT,
                doi TEXT,
                title TEXT NOT NULL,
                journal TEXT NOT NULL,
                year INTEGER,
                language TEXT NOT NULL,
                source TEXT NOT NULL,
                is_digest INTEGER NOT NULL,
                is_retracted INTEGER NOT NULL,
                is_deleted INTEGER NOT NULL DEFAULT 0,
                first_run INTEGER,
                last_run INTEGER,
                digest TEXT NOT NULL,
                content BLOB NOT NULL,
                raw BLOB
            )""",
            "CREATE INDEX articles_pmid ON articles (pmid)",
            "CREATE INDEX articles_doi ON articles (doi COLLATE NOCASE)",
            """CREATE TABLE rejected (
                id TEXT NOT NULL,
                source TEXT NOT NULL,
                reason TEXT NOT NULL,
                run INTEGER,
                PRIMARY KEY (id, source)
            ) WITHOUT ROWID""",
        ),
    ),
    Migration(
        "readings, claims and mentions",
        (
            """CREATE TABLE readings (
                number INTEGER PRIMARY KEY,
                id TEXT NOT NULL UNIQUE,
                article TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
                position INTEGER NOT NULL,
                language TEXT NOT NULL,
                design TEXT NOT NULL,
                n INTEGER,
                rules TEXT NOT NULL,
                article_digest TEXT NOT NULL,
                content BLOB NOT NULL
            )""",
            "CREATE INDEX readings_article ON readings (article, position)",
            """CREATE TABLE claims (
                number INTEGER PRIMARY KEY,
                reading INTEGER NOT NULL REFERENCES readings (number) ON DELETE CASCADE,
                article TEXT NOT NULL,
                position INTEGER NOT NULL,
                subject TEXT NOT NULL,
                subject_concept TEXT,
                object TEXT NOT NULL,
                object_concept TEXT,
                sign INTEGER,
                certainty TEXT NOT NULL,
                section TEXT,
                mediators TEXT NOT NULL,
                estimates TEXT NOT NULL,
                is_background INTEGER NOT NULL,
                quote TEXT NOT NULL
            )""",
            "CREATE INDEX claims_reading ON claims (reading)",
            "CREATE INDEX claims_subject ON claims (subject_concept, object_concept)",
            "CREATE INDEX claims_object ON claims (object_concept)",
            """CREATE TABLE mentions (
                reading INTEGER NOT NULL REFERENCES readings (number) ON DELETE CASCADE,
                article TEXT NOT NULL,
                concept TEXT,
                name TEXT NOT NULL,
                type TEXT NOT NULL,
                count INTEGER NOT NULL
            )""",
            "CREATE INDEX mentions_reading ON mentions (reading)",
            "CREATE INDEX mentions_concept ON mentions (concept)",
        ),
    ),
    Migration(
        "search",
        (
            "CREATE VIRTUAL TABLE papers_fts USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2')",
            """CREATE VIRTUAL TABLE claims_fts USING fts5 (
                quote, subject, object, tokenize = 'unicode61 remove_diacritics 2'
            )""",
            """CREATE TRIGGER claims_removed AFTER DELETE ON claims BEGIN
                DELETE FROM claims_fts WHERE rowid = old.number;
            END""",
        ),
    ),
    Migration(
        "runs, snapshots and the harvest's state",
        (
            """CREATE TABLE runs (
                number INTEGER PRIMARY KEY,
                kind TEXT NOT NULL,
                started TEXT NOT NULL,
                finished TEXT,
                facts TEXT NOT NULL DEFAULT '{}'
            )""",
            """CREATE TABLE snapshots (
                run INTEGER PRIMARY KEY REFERENCES runs (number) ON DELETE CASCADE,
                content BLOB NOT NULL
            )""",
            "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        ),
    ),
    Migration(
        "the journal of harvests",
        (
            """CREATE TABLE harvest_seen (
                run INTEGER NOT NULL,
                pmid INTEGER NOT NULL,
                outcome TEXT NOT NULL,
                reason TEXT NOT NULL,
                PRIMARY KEY (run, pmid)
            ) WITHOUT ROWID""",
            """CREATE TABLE revisions (
                id TEXT NOT NULL,
                digest TEXT NOT NULL,
                run INTEGER NOT NULL,
                content BLOB NOT NULL,
                PRIMARY KEY (id, digest)
            ) WITHOUT ROWID""",
            """CREATE TABLE notices (
                pmid INTEGER NOT NULL,
                kind TEXT NOT NULL,
                by_pmid INTEGER NOT NULL,
                run INTEGER NOT NULL,
                PRIMARY KEY (pmid, kind, by_pmid)
            ) WITHOUT ROWID""",
            """CREATE TABLE opinions (
                source TEXT NOT NULL,
                pmid INTEGER NOT NULL,
                content BLOB,
                PRIMARY KEY (source, pmid)
            ) WITHOUT ROWID""",
            "CREATE TABLE full_texts (pmid INTEGER PRIMARY KEY, outcome TEXT NOT NULL)",
        ),
    ),
    Migration(
        "how a claim's subject was said",
        ("ALTER TABLE claims ADD COLUMN subject_state TEXT",),
    ),
    Migration(
        # What is made of articles and readings is known to be of this very state by it, whoever wrote them.
        "the revision: another one, never seen before, whenever an article or a reading changes",
        (
            "INSERT OR REPLACE INTO state (key, value) VALUES ('revision', lower(hex(randomblob(16))))",
            "CREATE TRIGGER articles_added AFTER INSERT ON articles " + _REVISE,
            "CREATE TRIGGER articles_taken AFTER DELETE ON articles " + _REVISE,
            "CREATE TRIGGER articles_changed AFTER UPDATE OF content, is_deleted ON articles " + _REVISE,
            "CREATE TRIGGER readings_added AFTER INSERT ON readings " + _REVISE,
            "CREATE TRIGGER readings_taken AFTER DELETE ON readings " + _REVISE,
            "CREATE TRIGGER readings_changed AFTER UPDATE OF content ON readings " + _REVISE,
        ),
    ),
)
