"""Mentions and concepts scored together."""

from miner.model.concept import EntityType
from miner.read.weights import read_model
from miner.resources import corpora_path
from miner.train.corpora import Annotated, Label
from miner.train.linked import score_links
from miner.vocabulary import load_vocabulary


def test_a_concept_counts_only_where_it_is_right() -> None:
    """A mention with its id is right, one with another's id is spurious and missed, one without any id is left out."""
    text = "Magnesium sulfate lowered hypertension. Insomnia stayed."
    labels = (
        Label(0, 17, EntityType.CHEMICAL, ("D008278",)),
        Label(26, 38, EntityType.DISEASE, ("D000001",)),
        Label(40, 48, EntityType.DISEASE, ("-1",)),
    )
    model = read_model(corpora_path("tagger", "tagger.npz"))
    score = score_links(model, [Annotated("1", text, 0, labels)], load_vocabulary())
    assert (score.right, score.missed) == (1, 1)
    assert score.spurious >= 1
