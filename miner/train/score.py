"""Precision, recall and F1 of tagged mentions against gold ones, by exact span and by overlap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from miner.model.concept import EntityType
from miner.read.tagger import Tagged
from miner.train.corpora import Annotated, Label


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right, spurious and missed mentions."""

    right: int
    spurious: int
    missed: int

    @property
    def precision(self) -> float:
        """The share right / (right + spurious); 0 where nothing was found."""
        found = self.right + self.spurious
        return self.right / found if found else 0.0

    @property
    def recall(self) -> float:
        """The share right / (right + missed); 0 where nothing is there to be found."""
        there = self.right + self.missed
        return self.right / there if there else 0.0

    @property
    def f1(self) -> float:
        """The mean 2 right / (2 right + spurious + missed); 0 where there is nothing.

        >>> Score(8, 2, 2).f1
        0.8
        """
        total = 2 * self.right + self.spurious + self.missed
        return 2 * self.right / total if total else 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.spurious + other.spurious, self.missed + other.missed)


def score_mentions(
    documents: Sequence[Annotated],
    tagged: Sequence[Iterable[Tagged]],
    *,
    types: Iterable[EntityType],
    overlap: bool = False,
) -> Mapping[EntityType, Score]:
    """The score of each type over all documents; with `overlap`, touching a gold mention of the type is right."""
    scores = {}
    for kind in types:
        total = Score(0, 0, 0)
        for document, found in zip(documents, tagged, strict=True):
            gold = [label for label in document.labels if label.type is kind]
            mine = [tag for tag in found if tag.type is kind]
            total += _overlapping(gold, mine) if overlap else _exact(gold, mine)
        scores[kind] = total
    return scores


def _exact(gold: Sequence[Label], found: Sequence[Tagged]) -> Score:
    here = {(label.start, label.end) for label in gold}
    there = {(tag.start, tag.end) for tag in found}
    right = len(here & there)
    return Score(right, len(there) - right, len(here) - right)


def _overlapping(gold: Sequence[Label], found: Sequence[Tagged]) -> Score:
    hit = sum(any(tag.start < label.end and label.start < tag.end for tag in found) for label in gold)
    spurious = sum(not any(tag.start < label.end and label.start < tag.end for label in gold) for tag in found)
    return Score(hit, spurious, len(gold) - hit)


def total(scores: Mapping[EntityType, Score]) -> Score:
    """All types together."""
    return sum(scores.values(), Score(0, 0, 0))
