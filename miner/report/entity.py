"""What the evidence says of one entity: what it changes, what changes it, through what; as Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from miner.model.claim import Sign
from miner.model.evidence import Edge, EvidenceGraph, Mediation, Node
from miner.model.wording import SIGN_VERBS

_NAMES = 12  # shown; the rest are counted
_TAG: Final = re.compile(r"<(?=[A-Za-z/!?])")


def write_entity(graph: EvidenceGraph, node: Node) -> str:
    """The page of a node, in Markdown; its edges by belief, the strongest first."""
    labels = {each.id: each.label for each in graph.nodes}
    parts = (
        _head(node, labels),
        _edges(
            "What it changes", [edge for edge in graph.edges if edge.subject == node.id], graph, labels, outward=True
        ),
        _edges(
            "What changes it", [edge for edge in graph.edges if edge.object == node.id], graph, labels, outward=False
        ),
        _between([one for one in graph.mediations if one.mediator == node.id], labels),
    )
    return "\n".join("\n".join(part) for part in parts).rstrip() + "\n"


def _head(node: Node, labels: dict[str, str]) -> Iterator[str]:
    yield f"# {node.label}\n"
    kind = f"{node.type.value}, " if node.type is not None else ""
    yield f"{node.id}; {kind}{node.role.value}; in claims of {node.papers:,} paper{'s' if node.papers != 1 else ''}."
    names = list({name.casefold(): name for name in reversed(node.names)}.values())[::-1]
    if names:
        more = f" and {len(names) - _NAMES} more names" if len(names) > _NAMES else ""
        yield f"Papers call it: {', '.join(names[:_NAMES])}{more}."
    if node.parts:
        yield f"Made of: {', '.join(labels.get(part, part) for part in node.parts)}."


def _edges(
    title: str, edges: Sequence[Edge], graph: EvidenceGraph, labels: dict[str, str], *, outward: bool
) -> Iterator[str]:
    yield f"\n## {title}\n"
    if not edges:
        yield "Nothing that a paper here states."
        return
    yield "| | | Through | Belief | + | - | 0 | Papers | In a paper's words |"
    yield "|---|---|---|---|---|---|---|---|---|"
    between: dict[tuple[str, str], list[Mediation]] = {}
    for one in graph.mediations:
        between.setdefault((one.exposure, one.outcome), []).append(one)
    for edge in sorted(edges, key=lambda each: (-round(each.belief.score, 6), -len(each.papers), each.id)):
        if not edge.papers:
            continue
        other = edge.object if outward else edge.subject
        said = [SIGN_VERBS[edge.sign], labels.get(other, other)]
        if not outward:
            said.reverse()
        quote = next(one.claim.quote for one in edge.evidence if one.is_sound)
        cells = (
            *said,
            ", ".join(_mediators(between.get((edge.subject, edge.object), ()), edge.sign, labels)),
            f"{edge.belief.score:.2f}",
            edge.belief.support,
            edge.belief.against,
            edge.belief.null,
            _papers(edge.papers),
            f"“{quote}”",
        )
        yield _row(cells)


def _mediators(mediations: Iterable[Mediation], sign: Sign, labels: dict[str, str]) -> Iterator[str]:
    for one in mediations:
        if one.sign == sign and one.papers:
            percents = sorted(percent for _, percent in one.percents)
            share = (
                f" ({'-'.join(f'{each:g}' for each in dict.fromkeys((percents[0], percents[-1])))}%)"
                if percents
                else ""
            )
            yield labels.get(one.mediator, one.mediator) + share


def _between(mediations: Sequence[Mediation], labels: dict[str, str]) -> Iterator[str]:
    if not mediations:
        return
    yield "\n## What runs through it\n"
    yield "| Exposure | | Outcome | Mediated | Papers |"
    yield "|---|---|---|---|---|"
    for one in mediations:
        percents = ", ".join(f"{percent:g}%" for _, percent in one.percents)
        ends = (labels.get(one.exposure, one.exposure), SIGN_VERBS[one.sign], labels.get(one.outcome, one.outcome))
        yield _row((*ends, percents, _papers(one.papers)))


def _papers(papers: Sequence[str]) -> str:
    return ", ".join((*papers[:3], f"and {len(papers) - 3} more") if len(papers) > 3 else papers)


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(_cell(str(cell)) for cell in cells) + " |"


def _cell(text: str) -> str:
    """A cell of a table. "p < 0.001" and "P<0.001" begin no tag, and people read the page as it is.

    >>> _cell("P<0.001"), _cell("<b>")
    ('P<0.001', '&lt;b>')
    """
    return _TAG.sub("&lt;", " ".join(text.split()).replace("|", "\\|"))
