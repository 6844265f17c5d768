"""One HTTP request, in its turn: the pace is kept where bytes are sent, whatever library asks."""

import http.client
import socket
import ssl
import time
import urllib.error
import urllib.request
from functools import partial

import requests
from requests.adapters import HTTPAdapter

from miner.errors import BadInput
from miner.harvest.limiter import Limiter
from miner.harvest.replies import TryAgain, error_in_json

_BLOCK = 1 << 16


class Unanswered(TryAgain):
    """There was no reply at all: no network, no such host, nobody listening."""


class _Paced(http.client.HTTPConnection):
    """A connection that connects first and then waits for its turn to send: the pace counts sending only."""

    limiter: Limiter

    def endheaders(self, message_body: object = None, *, encode_chunked: bool = False) -> None:
        if self.sock is None:
            self.connect()
        with self.limiter.turn():
            super().endheaders(message_body, encode_chunked=encode_chunked)  # type: ignore[arg-type]


class _PacedTLS(_Paced, http.client.HTTPSConnection):
    """The same over TLS."""


class _PacedHandler(urllib.request.HTTPHandler):
    def __init__(self, limiter: Limiter) -> None:
        super().__init__()
        self._connection: type[_Paced] = type("Paced", (_Paced,), {"limiter": limiter})

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(self._connection, req)


class _PacedTLSHandler(urllib.request.HTTPSHandler):
    def __init__(self, limiter: Limiter) -> None:
        self._tls = ssl.create_default_context()
        super().__init__(context=self._tls)
        self._connection: type[_PacedTLS] = type("PacedTLS", (_PacedTLS,), {"limiter": limiter})

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(self._connection, context=self._tls), req)


def make_opener(limiter: Limiter) -> urllib.request.OpenerDirector:
    """An opener whose requests take turns; proxies of the environment are used as usual."""
    return urllib.request.build_opener(_PacedHandler(limiter), _PacedTLSHandler(limiter))


def send(
    request: urllib.request.Request, *, opener: urllib.request.OpenerDirector, timeout: float, limit: float = 600.0
) -> bytes:
    """The whole body of the reply; TryAgain for what may pass, BadInput for what the request itself is to blame for.

    `timeout` is for each step, `limit` for the whole, in seconds. No message holds the address, which holds the key.
    """
    until = time.monotonic() + limit
    try:
        with opener.open(request, timeout=timeout) as response:
            pieces = []
            while piece := response.read(_BLOCK):
                pieces.append(piece)
                if time.monotonic() > until:
                    raise TryAgain(f"the reply took longer than {limit:.0f} seconds")
            body = b"".join(pieces)
            promised = response.headers.get("Content-Length", "")
    except urllib.error.HTTPError as error:
        raise _judged(error) from None
    except urllib.error.URLError as error:
        if isinstance(error.reason, (ConnectionRefusedError, socket.gaierror)) or _is_unreachable(error.reason):
            raise Unanswered(f"nobody answers ({error.reason})") from None
        raise TryAgain(f"the connection failed ({error.reason})") from None
    except http.client.IncompleteRead as error:
        raise TryAgain(f"the reply broke off ({error})") from None
    except (TimeoutError, ConnectionError, http.client.HTTPException, ssl.SSLError) as error:
        raise TryAgain(f"the connection failed ({error or type(error).__name__})") from None
    if promised.isdigit() and len(body) != int(promised):
        raise TryAgain(f"the reply broke off after {len(body)} of {promised} bytes")
    return body


def _is_unreachable(reason: object) -> bool:
    return isinstance(reason, OSError) and reason.errno in {100, 101, 113}  # network down, network or host unreachable


def _judged(error: urllib.error.HTTPError) -> Exception:
    # An error status becomes TryAgain or BadInput.
    with error:
        body = error.read(4096)
    message = error_in_json(body)
    if "api key" in message.lower() and error.code != 429:
        return BadInput("NCBI does not accept the key in NCBI_API_KEY; mend it, or unset it to go on at 3 requests/s")
    if error.code == 429 or error.code >= 500 or error.code in {403, 408}:
        wait = error.headers.get("Retry-After", "")
        return TryAgain(f"status {error.code} {message}".strip(), wait=float(wait) if wait.isdigit() else 0.0)
    if error.code in {400, 404, 414}:
        return TryAgain(f"status {error.code} {message}".strip())
    return BadInput(f"the service refused the request with status {error.code} {message}".strip())


class _PacedAdapter(HTTPAdapter):
    """The same pace for `requests`."""

    def __init__(self, limiter: Limiter) -> None:
        self._limiter = limiter
        super().__init__(max_retries=0)

    def send(self, request: requests.PreparedRequest, **options: object) -> requests.Response:  # type: ignore[override]
        with self._limiter.turn():
            pass
        return super().send(request, **options)  # type: ignore[arg-type]


def make_session(limiter: Limiter | None, *, agent: str) -> requests.Session:
    """One session for what is not an E-utility; its requests take turns where a limiter is given."""
    session = requests.Session()
    session.headers["User-Agent"] = agent
    if limiter is not None:
        session.mount("https://", _PacedAdapter(limiter))
        session.mount("http://", _PacedAdapter(limiter))
    return session
