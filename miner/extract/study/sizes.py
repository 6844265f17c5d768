"""The size of a study: the number of people (or animals, or records) that were analysed, over those enrolled."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import regex

from miner.extract.study.cues import load_cues
from miner.extract.study.quantities import COUNT_WORDS, read_count
from miner.model.article import SectionKind
from miner.model.reading import Document, Sentence
from miner.model.study import Design

_DIGITS = r"\d+(?:\.\d+)?\s(?:million|thousand)|\d{1,3}(?:[,\u2009\u202f\u00a0\u0020]\d{3})+(?!\d)|\d+(?!\d|[.·,]\d)"
_LEFT = r"(?<![\w.·£$€<>≤≥±/+−–-]|\d,|= |< |> |≥ |≤ |± )"
_BETWEEN = r"(?:[A-Za-z][\w'’/+‐–-]*,?\s|\([^()]{1,50}\)\s){0,7}?"
_WEIGHTS = (
    # What stands near a number, and what it counts for the number being the size of the study.
    (r"\b(?:a total of|in total|in all|totall?ing|overall,?|altogether)\b", 3.0),
    (r"\b(?:analy[sz]ed|included|evaluated|studied|examined|assessed|comprised|consisted|completed|participated|took part|using data|used data|sample of|compared)\b", 2.5),
    (r"\b(?:randomi[sz]ed|randomly|enrol+ed|recruited|assigned|allocated|entered|investigated|underwent|treated|followed)\b", 2.5),
    (r"\b(?:cohort|population|data (?:from|on|of|for)|records? of|study of|survey of|conducted|among|trial)\b", 1.5),
    (r"\b(?:met (?:our|the|all)|eligible for analysis|final|available|complete data|consecutive|were divided|were identified)\b", 2.0),
    (r"\b(?:screened|approached|invited|contacted|excluded|withdr[ae]w|dropped|lost to|refused|declined|did not|reference|power|required|calculated|registered|potentially)\b", -5.0),
    (r"\b(?:developed|died|occurred|experienced|reported|had|received|showed|achieved|observed in|responded|suffered|diagnosed with|positive)\b", -1.0),
)  # fmt: skip
_WEIGHED = tuple((regex.compile(each, regex.IGNORECASE), weight) for each, weight in _WEIGHTS)
_GIVEN = regex.compile(rf"(?<![A-Za-z])[nN]\s?[=:]\s?(?P<n>{_DIGITS})(?!\s?[.·]\d|\s?%)")
_UNCOUNTED = regex.compile(
    r"(?i)\b(?:years?|months?|weeks?|days?|hours?|h|min|minutes?|mg|g|kg|ml|mm|cm|times|cent(?:er|re)s?|hospitals?|sites|units?|"
    r"clusters|practices|percent|years?-old|IU|mcg|μg|µg|points?|items?|trials|studies|RCTs|cohorts|schools|villages|"
    r"per|person-years|variants|SNPs|sessions|doses|visits|genes|questions)\b|%"
)
_UNCOUNTED_BEFORE = regex.compile(
    r"(?i)(?:per|every|grade|phase|stage|week|day|month|version|aged?|ages|type|group|visit|table|figure|level|class|IQ|score|least)\s\Z"
)
_YEAR_BEFORE = regex.compile(
    r"(?i)(?:in|since|from|of|to|and|between|until|during|through|by|for|jan\w*|feb\w*|march|april|may|june|july|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*|[–-])\s?\Z"
)
_SHARE_AFTER = regex.compile(r"\s?[(\[,]\s?(?:[nN] ?= ?\d+[;,]?\s)?\d+(?:[.·,]\d+)?\s?%")
_SHARE_WITHIN = regex.compile(r"[(\[]\s?\d+(?:[.·]\d+)?\s?%")
_OF_BEFORE = regex.compile(r"(?i)\bof\s(?:the|these|those|all|which)?\s?\Z")
_MORE_BEFORE = regex.compile(
    r"(?i)\b(?:another|other|remaining|additional|further|only|versus|vs\.?|first|more than|up to|with)\s\Z"
)
_GROUP_AFTER = regex.compile(
    r"\s(?:in|from|of) (?:the )?(?:\w+ ){0,2}(?:group|arm)|\s(?:were|was) (?:allocated|assigned|randomi[sz]ed) to the"
    r"|\s(?:allocated|assigned|randomi[sz]ed)(?: to)? (?:the|[A-Z])"
)
_EACH_AFTER = regex.compile(r"(?i)\s(?:to|in|into|per|for) (?:each|both|every)|\sper\b|,?\seach\b")
_JOIN = r"(?:,\s(?:and\s)?|\s(?:and|versus|vs\.?|or)\s|\scompared (?:with|to)\s)"
_KIND = r"(?:\s(?!(?:in|were|was|of|with|from|the|for|to|at|by|participated|underwent|completed|had|who)\b)[a-z][\w-]*){0,4}?(?:\s\([^()]{1,25}\))?"
_DISTINCT = regex.compile(
    r"(?i)\b(?:study|experiment|cohort|group|arm|cases?|controls?|healthy|normal|compared|served as|another|sample)\b"
)
_NOT_ARMS = frozenset({SectionKind.BACKGROUND, SectionKind.CONCLUSIONS, SectionKind.TABLE})
_BASE = {SectionKind.METHODS: 1.5, SectionKind.RESULTS: 1.5, SectionKind.TITLE: 1.0, None: 1.0}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number that may be the size, how well it fits, and where it stands; an arm is one of several "(n = ...)"."""

    n: int
    score: float
    at: int
    is_arm: bool = False
    is_sum: bool = False


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], regex.Pattern[str]]:
    """People counted, people counted by a verb alone, and groups that share one noun ("12 rural and 15 urban infants")."""
    nouns = load_cues().nouns
    number = rf"(?:{_LEFT}(?:{_DIGITS})|(?<![A-Za-z-])(?i:{COUNT_WORDS}))"
    counted = regex.compile(
        rf"(?P<n>{number})[\s-]+{_BETWEEN}(?P<noun>(?i:{nouns}))(?![A-Za-z])|(?P<zh>\d[\d,]*)\s?(?:名|例|位|人|只)"
    )
    verbal = regex.compile(
        rf"(?i)(?:\b(?:total of|in total,?|overall,?)\s(?P<n>{number})|(?P<n2>(?<=[.:]\s|^|of\s)(?:{_DIGITS})))\s"
        r"(?:were|was|participated|completed|took part|met|underwent|agreed|consented)\b"
    )
    several = regex.compile(
        rf"(?P<n>{number}){_KIND}{_JOIN}(?:(?P<n>{number}){_KIND}{_JOIN})?(?P<n>{number})\s(?:\([^()]{{1,25}}\)\s)?"
        rf"(?:[A-Za-z][\w-]*\s){{0,4}}?(?i:{nouns})(?![A-Za-z])"
        rf"|(?<=(?i:{nouns}))\s[(\[](?P<n>{number})(?:\s[A-Za-z][\w-]*){{1,3}}(?:,|\sand|,\sand)\s(?P<n>{number})(?:\s[A-Za-z][\w-]*){{1,3}}[)\]]"
    )
    return counted, verbal, several


def get_size(document: Document, design: Design) -> tuple[int | None, str]:
    """The study's size and what decided it; None where the text gives none."""
    if design in {Design.NARRATIVE_REVIEW, Design.PROTOCOL}:
        return None, ""
    found: list[_Candidate] = []
    for sentence in document.sentences:
        if sentence.section is not SectionKind.TABLE:
            found += _in_sentence(document.text, sentence)
    found = [each for each in found if each.n >= 2]
    found += _sums(document, found)
    whole = [each for each in found if not each.is_arm]
    if not whole:
        return None, ""
    largest = max(each.n for each in whole)
    score, best = max(
        ((_score(each, found, largest), each) for each in whole), key=lambda pair: (pair[0], pair[1].n, -pair[1].at)
    )
    if score < -1:
        return None, ""
    return best.n, f"n: {document.text[max(0, best.at - 20) : best.at + 30]!r}"


def _in_sentence(text: str, sentence: Sentence) -> Iterator[_Candidate]:
    start, end = sentence.start, sentence.end
    base = -2.0 if sentence.section in _NOT_ARMS else _BASE.get(sentence.section, 0.0)
    counted, verbal, several = _patterns()
    shared = list(several.finditer(text, start, end))
    for match in shared:
        sizes = [n for each in match.captures("n") if (n := _read(each)) is not None]
        years = regex.match(r"(?:19|20)\d\d\D", match[0]) and _YEAR_BEFORE.search(
            text[max(0, match.start() - 14) : match.start()]
        )
        if (
            len(sizes) >= 2
            and not years
            and not _UNCOUNTED.search(regex.sub(r"\([^()]*\)", " ", match[0].strip(" ()[]")))
            and min(sizes) >= 2
        ):
            yield _Candidate(
                sum(sizes), base + 1.0 + _near(text, sentence, match.start(), match.end()), match.start(), is_sum=True
            )
    for match in counted.finditer(text, start, end):
        n = _read(match["n"] or match["zh"])
        if n is None or _is_no_count(text, match):
            continue
        score = base + _near(text, sentence, match.start(), match.end()) - _part(text, match, sentence)
        if match["noun"] and load_cues().weak_nouns.fullmatch(match["noun"]):
            score -= 1.0
        if n < 10 and (match["n"] or "").isalpha():
            score -= 1.5
        if any(each.start() <= match.start() < each.end() for each in shared):
            score -= 2.5
        yield _Candidate(n, score, match.start())
    for match in verbal.finditer(text, start, end):
        n = _read(match["n"] or match["n2"])
        if n is not None:
            yield _Candidate(n, base + _near(text, sentence, match.start(), match.end()), match.start())
    arms = list(_GIVEN.finditer(text, start, end))
    for match in arms:
        n = _read(match["n"])
        if (
            n is None
            or _SHARE_AFTER.match(text, match.end())
            or regex.match(r"\s?[;,]\s?\d+(?:\.\d+)?\s?%", text[match.end() : match.end() + 12])
        ):
            continue
        only = len(arms) == 1
        score = base + (1.5 if only else 0.0) + 0.5 * _near(text, sentence, match.start(), match.end())
        in_group = regex.search(
            r"(?i)\b(?:group|arm|controls?|placebo)\W{0,3}\s?\Z", text[max(start, match.start() - 22) : match.start()]
        )
        yield _Candidate(n, score, match.start(), is_arm=not only or in_group is not None)


def _near(text: str, sentence: Sentence, start: int, end: int) -> float:
    """The sum of what stands within some ten words of a number, inside its sentence."""
    begin, stop = max(sentence.start, start - 60), min(sentence.end, end + 70)
    return sum(weight for pattern, weight in _WEIGHED if pattern.search(text, begin, stop))


def _is_no_count(text: str, match: regex.Match[str]) -> bool:
    """True of years, doses, ages and counts of other things that a noun for people happens to follow."""
    before = text[max(0, match.start() - 14) : match.start()]
    if _UNCOUNTED_BEFORE.search(before):
        return True
    if match["n"] and regex.fullmatch(r"(?:19|20)\d\d", match["n"]) and _YEAR_BEFORE.search(before):
        return True
    if not match["noun"]:
        return False
    between = text[match.end("n") : match.start("noun")]
    if regex.match(r"\s?of\b", between):
        return True
    return _UNCOUNTED.search(regex.sub(r"\([^()]*\)|day-care|case-control", " ", between)) is not None


def _part(text: str, match: regex.Match[str], sentence: Sentence) -> float:
    """What is taken off where a number is a part of the whole: "40 (20.4%) women", "30 patients each"."""
    before = text[max(sentence.start, match.start() - 25) : match.start()]
    off = 0.0
    if _SHARE_WITHIN.search(text, match.start(), match.end()) or _SHARE_AFTER.match(text, match.end()):
        off += 4
    if _OF_BEFORE.search(before):
        off -= 1.5
    if _MORE_BEFORE.search(before):
        off += 1.5
    if _GROUP_AFTER.match(text, match.end()):
        off += 4
    if _EACH_AFTER.match(text, match.end()):
        off += 4
    return off


def _score(candidate: _Candidate, found: list[_Candidate], largest: int) -> float:
    """The score with what the other numbers say: repeated, the sum of two others, or the largest."""
    score = candidate.score
    same = sum(1 for each in found if each.n == candidate.n and each.at != candidate.at)
    score += min(same, 2) * 1.5
    parts = [each.n for each in found if each.n < candidate.n and not each.is_sum]
    score += 5.0 if _is_sum(candidate.n, parts) and not candidate.is_sum else 0.0
    score += 1.5 if candidate.n == largest else 0.0
    return score - (0.5 if candidate.n * 20 < largest else 0.0)


def _is_sum(n: int, parts: list[int]) -> bool:
    seen = set(parts)
    return any(n - part in seen and (n - part != part or parts.count(part) > 1) for part in seen)


def _sums(document: Document, found: list[_Candidate]) -> Iterator[_Candidate]:
    """Groups added up where no total of them is printed: "(n = 77) ... (n = 126)", "37 cases ... 25 controls"."""
    printed = {each.n for each in found if not each.is_arm}
    for arms, at in (*_arms(document), *_groups(document)):
        total = sum(arms)
        if total in printed:
            continue
        whole = max(
            (each for each in found if not each.is_arm and each.n > max(arms)),
            key=lambda each: each.score,
            default=None,
        )
        left = whole is not None and total < whole.n and "exclu" in document.text
        if whole is None or left or whole.n < total:
            yield _Candidate(total, 6.0 if left else 5.0, at, is_sum=True)


def _arms(document: Document) -> Iterator[tuple[list[int], int]]:
    """The sizes in "(n = ...)" of one sentence, or of two that follow one another."""
    before: list[tuple[int, int]] = []
    spared = 0
    for sentence in document.sentences:
        if sentence.section in _NOT_ARMS:
            continue
        arms = []
        for match in _GIVEN.finditer(document.text, sentence.start, sentence.end):
            after = document.text[match.end() : match.end() + 12]
            if regex.match(r"\s?[;,(\[)]*\s?\d+(?:[.·]\d+)?\s?%", after):
                arms = []
                break
            if (n := _read(match["n"])) is not None:
                arms.append((n, match.start()))
        joined = [*before, *arms] if len(before) == 1 and arms else arms
        if len(joined) >= 2 and min(n for n, _ in joined) * 6 >= max(n for n, _ in joined):
            yield [n for n, _ in joined], joined[0][1]
            return
        before, spared = (arms, 1) if arms else (before if spared > 0 else [], spared - 1)


def _groups(document: Document) -> Iterator[tuple[list[int], int]]:
    """Two groups that are compared, in one sentence or in two that follow: "223 cases ... 184 controls"."""
    counted, _, _ = _patterns()
    last: tuple[int, int, str] | None = None
    for sentence in document.sentences:
        if sentence.section in {*_NOT_ARMS, SectionKind.TITLE}:
            continue
        said = document.text[sentence.start : sentence.end]
        groups = [
            (n, match.start(), match[0])
            for match in counted.finditer(document.text, sentence.start, sentence.end)
            if (n := _read(match["n"] or match["zh"])) is not None and not _is_no_count(document.text, match)
            and not _EACH_AFTER.match(document.text, match.end()) and not _SHARE_AFTER.match(document.text, match.end())
            and not regex.search(r"(?i)\b(?:with|of|in which|only)\s\Z", document.text[max(0, match.start() - 10) : match.start()])
            and not _is_inside_brackets(said, match.start() - sentence.start)
        ]  # fmt: skip
        if len(groups) == 2 and _are_groups(said, groups):
            yield [groups[0][0], groups[1][0]], groups[0][1]
            return
        if len(groups) == 1:
            if last is not None and regex.search(
                r"(?i)served as controls?|control group|as controls|\b(?:Study|Experiment) (?:B|2|II)\b", said
            ):
                yield [last[0], groups[0][0]], last[1]
                return
            last = groups[0]


def _is_inside_brackets(said: str, at: int) -> bool:
    return said.count("(", 0, at) > said.count(")", 0, at)


def _are_groups(said: str, groups: list[tuple[int, int, str]]) -> bool:
    one, two = groups[0][0], groups[1][0]
    if one == two * 2 or max(one, two) > 15 * min(one, two):
        return False
    return (
        regex.search(
            r"(?i)\bcases?\b.*\bcontrols?\b|\bhealthy\b|\bcontrols\b|\bcontrol (?:group|subjects|patients|participants|women|men|children|infants)|\bcompared (?:with|to)\b|\bwithout\b|\bnormal\b|\banother\b|pairs",
            said,
        )
        is not None
    )


def _read(printed: str | None) -> int | None:
    if printed is None:
        return None
    if times := regex.fullmatch(r"([\d.]+)\s(million|thousand)", printed):
        return (
            int(float(times[1]) * (1_000_000 if times[2] == "million" else 1000)) if times[1].count(".") < 2 else None
        )
    digits = regex.sub(r"[,\s]", "", printed)
    if digits.isdigit():
        return int(digits) if len(digits) < 12 else None
    return read_count(printed)
