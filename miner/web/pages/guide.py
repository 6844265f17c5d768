"""The page of the API: every operation with its parameters, taken from OpenAPI."""

from typing import Any

from dash import html

from miner.web.pages.parts import Part, button, page, section, table


def make_guide(openapi: dict[str, Any]) -> Part:
    """The page on what programs can ask."""
    sections = []
    for path, operations in openapi["paths"].items():
        operation = operations["get"]
        rows = [
            (
                html.Code(one["name"]),
                one["in"],
                "required" if one.get("required") else "",
                one.get("description") or one["schema"].get("description", ""),
            )
            for one in operation.get("parameters", [])
        ]
        parts: list[Part] = [html.P(_with_code(operation["description"]))]
        if rows:
            parts.append(table(f"Parameters of {path}", ("Name", "In", "", "What it is"), rows))
        sections.append(section(f"GET {path}", *parts))
    about = [html.P(_with_code(line)) for line in openapi["info"]["description"].strip().split("\n\n")]
    return page(
        "API",
        html.Div(about, className="card"),
        *sections,
        lead=[
            "For programs: ",
            button("openapi.json", "/api/openapi.json", label="openapi.json, the OpenAPI document"),
        ],
    )


def _with_code(text: str) -> list[Part]:
    # What stands between backticks, as Markdown has it.
    return [html.Code(part) if at % 2 else part for at, part in enumerate(text.split("`"))]
