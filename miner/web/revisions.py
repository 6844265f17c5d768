"""ETags without work: an answer of the API depends on its address and the store's revision, and on nothing else."""

from hashlib import sha256
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from miner.web.shelf import Shelf

_PREFIX: Final = "/api/"
_OK: Final = 200


def tag_of(revision: str, scope: Scope) -> str:
    """The tag of what an address answers in one revision of the store."""
    address = scope["path"].encode("utf-8", "surrogatepass") + b"?" + scope.get("query_string", b"")
    return f'W/"{sha256(revision.encode() + address).hexdigest()[:20]}"'


class Revisions:
    """Middleware that tags what the API answers, and answers 304 to who has it already."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self._app = app
        self._shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        is_ours = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and scope["path"].startswith(_PREFIX)
        if not is_ours or not self._shelf.is_ready:
            await self._app(scope, receive, send)
            return
        tag = tag_of(self._shelf.view.revision, scope)
        known = Headers(scope=scope).get("if-none-match", "")
        if known and tag.removeprefix("W/") in known:
            await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", tag.encode())]})
            await send({"type": "http.response.body", "body": b""})
            return

        async def tagged(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == _OK:
                headers = MutableHeaders(scope=message)
                headers["ETag"] = tag
                headers["Cache-Control"] = "no-cache"
            await send(message)

        await self._app(scope, receive, tagged)
