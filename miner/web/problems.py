"""What goes wrong, as problem details (RFC 9457): always JSON, one sentence that says what to do, and a way on."""

import json
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from miner.errors import BadStore, Locked, MinerError, NotFound
from miner.web.shelf import NotReady

MEDIA_TYPE: Final = "application/problem+json"


def problem(status: int, detail: str, *, request: Request, **more: Any) -> Response:  # noqa: ANN401 - any JSON
    """A problem as a response; `more` are members of its own, such as `near`."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
        **more,
    }
    headers = {"Retry-After": "2"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    content = json.dumps(body, ensure_ascii=True)
    return Response(content, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def add_problems(app: FastAPI) -> None:
    """Let every error of the app become a problem."""
    app.add_exception_handler(MinerError, _ours)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _defect)


def _ours(request: Request, error: Exception) -> Response:
    status = HTTPStatus.BAD_REQUEST
    more: dict[str, Any] = {}
    if isinstance(error, NotFound):
        status = HTTPStatus.NOT_FOUND
        wanted = request.url.path.rpartition("/")[2]
        more["search"] = f"/api/search?q={quote(wanted)}"
    elif isinstance(error, NotReady | Locked | BadStore):
        status = HTTPStatus.SERVICE_UNAVAILABLE
    return problem(status, str(error), request=request, **more)


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    errors = [{"where": ".".join(str(part) for part in one["loc"]), "what": str(one["msg"])} for one in error.errors()]
    said = "; ".join(f"{one['where']}: {one['what']}" for one in errors)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, said, request=request, errors=errors)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = problem(error.status_code, str(error.detail), request=request)
    response.headers.update(error.headers or {})
    return response


def _defect(request: Request, error: Exception) -> Response:
    said = f"a defect of miner itself ({type(error).__name__}); what you asked for stands in `instance`: report both"
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, said, request=request)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How an operation's problems stand in OpenAPI."""
    example = {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "…", "instance": "/api/…"}
    schema = {
        "type": "object",
        "required": ["type", "title", "status", "detail", "instance"],
        "properties": {
            "type": {"type": "string"}, "title": {"type": "string"}, "status": {"type": "integer"},
            "detail": {"type": "string"}, "instance": {"type": "string"},
        },
    }  # fmt: skip
    return {
        status: {
            "description": HTTPStatus(status).phrase,
            "content": {
                MEDIA_TYPE: {
                    "schema": schema,
                    "example": {**example, "status": status, "title": HTTPStatus(status).phrase},
                }
            },
        }
        for status in (*statuses, HTTPStatus.SERVICE_UNAVAILABLE)
    }
