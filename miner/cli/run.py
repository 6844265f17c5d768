"""`miner run`: the main job."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from miner.cli.app import MinerCommand
from miner.cli.places import path_of_store, store_option
from miner.cli.talk import get_talk

if TYPE_CHECKING:
    from miner.model.evidence import EvidenceGraph
    from miner.run.pipeline import RunResult

_EXAMPLES = """
miner run magnesium --offline
NCBI_EMAIL=you@example.org miner run magnesium -o graphs
"""
_SHOWN = 12  # paths and effects printed; the report has more


@click.command(cls=MinerCommand, example=_EXAMPLES)
@click.argument("topic")
@click.option("--offline", is_flag=True, help="Take the sample corpus that the topic names instead of the network.")
@click.option(
    "--since", metavar="DATE", help="Fetch what is new or changed since that day (default: the last harvest)."
)
@store_option
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where the GraphML, the report and the manifest go (default: graphs/).",
)
@click.option("--workers", type=int, metavar="N", help="Processes to read with (default: one for each core).")
@click.option("--model", metavar="NAME", help="An installed spaCy or scispaCy model in place of the embedded tagger.")
@click.option("--json", "as_json", is_flag=True, help="What it came to as JSON.")
def run(
    topic: str,
    *,
    offline: bool,
    since: str | None,
    store_path: Path | None,
    folder: Path | None,
    workers: int | None,
    model: str | None,
    as_json: bool,
) -> int | None:
    """Harvest a topic, read it, and publish its evidence graph.

    TOPIC is the name of a shipped topic (magnesium) or a topic file of yours. Prints what was read, the strongest
    exposure → mediator → outcome paths, and where the GraphML, the report and the manifest are.
    """
    from miner.resources import output_folder
    from miner.run.pipeline import Observer, RunOptions, run_topic
    from miner.run.reading import ReaderChoice
    from miner.run.workers import count_workers
    from miner.settings import read_settings
    from miner.topic import load_topic

    talk = get_talk()
    if offline and since is not None:
        raise click.UsageError("--since asks PubMed for newer records, which --offline leaves out; give one of them")
    loaded = load_topic(topic)
    settings = read_settings()
    if not offline:
        from miner.cli.harvest import ask_for_email

        settings = ask_for_email(settings, talk)
    result = run_topic(
        loaded,
        store_path=path_of_store(loaded, store_path, offline=offline),
        folder=folder if folder is not None else output_folder(),
        options=RunOptions(
            offline=offline,
            since=since or "",
            workers=count_workers(workers),
            choice=ReaderChoice(model or loaded.model, loaded.labels),
            settings=settings,
        ),
        observer=Observer(watch=talk.progress, say=talk.say),
    )
    for rejected in result.set_aside:
        talk.reject(rejected)
    if as_json:
        click.echo(json.dumps(_to_record(result), ensure_ascii=False, indent=2))
    else:
        _print(result)
    for trouble in result.troubles:
        talk.warn(trouble)
    return 3 if result.troubles else None


def _to_record(result: "RunResult") -> dict[str, Any]:
    from miner.run.publish import graph_counts
    from miner.run.summary import path_lines

    return {
        "topic": result.topic.name,
        "store": str(result.store),
        **result.changes,
        "read": result.read,
        "counts": {**result.tally.to_record(), **graph_counts(result.graph), "set_aside": len(result.set_aside)},
        "paths": [
            {
                "exposure": line.exposure,
                "mediator": line.mediator,
                "outcome": line.outcome,
                "sign": line.sign,
                "percents": list(line.percents),
                "effects": list(line.effects),
                "papers": list(line.papers),
                "belief": line.belief,
            }
            for line in path_lines(result.graph)
        ],
        "evolved": None if result.evolved is None else result.evolved.to_record(),
        "files": {
            "graphml": str(result.files.graphml),
            "report": str(result.files.report),
            "manifest": str(result.files.manifest),
        },
    }


def _print(result: "RunResult") -> None:
    tally, graph = result.tally, result.graph
    click.echo(
        f"{result.topic.title}: {result.changes.get('new', 0):,} papers new, "
        f"{result.changes.get('revised', 0):,} revised, {result.changes.get('deleted', 0):,} deleted, "
        f"{result.read:,} read now."
    )
    click.echo(
        f"All together: {tally.papers:,} papers, {tally.mentions:,} mentions, {tally.estimates:,} effect estimates "
        f"({tally.with_ci:,} with a confidence interval), {tally.claims:,} claims."
    )
    click.echo(
        f"Graph: {len(graph.nodes):,} nodes, {len(graph.edges):,} stated edges, {len(graph.mediations):,} stated "
        f"mediations, {len(graph.inferences):,} inferred paths."
    )
    _print_paths(graph)
    _print_effects(graph)
    _print_changes(result)
    click.echo("")
    for name, path in (
        ("GraphML", result.files.graphml),
        ("Report", result.files.report),
        ("Manifest", result.files.manifest),
        ("Store", result.store),
    ):
        click.echo(f"{name + ':':<10}{path}")


def _print_paths(graph: "EvidenceGraph") -> None:
    from miner.cli.tables import print_table
    from miner.model.wording import SIGN_VERBS
    from miner.report.wording import write_papers, write_percents
    from miner.run.summary import path_lines

    print_table(
        "Strongest exposure → mediator → outcome paths, as papers state them",
        ("Exposure", "Mediator", "Outcome", "It", "Mediated", "Effect", "Papers"),
        [
            (
                line.exposure,
                line.mediator,
                line.outcome,
                SIGN_VERBS[line.sign],
                write_percents(line.percents) if line.percents else "",
                line.effects[0] if line.effects else "",
                write_papers(line.papers, shown=1),
            )
            for line in path_lines(graph)[:_SHOWN]
        ],
    )


def _print_effects(graph: "EvidenceGraph") -> None:
    from miner.cli.tables import print_table
    from miner.model.wording import SIGN_VERBS
    from miner.report.wording import write_papers
    from miner.run.summary import effect_lines

    print_table(
        "Strongest effects",
        ("Exposure", "", "Outcome", "Effect", "Belief", "Papers"),
        [
            (
                line.exposure,
                SIGN_VERBS[line.sign],
                line.outcome,
                line.effect,
                f"{line.belief:.2f}",
                write_papers(line.papers, shown=1),
            )
            for line in effect_lines(graph)[:_SHOWN]
        ],
    )


def _print_changes(result: "RunResult") -> None:
    from miner.topic import argument_of

    if result.evolved is None:
        return
    kinds = Counter(change.kind.value for change in result.evolved.changes)
    said = ", ".join(f"{count:,} {kind}" for kind, count in kinds.items())
    report = result.files.report.with_name(f"{result.topic.name}.changes.md")
    how = f" (each with its reason in {report}, and by `miner changes {argument_of(result.topic)}`)" if said else ""
    click.echo(f"\nSince the last run: {said or 'nothing changed in the graph'}{how}.")
