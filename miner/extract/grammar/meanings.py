"""Cues told from plain words: the longest cue at each place, and which of its meanings it has there."""

from collections.abc import Mapping

from miner.extract.grammar.cues import Cue, Cues, Meanings
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import Word
from miner.extract.known import Known

_PUNCTUATION = {",": "comma", ":": "colon", ".": "stop", **dict.fromkeys([";", "—", "–", "-", "--"], "semi")}
_UNITS = frozenset(
    [
        "mg", "g", "kg", "µg", "μg", "mcg", "ng", "pg", "iu", "ml", "l", "dl", "mmol", "mol", "µmol", "μmol", "nmol",
        "pmol", "meq", "mm", "cm", "mmhg", "hg", "bpm", "kcal", "kj", "h", "%", "percent", "sd", "sds", "gy", "iu/l",
    ]
)  # fmt: skip
_OPENERS = {"determiner", "preposition", "receive", "have", "link", "versus", "link_noun", "factor", "relative"}
_NP = {"word", "noun"}
_EVENTS = frozenset({"falls"})  # what happens to people, and a change
_EVENTFUL = frozenset({"frequent", "recurrent", "prior", "previous", "accidental", "injurious", "multiple", "repeated"})
_AMOUNTS = frozenset(
    {"more", "less", "fewer", "higher", "lower", "greater", "smaller", "increased", "reduced", "decreased"}
)
_BLOCKS = frozenset({"block", "blocks"})  # of an anaesthetist, no verb
_OF_NERVES = frozenset(
    {"sensory", "motor", "nerve", "plexus", "epidural", "spinal", "caudal", "neuromuscular", "plane", "paravertebral"}
)
_MODELS = frozenset({"model", "models", "analysis", "analyses", "estimates"})
_NOUNS_TOO = frozenset({"leaves", "yield", "yields", "marks", "means"})
_SETTINGS = frozenset(
    [
        "weeks", "week", "months", "month", "days", "day", "years", "year", "hours", "baseline", "follow-up",
        "treatment", "intervention", "supplementation", "consumption", "ingestion", "intake", "women", "men", "adults",
        "subjects", "participants", "patients", "volunteers", "children", "infants", "individuals", "mice", "rats",
        "animals", "pigs", "piglets", "calves",
    ]
)  # fmt: skip
"""What closes the setting of a finding: times, courses of treatment, who was studied."""
_NO_CUES = frozenset({"OR", "AS", "Is", "US", "IS", "NO"})
_LETTERED = frozenset({"vitamin", "vitamins", "hepatitis", "influenza", "group", "type", "apolipoprotein"})
_LETTERS_OF = frozenset({"allele", "alleles", "genotype", "carriers", "carrier"})
_SEEN = frozenset({"other", "seen"})
_REPORTED = _SEEN | {"have"}
_DOING = frozenset({"verb", "intransitive", "noun"})
_SIGNIFICANT = frozenset({"significant", "substantial", "marked", "slight", "modest", "notable", "considerable"})
_MEANS = frozenset({"by", "through", "via"})
_ATTRIBUTES = ("ic", "al", "ive", "ous", "ar")
_BEFORE_NAMES = frozenset({"determiner", "adjective", "noun", "link_noun", "may"})
_EACH = frozenset({"each", "all", "both"})
Cued = tuple[int, int, Meanings | None]
"""Words from one place to before another, with what they may mean; None where they are no cue."""


def find_cues(words: list[Word], cues: Cues) -> list[Cued]:
    """Each word or longest cue phrase, with all its meanings."""
    found: list[Cued] = []
    tree = cues.tree
    at, n = 0, len(words)
    while at < n:
        end = at + 1
        meanings = None
        branch = tree.get(words[at].lower)
        if branch is not None:
            is_name = (words[at].text in _NO_CUES and not (at and words[at].text == "Is")) or _is_letter(words, at)
            if branch.meanings is not None and not is_name:
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


def _is_letter(words: list[Word], at: int) -> bool:
    """True of the letter of "vitamin A" and of "the A allele"."""
    if words[at].text != "A":
        return False
    after = words[at + 1].lower if at + 1 < len(words) else ""
    return at > 0 and (words[at - 1].lower in _LETTERED or after in _LETTERS_OF)


def tell_apart(found: list[Cued], words: list[Word]) -> list[Piece]:
    """A piece for each cue, mark and plain word, in order: where a cue has several meanings, its neighbours decide."""
    pieces: list[Piece] = []
    for index, (a, b, meanings) in enumerate(found):
        if meanings is None or b == a + 1:
            word = words[a]
            if word.lower in _PUNCTUATION:
                kind = "word" if word.lower == ":" and _is_tight(words, a) else _PUNCTUATION[word.lower]
                pieces.append(Piece(kind, a, b))
                continue
            if meanings is None:
                pieces.append(Piece(_plain(word, before=pieces[-1].kind if pieces else ""), a, b))
                continue
        cue = meanings.sure or _choose(meanings, pieces, _next(found, index, words), words)
        if words[a].lower in _EACH and pieces and pieces[-1].kind == "word":
            cue = Cue("adverb")  # "A and B each lowered Y"
        pieces.append(Piece(cue.kind, a, b, cue.sense, cue.form) if cue else Piece("word", a, b))
    return pieces


def _is_tight(words: list[Word], at: int) -> bool:
    """True of the mark of "a Ca:Mg ratio", which stands inside a name."""
    if not 0 < at < len(words) - 1:
        return False
    return words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def _plain(word: Word, *, before: str) -> str:
    """What a word is that is no cue."""
    if word.is_number or (before == "number" and (word.lower in _UNITS or "/" in word.text[1:])):
        return "number"
    return _LOOKS[word.lower]


def _looks(lower: str) -> str:
    if lower.endswith("-fold") or (lower[-1] == "x" and lower[0].isdigit() and lower[:-1].replace(".", "").isdigit()):
        return "adverb"  # "a 2.1-fold higher risk", "6X more"
    if (
        len(lower) > 4
        and lower.endswith("ly")
        and lower not in {"family", "elderly", "anomaly", "assembly", "bodily", "monopoly"}
    ):
        return "adverb"
    return "word" if lower[0].isalnum() else "mark"


_LOOKS = Known(_looks, most=65_536)


def _next(found: list[Cued], index: int, words: list[Word]) -> str:
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
        if not kinds.isdisjoint(_BEFORE_NAMES | {"gerund"}):
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


def _last_predicate(pieces: list[Piece], words: list[Word]) -> Piece | None:
    following = ""
    is_setting = _ends_in_setting(pieces, words)
    conjunctions = 0
    for piece in reversed(pieces):
        conjunctions += piece.kind == "conjunction"
        is_amount = piece.kind == "preposition" and following == "number"  # "lowered A by 30% and increased B"
        is_closed = conjunctions > 1  # "raised A at the hip and spine and lowered B"
        is_passed = piece.kind == "preposition" and (is_amount or is_setting or is_closed)
        if piece.kind in {"verb", "intransitive", "link", "have", "be", "preposition"} and not is_passed:
            return piece
        following = following if piece.kind == "adverb" else piece.kind  # "by approximately 30%"
    return None


def _ends_in_setting(pieces: list[Piece], words: list[Word]) -> bool:
    """True where a time, people or a treatment stand before the conjunction: "lowered A after 8 weeks and raised B"."""
    for piece in reversed(pieces):
        if piece.kind not in {"adverb", "conjunction", "comma"}:
            return words[piece.b - 1].lower in _SETTINGS
    return False


def _choose(meanings: Meanings, pieces: list[Piece], after: str, words: list[Word]) -> Cue | None:  # noqa: PLR0911 - one meaning a return
    """The meaning that a cue has between what stands before and after it; None where it is a plain word."""
    by_kind = meanings.by_kind
    before = _before(pieces)
    if _is_plain(by_kind, before, after, pieces, words):
        return None
    if len(by_kind) == 1 and by_kind.keys().isdisjoint(_DOING):
        return meanings.cues[0]
    if by_kind.keys() == {"link", "link_noun"}:  # "studies link X with Y", but "the link with Y"
        return by_kind["link" if before == "word" and after in {"np", "det"} else "link_noun"]
    if by_kind.keys() == {"link", "preposition"}:  # "was independent of Z", but ", independent of Z"
        return by_kind["link" if before == "be" else "preposition"]
    verb = by_kind.get("verb") or by_kind.get("intransitive")
    noun = by_kind.get("noun")
    sure = _choose_by_neighbour(by_kind, verb, before, pieces, words)
    if sure is not None:
        return sure
    if verb and noun and verb.form in {"base", "s"}:
        return noun if _is_noun(verb, before, after, pieces, words) else verb
    adjective = by_kind.get("adjective")
    if noun and not verb:
        return adjective if adjective and after == "np" else noun
    if verb and (verb.form == "ed" or adjective):
        return _choose_participle(verb, adjective, before, after, pieces, words)
    if verb and verb.form == "ing":
        return adjective if adjective and after == "np" and before in _OPENERS - {"preposition"} else verb
    for kind in ("link", "link_noun", "factor", "seen", "verb", "have", "report"):
        if kind in by_kind:
            return by_kind[kind]
    return meanings.cues[0]


def _is_plain(by_kind: Mapping[str, Cue], before: str, after: str, pieces: list[Piece], words: list[Word]) -> bool:
    """True of a word that is no cue between what stands before and after it."""
    if "gerund" in by_kind:  # "calcium binding fell", but "by binding M"
        return before != "preposition" or words[pieces[-1].b - 1].lower not in _MEANS
    if "have" in by_kind and after == "np" and before in {"preposition", "determiner", "adjective"}:
        return words[pieces[-1].b].lower.endswith("ed")  # "the prevalence of reported diarrhoea"
    is_reported = before == "start" and by_kind.keys() <= _REPORTED  # "Reported abuse was linked to ..."
    at = pieces[-1].b if pieces else 0
    if is_reported or by_kind.keys() <= _SEEN:  # "in fully adjusted models", "in crude and adjusted models"
        is_of_model = any(word.lower in _MODELS for word in words[at + 1 : at + 2])
        return is_of_model or (after == "np" and (before in _OPENERS or before in {"start", "adjective"}))
    if words[at].lower in _NOUNS_TOO and at + 1 < len(words) and words[at + 1].lower == "of":  # "yields of milk"
        return True
    if "noun" in by_kind:  # "the risk of falls", "falls were common", but "falls in blood pressure", "BMD falls"
        is_event = words[at].lower in _EVENTS
        is_named = before == "preposition" or (at > 0 and words[at - 1].lower in _EVENTFUL)
        return is_event and (is_named or (before != "word" and after != "of"))
    if words[at].lower in _BLOCKS and pieces and words[pieces[-1].b - 1].lower in _OF_NERVES:
        return True
    verb = by_kind.get("verb")
    is_base = verb is not None and verb.form == "base" and before not in {"auxiliary", "may"}
    if (
        is_base
        and len(by_kind) == 1
        and (
            before in {"determiner", "adjective"}
            or (before == "word" and after in {"prep", "of", "other", "end"})
            or (before == "start" and after == "of")
        )
    ):  # "a greater damage", "tissue damage in", "Delay in surgery"
        return True
    is_named = words[at].lower == "reverse" and before == "preposition"  # "of reverse cholesterol transport"
    return is_base and (is_named or (at + 1 < len(words) and words[at + 1].lower == "of"))  # "ease of use"


def _choose_by_neighbour(
    by_kind: Mapping[str, Cue], verb: Cue | None, before: str, pieces: list[Piece], words: list[Word]
) -> Cue | None:
    """What the piece before leaves no choice about."""
    if (
        verb
        and verb.form == "base"
        and (before in {"auxiliary", "may"} or (before == "report" and _is_to(pieces, words)))
    ):
        return verb
    if verb and verb.form == "ing" and before == "preposition" and words[pieces[-1].b - 1].lower != "with":
        return verb
    if "be" in by_kind or "receive" in by_kind:
        return by_kind.get("be") or by_kind["receive"]
    if "seen" in by_kind and before == "be":
        return by_kind["seen"]
    return by_kind["have"] if "have" in by_kind and before != "be" else None


def _is_that(before: str, pieces: list[Piece], words: list[Word]) -> bool:
    """True behind "indicate that", where a clause begins: "... that elevated CRP was ..."."""
    return before == "report" and words[pieces[-1].b - 1].lower == "that"


def _is_to(pieces: list[Piece], words: list[Word]) -> bool:
    """True behind "seem to", "were found to"."""
    return words[pieces[-1].b - 1].lower == "to"


def _is_noun(verb: Cue, before: str, after: str, pieces: list[Piece], words: list[Word]) -> bool:
    """True where "increase", "rises", "change" is the noun and not the verb."""
    if before in {"determiner", "preposition", "adjective", "have", "link", "number", "versus", "verb", "factor"}:
        is_this = before == "determiner" and verb.form == "s" and words[pieces[-1].a].lower == "this"
        return not is_this  # "This increases Y": of nouns it would be "these"
    if pieces and pieces[-1].kind == "no" and words[pieces[-1].a].lower == "no":  # "there was no change in Y"
        return True
    if before == "may" or after in {"np", "det"}:
        return False
    if before == "word" and (_is_size(pieces, words) or (verb.form == "s" and _is_attributive(pieces, words))):
        return True  # "no significant changes", "mediated by hemodynamic changes"
    if before == "word" and words[pieces[-1].b - 1].lower.endswith("s") == (verb.form == "s"):
        return True  # "the rats increase" and "BMD rises" agree in number, so "rats increases" is a noun
    if before in {"start", "comma", "conjunction", "semi", "stop"} and after in {"of", "prep"}:
        return True
    if before == "start" and after == "other":
        return True
    return after == "of" and bool(pieces) and pieces[-1].kind == "word" and verb.form == "s"


def _is_size(pieces: list[Piece], words: list[Word]) -> bool:
    """True behind a word that says how much and names nothing."""
    return words[pieces[-1].a].lower in _SIGNIFICANT


def _is_attributive(pieces: list[Piece], words: list[Word]) -> bool:
    """True where an adjective alone stands between a preposition and here."""
    is_alone = len(pieces) > 1 and pieces[-1].kind == "word" and pieces[-2].kind == "preposition"
    return is_alone and words[pieces[-1].a].lower.endswith(_ATTRIBUTES)


def _lists_amounts(pieces: list[Piece]) -> bool:
    """True behind "had a shorter A,": "reduced B" goes on with what was had."""
    for at in range(len(pieces) - 1, 0, -1):
        if pieces[at].kind == "have":
            ahead = (piece.kind for piece in pieces[at + 1 : at + 4] if piece.kind not in {"determiner", "adverb"})
            return next(ahead, "") == "adjective"
        if pieces[at].kind in {"be", "verb", "intransitive", "link", "splitter", "semi"}:
            return False
    return False


def _is_verb_behind(pieces: list[Piece], words: list[Word], verb: Cue) -> bool:
    """True behind "which" and "who", and of "lower" and "lowered" behind "drugs that"."""
    is_many = pieces[-1].a > 0 and words[pieces[-1].a - 1].lower.endswith("s")
    is_told = verb.form == "base" or (verb.form == "ed" and len(pieces) > 1 and pieces[-2].kind in _NP)
    return _relative_word(pieces, words) in {"which", "who"} or (is_told and is_many)


def _is_but(before: str, pieces: list[Piece], words: list[Word]) -> bool:
    """True behind "but" that goes on with what several things do: "raise A but lower B"."""
    if before != "splitter" or words[pieces[-1].a].lower != "but":
        return False
    last = _last_predicate(pieces, words)
    return last is not None and last.kind == "verb" and last.form == "base"


def _choose_participle(
    verb: Cue, adjective: Cue | None, before: str, after: str, pieces: list[Piece], words: list[Word]
) -> Cue:
    """An adjective before what it says something of ("reduced BMD"), else a verb ("BMD reduced")."""
    if before == "be":
        return adjective or verb
    if before == "relative" and _is_verb_behind(pieces, words, verb):
        return verb  # "PTH, which raised BMD", "drugs that lower BMD"
    follows = pieces[-1].b + 1 if pieces else 1
    if before == "conjunction" and follows < len(words) and words[follows].lower in _AMOUNTS:
        return verb  # "and induced less pain"
    is_before_name = before in _OPENERS | {"start", "adjective", "verb"} or _is_that(before, pieces, words)
    is_listed = before == "comma" and after == "np" and verb.form == "ed" and _lists_amounts(pieces)
    if is_listed or (is_before_name and after in {"np", "other"}):
        return adjective or Cue("adjective", verb.sense, "ed")
    is_said = after == "np" and before == "word" and _is_size(pieces, words)  # "a significant increased risk"
    if before == "conjunction" and after in {"np", "other"}:
        last = _last_predicate(pieces, words)
        is_said = last is None or (
            last.kind in {"link", "have", "preposition", "be"} and not (last.kind == "be" and verb.form == "ed")
        )
    if is_said:
        return adjective or Cue("adjective", verb.sense, "ed")
    if verb.form != "base" or not adjective or before in {"may", "adverb"} or _is_but(before, pieces, words):
        return verb
    if before not in {"conjunction", "preposition"} | _NP:
        return adjective
    return adjective if before in _NP and after not in {"det", "np"} else verb
