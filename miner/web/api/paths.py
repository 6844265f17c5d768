"""`/api/paths`: from an exposure to an outcome, through what; stated mediations and inferred chains, apart."""

from typing import Annotated, Any

from fastapi import APIRouter, Query

from miner.ask.paths import MAX_STEPS, find_paths
from miner.web.examples import PATHS, answers
from miner.web.finding import get_node
from miner.web.problems import documented
from miner.web.records import edge_summary, mediation_record, path_record
from miner.web.shelf import Shelf

End = Annotated[
    str, Query(min_length=1, max_length=600, description="An entity, by its id.", examples=["MESH:D008274"])
]


def make_router(shelf: Shelf) -> APIRouter:
    """The operation on a shelf."""
    router = APIRouter(tags=["paths"])

    @router.get("/paths", responses={**answers("What lies between two entities.", PATHS), **documented(400, 404, 422)})
    def list_paths(
        exposure: End,
        outcome: End,
        steps: Annotated[int, Query(ge=1, le=MAX_STEPS, description="Edges of the longest chain.")] = 2,
        limit: Annotated[int, Query(ge=1, le=200, description="How many chains to give.")] = 50,
    ) -> dict[str, Any]:
        """The mediators between an exposure and an outcome: as papers state them, and as edges put together here."""
        view = shelf.view
        first, last = get_node(view, exposure), get_node(view, outcome)
        found = find_paths(view.network, first.id, last.id, steps=steps, limit=limit)
        return {
            "exposure": {"id": first.id, "label": first.label},
            "outcome": {"id": last.id, "label": last.label},
            "direct": [edge_summary(view, edge) for edge in view.network.outgoing.get(first.id, ())
                       if edge.object == last.id],
            "stated": [mediation_record(view, one) for one in found.stated],
            "chains": [path_record(view, one) for one in found.chains if not one.is_direct],
            "count": found.total,
        }  # fmt: skip

    return router
