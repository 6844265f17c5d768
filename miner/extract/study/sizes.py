"""The size of a study: the number of people (or animals, or records) that were analysed, over those enrolled."""

from dataclasses import dataclass
from functools import cache

import regex

from miner.extract.study.cues import load_cues
from miner.extract.study.quantities import COUNT_WORDS, read_count
from miner.model.article import SectionKind
from miner.model.reading import Document, Sentence
from miner.model.study import Design

_DIGITS = r"\d{1,3}(?:[,\u2009\u202f\u00a0\u0020]\d{3})+(?!\d)|\d+(?![\d.·])"
_LEFT = r"(?<![\w.·£$€<>≤≥±/+-]|\d,|\d[-–]|= |< |> |≥ |≤ |± )"
_BETWEEN = r"(?:[A-Za-z][\w'’/+-]*,?\s|\([A-Z][\w-]{1,10}\)\s){0,6}?"
_WEIGHTS = (
    # What a sentence says of the number, and what that counts.
    (r"\b(?:a total of|in total|in all|totall?ing|overall,?|altogether)\b", 3.0),
    (r"\b(?:analy[sz]ed|included|evaluated|studied|examined|assessed|comprised|consisted|completed|participated|took part|used data)\b", 2.5),
    (r"\b(?:randomi[sz]ed|randomly|enrol+ed|recruited|assigned|allocated|entered|investigated|underwent|treated|followed)\b", 2.5),
    (r"\b(?:sample|cohort|population|data (?:from|on|of|for)|records? of|study of|survey of|conducted|among|trial)\b", 1.5),
    (r"\b(?:met (?:our|the|all)|eligible for analysis|final|available|complete data|were compared|consecutive|were divided|were identified)\b", 2.0),
    (r"\b(?:screened|approached|invited|contacted|excluded|withdr[ae]w|dropped|lost to|refused|declined|did not|reference|power|required|calculated|sample size of|sample size was|registered|potentially)\b", -5.0),
    (r"\b(?:developed|died|occurred|experienced|reported|had|received|showed|achieved|observed in|responded|suffered|diagnosed with|positive)\b", -1.0),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A number that may be the size, how well it fits, and where it stands."""

    n: int
    score: float
    at: int
    is_arm: bool = False


@cache
def _patterns() -> tuple[regex.Pattern[str], regex.Pattern[str], tuple[tuple[regex.Pattern[str], float], ...]]:
    nouns = load_cues().nouns
    counted = regex.compile(
        rf"{_LEFT}(?P<n>{_DIGITS}|(?<![A-Za-z])(?i:(?:one[\s-]|{COUNT_WORDS})(?<=[a-z])))"
        rf"[\s-]+{_BETWEEN}(?P<noun>(?i:{nouns}))(?![A-Za-z])|(?P<zh>\d[\d,]*)\s?(?:名|例|位|人|只)(?P<noun2>\w{{0,6}})"
    )
    given = regex.compile(rf"\b[nN]\s?[=:]\s?(?P<n>{_DIGITS})(?!\s?[.·]\d|%)")
    weights = tuple((regex.compile(each, regex.IGNORECASE), weight) for each, weight in _WEIGHTS)
    return counted, given, weights


def get_size(document: Document, design: Design) -> tuple[int | None, str]:
    """The study's size and what decided it; None where the text gives none."""
    if design in {Design.NARRATIVE_REVIEW, Design.PROTOCOL}:
        return None, ""
    candidates: list[_Candidate] = []
    for sentence in document.sentences:
        if sentence.section is SectionKind.TABLE:
            continue
        candidates += _in_sentence(document.text, sentence, is_first=sentence.start < document.title_end)
    candidates = [each for each in candidates if each.n >= 2]
    if not candidates:
        return None, ""
    totals = {each.n: each.score for each in candidates if not each.is_arm}
    scored = [(_score(each, candidates, totals), each) for each in candidates if not each.is_arm]
    arms = _sum_of_arms(document, candidates)
    if arms is not None:
        scored.append(arms)
    if not scored:
        return None, ""
    score, best = max(scored, key=lambda pair: (pair[0], pair[1].n, -pair[1].at))
    if score < 0:
        return None, ""
    return best.n, f"n: {document.text[max(0, best.at - 20) : best.at + 30]!r}".replace("\n", " ")


def _in_sentence(text: str, sentence: Sentence, *, is_first: bool) -> list[_Candidate]:
    counted, given, weights = _patterns()
    said = text[sentence.start : sentence.end]
    base = {SectionKind.METHODS: 1.5, SectionKind.RESULTS: 1.5, SectionKind.TITLE: 1.0, None: 1.0}.get(
        sentence.section, 0.0
    )
    if sentence.section in {SectionKind.BACKGROUND, SectionKind.CONCLUSIONS}:
        base = -2.0
    found: list[_Candidate] = []
    for match in counted.finditer(text, sentence.start, sentence.end):
        n = _read(match["n"] or match["zh"])
        if n is None or _is_no_count(text, match):
            continue
        score = base + _said_weight(said, match.start() - sentence.start, match.end() - sentence.start, weights)
        noun = match["noun"] or match["noun2"]
        if load_cues().weak_nouns.fullmatch(noun):
            score -= 1.5
        score -= _part_penalty(text, match, sentence)
        if n < 10 and (match["n"] or "").isalpha():
            score -= 2.5
        found.append(_Candidate(n, score, match.start()))
    for match in given.finditer(text, sentence.start, sentence.end):
        n = _read(match["n"])
        if n is None:
            continue
        is_only = len(given.findall(said)) == 1
        score = (
            base
            + (1.5 if is_only else 0.0)
            + _said_weight(said, match.start() - sentence.start, match.end() - sentence.start, weights) * 0.5
        )
        after = text[match.end() : match.end() + 14]
        if regex.match(r"\s?(?:\(|\[|,|;)?\s?\d+(?:\.\d+)?\s?%", after):
            score -= 4
        found.append(_Candidate(n, score, match.start(), is_arm=not is_only))
    return found


def _said_weight(said: str, start: int, end: int, weights: tuple[tuple[regex.Pattern[str], float], ...]) -> float:
    """The sum of what stands near the number: the words of its own clause count, far ones by half."""
    near = said[max(0, start - 60) : end + 70]
    return sum(weight for pattern, weight in weights if pattern.search(near))


def _is_no_count(text: str, match: regex.Match[str]) -> bool:
    before = text[max(0, match.start() - 14) : match.start()]
    head = text[match.start("n") if match["n"] else match.start() : match.end()]
    if regex.search(
        r"(?i)(?:aged?|ages|over|under|than|per|every|of about|phase|type|grade|day|week|visit|stage|vitamin|group|at|to|age of|after|within|for)\s\Z",
        before,
    ) and not regex.search(r"(?i)(?:more than|over|than|after|for|to|at)\s\Z", before):
        return True
    if regex.search(r"(?i)(?:per|every|grade|phase|stage|week|day|month|version|aged|ages?)\s\Z", before):
        return True
    return bool(
        regex.match(r"\d{4}\s", head)
        and regex.search(
            r"(?i)(?:in|since|from|of|to|and|between|until|during|through|by|january|february|march|april|may|june|july|august|september|october|november|december)\s\Z",
            before,
        )
        and regex.match(r"(?:19|20)\d\d\s", head)
    ) or bool(
        regex.search(
            r"(?i)\b(?:years?|months?|weeks?|days?|hours?|h|min|minutes?|mg|g|kg|ml|mm|cm|times|centers?|centres?|hospitals?|sites|countries|units?|clusters|practices|%|percent|year-old|IU|mcg|μg|µg|points?|items?|randomi[sz]ed trials|trials|studies|RCTs|cohorts|schools|villages|deaths per|births per|person-years)\b",
            regex.sub(
                r"(?i)case[\s-]control studies", "", head[: match.start("noun") - match.start() if match["noun"] else 0]
            ),
        )
    )


def _part_penalty(text: str, match: regex.Match[str], sentence: Sentence) -> float:
    """What is taken off where a number is a part of the whole: "40 (20.4%) women", "in 6 of 20 patients"."""
    penalty = 0.0
    after = text[match.end() : match.end() + 24]
    head = text[match.start() : match.end()]
    before = text[max(sentence.start, match.start() - 25) : match.start()]
    if regex.search(r"\(\s?\d+(?:\.\d+)?\s?%", head) or regex.match(
        r"\s?[(\[,]\s?(?:n ?= ?\d+[;,]?\s)?\d+(?:[.·,]\d+)?\s?%", after
    ):
        penalty += 4
    if regex.search(r"(?i)\bof\s(?:the|these|those|all|which)?\s?\Z", before):
        penalty -= 1.5
    if regex.search(r"(?i)\b(?:in|of)\s(?:only\s)?\Z", before) and regex.match(r"\s?\(", after):
        penalty += 0.5
    if regex.search(
        r"(?i)\b(?:another|other|remaining|additional|further|only|versus|vs\.?|and|least|first|more than|up to|with)\s\Z",
        before,
    ):
        penalty += 1.5
    if regex.match(
        r"(?i)\s(?:in|from|of) (?:the )?(?:\w+ ){0,2}(?:group|arm)|\s(?:were|was) (?:allocated|assigned|randomi[sz]ed) to the",
        after,
    ):
        penalty += 2
    if regex.match(r"(?i)\s(?:to|in|into) each|\sper\b|\seach\b", after):
        penalty += 3
    return penalty


def _score(candidate: _Candidate, candidates: list[_Candidate], totals: dict[int, float]) -> float:
    """The score with what the other numbers say: repeated, the sum of two others, or one of the largest."""
    score = candidate.score
    same = sum(1 for each in candidates if each.n == candidate.n and each.at != candidate.at)
    score += min(same, 2) * 1.5
    others = [each for each in candidates if each.n < candidate.n]
    if _is_sum(candidate.n, [each.n for each in others]):
        score += 3
    largest = max(totals)
    score += 1.5 if candidate.n == largest else 0.0
    if candidate.n * 20 < largest:
        score -= 0.5
    return score


def _is_sum(n: int, parts: list[int]) -> bool:
    seen = set(parts)
    return any(n - part in seen and (n - part != part or parts.count(part) > 1) for part in seen if part < n)


def _sum_of_arms(document: Document, candidates: list[_Candidate]) -> tuple[float, _Candidate] | None:
    """The arms of one sentence added up, "(n = 77) ... (n = 126)", where no total is printed."""
    counted, given, _ = _patterns()
    for sentence in document.sentences:
        if sentence.section in {SectionKind.BACKGROUND, SectionKind.CONCLUSIONS}:
            continue
        arms = [match for match in given.finditer(document.text, sentence.start, sentence.end)]
        sizes = [n for match in arms if (n := _read(match["n"])) is not None]
        partial = any(
            regex.match(r"\s?[;,(\[)]?\s?\d+(?:\.\d+)?\s?%", document.text[match.end() : match.end() + 12])
            for match in arms
        )
        if len(sizes) >= 2 and not partial and min(sizes) * 6 >= max(sizes):
            total = sum(sizes)
            if any(each.n == total or each.n in sizes and not each.is_arm for each in candidates):
                continue
            return 5.5, _Candidate(total, 5.5, arms[0].start())
        said = document.text[sentence.start : sentence.end]
        pair = [
            match
            for match in counted.finditer(document.text, sentence.start, sentence.end)
            if not _is_no_count(document.text, match)
        ]
        if len(pair) == 2 and regex.search(
            r"(?i)\b(?:compared (?:with|to|between)|and|versus|vs|between)\b",
            document.text[pair[0].end() : pair[1].start()],
        ):
            one, two = (_read(match["n"] or match["zh"]) for match in pair)
            is_pair = regex.search(r"(?i)controls?|healthy|normal|compared|between|versus|group|another|without", said)
            whole = any(one and two and each.n == one + two for each in candidates)
            nested = (
                one is not None
                and two is not None
                and any(each.n > max(one, two) and each.score > 2 for each in candidates)
            )
            if (
                one
                and two
                and one != two
                and is_pair
                and not whole
                and not nested
                and "%" not in document.text[pair[0].start() : pair[1].end() + 8]
            ):
                return 7.0, _Candidate(one + two, 7.0, pair[0].start())
    return None


def _read(printed: str | None) -> int | None:
    if printed is None:
        return None
    digits = regex.sub(r"[,\s\u2009\u202f\u00a0]", "", printed)
    if digits.isdigit():
        return int(digits) if len(digits) < 12 else None
    return read_count(printed)
