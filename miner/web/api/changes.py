"""`/api/changes`: what changed between two states of the evidence, and why."""

import re
from functools import lru_cache
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query

from miner.ask.changes import Changes
from miner.errors import BadInput
from miner.run.evidence import compare_snapshots
from miner.web.examples import CHANGES, answers
from miner.web.paging import Limit, Offset, cut
from miner.web.problems import documented
from miner.web.shelf import Shelf

_DAY: Final = re.compile(r"\d{4}-\d\d(-\d\d)?([T ].{0,30})?")


def make_router(shelf: Shelf) -> APIRouter:
    """The operation on a shelf."""
    router = APIRouter(tags=["changes"])

    @router.get("/changes", responses={**answers("What changed, and why.", CHANGES), **documented(400, 422)})
    def list_changes(
        since: Annotated[
            str, Query(max_length=40, description="A day, such as 2026-01-31; the run before the last without it.")
        ] = "",
        limit: Limit = 100,
        offset: Offset = 0,
    ) -> dict[str, Any]:
        """Edges that are new, gone, stronger, weaker or turned, each with its reasons."""
        record = find_changes(shelf, since).to_record()
        return record | {"changes": list(cut(record["changes"], limit=limit, offset=offset))}

    return router


def find_changes(shelf: Shelf, since: str = "") -> Changes:
    """What changed since a day, or since the run before the last; raises BadInput for a day that is none."""
    if since and not _DAY.fullmatch(since):
        raise BadInput(f"{since!r} is no day; write it as 2026-01-31")
    return _compare(shelf, shelf.view.revision, since)


@lru_cache(maxsize=16)
def _compare(shelf: Shelf, revision: str, since: str) -> Changes:  # noqa: ARG001 - another revision, another answer
    with shelf.open_store() as store:
        if store.find_snapshot() is None:
            return Changes(shelf.topic.name, ())
        return compare_snapshots(store, shelf.topic, since=since or None)
