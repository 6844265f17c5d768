"""The pairs that a noun of effect names: "the association between X and Y", "the effects of A and B on Y"."""

from collections.abc import Sequence
from functools import cache
from typing import Final

import regex

from miner.extract.mediation.cues import any_of, load_mediation_cues
from miner.extract.mediation.phrases import JOINING, Phrases
from miner.extract.mediation.values import Pair, Span

_TARGETS = {"of", "on", "with", "between", "and", "to", "for", "in", "from", "upon", "against"}
THROUGH: Final = frozenset({"through", "via", "by way of"})
"""What stands before what something goes by."""
_NO_EFFECT = {"mediating", "mediation", "mediated", "role", "roles", "interaction", "interactions"}
_TREATMENT = {"treatment", "intervention", "drug", "therapy", "supplementation", "exposure", "training", "program"}
_POSSESSIVE = {"its", "their"}
POINTING: Final = frozenset({"the", "this", "these", "that"})
"""What points at an effect that was told before."""
_EXERTS = {"exerts", "exerted", "exert"}
_DOING = regex.compile(r"[-‐‑][a-z]+ing$")
_JOINED = regex.compile(r"(?:the )?(?P<x>\p{L}[\w ]{2,40})[-‐‑–—](?P<y>\p{L}[\w ]{2,40})", regex.I)
_UNJOINED = frozenset(
    ["anti", "pro", "dose", "exposure", "cause", "time", "concentration", "structure", "long", "short", "gene", "non"]
)
_KIND = regex.compile(r"(?:al|ic|ive|ory|ous)$", regex.I)
_LASTING = regex.compile(r"\w+ing", regex.I)
_NOUN = regex.compile(r"(?:\s\w+s?(?=\s(?:mediated|that|which|was|is|were|are|may)\b))")
_BY_MEANS = regex.compile(r"(?:\s\w+)?\s(?:\w+ly )?(?:through|via|by (?:\w+ly )?\w+ing)\b", regex.I)
_AND = regex.compile(r"\b(?:and|or|as well as)\b", regex.I)
_GIVEN = "given"  # said of "the effect of treatment on Y", whose exposure the document names
MAY = (
    r"\s*(?:(?:that|which|thus|therefore|likely|also|at|least|may|might|can|could|is|are|was|were|to|be|been|has|have"
    r"|appears?|appeared|seems?|seemed|in part|partly|\w+ly)\s+)*"
)
"""What may stand between a noun and "mediated"."""


@cache
def _told_by() -> "regex.Pattern[str]":
    """What stands right behind an effect that is mediated by something."""
    return regex.compile(rf"{MAY}{any_of('mediate', 'carry')}\s(?:\w+\s){{0,3}}(?:by|through|via|to)\b", regex.I)


class Effects:
    """The pairs of one sentence that its nouns of effect name."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases, self.pieces, self.words = phrases, phrases.pieces, phrases.words

    def pair_at(self, at: int) -> Pair | None:
        """The shapes "the association between X and Y", "the effect of X on Y", "the X effect on Y"."""
        piece = self.pieces[at]
        words = {word.lower for word in self.words[piece.a : piece.b]}
        is_over = self.phrases.text.find(" through ", self.words[piece.b - 1].end, self.phrases.end) > 0
        if not self._is_effect(at) or (_NO_EFFECT & words and not is_over):
            return None
        own = None if self.phrases.is_generic(piece) else self.phrases.span(piece)
        return self._of_generic(at) if own is None else self._of_own(at, own)

    def _of_own(self, at: int, own: Span) -> Pair | None:
        """A noun of effect behind a name: "the X effect on Y", "the X-Y relationship", "an analgesic effect"."""
        if self.phrases.text.startswith(" of ", self.words[self.pieces[at].b - 1].end):
            return self._of_kind(at, own)
        kept, first, end = self._named_behind(at, own)
        if len(kept) == 1:
            if (joined := self._joined(own, at)) is not None:
                return joined
            is_told = self.is_told_by(own.end) or self._is_of_a_kind(at)
            if (
                actors := self._actors(at)
            ) and is_told:  # "X exerted an analgesic effect mediated by M", "by lowering M"
                return Pair(actors, (own,), *self.place(at, at))
        if _LASTING.fullmatch(self.phrases.text, *own.place):
            return None  # "a lasting effect on"
        if first in {"in", "with", "for", "from"} and _KIND.search(self.phrases.text, *own.place):
            return None  # "cardiac protection with", "an analgesic effect in"
        return self.paired(kept, at, end)

    def _of_generic(self, at: int) -> Pair | None:
        """A bare noun of effect: "the association between X and Y", "X exerts its effect on Y"."""
        kept, first, end = self._named_behind(at, None)
        if not kept and self._is_of_a_kind(at):
            actors = self._actors(at)  # "X exerts neuroprotective effects via M"
            return Pair(actors, (), *self.place(at, at)) if actors else None
        if len(kept) != 1 or first == "between":
            return self.paired(kept, at, end)
        if first == "of":
            return Pair(tuple(kept[0]), (), *self.place(at, end)) if self.is_told_by(kept[0][-1].end) else None
        actors = () if first == _GIVEN else self._actors(at)
        is_told = bool(first and actors) or first == _GIVEN or (first != "" and self._points_back(at))
        return Pair(actors, tuple(kept[0]), *self.place(at, end)) if is_told else None

    def _is_of_a_kind(self, at: int) -> bool:
        """True of "neuroprotective effects" where "via M" stands behind."""
        piece, kinds = self.pieces[at], tuple(load_mediation_cues()["kind"])
        is_told = any(word.lower.startswith(kinds) for word in self.words[piece.a : piece.b])
        return is_told and _BY_MEANS.match(self.phrases.text, self.words[piece.b - 1].end) is not None

    def _joined(self, own: Span, at: int) -> Pair | None:
        """The shape "the X-Y relationship"."""
        text = self.phrases.text[own.start : own.end]
        parts = _JOINED.fullmatch(text)
        behind = self.phrases.word(self.pieces[at + 1]) if at + 1 < len(self.pieces) else ""
        if parts is None or parts["x"].casefold().split()[-1] in _UNJOINED or behind in _TARGETS or " of " in text:
            return None
        x = Span(own.start + parts.start("x"), own.start + parts.end("x"))
        y = Span(own.start + parts.start("y"), own.start + parts.end("y"))
        return Pair((x,), (y,), *self.place(at, at))

    def _last_word(self, place: int) -> str:
        """Of the second "on" in "on sleep and on pain", the first; empty where no "and" stands before it."""
        if self.phrases.kind_at(place - 1) != "conjunction":
            return ""
        kinds = {"preposition", "receive"}
        return next((self.phrases.word(p) for p in reversed(self.pieces[:place]) if p.kind in kinds), "")

    def _is_effect(self, at: int) -> bool:
        """True of "the association", and of the "toxic effects" of something."""
        piece = self.pieces[at]
        if piece.link is not None:
            return True
        last = self.words[piece.b - 1]
        return last.lower in load_mediation_cues()["effect"] and self.phrases.text.startswith(" of ", last.end)

    def _of_kind(self, at: int, own: Span) -> Pair | None:
        """The shapes "the antihypertensive effect of X", "the inhibitory effect of X on Y"."""
        kept, _, end = self._named_behind(at, None)
        if not kept:
            return None
        if len(kept) > 1 and regex.search(
            r"\b(?:on|upon|against)\s+(?:the\s+)?$", self.phrases.text[: kept[1][0].start]
        ):
            return self.paired(kept, at, end)
        start, stop = self.place(at, end)
        doing = _DOING.search(self.phrases.text[own.start : own.end])
        outcome = own if doing is None else Span(own.start, own.start + doing.start())
        return Pair(tuple(kept[0]), (outcome,), start, stop)

    def _named_behind(self, at: int, own: Span | None) -> tuple[list[list[Span]], str, int]:
        """What stands behind a noun of effect, by prepositions; the first of these; the last piece."""
        spans: list[list[Span]] = [] if own is None else [[own]]
        end, word, first = at, "", ""
        for place, p in enumerate(self.pieces[at + 1 : at + 24], at + 1):
            if self.phrases.is_aside(p):
                continue
            if p.kind in {"preposition", "receive"} or (p.kind == "versus" and self.phrases.word(p) == "against"):
                word = self.phrases.word(p)
                if word in THROUGH:
                    continue
                if spans and spans[-1] and word == self._last_word(place):
                    continue  # "on sleep and on pain"
                is_full = len([s for s in spans if s]) > 1 or (first == "between" and len(spans[-1]) > 1)
                if word not in _TARGETS or (spans and word in {"of", "between"}) or is_full:
                    break
                first = first or word
                spans.append([])
            elif p.kind == "versus":
                word = ""  # "of A versus B on Y"
            elif p.kind == "np" and word and word not in THROUGH:
                span = self.phrases.span(p)
                if word == "of" and not any(spans) and _TREATMENT.issuperset(self.phrases.lowers(p) or [""]):
                    first = _GIVEN
                    continue
                if span is None or self.phrases.is_generic(p) or p.link is not None:
                    break
                spans[-1].append(span)
                end = place
            elif (p.kind == "comma" and sum(map(len, spans)) >= 2 and not self.lists_on(place)) or (
                p.kind not in JOINING | {"number", "mark", "np"}
            ):
                break
        return [s for s in spans if s], first, end

    def lists_on(self, at: int) -> bool:
        """True of a comma in a list whose next phrase has no percent of its own: "..., albumin 3.3% and CRP 2.0%"."""
        if self.phrases.kind_at(at + 1) == "np":
            end = self.words[self.pieces[at + 1].b - 1].end
            if any(0 <= percent.start - end < 3 for percent in self.phrases.percents):
                return False
        return self.phrases.goes_on(at)

    def is_told_by(self, end: int) -> bool:
        """True where "(was) mediated by" stands right behind, with at most a noun of effect before it."""
        noun = _NOUN.match(self.phrases.text, end)
        end = noun.end() if noun is not None else end
        return _told_by().match(self.phrases.text, end, end + 80) is not None

    def _actors(self, at: int) -> tuple[Span, ...]:
        """Of "A and B had an indirect effect on Y", "A exerts its effect on Y", A and B."""
        before = self.pieces[max(0, at - 4) : at]
        if not any(p.kind == "have" or self.phrases.word(p) in _EXERTS for p in before):
            return ()
        earlier = [g for g in self.phrases.groups(()) if g[-1].end <= self.words[self.pieces[at].a].start]
        return tuple(earlier[-1]) if earlier else ()

    def _points_back(self, at: int) -> bool:
        """True of "the treatment effect", "its effect", "the association", whose exposure the document names."""
        piece = self.pieces[at]
        words = {word.lower for word in self.words[piece.a : piece.b]}
        if words & _POSSESSIVE and any(p.kind == "np" and not self.phrases.is_generic(p) for p in self.pieces[:at]):
            return False
        return not words.isdisjoint(_TREATMENT | _POSSESSIVE | POINTING)

    def paired(self, spans: Sequence[Sequence[Span]], at: int, end: int) -> Pair | None:
        """The pair of what is named behind a noun or a "between", by prepositions."""
        start, stop = self.place(at, end)
        if len(spans) == 1 and len(spans[0]) > 1:
            first = self._first_and(spans[0])
            return Pair(tuple(spans[0][:first]), tuple(spans[0][first:]), start, stop)
        if len(spans) > 1:
            return Pair(tuple(spans[0]), tuple(spans[1]), start, stop)
        return None

    def place(self, at: int, end: int) -> tuple[int, int]:
        """Where the first and the last of these pieces stand."""
        return self.words[self.pieces[at].a].start, self.words[self.pieces[end].b - 1].end

    def _first_and(self, spans: Sequence[Span]) -> int:
        """Where the outcomes begin in "A, B and Y", "A and Y, Z", "A and B, and Y"."""
        text = self.phrases.text
        ands = [i for i in range(1, len(spans)) if _AND.search(text, spans[i - 1].end, spans[i].start)]
        if len(ands) > 1 and "," in text[spans[ands[-1] - 1].end : spans[ands[-1]].start]:
            return ands[-1]
        return ands[0] if ands else 1
