"""A sentence taken apart as far as somebody asks: its words, and their cues, pieces and noun phrases."""

from miner.extract.grammar.cues import Cues
from miner.extract.grammar.meanings import Cued, find_cues
from miner.extract.grammar.phrases import find_pieces, merge_phrases
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.sharing import share_heads
from miner.extract.grammar.words import Word


class Parsed:
    """What a sentence's words make, each part when it is first asked for; then it is kept.

    Pieces and phrases are shared by all who read the sentence: clauses mark some pieces as they are taken apart.
    """

    __slots__ = ("_cued", "_phrases", "_pieces", "cues", "lowers", "words")

    def __init__(self, words: list[Word], cues: Cues) -> None:
        self.words, self.cues = words, cues
        self.lowers = [word.lower for word in words]
        self._cued: list[Cued] | None = None
        self._pieces: list[Piece] | None = None
        self._phrases: list[Piece] | None = None

    def cued(self) -> list[Cued]:
        """Each word or longest cue phrase, with all its meanings."""
        if self._cued is None:
            self._cued = find_cues(self.words, self.cues)
        return self._cued

    def pieces(self) -> list[Piece]:
        """Cues, marks and noun phrases, in order."""
        if self._pieces is None:
            self._pieces = find_pieces(self.cued(), self.words, self.cues)
        return self._pieces

    def phrases(self) -> list[Piece]:
        """The pieces with noun phrases joined over "of"."""
        if self._phrases is None:
            merged = merge_phrases(self.pieces(), self.words, self.cues)
            self._phrases = share_heads(merged, self.words, self.cues)
        return self._phrases
