"""Grouping evidence to edges: one pass into a table by pair and sign, then one edge each, in a fixed order.

Adding claims to a networkx graph one by one looks each edge up and rewrites it a million times; grouping first and
building afterwards takes less than a third of that (`scripts/bench_graph`).
"""

from collections.abc import Iterable, Iterator

from miner.model.claim import Sign
from miner.model.evidence import Edge, Evidence, Mediation, MediationEvidence
from miner.weigh.belief import weigh_pair
from miner.weigh.pooling import pool_pair

Pair = tuple[str, str]
Groups = dict[Pair, dict[Sign, list[Evidence]]]
SIGN_ORDER: tuple[Sign, ...] = (1, -1, 0, None)


def group(evidence: Iterable[Evidence]) -> Groups:
    """The evidence by pair, then by sign; pairs and evidence in a fixed order, whatever the order they came in."""
    groups: Groups = {}
    for one in evidence:
        pair = (one.subject, one.object)
        signs = groups.get(pair)
        if signs is None:
            groups[pair] = {one.sign: [one]}
        elif one.sign in signs:
            signs[one.sign].append(one)
        else:
            signs[one.sign] = [one]
    return {pair: groups[pair] for pair in sorted(groups)}


def evidence_order(one: Evidence) -> tuple[int, str, str, int, int, int, int]:
    """By year, paper, document and place in the text; papers without a year come last."""
    year = 9999 if one.paper.year is None else one.paper.year
    claim = one.claim
    return year, one.paper.id, one.document, claim.start, claim.end, claim.subject.start, claim.object.start


def _in_order(those: list[Evidence]) -> list[Evidence]:
    return sorted(those, key=evidence_order) if len(those) > 1 else those  # most pairs have one claim


def to_edges(groups: Groups, *, background: dict[tuple[str, str, Sign], int] | None = None) -> Iterator[Edge]:
    """Each group's edges: weighed, and pooled where two studies or more give the same measure."""
    counts = background or {}
    for (subject, object_), signs in groups.items():
        ordered = {sign: _in_order(signs[sign]) for sign in SIGN_ORDER if sign in signs}
        beliefs = weigh_pair(ordered)
        pools = pool_pair([one for those in ordered.values() for one in those])
        for sign, those in ordered.items():
            yield Edge(
                subject=subject,
                object=object_,
                sign=sign,
                evidence=tuple(those),
                belief=beliefs[sign],
                pools=pools,
                background=counts.get((subject, object_, sign), 0),
            )


def to_mediations(stated: Iterable[tuple[str, MediationEvidence]]) -> tuple[Mediation, ...]:
    """One mediation for each exposure, mediator, outcome and sign, weighed like an edge."""
    groups: dict[tuple[str, str, str], dict[Sign, list[MediationEvidence]]] = {}
    for mediator, one in stated:
        triple = (one.evidence.subject, mediator, one.evidence.object)
        groups.setdefault(triple, {}).setdefault(one.evidence.sign, []).append(one)
    mediations: list[Mediation] = []
    for (exposure, mediator, outcome), signs in sorted(groups.items(), key=lambda item: item[0]):
        ordered = {
            sign: sorted(signs[sign], key=lambda one: (evidence_order(one.evidence), one.mediator.start))
            for sign in SIGN_ORDER
            if sign in signs
        }
        beliefs = weigh_pair({sign: [one.evidence for one in those] for sign, those in ordered.items()})
        mediations.extend(
            Mediation(exposure, mediator, outcome, sign, tuple(those), beliefs[sign]) for sign, those in ordered.items()
        )
    return tuple(mediations)
