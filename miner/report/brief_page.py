"""A brief laid out: a page whose every sentence names its papers, and a JSON record with the claims themselves."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from miner.model.evidence import Paper
from miner.model.study import Design
from miner.model.wording import SIGN_VERBS
from miner.report.blocks import Block, Bullets, Heading, Notice, Page, Paragraph, Picture, Span, Spans, Table, plain
from miner.report.brief import Brief, Statement
from miner.report.brief_words import PROBABLE, SURE
from miner.report.links import paper_address
from miner.report.names import count_of, write_list
from miner.report.wording import write_design

_OTHER: Final = write_design(Design.OTHER)

DrawForest = Callable[[str, str], str | None]
"""The forest plot of a pair as SVG text, or None where there is nothing to plot."""


def lay_out_brief(brief: Brief, *, draw_forest: DrawForest | None = None) -> Page:
    """The page: key points, mechanisms, outcomes with forest plots, disagreements, how sure, unknowns, references."""
    return Page(brief.title, tuple(_blocks(brief, draw_forest)))


def brief_record(brief: Brief) -> dict[str, Any]:
    """The brief as plain values: each sentence with the papers, places and quotes of its claims."""
    return {
        "topic": brief.topic,
        "title": brief.title,
        "plain": brief.is_plain,
        "key_points": [_record(one) for one in brief.key_points],
        "mechanisms": [
            {
                "exposure": one.exposure,
                "mediator": one.mediator,
                "outcome": one.outcome,
                "sign": one.sign,
                "percent": one.percent or None,
                **_record(one.statement),
            }
            for one in brief.mechanisms
        ],
        "outcomes": [
            {"outcome": one.label, "statements": [_record(each) for each in one.statements]} for one in brief.outcomes
        ],
        "disagreements": [_record(one) for one in brief.disagreements],
        "unknown": [_record(one) for one in brief.unknowns],
        "designs": dict(brief.designs),
        "retracted": brief.retracted,
        "digests": brief.digests,
        "references": [
            {"id": one.id, "title": one.title, "year": one.year, "design": one.design.value} for one in brief.papers
        ],
    }


def write_brief_json(brief: Brief) -> str:
    """The record as JSON, ending in one line end."""
    return json.dumps(brief_record(brief), ensure_ascii=False, indent=2) + "\n"


def _record(one: Statement) -> dict[str, Any]:
    return {
        "text": one.text,
        "claims": [
            {"paper": each.paper.id, "document": each.document, "start": each.claim.start, "end": each.claim.end,
             "quote": each.claim.quote}
            for each in one.evidence
        ],
    }  # fmt: skip


def _blocks(brief: Brief, draw_forest: DrawForest | None) -> Iterator[Block]:
    numbers = {paper.id: number for number, paper in enumerate(brief.papers, 1)}
    if brief.digests:
        yield Notice(plain(f"{brief.digests} of the papers were read as digests, not in their own words."))
    if not brief.key_points and not brief.mechanisms:
        yield Paragraph(
            plain("The graph holds no effect of the topic's exposure on its outcomes yet: harvest more papers.")
        )
        return
    yield Heading("Key points")
    yield _bullets(brief.key_points, numbers)
    if brief.mechanisms:
        yield Heading("How it works" if brief.is_plain else "Mechanisms: what papers state as mediators")
        yield Table(
            ("Exposure", "Through", "Outcome", "Effect on the outcome", "Mediated", "Papers"),
            tuple(
                (
                    plain(one.exposure),
                    plain(one.mediator),
                    plain(one.outcome),
                    plain(SIGN_VERBS[one.sign]),
                    plain(one.percent or "not given"),
                    _cited(one.statement.papers, numbers),
                )
                for one in brief.mechanisms
            ),
        )
    yield Heading("What human studies show")
    for outcome in brief.outcomes:
        yield Heading(outcome.label, 3)
        yield _bullets(outcome.statements, numbers)
        svg = (
            draw_forest(*outcome.pair) if draw_forest is not None and outcome.is_pooled and not brief.is_plain else None
        )
        if svg:
            yield Picture(svg, f"Forest plot of {outcome.label.lower()}: each study's estimate and the pooled effect")
    if brief.disagreements:
        yield Heading("Where studies disagree")
        yield _bullets(brief.disagreements, numbers)
    yield Heading("How sure")
    yield Paragraph(plain(_how_sure(brief)))
    if brief.unknowns:
        yield Heading("What is unknown")
        yield _bullets(brief.unknowns, numbers)
    yield Heading("References")
    yield Bullets(tuple(((Span(f"{numbers[paper.id]}. "), *_reference(paper)), "") for paper in brief.papers))


def _bullets(statements: Sequence[Statement], numbers: dict[str, int]) -> Bullets:
    return Bullets(
        tuple(((Span(f"{one.text} "), *_cited(one.papers, numbers)), one.evidence[0].claim.quote) for one in statements)
    )


def _cited(papers: Sequence[str], numbers: dict[str, int]) -> Spans:
    shown = sorted((paper for paper in papers if paper in numbers), key=lambda paper: numbers[paper])
    spans: list[Span] = []
    for paper in shown:
        spans += [Span(", " if spans else "["), Span(str(numbers[paper]), url=paper_address(paper))]
    return (*spans, Span("]")) if spans else plain("; ".join(papers))


def _reference(paper: Paper) -> Spans:
    about = ", ".join(str(part) for part in (paper.journal, paper.year) if part)
    kind = write_design(paper.design) if paper.design is not Design.OTHER else ""
    told = ". ".join(part[:1].upper() + part[1:] for part in (about, kind, paper.id) if part)
    title = (paper.title or paper.id).rstrip(".")
    return (Span(title, url=paper_address(paper.id)), Span(f". {told}."))


def _how_sure(brief: Brief) -> str:
    kinds = [count_of(count, kind) for kind, count in brief.designs if kind != _OTHER]
    kinds += [
        f"{count} of {'another kind' if count == 1 else 'other kinds'}"
        for kind, count in brief.designs
        if kind == _OTHER
    ]
    gone = f" {count_of(brief.retracted, 'retracted paper')} counted for nothing." if brief.retracted else ""
    verbs = "go along" if brief.is_plain else "are associated"
    return (
        f"All of this rests on {sum(count for _, count in brief.designs)} papers: {write_list(kinds)}.{gone} How sure a"
        f" sentence sounds comes from the belief in its link, between 0 and 1: below {PROBABLE} it says “may”, below"
        f" {SURE} “probably”. Only trials and laboratory work raise or lower, increase or reduce; in other studies"
        f" things {verbs} with each other. What was looked for and not found is “not clear”."
    )
