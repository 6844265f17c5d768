"""The cue words of `corpora/cues/claims.toml`, with the regular forms of verbs made from their lemmas.

An article for everybody is read with those of `corpora/cues/lay.toml` on top, where a phrase may mean something else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from miner.errors import BadData
from miner.extract.wordlists import check_words, line_of, read_tables
from miner.resources import corpora_path

SENSES = {"up": 1, "down": -1, "better": 2, "worse": -2, "same": 0, "change": 9}
"""What a sense counts as: a direction, or 2/-2 where good or bad decides, 0 no change, 9 a change not said."""

_TABLES = {
    "verb": set(SENSES),
    "intransitive": set(SENSES),
    "adjective": set(SENSES),
    "noun": set(SENSES),
    "link": {*SENSES, "turned"},
    "link_noun": set(SENSES),
    "factor": set(SENSES),
    "negation": {"no"},
    "hedge": {"may"},
    "discard": {"aim", "advice"},
    "low": {"words", "stems", "names", "ceasing", "undoing"},
    "high": {"words", "stems"},
    "portion": {"words", "tails", "heads", "others", "done", "given", "ways"},
    "places": {"plain", "words"},
    "shared": {"words", "endings", "nouns"},
    "anaphors": {"pointed", "told"},
    "generic": {
        *("words", "people", "kinds", "told_apart", "control", "controlled", "sources", "methods", "empty"),
        *("demographic", "times", "points"),
    },
    "bad": {"words", "good"},
    "worth": {"wanted", "protected", "kinds", "variants"},
    "eaten": {"words"},
    "coming": {"ill", "good"},
    "ends": {"words", "further", "fronted"},
    "light": {
        *("before_verb", "before_gerund", "before_name", "before_pair"),
        *("caused_by", "have_high", "have_low", "role", "too_little"),
    },
    "headed": {"results", "causes", "cures", "kinds"},
    "receive": {"words"},
    "wholes": {
        *("of", "in", "at", "for", "to", "with", "against", "under", "from", "on", "about", "towards", "toward"),
        *("together", "use"),
    },
    "befall": {"verbs", "done", "having", "sooner", "later"},
    "preposition": {"words", "versus"},
    "glue": {
        *("determiner", "conjunction", "splitter", "relative", "when", "be", "have"),
        *("seen", "report", "no_report", "other", "auxiliary", "adverb", "word", "gerund"),
    },
}  # fmt: skip
_UNSURE = frozenset({"gerund", "verb", "intransitive", "noun", "other", "seen"})
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Cue:
    """One meaning of a cue: its table or glue key, its sense as a number, the form of a verb (base, s, ed, ing).

    The form of a link is `turned` where what acts stands behind it ("Y depends on X").
    """

    kind: str
    sense: int = 0
    form: str = ""


class Meanings:
    """The meanings of a phrase, ready to choose from: `sure` is the one that no neighbour changes."""

    __slots__ = ("by_kind", "cues", "sure")

    def __init__(self, cues: tuple[Cue, ...]) -> None:
        self.cues = cues
        self.by_kind = {cue.kind: cue for cue in cues}
        self.sure = cues[0] if len(self.by_kind) == 1 and self.by_kind.keys().isdisjoint(_UNSURE) else None


class Branch:
    """Where the words of a phrase have led so far: its meanings, if it is one, and the words that may follow."""

    __slots__ = ("after", "meanings")

    def __init__(self) -> None:
        self.meanings: Meanings | None = None
        self.after: dict[str, Branch] = {}


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """All cues by phrase (a tuple of lower-case words), and the word lists that stand apart.

    `tree` has the phrases by their first word, each word with those that may follow it.
    """

    phrases: dict[tuple[str, ...], tuple[Cue, ...]]
    words: dict[str, frozenset[str]]
    stems: dict[str, tuple[str, ...]]
    tree: dict[str, Branch] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "tree", _grown(self.phrases))

    def is_low(self, word: str) -> bool:
        """True of a word that speaks of little of something."""
        return word in self.words["low.words"] or word.startswith(self.stems["low"])

    def is_in_name(self, lower: Sequence[str], at: int) -> bool:
        """True of the "low" of "low back pain", the "decline" of "cognitive decline": a part of a name."""
        names = self.words["low.names"]
        if "-" in lower[at] and "-".join(lower[at].split("-", 2)[:2]) in names:  # "low-density-lipoprotein"
            return True
        spans = ((max(at - back, 0), at + ahead) for back in (0, 1, 2) for ahead in (1, 2, 3))
        return any(" ".join(lower[start:end]) in names for start, end in spans)

    def is_high(self, word: str) -> bool:
        """True of a word that speaks of much of something."""
        return word in self.words["high.words"] or word.startswith(self.stems["high"])


def _grown(phrases: dict[tuple[str, ...], tuple[Cue, ...]]) -> dict[str, Branch]:
    tree: dict[str, Branch] = {}
    for words, cues in phrases.items():
        branches, branch = tree, None
        for word in words:
            branch = branches.setdefault(word, Branch())
            branches = branch.after
        if branch is not None:
            branch.meanings = Meanings(cues)
    return tree


def verb_forms(lemma: str) -> tuple[tuple[str, str], ...]:
    """Each form of a verb with its name; irregular forms come spelled out after slashes.

    >>> verb_forms("reduce")
    (('reduce', 'base'), ('reduces', 's'), ('reduced', 'ed'), ('reducing', 'ing'))
    >>> verb_forms("fall/falls/fell/fallen/falling")[2]
    ('fell', 'ed')
    """
    if "/" in lemma:
        base, *others = lemma.split("/")
        first = base.split()[0]
        return ((base, "base"), *((word, _form_of(word, first)) for word in others))
    stem = lemma
    if lemma.endswith("e"):
        return ((lemma, "base"), (lemma + "s", "s"), (lemma + "d", "ed"), (lemma[:-1] + "ing", "ing"))
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return ((lemma, "base"), (lemma[:-1] + "ies", "s"), (lemma[:-1] + "ied", "ed"), (lemma + "ing", "ing"))
    if lemma in {"drop", "stop", "curb", "regress", "shrink"}:
        stem = lemma + lemma[-1] if lemma in {"drop", "stop"} else lemma
    ending = "es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s"
    return ((lemma, "base"), (lemma + ending, "s"), (stem + "ed", "ed"), (stem + "ing", "ing"))


def _form_of(word: str, base: str) -> str:
    if word.split(maxsplit=1)[0].endswith("ing"):
        return "ing"
    return "s" if word.split(maxsplit=1)[0] in {base + "s", base + "es"} else "ed"


@cache
def load_cues() -> Cues:
    """The shipped cues."""
    return read_cues(corpora_path("cues", "claims.toml"))


@cache
def load_lay_cues() -> Cues:
    """The shipped cues with those of articles for everybody on top."""
    return read_cues(corpora_path("cues", "claims.toml"), corpora_path("cues", "lay.toml"))


def read_cues(*paths: Path) -> Cues:
    """The cues of files, a later one's on top; an unknown table or key, or what is no list of words, is refused."""
    phrases: dict[tuple[str, ...], dict[tuple[str, str], Cue]] = {}
    words: dict[str, frozenset[str]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    for table, key, listed in (row for path in paths for row in _rows(path)):
        values = listed
        if key in {"stems", "endings"}:
            stems[table] = tuple(values)
            continue
        name = f"{table}.{key}"
        if name == "befall.verbs":
            values = [word for lemma in values for word, _ in verb_forms(lemma)]
        words[name] = words.get(name, frozenset()) | {value.casefold() for value in values}
        for cue, phrase in _cues_of(table, key, values):
            phrases.setdefault(tuple(phrase.split()), {})[cue.kind, cue.form] = cue
    return Cues({p: tuple(found.values()) for p, found in phrases.items()}, words, stems)


def _rows(path: Path) -> Iterator[tuple[str, str, list[str]]]:
    tables, text = read_tables(path)
    for table, keys in tables.items():
        if not isinstance(keys, dict):
            raise BadData(f"{table} must stand in a table", path=path, line=line_of(text, table))
        for key, values in keys.items():
            _check(path, text, table, key, values)
            yield table, key, values


def _check(path: Path, text: str, table: str, key: str, values: object) -> None:
    line = line_of(text, key, table=table)
    if table not in _TABLES or key not in _TABLES[table]:
        raise BadData(f"unknown key {table}.{key}; write one that the loader knows", path=path, line=line)
    check_words(f"{table}.{key}", values, path=path, line=line)


def _cues_of(table: str, key: str, values: list[str]) -> list[tuple[Cue, str]]:
    if table in {"verb", "intransitive"}:
        return [(Cue(table, SENSES[key], form), word) for lemma in values for word, form in verb_forms(lemma)]
    if key == "turned":
        return [(Cue(table, 1, key), word) for word in values]
    if table in {"adjective", "noun", "link", "link_noun", "factor"}:
        return [(Cue(table, SENSES[key]), word) for word in values]
    if key == "names":
        return [(Cue("word"), word) for word in values]
    if table in {"glue", "negation", "hedge", "discard"}:
        return [(Cue(key), word) for word in values]
    if table in {"receive", "preposition"}:
        return [(Cue("versus" if key == "versus" else table), word) for word in values]
    return []
