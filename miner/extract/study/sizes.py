"""The size of a study: the number of people (or animals, or records) that were analysed, over those enrolled."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from miner.extract.study.counts import (
    DIGITS,
    SHARE_AFTER,
    SHARE_WITHIN,
    Count,
    are_parts,
    find_counts,
    find_numbers,
    is_no_count,
    is_uncounted,
    is_year,
    iter_shared,
    read_size,
)
from miner.extract.study.cues import load_cues
from miner.extract.study.places import find_places
from miner.extract.wholewords import WholeWords
from miner.model.article import SectionKind
from miner.model.reading import Document, Sentence
from miner.model.study import Design

_GIVEN = regex.compile(rf"(?<![A-Za-z])[nN]\s?[=:]\s?(?P<n>{DIGITS})(?!\s?[.·]\d|\s?%)")
_OF_BEFORE = regex.compile(r"(?i)\bof\s(?:the|these|those|all|which)?\s?\Z")
_MORE_BEFORE = regex.compile(
    r"(?i)\b(?:another|other|remaining|additional|further|only|versus|vs\.?|first|more than|up to|with)\s\Z"
)
_SUBSET_BEFORE = regex.compile(r"(?i)\bsub-?(?:set|group|sample|population)\sof\s(?:the\s)?\Z")
_GROUP_AFTER = regex.compile(
    r"\s(?:in|from|of) (?:the )?(?:\w+ ){0,2}(?:group|arm)|\s(?:were|was) (?:allocated|assigned|randomi[sz]ed) to the"
    r"|\s(?:allocated|assigned|randomi[sz]ed)(?: to)? (?:the|[A-Z])"
)
_EACH_AFTER = regex.compile(r"(?i)\s(?:to|in|into|per|for) (?:each|both|every)|\sper\b|,?\seach\b")
_VERB_AFTER = regex.compile(r"\s(?:were|was|participated|completed|took\spart|met|underwent|agreed|consented)\b")
_TOTAL_BEFORE = regex.compile(r"(?i)(?:total\sof|in\stotal,?|overall,?|\bof)\s\Z")
_PERCENT_AFTER = regex.compile(r"\s?[;,(\[)]*\s?\d+(?:[.·]\d+)?\s?%")
_GROUP_BEFORE = regex.compile(r"(?i)\b(?:group|arm|controls?|placebo)\W{0,3}\s?\Z")
_SECOND_GROUP = regex.compile(
    r"(?i)served\sas\scontrols?|control\sgroup|as\scontrols|\b(?:Study|Experiment)\s(?:B|2|II)\b"
)
_PART_BEFORE = regex.compile(r"(?i)\b(?:with|of|in\swhich|only)\s\Z")
_CONTRASTED = regex.compile(
    r"(?is)\bcases?\b.*\bcontrols?\b|\bhealthy\b|\bcontrols\b|\bcontrol\s(?:group|subjects|patients|participants|women|men|"
    r"children|infants)|\bcompared\s(?:with|to)\b|\bwithout\b|\bnormal\b|\banother\b|\bpairs\b"
)
_OF_WHOLE = regex.compile(r"Of\s(?:the\s|these\s|a\stotal\sof\s)?\d[^.;]{3,60}?,\s(?=\d)")
_KEPT = regex.compile(r"\b(?:were|was)\s(?:\w+\s)?(?:included|analy[sz]ed|eligible|studied|evaluated|available)\b")
_ASSIGNING = WholeWords(["assigned", "allocated", "randomized", "randomised"])
_ASSIGNED = regex.compile(
    rf"(?<![\d.,])(?P<n>{DIGITS})\s(?:\w+\s){{0,4}}(?:assigned|allocated|randomi[sz]ed)\sto\s[^,;.\d]{{1,60}}?"
    rf"(?:,?\sand|,)\s(?P<n>{DIGITS})\sto\s(?:[^,;.\d]{{1,60}}?(?:,?\sand|,)\s(?P<n>{DIGITS})\sto\s)?"
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


def get_size(document: Document, design: Design) -> tuple[int | None, str]:
    """The study's size and what decided it; None where the text gives none."""
    if design in {Design.NARRATIVE_REVIEW, Design.PROTOCOL}:
        return None, ""
    found: list[_Candidate] = []
    counts: dict[int, list[Count]] = {}
    for sentence, numbers in find_numbers(document):
        counts[sentence.start] = find_counts(document.text, numbers, sentence.end)
        found += _in_sentence(document.text, sentence, numbers, counts[sentence.start])
    found = [each for each in found if each.n >= 2]
    found += _sums(document, found, counts)
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


def _in_sentence(
    text: str, sentence: Sentence, numbers: list[tuple[int, int, int]], counts: list[Count]
) -> Iterator[_Candidate]:
    start, end = sentence.start, sentence.end
    base = -2.0 if sentence.section in _NOT_ARMS else _BASE.get(sentence.section, 0.0)
    yield from _given(text, sentence, base)
    if not numbers:
        return
    shared = []
    for sizes, begin, stop in iter_shared(text, numbers, counts):
        if min(sizes) >= 2 and not is_uncounted(text[begin:stop]) and not is_year(text, begin):
            shared.append((begin, stop))
            yield _Candidate(sum(sizes), base + 1.0 + _near(text, sentence, begin, stop), begin, is_sum=True)
    for one, other in pairwise(counts):
        if are_parts(text, one, other) and not any(begin <= one.start < stop for begin, stop in shared):
            shared.append((one.start, other.end))
            yield _Candidate(
                one.n + other.n, base + 1.0 + _near(text, sentence, one.start, other.end), one.start, is_sum=True
            )
    for count in counts:
        if is_no_count(text, count):
            continue
        score = base + _near(text, sentence, count.start, count.end) - _part(text, count, sentence)
        score -= 1.0 if count.noun in load_cues().weak_nouns else 0.0
        score -= 1.5 if count.n < 10 and text[count.start].isalpha() else 0.0
        score -= 2.5 if any(begin <= count.start < stop for begin, stop in shared) else 0.0
        yield _Candidate(count.n, score, count.start)
    if of_whole := _OF_WHOLE.match(text, start, end):
        kept = next((each for each in counts if each.start >= of_whole.end()), None)
        if kept is not None and _KEPT.search(text, kept.end, end) and not is_no_count(text, kept):
            yield _Candidate(kept.n, base + 6.0, kept.start)
    for n, begin, stop in numbers:
        before = text[max(start, begin - 14) : begin]
        if _VERB_AFTER.match(text, stop, end) and (_TOTAL_BEFORE.search(before) or not before.strip()):
            yield _Candidate(n, base + _near(text, sentence, begin, stop), begin)


def _given(text: str, sentence: Sentence, base: float) -> Iterator[_Candidate]:
    """The sizes in "(n = ...)"; several of them, or one behind the name of a group, are arms."""
    arms = _find_given(text, sentence)
    for match in arms:
        n = read_size(match["n"])
        if n is None or _PERCENT_AFTER.match(text, match.end()):
            continue
        only = len(arms) == 1
        score = base + (1.5 if only else 0.0) + 0.5 * _near(text, sentence, match.start(), match.end())
        in_group = _GROUP_BEFORE.search(text[max(sentence.start, match.start() - 22) : match.start()])
        yield _Candidate(n, score, match.start(), is_arm=not only or in_group is not None)


def _find_given(text: str, sentence: Sentence) -> list[regex.Match[str]]:
    if text.find("=", sentence.start, sentence.end) < 0 and text.find(":", sentence.start, sentence.end) < 0:
        return []
    return list(_GIVEN.finditer(text, sentence.start, sentence.end))


def _near(text: str, sentence: Sentence, start: int, end: int) -> float:
    """The sum of what stands within some ten words of a number, inside its sentence."""
    begin, stop = max(sentence.start, start - 60), min(sentence.end, end + 70)
    cues = load_cues()
    said = {cues.size_weights[text[first:last].lower()] for first, last in cues.size_words.find(text, begin, stop)}
    return sum(weight for _, weight in said)


def _part(text: str, count: Count, sentence: Sentence) -> float:
    """What is taken off where a number is a part of the whole: "40 (20.4%) women", "30 patients each"."""
    before = text[max(sentence.start, count.start - 25) : count.start]
    off = 0.0
    if SHARE_WITHIN.search(text, count.start, count.end) or SHARE_AFTER.match(text, count.end):
        off += 4
    if _OF_BEFORE.search(before):
        off -= 1.5
    if _MORE_BEFORE.search(before):
        off += 1.5
    if _GROUP_AFTER.match(text, count.end) or _SUBSET_BEFORE.search(before):
        off += 4
    if _EACH_AFTER.match(text, count.end):
        off += 4
    return off


def _score(candidate: _Candidate, found: list[_Candidate], largest: int) -> float:
    """The score with what the other numbers say: repeated, the sum of two others, or the largest."""
    score = candidate.score
    same = sum(1 for each in found if each.n == candidate.n and each.at != candidate.at)
    score += min(same, 2) * 1.5
    if not candidate.is_sum and candidate.n * 4 >= largest:
        parts = [each.n for each in found if each.n < candidate.n and not each.is_sum]
        score += 5.0 if _is_sum(candidate.n, parts) else 0.0
    score += 1.5 if candidate.n == largest else 0.0
    return score - (0.5 if candidate.n * 20 < largest else 0.0)


def _is_sum(n: int, parts: list[int]) -> bool:
    seen = set(parts)
    return any(n - part in seen and (n - part != part or parts.count(part) > 1) for part in seen)


def _sums(document: Document, found: list[_Candidate], counts: dict[int, list[Count]]) -> Iterator[_Candidate]:
    """Groups added up where no total of them is printed: "(n = 77) ... (n = 126)", "37 cases ... 25 controls"."""
    printed = {each.n for each in found if not each.is_arm}
    for arms, at in (*_arms(document), *_assigned(document), *_groups(document, counts)):
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
        arms: list[tuple[int, int]] = []
        for match in _find_given(document.text, sentence):
            if _PERCENT_AFTER.match(document.text, match.end()):
                arms = []
                break
            if (n := read_size(match["n"])) is not None:
                arms.append((n, match.start()))
        joined = [*before, *arms] if len(before) == 1 and arms else arms
        if len(joined) >= 2 and min(n for n, _ in joined) * 6 >= max(n for n, _ in joined):
            yield [n for n, _ in joined], joined[0][1]
            return
        before, spared = (arms, 3) if arms else (before if spared > 0 else [], spared - 1)


def _assigned(document: Document) -> Iterator[tuple[list[int], int]]:
    """The sizes of the arms that people were assigned to: "21 adults were assigned to zinc and 22 to iron"."""
    for sentence, _ in find_places(document, _ASSIGNING):
        found = None if sentence.section in _NOT_ARMS else _ASSIGNED.search(document.text, sentence.start, sentence.end)
        if found is not None:
            yield [n for each in found.captures("n") if (n := read_size(each)) is not None], found.start()
            return


def _groups(document: Document, counts: dict[int, list[Count]]) -> Iterator[tuple[list[int], int]]:
    """Two groups that are compared, in one sentence or in two that follow: "223 cases ... 184 controls"."""
    text = document.text
    last: Count | None = None
    for sentence in document.sentences:
        if sentence.section in {*_NOT_ARMS, SectionKind.TITLE}:
            continue
        groups = [each for each in counts.get(sentence.start, ()) if _is_group(text, each, sentence)]
        said = text[sentence.start : sentence.end]
        is_one = ";" not in text[groups[0].end : groups[-1].start] if groups else False
        if len(groups) == 2 and is_one and _are_groups(said, groups[0].n, groups[1].n):
            yield [groups[0].n, groups[1].n], groups[0].start
            return
        if len(groups) == 1:
            if last is not None and _SECOND_GROUP.search(said):
                yield [last.n, groups[0].n], last.start
                return
            last = groups[0]


def _is_group(text: str, count: Count, sentence: Sentence) -> bool:
    if is_no_count(text, count) or _EACH_AFTER.match(text, count.end) or SHARE_AFTER.match(text, count.end):
        return False
    before = text[max(0, count.start - 10) : count.start]
    return not _PART_BEFORE.search(before) and not _is_inside_brackets(
        text[sentence.start : sentence.end], count.start - sentence.start
    )


def _is_inside_brackets(said: str, at: int) -> bool:
    return said.count("(", 0, at) > said.count(")", 0, at)


def _are_groups(said: str, one: int, two: int) -> bool:
    return one != two * 2 and max(one, two) <= 15 * min(one, two) and _CONTRASTED.search(said) is not None
