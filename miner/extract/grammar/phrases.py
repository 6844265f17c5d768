"""The pieces of a sentence: cues, marks, and noun phrases with their direction words taken off."""

from miner.extract.grammar.asides import without_asides
from miner.extract.grammar.befalling import tell_befalling
from miner.extract.grammar.cues import Cues
from miner.extract.grammar.marks import LINK_WORDS
from miner.extract.grammar.meanings import Cued, tell_apart
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.settling import folded, settled
from miner.extract.grammar.wholes import TO_DEVELOP, drop_amount, whole_names
from miner.extract.grammar.words import Word

_STEPS_ALONE = frozenset({"unit", "sd", "iqr"})
_STEPS = _STEPS_ALONE | {"mg", "g", "kg", "mcg", "ng", "ml", "l", "mmol", "nmol", "mm", "cm", "mmhg", "kcal", "point"}
_LACKS = frozenset({"lack", "absence"})  # of an effect: none; of a thing: little of it
_IN_PHRASE = frozenset({"determiner", "adjective", "word", "noun", "adverb", "link_noun", "no", "may"})
PEOPLE = frozenset(
    [
        "patients", "subjects", "participants", "children", "infants", "women", "men", "rats", "mice", "animals",
        "individuals", "adults", "students", "controls", "volunteers", "mothers", "girls", "boys", "neonates",
        "newborns", "groups", "group",
    ]
)  # fmt: skip
_LIKE = frozenset(
    [
        "complex", "characteristic", "distinct", "specific", "profound", "subtle", "dynamic", "acute", "transient",
        "sustained", "progressive", "gradual", "concomitant", "concurrent", "simultaneous", "temporary",
        "rapid", "early", "late", "key", "crucial", "pivotal", "central", "vital", "critical", "essential", "dominant",
        "leading", "primary", "minor", "decisive", "fundamental", "limited", "established", "powerful",
    ]
)  # fmt: skip
_RELATIONS = ("-related", "-induced", "-associated", "-dependent", "-evoked", "-driven", "-provoked", "-specific")
_IN_PAIR = frozenset({"np", "preposition", "conjunction", "determiner", "adverb", "mark", "number"})
_NAMING = frozenset({"word", "noun", "link_noun"})
_CHANGES = frozenset({"change", "changes", "alterations", "alteration"})
_SPANS = frozenset({"hours", "h", "days", "weeks", "months", "years", "minutes", "min", "hour", "year", "month"})
_GUESSED = frozenset({"possible", "potential", "promising", "putative", "potentially", "suspected", "probable"})
_MORBID = (
    "ative",
    "logical",
    "logic",
    "trophic",
    "plastic",
    "tural",
    "ischemic",
    "ischaemic",
    "fibrotic",
    "necrotic",
    "cystic",
)
_PARTING = frozenset({"comma", "semi", "stop", "colon", "splitter", "report"})
_PREDICATES = frozenset({"be", "have", "verb", "intransitive", "link", "auxiliary", "may"})


def find_pieces(found: list[Cued], words: list[Word], cues: Cues) -> list[Piece]:
    """The sentence as cues, marks and noun phrases, in order."""
    said = {word.lower for word in words}
    told = tell_befalling(tell_apart(found, words), words, said, cues)
    pieces = settled(told, words, said, cues.words["generic.empty"])
    named = whole_names(folded(_phrases(pieces, words, cues), words, said), words, said, cues)
    return without_asides(named, words, said)


def merge_phrases(pieces: list[Piece], words: list[Word], cues: Cues) -> list[Piece]:
    """Noun phrases joined over "of": the measure before it gives way to what is measured."""
    portion, places = cues.words["portion.words"], cues.words["places.words"]
    out: list[Piece] = []
    is_pair = False
    for piece in pieces:
        is_pair = (is_pair and piece.kind in _IN_PAIR) or (
            piece.kind == "preposition" and words[piece.a].lower == "between"
        )
        if piece.kind == "np" and len(out) > 2 and "number" in {out[-1].kind, out[-2].kind}:
            drop_amount(out, words, portion)
        if (
            piece.kind == "np"
            and len(out) > 1
            and out[-1].kind == "preposition"
            and out[-2].kind == "np"
            and out[-2].link is None
            and (
                words[out[-1].a].lower == "of"
                or _is_of(out[-2], out[-1], words)
                or (is_pair and _is_change_in(out[-2], out[-1], words))
            )
        ):
            out.pop()
            out[-1] = _joined(out[-1], piece, words, portion, places)
        else:
            out.append(piece)
    return out


def _phrases(pieces: list[Piece], words: list[Word], cues: Cues) -> list[Piece]:
    """Plain words, numbers between them and direction words before them become noun phrases."""
    out: list[Piece] = []
    at, n = 0, len(pieces)
    ends, fronted, empty = cues.words["ends.words"], cues.words["ends.fronted"], cues.words["generic.empty"]
    belonging = ends | fronted | cues.words["ends.further"]
    while at < n:
        piece = pieces[at]
        if piece.kind not in _IN_PHRASE:
            out.append(piece)
            at += 1
            continue
        stop = _phrase_end(pieces, at, words, (ends, fronted, belonging), empty)
        if stop is None:
            out.append(piece)
            at += 1
            continue
        phrase = _phrase(pieces[at:stop], words, empty)
        a, b = phrase.core
        follows = pieces[stop].kind if stop < n else ""
        if b == a + 1 and words[a].lower.endswith("ed") and follows in {"preposition", "receive"} and _ends_phrase(out):
            phrase.kind = "mark"  # "patients hospitalised with ..."
        out.append(phrase)
        at = stop
    return out


def _ends_phrase(out: list[Piece]) -> bool:
    return bool(out) and (out[-1].kind == "np" or (out[-1].kind == "adverb" and len(out) > 1 and out[-2].kind == "np"))


def _phrase_end(
    pieces: list[Piece],
    at: int,
    words: list[Word],
    closing: tuple[frozenset[str], frozenset[str], frozenset[str]],
    empty: frozenset[str],
) -> int | None:
    """Where the noun phrase that begins at `at` ends, or None where none begins there.

    `closing` are the nouns that close a phrase, those that close one in front, and those that go on with such a noun.
    """
    ends, fronted, belonging = closing
    n, has_head, end = len(pieces), False, at
    is_front = _is_front(pieces, at)
    while end < n:
        piece = pieces[end]
        if piece.kind in {"word", "noun", "link_noun"}:
            last = words[pieces[end - 1].b - 1].lower if end > at else ""
            both_words = has_head and pieces[end - 1].kind == "word" and piece.kind == "word"
            if (
                both_words
                and last in ends
                and len(words[piece.a].text) > 1
                and words[piece.a].lower not in belonging  # "patient groups", "cohort study"
            ):
                break
            if both_words and is_front and last in fronted and _has_predicate(pieces, end + 1):
                break
            has_head = True
        elif piece.kind == "number" and has_head and end + 1 <= n:
            if not _is_label(pieces, end, words):
                break
        elif piece.kind in {"adjective", "adverb", "no", "may"}:
            if has_head and (piece.kind != "adjective" or not _is_empty(pieces[at:end], words, empty)):
                break
            if piece.kind == "may" and not (end > at or words[piece.a].lower in _GUESSED):
                return None
        elif piece.kind == "determiner":
            if end > at and pieces[end - 1].kind != "determiner" and pieces[end - 1].kind != "no":
                break
        else:
            break
        end += 1
    return end if has_head else None


def _is_label(pieces: list[Piece], at: int, words: list[Word]) -> bool:
    """True of a number inside a name ("type 2 diabetes"), and not of "scores 24 hours after surgery"."""
    label = words[pieces[at].a].text
    follows = pieces[at + 1].kind if at + 1 < len(pieces) else ""
    if not (len(label) <= 2 and label.isdigit()) or (follows == "word" and words[pieces[at + 1].a].lower in _SPANS):
        return False
    return follows in {"word", "be"} or words[pieces[at].a - 1].lower in {"type", "group"}


def _is_empty(parts: list[Piece], words: list[Word], empty: frozenset[str]) -> bool:
    """True of words that say nothing of what is behind them: "a significant | additional loss"."""
    named = [part for part in parts if part.kind in _NAMING]
    return all(part.kind != "noun" and _is_light(words[part.b - 1].lower, empty) for part in named)


def _is_light(word: str, empty: frozenset[str]) -> bool:
    """True of a word that names nothing: "significant", "per-unit", "1-SD", "10-mg"."""
    amount, _, unit = word.rpartition("-")
    return word in empty or (unit in _STEPS and (amount[:1].isdigit() or unit in _STEPS_ALONE))


def _is_kind_of_change(core: list[Piece], words: list[Word]) -> bool:
    """True of "degenerative changes", which are a thing and no change of one."""
    before = words[core[-2].b - 1].lower if len(core) > 1 else ""
    return words[core[-1].a].lower in _CHANGES and before.endswith(_MORBID)


def _is_front(pieces: list[Piece], at: int) -> bool:
    """True of a phrase behind a preposition that opens a sentence or its part: "In this study magnesium ..."."""
    if not at or pieces[at - 1].kind not in {"preposition", "receive"}:
        return False
    return at == 1 or pieces[at - 2].kind in _PARTING or (at == 2 and pieces[0].kind == "adverb")


def _has_predicate(pieces: list[Piece], at: int) -> bool:
    """True where the words from `at` on come to a predicate before a mark."""
    while at < len(pieces) and pieces[at].kind not in _PARTING:
        if pieces[at].kind in _PREDICATES:
            return True
        at += 1
    return False


def _phrase(parts: list[Piece], words: list[Word], empty: frozenset[str]) -> Piece:
    """One noun phrase of its parts: direction words and articles off, change and link nouns at the head kept apart."""
    phrase = Piece("np", parts[0].a, parts[-1].b)
    core: list[Piece] = []
    is_lack = False
    for part in parts:
        if part.kind == "adjective":
            if not core or _is_empty(core, words, empty):
                phrase.dirs += (part.sense,)
        elif part.kind == "no":
            is_lack |= words[part.a].lower in _LACKS
            phrase.negated |= words[part.a].lower not in _LACKS
        elif part.kind == "determiner":
            phrase.negated |= words[part.a].lower == "no"
            phrase.definite |= words[part.a].lower in {"this", "these", "that", "those", "such", "its", "their"}
        elif part.kind == "adverb" and not core:
            continue
        elif part.kind in {"word", "noun", "link_noun", "number"}:
            core.append(part)
    first = parts[0]
    phrase.indefinite = first.kind == "determiner" and words[first.a].lower in {"a", "an"}
    last = core[-1]
    if last.kind == "noun" and not _is_kind_of_change(core, words) and not _is_growth(core, words):
        phrase.change = last.sense
        core.pop()
    elif last.kind == "link_noun" and not _is_harm(core, words):
        core.pop()
        phrase.link = _sense_of_link(last, core, words)
    while core and core[0].b == core[0].a + 1 and _is_light(words[core[0].a].lower, empty):
        phrase.negated |= words[core[0].a].lower in {"non-significant", "nonsignificant", "insignificant"}
        core.pop(0)
    if len(core) == 1 and (phrase.change or phrase.link) and _is_vague(words[core[0].a].lower):
        core.clear()  # "age-related declines in Y" are declines in Y
    phrase.negated |= is_lack and (phrase.change is not None or phrase.link is not None)
    phrase.core = (core[0].a, core[-1].b) if core else (phrase.b, phrase.b)
    return phrase


def _sense_of_link(link: Piece, before: list[Piece], words: list[Word]) -> int:
    """The sense of a link noun with the words before it, of which what turned it is taken out."""
    for part in before:
        told = LINK_WORDS.get(words[part.a].lower, {})
        if link.sense in told:
            before.remove(part)
            return told[link.sense]
    return link.sense


def _is_harm(core: list[Piece], words: list[Word]) -> bool:
    """True of "side effects", which are what befalls people and no effect of something on something."""
    before, end = words[core[-2].b - 1].lower if len(core) > 1 else "", core[-1].b
    if words[end - 1].lower not in {"effect", "effects"} or before not in _HARMS:
        return False
    return before != "adverse" or all(word.lower != "on" for word in words[end : end + 1])


_HARMS = frozenset(["side", "adverse", "undesirable", "unwanted", "untoward", "toxic"])


def _is_change_in(left: Piece, preposition: Piece, words: list[Word]) -> bool:
    """True of "the changes in X", which are X's where they are linked: "between the changes in X and those in Y"."""
    return left.change is not None and left.core[0] >= left.core[1] and words[preposition.a].lower == "in"


def _is_of(left: Piece, preposition: Piece, words: list[Word]) -> bool:
    """True of "death from X", "risk for X", "time to X" and "exposure to X", which read as "of X"."""
    head = words[left.b - 1].lower
    if preposition.b > preposition.a + 1 and words[preposition.b - 1].lower in TO_DEVELOP:  # "the risk to develop X"
        return True
    if words[preposition.a].lower == "to" and words[left.core[0]].lower == "ratio":  # "the ratio of X to Y"
        return left.joined
    return head in _OF_WHICH.get(words[preposition.a].lower, ())


_TIMES = frozenset(["time", "times"])  # "time to recovery" is told of whole
_OF_WHICH = {
    "from": frozenset(["abstinence", "withdrawal", "death", "deaths", "mortality"]),
    "for": frozenset(
        [
            *("risk", "risks", "odds", "likelihood", "probability", "chance", "chances", "need", "needs"),
            *("requirement", "requirements", "susceptibility", "predisposition", "liability"),
        ]
    ),
    "to": _TIMES
    | {"resistance", "tolerance", "liability", "sensitivity", "vulnerability", "conversion", "progression"}
    | {"exposure", "exposures", "adherence", "non-adherence", "nonadherence", "susceptibility", "predisposition"},
}


def _is_growth(core: list[Piece], words: list[Word]) -> bool:
    """True of "hair growth", "growth" before no "in Y" or "of Y": a thing, and no change of one."""
    end = core[-1].b
    if words[end - 1].lower != "growth":
        return False
    return len(core) > 1 or all(word.lower not in {"in", "of", "and", "or"} for word in words[end : end + 1])


def _is_vague(word: str) -> bool:
    """True of a word before a change that says what it comes of or what it is like, not what changes."""
    return word.endswith(_RELATIONS) or word in _LIKE


_ARMS = frozenset(["group", "groups", "arm", "arms"])
_TIMED = frozenset(["time", "times"])
_WHOLE = "quality of life"
"""The outcome whose name begins as a measure's does."""


def _is_named_whole(heads: list[str]) -> bool:
    """True of "the onset time" of something and "the side effects" of something, which is no effect on it."""
    return len(heads) > 1 and (heads[-1] in _TIMED or (heads[-1] in {"effect", "effects"} and heads[-2] in _HARMS))


def _joined(left: Piece, right: Piece, words: list[Word], portion: frozenset[str], places: frozenset[str]) -> Piece:
    joined = Piece("np", left.a, right.b, negated=left.negated, definite=left.definite)
    joined.dirs = left.dirs + right.dirs
    joined.change = left.change if left.change is not None else right.change
    joined.link = right.link
    start, end = left.core
    name = " ".join(words[at].lower for at in range(start, right.core[1]))
    heads = [words[at].lower for at in range(start, end)]
    if start < end and words[right.b - 1].lower in _ARMS:
        joined.core = left.core  # "the fatigue of the zinc group"
    elif right.core[0] >= right.core[1]:
        joined.core = right.core if right.link is not None or right.change is not None else left.core
    elif len(heads) > 1 and heads[-1] in portion and words[right.b - 1].lower in PEOPLE | places:
        joined.core = left.core  # "the pain score of patients" is the score
    elif _WHOLE in name or _is_named_whole(heads):
        joined.core = (start, right.core[1])
    elif (left.change is not None and start >= end) or (heads and heads[-1] in portion):
        joined.core = (start, right.core[1]) if words[left.b].lower == "to" and heads[-1] in _TIMES else right.core
    else:
        joined.core = (start, right.core[1]) if start < end else right.core
    joined.joined = True
    return joined
