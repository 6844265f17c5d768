"""The pairs of exposure and outcome that a sentence of mediation names."""

from collections.abc import Sequence
from functools import cache

import regex

from miner.extract.mediation.cues import any_of, load_mediation_cues
from miner.extract.mediation.phrases import JOINING, Phrases
from miner.extract.mediation.values import Pair, Span

_TARGETS = {"of", "on", "with", "between", "and", "to", "for", "in", "from", "upon", "against"}
_STANDING = tuple([word] for word in ("stood", "stands", "stand", "lay", "lies", "lie", "sits", "sat"))
_THROUGH = {"through", "via", "by way of"}
_NO_EFFECT = {"mediating", "mediation", "mediated", "role", "roles", "interaction", "interactions"}
_TREATMENT = {"treatment", "intervention", "drug", "therapy", "supplementation", "exposure", "training", "program"}
_POSSESSIVE = {"its", "their"}
_POINTING = {"the", "this", "these", "that"}
_AFTER = {"following", "after", "with", "by", "under", "in response to"}
_WITH = {"with", "under", "after", "from", "associated", "linked", "following"}
_SHARE_OF = regex.compile(
    r"(?:%|\b(?:half|third|quarter|fifth|part|most|much|some|share)) of (?:the |this )?(?:\w+ )?$", regex.I
)
_EXERTS = {"exerts", "exerted", "exert"}
_INDUCED = regex.compile(r"[-‐‑](?:induced|evoked|elicited|triggered|provoked|stimulated|driven|dependent)$", regex.I)
_DOING = regex.compile(r"[-‐‑][a-z]+ing$")


@cache
def _told() -> tuple["regex.Pattern[str]", "regex.Pattern[str]"]:
    """What stands right before or right behind "X-induced Y" where it is mediated."""
    told = any_of("mediate", "mediator")
    before = rf"\b(?:(?:{told}|effects?|depend(?:s|ed|ent)?)(?: of| in| on| for)?(?: the| this)?)\s+$"
    may = (
        r"\s*(?:(?:that|which|may|might|can|could|is|are|was|were|to|be|been|has|have|appears?|appeared|in part|partly"
        r"|\w+ly)\s+)*"
    )
    behind = rf"{may}(?:{any_of('mediate', 'carry')}|dependent|depend)"
    return regex.compile(before, regex.I), regex.compile(behind, regex.I)


def find_pairs(phrases: Phrases) -> list[Pair]:
    """Each "association between X and Y", "effect of X on Y", "path from X to Y", "X-induced Y", in order."""
    return _Finder(phrases).pairs()


def find_induced(phrases: Phrases) -> Pair | None:
    """The first "X-induced Y" of a sentence, whatever is said of it."""
    finder = _Finder(phrases)
    found = (finder.induced(at) for at, piece in enumerate(phrases.pieces) if piece.kind == "np")
    return next((pair for pair in found if pair is not None), None)


class _Finder:
    """The pairs of one sentence, shape by shape."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases, self.pieces, self.words = phrases, phrases.pieces, phrases.words

    def pairs(self) -> list[Pair]:
        found: list[Pair] = []
        for at, piece in enumerate(self.pieces):
            if piece.kind == "np":
                pair = (
                    self._benefit(at) or self._changed(at) or self._linked(at) or self._induced(at) or self._shared(at)
                )
            else:
                pair = self._acting(at) if piece.kind == "other" else self._between(at) or self._same(at, found)
            if pair is not None and not any(other.start <= pair.start < other.end for other in found):
                found.append(pair)
        return found

    def _benefit(self, at: int) -> Pair | None:
        """The shape "the benefit of X for Y"."""
        piece, behind = self.pieces[at], self.pieces[at + 1 : at + 3]
        if piece.change not in {2, -2} or piece.core[0] >= piece.core[1] or len(behind) < 2:
            return None
        y = self.phrases.span(behind[1]) if behind[1].kind == "np" else None
        x = self.phrases.span(piece)
        if x is None or y is None or behind[0].kind != "preposition":
            return None
        return Pair(x, (y,), self.words[piece.a].start, y.end)

    def _changed(self, at: int) -> Pair | None:
        """The shapes "the fall in Y after X", "the prevention of Y by X", where they are mediated."""
        piece = self.pieces[at]
        if piece.change not in {1, -1}:
            return None
        named = self.phrases.lowers(piece) != []
        behind = self.pieces[at + 1 : at + (3 if named else 5)]
        before = self.words[piece.a - 1].lower if piece.a else ""
        told = load_mediation_cues()["mediate"]
        later = {word.lower for word in self.words[piece.b : piece.b + 14]}
        if before not in told and told.isdisjoint(later):
            return None
        if len(behind) < (2 if named else 4) or not (named or self.phrases.word(behind[0]) in {"in", "of"}):
            return None
        outcome, link, cause = (piece, *behind) if named else behind[1:]
        y, x = (
            self.phrases.span(p) if p.kind == "np" and not self.phrases.is_generic(p) else None
            for p in (outcome, cause)
        )
        joins = " ".join(word.lower for word in self.words[link.a : link.b])
        if x is None or y is None or joins not in _AFTER:
            return None
        return Pair(x, (y,), self.words[piece.a].start, x.end)

    def _linked(self, at: int) -> Pair | None:
        """The shapes "the association between X and Y", "the effect of X on Y", "the X effect on Y"."""
        piece = self.pieces[at]
        if piece.link is None or _NO_EFFECT & {word.lower for word in self.words[piece.a : piece.b]}:
            return None
        own = None if self.phrases.is_generic(piece) else self.phrases.span(piece)
        if own is not None and self.phrases.text.startswith(" of ", self.words[piece.b - 1].end):
            return self._of_kind(at, own)
        kept, first, end = self._named_behind(at, own)
        if len(kept) > 1 or first in {"between", "of", ""}:
            return None if len(kept) == 1 and own is None and first != "between" else self._paired(kept, at, end)
        if own is None and len(kept) == 1:
            x = self._actor(at)
            return Pair(x, tuple(kept[0]), *self._place(at, end)) if x or self._points_back(at) else None
        return self._paired(kept, at, end)

    def _of_kind(self, at: int, own: Span) -> Pair | None:
        """The shapes "the antihypertensive effect of X", "the inhibitory effect of X on Y"."""
        kept, _, end = self._named_behind(at, None)
        if not kept:
            return None
        if len(kept) > 1 and regex.search(
            r"\b(?:on|upon|against)\s+(?:the\s+)?$", self.phrases.text[: kept[1][0].start]
        ):
            return self._paired(kept, at, end)
        start, stop = self._place(at, end)
        doing = _DOING.search(self.phrases.text[own.start : own.end])
        outcome = own if doing is None else Span(own.start, own.start + doing.start())
        return Pair(kept[0][0], (outcome,), start, stop)

    def _named_behind(self, at: int, own: Span | None) -> tuple[list[list[Span]], str, int]:
        """What stands behind a noun of effect, by prepositions; the first of these; the last piece."""
        spans: list[list[Span]] = [] if own is None else [[own]]
        end, word, first = at, "", ""
        for place, p in enumerate(self.pieces[at + 1 : at + 24], at + 1):
            if self.phrases.is_aside(p):
                continue
            if p.kind in {"preposition", "receive"} or (p.kind == "versus" and self.phrases.word(p) == "against"):
                word = self.phrases.word(p)
                if word in _THROUGH:
                    continue
                if word not in _TARGETS or (spans and word in {"of", "between"}) or len([s for s in spans if s]) > 1:
                    break
                first = first or word
                spans.append([])
            elif p.kind == "np" and word and word not in _THROUGH:
                span = self.phrases.span(p)
                if span is None or self.phrases.is_generic(p) or p.link is not None:
                    break
                spans[-1].append(span)
                end = place
            elif (p.kind == "comma" and sum(map(len, spans)) >= 2 and not self._lists_on(place)) or (
                p.kind not in JOINING | {"number", "mark", "np"}
            ):
                break
        return [s for s in spans if s], first, end

    def _shared(self, at: int) -> Pair | None:
        """The shape "half of the Y (seen) with X was explained by M"."""
        piece, text = self.pieces[at], self.phrases.text
        y = self.phrases.span(piece)
        if y is None or not _SHARE_OF.search(text, self.phrases.start, y.start):
            return None
        link = at + 2 if self.phrases.kind_at(at + 1) == "seen" else at + 1
        if self.phrases.kind_at(link + 1) != "np" or self.phrases.word(self.pieces[link]) not in _WITH:
            return None
        x = self.phrases.span(self.pieces[link + 1])
        if x is None or not _told()[1].match(text[x.end : x.end + 60]):
            return None
        return Pair(x, (y,), self.words[piece.a].start, x.end)

    def _lists_on(self, at: int) -> bool:
        """True of a comma in a list whose next phrase has no percent of its own: "..., albumin 3.3% and CRP 2.0%"."""
        if self.phrases.kind_at(at + 1) == "np":
            end = self.words[self.pieces[at + 1].b - 1].end
            if any(0 <= percent.start - end < 3 for percent in self.phrases.percents):
                return False
        return self.phrases.goes_on(at)

    def _induced(self, at: int) -> Pair | None:
        """The shape "X-induced Y", where it is what is mediated."""
        pair = self.induced(at)
        if pair is None:
            return None
        text, named = self.phrases.text, self.words[self.pieces[at].b - 1].end
        ahead, after = _told()
        before = text[max(self.phrases.start, pair.start - 45) : pair.start]
        return pair if ahead.search(before) or after.match(text[named : named + 60]) else None

    def induced(self, at: int) -> Pair | None:
        """The shape "X-induced Y (and Z)"."""
        piece = self.pieces[at]
        a, b = piece.core
        places = [i for i in range(a, b - 1) if _INDUCED.search(self.words[i].text)]
        if not places:
            return None
        induced, last = self.words[places[0]], self.words[b - 1]
        a = max((i + 1 for i in range(piece.a, places[0]) if self.words[i].lower == "of"), default=a)
        begins = self.words[a if a > piece.core[0] else piece.a].start
        joint = _INDUCED.search(induced.text)
        x = Span(self.words[a].start, induced.start + joint.start()) if joint else None
        outcomes = [Span(self.words[places[0] + 1].start, last.end)]
        if self.phrases.kind_at(at + 1) == "conjunction" and self.phrases.kind_at(at + 2) == "np":
            joined = self.phrases.span(self.pieces[at + 2])
            outcomes += [joined] if joined is not None else []
        return Pair(x, tuple(outcomes), begins, outcomes[-1].end)

    def _acting(self, at: int) -> Pair | None:
        """The shape "X acts on Y", where it does so through something."""
        if self.phrases.word(self.pieces[at]) not in load_mediation_cues()["act"] or at + 2 >= len(self.pieces):
            return None
        link, named = self.pieces[at + 1 : at + 3]
        if self.phrases.word(link) not in {"on", "upon"} or named.kind != "np" or self.phrases.is_generic(named):
            return None
        subject = [p for p in self.pieces[:at] if p.kind == "np" and not self.phrases.is_generic(p)]
        x, y = self.phrases.span(subject[-1]) if subject else None, self.phrases.span(named)
        return Pair(x, (y,), x.start, y.end) if x is not None and y is not None else None

    def _same(self, at: int, found: Sequence[Pair]) -> Pair | None:
        """The shape "18% of the effect of X on Y and 12% of that on Z": X and Z."""
        if (
            not found
            or at < 1
            or self.phrases.word(self.pieces[at]) not in {"that", "those"}
            or at + 2 >= len(self.pieces)
        ):
            return None
        link, named = self.pieces[at + 1 : at + 3]
        before = self.phrases.word(self.pieces[at - 1])
        if before != "of" or self.phrases.word(link) not in {"on", "with", "upon"} or named.kind != "np":
            return None
        z = self.phrases.span(named)
        return None if z is None else Pair(found[-1].exposure, (z,), self.words[self.pieces[at].a].start, z.end)

    def _actor(self, at: int) -> Span | None:
        """Of "X had an indirect effect on Y", "X exerts its effect on Y", X."""
        before = self.pieces[max(0, at - 4) : at]
        if not any(p.kind == "have" or self.phrases.word(p) in _EXERTS for p in before):
            return None
        phrases = self.phrases
        named = [
            p for p in self.pieces[:at] if p.kind == "np" and not phrases.is_generic(p) and not phrases.is_aside(p)
        ]
        return self.phrases.span(named[-1]) if named else None

    def _points_back(self, at: int) -> bool:
        """True of "the treatment effect", "its effect", "the association", whose exposure the document names."""
        piece = self.pieces[at]
        words = {word.lower for word in self.words[piece.a : piece.b]}
        if words & _POSSESSIVE and any(p.kind == "np" and not self.phrases.is_generic(p) for p in self.pieces[:at]):
            return False
        return not words.isdisjoint(_TREATMENT | _POSSESSIVE | _POINTING)

    def _place(self, at: int, end: int) -> tuple[int, int]:
        return self.words[self.pieces[at].a].start, self.words[self.pieces[end].b - 1].end

    def _between(self, at: int) -> Pair | None:
        """The shape "a mediator between X and Y", "the path from X to Y"."""
        piece = self.pieces[at]
        word = self.phrases.word(piece)
        if piece.kind != "preposition" or word not in {"between", "from"}:
            return None
        before = [w.lower for w in self.words[max(0, piece.a - 6) : piece.a]]
        cues = load_mediation_cues()
        if not set(before) & (cues["route"] | cues["mediator"] | cues["mediate"]) and before[-1:] not in _STANDING:
            return None
        spans: list[list[Span]] = [[]]
        end = at
        for place, p in enumerate(self.pieces[at + 1 : at + 9], at + 1):
            if p.kind == "np" and not self.phrases.is_generic(p) and (span := self.phrases.span(p)) is not None:
                spans[-1].append(span)
                end = place
            elif p.kind in {"preposition", "receive"} and self.phrases.word(p) == "to" and word == "from" and spans[-1]:
                spans.append([])
            elif p.kind not in JOINING and not self.phrases.is_aside(p):
                break
        return self._paired([s for s in spans if s], at, end)

    def _paired(self, spans: Sequence[Sequence[Span]], at: int, end: int) -> Pair | None:
        start, stop = self._place(at, end)
        if len(spans) == 1 and len(spans[0]) > 1:
            return Pair(spans[0][0], tuple(spans[0][1:]), start, stop)
        if len(spans) > 1:
            return Pair(spans[0][0], tuple(spans[1]), start, stop)
        return None
