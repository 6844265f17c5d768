"""The page of one paper: what it found and how sure, each finding tied to its sentence, with what others say of it.

Nothing is made up: the summary and the key findings are put together by rule from the paper's own claims, with the
numbers that it prints; `docs/pages.md` has the rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from miner.model.article import Article
from miner.model.evidence import Edge, EvidenceGraph, Node
from miner.model.reading import Mention, Reading
from miner.model.study import Study
from miner.report.findings import (
    MOST_FINDINGS,
    Finding,
    is_finding,
    rank_claims,
    write_contribution,
    write_finding,
    write_summary,
)
from miner.report.languages import Comparison, compare_languages
from miner.report.names import is_event, write_label
from miner.report.wording import FEWEST_POOLED, find_long_forms, write_design, write_pool
from miner.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Entity:
    """A concept that the paper mentions, with how often, and by which names."""

    concept: str | None
    name: str
    type: str
    count: int
    texts: tuple[str, ...]
    synonyms: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """What all papers of the graph say of a pair that this paper makes a claim on; the counts leave this one out.

    `is_thing` is true of an object that there is more or less of, rather than higher or lower.
    """

    edge: str
    subject: str
    object: str
    sign: int | None
    support: int
    against: int
    null: int
    pooled: str = ""
    is_thing: bool = False


@dataclass(frozen=True, slots=True)
class PaperPage:
    """All that a paper's page shows, before it is laid out."""

    article: Article
    reading: Reading
    summary: str
    contribution: str
    findings: tuple[Finding, ...]
    facts: tuple[tuple[str, str], ...]
    entities: tuple[Entity, ...]
    standings: tuple[Standing, ...]
    comparisons: tuple[Comparison, ...] = ()


def make_paper_page(
    article: Article,
    reading: Reading,
    *,
    vocabulary: Vocabulary,
    graph: EvidenceGraph | None = None,
    translations: Sequence[Reading] = (),
) -> PaperPage:
    """The page of a paper from its record and its reading; without a graph it stands alone.

    `translations` are the readings of its abstracts in other languages: each is held beside the main one.
    """
    long_forms = find_long_forms(reading, vocabulary)
    ranked = rank_claims(reading)
    findings = tuple(
        write_finding(reading, number, long_forms)
        for number in ranked[:MOST_FINDINGS]
        if is_finding(reading.claims[number])
    )
    return PaperPage(
        article,
        reading,
        summary=write_summary(reading, ranked, long_forms),
        contribution=write_contribution(reading, ranked, long_forms),
        findings=findings,
        facts=tuple(_facts(reading.study)),
        entities=_entities(reading, vocabulary),
        standings=() if graph is None else tuple(_standings(reading, ranked, graph, vocabulary)),
        comparisons=tuple(compare_languages(reading, each, vocabulary=vocabulary) for each in translations),
    )


def _facts(study: Study) -> list[tuple[str, str]]:
    facts = [
        ("Design", write_design(study.design)),
        ("Size", f"{study.n:,}" if study.n is not None else ""),
        ("Population", study.population or ""),
        ("Age", study.age or ""),
        ("Species", study.species or ""),
        ("Country", study.country or ""),
        ("Data set", study.data_set or ""),
        ("Follow-up", study.follow_up or ""),
        ("Dose", study.dose or ""),
        ("Form", study.form or ""),
    ]
    return [(name, value) for name, value in facts if value]


def _entities(reading: Reading, vocabulary: Vocabulary) -> tuple[Entity, ...]:
    groups: dict[tuple[str | None, str], list[Mention]] = {}
    for mention in reading.mentions:
        groups.setdefault((mention.concept, "" if mention.concept else mention.text.casefold()), []).append(mention)
    entities = []
    for (curie, _), mentions in groups.items():
        concept = vocabulary.get(curie) if curie else None
        first = mentions[0]
        entities.append(
            Entity(
                curie,
                concept.name if concept else first.name or first.text,
                first.type.value,
                len(mentions),
                tuple(dict.fromkeys(one.text for one in mentions)),
                tuple(concept.synonyms[:5]) if concept else (),
                next((one.parts for one in mentions if one.parts), ()),
            )
        )
    return tuple(sorted(entities, key=lambda one: (one.type, -one.count, one.name)))


def _standings(reading: Reading, ranked: Sequence[int], graph: EvidenceGraph, vocabulary: Vocabulary) -> list[Standing]:
    nodes = {node.id: node for node in graph.nodes}
    by_pair: dict[tuple[str, str], list[Edge]] = {}
    for edge in graph.edges:
        by_pair.setdefault((edge.subject, edge.object), []).append(edge)
    found: dict[str, Standing] = {}
    for number in ranked:
        claim = reading.claims[number]
        if claim.subject.concept is None or claim.object.concept is None:
            continue
        subject = vocabulary.roll_up(claim.subject.concept)[0]
        pair = (subject, vocabulary.roll_up(claim.object.concept, is_outcome=True)[0])
        for edge in by_pair.get(pair, ()):
            if reading.id in {one.document for one in edge.evidence} and edge.id not in found:
                found[edge.id] = _standing(reading, edge, by_pair[pair], nodes)
    return list(found.values())[:6]


def _standing(reading: Reading, edge: Edge, edges: Sequence[Edge], nodes: Mapping[str, Node]) -> Standing:
    others = {other.sign: {paper for paper in other.papers if paper != reading.id} for other in edges}
    opposite = {-edge.sign} if edge.sign else {1, -1}
    pools = [one for one in edge.pools if len(one.studies) >= FEWEST_POOLED]
    pool = max(pools, key=lambda one: len(one.studies), default=None)
    pooled = write_pool(pool) if pool is not None else ""
    return Standing(
        edge.id,
        write_label(nodes[edge.subject].label),
        write_label(nodes[edge.object].label),
        edge.sign,
        len(others.get(edge.sign, ())),
        sum(len(others.get(sign, ())) for sign in opposite),
        len(others.get(0, ())) if edge.sign != 0 else 0,
        pooled,
        is_thing=is_event(nodes[edge.object].type),
    )
