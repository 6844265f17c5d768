"""`/api/graph.…`: the graph, or one entity's part of it, as a file for other tools."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import StreamingResponse

from miner.export import write_graph
from miner.model.evidence import EvidenceGraph
from miner.web.finding import get_node
from miner.web.problems import documented
from miner.web.shelf import Shelf
from miner.web.view import View

_TYPES = {"graphml": "application/graphml+xml", "json": "application/json", "cx2": "application/json"}
_CHUNK = 1 << 20


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
        suffix: GraphFormat,
        entity: Annotated[str, Query(max_length=600, description="Only this entity's neighbourhood.")] = "",
    ) -> StreamingResponse:
        """The graph as GraphML (Cytoscape, Gephi, networkx), as cytoscape.js JSON, or as CX2 (Cytoscape, NDEx)."""
        view = shelf.view
        graph = part_of(view, get_node(view, entity).id) if entity else view.graph
        # The file is whole before the first byte is sent: what goes wrong is a problem, never half a file.
        folder = TemporaryDirectory(prefix="miner-")
        path = Path(folder.name) / f"graph.{suffix.value}"
        write_graph(graph, path)
        headers = {"Content-Disposition": f'attachment; filename="{view.topic.name}.{suffix.value}"'}
        return StreamingResponse(_pieces(path, folder), media_type=_TYPES[suffix.value], headers=headers)

    return router


def _pieces(path: Path, folder: "TemporaryDirectory[str]") -> Iterator[bytes]:
    with folder, path.open("rb") as file:
        while piece := file.read(_CHUNK):
            yield piece


def part_of(view: View, node: str) -> EvidenceGraph:
    """The graph of one node: its edges, mediations and inferences, with the nodes at their ends."""
    graph, network = view.graph, view.network
    edges = (*network.outgoing.get(node, ()), *network.incoming.get(node, ()))
    mediations = graph.mediations_with(node)
    inferences = graph.inferences_with(node)
    ids = {end for edge in edges for end in (edge.subject, edge.object)} | {node}
    ids |= {end for one in mediations for end in (one.exposure, one.mediator, one.outcome)}
    ids |= {end for one in inferences for end in (one.exposure, one.mediator, one.outcome)}
    papers = {paper for edge in edges for paper in (*edge.papers, *edge.retracted)}
    papers |= {paper for one in mediations for paper in (*one.papers, *one.retracted)}
    return EvidenceGraph(
        topic=graph.topic,
        title=graph.title,
        nodes=tuple(network.nodes[one] for one in sorted(ids)),
        edges=tuple(sorted(edges, key=lambda edge: edge.id)),
        mediations=mediations,
        inferences=inferences,
        papers=tuple(view.papers[one] for one in sorted(papers)),
        versions=graph.versions,
    )
