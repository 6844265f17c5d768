"""`miner check`: an article's claims against the graph, and its citations resolved."""

import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

from miner.cli.app import MinerCommand
from miner.cli.places import open_graph, open_to_read, store_option, topic_option
from miner.cli.tables import print_table
from miner.cli.talk import get_talk
from miner.errors import BadInput, MinerError, Unreachable

if TYPE_CHECKING:
    from miner.model.article import Article
    from miner.report.check import ArticleCheck, FindPaper
    from miner.report.references import Entry
    from miner.store import Store

_EXAMPLES = """
miner check article.md
miner check page.html -o check.html
miner check https://example.org/magnesium-and-bones --online
"""


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("source", metavar="FILE|URL")
@topic_option
@store_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write the whole check as .md, .html, .docx or .json (default: a table on the terminal).",
)  # fmt: skip
@click.option("--online", is_flag=True, help="Look references up in PubMed that the store does not hold.")
@click.option("--json", "as_json", is_flag=True, help="The whole check as JSON.")
def check(
    source: str, *, topic_name: str, store_path: Path | None, output: Path | None, online: bool, as_json: bool
) -> None:  # fmt: skip
    """Check an article: each claim's verdict, each citation resolved or named.

    FILE is Markdown, HTML or plain text; URL a public web page. A claim is supported, overstated (it says more than the
    papers do), mixed, contradicted, or not found.
    """
    is_address = source.lower().startswith(("http://", "https://"))
    opened = _fetched(source) if is_address else _opened(Path(source))  # before anything heavy is loaded
    from miner.model.article import Rejected
    from miner.report.check import check_article
    from miner.report.check_page import write_check_json
    from miner.report.languages import split_languages
    from miner.run.reading import ReaderChoice, read_articles
    from miner.vocabulary import load_vocabulary

    article = split_languages(opened)
    topic, store = open_to_read(topic_name, store_path)
    with store:
        readings = []
        for reading in read_articles([article], reader=ReaderChoice(topic.model, topic.labels)):
            if isinstance(reading, Rejected):
                raise BadInput(f"{source} could not be read: {reading.reason}")
            readings.append(reading)
        found = check_article(
            article,
            readings[0],
            graph=open_graph(topic, store),
            vocabulary=load_vocabulary(),
            find_paper=_finder(store, online=online),
            translations=readings[1:],
        )
    if output is not None:
        _write(found, output)
        get_talk().say(f"{_summary(found)} The whole check is in {output}.")
    elif as_json:
        click.echo(write_check_json(found), nl=False)
    else:
        _print(found)


def _opened(path: Path) -> "Article":
    from miner.parse import iter_records

    return _article(next(iter(iter_records(path)), None), str(path))


def _fetched(url: str) -> "Article":
    from miner.harvest.page import fetch_page
    from miner.parse import iter_records_from

    body = fetch_page(url)
    return _article(next(iter(iter_records_from(io.BytesIO(body), name=url, format="html")), None), url)


def _article(record: object, name: str) -> "Article":
    from miner.model.article import Article, Rejected

    if isinstance(record, Article):
        return record
    reason = record.reason if isinstance(record, Rejected) else "it holds no text"
    raise BadInput(f"{name} cannot be checked: {reason}")


def _finder(store: "Store", *, online: bool) -> "FindPaper":
    """Looks a reference up by DOI, PMID and title in the store, then, if asked to, in PubMed."""
    from miner.errors import NotFound

    ask_pubmed = _pubmed() if online else None

    def find(entry: "Entry") -> str | None:
        for name in (entry.pmid and f"PMID:{entry.pmid}", entry.doi and f"DOI:{entry.doi}"):
            if name:
                try:
                    return store.get_article(name).id
                except NotFound:
                    continue
        if entry.title and (found := store.find_paper_by_title(entry.title, year=entry.year)):
            return found
        return ask_pubmed(entry) if ask_pubmed is not None else None

    return find


def _pubmed() -> "FindPaper":
    from miner.harvest.citing import find_pmid
    from miner.harvest.client import EntrezClient
    from miner.settings import read_settings

    client = EntrezClient(read_settings(), tries=3)
    talk = get_talk()
    is_reached = True

    def find(entry: "Entry") -> str | None:
        nonlocal is_reached
        if not is_reached:
            return None
        try:
            pmid = find_pmid(client, doi=entry.doi, title=entry.title, year=entry.year)
        except Unreachable as error:
            is_reached = False  # who does not answer once would keep every further reference waiting
            talk.warn(f"PubMed was asked for no more references: {error}")
            return None
        except MinerError as error:
            talk.warn(f"a reference could not be looked up in PubMed: {error}")
            return None
        return f"PMID:{pmid}" if pmid else None

    return find


def _write(found: "ArticleCheck", output: Path) -> None:
    from miner.files import write_whole
    from miner.report.check_page import lay_out_check, write_check_json
    from miner.report.pages import write_page

    if output.suffix.lower() == ".json":
        write_whole(output, write_check_json(found))
    else:
        write_page(lay_out_check(found), output)


def _summary(found: "ArticleCheck") -> str:
    from miner.report.check_page import count_verdicts
    from miner.report.names import count_of

    counts = count_verdicts(found)
    said = ", ".join(f"{count} {verdict.value}" for verdict, count in counts.most_common())
    return f"{count_of(len(found.claims), 'claim')}{f': {said}' if said else ''}."


def _print(found: "ArticleCheck") -> None:
    from miner.report.check_page import VERDICT_MARKS, say_claim, say_counts, say_impossible
    from miner.report.language_page import say_languages

    if found.note:
        click.echo(found.note)
    click.echo(_summary(found))
    rows = [
        (
            f"{VERDICT_MARKS[one.checked.verdict]} {one.checked.verdict.value}",
            say_claim(one, found.names),
            say_counts(one),
            "; ".join((*one.checked.reasons, *(f"{each.paper} {each.verdict}" for each in one.cited))),
        )
        for one in found.claims
    ]
    if rows:
        print_table("Claims", ("Verdict", "The article says", "Papers", "Why"), rows)
    if found.mechanisms:
        print_table(
            "Mechanisms in its tables",
            ("Evidence", "Exposure", "Through", "Outcome", "Papers"),
            [
                (
                    one.verdict.value,
                    one.exposure.text if one.exposure else "its topic",
                    one.mediator.text,
                    one.outcome.text,
                    ", ".join(one.papers or (*one.first, *one.second)),
                )
                for one in found.mechanisms
            ],
        )
    for notice in say_impossible(found):
        click.echo(notice)
    for comparison in found.comparisons:
        click.echo(say_languages(comparison))
    problems = [(one.text, one.problem) for one in found.citations if one.problem]
    if found.citations:
        click.echo(f"{len(found.citations) - len(problems)} of {len(found.citations)} citations lead to a reference.")
    if problems:
        print_table("Citations that cannot be resolved", ("Citation", "Why"), problems)
