"""Numbers that bound how much there is of a thing: "vitamin D below 20 ng/ml", "a BMI of 30 or higher"."""

from miner.extract.grammar.cues import Cues
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import Word


def bound_of(piece: Piece, words: list[Word], lower: list[str], cues: Cues) -> int:
    """1 where a number beside the phrase says more than how much of it, -1 less than how much, else 0."""
    end = piece.b
    while end < len(lower) and lower[end] in _BEFORE_BOUND and end < piece.b + _FAR:
        end += 1
    if end < len(words) and _is_bound(words[end]):
        is_time = lower[end + 1 : end + 2] and lower[end + 1] in cues.words["generic.times"]
        if is_time and lower[piece.b - 1] not in _AGES:
            return 0  # "over 5 years"
        between = " ".join(word for word in lower[piece.b : end] if word not in _AROUND)
        return _BOUNDS.get(between, 0) if between else _bound_behind(end, lower)
    at = piece.a - 1
    if at > 0 and words[at].is_number:  # "<= 5 lesions"
        return _BOUNDS.get("".join(word for word in lower[max(at - 2, 0) : at] if word in _MARKS), 0)
    if at < 0 or lower[at] != "of":
        return 0
    while at > piece.a - 4 and at and not words[at].is_number:
        at -= 1
    told = " ".join(lower[max(at - 2, 0) : at]) if words[at].is_number else ""
    return _BOUNDS.get(told, _BOUNDS.get(told.rpartition(" ")[2], 0))  # "less than 20 ng of Y"


def _bound_behind(at: int, lower: list[str]) -> int:
    """-1 of "0.75 mmol/l or less", 1 of "30 or higher", 0 of a mere number."""
    behind = lower[at + 1 : at + 5]
    return _OR_SO.get(" ".join(behind[behind.index("or") :][:2]), 0) if "or" in behind else 0


def _is_bound(word: Word) -> bool:
    """True of a number, of "5th" and of "median"."""
    return word.is_number or word.lower in _LIMITS or word.lower[0].isdigit()


_AGES = frozenset({"age", "ages", "aged"})
_LIMITS = frozenset(["median", "cutoff", "cut-off", "threshold", "recommended", "reference", "normal"])
_BOUNDS = {
    **dict.fromkeys(
        ["below", "under", "<", "≤", "< =", "<=", "less than", "lower than", "smaller than", "fewer than"], -1
    ),
    **dict.fromkeys(
        [
            "above",
            "over",
            "exceeding",
            ">",
            "≥",
            "> =",
            ">=",
            "more than",
            "higher than",
            "greater than",
            "larger than",
        ],
        1,
    ),
}
"""What stands between a thing and a number that bounds it."""
_MARKS = frozenset("<>≤≥=")
_AROUND = frozenset({"of", "at", "was", "were", "is", "are", "level", "levels", "the", "value", "values"})
_BEFORE_BOUND = _AROUND.union(*(bound.split() for bound in _BOUNDS))
_FAR = 5  # words between a thing and its number
_OR_SO = {
    **dict.fromkeys(["or less", "or lower", "or below", "or under", "or fewer"], -1),
    **dict.fromkeys(["or more", "or higher", "or above", "or over", "or greater"], 1),
}
"""What stands behind a number that bounds a thing."""
