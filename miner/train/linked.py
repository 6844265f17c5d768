"""How well mentions are found and linked together: span, type and concept must all be right."""

from collections.abc import Sequence

from miner.link import Linker
from miner.link.learned import LearnedNames
from miner.model.concept import EntityType
from miner.read.analysis import Analysis, find_mentions, link_mentions, tag
from miner.read.measurements import load_measurements
from miner.read.sentences import whole
from miner.read.tagger import Tagger
from miner.read.weights import Model
from miner.resources import corpora_path
from miner.train.corpora import Annotated
from miner.train.score import Score
from miner.vocabulary import Vocabulary

_TYPES = frozenset({EntityType.CHEMICAL, EntityType.DISEASE})
_NO_ID = frozenset({"-1", "-", ""})


def score_links(model: Model, documents: Sequence[Annotated], vocabulary: Vocabulary) -> Score:
    """The score of a reading's chemicals and diseases that have a concept against the gold ones that have one.

    Learned names come from the training parts alone. Where annotators gave a mention several ids, each is right.
    """
    path = corpora_path("vocabulary", "learned_names.tsv")
    linker = Linker(vocabulary, learned=LearnedNames.from_file(path, parts=frozenset({"train"})))
    tagger, lexicon, measurements = Tagger(model), vocabulary.matcher(), load_measurements()
    score = Score(0, 0, 0)
    for document in documents:
        analysis = Analysis(document.text, whole(document.text))
        tag([analysis], tagger=tagger, lexicon=lexicon)
        found = find_mentions(analysis, lexicon=lexicon, measurements=measurements)
        link_mentions(analysis, found, linker=linker, lexicon=lexicon)
        gold = {
            (each.start, each.end, each.type): {f"MESH:{one.removeprefix('MESH:')}" for one in each.ids}
            for each in document.labels
            if each.type in _TYPES and not _NO_ID.issuperset(each.ids)
        }
        ours = {
            (each.start, each.end, each.type): each.concept
            for each in analysis.mentions or ()
            if each.type in _TYPES and each.concept is not None
        }
        right = sum(concept in gold.get(place, ()) for place, concept in ours.items())
        score += Score(right, len(ours) - right, len(gold) - right)
    return score
