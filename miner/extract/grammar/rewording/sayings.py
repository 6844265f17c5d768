"""What people say in other words than papers, put into those of papers: "if you take too much X, you may get Y"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from miner.errors import BadData
from miner.extract.grammar.rewording.templates import Line
from miner.extract.grammar.words import Word
from miner.extract.wordlists import line_of, read_word_lists
from miner.resources import corpora_path

_PARTS = {
    "x": r"(?P<x>(?:[^\s,;:]+ ){1,6}?)",
    "y": r"(?P<y>(?:[^\s,;:]+ ){1,7}?)",
    "m": r"(?P<m>(?:(?:may|might|can|could) )?)(?:(?:will|are|is|be|more|likely|to|probably) )*",
    "you": r"(?:you|we|they|people|somebody|someone|a person|one|he|she|women|men|your child)",
    "body": r"(?:(?:the|your|our|their) (?:human )?(?:body|bodies|bones?|muscles?|cells|brain|system|heart|kidneys))",
    "part": r"bones?|health|muscles?|heart|brain|nerves?|teeth|skin|liver|kidneys|immune system|immunity|growth",
    "who": r"(?:people|those|women|men|individuals|children|adults|persons|patients)",
    "take": r"(?:take|takes|eat|eats|get|gets|have|has|consume|consumes|drink|drinks|use|uses)",
    "get": r"(?:get|develop|have|suffer from|suffer|end up with|experience|notice|see|come down with)",
    "cannot": r"(?:cannot|can not|can't|won't|will not|does not|do not|doesn't|don't)",
}
_STOPS = frozenset({".", "!", "?"})


@dataclass(frozen=True, slots=True)
class _Saying:
    asked: frozenset[str]
    pattern: regex.Pattern[str]
    template: str


@cache
def load_sayings() -> tuple[_Saying, ...]:
    """The shipped sayings, in order."""
    return read_sayings(corpora_path("cues", "sayings.toml"))


def read_sayings(path: Path) -> tuple[_Saying, ...]:
    """The sayings of a file; a row that has not its three parts, or holds no regular expression, is refused."""
    rows = read_word_lists(path, keys=["sayings"], is_sorted=False)["sayings"]
    return tuple(_sayings(rows, path))


def _sayings(rows: tuple[str, ...], path: Path) -> Iterator[_Saying]:
    for row in rows:
        word, bar, rest = row.partition(" | ")
        pattern, arrow, template = rest.partition(" => ")
        if not bar or not arrow:
            text = path.read_text(encoding="utf-8")
            raise BadData(f"{row} is no saying: word | pattern => words", path=path, line=line_of(text, "sayings"))
        for name, part in _PARTS.items():
            pattern = pattern.replace(f"<{name}>", part)
        try:
            yield _Saying(frozenset(word.split("/")), regex.compile(rf"(?<!\S)(?:{pattern})"), template)
        except regex.error as error:
            raise BadData(f"{row} holds no regular expression: {error}", path=path) from error


@cache
def _asked() -> frozenset[str]:
    """The words of which a sentence needs one to hold any saying."""
    return frozenset[str]().union(*(saying.asked for saying in load_sayings()))


def plain_saying(words: list[Word]) -> list[Word]:
    """The words of a sentence, with plain words for each saying that it holds."""
    said = _asked().intersection(word.lower for word in words)
    if not said:
        return words
    sayings = [saying for saying in load_sayings() if not saying.asked.isdisjoint(said)]
    end = len(words) - 1 if words[-1].lower in _STOPS else len(words)
    line = Line(words[:end])
    text = line.text()
    for saying in sayings:
        if saying.pattern.search(text) is not None and line.reword(saying.pattern, saying.template):
            text = line.text()
    return line.words + words[end:]
