"""From papers to the evidence graph: gather, group, weigh, give roles, infer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from json import dumps
from typing import Final

from miner.assemble.claims import Heap, Papers, Terms, gather
from miner.assemble.grouping import evidence_order, group, to_edges, to_mediations
from miner.assemble.naming import CATEGORIES, Namer
from miner.assemble.roles import RoleFinder, find_between, infer
from miner.collecting import without_collecting
from miner.model.claim import Sign
from miner.model.concept import EntityType
from miner.model.evidence import Edge, Evidence, EvidenceGraph, Mediation, Node, Role
from miner.model.topic import Topic
from miner.vocabulary import Vocabulary

RULES_VERSION: Final = "2"
"""Raised whenever weighing, pooling or naming changes, so that a report of changes can give it as the reason."""


@without_collecting()
def assemble(papers: Papers, *, topic: Topic, vocabulary: Vocabulary) -> EvidenceGraph:
    """The evidence graph of papers; the same value for any order of them. No papers give a graph without nodes."""
    namer = Namer(vocabulary)
    heap = gather(papers, namer)
    edges = tuple(to_edges(group(heap.evidence), background=_count_background(heap.background)))
    mediations = to_mediations(heap.mediations)
    nodes = _nodes(heap, edges, mediations, namer, RoleFinder(topic, vocabulary, namer))
    return EvidenceGraph(
        topic=topic.name,
        title=topic.title,
        nodes=nodes,
        edges=edges,
        mediations=mediations,
        inferences=infer(nodes, edges, mediations),
        papers=tuple(heap.papers[key] for key in sorted(heap.papers)),
        background=tuple(sorted(heap.background, key=lambda one: (one.subject, one.object, *evidence_order(one)))),
        versions=(("rules", RULES_VERSION), ("vocabulary", fingerprint(vocabulary))),
    )


def fingerprint(vocabulary: Vocabulary) -> str:
    """A short digest of what the vocabulary says of its sources; another vocabulary gives another."""
    text = dumps(getattr(vocabulary, "header", {}), sort_keys=True, default=str)
    return sha256(text.encode()).hexdigest()[:16]


def _count_background(background: Iterable[Evidence]) -> dict[tuple[str, str, Sign], int]:
    return dict(Counter((one.subject, one.object, one.sign) for one in background))


def _nodes(
    heap: Heap, edges: Sequence[Edge], mediations: Sequence[Mediation], namer: Namer, finder: RoleFinder
) -> tuple[Node, ...]:
    roles = {node: finder.find(node, sorted(terms.members)) for node, terms in heap.terms.items()}
    roles |= dict.fromkeys(find_between(roles, edges, mediations), Role.MEDIATOR)
    papers = _papers_of(edges, mediations)
    return tuple(
        _node(node, heap.terms[node], roles[node], len(papers.get(node, ())), namer) for node in sorted(heap.terms)
    )


def _papers_of(edges: Iterable[Edge], mediations: Iterable[Mediation]) -> Mapping[str, set[str]]:
    papers: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        sound = {one.paper.id for one in edge.evidence if one.is_sound}
        papers[edge.subject] |= sound
        papers[edge.object] |= sound
    for mediation in mediations:
        papers[mediation.mediator].update(mediation.papers)
    return papers


def _node(node: str, terms: Terms, role: Role, papers: int, namer: Namer) -> Node:
    name, known_type, parts = namer.label(node)
    names = tuple(text for text, _ in sorted(terms.names.items(), key=lambda item: (-item[1], item[0])))
    kind = known_type or _most(terms.types)
    return Node(
        id=node,
        label=name or names[0],
        category=CATEGORIES[kind],
        type=kind,
        role=role,
        papers=papers,
        names=names,
        members=tuple(sorted(terms.members)),
        parts=parts,
    )


def _most(types: Counter[EntityType]) -> EntityType | None:
    return min(types, key=lambda one: (-types[one], one.value), default=None)
