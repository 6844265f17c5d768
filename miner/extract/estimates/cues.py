"""The cues of `corpora/cues/estimates.toml`: how measures are named, and the words around estimates."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import regex

from miner.errors import BadData
from miner.extract.wholewords import WholeWords
from miner.files import read_toml
from miner.model.estimate import Measure
from miner.resources import corpora_path

_WORDS = frozenset(
    {
        "difference",
        "change",
        "relative",
        "plain",
        "no_interval",
        "adjusted",
        "crude",
        "units",
        "percent_scales",
        "compared",
        "planned",
    },
)


@dataclass(frozen=True, slots=True)
class EstimateCues:
    """The names of measures as one pattern (group 1: short forms) with what each means, and the word lists."""

    pattern: str
    measures: dict[str, Measure]
    shorts: dict[str, Measure]
    never_alone: frozenset[Measure]
    with_p: frozenset[Measure]
    words: dict[str, WholeWords]
    units: frozenset[str]

    def measure_of(self, name: str) -> Measure:
        """The measure that a matched name stands for: exactly as printed, else in any case."""
        found = self.shorts.get(name)
        return self.measures[normal(name)] if found is None else found


def normal(name: str) -> str:
    """A measure's name as it is looked up: lower case, hyphens as spaces, no plural.

    >>> normal("Odds-Ratios")
    'odds ratio'
    """
    folded = " ".join(name.lower().replace("-", " ").replace("‐", " ").split())
    return folded[:-1] if folded.endswith("s") and not folded.endswith(("ss", "d's", "odds")) else folded


@cache
def load_cues(path: Path | None = None) -> EstimateCues:
    """The shipped cues, or those of a file; refused with the file's name where it says something unknown."""
    path = path or corpora_path("cues", "estimates.toml")
    table = read_toml(path)
    _refuse(set(table) - {"measure", "alone", "words"}, "table", path)
    _refuse(set(table.get("words", {})) ^ _WORDS, "list of words (unknown or missing)", path)
    _refuse(set(table.get("measure", {})) - set(Measure), "measure", path)
    named = [name for forms in table["measure"].values() for names in forms.values() for name in names if name.strip()]
    _refuse({name for name in named if not name.strip()[0].isalpha()}, "name, which begins with no letter", path)
    measures: dict[str, Measure] = {}
    shorts: dict[str, Measure] = {}
    for name, forms in table["measure"].items():
        _refuse(set(forms) - {"names", "short"}, f"key of measure.{name}", path)
        measures |= {normal(each): Measure(name) for each in forms["names"]}
        shorts |= {each.strip(): Measure(name) for each in forms["short"] if each.strip() not in shorts}
    alone = table.get("alone", {})
    _refuse(set(alone) - {"never", "with_p"}, "key of alone", path)
    words = {name: WholeWords(each) for name, each in table["words"].items() if name != "units"}
    return EstimateCues(
        pattern=_pattern(measures, shorts),
        measures=measures,
        shorts=shorts,
        never_alone=frozenset(map(Measure, alone.get("never", ()))),
        with_p=frozenset(map(Measure, alone.get("with_p", ()))),
        words=words,
        units=frozenset(table["words"]["units"]),
    )


def _refuse(wrong: Iterable[str], what: str, path: Path) -> None:
    if names := sorted(wrong):
        raise BadData(f"unknown {what}: {', '.join(names)}", path=path)


def _pattern(measures: Iterable[str], shorts: Iterable[str]) -> str:
    edge = r"(?![A-Za-zα-ω])"
    space = {" ": r"[\s\-‐]+"}
    return rf"(?:(?i:{_trie(measures, space)}s?){edge}|{_trie(shorts, {' ': chr(92) + 's'})}{edge})"


def _trie(names: Iterable[str], special: dict[str, str]) -> str:
    """A pattern for many names that reads each letter once: much faster than trying one name after the other."""
    leaves: dict[str, list[str]] = {}
    is_end = False
    for name in sorted(set(names)):
        if name:
            leaves.setdefault(name[0], []).append(name[1:])
        else:
            is_end = True
    if not leaves:
        return ""
    branches = [special.get(first, regex.escape(first)) + _trie(rest, special) for first, rest in leaves.items()]
    several = branches[0] if len(branches) == 1 and not is_end else f"(?:{'|'.join(branches)})"
    return several + "?" if is_end else several
