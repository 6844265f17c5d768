"""`miner search`: entities, claims and papers of the store; without words, a prompt with completion."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from miner.cli.app import MinerCommand
from miner.cli.places import open_to_read, store_option, topic_option
from miner.cli.tables import print_table
from miner.model.wording import say_sign

if TYPE_CHECKING:
    from miner.store import EntityHit, Store

_EXAMPLES = """
miner search vascular calcification
miner search MESH:D008274 --json
miner search
"""


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("words", nargs=-1)
@topic_option
@store_option
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="Hits of each kind.")
@click.option("--json", "as_json", is_flag=True, help="Hits as JSON.")
def search(words: tuple[str, ...], *, topic_name: str, store_path: Path | None, limit: int, as_json: bool) -> None:
    """Find entities, claims and papers in the store.

    WORDS are looked for in names (synonyms and ids, too), sentences and titles; all of them must be there, the last
    one as a beginning. Without WORDS, a prompt asks for them and completes names.
    """
    _, store = open_to_read(topic_name, store_path)
    with store:
        if words:
            _answer(store, " ".join(words), limit=limit, as_json=as_json)
        else:
            _prompt(store, limit=limit)


def _answer(store: "Store", words: str, *, limit: int, as_json: bool) -> None:
    entities = find_entities(store, words, limit=limit)
    claims = store.search_claims(words, limit=limit)
    papers = store.search_papers(words, limit=limit)
    if as_json:
        found = {
            "entities": [asdict(entity) for entity in entities],
            "claims": [asdict(claim) for claim in claims],
            "papers": [asdict(paper) for paper in papers],
        }
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    if not (entities or claims or papers):
        click.echo(f"Nothing in {store.path} matches {words!r}; try fewer or other words.")
        return
    marked = words.split()
    print_table(
        "Entities",
        ("Id", "Name", "Type", "Papers"),
        [(hit.concept, hit.name, hit.type, f"{hit.papers:,}") for hit in entities],
        marked=marked,
    )
    print_table(
        "Claims",
        ("Subject", "", "Object", "Sentence", "Paper"),
        [(hit.subject, say_sign(hit.sign, hit.subject_state), hit.object, hit.quote, hit.article) for hit in claims],
        marked=marked,
    )
    print_table(
        "Papers",
        ("Id", "Year", "Title", "Journal"),
        [(hit.id, str(hit.year or ""), hit.title, hit.journal) for hit in papers],
        marked=marked,
    )


def find_entities(store: "Store", words: str, *, limit: int) -> tuple["EntityHit", ...]:
    """The entities that the vocabulary knows by these words (synonyms, Chinese), then those whose name has them."""
    from miner.vocabulary import load_vocabulary

    named = store.search_entities(words, limit=limit)
    known = store.find_entities(concept.curie for concept in load_vocabulary().find(words))
    return tuple(dict.fromkeys((*known, *named)))[:limit]


def _prompt(store: "Store", *, limit: int) -> None:
    from prompt_toolkit import PromptSession

    from miner.cli.prompt import NameCompleter
    from miner.vocabulary import load_vocabulary

    completer = NameCompleter(store.search_entities("", limit=50_000), load_vocabulary())
    session: PromptSession[str] = PromptSession(completer=completer, complete_while_typing=True)
    click.echo("Words to look for; Tab completes names, Ctrl-D leaves.", err=True)
    while True:
        try:
            words = session.prompt("miner> ").strip()
        except (EOFError, KeyboardInterrupt):
            return
        if words:
            _answer(store, words, limit=limit, as_json=False)
