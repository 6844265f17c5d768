"""What the tests of harvesting share: a server of our own, settings that point at it, and topics in a line."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harvest.eutils_server import Eutils, EutilsServer
from miner.harvest.client import EntrezClient
from miner.harvest.limiter import Limiter
from miner.model.topic import HarvestOptions, Query, Selection, Topic
from miner.settings import Settings, read_settings
from miner.store import Store

_USUAL = HarvestOptions()


@pytest.fixture
def eutils() -> Eutils:
    """The service, empty; a test puts records in."""
    return Eutils()


@pytest.fixture
def server(eutils: Eutils) -> Iterator[EutilsServer]:
    """The service on loopback."""
    with EutilsServer(eutils) as running:
        yield running


@pytest.fixture
def settings(server: EutilsServer, tmp_path: Path) -> Settings:
    """Settings as a user would make them, pointing at the server."""
    return read_settings(
        {
            "NCBI_EMAIL": "reader@example.org",
            "MINER_ENTREZ_URL": server.url,
            "MINER_PUBTATOR_URL": server.url.replace("/entrez/eutils", "/pubtator"),
            "MINER_CACHE": str(tmp_path / "cache"),
            "MINER_CONFIG": str(tmp_path / "config"),
        }
    )


@pytest.fixture
def make_client(settings: Settings) -> Callable[..., EntrezClient]:
    """A client that waits next to nothing: its pace is set so high that tests are quick."""

    def make(*, tries: int = 8, timeout: float = 5.0, rate: float = 2_000.0) -> EntrezClient:
        limiter = Limiter(settings.cache_folder / "entrez.pace", rate)
        return EntrezClient(settings, limiter=limiter, tries=tries, wait=0.002, timeout=timeout)

    return make


@pytest.fixture
def client(make_client: Callable[..., EntrezClient]) -> EntrezClient:
    """The usual one."""
    return make_client()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store, new and open."""
    with Store.open(tmp_path / "t.sqlite", create=True) as opened:
        yield opened


@pytest.fixture
def make_topic() -> Callable[..., Topic]:
    """A topic from its query's terms."""

    def make(*terms: str, options: HarvestOptions = _USUAL, name: str = "made") -> Topic:
        queries = tuple(Query(f"query-{number}", term) for number, term in enumerate(terms or ("magnesium",), 1))
        nothing = Selection()
        return Topic(name, "Made", queries, exposure=nothing, outcome=nothing, mediator=nothing, harvest=options)

    return make
