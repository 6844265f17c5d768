"""`miner show -o`, `miner check` and `miner brief`, on a small store of our own."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from zinc_topic import TOPIC

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harvest.eutils_server import Eutils, EutilsServer, Record

Miner = Callable[..., Any]
Ask = Callable[..., Any]

PAPERS = (
    (
        "1",
        "RESULTS: Higher zinc intake was associated with a lower risk of osteoporosis (OR 0.70, 95% CI 0.50 to 0.90).",
    ),
    ("2", "RESULTS: In this randomized controlled trial zinc supplementation increased bone mineral density."),
)
ARTICLE = """# Zinc for your bones

Zinc raises bone mineral density (Doe, 2001). Higher zinc intake is associated with osteoporosis.

## References

1. Doe J. Zinc of the bones of people. Bone. 2001. PMID: 2
"""


@pytest.fixture
def ask(miner: Miner, tmp_path: Path) -> Ask:
    """Run a command on the store of a topic that two papers made."""
    topic = tmp_path / "zinc.toml"
    topic.write_text(TOPIC, encoding="utf-8")
    lines = (json.dumps({"id": f"PMID:{number}", "title": "Zinc", "text": text}) + "\n" for number, text in PAPERS)
    (tmp_path / "zinc.jsonl").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    outcome = miner("run", str(topic), "--offline", "-o", str(tmp_path / "out"), "--workers", "1")
    assert outcome.code == 0, outcome.err

    def run(command: str, *arguments: str | Path) -> Any:
        named = (str(topic),) if command == "brief" else ()
        behind = () if command == "brief" else ("--topic", str(topic))
        return miner(command, *named, *arguments, *behind)

    return run


def test_show_writes_a_page(ask: Ask, tmp_path: Path) -> None:
    """The suffix chooses the form; stdout stays empty; an entity has no page to write."""
    for suffix, begins in ((".md", "# Zinc"), (".html", "<!DOCTYPE html>"), (".json", "{")):
        outcome = ask("show", "PMID:1", "-o", tmp_path / f"page{suffix}")
        assert (outcome.code, outcome.out) == (0, "")
        assert (tmp_path / f"page{suffix}").read_text(encoding="utf-8").startswith(begins)
    assert "lower odds of osteoporosis (OR 0.70, 95% CI 0.50 to 0.90)" in (tmp_path / "page.md").read_text(
        encoding="utf-8"
    )
    outcome = ask("show", "zinc", "-o", tmp_path / "entity.md")
    assert outcome.code == 2
    assert "is no paper" in outcome.err


def test_check_tells_verdicts_and_citations(ask: Ask, tmp_path: Path) -> None:
    """A table in the terminal, the same as JSON, and a page in a file."""
    shown = ask("check", tmp_path / "article.md").out
    assert "✓ supported" in shown
    assert "PMID:2 says so" in shown
    assert "1 of 1 citations lead to a reference." in shown
    found = json.loads(ask("check", tmp_path / "article.md", "--json").out)
    assert found["claims"][0]["verdict"] == "supported"
    assert found["references"][0]["paper"] == "PMID:2"
    assert ask("check", tmp_path / "article.md", "-o", tmp_path / "check.html").code == 0
    assert '<mark class="supported"' in (tmp_path / "check.html").read_text(encoding="utf-8")


def test_references_are_looked_up_in_pubmed(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the network, a reference that the store does not hold gets the PMID that PubMed gives its title."""
    (tmp_path / "cited.md").write_text(
        "# Zinc\n\nZinc raises bone mineral density (Roe, 2020).\n\n## References\n\n"
        "1. Roe R. Zinc in the bones of older sailors. Bone. 2020;3(1):4-9.\n2. Poe P. Zinc. Bone. 2019.\n",
        encoding="utf-8",
    )
    with EutilsServer(Eutils([Record(77, title="Zinc in the bones of older sailors")])) as server:
        monkeypatch.setenv("NCBI_EMAIL", "reader@example.org")
        monkeypatch.setenv("MINER_ENTREZ_URL", server.url)
        found = json.loads(ask("check", tmp_path / "cited.md", "--online", "--json").out)
        assert [one["paper"] for one in found["references"]] == ["PMID:77", None]
        assert found["claims"][0]["cited"][0]["verdict"] == "not in the store"


def test_a_pubmed_that_does_not_answer_is_asked_once(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check is written all the same, and what was not looked up is said in one warning."""
    (tmp_path / "cited.md").write_text(
        "# Zinc\n\nZinc raises bone mineral density (Roe, 2020; Poe, 2019).\n\n## References\n\n"
        "1. Roe R. Zinc in the bones of older sailors. Bone. 2020.\n"
        "2. Poe P. Zinc in the bones of younger sailors. Bone. 2019.\n",
        encoding="utf-8",
    )
    with EutilsServer(Eutils([])) as server:
        monkeypatch.setenv("NCBI_EMAIL", "reader@example.org")
        monkeypatch.setenv("MINER_ENTREZ_URL", server.url)
        server.eutils.troubles.script = ["html"] * 40
        outcome = ask("check", tmp_path / "cited.md", "--online")
    assert outcome.err.count("asked for no more references") == 1
    assert "supported" in outcome.out


def test_check_refuses_what_it_cannot_read(ask: Ask, tmp_path: Path) -> None:
    """A private address, a file that is not there, and a page without text are bad input, each in one sentence."""
    (tmp_path / "empty.html").write_text("<html><body></body></html>", encoding="utf-8")
    for source, reason in (
        ("http://127.0.0.1/", "private network"),
        (str(tmp_path / "no.md"), "no.md"),
        (str(tmp_path / "empty.html"), "no text"),
    ):
        outcome = ask("check", source)
        assert outcome.code == 2, source
        assert reason in outcome.err
        assert "Traceback" not in outcome.err


def test_brief_is_written_in_every_form(ask: Ask, tmp_path: Path) -> None:
    """Markdown on stdout; HTML, Word and JSON in files; plain language without effect sizes."""
    shown = ask("brief").out
    assert shown.startswith("# Zinc and bone\n")
    assert "OR 0.70, 95% CI 0.50 to 0.90" in shown
    assert "95% CI" not in ask("brief", "--plain").out.replace(
        "> Higher zinc intake was associated with a lower risk of osteoporosis (OR 0.70, 95% CI 0.50 to 0.90).", ""
    )
    for suffix in (".html", ".docx", ".json"):
        assert ask("brief", "-o", tmp_path / f"brief{suffix}").code == 0
        assert (tmp_path / f"brief{suffix}").stat().st_size > 500
    assert json.loads((tmp_path / "brief.json").read_text(encoding="utf-8"))["key_points"][0]["claims"]
