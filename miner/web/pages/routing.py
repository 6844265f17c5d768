"""All pages on one app: which address is which page, what is shown while the evidence is put together, and 404."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import dash
from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from dash.backends._fastapi import reset_current_request, set_current_request
from fastapi import FastAPI, Request
from starlette.responses import HTMLResponse, Response

from miner.errors import MinerError, NotFound
from miner.web.finding import get_link, get_node
from miner.web.pages import changes, compare, edge, entity, paper, path, search, start
from miner.web.pages.asked import Asked, read_place
from miner.web.pages.guide import make_guide
from miner.web.pages.legs import make_leg
from miner.web.pages.parts import Part, button, page
from miner.web.shelf import NotReady, Shelf
from miner.web.view import View

Maker = Callable[[View, Shelf, Asked], Part]
PAGES: Final[dict[str, Maker]] = {
    "": start.make,
    "search": search.make,
    "entity": entity.make,
    "path": path.make,
    "edge": edge.make,
    "paper": paper.make,
    "changes": changes.make,
    "compare": compare.make,
}
GUIDE: Final = "api-guide"
_ASSETS: Final = Path(__file__).resolve().parent.parent / "assets"
_AGAIN: Final = 1000  # milliseconds between looks while the evidence is put together
# Nothing may come from anywhere else; Dash and plotly write scripts and styles into the page.
_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; frame-ancestors 'none'; form-action 'self'; base-uri 'self'"
)


def add_pages(app: FastAPI, shelf: Shelf) -> Dash:
    """Let the app serve the pages."""
    pages = Dash(
        __name__,
        server=app,
        assets_folder=str(_ASSETS),
        serve_locally=True,
        suppress_callback_exceptions=True,
        title="miner",
        update_title=None,
        index_string=(_ASSETS / "index.html").read_text(encoding="utf-8"),
        assets_ignore=r"index\.html",
    )
    pages.backend.websocket_capability = False  # callbacks go over plain requests
    pages.layout = html.Div(
        [
            dcc.Location(id="url", refresh="callback-nav"),
            dcc.Store(id="theme"),
            dcc.Store(id="place"),
            dcc.Store(id="opened"),
            dcc.Interval(id="again", interval=_AGAIN, disabled=True),
            html.Main(waiting("Opening…"), id="page"),
        ]
    )
    here = ClientsideFunction("explorer", "place")
    looks = [Input("url", "pathname"), Input("url", "search"), Input("theme", "data")]
    pages.clientside_callback(here, Output("place", "data"), looks)

    stands = ClientsideFunction("explorer", "opened")
    pages.clientside_callback(stands, Output("opened", "data"), Input("page", "children"))

    def show(place: dict[str, Any] | None, looks: int | None) -> tuple[Part, bool]:  # noqa: ARG001
        if place is None:
            return dash.no_update, True
        return make_page(app, shelf, read_place(place))

    outputs = [Output("page", "children"), Output("again", "disabled")]
    pages.callback(outputs, [Input("place", "data"), Input("again", "n_intervals")])(show)

    def show_leg(data: dict[str, Any] | None) -> Part:
        return make_leg(shelf, data)

    pages.callback(Output("leg", "children"), Input("graph", "tapEdgeData"), prevent_initial_call=True)(show_leg)
    pages.backend._setup_catchall = lambda: None  # noqa: SLF001 - what is not there is answered with 404, by us
    # Dash would wait for a visit to its start page; the first visit may be to any other.
    pages._setup_server()  # noqa: SLF001
    _add_addresses(app, pages, shelf)
    return pages


def make_page(app: FastAPI, shelf: Shelf, asked: Asked) -> tuple[Part, bool]:
    """The page that is asked for, and whether it is the last word (not so while the evidence is put together)."""
    if asked.page == GUIDE:
        return make_guide(app.openapi()), True
    maker = PAGES.get(asked.page)
    if maker is None:
        return missing(f"There is no page {asked.page[:60]!r}."), True
    try:
        return maker(shelf.view, shelf, asked), True
    except NotReady as error:
        return waiting(str(error)), False
    except NotFound as error:
        return missing(f"{str(error)[:1].upper()}{str(error)[1:]}."), True
    except MinerError as error:
        return page(
            "This cannot be shown", html.P(str(error), className="alert"), button("Start", "/")
        ), not shelf.trouble


def waiting(sentence: str) -> Part:
    """What is shown until there is something to show."""
    return html.Div(
        [html.Div(className="spinner", **{"aria-hidden": "true"}), html.P(sentence)], className="waiting", role="status"
    )


def missing(sentence: str) -> Part:
    """The page of what is not there, with a way on."""
    ways = html.P([button("Search", "/search"), " ", button("Start", "/")])
    return page(
        "Not here",
        html.P(sentence, className="alert"),
        html.P("Search for it in the box above, or go on from here:"),
        ways,
    )


def _add_addresses(app: FastAPI, pages: Dash, shelf: Shelf) -> None:
    async def index(request: Request) -> Response:
        token = set_current_request(request)
        try:
            content = pages.index()
        finally:
            reset_current_request(token)
        headers = {
            "Content-Security-Policy": _POLICY,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
        }
        return HTMLResponse(content, status_code=_status(shelf, request.url.path), headers=headers)

    # Ours come before Dash's own: they know what is there and what is not.
    app.router.routes[:] = [route for route in app.router.routes if getattr(route, "path", "") != "/"]
    for address in (
        "/",
        *(f"/{name}" for name in (*PAGES, GUIDE) if name),
        *(f"/{name}/{{rest:path}}" for name in ("entity", "edge", "paper")),
    ):
        app.add_api_route(address, index, methods=["GET", "HEAD"], include_in_schema=False)
    app.router.default = _NotHere(index)


class _NotHere:
    """What answers an address that nothing else does: a page with a way on, or a problem for programs."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401
        self._index = index

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        from miner.web.problems import problem

        if scope["type"] != "http":
            return
        request = Request(scope, receive)
        is_page = scope["method"] in {"GET", "HEAD"} and "text/html" in request.headers.get("accept", "")
        if is_page and not scope["path"].startswith(("/api/", "/assets/", "/_dash")):
            response = await self._index(request)
        else:
            response = problem(
                HTTPStatus.NOT_FOUND, "there is nothing here; /api/openapi.json has all there is", request=request
            )
        await response(scope, receive, send)


def _status(shelf: Shelf, path: str) -> int:
    name, _, rest = path.lstrip("/").partition("/")
    if name not in PAGES and name != GUIDE:
        return HTTPStatus.NOT_FOUND
    if not shelf.is_ready or not rest:
        return HTTPStatus.OK
    try:
        if name == "entity":
            get_node(shelf.view, rest)
        elif name == "edge":
            get_link(shelf.view, rest)
        elif name == "paper" and rest not in shelf.view.papers and f"PMID:{rest}" not in shelf.view.papers:
            with shelf.open_store() as store:
                store.get_article(rest[:300])
    except NotFound:
        return HTTPStatus.NOT_FOUND
    except MinerError:
        return HTTPStatus.OK
    return HTTPStatus.OK
