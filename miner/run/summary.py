"""What a run found, in lines: the strongest paths with their percentages and effect sizes, and the effects."""

from collections.abc import Iterable
from dataclasses import dataclass

from miner.model.claim import Sign
from miner.model.estimate import RATIOS, Measure
from miner.model.evidence import Edge, Evidence, EvidenceGraph, Mediation, Node, Role
from miner.model.wording import SIGN_VERBS
from miner.report.wording import FEWEST_POOLED, write_estimate, write_papers, write_percents, write_pool, write_turn


@dataclass(frozen=True, slots=True)
class PathLine:
    """One stated path: labels, the sign of the whole, percentages and effect sizes as printed, and its papers."""

    exposure: str
    mediator: str
    outcome: str
    sign: Sign
    percents: tuple[float, ...]
    effects: tuple[str, ...]
    papers: tuple[str, ...]
    belief: float

    def __str__(self) -> str:
        parts = [f"{self.exposure} → {self.mediator} → {self.outcome}", f"{SIGN_VERBS[self.sign]} it"]
        if self.percents:
            parts.append(f"{write_percents(self.percents)} mediated")
        parts += self.effects[:1]
        parts.append(write_papers(self.papers))
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One stated effect of an exposure on an outcome: who says so, and the effect, pooled or as one paper prints it."""

    exposure: str
    outcome: str
    sign: Sign
    effect: str
    support: int
    against: int
    null: int
    belief: float
    papers: tuple[str, ...]
    quote: str

    def __str__(self) -> str:
        said = f"{self.exposure} {SIGN_VERBS[self.sign]} {self.outcome}"
        return "; ".join(part for part in (said, self.effect, write_papers(self.papers)) if part)


def path_lines(graph: EvidenceGraph) -> tuple[PathLine, ...]:
    """The mediations that papers state from an exposure to an outcome, those with a percentage first."""
    nodes = {node.id: node for node in graph.nodes}
    lines = [
        PathLine(
            exposure=_label(nodes, mediation.exposure),
            mediator=_label(nodes, mediation.mediator),
            outcome=_label(nodes, mediation.outcome),
            sign=mediation.sign,
            percents=tuple(percent for _, percent in mediation.percents),
            effects=_effects_of(mediation, graph.between(mediation.exposure, mediation.outcome), nodes),
            papers=mediation.papers,
            belief=mediation.belief.score,
        )
        for mediation in graph.mediations
        if mediation.papers
        and _role(nodes, mediation.exposure) is Role.EXPOSURE
        and _role(nodes, mediation.outcome) is Role.OUTCOME
    ]
    # What is measured first, then what is believed more, then by name: the same order on every machine.
    return tuple(
        sorted(
            lines,
            key=lambda line: (
                not line.percents,
                -round(line.belief, 6),
                not line.effects,
                -len(line.papers),
                line.exposure,
                line.outcome,
                line.mediator,
            ),
        )
    )


def effect_lines(graph: EvidenceGraph) -> tuple[EffectLine, ...]:
    """The stated effects of exposures on outcomes, the most believed first."""
    nodes = {node.id: node for node in graph.nodes}
    lines = [
        EffectLine(
            exposure=_label(nodes, edge.subject),
            outcome=_label(nodes, edge.object),
            sign=edge.sign,
            effect=next(iter(_effects(edge, nodes)), ""),
            support=edge.belief.support,
            against=edge.belief.against,
            null=edge.belief.null,
            belief=edge.belief.score,
            papers=edge.papers,
            quote=next((one.claim.quote for one in edge.evidence if one.is_sound), ""),
        )
        for edge in graph.edges
        if edge.papers and _role(nodes, edge.subject) is Role.EXPOSURE and _role(nodes, edge.object) is Role.OUTCOME
    ]
    key = lambda line: (-round(line.belief, 6), -len(line.papers), line.exposure, line.outcome, str(line.sign))  # noqa: E731
    return tuple(sorted(lines, key=key))


def _effects(edge: Edge, nodes: dict[str, Node]) -> tuple[str, ...]:
    """The effect sizes of an edge: pooled from three studies or more, as papers print them, pooled from fewer."""
    weights = {weight.paper: weight.weight for weight in edge.belief.weights if weight.sign == edge.sign}
    printed = _printed(sorted(edge.evidence, key=lambda one: -weights.get(one.paper.id, 0.0)), nodes)
    strong = tuple(f"pooled {write_pool(pool)}" for pool in edge.pools if len(pool.studies) >= FEWEST_POOLED)
    weak = tuple(f"pooled {write_pool(pool)}" for pool in edge.pools if len(pool.studies) < FEWEST_POOLED)
    return (*strong, *printed, *weak)


def _effects_of(mediation: Mediation, edges: tuple[Edge, ...], nodes: dict[str, Node]) -> tuple[str, ...]:
    # What the mediating papers print of the whole effect, else what the stated edge of the pair has.
    edge = next((each for each in edges if each.sign == mediation.sign), None)
    stated = [one.evidence for one in mediation.evidence]
    stated += [one for one in edge.evidence if one.paper.id in mediation.papers] if edge else []
    return _printed(stated, nodes) or (_effects(edge, nodes) if edge else ())


def _printed(evidence: Iterable[Evidence], nodes: dict[str, Node]) -> tuple[str, ...]:
    estimates = [
        (estimate, write_turn(one, subject=_label(nodes, one.subject), object=_label(nodes, one.object)))
        for one in evidence
        if one.is_sound
        for estimate in one.estimates
        if estimate.measure not in {Measure.PCT_MEDIATED, Measure.OTHER} and not estimate.audit
    ]
    estimates.sort(key=lambda each: (not each[0].has_ci, each[0].measure not in RATIOS))
    return tuple(dict.fromkeys(write_estimate(estimate) + turn for estimate, turn in estimates))


def _label(nodes: dict[str, Node], node_id: str) -> str:
    node = nodes.get(node_id)
    return node.label if node is not None else node_id


def _role(nodes: dict[str, Node], node_id: str) -> Role:
    node = nodes.get(node_id)
    return node.role if node is not None else Role.OTHER
