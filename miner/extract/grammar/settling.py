"""What its neighbours make of a piece: gerunds that are names, marks that part nothing, participles behind a name."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import zip_longest
from typing import Final

from miner.extract.grammar.gerunds import goes_with
from miner.extract.grammar.joining import JOINING
from miner.extract.grammar.marks import CONSUMING, CONTENTS, tell_eating, without_holders, without_marks
from miner.extract.grammar.participles import FOLLOWED, tell_participles, tell_ranked
from miner.extract.grammar.people import (
    LIKELY,
    NOT,
    RISKS,
    SHARES,
    TIMES,
    WHO,
    fold_not_given,
    fold_who,
    tell_likely,
    tell_shares,
    tell_times,
)
from miner.extract.grammar.pieces import PART_ENDS, PREDICATE_STARTS, Piece
from miner.extract.grammar.rewording.roundabout import told_plainly
from miner.extract.grammar.wholes import EARLY, TO_DEVELOP, tell_early, without_to_develop
from miner.extract.grammar.words import Word

_HELPING = frozenset({"be", "have", "auxiliary", "may"})
_STARTS = frozenset({"start", "splitter", "semi", "report", "when"})
_ACTIVITIES = frozenset(
    ["living", "working", "residing", "sleeping", "sitting", "standing", "staying", "eating", "growing", "travelling"]
)
_SEEMING = frozenset({"seem", "seems", "seemed", "appear", "appears", "appeared"})
_FACTORS = frozenset(
    {"factor", "factors", "variable", "variables", "parameters", "characteristics", "features", "predictors"}
)
_UNDERGOING = frozenset({"suffering", "developing", "experiencing", "contracting", "acquiring", "sustaining"})
_ALONG = frozenset({"with", "across"})
_AT = frozenset({"at"})
_THAN = frozenset({"than"})
_COLON = frozenset({":"})
_BOUNDS = frozenset({"over", "above", "below", "under", "exceeding", ">", "<", "≥", "≤"})
_UNITS = frozenset({"years", "year", "months", "days", "hours", "points", "units"})
_ASKING = frozenset({"be", "link", "factor", "preposition", "versus"})
_LISTING = frozenset({"include", "includes", "included", "including", "comprised"})
_BEFORE_RISK = frozenset({"adverb", "adjective", "determiner", "word", "mark", "number"})
_MEANS = frozenset({"by", "through", "via"})
_HELPS = frozenset({"help", "helps", "helped"})
_PARENTHESES = frozenset({"however", "though", "therefore", "thus", "moreover"})


def settled(pieces: list[Piece], words: list[Word], said: AbstractSet[str], empty: frozenset[str]) -> list[Piece]:
    """The pieces before they are joined to phrases, gerunds told and empty marks left out.

    `said` are the sentence's words in lower case: most steps are taken only where a word of theirs is among them.
    """
    _tell_gerunds(pieces, words)
    for needed, step in _STEPS:
        if not needed.isdisjoint(said):
            pieces = step(pieces, words)
    pieces = told_plainly(pieces, words, said)
    tell_participles(pieces, words)
    pieces = without_marks(pieces, words, empty)
    return [
        p for at, p in enumerate(pieces) if not (p.kind == "mark" and at + 1 < len(pieces) and pieces[at + 1].a == p.a)
    ]


def folded(pieces: list[Piece], words: list[Word], said: AbstractSet[str]) -> list[Piece]:
    """The phrases with what was done to them: "IL-6 induced by endotoxin fell" is told of IL-6."""
    if "by" not in said and _ACTIVITIES.isdisjoint(said):
        return pieces
    out: list[Piece] = []
    at, n = 0, len(pieces)
    while at < n:
        piece = pieces[at]
        if (stop := _end_of_participle(pieces, at, words)) and out and out[-1].kind in {"np", "comma"}:
            if out[-1].kind == "comma" and len(out) > 1 and out[-2].kind == "np":
                out.pop()
            if out[-1].kind == "np":
                out[-1].b = pieces[at + 2].b
                at = stop
                continue
        if _is_activity(pieces, at, words) and (not out or out[-1].kind in _STARTS):
            out.append(replace(piece, b=pieces[at + 2].b, core=(piece.a, pieces[at + 2].b)))
            at += 3
            continue
        out.append(piece)
        at += 1
    return out


def _end_of_participle(pieces: list[Piece], at: int, words: list[Word]) -> int:
    """Where "induced by Z" ends, with the comma behind it, if the predicate follows then; else 0."""
    if at + 2 >= len(pieces):
        return 0
    is_caused = pieces[at].kind == "link" and words[pieces[at].a].lower == "caused" and pieces[at].b == pieces[at].a + 1
    if not is_caused and (pieces[at].kind != "verb" or pieces[at].form != "ed"):
        return 0
    if words[pieces[at + 1].a].lower != "by" or pieces[at + 2].kind != "np":
        return 0
    stop = at + 3 + (at + 3 < len(pieces) and pieces[at + 3].kind == "comma")
    return stop if _is_finite(pieces, stop, words) else 0


def _is_activity(pieces: list[Piece], at: int, words: list[Word]) -> bool:
    """True of a gerund that names something only with what follows: "living in a city raised Y"."""
    return (
        at + 2 < len(pieces)
        and pieces[at].kind == pieces[at + 2].kind == "np"
        and pieces[at].b == pieces[at].a + 1
        and words[pieces[at].a].lower in _ACTIVITIES
        and pieces[at + 1].kind == "preposition"
        and _is_finite(pieces, at + 3, words)
    )


def _is_finite(pieces: list[Piece], at: int, words: list[Word]) -> bool:
    """True where a predicate follows at once, with at most adverbs before it."""
    while at < len(pieces) and pieces[at].kind in {"adverb", "no", "may"}:
        at += 1
    if at >= len(pieces) or pieces[at].kind not in PREDICATE_STARTS or pieces[at].form == "ing":
        return False
    return pieces[at].kind != "link" or not words[pieces[at].a].lower.endswith("ed")


def _without_parentheses(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces without ", however," inside a predicate: "was, however, lower"; before a new clause it stays."""
    out: list[Piece] = []
    at, n = 0, len(pieces)
    while at < n:
        if (
            pieces[at].kind == "comma"
            and at + 3 < n
            and pieces[at + 2].kind == "comma"
            and words[pieces[at + 1].a].lower in _PARENTHESES
            and out
            and (out[-1].kind in _HELPING or pieces[at + 3].kind in PREDICATE_STARTS | {"no"})
        ):
            at += 3
            continue
        out.append(pieces[at])
        at += 1
    return out


def _without_manner(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces without the adverbs of "by significantly reducing", "by directly or indirectly reducing"."""
    out: list[Piece] = []
    for piece in pieces:
        if piece.form == "ing" and piece.kind in {"verb", "adjective"}:
            end = len(out)
            while end and out[end - 1].kind in {"adverb", "conjunction"}:
                end -= 1
            is_told = end < len(out) and out[end].kind == out[-1].kind == "adverb"
            if is_told and end and words[out[end - 1].b - 1].lower in _MEANS:
                del out[end:]
                piece.kind = "gerund"
        out.append(piece)
    return out


def _tell_gerunds(pieces: list[Piece], words: list[Word]) -> None:
    """A gerund is no predicate: "by reducing PTH" is an adjunct, "lowering calcium slows ..." has its subject so."""
    for at, piece in enumerate(pieces):
        if piece.kind in {"have", "be"}:
            if words[piece.a].lower.endswith("ing"):
                _tell_having(pieces, at, words)
            continue
        if piece.form != "ing" and not (piece.kind == "other" and words[piece.a].lower.endswith("ing")):
            continue
        before = pieces[at - 1].kind if at else "start"
        after = pieces[at + 1].kind if at + 1 < len(pieces) else ""
        if before == "preposition" and words[pieces[at - 1].a].lower in _ALONG and piece.form == "ing":
            piece.kind = "adjective"  # "with increasing magnesium"
        elif before == "preposition":
            piece.kind = "gerund"
        elif before in {"report", "no"} and words[piece.a - 1].lower in {"of", "in", "at"}:
            piece.form = "base"  # "is capable of reducing Y", "was unsuccessful in reducing Y"
        elif piece.kind == "other" or (before == "splitter" and goes_with(pieces, at, words)):
            continue
        elif (
            before in _STARTS | {"comma"}
            and piece.sense in {1, -1}
            and after == "preposition"
            and words[piece.b].lower == "of"
        ):
            piece.kind = "noun"  # "Doubling of magnesium"
        elif (before in _STARTS and after in {"word", "adjective", "determiner"}) or (
            before == "determiner" and after in {"word", "adjective", "link_noun"}
        ):
            piece.kind = "adjective"


def _without_relative(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces without "that were" in "the variables that were associated with Y were A and B"."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        is_was = piece.kind == "be" and at > 1 and pieces[at - 1].kind == "relative"
        if is_was and words[pieces[at - 2].b - 1].lower in _FACTORS:
            ahead = at + 1
            while ahead < len(pieces) and pieces[ahead].kind in {"adverb", "no"}:
                ahead += 1
            if ahead < len(pieces) and pieces[ahead].kind == "link":
                out.pop()
                continue
        out.append(piece)
    return out


def _without_undergoing(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces without "developing" in "the risk of developing Y", "at higher risk of suffering from Y"."""
    out: list[Piece] = []
    for piece in pieces:
        before = words[out[-1].b - 1].lower if out else ""
        if before in {"of", "for"} and words[piece.a].lower in _UNDERGOING:
            continue
        if before == "of" and words[piece.a].lower == "from" and words[piece.a - 1].lower in _UNDERGOING:
            continue
        out.append(piece)
    return out


def _without_at(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces without "at" in "were at significantly higher risk of": who is at a risk has it."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        before = next((each.kind for each in reversed(out) if each.kind != "adverb"), "")
        if words[piece.a].lower == "at" and piece.b == piece.a + 1 and before == "be":
            ahead = at + 1
            while ahead < len(pieces) and pieces[ahead].kind in _BEFORE_RISK and ahead < at + 5:
                ahead += 1
            if words[pieces[ahead - 1].b - 1].lower in RISKS:
                continue
        out.append(piece)
    return out


def _without_bounds(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces without "over 75 years", which says how much of what is before it: "age over 75 years, zinc and"."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1] if out else None
        if piece.kind == "number" and before is not None and words[before.a].lower in _BOUNDS and before.b == piece.a:
            is_time = words[before.a].lower in {"over", "under"} and words[before.a - 1].lower not in {"age", "aged"}
            is_bound = len(out) > 1 and out[-2].kind in {"word", "mark"} and not is_time  # "fell over 5 years"
            before.kind = "mark" if is_bound else before.kind
        is_unit = before is not None and before.kind == "number" and words[piece.a].lower in _UNITS
        if is_unit and len(out) > 1 and words[out[-2].a].lower in _BOUNDS and out[-2].kind == "mark":
            piece.kind = "mark"
        out.append(piece)
    return out


def _without_colon(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces without a colon behind a word that asks for what follows: "predictors were: A and B"."""
    return [
        piece
        for before, piece in zip([None, *pieces], pieces, strict=False)
        if piece.kind != "colon"
        or before is None
        or (before.kind not in _ASKING and words[before.b - 1].lower not in _LISTING)
    ]


def _tell_compared(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """In front of "than", "in men" is no setting, but who is compared."""
    out: list[Piece] = []
    for at, piece in enumerate(pieces):
        follows = pieces[at + 1].kind if at + 1 < len(pieces) else ""
        if piece.kind == "adverb" and follows == "versus" and words[piece.a].lower in {"in", "among"}:
            out += [replace(piece, kind="preposition", b=piece.a + 1), replace(piece, kind="word", a=piece.a + 1)]
        else:
            out.append(piece)
    return out


def _tell_seeming(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """A predicate is "seems" before what something seems to be: "X seems effective"."""
    for at, piece in enumerate(pieces):
        if piece.kind not in {"may", "seen"} or words[piece.a].lower not in _SEEMING:
            continue
        ahead = at + 1
        while ahead < len(pieces) and pieces[ahead].kind == "adverb":
            ahead += 1
        if ahead < len(pieces) and (
            pieces[ahead].kind in {"adjective", "factor"} or words[pieces[ahead].b - 1].lower == "for"
        ):
            piece.kind = "be"
    return pieces


def _without_help(pieces: list[Piece], words: list[Word]) -> list[Piece]:
    """The pieces without "help" before a predicate: "may help predict Y" says what "may predict Y" says."""
    return [
        piece
        for piece, follow in zip_longest(pieces, pieces[1:])
        if piece.kind != "verb"
        or words[piece.a].lower not in _HELPS
        or follow is None
        or follow.kind not in {"verb", "link", "intransitive"}
    ]


def _tell_having(pieces: list[Piece], at: int, words: list[Word]) -> None:
    """No predicate is "having" or "being" behind a preposition, or at the head of a subject: "having AAC raised Y"."""
    piece = pieces[at]
    before = pieces[at - 1] if at else None
    if before is not None and before.kind == "preposition":
        piece.kind = "mark"
        if words[before.a].lower == "of":  # "the odds of having AAC" is the odds of AAC
            piece.kind = "preposition"
            before.kind = "mark"
            piece.a = before.a
    elif before is None or before.kind in _STARTS | {"comma"}:
        for follow in pieces[at + 1 :]:
            if follow.kind in PART_ENDS - {"comma"}:
                return
            if follow.kind in PREDICATE_STARTS:
                piece.kind = "mark"
                return


_STEPS: Final[tuple[tuple[frozenset[str], Callable[[list[Piece], list[Word]], list[Piece]]], ...]] = (
    *JOINING,
    (EARLY, tell_early),
    (TO_DEVELOP, without_to_develop),
    (_SEEMING, _tell_seeming),
    (FOLLOWED, tell_ranked),
    (frozenset(CONTENTS), without_holders),
    (_FACTORS, _without_relative),
    (_UNDERGOING, _without_undergoing),
    (CONSUMING, tell_eating),
    (_HELPS, _without_help),
    (WHO, fold_who),
    (NOT, fold_not_given),
    (LIKELY, tell_likely),
    (_AT, _without_at),
    (_COLON, _without_colon),
    (_BOUNDS, _without_bounds),
    (_THAN, _tell_compared),
    (TIMES, tell_times),
    (frozenset(SHARES), tell_shares),
    (_MEANS, _without_manner),
    (_PARENTHESES, _without_parentheses),
)
"""The steps in order, each with words of which it needs one."""
