"""The pairs of exposure and outcome that a sentence of mediation names."""

from collections.abc import Sequence
from functools import cache

import regex

from miner.extract.grammar.pieces import Piece
from miner.extract.mediation.cues import any_of, load_mediation_cues
from miner.extract.mediation.effects import MAY, POINTING, THROUGH, Effects
from miner.extract.mediation.phrases import JOINING, Phrases
from miner.extract.mediation.values import Pair, Span

_STANDING = tuple([word] for word in ("stood", "stands", "stand", "lay", "lies", "lie", "sits", "sat"))
_AFTER = {"following", "after", "with", "by", "under", "in response to"}
_WITH = {"with", "under", "after", "from", "associated", "linked", "following"}
_EXPLAINS = {"explain", "explains", "explained", "underlie", "underlies", "underlay"}
_CAUSED = {"caused", "induced", "produced", "elicited"}
_SHARE_OF = regex.compile(
    r"(?:%|\b(?:half|third|quarter|fifth|part|most|much|some|share))(?:\s\([^()]*\))? of (?:the |this )?"
    r"(?:\w+ )?(?:(?:excess|increased|higher|lower|reduced) )?(?:risk of )?$",
    regex.I,
)
_BETWEEN = {"between", "from", "linking", "connecting"}
_RISKS = {"risk", "risks", "burden", "excess", "increase", "mortality"}
_TIES = {"with", "to"}
_UPON = {"on", "upon", "against"}
_INDUCED = regex.compile(
    r"[-‐‑](?:induced|evoked|elicited|triggered|provoked|stimulated|driven|related|associated)$", regex.I
)
_STOPS = {"comma", "semi", "splitter", "relative", "verb", "be", "have", "other"}


@cache
def _told() -> tuple["regex.Pattern[str]", "regex.Pattern[str]"]:
    """What stands right before or right behind "X-induced Y" where it is mediated."""
    told = any_of("mediate", "mediator")
    before = (
        rf"\b(?:(?:{told}|effects?|depend(?:s|ed|ent)?)(?: of| in| on| for)?|{any_of('underlie')})"
        r"(?: the| this)?(?: (?:development|occurrence|induction|pathogenesis|genesis|mechanism) of)?\s+$"
    )
    behind = rf"{MAY}(?:{any_of('mediate', 'carry', 'arise')}|dependent|depend)\b"
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
        self.effects = Effects(phrases)

    def pairs(self) -> list[Pair]:
        found: list[Pair] = []
        for at, piece in enumerate(self.pieces):
            if piece.kind == "np":
                pair = (
                    self._benefit(at)
                    or self._benefit_of(at)
                    or self._changed(at)
                    or self.effects.pair_at(at)
                    or self._induced(at)
                    or self._shared(at)
                )
            else:
                pair = self._acting(at) or self._between(at) or self._same(at, found)
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
        return Pair((x,), (y,), self.words[piece.a].start, y.end)

    def _benefit_of(self, at: int) -> Pair | None:
        """The shapes "the survival benefit of X", "the toxic effects of X on Y"."""
        piece, behind = self.pieces[at], self.pieces[at + 1 : at + 3]
        of = next((i for i in range(piece.a + 2, piece.b - 1) if self.words[i].lower == "of"), 0)
        if not of or self.words[of - 1].lower not in load_mediation_cues()["effect"]:
            return None
        x = Span(self.words[of + 1].start, self.words[piece.b - 1].end)
        is_on = len(behind) == 2 and self.phrases.word(behind[0]) in _UPON and behind[1].kind == "np"
        first = next(i for i in range(piece.a, of) if self.words[i].lower not in POINTING)
        own = Span(self.words[first].start, self.words[of - 2].end) if first < of - 1 else None
        y = self.phrases.span(behind[1]) if is_on else own
        if y is None or not (is_on or self.effects.is_told_by(x.end)):
            return None
        return Pair((x,), (y,), self.words[piece.a].start, max(x.end, y.end))

    def _changed(self, at: int) -> Pair | None:
        """The shapes "the fall in Y after X", "the prevention of Y by X", where they are mediated."""
        piece = self.pieces[at]
        sense = piece.change or next(iter(piece.dirs), 0)
        if sense not in {1, -1}:
            return None
        named = self.phrases.lowers(piece) != []
        behind = [p for p in self.pieces[at + 1 : at + 6] if not self._is_of_seeing(p)][: 2 if named else 4]
        before = self.words[piece.a - 1].lower if piece.a else ""
        told = load_mediation_cues()["mediate"]
        later = {word.lower for word in self.words[piece.b : piece.b + 14]}
        is_told = before in told | _EXPLAINS or not told.isdisjoint(later)
        if len(behind) < (2 if named else 4) or not (named or self.phrases.word(behind[0]) in {"in", "of"}):
            return None
        outcome, link, cause = (piece, *behind) if named else behind[1:]
        y, x = (
            self.phrases.span(p) if p.kind == "np" and not self.phrases.is_generic(p) else None
            for p in (outcome, cause)
        )
        joins = " ".join(word.lower for word in self.words[link.a : link.b])
        if x is None or y is None or joins not in _AFTER or not (is_told or self._is_told(x.end)):
            return None
        return Pair((x,), (y,), self.words[piece.a].start, x.end, sense)

    def _is_of_seeing(self, piece: Piece) -> bool:
        """True of "seen" and "caused" in "the rise in Y seen with X", "caused by X"."""
        return piece.kind == "seen" or (piece.kind == "link" and self.phrases.word(piece) in _CAUSED)

    def _shared(self, at: int) -> Pair | None:
        """The shapes "half of the Y (seen) with X was explained by M", "M mediated 43% of the Y associated with X"."""
        piece, text = self.pieces[at], self.phrases.text
        y = self.phrases.span(piece)
        if y is None or not _SHARE_OF.search(text, self.phrases.start, y.start):
            return None
        if _RISKS.isdisjoint(word.lower for word in self.words[piece.a : piece.b]):
            is_tied = False
        else:
            is_tied = self.phrases.kind_at(at + 1) == "link" and self.words[self.pieces[at + 1].b - 1].lower in _TIES
        if is_tied and self.phrases.kind_at(at + 2) == "np" and (x := self.phrases.span(self.pieces[at + 2])):
            return Pair((x,), (y,), self.words[piece.a].start, x.end)
        link = at + 2 if self.phrases.kind_at(at + 1) == "seen" else at + 1
        if self.phrases.kind_at(link + 1) != "np" or self.phrases.word(self.pieces[link]) not in _WITH:
            return None
        x = self.phrases.span(self.pieces[link + 1])
        if x is None or not self._is_told(x.end):
            return None
        return Pair((x,), (y,), self.words[piece.a].start, x.end)

    def _induced(self, at: int) -> Pair | None:
        """The shape "X-induced Y", where it is what is mediated."""
        pair = self.induced(at)
        if pair is None:
            return None
        before = self.phrases.text[max(self.phrases.start, pair.start - 60) : pair.start]
        is_told = _told()[0].search(before) or self._is_told(self.words[self.pieces[at].b - 1].end)
        return pair if is_told else None

    def _is_told(self, end: int) -> bool:
        """True where "was mediated", "mediates" or "depends" stands right behind."""
        return _told()[1].match(self.phrases.text, end, end + 60) is not None

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
        return Pair((x,) if x else (), tuple(outcomes), begins, outcomes[-1].end)

    def _acting(self, at: int) -> Pair | None:
        """The shapes "X acts on Y", "X acts through M to raise Y", "X mediates Y by lowering M"."""
        piece, behind = self.pieces[at], [p for p in self.pieces[at + 1 : at + 9] if p.kind != "adverb"]
        cues, kinds = load_mediation_cues(), [p.kind for p in behind]
        if piece.kind != "other" or len(behind) < 2:
            return None
        sense, named = 0, behind[1]
        if self.phrases.word(piece) in cues["mediate"]:
            named = behind[0]
            if named.link is not None or not self._is_by_doing(behind):
                return None
        elif self.phrases.word(piece) not in cues["act"]:
            return None
        elif to := next(
            (
                i
                for i, p in enumerate(behind[:-2], 1)
                if self.phrases.word(p) == "to" and kinds[i] in {"verb", "link"} and behind[i].form != "ed"
            ),
            0,
        ):
            if self.phrases.word(behind[0]) not in THROUGH | _UPON | {"at", "by"}:
                return None
            sense, named = behind[to].sense, behind[to + 1]
        elif self.phrases.word(behind[0]) in THROUGH or self.phrases.word(behind[0]) not in {"on", "upon"}:
            return None
        if named.kind != "np" or self.phrases.is_generic(named):
            return None
        subject = [p for p in self.pieces[:at] if p.kind == "np" and not self.phrases.is_generic(p)]
        x, y = self.phrases.span(subject[-1]) if subject else None, self.phrases.span(named)
        return Pair((x,), (y,), x.start, y.end, sense) if x is not None and y is not None else None

    def _is_by_doing(self, behind: Sequence[Piece]) -> bool:
        """True of "Y by lowering M", "Y via M" behind a verb."""
        links = (i for i, p in enumerate(behind) if p.kind == "preposition")
        at = next((i for i in links if self.phrases.word(behind[i]) in {"by", "through", "via"}), 0)
        if behind[0].kind != "np" or not 0 < at < len(behind) - 1 or {p.kind for p in behind[:at]} & _STOPS:
            return False
        return self.phrases.word(behind[at]) != "by" or behind[at + 1].kind == "gerund"

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
        return None if z is None else Pair(found[-1].exposures, (z,), self.words[self.pieces[at].a].start, z.end)

    def _between(self, at: int) -> Pair | None:
        """The shapes "a mediator between X and Y", "the path from X to Y", "a mediator linking X to Y"."""
        piece = self.pieces[at]
        word = self.phrases.word(piece)
        if word not in _BETWEEN:
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
            elif (
                p.kind in {"preposition", "receive"}
                and self.phrases.word(p) in {"to", "with"}
                and word != "between"
                and spans[-1]
            ):
                spans.append([])
            elif self.phrases.is_aside(p):
                continue
            elif p.kind not in JOINING or (p.kind == "comma" and spans[-1] and not self.effects.lists_on(place)):
                break
        return self.effects.paired([s for s in spans if s], at, end)
