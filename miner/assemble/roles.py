"""What each node is to the topic: exposure, mediator, outcome, or something else."""

from collections.abc import Iterable, Mapping
from typing import Final

from miner.assemble.naming import Namer, place_words
from miner.model.evidence import Edge, Inference, Mediation, Node, Role
from miner.model.topic import Selection, Topic
from miner.vocabulary import Vocabulary

_ORDER: Final = (Role.EXPOSURE, Role.OUTCOME, Role.MEDIATOR)


class RoleFinder:
    """Finds a node's role: what the topic lists by concept or name first, then what stands under its trees."""

    def __init__(self, topic: Topic, vocabulary: Vocabulary, namer: Namer) -> None:
        self._vocabulary = vocabulary
        self._selections: tuple[tuple[Role, Selection], ...] = tuple(
            zip(_ORDER, (topic.exposure, topic.outcome, topic.mediator), strict=True)
        )
        self._listed: dict[str, Role] = {}
        for role, selection in reversed(self._selections):
            for concept in selection.concepts:
                self._listed[vocabulary.roll_up(concept)[0]] = role
            for name in selection.names:
                self._list_name(name, role, namer)

    def _list_name(self, name: str, role: Role, namer: Namer) -> None:
        words = place_words(name)
        if words is not None:
            self._listed[words.node] = role
        found = self._vocabulary.find(name)
        if found and (place := namer.place(name, found[0].curie, "")) is not None:
            self._listed[place.node] = role

    def find(self, node: str, members: Iterable[str]) -> Role:
        """The role that the topic gives a node, or one of those that rolled up to it; else OTHER."""
        if node in self._listed:
            return self._listed[node]
        concepts = [concept for one in (node, *members) if (concept := self._vocabulary.get(one)) is not None]
        for role, selection in self._selections:
            if any(concept.is_under(*selection.trees) for concept in concepts):
                return role
        return Role.OTHER


def find_between(roles: Mapping[str, Role], edges: Iterable[Edge], mediations: Iterable[Mediation]) -> frozenset[str]:
    """The nodes without a role that stand between an exposure and an outcome, by sound directed edges or as stated."""
    after: set[str] = set()
    before: set[str] = set()
    for edge in edges:
        if edge.sign and edge.belief.score > 0:
            if roles[edge.subject] is Role.EXPOSURE:
                after.add(edge.object)
            if roles[edge.object] is Role.OUTCOME:
                before.add(edge.subject)
    stated = {one.mediator for one in mediations if one.belief.score > 0}
    return frozenset(node for node in (after & before) | stated if roles[node] is Role.OTHER)


def infer(nodes: Iterable[Node], edges: Iterable[Edge], mediations: Iterable[Mediation]) -> tuple[Inference, ...]:
    """Exposure, mediator and outcome by two stated edges, where no paper states that mediation; in order of id."""
    roles = {node.id: node.role for node in nodes}
    stated = {(one.exposure, one.mediator, one.outcome) for one in mediations}
    into: dict[str, list[Edge]] = {}
    out: dict[str, list[Edge]] = {}
    for edge in _strongest(edges):
        if roles[edge.subject] is Role.EXPOSURE and roles[edge.object] is Role.MEDIATOR:
            into.setdefault(edge.object, []).append(edge)
        elif roles[edge.subject] is Role.MEDIATOR and roles[edge.object] is Role.OUTCOME:
            out.setdefault(edge.subject, []).append(edge)
    found = [
        _inference(first, second)
        for mediator in sorted(into.keys() & out.keys())
        for first in into[mediator]
        for second in out[mediator]
        if (first.subject, mediator, second.object) not in stated
    ]
    return tuple(sorted(found, key=lambda one: one.id))


def _strongest(edges: Iterable[Edge]) -> Iterable[Edge]:
    # Of a pair that is disputed, the side with more belief; what has none (retracted) leads nowhere.
    best: dict[tuple[str, str], Edge] = {}
    for edge in edges:
        if not edge.sign or edge.belief.score <= 0:
            continue
        pair = (edge.subject, edge.object)
        if pair not in best or edge.belief.score > best[pair].belief.score:
            best[pair] = edge
    return best.values()


def _inference(first: Edge, second: Edge) -> Inference:
    assert first.sign is not None
    assert second.sign is not None
    return Inference(
        exposure=first.subject,
        mediator=first.object,
        outcome=second.object,
        sign=first.sign * second.sign,
        first=first.id,
        second=second.id,
        belief=first.belief.score * second.belief.score,
    )
