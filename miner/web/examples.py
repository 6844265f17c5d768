"""Examples for OpenAPI: what each operation answers, shortened."""

from collections.abc import Mapping
from typing import Any, Final

_MAGNESIUM: Final = {"id": "MESH:D008274", "label": "Magnesium"}
_SARCOPENIA: Final = {"id": "MESH:D055948", "label": "Sarcopenia"}
_EDGE: Final = {
    "id": "MESH:D008274--lowers--MESH:D055948", "kind": "stated", "subject": "MESH:D008274",
    "subject_label": "Magnesium", "object": "MESH:D055948", "object_label": "Sarcopenia", "sign": -1, "belief": 0.71,
    "support": 3, "against": 0, "null": 1, "papers": 3, "retracted": 0, "via": ["NCBIGene:1401"],
}  # fmt: skip
_MEDIATION: Final = {
    "id": "MESH:D008274--lowers--MESH:D055948--via--NCBIGene:1401", "kind": "mediation", "exposure": "MESH:D008274",
    "exposure_label": "Magnesium", "mediator": "NCBIGene:1401", "mediator_label": "CRP", "outcome": "MESH:D055948",
    "outcome_label": "Sarcopenia", "sign": -1, "belief": 0.52, "percents": [{"paper": "PMID:1", "percent": 18.0}],
    "papers": ["PMID:1"], "retracted": [], "page": "/edge/MESH:D008274--lowers--MESH:D055948--via--NCBIGene:1401",
}  # fmt: skip
_CLAIM: Final = {
    "edge": _EDGE["id"], "subject_id": "MESH:D008274", "object_id": "MESH:D055948", "paper": "PMID:1", "year": 2021,
    "design": "cohort", "sign": -1, "certainty": "asserted",
    "quote": "Higher magnesium intake went with less sarcopenia.",
    "estimates": [{"measure": "OR", "value": 0.7, "ci_low": 0.5, "ci_high": 0.9, "text": "OR 0.70 (0.50 to 0.90)"}],
}  # fmt: skip
SEARCH: Final = {
    "items": [_MAGNESIUM | {"type": "Chemical", "role": "exposure", "papers": 61, "name": "Magnesium", "how": "like"}],
    "total": 1,
    "facets": {"type": {"Chemical": 1}, "role": {"exposure": 1}},
}
ENTITY: Final = _MAGNESIUM | {
    "type": "Chemical", "role": "exposure", "papers": 61, "names": ["magnesium", "Mg"],
    "link": "https://meshb.nlm.nih.gov/record/ui?ui=D008274", "mediates": [],
    "edges": {"items": [_EDGE], "total": 1, "limit": 50, "offset": 0, "next": None},
    "years": [{"year": 2021, "up": 0, "down": 1, "null": 0, "undirected": 0, "total": 1}],
}  # fmt: skip
EDGE: Final = _EDGE | {
    "claims": 4,
    "pools": [],
    "camps": [{"sign": -1, "papers": ["PMID:1"]}],
    "mediations": [_MEDIATION],
}
CLAIMS: Final = {"items": [_CLAIM], "total": 1, "limit": 50, "offset": 0, "next": None}
PATHS: Final = {
    "exposure": _MAGNESIUM, "outcome": _SARCOPENIA, "direct": [_EDGE], "stated": [_MEDIATION], "chains": [], "count": 1,
}  # fmt: skip
_PAPER: Final = {"id": "PMID:1", "title": "Magnesium and muscle", "journal": "A Journal", "year": 2021}
PAPERS: Final = {"items": [_PAPER | {"page": "/paper/PMID:1"}], "total": 1, "limit": 50, "offset": 0, "next": None}
PAPER: Final = _PAPER | {"summary": "…", "findings": [], "claims": [_CLAIM], "readings": []}
CHANGES: Final = {
    "topic": "magnesium",
    "count": 1,
    "changes": [
        {"kind": "new", "edge": _EDGE["id"], "text": "Magnesium lowers Sarcopenia", "before": None, "after": 0.71,
         "reasons": [{"kind": "new paper", "paper": "PMID:1"}]}
    ],
}  # fmt: skip
STATE: Final = {
    "topic": "magnesium", "ready": True, "revision": "3f1c…", "papers": 87, "entities": 212, "claims": 420,
}  # fmt: skip


def answers(description: str, example: Mapping[str, Any]) -> dict[int | str, dict[str, Any]]:
    """How an operation's good answer stands in OpenAPI."""
    return {200: {"description": description, "content": {"application/json": {"example": example}}}}
