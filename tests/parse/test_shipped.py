"""What is shipped holds: the sample corpus by other parsers and from its source, the gold texts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from Bio import Entrez

from miner.model.article import Article
from miner.model.layout import lay_out
from miner.parse import iter_records

CHECKOUT = Path(__file__).resolve().parents[2]
SAMPLE = CHECKOUT / "corpora" / "sample"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_biopython_reads_the_sample() -> None:
    """The sample is a PubmedArticleSet to any PubMed parser: Biopython finds the same papers and titles in it."""
    with (SAMPLE / "sample.xml").open("rb") as file:
        theirs = Entrez.read(file)["PubmedArticle"]
    ours = [one for one in iter_records(SAMPLE / "sample.xml") if isinstance(one, Article)]
    assert [int(one["MedlineCitation"]["PMID"]) for one in theirs] == [one.pmid for one in ours]
    assert [one["MedlineCitation"]["Article"]["ArticleTitle"] for one in theirs] == [one.title for one in ours]


def test_the_sample_is_rebuilt_to_the_same_bytes(shared: Path, tmp_path: Path) -> None:
    """The script gives the shipped files again from the digests, byte for byte."""
    target = tmp_path / "main"
    (target / "scripts").mkdir(parents=True)
    (target / "scripts" / "build_sample").write_bytes((CHECKOUT / "scripts" / "build_sample").read_bytes())
    (target / "miner").symlink_to(CHECKOUT / "miner")
    (target / "corpora" / "sample").mkdir(parents=True)
    command = [sys.executable, str(target / "scripts" / "build_sample"), str(shared / "corpus" / "digests.jsonl")]
    subprocess.run(command, check=True, capture_output=True)
    for name in ("sample.xml", "sample.jsonl"):
        assert (target / "corpora" / "sample" / name).read_bytes() == (SAMPLE / name).read_bytes()


@pytest.mark.parametrize(
    "name", ["estimates_dev_documents.jsonl", "claims_dev_documents.jsonl", "claims_real_dev_documents.jsonl"]
)
def test_gold_texts_come_out_as_they_went_in(shared: Path, name: str) -> None:
    """Annotations by character stay right: the text that is read is title, line break, text."""
    path = shared / "gold" / name
    printed = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = [one for one in iter_records(path) if isinstance(one, Article)]
    assert [one.id for one in articles] == [one["id"] for one in printed]
    for article, one in zip(articles, printed, strict=True):
        assert lay_out(article).text == f"{one['title']}\n{one['text']}"
