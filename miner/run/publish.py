"""What a run leaves behind: the graph as GraphML, a report for people, and a manifest of what both were made of."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import miner
from miner.ask import Changes
from miner.files import digest_file, replaced, write_whole
from miner.model.article import Rejected
from miner.model.evidence import EvidenceGraph, Role
from miner.model.topic import Topic
from miner.resources import corpora_path
from miner.run.digests import library_versions
from miner.run.reading import ReaderChoice
from miner.run.report import write_report
from miner.run.tally import Tally


@dataclass(frozen=True, slots=True)
class Published:
    """The files of a run."""

    graphml: Path
    report: Path
    manifest: Path


def publish_changes(changes: Changes, *, topic: Topic, folder: Path) -> tuple[Path, Path]:
    """What changed since the run before, as JSON and as a readable report beside the graph."""
    record, report = (folder / f"{topic.name}.changes.{kind}" for kind in ("json", "md"))
    write_whole(record, json.dumps(changes.to_record(), ensure_ascii=False, indent=2) + "\n")
    write_whole(report, changes.to_text())
    return record, report


def publish(
    graph: EvidenceGraph,
    *,
    topic: Topic,
    tally: Tally,
    set_aside: tuple[Rejected, ...],
    choice: ReaderChoice,
    folder: Path,
    is_sample: bool,
) -> Published:
    """The files, written to the folder; the manifest comes last and holds the others' digests. No clock is read."""
    from miner.export import write_graphml

    files = Published(*(folder / f"{topic.name}.{kind}" for kind in ("graphml", "report.md", "manifest.json")))
    with replaced(files.graphml) as beside:
        write_graphml(graph, beside)
    write_whole(files.report, write_report(graph, tally=tally, set_aside=set_aside, is_sample=is_sample))
    manifest = {
        "topic": topic.name,
        "title": topic.title,
        "miner": miner.__version__,
        "tagger": choice.model or "embedded",
        "libraries": library_versions(),
        "corpus": "sample" if is_sample else "PubMed",
        "inputs": _inputs(topic, tally, is_sample=is_sample),
        "counts": {**tally.to_record(), **graph_counts(graph), "set_aside": len(set_aside)},
        "designs": dict(sorted(tally.designs.items())),
        "set_aside": [{"id": one.id, "source": Path(one.source).name, "reason": one.reason} for one in set_aside],
        "graph": dict(graph.versions),
        "files": {path.name: f"sha256:{digest_file(path)}" for path in (files.graphml, files.report)},
    }
    write_whole(files.manifest, _json(manifest))
    return files


def graph_counts(graph: EvidenceGraph) -> dict[str, int]:
    """How many nodes there are, of which role, and how many edges of which kind."""
    roles = Counter(node.role for node in graph.nodes)
    return {
        "nodes": len(graph.nodes),
        **{f"nodes_{role.value}": roles[role] for role in Role},
        "edges": len(graph.edges),
        "mediations": len(graph.mediations),
        "inferences": len(graph.inferences),
    }


def _inputs(topic: Topic, tally: Tally, *, is_sample: bool) -> dict[str, str]:
    # Files by their place in corpora/, never by where that lies on this machine.
    inputs = {"articles": f"sha256:{tally.digest}"}
    if topic.path is not None:
        inputs[topic.path.name] = f"sha256:{digest_file(topic.path)}"
    if is_sample:
        inputs |= {f"sample/{path.name}": f"sha256:{digest_file(path)}" for path in topic.sample}
    for folder in ("cues", "labels", "vocabulary", "tagger"):
        root = corpora_path() / folder
        for path in sorted(root.rglob("*")):
            if path.is_file():
                inputs[path.relative_to(root.parent).as_posix()] = f"sha256:{digest_file(path)}"
    return dict(sorted(inputs.items()))


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
