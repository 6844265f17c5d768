"""`/api/papers`: a paper's record with what was read from it, and papers by their words."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from miner.model.record import to_record
from miner.report.paper_page import paper_record
from miner.web.examples import PAPER, PAPERS, answers
from miner.web.paging import page
from miner.web.problems import documented
from miner.web.reading import open_paper
from miner.web.records import address, stated_records
from miner.web.shelf import Shelf


def make_router(shelf: Shelf) -> APIRouter:
    """The operations on a shelf."""
    router = APIRouter(tags=["papers"])

    @router.get("/papers", responses={**answers("A page of papers, the best first.", PAPERS), **documented(422)})
    def list_papers(
        request: Request,
        q: Annotated[str, Query(max_length=2000, description="Words of the title or text.")],
        limit: Annotated[int, Query(ge=1, le=200, description="How many items to give.")] = 50,
    ) -> dict[str, Any]:
        """The papers whose title or text hold all the words."""
        with shelf.open_store() as store:
            hits = store.search_papers(q, limit=limit)
        items = [asdict(hit) | {"page": address("paper", hit.id)} for hit in hits]
        return page(items, total=len(items), limit=limit, offset=0, request=request)

    @router.get(
        "/papers/{paper_id:path}",
        responses={**answers("The paper.", PAPER), **documented(404, 422)},
    )
    def get_paper(
        paper_id: Annotated[str, Path(description="An id, a PMID or a DOI.", examples=["PMID:23912329", "23912329"])],
    ) -> dict[str, Any]:
        """A paper: what it found, its claims with their edges, and its readings with every mention's place."""
        view = shelf.view
        found = open_paper(shelf, view, paper_id)
        said = {} if found.content is None else paper_record(found.content)
        return {
            "id": found.article.id,
            "title": found.article.title,
            **said,
            "claims": stated_records(view, found.stated),
            "readings": [to_record(reading, explain=True) for reading in found.readings],
        }

    return router
