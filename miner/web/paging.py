"""A long answer in pages: `limit` and `offset` in, `items`, `total` and `next` out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Any, Final, TypeVar
from urllib.parse import urlencode

from fastapi import Query, Request

Item = TypeVar("Item")
MOST: Final = 500
Limit = Annotated[int, Query(ge=1, le=MOST, description="How many items to give.")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="How many items to leave out before them.")]


def cut(items: Sequence[Item], *, limit: int, offset: int) -> Sequence[Item]:
    """One page of items."""
    return items[offset : offset + limit]


def page(
    items: Iterable[Mapping[str, Any]], *, total: int, limit: int, offset: int, request: Request
) -> dict[str, Any]:
    """A page as it is sent: `next` is the address of the page behind it, null on the last."""
    following = None
    if offset + limit < total:
        asked = [(name, value) for name, value in request.query_params.multi_items() if name != "offset"]
        following = f"{request.url.path}?{urlencode([*asked, ('offset', offset + limit)])}"
    return {"items": list(items), "total": total, "limit": limit, "offset": offset, "next": following}
