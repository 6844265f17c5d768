"""The evidence as plain values for JSON and CSV: projections only, nothing is computed here."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from miner.ask.disagreement import Disagreement, Year
from miner.ask.names import Matches
from miner.ask.paths import Path
from miner.assemble.projection import estimate_record, evidence_record
from miner.model.evidence import Belief, Edge, Evidence, Inference, Mediation, Node, Pool
from miner.report.links import address_of
from miner.web.view import Stated, View

Record = dict[str, Any]


def address(kind: str, name: str) -> str:
    """The address of a page of ours, or with `api/` before its kind, of an answer of the API.

    >>> address("entity", "MESH:D008274")
    '/entity/MESH:D008274'
    """
    return f"/{kind}/{quote(name, safe=':')}"


def search_record(found: Matches) -> Record:
    """A page of search results with its facets."""
    return {
        "items": [
            {
                "id": one.entity.id,
                "label": one.entity.label,
                "type": one.entity.type,
                "role": one.entity.role,
                "papers": one.entity.papers,
                "name": one.name,
                "how": one.how,
            }
            for one in found.matches
        ],
        "total": found.total,
        "facets": {"type": dict(found.types), "role": dict(found.roles)},
    }


def node_record(view: View, node: Node) -> Record:
    """An entity with its names and links."""
    concept = view.vocabulary.get(node.id)
    kind = node.type.value if node.type is not None else "Other"
    return {
        "id": node.id,
        "label": node.label,
        "type": kind,
        "role": node.role.value,
        "papers": node.papers,
        "names": list(node.names),
        "synonyms": [] if concept is None else list(concept.synonyms),
        "members": list(node.members),
        "parts": list(node.parts),
        "page": address("entity", node.id),
        "link": address_of(node.id, node.label, kind),
    }


def edge_summary(view: View, edge: Edge) -> Record:
    """An edge in a line."""
    return {
        "id": edge.id,
        "kind": "stated",
        "subject": edge.subject,
        "subject_label": view.label(edge.subject),
        "object": edge.object,
        "object_label": view.label(edge.object),
        "sign": edge.sign,
        "belief": _round(edge.belief.score),
        "support": edge.belief.support,
        "against": edge.belief.against,
        "null": edge.belief.null,
        "papers": len(edge.papers),
        "retracted": len(edge.retracted),
        "via": [one.mediator for one in view.network.mediations.get((edge.subject, edge.object), ())
                if one.sign == edge.sign],
    }  # fmt: skip


def edge_record(view: View, edge: Edge, disagreement: Disagreement, years: Iterable[Year]) -> Record:
    """An edge with its weights, pools, camps and years; its claims are at `/api/claims`."""
    return edge_summary(view, edge) | {
        "page": address("edge", edge.id),
        "claims": len(edge.evidence),
        "background": edge.background,
        "belief_reasons": belief_record(edge.belief),
        "pools": [pool_record(pool) for pool in edge.pools],
        "camps": [{"sign": camp.sign, "papers": [paper.id for paper in camp.papers]} for camp in disagreement.camps],
        "differences": [one._asdict() for one in disagreement.differences],
        "disagreement": disagreement.sentence,
        "years": [one._asdict() for one in years],
        "mediations": [
            mediation_record(view, one) for one in view.network.mediations.get((edge.subject, edge.object), ())
        ],
    }


def mediation_record(view: View, one: Mediation) -> Record:
    """A stated mediation with each paper's percent mediated."""
    return _triple(view, one, "mediation") | {
        "belief": _round(one.belief.score),
        "percents": [{"paper": paper, "percent": percent} for paper, percent in one.percents],
        "papers": list(one.papers),
        "retracted": list(one.retracted),
        "page": address("edge", one.id),
    }


def inference_record(view: View, one: Inference) -> Record:
    """An inference: ours, never a paper's."""
    return _triple(view, one, "inferred") | {
        "belief": _round(one.belief),
        "first": one.first,
        "second": one.second,
        "page": address("edge", one.id),
    }


def _triple(view: View, one: Mediation | Inference, kind: str) -> Record:
    return {
        "id": one.id,
        "kind": kind,
        "exposure": one.exposure,
        "exposure_label": view.label(one.exposure),
        "mediator": one.mediator,
        "mediator_label": view.label(one.mediator),
        "outcome": one.outcome,
        "outcome_label": view.label(one.outcome),
        "sign": one.sign,
    }


def path_record(view: View, one: Path) -> Record:
    """A chain of edges that was put together here."""
    return {
        "kind": "stated edge" if one.is_direct else "inferred",
        "nodes": [{"id": node, "label": view.label(node)} for node in one.nodes],
        "legs": [
            {"edge": leg.edge, "sign": leg.sign, "belief": _round(leg.belief), "disputed": leg.is_disputed}
            for leg in one.legs
        ],
        "sign": one.sign,
        "belief": _round(one.belief),
    }


def claim_record(view: View, edge: str, one: Evidence) -> Record:
    """A claim with its paper, its verbatim sentence and its estimates."""
    return {
        "edge": edge,
        "subject_id": one.subject,
        "subject_label": view.label(one.subject),
        "object_id": one.object,
        "object_label": view.label(one.object),
        "title": one.paper.title,
        **evidence_record(one),
        "sign": one.sign,
        "page": address("paper", one.paper.id),
    }


def stated_records(view: View, stated: Iterable[Stated]) -> list[Record]:
    """Claims, each with its edge."""
    return [claim_record(view, edge, one) for edge, one in stated]


def pool_record(pool: Pool) -> Record:
    """A random-effects meta-analysis, with its studies and what it leaves out."""
    return {
        "measure": pool.measure.value,
        "comparison": pool.comparison,
        "stratum": pool.stratum,
        "scale": pool.scale,
        **{name: _round(getattr(pool, name)) for name in ("value", "low", "high", "p", "tau2", "q", "i2")},
        "predicted_low": _round(pool.predicted_low),
        "predicted_high": _round(pool.predicted_high),
        "studies": [
            {
                "study": one.study, "papers": list(one.papers), "year": one.year, "weight": _round(one.weight),
                "note": one.note, "estimate": estimate_record(one.estimate),
            }
            for one in pool.studies
        ],
        "set_aside": [
            {"paper": one.paper, "reason": one.reason, "estimate": estimate_record(one.estimate)}
            for one in pool.set_aside
        ],
        "cautions": list(pool.cautions),
    }  # fmt: skip


def belief_record(belief: Belief) -> Record:
    """A belief with all that it is made of."""
    return {
        "score": _round(belief.score),
        "consistency": _round(belief.consistency),
        "strength": _round(belief.strength),
        "weights": [
            {
                "paper": one.paper, "sign": one.sign, "design": one.design, "size": _round(one.size),
                "certainty": one.certainty, "standing": one.standing, "independence": _round(one.independence),
                "share": _round(one.share), "weight": _round(one.weight),
            }
            for one in belief.weights
        ],
    }  # fmt: skip


def _round(number: float | None) -> float | None:
    return None if number is None else float(f"{number:.6g}")
