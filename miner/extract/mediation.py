"""Stated mediation: who lies between exposure and outcome, and how many percent of the way run through it.

Only what a sentence states counts. "Attenuated after adjustment for" is no mediation and is left alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from miner.extract.grammar.clauses import merge_phrases
from miner.extract.grammar.cues import load_cues
from miner.extract.grammar.phrases import Piece, find_pieces
from miner.extract.grammar.words import Word, split_words
from miner.model.estimate import Estimate, Measure, POperator
from miner.model.reading import Document

_GATES = (
    # Each with the words of which it needs one, in lower case: most sentences hold none of them.
    (("mediat",), r"mediat(?!e?ly|or-free)"),
    (("indirect",), r"indirect (?:effect|path|association)"),
    (
        ("through", "via", "by way of", "over"),
        (
            r"(?:ran|runs?|went|goes|passed|passes|operated?s?|acted|acts|flow\w*|led|routed|carried|transmitted"
            r"|channell?ed) (?:\w+ ){0,2}(?:through|via|by way of|over)"
        ),
    ),
    (("%",), r"\d\s?%[^.;%]{0,12} (?:was|were|is|are|being) (?:\w+ )?\w+(?:ed|ne|nt) (?:by|through|via)\b"),
    (("through", "via"), r"(?:through|via) \w+[^.]{0,40}\d\s?%"),
    (
        ("account", "explain"),
        (
            r"(?:account(?:s|ed|ing) for|explain(?:s|ed|ing)?)(?:[^;]{0,40}\d\s?%[^;]{0,40} of"
            r" (?:the|this|these|that|their) (?:\w+ ){0,3}(?:association|effect|relation|link|connection|influence)"
            r"|[^;]{0,60}(?:benefit|association|effect|relation|link|connection))"
        ),
    ),
)
_GATE = tuple((words, regex.compile(pattern, regex.I)) for words, pattern in _GATES)
_PERCENT = regex.compile(
    r"(?<![\w.,·%][-−–]?)(?P<value>[-−–]?\d{1,3}(?:[.·]\d+)?)\s?%?"
    r"(?P<rest>\s?[(\[,]?\s?(?:95\s?%\s?(?:CI|confidence "
    r"interval)s?\s?[,:=]?\s?)?[(\[]?\s?(?P<low>[-−–]?\d+(?:[.·]\d+)?)\s?%?\s?(?:-|–|−|—|to"
    r"|,)\s?(?P<high>[-−]?\d+(?:[.·]\d+)?)\s?%?\s?[)\]])?"
)
_P = regex.compile(r"^\s?[(\[,;]*\s?[pP]\s?(?P<op><|>|=|≤|≥)\s?(?P<p>0?[.·]\d+)")
_CI_BEFORE = regex.compile(r"(?:\bCIs?|\bintervals?|\bto|\bP[ <=>]*|±|[<>≥≤])\s*[:,=]?\s*[(\[]?$", regex.I)
_CI_BEHIND = regex.compile(
    r"^\s?(?:CI\b|C\.I\.|confidence|credible|of (?:the )?(?:participants|patients|subjects|adults|women|men"
    r"|people|cases|controls|samples))",
    regex.I,
)
_MEDIATE = regex.compile(
    r"^(?:mediat(?:ed|es|e|ing)|explain(?:ed|s|ing)?|account(?:ed|s|ing)?|transmitted|carried)$", regex.I
)
_NOUN = regex.compile(
    r"^(?:mediat\w+|indirect|accounting|each|proportions?|shares?|percent\w*|ratios?|effects?|analys[ie]s"
    r"|role|roles|part|total|paths?|pathways?|association|relationship|link)$",
    regex.I,
)
_NULL = regex.compile(
    r"\b(?:no|not|neither|without)\b[^.;]{0,40}mediat|mediat\w+[^.;]{0,30}\b(?:not significant"
    r"|non-?significant|absent)",
    regex.I,
)
_LONGEST = 3000  # a longer "sentence" is a table or a list that was not split
_OPS = {"≤": "<=", "≥": ">="}
_MINUS = str.maketrans("−–·", "--.")


@dataclass(frozen=True, slots=True)
class Percent:
    """A percent mediated as printed, with its place, limits and p-value."""

    start: int
    end: int
    value: float
    low: float | None = None
    high: float | None = None
    p_op: str | None = None
    p: float | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A noun phrase's place in the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mediation:
    """A stated mediation: mediators with their percents; the exposure and outcomes where the sentence names them."""

    mediators: tuple[tuple[Span, Percent | None], ...]
    exposure: Span | None
    outcomes: tuple[Span, ...]
    is_null: bool = False


def find_mediated_percents(document: Document) -> tuple[Estimate, ...]:
    """The percents mediated that a document states, in reading order."""
    found: dict[int, Estimate] = {}
    for sentence in document.sentences:
        for mediation in read_mediation(document.text, sentence.start, sentence.end):
            for _, percent in mediation.mediators:
                if percent is not None:
                    found[percent.start] = _estimate(document.text, percent)
    return tuple(found[start] for start in sorted(found))


def _estimate(text: str, percent: Percent) -> Estimate:
    level = 95.0 if percent.low is not None and "95" in text[percent.start : percent.end] else None
    return Estimate(
        percent.start, percent.end, text[percent.start : percent.end], Measure.PCT_MEDIATED, percent.value,
        ci_low=percent.low, ci_high=percent.high, ci_level=level,
        p_op=POperator(percent.p_op) if percent.p_op else None, p=percent.p,
    )  # fmt: skip


def may_mediate(text: str, start: int, end: int) -> bool:
    """True of a sentence with a word of mediation: a cheap gate."""
    if end - start > _LONGEST:
        return False
    lower = text[start:end].lower()
    return any(
        pattern.search(text, start, end) is not None for words, pattern in _GATE if any(word in lower for word in words)
    )


def read_mediation(text: str, start: int, end: int) -> list[Mediation]:
    """The mediations that the sentence at `start:end` states."""
    if not may_mediate(text, start, end):
        return []
    words, _ = split_words(text, start, end, brackets=False)
    cues = load_cues()
    pieces = merge_phrases(find_pieces(words, cues), words, cues.words["portion.words"])
    return _Reader(text, start, end, words, pieces).mediations()


class _Reader:
    """One sentence: its noun phrases, percents, pairs of exposure and outcome, and words of mediation, by place."""

    def __init__(self, text: str, start: int, end: int, words: Sequence[Word], pieces: Sequence[Piece]) -> None:
        self.text, self.start, self.end, self.words, self.pieces = text, start, end, words, pieces
        self.percents = self._percents()
        self.groups = self._groups()
        self.pairs = self._pairs()

    def mediations(self) -> list[Mediation]:
        is_null = bool(_NULL.search(self.text, self.start, self.end))
        taken = {span for x, ys, _, _ in self.pairs for span in (x, *ys) if span is not None}
        groups = [[s for s in group if s not in taken] for group in self.groups]
        groups = [group for group in groups if group]
        runs = self._runs()
        if not runs:
            mediators = self._named(groups)
            if not mediators:
                return []
            x, ys = (self.pairs[0][0], self.pairs[0][1]) if self.pairs else (None, ())
            return [Mediation(tuple((span, None) for span in mediators), x, ys, is_null)]
        made: list[Mediation] = []
        named = self._named(groups)
        for number, run in enumerate(runs):
            given = self._given(run, groups, named)
            if not given:
                continue
            pair = self._pair_of(number, run, len(runs))
            made.append(Mediation(tuple(given), pair[0], pair[1], is_null))
        return made

    def _percents(self) -> list[Percent]:
        found = []
        for match in _PERCENT.finditer(self.text, self.start, self.end):
            whole = match[0]
            number = self.text[match.start() : match.end("value") + 2]
            if "%" not in whole or ("%" not in number and not match["rest"]):
                continue
            if "%" not in number and not regex.match(r"\s?%", self.text[match.end("value") : match.end("value") + 2]):
                continue
            if _CI_BEFORE.search(self.text, max(match.start() - 14, self.start), match.start()) or _CI_BEHIND.search(
                self.text[match.end("value") + 1 : match.end("value") + 40].lstrip("%")
            ):
                continue
            low, high = (float(match[g].translate(_MINUS)) if match[g] else None for g in ("low", "high"))
            if low is not None and high is not None and low > high:
                low, high = high, low
            value = float(match["value"].translate(_MINUS))
            stop = match.end()
            tail = _P.match(self.text[stop : min(stop + 24, self.end)])
            op, p = None, None
            if tail:
                op, p, stop = _OPS.get(tail["op"], tail["op"]), float(tail["p"].translate(_MINUS)), stop + tail.end()
            if value <= 1000:
                found.append(Percent(match.start(), stop, value, low, high, op, p))
        return found

    def _groups(self) -> list[list[Span]]:
        """Noun phrases in lists, with no percent between them."""
        groups: list[list[Span]] = []
        last: Piece | None = None
        cues = load_cues()
        for at, piece in enumerate(self.pieces):
            if piece.kind != "np":
                continue
            span = self._span(piece)
            if span is None or self._is_generic(piece):
                last = None
                continue
            between = self.pieces[self.pieces.index(last) + 1 : at] if last is not None else []
            joined = last is not None and all(p.kind in {"comma", "conjunction", "adverb"} for p in between)
            if joined and not any(groups[-1][-1].end <= p.start < span.start for p in self.percents):
                groups[-1].append(span)
            else:
                groups.append([span])
            last = piece
        del cues
        return groups

    def _is_generic(self, piece: Piece) -> bool:
        words = [word.lower for word in self.words[piece.core[0] : piece.core[1]]]
        generic = load_cues().words["generic.words"]
        return (
            not words
            or all(w in generic or _NOUN.match(w) for w in words)
            or words[-1] in load_cues().words["generic.sources"]
        )

    def _span(self, piece: Piece) -> Span | None:
        a, b = piece.core
        tails = load_cues().words["portion.tails"]
        while a < b and self.words[a].lower in {"low", "high", "lowered", "raised", "circulating"}:
            a += 1
        while b > a + 1 and (self.words[b - 1].lower in tails or self.words[b - 1].is_number):
            b -= 1
        return Span(self.words[a].start, self.words[b - 1].end) if a < b else None

    def _pairs(self) -> list[tuple[Span | None, tuple[Span, ...], int, int]]:  # noqa: C901 - one shape of pair a branch
        """Each "association between X and Y" or "effect of X on Y", with its place."""
        found: list[tuple[Span | None, tuple[Span, ...], int, int]] = []
        for at, piece in enumerate(self.pieces):
            if piece.kind != "np":
                continue
            behind = self.pieces[at + 1 : at + 12]
            if piece.change in {2, -2} and piece.core[0] < piece.core[1]:  # "the benefit of X for Y"
                x, y = self._span(piece), next((self._span(p) for p in behind[1:2] if p.kind == "np"), None)
                if x is not None and y is not None and behind[0].kind == "preposition":
                    found.append((x, (y,), self.words[piece.a].start, y.end))
                continue
            if piece.link is None or not self._is_generic(piece):
                continue
            spans: list[list[Span]] = []
            word = ""
            for p in behind:
                if p.kind in {"preposition", "receive"}:
                    word = self.words[p.a].lower
                    if word not in {"of", "on", "with", "between", "and", "to", "for"} or (spans and word == "of"):
                        break
                    spans.append([])
                elif p.kind == "np":
                    span = self._span(p)
                    if span and spans and p.link is None and not self._is_generic(p):
                        spans[-1].append(span)
                elif (
                    p.kind not in {"conjunction", "adverb", "comma", "determiner"}
                    or (p.kind == "comma" and len([s for s in spans if s]) > 1)
                    or (p.kind == "comma" and sum(map(len, spans)) >= 2)
                ):
                    break
            spans = [s for s in spans if s]
            if len(spans) == 1 and len(spans[0]) > 1:
                found.append((spans[0][0], tuple(spans[0][1:]), self.words[piece.a].start, spans[0][-1].end))
            elif len(spans) > 1:
                found.append((spans[0][0], tuple(spans[1]), self.words[piece.a].start, spans[1][-1].end))
        return found

    def _runs(self) -> list[list[Percent]]:
        """Percents in lists: between those of one run stands nothing but commas and "and"."""
        runs: list[list[Percent]] = []
        for percent in self.percents:
            if runs and regex.fullmatch(
                r"[\s,;)\]]*(?:and)?[\s,]*(?:only |a further |another )?", self.text[runs[-1][-1].end : percent.start]
            ):
                runs[-1].append(percent)
            else:
                runs.append([percent])
        return runs

    def _named(self, groups: Sequence[Sequence[Span]]) -> list[Span]:
        """The mediators as such: before "mediated" in the active, behind "mediated by" or "through" in the passive."""
        for word in self.words:
            if not (_MEDIATE.match(word.text) or word.lower in {"mediators", "mediator", "through", "via"}):
                continue
            behind = regex.match(
                r"\s*(?:in part|partly|partially|mainly|largely|at least in part|completely|fully|entirely"
                r"|primarily|,|\s)*(?:by|through|via)\b",
                self.text[word.end : word.end + 50],
                regex.I,
            )
            if word.lower in {"through", "via"} or (
                behind and word.lower.startswith(("mediat", "explain", "carr", "trans"))
            ):
                later = [g for g in groups if g[0].start > word.start]
                return list(later[0]) if later else []
            earlier = [g for g in groups if g[-1].end <= word.start]
            if word.lower in {"explained", "explains", "explain"} and not self.pairs and not self.percents:
                continue
            if earlier and not word.lower.startswith("mediator"):
                return list(earlier[-1])
            if earlier:
                return list(earlier[0])
        return []

    def _given(
        self, run: Sequence[Percent], groups: Sequence[Sequence[Span]], named: Sequence[Span]
    ) -> list[tuple[Span, Percent | None]]:
        """Which mediator each percent of a run belongs to."""
        first, last = run[0], run[-1]
        if len(run) > 1:
            if len(named) == len(run):
                return list(zip(named, run, strict=True))
            same = [g for g in groups if len(g) == len(run)]
            if same:
                nearest = min(same, key=lambda g: min(abs(g[0].start - last.end), abs(first.start - g[-1].end)))
                return list(zip(nearest, run, strict=True))
            return [(named[0], percent) for percent in run] if len(named) == 1 else []
        after = self.text[first.end : first.end + 40]
        before_text = self.text[max(self.start, first.start - 40) : first.start]
        later = [g for g in groups if g[0].start >= first.end]
        earlier = [g for g in groups if g[-1].end <= first.start]
        if (
            later
            and regex.match(
                r"\s*(?:\)?\s*)?(?:of it |\w+ )?(?:(?:ran|went|passed|was|were|being|is) )*(?:\w+(?:ed|ne|nt) "
                r")?(?:through|via|for|by|by way of|over|to|attributable to|due to|with)\b",
                after,
                regex.I,
            )
            and not regex.match(r"\s*of (?:the|this)", after)
        ) and not self._verb_before(first):
            return (
                [(later[0][0], first)]
                if len(later[0]) == 1 or len(self.percents) > 1
                else [(s, first) for s in later[0]]
            )
        own = [g for g in earlier if g[0].start >= self._previous_end(first)]
        if own and self._verb_before(first) and len(self.percents) > 1 and self._is_listed(own[-1][0]):
            return [(own[-1][-1], first)]
        if (
            own
            and regex.search(r"\(\s*(?:\w+ ){0,3}(?:mediat\w+|proportion|indirect)[^()]*$", before_text)
            and not named
        ):
            return [(own[-1][-1], first)]
        if named:
            return [(span, first) for span in named]
        return []

    def _previous_end(self, percent: Percent) -> int:
        return max((p.end for p in self.percents if p.end <= percent.start), default=self.start)

    def _is_listed(self, span: Span) -> bool:
        """True where no preposition stands before the phrase."""
        before = self.text[max(self.start, span.start - 12) : span.start]
        return not regex.search(r"\b(?:at|in|for|among|on|of|to|with)\s+(?:the\s+)?$", before, regex.I)

    def _verb_before(self, percent: Percent) -> bool:
        """True of "M mediated 12%" and of "and N 9%" behind it."""
        before = self.text[self.start : percent.start]
        active = regex.search(
            r"(?<!\bwas |\bwere |\bbe |\bbeen |\bis |\bare |\bproportion |\bthe )\b(?:mediat(?:ed|es|ing|e)"
            r"|explain(?:ed|s|ing)?|account(?:ed|s|ing)? for)\b(?! by| through| via| share| proportion)",
            before,
            regex.I,
        )
        return bool(active)

    def _pair_of(self, number: int, run: Sequence[Percent], count: int) -> tuple[Span | None, tuple[Span, ...]]:
        if not self.pairs:
            return None, ()
        if len(self.pairs) == count:
            return self.pairs[number][0], self.pairs[number][1]
        before = [p for p in self.pairs if p[2] < run[0].start]
        pair = before[-1] if before else self.pairs[0]
        if len(self.pairs) > 1 and not before:
            pair = min(self.pairs, key=lambda p: abs(p[2] - run[-1].end))
        return pair[0], pair[1]
