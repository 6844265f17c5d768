"""The evidence graph as rows of scalars for any exporter: nodes first, then stated, mediation and inferred edges."""

import json
from collections.abc import Iterable, Iterator
from statistics import median
from typing import Any, Final, NamedTuple

from miner.assemble.attributes import Scalar
from miner.model.claim import Certainty, Sign
from miner.model.estimate import Estimate, Measure
from miner.model.evidence import Belief, Edge, EdgeKind, Evidence, EvidenceGraph, Inference, Mediation, Node, Pool

Row = dict[str, Scalar]
PREDICATES: Final[dict[Sign, str]] = {
    1: "biolink:positively_correlated_with",
    -1: "biolink:negatively_correlated_with",
    0: "biolink:correlated_with",  # with negated=true: what was looked for and not found
    None: "biolink:associated_with",
}
INFERRED_PREDICATE: Final = "biolink:related_to"
SEPARATOR: Final = "|"
_DIGITS: Final = ".6g"  # of computed numbers: what every machine agrees on


class EdgeRow(NamedTuple):
    """An edge on its way out: its ends, its id and its attributes in the schema's order, empty ones left out."""

    source: str
    target: str
    id: str
    attributes: Row


def iter_node_rows(graph: EvidenceGraph) -> Iterator[tuple[str, Row]]:
    """Each node's id and attributes, in the graph's order."""
    for node in graph.nodes:
        yield node.id, node_row(node)


def iter_edge_rows(graph: EvidenceGraph, *, evidence: bool = True) -> Iterator[EdgeRow]:
    """Each edge, stated ones first; `evidence=False` leaves out the full evidence and the weights, which are long."""
    via: dict[tuple[str, str, Sign], list[str]] = {}
    for mediation in graph.mediations:
        via.setdefault((mediation.exposure, mediation.outcome, mediation.sign), []).append(mediation.mediator)
    for edge in graph.edges:
        mediators = via.get((edge.subject, edge.object, edge.sign), ())
        yield EdgeRow(edge.subject, edge.object, edge.id, edge_row(edge, via=mediators, evidence=evidence))
    for mediation in graph.mediations:
        row = mediation_row(mediation, evidence=evidence)
        yield EdgeRow(mediation.exposure, mediation.outcome, mediation.id, row)
    for inference in graph.inferences:
        yield EdgeRow(inference.exposure, inference.outcome, inference.id, inference_row(inference))


def node_row(node: Node) -> Row:
    """A node's attributes."""
    return _filled(
        label=node.label,
        category=node.category,
        type=node.type.value if node.type is not None else "Other",
        role=node.role.value,
        papers=node.papers,
        names=SEPARATOR.join(node.names),
        members=SEPARATOR.join(node.members),
        parts=SEPARATOR.join(node.parts),
    )


def edge_row(edge: Edge, *, via: Iterable[str] = (), evidence: bool = True) -> Row:
    """A stated edge's attributes."""
    pool = main_pool(edge.pools)
    row = _filled(
        predicate=PREDICATES[edge.sign],
        negated=edge.sign == 0,
        sign=edge.sign,
        kind=EdgeKind.STATED.value,
        **_said(edge.evidence),
        background=edge.background,
        **_weighed(edge.belief),
        estimates="; ".join(
            dict.fromkeys(print_estimate(one, each) for one in _sound(edge.evidence) for each in one.estimates)
        ),
        **({} if pool is None else _pooled(pool)),
        via=SEPARATOR.join(via),
        **_sources(edge.evidence, surest(edge.evidence)),
    )
    return row | _long(edge.evidence, edge.belief) if evidence else row


def mediation_row(mediation: Mediation, *, evidence: bool = True) -> Row:
    """A mediation's attributes; `percent_mediated` is the median over its papers."""
    those = [one.evidence for one in mediation.evidence]
    percents = mediation.percents
    row = _filled(
        predicate=PREDICATES[mediation.sign],
        negated=mediation.sign == 0,
        sign=mediation.sign,
        kind=EdgeKind.MEDIATION.value,
        **_said(those),
        **_weighed(mediation.belief),
        percent_mediated=_round(median(percent for _, percent in percents)) if percents else None,
        percents=SEPARATOR.join(_print_percents(mediation)),
        indirect=SEPARATOR.join(
            print_estimate(one.evidence, one.indirect)
            for one in mediation.evidence
            if one.indirect is not None and one.evidence.is_sound
        ),
        via=mediation.mediator,
        **_sources(those, surest(those)),
    )
    return row | _long(those, mediation.belief) if evidence else row


def _print_percents(mediation: Mediation) -> Iterator[str]:
    # Each sound paper's first percent, with its interval where it prints one: `PMID:1 18 (10 to 26)`.
    seen = set()
    for one in mediation.evidence:
        paper = one.evidence.paper
        if one.percent is None or paper.is_retracted or paper.id in seen:
            continue
        seen.add(paper.id)
        estimate = one.percent_estimate
        limits = ""
        if estimate is not None and estimate.ci_low is not None and estimate.ci_high is not None:
            limits = f" ({estimate.ci_low:g} to {estimate.ci_high:g})"
        yield f"{paper.id} {one.percent:g}{limits}"


def inference_row(inference: Inference) -> Row:
    """An inference's attributes: no paper states it, so it has no papers, no claims and no quote."""
    return _filled(
        predicate=INFERRED_PREDICATE,
        negated=False,
        sign=inference.sign,
        kind=EdgeKind.INFERRED.value,
        papers=0,
        claims=0,
        support=0,
        against=0,
        null=0,
        belief=_round(inference.belief),
        via=inference.mediator,
        retracted=0,
    )


def main_pool(pools: Iterable[Pool]) -> Pool | None:
    """The pool that stands for an edge: the one of most studies, the first of those."""
    return max(pools, key=lambda pool: len(pool.studies), default=None)


def surest(evidence: Iterable[Evidence]) -> Evidence | None:
    """The claim that is quoted: sound, asserted, with an estimate, the latest; None where there is none."""
    return max(
        evidence,
        key=lambda one: (
            one.is_sound,
            one.claim.certainty is not Certainty.HEDGED,
            any(estimate.has_ci for estimate in one.estimates),
            one.paper.year or 0,
            one.paper.id,
            -one.claim.start,
        ),
        default=None,
    )


def print_estimate(evidence: Evidence, estimate: Estimate) -> str:
    """An estimate with its paper, as people write it: `PMID:1 OR 0.33 (0.18 to 0.6)`, `for less` where it is that."""
    unit = "%" if estimate.measure is Measure.PCT_MEDIATED else ""
    limits = f" ({estimate.ci_low:g} to {estimate.ci_high:g})" if estimate.has_ci else ""
    less = " for less" if evidence.is_turned else ""
    return f"{evidence.paper.id} {estimate.measure.value} {estimate.value:g}{unit}{limits}{less}"


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """One piece of evidence as plain values, without those that are empty: what tables and JSON exports hold."""
    paper, claim = evidence.paper, evidence.claim
    record: dict[str, Any] = {
        "paper": paper.id,
        "document": evidence.document if evidence.document != paper.id else None,
        "year": paper.year,
        "design": paper.design.value,
        "n": paper.n,
        "population": paper.population,
        "species": paper.species,
        "dose": paper.dose,
        "form": paper.form,
        "data_set": paper.data_set,
        "retracted": paper.is_retracted or None,
        "concern": paper.has_concern or None,
        "corrected": paper.is_corrected or None,
        "subject": claim.subject.text,
        "subject_concept": claim.subject.concept,
        "subject_state": claim.subject_state and claim.subject_state.value,
        "object": claim.object.text,
        "object_concept": claim.object.concept,
        "sign": evidence.sign,
        "certainty": claim.certainty.value,
        "comparison": claim.comparison,
        "adjusted": claim.adjusted,
        "subgroup": claim.subgroup,
        "section": claim.section and claim.section.value,
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "turned": evidence.is_turned or None,
        "mediators": [
            _present({"text": one.text, "concept": one.concept, "percent": one.percent}) for one in claim.mediators
        ],
        "estimates": [estimate_record(one) for one in evidence.estimates],
    }
    return _present(record)


def estimate_record(estimate: Estimate) -> dict[str, Any]:
    """An estimate as plain values, without those that are empty."""
    return _present(
        {
            "measure": estimate.measure.value,
            "value": estimate.value,
            "ci_low": estimate.ci_low,
            "ci_high": estimate.ci_high,
            "ci_level": estimate.ci_level,
            "p_op": estimate.p_op and estimate.p_op.value,
            "p": estimate.p,
            "adjusted": estimate.adjusted,
            "comparison": estimate.comparison,
            "audit": list(estimate.audit),
            "text": estimate.text,
        }
    )


def _present(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value is not None and value != []}


def _filled(**attributes: Scalar | None) -> Row:
    return {name: value for name, value in attributes.items() if value is not None and value != ""}


def _round(number: float) -> float:
    return float(format(number, _DIGITS))


def _sound(evidence: Iterable[Evidence]) -> list[Evidence]:
    return [one for one in evidence if not one.paper.is_retracted]


def _said(evidence: Iterable[Evidence]) -> dict[str, Scalar | None]:
    papers = {}
    claims = 0
    for one in evidence:
        if not one.paper.is_retracted:
            papers[one.paper.id] = one.paper
            claims += 1
    years = [paper.year for paper in papers.values() if paper.year is not None]
    return {
        "papers": len(papers),
        "claims": claims,
        "first_year": min(years, default=None),
        "last_year": max(years, default=None),
        "designs": SEPARATOR.join(sorted({paper.design.value for paper in papers.values()})),
    }


def _weighed(belief: Belief) -> dict[str, Scalar | None]:
    return {
        "support": belief.support,
        "against": belief.against,
        "null": belief.null,
        "belief": _round(belief.score),
        "consistency": _round(belief.consistency),
        "strength": _round(belief.strength),
    }


def _pooled(pool: Pool) -> dict[str, Scalar | None]:
    return {
        "measure": pool.measure.value,
        "comparison": pool.comparison,
        "pooled": _round(pool.value),
        "pooled_low": _round(pool.low),
        "pooled_high": _round(pool.high),
        "pooled_studies": len(pool.studies),
        "set_aside": SEPARATOR.join(
            f"{one.paper} {one.estimate.measure.value} {one.estimate.value:g}: {one.reason}" for one in pool.set_aside
        ),
        "i2": _round(pool.i2),
        "tau2": _round(pool.tau2),
        "predicted_low": None if pool.predicted_low is None else _round(pool.predicted_low),
        "predicted_high": None if pool.predicted_high is None else _round(pool.predicted_high),
    }


def _sources(evidence: Iterable[Evidence], quoted: Evidence | None) -> dict[str, Scalar | None]:
    sound: dict[str, int | None] = {}
    retracted = set()
    for one in evidence:
        if one.paper.is_retracted:
            retracted.add(one.paper.id)
        else:
            sound[one.paper.id] = one.paper.pmid
    return {
        "pmids": SEPARATOR.join(str(pmid) for pmid in sorted(pmid for pmid in sound.values() if pmid is not None)),
        "sources": SEPARATOR.join(sorted(sound)),
        "quote": None if quoted is None else quoted.claim.quote,
        "retracted": len(retracted),
        "retracted_sources": SEPARATOR.join(sorted(retracted)),
    }


def _long(evidence: Iterable[Evidence], belief: Belief) -> Row:
    weights = [
        {
            "paper": one.paper,
            "design": one.design,
            "size": _round(one.size),
            "certainty": one.certainty,
            "standing": one.standing,
            "independence": _round(one.independence),
            "share": _round(one.share),
            "weight": _round(one.weight),
        }
        for one in belief.weights
    ]
    return _filled(
        weights=_json(weights) if weights else None,
        evidence=_json([evidence_record(one) for one in evidence]),
    )


def _json(value: Any) -> str:  # noqa: ANN401 - any JSON
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
