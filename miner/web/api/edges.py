"""`/api/edges`: what papers state of one pair, with its pooled effect and its camps."""

from typing import Annotated, Any

from fastapi import APIRouter, Path

from miner.ask.disagreement import find_disagreement, timeline
from miner.model.evidence import Edge, Mediation
from miner.web.examples import EDGE, answers
from miner.web.finding import get_link
from miner.web.problems import documented
from miner.web.records import claim_record, edge_record, inference_record, mediation_record
from miner.web.shelf import Shelf


def make_router(shelf: Shelf) -> APIRouter:
    """The operation on a shelf."""
    router = APIRouter(tags=["edges"])

    @router.get(
        "/edges/{edge_id:path}",
        responses={**answers("The edge with its reasons.", EDGE), **documented(404, 422)},
    )
    def get_edge(
        edge_id: Annotated[str, Path(description="The edge's id.", examples=["MESH:D008274--lowers--MESH:D055948"])],
    ) -> dict[str, Any]:
        """A stated edge, a stated mediation, or an inference (which is ours, never a paper's)."""
        view = shelf.view
        link = get_link(view, edge_id)
        if isinstance(link, Edge):
            disagreement = find_disagreement(view.network, link.subject, link.object)
            return edge_record(view, link, disagreement, timeline([link]))
        if isinstance(link, Mediation):
            claims = [claim_record(view, link.id, one.evidence) for one in link.evidence]
            return mediation_record(view, link) | {"claims": claims}
        return inference_record(view, link)

    return router
