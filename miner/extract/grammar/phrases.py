"""The pieces of a sentence: cues told from plain words, and noun phrases with their direction words taken off."""

from functools import lru_cache

from miner.extract.grammar.cues import Cue, Cues, Meanings
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import Word

_PUNCTUATION = {",": "comma", ";": "semi", ":": "colon", "—": "semi", ".": "stop", "–": "semi"}
_UNITS = frozenset(
    [
        "mg",
        "g",
        "kg",
        "µg",
        "μg",
        "mcg",
        "iu",
        "ml",
        "l",
        "dl",
        "mmol",
        "mol",
        "meq",
        "mmol/l",
        "mg/l",
        "mg/dl",
        "ng/ml",
        "pmol/l",
        "ng/l",
        "mg/day",
        "mg/d",
        "g/day",
        "g/d",
        "µg/day",
        "iu/day",
        "g/dl",
        "%",
        "percent",
        "mm",
        "cm",
        "h",
        "kcal",
        "meq/day",
        "mg/kg",
        "iu/d",
    ]
)
_OPENERS = {"determiner", "preposition", "receive", "have", "link", "versus", "link_noun", "factor", "relative"}
_NP = {"word", "noun"}
_EVENTS = frozenset({"falls"})  # what happens to people, and a change
_LACKS = frozenset({"lack", "absence"})  # of an effect: none; of a thing: little of it
_NO_CUES = frozenset({"OR", "AS", "Is", "US", "IS"})
_SEEN = frozenset({"other", "seen"})
_DOING = frozenset({"verb", "intransitive", "noun"})
_BEFORE_NAMES = frozenset({"determiner", "adjective", "noun", "link_noun", "may"})
_IN_PHRASE = frozenset({"determiner", "adjective", "word", "noun", "adverb", "link_noun", "no", "may"})
_Found = tuple[int, int, Meanings | None]


def find_pieces(words: list[Word], cues: Cues) -> list[Piece]:
    """The sentence as cues, marks and noun phrases, in order."""
    pieces = _told_apart(_cued(words, cues), words)
    _tell_gerunds(pieces, words)
    pieces = _without_commas(pieces, words, cues.words["generic.empty"])
    pieces = [
        p for at, p in enumerate(pieces) if not (p.kind == "mark" and at + 1 < len(pieces) and pieces[at + 1].a == p.a)
    ]
    return _phrases(pieces, words, cues)


def _without_commas(pieces: list[Piece], words: list[Word], empty: frozenset[str]) -> list[Piece]:
    """The pieces without a comma between two adjectives before a noun of a link: "a strong, inverse association"."""
    return [
        p
        for at, p in enumerate(pieces)
        if not (
            p.kind == "comma"
            and at
            and at + 1 < len(pieces)
            and pieces[at + 1].kind == "link_noun"
            and words[pieces[at - 1].b - 1].lower in empty
        )
    ]


def _tell_gerunds(pieces: list[Piece], words: list[Word]) -> None:
    """A gerund is no predicate: "by reducing PTH" is an adjunct, "lowering calcium slows ..." has its subject so."""
    for at, piece in enumerate(pieces):
        if (
            piece.kind in {"have", "be"}
            and words[piece.a].lower.endswith("ing")
            and at
            and pieces[at - 1].kind == "preposition"
        ):
            piece.kind = "mark"
            if words[pieces[at - 1].a].lower == "of":  # "the odds of having AAC" is the odds of AAC
                piece.kind = "preposition"
                pieces[at - 1].kind = "mark"
                piece.a = pieces[at - 1].a
            continue
        if piece.form != "ing" and not (piece.kind == "other" and words[piece.a].lower.endswith("ing")):
            continue
        before = pieces[at - 1].kind if at else "start"
        after = pieces[at + 1].kind if at + 1 < len(pieces) else ""
        if before == "preposition" and words[pieces[at - 1].a].lower == "with" and piece.form == "ing":
            piece.kind = "adjective"  # "with increasing magnesium"
        elif before == "preposition":
            piece.kind = "gerund"
        elif piece.kind == "other":
            continue
        elif before in {"start", "splitter", "semi", "report", "when"} and after in {"word", "adjective", "determiner"}:
            piece.kind = "adjective"


def _cued(words: list[Word], cues: Cues) -> list[_Found]:
    """Each word or longest cue phrase, with all its meanings."""
    found: list[_Found] = []
    tree = cues.tree
    at, n = 0, len(words)
    while at < n:
        end = at + 1
        meanings = None
        branch = tree.get(words[at].lower)
        if branch is not None:
            if branch.meanings is not None and words[at].text not in _NO_CUES:
                meanings = branch.meanings
            ahead = end
            while branch is not None and branch.after and ahead < n:
                branch = branch.after.get(words[ahead].lower)
                ahead += 1
                if branch is not None and branch.meanings is not None:
                    end, meanings = ahead, branch.meanings
        found.append((at, end, meanings))
        at = end
    return found


def _told_apart(found: list[_Found], words: list[Word]) -> list[Piece]:
    """One piece for each: where a word has several meanings, its neighbours decide."""
    pieces: list[Piece] = []
    for index, (a, b, meanings) in enumerate(found):
        if meanings is None or b == a + 1:
            word = words[a]
            if word.lower in _PUNCTUATION:
                pieces.append(Piece(_PUNCTUATION[word.lower], a, b))
                continue
            if meanings is None:
                pieces.append(Piece(_plain(word, before=pieces[-1].kind if pieces else ""), a, b))
                continue
        cue = meanings.sure or _choose(meanings, pieces, _next(found, index, words), words)
        pieces.append(Piece(cue.kind, a, b, cue.sense, cue.form) if cue else Piece("word", a, b))
    return pieces


def _plain(word: Word, *, before: str) -> str:
    """What a word is that is no cue."""
    if word.is_number or (before == "number" and (word.lower in _UNITS or "/" in word.text[1:])):
        return "number"
    return _looks(word.text, word.lower)


@lru_cache(maxsize=65_536)
def _looks(text: str, lower: str) -> str:
    if len(lower) > 4 and lower.endswith("ly") and lower not in {"family", "anomaly", "assembly"}:
        return "adverb"
    return "word" if text[0].isalnum() else "mark"


def _next(found: list[_Found], index: int, words: list[Word]) -> str:
    """What follows, roughly: a noun phrase (`np`), a preposition, or something else."""
    for a, _, meanings in found[index + 1 : index + 4]:
        word = words[a]
        if meanings is None:
            if word.lower.endswith("ly"):
                continue
            return "np" if word.text[0].isalnum() and not word.is_number else "other"
        kinds = meanings.by_kind.keys()
        if len(kinds) == 1 and "adverb" in kinds:
            continue
        if not kinds.isdisjoint(_BEFORE_NAMES):
            return "np" if "determiner" not in kinds else "det"
        if "preposition" in kinds or "versus" in kinds:
            return "of" if word.lower in {"of", "in"} else "prep"
        return "other"
    return "end"


def _before(pieces: list[Piece]) -> str:
    for piece in reversed(pieces):
        if piece.kind not in {"adverb", "no", "mark"}:
            return piece.kind
    return "start"


def _relative_word(pieces: list[Piece], words: list[Word]) -> str:
    last = next(piece for piece in reversed(pieces) if piece.kind not in {"adverb", "no", "mark"})
    return words[last.a].lower


def _last_predicate(pieces: list[Piece]) -> Piece | None:
    for piece in reversed(pieces):
        if piece.kind in {"verb", "intransitive", "link", "have", "be", "preposition"}:
            return piece
    return None


def _choose(meanings: Meanings, pieces: list[Piece], after: str, words: list[Word]) -> Cue | None:  # noqa: C901, PLR0911, PLR0912
    by_kind = meanings.by_kind
    before = _before(pieces)
    if by_kind.keys() <= _SEEN and after == "np" and (before in _OPENERS or before in {"start", "adjective"}):
        return None  # "in fully adjusted models"
    if len(by_kind) == 1 and by_kind.keys().isdisjoint(_DOING):
        return meanings.cues[0]
    if by_kind.keys() == {"link", "link_noun"}:  # "studies link X with Y", but "the link with Y"
        return by_kind["link" if before == "word" and after in {"np", "det"} else "link_noun"]
    verb = by_kind.get("verb") or by_kind.get("intransitive")
    noun, adjective = by_kind.get("noun"), by_kind.get("adjective")
    is_event = noun is not None and words[pieces[-1].b if pieces else 0].lower in _EVENTS
    if is_event and (before == "preposition" or (before != "word" and after != "of")):
        return None  # "the risk of falls", "falls were common", but "falls in blood pressure", "BMD falls"
    if verb and verb.form == "base" and before in {"auxiliary", "may"}:
        return verb
    if verb and verb.form == "ing" and before == "preposition" and words[pieces[-1].b - 1].lower != "with":
        return verb
    if "be" in by_kind or "receive" in by_kind:
        return by_kind.get("be") or by_kind["receive"]
    if "seen" in by_kind and before == "be":
        return by_kind["seen"]
    if "have" in by_kind and before != "be":
        return by_kind["have"]
    if noun and verb and verb.form in {"base", "s"}:
        if before in {"determiner", "preposition", "adjective", "have", "link", "number", "versus", "verb", "factor"}:
            return noun
        if before == "may" or after in {"np", "det"}:
            return verb
        if before == "word" and words[pieces[-1].b - 1].lower.endswith("s") == (verb.form == "s"):
            return noun
        if (before in {"start", "comma", "conjunction", "semi", "stop"} and after in {"of", "prep"}) or (
            before == "start" and after == "other"
        ):
            return noun
        return noun if after == "of" and pieces and pieces[-1].kind == "word" and verb.form == "s" else verb
    if noun and not verb:
        return adjective if adjective and after == "np" else noun
    if (verb and verb.form == "ed") or (verb and adjective):
        if before == "be":
            return adjective or verb
        if before == "relative" and verb and _relative_word(pieces, words) in {"which", "who"}:
            return verb  # "PTH, which raised BMD"
        if before in _OPENERS | {"start", "adjective", "verb"} and after in {"np", "other"}:
            return adjective or Cue("adjective", verb.sense, "ed")
        if before == "conjunction" and after in {"np", "other"}:
            last = _last_predicate(pieces)
            if last is None or (
                last.kind in {"link", "have", "preposition", "be"} and not (last.kind == "be" and verb.form == "ed")
            ):
                return adjective or Cue("adjective", verb.sense, "ed")
        if before in {"may", "adverb"} and verb.form == "base":
            return verb
        if adjective and verb.form == "base" and before not in {"may", "conjunction", "preposition"} | _NP:
            return adjective
        if adjective and verb.form == "base" and before in _NP and after not in {"det", "np"}:
            return adjective
        return verb
    if verb and verb.form == "ing":
        return adjective if adjective and after == "np" and before in _OPENERS - {"preposition"} else verb
    for kind in ("link", "link_noun", "factor", "seen", "verb", "have", "report"):
        if kind in by_kind:
            return by_kind[kind]
    return meanings.cues[0]


def _phrases(pieces: list[Piece], words: list[Word], cues: Cues) -> list[Piece]:
    """Plain words, numbers between them and direction words before them become noun phrases."""
    out: list[Piece] = []
    at, n = 0, len(pieces)
    ends = cues.words["ends.words"]
    while at < n:
        piece = pieces[at]
        if piece.kind not in _IN_PHRASE:
            out.append(piece)
            at += 1
            continue
        stop = _phrase_end(pieces, at, words, ends)
        if stop is None:
            out.append(piece)
            at += 1
            continue
        phrase = _phrase(pieces[at:stop], words, cues.words["generic.empty"])
        a, b = phrase.core
        follows = pieces[stop].kind if stop < n else ""
        if b == a + 1 and words[a].lower.endswith("ed") and follows in {"preposition", "receive"} and _ends_phrase(out):
            phrase.kind = "mark"  # "patients hospitalised with ..."
        out.append(phrase)
        at = stop
    return out


def _ends_phrase(out: list[Piece]) -> bool:
    return bool(out) and (out[-1].kind == "np" or (out[-1].kind == "adverb" and len(out) > 1 and out[-2].kind == "np"))


def _phrase_end(pieces: list[Piece], at: int, words: list[Word], ends: frozenset[str]) -> int | None:
    """Where the noun phrase that begins at `at` ends, or None where none begins there."""
    n, has_head, end = len(pieces), False, at
    while end < n:
        piece = pieces[end]
        if piece.kind in {"word", "noun", "link_noun"}:
            last = words[pieces[end - 1].b - 1].lower if end > at else ""
            both_words = has_head and pieces[end - 1].kind == "word" and piece.kind == "word"
            if both_words and last in ends and len(words[piece.a].text) > 1 and words[piece.a].lower not in ends:
                break
            has_head = True
        elif piece.kind == "number" and has_head and end + 1 <= n:
            label = words[piece.a].text
            nxt = pieces[end + 1].kind if end + 1 < n else ""
            if not (len(label) <= 2 and label.isdigit()) or not (
                nxt in {"word", "be"} or words[piece.a - 1].lower in {"type", "group"}
            ):
                break
        elif piece.kind in {"adjective", "adverb", "no", "may"}:
            if has_head:
                break
            if piece.kind == "may" and not (
                end > at or words[piece.a].lower in {"possible", "potential", "promising", "putative"}
            ):
                return None
        elif piece.kind == "determiner":
            if end > at and pieces[end - 1].kind != "determiner" and pieces[end - 1].kind != "no":
                break
        else:
            break
        end += 1
    return end if has_head else None


def _phrase(parts: list[Piece], words: list[Word], empty: frozenset[str]) -> Piece:
    """One noun phrase of its parts: direction words and articles off, change and link nouns at the head kept apart."""
    phrase = Piece("np", parts[0].a, parts[-1].b)
    core: list[Piece] = []
    is_lack = False
    for part in parts:
        if part.kind == "adjective":
            if not core:
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
    if last.kind == "noun":
        phrase.change = last.sense
        core.pop()
    elif last.kind == "link_noun":
        phrase.link = last.sense
        core.pop()
    while core and (words[core[0].a].lower in empty or words[core[0].a].lower.endswith("-unit")):
        phrase.negated |= words[core[0].a].lower in {"non-significant", "nonsignificant", "insignificant"}
        core.pop(0)
    phrase.negated |= is_lack and (phrase.change is not None or phrase.link is not None)
    phrase.core = (core[0].a, core[-1].b) if core else (phrase.b, phrase.b)
    return phrase
