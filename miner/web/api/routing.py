"""All operations of the API on one app."""

from fastapi import FastAPI

from miner.web.api import changes, claims, edges, entities, graphs, papers, paths, search, state
from miner.web.shelf import Shelf


def add_api(app: FastAPI, shelf: Shelf) -> None:
    """Let the app answer under /api."""
    for part in (search, entities, edges, claims, paths, papers, changes, graphs, state):
        app.include_router(part.make_router(shelf), prefix="/api")
