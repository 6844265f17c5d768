"""Concepts by id and by name: MeSH, human genes, and our own forms, measurements and indices."""

from miner.vocabulary.entries import Rank, Rule
from miner.vocabulary.lexicon import Lexicon, Match, Sense
from miner.vocabulary.vocabulary import Vocabulary, load_vocabulary, vocabulary_header

__all__ = ["Lexicon", "Match", "Rank", "Rule", "Sense", "Vocabulary", "load_vocabulary", "vocabulary_header"]
