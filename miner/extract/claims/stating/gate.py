"""Which sentences may state a relation: a look at their words before they are taken apart.

Each shape that gives a relation needs a word of change, comparison or connection; or a denial ("X had no Y"), a ratio
("the odds ratio of Y"), a superlative ("Y was highest with X"), or a p-value beside numbers. Most sentences of methods
have none of them.
"""

from miner.extract.claims.contrasts import is_significant
from miner.extract.claims.stating.altered import PLAYING
from miner.extract.grammar.parsed import Parsed
from miner.extract.grammar.rewording.roundwords import may_be_roundabout

RATIO_NAMES = frozenset(["ratio", "ratios", "hr", "hrs", "or", "ors", "rr", "rrs"])
SUPERLATIVES = {
    **dict.fromkeys(["highest", "greatest", "largest", "longest", "commonest", "strongest"], 1),
    **dict.fromkeys(["lowest", "smallest", "shortest", "rarest", "fewest", "least", "weakest"], -1),
}
_KINDS = frozenset({"verb", "intransitive", "adjective", "noun", "link", "link_noun", "factor", "no", "no_report"})
_AMOUNTS = frozenset({"low", "high", "half", "double", "triple", "times"})  # "had a low risk of Y"
_WHEN = frozenset({"earlier", "sooner", "later", "than"})  # "died earlier", "slept less than others"
_COMING = frozenset(
    ["symptoms", "signs", "symptom", "complications", "consequences", "sequelae", "manifestations", "benefits"]
)
_INCLUDING = frozenset({"include", "includes", "included", ":"})
_SAID = frozenset({*_AMOUNTS, *_WHEN, *_COMING, "relative", "no", "nor", "neither"})
_WORDS = frozenset({*RATIO_NAMES, *SUPERLATIVES, *_SAID}) - {"or"}

_PAIR = 2
_WHOSE = frozenset({"in", "with", "among", "on", "after", "of", "receiving", "during", "without"})
_PAIRING = frozenset({"versus", "vs", "vs.", "compared", "comparison", "and", "but", "while", "whereas"})


def may_state(parsed: Parsed, text: str) -> bool:
    """True of a sentence with a word that a relation needs; of any other nothing is lost by not reading it."""
    if not _WORDS.isdisjoint(parsed.lowers) or "OR" in text:
        return True
    for _, _, meanings in parsed.cued():
        if meanings is not None and not _KINDS.isdisjoint(meanings.by_kind):
            return True
    return is_significant(text) is not None or _has_two_numbers(parsed) or may_be_roundabout(parsed.lowers)


def needs_no_verb(parsed: Parsed) -> bool:
    """True of "symptoms of X include A and B" and "plays a role in Y", which need no other predicate."""
    lowers = parsed.lowers
    return not PLAYING.isdisjoint(lowers) or (not _COMING.isdisjoint(lowers) and not _INCLUDING.isdisjoint(lowers))


def is_headed(parsed: Parsed) -> bool:
    """True of "symptoms of X: A, B" and "remedies for X include A", which need no predicate at all."""
    lowers, lists = parsed.lowers, parsed.cues.words
    if _INCLUDING.isdisjoint(lowers):
        return False
    return any(not lists[key].isdisjoint(lowers) for key in ("headed.results", "headed.causes", "headed.cures"))


def _has_two_numbers(parsed: Parsed) -> bool:
    """True of "Y was 12% with A and 5% with B"."""
    if sum(word.is_number for word in parsed.words) < _PAIR:
        return False
    if "without" in parsed.lowers:  # "was 9 days without X v 13 days with X"
        return True
    if _PAIRING.isdisjoint(parsed.lowers):
        return False
    ends = (at + 1 for at, word in enumerate(parsed.words) if word.is_number)
    return sum(not _WHOSE.isdisjoint(parsed.lowers[end : end + 3]) for end in ends) >= _PAIR
