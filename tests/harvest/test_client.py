"""The client's manners and its judgement: pace, names, POST, faults, and the real replies that were recorded."""

import json
import re
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from harvest.eutils_server import GOOD_KEY, Eutils, EutilsServer, Record, Request, Troubles, make_records, worst_window
from miner.errors import BadInput, Locked, Unreachable
from miner.harvest.client import CAP, EntrezClient
from miner.harvest.limiter import Limiter
from miner.harvest.lock import hold_lock
from miner.harvest.replies import (
    ExpiredHistory,
    TryAgain,
    checked_records,
    error_in_json,
    read_post,
    read_search,
    read_summary_errors,
)
from miner.settings import Settings, read_settings, remember_email

MakeClient = Callable[..., EntrezClient]


def test_every_request_says_who_asks(eutils: Eutils, client: EntrezClient) -> None:
    """Tool and e-mail go with each request, whatever the utility."""
    eutils.change(Record(1))
    history = client.search("magnesium", size=10, history=True).history
    assert history is not None
    client.fetch_page(history, start=0, size=1)
    client.fetch_ids([1])
    client.find_missing([1])
    client.post([1])
    assert len(eutils.requests) == 5
    for request in eutils.requests:
        assert request.parameters["tool"] == "claim-miner"
        assert request.parameters["email"] == "reader@example.org"


def test_long_lists_are_posted(eutils: Eutils, client: EntrezClient) -> None:
    """Hundreds of ids, and terms too long for an address, go as POST; a search in a few words as GET."""
    eutils.change(*make_records(300))
    client.search("magnesium")
    client.fetch_ids(sorted(eutils.records))
    client.search(" OR ".join(f"{pmid}[uid]" for pmid in sorted(eutils.records)), size=300)
    assert [request.method for request in eutils.requests] == ["GET", "POST", "POST"]


def test_without_an_email_nothing_is_asked() -> None:
    """The sentence says what to set."""
    with pytest.raises(BadInput, match="set NCBI_EMAIL"):
        EntrezClient(Settings())


def test_a_wrong_key_is_named_at_once_and_never_shown(server: EutilsServer, tmp_path: Path) -> None:
    """A key that NCBI refuses is wrong use, not an outage; its letters appear nowhere."""
    key = "f" * 36
    settings = Settings("a@example.org", key, entrez_url=server.url, cache_folder=tmp_path)
    with pytest.raises(BadInput, match="NCBI_API_KEY") as raised:
        EntrezClient(settings, wait=0.001).search("magnesium")
    assert len(server.eutils.requests) == 1
    assert key not in str(raised.value)
    assert key not in repr(settings)
    assert settings.requests_per_second == 10


def test_nobody_answering_is_unreachable(tmp_path: Path) -> None:
    """No network at all is known after three tries, and named."""
    settings = Settings("a@example.org", GOOD_KEY, entrez_url="http://127.0.0.1:9/eutils", cache_folder=tmp_path)
    client = EntrezClient(settings, wait=0.001)
    with pytest.raises(Unreachable, match="nobody answers") as raised:
        client.search("magnesium")
    assert raised.value.exit_code == 3
    assert client.requests == 3
    assert GOOD_KEY not in str(raised.value)


def test_lasting_trouble_is_bounded(eutils: Eutils, make_client: MakeClient) -> None:
    """After as many tries as it was given the client stops, and says why."""
    eutils.troubles = Troubles(share=1.0, kinds=["500"])
    with pytest.raises(Unreachable, match="status 500"):
        make_client(tries=4).search("magnesium")
    assert len(eutils.requests) == 4


def test_a_429_makes_everybody_wait(eutils: Eutils, make_client: MakeClient, settings: Settings) -> None:
    """What Retry-After asks for is kept in the file that all processes share."""
    eutils.change(Record(1))
    eutils.troubles = Troubles(script=["429"])
    first = make_client()
    first.search("magnesium")
    gap = eutils.requests[1].at - eutils.requests[0].at
    assert gap >= 0.9
    assert first.retries == 1
    assert (settings.cache_folder / "entrez.pace").is_file()


def test_a_query_that_pubmed_refuses_is_wrong_use(client: EntrezClient, eutils: Eutils) -> None:
    """An ERROR on the query itself is not retried for ever but told."""
    eutils.change(*make_records(3))
    with pytest.raises(BadInput, match="nothing todo"):
        client._ask("esearch", read_search, {"db": "pubmed"})


def test_what_is_missing_is_asked_of_esummary(eutils: Eutils, client: EntrezClient) -> None:
    """Only what ESummary says it does not know is missing."""
    eutils.change(Record(1), Record(3))
    assert client.find_missing([1, 2, 3, 4]) == {2, 4}


@pytest.mark.parametrize("rate", [3, 10])
def test_the_pace_holds_over_threads(rate: int, tmp_path: Path) -> None:
    """However many ask at once, no window of a second holds more than the rate."""
    limiter = Limiter(tmp_path / "pace", rate)
    times: list[float] = []

    def ask() -> None:
        for _ in range(2):
            with limiter.turn():
                times.append(time.time())

    threads = [threading.Thread(target=ask) for _ in range(rate)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    requests = [Request(at, at, "", "", {}, "") for at in times]
    assert len(times) == 2 * rate
    assert worst_window(requests) <= rate


def test_the_pace_holds_over_processes(eutils: Eutils, server: EutilsServer, tmp_path: Path) -> None:
    """Two processes at once, by the server's own record: never more than three in any second."""
    eutils.change(Record(1))
    program = (
        "import sys; from pathlib import Path\n"
        "from miner.harvest.client import EntrezClient\nfrom miner.settings import Settings\n"
        "settings = Settings('a@example.org', entrez_url=sys.argv[1], cache_folder=Path(sys.argv[2]))\n"
        "client = EntrezClient(settings)\n"
        "for _ in range(6): client.search('magnesium')\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", program, server.url, str(tmp_path)]) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert len(eutils.requests) == 12
    assert worst_window(eutils.requests) <= 3


def test_a_stamp_from_the_future_is_not_waited_for(tmp_path: Path) -> None:
    """A clock that was set back does not halt the harvest."""
    limiter = Limiter(tmp_path / "pace", 1_000)
    with limiter.turn():
        pass
    future = time.time() + 1e6
    (tmp_path / "pace").write_bytes(struct.pack("<d", future))
    with limiter.turn():
        pass
    assert Limiter(tmp_path / "pace", 3).interval == pytest.approx(0.347, abs=0.001)


def test_a_lock_dies_with_its_process(tmp_path: Path) -> None:
    """Two at once are refused with the holder's number; after a kill the lock is free, though its file is there."""
    path = tmp_path / "x.lock"
    program = (
        "import sys, time; from pathlib import Path; from miner.harvest.lock import hold_lock\n"
        "with hold_lock(Path(sys.argv[1]), what='x'): print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(Locked, match=f"process {process.pid}") as raised, hold_lock(path, what="the store"):
            pass
        assert raised.value.exit_code == 4
        process.kill()
    assert path.exists()
    with hold_lock(path, what="the store"):
        pass


def test_bodies_that_are_no_result_are_never_one() -> None:
    """HTML, errors, JSON, nothing, and halves: each is told apart from an empty set."""
    whole = b"<?xml version='1.0'?><PubmedArticleSet></PubmedArticleSet>"
    assert checked_records(whole, root="PubmedArticleSet") == whole
    for body in (
        b"",
        b"<html><body>busy</body></html>",
        b"<!DOCTYPE html><html></html>",
        b'{"error":"API rate limit exceeded"}',
        b"<eFetchResult><ERROR>Search Backend failed: read failed</ERROR></eFetchResult>",
        b"<PubmedArticleSet><PubmedArticle></PubmedArticleSet>",
        b"<PubmedArticleSet><PubmedArticle>",
    ):
        with pytest.raises(TryAgain):
            checked_records(body, root="PubmedArticleSet")
    with pytest.raises(ExpiredHistory):
        checked_records(
            b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>", root="PubmedArticleSet"
        )


def test_the_cap_is_what_pubmed_serves() -> None:
    """One less than the number that everybody knows."""
    assert CAP == 9_999


def test_recorded_replies_are_understood(shared: Path) -> None:
    """Each recorded ESearch and EPost reply is read, or refused for what it says; none gives an empty result."""
    folder = shared / "data" / "eutils"
    read = refused = 0
    for path in sorted(folder.rglob("*search*.xml")) + sorted(folder.rglob("epost*.xml")):
        body = path.read_bytes()
        if b"<eSearchResult" in body:
            if b"<ERROR>" in body:
                with pytest.raises(BadInput):
                    read_search(body)
                refused += 1
                continue
            reply = read_search(body)
            count = re.search(rb"<Count>(\d+)</Count>", body)
            assert count is not None
            assert reply.count == int(count[1])
            assert len(reply.ids) == body.count(b"<Id>")
            assert reply.warnings or reply.count
            read += 1
        elif b"<ePostResult" in body:
            if b"<ERROR>" in body:
                with pytest.raises(TryAgain):
                    read_post(body)
                refused += 1
            else:
                assert read_post(body).web_env
                read += 1
    assert read >= 8
    assert refused >= 2


def test_recorded_records_and_errors_are_understood(shared: Path) -> None:
    """Recorded EFetch sets pass whole; summaries tell who is unknown; the rate limit's body is read."""
    folder = shared / "data" / "eutils"
    sets = [path for path in folder.rglob("*") if path.is_file() and b"<PubmedArticleSet" in path.read_bytes()[:3000]]
    whole = [path for path in sets if path.suffix == ".xml" and path.read_bytes().lstrip().startswith(b"<")]
    assert whole
    for path in whole:
        body = path.read_bytes()
        assert checked_records(body, root="PubmedArticleSet") == body
        with pytest.raises(TryAgain):
            checked_records(body[: len(body) * 2 // 3], root="PubmedArticleSet")
    _, unknown = read_summary_errors((folder / "eutils_klortho" / "esummary.pmcerror.xml").read_bytes())
    assert unknown == {1}
    limit = (folder / "eutils_error_bodies" / "rate_limit_429.json").read_bytes()
    assert error_in_json(limit) == "API rate limit exceeded"
    error = (folder / "eutils_klortho" / "esearch.baderror.xml").read_bytes()
    with pytest.raises(BadInput, match="fleegle"):
        read_search(error)


def test_settings_are_read_when_asked_for(tmp_path: Path) -> None:
    """The environment outranks what was remembered; a bad address or e-mail is refused by name."""
    folder = {"MINER_CONFIG": str(tmp_path)}
    assert read_settings(folder).email == ""
    remember_email("kept@example.org", tmp_path)
    assert read_settings(folder).email == "kept@example.org"
    assert read_settings(folder | {"NCBI_EMAIL": "other@example.org"}).email == "other@example.org"
    assert "key" not in (tmp_path / "settings.toml").read_text()
    with pytest.raises(BadInput, match="NCBI_EMAIL"):
        read_settings(folder | {"NCBI_EMAIL": "nobody"})
    with pytest.raises(BadInput, match="MINER_ENTREZ_URL"):
        read_settings(folder | {"MINER_ENTREZ_URL": "eutils"})
    assert json.dumps(repr(read_settings(folder | {"NCBI_API_KEY": "secret"}))).find("secret") == -1
