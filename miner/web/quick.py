"""The road that is asked at every key: searches in their usual form are answered before any framework is entered."""

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl

from starlette.types import ASGIApp, Receive, Scope, Send

from miner.web.records import search_record
from miner.web.revisions import tag_of
from miner.web.shelf import Shelf

Find = Callable[[str, str, str, str, int, int], bytes]
_PATH: Final = "/api/search"
_HELD: Final = 1 << 14  # answers, of some 2 kB each
_LONGEST: Final = 300  # characters of a query string; whatever is longer takes the usual road


def make_find(shelf: Shelf) -> Find:
    """What answers searches with JSON; the same few words are typed by everyone, and their answers are kept."""

    @lru_cache(maxsize=_HELD)
    def find(revision: str, q: str, kind: str, role: str, limit: int, offset: int) -> bytes:  # noqa: ARG001
        found = shelf.view.names.search(q, limit=limit, offset=offset, kind=kind, role=role)
        return json.dumps(search_record(found), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")

    return find


class QuickSearch:
    """Middleware that answers `/api/search?q=...&limit=...`; all else goes the usual road, with its checks and tags."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self._app = app
        self._shelf = shelf
        self._find = make_find(shelf)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        content = self._answer(scope) if scope["type"] == "http" and scope["path"] == _PATH else None
        if content is None:
            await self._app(scope, receive, send)
            return
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", str(len(content)).encode()),
            (b"etag", tag_of(self._shelf.view.revision, scope).encode()),
            (b"cache-control", b"no-cache"),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _answer(self, scope: Scope) -> bytes | None:
        query: bytes = scope["query_string"]
        is_tagged = any(name == b"if-none-match" for name, _ in scope["headers"])
        if scope["method"] != "GET" or is_tagged or len(query) > _LONGEST or not self._shelf.is_ready:
            return None
        asked = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
        values = dict(asked)
        limit = values.pop("limit", "20")
        if (
            len(asked) > 2
            or values.keys() - {"q"}
            or not (limit.isascii() and limit.isdigit() and 1 <= int(limit) <= 100)
        ):
            return None
        return self._find(self._shelf.view.revision, values.get("q", ""), "", "", int(limit), 0)
