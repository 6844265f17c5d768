"""`/api/entities`: what is known of one entity."""

from heapq import merge
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request

from miner.web.examples import ENTITY, answers
from miner.web.finding import get_node
from miner.web.paging import Limit, Offset, cut, page
from miner.web.problems import documented
from miner.web.records import edge_summary, mediation_record, node_record
from miner.web.shelf import Shelf
from miner.web.signs import SignName, sign_of

Direction = Literal["out", "in", "both"]


def make_router(shelf: Shelf) -> APIRouter:
    """The operations on a shelf."""
    router = APIRouter(tags=["entities"])

    @router.get(
        "/entities/{curie:path}",
        responses={**answers("The entity, and a page of its edges.", ENTITY), **documented(404, 422)},
    )
    def get_entity(
        request: Request,
        curie: Annotated[str, Path(description="The entity's id.", examples=["MESH:D008274"])],
        direction: Annotated[Direction, Query(description="What it acts on, what acts on it, or both.")] = "both",
        sign: Annotated[SignName | None, Query(description="Only edges of this sign.")] = None,
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> dict[str, Any]:
        """What an entity is called, what it raises and lowers, what raises and lowers it, and through what."""
        view = shelf.view
        node = get_node(view, curie)
        outgoing = view.network.outgoing.get(node.id, ()) if direction != "in" else ()
        incoming = view.network.incoming.get(node.id, ()) if direction != "out" else ()
        edges = list(merge(outgoing, incoming, key=lambda edge: -edge.belief.score))
        if sign is not None:
            edges = [edge for edge in edges if edge.sign == sign_of(sign)]
        return node_record(view, node) | {
            "edges": page(
                (edge_summary(view, edge) for edge in cut(edges, limit=limit, offset=offset)),
                total=len(edges), limit=limit, offset=offset, request=request,
            ),
            "mediates": [mediation_record(view, one) for one in view.network.mediates.get(node.id, ())[:limit]],
            "years": [one._asdict() for one in view.around(node.id).years],
        }  # fmt: skip

    return router
