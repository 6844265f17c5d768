"""`/api/graph.…`: the graph, or one entity's part of it, as a file for other tools."""

import re
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi import Path as PathParameter
from starlette.responses import StreamingResponse

from miner.export import stream_graph
from miner.model.evidence import EvidenceGraph
from miner.web.finding import get_node
from miner.web.problems import documented
from miner.web.shelf import Shelf
from miner.web.view import View

_TYPES = {"graphml": "application/graphml+xml", "json": "application/json", "cx2": "application/json"}
_NO_FILE_NAME = re.compile(r"[^A-Za-z0-9-]+")


class GraphFormat(StrEnum):
    """The formats that the API gives; `miner graph` writes more."""

    GRAPHML = "graphml"
    JSON = "json"
    CX2 = "cx2"


def make_router(shelf: Shelf) -> APIRouter:
    """The operation on a shelf."""
    router = APIRouter(tags=["graph"])

    @router.get(
        "/graph.{suffix}",
        responses={
            200: {"description": "The file.", "content": {kind: {} for kind in _TYPES.values()}},
            **documented(404, 422),
        },
        response_class=StreamingResponse,
    )
    def export_graph(
        suffix: Annotated[GraphFormat, PathParameter(description="The format: graphml, json (cytoscape.js) or cx2.")],
        entity: Annotated[str, Query(max_length=600, description="Only this entity's neighbourhood.")] = "",
    ) -> StreamingResponse:
        """The graph as GraphML (Cytoscape, Gephi, networkx), as cytoscape.js JSON, or as CX2 (Cytoscape, NDEx)."""
        view = shelf.view
        node = get_node(view, entity).id if entity else ""
        name = f"{view.topic.name}-{_NO_FILE_NAME.sub('-', node)}" if node else view.topic.name
        graph = part_of(view, node) if node else view.graph
        # Piece by piece, each from a thread: others are answered in between. A document that breaks off is not closed,
        # so that no reader takes it for whole.
        pieces = stream_graph(graph, f".{suffix.value}")
        headers = {"Content-Disposition": f'attachment; filename="{name}.{suffix.value}"'}
        return StreamingResponse(pieces, media_type=_TYPES[suffix.value], headers=headers)

    return router


def part_of(view: View, node: str) -> EvidenceGraph:
    """The graph of one node: its edges, mediations and inferences, with the nodes at their ends.

    It is without its papers, which no format writes by themselves.
    """
    graph, network = view.graph, view.network
    edges = (*network.outgoing.get(node, ()), *network.incoming.get(node, ()))
    mediations = graph.mediations_with(node)
    inferences = graph.inferences_with(node)
    ids = {end for edge in edges for end in (edge.subject, edge.object)} | {node}
    ids |= {end for one in mediations for end in (one.exposure, one.mediator, one.outcome)}
    ids |= {end for one in inferences for end in (one.exposure, one.mediator, one.outcome)}
    return EvidenceGraph(
        topic=graph.topic,
        title=graph.title,
        nodes=tuple(network.nodes[one] for one in sorted(ids)),
        edges=tuple(sorted(edges, key=lambda edge: edge.id)),
        mediations=mediations,
        inferences=inferences,
        versions=graph.versions,
    )
