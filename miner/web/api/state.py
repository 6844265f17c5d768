"""`/api/state`: what the store holds, and whether its evidence is ready."""

from typing import Any

from fastapi import APIRouter

import miner
from miner.web.examples import STATE, answers
from miner.web.shelf import Shelf


def make_router(shelf: Shelf) -> APIRouter:
    """The operation on a shelf."""
    router = APIRouter(tags=["state"])

    @router.get("/state", responses=answers("What there is.", STATE))
    def get_state() -> dict[str, Any]:
        """What the store holds; `ready` is false while the evidence is being put together."""
        base: dict[str, Any] = {
            "topic": shelf.topic.name,
            "title": shelf.topic.title,
            "miner": miner.__version__,
            "ready": shelf.is_ready,
            "trouble": shelf.trouble,
        }
        if not shelf.is_ready:
            return base
        view = shelf.view
        return base | {
            "revision": view.revision,
            "seconds": round(view.seconds, 2),
            "papers": view.graph.count("paper"),
            "entities": view.graph.count("node"),
            "claims": view.claims,
            "edges": view.graph.count("edge"),
            "mediations": view.graph.count("mediation"),
            "inferences": len(view.graph.columns["inference.beliefs"]),
            "disputed_pairs": len(view.disputes),
            "versions": dict(view.graph.versions),
        }

    return router
