"""The page of an edge: the forest plot with its pooled effect, the camps and what tells them apart, every claim."""

from collections import Counter
from collections.abc import Mapping, Sequence

from dash import html

from miner.ask.disagreement import Camp, Disagreement, find_disagreement, timeline
from miner.assemble.projection import main_pool
from miner.model.evidence import Edge, Inference, Mediation, Pool
from miner.web.choosing import Wish, choose_claims
from miner.web.finding import get_link
from miner.web.pages.asked import Asked
from miner.web.pages.claims import MOST, claims_table
from miner.web.pages.forest import draw_forest, say_pool
from miner.web.pages.parts import (
    Part,
    belief_bar,
    button,
    counted,
    empty,
    entity_link,
    facts,
    page,
    paper_link,
    quote_of,
    say_counts,
    section,
    sign_badge,
    study_of,
    table,
)
from miner.web.pages.years import draw_years
from miner.web.records import address
from miner.web.shelf import Shelf
from miner.web.signs import LOOKS
from miner.web.view import Stated, View
from miner.weigh.forest import forest_groups, main_measure, pooled_group

_PAPERS = 8  # of a camp, before they are counted


def make(view: View, shelf: Shelf, asked: Asked) -> Part:
    """The page of the edge that the path names; raises NotFound."""
    link = get_link(view, asked.rest)
    if isinstance(link, Edge):
        return _stated(view, shelf, link, asked)
    return _mediation(view, shelf, link, asked) if isinstance(link, Mediation) else _inference(view, link)


def _stated(view: View, shelf: Shelf, edge: Edge, asked: Asked) -> Part:
    siblings = [one for one in view.network.outgoing[edge.subject] if one.object == edge.object]
    pools = list(edge.pools)
    stated = choose_claims(shelf, view, Wish(edge=edge.id))
    others = [other for other in siblings if other.id != edge.id]
    return page(
        _title(view, edge.subject, LOOKS[edge.sign].verb, edge.object),
        html.Div(
            facts(
                [
                    ("From", entity_link(view, edge.subject)),
                    ("To", entity_link(view, edge.object)),
                    ("Belief", belief_bar(edge.belief.score)),
                    ("Papers", _counts(edge)),
                    *([("Papers also say", _others(others))] if others else []),
                    *_via(view, edge),
                ]
            ),
            className="card",
        ),
        _forest(siblings, pools, asked),
        _camps(find_disagreement(view.network, edge.subject, edge.object)),
        section("Papers by year", draw_years(timeline(siblings), is_dark=asked.is_dark, name="years")),
        _claims(stated, edge.id, asked),
        lead=[
            sign_badge(edge.sign),
            " ",
            counted(len(edge.evidence), "claim"),
            " of ",
            counted(len(edge.papers), "paper"),
        ],
    )


def _title(view: View, subject: str, verb: str, object_: str) -> str:
    return f"{view.label(subject)} {verb} {view.label(object_)}"


def _counts(edge: Edge) -> str:
    gone = f"; {len(edge.retracted)} retracted, kept and not counted" if edge.retracted else ""
    background = (
        f"; {counted(edge.background, 'more claim')} about other papers, not counted" if edge.background else ""
    )
    return say_counts(edge) + gone + background


def _others(edges: Sequence[Edge]) -> Part:
    return html.Span(
        [
            part
            for edge in edges
            for part in (html.A([sign_badge(edge.sign), f" ({len(edge.papers)})"], href=address("edge", edge.id)), " ")
        ]
    )


def _via(view: View, edge: Edge) -> list[tuple[str, Part]]:
    through = [one for one in view.network.mediations.get((edge.subject, edge.object), ()) if one.sign == edge.sign]
    path = html.A("all paths", href=f"/path?exposure={edge.subject}&outcome={edge.object}")
    links = [
        part for one in through[:6] for part in (html.A(view.label(one.mediator), href=address("edge", one.id)), ", ")
    ]
    return [("Through", html.Span([*links, path]))]


def _forest(siblings: Sequence[Edge], pools: Sequence[Pool], asked: Asked) -> Part:
    if pools:
        chosen = asked.number("pool", pools.index(main_pool(pools) or pools[0]), most=len(pools) - 1)
        pool = pools[chosen]
        plot = draw_forest([pooled_group(pool)], measure=pool.measure, is_dark=asked.is_dark, name="forest")
        parts: list[Part] = [html.P(f"{pool.comparison or 'any comparison'}; {pool.stratum}", className="note"), plot]
        parts += [html.P(caution, className="caution") for caution in pool.cautions]
        if pool.set_aside:
            left = [(one.paper, one.estimate.text, one.reason) for one in pool.set_aside]
            parts.append(
                html.Details(
                    [html.Summary(f"{counted(len(left), 'estimate')} not pooled, and why"),
                     table("Estimates that are not pooled", ("Paper", "As printed", "Why not"), left)]
                )
            )  # fmt: skip
        if len(pools) > 1:
            links = [
                html.Li(
                    html.A(
                        say_pool(one),
                        href=asked.but(pool=str(at)),
                        **({"aria-current": "true"} if at == chosen else {}),
                    )
                )
                for at, one in enumerate(pools)
            ]
            parts.append(html.Details([html.Summary(f"{len(pools)} ways to pool"), html.Ul(links)]))
        return section("Effect sizes", *parts)
    evidence = [one for edge in siblings for one in edge.evidence]
    measure = main_measure(evidence, ())
    if measure is None:
        return section("Effect sizes", empty("No paper prints an estimate with a confidence interval for this pair."))
    note = "Not pooled: fewer than two independent studies of one kind, measure and comparison."
    return section(
        "Effect sizes",
        draw_forest(forest_groups(evidence, (), measure), measure=measure, is_dark=asked.is_dark, name="forest"),
        note=note,
    )


def _camps(disagreement: Disagreement) -> Part:
    if not disagreement.camps:
        return section("Who says what", empty("Every paper that stated it was retracted."))
    sides = Counter(paper.id for camp in disagreement.camps for paper in camp.papers)
    camps = [_camp(camp, sides) for camp in disagreement.camps]
    parts: list[Part] = [html.Div(camps, className="camps")]
    if disagreement.differences:
        rows = [(one.feature, one.first, one.second) for one in disagreement.differences]
        parts.append(table("What tells the two largest camps apart", ("", "Largest camp", "Second camp"), rows))
    return section("Who says what", *parts, note=disagreement.sentence)


def _camp(camp: Camp, sides: Mapping[str, int]) -> Part:
    papers = [
        html.Li(
            [
                paper_link(paper),
                html.Span(f" {study_of(paper)}, {paper.year or 'no year'} ", className="note"),
                *([html.Span("on both sides", className="tag")] if sides[paper.id] > 1 else []),
            ]
        )
        for paper in camp.papers[:_PAPERS]
    ]
    rest = len(camp.papers) - _PAPERS
    more = [html.P(f"and {rest} more in the table below", className="note")] if rest > 0 else []
    heading = html.H3([sign_badge(camp.sign), f" {counted(len(camp.papers), 'paper')}"])
    return html.Div([heading, html.Ul(papers), *more], className="camp")


def _claims(stated: Sequence[Stated], edge: str, asked: Asked) -> Part:
    note = "Each row is one claim with its verbatim sentence. Click a head to sort, type below it to filter."
    if len(stated) > MOST:
        note += f" The first {MOST:,} of {len(stated):,}; the CSV has all."
    return section(
        "Claims",
        claims_table(stated, name="claims", is_dark=asked.is_dark),
        note=note,
        actions=[button("CSV", f"/api/claims.csv?edge={edge}", download=True, label="These claims as CSV")],
    )


def _mediation(view: View, shelf: Shelf, one: Mediation, asked: Asked) -> Part:
    percents = [
        (paper_link(view.papers[paper]), f"{percent:g}%") for paper, percent in one.percents if paper in view.papers
    ]
    title = f"{_title(view, one.exposure, LOOKS[one.sign].verb, one.outcome)} through {view.label(one.mediator)}"
    quotes = list(dict.fromkeys(each.evidence for each in one.evidence))
    return page(
        title,
        html.Div(
            facts(
                [
                    ("Exposure", entity_link(view, one.exposure)),
                    ("Mediator", entity_link(view, one.mediator)),
                    ("Outcome", entity_link(view, one.outcome)),
                    ("Belief", belief_bar(one.belief.score)),
                    ("Whole picture", html.A("all paths between the two", href=_path(one.exposure, one.outcome))),
                ]
            ),
            className="card",
        ),
        section("Percent mediated", table("Percent mediated, by paper", ("Paper", "Mediated"), percents, numbers=(1,)))
        if percents
        else section("Percent mediated", empty("These papers name the mediator, and print no percentage.")),
        section("In the papers' words", *(quote_of(each) for each in quotes[:20])),
        _claims(choose_claims(shelf, view, Wish(edge=one.id)), one.id, asked),
        lead=["Stated by ", counted(len(one.papers), "paper"), " as one path"],
    )


def _inference(view: View, one: Inference) -> Part:
    legs = [view.network.edges[leg] for leg in (one.first, one.second)]
    rows = [
        (
            entity_link(view, leg.subject),
            sign_badge(leg.sign),
            entity_link(view, leg.object),
            belief_bar(leg.belief.score),
            f"{len(leg.papers):,}",
            html.A("evidence", href=address("edge", leg.id)),
        )
        for leg in legs
    ]
    return page(
        f"{_title(view, one.exposure, LOOKS[one.sign].verb, one.outcome)}, perhaps, through {view.label(one.mediator)}",
        html.P(
            "Inferred: no paper states this path. We put it together from two edges that papers do state.",
            className="caution",
        ),
        section(
            "The two edges", table("The two edges", ("From", "", "To", "Belief", "Papers", "Why"), rows, numbers=(4,))
        ),
        html.P(html.A("All paths between the two", href=_path(one.exposure, one.outcome))),
        lead=["Belief ", belief_bar(one.belief), ": the product of the two edges'"],
    )


def _path(exposure: str, outcome: str) -> str:
    return f"/path?exposure={exposure}&outcome={outcome}"
