"""Sentences of mediation to mediators, percents and the ends between which they lie."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

import regex

from miner.extract.mediation.chinese import read_chinese_mediation
from miner.extract.mediation.cues import any_of
from miner.extract.mediation.gate import may_mediate
from miner.extract.mediation.naming import name_mediators
from miner.extract.mediation.necessity import find_needed
from miner.extract.mediation.pairs import find_induced, find_pairs
from miner.extract.mediation.percents import Percent, in_runs, may_give_percents
from miner.extract.mediation.phrases import Phrases
from miner.extract.mediation.told import find_theme
from miner.extract.mediation.values import Given, Mediation, Pair, Span
from miner.model.article import SectionKind
from miner.model.estimate import Estimate, Measure, POperator
from miner.model.reading import Document

_NULL = regex.compile(
    r"\b(?:hypothesi[sz]ed?|incapable of|unable to)\b[^.;]{0,80}\b(?:mediat|indirect)"
    r"|\b(?:no|(?<!but )not|neither|nor|none|without|lack of|unlikely)\b[^.;]{0,60}\b(?:mediat|indirect|(?:mechanism"
    r"|route|path\w*) (?:by|through|via) which)|\bmediat\w+[^.;]{0,30}\b(?:not significant|non-?significant|absent"
    r"|unlikely)|\bindirect\b[^.;]{0,60}\b(?:(?:was|were) not|non-?significant)"
    r"|\bexplain\w*[^.;]{0,40}\b(?:lack|absence) of\b|\b(?:mediated|explained) by neither\b"
    r"|\b(?:not|cannot) (?:be |been )?(?:attribut|explain|account)\w*"
    r"|\b(?:to|we) (?:\w+ly )?(?:determined?|examined?|investigated?|explored?|test(?:ed)?|assess(?:ed)?|evaluated?"
    r"|clarify|study|studied)\b[^.;]{0,80}\b(?:mediat|role of|indirect)",
    regex.I,
)
_RUN_ON = regex.compile(r"(?<=[a-z\d%)\]]{2}\.)(?=[A-Z][a-z]* )")  # two sentences without a space between them
_FOR = regex.compile(r"\s?(?:\([^)]*\))?\s?(?:for|on)\b", regex.I)
_OF_EFFECT = regex.compile(
    r"\s*\)?\s*(?:of (?:the|this|its|their|these)"
    r"|for (?:the|this|these) (?:\w+ )?(?:association|relation|relationship|effect|link|path|pathway)s?\b)",
    regex.I,
)
_ON_SITE = regex.compile(r"\s?\)?\s(?:of (?:that|those|the effect|its effect) )?(?:on|for|with)\s(?:the )?", regex.I)
_OF_ANOTHER = regex.compile(
    r"\s?\)?\sof the (?:\w+ )?(?:association|effect|relation|relationship|link)s? (?:of|between)\b", regex.I
)
_SHARE_OF = regex.compile(r"[(\[,]\s*(?:\w+ ){0,3}(?:mediat\w+|proportion|indirect|share)[^()]*$", regex.I)
_ACTIVE = regex.compile(
    r"(?<!\bwas |\bwere |\bbe |\bbeen |\bis |\bare |\bproportion |\bthe )\b(?:mediat(?:ed|es|ing|e)"
    r"|explain(?:ed|s|ing)?|account(?:ed|s|ing)? for|carr(?:ied|ies|y)|convey(?:ed|s)?|transmit(?:ted|s)?"
    r"|contribut(?:ed|es))\b(?! by| through| via| share| proportion| role| effect)",
    regex.I,
)


@cache
def _to_mediator() -> "regex.Pattern[str]":
    """What follows a share that is told before its mediator: "18% ran through", "18% for"."""
    verb = any_of("go", "act", "mediate", "carry")
    return regex.compile(
        rf"\s*(?:\)?\s*)?(?:of it |\w+ly |{verb} )?(?:(?:was|were|being|is|could be|can be) )*(?:\w+ly )?"
        rf"(?:{verb} )?(?:through|via|for|by|by way of|over(?! \d)|to|due to|with)\b",
        regex.I,
    )


def find_mediated_percents(document: Document) -> tuple[Estimate, ...]:
    """The percents mediated that a document states, in reading order."""
    found: dict[int, Estimate] = {}
    text = document.text
    for sentence in document.sentences:
        if sentence.section is SectionKind.TABLE or not may_give_percents(text, sentence.start, sentence.end):
            continue
        for mediation in read_mediation(text, sentence.start, sentence.end):
            for _, percent in mediation.mediators:
                if percent is not None:
                    found[percent.start] = _estimate(text, percent)
    return tuple(found[start] for start in sorted(found))


def _estimate(text: str, percent: Percent) -> Estimate:
    level = 95.0 if percent.low is not None and "95" in text[percent.start : percent.end] else None
    return Estimate(
        percent.start, percent.end, text[percent.start : percent.end], Measure.PCT_MEDIATED, percent.value,
        ci_low=percent.low, ci_high=percent.high, ci_level=level,
        p_op=POperator(percent.p_op) if percent.p_op else None, p=percent.p,
    )  # fmt: skip


def read_mediation(text: str, start: int, end: int) -> list[Mediation]:
    """The mediations that the sentence at `start:end` states."""
    if not may_mediate(text, start, end):
        return read_chinese_mediation(text, start, end)
    cuts = [start, *(match.end() for match in _RUN_ON.finditer(text, start, end)), end]
    parts = [part for part in pairwise(cuts) if may_mediate(text, *part)] if len(cuts) > 2 else [(start, end)]
    return [mediation for part in parts for mediation in _Reader(Phrases(text, *part)).mediations()]


class _Reader:
    """One sentence: who is named as mediator, and which percent and pair of ends belongs to whom."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases = phrases
        self.text, self.start, self.end = phrases.text, phrases.start, phrases.end
        self.pairs = find_pairs(phrases)
        self.groups = phrases.groups([span for pair in self.pairs for span in pair.spans])
        self.named = name_mediators(phrases, self.groups, pairs=self.pairs)

    def mediations(self) -> list[Mediation]:
        """One for each list of percents, or for each outcome where a list is dealt to the outcomes."""
        if not self.named and (needed := find_needed(self.phrases)):
            lacked: tuple[Given, ...] = tuple((span, None) for span in needed)
            return [replace(self._made(lacked, self._undone(), is_null=False), is_needed=True)]
        is_null = bool(_NULL.search(self.text, self.start, self.end))
        runs = in_runs(self.phrases.percents, self.text)
        made: list[Mediation] = []
        for number, run in enumerate(runs):
            pair = self._pair_of(number, run, len(runs))
            if pair is not None and (shared := self._by_outcome(run, pair)):
                made += [Mediation(given, pair.exposures, (outcome,), is_null, pair.start) for outcome, given in shared]
            elif number and pair is not None and (sites := self._at_site(run)):
                made.append(Mediation(tuple((span, run[0]) for span in self.named), pair.exposures, sites, is_null))
            elif not self._is_of_another(run):
                continue
            elif pair is None and (outcome := self._outcome_of(run)) is not None:
                made.append(Mediation(tuple((span, run[0]) for span in self.named), (), (outcome,), is_null))
            elif given := self._given(run):
                made.append(self._made(tuple(given), pair, is_null=is_null))
        if made or not self.named:
            return made
        return [self._made(tuple((span, None) for span in self.named), next(iter(self.pairs), None), is_null=is_null)]

    def _made(self, given: tuple[Given, ...], pair: Pair | None, *, is_null: bool) -> Mediation:
        if pair is None:
            return Mediation(given, (), (), is_null, theme=find_theme(self.phrases, self.named))
        return Mediation(given, pair.exposures, pair.outcomes, is_null, pair.start, sense=pair.sense)

    def _undone(self) -> Pair | None:
        """What is undone where the mediator lacks."""
        return next(iter(self.pairs), None) or find_induced(self.phrases)

    def _outcome_of(self, run: Sequence[Percent]) -> Span | None:
        """Of "the proportion mediated by M was 24% for Y and 31% for Z": Y, of the first percent."""
        if len(run) > 1 or not self.named or self.named[-1].end > run[0].start:
            return None
        behind = _FOR.match(self.text, run[0].end, self.end)
        later = [group for group in self.groups if group[0].start >= run[0].end]
        return later[0][0] if behind and later and later[0][0].start - behind.end() < 20 else None

    def _by_outcome(self, run: Sequence[Percent], pair: Pair) -> list[tuple[Span, tuple[Given, ...]]]:
        """The shape "M mediated 11% and 14% of the associations of X with Y and Z, respectively"."""
        n = len(pair.outcomes)
        if n < 2 or not self.named or len(run) != n * len(self.named) or len(run) == len(self.named):
            return []
        step = len(self.named)
        return [
            (outcome, tuple(zip(self.named, run[at * step : (at + 1) * step], strict=True)))
            for at, outcome in enumerate(pair.outcomes)
        ]

    def _at_site(self, run: Sequence[Percent]) -> tuple[Span, ...]:
        """Of "M mediated 21% of the effect of X on Y and 17% on Z": Z, of the second percent."""
        link = _ON_SITE.match(self.text, run[-1].end, self.end)
        if link is None or not self.named or len(run) > 1:
            return ()
        later = [span for group in self.phrases.groups(self.named) for span in group if span.start >= link.end()]
        return (later[0],) if later and later[0].start - link.end() < 6 else ()

    def _is_of_another(self, run: Sequence[Percent]) -> bool:
        """False of a percent of another effect than those read: "and 60% of the association between Z and them"."""
        own = _OF_ANOTHER.match(self.text, run[-1].end, self.end)
        return own is None or not self.pairs or any(pair.start <= own.end() <= pair.end for pair in self.pairs)

    def _given(self, run: Sequence[Percent]) -> list[Given]:
        """Which mediator each percent of a run belongs to."""
        if len(run) > 1:
            return self._dealt(run)
        first = run[0]
        if (owner := self._bracketed(first)) is not None:
            return [(owner, first)]
        later = [g for g in self.groups if g[0].start >= first.end]
        own = [g for g in self.groups if g[-1].end <= first.start and g[0].start >= self._previous_end(first)]
        behind = self.text[first.end : first.end + 40]
        is_active = bool(_ACTIVE.search(self.text, self.start, first.start))
        if later and _to_mediator().match(behind) and not _OF_EFFECT.match(behind) and not is_active:
            if len(later[0]) == 1 or len(self.phrases.percents) > 1:
                return [(later[0][0], first)]
            return [(span, first) for span in later[0]]
        if own and is_active and len(self.phrases.percents) > 1 and self._is_listed(own[-1][0]):
            return [(own[-1][-1], first)]
        if own and not self.named and _SHARE_OF.search(self.text[max(self.start, first.start - 40) : first.start]):
            return [(own[-1][-1], first)]
        return [(span, first) for span in self.named]

    def _dealt(self, run: Sequence[Percent]) -> list[Given]:
        """The percents of a list in order to as many mediators."""
        if len(self.named) == len(run):
            return list(zip(self.named, run, strict=True))
        same = [g for g in self.groups if len(g) == len(run)]
        if same:
            nearest = min(same, key=lambda g: min(abs(g[0].start - run[-1].end), abs(run[0].start - g[-1].end)))
            return list(zip(nearest, run, strict=True))
        return [(self.named[0], percent) for percent in run] if len(self.named) == 1 else []

    def _bracketed(self, percent: Percent) -> Span | None:
        """Of "M (12%)", M: where the percent stands alone in brackets behind one of the mediators."""
        if not self.phrases.in_bracket(percent):
            return None
        before = [span for span in self.named if span.end <= percent.start]
        if not before or regex.match(r"[^(\[]*[\w%]", self.text[before[-1].end : percent.start].replace("level", "")):
            return None
        return before[-1]

    def _previous_end(self, percent: Percent) -> int:
        return max((p.end for p in self.phrases.percents if p.end <= percent.start), default=self.start)

    def _is_listed(self, span: Span) -> bool:
        """True where no preposition stands before the phrase."""
        before = self.text[max(self.start, span.start - 12) : span.start]
        return not regex.search(r"\b(?:at|in|for|among|on|of|to|with)\s+(?:the\s+)?$", before, regex.I)

    def _pair_of(self, number: int, run: Sequence[Percent], count: int) -> Pair | None:
        if not self.pairs:
            return None
        if len(self.pairs) == count:
            return self.pairs[number]
        before = [pair for pair in self.pairs if pair.start < run[0].start]
        if len(self.pairs) > 1 and not before:
            return min(self.pairs, key=lambda pair: abs(pair.start - run[-1].end))
        return before[-1] if before else self.pairs[0]
