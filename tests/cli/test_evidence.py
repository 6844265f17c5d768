"""The commands that answer from a store: graph, search, show, paths, changes; and `miner run` itself."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from zinc_topic import TOPIC

Miner = Callable[..., Any]

PAPERS = (
    {
        "id": "PMID:1",
        "title": "Zinc intake and osteoporosis",
        "text": "RESULTS: Higher zinc intake was associated with a lower risk of osteoporosis "
        "(OR 0.70, 95% CI 0.50 to 0.90). "
        "Inflammation mediated 20% of the association between zinc intake and osteoporosis.",
    },
    {
        "id": "PMID:2",
        "title": "Zinc and bone density",
        "text": "RESULTS: Zinc supplementation increased bone mineral density (P = 0.01).",
    },
)


@dataclass(frozen=True)
class Place:
    """A topic of its own and the command line beside it."""

    folder: Path
    call: Miner

    def __call__(self, *arguments: str) -> Any:
        return self.call(*arguments)

    def write(self, papers: tuple[dict[str, str], ...]) -> None:
        lines = "".join(json.dumps(paper) + "\n" for paper in papers)
        (self.folder / "zinc.jsonl").write_text(lines, encoding="utf-8")

    def run(self) -> Any:
        return self("run", str(self.topic), "--offline", "-o", str(self.folder / "out"), "--workers", "1")

    @property
    def topic(self) -> Path:
        return self.folder / "zinc.toml"

    @property
    def option(self) -> tuple[str, str]:
        return "--topic", str(self.topic)


@pytest.fixture
def place(miner: Miner, tmp_path: Path) -> Place:
    (tmp_path / "zinc.toml").write_text(TOPIC, encoding="utf-8")
    found = Place(tmp_path, miner)
    found.write(PAPERS)
    outcome = found.run()
    assert outcome.code == 0, outcome.err
    return found


def test_run_prints_what_it_read_the_paths_and_the_files(place: Place) -> None:
    """The main job's answer has the counts, the path with percentage and effect size, and where the files are."""
    outcome = place.run()
    assert outcome.code == 0
    assert "All together: 2 papers" in outcome.out
    (line,) = [each for each in outcome.out.splitlines() if "20%" in each]
    assert line.split("  ")[0] == "Zinc"
    for part in ("Inflammation", "Osteoporosis", "lowers", "OR 0.70, 95% CI 0.50 to 0.90", "PMID:1"):
        assert part in line
    for name in ("zinc.graphml", "zinc.report.md", "zinc.manifest.json"):
        assert str(place.folder / "out" / name) in outcome.out
    assert "Since the last run: nothing changed in the graph." in outcome.out


def test_run_as_json_holds_the_same(place: Place) -> None:
    """`--json` gives counts, paths and files for a program."""
    found = json.loads(place("run", str(place.topic), "--offline", "-o", str(place.folder / "out"), "--json").out)
    assert found["counts"]["papers"] == 2
    assert found["paths"][0]["percents"] == [20.0]
    assert Path(found["files"]["graphml"]).is_file()


@pytest.mark.parametrize("suffix", ["graphml", "gexf", "json", "cx2", "sif"])
def test_the_graph_is_written_by_suffix(place: Place, suffix: str) -> None:
    """Each format is written where it is asked for, and says what it holds."""
    path = place.folder / f"zinc.{suffix}"
    outcome = place("graph", str(place.topic), "-o", str(path))
    assert (outcome.code, outcome.out) == (0, "")
    assert path.stat().st_size > 50
    assert "2 papers" in outcome.err


def test_the_graph_goes_to_stdout_and_into_tables(place: Place) -> None:
    """Without -o GraphML comes on stdout; KGX goes to a folder; estimates to CSV; papers to RIS."""
    whole = nx.parse_graphml(place("graph", str(place.topic), "--quiet").out)
    assert "MESH:D015032" in whole
    assert place("graph", str(place.topic), "-o", str(place.folder / "kgx")).code == 0
    assert (place.folder / "kgx" / "edges.tsv").is_file()
    assert place("graph", str(place.topic), "--what", "estimates", "-o", str(place.folder / "e.csv")).code == 0
    assert "OR" in (place.folder / "e.csv").read_text(encoding="utf-8")
    assert place("graph", str(place.topic), "--what", "papers", "-o", str(place.folder / "p.ris")).code == 0
    assert (place.folder / "p.ris").read_text(encoding="utf-8").count("TY  - ") == 2
    assert place("graph", str(place.topic), "--what", "claims").code == 2
    assert "no format has the suffix .pdf" in place("graph", str(place.topic), "-o", str(place.folder / "x.pdf")).err


def test_stdout_and_file_are_the_same_graphml(place: Place) -> None:
    """What is piped on holds the topic and the versions, too; the count of edges is that of the file."""
    path = place.folder / "zinc.graphml"
    outcome = place("graph", str(place.topic), "-o", str(path))
    assert place("graph", str(place.topic), "--quiet").out == path.read_text(encoding="utf-8")
    told = [
        int(number.replace(",", "")) for number in re.findall(r"([\d,]+) (?:stated|mediations|inferred)", outcome.err)
    ]
    assert sum(told) == nx.read_graphml(path, force_multigraph=True).number_of_edges()


def test_search_finds_entities_claims_and_papers(place: Place) -> None:
    """Words are found in names, sentences and titles; a synonym of the vocabulary finds its entity."""
    found = json.loads(place("search", "osteop", *place.option, "--json").out)
    assert [hit["concept"] for hit in found["entities"]] == ["MESH:D010024"]
    assert found["claims"][0]["article"] == "PMID:1"
    assert [hit["id"] for hit in found["papers"]] == ["PMID:1"]
    assert "MESH:D015519" in place("search", "BMD", *place.option).out
    nothing = place("search", "xylophone", *place.option)
    assert (nothing.code, nothing.out.count("\n")) == (0, 1)


def test_show_tells_an_entity_by_id_or_name(place: Place) -> None:
    """An entity's page says what it changes, through what and by which papers."""
    by_id, by_name = (place("show", name, *place.option).out for name in ("MESH:D015032", "zinc"))
    assert by_id == by_name
    assert by_id.startswith("# Zinc\n")
    assert "| lowers | Osteoporosis | Inflammation (20%) |" in by_id
    assert "What changes it" in place("show", "osteoporosis", *place.option).out


def test_show_tells_a_paper(place: Place) -> None:
    """A paper's page has its claims with their sentences; JSON gives its reading records."""
    page = place("show", "1", *place.option).out
    assert "Zinc intake and osteoporosis" in page
    assert "0.70" in page
    found = json.loads(place("show", "PMID:2", *place.option, "--json").out)
    assert [found["id"], found["readings"][0]["id"]] == ["PMID:2", "PMID:2"]
    assert "<html" in place("show", "PMID:2", *place.option, "--html").out


@pytest.mark.parametrize("name", ["PMID:99", "99", "MESH:D000001", "osteoporos"])
def test_what_is_not_there_is_said(place: Place, name: str) -> None:
    """An unknown paper or entity gives exit code 2 and one sentence."""
    outcome = place("show", name, *place.option)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines()[-1].startswith("miner: ")


def test_paths_part_the_stated_from_the_inferred(place: Place) -> None:
    """A stated mediation with its percentage stands apart from chains that are put together."""
    text = place("paths", "zinc", "osteoporosis", *place.option).out
    stated, _, rest = text.partition("Put together by miner")
    assert "20%" in stated
    assert "20%" not in rest
    found = json.loads(place("paths", "zinc", "MESH:D010024", *place.option, "--json").out)
    assert found["stated"][0]["percents"] == {"PMID:1": 20.0}
    same = place("paths", "zinc", "zinc", *place.option)
    assert (same.code, same.out) == (2, "")


def test_changes_tell_what_moved_and_why(place: Place) -> None:
    """A paper that comes in is named as the reason; against a day before the first run everything is new."""
    place.write((*PAPERS, {**PAPERS[1], "id": "PMID:3", "text": "RESULTS: Zinc raised bone mineral density in mice."}))
    said = place.run().out
    assert "Since the last run: " in said
    report = place("changes", str(place.topic)).out
    assert "new paper PMID:3" in report
    assert "Osteoporosis" not in report
    everything = json.loads(place("changes", str(place.topic), "--since", "2001-01-01", "--json").out)
    assert {change["kind"] for change in everything["changes"]} == {"new"}
    wrong = place("changes", str(place.topic), "--since", "last week")
    assert (wrong.code, wrong.err.splitlines()[-1]) == (2, "miner: --since last week is no day; write it as 2026-01-31")


def test_a_missing_store_says_how_to_make_one(miner: Miner) -> None:
    """Before the first run every question gets the same clear answer."""
    asked = ("search x", "show x", "paths x y", "changes magnesium", "graph magnesium")
    for command in asked:
        outcome = miner(*command.split())
        assert (outcome.code, outcome.out) == (2, "")
        assert "there is no store at" in outcome.err
        assert "miner run" in outcome.err


def test_a_topic_with_a_typo_names_file_and_line(miner: Miner, tmp_path: Path) -> None:
    """An unknown key in a topic file gives exit code 2 and its place; so does the name of no topic."""
    (tmp_path / "typo.toml").write_text(TOPIC.replace("[outcome]", "[outcomes]"), encoding="utf-8")
    outcome = miner("run", str(tmp_path / "typo.toml"), "--offline")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith(f"miner: {tmp_path / 'typo.toml'}:")
    assert "outcomes" in outcome.err
    unknown = miner("run", "magnesum", "--offline")
    assert unknown.code == 2
    assert "magnesium" in unknown.err


def test_since_and_offline_exclude_each_other(miner: Miner) -> None:
    """`--since` asks PubMed, `--offline` leaves it out: together they are wrong use."""
    outcome = miner("run", "magnesium", "--offline", "--since", "2026-01-01")
    assert outcome.code == 2
    assert "--since" in outcome.err
