"""`/api/search`: entities by what is typed."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from miner.ask.names import MAX_QUERY
from miner.web.examples import SEARCH, answers
from miner.web.paging import Offset
from miner.web.problems import documented
from miner.web.quick import make_find
from miner.web.shelf import Shelf

_LONGEST = 2000  # characters; only the first of them are looked for


def make_router(shelf: Shelf) -> APIRouter:
    """The operation on a shelf."""
    router = APIRouter(tags=["search"])

    find = make_find(shelf)

    @router.get("/search", responses={**answers("A page of entities, the best first.", SEARCH), **documented(422)})
    async def search(
        q: Annotated[
            str,
            Query(
                max_length=_LONGEST,
                description=f"A name, its beginning, a synonym or an id; {MAX_QUERY} characters are looked at.",
                examples=["magnesuim", "TNF-α", "MESH:D008274", "骨密度"],
            ),
        ] = "",
        kind: Annotated[str, Query(alias="type", max_length=40, description="Only entities of this type.")] = "",
        role: Annotated[str, Query(max_length=40, description="Only entities of this role.")] = "",
        limit: Annotated[int, Query(ge=1, le=100, description="How many items to give.")] = 20,
        offset: Offset = 0,
    ) -> Response:
        """Find entities by name: beginnings, synonyms, misspellings, Greek, ids, Chinese; with facets."""
        content = find(shelf.view.revision, q, kind, role, limit, offset)
        return Response(content, media_type="application/json")

    return router
