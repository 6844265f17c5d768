"""The whole explorer as one ASGI app: the API, the pages on it, and their assets, all from this machine."""

from fastapi import FastAPI

import miner
from miner.web.api.routing import add_api
from miner.web.problems import add_problems
from miner.web.quick import QuickSearch
from miner.web.revisions import Revisions
from miner.web.shelf import Shelf

_ABOUT = """What changes what, through what, by how much, and who disagrees: read-only.

Long answers come in pages (`limit`, `offset`, `next`). Every answer has an ETag; ask again with `If-None-Match` and get
304 while the store has not changed. What goes wrong is `application/problem+json` with a sentence in `detail`.
"""


def create_app(shelf: Shelf, *, pages: bool = True) -> FastAPI:
    """The app on a shelf; without `pages`, the API alone."""
    app = FastAPI(
        title="miner explorer",
        version=miner.__version__,
        summary="The evidence graph of biomedical literature, with its sources.",
        description=_ABOUT,
        openapi_url="/api/openapi.json",
        docs_url=None,  # FastAPI's own pages take their code from the net; /api-guide is ours
        redoc_url=None,
        redirect_slashes=False,
    )
    add_problems(app)
    add_api(app, shelf)
    if pages:
        from miner.web.pages.routing import add_pages

        add_pages(app, shelf)
    app.add_middleware(Revisions, shelf=shelf)
    app.add_middleware(QuickSearch, shelf=shelf)
    return app
