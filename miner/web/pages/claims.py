"""The table of claims, with filter and sort, for the pages of edges and searches."""

from collections.abc import Sequence
from typing import Any, Final

import dash_ag_grid as dag

from miner.report.wording import write_design, write_estimate
from miner.web.pages.parts import Part
from miner.web.records import address
from miner.web.signs import LOOKS
from miner.web.view import Stated

MOST: Final = 2000  # rows that a browser is given; the CSV has all
_COLUMNS: Final = (
    {"field": "paper", "headerName": "Paper", "cellRenderer": "paperLink", "tooltipField": "title", "width": 140},
    {"field": "year", "headerName": "Year", "width": 76, "filter": "agNumberColumnFilter"},
    {"field": "design", "headerName": "Design", "width": 122},
    {"field": "n", "headerName": "n", "width": 84, "filter": "agNumberColumnFilter"},
    {"field": "says", "headerName": "Says", "width": 112},
    {"field": "estimates", "headerName": "Estimates", "minWidth": 150, "flex": 2},
    {"field": "audit", "headerName": "Audit", "width": 92},
    {"field": "quote", "headerName": "In the paper's words", "minWidth": 280, "flex": 5},
)


def claims_table(stated: Sequence[Stated], *, name: str, is_dark: bool) -> Part:
    """Claims in a table that sorts and filters in the browser."""
    rows = [_row(one) for one in stated[:MOST]]
    scheme = "colorSchemeDark" if is_dark else "colorSchemeLight"
    return dag.AgGrid(
        id=name,
        rowData=rows,
        columnDefs=[dict(column) for column in _COLUMNS],
        defaultColDef={
            "sortable": True,
            "filter": True,
            "resizable": True,
            "floatingFilter": True,
            "suppressHeaderFilterButton": True,
            "suppressFloatingFilterButton": True,
            "wrapText": True,
            "autoHeight": True,
        },
        dashGridOptions={
            "domLayout": "autoHeight" if len(rows) <= 8 else "normal",
            "pagination": len(rows) > 50,
            "paginationPageSize": 50,
            "enableCellTextSelection": True,
            "ensureDomOrder": True,
            "suppressColumnVirtualisation": True,
            "theme": {"function": f"themeQuartz.withPart({scheme})"},
            "animateRows": False,
        },
        className="grid",
        style={"width": "100%", "height": None if len(rows) <= 8 else "520px"},
    )


def _row(one: Stated) -> dict[str, Any]:
    evidence = one.evidence
    paper, claim = evidence.paper, evidence.claim
    look = LOOKS[evidence.sign]
    failed = sorted({check for estimate in evidence.estimates for check in estimate.audit})
    hedged = {"hedged": " (hedged)", "negated": ""}.get(claim.certainty.value, "")
    return {
        "paper": paper.cited,
        "title": paper.title,
        "href": address("paper", paper.id),
        "retracted": paper.is_retracted,
        "year": paper.year,
        "design": write_design(paper.design),
        "n": paper.n,
        "says": f"{look.symbol} {look.verb}{hedged}",
        "estimates": "; ".join(write_estimate(estimate) for estimate in evidence.estimates),
        "audit": f"⚠ {', '.join(failed)}" if failed else ("✓ sound" if evidence.estimates else ""),
        "quote": claim.quote,
    }
