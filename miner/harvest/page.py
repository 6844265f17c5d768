"""A web page fetched for the article check: from a public address only, within bounds, with no cookie and no key."""

import ipaddress
import socket
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter

from miner.errors import BadInput, Unreachable
from miner.harvest.transport import make_session

_LIMIT: Final = 10 << 20  # bytes of a page
_HOPS: Final = 5
_TIMEOUT: Final = 20.0  # seconds for each step
_AGENT: Final = "claim-miner (article check)"


def fetch_page(url: str, *, allow_private: bool = False) -> bytes:
    """The page's bytes as its server gives them.

    Raises BadInput for an address that is no public http(s) one, or leads to a private network, also behind a redirect,
    and for what is no page; Unreachable where nobody answers. `allow_private` is for servers of one's own.
    """
    with make_session(None, agent=_AGENT) as session:
        session.trust_env = False  # no password file, no proxy that would look names up behind our back
        for _ in range(_HOPS):
            pinned = _checked(url, allow_private=allow_private)
            if pinned is not None:
                session.mount("http://", _Pinned(pinned))
                session.mount("https://", _Pinned(pinned))
            try:
                host = {"Host": urlsplit(url).netloc}
                with session.get(url, headers=host, timeout=_TIMEOUT, stream=True, allow_redirects=False) as reply:
                    if reply.is_redirect:
                        url = urljoin(url, reply.headers["Location"])
                        continue
                    return _body(reply, url)
            except requests.RequestException as error:
                raise Unreachable(
                    f"{url} does not answer ({type(error).__name__}); save the page and check the file"
                ) from None
    raise BadInput(f"{url} redirects more than {_HOPS} times; save the page and check the file")


class _Pinned(HTTPAdapter):
    """Connects to the very address that was checked: a name that resolves anew cannot lead elsewhere."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__(max_retries=0)

    def build_connection_pool_key_attributes(
        self,
        request: requests.PreparedRequest,
        verify: bool | str,  # noqa: FBT001 - the signature of requests
        cert: Any = None,  # noqa: ANN401 - likewise
    ) -> tuple[Any, Any]:
        where, how = super().build_connection_pool_key_attributes(request, verify, cert)
        host = where["host"]
        names = {"server_hostname": host, "assert_hostname": host} if where["scheme"] == "https" else {}
        return {**where, "host": self._address}, {**how, **names}


def _checked(url: str, *, allow_private: bool) -> str | None:
    """The address to connect to, checked to be public; None where private ones are allowed."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadInput(f"{url} is no http(s) address; give one, or a file")
    if parts.username or parts.password:
        raise BadInput("an address with a user name or a password in it is not fetched; take them out")
    if allow_private:
        return None
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, proto=socket.IPPROTO_TCP)
    except (OSError, UnicodeError):
        raise Unreachable(
            f"{parts.hostname} is not known to the network; is the address right, the network there?"
        ) from None
    addresses = [str(one[4][0]) for one in found]
    if any(not ipaddress.ip_address(address.partition("%")[0]).is_global for address in addresses):
        raise BadInput(f"{url} leads to a private network and is not fetched; save the page and check the file")
    return addresses[0]


def _body(reply: requests.Response, url: str) -> bytes:
    if reply.status_code in {401, 402, 403}:
        raise BadInput(
            f"{url} is behind a paywall or a login (status {reply.status_code}); save the page and check the file"
        )
    if reply.status_code >= 400:
        raise BadInput(f"{url} answers with status {reply.status_code}; is the address right?")
    kind = reply.headers.get("Content-Type", "text/html").split(";")[0].strip().lower()
    if not kind.startswith("text/") and kind not in {"application/xhtml+xml", "application/xml"}:
        raise BadInput(f"{url} is no web page but {kind}; give a page, or a file of text")
    pieces, size = [], 0
    for piece in reply.iter_content(1 << 16):
        size += len(piece)
        if size > _LIMIT:
            raise BadInput(f"{url} is larger than {_LIMIT >> 20} MB; save what matters of it and check the file")
        pieces.append(piece)
    return b"".join(pieces)
