"""The shipped topics: their trees and concepts are known, and a second exposure needs nothing but its file."""

import re
import tomllib
from pathlib import Path

import pytest

from miner.assemble import assemble
from miner.model.article import Article, Section
from miner.model.evidence import Role
from miner.resources import iter_topics
from miner.run.reading import read_articles
from miner.topic import argument_of, load_topic
from miner.vocabulary import load_vocabulary

DOCS = Path(__file__).resolve().parents[2] / "docs"
SAID = {
    1: "Higher menaquinone intake was associated with less vascular calcification.",
    2: "Vitamin K1 supplementation increased bone mineral density.",
    3: "Higher vitamin K intake was associated with lower osteocalcin.",
}


@pytest.mark.parametrize("name", [path.stem for path in iter_topics()])
def test_trees_and_concepts_are_in_the_vocabulary(name: str) -> None:
    """Each MeSH tree number selects at least one concept, and each concept is known."""
    vocabulary, topic = load_vocabulary(), load_topic(name)
    trees = {tree for concept in vocabulary.iter_concepts() for tree in concept.trees}
    for selection in (topic.exposure, topic.outcome, topic.mediator):
        assert [tree for tree in selection.trees if tree not in trees] == []
        assert [curie for curie in selection.concepts if vocabulary.get(curie) is None] == []


def test_another_exposure_is_another_file() -> None:
    """Papers on vitamin K give vitamers as exposures, bone and vessels as outcomes, osteocalcin between them."""
    articles = [
        Article(f"PMID:{pmid}", "Vitamin K and bone", (Section(text, "RESULTS", "RESULTS"),), pmid=pmid, year=2020)
        for pmid, text in SAID.items()
    ]
    readings = {one.id: one for one in read_articles(articles)}
    papers = [(article, (readings[article.id],)) for article in articles]
    graph = assemble(papers, topic=load_topic("vitamin-k"), vocabulary=load_vocabulary())  # type: ignore[arg-type]
    roles = {node.id: node.role for node in graph.nodes}
    assert roles["MESH:D024482"] is Role.EXPOSURE
    assert roles["MESH:D010837"] is Role.EXPOSURE
    assert roles["MESH:D061205"] is Role.OUTCOME
    assert roles["MESH:D015519"] is Role.OUTCOME
    assert roles["NCBIGene:632"] is Role.MEDIATOR
    assert {edge.id for edge in graph.edges} >= {
        "MESH:D024482--lowers--MESH:D061205",
        "MESH:D010837--raises--MESH:D015519",
    }


def test_the_topic_of_the_manual_loads(tmp_path: Path) -> None:
    """The ten lines of `docs/topics.md` are a whole topic."""
    (example,) = re.findall(r"```toml\n(.*?)```", (DOCS / "topics.md").read_text(encoding="utf-8"), re.DOTALL)
    path = tmp_path / "zinc.toml"
    path.write_text(example, encoding="utf-8")
    topic = load_topic(path)
    assert argument_of(topic) == str(path)
    assert [len(line) for line in example.splitlines() if not line] == []
    assert set(tomllib.loads(example)) == {"title", "queries", "exposure", "outcome", "mediator"}
    vocabulary = load_vocabulary()
    assert all(
        vocabulary.get(curie) for one in (topic.exposure, topic.outcome, topic.mediator) for curie in one.concepts
    )
