"""Harvesting over real HTTP: complete, whatever goes wrong; incremental; resumed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from harvest.eutils_server import FAULTS, Eutils, Record, Troubles, make_records
from miner.errors import BadInput, Unreachable
from miner.harvest.certificate import Certificate
from miner.harvest.choices import HarvestChoices, Surroundings
from miner.harvest.client import EntrezClient
from miner.harvest.harvester import find_certificate, harvest
from miner.model.topic import HarvestOptions, Topic
from miner.store import Store

MakeTopic = Callable[..., Topic]
QUICK = HarvestChoices(now=True, batch=20, cap=100)


def clock_at(*moments: str) -> Surroundings:
    """A world where it is that moment; the last one lasts."""
    times = [datetime.fromisoformat(moment).replace(tzinfo=UTC) for moment in moments]
    return Surroundings(clock=lambda: times.pop(0) if len(times) > 1 else times[0])


def run(
    topic: Topic, client: EntrezClient, store: Store, *, at: str = "2026-01-10T12:00", choices: HarvestChoices = QUICK
) -> Certificate:
    return harvest(topic, client=client, store=store, choices=choices, world=clock_at(at))


def held(store: Store) -> list[str]:
    return list(store.iter_article_ids())


def test_a_small_query_is_one_slice(eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic) -> None:
    """A query under the cap needs one listing, and its certificate says that it is complete."""
    eutils.change(*make_records(50))
    certificate = run(make_topic(), client, store)
    assert certificate.is_complete
    assert [part.count for part in certificate.slices] == [50]
    assert certificate.changes == {"new": 50}
    assert len(held(store)) == 50


def test_a_crowded_day_is_cut_by_id(eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic) -> None:
    """More records than the cap, more of them on one day than the cap: every slice holds at most the cap."""
    eutils.cap = 100
    eutils.change(*make_records(700, crowded_day=330))
    certificate = run(make_topic(), client, store)
    assert certificate.is_complete
    assert certificate.count == 700
    assert max(part.count for part in certificate.slices) <= 100
    assert any("[uid]" in part.term for part in certificate.slices)
    assert len(held(store)) == 700


@pytest.mark.parametrize("on_one_day", [99, 100, 101])
def test_at_the_cap_nothing_is_lost(
    on_one_day: int, eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """A day with one record less than the cap, as many, or one more loses none."""
    eutils.cap = 100
    eutils.change(*make_records(on_one_day, crowded_day=on_one_day))
    assert run(make_topic(), client, store).is_complete
    assert len(held(store)) == on_one_day


def test_records_without_a_date_have_a_slice(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """What has no day of entry within the calendar is found as the rest."""
    eutils.cap = 100
    eutils.change(*make_records(150), *(Record(pmid, crdt="0000-00-00") for pmid in (5, 6, 7)))
    certificate = run(make_topic(), client, store)
    assert certificate.is_complete
    assert certificate.slices[-1].count == 3
    assert " NOT " in certificate.slices[-1].term
    assert len(held(store)) == 153


def test_overlapping_queries_are_fetched_once(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """A record that two queries find is counted in both and fetched for one."""
    eutils.change(*(Record(number, abstract="magnesium bone") for number in range(1, 41)))
    certificate = run(make_topic("magnesium", "bone"), client, store)
    assert certificate.is_complete
    assert [part.stored for part in certificate.slices] == [40, 40]
    assert certificate.changes == {"new": 40}
    assert sum(part.again for part in certificate.slices) == 0
    assert sum(request.utility == "efetch" for request in eutils.requests) == 2


@pytest.mark.parametrize("kind", [*FAULTS[:-1], "hang"])
def test_every_fault_is_survived(
    kind: str, eutils: Eutils, make_client: Callable[..., EntrezClient], store: Store, make_topic: MakeTopic
) -> None:
    """Each kind of trouble, on every utility that is used, costs a retry and no record."""
    eutils.change(*make_records(60))
    eutils.troubles = Troubles(
        script=[f"esearch:{kind}", f"esearch:{kind}", f"efetch:{kind}", f"efetch:{kind}"], hang_seconds=0.3
    )
    client = make_client(timeout=0.1 if kind == "hang" else 5.0)
    certificate = run(make_topic(), client, store)
    assert eutils.troubles.script == []
    assert certificate.is_complete
    assert certificate.changes == {"new": 60}


def test_a_hostile_server_loses_nothing(
    eutils: Eutils, make_client: Callable[..., EntrezClient], store: Store, make_topic: MakeTopic
) -> None:
    """With a quarter of all requests going wrong, all are stored and none twice."""
    eutils.cap = 400
    eutils.change(*make_records(1_500, crowded_day=600))
    eutils.troubles = Troubles(share=0.25, kinds=[kind for kind in FAULTS if kind not in {"429", "hang"}], seed=3)
    choices = HarvestChoices(now=True, batch=50, cap=400)
    certificate = run(make_topic(), make_client(tries=12), store, choices=choices)
    assert certificate.is_complete
    assert certificate.retries > 5
    assert [int(each[5:]) for each in held(store)] == sorted(record.pmid for record in make_records(1_500))


def test_no_answer_is_never_an_empty_result(
    eutils: Eutils, make_client: Callable[..., EntrezClient], store: Store, make_topic: MakeTopic
) -> None:
    """Where trouble lasts, the harvest says so, keeps what it has, and is resumed."""
    eutils.change(*make_records(60))
    eutils.troubles = Troubles(script=["esearch:", "esearch:", "efetch:", *["efetch:html"] * 50])
    with pytest.raises(Unreachable, match="HTML page"):
        run(make_topic(), make_client(tries=3), store)
    kept = len(held(store))
    assert 0 < kept < 60
    assert find_certificate(store, "made") is None
    eutils.troubles = Troubles()
    certificate = run(make_topic(), make_client(), store, at="2026-01-11T12:00")
    assert certificate.started == "2026-01-10T12:00:00Z"
    assert certificate.is_complete
    assert len(held(store)) == 60


def test_what_pubmed_never_sends_is_set_aside(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """A record that cannot be read is named with its reason, and the certificate accounts for it."""
    eutils.change(*make_records(30), Record(77, is_bad=True, title="magnesium"))
    certificate = run(make_topic(), client, store)
    assert certificate.is_complete
    assert [each.pmid for each in certificate.set_aside] == [77]
    assert "PMID" in certificate.set_aside[0].reason
    assert [each.id for each in store.iter_rejected()] == ["PMID:77"]
    eutils.change(Record(77, title="Mended"))
    assert run(make_topic(), client, store, at="2026-01-17T12:00").changes == {"new": 1}
    assert list(store.iter_rejected()) == []
    assert store.get_article("PMID:77").title == "Mended"


def test_only_what_changed_is_fetched_the_next_time(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """New, re-indexed and revised records come; the others do not."""
    eutils.change(*make_records(40), Record(1), Record(2), Record(3))
    run(make_topic(), client, store, at="2026-01-10T12:00")
    eutils.requests.clear()
    eutils.change(
        Record(1, title="Indexed", mhda="2026-01-09"),
        Record(2, title="Revised", lr="2026-01-12"),
        Record(9, title="Entered", crdt="2026-01-11", lr="2026-01-11"),
        Record(3, title="Not touched as the dates say"),
    )
    certificate = run(make_topic(), client, store, at="2026-01-17T12:00")
    assert certificate.queries[0].mode == "new or changed since 2026-01-07"
    assert certificate.changes == {"new": 1, "revised": 2}
    assert store.get_article("PMID:1").title == "Indexed"
    assert store.get_article("PMID:2").title == "Revised"
    assert store.get_article("PMID:3").title != "Not touched as the dates say"
    assert "edat" not in " ".join(request.parameters.get("term", "") for request in eutils.requests)


def test_a_revision_keeps_what_only_the_old_record_had(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """The Chinese abstract that a revision drops stays, and the old form can still be read."""
    eutils.change(Record(1, chinese="镁与骨密度。"))
    run(make_topic(), client, store)
    eutils.change(Record(1, title="Revised", lr="2026-01-12"))
    run(make_topic(), client, store, at="2026-01-17T12:00")
    article = store.get_article("PMID:1")
    assert article.title == "Revised"
    assert article.other_abstracts[0].sections[0].text == "镁与骨密度。"
    assert [old.title for _, old in store.iter_revisions("PMID:1")] == ["Made record 1"]


def test_deleted_citations_are_marked(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """What PubMed no longer has is marked, once it was said twice; an empty reply alone marks nothing."""
    eutils.change(*(Record(number) for number in range(1, 31)))
    run(make_topic(), client, store)
    eutils.delete(7, 8)
    eutils.troubles = Troubles(script=["esearch:", "esearch:", "esearch:", "esearch:empty"])
    certificate = run(make_topic(), client, store, at="2026-01-17T12:00")
    assert certificate.deleted == (7, 8)
    assert len(held(store)) == 28


def test_retractions_and_corrections_are_recorded(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """A retraction, a concern and an erratum are known by paper and notice, though one has no new date."""
    eutils.change(Record(1), Record(2), Record(3), Record(4))
    run(make_topic(), client, store)

    def notice(kind: str, by: int) -> str:
        source = f"<RefSource>Made J</RefSource><PMID Version='1'>{by}</PMID>"
        return (
            f'<CommentsCorrectionsList><CommentsCorrections RefType="{kind}">{source}</CommentsCorrections>'
            "</CommentsCorrectionsList>"
        )

    retracted = ("Journal Article", "Retracted Publication")
    eutils.change(
        Record(1, types=retracted, extra=notice("RetractionIn", 901)),
        Record(2, lr="2026-01-12", extra=notice("ExpressionOfConcernIn", 902)),
        Record(3, lr="2026-01-12", extra=notice("ErratumIn", 903)),
    )
    certificate = run(make_topic(), client, store, at="2026-01-17T12:00")
    assert certificate.notices == ((1, "RetractionIn", 901), (2, "ExpressionOfConcernIn", 902), (3, "ErratumIn", 903))
    assert store.get_article("PMID:1").is_retracted
    assert "Retracted" not in store.get_article("PMID:4").publication_types
    assert certificate.is_complete


def test_pubmeds_warnings_are_shown(eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic) -> None:
    """What PubMed left out of a query is told, and stands in the certificate beside its translation."""
    eutils.change(Record(1))
    eutils.warnings = (
        "<ErrorList><PhraseNotFound>magnesum</PhraseNotFound><FieldNotFound>tiabb</FieldNotFound></ErrorList>"
        "<WarningList><OutputMessage>Processing restrictions achieved</OutputMessage></WarningList>"
    )
    told: list[str] = []
    world = replace(clock_at("2026-01-10T12:00"), say=told.append)
    certificate = harvest(make_topic(), client=client, store=store, choices=QUICK, world=world)
    assert "magnesum" in certificate.queries[0].warnings[0]
    assert len([sentence for sentence in told if sentence.startswith("query query-1:")]) == 3
    assert "magnesum" in certificate.to_text()
    assert certificate.queries[0].translation == "magnesium (translated)"


def test_a_query_without_hits_says_so(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """No hit is asked for twice before it is believed, and told; the certificate is complete."""
    eutils.change(Record(1))
    told: list[str] = []
    world = replace(clock_at("2026-01-10T12:00"), say=told.append)
    certificate = harvest(make_topic("unobtainium"), client=client, store=store, choices=QUICK, world=world)
    assert certificate.is_complete
    assert certificate.count == 0
    assert any("finds nothing" in sentence for sentence in told)
    assert sum(request.parameters.get("term") == "unobtainium" for request in eutils.requests) >= 2


def test_the_topics_dates_of_publication_are_kept(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """What was published before or after the topic's dates is not asked for."""
    eutils.change(Record(1, crdt="2009-12-31"), Record(2, crdt="2010-01-01"), Record(3, crdt="2021-01-01"))
    topic = replace(make_topic(), from_date="2010-01-01", to_date="2020")
    certificate = run(topic, client, store)
    assert certificate.queries[0].term == "(magnesium) AND 2010/01/01:2020[dp]"
    assert held(store) == ["PMID:2"]


def test_large_jobs_wait_for_off_peak_hours(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """Above the topic's size a harvest waits for 21:00 US Eastern; it does not with `now`, nor below the size."""
    eutils.change(*make_records(30))
    slept: list[float] = []
    noon_in_new_york = replace(clock_at("2026-11-20T17:00"), sleep=slept.append)
    choices = replace(QUICK, now=False)
    small = make_topic(options=HarvestOptions(large=30))
    harvest(small, client=client, store=store, choices=choices, world=noon_in_new_york)
    assert slept == []
    large = make_topic(options=HarvestOptions(large=29))
    full = replace(choices, full=True)
    harvest(large, client=client, store=store, choices=replace(full, now=True), world=noon_in_new_york)
    assert slept == []
    harvest(large, client=client, store=store, choices=full, world=noon_in_new_york)
    assert slept == [9 * 3600]


def test_a_bad_since_is_refused(client: EntrezClient, store: Store, make_topic: MakeTopic) -> None:
    """A date that is none is wrong use."""
    with pytest.raises(BadInput, match="no date"):
        run(make_topic(), client, store, choices=replace(QUICK, since="yesterday"))


def test_since_a_day_of_ones_own_leaves_no_gap(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """What lies between the last harvest and the day that was given is fetched by the next harvest."""
    eutils.change(Record(1))
    run(make_topic(), client, store, at="2026-01-10T12:00")
    eutils.change(Record(2, crdt="2026-02-01", lr="2026-02-01"), Record(3, crdt="2026-06-02", lr="2026-06-02"))
    since = replace(QUICK, since="2026-06-01")
    assert run(make_topic(), client, store, at="2026-06-05T12:00", choices=since).changes == {"new": 1}
    assert run(make_topic(), client, store, at="2026-06-12T12:00").changes == {"new": 1, "same": 1}
    assert held(store) == ["PMID:1", "PMID:2", "PMID:3"]


def test_the_certificate_survives_json(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """What is read back equals what was written, and the text says COMPLETE only where it is."""
    eutils.change(*make_records(10))
    certificate = run(make_topic(), client, store)
    assert Certificate.from_json(certificate.to_json()) == certificate
    assert find_certificate(store, "made") == certificate
    assert "\nCOMPLETE" in certificate.to_text()
    broken = replace(certificate, slices=(replace(certificate.slices[0], stored=9),))
    assert not broken.is_complete
    assert "NOT COMPLETE" in broken.to_text()
