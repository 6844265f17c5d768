"""`/api/claims`: claims with their verbatim sentences, as JSON pages and as CSV."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import StreamingResponse

from miner.model.study import Design
from miner.web.choosing import Wish, choose_claims
from miner.web.examples import CLAIMS, answers
from miner.web.paging import Limit, Offset, cut, page
from miner.web.problems import documented
from miner.web.records import claim_record
from miner.web.shelf import Shelf
from miner.web.signs import SignName
from miner.web.view import Stated, View

_COLUMNS = (
    "paper", "year", "title", "design", "n", "subject_id", "subject_label", "sign", "object_id", "object_label",
    "certainty", "subject", "object", "estimates", "audit", "mediators", "section", "quote", "retracted", "edge",
)  # fmt: skip
_AT_ONCE = 500  # rows
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets would run

Words = Annotated[str, Query(max_length=2000, description="Words that must stand in the sentence or its terms.")]
Edge = Annotated[str, Query(max_length=600, description="Only claims of this edge, by its id.")]
Entity = Annotated[str, Query(max_length=600, description="Only claims on this entity, by its id.")]
PaperId = Annotated[str, Query(max_length=600, description="Only claims of this paper: an id, or a PMID alone.")]
OneSign = Annotated[SignName | None, Query(description="Only claims of this sign.")]
OneDesign = Annotated[Design | None, Query(description="Only claims of studies of this design.")]


def _read_wish(
    *,
    edge: Edge = "",
    entity: Entity = "",
    paper: PaperId = "",
    sign: OneSign = None,
    design: OneDesign = None,
    q: Words = "",
) -> Wish:
    return Wish(edge, entity, paper, sign, design, q)


def make_router(shelf: Shelf) -> APIRouter:
    """The operations on a shelf."""
    router = APIRouter(tags=["claims"])

    @router.get("/claims", responses={**answers("A page of claims, the latest first.", CLAIMS), **documented(404, 422)})
    def list_claims(
        request: Request,
        wish: Annotated[Wish, Depends(_read_wish)],
        limit: Limit = 50,
        offset: Offset = 0,
    ) -> dict[str, Any]:
        """Claims of an edge, an entity or a paper, or those whose sentences hold words; all of them without either."""
        view = shelf.view
        chosen = choose_claims(shelf, view, wish)
        items = (claim_record(view, *one) for one in cut(chosen, limit=limit, offset=offset))
        return page(items, total=len(chosen), limit=limit, offset=offset, request=request)

    @router.get(
        "/claims.csv",
        responses={
            200: {"description": "The same claims as a table.", "content": {"text/csv": {}}},
            **documented(404, 422),
        },
        response_class=StreamingResponse,
    )
    def export_claims(
        wish: Annotated[Wish, Depends(_read_wish)],
    ) -> StreamingResponse:
        """The claims as CSV, one a row; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
        view = shelf.view
        chosen = choose_claims(shelf, view, wish)
        headers = {"Content-Disposition": 'attachment; filename="claims.csv"'}
        return StreamingResponse(_rows(view, chosen), media_type="text/csv; charset=utf-8", headers=headers)

    return router


def _rows(view: View, chosen: Sequence[Stated]) -> Iterator[str]:
    yield _lines([list(_COLUMNS)])
    for start in range(0, len(chosen), _AT_ONCE):
        yield _lines([_cells(view, one) for one in chosen[start : start + _AT_ONCE]])


def _lines(rows: list[list[str]]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue()


def _cells(view: View, one: Stated) -> list[str]:
    record = claim_record(view, *one)
    estimates = record.get("estimates", [])
    record["estimates"] = "; ".join(each["text"] for each in estimates)
    record["audit"] = "; ".join(check for each in estimates for check in each.get("audit", ()))
    record["mediators"] = "; ".join(each["text"] for each in record.get("mediators", []))
    return [_safe(record.get(column)) for column in _COLUMNS]


def _safe(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text
