"""A run's report in Markdown: what was read, what follows from it, who disagrees, and what was set aside."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from miner.ask import find_disagreements
from miner.model.article import Rejected
from miner.model.evidence import EvidenceGraph
from miner.model.wording import SIGN_VERBS
from miner.report.wording import write_estimate, write_papers, write_percents
from miner.run.summary import EffectLine, PathLine, effect_lines, path_lines
from miner.run.tally import Tally

_MOST = 40  # rows a table shows; the GraphML has them all


def write_report(graph: EvidenceGraph, *, tally: Tally, set_aside: tuple[Rejected, ...], is_sample: bool) -> str:
    """The report as one text; the same graph gives the same bytes."""
    effects = effect_lines(graph)
    parts = (
        _head(graph, tally, is_sample=is_sample),
        _paths(path_lines(graph)),
        _effects(effects),
        _disagreements(graph),
        _inferences(graph),
        _audit(graph),
        _set_aside(set_aside),
        _how(graph),
    )
    return "\n".join("\n".join(part) for part in parts).rstrip() + "\n"


def _head(graph: EvidenceGraph, tally: Tally, *, is_sample: bool) -> Iterator[str]:
    yield f"# {graph.title or graph.topic}\n"
    if is_sample:
        yield (
            "Made from the sample corpus: the papers are real, their abstracts are told in our own words "
            "(see corpora/sample/SOURCES.md).\n"
        )
    years = f", {min(tally.years)}-{max(tally.years)}" if tally.years else ""
    retracted = f" ({tally.retracted:,} retracted: kept, marked, counting for nothing)" if tally.retracted else ""
    yield (
        f"Read: {tally.papers:,} papers{years}{retracted}; {tally.mentions:,} mentions, {tally.linked:,} of them "
        f"linked; {tally.estimates:,} effect estimates, {tally.with_ci:,} with a confidence interval; "
        f"{tally.claims:,} claims."
    )
    yield (
        f"Graph: {len(graph.nodes):,} nodes, {len(graph.edges):,} stated edges, {len(graph.mediations):,} stated "
        f"mediations, {len(graph.inferences):,} inferred paths.\n"
    )
    yield from _table(("Study design", "Papers"), ((name, str(count)) for name, count in sorted(tally.designs.items())))


def _paths(lines: tuple[PathLine, ...]) -> Iterator[str]:
    yield "\n## Stated paths: exposure → mediator → outcome\n"
    if not lines:
        yield "No paper states a mediation between an exposure and an outcome of this topic."
        return
    yield from _table(
        (
            "Exposure",
            "Mediator",
            "Outcome",
            "The exposure ... the outcome",
            "Mediated",
            "Effect of the exposure",
            "Papers",
        ),
        (
            (
                line.exposure,
                line.mediator,
                line.outcome,
                SIGN_VERBS[line.sign],
                write_percents(line.percents) if line.percents else "",
                line.effects[0] if line.effects else "",
                write_papers(line.papers),
            )
            for line in lines[:_MOST]
        ),
    )
    yield from _more(len(lines))


def _effects(lines: tuple[EffectLine, ...]) -> Iterator[str]:
    yield "\n## Stated effects: exposure → outcome\n"
    yield "`+`, `-` and `0` count the papers that support the edge, say the opposite, or found no effect.\n"
    yield from _table(
        ("Exposure", "Effect", "Outcome", "Size", "+", "-", "0", "Belief", "In a paper's words"),
        (
            (
                line.exposure,
                SIGN_VERBS[line.sign],
                line.outcome,
                line.effect,
                str(line.support),
                str(line.against),
                str(line.null),
                f"{line.belief:.2f}",
                f"“{line.quote}” ({line.papers[0]})",
            )
            for line in lines[:_MOST]
        ),
    )
    yield from _more(len(lines))


def _disagreements(graph: EvidenceGraph) -> Iterator[str]:
    yield "\n## Where papers disagree\n"
    found = [one for one in find_disagreements(graph) if one.is_disputed]
    if not found:
        yield "Nowhere among the stated effects."
    yield from (f"- {one.sentence}" for one in found[:_MOST])
    yield from _more(len(found))


def _inferences(graph: EvidenceGraph) -> Iterator[str]:
    yield "\n## Inferred paths\n"
    if not graph.inferences:
        yield "None: no two stated edges meet that no paper has put together."
        return
    yield "Put together by miner from edges of different papers; no paper states these paths.\n"
    labels = {node.id: node.label for node in graph.nodes}
    ranked = sorted(graph.inferences, key=lambda one: (-round(one.belief, 6), one.id))
    yield from _table(
        ("Exposure", "Mediator", "Outcome", "Would mean that the exposure ... the outcome", "Belief"),
        (
            (
                labels.get(one.exposure, one.exposure),
                labels.get(one.mediator, one.mediator),
                labels.get(one.outcome, one.outcome),
                SIGN_VERBS[one.sign],
                f"{one.belief:.2f}",
            )
            for one in ranked[:_MOST]
        ),
    )
    yield from _more(len(ranked))


def _audit(graph: EvidenceGraph) -> Iterator[str]:
    yield "\n## Estimates that fail the audit\n"
    failing = sorted(
        {
            (one.paper.id, write_estimate(estimate), ", ".join(estimate.audit))
            for edge in graph.edges
            for one in edge.evidence
            for estimate in one.estimates
            if estimate.audit
        }
    )
    if not failing:
        yield "None of those on the graph's edges."
        return
    yield from _table(("Paper", "Estimate", "Fails"), failing)


def _set_aside(set_aside: tuple[Rejected, ...]) -> Iterator[str]:
    yield "\n## Set aside\n"
    if not set_aside:
        yield "Nothing."
    yield from (f"- {one.id} ({Path(one.source).name}): {one.reason}" for one in set_aside)


def _how(graph: EvidenceGraph) -> Iterator[str]:
    yield "\n## How this was made\n"
    yield f"`miner run {graph.topic}`; the manifest beside this file names every input by its digest."


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'|'.join('---' for _ in head)}|"
    for row in rows:
        yield f"| {' | '.join(_cell(cell) for cell in row)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def _more(count: int) -> Iterator[str]:
    if count > _MOST:
        yield f"\n{count - _MOST:,} more are in the GraphML."
