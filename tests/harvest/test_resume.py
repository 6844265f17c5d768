"""Harvests that are killed, starved of disk, or run beside each other, in processes of their own."""

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from harvest.eutils_server import Eutils, EutilsServer, Record, Troubles, make_records, worst_window
from harvest.test_harvester import run
from miner.errors import MinerError, Unreachable
from miner.harvest.choices import HarvestChoices
from miner.harvest.client import EntrezClient
from miner.model.topic import Topic
from miner.store import Store

MakeTopic = Callable[..., Topic]
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from miner.harvest.client import EntrezClient
from miner.harvest.choices import HarvestChoices, Surroundings
from miner.harvest.harvester import harvest
from miner.harvest.limiter import Limiter
from miner.model.topic import Query, Selection, Topic
from miner.settings import Settings
from miner.store import Store

url, cache, path, rate, day = sys.argv[1:]
nothing = Selection()
topic = Topic("made", "Made", (Query("all", "magnesium"),), exposure=nothing, outcome=nothing, mediator=nothing)
settings = Settings("a@example.org", entrez_url=url, cache_folder=Path(cache))
client = EntrezClient(settings, limiter=Limiter(Path(cache) / "pace", float(rate)), wait=0.01, timeout=5.0)
world = Surroundings(clock=lambda: datetime(2026, 1, int(day), tzinfo=UTC))
with Store.open(Path(path), create=True) as store:
    harvest(topic, client=client, store=store, choices=HarvestChoices(now=True, batch=20, cap=100), world=world)
"""


def start(
    server: EutilsServer, cache: Path, store: Path, *, rate: float = 1_000.0, day: int = 10
) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-c", PROGRAM, server.url, str(cache), str(store), str(rate), str(day)]
    return subprocess.Popen(words, cwd=ROOT)


_REVISION = """INSERT INTO "state" VALUES('revision',"""


def dump(path: Path) -> list[str]:
    """All that a store holds but its revision, which is random, row by row; of the certificate all but the requests."""
    with sqlite3.connect(path) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return [
        line.partition('"requests"')[0] + line.partition('"versions"')[2] if "harvest/certificate/" in line else line
        for line in lines
        if not line.startswith(_REVISION)
    ]


def test_killed_harvests_end_with_the_same_store(eutils: Eutils, server: EutilsServer, tmp_path: Path) -> None:
    """Wherever SIGKILL strikes, by the number of requests seen, the next run ends with the same bytes."""
    eutils.cap = 100
    eutils.change(*make_records(500, crowded_day=130))
    assert start(server, tmp_path, tmp_path / "whole.sqlite").wait(60) == 0
    needed = len(eutils.requests)
    wanted = dump(tmp_path / "whole.sqlite")
    chance = random.Random(11)
    for trial in range(4):
        store = tmp_path / f"{trial}.sqlite"
        kill_and_resume(eutils, server, store, moment=chance.randrange(1, needed - 2), day=10)
        assert dump(store) == wanted, f"trial {trial} of {needed} requests"


def kill_and_resume(eutils: Eutils, server: EutilsServer, store: Path, *, moment: int, day: int) -> None:
    """A harvest that is killed when the server has seen so many requests, and the next one, which ends."""
    eutils.requests.clear()
    process = start(server, store.parent, store, day=day)
    while len(eutils.requests) < moment and process.poll() is None:
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    assert process.wait(10) == -signal.SIGKILL
    assert start(server, store.parent, store, day=day).wait(60) == 0


def test_killed_updates_end_with_the_same_store(eutils: Eutils, server: EutilsServer, tmp_path: Path) -> None:
    """The same for a later harvest, with records that are new, revised, retracted and deleted since."""
    records = make_records(450)
    eutils.change(*records)
    first = tmp_path / "first.sqlite"
    assert start(server, tmp_path, first).wait(60) == 0
    retracted = ("Journal Article", "Retracted Publication")
    eutils.change(
        *(replace(record, title="Revised", lr="2026-01-12") for record in records[:90]),
        *(replace(record, types=retracted) for record in records[100:103]),
        *(Record(number, crdt="2026-01-11", lr="2026-01-11") for number in range(1, 60)),
    )
    eutils.delete(*(record.pmid for record in records[200:205]))
    stores = [tmp_path / f"{name}.sqlite" for name in ("whole", "a", "b", "c")]
    for store in stores:
        shutil.copy(first, store)
    eutils.requests.clear()
    assert start(server, tmp_path, stores[0], day=17).wait(60) == 0
    needed = len(eutils.requests)
    wanted = dump(stores[0])
    assert any('"deleted":5,"new":59' in line.replace(" ", "") for line in wanted)
    for number, store in enumerate(stores[1:], 1):
        kill_and_resume(eutils, server, store, moment=number * needed // 4, day=17)
        assert dump(store) == wanted, f"killed at request {number * needed // 4} of {needed}"


def test_two_processes_share_one_pace(eutils: Eutils, server: EutilsServer, tmp_path: Path) -> None:
    """Two harvests at once, with faults: both complete, and by the server's record never above the rate."""
    eutils.cap = 100
    eutils.change(*make_records(200))
    eutils.troubles = Troubles(share=0.08, kinds=["500", "drop", "half", "html", "expired", "short", "cut"])
    running = [start(server, tmp_path, tmp_path / f"{name}.sqlite", rate=10) for name in "ab"]
    assert [process.wait(120) for process in running] == [0, 0]
    assert worst_window(eutils.requests) <= 10
    for name in "ab":
        with Store.open(tmp_path / f"{name}.sqlite", read_only=True) as store:
            assert store.count_articles() == 200


def test_a_full_disk_keeps_what_was_stored(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic
) -> None:
    """The sentence says so, nothing is half written, and with room again the harvest goes on."""
    eutils.change(*make_records(600))
    choices = HarvestChoices(now=True, batch=20)
    (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
    store._connection.execute(f"PRAGMA max_page_count = {pages + 25}")
    with pytest.raises(MinerError, match="disk is full"):
        run(make_topic(), client, store, choices=choices)
    kept = store.count_articles()
    assert 0 < kept < 600
    assert kept % 20 == 0
    store._connection.execute("PRAGMA max_page_count = 100000")
    certificate = run(make_topic(), client, store, choices=choices)
    assert certificate.is_complete
    assert certificate.changes == {"new": 600}


def test_a_pubmed_that_ignores_ranges_is_not_believed(
    eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where slices do not get smaller, the harvest stops and says so, rather than for ever going on."""
    eutils.cap = 20
    eutils.change(*(Record(number) for number in range(1, 31)))
    everything = eutils.find("magnesium")
    monkeypatch.setattr(eutils, "find", lambda _: everything)
    with pytest.raises(Unreachable, match="by date and id"):
        run(make_topic(), client, store, choices=HarvestChoices(now=True, batch=20, cap=20))


def test_the_journal_is_plain_json(eutils: Eutils, client: EntrezClient, store: Store, make_topic: MakeTopic) -> None:
    """What is kept between harvests can be read by people, and an open plan is gone when it is done."""
    eutils.change(Record(1))
    run(make_topic(), client, store)
    state = dict(store.iter_state("harvest/"))
    assert not any(key.startswith("harvest/open/") for key in state)
    assert json.loads(state["harvest/last/made/query-1"])["term"] == "magnesium"
