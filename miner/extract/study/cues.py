"""The cues of `corpora/cues/study.toml`: what tells a study's design, people and setting."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import regex

from miner.errors import BadData
from miner.extract.study.index import PatternIndex
from miner.extract.wholewords import WholeWords
from miner.files import read_toml
from miner.model.study import Design
from miner.resources import corpora_path

STRENGTHS = {"strong": 6, "medium": 3, "weak": 1}
_TABLES = frozenset(
    {"record", "design", "species", "check_tags", "data_sets", "countries", "forms", "size", "people"},
)


@dataclass(frozen=True, slots=True)
class RecordRule:
    """A design with the publication types and MeSH headings that say it."""

    design: Design
    types: frozenset[str]
    headings: frozenset[str]


_NOUN = regex.compile(r"[\p{L}-]+\??")


@dataclass(frozen=True, slots=True)
class StudyCues:
    """Everything of the file, compiled; `size_weights` gives each word's list and what the list counts."""

    record: tuple[RecordRule, ...]
    designs: PatternIndex[tuple[Design, int]]
    species: PatternIndex[str]
    check_tags: dict[str, str]
    data_sets: PatternIndex[str]
    countries: PatternIndex[str]
    forms: PatternIndex[str]
    size_words: WholeWords
    size_weights: dict[str, tuple[int, float]]
    nouns: frozenset[str]
    people: WholeWords
    weak_nouns: frozenset[str]


@cache
def load_cues(path: Path | None = None) -> StudyCues:
    """The shipped cues, or those of a file; refused with the file's name where it says something unknown."""
    path = path or corpora_path("cues", "study.toml")
    table = read_toml(path)
    _refuse(set(table) ^ _TABLES, "table (unknown or missing)", path)
    _refuse(set(table["design"]) - set(Design), "design", path)
    try:
        return _compiled(table, path)
    except regex.error as error:
        raise BadData(f"a pattern is wrong: {error}", path=path) from None


def _compiled(table: dict[str, Any], path: Path) -> StudyCues:
    for name, strengths in table["design"].items():
        _refuse(set(strengths) - set(STRENGTHS), f"strength of design.{name}", path)
    designs = (
        ((Design(name), STRENGTHS[each]), phrase)
        for name, strengths in table["design"].items()
        for each, phrases in strengths.items()
        for phrase in phrases
    )
    for rule in table["record"]:
        _refuse(set(rule) - {"design", "types", "headings"}, "key of record", path)
    for near in table["size"]:
        _refuse(set(near) ^ {"weight", "words"}, "key of size (unknown or missing)", path)
    size_weights = {
        word: (number, float(near["weight"])) for number, near in enumerate(table["size"]) for word in near["words"]
    }
    nouns = _forms(table["people"]["nouns"], path)
    return StudyCues(
        record=tuple(
            RecordRule(Design(rule["design"]), frozenset(rule.get("types", ())), frozenset(rule.get("headings", ())))
            for rule in table["record"]
        ),
        designs=PatternIndex(designs),
        species=PatternIndex(
            (name, rf"(?:{each})(?![A-Za-z])")
            for name, several in table["species"].items()
            for each in several.split("|")
        ),
        check_tags=dict(table["check_tags"]),
        data_sets=PatternIndex(
            (
                (name, rf"{regex.escape(name, special_only=True, literal_spaces=True)}(?!\w)")
                for name in table["data_sets"]["names"]
            ),
            ignore_case=False,
        ),
        countries=PatternIndex(
            ((name, rf"(?:{each})(?![A-Za-z])") for name, several in table["countries"].items() for each in several),
            ignore_case=False,
        ),
        forms=PatternIndex(("form", each) for each in table["forms"]["names"]),
        size_words=WholeWords(size_weights),
        size_weights=size_weights,
        nouns=nouns,
        people=WholeWords(nouns),
        weak_nouns=_forms(table["people"]["weak_nouns"], path),
    )


def _refuse(wrong: Iterable[str], what: str, path: Path) -> None:
    if names := sorted(wrong):
        raise BadData(f"unknown {what}: {', '.join(names)}", path=path)


def _forms(words: str, path: Path) -> frozenset[str]:
    """Each word of `a|bs?`, those with an optional last letter twice; refused where one is no single word."""
    forms = set()
    for word in words.split("|"):
        if not _NOUN.fullmatch(word):
            raise BadData(f"a noun for people is one word, without brackets: {word!r}", path=path)
        forms |= {word[:-2], word[:-1]} if word.endswith("?") else {word}
    return frozenset(forms)
