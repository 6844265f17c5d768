"""A sentence of mediation by its noun phrases: what they name, in lists, and the pairs of exposure and outcome."""

from collections.abc import Sequence

import regex

from miner.extract.grammar.cues import load_cues
from miner.extract.grammar.parsed import Parsed
from miner.extract.grammar.pieces import Piece
from miner.extract.grammar.words import split_words
from miner.extract.mediation.cues import is_no_mediator, load_mediation_cues
from miner.extract.mediation.percents import Percent, find_percents
from miner.extract.mediation.values import Pair, Span

_JOINING = {"comma", "conjunction", "adverb", "determiner"}
_LEADING = {"low", "high", "lower", "higher", "lowered", "raised", "reduced", "increased", "elevated", "decreased"}
_LEADING |= {"circulating", "mediating", "mediated", "considering", "including", "using"}
_TARGETS = {"of", "on", "with", "between", "and", "to", "for", "in", "from", "upon", "against"}
_PRONOUNS = {"them", "they", "it", "we", "us", "what", "how", "who"}
_MEDIATORS = {"mediator", "mediators"}
_STANDING = tuple([word] for word in ("stood", "stands", "stand", "lay", "lies", "lie", "sits", "sat"))
_THROUGH = {"through", "via", "by way of"}
_NO_EFFECT = {"mediating", "mediation", "mediated", "role", "roles", "interaction", "interactions"}
_TREATMENT = {"treatment", "intervention", "drug", "therapy", "supplementation", "exposure", "training", "program"}
_AFTER = {"following", "after", "with", "by", "under", "in response to"}


class Phrases:
    """One sentence: its words, pieces and percents; what its noun phrases name."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.words, _ = split_words(text, start, end, brackets=False)
        self.pieces = Parsed(self.words, load_cues()).phrases()
        self.percents = find_percents(text, start, end)
        self._aside = self._in_brackets()

    def _in_brackets(self) -> frozenset[int]:
        """The words that stand in brackets."""
        inside, depth = set(), 0
        for at, word in enumerate(self.words):
            depth += word.text in {"(", "["}
            if depth:
                inside.add(at)
            depth = max(0, depth - (word.text in {")", "]"}))
        return frozenset(inside) if 0 not in inside else frozenset()

    def is_aside(self, piece: Piece) -> bool:
        """True of what stands in brackets."""
        return piece.a in self._aside

    def word(self, piece: Piece) -> str:
        """The first word of a piece in lower case."""
        return self.words[piece.a].lower

    def lowers(self, piece: Piece) -> list[str]:
        """The words of a noun phrase's core in lower case."""
        return [word.lower for word in self.words[piece.core[0] : piece.core[1]]]

    def span(self, piece: Piece) -> Span | None:
        """What a noun phrase names: its core without words of much and little, measures and numbers.

        A noun of effect or change belongs to the name where it is none ("team efficacy", "hemodynamic changes").
        """
        a, b = piece.core
        tails = load_cues().words["portion.tails"]
        while a < b and self.words[a].lower in _LEADING:
            a += 1
        if a + 2 < b and self.words[a].lower in _MEDIATORS and self.words[a + 1].lower == "of":
            a += 2
        while b > a + 1 and (self.words[b - 1].lower in tails or self.words[b - 1].is_number):
            b -= 1
        if a < b and b < piece.b and self._closes(piece, b):
            b = piece.b
        return Span(self.words[a].start, self.words[b - 1].end) if a < b else None

    def _closes(self, piece: Piece, b: int) -> bool:
        if piece.link is not None:
            return self.words[piece.b - 1].lower not in load_mediation_cues()["effect"]
        return piece.change is not None and self.words[b - 1].lower.endswith(("ic", "al", "ive"))

    def is_generic(self, piece: Piece) -> bool:
        """True of a phrase that names nothing of its own."""
        words = self.lowers(piece)
        generic, sources = load_cues().words["generic.words"], load_cues().words["generic.sources"]
        empty = load_mediation_cues()["empty"]
        return not words or all(w in generic or w in empty for w in words) or words[-1] in sources

    def groups(self, taken: Sequence[Span]) -> list[list[Span]]:
        """Noun phrases in lists that may name mediators: a percent in brackets does not end a list, any other does."""
        groups: list[list[Span]] = []
        last = -1
        for at, piece in enumerate(self.pieces):
            if piece.kind != "np" or self.is_aside(piece):
                continue
            span = self.span(piece)
            lowers = self.lowers(piece)
            is_verb = len(lowers) == 1 and lowers[0].endswith("ed")
            is_verb |= [word.lower for word in self.words[max(piece.a - 2, 0) : piece.a]] == ["but", "not"]
            if span is None or is_verb or self.is_generic(piece) or lowers[0] in _PRONOUNS or is_no_mediator(lowers):
                last = -1
                continue
            between = self.pieces[last + 1 : at]
            if last >= 0 and self._joined(between, at - 1) and not self._percent_between(groups[-1][-1], span):
                groups[-1].append(span)
            else:
                groups.append([span])
            last = at
        kept = [[span for span in group if span not in taken] for group in groups]
        return [group for group in kept if group]

    def _joined(self, between: Sequence[Piece], at: int) -> bool:
        plain = [p for p in between if p.kind not in {"number", "mark"} and not self.is_aside(p)]
        kinds = {p.kind for p in plain}
        return kinds <= _JOINING and ("conjunction" in kinds or ("comma" in kinds and self._goes_on(at)))

    def _percent_between(self, left: Span, right: Span) -> bool:
        return any(
            left.end <= percent.start < right.start and not self.in_bracket(percent) for percent in self.percents
        )

    def in_bracket(self, percent: Percent) -> bool:
        """True of a percent that stands alone in brackets, with its interval at most: "CRP (12%)"."""
        return bool(regex.search(r"[(\[]\s*$", self.text[max(self.start, percent.start - 3) : percent.start]))

    def pairs(self) -> list[Pair]:
        """Each "association between X and Y", "effect of X on Y", "path from X to Y", in order."""
        found: list[Pair] = []
        for at, piece in enumerate(self.pieces):
            if piece.kind == "np":
                pair = self._benefit(at) or self._changed(at) or self._linked(at)
            else:
                pair = self._between(at)
            if pair is not None and not any(other.start <= pair.start < other.end for other in found):
                found.append(pair)
        return found

    def _benefit(self, at: int) -> Pair | None:
        """The shape "the benefit of X for Y"."""
        piece, behind = self.pieces[at], self.pieces[at + 1 : at + 3]
        if piece.change not in {2, -2} or piece.core[0] >= piece.core[1] or len(behind) < 2:
            return None
        y = self.span(behind[1]) if behind[1].kind == "np" else None
        x = self.span(piece)
        if x is None or y is None or behind[0].kind != "preposition":
            return None
        return Pair(x, (y,), self.words[piece.a].start, y.end)

    def _changed(self, at: int) -> Pair | None:
        """The shapes "the fall in Y after X", "the prevention of Y by X", where they are mediated."""
        piece = self.pieces[at]
        if piece.change not in {1, -1}:
            return None
        named = self.lowers(piece) != []
        behind = self.pieces[at + 1 : at + (3 if named else 5)]
        before = self.words[piece.a - 1].lower if piece.a else ""
        told = load_mediation_cues()["mediate"]
        later = {word.lower for word in self.words[piece.b : piece.b + 14]}
        if before not in told and told.isdisjoint(later):
            return None
        if len(behind) < (2 if named else 4) or not (named or self.word(behind[0]) in {"in", "of"}):
            return None
        outcome, link, cause = (piece, *behind) if named else behind[1:]
        y, x = (self.span(p) if p.kind == "np" and not self.is_generic(p) else None for p in (outcome, cause))
        joins = " ".join(word.lower for word in self.words[link.a : link.b])
        if x is None or y is None or joins not in _AFTER:
            return None
        return Pair(x, (y,), self.words[piece.a].start, x.end)

    def _linked(self, at: int) -> Pair | None:
        """The shape "the association between X and Y", "the effect of X on Y", "the X effect on Y"."""
        piece = self.pieces[at]
        if piece.link is None or _NO_EFFECT & {word.lower for word in self.words[piece.a : piece.b]}:
            return None
        own = None if self.is_generic(piece) else self.span(piece)
        spans: list[list[Span]] = [] if own is None else [[own]]
        end, word, first = at, "", ""
        for place, p in enumerate(self.pieces[at + 1 : at + 24], at + 1):
            if self.is_aside(p):
                continue
            if p.kind in {"preposition", "receive"} or (p.kind == "versus" and self.word(p) == "against"):
                word = self.word(p)
                if word in _THROUGH:
                    continue
                if word not in _TARGETS or (spans and word in {"of", "between"}) or len([s for s in spans if s]) > 1:
                    break
                first = first or word
                spans.append([])
            elif p.kind == "np" and word and word not in _THROUGH:
                span = self.span(p)
                if span is None or self.is_generic(p) or p.link is not None:
                    break
                spans[-1].append(span)
                end = place
            elif (p.kind == "comma" and sum(map(len, spans)) >= 2 and not self._goes_on(place)) or (
                p.kind not in _JOINING | {"number", "mark", "np"}
            ):
                break
        kept = [s for s in spans if s]
        if len(kept) == 1 and own is None and first not in {"between", "of"}:
            x = self._actor(at)
            return Pair(x, tuple(kept[0]), *self._place(at, end)) if x or self._treats(piece) else None
        if len(kept) == 1 and own is None and first != "between":
            return None
        return self._paired(kept, at, end)

    def _actor(self, at: int) -> Span | None:
        """Of "X had an indirect effect on Y", X."""
        before = self.pieces[max(0, at - 4) : at]
        if not any(p.kind == "have" for p in before):
            return None
        named = [p for p in self.pieces[:at] if p.kind == "np" and not self.is_generic(p) and not self.is_aside(p)]
        return self.span(named[-1]) if named else None

    def _treats(self, piece: Piece) -> bool:
        """True of "the treatment effect", whose exposure the document names."""
        return any(word.lower in _TREATMENT for word in self.words[piece.a : piece.b])

    def _place(self, at: int, end: int) -> tuple[int, int]:
        return self.words[self.pieces[at].a].start, self.words[self.pieces[end].b - 1].end

    def _goes_on(self, at: int) -> bool:
        """True of a comma in a list that ends in "and"."""
        ahead = self.pieces[at + 1 : at + 24]
        kinds = [p.kind for p in ahead if p.kind not in {"number", "mark", "adverb"} and not self.is_aside(p)]
        stop = next((i for i, kind in enumerate(kinds) if kind not in {"np", "comma"}), len(kinds))
        return stop > 0 and kinds[0] == "np" and kinds[stop : stop + 1] == ["conjunction"]

    def _between(self, at: int) -> Pair | None:
        """The shape "a mediator between X and Y", "the path from X to Y"."""
        piece = self.pieces[at]
        word = self.word(piece)
        if piece.kind != "preposition" or word not in {"between", "from"}:
            return None
        before = [w.lower for w in self.words[max(0, piece.a - 6) : piece.a]]
        cues = load_mediation_cues()
        if not set(before) & (cues["route"] | cues["mediator"] | cues["mediate"]) and before[-1:] not in _STANDING:
            return None
        spans: list[list[Span]] = [[]]
        end = at
        for place, p in enumerate(self.pieces[at + 1 : at + 9], at + 1):
            if p.kind == "np" and not self.is_generic(p) and (span := self.span(p)) is not None:
                spans[-1].append(span)
                end = place
            elif p.kind in {"preposition", "receive"} and self.word(p) == "to" and word == "from" and spans[-1]:
                spans.append([])
            elif p.kind not in _JOINING and not self.is_aside(p):
                break
        return self._paired([s for s in spans if s], at, end)

    def _paired(self, spans: Sequence[Sequence[Span]], at: int, end: int) -> Pair | None:
        start, stop = self._place(at, end)
        if len(spans) == 1 and len(spans[0]) > 1:
            return Pair(spans[0][0], tuple(spans[0][1:]), start, stop)
        if len(spans) > 1:
            return Pair(spans[0][0], tuple(spans[1]), start, stop)
        return None
