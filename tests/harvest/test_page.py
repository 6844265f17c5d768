"""A page fetched for the article check, and a reference looked up in PubMed: bounded, and refused where it must be."""

import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from harvest.eutils_server import Eutils, Record
from miner.errors import BadInput, Unreachable
from miner.harvest import page
from miner.harvest.citing import find_pmid
from miner.harvest.client import EntrezClient
from miner.harvest.page import fetch_page

BODY = b"<html><body><p>Magnesium and bone.</p></body></html>"
PUBLIC = "93.184.215.14"


class _Handler(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        seen: list[Any] = self.server.seen  # type: ignore[attr-defined]
        seen.append((self.path, self.headers.get("Cookie"), self.headers.get("Host")))
        kind = "application/pdf" if self.path == "/pdf" else "text/html; charset=utf-8"
        body = b"x" * (11 << 20) if self.path == "/large" else BODY
        status = int(self.path[1:]) if self.path[1:].isdigit() else 200
        target = {"/there": "/page", "/round": "/round", "/private": "http://10.0.0.1/secret"}.get(self.path)
        self.send_response(302 if target else status)
        if target:
            self.send_header("Location", target)
        self.send_header("Set-Cookie", "who=you")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", "0" if target else str(len(body)))
        self.end_headers()
        if not target:
            try:
                self.wfile.write(body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True


@pytest.fixture
def site() -> Iterator[ThreadingHTTPServer]:
    """A site on loopback, with what it was asked in `seen`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.seen = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def address(site: ThreadingHTTPServer) -> Callable[[str], str]:
    """The address of one of its pages."""
    return lambda path: f"http://127.0.0.1:{site.server_address[1]}{path}"


def test_a_page_is_fetched_through_a_redirect(site: ThreadingHTTPServer, address: Callable[[str], str]) -> None:
    """The body comes as it is; no cookie goes back."""
    assert fetch_page(address("/there"), allow_private=True) == BODY
    assert [path for path, *_ in site.seen] == ["/there", "/page"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/403", "paywall or a login"), ("/404", "status 404"), ("/pdf", "no web page but application/pdf"),
     ("/large", "larger than 10 MB"), ("/round", "redirects more than 5 times")],
)  # fmt: skip
def test_what_is_no_page_is_refused(address: Callable[[str], str], path: str, reason: str) -> None:
    """A wall, an error, another kind of file, too much, and a circle are named."""
    with pytest.raises(BadInput, match=reason):
        fetch_page(address(path), allow_private=True)


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost:8080/x", "http://10.1.2.3/", "http://192.168.0.1/", "http://[::1]/",
     "http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "http://2130706433/",
     "http://[fe80::1]/"],
)  # fmt: skip
def test_a_private_network_is_refused(url: str) -> None:
    """However the address is written."""
    with pytest.raises((BadInput, Unreachable), match=r"private network|not known"):
        fetch_page(url)


def test_a_name_that_leads_to_a_private_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """One private address among a name's public ones is enough."""
    _resolve(monkeypatch, {"example.org": [PUBLIC, "10.0.0.7"]})
    with pytest.raises(BadInput, match="private network"):
        fetch_page("https://example.org/")


def test_a_redirect_to_a_private_network_is_refused(site: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is public at first may lead inside: each step is checked."""
    port = site.server_address[1]
    checked = page._checked

    def public_first(url: str, *, allow_private: bool) -> str | None:
        return "127.0.0.1" if "example.org" in url else checked(url, allow_private=allow_private)

    monkeypatch.setattr(page, "_checked", public_first)
    with pytest.raises(BadInput, match=r"10\.0\.0\.1/secret leads to a private network"):
        fetch_page(f"http://example.org:{port}/private")
    (asked,) = site.seen  # type: ignore[attr-defined]
    assert asked[2] == f"example.org:{port}", "the page is asked for by its name, at the address that was checked"


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "http:///nothing", "javascript:alert(1)"])
def test_other_addresses_are_refused(url: str) -> None:
    """Only http and https."""
    with pytest.raises(BadInput, match=r"no http\(s\) address"):
        fetch_page(url)


def test_a_password_in_an_address_is_refused() -> None:
    """It is not sent, and not repeated in the message."""
    with pytest.raises(BadInput, match="user name or a password") as raised:
        fetch_page("https://me:secret@example.org/")
    assert "secret" not in str(raised.value)


def test_nobody_answers(address: Callable[[str], str], site: ThreadingHTTPServer) -> None:
    """A closed port is unreachable, and the message says what to do."""
    url = address("/page")
    site.shutdown()
    site.server_close()
    with pytest.raises(Unreachable, match="save the page"):
        fetch_page(url, allow_private=True)


def test_an_unknown_name_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that does not resolve is named."""
    _resolve(monkeypatch, {})
    with pytest.raises(Unreachable, match=r"example\.org is not known"):
        fetch_page("https://example.org/")


def test_a_reference_is_looked_up_by_title(eutils: Eutils, client: EntrezClient) -> None:
    """One record of that title and year is it; two, or none, are not guessed; a short title is not asked for."""
    eutils.change(Record(11, title="Salt in the diet of sailors"), Record(12, title="Sugar in the diet of sailors"))
    assert find_pmid(client, title="Salt in the diet of sailors.", year=2020) == 11
    assert find_pmid(client, title="in the diet of sailors", year=2020) is None
    assert find_pmid(client, title="Salt in the diet of sailors", year=1990) is None
    asked = len(eutils.requests)
    assert find_pmid(client, title="Salt", year=2020) is None
    assert len(eutils.requests) == asked


def test_a_doi_goes_first(eutils: Eutils, client: EntrezClient) -> None:
    """A DOI that PubMed knows settles it without the title."""
    eutils.change(Record(21, title="Of 10.1000/x", abstract="10.1000/x"))
    assert find_pmid(client, doi="10.1000/x", title="Another title of many words") == 21


@pytest.mark.parametrize("fault", ["html", "half", "cut", "error", "500", "429", "drop"])
def test_a_reference_is_found_after_a_malformed_reply(
    eutils: Eutils, make_client: Callable[..., EntrezClient], fault: str
) -> None:
    """What breaks once is asked again; what stays broken is unreachable, never "not there"."""
    eutils.change(Record(31, title="Salt in the diet of sailors"))
    eutils.troubles.script = [fault]
    assert find_pmid(make_client(tries=3), title="Salt in the diet of sailors") == 31
    eutils.troubles.script = [fault] * 3
    with pytest.raises(Unreachable):
        find_pmid(make_client(tries=3), title="Salt in the diet of sailors")


def _resolve(monkeypatch: pytest.MonkeyPatch, names: dict[str, list[str]]) -> None:
    def resolve(host: str, port: int, **_: object) -> list[Any]:
        if host not in names:
            raise socket.gaierror(-2, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in names[host]]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
