"""The cue words of `corpora/cues/chinese.toml`, and the patterns of Chinese findings that are made of them."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import regex

from miner.extract.wordlists import read_word_lists
from miner.resources import corpora_path

_KEYS = frozenset(
    [
        "up",
        "down",
        "better",
        "worse",
        "higher",
        "lower",
        "positive",
        "negative",
        "linked",
        "risk",
        "protective",
        "null",
        "low",
        "high",
        "hedge",
        "skip",
        "through",
        "mediate",
        "bad",
        "tails",
    ]
)


@cache
def load_chinese_cues() -> dict[str, tuple[str, ...]]:
    """The shipped cues."""
    return read_chinese_cues(corpora_path("cues", "chinese.toml"))


def read_chinese_cues(path: Path) -> dict[str, tuple[str, ...]]:
    """The cue words of a file, longest first; an unknown key or a value that is no list of words is refused."""
    return read_word_lists(path, keys=_KEYS)


def _any(words: Sequence[str]) -> str:
    return "(?:" + "|".join(regex.escape(word) for word in words) + ")"


@cache
def chinese_patterns() -> dict[str, "regex.Pattern[str]"]:
    """The patterns of findings by name; x acts on y, m lies between, `how` and `cue` say which way."""
    cues = load_chinese_cues()
    change = _any([*cues["up"], *cues["down"], *cues["better"], *cues["worse"]])
    thing = r"[^。；;，,!?！？]{1,40}?"
    through, hence, end = _any(cues["through"]), r"(?:来|以|而|[,，]?(?:从而|进而|继而|由此|因此))", r"(?=[。；;，,]|$)"
    can = r"(?:可以|可能|能够|能|可|显著|明显|有助于|还|也|会|主要|部分)*"
    told = _any([*cues["higher"], *cues["lower"], *cues["up"], *cues["down"]])
    long_thing = r"[^。；;!?！？]{1,60}?"
    return {
        "correlated": regex.compile(
            rf"(?P<x>{thing})(?:与|同)(?P<y>{long_thing})(?:之间)?(?:的|存在|观察到|具有|有|显示出)"
            rf"*(?P<cue>{_any([*cues['null'], *cues['positive'], *cues['negative'], *cues['linked']])})"),
        "correlated_and": regex.compile(
            rf"(?P<x>{thing})和(?P<y>{long_thing})(?:之间)?(?:的|存在|观察到|具有|有|显示出)"
            rf"*(?P<cue>{_any([*cues['null'], *cues['positive'], *cues['negative'], *cues['linked']])})"),
        "and": regex.compile(
            rf"^[,，]?(?:而|并)?(?:与|和)(?P<y>{long_thing})"
            rf"(?P<cue>{_any([*cues['positive'], *cues['negative']])})"),
        "compared": regex.compile(
            rf"(?P<x>{thing})(?:组|患者|者)(?:的)?(?P<y>{thing})(?:显著|明显|均)"
            rf"*(?P<cue>{_any([*cues['higher'], *cues['lower']])})"),
        "group": regex.compile(
            rf"(?P<x>{thing})(?:患者|组|者|人群)(?:的)?(?P<y>{long_thing})(?:显著|明显|略有|大幅|也|均|有所)"
            rf"*(?P<cue>{_any([*cues['up'], *cues['down']])})(?=[。；;，,的（(]|$|并|且|而)"),
        "risk": regex.compile(
            rf"(?P<x>{thing})(?:是|为|成为|作为)(?P<y>{long_thing})的(?:主要|独立|重要|一个)"
            rf"*(?P<cue>{_any([*cues['risk'], *cues['protective']])})"),
        "more_risk": regex.compile(
            rf"(?:以及|和|及)(?P<y>{long_thing})的(?:主要|独立|重要)"
            rf"*(?P<cue>{_any([*cues['risk'], *cues['protective']])})"),
        "no_effect": regex.compile(rf"(?P<x>{thing})对(?P<y>{long_thing})(?P<cue>{_any(cues['null'])})"),
        "effect": regex.compile(
            rf"(?P<x>{thing}){can}(?P<cue>{change})(?:了)?(?P<y>{thing}){end}"),
        "front": regex.compile(
            rf"{through}(?P<how>{change})?(?P<m>{thing})[,，](?P<x>{thing}){can}(?P<cue>{change})(?:了)?(?P<y>{thing}){end}"),
        "means": regex.compile(
            rf"(?P<x>{thing}){can}{through}(?P<how>{change})?(?P<m>{thing}){hence}?{can}(?P<cue>{change})(?:了)?"
            rf"(?P<y>{thing}){end}"),
        "chain": regex.compile(
            rf"(?P<x>{thing}){can}(?P<how>{change})(?:了)?(?P<m>{thing})[,，]?{hence}{can}(?P<cue>{change})(?:了)?"
            rf"(?P<y>{thing}){end}"),
        "each": regex.compile(
            rf"(?P<x>{thing})每(?P<step>{change})[^。；;，,]{{0,20}}[,，](?P<y>{thing})"
            rf"(?:显著|明显|也|均|则|平均|约|可|会|将)*(?P<cue>{change})"),
        "extreme": regex.compile(
            rf"(?P<x>{thing})(?P<extreme>最高|最低|较高|较低)[^。；;，,的者组]{{0,6}}(?:组|者|人群)(?:的)?(?P<y>{thing})"
            rf"(?:较|比|相较于|与)[^。；;，,]{{1,16}}?(?:相比)?(?:显著|明显|约|均)*(?P<cue>{told})"),
        "own": regex.compile(
            rf"(?P<y>{long_thing})(?:显著|明显|略有|大幅|也|均|有所)"
            rf"*(?P<cue>{_any([*cues['up'], *cues['down']])})(?=[。；;，,（(]|$)"),
    }  # fmt: skip
