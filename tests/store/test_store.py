"""The store keeps what it is given, and refuses what it cannot use."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miner.errors import BadStore, Locked, NotFound
from miner.model.article import Article, Author, Correction, MeshHeading, OtherAbstract, Rejected, Section, Table
from miner.model.claim import Claim, Term
from miner.model.concept import EntityType
from miner.model.reading import Mention, Reading
from miner.store import Store
from miner.store.codec import read_article, write_article
from miner.store.migrations import MIGRATIONS

TITLE = "Zinc and bone"
TEXT = f"{TITLE}\nZinc raises bone density."
PAPER = Article(
    id="PMID:7", pmid=7, doi="10.1/ABC", title=TITLE, abstract=(Section("Zinc raises bone density."),), year=2020
)


def reading_of(article: Article, *, text: str = TEXT) -> Reading:
    start = text.index("Zinc raises") if "Zinc raises" in text else 0
    claims: tuple[Claim, ...] = ()
    if start:
        claims = (
            Claim(
                start=start,
                end=len(text),
                quote=text[start:],
                subject=Term("Zinc", start, start + 4, "MESH:D015032", EntityType.CHEMICAL),
                object=Term("bone density", start + 12, start + 24, "MESH:D015519", EntityType.MEASUREMENT),
                sign=1,
                rule="test",
            ),
        )
    mentions = (Mention(0, 4, text[:4], EntityType.CHEMICAL, "MESH:D015032", "Zinc", ("exact name",)),)
    return Reading(id=article.id, title=article.title, text=text, mentions=mentions, claims=claims)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "zinc.sqlite"


def test_articles_come_back_as_they_were(path: Path) -> None:
    """What is saved is found again, equal in every field, with its record as it came."""
    with Store.open(path, create=True) as store:
        saved = store.save_articles([PAPER], source="pubmed", raw={"PMID:7": b"<x/>"})
        assert saved.new == ("PMID:7",)
        assert store.get_article("PMID:7") == PAPER == store.get_article("7") == store.get_article("doi:10.1/abc")
        assert store.get_raw("PMID:7") == b"<x/>"
        assert store.find_article("PMID:8") is None
        with pytest.raises(NotFound, match="PMID:8 is not in"):
            store.get_article("PMID:8")


def test_saving_tells_new_from_revised_and_same(path: Path) -> None:
    """Saving says of each article whether it is new, revised, or the same as before."""
    with Store.open(path, create=True) as store:
        store.save_articles([PAPER], source="pubmed")
        revised = replace(PAPER, title="Zinc, bone and age")
        other = replace(PAPER, id="PMID:8", pmid=8)
        saved = store.save_articles([other, PAPER], source="pubmed")
        assert (saved.new, saved.same) == (("PMID:8",), ("PMID:7",))
        assert store.save_articles([revised], source="pubmed").revised == ("PMID:7",)
        assert store.get_article("7").title == "Zinc, bone and age"


def test_a_digest_never_replaces_the_papers_own_abstract(path: Path) -> None:
    """A record that is a digest of ours gives way to the real one, and never the other way round."""
    digest = replace(PAPER, is_digest=True)
    with Store.open(path, create=True) as store:
        assert store.save_articles([digest], source="sample").new
        assert store.save_articles([PAPER], source="pubmed").revised
        assert store.save_articles([digest], source="sample").kept == ("PMID:7",)
        assert not store.get_article("7").is_digest


def test_deleted_citations_are_kept_but_not_read(path: Path) -> None:
    """A deleted citation leaves the papers and the search, but stays in the file; a later record revives it."""
    with Store.open(path, create=True) as store:
        store.save_articles([PAPER], source="pubmed")
        store.save_readings([reading_of(PAPER)], rules="1")
        assert store.mark_deleted([7, 99]) == ("PMID:7",)
        assert list(store.iter_papers()) == []
        assert store.search_papers("zinc") == ()
        assert store.search_claims("zinc") == ()
        assert store.find_article("PMID:7") == PAPER
        assert store.save_articles([PAPER], source="pubmed").revised == ("PMID:7",)
        assert store.count_articles() == 1


def test_papers_come_by_id_with_their_readings(path: Path) -> None:
    """Papers are given by id, each with its own reading first and those of its translations behind it."""
    second = replace(PAPER, id="PMID:10", pmid=10)
    unread = replace(PAPER, id="PMID:9", pmid=9)
    translated = replace(reading_of(PAPER, text="锌与骨"), id="PMID:7#zh", language="zh")
    with Store.open(path, create=True) as store:
        store.save_articles([PAPER, unread, second], source="pubmed")
        store.save_readings([reading_of(PAPER), translated, reading_of(second)], rules="1")
        papers = list(store.iter_papers())
        assert [article.id for article, _ in papers] == ["PMID:10", "PMID:7", "PMID:9"]
        assert papers[1] == (PAPER, (reading_of(PAPER), translated))
        assert papers[2][1] == ()
        assert store.get_readings("PMID:7") == papers[1][1]


def test_only_what_is_new_is_read_again(path: Path) -> None:
    """An article is unread until it was read by these rules as it now is."""
    with Store.open(path, create=True) as store:
        store.save_articles([PAPER], source="pubmed")
        assert list(store.iter_unread(rules="1")) == [PAPER]
        store.save_readings([reading_of(PAPER)], rules="1")
        assert list(store.iter_unread(rules="1")) == []
        assert list(store.iter_unread(rules="2")) == [PAPER]
        revised = replace(PAPER, year=2021)
        store.save_articles([revised], source="pubmed")
        assert list(store.iter_unread(rules="1")) == [revised]


def test_a_new_reading_replaces_the_old_one_everywhere(path: Path) -> None:
    """After a second reading nothing of the first is found any more."""
    with Store.open(path, create=True) as store:
        store.save_articles([PAPER], source="pubmed")
        store.save_readings([reading_of(PAPER)], rules="1")
        assert [hit.object for hit in store.search_claims("bone dens")] == ["bone density"]
        assert [hit.id for hit in store.search_papers("raises zinc")] == ["PMID:7"]
        assert [hit.concept for hit in store.search_entities("zin")] == ["MESH:D015032"]
        store.save_readings([reading_of(PAPER, text="Copper and bone")], rules="2")
        assert store.search_claims("raises") == ()
        assert store.search_papers("raises") == ()
        assert store.count_claims() == 0
        store.remove_articles(["PMID:7"])
        assert store.search_papers("copper") == ()
        assert store.count_articles() == 0


@pytest.mark.parametrize("words", ['"', "AND", "bone)", "* OR NEAR(", "'; DROP TABLE articles; --", "%", "", "zinc\0"])
def test_search_takes_any_words(path: Path, words: str) -> None:
    """Whatever is typed is looked for as words, never run as a query."""
    with Store.open(path, create=True) as store:
        store.save_articles([PAPER], source="pubmed")
        store.save_readings([reading_of(PAPER)], rules="1")
        store.search_papers(words)
        store.search_claims(words)
        store.search_entities(words)
        assert store.count_articles() == 1


def test_chinese_is_found_by_its_characters(path: Path) -> None:
    """Chinese text, which has no spaces, is found by any part of it."""
    paper = replace(PAPER, title="锌摄入与骨密度", language="zh")
    with Store.open(path, create=True) as store:
        store.save_articles([paper], source="pubmed")
        store.save_readings([Reading(id=paper.id, title=paper.title, text=paper.title, language="zh")], rules="1")
        assert [hit.title for hit in store.search_papers("骨密")] == [paper.title]


def test_a_transaction_is_whole_or_nothing(path: Path) -> None:
    """What breaks off in the middle leaves the store as it was."""
    with Store.open(path, create=True) as store:

        def save() -> None:
            with store.transaction():
                store.save_articles([PAPER], source="pubmed")
                store.save_state("harvest", "half")
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            save()
        assert store.count_articles() == 0
        assert store.find_state("harvest") is None


def test_runs_snapshots_state_and_what_was_set_aside(path: Path) -> None:
    """Runs, their snapshots, small state and rejected records are kept and found."""
    with Store.open(path, create=True) as store:
        first = store.start_run("run", at="2025-01-01T00:00:00")
        store.save_snapshot(first, "one")
        store.finish_run(first, at="2025-01-01T00:01:00", facts={"papers": 3})
        second = store.start_run("run", at="2025-02-01T00:00:00")
        store.save_snapshot(second, "two")
        assert [run.finished is None for run in store.iter_runs()] == [False, True]
        assert next(store.iter_runs()).read_facts() == {"papers": 3}
        found = store.find_snapshot(before=second)
        assert found is not None
        assert found[1] == "one"
        newest = store.find_snapshot()
        assert newest is not None
        assert newest[1] == "two"
        assert store.find_snapshot(until="2024-01-01") is None
        store.save_state("slice/1", "a")
        store.save_state("slice/2", "b")
        store.save_state("slice/1", None)
        assert dict(store.iter_state("slice/")) == {"slice/2": "b"}
        store.save_rejected([Rejected("PMID:1", "x.xml", "no title")], run=first)
        assert [each.reason for each in store.iter_rejected()] == ["no title"]


def test_a_store_that_cannot_be_used_is_refused_in_one_sentence(tmp_path: Path) -> None:
    """Missing, foreign, damaged, newer, empty: each gets one sentence that says what to do."""
    foreign, text, newer, empty, damaged = (tmp_path / f"{name}.sqlite" for name in ("f", "t", "n", "e", "d"))
    with sqlite3.connect(foreign) as other:
        other.execute("CREATE TABLE x (y)")
    text.write_text("not a store, but long enough to look at")
    empty.touch()
    Store.open(newer, create=True).close()
    with sqlite3.connect(newer) as other:
        other.execute("PRAGMA user_version = 99")
    Store.open(damaged, create=True).close()
    damaged.write_bytes(damaged.read_bytes()[:100] + b"\xff" * 5000)
    for path, sentence in (
        (tmp_path / "none.sqlite", "there is no store at"),
        (tmp_path, "is a folder"),
        (foreign, "of another program"),
        (text, "no store of miner's"),
        (newer, "newer miner"),
        (empty, "is empty and no store"),
        (damaged, "damaged|cannot be used"),
    ):
        for read_only in (True, False):
            with pytest.raises(BadStore, match=sentence) as caught:
                Store.open(path, read_only=read_only)
            assert "\n" not in str(caught.value)


def test_an_older_store_is_brought_up_to_date_when_it_is_written(tmp_path: Path) -> None:
    """A store of an older version is refused read-only, and migrated, with its content, when opened to write."""
    path = tmp_path / "old.sqlite"
    connection = sqlite3.connect(path)
    for statement in MIGRATIONS[0].statements:
        connection.execute(statement)
    connection.executescript("PRAGMA application_id = 0x6D696E65; PRAGMA user_version = 1")
    connection.execute("INSERT INTO rejected VALUES ('PMID:1', 'x.xml', 'no title', NULL)")
    connection.commit()
    connection.close()
    with pytest.raises(BadStore, match="older miner"):
        Store.open(path, read_only=True)
    with Store.open(path) as store:
        assert [each.id for each in store.iter_rejected()] == ["PMID:1"]
        assert store.save_articles([PAPER], source="pubmed").new
    with Store.open(path, read_only=True) as store:
        assert store.count_articles() == 1


def test_a_reader_sees_what_stands_while_another_writes(path: Path) -> None:
    """A store that is being written can be read; a second writer is told that it must wait."""
    with Store.open(path, create=True) as writer, Store.open(path, read_only=True) as reader:
        with writer.transaction():
            writer.save_articles([PAPER], source="pubmed")
            assert reader.count_articles() == 0
            with sqlite3.connect(path, timeout=0) as other, pytest.raises(sqlite3.OperationalError):
                other.execute("BEGIN IMMEDIATE")
            with pytest.raises(BadStore, match="cannot be written"):
                reader.save_articles([PAPER], source="pubmed")
        assert reader.count_articles() == 1


def test_a_second_writer_is_told_that_the_store_is_locked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another run holds the file for too long, the error is Locked, with its exit code 4."""
    monkeypatch.setattr("miner.store.store._WAIT", 0.0)
    with Store.open(path, create=True) as first, Store.open(path) as second, first.transaction():
        first.save_state("a", "b")
        with pytest.raises(Locked) as caught:
            second.save_state("c", "d")
        assert caught.value.exit_code == 4


def test_a_store_can_be_read_where_nothing_can_be_written(path: Path) -> None:
    """A store on a read-only medium opens for reading."""
    with Store.open(path, create=True) as store:
        store.save_articles([PAPER], source="pubmed")
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Store.open(path, read_only=True) as store:
            assert store.count_articles() == 1
    finally:
        path.parent.chmod(0o755)


texts = st.text(max_size=20)


@given(
    st.builds(
        Article,
        id=texts,
        title=texts,
        abstract=st.lists(st.builds(Section, texts, st.none() | texts)).map(tuple),
        pmid=st.none() | st.integers(1, 2**40),
        authors=st.lists(st.builds(Author, texts, texts, texts, st.none() | texts)).map(tuple),
        mesh_headings=st.lists(st.builds(MeshHeading, st.none() | texts, texts, st.booleans())).map(tuple),
        corrections=st.lists(st.builds(Correction, texts, st.none() | st.integers(1, 9))).map(tuple),
        other_abstracts=st.lists(st.builds(OtherAbstract, texts, st.tuples(st.builds(Section, texts)))).map(tuple),
        tables=st.lists(st.builds(Table, texts, texts, st.just((("a", "b"),)), st.just(()))).map(tuple),
    )
)
def test_any_article_survives_the_codec(article: Article) -> None:
    """An article comes back equal from its JSON, whatever its text."""
    assert read_article(write_article(article)) == article


def test_the_revision_changes_with_articles_and_readings_only(path: Path) -> None:
    """What is saved anew, read or deleted gives a revision never seen before; runs and the same again do not."""
    with Store.open(path, create=True) as store:
        seen = [store.revision()]

        def is_new() -> bool:
            seen.append(store.revision())
            return seen[-1] not in seen[:-1]

        store.save_articles([PAPER], source="pubmed")
        assert is_new()
        store.save_readings([reading_of(PAPER)], rules="1")
        assert is_new()
        store.save_articles([PAPER], source="pubmed")
        store.save_snapshot(store.start_run("run", at="2026-01-01"), "{}")
        assert store.revision() == seen[-1]
        store.save_readings([reading_of(PAPER)], rules="2")
        assert is_new()
        store.mark_deleted([7])
        assert is_new()
        store.remove_articles(["PMID:7"])
        assert is_new()


def test_what_is_read_together_is_of_one_state(path: Path) -> None:
    """A writer in between changes nothing of what a reader sees until it looks again."""
    with Store.open(path, create=True) as store:
        store.save_articles([PAPER], source="pubmed")
        with Store.open(path, read_only=True) as reader:
            with reader.unchanging():
                before = reader.revision()
                store.save_readings([reading_of(PAPER)], rules="1")
                assert (reader.revision(), reader.count_claims()) == (before, 0)
            assert (reader.revision() != before, reader.count_claims()) == (True, 1)
