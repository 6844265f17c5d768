"""The words of what is said in a roundabout way (`corpora/cues/roundabout.toml`), and where they stand."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import Word
from miner.extract.wordlists import read_word_lists
from miner.resources import corpora_path

_KEYS = frozenset(
    [
        *("ways", "are", "factors", "puts", "predisposes", "people", "risks", "safe", "effective"),
        *("consequences", "owing", "explains", "variance", "givers", "protection", "benefits", "evidence"),
        *("occurs", "makes", "parted", "suggests", "finds", "allows", "mores", "causing"),
    ]
)
FILLERS: Final = frozenset(
    {"determiner", "adjective", "adverb", "word", "noun", "may", "conjunction", "comma", "mark", "number"}
)
"""What may stand between a predicate and the noun that it leads to."""
SKIPPED: Final = frozenset({"adverb", "may", "mark"})
"""What may stand before a predicate."""
FURTHEST: Final = 9
"""How many pieces a noun stands behind its predicate at most."""
ENDS: Final = "ends"
"""The list of words that open what something comes of ("consequence of", "due to")."""
_NO_SUBJECTS = frozenset({"there", "it", "aim", "goal", "purpose", "objective"})
_JOINTS = frozenset({"of", "to", "from", "in", "on", "well", "significantly", "mainly", "primarily", "largely"})


@cache
def load_roundabout() -> dict[str, frozenset[str]]:
    """The shipped lists."""
    return read_roundabout(corpora_path("cues", "roundabout.toml"))


def read_roundabout(path: Path) -> dict[str, frozenset[str]]:
    """The lists of a file; an unknown or missing key, or a value that is no list of words, is refused."""
    lists = {key: frozenset(words) for key, words in read_word_lists(path, keys=_KEYS).items()}
    return lists | {ENDS: lists["consequences"] | {words.split()[0] for words in lists["owing"]}}


def may_be_roundabout(lowers: Sequence[str]) -> bool:
    """True of words that state a relation in a roundabout way without any plain word for one ("had a high risk of")."""
    lists = load_roundabout()
    return not lists["predisposes"].isdisjoint(lowers) or any(
        follow in _JOINTS and any(word in lists[key] for key in (ENDS, "variance", "benefits", "parted"))
        for word, follow in pairwise(lowers)
    )


def last_of(piece: Piece, words: Sequence[Word]) -> str:
    """The last word of a piece, in lower case."""
    return words[piece.b - 1].lower


def head_behind(pieces: Sequence[Piece], at: int, words: Sequence[Word], heads: frozenset[str]) -> int:
    """The place of the noun that is one of `heads` behind "be": "is one of the most useful strategies"; 0 if none."""
    for here in range(at, min(at + FURTHEST, len(pieces))):
        piece = pieces[here]
        last = last_of(piece, words)
        if last in heads and piece.kind in {"word", "noun", "link_noun", "link"}:  # "a means of"
            return here
        is_of = last == "of" and words[piece.a - 1].lower in {"one", "some", "many", "part"}
        if piece.kind not in FILLERS and not (piece.kind == "no" or is_of):
            return 0
    return 0


def denials(pieces: Sequence[Piece]) -> list[Piece]:
    """The denials among pieces that are left out."""
    return [piece for piece in pieces if piece.kind == "no"]


def is_named_before(pieces: Sequence[Piece], at: int, words: Sequence[Word]) -> bool:
    """True where what stands before a predicate may be its subject: not in "there is", "the aim is"."""
    return at > 0 and last_of(pieces[at - 1], words) not in _NO_SUBJECTS
