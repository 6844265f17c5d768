"""Headlines, titles of links and entries of lists, whose words are made those of a sentence.

"Y twice as likely if less than 20 ng of X" lacks its "is" and says its condition as nobody would in running text. The
words that stand for it ("Y is more likely with low X") keep the places of those that they replace.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from miner.extract.grammar.cues import Cue, Cues
from miner.extract.grammar.rewording.templates import Line
from miner.extract.grammar.words import Word
from miner.extract.wordlists import read_word_lists
from miner.resources import corpora_path

_KEYS = frozenset(["gates", "taken", "much", "little", "fewer", "greater", "least", "told", "amounts", "tails"])
_LONGEST = 45  # words
_IS = regex.compile(r"(?<!\S)(?:is|are|was|were|be|been) ")
_LAST_LISTED = regex.compile(
    r"(?<=: (?:(?!and |or )[^\s,:;]+ )+(?:, (?:(?!and |or )[^\s,:;]+ )+)*), (?=(?:(?!and |or )[^\s,:;]+ )+$)"
)
_NEEDED = regex.compile(r"(?<= )needed (?P<for>to|for) (?=\w)")
_PART_END = regex.compile(r"[,–—:]|(?<= )(?:and|but) ")
_ASKING = frozenset({"how", "why", "that"})
_NOUNS = {"healed": "healing", "heal": "healing", "heals": "healing", "absorbed": "absorption", "absorb": "absorption"}
_DONE = {"cut": "reduced", "treated": "alleviated", "helped": "improved"}
_FINITE = frozenset({"be", "have", "auxiliary", "may"})


@dataclass(frozen=True, slots=True)
class _Patterns:
    gates: frozenset[str]
    condition: regex.Pattern[str]
    given: regex.Pattern[str]
    much: regex.Pattern[str]
    little: regex.Pattern[str]
    fewer: regex.Pattern[str]
    greater: regex.Pattern[str]
    seen: regex.Pattern[str]
    told: regex.Pattern[str]
    healed: regex.Pattern[str]
    due: regex.Pattern[str]
    done: regex.Pattern[str]
    dash: regex.Pattern[str]
    tail: regex.Pattern[str]
    etc: regex.Pattern[str]
    then: regex.Pattern[str]


@cache
def _patterns() -> _Patterns:
    told = read_headline_cues(corpora_path("cues", "headlines.toml"))
    taken, much, little, fewer, greater, least, said, amounts, tails = (
        "|".join(told[key])
        for key in ("taken", "much", "little", "fewer", "greater", "least", "told", "amounts", "tails")
    )
    amount = rf"(?:(?:{amounts}) )*"
    behind = r"(?<= (?:with|by|to|for|of) )"
    return _Patterns(
        gates=frozenset(told["gates"]),
        condition=regex.compile(rf"(?<= )(?:if|when|where) (?:(?:{taken}) )*"),
        given=regex.compile(rf"(?<= (?:with|by|after) )(?:(?:{taken}) )+"),
        much=regex.compile(rf"{behind}(?:{much}) "),
        little=regex.compile(rf"{behind}(?:{little}) "),
        fewer=regex.compile(rf"^{amount}(?:{fewer}) "),
        greater=regex.compile(rf"^{amount}(?:{greater}) "),
        seen=regex.compile(
            rf"^(?P<less>{amount}(?:{least}) )(?P<rest>(?:\S+ ){{1,8}}?)(?=(?:with|after|due to|because of|thanks to) )"
        ),
        told=regex.compile(rf"(?<= ){amount}(?:{said}) "),
        healed=regex.compile(rf"(?<= )(?:{'|'.join(_NOUNS)}) (?={amount}(?:\w+er )?(?:with|if|when|after|by) )"),
        due=regex.compile(r"(?<= )(?:due to|because of|related to) (?=low |high |excess |too )"),
        done=regex.compile(rf"(?<= )(?P<verb>\S+ed|cut|halved) (?:(?:\S+ )?in half |{amount})by (?!{amounts})"),
        dash=regex.compile(r"[–—:] (?:which )?(?P<verb>\S+s|good for|beneficial for|helpful for|bad for) "),
        tail=regex.compile(rf"[–—-] (?:(?:{tails}) )+$"),
        etc=regex.compile(r"(?<= ), (?P<last>(?:[^\s,]+ ){1,3}?), etc "),
        then=regex.compile(
            rf"(?<=^(?:low|high|{least}) (?:[^\s,]+ ){{1,5}})(?:[=,] (?:means |and )?)(?=(?:{least}) (?:[^\s,]+ )+$)"
        ),
    )


def read_headline_cues(path: Path) -> dict[str, tuple[str, ...]]:
    """The lists of a file; an unknown or missing key, or a value that is no list of words, is refused."""
    return read_word_lists(path, keys=_KEYS)


def plain_headline(words: list[Word], text: str, cues: Cues) -> list[Word]:
    """The words of a sentence of `text`; where they are those of a headline, as a sentence would have them."""
    stops = (at for at, word in enumerate(words) if word.lower in {".", "?"})
    end = next((at for at in stops if at + 1 == len(words) or words[at - 1].lower != "etc"), len(words))
    if (end and end == len(words) - 1) or end > _LONGEST:
        return words
    begin = 1 if end > 1 and words[0].lower in _ASKING else 0  # "How X lowers Y" says that it does
    head = _with_dashes(words[begin:end], text)
    if _patterns().gates.isdisjoint(word.lower for word in head):
        return words
    return _Headline(head, cues).plain() + words[end:]


def _with_dashes(words: list[Word], text: str) -> list[Word]:
    """The words and the hyphens that stand between two of them as dashes."""
    found: list[Word] = []
    for word in words:
        if found and text[found[-1].end : word.start] == " - ":
            at = word.start - 2
            found.append(Word("–", "–", is_number=False, start=at, end=at + 1))
        found.append(word)
    return found


class _Headline(Line):
    """The words of a headline."""

    def __init__(self, words: list[Word], cues: Cues) -> None:
        super().__init__(words)
        self.cues = cues

    def plain(self) -> list[Word]:
        """The words as a sentence would have them."""
        patterns = _patterns()
        self.replace(patterns.tail, lambda _: [])
        self.replace(patterns.condition, self._condition)
        self.replace(patterns.given, lambda _: [])
        self.replace(patterns.little, lambda _: ["low"])
        self.replace(patterns.much, lambda _: ["high"])
        self.replace(patterns.fewer, lambda _: ["fewer"])
        self.replace(patterns.greater, lambda _: ["more"])
        self.replace(_LAST_LISTED, lambda _: ["and"])
        self.replace(_NEEDED, self._needed)
        self.replace(patterns.etc, lambda match: ["and", *match["last"].split()])
        self.replace(patterns.then, self._then)
        self.replace(patterns.healed, lambda match: [_NOUNS[match[0].strip()]])
        self.replace(patterns.due, self._due)
        self.replace(patterns.dash, self._said)
        self.replace(patterns.seen, self._seen)
        self.replace(patterns.told, self._is)
        self.replace(patterns.done, self._is_done)
        return self.words

    def _condition(self, match: regex.Match[str]) -> list[str] | None:
        """Words for "if"; it stays where what follows has a predicate, or says last how much there is."""
        rest = _PART_END.split(match.string[match.end() :], maxsplit=1)[0]
        last = rest.split()[-1:] or [""]
        is_told = _IS.search(rest) is not None or self.cues.is_low(last[0]) or self.cues.is_high(last[0])
        return None if is_told else ["with"]

    def _said(self, match: regex.Match[str]) -> list[str] | None:
        """What is said behind a dash: "X – reduces Y", "X: good for Y"."""
        said = match["verb"].split()
        if self._has_finite(match.string[: match.start()]):
            return None
        if len(said) > 1:
            return ["is", *said]
        is_verb = any(cue.kind in {"verb", "link"} and cue.form in {"s", ""} for cue in self._cues(said[0]))
        return said if is_verb else None

    def _seen(self, match: regex.Match[str]) -> list[str] | None:
        """What there is more or less of: "fewer Y with X" is seen with it."""
        return None if self._has_finite(match["rest"]) else [*match[0].split(), "is", "seen"]

    def _needed(self, match: regex.Match[str]) -> list[str] | None:
        if self._has_finite(match.string[: match.start()]):
            return None
        return ["can"] if match["for"] == "to" else ["supports"]

    def _then(self, match: regex.Match[str]) -> list[str] | None:
        """What comes of what: "more X, less Y"."""
        return None if self._has_finite(match.string) else ["causes"]

    def _due(self, match: regex.Match[str]) -> list[str] | None:
        return None if self._has_finite(match.string[: match.start()]) else ["is", "caused", "by"]

    def _is(self, match: regex.Match[str]) -> list[str] | None:
        before = match.string[: match.start()]
        return None if self._has_finite(before) else ["is", *match[0].split()]

    def _is_done(self, match: regex.Match[str]) -> list[str] | None:
        if self._has_finite(match.string[: match.start()]):
            return None
        return ["is", _DONE.get(match["verb"], match["verb"]), "by"]

    def _has_finite(self, text: str) -> bool:
        """True of words with a predicate among them."""
        return any(
            cue.kind in _FINITE
            or (cue.kind in {"verb", "intransitive"} and cue.form in {"s", "ed"})
            or cue.kind == "link"
            for word in text.split()
            for cue in self._cues(word)
        )

    def _cues(self, word: str) -> tuple[Cue, ...]:
        return self.cues.phrases.get((word,), ())
