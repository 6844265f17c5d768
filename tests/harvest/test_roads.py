"""The other roads: bulk files, full texts, PubTator's opinions, and the language of queries tried here."""

import gzip
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from harvest.eutils_server import Eutils, EutilsServer, Record, Troubles, pubmed_set
from harvest.test_harvester import clock_at, run
from miner.errors import BadInput, Unreachable
from miner.harvest.bulk import BulkChoices, apply_bulk
from miner.harvest.certificate import Certificate
from miner.harvest.client import EntrezClient
from miner.harvest.fulltext import fetch_full_texts
from miner.harvest.limiter import Limiter
from miner.harvest.merge import merge_revision
from miner.harvest.offpeak import eastern, is_off_peak, next_off_peak
from miner.harvest.pubtator import compare_concepts, fetch_opinions, iter_annotations
from miner.harvest.query import LocalQuery
from miner.harvest.slices import plan_slices
from miner.model.article import Article, Author, Correction, MeshHeading, OtherAbstract, Section
from miner.model.topic import Topic
from miner.settings import Settings
from miner.store import Store

MakeTopic = Callable[..., Topic]


def write_bulk(folder: Path, number: int, body: str, *, damaged: bool = False, with_sum: bool = True) -> Path:
    """One of PubMed's files, with its sum beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"pubmed26n{number:04}.xml.gz"
    content = gzip.compress(pubmed_set(body).encode(), mtime=0)
    path.write_bytes(content[:-20] if damaged else content)
    if with_sum:
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        path.with_name(f"{path.name}.md5").write_text(f"MD5({path.name})= {digest}\n")
    return path


def xml(*records: Record) -> str:
    return "".join(record.xml() for record in records)


def deleted(*pmids: int) -> str:
    return "<DeleteCitation>" + "".join(f'<PMID Version="1">{pmid}</PMID>' for pmid in pmids) + "</DeleteCitation>"


def bulk(topic: Topic, place: Path | str, store: Store, cache: Path) -> Certificate:
    choices = BulkChoices(str(place), cache, tries=3, wait=0.002)
    return apply_bulk(topic, choices, store=store, world=clock_at("2026-01-10T12:00"))


def test_bulk_files_are_applied_in_order(tmp_path: Path, store: Store, make_topic: MakeTopic) -> None:
    """The baseline, then its updates: revised, deleted, of another topic, and nothing is done twice."""
    folder = tmp_path / "pubmed"
    write_bulk(folder / "baseline", 1, xml(Record(1), Record(2), Record(3, abstract="Zinc alone.")))
    write_bulk(folder / "updatefiles", 2, xml(Record(1, title="Revised", lr="2026-01-01")) + deleted(2, 77))
    certificate = bulk(make_topic(), folder, store, tmp_path / "c")
    assert certificate.is_complete
    assert [(part.term, part.count) for part in certificate.slices] == [
        ("baseline/pubmed26n0001.xml.gz", 2),
        ("updatefiles/pubmed26n0002.xml.gz", 1),
    ]
    assert certificate.deleted == (2,)
    assert list(store.iter_article_ids()) == ["PMID:1"]
    assert store.get_article("PMID:1").title == "Revised"
    again = bulk(make_topic(), folder, store, tmp_path / "c")
    assert again.changes == {}
    assert again.count == 3


def test_an_older_record_never_takes_the_place_of_a_newer(tmp_path: Path, store: Store, make_topic: MakeTopic) -> None:
    """Files of the past leave alone what was revised since."""
    write_bulk(tmp_path / "b", 1, xml(Record(1, title="New", lr="2026-01-01")))
    write_bulk(tmp_path / "b", 2, xml(Record(1, title="Old", lr="2025-01-01")))
    bulk(make_topic(), tmp_path / "b", store, tmp_path / "c")
    assert store.get_article("PMID:1").title == "New"


@pytest.mark.parametrize("with_sum", [True, False])
def test_a_damaged_file_stops_the_road(tmp_path: Path, store: Store, make_topic: MakeTopic, *, with_sum: bool) -> None:
    """Files before it stand, it and those behind it do not, and mending it goes on from there."""
    write_bulk(tmp_path / "b", 1, xml(Record(1)))
    write_bulk(tmp_path / "b", 2, xml(Record(2)), damaged=True, with_sum=with_sum)
    write_bulk(tmp_path / "b", 3, xml(Record(3)))
    with pytest.raises(BadInput, match="pubmed26n0002"):
        bulk(make_topic(), tmp_path / "b", store, tmp_path / "c")
    assert list(store.iter_article_ids()) == ["PMID:1"]
    write_bulk(tmp_path / "b", 2, xml(Record(2)))
    assert bulk(make_topic(), tmp_path / "b", store, tmp_path / "c").changes == {"new": 3}


def test_what_cannot_be_checked_or_is_missing_is_told(tmp_path: Path, store: Store, make_topic: MakeTopic) -> None:
    """A file without a sum, a gap in the numbers and a record without PMID stand in the certificate."""
    write_bulk(tmp_path / "b", 1, xml(Record(1)), with_sum=False)
    write_bulk(tmp_path / "b", 4, xml(Record(2), Record(3, is_bad=True)))
    certificate = bulk(make_topic(), tmp_path / "b", store, tmp_path / "c")
    assert any("no .md5" in note for note in certificate.notes)
    assert any("2 files are missing" in note for note in certificate.notes)
    assert len(certificate.set_aside) == 1
    with pytest.raises(BadInput, match="no folder"):
        bulk(make_topic(), tmp_path / "nowhere", store, tmp_path / "c")


def test_bulk_files_come_from_an_address(
    tmp_path: Path, store: Store, make_topic: MakeTopic, eutils: Eutils, server: EutilsServer
) -> None:
    """Listed, downloaded, checked, applied, and not kept; trouble on the way is survived."""
    for name, record in (("baseline", Record(1)), ("updatefiles", Record(2))):
        path = write_bulk(tmp_path / name, record.pmid, xml(record))
        for each in (path, path.with_name(f"{path.name}.md5")):
            eutils.files[f"/pubmed/{name}/{each.name}"] = each.read_bytes()
    eutils.files["/pubmed/baseline/"] = b"".join(
        f'<a href="{name.rsplit("/", 1)[-1]}">x</a>'.encode() for name in list(eutils.files) if "baseline" in name
    )
    eutils.files["/pubmed/updatefiles/"] = b"".join(
        f'<a href="{name.rsplit("/", 1)[-1]}">x</a>'.encode() for name in list(eutils.files) if "updatefiles/p" in name
    )
    eutils.files["/pubmed/"] = b'<a href="baseline/">b</a><a href="updatefiles/">u</a>'
    eutils.troubles = Troubles(script=["", "500", "", "drop", "", "cut"])
    root = server.url.replace("/entrez/eutils", "/pubmed")
    certificate = bulk(make_topic(), root, store, tmp_path / "cache")
    assert certificate.changes == {"new": 2}
    assert list((tmp_path / "cache").iterdir()) == []
    eutils.files.clear()
    with pytest.raises((BadInput, Unreachable)):
        bulk(make_topic(), root, store, tmp_path / "cache")


MAGNESIUM = Article(
    "PMID:9",
    "Dietary magnesium and hip fractures",
    pmid=9,
    abstract=(Section("Intake went with bone mineral density in adults.", label="RESULTS"),),
    journal="Made Journal",
    published="2015-03",
    created="2015-02-01",
    language="en",
    authors=(Author(last_name="Müller", initials="A"),),
    publication_types=("Journal Article", "Randomized Controlled Trial"),
    mesh_headings=(
        MeshHeading("D008274", "Magnesium", major=True, qualifiers=("administration & dosage",)),
        MeshHeading("D050723", "Fractures, Bone"),
    ),
    keywords=("osteopenia",),
)


@pytest.mark.parametrize(
    ("term", "finds"),
    [
        ("magnesium", True),
        ("magnesium density", True),
        ("magnesium[ti] AND density[ti]", False),
        ('"bone mineral density"[tiab]', True),
        ("bone mineral density[tiab]", True),
        ('"mineral bone"[tiab]', False),
        ("fractur*[ti]", True),
        ("ractures[ti]", False),
        ("osteopenia[tiab]", True),
        ('"magnesium"[mh]', True),
        ('"magnesium/administration & dosage"[mh]', True),
        ('"magnesium/adverse effects"[mh]', False),
        ('"bone and bones"[mh]', False),
        ('"wounds and injuries"[mh]', True),
        ('"wounds and injuries"[mh:noexp]', False),
        ("magnesium[majr] NOT fractures[majr]", True),
        ('"randomized controlled trial"[pt]', True),
        ("review[pt]", False),
        ("english[la] AND muller a[au]", True),
        ("2015/01/01:2015/12/31[dp]", True),
        ("2016:3000[dp]", False),
        ("2015/02/01:2015/02/01[crdt]", True),
        ("zinc OR magnesium AND fractures[ti]", True),
        ("magnesium OR zinc AND zinc", False),
        ("(magnesium OR zinc) NOT (hip AND adults)", False),
        ("1:8[uid] OR 9[pmid]", True),
        ("hasabstract", False),
        ("hasabstract[sb]", True),
    ],
)
def test_queries_are_tried_as_pubmed_would(term: str, *, finds: bool) -> None:
    """Fields, phrases, truncation, headings with what lies below, ranges, operators from left to right."""

    def is_narrower(descriptor: str, heading: str) -> bool:
        return (descriptor, heading) == ("D050723", "wounds and injuries")

    assert LocalQuery.parse(term, is_narrower=is_narrower).finds(MAGNESIUM) is finds


@pytest.mark.parametrize("term", ["magnesium[xyz]", "(magnesium", "magnesium)", "free full text[sb]", "a:b[ti]", "AND"])
def test_a_query_that_cannot_be_tried_is_refused(term: str) -> None:
    """Rather refused by name than quietly finding less."""
    with pytest.raises(BadInput):
        LocalQuery.parse(term)


def test_full_texts_are_added_once(eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic) -> None:
    """What PMC sends joins the record, what it may not send is noted, and neither is asked for again."""
    eutils.change(Record(1, pmcid="PMC11"), Record(2, pmcid="PMC12"), Record(3, pmcid="PMC13"), Record(4))
    front = (
        '<article article-type="research-article"><front><article-meta>'
        '<article-id pub-id-type="pmcid">PMC{0}</article-id><article-id pub-id-type="pmc">{0}</article-id>'
        '<article-id pub-id-type="pmid">{1}</article-id>'
        "<title-group><article-title>Made</article-title></title-group></article-meta></front>"
    )
    body = "<body><sec><title>Results</title><p>Magnesium went with bone density.</p></sec></body></article>"
    eutils.full_texts = {"PMC11": front.format(11, 1) + body, "PMC12": front.format(12, 2) + "</article>"}
    run(make_topic(), client, store)
    outcome = fetch_full_texts(client, store)
    assert (outcome.stored, outcome.without) == (1, 2)
    assert any("bone density" in section.text for section in store.get_article("PMID:1").body)
    assert store.get_article("PMID:1").title == "Made record 1"
    before = len(eutils.requests)
    assert fetch_full_texts(client, store).stored == 0
    assert len(eutils.requests) == before
    eutils.change(Record(1, title="Revised", pmcid="PMC11", lr="2026-01-12"))
    run(make_topic(), client, store, at="2026-01-17T12:00")
    assert store.get_article("PMID:1").title == "Revised"
    assert store.get_article("PMID:1").body


def test_second_opinions_are_kept_apart(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic, settings: Settings, tmp_path: Path
) -> None:
    """PubTator's mentions are stored as they came, never in our records, and can be compared."""
    eutils.change(Record(1), Record(2))
    run(make_topic(), client, store)
    before = store.get_article("PMID:1")
    mention = {
        "infons": {"identifier": "MESH:D008274", "type": "Chemical"},
        "text": "Magnesium",
        "locations": [{"offset": 15, "length": 9}],
    }
    eutils.annotations = {1: json.dumps({"id": "1", "passages": [{"offset": 0, "annotations": [mention]}]})}
    eutils.troubles = Troubles(script=["html", "half", "429", "drop"])
    fetched = fetch_opinions(settings, store, limiter=Limiter(tmp_path / "p", 1_000), wait=0.002)
    assert fetched == 1
    document = store.find_opinion("pubtator3", 1)
    assert document is not None
    (annotation,) = iter_annotations(document)
    assert (annotation.text, annotation.concept, annotation.end) == ("Magnesium", "MESH:D008274", 24)
    assert store.find_opinion("pubtator3", 2) is None
    assert store.get_article("PMID:1") == before
    agreement = compare_concepts(["MESH:D008274", "MESH:D001847"], [annotation])
    assert agreement.jaccard == 0.5
    assert agreement.ours_only == {"MESH:D001847"}
    assert compare_concepts([], []).jaccard is None
    requests = len(eutils.requests)
    fetch_opinions(settings, store, limiter=Limiter(tmp_path / "p", 1_000))
    assert len(eutils.requests) == requests


def test_merging_loses_nothing() -> None:
    """Empty fields take the old value, lists of notices and translations are joined, a digest leaves nothing."""
    chinese = OtherAbstract("zh", (Section("镁。"),))
    old = Article(
        "PMID:1", "Old", doi="10.1/x", keywords=("bone",), other_abstracts=(chinese,), body=(Section("Body"),)
    )
    old = replace(old, corrections=(Correction("ErratumIn", 5),), revised="2025-01-01")
    new = Article("PMID:1", "New", corrections=(Correction("RetractionIn", 6),), revised="2026-01-01")
    merged = merge_revision(old, new)
    assert merged.title == "New"
    assert (merged.doi, merged.keywords, merged.body) == ("10.1/x", ("bone",), old.body)
    assert merged.other_abstracts == (chinese,)
    assert {each.pmid for each in merged.corrections} == {5, 6}
    assert merged.is_retracted
    assert merge_revision(new, old) == new
    assert merge_revision(replace(old, is_digest=True), new) == new


def test_off_peak_hours_are_new_yorks() -> None:
    """Summer and winter time, weekends and nights."""
    moments = {
        "2026-01-16T01:59": False,  # Thursday 20:59 EST
        "2026-01-16T02:00": True,  # Thursday 21:00 EST
        "2026-01-16T09:59": True,  # Friday 04:59
        "2026-01-16T10:00": False,
        "2026-07-16T00:59": False,  # Wednesday 20:59 EDT
        "2026-07-16T01:00": True,
        "2026-01-17T17:00": True,  # Saturday noon
    }
    for moment, expected in moments.items():
        assert is_off_peak(clock_at(moment).clock()) is expected, moment
    begin, end = clock_at("2026-03-08T07:00").clock(), clock_at("2026-11-01T06:00").clock()
    assert eastern(begin).hour == 3
    assert eastern(end).hour == 1
    assert next_off_peak(clock_at("2026-01-16T12:00").clock()) == clock_at("2026-01-17T02:00").clock()


def test_slices_cover_and_stay_apart() -> None:
    """Any spread of days and ids is cut into slices that hold each record once."""
    from datetime import date

    from harvest.eutils_server import make_records

    service = Eutils(make_records(400, crowded_day=150, seed=9))
    slices = plan_slices(
        lambda terms: [len(service.find(term)) for term in terms],
        query="q",
        term="magnesium OR bone",
        total=400,
        cap=40,
        last_day=date(2027, 1, 1),
    )
    found = [pmid for part in slices for pmid in service.find(part.term)]
    assert sorted(found) == sorted(service.records)
    assert max(part.count for part in slices) <= 40
    assert all(part.count == len(service.find(part.term)) for part in slices)
